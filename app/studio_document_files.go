package app

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/vestibule-app/vestibule/assets/brand"
)

// unsaved says that closing would lose something.
func (d *document) unsaved() bool { return !maps.EqualFunc(d.kept(), d.disk, bytes.Equal) }

// add takes a file in under a safe name and has a key name it.
func (d *document) add(key, name string, content []byte) error {
	name = brand.SafeName(name)
	if old, taken := d.files[name]; taken && !bytes.Equal(old, content) && d.value(key) != name {
		base, ext := strings.TrimSuffix(name, filepath.Ext(name)), filepath.Ext(name)
		for i := 2; d.files[name] != nil; i++ {
			name = fmt.Sprintf("%s-%d%s", base, i, ext)
		}
	}
	text, err := brand.Set(d.files[brand.Manifest], key, brand.Quote(name))
	if err != nil {
		return err
	}
	tried := maps.Clone(d.files)
	delete(tried, brand.SignatureFile)
	tried[brand.Manifest], tried[name] = text, content
	for other := range tried {
		if !slices.Contains(brand.Named(tried), other) {
			delete(tried, other)
		}
	}
	if err := findingAbout(tried, name, key); err != nil {
		return err
	}
	d.change("", map[string][]byte{brand.Manifest: text, name: content})
	return nil
}

// findingAbout is what is wrong with one file of a pack, as a *brand.Error.
func findingAbout(files map[string][]byte, name, key string) error {
	_, err := brand.Parse(files)
	var refused *brand.Error
	if !errors.As(err, &refused) {
		return nil
	}
	for _, f := range refused.Findings {
		if f.File == name || f.Key == key {
			return &brand.Error{Findings: []brand.Finding{f}}
		}
	}
	return nil
}

// kept are the files without those that the text does not name any more; they stay at hand for an undo.
func (d *document) kept() map[string][]byte {
	kept := map[string][]byte{}
	for _, name := range brand.Named(d.files) {
		kept[name] = d.files[name]
	}
	return kept
}

// overtaken are the files as another program has saved them since; nil when none has, or when there is nothing to read.
func (d *document) overtaken() map[string][]byte {
	files, err := brand.Files(d.path)
	if err != nil || maps.EqualFunc(files, d.disk, bytes.Equal) || maps.EqualFunc(files, d.kept(), bytes.Equal) {
		return nil
	}
	return files
}

// save writes what has changed; where is a folder or a .brand file. A pack in one file must be in order.
func (d *document) save(where string) error {
	if filepath.Ext(where) == brand.Extension {
		if !d.whole {
			return &brand.Error{Path: where, Findings: d.findings()}
		}
		if err := brand.WriteFile(where, d.pack); err != nil {
			return explain(err, where)
		}
	} else if err := d.saveFolder(where); err != nil {
		return explain(err, where)
	}
	if d.path == "" || where == d.path {
		d.path, d.disk = where, d.kept()
	}
	d.settle()
	return nil
}

func (d *document) saveFolder(dir string) error {
	if err := os.MkdirAll(dir, 0o750); err != nil {
		return err
	}
	known := d.disk
	if dir != d.path {
		known = nil
	}
	kept := d.kept()
	for _, name := range slices.Sorted(maps.Keys(kept)) {
		if name == brand.Manifest {
			continue
		}
		file := filepath.Join(dir, name)
		if _, err := os.Lstat(file); err == nil && bytes.Equal(known[name], kept[name]) {
			continue // another program may have removed it since
		}
		if err := brand.ReplaceFile(file, kept[name]); err != nil {
			return err
		}
	}
	// brand.toml comes last: whoever follows the folder finds the files that it names.
	if err := brand.ReplaceFile(filepath.Join(dir, brand.Manifest), d.files[brand.Manifest]); err != nil {
		return err
	}
	if _, signed := d.files[brand.SignatureFile]; !signed && dir == d.path {
		if err := os.Remove(filepath.Join(dir, brand.SignatureFile)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}

// take has the files of another program in the place of ours, which can be had back by an undo.
func (d *document) take(files map[string][]byte) {
	d.past = append(d.past, d.files)
	d.future, d.files, d.disk = nil, files, files
	d.settle()
	d.look()
}

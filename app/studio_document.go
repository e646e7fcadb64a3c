package app

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/pelletier/go-toml/v2"

	"github.com/vestibule-app/vestibule/assets/brand"
	"github.com/vestibule-app/vestibule/screens"
)

// document is the pack that is edited: its files as they would be saved, what they were before, and what is wrong with
// them. Values are changed one by one in the text of brand.toml, so that comments and order stay.
type document struct {
	path  string // a folder or a .brand file; empty: it was never saved
	files map[string][]byte
	disk  map[string][]byte // as they are on disk, as far as is known
	now   func() time.Time

	past, future []map[string][]byte
	key          string    // that was changed last, in one go so far
	at           time.Time // when

	pack    *brand.Pack // the last that was in order; while there was none, what remains of this one, or nil
	raw     map[string]any
	whole   bool   // pack is what the files say
	partial bool   // pack is what remains without what is wrong
	flaws   []flaw // in the order of lines, without those of contrast
	repairs []screens.Repair
	logos   []flaw // found in judged; they take a while
	judged  *brand.Pack
}

// pause is how long after a change the next one of the same value is one of its own, to be undone by itself.
const pause = 2 * time.Second

// undoable is how many changes can be undone.
const undoable = 500

// openDocument reads a pack. One that is broken is opened all the same, as long as its files can be read.
func openDocument(path string, now func() time.Time) (*document, error) {
	path = packAt(path)
	files, err := brand.Files(path)
	if err != nil {
		return nil, explain(err, path)
	}
	d := &document{path: path, files: files, disk: files, now: now}
	d.look()
	return d, nil
}

// newDocument starts from files that lie nowhere yet.
func newDocument(files map[string][]byte, now func() time.Time) *document {
	d := &document{files: files, disk: map[string][]byte{}, now: now}
	d.look()
	return d
}

// look reads the files anew. A pack that is broken leaves the last one that was not in place.
func (d *document) look() {
	d.raw = map[string]any{}
	if text := d.files[brand.Manifest]; len(text) <= brand.MaxManifest {
		_ = toml.Unmarshal(bytes.TrimPrefix(text, []byte("\uFEFF")), &d.raw) // what is wrong with it is found below
	}
	d.flaws, d.repairs, d.whole = nil, nil, false
	p, err := brand.Parse(d.kept())
	var refused *brand.Error
	switch {
	case errors.As(err, &refused):
		d.flaws = flawsIn(refused)
		if d.pack == nil || d.partial {
			d.pack = remains(d.kept())
			d.partial = d.pack != nil
		}
		return
	case err != nil:
		d.flaws = []flaw{{File: brand.Manifest, Text: err.Error()}}
		return
	}
	d.pack, d.whole, d.partial = p, true, false
	d.flaws = flawsIn(&brand.Error{Findings: heldAgainst(p)})
	d.flaws = slices.Concat(d.flaws, imageFlaws(p), fontFlaws(p))
	d.repairs = screens.Repairs(p)
}

// value is what a key has in the text, whether it is right or not; nil: nothing.
func (d *document) value(key string) any {
	var v any = d.raw
	for name := range strings.SplitSeq(key, ".") {
		in, _ := v.(map[string]any)
		v = in[name]
	}
	return v
}

// words are what the text has for a key of the words in a language.
func (d *document) words(tag, key string) any {
	of, _ := d.value("words").(map[string]any)
	in, _ := of[tag].(map[string]any)
	return in[key]
}

// attributes are the tables [[attribute]] of the text.
func (d *document) attributes() []map[string]any {
	list, _ := d.raw["attribute"].([]any)
	var all []map[string]any
	for _, item := range list {
		if table, ok := item.(map[string]any); ok {
			all = append(all, table)
		}
	}
	return all
}

// set changes a value, written as TOML; an empty one is taken out.
func (d *document) set(key, value string) error {
	text, err := brand.Set(d.files[brand.Manifest], key, value)
	if err != nil {
		return err
	}
	if bytes.Equal(text, d.files[brand.Manifest]) {
		return nil
	}
	d.change(key, map[string][]byte{brand.Manifest: text})
	return nil
}

// change puts files in place, and takes those out that are nil. A signature holds for what was signed alone.
func (d *document) change(key string, files map[string][]byte) {
	if key == "" || key != d.key || d.now().Sub(d.at) > pause {
		d.past = append(d.past, d.files)
		d.past = d.past[max(0, len(d.past)-undoable):]
	}
	d.future, d.key, d.at = nil, key, d.now()
	d.files = maps.Clone(d.files)
	delete(d.files, brand.SignatureFile)
	for name, content := range files {
		if d.files[name] = content; content == nil {
			delete(d.files, name)
		}
	}
	d.look()
}

// settle ends a series of changes that are one.
func (d *document) settle() { d.key = "" }

func (d *document) undo() bool { return d.step(&d.past, &d.future) }
func (d *document) redo() bool { return d.step(&d.future, &d.past) }

func (d *document) step(from, to *[]map[string][]byte) bool {
	n := len(*from)
	if n == 0 {
		return false
	}
	*to = append(*to, d.files)
	d.files, *from = (*from)[n-1], (*from)[:n-1]
	d.settle()
	d.look()
	return true
}

// all are all flaws, but for those of contrast.
func (d *document) all() []flaw {
	if d.judged != d.pack || !d.whole {
		return d.flaws
	}
	return slices.Concat(d.flaws, d.logos)
}

// findings are the flaws as the reader of packs tells them.
func (d *document) findings() []brand.Finding {
	var all []brand.Finding
	for _, f := range d.all() {
		all = append(all, f.finding())
	}
	return all
}

// removeTable takes the nth table of a list out of the text, with what belongs to it.
func (d *document) removeTable(list string, n int) error {
	text := withoutTable(d.files[brand.Manifest], "[["+list+"]]", n)
	if text == nil {
		return fmt.Errorf("%s has no %s number %d", brand.Manifest, list, n+1)
	}
	if err := toml.Unmarshal(bytes.TrimPrefix(text, []byte("\uFEFF")), &map[string]any{}); err != nil {
		return fmt.Errorf("%s: %s %d is written in a way that only an editor can take out", brand.Manifest, list, n+1)
	}
	d.change("", map[string][]byte{brand.Manifest: text})
	return nil
}

// withoutTable is the text without the lines of the nth table that has a header; nil where there is none.
func withoutTable(text []byte, header string, n int) []byte {
	lines := bytes.SplitAfter(text, []byte("\n"))
	from, to, at := -1, len(lines), 0
	for i, line := range lines {
		line = bytes.TrimSpace(line)
		if from >= 0 && bytes.HasPrefix(line, []byte("[")) {
			to = i
			break
		}
		if bytes.HasPrefix(line, []byte(header)) {
			if at == n {
				from = i
			}
			at++
		}
	}
	if from < 0 {
		return nil
	}
	return bytes.Join(slices.Delete(lines, from, to), nil)
}

package app

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/vestibule-app/vestibule/auth/vault"
)

// This file keeps what is known of brands from one start to the next, in a file of the settings folder: the newest versions
// that were shown, see brand_versions.go, and the packs that made the program crash, see brand_crash.go. Nothing in it is secret.

const (
	memoryFile                = "brands.json"
	memoryAside               = "brands.bad.json" // the last one that was damaged, for whoever wants to know why
	memoryForm                = 1
	memoryBytes               = 64 << 10 // that the file has at most
	mostVersions, mostCrashed = 100, 20  // the oldest of more are forgotten
)

// brandMemory is what is in the file.
type brandMemory struct {
	Form    int            `json:"form"`
	Shown   []shownVersion `json:"shown,omitempty"`
	Crashed []string       `json:"crashed,omitempty"` // SHA-256 of packs, in hex
}

// damaged is an error of what is in the file, not of reading it.
type damaged struct{ error }

// errMemoryForm is of a file that a later program wrote.
var errMemoryForm = errors.New("was written by a later version of this program")

// readBrandMemory reads the file in a settings folder. Without one nothing is known.
func readBrandMemory(dir string) (brandMemory, error) {
	f, err := os.Open(filepath.Join(dir, memoryFile))
	if errors.Is(err, fs.ErrNotExist) {
		return brandMemory{}, nil
	}
	if err != nil {
		return brandMemory{}, err
	}
	defer func() { _ = f.Close() }()
	b, err := io.ReadAll(io.LimitReader(f, memoryBytes+1))
	if err != nil {
		return brandMemory{}, err
	}
	return parseBrandMemory(b)
}

func parseBrandMemory(b []byte) (brandMemory, error) {
	var form struct{ Form int }
	switch {
	case len(b) > memoryBytes:
		return brandMemory{}, damaged{fmt.Errorf("is larger than %d KiB", memoryBytes>>10)}
	case json.Unmarshal(b, &form) == nil && form.Form > memoryForm:
		return brandMemory{}, errMemoryForm
	}
	var m brandMemory
	err := json.Unmarshal(b, &m)
	switch {
	case err != nil:
		return brandMemory{}, damaged{err}
	case m.Form != memoryForm || slices.ContainsFunc(m.Shown, func(v shownVersion) bool { return numbersOf(v.Version) == nil }):
		return brandMemory{}, damaged{errors.New("is damaged")}
	}
	return m, nil
}

// recall reads what is known of brands. What is wrong with the file keeps nobody from signing in.
func (a *App) recall() brandMemory {
	m, err := readBrandMemory(a.settings.Dir)
	if err != nil {
		a.log.Error("brands not remembered", "file", memoryFile, "error", pathless(err))
	}
	return m
}

// remembered changes what is in the file. Other windows may have done so too, so it is read again. One that cannot be read
// now, or that a later program wrote, is left alone; a damaged one is set aside.
func (a *App) remembered(change func(brandMemory) brandMemory) error {
	a.saving.Lock()
	defer a.saving.Unlock()
	known, err := readBrandMemory(a.settings.Dir)
	var bad damaged
	switch file := filepath.Join(a.settings.Dir, memoryFile); {
	case errors.As(err, &bad):
		if err := os.Rename(file, filepath.Join(a.settings.Dir, memoryAside)); err != nil {
			return err
		}
		a.log.Warn("damaged file set aside", "file", memoryFile, "as", memoryAside)
	case err != nil:
		return err
	}
	m := change(known)
	if err == nil && slices.Equal(m.Shown, known.Shown) && slices.Equal(m.Crashed, known.Crashed) {
		return nil
	}
	m.Form = memoryForm
	b, err := json.MarshalIndent(m, "", "  ")
	if err != nil {
		return err
	}
	return vault.WriteFile(filepath.Join(a.settings.Dir, memoryFile), append(b, '\n'))
}

// keepVersion remembers the version of the pack on show, where it matters.
func (a *App) keepVersion() {
	l := &a.livery
	if !l.trusted() {
		return
	}
	p := l.pack
	l.memory.Shown = withVersion(l.memory.Shown, p)
	a.aside(func(context.Context) {
		err := a.remembered(func(m brandMemory) brandMemory {
			m.Shown = withVersion(m.Shown, p)
			return m
		})
		if err != nil {
			a.log.Error("version of the brand not saved", "error", pathless(err))
		}
	})
}

// pathless is an error without the way to the file, which leads through the person's home.
func pathless(err error) error {
	var path *fs.PathError
	if errors.As(err, &path) {
		return path.Err
	}
	return err
}

package brand

import (
	"cmp"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
)

// Finding is one thing that is wrong with a pack: where, what, and what to do about it.
type Finding struct {
	File string // name in the pack; empty: the pack itself
	Line int    // from 1; 0 when there is none
	Key  string // path of the key in brand.toml, such as "look.accent"; empty when it is about none
	Text string // a sentence
	Code Code   // what is wrong, in any language
	Args Args   // what the sentence names beside File and Key; nil: nothing
}

// Error says why a pack is refused. It holds every finding, up to MaxFindings.
type Error struct {
	Path     string // of the folder or file, as it was given; may be empty
	Findings []Finding
}

// Error gives one line for each finding: "acme/brand.toml:12: look.accent must be a colour such as #4F46E5".
func (e *Error) Error() string {
	lines := make([]string, len(e.Findings))
	for i, f := range e.Findings {
		lines[i] = f.In(e.Path)
	}
	return strings.Join(lines, "\n")
}

// In is the finding as a line of text for a pack at a path: "path/file:line: text".
func (f Finding) In(path string) string {
	if where := f.Where(path); where != "" {
		return where + ": " + f.Text
	}
	return f.Text
}

// Where is the place of the finding in a pack at a path: "path/file:line". It is empty when all of them are.
func (f Finding) Where(path string) string {
	place := path
	if f.File != "" {
		place = filepath.Join(path, f.File)
	}
	if place != "" && f.Line > 0 {
		return fmt.Sprintf("%s:%d", place, f.Line)
	}
	return place
}

// findings collects what is wrong.
type findings struct{ all []Finding }

// add takes the code of a finding from the reason among the arguments.
func (f *findings) add(file string, line int, format string, args ...any) {
	code, params := codeOf(file, args)
	f.put(Finding{File: file, Line: line, Text: fmt.Sprintf(format, args...), Code: code, Args: params})
}

func (f *findings) put(found Finding) {
	if len(f.all) < MaxFindings {
		f.all = append(f.all, found)
	}
}

// err is all of it, in the order of files and lines; nil when nothing is wrong.
func (f *findings) err() error {
	if len(f.all) == 0 {
		return nil
	}
	slices.SortStableFunc(f.all, func(a, b Finding) int {
		return cmp.Or(manifestFirst(a.File, b.File), cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line))
	})
	return &Error{Findings: f.all}
}

// manifestFirst puts brand.toml before the files that it names.
func manifestFirst(a, b string) int {
	switch {
	case a == b:
		return 0
	case a == Manifest:
		return -1
	case b == Manifest:
		return 1
	}
	return 0
}

// refuse is an Error with one finding.
func refuse(file, format string, args ...any) error {
	var f findings
	f.add(file, 0, format, args...)
	return f.err()
}

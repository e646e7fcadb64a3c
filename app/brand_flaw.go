package app

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/vestibule-app/vestibule/assets/brand"
)

// Kinds of flaws, by what has to be changed.
const (
	flawPack     = "pack"     // what the files say
	flawContrast = "contrast" // colours that cannot be told from each other
	flawLogo     = "logo"
	flawImage    = "image"
	flawFont     = "font"
	flawWords    = "words" // that do not fit
)

// flaw is something wrong with a brand, as "vestibule brand check" tells it; its JSON is explained in the help. Most of
// them are seen only when the brand is drawn.
type flaw struct {
	File   string   `json:"file,omitempty"`
	Line   int      `json:"line,omitempty"`
	Key    string   `json:"key,omitempty"`
	Text   string   `json:"text"`
	Kind   string   `json:"kind"`
	Note   bool     `json:"note,omitempty"` // worth knowing, and no reason to hold the brand back
	Lang   string   `json:"lang,omitempty"`
	Screen string   `json:"screen,omitempty"` // the exhibit that shows it
	Width  float32  `json:"width,omitempty"`  // of the window around it
	Colors []colors `json:"colors,omitempty"` // of flawContrast, the worst first

	Code brand.Code `json:"code,omitempty"`
	Args brand.Args `json:"args,omitempty"`
}

// colors are two colours that are too close to each other in one place, and what would do.
type colors struct {
	Look    string  `json:"look"`  // of looks
	Place   string  `json:"place"` // a widget and its state
	Ink     string  `json:"ink"`   // tokens
	Ground  string  `json:"ground"`
	Asked   string  `json:"asked"` // of the ink, as #RRGGBB
	Behind  string  `json:"behind"`
	Nearest string  `json:"nearest"` // to what was asked, that can be read there
	Ratio   float64 `json:"ratio"`
	Least   float64 `json:"least"`
}

// flawAt is a flaw of what a key of brand.toml asks for.
func flawAt(p *brand.Pack, kind, key string, code brand.Code, params brand.Args, format string, args ...any) flaw {
	return flawOf(p.At(key, code, params, fmt.Sprintf(format, args...)), kind)
}

func flawOf(f brand.Finding, kind string) flaw {
	return flaw{File: f.File, Line: f.Line, Key: f.Key, Text: f.Text, Kind: kind, Code: f.Code, Args: f.Args}
}

// noteAt is the same about something that may be meant.
func noteAt(p *brand.Pack, kind, key string, code brand.Code, params brand.Args, format string, args ...any) flaw {
	f := flawAt(p, kind, key, code, params, format, args...)
	f.Note = true
	return f
}

// flawsIn are the flaws that the reader of a pack found.
func flawsIn(refused *brand.Error) []flaw {
	var all []flaw
	for _, f := range refused.Findings {
		all = append(all, flawOf(f, flawPack))
	}
	return all
}

// finding is the flaw in the form in which it is told on the command line.
func (f flaw) finding() brand.Finding {
	found := f.found()
	if f.Note {
		found.Text = "note: " + found.Text
	}
	return found
}

// found is the flaw as a finding that a window can say in its own language.
func (f flaw) found() brand.Finding {
	return brand.Finding{File: f.File, Line: f.Line, Key: f.Key, Text: f.Text, Code: f.Code, Args: f.Args}
}

// sortFlaws puts flaws into the order of the lines, those of the pack as a whole first.
func sortFlaws(all []flaw) {
	slices.SortStableFunc(all, func(a, b flaw) int { return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line)) })
}

// inspectBrand finds what cannot be read or seen in a brand, whatever the language: its colours, logos and pictures. It is
// quick enough to be asked with every change. There must be a Fyne app.
func inspectBrand(p *brand.Pack) []flaw {
	all := slices.Concat(contrastFlaws(p), logoFlaws(p), imageFlaws(p), fontFlaws(p))
	sortFlaws(all)
	return all
}

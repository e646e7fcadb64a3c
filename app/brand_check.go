package app

import (
	"cmp"
	"crypto/ed25519"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/vestibule-app/vestibule/assets"
	"github.com/vestibule-app/vestibule/assets/brand"
	"github.com/vestibule-app/vestibule/auth"
)

// checked is what "vestibule brand check --json" prints. Its keys are explained in the help.
type checked struct {
	Path     string         `json:"path"`
	Clean    bool           `json:"clean"`
	Findings []foundInBrand `json:"findings"`
}

type foundInBrand struct {
	File string `json:"file,omitempty"`
	Line int    `json:"line,omitempty"`
	Key  string `json:"key,omitempty"`
	Text string `json:"text"`
}

func checkBrand(args []string, stdout io.Writer) error {
	flags := flag.NewFlagSet("check", flag.ContinueOnError)
	asJSON := flags.Bool("json", false, "")
	given, err := operands(flags, args, "PATH")
	if err != nil {
		return err
	}
	_, err = examine(given[0])
	var refused *brand.Error
	if err != nil && !errors.As(err, &refused) {
		return err
	}
	switch {
	case *asJSON:
		return writeChecked(stdout, given[0], refused)
	case refused != nil:
		return refused
	}
	_, err = fmt.Fprintf(stdout, "%s: nothing was found. Contrast and overflow are not looked at yet.\n", visible(given[0]))
	return err
}

// examine reads a pack and holds its words and its tenant against what the product takes. With keys it must be signed
// with one of them. The error is a *brand.Error with the findings, or says why there is nothing to be read.
func examine(path string, keys ...ed25519.PublicKey) (*brand.Pack, error) {
	path = packAt(path)
	p, err := brand.ReadTrusted(path, keys...)
	if err != nil {
		return nil, explain(err, path)
	}
	known, err := sayable()
	if err != nil {
		return nil, err
	}
	found := p.CheckWords(known)
	if p.Tenant.Authority != "" {
		if err := wrongAuthority(auth.CheckAuthority(p.Tenant.Authority)); err != nil {
			found = append(found, p.At("tenant.authority", "tenant.authority "+err.Error()))
		}
	}
	if len(found) > 0 {
		slices.SortStableFunc(found, func(a, b brand.Finding) int { return cmp.Compare(a.Line, b.Line) }) // all in brand.toml
		return nil, &brand.Error{Path: path, Findings: found}
	}
	return p, nil
}

// packAt is the folder of a brand.toml, below which its findings are told; other paths are as they are.
func packAt(path string) string {
	if filepath.Base(path) == brand.Manifest {
		if info, err := os.Stat(path); err == nil && info.Mode().IsRegular() {
			return filepath.Dir(path)
		}
	}
	return path
}

var placeInWords = regexp.MustCompile(`\{\{\.([A-Za-z]+)\}\}`)

// sayable lists the keys of the product's words, each with the names of the places that are filled in.
func sayable() (map[string][]string, error) {
	text, err := assets.Translation("en")
	if err != nil {
		return nil, err
	}
	var words map[string]json.RawMessage // a text, or one for each plural
	if err := json.Unmarshal(text, &words); err != nil {
		return nil, err
	}
	known := make(map[string][]string, len(words))
	for key, said := range words {
		known[key] = nil
		for _, place := range placeInWords.FindAllSubmatch(said, -1) {
			known[key] = append(known[key], string(place[1]))
		}
	}
	return known, nil
}

// writeFindings writes findings for people and for editors that follow FILE:LINE.
func writeFindings(w io.Writer, refused *brand.Error) error {
	for _, f := range refused.Findings {
		if _, err := fmt.Fprintln(w, visible(f.In(refused.Path))); err != nil {
			return err
		}
	}
	return nil
}

// writeChecked writes findings for programs; nil stands for none.
func writeChecked(w io.Writer, path string, refused *brand.Error) error {
	c := checked{Path: path, Clean: refused == nil, Findings: []foundInBrand{}}
	if refused != nil {
		for _, f := range refused.Findings {
			c.Findings = append(c.Findings, foundInBrand{visible(f.File), f.Line, visible(f.Key), visible(f.Text)})
		}
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(c); err != nil {
		return err
	}
	if !c.Clean {
		return errFound
	}
	return nil
}

// visible writes out what a terminal would obey instead of showing: a pack comes from outside, and its names end up in
// findings (CWE-150).
func visible(s string) string {
	var b strings.Builder
	for _, r := range s {
		if unicode.IsPrint(r) {
			b.WriteRune(r)
		} else {
			b.WriteString(strings.Trim(strconv.QuoteRuneToASCII(r), "'"))
		}
	}
	return b.String()
}

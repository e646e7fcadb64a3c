package app

import (
	"cmp"
	"context"
	"crypto/ed25519"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"fyne.io/fyne/v2"

	"github.com/vestibule-app/vestibule/assets"
	"github.com/vestibule-app/vestibule/assets/brand"
	"github.com/vestibule-app/vestibule/auth"
	"github.com/vestibule-app/vestibule/screens"
)

// checked is what "vestibule brand check --json" prints. Its keys are explained in the help.
type checked struct {
	Path     string `json:"path"`
	Clean    bool   `json:"clean"`
	Findings []flaw `json:"findings"`
}

// brandCheck is what the command line asks for.
type brandCheck struct {
	path   string
	asJSON bool
	html   string
	langs  []string
}

func readBrandCheck(args []string) (brandCheck, error) {
	flags := flag.NewFlagSet("check", flag.ContinueOnError)
	var c brandCheck
	flags.BoolVar(&c.asJSON, "json", false, "")
	flags.StringVar(&c.html, "html", "", "")
	langs := flags.String("lang", "all", "")
	given, err := operands(flags, args, "PATH")
	if err != nil {
		return c, err
	}
	c.path = given[0]
	if c.langs, err = choices("lang", *langs, assets.Languages()); err != nil {
		return c, err
	}
	return c, nil
}

// checkBrand is the command line "vestibule brand check".
func checkBrand(ctx context.Context, args []string, out brandOutput) error {
	c, err := readBrandCheck(args)
	if err == nil {
		err = c.spares()
	}
	if err != nil {
		return err
	}
	p, err := examineIn(c.path, c.langs)
	var refused *brand.Error
	var all []flaw
	switch {
	case errors.As(err, &refused):
		all = flawsIn(refused)
	case err != nil:
		return err
	default:
		if all, err = c.measure(ctx, p, out); err != nil {
			return err
		}
	}
	if c.html != "" {
		if err := c.writeReport(ctx, p, all, out); err != nil {
			return err
		}
	}
	if c.asJSON {
		return writeChecked(out.to, c.path, all)
	}
	return writeFlaws(out.to, c.path, all)
}

// spares is an error when the page would take the place of a file that is none: of the pack, if a name was mistyped.
func (c brandCheck) spares() error {
	info, err := os.Stat(c.html)
	ext := strings.ToLower(filepath.Ext(c.html))
	if err != nil || !info.Mode().IsRegular() || ext == ".html" || ext == ".htm" {
		return nil
	}
	return fmt.Errorf("--html: %s is there already, and not named like a page; name another, or remove it first", visible(c.html))
}

// measure draws and lays out a brand. Languages that are written in other fonts are laid out by processes of their own:
// see newOffscreen.
func (c brandCheck) measure(ctx context.Context, p *brand.Pack, out brandOutput) ([]flaw, error) {
	CleanEnvironment()
	f := out.start()
	all := append(inspectBrand(p), borrowedLetters(p, c.langs)...)
	for _, lang := range c.langs {
		all = append(all, missingGlyphs(p, lang)...)
	}
	all = saidOnce(all, "en")
	langs := c.langs
	if len(langs) == len(assets.Languages()) {
		langs = languagesToLayOut(p)
	}
	misfits, err := c.layOut(ctx, p, sharesOf(langs), f, out)
	if err != nil {
		return nil, err
	}
	all = append(all, misfits...)
	sortFlaws(all)
	return all, nil
}

// layOut finds the words that do not fit, in shares of languages.
func (c brandCheck) layOut(ctx context.Context, p *brand.Pack, shares [][]string, f fyne.App, out brandOutput) ([]flaw, error) {
	var all []flaw
	if len(shares) == 1 {
		paper := newOffscreen(f, lookOf(p, "light", shares[0][0]))
		for _, lang := range shares[0] {
			words, err := screens.NewWords(lang)
			if err != nil {
				return nil, err
			}
			all = append(all, misfitFlaws(p, words, paper, func(string) bool { return true })...)
		}
		return all, nil
	}
	var errands []errand
	for _, share := range shares {
		langs := strings.Join(share, ",")
		errands = append(errands, errand{"the check in " + langs, []string{"brand", "check", "--json", "--lang", langs, "--", c.path}})
	}
	count := &progress{to: out.progress(), what: "steps", all: len(errands)}
	texts, err := send(ctx, errands, count, out.complaints)
	if err != nil {
		return nil, err
	}
	count.end()
	for i, text := range texts {
		var one checked
		if err := json.Unmarshal([]byte(text), &one); err != nil {
			return nil, fmt.Errorf("%s: %w", errands[i].what, err)
		}
		for _, f := range one.Findings {
			if f.Kind == flawWords {
				all = append(all, f)
			}
		}
	}
	return all, nil
}

// examine reads a pack and holds its words and its tenant against what the product takes. With keys it must be signed
// with one of them. The error is a *brand.Error with the findings, or says why there is nothing to be read.
func examine(path string, keys ...ed25519.PublicKey) (*brand.Pack, error) {
	path = packAt(path)
	p, err := brand.ReadTrusted(path, keys...)
	if err != nil {
		return nil, explain(err, path)
	}
	if found := heldAgainst(p); len(found) > 0 {
		slices.SortStableFunc(found, func(a, b brand.Finding) int { return cmp.Compare(a.Line, b.Line) }) // all in brand.toml
		return nil, &brand.Error{Path: path, Findings: found}
	}
	return p, nil
}

// heldAgainst is what is wrong with the words and the tenant of a pack by what the product takes.
func heldAgainst(p *brand.Pack) []brand.Finding {
	found := append(p.CheckWords(screens.Places()), screens.Imitations(p)...)
	if p.Tenant.Authority != "" {
		if err := wrongAuthority(auth.CheckAuthority(p.Tenant.Authority)); err != nil {
			found = append(found, p.At("tenant.authority", brand.AuthorityInvalid, nil, "tenant.authority "+err.Error()))
		}
	}
	return found
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

// writeFindings writes findings for people and for editors that follow FILE:LINE.
func writeFindings(w io.Writer, refused *brand.Error) error {
	for _, f := range refused.Findings {
		if _, err := fmt.Fprintln(w, visible(f.In(refused.Path))); err != nil {
			return err
		}
	}
	return nil
}

// writeFlaws writes what was found for people, and says how it ended.
func writeFlaws(w io.Writer, path string, all []flaw) error {
	for _, f := range all {
		if _, err := fmt.Fprintln(w, visible(f.finding().In(packAt(path)))); err != nil {
			return err
		}
	}
	if foundIn(all) > 0 {
		return errFound
	}
	_, err := fmt.Fprintf(w, "%s: nothing was found.\n", visible(path))
	return err
}

// foundIn counts what is more than a note.
func foundIn(all []flaw) (n int) {
	for _, f := range all {
		if !f.Note {
			n++
		}
	}
	return n
}

// writeChecked writes what was found for programs.
func writeChecked(w io.Writer, path string, all []flaw) error {
	c := checked{Path: path, Clean: foundIn(all) == 0, Findings: []flaw{}}
	for _, f := range all {
		f.File, f.Key, f.Text = visible(f.File), visible(f.Key), visible(f.Text)
		f.Args = maps.Clone(f.Args)
		for name, arg := range f.Args {
			f.Args[name] = visible(arg)
		}
		c.Findings = append(c.Findings, f)
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

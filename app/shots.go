package app

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"github.com/vestibule-app/vestibule/assets"
	"github.com/vestibule-app/vestibule/assets/brand"
	"github.com/vestibule-app/vestibule/screens"
	"github.com/vestibule-app/vestibule/screens/kit"
)

const shotsHelp = `Usage: vestibule shots --out DIR [flags]

Draws every screen in every state to PNG files, without a display, and writes DIR/index.html, a page to look through
them. Each picture is as high as its screen, at least %g. The same program on the same computer draws the same bytes.

  --out DIR           where the pictures go, one folder for each language; it is made if it is not there
  --lang TAG,…        languages, or all (default en): %s
  --theme NAME,…      looks, or all (default light,dark): %s
  --width DP,…        widths of the window, from 320 to 4000 (default 480); the wide layout begins at %g
  --scale FACTOR,…    pixels in a unit of width, from 0.5 to 4 (default 1)
  --only WORD,…       only screens whose name holds one of these words
  --brand PATH        the brand: the folder of a pack, the brand.toml in it, or a .brand file (default: the stock brand)
  --no-index          no index; the names of the files are printed instead

Exit codes: 0 done, 2 could not run.
`

// shots is what the command line asks for.
type shots struct {
	out           string
	langs, themes []string
	widths        []float32
	scales        []float32
	only          []string
	brand         string // the path of a pack; empty: the stock brand
	noIndex, help bool
}

// shot is one picture.
type shot struct {
	Name, Lang, Theme string
	Width, Scale      float32
}

// File is its name below the folder of all pictures, with slashes.
func (s shot) File() string {
	name := fmt.Sprintf("%s/%s_%g_%s", s.Lang, s.Name, s.Width, s.Theme)
	if s.Scale != 1 {
		name += fmt.Sprintf("@%gx", s.Scale)
	}
	return name + ".png"
}

// exhibitNow is the time on the wall of every exhibit.
var exhibitNow = time.Date(2026, time.November, 23, 14, 37, 0, 0, time.UTC)

// exhibitAsking is where the exhibits of the gallery are asked, in the name of a brand; whoever shows them adds the
// callbacks.
func exhibitAsking(words *screens.Words, p *brand.Pack) screens.Asking {
	nothing := func() {}
	return screens.Asking{
		Words: words.Branded(p), Brand: screens.BrandOf(p, words.Tag()), Host: "contoso.ciamlogin.com", Now: func() time.Time { return exhibitNow },
		Copy: func(string) {}, OpenURL: func(string) {},
		Cancel: nothing, Leave: nothing, CanLeave: true, Remember: true,
	}
}

// galleryLanguages are all languages, and the one that nobody speaks.
func galleryLanguages() []string { return append(assets.Languages(), screens.Pseudo) }

func readShots(args []string) (shots, error) {
	var s shots
	flags := flag.NewFlagSet("shots", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	choose := s.flags(flags)
	flags.StringVar(&s.brand, "brand", "", "")
	flags.BoolVar(&s.noIndex, "no-index", false, "")
	flags.BoolVar(&s.help, "help", false, "")
	flags.BoolVar(&s.help, "h", false, "")
	if err := flags.Parse(args); err != nil || s.help {
		return s, err
	}
	if flags.NArg() > 0 {
		return s, fmt.Errorf("unexpected argument %q", flags.Arg(0))
	}
	return s, choose()
}

// flags adds those that say which pictures are taken, and where they go. What they say is taken once they have been parsed.
func (s *shots) flags(flags *flag.FlagSet) (choose func() error) {
	flags.StringVar(&s.out, "out", "", "")
	langs, themes := flags.String("lang", "en", ""), flags.String("theme", "light,dark", "")
	widths, scales := flags.String("width", "480", ""), flags.String("scale", "1", "")
	only := flags.String("only", "", "")
	return func() error {
		if s.out == "" {
			return errors.New("--out DIR is missing")
		}
		if *only != "" {
			s.only = strings.Split(*only, ",")
		}
		var wrong [4]error
		s.langs, wrong[0] = choices("lang", *langs, galleryLanguages())
		s.themes, wrong[1] = choices("theme", *themes, looks)
		s.widths, wrong[2] = measures("width", *widths, 320, 4000)
		s.scales, wrong[3] = measures("scale", *scales, 0.5, 4)
		return errors.Join(wrong[:]...)
	}
}

// choices reads a list of names out of those that there are.
func choices(flag, list string, all []string) ([]string, error) {
	if list == "all" {
		return all, nil
	}
	var chosen []string
	for name := range strings.SplitSeq(list, ",") {
		if !slices.Contains(all, name) {
			return nil, fmt.Errorf("--%s: there is no %q; there are %s", flag, name, strings.Join(all, ", "))
		}
		if !slices.Contains(chosen, name) {
			chosen = append(chosen, name)
		}
	}
	return chosen, nil
}

// measures reads a list of numbers between two limits.
func measures(flag, list string, least, most float32) ([]float32, error) {
	var chosen []float32
	for text := range strings.SplitSeq(list, ",") {
		n, err := strconv.ParseFloat(text, 32)
		if err != nil || !(float32(n) >= least && float32(n) <= most) {
			return nil, fmt.Errorf("--%s: %q is no number from %g to %g", flag, text, least, most)
		}
		if !slices.Contains(chosen, float32(n)) {
			chosen = append(chosen, float32(n))
		}
	}
	return chosen, nil
}

// takeShots is the command line "vestibule shots". start makes the Fyne app that measures text; it needs no display.
func takeShots(ctx context.Context, args []string, start func() fyne.App, stdout, stderr io.Writer) error {
	s, err := readShots(args)
	if err != nil {
		return err
	}
	if s.help {
		_, err := fmt.Fprintf(stdout, shotsHelp, kit.WindowHeight, strings.Join(galleryLanguages(), ", "), strings.Join(looks, ", "), kit.WideFrom)
		return err
	}
	return s.take(ctx, start, stdout, stderr)
}

// pack reads the brand that was asked for.
func (s shots) pack() (*brand.Pack, error) {
	if s.brand == "" {
		return screens.Stock(), nil
	}
	p, err := examine(s.brand)
	var refused *brand.Error
	if errors.As(err, &refused) {
		return nil, fmt.Errorf("--brand: %s; vestibule brand check says all that is wrong", visible(refused.Findings[0].In(refused.Path)))
	}
	if err != nil {
		return nil, fmt.Errorf("--brand: %w", err)
	}
	return p, nil
}

// names lists the exhibits that were asked for.
func (s shots) names(p *brand.Pack) ([]string, error) {
	words, err := screens.NewWords(s.langs[0])
	if err != nil {
		return nil, err
	}
	var names []string
	for _, e := range screens.Gallery(exhibitAsking(words, p)) {
		if s.wanted(e.Name) {
			names = append(names, e.Name)
		}
	}
	if len(names) == 0 {
		return nil, fmt.Errorf("--only: no screen has %s in its name", strings.Join(s.only, " or "))
	}
	return names, nil
}

func (s shots) wanted(name string) bool {
	return len(s.only) == 0 || slices.ContainsFunc(s.only, func(word string) bool { return strings.Contains(name, word) })
}

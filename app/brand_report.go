package app

import (
	"bytes"
	"context"
	_ "embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"image/png"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/vestibule-app/vestibule/assets"
	"github.com/vestibule-app/vestibule/assets/brand"
	"github.com/vestibule-app/vestibule/screens"
	"github.com/vestibule-app/vestibule/screens/kit"
)

//go:embed brand_report.html
var brandReportPage string

var brandReportTemplate = template.Must(template.New("brand_report.html").Parse(brandReportPage))

// brandReport is what the page for designers shows. Its pictures are PNG in base64, so that it is one file.
type brandReport struct {
	Name, Path, Version string
	Found, Notes        int
	Flaws               []reportedFlaw
	Logos               []logoOnGround
	Walls               []wall
}

// reportedFlaw shows the worst of its colours, and folds the rest.
type reportedFlaw struct {
	flaw
	First, Rest []colors
}

// mostUnfolded is how many colours of a flaw are seen at once.
const mostUnfolded = 5

type logoOnGround struct {
	File, Where, Ground, Picture string
	Width                        float64
}

// wall is a few screens in one look and language.
type wall struct {
	Look, Lang, Language string
	Screens              []wallScreen
}

type wallScreen struct {
	Name, Picture string
	Width, High   int
	Wide          bool
}

// mostWalls is how many languages are shown.
const mostWalls = 3

// shownIn are the languages of the page's screens: those that were asked for, or else English and those that the brand has
// words of its own for.
func (c brandCheck) shownIn(p *brand.Pack) []string {
	langs := c.langs
	if len(langs) == len(assets.Languages()) {
		langs = []string{"en"}
		for _, tag := range assets.Languages() {
			if tag != "en" && p.Words[tag] != nil {
				langs = append(langs, tag)
			}
		}
	}
	return langs[:min(mostWalls, len(langs))]
}

// reported are the screens on the page: each kind of widget, layout and colour is on one of them.
var reported = []struct {
	name  string
	width float32
}{
	{"password", 1100}, {"start", 480}, {"username-unknown", 480}, {"password-wrong", 480}, {"code-typed", 480}, {"new-password-typed", 480},
	{"method", 480}, {"accounts", 480}, {"username-offline", 480},
}

// writeReport writes the page. Without a pack, because it could not be read, there are the findings alone.
func (c brandCheck) writeReport(ctx context.Context, p *brand.Pack, all []flaw, out brandOutput) error {
	r := brandReport{Name: visible(filepath.Base(filepath.Clean(packAt(c.path)))), Path: visible(c.path), Version: Version, Found: foundIn(all)}
	r.Notes = len(all) - r.Found
	for _, f := range all {
		f.File, f.Key, f.Text = visible(f.File), visible(f.Key), visible(f.Text)
		n := min(mostUnfolded, len(f.Colors))
		r.Flaws = append(r.Flaws, reportedFlaw{f, f.Colors[:n], f.Colors[n:]})
	}
	if p != nil {
		r.Name, r.Logos = p.Name.In("en"), logosOnGrounds(p)
		for i, lang := range c.shownIn(p) {
			for j, look := range looks[:2] {
				if i*j > 0 {
					continue // one language shows what a brand is in the dark
				}
				w, err := drawWall(ctx, c.path, look, lang, out)
				if err != nil {
					return err
				}
				r.Walls = append(r.Walls, w)
			}
		}
	}
	var page bytes.Buffer
	if err := brandReportTemplate.Execute(&page, r); err != nil {
		return err
	}
	if err := writeFile(c.html, page.Bytes()); err != nil {
		return explain(err, c.html)
	}
	return nil
}

// logosOnGrounds draws the logos as they stand on light and dark cards, pages and panels, each ground once.
func logosOnGrounds(p *brand.Pack) []logoOnGround {
	light, dark := logosOf(p)
	room := sizesOf(p)
	var all []logoOnGround
	var seen []string
	for _, look := range looks {
		palette := paletteOf(p, look)
		for _, g := range logoGrounds(p) {
			logo, ground := light, *palette.Token(g.token)
			if kit.IsDark(ground) && dark.file != nil {
				logo = dark
			}
			if slices.Contains(seen, brand.FormatColor(ground)) {
				continue
			}
			seen = append(seen, brand.FormatColor(ground))
			size := logo.size()
			fit := min(room("logo_width")/size.X, room("logo_height")/size.Y)
			var b bytes.Buffer
			if err := png.Encode(&b, logo.draw(size.X*fit*logoScale, size.Y*fit*logoScale)); err != nil {
				continue // cannot happen: a buffer takes everything, and the picture has a size
			}
			all = append(all, logoOnGround{logo.file.Name, fmt.Sprintf("%s (%s)", g.name, look), brand.FormatColor(ground), base64.StdEncoding.EncodeToString(b.Bytes()), size.X * fit})
		}
	}
	return all
}

// drawWall has the pictures of one look and language drawn by another process of this program: see newOffscreen.
func drawWall(ctx context.Context, path, look, lang string, out brandOutput) (wall, error) {
	w := wall{Look: look, Lang: lang, Language: screens.LanguageName(lang)}
	dir, err := os.MkdirTemp("", "vestibule-check-")
	if err != nil {
		return w, err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	var errands []errand
	for _, narrow := range []bool{true, false} {
		var only []string
		width := ""
		for _, s := range reported {
			if (s.width < 880) == narrow {
				only, width = append(only, s.name), join([]float32{s.width})
			}
		}
		errands = append(errands, errand{"the pictures in " + look, []string{
			"shots", "--no-index", "--out", dir, "--brand", path, "--lang", lang, "--theme", look, "--width", width, "--only", strings.Join(only, ",")}})
	}
	if _, err := send(ctx, errands, &progress{to: io.Discard}, out.complaints); err != nil {
		return w, err
	}
	for _, s := range reported {
		content, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(shot{s.name, lang, look, s.width, 1}.File())))
		if err != nil {
			return w, err
		}
		size, err := png.DecodeConfig(bytes.NewReader(content))
		if err != nil {
			return w, err
		}
		w.Screens = append(w.Screens, wallScreen{s.name, base64.StdEncoding.EncodeToString(content), size.Width, size.Height, s.width >= 880})
	}
	return w, nil
}

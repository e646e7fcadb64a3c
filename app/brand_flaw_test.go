package app_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"math/rand/v2"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"github.com/vestibule-app/vestibule/app"
	"github.com/vestibule-app/vestibule/assets/brand"
	"github.com/vestibule-app/vestibule/screens"
)

// svgLogo is a bar of one colour with a transparent edge.
func svgLogo(width, height int, fill string) string {
	return fmt.Sprintf(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d"><path d="M4 4h%dv%dH4z" fill="%s"/></svg>`, width, height, width-8, height-8, fill)
}

// pngOf is a picture of one colour with a transparent edge.
func pngOf(width, height, edge int, c color.Color) string {
	picture := image.NewNRGBA(image.Rect(0, 0, width, height))
	draw.Draw(picture, picture.Bounds().Inset(edge), image.NewUniform(c), image.Point{}, draw.Src)
	var b bytes.Buffer
	if err := png.Encode(&b, picture); err != nil {
		panic(err)
	}
	return b.String()
}

var (
	grey  = color.NRGBA{0x80, 0x80, 0x80, 0xFF}
	sound = map[string]string{
		"brand.toml": "name = \"Acme\"\n[logo]\nlight = \"logo.svg\"\ndark = \"dark.svg\"\n",
		"logo.svg":   svgLogo(160, 40, "#123456"),
		"dark.svg":   svgLogo(160, 40, "#DDEEFF"),
	}
)

// with is the sound brand with lines behind its brand.toml, and other files.
func with(lines string, files map[string]string) map[string]string {
	all := map[string]string{}
	for _, from := range []map[string]string{sound, files} {
		for name, content := range from {
			all[name] = content
		}
	}
	all["brand.toml"] += lines
	return all
}

// flawed are packs that have one flaw each, and how it is told.
var flawed = []struct {
	name, kind, key string
	note            bool
	files           map[string]string
	want            string
}{
	{"sound", "", "", false, sound, ""},
	{"faint text", "contrast", "look.text", false, with("[look]\ntext = \"#999999\"\n", nil), `^look.text: in light surroundings, #999999 has the contrast 2\.\d\d with .* and 4.5 is needed.* #[0-9A-F]{6} can be read everywhere`},
	{"faint outline", "contrast", "tokens.dark.control", false, with("[tokens.dark]\ncontrol = \"#333A44\"\n", nil), `dark surroundings.* and 3 is needed`},
	{"faint in high contrast", "contrast", "tokens.contrast.muted", false, with("[tokens.contrast]\nmuted = \"#767676\"\n", nil), `high contrast, .* and 7 is needed`},
	{"accent for both", "", "", false, with("[look]\naccent = \"#0B2A4A\"\n", nil), ""},
	{"white logo", "logo", "logo.light", false, with("", map[string]string{"logo.svg": svgLogo(160, 40, "#FFFFFF")}), `^logo.light: 0 % of logo.svg can be told from the .*\(#F`},
	{"black logo on dark", "logo", "logo.dark", false, with("", map[string]string{"dark.svg": svgLogo(160, 40, "#000000")}), `draw it lighter`},
	{"no dark logo", "logo", "logo.dark", false, map[string]string{"brand.toml": plainBrand, "logo.svg": svgLogo(160, 40, "#123456")}, `add a logo for dark backgrounds as logo.dark$`},
	{"one logo for both", "logo", "logo.dark", true, map[string]string{"brand.toml": plainBrand, "logo.svg": svgLogo(160, 40, "#808080")}, `where it can be seen$`},
	{"small logo", "logo", "logo.light", false, map[string]string{"brand.toml": strings.Replace(sound["brand.toml"], ".svg", ".png", 1), "logo.png": pngOf(120, 30, 2, color.NRGBA{0, 0, 80, 255}), "dark.svg": sound["dark.svg"]},
		`has 120 x 30 pixels, and is drawn with \d+ x \d+ on`},
	{"wide logo", "logo", "logo.light", false, with("", map[string]string{"logo.svg": svgLogo(600, 40, "#123456")}), `15.0 times as wide .* becomes 13 high`},
	{"boxed logo", "logo", "logo.light", false, map[string]string{"brand.toml": strings.Replace(sound["brand.toml"], ".svg", ".png", 1), "logo.png": pngOf(400, 80, 0, color.NRGBA{0, 0, 80, 255}), "dark.svg": sound["dark.svg"]},
		`without a transparent edge`},
	{"logo in much air", "logo", "logo.light", false, with("", map[string]string{"logo.svg": strings.Replace(svgLogo(160, 40, "#123456"), "0 0 160 40", "-200 -50 560 140", 1)}), `more than half of logo.svg is empty`},
	{"empty logo", "logo", "logo.dark", false, map[string]string{"brand.toml": strings.Replace(sound["brand.toml"], "dark.svg", "dark.png", 1), "logo.svg": sound["logo.svg"], "dark.png": pngOf(400, 80, 40, grey)},
		`everything in it is transparent|can be told`},
	{"long mark", "logo", "logo.compact", false, with("compact = \"logo.svg\"\n", nil), `is shown in a square`},
	{"small icon", "logo", "window.icon", false, with("[window]\nicon = \"icon.png\"\n", map[string]string{"icon.png": pngOf(128, 128, 4, grey)}), `installers ask for 512 x 512`},
	{"small picture", "image", "look.image", false, with("[look]\nlayout = \"image\"\nimage = \"back.png\"\n", map[string]string{"back.png": pngOf(640, 400, 0, grey)}), `640 x 400 pixels, and is blurred`},
	{"small picture for dark", "image", "look.image_dark", false, with("[look]\nlayout = \"image\"\nimage = \"back.png\"\nimage_dark = \"dark.png\"\n",
		map[string]string{"back.png": pngOf(1600, 900, 0, color.White), "dark.png": pngOf(1600, 700, 0, grey)}), `dark.png has 1600 x 700 pixels, and is blurred`},
	{"pictures exchanged", "image", "look.image_dark", false, with("[look]\nlayout = \"image\"\nimage = \"back.png\"\nimage_dark = \"dark.png\"\n",
		map[string]string{"back.png": pngOf(1600, 900, 0, grey), "dark.png": pngOf(1600, 900, 0, color.White)}), `dark.png is brighter than back.png.* exchange them`},
	{"pictures for both", "", "", false, with("[look]\nlayout = \"image\"\nimage = \"back.png\"\nimage_dark = \"dark.png\"\n",
		map[string]string{"back.png": pngOf(1600, 900, 0, color.White), "dark.png": pngOf(1600, 900, 0, grey)}), ""},
	{"picture without its layout", "image", "look.image", true, with("[look]\nimage = \"back.png\"\n", map[string]string{"back.png": pngOf(1600, 900, 0, grey)}), `is not shown, because look.layout is split`},
	{"font of the computer", "font", "look.font.family", true, with("[look.font]\nfamily = \"Inter\"\n", nil), `is not on every computer`},
}

// Each flaw is found where it is, and no pack has others than its own.
func TestFlaws(t *testing.T) {
	test.NewTempApp(t)
	german, err := screens.NewWords("de")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range flawed {
		t.Run(c.name, func(t *testing.T) {
			p, err := brand.Read(write(t, c.files))
			if err != nil {
				t.Fatal(err)
			}
			found := app.Inspect(p)
			if c.kind == "" {
				if len(found) > 0 {
					t.Errorf("%+v", found)
				}
				return
			}
			seen := false
			for _, f := range found {
				if f.Kind != c.kind || f.Key != c.key || f.Note != c.note {
					t.Errorf("it has %+v too", f)
					continue
				}
				seen = true
				if f.File != brand.Manifest || f.Line != p.Place(c.key) || f.Line == 0 || !regexp.MustCompile(c.want).MatchString(f.Text) {
					t.Errorf("%s:%d: %s", f.File, f.Line, f.Text)
				}
				if said := german.Finding(app.FoundIn(f)); f.Code == "" || said == f.Text || strings.Contains(said, "no value") || strings.Contains(said, "studio.") {
					t.Errorf("%s: in German it is %q", f.Code, said)
				}
			}
			if !seen {
				t.Errorf("%+v", found)
			}
		})
	}
}

// Every place of a contrast that is too low says what it is, what it takes and what would do there.
func TestFlawsOfContrastNameEveryPlace(t *testing.T) {
	test.NewTempApp(t)
	p, err := brand.Read(write(t, with("[tokens.light]\nmuted = \"#BBBBBB\"\n", nil)))
	if err != nil {
		t.Fatal(err)
	}
	found := app.Inspect(p)
	if len(found) != 1 || len(found[0].Colors) < 5 {
		t.Fatalf("%+v", found)
	}
	places := map[string]bool{}
	for i, c := range found[0].Colors {
		places[c.Place] = true
		if c.Look != "light" || c.Ink != "muted" || c.Asked != "#BBBBBB" || c.Ratio >= c.Least || c.Nearest == c.Asked {
			t.Errorf("%+v", c)
		}
		if i > 0 && c.Ratio/c.Least < found[0].Colors[i-1].Ratio/found[0].Colors[i-1].Least {
			t.Errorf("%+v is worse than the one before", c)
		}
	}
	for _, place := range []string{"text.muted", "row.subtitle", "row.hover.subtitle"} {
		if !places[place] {
			t.Errorf("%s is missing in %v", place, places)
		}
	}
}

// The JSON of a flaw has the keys that the help explains, and no others.
func TestFlawAsJSON(t *testing.T) {
	whole := app.Flaw{File: "brand.toml", Line: 1, Key: "look.text", Text: "x", Kind: "contrast", Note: true, Lang: "de"}
	if err := json.Unmarshal([]byte(`{"colors": [{}]}`), &whole); err != nil {
		t.Fatal(err)
	}
	b, err := json.Marshal(whole)
	if err != nil {
		t.Fatal(err)
	}
	const want = `{"file":"brand.toml","line":1,"key":"look.text","text":"x","kind":"contrast","note":true,"lang":"de",` +
		`"colors":[{"look":"","place":"","ink":"","ground":"","asked":"","behind":"","nearest":"","ratio":0,"least":0}]}`
	if string(b) != want {
		t.Errorf("%s", b)
	}
	help := done(t, "help")
	for _, key := range regexp.MustCompile(`"([a-z]+)":`).FindAllStringSubmatch(want, -1) {
		if !regexp.MustCompile(`\b` + key[1] + `\b`).MatchString(help) {
			t.Errorf("the help does not explain %s", key[1])
		}
	}
}

// Words that do not fit and characters that no font has are found in the language that has them, by the process that lays
// it out.
func TestBrandCheckWordsOnScreens(t *testing.T) {
	drawnByOne(t)
	dir := write(t, with(`[look]
layout = "card"
[words.de]
"action.change" = "Donaudampfschifffahrtsgesellschaftskapitänswitwenrentenauszahlungsstelle"
[words.en]
"username.title" = "Sign in 𓀀"
`, nil))
	code, out, complaint := runBrand("check", dir, "--lang", "en,de,ar")
	at := filepath.Join(dir, "brand.toml")
	if code != 1 || complaint != "" {
		t.Fatalf("%d, %s, %s", code, out, complaint)
	}
	lines := strings.Split(strings.TrimSpace(out), "\n")
	if len(lines) != 2 || !strings.HasPrefix(lines[0], at+":8: words.de.action.change in Deutsch (de): “Donaudampf") || !strings.Contains(lines[0], "make it shorter") ||
		!strings.HasPrefix(lines[1], at+":10: words.en.username.title: no font that comes along has 𓀀, so English (en) shows") {
		t.Errorf("%s", out)
	}
}

// A text that is the same in every language is told of once, however many fonts lack its characters.
func TestBrandCheckSaysCharactersOnce(t *testing.T) {
	drawnByOne(t)
	dir := write(t, with("[look]\nlayout = \"card\"\n", map[string]string{"brand.toml": "company = \"Acme 𓀀\"\n" + sound["brand.toml"]}))
	_, out, _ := runBrand("check", dir, "--lang", "de,en,fr")
	if n := strings.Count(out, "no font that comes along has 𓀀"); n != 1 || !strings.Contains(out, "English (en)") {
		t.Errorf("%d times in\n%s", n, out)
	}
}

// Sizes that are too large for our words are found too, for the pack as a whole.
func TestBrandCheckSizes(t *testing.T) {
	dir := write(t, with("[tokens]\nbody_size = 20\ntitle_size = 40\nlabel_size = 18\nhelper_size = 18\ncard_width = 352\ncard_padding = 48\n", nil))
	code, out, _ := runBrand("check", dir, "--json", "--lang", "de")
	var c struct{ Findings []app.Flaw }
	if err := json.Unmarshal([]byte(out), &c); err != nil || code != 1 || len(c.Findings) != 1 {
		t.Fatalf("%d, %v\n%s", code, err, out)
	}
	if f := c.Findings[0]; f.Kind != "words" || f.Lang != "de" || f.Key != "tokens" || f.Line != 5 || !strings.Contains(f.Text, "choose smaller sizes") {
		t.Errorf("%+v", f)
	}
}

// The words of Brand Studio stand on no screen, so how long they are makes no difference to a brand.
func TestBrandCheckLeavesTheStudioAlone(t *testing.T) {
	dir := write(t, with("[tokens]\ntitle_size = 30\n", nil))
	if code, out, complaint := runBrand("check", dir, "--lang", "nl"); code != 0 {
		t.Errorf("%d\n%s%s", code, out, complaint)
	}
}

// A page holds no word of a pack as markup, and nothing on it comes from elsewhere.
func TestBrandCheckPageIsHarmless(t *testing.T) {
	drawnByOne(t)
	hostile := "<img src=x onerror=alert(1)>"
	dir := write(t, map[string]string{"logo.svg": plainLogo, "brand.toml": strings.Replace(plainBrand, "Acme", hostile, 1) +
		"[look]\naccent = \"#FFFFFE\"\ntext = \"#8A8F99\"\n[words.en]\n\"username.title\" = \"" + hostile + "</title><script>alert(2)</script>\"\n"})
	page := filepath.Join(t.TempDir(), "<b>.html")
	if code, _, complaint := runBrand("check", dir, "--lang", "en,ar", "--html", page); code == 2 {
		t.Fatal(complaint)
	}
	broken := write(t, map[string]string{"brand.toml": "\"<script>x\" = 1\n", "logo.svg": "<script>"})
	if code, _, complaint := runBrand("check", broken, "--html", page+"2"); code != 1 {
		t.Fatal(code, complaint)
	}
	for _, page := range []string{page, page + "2"} {
		html := read(t, page)
		for _, what := range []string{"<script", "<img src=x", "onerror=alert(1)>", "http:", "https:", "<link", "url("} {
			if strings.Contains(html, what) {
				t.Errorf("%s holds %s", page, what)
			}
		}
		if whole := !strings.HasSuffix(page, "2"); whole != (strings.Count(html, `src="data:image/png;base64,`) > 27) || !strings.Contains(html, "finding") {
			t.Errorf("%s has %d pictures", page, strings.Count(html, "data:"))
		}
		if !strings.Contains(html, "default-src 'none'") {
			t.Errorf("%s lets something in", page)
		}
	}
	for _, what := range []string{`alt="password, dark, English"`, `alt="password, light, العربية"`, `<bdi lang="ar">`, " more places</summary>"} {
		if !strings.Contains(read(t, page), what) {
			t.Errorf("the page has no %s", what)
		}
	}
	refused(t, 2, "page.html", "check", dir, "--lang", "en", "--html", filepath.Join(dir, "nowhere", "page.html"))
}

// A page takes the place of an older one, and of no part of a pack.
func TestBrandCheckPageSparesThePack(t *testing.T) {
	drawnByOne(t)
	dir := write(t, map[string]string{"brand.toml": "name = ", "logo.svg": plainLogo, "Old.HTM": "old"})
	for _, name := range []string{"brand.toml", "logo.svg"} {
		before := read(t, filepath.Join(dir, name))
		refused(t, 2, name+" is there already", "check", dir, "--html", filepath.Join(dir, name))
		if read(t, filepath.Join(dir, name)) != before {
			t.Errorf("%s is lost", name)
		}
	}
	refused(t, 1, "brand.toml:1", "check", dir, "--html", filepath.Join(dir, "Old.HTM"))
	if !strings.Contains(read(t, filepath.Join(dir, "Old.HTM")), "brand.toml") {
		t.Error("the older page is still there")
	}
}

// BenchmarkInspect is what a change of a colour costs a studio.
func BenchmarkInspect(b *testing.B) {
	test.NewTempApp(b)
	p, err := brand.Read(filepath.Join("..", "assets", "brands", "aldermoor"))
	if err != nil {
		b.Fatal(err)
	}
	r := rand.New(rand.NewPCG(1, 2))
	for b.Loop() {
		p.Look.Text = &brand.Shade{Light: color.NRGBA{uint8(r.IntN(256)), uint8(r.IntN(256)), uint8(r.IntN(256)), 0xFF}}
		app.Inspect(p)
	}
}

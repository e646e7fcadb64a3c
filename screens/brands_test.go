package screens_test

import (
	"crypto/sha256"
	"fmt"
	"image"
	"image/color"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"github.com/vestibule-app/vestibule/assets"
	"github.com/vestibule-app/vestibule/assets/brand"
	"github.com/vestibule-app/vestibule/screens"
	"github.com/vestibule-app/vestibule/screens/kit"
	"github.com/vestibule-app/vestibule/screens/kit/kittest"
)

// brandTags are the languages that the brands are kept in: ours, a long one, and one from right to left.
var brandTags = []string{"en", "de", "ar"}

// brandNames are the brands of the program.
func brandNames(t *testing.T) []string {
	t.Helper()
	entries, err := fs.ReadDir(assets.Brands(), ".")
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		if e.IsDir() {
			names = append(names, e.Name())
		}
	}
	return names
}

func brandPack(t *testing.T, name string) *brand.Pack {
	t.Helper()
	p, err := brand.ReadFS(assets.Brands(), name)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// inBrand is where questions are asked in the name of a brand.
func inBrand(t *testing.T, p *brand.Pack, tag string) screens.Asking {
	t.Helper()
	ask := asking(t, tag, nil)
	ask.Words, ask.Brand = ask.Words.Branded(p), screens.BrandOf(p, tag)
	return ask
}

// TestBrands keeps every screen in the look of each brand, in three languages, light and dark, in a window that is as wide
// as it opens and in a wide one. What is kept is a sum over everything that is drawn: where, how large, in which colours
// of the palette, words, radii and pictures. What those colours are is kept beside it, for processors round otherwise. With
// BRANDS_OUT the lists themselves are written to a folder, so that two states of the code can be compared by diff.
func TestBrands(t *testing.T) {
	app := newApp(t)
	names, tags := brandNames(t), brandTags
	if raced { // a race does not depend on the colours; without the detector all of them are read
		names, tags = []string{"quirlo"}, []string{"ar"}
	}
	seen := map[string]string{}
	for _, name := range names {
		p := brandPack(t, name)
		file := filepath.Join("testdata", "brands", name+".txt")
		kept := readSums(t, file)
		drawn := map[string][]string{}
		var order []string
		for _, tag := range tags {
			for _, dark := range []bool{false, true} {
				mode := tag + map[bool]string{false: "/light", true: "/dark"}[dark]
				t.Run(name+"/"+mode, func(t *testing.T) {
					look := variant{screens.ThemeOf(p, false, tag), dark}
					app.Settings().SetTheme(look)
					tellTheTime(t)
					ours, fonts := screens.Fonts(tag), ""
					for i, font := range []fyne.Resource{look.Fonts.Regular, look.Fonts.Bold} {
						if font == nil || font == []fyne.Resource{ours.Regular, ours.Bold}[i] {
							fonts += "our font\n"
						} else {
							fonts += "font " + font.Name() + "\n"
						}
					}
					in := &paints{palette: look.Light}
					if dark {
						in.palette = look.Dark
					}
					for _, exhibit := range screens.Gallery(inBrand(t, p, tag)) {
						list := fonts + drawnList(t, exhibit.Build(), in)
						sum := fmt.Sprintf("%x", sha256.Sum256([]byte(list)))[:12]
						if drawn[exhibit.Name] == nil {
							order = append(order, exhibit.Name)
						}
						drawn[exhibit.Name] = append(drawn[exhibit.Name], mode+" "+sum)
						writeList(t, os.Getenv("BRANDS_OUT"), name, exhibit.Name, mode, list)
						if !*update && !slices.Contains(kept[exhibit.Name], mode+" "+sum) {
							writeList(t, filepath.Join("testdata", "failed"), name, exhibit.Name, mode, list)
							t.Errorf("%s: %s in %s has changed; what is drawn now is in testdata/failed; run the test with -update if that is wanted", name, exhibit.Name, mode)
						}
						if other := seen[exhibit.Name+mode+sum]; other != "" {
							t.Errorf("%s in %s looks the same in %s and %s", exhibit.Name, mode, name, other)
						}
						seen[exhibit.Name+mode+sum] = name
					}
				})
			}
		}
		for exhibit := range kept {
			if drawn[exhibit] == nil && !*update {
				t.Errorf("%s: %s is kept although it is gone", name, exhibit)
			}
		}
		if *update && !raced {
			writeSums(t, file, order, drawn)
		}
	}
}

// tellTheTime has Fyne look at the clock, which it does when it paints alone. A minute without that, and it takes what was
// made a moment ago for long forgotten.
func tellTheTime(t *testing.T) {
	t.Helper()
	w := test.NewWindow(canvas.NewRectangle(color.White))
	defer w.Close()
	w.Canvas().Capture()
}

func readSums(t *testing.T, file string) map[string][]string {
	t.Helper()
	b, err := os.ReadFile(file)
	if err != nil && !*update {
		t.Fatalf("%v; run the test with -update and look at what it writes", err)
	}
	sums := map[string][]string{}
	for line := range strings.Lines(string(b)) {
		words := strings.Fields(line)
		for pair := range slices.Chunk(words[1:], 2) {
			sums[words[0]] = append(sums[words[0]], strings.Join(pair, " "))
		}
	}
	return sums
}

func writeSums(t *testing.T, file string, order []string, sums map[string][]string) {
	t.Helper()
	var b strings.Builder
	for _, exhibit := range order {
		fmt.Fprintln(&b, exhibit, strings.Join(sums[exhibit], " "))
	}
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(b.String()), 0o644); err != nil {
		t.Fatal(err)
	}
}

func writeList(t *testing.T, dir, name, exhibit, mode, list string) {
	t.Helper()
	if dir == "" {
		return
	}
	file := filepath.Join(dir, name, exhibit+"-"+strings.ReplaceAll(mode, "/", "-")+".txt")
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(list), 0o644); err != nil {
		t.Fatal(err)
	}
}

// drawnList is everything that a screen draws, a line each, as it opens and in a wide window.
func drawnList(t *testing.T, s screens.Screen, in *paints) string {
	t.Helper()
	var b strings.Builder
	w := test.NewWindow(s.Content())
	defer w.Close()
	w.SetPadded(false)
	for _, width := range []float32{480, 1100} {
		w.Resize(fyne.NewSize(width, 720))
		s.Focus(w.Canvas())
		fmt.Fprintf(&b, "# %g\n", width)
		kittest.Visible(s.Content(), func(o fyne.CanvasObject, at fyne.Position) {
			line := func(format string, args ...any) {
				fmt.Fprintf(&b, "%.0f,%.0f %.0fx%.0f ", at.X, at.Y, o.Size().Width, o.Size().Height)
				fmt.Fprintf(&b, format+"\n", args...)
			}
			switch o := o.(type) {
			case *canvas.Text:
				if o.Text != "" {
					line("text %q %g %v %v %s", o.Text, o.TextSize, o.TextStyle, o.Alignment, in.of(o.Color))
				}
			case *canvas.Rectangle:
				line("box %s %s %g %g", in.of(o.FillColor), in.of(o.StrokeColor), o.StrokeWidth, o.CornerRadius)
			case *canvas.Circle:
				line("circle %s %s %g", in.of(o.FillColor), in.of(o.StrokeColor), o.StrokeWidth)
			case *canvas.Line:
				line("line %s %g", in.of(o.StrokeColor), o.StrokeWidth)
			case *canvas.Image:
				line("image %s %g %v", in.picture(o), o.Translucency, o.FillMode)
			case *canvas.LinearGradient:
				line("gradient %s %s %g", in.of(o.StartColor), in.of(o.EndColor), o.Angle)
			}
		})
	}
	kittest.Release(t, s.Content())
	return b.String()
}

// paints are the names that colours have in a palette.
type paints struct {
	palette kit.Palette
	known   map[color.NRGBA]string
}

// of is the name of a colour, with how much of it there is; a mixture has none.
func (p *paints) of(c color.Color) string {
	if c == nil {
		return "none"
	}
	n := color.NRGBAModel.Convert(c).(color.NRGBA)
	if name, ok := p.known[n]; ok {
		return name
	}
	name := roles(n, p.palette)
	if strings.HasPrefix(name, "#") {
		name = "mixed"
	}
	if p.known == nil {
		p.known = map[color.NRGBA]string{}
	}
	p.known[n] = name
	return name
}

// iconRE is the name of an icon, with the colour that it is drawn in.
var iconRE = regexp.MustCompile(`^([a-z-]+)-([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})\.svg$`)

// picture tells pictures apart.
func (p *paints) picture(o *canvas.Image) string {
	switch {
	case o.Resource != nil && iconRE.MatchString(o.Resource.Name()):
		parts := iconRE.FindStringSubmatch(o.Resource.Name())
		var c [4]uint8
		for i := range c {
			n, _ := strconv.ParseUint(parts[2+i], 16, 8) // two digits of it
			c[i] = uint8(n)
		}
		return parts[1] + " " + p.of(color.NRGBA{c[0], c[1], c[2], c[3]})
	case o.Resource != nil:
		return fmt.Sprintf("%x", sha256.Sum256(o.Resource.Content()))[:12]
	case o.Image != nil:
		return fmt.Sprintf("%v %v", o.Image.Bounds(), o.Image.At(0, 0))
	}
	return "none"
}

// TestBrandPalettes keeps the colours of each brand in every look.
func TestBrandPalettes(t *testing.T) {
	for _, name := range brandNames(t) {
		p := brandPack(t, name)
		var got []string
		for _, contrast := range []bool{false, true} {
			look := screens.ThemeOf(p, contrast, "en")
			for mode, palette := range map[string]kit.Palette{"light": look.Light, "dark": look.Dark} {
				if contrast {
					mode = "contrast-" + mode
				}
				v := reflect.ValueOf(palette)
				for i := range v.NumField() {
					c := v.Field(i).Interface().(color.NRGBA)
					got = append(got, fmt.Sprintf("%s %s #%02x%02x%02x%02x", mode, v.Type().Field(i).Name, c.R, c.G, c.B, c.A))
				}
			}
		}
		slices.Sort(got)
		file := filepath.Join("testdata", "brands", name+"-palette.txt")
		if *update {
			if err := os.WriteFile(file, []byte(strings.Join(got, "\n")+"\n"), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatalf("%v; run the test with -update and look at what it writes", err)
		}
		want := strings.Split(strings.TrimSpace(string(b)), "\n")
		if len(got) != len(want) {
			t.Errorf("%s has %d colours, want %d; run the test with -update if that is wanted", name, len(got), len(want))
			continue
		}
		for i := range got {
			if !alike(got[i], want[i]) {
				t.Errorf("%s: %s, want %s; run the test with -update if that is wanted", name, got[i], want[i])
			}
		}
	}
}

// alike says whether two lines tell the same colour, but for how it was rounded.
func alike(a, b string) bool {
	before, one, _ := strings.Cut(a, "#")
	again, two, _ := strings.Cut(b, "#")
	if before != again || len(one) != 8 || len(two) != 8 {
		return false
	}
	for i := 0; i < 8; i += 2 {
		x, err := strconv.ParseInt(one[i:i+2], 16, 32)
		y, wrong := strconv.ParseInt(two[i:i+2], 16, 32)
		if err != nil || wrong != nil || max(x, y)-min(x, y) > 1 {
			return false
		}
	}
	return true
}

// TestPalettesAreCompared keeps alike from being content with anything.
func TestPalettesAreCompared(t *testing.T) {
	const a = "dark Accent #10203040"
	for b, want := range map[string]bool{
		a: true, "dark Accent #11203040": true, "dark Accent #1020303f": true, "dark Accent #12203040": false, "dark Accent #10203042": false,
		"dark Card #10203040": false, "light Accent #10203040": false, "dark Accent #102030": false, "": false,
	} {
		if alike(a, b) != want {
			t.Errorf("%q: %v", b, !want)
		}
	}
}

// picturedBrands are the exhibits that are kept as pictures: each brand light and dark, each layout in both widths, each
// language, and high contrast.
var picturedBrands = []struct {
	brand, name, lang string
	width             float32
	dark, contrast    bool
}{
	{brand: "aldermoor", name: "username-unknown", lang: "en", width: 480},
	{brand: "aldermoor", name: "code-typed", lang: "de", width: 1100, dark: true},
	{brand: "quirlo", name: "password-wrong", lang: "en", width: 480},
	{brand: "quirlo", name: "accounts", lang: "de", width: 1100, dark: true},
	{brand: "quirlo", name: "register-countries", lang: "en", width: 480, contrast: true},
	{brand: "waha", name: "new-password-typed", lang: "ar", width: 480},
	{brand: "waha", name: "signed-in", lang: "ar", width: 1100, dark: true},
	{brand: "waha", name: "code-wrong", lang: "en", width: 480, dark: true, contrast: true},
}

// TestBrandPictures compares what some screens look like in each brand with testdata/brands.
func TestBrandPictures(t *testing.T) {
	app := newApp(t)
	for _, pic := range picturedBrands {
		if raced && pic.brand != "waha" {
			continue
		}
		name := fmt.Sprintf("%s-%s_%s", pic.brand, pic.name, pic.lang)
		t.Run(name, func(t *testing.T) {
			p := brandPack(t, pic.brand)
			app.Settings().SetTheme(variant{screens.ThemeOf(p, pic.contrast, pic.lang), pic.dark})
			var got image.Image
			for _, exhibit := range screens.Gallery(inBrand(t, p, pic.lang)) {
				if exhibit.Name == pic.name {
					got = opened(t, exhibit.Build(), pic.width).Canvas().Capture()
				}
			}
			if got == nil {
				t.Fatalf("there is no exhibit %q", pic.name)
			}
			sameAs(t, got, filepath.Join("testdata", "brands", name+".png"))
		})
	}
}

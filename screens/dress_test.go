package screens_test

import (
	"image/color"
	"math/rand/v2"
	"os"
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"github.com/vestibule-app/vestibule/assets"
	"github.com/vestibule-app/vestibule/assets/brand"
	"github.com/vestibule-app/vestibule/screens"
	"github.com/vestibule-app/vestibule/screens/kit"
)

// samples are the brands that come with the product.
var samples = []string{"vestibule", "aldermoor", "quirlo", "waha"}

func sample(t testing.TB, name string) *brand.Pack {
	t.Helper()
	p, err := brand.ReadFS(assets.Brands(), name)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// palettesOf are the four looks of a theme, by whether they are dark.
func palettesOf(p *brand.Pack, contrast bool) map[bool]kit.Palette {
	th := screens.ThemeOf(p, contrast, "en")
	return map[bool]kit.Palette{false: th.Light, true: th.Dark}
}

func TestStockLooksAsWithoutABrand(t *testing.T) {
	for _, tag := range []string{"en", "ar"} {
		th, ours := screens.ThemeOf(screens.Stock(), false, tag), kit.NewTheme(nil)
		if th.Light != ours.Light || th.Dark != ours.Dark || len(th.Sizes) > 0 || th.Bold || th.Fonts != screens.Fonts(tag) {
			t.Errorf("%s: the stock brand looks otherwise", tag)
		}
		if strong := screens.ThemeOf(screens.Stock(), true, tag); strong.Light != kit.Derive(kit.Seeds{}, false, true) || !strong.Bold {
			t.Errorf("%s: the stock brand looks otherwise in high contrast", tag)
		}
	}
}

// TestSamplesCanBeRead: every pair of our own brands is readable, and they show off nothing that had to be repaired.
func TestSamplesCanBeRead(t *testing.T) {
	for _, name := range samples {
		p := sample(t, name)
		for _, contrast := range []bool{false, true} {
			for dark, palette := range palettesOf(p, contrast) {
				for _, pair := range kit.Pairs() {
					if got := palette.Ratio(pair); got < pair.Least(contrast) {
						t.Errorf("%s, dark %v, high contrast %v: %s has %.2f", name, dark, contrast, pair.Place, got)
					}
				}
			}
		}
		for _, r := range screens.Repairs(p) {
			t.Errorf("%s: %+v", name, r)
		}
	}
}

func opaque(r *rand.Rand) color.NRGBA {
	return color.NRGBA{R: uint8(r.IntN(256)), G: uint8(r.IntN(256)), B: uint8(r.IntN(256)), A: 0xff}
}

// wild is a pack that asks for anything.
func wild(r *rand.Rand) *brand.Pack {
	p := &brand.Pack{Tokens: brand.Overrides{Light: map[string]color.NRGBA{}, Dark: map[string]color.NRGBA{}, Contrast: map[string]color.NRGBA{}}}
	for _, shade := range []**brand.Shade{&p.Look.Accent, &p.Look.Background, &p.Look.Surface, &p.Look.Text} {
		if r.IntN(2) == 0 {
			*shade = &brand.Shade{Light: opaque(r)}
			if dark := opaque(r); r.IntN(2) == 0 {
				(*shade).Dark = &dark
			}
		}
	}
	for _, token := range brand.Tokens() {
		for _, mode := range brand.Modes {
			if token.Kind == brand.ColorToken && r.IntN(8) == 0 {
				p.Tokens.Colors(mode)[token.Name] = opaque(r)
			}
		}
	}
	return p
}

// TestWildPacksCanBeRead: whatever a pack asks for, every pair is readable in all four looks, and what is not drawn as asked
// is told with its key.
func TestWildPacksCanBeRead(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	for range 60 {
		p := wild(r)
		repaired := map[string]color.NRGBA{}
		for _, fix := range screens.Repairs(p) {
			repaired[fix.Look+" "+fix.Token] = fix.Drawn
			if fix.Ratio >= fix.Least || fix.Key == "" || fix.Asked == fix.Drawn {
				t.Errorf("%+v", fix)
			}
		}
		for _, contrast := range []bool{false, true} {
			for dark, palette := range palettesOf(p, contrast) {
				for _, pair := range kit.Pairs() {
					if got := palette.Ratio(pair); got < pair.Least(contrast) {
						t.Errorf("dark %v, high contrast %v: %s has %.2f", dark, contrast, pair.Place, got)
					}
				}
				look, own := "light", p.Tokens.Light
				switch {
				case contrast:
					look, own = map[bool]string{false: "contrast", true: "contrast-dark"}[dark], p.Tokens.Contrast
				case dark:
					look, own = "dark", p.Tokens.Dark
				}
				for token, asked := range own {
					drawn := *palette.Token(token)
					if told, ok := repaired[look+" "+token]; ok && told != drawn || !ok && drawn != asked {
						t.Errorf("%s: %s was asked to be %v and is %v, told %v", look, token, asked, drawn, told)
					}
				}
			}
		}
	}
}

func TestRepairsNameTheKey(t *testing.T) {
	pale, ink := color.NRGBA{0xEE, 0xEE, 0xEE, 0xff}, color.NRGBA{0x11, 0x11, 0x11, 0xff}
	p := &brand.Pack{Look: brand.Look{Text: &brand.Shade{Light: pale}, Accent: &brand.Shade{Light: ink}},
		Tokens: brand.Overrides{Light: map[string]color.NRGBA{"muted": pale}, Contrast: map[string]color.NRGBA{"danger": {0xCC, 0x44, 0x44, 0xff}}}}
	var told []string
	for _, r := range screens.Repairs(p) {
		told = append(told, r.Look+" "+r.Key)
	}
	if want := []string{"light look.text", "light tokens.light.muted", "contrast tokens.contrast.danger", "contrast-dark tokens.contrast.danger"}; !slices.Equal(told, want) {
		t.Errorf("got %q, want %q", told, want)
	}
}

// TestDensityIsRoom: it changes the gaps and the paddings, and nothing that has to be hit.
func TestDensityIsRoom(t *testing.T) {
	at := func(density string, own map[string]float64) *kit.Theme {
		return screens.ThemeOf(&brand.Pack{Look: brand.Look{Density: density}, Tokens: brand.Overrides{Sizes: own}}, false, "en")
	}
	for _, token := range brand.Tokens() {
		if token.Kind != brand.SizeToken {
			continue
		}
		name := kit.SizeToken(token.Name)
		usual := at("comfortable", nil).Size(name)
		compact, spacious := at("compact", nil).Size(name), at("spacious", nil).Size(name)
		room := token.Name[:4] == "gap_" || slices.Contains([]string{"card_padding", "page_padding", "wide_padding", "field_padding"}, token.Name)
		if room && (compact >= usual || spacious <= usual) || !room && (compact != usual || spacious != usual) {
			t.Errorf("%s is %g, compact %g, spacious %g", token.Name, usual, compact, spacious)
		}
		if own := at("compact", map[string]float64{token.Name: token.Max}).Size(name); own != float32(token.Max) {
			t.Errorf("%s is %g although the pack says %g", token.Name, own, token.Max)
		}
	}
}

func TestRadiiOfTheLook(t *testing.T) {
	round := 20.0
	th := screens.ThemeOf(&brand.Pack{Look: brand.Look{ControlRadius: &round, CardRadius: &round}}, false, "en")
	for name, want := range map[fyne.ThemeSizeName]float32{kit.SizeControlRadius: 20, kit.SizeCardRadius: 20, kit.SizeRowRadius: 24} {
		if got := th.Size(name); got != want {
			t.Errorf("%s is %g, want %g", name, got, want)
		}
	}
}

// TestFontOfABrandSpells: a font of Latin letters is used where those are all there are; other scripts keep the font that
// has them, and none is mixed from letter to letter.
func TestFontOfABrandSpells(t *testing.T) {
	p := sample(t, "aldermoor")
	for tag, own := range map[string]bool{"en": true, "de": true, "fr": true, "pl": true, "ar": false, "he": false, "ja": false, "th": false, "zh-Hans": false, "ru": false, "el": false} {
		fonts, ours := screens.ThemeOf(p, false, tag).Fonts, screens.Fonts(tag)
		if own != (fonts != ours) {
			t.Errorf("%s: the font of the brand is used: %v", tag, fonts != ours)
		}
		if own && (fonts.Regular == nil || fonts.Bold == nil || fonts.Regular == fonts.Bold) {
			t.Errorf("%s: %v", tag, fonts)
		}
	}
	p = &brand.Pack{Look: brand.Look{Font: brand.Font{Regular: p.Look.Font.Regular}}}
	if fonts := screens.ThemeOf(p, false, "en").Fonts; fonts.Bold != fonts.Regular || fonts.Bold == nil {
		t.Error("without a bold font the regular one is not used for it")
	}
}

func TestFontFamilyOfTheComputer(t *testing.T) {
	family := func(name string) kit.Fonts {
		return screens.ThemeOf(&brand.Pack{Look: brand.Look{Font: brand.Font{Family: name}}}, false, "en").Fonts
	}
	if got := family("No Such Family"); got != (kit.Fonts{}) {
		t.Errorf("a family that is not installed gives %v", got)
	}
	if _, err := os.Stat("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"); err != nil {
		t.Skip("DejaVu Sans is not installed where it could be looked for")
	}
	if got := family("DejaVu Sans"); got.Regular == nil || got.Bold == nil || got.Regular == got.Bold {
		t.Errorf("an installed family gives %v", got)
	}
}

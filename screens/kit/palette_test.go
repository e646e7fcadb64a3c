package kit_test

import (
	"fmt"
	"image/color"
	"math/rand/v2"
	"testing"

	"github.com/vestibule-app/vestibule/assets/brand"
	"github.com/vestibule-app/vestibule/screens/kit"
)

// someColor is a colour as a brand might have it: any, or black, white or a grey.
func someColor(r *rand.Rand) color.NRGBA {
	switch r.IntN(6) {
	case 0:
		return color.NRGBA{A: 0xff}
	case 1:
		return color.NRGBA{R: 0xff, G: 0xff, B: 0xff, A: 0xff}
	case 2:
		v := uint8(r.IntN(256))
		return color.NRGBA{R: v, G: v, B: v, A: 0xff}
	}
	return color.NRGBA{R: uint8(r.IntN(256)), G: uint8(r.IntN(256)), B: uint8(r.IntN(256)), A: 0xff}
}

func someSeeds(r *rand.Rand) kit.Seeds {
	var s kit.Seeds
	for _, to := range []*color.Color{&s.Accent, &s.Page, &s.Card, &s.Text} {
		if r.IntN(3) > 0 {
			*to = someColor(r)
		}
	}
	return s
}

// TestAnyPaletteCanBeRead: whatever a brand asks for, as a seed or by the name of a token, every pair is readable in all four
// looks.
func TestAnyPaletteCanBeRead(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 300 {
		seeds, own := someSeeds(r), map[string]color.NRGBA{}
		for _, token := range brand.Tokens() {
			if token.Kind == brand.ColorToken && r.IntN(6) == 0 {
				own[token.Name] = someColor(r)
				if token.Translucent {
					c := own[token.Name]
					c.A = uint8(r.IntN(256))
					own[token.Name] = c
				}
			}
		}
		for _, dark := range []bool{false, true} {
			for _, contrast := range []bool{false, true} {
				derived := kit.Derive(seeds, dark, contrast)
				unreadable(t, derived, contrast, fmt.Sprint(seeds))
				dressed, _ := kit.DeriveWith(seeds, own, dark, contrast)
				unreadable(t, dressed, contrast, fmt.Sprint(seeds, own))
			}
		}
		if t.Failed() {
			return
		}
	}
}

func unreadable(t *testing.T, p kit.Palette, contrast bool, from string) {
	t.Helper()
	for _, pair := range kit.Pairs() {
		if got := p.Ratio(pair); got < pair.Least(contrast) {
			t.Errorf("high contrast %v, %s: %s on %s has %.2f, from %s", contrast, pair.Place, pair.Ink, pair.Ground, got, from)
		}
	}
}

// TestWhatIsReadableStays: a colour that passes is drawn as it is asked for, and one that does not is listed with the
// colour that is drawn in its place.
func TestWhatIsReadableStays(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 200 {
		own := map[string]color.NRGBA{"muted": someColor(r), "panel": someColor(r), "panel_text": someColor(r), "accent": someColor(r), "on_accent": someColor(r)}
		p, mended := kit.DeriveWith(kit.Seeds{}, own, r.IntN(2) == 0, false)
		listed := map[string]kit.Mended{}
		for _, m := range mended {
			listed[m.Token] = m
		}
		for token, asked := range own {
			m, changed := listed[token]
			if got := *p.Token(token); changed != (got != asked) {
				t.Errorf("%s: asked for %v, got %v, listed: %v", token, asked, got, changed)
			}
			if changed && (m.Asked != asked || m.Drawn != *p.Token(token) || m.Ratio >= m.Least || m.Ground == "") {
				t.Errorf("%s: listed as %+v", token, m)
			}
		}
	}
}

// TestStockNeedsNoMending: our own palettes are as they were written, and what they have as seeds is drawn as it is.
func TestStockNeedsNoMending(t *testing.T) {
	for _, dark := range []bool{false, true} {
		p := kit.Derive(kit.Seeds{}, dark, false)
		again, mended := kit.DeriveWith(kit.Seeds{Accent: p.Accent, Page: p.Page, Card: p.Card}, nil, dark, false)
		if len(mended) > 0 {
			t.Errorf("dark %v: %+v", dark, mended)
		}
		equal(t, again.Page, p.Page, "page")
		equal(t, again.Card, p.Card, "card")
		for token, c := range map[string]*color.NRGBA{"muted": &p.Muted, "control": &p.Control, "control_strong": &p.ControlStrong, "hairline": &p.Hairline} {
			was, is := kit.Contrast(*c, p.Card), kit.Contrast(*again.Token(token), again.Card)
			if is < was || is > 1.04*was {
				t.Errorf("dark %v: %s is mixed anew with a contrast of %.2f, ours has %.2f", dark, token, is, was)
			}
		}
	}
}

// TestNeutralsFollow: on a brand's card everything neutral is a mixture of that card and its text.
func TestNeutralsFollow(t *testing.T) {
	sand, ink := color.NRGBA{0xF4, 0xE3, 0xC1, 0xff}, color.NRGBA{0x3A, 0x14, 0x08, 0xff}
	p := kit.Derive(kit.Seeds{Card: sand, Text: ink}, false, false)
	for token, c := range map[string]color.NRGBA{"muted": p.Muted, "placeholder": p.Placeholder, "disabled": p.Disabled, "hairline": p.Hairline,
		"control": p.Control, "control_strong": p.ControlStrong, "hover": p.Hover, "subtle": p.Subtle, "card_edge": p.CardEdge} {
		if c.R <= c.G || c.G <= c.B {
			t.Errorf("%s is %v, not between %v and %v", token, c, sand, ink)
		}
	}
	dark := kit.Derive(kit.Seeds{Card: ink}, false, false)
	if kit.Contrast(dark.Text, color.White) > kit.Contrast(dark.Text, color.Black) {
		t.Errorf("text on a dark card in light surroundings is %v", dark.Text)
	}
}

func TestHighContrastIsOurs(t *testing.T) {
	blue := color.NRGBA{0x10, 0x20, 0xC0, 0xff}
	p := kit.Derive(kit.Seeds{Page: blue, Card: blue, Text: blue}, false, true)
	equal(t, p, kit.Derive(kit.Seeds{Accent: kit.DefaultAccent}, false, true), "palette")
}

func TestSteps(t *testing.T) {
	want := [10]float64{1.1, 1.31, 1.61, 2.22, 3.32, 4.52, 4.93, 8.72, 11.73, 14.94}
	for name, accent := range accents {
		for _, card := range []color.Color{color.White, kit.Derive(kit.Seeds{}, true, false).Card} {
			before := 1.0
			for i, c := range kit.Steps(accent, card) {
				got := kit.Contrast(c, card)
				if got < want[i] || got > want[i]*1.06+0.1 {
					t.Errorf("%s, step %d: contrast %.2f, want %.2f", name, i, got, want[i])
				}
				if got <= before {
					t.Errorf("%s, step %d is no step", name, i)
				}
				before = got
			}
		}
	}
	grey := color.NRGBA{0x80, 0x80, 0x80, 0xff}
	if last := kit.Steps(kit.DefaultAccent, grey)[9]; last != (color.NRGBA{A: 0xff}) {
		t.Errorf("the last step on grey is %v", last)
	}
}

func TestNearest(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for range 2000 {
		ink, ground, ratio := someColor(r), someColor(r), 1+r.Float64()*3.5
		got := kit.Nearest(ink, ground, ratio)
		switch had := kit.Contrast(ink, ground); {
		case kit.Contrast(got, ground) < ratio:
			t.Errorf("%v on %v: %v has %.2f, want %.2f", ink, ground, got, kit.Contrast(got, ground), ratio)
		case had >= ratio && got != ink:
			t.Errorf("%v on %v has %.2f of %.2f and became %v", ink, ground, had, ratio, got)
		}
	}
	// The classic near miss becomes the grey beside it, not black.
	equal(t, kit.Nearest(color.NRGBA{0x77, 0x77, 0x77, 0xFF}, color.White, 4.5), color.NRGBA{0x76, 0x76, 0x76, 0xFF}, "nearest grey")
	red := kit.Nearest(color.NRGBA{0xFF, 0x60, 0x60, 0xFF}, color.White, 4.5)
	if red.R < 2*red.G || red.G != red.B {
		t.Errorf("a red became %v", red)
	}
	equal(t, kit.Nearest(color.Black, color.NRGBA{0x80, 0x80, 0x80, 0xFF}, 20), color.NRGBA{A: 0xFF}, "nothing reaches it")
}

// TestPairsNameTokens holds the pairs against the tokens of a brand pack: every one of them is a colour, and every token
// that is a colour occurs.
func TestPairsNameTokens(t *testing.T) {
	p := kit.Derive(kit.Seeds{}, false, false)
	seen := map[string]bool{}
	for _, pair := range kit.Pairs() {
		for _, token := range []string{pair.Ink, pair.Ground} {
			if p.Token(token) == nil {
				t.Errorf("%s: there is no token %q", pair.Place, token)
			}
			seen[token] = true
		}
	}
	for _, token := range brand.Tokens() {
		if token.Kind == brand.ColorToken && !seen[token.Name] {
			t.Errorf("no pair has the token %q", token.Name)
		}
	}
}

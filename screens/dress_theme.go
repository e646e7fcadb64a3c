package screens

import (
	"image/color"
	"math"
	"strings"

	"github.com/vestibule-app/vestibule/assets/brand"
	"github.com/vestibule-app/vestibule/screens/kit"
)

// This file is what a pack makes of the theme: its colours and its sizes.

// ThemeOf is the look that a pack gives the window, for the words of a language, given as a BCP 47 tag. What a pack asks
// for that nobody could read is drawn in the nearest colour that can be read; Repairs tells of it.
func ThemeOf(p *brand.Pack, contrast bool, tag string) *kit.Theme {
	t := &kit.Theme{Bold: contrast, Fonts: fontsOf(p, tag), Sizes: sizesOf(p)}
	t.Light, t.Dark = PaletteOf(p, false, contrast), PaletteOf(p, true, contrast)
	return t
}

// PaletteOf are the colours of ThemeOf in one of the four looks.
func PaletteOf(p *brand.Pack, dark, contrast bool) kit.Palette {
	palette, _ := derived(p, dark, contrast)
	return palette
}

// derived is what a pack makes of one of the four looks, and what was mended in it. In high contrast the colours under
// [tokens.contrast] hold on light cards and on dark ones alike, and on each of them they are drawn so that they can be read.
func derived(p *brand.Pack, dark, contrast bool) (kit.Palette, []kit.Mended) {
	own := p.Tokens.Light
	switch {
	case contrast:
		own = p.Tokens.Contrast
	case dark:
		own = p.Tokens.Dark
	}
	seeds := kit.Seeds{Page: shadeOf(p.Look.Background, dark), Card: shadeOf(p.Look.Surface, dark), Text: shadeOf(p.Look.Text, dark)}
	if a := p.Look.Accent; a != nil {
		seeds.Accent = a.Light
		if dark && a.Dark != nil {
			seeds.Accent = *a.Dark
		}
	}
	return kit.DeriveWith(seeds, own, dark, contrast)
}

// shadeOf is a colour for light surroundings or for dark ones; nil where the pack has none. A dark page is nothing that a
// light one could tell.
func shadeOf(s *brand.Shade, dark bool) color.Color {
	switch {
	case s == nil || dark && s.Dark == nil:
		return nil
	case dark:
		return *s.Dark
	}
	return s.Light
}

// densities are the shares of the gaps and paddings. Heights of controls have none: they are as low as fingers allow.
var densities = map[string]float64{"compact": 0.75, "spacious": 1.25}

// sizesOf are the sizes that a pack sets: those of its inputs, and its tokens, which win.
func sizesOf(p *brand.Pack) map[string]float32 {
	sizes := map[string]float32{}
	share, dense := densities[p.Look.Density]
	for _, token := range brand.Tokens() {
		if token.Kind != brand.SizeToken {
			continue
		}
		if dense && (strings.HasPrefix(token.Name, "gap_") || strings.HasSuffix(token.Name, "_padding")) {
			sizes[token.Name] = within(token, share*token.Default)
		}
	}
	if r := p.Look.ControlRadius; r != nil {
		sizes["control_radius"] = float32(*r)
		if row, ok := brand.TokenNamed("row_radius"); ok { // a row is a little larger, and so are its corners
			sizes["row_radius"] = within(row, *r*row.Default/float64(kit.ControlRadius))
		}
	}
	if pad, ok := brand.TokenNamed("field_padding"); ok && p.Look.ControlRadius != nil {
		now, set := sizes[pad.Name]
		if !set {
			now = float32(pad.Default)
		}
		if least := within(pad, 0.6**p.Look.ControlRadius); least > now { // words keep out of round corners
			sizes[pad.Name] = least
		}
	}
	if r := p.Look.CardRadius; r != nil {
		sizes["card_radius"] = float32(*r)
	}
	for token, size := range p.Tokens.Sizes {
		sizes[token] = float32(size)
	}
	return sizes
}

// within is a size in whole dp, and one that the token may have.
func within(token brand.Token, size float64) float32 {
	return float32(min(max(math.Round(size), token.Min), token.Max))
}

// Repair tells of a colour that a pack asks for and that is not drawn as it is, because it could not be read.
type Repair struct {
	Key          string // of brand.toml: "tokens.light.muted", "look.accent"
	Look         string // light, dark, contrast or contrast-dark
	Token        string // the colour that was changed
	Ground       string // the token that lies behind it, or on it
	Asked, Drawn color.NRGBA
	Ratio, Least float64 // contrast to 1 (WCAG 2.2) that it had with the other one, and that it needs
}

// inputs are the keys of brand.toml that tokens begin with.
var inputs = map[string]string{"accent": "look.accent", "page": "look.background", "card": "look.surface", "text": "look.text"}

// Repairs lists what ThemeOf does not draw as the pack asks: what everybody sees first, and of each look what is most
// visible.
func Repairs(p *brand.Pack) []Repair {
	var all []Repair
	for _, look := range []struct {
		name, mode     string
		dark, contrast bool
	}{{"light", "light", false, false}, {"dark", "dark", true, false}, {"contrast", "contrast", false, true}, {"contrast-dark", "contrast", true, true}} {
		_, mended := derived(p, look.dark, look.contrast)
		for _, m := range mended {
			key := "tokens." + look.mode + "." + m.Token
			if _, named := p.Tokens.Colors(look.mode)[m.Token]; !named {
				key = inputs[m.Token]
				if m.Token == "accent" && look.dark && p.Look.Accent.Dark == nil {
					continue // that it is made lighter for dark surroundings is what was asked for
				}
			}
			all = append(all, Repair{Key: key, Look: look.name, Token: m.Token, Ground: m.Ground,
				Asked: m.Asked, Drawn: m.Drawn, Ratio: m.Ratio, Least: m.Least})
		}
	}
	return all
}

package app

import (
	"fmt"
	"image/color"
	"slices"
	"strings"

	"github.com/vestibule-app/vestibule/assets/brand"
	"github.com/vestibule-app/vestibule/screens"
	"github.com/vestibule-app/vestibule/screens/kit"
)

// contrastFlaws finds the colours that a pack asks for and that could not be read or seen as they are, each with every
// place where that is so and with what is drawn instead. A colour that is asked for in light surroundings alone is
// adapted to dark ones, which is no flaw.
func contrastFlaws(p *brand.Pack) []flaw {
	var all []flaw
	for _, r := range screens.Repairs(p) {
		if strings.HasSuffix(r.Look, "dark") && lightAlone(p, r.Key) {
			continue
		}
		places := faintPlaces(p, r)
		f := flawAt(p, flawContrast, r.Key, "%s", contrastText(r, places))
		f.Colors = places
		all = append(all, f)
	}
	return all
}

// contrastText tells of the worst place.
func contrastText(r screens.Repair, places []colors) string {
	ground, place, more := tokenName(r.Ground), "", ""
	if len(places) > 0 {
		ground, place = tokenName(places[0].Ground), " ("+places[0].Place+")"
		if places[0].Ground == r.Token {
			ground = tokenName(places[0].Ink)
		}
		r.Ratio, r.Least = places[0].Ratio, places[0].Least
	}
	if len(places) > 1 {
		more = fmt.Sprintf("; it is too low in %d more places", len(places)-1)
	}
	return fmt.Sprintf("%s: in %s, %s has the contrast %.2f with %s%s, and %g is needed%s. %s can be read everywhere, and is drawn",
		r.Key, lookName(r.Look), hexOf(r.Asked), floorTo2(r.Ratio), ground, place, r.Least, more, hexOf(r.Drawn))
}

// floorTo2 does not round up: 4.497 is not enough where 4.5 is needed.
func floorTo2(ratio float64) float64 { return float64(int(ratio*100)) / 100 }

// faintPlaces are the places where a colour as it was asked for would be too close to what is drawn with it, the worst
// first.
func faintPlaces(p *brand.Pack, r screens.Repair) []colors {
	palette := paletteOf(p, r.Look)
	token := palette.Token(r.Token)
	if token == nil {
		return nil
	}
	drawn := *token
	*token = r.Asked
	defer func() { *token = drawn }()
	var all []colors
	for _, pair := range kit.Pairs() {
		if pair.Ink != r.Token && pair.Ground != r.Token {
			continue
		}
		ink, ground := solid(&palette, pair.Ink), solid(&palette, pair.Ground)
		least := pair.Least(strings.HasPrefix(r.Look, "contrast"))
		if ratio := kit.Contrast(ink, ground); ratio < least {
			all = append(all, colors{Look: r.Look, Place: pair.Place, Ink: pair.Ink, Ground: pair.Ground, Asked: hexOf(ink), Behind: hexOf(ground),
				Nearest: hexOf(kit.Nearest(ink, ground, least)), Ratio: floorTo2(ratio), Least: least})
		}
	}
	slices.SortStableFunc(all, func(a, b colors) int {
		switch x, y := a.Ratio/a.Least, b.Ratio/b.Least; {
		case x < y:
			return -1
		case x > y:
			return 1
		}
		return 0
	})
	return all
}

// solid is a token as it is seen: what lets something through lies on the card.
func solid(p *kit.Palette, token string) color.NRGBA {
	if c := p.Token(token); c != nil {
		return over(*c, p.Card)
	}
	return color.NRGBA{}
}

// lightAlone says whether a key of [look] gives a colour for light surroundings and leaves the dark one to us.
func lightAlone(p *brand.Pack, key string) bool {
	for name, s := range map[string]*brand.Shade{
		"look.accent": p.Look.Accent, "look.background": p.Look.Background, "look.surface": p.Look.Surface, "look.text": p.Look.Text,
	} {
		if key == name || strings.HasPrefix(key, name+".") {
			return s != nil && s.Dark == nil
		}
	}
	return false
}

// tokenName is a token in a sentence.
func tokenName(token string) string {
	switch token {
	case "page":
		return "the page"
	case "card":
		return "the card"
	case "panel":
		return "the brand's side"
	case "text", "muted", "accent", "danger", "success", "warning", "placeholder":
		return "the " + token + " colour"
	}
	return token
}

// lookName is one of looks in a sentence.
func lookName(look string) string {
	switch look {
	case "contrast":
		return "high contrast"
	case "contrast-dark":
		return "dark high contrast"
	}
	return look + " surroundings"
}

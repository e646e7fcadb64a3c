package app

import (
	"fmt"
	"slices"
	"strings"

	"github.com/vestibule-app/vestibule/assets/brand"
	"github.com/vestibule-app/vestibule/screens"
	"github.com/vestibule-app/vestibule/screens/kit"
)

// contrastFlaws finds the colours that a pack asks for and that could not be read or seen as they are, each with every
// place where that is so and with what is drawn instead.
func contrastFlaws(p *brand.Pack) []flaw {
	var all []flaw
	for _, r := range screens.Repairs(p) {
		places := faintPlaces(p, r)
		f := flawAt(p, flawContrast, r.Key, brand.ContrastLow, brand.Args{"Color": brand.FormatColor(r.Asked), "Drawn": brand.FormatColor(r.Drawn), "Place": r.Token + " / " + r.Ground,
			"Ratio": ratioText(r.Ratio), "Least": ratioText(r.Least)}, "%s", contrastText(r, places))
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
		r.Key, lookName(r.Look), brand.FormatColor(r.Asked), floorTo2(r.Ratio), ground, place, r.Least, more, brand.FormatColor(r.Drawn))
}

// floorTo2 does not round up: 4.497 is not enough where 4.5 is needed.
func floorTo2(ratio float64) float64 { return float64(int(ratio*100)) / 100 }

// faintPlaces are the places where a colour as it was asked for would be too close to what is drawn with it, the worst
// first.
func faintPlaces(p *brand.Pack, r screens.Repair) []colors {
	palette := paletteOf(p, r.Look)
	*palette.Token(r.Token) = r.Asked
	var all []colors
	for _, pair := range kit.Pairs() {
		if pair.Ink != r.Token && pair.Ground != r.Token {
			continue
		}
		ink, ground := palette.Solid(pair.Ink), palette.Solid(pair.Ground)
		least := pair.Least(strings.HasPrefix(r.Look, "contrast"))
		if ratio := kit.Contrast(ink, ground); ratio < least {
			all = append(all, colors{Look: r.Look, Place: pair.Place, Ink: pair.Ink, Ground: pair.Ground, Asked: brand.FormatColor(ink), Behind: brand.FormatColor(ground),
				Nearest: brand.FormatColor(kit.Nearest(ink, ground, least)), Ratio: floorTo2(ratio), Least: least})
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

package kit

import (
	"image/color"
	"math"
	"sort"
)

// ratios are the contrasts of the ten steps of an accent against the card. Tints have the first, outlines of controls that
// can be used the fifth or more, text and links the sixth or more.
var ratios = [10]float64{1.1, 1.31, 1.61, 2.22, 3.32, 4.52, 4.93, 8.72, 11.73, 14.94}

// Steps are ten shades of an accent at fixed contrasts against a card, the faintest first: the same steps on a light card
// as on a dark one. A contrast that the card has no room for is black or white.
func Steps(accent, card color.Color) [10]color.NRGBA {
	ground := opaque(card)
	hue, saturation, _ := hsl(opaque(accent))
	end := farther(ground)
	var steps [10]color.NRGBA
	from, to := 1.0, 0.0
	if end == white {
		from, to = 0, 1
	}
	for i, ratio := range ratios {
		steps[i] = end
		at := sort.Search(fineness, func(n int) bool {
			c := fromHSL(hue, saturation, from+(to-from)*float64(n)/fineness)
			return beyond(c, ground, end) && Contrast(c, ground) >= ratio
		})
		if at < fineness {
			steps[i] = fromHSL(hue, saturation, from+(to-from)*float64(at)/fineness)
		}
	}
	return steps
}

// beyond says whether a colour lies on the side of a ground where the end is.
func beyond(c, ground, end color.NRGBA) bool {
	return (luminance(c) > luminance(ground)) == (end == white)
}

// Nearest is the colour most like ink that reaches a contrast on a ground: ink itself where it does, else lighter or darker
// by as little as it takes, in the same hue. Where no shade of it does, it is black or white.
func Nearest(ink, ground color.Color, ratio float64) color.NRGBA {
	return nearest(opaque(ink), ratio, opaque(ground))
}

// fineness is in how many steps a lightness is looked for.
const fineness = 1024

// need is a ground and the contrast that an ink has to have on it.
type need struct {
	ground color.NRGBA
	ratio  float64
}

func (n need) met(ink color.NRGBA) bool { return Contrast(ink, n.ground) >= n.ratio }

func nearest(ink color.NRGBA, ratio float64, ground color.NRGBA) color.NRGBA {
	return nearestOf(ink, need{ground, ratio})
}

func nearestOf(ink color.NRGBA, needs ...need) color.NRGBA {
	if metBy(ink, needs) {
		return ink
	}
	hue, saturation, from := hsl(ink)
	best, way := color.NRGBA{}, math.Inf(1)
	for _, end := range [2]color.NRGBA{black, white} {
		to := float64(end.R) / 255
		at := func(n int) color.NRGBA { return fromHSL(hue, saturation, from+(to-from)*float64(n)/fineness) }
		n := sort.Search(fineness, func(n int) bool {
			c := at(n)
			for _, each := range needs { // on the way past a ground the contrast falls before it rises
				if !beyond(c, each.ground, end) {
					return false
				}
			}
			return metBy(c, needs)
		})
		if c := at(n); metBy(c, needs) && math.Abs(to-from)*float64(n) < way {
			best, way = c, math.Abs(to-from)*float64(n)
		}
	}
	switch {
	case way < math.Inf(1):
		return best
	case lowest(white, needs) > lowest(black, needs):
		return white
	}
	return black
}

func metBy(ink color.NRGBA, needs []need) bool {
	for _, n := range needs {
		if !n.met(ink) {
			return false
		}
	}
	return true
}

// lowest is the least contrast of an ink beside what it needs.
func lowest(ink color.NRGBA, needs []need) float64 {
	least := math.Inf(1)
	for _, n := range needs {
		least = min(least, Contrast(ink, n.ground)/n.ratio)
	}
	return least
}

// farther is the one of black and white that has more contrast on a ground.
func farther(ground color.NRGBA) color.NRGBA { return poleOf(IsDark(ground)) }

// hsl is a colour as hue, saturation and lightness, each from 0 to 1. Only the lightness is ever changed: luminance rises
// with it, whatever the hue.
func hsl(c color.NRGBA) (hue, saturation, lightness float64) {
	r, g, b := float64(c.R)/255, float64(c.G)/255, float64(c.B)/255
	most, fewest := max(r, g, b), min(r, g, b)
	lightness = (most + fewest) / 2
	spread := most - fewest
	if spread == 0 {
		return 0, 0, lightness
	}
	saturation = spread / (1 - math.Abs(2*lightness-1))
	switch most {
	case r:
		hue = math.Mod((g-b)/spread+6, 6)
	case g:
		hue = (b-r)/spread + 2
	default:
		hue = (r-g)/spread + 4
	}
	return hue / 6, min(saturation, 1), lightness
}

func fromHSL(hue, saturation, lightness float64) color.NRGBA {
	channel := func(n float64) uint8 {
		k := math.Mod(n+12*hue, 12)
		v := lightness - saturation*min(lightness, 1-lightness)*max(-1, min(k-3, 9-k, 1))
		return uint8(math.Round(255 * min(max(v, 0), 1)))
	}
	return color.NRGBA{R: channel(0), G: channel(8), B: channel(4), A: 0xff}
}

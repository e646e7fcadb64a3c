package kit

import (
	"image/color"
	"math"
)

// Contrast is the WCAG 2.2 contrast ratio of two opaque colours, from 1 (the same) to 21 (black on white).
// Alpha is ignored: mix a translucent colour with what lies behind it first.
func Contrast(a, b color.Color) float64 {
	la, lb := luminance(opaque(a)), luminance(opaque(b))
	if la < lb {
		la, lb = lb, la
	}
	return (la + 0.05) / (lb + 0.05)
}

// linear is how much light each value of a channel of sRGB stands for. Deriving a palette asks thousands of times.
var linear = func() (light [256]float64) {
	for v := range light {
		x := float64(v) / 255
		if x <= 0.04045 {
			light[v] = x / 12.92
		} else {
			light[v] = math.Pow((x+0.055)/1.055, 2.4)
		}
	}
	return light
}()

// luminance is the relative luminance of an sRGB colour (WCAG 2.2, "relative luminance").
func luminance(c color.NRGBA) float64 {
	return 0.2126*linear[c.R] + 0.7152*linear[c.G] + 0.0722*linear[c.B]
}

// IsDark says whether white has more contrast on a ground than black.
func IsDark(ground color.Color) bool { return Contrast(white, ground) > Contrast(black, ground) }

func nrgba(c color.Color) color.NRGBA {
	if c == nil {
		return color.NRGBA{}
	}
	return color.NRGBAModel.Convert(c).(color.NRGBA)
}

func opaque(c color.Color) color.NRGBA {
	n := nrgba(c)
	n.A = 0xff
	return n
}

func alpha(c color.NRGBA, share float64) color.NRGBA {
	c.A = uint8(math.Round(255 * share))
	return c
}

// mix moves from one colour towards another; share 0 is from, 1 is to. Alpha is mixed too.
func mix(from, to color.NRGBA, share float64) color.NRGBA {
	m := func(a, b uint8) uint8 { return uint8(math.Round(float64(a) + (float64(b)-float64(a))*share)) }
	return color.NRGBA{R: m(from.R, to.R), G: m(from.G, to.G), B: m(from.B, to.B), A: m(from.A, to.A)}
}

// readable moves c towards pole, one hundredth at a time, until it reaches the ratio against every background.
func readable(c, pole color.NRGBA, ratio float64, backgrounds ...color.NRGBA) color.NRGBA {
	for i := 0; i <= 100; i++ {
		m := mix(c, pole, float64(i)/100)
		enough := true
		for _, b := range backgrounds {
			enough = enough && Contrast(m, b) >= ratio
		}
		if enough {
			return m
		}
	}
	return pole
}

// on is the text colour for a solid background: white where that is readable, else black. One of the two always
// reaches 4.58, so this cannot fail.
func on(background color.NRGBA) color.NRGBA {
	if Contrast(white, background) >= TextContrast {
		return white
	}
	return black
}

// TextContrast and ControlContrast are the least ratios for text and for the outline of a control
// (WCAG 2.2, success criteria 1.4.3 and 1.4.11).
const (
	TextContrast    = 4.5
	ControlContrast = 3.0
)

var (
	white = color.NRGBA{R: 0xff, G: 0xff, B: 0xff, A: 0xff}
	black = color.NRGBA{A: 0xff}
)

func rgb(hex uint32) color.NRGBA {
	return color.NRGBA{R: uint8(hex >> 16), G: uint8(hex >> 8), B: uint8(hex), A: 0xff}
}

package app

import (
	"bytes"
	"image"
	"image/color"
	_ "image/jpeg" // of the picture behind the card
	_ "image/png"  // of logos
	"math"
	"path"
	"sync"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/software"

	"github.com/vestibule-app/vestibule/assets/brand"
	"github.com/vestibule-app/vestibule/screens/kit"
)

// picture is a picture of a pack, and how Fyne knows it.
type picture struct {
	key  string
	file *brand.File
	fyne.Resource
}

// size is how large a picture says that it is: in pixels, or of an SVG in heights.
func (p picture) size() pixelsOf {
	if vector(p.file.Name) {
		return pixelsOf{float64(canvas.NewImageFromResource(p.Resource).Aspect()), 1}
	}
	config, _, err := image.DecodeConfig(bytes.NewReader(p.file.Data))
	if err != nil {
		return pixelsOf{} // cannot happen: the pack was read
	}
	return pixelsOf{float64(config.Width), float64(config.Height)}
}

// draw draws a picture as the window does, on nothing.
func (p picture) draw(width, height float64) *image.NRGBA {
	shown := canvas.NewImageFromResource(p.Resource)
	shown.FillMode, shown.ScaleMode = canvas.ImageFillStretch, canvas.ImageScaleSmooth
	c := software.NewTransparentCanvas()
	c.SetPadded(false)
	c.SetContent(shown)
	c.Resize(fyne.NewSize(float32(math.Ceil(width)), float32(math.Ceil(height))))
	return c.Capture().(*image.NRGBA)
}

// brightnesses are those that were measured, by the name of the resource, which is another for other pixels: a large picture
// takes longer than a keypress may, and Brand Studio asks at each.
var brightnesses sync.Map

// brightness is how bright a picture is in all, from 0 to 1 (relative luminance, WCAG 2.2).
func (p picture) brightness() float64 {
	if known, ok := brightnesses.Load(p.Name()); ok {
		return known.(float64)
	}
	const side = 64 // which is enough for a sum
	pixels := p.draw(side, side)
	sum := 0.0
	for y := range side {
		for x := range side {
			sum += kit.Contrast(pixels.NRGBAAt(x, y), color.Black)*0.05 - 0.05
		}
	}
	brightnesses.Store(p.Name(), sum/(side*side))
	return sum / (side * side)
}

// pixelsOf is a size that need not be whole.
type pixelsOf struct{ X, Y float64 }

func vector(name string) bool { return path.Ext(name) == ".svg" }

// inkOf is the box of all that is not transparent, and whether nothing along the edge is.
func inkOf(pixels *image.NRGBA) (ink image.Rectangle, boxed bool) {
	b := pixels.Bounds()
	edge, solid := 0, 0
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			a := pixels.NRGBAAt(x, y).A
			if a > 0x20 {
				ink = ink.Union(image.Rect(x, y, x+1, y+1))
			}
			if x == b.Min.X || y == b.Min.Y || x == b.Max.X-1 || y == b.Max.Y-1 {
				if edge++; a > 0xF0 {
					solid++
				}
			}
		}
	}
	return ink, solid*100 > edge*95
}

// seenOn is the share of a picture's ink that can be told from a colour behind it (WCAG 2.2, success criterion 1.4.11).
func seenOn(pixels *image.NRGBA, ground color.NRGBA) float64 {
	var ink, seen float64
	told := map[color.NRGBA]bool{} // a logo has few colours
	b := pixels.Bounds()
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			c := pixels.NRGBAAt(x, y)
			if c.A == 0 {
				continue
			}
			share := float64(c.A) / 0xFF
			ink += share
			enough, known := told[c]
			if !known {
				enough = kit.Contrast(over(c, ground), ground) >= kit.ControlContrast
				told[c] = enough
			}
			if enough {
				seen += share
			}
		}
	}
	if ink == 0 {
		return 0
	}
	return seen / ink
}

// over is a colour that lies on another one.
func over(c, ground color.NRGBA) color.NRGBA {
	mix := func(a, b uint8) uint8 {
		return uint8((uint32(a)*uint32(c.A) + uint32(b)*(0xFF-uint32(c.A)) + 127) / 0xFF)
	}
	return color.NRGBA{R: mix(c.R, ground.R), G: mix(c.G, ground.G), B: mix(c.B, ground.B), A: 0xFF}
}

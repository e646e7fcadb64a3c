package app

import (
	"image"
	"image/color"
	"image/draw"
	"maps"
	"math"
	"reflect"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/software"

	"github.com/vestibule-app/vestibule/assets/brand"
	"github.com/vestibule-app/vestibule/screens"
	"github.com/vestibule-app/vestibule/screens/kit"
)

// This file draws screens in the process that draws for Brand Studio.

// easel draws exhibits in memory, one brand and language after the other. What Fyne remembers of fonts it remembers for
// ever, so an easel is for packs with the same fonts, see fontsOf.
type easel struct {
	paper    *offscreen
	theme    fyne.Theme
	pack     packed
	lang     string
	size     fyne.Size
	scale    float32
	words    *screens.Words
	brand    *brand.Pack
	exhibits []screens.Exhibit
	sketches []screens.Exhibit // the same with small pictures; nil: not made yet
	small    shrinker
	kept     map[string]software.WindowlessCanvas // what was sketched, by name, until more than its theme changes
}

// set puts everything up for an order.
func (e *easel) set(f fyne.App, d drawing) error {
	if e.exhibits == nil || d.Lang != e.lang {
		words, err := screens.NewWords(d.Lang)
		if err != nil {
			return err
		}
		e.words, e.pack, e.brand = words, nil, nil
	}
	if e.pack == nil || !slices.Equal(d.Pack, e.pack) {
		p, err := d.Pack.unpack(d.Files)
		if err != nil {
			return err
		}
		if e.brand == nil || !reflect.DeepEqual(unthemed(p), unthemed(e.brand)) {
			e.exhibits, e.sketches, e.kept = screens.Gallery(exhibitAsking(e.words, p)), nil, nil
		}
		e.brand, e.pack, e.lang = p, d.Pack, d.Lang
	}
	if e.kept == nil || d.Size != e.size || d.Scale != e.scale {
		e.kept, e.size, e.scale, e.sketches = map[string]software.WindowlessCanvas{}, d.Size, d.Scale, nil
	}
	e.theme = lookOf(e.brand, d.Look, d.Lang)
	if e.paper == nil {
		e.paper = newOffscreen(f, e.theme)
	}
	return nil
}

// unthemed is what a pack decides but for its colours and radii, which nothing but the theme has. Other sizes stay: some
// words and gaps are what they were when their screen was built.
func unthemed(p *brand.Pack) brand.Pack {
	q := *p
	look := &q.Look
	look.Accent, look.Background, look.Surface, look.Text = nil, nil, nil, nil
	look.ControlRadius, look.CardRadius = nil, nil
	q.Tokens = brand.Overrides{Sizes: p.Tokens.Sizes}
	return q
}

// sketch draws what an order wants soon, all draws the whole of it, until somebody does not want more of it.
func (e *easel) sketch(d drawing, more func(drawn) bool) bool {
	e.paper.theme = flatTheme{e.theme}
	names := d.Names[:min(d.Sketch, len(d.Names))]
	maps.DeleteFunc(e.kept, func(name string, _ software.WindowlessCanvas) bool { return !slices.Contains(names, name) })
	return e.each(d, names, true, more)
}

func (e *easel) all(d drawing, more func(drawn) bool) bool {
	e.paper.theme = e.theme
	return e.each(d, d.Names, false, more)
}

func (e *easel) each(d drawing, names []string, sketch bool, more func(drawn) bool) bool {
	for _, name := range names {
		if picture, ok := e.draw(d, name, sketch); ok && !more(picture) {
			return false
		}
	}
	return true
}

// flatTheme is a theme without shadows.
type flatTheme struct{ fyne.Theme }

func (t flatTheme) Color(name fyne.ThemeColorName, v fyne.ThemeVariant) color.Color {
	if name == kit.ColorShadow {
		return color.Transparent
	}
	return t.Theme.Color(name, v)
}

// draw makes one picture of an order that was set up; false when there is no such exhibit.
func (e *easel) draw(d drawing, name string, sketch bool) (drawn, bool) {
	i := slices.IndexFunc(e.exhibits, func(x screens.Exhibit) bool { return x.Name == name })
	if i < 0 {
		return drawn{}, false
	}
	var m image.Image
	switch {
	case sketch:
		m = e.outline(d, i)
	case d.Whole:
		m = e.paper.draw(e.exhibits[i], d.Size, d.Scale)
	default:
		m = e.paper.show(e.exhibits[i], d.Size, d.Scale)
	}
	picture := flat(m)
	return drawn{Serial: d.Serial, Name: name, Wide: picture.Rect.Dx(), High: picture.Rect.Dy(), Pix: picture.Pix, Sketch: sketch, Whole: d.Whole}, true
}

// outline draws a sketch. Building a screen takes longer than drawing it, so one that stands is only painted anew.
func (e *easel) outline(d drawing, i int) image.Image {
	name := e.exhibits[i].Name
	if c := e.kept[name]; c != nil {
		return e.paper.again(c)
	}
	if e.sketches == nil {
		e.sketches = screens.Gallery(exhibitAsking(e.words, e.small.sketched(e.brand, inPixels(d.Size, d.Scale))))
	}
	c, m := e.paper.keep(e.sketches[i], d.Size, d.Scale)
	e.kept[name] = c
	return m
}

// inPixels is how large the picture of a window is.
func inPixels(size fyne.Size, scale float32) image.Point {
	return image.Pt(int(math.Ceil(float64(size.Width*scale))), int(math.Ceil(float64(size.Height*scale))))
}

// flat is the picture as bytes without gaps.
func flat(m image.Image) *image.NRGBA {
	b := m.Bounds()
	if n, ok := m.(*image.NRGBA); ok && n.Stride == 4*b.Dx() {
		return n
	}
	n := image.NewNRGBA(image.Rect(0, 0, b.Dx(), b.Dy()))
	draw.Draw(n, n.Rect, m, b.Min, draw.Src)
	return n
}

package app

import (
	"encoding/gob"
	"encoding/json"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"io"
	"maps"
	"reflect"
	"runtime/debug"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/software"

	"github.com/vestibule-app/vestibule/assets/brand"
	"github.com/vestibule-app/vestibule/screens"
	"github.com/vestibule-app/vestibule/screens/kit"
)

// This file is what draws for Brand Studio, in a process of its own: the widgets of Fyne know one theme in a process, and
// that of the studio is not that of the brand.

// drawing is an order for pictures: of these exhibits in this order, as this brand in this look shows them in this
// language. A new order overtakes the one before.
type drawing struct {
	Serial     int
	Pack       packed
	Lang, Look string
	Size       fyne.Size // of the window that is drawn
	Scale      float32   // pixels in a unit of it
	Whole      bool      // all of a screen that is higher than the window
	Names      []string
	Sketch     int // so many of them are sketched first: small, and without shadows, which take longer than all the rest
}

// drawn is one picture.
type drawn struct {
	Serial     int
	Name       string
	Wide, High int
	Pix        []byte // as image.NRGBA has them
	Sketch     bool   // it comes again
	Whole      bool   // as in the order
}

// mostDrawn is how many pixels a picture may have, which is many screens.
const mostDrawn = 100_000_000

// whole says whether as many pixels have come as there should be: whatever shows them believes the size.
func (d drawn) whole() bool {
	return d.Wide > 0 && d.High > 0 && d.Wide <= mostDrawn/d.High && len(d.Pix) == 4*d.Wide*d.High
}

// image is the picture.
func (d drawn) image() *image.NRGBA {
	return &image.NRGBA{Pix: d.Pix, Stride: 4 * d.Wide, Rect: image.Rect(0, 0, d.Wide, d.High)}
}

// packed is a pack on its way between processes. It was found in order where it comes from, so it is not looked at again.
type packed []byte

func pack(p *brand.Pack) (packed, error) {
	light := *p
	light.Files = nil // the pictures and fonts are beside them, without what nobody sees
	return json.Marshal(light)
}

func (p packed) unpack() (*brand.Pack, error) {
	var b brand.Pack
	err := json.Unmarshal(p, &b)
	return &b, err
}

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
		p, err := d.Pack.unpack()
		if err != nil {
			return err
		}
		if e.brand == nil || !reflect.DeepEqual(unthemed(p), unthemed(e.brand)) {
			e.exhibits, e.kept = screens.Gallery(exhibitAsking(e.words, p)), nil
		}
		e.brand, e.pack, e.lang = p, d.Pack, d.Lang
	}
	if e.kept == nil || d.Size != e.size || d.Scale != e.scale {
		e.kept, e.size, e.scale = map[string]software.WindowlessCanvas{}, d.Size, d.Scale
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
	c, m := e.paper.keep(e.exhibits[i], d.Size, d.Scale)
	e.kept[name] = c
	return m
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

// fontsOf tells apart what cannot be drawn by the same process one after the other.
func fontsOf(p *brand.Pack, tag string) string {
	key := ""
	of := screens.ThemeOf(p, false, tag).Fonts
	for _, f := range []fyne.Resource{of.Regular, of.Bold, of.Monospace} {
		if f != nil {
			key += f.Name()
		}
		key += "/"
	}
	return key
}

// pairs of looks that the wall shows beside each other.
var pairs = [][]string{{"light", "dark"}, {"light"}, {"dark"}, {"contrast", "contrast-dark"}}

// studioWorker is "vestibule studio --draw": it draws what it is told on standard input until that ends.
func studioWorker(start func() fyne.App, in io.Reader, out io.Writer) error {
	debug.SetGCPercent(400) // there is little to keep, and much to throw away
	from, to := gob.NewDecoder(in), gob.NewEncoder(out)
	f := start()
	var e easel
	var broken error
	orders := incoming(func() (d drawing, err error) {
		err = from.Decode(&d)
		return d, err
	})
	more := func(picture drawn) bool {
		broken = to.Encode(picture)
		return broken == nil && !orders.waiting()
	}
	d, ok := <-orders.c
	for ok && broken == nil {
		if err := e.set(f, d); err != nil {
			return fmt.Errorf("setting up %s in %s: %w", d.Look, d.Lang, err)
		}
		if e.sketch(d, more) && d.Sketch > 0 {
			newer, another := orders.within(sketchCalm)
			if another {
				d = newer
				continue
			}
			e.all(d, more)
		} else if d.Sketch == 0 {
			e.all(d, more)
		}
		if broken == nil {
			d, ok = <-orders.c
		}
	}
	return broken
}

// sketchCalm is how long no order comes before more than sketches are drawn, each of which would keep the next order waiting.
const sketchCalm = 120 * time.Millisecond

// exhibitNames are the names of all exhibits, which are the same for every brand and language, in the order of the wall.
func exhibitNames() ([]string, error) {
	words, err := screens.NewWords("en")
	if err != nil {
		return nil, err
	}
	var names []string
	for _, e := range screens.Gallery(exhibitAsking(words, screens.Stock())) {
		names = append(names, e.Name)
	}
	slices.SortStableFunc(names, func(a, b string) int { return groupOf(a) - groupOf(b) })
	return names, nil
}

// windowSizes are what the wall shows, narrow and wide.
var windowSizes = []fyne.Size{fyne.NewSize(kit.WindowWidth, kit.WindowHeight), fyne.NewSize(1100, kit.WindowHeight)}

package app

import (
	"encoding/gob"
	"fmt"
	"image"
	"io"
	"runtime/debug"
	"slices"
	"time"

	"fyne.io/fyne/v2"

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
	Files      map[string][]byte // what Pack has in the place of files, and these; see courier
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
	var got receiver
	orders := incoming(func() (d drawing, err error) {
		err = from.Decode(&d)
		return got.unload(d), err
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

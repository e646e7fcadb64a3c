package screens_test

import (
	"bytes"
	"image"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"github.com/vestibule-app/vestibule/assets/brand"
	"github.com/vestibule-app/vestibule/screens"
	"github.com/vestibule-app/vestibule/screens/kit"
	"github.com/vestibule-app/vestibule/screens/kit/kittest"
)

// screenSizes are the tokens that act on a screen as it is built: on which one, and the place on the card from which on
// everything moves.
var screenSizes = map[string]*struct {
	exhibit string
	from    int
}{
	"logo_width":  {"username", 1},
	"logo_height": {"username", 1},
	"gap_logo":    {"username", 1},
	"gap_title":   {"username", 2},
	"gap_reason":  {"username", 3},
	"gap_field":   {"connect", 4},
	"gap_button":  {"username", 4},
	"gap_links":   {"username", 5},
}

// placed is what is on a card, from its upper edge.
type placed struct {
	objects []fyne.CanvasObject
	tops    []float32
	card    image.Rectangle
	picture *image.NRGBA
}

func placedWith(t *testing.T, app fyne.App, name string, sizes map[string]float64) placed {
	t.Helper()
	app.Settings().SetTheme(variant{screens.ThemeOf(&brand.Pack{Tokens: brand.Overrides{Sizes: sizes}}, false, "en"), false})
	a := asking(t, "en", nil)
	a.Brand = screens.BrandOf(screens.Stock(), "en")
	for _, exhibit := range screens.Gallery(a) {
		if exhibit.Name != name {
			continue
		}
		s := exhibit.Build()
		w := test.NewTempWindow(t, s.Content())
		w.SetPadded(false)
		w.Resize(fyne.NewSize(480, 1200))
		s.Content().Refresh()
		p := placed{picture: w.Canvas().Capture().(*image.NRGBA)}
		kittest.Visible(s.Content(), func(o fyne.CanvasObject, at fyne.Position) {
			if card, ok := o.(*kit.Card); ok {
				p.card = image.Rect(int(at.X), int(at.Y), int(at.X+card.Size().Width), int(at.Y+card.Size().Height))
				for _, o := range card.Content().(*fyne.Container).Objects {
					if o.Visible() {
						p.objects, p.tops = append(p.objects, o), append(p.tops, o.Position().Y+card.Content().Position().Y)
					}
				}
			}
		})
		return p
	}
	t.Fatalf("there is no exhibit %q", name)
	return placed{}
}

// TestEveryGapActs: another gap moves what is below it by as much as it has become wider, and what is above it stays, to the
// pixel.
func TestEveryGapActs(t *testing.T) {
	if raced {
		t.Skip("nothing here runs beside anything else")
	}
	app := newApp(t)
	fyne.SetCurrentApp(still{app})
	for name, acts := range screenSizes {
		token, _ := brand.TokenNamed(name)
		size := token.Default + 8
		if name == "logo_width" {
			size = token.Min // ours is not so wide that it would have to be wider
		}
		was, is := placedWith(t, app, acts.exhibit, nil), placedWith(t, app, acts.exhibit, map[string]float64{name: size})
		by, logo := float32(8), name != "gap_logo" && acts.from == 1
		if logo {
			by = is.objects[0].Size().Height - was.objects[0].Size().Height
			if by == 0 || is.objects[0].Size().Height > float32(size) {
				t.Errorf("%s: the logo is %v, was %v", name, is.objects[0].Size(), was.objects[0].Size())
			}
		}
		for i, top := range is.tops {
			want := was.tops[i]
			if i >= acts.from {
				want += by
			}
			if top != want {
				t.Errorf("%s: number %d is at %g, want %g", name, i, top, want)
			}
		}
		if grown := is.card.Dy() - was.card.Dy(); grown != int(by) {
			t.Errorf("%s: the card has grown by %d, want %g", name, grown, by)
		}
		if logo {
			continue // it is what has changed
		}
		for y := range int(was.tops[acts.from]) - 2 {
			for x := was.card.Min.X; x < was.card.Max.X; x++ {
				one, other := was.picture.PixOffset(x, was.card.Min.Y+y), is.picture.PixOffset(x, is.card.Min.Y+y)
				if !bytes.Equal(was.picture.Pix[one:one+4], is.picture.Pix[other:other+4]) {
					t.Fatalf("%s changes a pixel above it, at %d,%d of the card", name, x-was.card.Min.X, y)
				}
			}
		}
	}
}

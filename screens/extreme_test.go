package screens_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"github.com/vestibule-app/vestibule/assets/brand"
	"github.com/vestibule-app/vestibule/screens"
	"github.com/vestibule-app/vestibule/screens/kit"
	"github.com/vestibule-app/vestibule/screens/kit/kittest"
)

// TestExtremeSizesFit: with all sizes at their least or at their most, no words are cut off, none lie on others, nothing is
// wider than the window, and no picture reaches out of the card.
func TestExtremeSizesFit(t *testing.T) {
	app := newApp(t)
	least, most := map[string]float64{}, map[string]float64{}
	for _, token := range brand.Tokens() {
		if token.Kind == brand.SizeToken {
			least[token.Name], most[token.Name] = token.Min, token.Max
		}
	}
	for name, sizes := range map[string]map[string]float64{"least": least, "most": most} {
		for _, tag := range []string{"en", "de", "ar"} {
			if raced && (tag != "ar" || name != "most") {
				continue // a race does not depend on the language or on the sizes
			}
			app.Settings().SetTheme(variant{screens.ThemeOf(&brand.Pack{Tokens: brand.Overrides{Sizes: sizes}}, false, tag), false})
			a := asking(t, tag, nil)
			a.Brand = screens.BrandOf(screens.Stock(), tag)
			for _, exhibit := range screens.Gallery(a) {
				s := exhibit.Build()
				w := test.NewWindow(s.Content())
				w.SetPadded(false)
				s.Focus(w.Canvas())
				for _, width := range []float32{kit.WindowMinWidth, kit.WindowWidth} {
					w.Resize(fyne.NewSize(width, 4000))
					if o := stickingOut(s.Content()); o != nil {
						t.Errorf("%s: %s in %s, %g wide: %s is outside of the card", name, exhibit.Name, tag, width, o.Resource.Name())
					}
					for _, defect := range screens.Misfits(s.Content()) {
						t.Errorf("%s: %s in %s, %g wide: %+v", name, exhibit.Name, tag, width, defect)
					}
				}
				w.Close()
			}
		}
	}
}

// stickingOut is a picture that begins before the padding of the card or ends behind it; nil when none does.
func stickingOut(content fyne.CanvasObject) (found *canvas.Image) {
	var left, right float32
	kittest.Visible(content, func(o fyne.CanvasObject, at fyne.Position) {
		switch o := o.(type) {
		case *kit.Card:
			left, right = at.X, at.X+o.Size().Width
		case *canvas.Image:
			if right > 0 && (at.X < left || at.X+o.Size().Width > right) {
				found = o
			}
		}
	})
	return found
}

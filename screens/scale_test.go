package screens_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"github.com/vestibule-app/vestibule/screens"
	"github.com/vestibule-app/vestibule/screens/kit"
)

// TestLargeTextFits: in the narrowest window every screen can be read at every size of text: no words are cut, none lie
// on others, and nothing is wider than the window (WCAG 2.2, success criteria 1.4.4 and 1.4.10). The size changes while
// the screen is on show, as it does in the window.
func TestLargeTextFits(t *testing.T) {
	app := newApp(t)
	looked := map[string][]float32{"de": {1.25, 1.5, 2, 1}, "ar": {2}}
	if raced {
		looked = map[string][]float32{"de": {2, 1}}
	}
	for tag, scales := range looked {
		for _, exhibit := range screens.Gallery(asking(t, tag, nil)) {
			app.Settings().SetTheme(variant{kit.NewTheme(nil), false})
			s := exhibit.Build()
			w := test.NewWindow(s.Content())
			w.SetPadded(false)
			w.Resize(fyne.NewSize(kit.WindowMinWidth, 720))
			s.Focus(w.Canvas())
			for _, scale := range scales {
				th := kit.NewTheme(nil)
				th.TextScale = scale
				app.Settings().SetTheme(variant{th, false})
				for _, defect := range screens.Misfits(s.Content()) {
					t.Errorf("%s, %s at %v: %+v", exhibit.Name, tag, scale, defect)
				}
			}
			w.Close()
		}
	}
}

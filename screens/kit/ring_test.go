package kit_test

import (
	"image"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"github.com/vestibule-app/vestibule/screens/kit"
)

// TestFocusIsSeen: that a filled control or a row has the focus can be told from how it looks without (WCAG 2.2, success
// criteria 1.4.11 and 2.4.7).
func TestFocusIsSeen(t *testing.T) {
	for _, variant := range []fyne.ThemeVariant{theme.VariantLight, theme.VariantDark} {
		for name, make := range map[string]func() fyne.CanvasObject{
			"main button": func() fyne.CanvasObject { return kit.NewButton("Go on", nil) },
			"row":         func() fyne.CanvasObject { return kit.NewRow(nil, "Title", "subtitle", nil) },
		} {
			a := dress(t, variant)
			card := a.Settings().Theme().Color(kit.ColorCard, variant)
			o := make()
			holder := container.NewWithoutLayout(o)
			w := window(t, container.NewStack(canvas.NewRectangle(card), holder), 336, 120)
			o.Move(fyne.NewPos(20, 30))
			o.Resize(fyne.NewSize(296, 44))
			before := w.Canvas().Capture()
			w.Canvas().Focus(o.(fyne.Focusable))
			after := before
			for deadline := time.Now().Add(5 * time.Second); time.Now().Before(deadline) && best(before, after) < kit.ControlContrast; {
				after = w.Canvas().Capture() // the ring fades in
			}
			if got := best(before, after); got < kit.ControlContrast {
				t.Errorf("variant %d, %s: the focus changes no pixel by more than %.2f", variant, name, got)
			}
		}
	}
}

// best is the strongest contrast between what a pixel was and what it is, in the column through the middle.
func best(before, after image.Image) float64 {
	most := 1.0
	x := before.Bounds().Dx() / 8
	for y := range before.Bounds().Dy() {
		most = max(most, kit.Contrast(before.At(x, y), after.At(x, y)))
	}
	return most
}

package kit_test

import (
	"image"
	"image/color"
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"github.com/vestibule-app/vestibule/screens/kit"
)

// TestLongTextShowsNoBar: a text that is longer than its field scrolls, and nothing but the field's own ground is
// below it, for a mouse as well.
func TestLongTextShowsNoBar(t *testing.T) {
	for _, text := range []string{"short", strings.Repeat("long and ", 12)} {
		f := kit.NewField("Address")
		w := show(t, f, 336, 88)
		test.Type(f.Target(), text)
		picture := w.Canvas().Capture()
		scale := float32(picture.Bounds().Dx()) / w.Canvas().Size().Width
		at := f.Position()
		row := int((at.Y + 24 + 36.5) * scale) // label and gap, then the last pixels above the edge
		if n := colours(picture, int((at.X+12)*scale), int((at.X+324)*scale), row); n != 1 {
			t.Errorf("%d colours below the text %.5q…", n, text)
		}
	}
}

// TestLongTextStaysInRoundCorners: what hides the bar lies within the box, whose edge is the same below a text of any
// length, however round its corners are.
func TestLongTextStaysInRoundCorners(t *testing.T) {
	for _, radius := range []float32{0, 8, 16, 22} {
		th := kit.NewTheme(nil)
		th.Sizes = map[string]float32{"control_radius": radius}
		newApp(t).Settings().SetTheme(look{th, theme.VariantLight})
		f := kit.NewField("Address")
		w := window(t, f, 336, 88)
		w.Canvas().Focus(f.Target())
		short := w.Canvas().Capture()
		f.SetText(strings.Repeat("long and ", 12))
		long := w.Canvas().Capture()
		scale := float32(short.Bounds().Dx()) / w.Canvas().Size().Width
		within := short.At(int(168*scale), int(60*scale))
		below := false
		for y := int(60 * scale); y < int(72*scale); y++ {
			for x := range short.Bounds().Dx() {
				before, now := short.At(x, y), long.At(x, y)
				if before != within && before != now {
					t.Fatalf("radius %v: at %d,%d %v became %v", radius, x, y, before, now)
				}
				below = below || before != within
			}
		}
		if !below {
			t.Error("nothing of the box was looked at")
		}
	}
}

func colours(picture image.Image, from, to, y int) int {
	seen := map[color.Color]bool{}
	for x := from; x < to; x++ {
		seen[picture.At(x, y)] = true
	}
	return len(seen)
}

package kit_test

import (
	"image"
	"image/color"
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

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

func colours(picture image.Image, from, to, y int) int {
	seen := map[color.Color]bool{}
	for x := from; x < to; x++ {
		seen[picture.At(x, y)] = true
	}
	return len(seen)
}

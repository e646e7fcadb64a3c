package kittest

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// Release has Fyne forget an object and everything in it when a test ends. Fyne keeps what a widget is drawn with for a
// minute after it was seen last, and looks for what is due only when it paints: a test that lays out thousands of screens
// would hold all of them.
func Release(t *testing.T, o fyne.CanvasObject) {
	t.Helper()
	Walk(o, func(o fyne.CanvasObject) {
		if w, ok := o.(fyne.Widget); ok {
			test.TempWidgetRenderer(t, w)
		}
	})
}

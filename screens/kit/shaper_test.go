package kit_test

import (
	"runtime"
	"testing"

	"fyne.io/fyne/v2/theme"

	"github.com/vestibule-app/vestibule/screens/kit"
)

// alive is how much memory is in use, in MB.
func alive() int {
	var m runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m)
	return int(m.HeapAlloc >> 20)
}

// Each theme has Fyne read its fonts, which are 3 MB, and none of those before may stay.
func TestReleaseFonts(t *testing.T) {
	a := dress(t, theme.VariantLight)
	window(t, kit.NewText(kit.Body, "Sign in"), 400, 100)
	before := alive()
	for range 20 {
		a.Settings().SetTheme(look{kit.NewTheme(nil), theme.VariantLight})
	}
	if grown := alive() - before; grown > 20 {
		t.Errorf("%d MB are kept after 20 themes", grown)
	}
}

package kit_test

import (
	"image/color"
	"os"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"github.com/vestibule-app/vestibule/screens/kit"
	"github.com/vestibule-app/vestibule/screens/kit/kittest"
)

func TestMain(m *testing.M) {
	_ = os.Setenv("LANG", "en_US.UTF-8")
	os.Exit(m.Run())
}

// look is our theme held to one variant, which Fyne's test settings do not offer.
type look struct {
	*kit.Theme
	variant fyne.ThemeVariant
}

func (l look) Color(name fyne.ThemeColorName, _ fyne.ThemeVariant) color.Color {
	return l.Theme.Color(name, l.variant)
}

// dress starts an application in light or dark.
func dress(t testing.TB, variant fyne.ThemeVariant) fyne.App {
	t.Helper()
	a := newApp(t)
	a.Settings().SetTheme(look{kit.NewTheme(nil), variant})
	return a
}

// contrastTheme is our theme in high contrast.
func contrastTheme() *kit.Theme {
	return &kit.Theme{Light: kit.Derive(kit.Seeds{}, false, true), Dark: kit.Derive(kit.Seeds{}, true, true), Bold: true}
}

// shadowless is our theme without the shadow of the card, which takes longer to draw than all the rest.
func shadowless(variant fyne.ThemeVariant) look {
	th := kit.NewTheme(nil)
	th.Light.Shadow = color.NRGBA{}
	return look{th, variant}
}

// show puts an object in a window of its own and lays it out.
func show(t *testing.T, o fyne.CanvasObject, width, height float32) fyne.Window {
	t.Helper()
	dress(t, theme.VariantLight)
	return window(t, o, width, height)
}

func window(t *testing.T, o fyne.CanvasObject, width, height float32) fyne.Window {
	t.Helper()
	w := test.NewTempWindow(t, o)
	w.SetPadded(false)
	w.Resize(fyne.NewSize(width, height))
	o.Resize(fyne.NewSize(width, height))
	return w
}

func press(o fyne.Focusable, keys ...fyne.KeyName) {
	for _, k := range keys {
		o.TypedKey(&fyne.KeyEvent{Name: k})
	}
}

func equal[T comparable](t *testing.T, got, want T, what string) {
	t.Helper()
	if got != want {
		t.Errorf("%s: got %v, want %v", what, got, want)
	}
}

// newApp is an app for one test.
func newApp(t testing.TB) fyne.App {
	t.Helper()
	a := kittest.NewApp(t)
	a.Settings().AddListener(kit.ReleaseFonts)
	return a
}

package screens_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"github.com/vestibule-app/vestibule/screens"
)

// flat is a look without shadows, which the software painter blurs anew each time; a window's painter does not.
func flat(tag string, dark bool) variant {
	look := looking(tag, dark)
	look.Light.Shadow.A, look.Dark.Shadow.A = 0, 0
	return look
}

// keyed types into what has the focus of a window, and paints all of the window.
type keyed struct {
	w fyne.Window
	n int
}

func (k *keyed) press() {
	field := k.w.Canvas().Focused()
	if k.n++; k.n%2 == 0 {
		field.TypedKey(&fyne.KeyEvent{Name: fyne.KeyBackspace})
	} else {
		field.TypedRune('7')
	}
	k.w.Canvas().Capture()
}

// screensTyped are the screens that secrets are typed on, and Fyne's own entry in a window of that size.
var screensTyped = []string{"code-email", "code-sms", "code-plain", "password", "new-password-typed", ""}

func newKeyed(t testing.TB, name string) *keyed {
	t.Helper()
	if name == "" {
		entry := widget.NewEntry()
		w := test.NewTempWindow(t, container.NewCenter(container.NewGridWrap(fyne.NewSize(336, 44), entry)))
		w.SetPadded(false)
		w.Resize(fyne.NewSize(480, 720))
		w.Canvas().Focus(entry)
		return &keyed{w: w}
	}
	for _, exhibit := range screens.Gallery(asking(t, "en", nil)) {
		if exhibit.Name == name {
			return &keyed{w: opened(t, exhibit.Build(), 480)}
		}
	}
	t.Fatalf("there is no exhibit %q", name)
	return nil
}

// BenchmarkKeyOnScreen is from a key to all of the window painted again, by Fyne's software painter. The exhibit without
// a name is Fyne's own entry, alone in a window of that size.
func BenchmarkKeyOnScreen(b *testing.B) {
	newApp(b).Settings().SetTheme(flat("en", false))
	for _, name := range screensTyped {
		b.Run(name, func(b *testing.B) {
			k := newKeyed(b, name)
			for b.Loop() {
				k.press()
			}
		})
	}
}

// BenchmarkKeyAlone is what a screen does about a key (its lists, its links, its layout), without painting.
func BenchmarkKeyAlone(b *testing.B) {
	newApp(b).Settings().SetTheme(flat("en", false))
	for _, name := range screensTyped {
		if name == "" {
			continue
		}
		b.Run(name, func(b *testing.B) {
			field := newKeyed(b, name).w.Canvas().Focused()
			for b.Loop() {
				field.TypedRune('7')
				field.TypedKey(&fyne.KeyEvent{Name: fyne.KeyBackspace})
			}
		})
	}
}

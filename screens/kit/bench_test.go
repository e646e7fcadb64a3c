package kit_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"github.com/vestibule-app/vestibule/screens/kit"
)

// typing is a field in a window of its own that is typed into.
type typing struct {
	field fyne.Focusable
	w     fyne.Window
	clear func()
	most  int // characters, before it is cleared
	n     int
}

// press types one character and paints the field.
func (t *typing) press() {
	if t.n++; t.n > t.most {
		t.clear()
		t.n = 1
	}
	t.field.TypedRune(rune('0' + t.n%10))
	t.w.Canvas().Capture()
}

func newTyping(t testing.TB, o fyne.CanvasObject, field fyne.Focusable, most int, clear func()) *typing {
	w := test.NewTempWindow(t, container.NewVBox(o))
	w.SetPadded(false)
	w.Resize(fyne.NewSize(kit.InnerWidth, 96)) // room for label, box and the line below, for all of them alike
	w.Canvas().Focus(field)
	return &typing{field: field, w: w, clear: clear, most: most}
}

// typings are our fields, and Fyne's in the same place.
var typings = []struct {
	name string
	make func(testing.TB) *typing
}{
	{"code 6", func(t testing.TB) *typing { return typedCode(t, 6) }},
	{"code 8", func(t testing.TB) *typing { return typedCode(t, 8) }},
	{"code plain", func(t testing.TB) *typing { return typedCode(t, 0) }},
	{"field", func(t testing.TB) *typing {
		f := kit.NewField("Email")
		f.SetHelper("We will send a code.")
		return newTyping(t, f, f.Target(), 20, func() { f.SetText("") })
	}},
	{"password", func(t testing.TB) *typing {
		f := kit.NewPasswordField("Password", "Show", "Hide")
		return newTyping(t, f, f.Target(), 20, f.ClearSecret)
	}},
	{"Entry", func(t testing.TB) *typing { return typedEntry(t, widget.NewEntry()) }},
	{"PasswordEntry", func(t testing.TB) *typing { return typedEntry(t, widget.NewPasswordEntry()) }},
}

func typedCode(t testing.TB, length int) *typing {
	c := kit.NewCodeField("Code", length)
	return newTyping(t, c, c.Target(), max(length-1, 5), c.Clear) // a complete code would be sent
}

func typedEntry(t testing.TB, e *widget.Entry) *typing {
	return newTyping(t, e, e, 20, func() { e.SetText("") })
}

// BenchmarkKey is from a key to the field painted again, by Fyne's software painter: at most a frame of sixty in a second,
// and at most half as long again as Fyne's own Entry or PasswordEntry in the same run.
func BenchmarkKey(b *testing.B) {
	dress(b, theme.VariantLight)
	for _, each := range typings {
		b.Run(each.name, func(b *testing.B) {
			typed := each.make(b)
			for b.Loop() {
				typed.press()
			}
		})
	}
}

package kit_test

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"github.com/vestibule-app/vestibule/screens/kit"
	"github.com/vestibule-app/vestibule/screens/kit/kittest"
)

var scales = []float32{1, 1.25, 1.5, 1.75, 2}

// enlarge has text drawn larger from now on.
func enlarge(a fyne.App, scale float32) {
	th := kit.NewTheme(nil)
	th.TextScale = scale
	a.Settings().SetTheme(look{th, theme.VariantLight})
}

// TestNothingIsCutInLargeText: in the narrowest card all words of each widget lie in its box, at each size, whether it was
// made at that size or met it later (WCAG 2.2, success criterion 1.4.4).
func TestNothingIsCutInLargeText(t *testing.T) {
	long := "Verwenden Sie stattdessen die Zwei-Faktor-Authentifizierung mit einer E-Mail"
	for name, make := range map[string]func() fyne.CanvasObject{
		"button":   func() fyne.CanvasObject { return kit.NewButton(long, nil) },
		"outlined": func() fyne.CanvasObject { return kit.NewOutlined("Weiter", nil) },
		"link":     func() fyne.CanvasObject { return kit.NewLink(long, nil) },
		"row": func() fyne.CanvasObject {
			return kit.NewRow(kit.Icon(kit.IconMail), "E-Mail schicken", "a***r@mail.contoso.example", nil)
		},
		"account": func() fyne.CanvasObject {
			r := kit.NewRow(nil, "Anna Berger", "Signed in · a•••@contoso.example", nil)
			r.SetAvatar("A")
			r.SetTrailing(kit.NewIconButton(kit.Icon(kit.IconClose), "Remove", nil))
			return r
		},
		"field": func() fyne.CanvasObject {
			f := kit.NewField(long)
			f.SetError(long)
			return f
		},
		"code":      func() fyne.CanvasObject { return kit.NewCodeField("Bestätigungscode", 8) },
		"options":   func() fyne.CanvasObject { return kit.NewOptions("Was passt?", []string{long, "Nichts"}, false) },
		"banner":    func() fyne.CanvasObject { b := kit.NewBanner(kit.Danger, long); b.SetAction(long, nil); return b },
		"checklist": func() fyne.CanvasObject { return newChecklist() },
		"title":     func() fyne.CanvasObject { return kit.NewText(kit.Title, long) },
	} {
		for _, scale := range scales {
			for _, late := range []bool{false, true} {
				t.Run(fmt.Sprint(name, scale, late), func(t *testing.T) {
					a := dress(t, theme.VariantLight)
					if !late {
						enlarge(a, scale)
					}
					o := make()
					w := test.NewTempWindow(t, container.NewVBox(o))
					w.SetPadded(false)
					w.Resize(fyne.NewSize(kit.InnerMinWidth, 900))
					if late {
						enlarge(a, scale)
					}
					for range 3 {
						o.Resize(fyne.NewSize(kit.InnerMinWidth, o.MinSize().Height))
					}
					inside(t, o)
				})
			}
		}
	}
}

// inside says where a text of a widget is wider than its place or lies outside the widget, or on another text.
func inside(t *testing.T, root fyne.CanvasObject) {
	t.Helper()
	type placed struct {
		words    string
		pos      fyne.Position
		size     fyne.Size
		baseline float32
	}
	var seen []placed
	kittest.Visible(root, func(o fyne.CanvasObject, at fyne.Position) {
		text, ok := o.(*canvas.Text)
		if !ok || text.Text == "" {
			return
		}
		need := fyne.MeasureText(text.Text, text.TextSize, text.TextStyle)
		if need.Width > text.Size().Width+0.5 {
			t.Errorf("%q needs %v and has %v", text.Text, need.Width, text.Size().Width)
		}
		seen = append(seen, placed{text.Text, at, text.Size(), text.TextSize})
	})
	if len(seen) == 0 {
		t.Error("it says nothing")
	}
	size := root.Size()
	for i, p := range seen {
		middle := p.pos.Y + p.size.Height/2
		top, bottom := middle-p.baseline/2, middle+p.baseline/2
		if p.pos.X < -0.5 || p.pos.X+p.size.Width > size.Width+0.5 || top < 0 || bottom > size.Height {
			t.Errorf("%q at %v %v is outside of %v", p.words, p.pos, p.size, size)
		}
		for _, q := range seen[:i] {
			other := q.pos.Y + q.size.Height/2
			if min(bottom, other+q.baseline/2)-max(top, other-q.baseline/2) > 1 && min(p.pos.X+p.size.Width, q.pos.X+q.size.Width)-max(p.pos.X, q.pos.X) > 1 {
				t.Errorf("%q lies on %q", p.words, q.words)
			}
		}
	}
}

// TestLargeTextIsLarge: type grows as it was asked to, and what is around it grows too.
func TestLargeTextIsLarge(t *testing.T) {
	a := dress(t, theme.VariantLight)
	title, button, row := kit.NewText(kit.Title, "Sign in"), kit.NewButton("Go on", nil), kit.NewRow(nil, "Title", "subtitle", nil)
	field := kit.NewField("Email")
	window(t, container.NewVBox(title, button, row, field), 400, 700)
	size := func(o fyne.Widget) float32 { return texts(o)[0].TextSize }
	before := []float32{size(title), size(button), size(row)}
	high := []float32{button.MinSize().Height, row.MinSize().Height, field.MinSize().Height}
	equal(t, high[0], kit.ControlHeight, "height of a button")
	enlarge(a, 2)
	for i, o := range []fyne.Widget{title, button, row} {
		equal(t, size(o), 2*before[i], "size of text")
	}
	for i, o := range []fyne.CanvasObject{button, row, field} {
		if o.MinSize().Height < high[i]+20 {
			t.Errorf("%T is %v high, and was %v", o, o.MinSize().Height, high[i])
		}
	}
	enlarge(a, 7)
	equal(t, kit.Scale(), kit.MaxScale, "the largest scale")
	enlarge(a, 0.1)
	equal(t, kit.Scale(), 1, "the smallest scale")
	a.Settings().SetTheme(theme.DefaultTheme())
	equal(t, kit.Scale(), 1, "scale of somebody else's theme")
}

// TestPlainCode: boxes become one field in large text, where one is asked for, and beyond eight digits; what was typed
// stays, and so does the focus.
func TestPlainCode(t *testing.T) {
	a := dress(t, theme.VariantLight)
	code := kit.NewCodeField("Code", 6)
	w := window(t, container.NewVBox(code), 336, 200)
	w.Canvas().Focus(code.Target())
	code.Target().TypedRune('4')
	code.Target().TypedRune('8')
	boxes := code.Target()
	for _, step := range []struct {
		scale float32
		plain bool
		boxed bool
	}{{1.5, false, true}, {1.75, false, false}, {2, true, false}, {1, true, false}, {1, false, true}} {
		th := kit.NewTheme(nil)
		th.TextScale, th.PlainCode = step.scale, step.plain
		a.Settings().SetTheme(look{th, theme.VariantLight})
		equal(t, code.Target() == boxes, step.boxed, fmt.Sprint("boxes at ", step))
		equal(t, code.Text(), "48", "digits")
		if w.Canvas().Focused() != code.Target() {
			t.Errorf("%v: %T has the focus", step, w.Canvas().Focused())
		}
	}
	completed := ""
	code.OnComplete = func(s string) { completed = s }
	for _, d := range "2913" {
		w.Canvas().Focused().TypedRune(d)
	}
	equal(t, completed, "482913", "the code")
	long := kit.NewCodeField("Code", 9)
	if _, plain := long.Target().(fyne.SecondaryTappable); !plain || len(boxesOf(long)) != 0 {
		t.Error("nine digits are typed into boxes")
	}
}

package kit_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"github.com/vestibule-app/vestibule/screens/kit"
)

func TestFieldTyping(t *testing.T) {
	f := kit.NewField("Email")
	show(t, f, 336, 88)
	var seen []string
	submitted := 0
	f.OnChanged = func(s string) { seen = append(seen, s) }
	f.OnSubmit = func() { submitted++ }
	test.Type(f.Target(), "ab")
	equal(t, f.Text(), "ab", "text")
	equal(t, strings.Join(seen, " "), "a ab", "changes")
	press(f.Target(), fyne.KeyReturn, fyne.KeyEnter)
	equal(t, submitted, 2, "submits")
	f.SetText("xyz")
	equal(t, len(seen), 2, "a setter calls back")
	test.Type(f.Target(), "!")
	equal(t, f.Text(), "xyz!", "caret after SetText")
	f.Select()
	test.Type(f.Target(), "n")
	equal(t, f.Text(), "n", "typing over a selection")
}

func TestFieldKeyGoesToOwnerFirst(t *testing.T) {
	f := kit.NewField("Email")
	show(t, f, 336, 88)
	submitted := 0
	f.OnSubmit = func() { submitted++ }
	var keys []fyne.KeyName
	f.OnKey = func(e *fyne.KeyEvent) bool {
		keys = append(keys, e.Name)
		return e.Name == fyne.KeyReturn
	}
	press(f.Target(), fyne.KeyEscape, fyne.KeyReturn, fyne.KeyEnter)
	equal(t, len(keys), 3, "keys seen")
	equal(t, submitted, 1, "submits: Return was kept, Enter was not")
}

func TestFieldPaste(t *testing.T) {
	for in, want := range map[string]string{
		"ada@contoso.example":       "ada@contoso.example",
		"  ada@contoso.example\r\n": "ada@contoso.example",
		"one\r\ntwo\tthree":         "one two three",
		"\uFEFFada\x00":             "ada",
		"\n":                        "",
	} {
		f := kit.NewField("Email")
		show(t, f, 336, 88)
		paste(f.Target(), in)
		if got := f.Text(); got != want {
			t.Errorf("paste %q: got %q, want %q", in, got, want)
		}
	}
}

// paste does what Ctrl+V does.
func paste(target fyne.Focusable, s string) {
	clip := test.NewClipboard()
	clip.SetContent(s)
	target.(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutPaste{Clipboard: clip})
}

func TestFieldReadOnly(t *testing.T) {
	f := kit.NewField("Email")
	show(t, f, 336, 88)
	f.SetText("ada")
	f.SetReadOnly(true)
	target := f.Target()
	test.Type(target, "x")
	paste(target, "y")
	press(target, fyne.KeyBackspace, fyne.KeyDelete, fyne.KeyHome, fyne.KeyDelete)
	f.Select()
	clip := test.NewClipboard()
	short := target.(fyne.Shortcutable)
	short.TypedShortcut(&fyne.ShortcutCut{Clipboard: clip})
	short.TypedShortcut(&fyne.ShortcutUndo{})
	short.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyBackspace, Modifier: fyne.KeyModifierShortcutDefault})
	equal(t, f.Text(), "ada", "text after attempts to change it")
	short.TypedShortcut(&fyne.ShortcutCopy{Clipboard: clip})
	equal(t, clip.Content(), "ada", "copy of a read-only text")
}

func TestFieldTapOnLabelFocuses(t *testing.T) {
	f := kit.NewField("Email")
	w := show(t, f, 336, 88)
	test.TapCanvas(w.Canvas(), fyne.NewPos(10, 8))
	equal(t, w.Canvas().Focused(), f.Target(), "focus after a tap on the label")
	w.Canvas().Unfocus()
	f.SetDisabled(true)
	test.TapCanvas(w.Canvas(), fyne.NewPos(10, 8))
	equal(t, w.Canvas().Focused(), nil, "focus of a disabled field")
}

func TestFieldReservesItsErrorRow(t *testing.T) {
	f := kit.NewField("Email")
	show(t, f, 336, 88)
	rest := f.MinSize()
	equal(t, rest.Height, 18+6+44+20, "height")
	f.SetError("Enter your address.")
	equal(t, f.MinSize(), rest, "size with a short error")
	equal(t, f.Error(), "Enter your address.", "error")
	f.SetError(strings.Repeat("A long explanation. ", 6))
	if f.MinSize().Height <= rest.Height {
		t.Error("a long error does not grow the field")
	}
	f.SetError("")
	equal(t, f.MinSize(), rest, "size without the error")
	equal(t, kit.NewField("").MinSize().Height, 44+20, "height without a label")
}

func TestTabOrder(t *testing.T) {
	email, password := kit.NewField("Email"), kit.NewPasswordField("Password", "Show", "Hide")
	link, button := kit.NewLink("Forgot?", nil), kit.NewButton("Continue", nil)
	off := kit.NewField("Off")
	off.SetDisabled(true)
	code := kit.NewCodeField("Code", 6)
	row := kit.NewRow(nil, "Title", "", nil)
	w := show(t, container.NewVBox(email, off, password, link, code, row, button), 336, 600)
	want := []fyne.Focusable{email.Target(), password.Target(), password.Eye(), link, code.Target(), row, button, email.Target()}
	for i, f := range want {
		w.Canvas().FocusNext()
		if w.Canvas().Focused() != f {
			t.Errorf("tab %d reached %T, want %T", i+1, w.Canvas().Focused(), f)
		}
	}
	w.Canvas().FocusPrevious()
	equal(t, w.Canvas().Focused(), fyne.Focusable(button), "shift+tab")
	password.SetDisabled(true)
	w.Canvas().Focus(email.Target())
	w.Canvas().FocusNext()
	equal(t, w.Canvas().Focused(), fyne.Focusable(link), "tab over a disabled password field and its eye")
}

// What is typed or pasted goes through the filter, and an edit at the end is brought into form.
func TestFieldFiltersAndFormats(t *testing.T) {
	f := kit.NewField("Number")
	show(t, f, 336, 88)
	f.SetFilter(kit.Digit)
	f.SetFormat(func(text string) string {
		digits := strings.ReplaceAll(text, "-", "")
		if len(digits) > 3 {
			return digits[:3] + "-" + digits[3:]
		}
		return digits
	})
	var seen []string
	f.OnChanged = func(s string) { seen = append(seen, s) }
	test.Type(f.Target(), "1a٢3４")
	equal(t, f.Text(), "123-4", "text")
	equal(t, strings.Join(seen, " "), "1 12 123 123-4", "changes")
	press(f.Target(), fyne.KeyBackspace)
	equal(t, f.Text(), "123", "after Backspace")
	paste(f.Target(), " 45 (6)\n")
	equal(t, f.Text(), "123-456", "after a paste")
	press(f.Target(), fyne.KeyHome)
	test.Type(f.Target(), "9")
	equal(t, f.Text(), "9123-456", "an edit in the middle stays as it is")
	press(f.Target(), fyne.KeyEnd, fyne.KeyBackspace)
	equal(t, f.Text(), "912-345", "until one at the end")
	f.SetFilter(nil)
	test.Type(f.Target(), "x")
	equal(t, f.Text(), "912-345x", "without a filter")
	equal(t, f.Label(), "Number", "name")
}

// TestTighten: where a page may grow, a field and options are as high as what they show, with an error as without.
func TestTighten(t *testing.T) {
	for name, make := range map[string]func() (fyne.CanvasObject, func(string)){
		"field": func() (fyne.CanvasObject, func(string)) { f := kit.NewField("Name"); return f, f.SetError },
		"options": func() (fyne.CanvasObject, func(string)) {
			o := kit.NewOptions("Place", []string{"A", "B"}, false)
			return o, o.SetError
		},
	} {
		roomy, _ := make()
		o, tell := make()
		w := test.NewTempWindow(t, container.NewVBox(roomy, o))
		w.Resize(fyne.NewSize(300, 400))
		kit.Tighten(container.NewVBox(o))
		least := o.MinSize().Height
		if least >= roomy.MinSize().Height {
			t.Errorf("%s: %g of %g remain", name, least, roomy.MinSize().Height)
		}
		tell("This is missing.")
		if got := o.MinSize().Height; got != roomy.MinSize().Height {
			t.Errorf("%s: with an error it is %g high, and otherwise %g", name, got, roomy.MinSize().Height)
		}
		if tell(""); o.MinSize().Height != least {
			t.Errorf("%s: after the error it is %g high", name, o.MinSize().Height)
		}
	}
}

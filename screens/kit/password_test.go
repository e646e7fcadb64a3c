package kit_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"github.com/vestibule-app/vestibule/screens/kit"
)

func newPassword(t *testing.T) (*kit.PasswordField, fyne.Window) {
	p := kit.NewPasswordField("Password", "Show password", "Hide password")
	return p, show(t, p, 336, 88)
}

func TestPasswordReveal(t *testing.T) {
	p, w := newPassword(t)
	test.Type(p.Target(), "secret")
	equal(t, p.Revealed(), false, "revealed at first")
	equal(t, p.Eye().Label(), "Show password", "name of the eye")
	p.Eye().TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	equal(t, p.Revealed(), true, "revealed after Space on the eye")
	equal(t, p.Eye().Label(), "Hide password", "name of the eye")
	equal(t, p.Text(), "secret", "text")
	p.Conceal()
	equal(t, p.Revealed(), false, "revealed after Conceal")
	equal(t, p.Eye().Label(), "Show password", "name of the eye")
	equal(t, p.Visible(), true, "the field is still there")
	if s := p.Eye().MinSize(); s.Width < 24 || s.Height < 24 {
		t.Errorf("eye is %v, too small to hit", s)
	}
	w.Canvas().Focus(p.Eye())
	equal(t, w.Canvas().Focused(), fyne.Focusable(p.Eye()), "the eye takes the focus")
}

func TestPasswordEnterSubmits(t *testing.T) {
	p, _ := newPassword(t)
	submitted := 0
	p.OnSubmit = func() { submitted++ }
	press(p.Target(), fyne.KeyReturn)
	equal(t, submitted, 1, "submits")
	equal(t, p.Revealed(), false, "Return in the field must not reveal")
}

func TestPasswordIsNeverCopied(t *testing.T) {
	p, _ := newPassword(t)
	test.Type(p.Target(), "secret")
	for _, reveal := range []bool{false, true} {
		if reveal {
			p.Eye().Tapped(nil)
		}
		clip := test.NewClipboard()
		clip.SetContent("before")
		p.Select()
		short := p.Target().(fyne.Shortcutable)
		short.TypedShortcut(&fyne.ShortcutCopy{Clipboard: clip})
		short.TypedShortcut(&fyne.ShortcutCut{Clipboard: clip})
		equal(t, clip.Content(), "before", "clipboard")
		equal(t, p.Text(), "secret", "text")
	}
}

func TestPasswordPaste(t *testing.T) {
	for in, want := range map[string]string{"pass\r\n": "pass", " with blanks ": " with blanks ", "\n\n": ""} {
		p, _ := newPassword(t)
		paste(p.Target(), in)
		equal(t, p.Text(), want, "pasted password")
	}
}

func TestPasswordClearSecret(t *testing.T) {
	p, _ := newPassword(t)
	test.Type(p.Target(), "secret")
	p.Eye().Tapped(nil)
	changes := 0
	p.OnChanged = func(string) { changes++ }
	p.ClearSecret()
	equal(t, p.Text(), "", "text")
	equal(t, p.Revealed(), false, "revealed")
	equal(t, changes, 0, "callbacks")
	short := p.Target().(fyne.Shortcutable)
	short.TypedShortcut(&fyne.ShortcutUndo{})
	short.TypedShortcut(&fyne.ShortcutRedo{})
	equal(t, p.Text(), "", "text after undo")
}

func TestPasswordIsNotSpoken(t *testing.T) {
	p, _ := newPassword(t)
	p.SetText("secret")
	p.SetError("Too short.")
	equal(t, p.Target().(fyne.Accessible).AccessibilityLabel(), "Password, Too short.", "what a screen reader says")
}

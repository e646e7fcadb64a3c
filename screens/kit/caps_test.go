package kit_test

import (
	"runtime"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"github.com/vestibule-app/vestibule/screens/kit"
)

const capsOn, blankAtEnd = "Caps Lock is on.", "There is a space at the end."

func hinting(t *testing.T) (*kit.PasswordField, fyne.Window) {
	p, w := newPassword(t)
	p.SetHints(capsOn, blankAtEnd)
	w.Canvas().Focus(p.Target())
	return p, w
}

func TestCapsLockIsInferred(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("the system is asked there")
	}
	hold := func(p *kit.PasswordField, key fyne.KeyName) {
		p.Target().(desktop.Keyable).KeyDown(&fyne.KeyEvent{Name: key})
	}
	release := func(p *kit.PasswordField, key fyne.KeyName) {
		p.Target().(desktop.Keyable).KeyUp(&fyne.KeyEvent{Name: key})
	}
	for name, c := range map[string]struct {
		do   func(p *kit.PasswordField)
		want string
	}{
		"small":                  {func(p *kit.PasswordField) { p.Target().TypedRune('a') }, ""},
		"capital":                {func(p *kit.PasswordField) { p.Target().TypedRune('A') }, capsOn},
		"capital of two bytes":   {func(p *kit.PasswordField) { p.Target().TypedRune('Ä') }, capsOn},
		"Greek":                  {func(p *kit.PasswordField) { p.Target().TypedRune('Ω') }, capsOn},
		"no case":                {func(p *kit.PasswordField) { p.Target().TypedRune('ش'); p.Target().TypedRune('7') }, ""},
		"sharp s has no capital": {func(p *kit.PasswordField) { hold(p, desktop.KeyShiftLeft); p.Target().TypedRune('ß') }, ""},
		"Shift and small":        {func(p *kit.PasswordField) { hold(p, desktop.KeyShiftRight); p.Target().TypedRune('a') }, capsOn},
		"Shift and capital":      {func(p *kit.PasswordField) { hold(p, desktop.KeyShiftLeft); p.Target().TypedRune('A') }, ""},
		"Shift released": {func(p *kit.PasswordField) {
			hold(p, desktop.KeyShiftLeft)
			release(p, desktop.KeyShiftLeft)
			p.Target().TypedRune('A')
		}, capsOn},
		"a digit tells nothing": {func(p *kit.PasswordField) { p.Target().TypedRune('A'); p.Target().TypedRune('1') }, capsOn},
		"found out by typing":   {func(p *kit.PasswordField) { p.Target().TypedRune('A'); p.Target().TypedRune('a') }, ""},
	} {
		p, _ := hinting(t)
		c.do(p)
		equal(t, p.Hint(), c.want, name)
	}
	if runtime.GOOS == "darwin" {
		return
	}
	p, w := hinting(t)
	hold(p, desktop.KeyCapsLock)
	equal(t, p.Hint(), "", "Caps Lock pressed, from what nobody knows")
	p.Target().TypedRune('A')
	hold(p, desktop.KeyCapsLock)
	equal(t, p.Hint(), "", "Caps Lock pressed once more")
	hold(p, desktop.KeyCapsLock)
	equal(t, p.Hint(), capsOn, "and once more")
	w.Canvas().Focus(p.Eye())
	equal(t, p.Hint(), "", "when typing goes elsewhere")
	w.Canvas().Focus(p.Target())
	equal(t, p.Hint(), "", "Caps Lock may have changed meanwhile")
}

func TestBlankAtTheEndIsTold(t *testing.T) {
	p, w := hinting(t)
	size := p.MinSize()
	test.Type(p.Target(), "two ")
	equal(t, p.Hint(), blankAtEnd, "after a blank")
	equal(t, p.Target().(fyne.Accessible).AccessibilityLabel(), "Password, "+blankAtEnd, "what a screen reader says")
	equal(t, p.MinSize(), size, "size with a hint")
	test.Type(p.Target(), "w")
	equal(t, p.Hint(), "", "after a letter")
	p.SetText("")
	paste(p.Target(), "from a table ")
	equal(t, p.Hint(), blankAtEnd, "after pasting one")
	w.Canvas().Unfocus()
	equal(t, p.Hint(), blankAtEnd, "without the focus")
	p.SetError("Wrong.")
	equal(t, p.Target().(fyne.Accessible).AccessibilityLabel(), "Password, Wrong.", "an error goes before a hint")
	p.SetError("")
	p.ClearSecret()
	equal(t, p.Hint(), "", "with nothing in it")
	p.SetHints("", "")
	test.Type(p.Target(), "two ")
	equal(t, p.Hint(), "", "without words")
}

func TestTheEyeLeavesEnterToTheForm(t *testing.T) {
	p, _ := newPassword(t)
	submitted, back := 0, 0
	p.OnSubmit = func() { submitted++ }
	p.OnKey = func(e *fyne.KeyEvent) bool {
		if e.Name == fyne.KeyEscape {
			back++
			return true
		}
		return false
	}
	press(p.Eye(), fyne.KeyReturn, fyne.KeyEnter)
	equal(t, submitted, 2, "submits")
	equal(t, p.Revealed(), false, "revealed")
	press(p.Eye(), fyne.KeyEscape)
	equal(t, back, 1, "Escape on the eye")
	press(p.Eye(), fyne.KeySpace)
	equal(t, p.Revealed(), true, "revealed by Space")
	p.SetDisabled(true)
	press(p.Eye(), fyne.KeyReturn)
	equal(t, submitted, 2, "submits while disabled")
}

func TestTheMenuOfARevealedPasswordDoesNotCopy(t *testing.T) {
	for _, reveal := range []bool{false, true} {
		p, w := newPassword(t)
		test.Type(p.Target(), "secret")
		if reveal {
			p.Eye().Tapped(nil)
		}
		test.TapSecondary(p.Target().(fyne.SecondaryTappable))
		equal(t, p.Revealed(), reveal, "revealed behind the menu")
		menu := w.Canvas().Overlays().Top()
		if menu == nil {
			t.Fatal("no menu")
		}
		for _, o := range test.LaidOutObjects(menu) {
			if item, ok := o.(interface{ Text() string }); ok && (item.Text() == "Copy" || item.Text() == "Cut") {
				t.Errorf("the menu offers %s", item.Text())
			}
		}
	}
}

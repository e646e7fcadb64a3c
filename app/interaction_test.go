package app_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"github.com/vestibule-app/vestibule/app"
	"github.com/vestibule-app/vestibule/auth"
	"github.com/vestibule-app/vestibule/auth/emulator"
	"github.com/vestibule-app/vestibule/auth/stories"
	"github.com/vestibule-app/vestibule/screens"
	"github.com/vestibule-app/vestibule/screens/kit"
)

// TestInteraction holds the window against the rules of how it is used, one entry a rule.
func TestInteraction(t *testing.T) {
	for _, rule := range []struct {
		name string
		test func(*testing.T)
	}{
		{"focus lands on the first empty field, and on the password when the address is known", focusLands},
		{"Enter submits from the field, Escape and Alt+Left go back", enterAndBack},
		{"paste on a code screen goes into the code wherever the focus is", pasteAnywhere},
		{"in the code arrows move, Home and End jump, Backspace in an empty box goes left", codeKeys},
		{"the eye is a labelled tab stop that leaves Enter to the form", eyeIsAStop},
		{"a shown password hides after 30 s and when the window loses the focus", passwordHides},
		{"a password is never copied", passwordIsNotCopied},
		{"a code is spoken by its name and progress, and takes the digits of every script", codeIsOneEntry},
		{"a complete code is sent once, and a refused one not again", codeIsSentOnce},
		{"a resend empties the code first and sends nothing", resendClears},
		{"after a new code everything may be typed again", resendForgets},
		{"an error says what to do, its details open, and only the secret is cleared", errorsSayWhatToDo},
		{"a resend is possible after its time, whatever the clock did meanwhile", resendIsATime},
		{"after the third code there is another way", anotherWay},
		{"too many tries: until when, and the way to a new password", lockedOut},
		{"whether an account exists is told only where the brand wants it", neutralWords},
		{"the picker is used with arrows and Enter, and somebody new comes last", picker},
		{"one method skips the list, and rows of several are 64 high", methodRows},
		{"the splash comes first, and never a form that goes away again", splashFirst},
		{"the title never changes", titleStays},
	} {
		t.Run(rule.name, rule.test)
	}
}

// passwordOf is at the password of somebody who has one.
func passwordOf(t *testing.T) (*house, *kit.PasswordField) {
	t.Helper()
	h := goTo(t, "password", []string{"say username password@contoso.example"})
	return h, first[*kit.PasswordField](h.window)
}

// codeField is the code on show.
func (h *house) codeField() *kit.CodeField {
	h.t.Helper()
	return first[*kit.CodeField](h.window)
}

func focusLands(t *testing.T) {
	h, password := passwordOf(t)
	if h.focused() != password.Target() {
		t.Errorf("the focus is on %T", h.focused())
	}
	h.press(fyne.KeyEscape)
	h.settle("back")
	if f := first[*kit.Field](h.window); h.focused() != f.Target() || f.Text() != "password@contoso.example" {
		t.Errorf("the focus is on %T, and %q is in the field", h.focused(), f.Text())
	}
}

func enterAndBack(t *testing.T) {
	h, _ := passwordOf(t)
	h.fill(emulator.Password)
	h.enter()
	h.settle("enter")
	h.play("ask SignedIn")
	for _, back := range []func(h *house){
		func(h *house) { h.press(fyne.KeyEscape) },
		func(h *house) {
			h.frame.pane.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyLeft, Modifier: fyne.KeyModifierAlt})
		},
	} {
		h, _ := passwordOf(t)
		back(h)
		h.settle("back")
		h.play("ask EnterUsername")
	}
}

func pasteAnywhere(t *testing.T) {
	h := atCode(t)
	h.app.Window().Canvas().Focus(first[*kit.Link](h.window))
	app.Paste(h.app, "Contoso: "+stories.Newest(h.tenant)+" is your code.\r\nDo not share it.")
	h.settle("paste")
	h.play("ask SignedIn")
}

func codeKeys(t *testing.T) {
	h := atCode(t)
	h.fill("1234")
	h.press(fyne.KeyBackspace) // the caret is in the fifth box, which is empty
	h.press(fyne.KeyHome)
	test.Type(h.focused(), "9")
	h.press(fyne.KeyRight)
	test.Type(h.focused(), "8")
	h.press(fyne.KeyLeft)
	h.press(fyne.KeyLeft)
	test.Type(h.focused(), "7")
	h.press(fyne.KeyEnd)
	test.Type(h.focused(), "6")
	if got := h.codeField().Text(); got != "9786" {
		t.Errorf("the code is %s", got)
	}
}

func eyeIsAStop(t *testing.T) {
	h, password := passwordOf(t)
	if !slices.Contains(h.tabOrder(), fyne.Focusable(password.Eye())) {
		t.Error("Tab does not lead to the eye")
	}
	if password.Eye().AccessibilityLabel() != h.app.Words().Say("password.show") {
		t.Errorf("the eye is called %q", password.Eye().AccessibilityLabel())
	}
	h.app.Window().Canvas().Focus(password.Target())
	h.fill(emulator.Password)
	h.app.Window().Canvas().Focus(password.Eye())
	h.press(fyne.KeySpace)
	if !password.Revealed() {
		t.Error("Space does not use the eye")
	}
	h.enter()
	h.settle("enter on the eye")
	h.play("ask SignedIn")
}

func passwordHides(t *testing.T) {
	h, password := passwordOf(t)
	m := h.wind()
	password.Eye().Tapped(nil)
	m.pass(29 * time.Second)
	if !password.Revealed() {
		t.Error("it hides too early")
	}
	m.pass(30 * time.Second)
	if password.Revealed() {
		t.Error("it stays on show")
	}
	password.Eye().Tapped(nil)
	h.config.Fyne.Lifecycle().(interface{ OnExitedForeground() func() }).OnExitedForeground()()
	h.pump()
	if password.Revealed() {
		t.Error("it stays on show when the window has lost the focus")
	}
}

func passwordIsNotCopied(t *testing.T) {
	h, password := passwordOf(t)
	h.fill("secret-horse-7")
	clipboard := h.config.Fyne.Clipboard()
	clipboard.SetContent("before")
	for range 2 {
		keys := password.Target().(fyne.Shortcutable)
		keys.TypedShortcut(&fyne.ShortcutSelectAll{})
		keys.TypedShortcut(&fyne.ShortcutCopy{Clipboard: clipboard})
		keys.TypedShortcut(&fyne.ShortcutCut{Clipboard: clipboard})
		if clipboard.Content() != "before" || password.Text() != "secret-horse-7" {
			t.Errorf("%q was copied, %q is left", clipboard.Content(), password.Text())
		}
		password.Eye().Tapped(nil)
	}
}

func codeIsOneEntry(t *testing.T) {
	for _, digits := range []string{"1 2-3x4", "１２３４", "١٢٣٤", "۱۲۳۴", "१२३४"} {
		h := atCode(t)
		h.fill(digits)
		if got := h.codeField().Text(); got != "1234" {
			t.Errorf("%q becomes %q", digits, got)
		}
		said := h.focused().(fyne.Accessible).AccessibilityLabel()
		if !strings.HasPrefix(said, h.app.Words().Say("code.label")) || !strings.Contains(said, "4") || strings.Contains(said, "1234") {
			t.Errorf("a screen reader says %q", said)
		}
		h.end()
	}
}

func codeIsSentOnce(t *testing.T) {
	h := atCode(t)
	wrong := h.app.Words().Problem(&auth.Problem{Code: auth.WrongCode}, screens.Circumstance{Now: h.clock.Now()})
	for i := range 4 { // typed, pasted, and typed again after another
		switch i {
		case 2:
			h.fill("00000001")
		case 1:
			app.Paste(h.app, "0000 0000")
		default:
			h.fill("00000000")
		}
		h.enter()
		h.settle("wrong")
		h.must(wrong)
		if text := h.codeField().Text(); text != "" {
			t.Errorf("%q is left in the field", text)
		}
	}
	if n := h.wire.count("/token"); n != 2 {
		t.Errorf("two codes were sent %d times", n)
	}
}

func resendClears(t *testing.T) {
	h := atCode(t)
	h.pass(h.app.Step().(auth.EnterCode).ResendAt.Sub(h.clock.Now()))
	h.fill("1234567")
	h.click("code.resend")
	if text := h.codeField().Text(); text != "" {
		t.Errorf("%q is left in the field", text)
	}
	h.settle("resent")
	if n := h.wire.count("/token"); n != 0 {
		t.Errorf("%d codes were sent", n)
	}
	h.must(h.app.Words().Say("code.resent"))
	h.play("say code inbox", "ask SignedIn")
}

func resendForgets(t *testing.T) {
	h := atCode(t)
	h.play("say code 00000000", "ask EnterCode wrong_code")
	h.pass(h.app.Step().(auth.EnterCode).ResendAt.Sub(h.clock.Now()))
	h.click("code.resend")
	h.settle("resent")
	h.play("say code 00000000", "ask EnterCode wrong_code")
	if n := h.wire.count("/token"); n != 2 {
		t.Errorf("the code was sent %d times: after a new message it may be the right one", n)
	}
}

// rawCode is what no sentence may consist of.
var rawCode = regexp.MustCompile(`AADSTS\d+|[a-z]+_[a-z_]+`)

func errorsSayWhatToDo(t *testing.T) {
	h, password := passwordOf(t)
	h.play("say password wrong-horse-7", "ask EnterPassword wrong_password")
	if password.Error() == "" || rawCode.MatchString(password.Error()) {
		t.Errorf("the field says %q", password.Error())
	}
	if h.focused() != password.Target() || password.Text() != "" {
		t.Errorf("the focus is on %T, and the password is %q", h.focused(), password.Text())
	}
	said := password.Target().(fyne.Accessible).AccessibilityLabel()
	if !strings.Contains(said, password.Error()) {
		t.Errorf("a screen reader says %q", said)
	}
	h.must("password@contoso.example")
	id := auth.ProblemOf(h.app.Step()).CorrelationID
	h.mustNot(id)
	h.click("details.show")
	h.must(id)
	h.click("details.copy")
	if got := h.config.Fyne.Clipboard().Content(); !strings.Contains(got, id) || strings.Contains(got, "wrong-horse-7") {
		t.Errorf("%q was copied", got)
	}
}

func resendIsATime(t *testing.T) {
	h := atCode(t)
	at := h.app.Step().(auth.EnterCode).ResendAt
	h.clock.Advance(at.Sub(h.clock.Now()) - 7*time.Second) // asleep; no second was counted
	h.loop.fire()
	h.pump()
	h.must(h.app.Words().Plural("code.wait", 7))
	h.pass(7 * time.Second)
	h.must(h.app.Words().Say("code.resend"))
}

func anotherWay(t *testing.T) {
	h := goTo(t, "mfa", []string{"say username both@contoso.example", "say password Correct-Horse-1", "say pick sms"})
	for h.app.Step().(auth.EnterCode).Sends < 3 {
		h.mustNot(h.app.Words().Say("code.many_sms"))
		h.pass(h.app.Step().(auth.EnterCode).ResendAt.Sub(h.clock.Now()))
		h.click("code.resend")
		h.settle("resent")
	}
	h.must(h.app.Words().Say("code.many_sms"))
	h.click("action.method")
	h.settle("another method")
	h.play("ask ChooseMethod")
}

func lockedOut(t *testing.T) {
	h, password := passwordOf(t)
	h.play("weather locked 0 1", "say password Correct-Horse-1", "ask EnterPassword account_locked")
	p := auth.ProblemOf(h.app.Step())
	h.must(h.app.Words().Problem(p, screens.Circumstance{Now: h.clock.Now()}))
	if !p.RetryAt.IsZero() {
		h.must(h.app.Words().Clock(p.RetryAt.In(h.clock.Now().Location())))
	}
	if password.Text() != "Correct-Horse-1" {
		t.Error("the password is gone, although nobody said that it was wrong")
	}
	h.click("password.reset")
	h.settle("reset")
	h.play("ask EnterCode")
}

func neutralWords(t *testing.T) {
	for wording, key := range map[string]string{"neutral": "problem.user_not_found.neutral", "helpful": "problem.user_not_found"} {
		h := quiet(t, emulator.ClientPassword, func(h *house) { h.config.Settings.Wording = wording })
		h.settle("start")
		h.play("say username nobody@contoso.example")
		h.must(h.app.Words().Say(key))
		h.end()
	}
}

func picker(t *testing.T) {
	h := goTo(t, "password", []string{"say username password@contoso.example", "say password Correct-Horse-1", "click signed_in.other"})
	rows := all[*kit.Row](h.window)
	if len(rows) != 2 || rows[1].Title() != h.app.Words().Say("accounts.add") {
		t.Fatalf("%d rows, the last is %q", len(rows), rows[len(rows)-1].Title())
	}
	if h.focused() != fyne.Focusable(rows[0]) {
		t.Errorf("the focus is on %T", h.focused())
	}
	h.press(fyne.KeyDown)
	if h.focused() != fyne.Focusable(rows[1]) {
		t.Errorf("Down leads to %T", h.focused())
	}
	h.press(fyne.KeyUp)
	h.press(fyne.KeyDown)
	h.enter()
	h.settle("somebody new")
	h.play("ask EnterUsername")
}

func methodRows(t *testing.T) {
	h := goTo(t, "mfa", []string{"say username sms@contoso.example", "say password Correct-Horse-1"})
	if slices.Contains(h.shown, "methods") || h.kind() != "code" {
		t.Errorf("one method leads over %v", h.shown)
	}
	h.end()
	h = goTo(t, "mfa", []string{"say username both@contoso.example", "say password Correct-Horse-1"})
	rows := all[*kit.Row](h.window)
	if len(rows) != 2 {
		t.Fatalf("%d rows", len(rows))
	}
	for _, row := range rows {
		if row.Size().Height < 64 || row.Subtitle() == "" {
			t.Errorf("the row of %q is %v high and says %q", row.Title(), row.Size().Height, row.Subtitle())
		}
	}
}

func splashFirst(t *testing.T) {
	h := goTo(t, "password", []string{"say username password@contoso.example", "say password Correct-Horse-1"})
	h.reopen()
	if want := []string{"splash", "signedIn"}; !slices.Equal(h.shown, want) {
		t.Errorf("the window shows %v, not %v", h.shown, want)
	}
}

func titleStays(t *testing.T) {
	h, _ := passwordOf(t)
	h.play("say password Correct-Horse-1", "ask SignedIn")
	if len(h.frame.titles) != 1 || !strings.Contains(h.frame.titles[0], "Vestibule") {
		t.Errorf("the titles were %q", h.frame.titles)
	}
}

package app_test

import (
	"fmt"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"github.com/vestibule-app/vestibule/app"
	"github.com/vestibule-app/vestibule/auth"
	"github.com/vestibule-app/vestibule/auth/emulator"
	"github.com/vestibule-app/vestibule/auth/stories"
	"github.com/vestibule-app/vestibule/screens"
	"github.com/vestibule-app/vestibule/screens/kit"
)

// places are ways to every kind of screen, and where Esc leads from there.
var places = []struct {
	name, app string
	way       []string // lines of a story, or "click KEY"
	back      string   // kind of screen that Esc leads to
}{
	{"start", "", nil, "start"}, // there is nothing behind it
	{"connect", "", []string{"click start.connect"}, "start"},
	{"username", "password", nil, "start"},
	{"password", "password", []string{"say username password@contoso.example"}, "username"},
	{"email code", "otp", []string{"say username otp@contoso.example"}, "username"},
	{"methods", "mfa", []string{"say username both@contoso.example", "say password Correct-Horse-1"}, "username"},
	{"chosen code", "mfa", []string{"say username both@contoso.example", "say password Correct-Horse-1", "say pick sms"}, "methods"},
	{"only code", "mfa", []string{"say username sms@contoso.example", "say password Correct-Horse-1"}, "username"},
	{"browser", "browser", []string{"say username password@contoso.example"}, "username"},
	{"ended", "confidential", []string{"say username password@contoso.example"}, "username"},
	{"username after a refusal", "password", []string{"say username nobody@contoso.example"}, "start"},
	{"password after a refusal", "password", []string{"say username password@contoso.example", "say password no"}, "username"},
	{"code after a refusal", "otp", []string{"say username otp@contoso.example", "say code 00000000"}, "username"},
	{"offline", "password", []string{"say username password@contoso.example", "weather offline", "say password Correct-Horse-1"}, "username"},
	{"somebody new to the tenant", "password", []string{"sign up"}, "username"}, // of a sign-in
	{"code of a new account", "password", []string{"sign up", "say username ada@contoso.example"}, "username"},
	{"new password", "password", []string{"sign up", "say username ada@contoso.example", "say code inbox"}, "username"},
	{"new password after a refusal", "password", []string{"sign up", "say username ada@contoso.example", "say code inbox", "say new Contoso-1"}, "username"},
	{"attributes", "otp", []string{"sign up", "say username ada@contoso.example", "say code inbox"}, "username"},
	{"attributes after a refusal", "otp", []string{"sign up", "say username ada@contoso.example", "say code inbox", "say attributes displayName=Ada"}, "username"},
	{"address exists", "password", []string{"sign up", "say username password@contoso.example"}, "start"},
	{"forgotten", "password", []string{"reset password"}, "username"},
	{"code of a reset", "password", []string{"say username password@contoso.example", "say forgot"}, "username"},
	{"new password of a reset", "password", []string{"say username password@contoso.example", "say forgot", "say code inbox"}, "username"},
	{"waiting", "password", []string{"say username password@contoso.example", "say forgot", "say code inbox", "weather offline 1 2", "say new Battery-Staple-2"}, "username"},
	{"password has to change", "password", []string{"say username expired@contoso.example", "say password Correct-Horse-1"}, "username"},
	{"registration", "mfa", []string{"say username new@contoso.example", "say password Correct-Horse-1"}, "username"},
	{"code of a registration", "mfa", []string{"say username new@contoso.example", "say password Correct-Horse-1", "say register sms +4915112345678"}, "register"},
	{"locked out", "password", []string{"say username password@contoso.example", "weather locked 0 1", "say password Correct-Horse-1"}, "username"},
	{"signed in", "password", []string{"say username password@contoso.example", "say password Correct-Horse-1"}, "signedIn"}, // home
	{"accounts", "password", []string{"say username password@contoso.example", "say password Correct-Horse-1", "click signed_in.other"}, "accounts"},
	{"somebody new", "password", []string{"say username password@contoso.example", "say password Correct-Horse-1", "click signed_in.other", "click accounts.add"}, "accounts"},
}

// goTo takes a new window to a place.
func goTo(t *testing.T, appName string, way []string) *house {
	t.Helper()
	h := quiet(t, stories.ClientIDs[appName], func(h *house) { h.config.Settings.Given = false })
	h.settle("start")
	for _, step := range way {
		var key string
		if n, _ := fmt.Sscanf(step, "click %s", &key); n == 1 {
			h.click(key)
			h.look()
			h.settle(step)
			continue
		}
		h.play(step)
	}
	return h
}

func (h *house) kind() string { return fmt.Sprintf("%T", h.app.Screen())[len("*screens."):] }

// tabOrder presses Tab until the focus is where it was.
func (h *house) tabOrder() []fyne.Focusable {
	h.t.Helper()
	canvas := h.app.Window().Canvas()
	canvas.Unfocus()
	var order []fyne.Focusable
	for range 100 {
		canvas.FocusNext()
		f := canvas.Focused()
		if f == nil || slices.Contains(order, f) {
			return order
		}
		order = append(order, f)
	}
	h.t.Fatalf("Tab never comes back: %d stops", len(order))
	return nil
}

// TestPlaces: from every screen Esc and Alt+Left go back; the focus is where typing goes on; Tab reaches all that can be
// used and nothing that cannot be seen; and the title is always the same.
func TestPlaces(t *testing.T) {
	for _, p := range places {
		t.Run(p.name, func(t *testing.T) {
			h := goTo(t, p.app, p.way)
			h.focusIsRight()
			seen := map[fyne.CanvasObject]bool{}
			for _, o := range h.objects() {
				seen[o] = true
			}
			order := h.tabOrder()
			for _, f := range order {
				if !seen[f.(fyne.CanvasObject)] {
					t.Errorf("Tab leads to %T, which cannot be seen", f)
				}
				if d, ok := f.(fyne.Disableable); ok && d.Disabled() {
					t.Errorf("Tab leads to %T, which is disabled", f)
				}
			}
			for o := range seen {
				f, ok := o.(fyne.Focusable)
				if d, off := o.(fyne.Disableable); !ok || off && d.Disabled() {
					continue
				}
				if !slices.Contains(order, f) {
					t.Errorf("Tab never leads to %T", o)
				}
			}
			if len(order) == 0 {
				t.Error("Tab leads nowhere")
			}

			before := h.kind()
			for _, how := range []string{"Esc", "Esc with a focus", "Alt+Left"} {
				if how != "Esc" {
					h = goTo(t, p.app, p.way)
				}
				switch how {
				case "Esc": // with the focus on the last stop of Tab
				case "Esc with a focus":
					h.app.Screen().Focus(h.app.Window().Canvas())
				}
				if how == "Alt+Left" {
					h.frame.pane.TypedShortcut(
						&desktop.CustomShortcut{KeyName: fyne.KeyLeft, Modifier: fyne.KeyModifierAlt})
				} else {
					h.press(fyne.KeyEscape)
				}
				h.look()
				h.settle(how)
				if h.kind() != p.back {
					t.Errorf("%s leads from %s to %s, not to %s", how, before, h.kind(), p.back)
				}
			}
			if want := h.app.Words().Say("window.title", screens.Params{"Brand": "Vestibule"}); !slices.Equal(h.frame.titles, []string{want}) {
				t.Errorf("the title was %q", h.frame.titles)
			}
		})
	}
}

// focusIsRight holds the focus against the rule: the first empty field, else the way on.
func (h *house) focusIsRight() {
	h.t.Helper()
	f := h.focused()
	if f == nil {
		h.t.Errorf("%s: nothing has the focus", h.kind())
		return
	}
	var fields []fyne.Focusable
	for _, o := range h.objects() {
		switch o := o.(type) {
		case *kit.CodeField:
			fields = append(fields, o.Target())
		case interface {
			Target() fyne.Focusable
			Text() string
		}:
			if o.Text() == "" || h.kind() == "username" {
				fields = append(fields, o.Target())
			}
		}
	}
	if h.kind() == "browser" { // its field is the exception: only for when the browser cannot come back by itself
		fields = nil
	}
	if len(fields) > 0 && f != fields[0] {
		h.t.Errorf("%s: the focus is on %T and not in the first empty field", h.kind(), f)
	}
}

// TestEnter: Enter submits from every field, from the main button, and when a click beside everything has taken the
// focus away; the keypad's Enter too.
func TestEnter(t *testing.T) {
	for _, from := range []string{"field", "button", "nowhere"} {
		for _, key := range []fyne.KeyName{fyne.KeyReturn, fyne.KeyEnter} {
			h := quiet(t, emulator.ClientMFA)
			h.settle("start")
			press := func(what string) {
				t.Helper()
				canvas := h.app.Window().Canvas()
				switch from {
				case "button":
					canvas.Focus(first[*kit.Button](h.window))
				case "nowhere":
					canvas.Unfocus()
				}
				h.press(key)
				h.settle(what)
			}
			h.fill("sms@contoso.example")
			press("username")
			h.play("ask EnterPassword")
			press("no password")
			h.must(h.app.Words().Say("password.missing"))
			h.app.Screen().Focus(h.app.Window().Canvas())
			h.fill(emulator.Password)
			press("password")
			h.play("ask EnterCode sms")
			h.fill("12")
			press("half a code")
			h.must(h.app.Words().Say("code.incomplete", screens.Params{"Length": len(stories.Newest(h.tenant))}))
			h.play("say code inbox", "ask SignedIn")
			h.end()
		}
	}
}

// TestEnterNowhere: without a focus Enter presses no button that nobody has pointed at.
func TestEnterNowhere(t *testing.T) {
	h := goTo(t, "password", []string{"say username password@contoso.example", "say password Correct-Horse-1"})
	h.app.Window().Canvas().Unfocus()
	h.enter()
	h.settle("enter")
	h.play("ask SignedIn")
	if h.focused() == nil {
		t.Error("Enter does not even bring the focus back")
	}
}

// TestPasteAnywhere: on the screen that asks for a code, a paste goes into the code wherever the focus is, and a
// complete one is sent.
func TestPasteAnywhere(t *testing.T) {
	for _, where := range []string{"nowhere", "button", "link", "field"} {
		h := atCode(t)
		code := stories.Newest(h.tenant)
		h.config.Fyne.Clipboard().SetContent("Your code is " + code[:4] + " " + code[4:] + "\r\n")
		canvas := h.app.Window().Canvas()
		switch where {
		case "nowhere":
			canvas.Unfocus()
		case "button":
			canvas.Focus(first[*kit.Button](h.window))
		case "link":
			canvas.Focus(first[*kit.Link](h.window))
		}
		paste := &fyne.ShortcutPaste{Clipboard: h.config.Fyne.Clipboard()}
		if into, ok := canvas.Focused().(fyne.Shortcutable); ok { // as the real driver does
			into.TypedShortcut(paste)
		} else {
			h.frame.pane.TypedShortcut(paste)
		}
		h.settle("paste " + where)
		h.play("ask SignedIn otp@contoso.example")
		h.end()
	}
}

// TestCodeOnce: a complete code is sent by itself once; a refused one not again until it is another.
func TestCodeOnce(t *testing.T) {
	h := atCode(t)
	sent := func() int { return h.wire.count("/token") }
	h.fill("0000000")
	if sent() != 0 {
		t.Fatal("half a code was sent")
	}
	app.Paste(h.app, "00000000")
	h.settle("wrong")
	h.play("ask EnterCode wrong_code")
	if sent() != 1 {
		t.Fatalf("the code was sent %d times", sent())
	}
	for range 3 { // the same again, typed and pasted
		h.fill("00000000")
		h.settle("again")
		app.Paste(h.app, "00000000")
		h.settle("again")
	}
	if sent() != 1 {
		t.Errorf("a refused code was sent %d times", sent())
	}
	h.fill("00000001")
	h.settle("another")
	h.play("ask EnterCode wrong_code")
	if sent() != 2 {
		t.Errorf("another code was not sent: %d", sent())
	}
	h.play("say code inbox", "ask SignedIn")
	if sent() != 3 {
		t.Errorf("%d codes were sent", sent())
	}
}

// TestResendOnlyWhenAllowed: before its time there is nothing to click, and a click that was under way asks for nothing.
func TestResendOnlyWhenAllowed(t *testing.T) {
	h := atCode(t)
	asked := h.wire.count("/challenge")
	label := h.app.Words().Say("code.resend")
	h.mustNot(label)
	for _, link := range hidden[*kit.Link](h) {
		if link.Label() == label {
			link.Tapped(nil)
		}
	}
	h.settle("too early")
	if n := h.wire.count("/challenge"); n != asked {
		t.Fatalf("a code was asked for too early: %d", n)
	}
	h.pass(h.app.Step().(auth.EnterCode).ResendAt.Sub(h.clock.Now()))
	h.must(label)
	old := stories.Newest(h.tenant)
	h.fill(old[:3])
	h.click("code.resend")
	h.settle("resent")
	if field := first[*kit.CodeField](h.window); field.Text() != "" {
		t.Errorf("half of the old code is still there: %q", field.Text())
	}
}

// TestRefusalFocus: after a refusal and after a failure the focus is in the field, wherever the answer was sent from.
func TestRefusalFocus(t *testing.T) {
	h := goTo(t, "password", []string{"say username password@contoso.example"})
	field := first[*kit.PasswordField](h.window)
	for _, weather := range []string{"none", "offline"} {
		h.play("weather " + weather)
		h.app.Window().Canvas().Focus(field.Target())
		h.fill("wrong-horse-7")
		h.app.Window().Canvas().Focus(first[*kit.Button](h.window))
		h.enter()
		h.settle(weather)
		if h.focused() != field.Target() {
			t.Errorf("%s: the focus is on %T", weather, h.focused())
		}
	}
}

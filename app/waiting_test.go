package app_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"github.com/vestibule-app/vestibule/app"
	"github.com/vestibule-app/vestibule/auth"
	"github.com/vestibule-app/vestibule/auth/emulator"
	"github.com/vestibule-app/vestibule/screens/kit"
)

const freshPassword = "Battery-Staple-2"

// slowTenant is a window on which a password was reset, of a tenant that needs many polls to say so. Between two polls it
// sleeps until the gate lets it on.
func slowTenant(t *testing.T) (h *house, gate chan struct{}) {
	t.Helper()
	gate = make(chan struct{})
	h = quiet(t, emulator.ClientPassword, func(h *house) {
		h.tenant.PollsInProgress = 3
		h.config.Sleep = func(ctx context.Context, d time.Duration) error {
			select {
			case <-gate:
				h.clock.Advance(d)
			case <-ctx.Done():
			}
			return ctx.Err()
		}
	})
	h.settle("start")
	h.play("reset password", "say username password@contoso.example", "say code inbox", "ask EnterNewPassword reset")
	h.fill(freshPassword)
	h.enter()
	h.loop.until(t, "the wait", func() bool { _, ok := h.app.Step().(auth.Waiting); return ok })
	return h, gate
}

// TestWaits: while the tenant sets the password the window waits by itself, shows the time pass, and goes on when it is
// set. Nothing is on the way that would make the screen busy.
func TestWaits(t *testing.T) {
	h, gate := slowTenant(t)
	for _, b := range all[*kit.Button](h.window) {
		if b.Busy() {
			t.Errorf("%q is busy", b.Label())
		}
	}
	if h.loop.pending() != 1 {
		t.Errorf("%d timers while the time is shown to pass", h.loop.pending())
	}
	before := h.text()
	h.pass(3 * time.Second)
	if h.text() == before {
		t.Errorf("the time stands still: %q", before)
	}
	h.pass(8 * time.Second)
	h.mustNot(h.app.Words().Say("busy.slow")) // waiting is what it is for
	close(gate)
	h.settle("set")
	h.play("ask SignedIn kept password@contoso.example")
	if n := h.wire.count("/poll_completion"); n < 4 {
		t.Errorf("the tenant was asked %d times", n)
	}
	if h.loop.pending() != 0 {
		t.Errorf("%d timers afterwards", h.loop.pending())
	}
}

// TestWaitEnded: Esc and the link end the wait, at once and for good; so do another choice and closing the window.
func TestWaitEnded(t *testing.T) {
	for _, way := range []string{"esc", "waiting.stop", "leave", "close"} {
		h, gate := slowTenant(t)
		polls := h.wire.count("/poll_completion")
		switch way {
		case "esc":
			h.press(fyne.KeyEscape)
		case "leave":
			app.Leave(h.app)
		case "close":
			h.end() // waits for all goroutines
			continue
		default:
			h.click(way)
		}
		h.settle(way)
		if way == "leave" {
			h.play("ask EnterUsername sign_in")
		} else {
			h.play("ask EnterUsername sign_in reset_unconfirmed password@contoso.example")
		}
		close(gate)
		h.crew.Wait()
		h.pump()
		if n := h.wire.count("/poll_completion"); n != polls {
			t.Errorf("%s: %d polls more", way, n-polls)
		}
		if strings.Contains(h.text(), h.app.Words().Say("waiting.stop")) {
			t.Errorf("%s: the window still waits: %q", way, h.text())
		}
		h.end()
	}
}

// TestWaitAgain: a wait that failed is taken up again by the person, and shows the time pass again.
func TestWaitAgain(t *testing.T) {
	h := quiet(t, emulator.ClientPassword)
	h.settle("start")
	h.play("reset password", "say username password@contoso.example", "say code inbox", "weather offline 1 2", "say new "+freshPassword, "fail offline")
	if h.loop.pending() != 0 {
		t.Errorf("%d timers although nobody waits", h.loop.pending())
	}
	if what, ok := h.focused().(interface{ Label() string }); !ok || what.Label() != h.app.Words().Say("action.retry") {
		t.Errorf("the focus is on %T", h.focused())
	}
	sends := h.wire.sends()
	h.pass(3 * time.Minute) // of the five in which the tenant may be asked
	if n := h.wire.sends() - sends; n != 0 {
		t.Errorf("%d requests although nobody did anything", n)
	}
	h.play("say wait", "ask SignedIn kept password@contoso.example")
	if n := h.wire.count("/submit"); n != 1 {
		t.Errorf("the new password was sent %d times", n)
	}
}

// TestLockedOutResets: who is locked out reads until when and is offered a reset, which ends the lock-out.
func TestLockedOutResets(t *testing.T) {
	h := quiet(t, emulator.ClientPassword, func(h *house) { h.tenant.PasswordTries = 2 })
	h.settle("start")
	h.play("say username password@contoso.example", "say password wrong-1", "say password wrong-2", "say password "+emulator.Password,
		"ask EnterPassword account_locked")
	p := auth.ProblemOf(h.app.Step())
	h.must(h.app.Words().Clock(p.RetryAt.In(h.clock.Now().Location())))
	h.click("password.reset")
	h.settle("reset")
	h.play("ask EnterCode email reset password@contoso.example", "say code inbox", "say new "+freshPassword, "ask SignedIn kept password@contoso.example")
}

// TestRegion: a number as people write it at home is one of the country of the settings, else of the system.
func TestRegion(t *testing.T) {
	for _, c := range []struct{ region, locale, typed, sent string }{
		{"DE", "en-US", "0151 12345678", "+4915112345678"},
		{"", "de-DE", "0151 12345678", "+4915112345678"},
		{"", "en-GB", "07400 123456", "+447400123456"},
		{"DE", "de-DE", "+33 6 12 34 56 78", "+33612345678"},
	} {
		h := quiet(t, emulator.ClientMFA, func(h *house) { h.config.Settings.Region, h.config.Locale = c.region, c.locale })
		h.settle("start")
		h.play("say username new@contoso.example", "say password "+emulator.Password, "ask RegisterMethod sms", "say register sms "+c.typed, "ask EnterCode sms register")
		if sent := h.tenant.Messages(""); len(sent) != 1 || sent[0].To != c.sent {
			t.Errorf("%q in %q, %q: sent to %+v", c.typed, c.region, c.locale, sent)
		}
		h.end()
	}
}

// TestAttributesOfSettings: what the settings say about a user flow is what the person sees, in their language.
func TestAttributesOfSettings(t *testing.T) {
	s, err := app.ReadText([]byte(`[[attribute]]
name = "displayName"
required = true
label = { en = "What shall we call you?", de = "Wie heißen Sie?" }

[[attribute]]
name = "city"
kind = "one_of"
options = ["Bern", "Graz"]
hint = { de = "Die nächste Filiale" }
`), "file.toml")
	if err != nil {
		t.Fatal(err)
	}
	for tag, words := range map[string][]string{"en": {"What shall we call you? *", "Bern", "Graz"}, "de": {"Wie heißen Sie? *", "Die nächste Filiale", "Graz"}} {
		h := quiet(t, emulator.ClientPassword, func(h *house) { h.config.Settings.Attributes, h.config.Settings.Lang = s.Attributes, tag })
		h.settle("start")
		h.play("sign up", "say username ada@new.example", "say code inbox", "say new "+freshPassword, "ask EnterAttributes displayName city? city:one_of")
		for _, w := range words {
			h.must(w)
		}
		h.play("say attributes displayName=Ada_Lovelace city=Graz", "ask SignedIn kept ada@new.example")
		h.end()
	}
}

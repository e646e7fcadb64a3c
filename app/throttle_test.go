package app_test

import (
	"testing"
	"time"

	"github.com/vestibule-app/vestibule/auth"
	"github.com/vestibule-app/vestibule/auth/emulator"
	"github.com/vestibule-app/vestibule/auth/stories"
	"github.com/vestibule-app/vestibule/screens"
)

// sends counts all that was ever sent.
func (w *wire) sends() int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return len(w.sent)
}

// TestNothingAgainByItself: whatever the tenant or the network refused, nothing is sent again by itself, not even when
// the time that the tenant named has come; the person reads that time on a clock, and the same answer then works.
func TestNothingAgainByItself(t *testing.T) {
	for _, c := range []struct {
		name, app string
		lines     []string
		timed     bool // the tenant names a time
		then      []string
	}{
		{"throttled at the address", "password", []string{"weather throttled 0 1", "say username password@contoso.example", "ask EnterUsername throttled"}, true,
			[]string{"say username password@contoso.example", "ask EnterPassword"}},
		{"throttled at the password", "password", []string{"say username password@contoso.example", "weather throttled 0 1", "say password Correct-Horse-1",
			"ask EnterPassword throttled"}, true, []string{"say password Correct-Horse-1", "ask SignedIn kept"}},
		{"throttled at the code", "otp", []string{"say username otp@contoso.example", "weather throttled 0 1", "say code inbox", "ask EnterCode throttled"}, true, nil},
		{"throttled at the resend", "otp", []string{"say username otp@contoso.example", "clock 61s", "weather throttled 0 1", "say resend", "ask EnterCode throttled"}, true,
			[]string{"say resend", "ask EnterCode"}},
		{"locked out", "password", []string{"say username password@contoso.example", "weather locked 0 1", "say password Correct-Horse-1", "ask EnterPassword account_locked"}, true,
			[]string{"say password Correct-Horse-1", "ask SignedIn kept"}},
		{"no more codes", "otp", []string{"say username otp@contoso.example", "clock 61s", "weather too_many_codes 0 1", "say resend", "ask EnterCode too_many_codes"}, false, nil},
		{"offline", "password", []string{"say username password@contoso.example", "weather offline 0 1", "say password Correct-Horse-1", "fail offline"}, false,
			[]string{"say password Correct-Horse-1", "ask SignedIn kept"}},
		{"server error", "password", []string{"say username password@contoso.example", "weather server_error 0 1", "say password Correct-Horse-1", "fail server"}, false,
			[]string{"say password Correct-Horse-1", "ask SignedIn kept"}},
		{"throttled at a new account", "password", []string{"sign up", "weather throttled 0 1", "say username ada@new.example", "ask EnterUsername sign_up throttled"}, true,
			[]string{"say username ada@new.example", "ask EnterCode sign_up"}},
		{"throttled at the new password", "password", []string{"sign up", "say username ada@new.example", "say code inbox", "weather throttled 0 1",
			"say new Battery-Staple-2", "ask EnterNewPassword throttled"}, true, []string{"say new Battery-Staple-2", "ask EnterAttributes displayName"}},
		{"throttled at the attributes", "otp", []string{"sign up", "say username ada@new.example", "say code inbox", "weather throttled 0 1",
			"say attributes displayName=Ada " + emulator.Membership + "=AB1234", "ask EnterAttributes throttled"}, true, []string{"say attributes", "ask SignedIn kept"}},
		{"throttled at the reset", "password", []string{"say username password@contoso.example", "weather throttled 0 1", "say forgot", "ask EnterPassword throttled"}, true,
			[]string{"say forgot", "ask EnterCode reset"}},
		{"throttled at the registration", "mfa", []string{"say username new@contoso.example", "say password Correct-Horse-1", "weather throttled 0 1",
			"say register sms +4915112345678", "ask RegisterMethod throttled"}, true, nil},
		{"wrong password", "password", []string{"say username password@contoso.example", "say password no", "ask EnterPassword wrong_password"}, false, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			h := quiet(t, stories.ClientIDs[c.app], func(h *house) { h.tenant.ContinuationLife = time.Hour })
			h.settle("start")
			h.play(c.lines...)
			p := auth.ProblemOf(h.app.Step())
			if c.timed {
				if p == nil || !p.RetryAt.After(h.clock.Now()) {
					t.Fatalf("nobody knows until when: %+v", p)
				}
				h.must(h.app.Words().Problem(p, screens.Circumstance{Now: h.clock.Now()}))
				h.must(h.app.Words().Clock(p.RetryAt.In(h.clock.Now().Location())))
			}
			h.crew.Wait() // the metadata is fetched beside the conversation
			h.pump()
			before := h.wire.sends()
			for range 600 {
				h.pass(time.Second)
			}
			h.crew.Wait()
			h.pump()
			if n := h.wire.sends() - before; n != 0 {
				t.Errorf("%d requests in ten minutes in which nobody did anything", n)
			}
			h.play(c.then...)
		})
	}
}

// TestNothingAgainAtHome: nor does a session that could not be checked ask again by itself.
func TestNothingAgainAtHome(t *testing.T) {
	for _, weather := range []string{"offline", "throttled", "server_error"} {
		h := quiet(t, emulator.ClientPassword)
		h.settle("start")
		h.signIn("password@contoso.example")
		h.play("weather " + weather)
		h.reopen()
		h.play("ask SignedIn kept session_offline")
		h.crew.Wait()
		before := h.wire.sends()
		for range 600 {
			h.pass(time.Second)
		}
		if n := h.wire.sends() - before; n != 0 {
			t.Errorf("%s: %d requests in ten minutes in which nobody did anything", weather, n)
		}
		h.end()
	}
}

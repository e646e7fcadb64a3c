package app_test

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"github.com/vestibule-app/vestibule/app"
	"github.com/vestibule-app/vestibule/auth"
	"github.com/vestibule-app/vestibule/auth/emulator"
	"github.com/vestibule-app/vestibule/screens"
	"github.com/vestibule-app/vestibule/screens/kit"
)

// atPassword is a window that asks for a password.
func atPassword(t *testing.T, change ...func(*house)) *house {
	t.Helper()
	h := quiet(t, emulator.ClientPassword, change...)
	h.settle("start")
	h.play("ask EnterUsername", "say username password@contoso.example", "ask EnterPassword")
	return h
}

// atCode is a window that asks for a code from a mail.
func atCode(t *testing.T, change ...func(*house)) *house {
	t.Helper()
	h := quiet(t, emulator.ClientOTP, change...)
	h.settle("start")
	h.play("say username otp@contoso.example", "ask EnterCode email")
	return h
}

// TestMash: however often and however long Enter is pressed, an answer is sent once.
func TestMash(t *testing.T) {
	h := atPassword(t)
	held := h.wire.holds("/token", false)
	h.fill(emulator.Password)
	for range 40 { // as a key that is held down repeats
		h.enter()
		app.Key(h.app, &fyne.KeyEvent{Name: fyne.KeyReturn})
	}
	h.click("action.sign_in")
	<-held
	for range 10 {
		h.enter()
		h.click("action.browser")
	}
	h.wire.release()
	h.settle("signed in")
	h.play("ask SignedIn")
	for _, endpoint := range []string{"/initiate", "/challenge", "/token"} {
		if n := h.wire.count(endpoint); n != 1 {
			t.Errorf("%s was asked %d times", endpoint, n)
		}
	}
}

// TestBusyThenSlow: the screen is busy before the key is up again; after eight seconds it says so and offers to stop;
// stopping keeps what was typed, and the same can be sent again.
func TestBusyThenSlow(t *testing.T) {
	h := atPassword(t)
	held := h.wire.holds("/token", false)
	h.fill(emulator.Password)
	h.enter()
	button := first[*kit.Button](h.window)
	if !button.Busy() {
		t.Fatal("the button is not busy when Enter returns")
	}
	<-held
	slow := h.app.Words().Say("busy.slow")
	h.pass(8*time.Second - time.Millisecond)
	h.mustNot(slow)
	h.pass(time.Millisecond)
	h.must(slow)
	h.click("action.cancel")
	h.settle("cancelled")
	h.must(h.app.Words().Failure(screens.Failure{Kind: auth.FailureCancelled}, screens.Circumstance{Now: h.clock.Now()}))
	if button.Busy() {
		t.Error("the button is still busy")
	}
	if !holdsText(h.app.Screen().Content(), emulator.Password) {
		t.Error("what was typed is gone")
	}
	if h.focused() == nil {
		t.Error("nothing has the focus")
	}
	h.mustNot(slow)
	h.pass(time.Minute) // no timer of the old task rings
	h.mustNot(slow)
	h.wire.release()
	h.enter()
	h.settle("again")
	h.play("ask SignedIn")
}

// TestStuckTriesAgain: after twenty seconds the same answer can be given once more, with what was typed; the first one is
// given up, and the time begins anew.
func TestStuckTriesAgain(t *testing.T) {
	h := atPassword(t)
	held := h.wire.holds("/token", false)
	h.fill(emulator.Password)
	h.enter()
	<-held
	say := h.app.Words().Say
	h.pass(8 * time.Second)
	h.pass(12*time.Second - time.Millisecond)
	h.must(say("busy.slow"))
	h.mustNot(say("action.retry"))
	h.pass(time.Millisecond)
	h.must(say("busy.stuck"))
	h.click("action.retry")
	await(t, "the second try", func() bool {
		h.pump()
		return h.wire.count("/token") == 2
	})
	h.mustNot(say("busy.stuck"))
	if !first[*kit.Button](h.window).Busy() {
		t.Error("the button is not busy any more")
	}
	h.pass(8 * time.Second)
	h.must(say("busy.slow"))
	h.wire.release()
	h.settle("again")
	h.play("ask SignedIn")
	if n := h.wire.count("/token"); n != 2 {
		t.Errorf("the password was sent %d times", n)
	}
}

// TestEscapeStops: while an answer is under way Esc stops it, and the question stands.
func TestEscapeStops(t *testing.T) {
	h := atPassword(t)
	held := h.wire.holds("/token", false)
	h.fill(emulator.Password)
	h.enter()
	<-held
	h.press(fyne.KeyEscape)
	h.settle("stopped")
	h.play("ask EnterPassword")
	h.press(fyne.KeyEscape)
	h.settle("back")
	h.play("ask EnterUsername password@contoso.example")
}

// TestLateAnswer: an answer that comes after the person has left changes nothing, neither the screen nor who is
// signed in.
func TestLateAnswer(t *testing.T) {
	h := atPassword(t, func(h *house) { h.config.Settings.Given = false })
	held := h.wire.holds("/token", true)
	h.fill(emulator.Password)
	h.enter()
	<-held
	app.Leave(h.app) // as a choice elsewhere in the window does; no key can, while the answer is under way
	h.look()
	h.play("ask EnterUsername")
	h.fill("otp@contoso.example")
	h.shown = nil
	h.wire.release()
	h.crew.Wait() // the old answer is here now
	h.pump()
	h.play("ask EnterUsername")
	if len(h.shown) != 1 {
		t.Errorf("the late answer showed %v", h.shown)
	}
	if !holdsText(h.app.Screen().Content(), "otp@contoso.example") {
		t.Error("the late answer took away what was typed")
	}
	if h.app.Busy() {
		t.Error("something is under way")
	}
}

// TestCloseWhileHanging: closing the window ends a request that hangs, and every goroutine.
func TestCloseWhileHanging(t *testing.T) {
	for _, endpoint := range []string{"/initiate", "/openid-configuration"} {
		h := quiet(t, emulator.ClientPassword, func(h *house) {
			if endpoint == "/openid-configuration" {
				h.wire.holds(endpoint, false)
			}
		})
		h.settle("start")
		if endpoint == "/initiate" {
			held := h.wire.holds(endpoint, false)
			h.fill("password@contoso.example")
			h.enter()
			<-held
		}
		h.wire.keep() // nobody lets go of it: closing must do
		h.end()
	}
}

// TestCountdown: the clock of a code moves once a second, by one timer, and stands still when nothing counts.
func TestCountdown(t *testing.T) {
	h := atCode(t)
	step := h.app.Step().(auth.EnterCode)
	left := int(step.ResendAt.Sub(h.clock.Now()) / time.Second)
	if left < 10 {
		t.Fatalf("a new code may be asked for in %d seconds", left)
	}
	resend := h.app.Words().Say("code.resend")
	for n := left; n > 0; n-- {
		if got := h.loop.pending(); got != 1 {
			t.Fatalf("%d timers with %d seconds left", got, n)
		}
		h.must(h.app.Words().Plural("code.wait", n))
		h.mustNot(resend)
		h.pass(time.Second)
	}
	h.must(resend)
	if got := h.loop.pending(); got != 0 {
		t.Errorf("%d timers although nothing counts", got)
	}
	h.play("say resend", "ask EnterCode")
	h.mustNot(resend)
	if got := h.loop.pending(); got != 1 {
		t.Errorf("%d timers after the resend", got)
	}
	for range 3 { // a question in place adds no timer
		h.play("say code 00000000", "ask EnterCode wrong_code")
		h.fill("1")
	}
	if got := h.loop.pending(); got != 1 {
		t.Errorf("%d timers after refusals", got)
	}
	h.press(fyne.KeyEscape)
	h.settle("back")
	h.play("ask EnterUsername")
	if got := h.loop.pending(); got != 0 {
		t.Errorf("%d timers on a screen that counts nothing", got)
	}
}

// TestLockedOutCounts: the time of a lock-out passes on the screen, and then the clock stands still.
func TestLockedOutCounts(t *testing.T) {
	h := atPassword(t)
	h.play("weather locked 0 1", "say password wrong", "ask EnterPassword account_locked")
	p := auth.ProblemOf(h.app.Step())
	if p.RetryAt.IsZero() {
		t.Fatal("nobody knows until when")
	}
	now := h.app.Words().Say("retry.now")
	for h.clock.Now().Before(p.RetryAt) {
		h.mustNot(now)
		if h.loop.pending() != 1 {
			t.Fatalf("%d timers while it counts", h.loop.pending())
		}
		h.pass(time.Second)
	}
	h.must(now)
	if h.loop.pending() != 0 {
		t.Errorf("%d timers afterwards", h.loop.pending())
	}
}

// TestThrottledFailureCounts: so does the time that a failure names.
func TestThrottledFailureCounts(t *testing.T) {
	h := atPassword(t)
	h.play("weather server_error 0 1", "say password "+emulator.Password, "fail server")
	if h.loop.pending() != 0 {
		t.Errorf("%d timers although nothing counts", h.loop.pending())
	}
	h.play("weather throttled 0 1")
	h.enter()
	h.settle("throttled")
	p := auth.ProblemOf(h.app.Step())
	if p == nil || p.RetryAt.IsZero() {
		t.Fatalf("the problem is %+v", p)
	}
	if h.loop.pending() != 1 {
		t.Errorf("%d timers while it counts", h.loop.pending())
	}
}

// TestAnotherConversation: nothing that was typed in one conversation is on the first screen of the next.
func TestAnotherConversation(t *testing.T) {
	h := quiet(t, emulator.ClientPassword)
	h.settle("start")
	h.fill("otp@contoso.example")
	before := h.app.Screen()
	app.Leave(h.app)
	h.settle("another")
	if h.app.Screen() == before || holdsText(h.app.Window().Content(), "otp@contoso.example") {
		t.Errorf("the next conversation begins with %q", h.text())
	}
}

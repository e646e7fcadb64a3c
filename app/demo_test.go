package app_test

import (
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"github.com/vestibule-app/vestibule/app"
	"github.com/vestibule-app/vestibule/auth"
	"github.com/vestibule-app/vestibule/auth/emulator"
	"github.com/vestibule-app/vestibule/screens"
	"github.com/vestibule-app/vestibule/screens/kit"
)

// atDemo is a window on which the demo has just been chosen.
func atDemo(t *testing.T) *house {
	t.Helper()
	h := quiet(t, "", func(h *house) { h.wire.next = http.DefaultTransport })
	h.click("start.demo")
	h.look()
	h.settle("demo")
	h.play("ask EnterUsername")
	return h
}

// messages are the rows of the inbox, the newest first.
func (h *house) messages() []*kit.Row {
	return slices.DeleteFunc(all[*kit.Row](h.window), func(r *kit.Row) bool { return strings.Trim(r.Title(), "0123456789") != "" })
}

// try clicks a person in the drawer.
func (h *house) try(username string) {
	h.t.Helper()
	for _, row := range all[*kit.Row](h.window) {
		if row.Subtitle() == username {
			row.Tapped(nil)
			h.look()
			h.settle("try " + username)
			return
		}
	}
	h.t.Fatalf("nobody is %s in %q", username, h.text())
}

// TestDemo: the first start, every person, the inbox, and the start after it.
func TestDemo(t *testing.T) {
	h := atDemo(t)
	ribbon := h.app.Words().Say("demo.ribbon")
	h.must(ribbon)
	h.must(h.app.Words().Say("demo.inbox.empty"))
	if size := h.app.Window().Canvas().Size(); size.Width < 740 {
		t.Errorf("the window is %v, too narrow for the inbox beside the screen", size)
	}
	s, err := app.ReadSettings([]string{"--dir", h.config.Settings.Dir}, nil, io.Discard)
	if err != nil || !s.Demo || s.Authority != "" {
		t.Fatalf("the next start reads %+v, %v", s, err)
	}

	h.try("otp@contoso.example")
	h.play("ask EnterCode otp@contoso.example email")
	inbox := h.messages()
	if len(inbox) != 1 || !strings.Contains(inbox[0].Subtitle(), "otp@contoso.example") {
		t.Fatalf("the inbox holds %d messages; the window reads %q", len(inbox), h.text())
	}
	inbox[0].Tapped(nil) // fills the code in, and a complete code goes by itself
	h.settle("code")
	h.play("ask SignedIn kept otp@contoso.example")
	h.must(ribbon)

	h.clock.Advance(time.Minute) // the list knows who was last
	h.try("sms@contoso.example") // although somebody is signed in
	h.play("ask EnterPassword sms@contoso.example")
	fill := h.app.Words().Say("demo.fill", screens.Params{"Password": emulator.Password})
	h.fill("half a pass")
	h.tap(line("fill"), fill)
	h.enter()
	h.settle("password")
	h.play("ask EnterCode sms second_factor")
	h.tap(line("fill"), fill) // is for passwords only
	if field := first[*kit.CodeField](h.window); field.Text() != "" {
		t.Errorf("the password went into the code: %q", field.Text())
	}
	inbox = h.messages()
	if len(inbox) != 2 || !strings.Contains(inbox[0].Subtitle(), "+1") {
		t.Fatalf("the inbox holds %d messages; the window reads %q", len(inbox), h.text())
	}
	inbox[0].Tapped(nil)
	h.settle("text")
	h.play("ask SignedIn kept sms@contoso.example")

	h.try("federated@contoso.example")
	h.play("ask OpenBrowser federated@contoso.example")
	h.press(fyne.KeyEscape)
	h.settle("given up")
	h.play("ask EnterUsername")
	h.press(fyne.KeyEscape) // somebody is known, so there is a way back
	h.settle("accounts")
	if got := h.describe(); got[0] != "Accounts" || len(all[*kit.Row](h.window)) < 3 {
		t.Errorf("the way back leads to %v", got)
	}

	s.Lang, s.Log = "en", "debug"
	h.config.Settings = s
	h.reopen() // another port, the same tenant
	h.play("ask SignedIn kept sms@contoso.example")
	h.must(ribbon)
	if !slices.Equal(h.shown, []string{"splash", "signedIn"}) {
		t.Errorf("the start showed %v", h.shown)
	}

	h.click("demo.leave")
	h.look()
	h.settle("left")
	h.mustNot(ribbon)
	h.must(h.app.Words().Say("start.connect"))
	h.end()
	if s, err = app.ReadSettings([]string{"--dir", h.config.Settings.Dir}, nil, io.Discard); err != nil || s.Demo {
		t.Errorf("after leaving, the next start reads %+v, %v", s, err)
	}
}

// TestDemoPeople: a click on a person leads to the question that shows what is special about them, from wherever one is.
func TestDemoPeople(t *testing.T) {
	h := atDemo(t)
	for range 2 {
		for _, p := range []struct{ username, asks string }{
			{"password@contoso.example", "EnterPassword"},
			{"otp@contoso.example", "EnterCode"},
			{"both@contoso.example", "EnterPassword"},
			{"federated@contoso.example", "OpenBrowser"},
			{"new@contoso.example", "EnterPassword"},
			{"expired@contoso.example", "EnterPassword"},
			{"sms@contoso.example", "EnterPassword"},
		} {
			h.try(p.username)
			h.play("ask " + p.asks + " " + p.username)
		}
		h.try("both@contoso.example")
		h.tap(line("fill"), h.app.Words().Say("demo.fill", screens.Params{"Password": emulator.Password}))
		h.enter()
		h.settle("password")
		h.play("ask ChooseMethod both@contoso.example")
	}
}

// signUpInDemo makes an account by the drawer, as a person does, and reads the newest code in the inbox.
func (h *house) signUpInDemo(key, address string) {
	h.t.Helper()
	for _, row := range all[*kit.Row](h.window) {
		if row.Title() == h.app.Words().Say(key) {
			row.Tapped(nil)
		}
	}
	h.look()
	h.settle(key)
	h.play("ask EnterUsername sign_up", "say username "+address, "ask EnterCode email sign_up")
	if inbox := h.messages(); len(inbox) == 0 || !strings.Contains(inbox[0].Subtitle(), address) {
		h.t.Fatalf("nothing for %s in %q", address, h.text())
	}
	h.fillCode()
}

// fillCode clicks the newest message.
func (h *house) fillCode() {
	h.t.Helper()
	h.messages()[0].Tapped(nil)
	h.settle("code")
}

// TestDemoAccounts: accounts of both kinds can be made in the demo, where the optional attribute is asked for too and the
// tenant's own one has words; they are there at the next start.
func TestDemoAccounts(t *testing.T) {
	h := atDemo(t)
	h.signUpInDemo("demo.create.password", "ada@new.example")
	h.play("ask EnterNewPassword sign_up")
	h.tap(line("fill"), h.app.Words().Say("demo.fill", screens.Params{"Password": emulator.Password}))
	h.enter()
	h.settle("password")
	h.play("ask EnterAttributes displayName city?", "say attributes displayName=Ada_Lovelace city=London", "ask SignedIn kept ada@new.example")
	h.must("Ada Lovelace")

	h.clock.Advance(time.Minute)
	h.signUpInDemo("demo.create.code", "bob@new.example")
	h.play("ask EnterAttributes displayName " + emulator.Membership)
	h.must(h.app.Words().Say("demo.membership.hint"))
	h.play("say attributes displayName=Bob "+emulator.Membership+"=nonsense", "ask EnterAttributes attribute_invalid !"+emulator.Membership,
		"say attributes "+emulator.Membership+"=AB1234", "ask SignedIn kept bob@new.example")

	h.config.Settings.Demo = true
	h.reopen() // another port, the same people
	h.play("ask SignedIn kept bob@new.example", "sign out")
	h.click("accounts.add")
	h.settle("add")
	h.try("password@contoso.example") // to the app with passwords
	h.press(fyne.KeyEscape)
	h.settle("back")
	h.play("say username ada@new.example", "ask EnterPassword ada@new.example", "say password "+emulator.Password, "ask SignedIn kept ada@new.example")
}

// TestDemoChanges: who must register a method or change the password can, and has at the next start.
func TestDemoChanges(t *testing.T) {
	h := atDemo(t)
	const fresh = "Battery-Staple-2"
	h.try("expired@contoso.example")
	h.play("say password "+emulator.Password, "ask EnterCode reset password_expired")
	h.fillCode()
	h.play("ask EnterNewPassword reset")
	h.tap(line("fill"), h.app.Words().Say("demo.fill", screens.Params{"Password": emulator.Password})) // that is the old one
	if field := first[*kit.PasswordField](h.window); field.Text() != "" {
		t.Errorf("the old password was filled in for the new one")
	}
	h.play("say new "+fresh, "ask SignedIn kept expired@contoso.example")

	h.try("new@contoso.example")
	h.play("say password "+emulator.Password, "ask RegisterMethod email sms", "say register sms +4915112345678",
		"ask EnterCode sms register")
	h.fillCode()
	h.play("ask SignedIn kept new@contoso.example")

	h.config.Settings.Demo = true
	h.reopen()
	h.try("expired@contoso.example")
	h.play("say password "+emulator.Password, "ask EnterPassword wrong_password", "say password "+fresh, "ask SignedIn kept expired@contoso.example")
	h.try("new@contoso.example")
	h.play("say password "+emulator.Password, "ask EnterCode sms second_factor")
}

// TestDemoNarrow: where there is no room beside the screen the inbox lies on top of it, only when asked for, and goes
// by itself when it has been of use.
func TestDemoNarrow(t *testing.T) {
	h := atDemo(t)
	h.app.Window().Resize(fyne.NewSize(460, 700))
	words := h.app.Words()
	if len(h.messages()) != 0 || h.reads(words.Say("demo.people.title")) {
		t.Fatalf("the inbox hides the screen: %q", h.text())
	}
	h.play("say username both@contoso.example", "ask EnterPassword") // of the app with a password
	h.click("action.browser")
	h.settle("browser")
	h.press(fyne.KeyEscape)
	h.settle("back")
	h.tap(line("show"), words.Say("demo.inbox.open"))
	h.mustNot(words.Say("username.title"))
	h.try("otp@contoso.example")
	h.play("ask EnterCode email")
	h.mustNot(words.Say("demo.people.title"))
	h.tap(line("show"), words.Plural("demo.inbox.show", 1))
	h.messages()[0].Tapped(nil)
	h.settle("code")
	h.play("ask SignedIn")
	h.tap(line("show"), words.Say("demo.inbox.open")) // seen
	h.click("demo.inbox.hide")
	h.must(words.Say("signed_in.sign_out"))
}

// TestDemoLeftWithMailUnderWay: a message that arrives when the demo has just been left is nobody's.
func TestDemoLeftWithMailUnderWay(t *testing.T) {
	h := atDemo(t)
	before := len(h.loop.queue)
	h.fill("otp@contoso.example")
	h.tryAsync("otp@contoso.example")
	await(t, "a message", func() bool { return len(h.loop.queue) > before })
	h.click("demo.leave")
	h.settle("left")
	h.must(h.app.Words().Say("start.demo"))
	h.click("start.demo") // a second demo has an inbox of its own
	h.settle("demo again")
	h.must(h.app.Words().Say("demo.inbox.empty"))
}

// tryAsync clicks a person and waits for nothing.
func (h *house) tryAsync(username string) {
	for _, row := range all[*kit.Row](h.window) {
		if row.Subtitle() == username {
			row.Tapped(nil)
		}
	}
}

// TestDemoLeftAtStart: the demo can be left while it is still looked up who is signed in.
func TestDemoLeftAtStart(t *testing.T) {
	h := atDemo(t)
	h.try("otp@contoso.example")
	h.messages()[0].Tapped(nil)
	h.settle("code")
	h.play("ask SignedIn kept")
	slow := &slowVault{Vault: h.config.Vault, gate: make(chan struct{}), asked: make(chan struct{}, 64)}
	h.config.Vault, h.config.Settings.Demo = slow, true
	h.end()
	h.open()
	await(t, "the list", func() bool { h.pump(); return len(slow.asked) > 0 })
	h.click("demo.leave")
	close(slow.gate)
	h.settle("left")
	h.crew.Wait() // whoever looked has found somebody
	h.pump()
	h.must(h.app.Words().Say("start.demo"))
}

// TestDemoFails: a demo that cannot be opened says so at the choice. A tenant that was given is taken from there, and then
// there is no way back to a choice.
func TestDemoFails(t *testing.T) {
	for _, given := range []bool{false, true} {
		h := quiet(t, emulator.ClientPassword, func(h *house) {
			h.config.Settings.Demo, h.config.Settings.Given, h.config.Settings.ResponseMode = true, given, "fragment"
		})
		h.settle("start")
		words := h.app.Words()
		h.must(words.Failure(screens.Failure{Kind: auth.FailureGarbage}, screens.Circumstance{Now: h.clock.Now()}))
		h.must(words.Say("start.demo"))
		h.click("start.connect")
		h.settle("tenant")
		if back := h.reads(words.Say("action.back")); back == given {
			t.Errorf("given %v: a way back to the choice: %v", given, back)
		}
		h.end()
	}
}

// TestDemoStopped: who does not want to wait for the demo is back at the choice, and nothing is remembered.
func TestDemoStopped(t *testing.T) {
	gate := make(chan struct{})
	h := quiet(t, "", func(h *house) {
		h.wire.next = http.DefaultTransport
		h.config.Spawn = func(f func()) {
			h.crew.Go(func() {
				<-gate
				f()
			})
		}
	})
	say := h.app.Words().Say
	h.click("start.demo")
	h.look()
	h.mustNot(say("busy.slow"))
	h.pass(8 * time.Second)
	h.must(say("busy.slow"))
	h.click("action.cancel")
	close(gate)
	h.settle("stopped")
	h.must(say("start.connect"))
	h.mustNot(say("demo.ribbon"))
	if s, err := app.ReadSettings([]string{"--dir", h.config.Settings.Dir}, nil, io.Discard); err != nil || s.Demo {
		t.Errorf("the next start reads %+v, %v", s, err)
	}
	h.click("start.demo") // and it can be had after all
	h.settle("demo")
	h.must(say("demo.ribbon"))
}

// Whoever walks through the drawer with the Tab key sees where they are, in a window too low for all of it.
func TestTheDrawerFollowsTheFocus(t *testing.T) {
	for _, width := range []float32{800, 480} { // beside the screen, and on top of it
		h := atDemo(t)
		w := h.app.Window()
		w.Resize(fyne.NewSize(width, 560))
		if width < 740 {
			h.click("demo.inbox.open")
		}
		driver := fyne.CurrentApp().Driver()
		rows, hidden := all[*kit.Row](h.window), 0
		if len(rows) < 8 {
			t.Fatalf("there are %d rows", len(rows))
		}
		seen := func(row *kit.Row) bool {
			top := driver.AbsolutePositionForObject(row).Y
			return top >= 44 && top+row.Size().Height <= 560
		}
		for range 2 { // down, and up again
			for _, row := range rows {
				if !seen(row) {
					hidden++
				}
				w.Canvas().Focus(row)
				if !seen(row) {
					t.Errorf("%v wide: %q has the focus at %v", width, row.Subtitle(), driver.AbsolutePositionForObject(row))
				}
			}
			slices.Reverse(rows)
		}
		if hidden == 0 {
			t.Errorf("%v wide: all rows fit, so nothing was tried", width)
		}
	}
}

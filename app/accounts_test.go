package app_test

import (
	"context"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"github.com/vestibule-app/vestibule/auth"
	"github.com/vestibule-app/vestibule/auth/emulator"
	"github.com/vestibule-app/vestibule/auth/stories"
	"github.com/vestibule-app/vestibule/screens"
	"github.com/vestibule-app/vestibule/screens/kit"
)

func line(verb string) stories.Line { return stories.Line{Verb: verb} }

// slowVault answers for the account list only when it is told to.
type slowVault struct {
	auth.Vault
	gate  chan struct{}
	asked chan struct{}
}

func (v *slowVault) List(ctx context.Context) ([]byte, error) {
	v.asked <- struct{}{}
	select {
	case <-v.gate:
	case <-ctx.Done():
		<-v.gate // a keychain does not care that its caller has left
	}
	return v.Vault.List(context.WithoutCancel(ctx))
}

// account is the row of an account in the list.
func (h *house) account(username string) *kit.Row {
	h.t.Helper()
	i := slices.IndexFunc(h.known(), func(s string) bool { return s == username })
	rows := all[*kit.Row](h.window)
	if i < 0 || i >= len(rows) {
		h.t.Fatalf("%s is not in %q", username, h.text())
	}
	return rows[i]
}

// known are the accounts in the vault's list, the last used first, as the screen shows them.
func (w *window) known() []string {
	w.t.Helper()
	c, err := auth.NewClient(auth.Config{ClientID: w.config.Settings.ClientID, Authority: "contoso", Vault: w.config.Vault, Now: w.clock.Now})
	if err != nil {
		w.t.Fatal(err)
	}
	accounts, err := c.Accounts(context.Background())
	if err != nil {
		w.t.Fatal(err)
	}
	var names []string
	for _, a := range accounts {
		names = append(names, a.Username)
	}
	return names
}

// signIn signs somebody in by password.
func (h *house) signIn(username string) {
	h.t.Helper()
	h.clock.Advance(2 * time.Second) // the list knows who was last
	h.play("say username "+username, "ask EnterPassword", "say password "+emulator.Password, "ask SignedIn kept "+username)
}

// TestAccounts: the list restores who is signed in, leads straight to the password of who is not, removes, and adds.
func TestAccounts(t *testing.T) {
	h := quiet(t, emulator.ClientPassword)
	h.settle("start")
	const anna, omar = "password@contoso.example", "both@contoso.example"
	h.signIn(anna)
	h.click("signed_in.other")
	h.settle("accounts")
	h.signIn(omar)
	h.play("sign out")
	if got := h.describe(); got[0] != "Accounts" {
		t.Fatalf("signing out leads to %v", got)
	}
	words := h.app.Words()
	if row := h.account(anna); !strings.Contains(row.Subtitle(), words.Say("accounts.signed_in")) {
		t.Errorf("%s: %q", anna, row.Subtitle())
	}
	if row := h.account(omar); !strings.Contains(row.Subtitle(), words.Say("accounts.signed_out")) {
		t.Errorf("%s: %q", omar, row.Subtitle())
	}
	if h.focused() != fyne.Focusable(all[*kit.Row](h.window)[0]) {
		t.Errorf("the focus is on %T", h.focused())
	}
	if len(h.opened) != 0 {
		t.Errorf("the browser was opened with %s for an account that never was in it", <-h.opened)
	}

	tokens := h.wire.count("/token")
	h.account(anna).Tapped(nil)
	h.settle("restored")
	h.play("ask SignedIn kept " + anna)
	if n := h.wire.count("/token") - tokens; n > 1 {
		t.Errorf("restoring took %d requests", n)
	}
	h.click("signed_in.other")
	h.settle("accounts")
	h.account(omar).Tapped(nil)
	h.settle("signed out")
	h.play("ask EnterPassword " + omar)
	if h.focused() != first[*kit.PasswordField](h.window).Target() {
		t.Errorf("the focus is on %T", h.focused())
	}
	h.press(fyne.KeyEscape)
	h.settle("back")
	h.play("ask EnterUsername " + omar)
	h.press(fyne.KeyEscape)
	h.settle("back again")

	rows := all[*kit.Row](h.window)
	h.remove(anna)
	if got := all[*kit.Row](h.window); len(got) != len(rows)-1 {
		t.Errorf("%d rows became %d: %q", len(rows), len(got), h.text())
	}
	if left := h.known(); !slices.Equal(left, []string{omar}) {
		t.Errorf("the list holds %v", left)
	}
	h.click("accounts.add")
	h.settle("add")
	h.play("ask EnterUsername")
	if field := first[*kit.Field](h.window); field.Text() != "" {
		t.Errorf("somebody new is already %q", field.Text())
	}
	h.press(fyne.KeyEscape)
	h.settle("back")
	h.remove(omar)
	h.play("ask EnterUsername") // nobody is left to choose from
	if list, err := h.config.Vault.List(context.Background()); err != nil || strings.Contains(string(list), "@contoso.example") {
		t.Errorf("the list still holds %s, %v", list, err)
	}
}

// TestPickedAgain: the list stays on show, busy, until the tenant has said how an account that is signed out goes on; no
// other question is seen before that one. When nobody answers it is still there to pick from.
func TestPickedAgain(t *testing.T) {
	h := quiet(t, emulator.ClientPassword)
	h.settle("start")
	const omar = "both@contoso.example"
	h.signIn(omar)
	h.play("sign out", "ask Accounts")
	h.shown = nil

	held := h.wire.holds("/initiate", false)
	h.account(omar).Tapped(nil)
	<-held
	if row := h.account(omar); h.kind() != "accounts" || !row.Disabled() {
		t.Errorf("meanwhile it shows %v", h.describe())
	}
	slow := h.app.Words().Say("busy.slow")
	h.pass(8 * time.Second)
	h.must(slow)
	h.click("action.cancel")
	h.settle("stopped")
	h.must(h.app.Words().Failure(screens.Failure{Kind: auth.FailureCancelled}, screens.Circumstance{Now: h.clock.Now()}))
	h.mustNot(slow)
	h.wire.release()

	h.play("weather server_error")
	h.account(omar).Tapped(nil)
	h.settle("trouble")
	h.play("ask Accounts", "weather none")
	h.account(omar).Tapped(nil)
	h.settle("again")
	h.play("ask EnterPassword " + omar)
	if !slices.Equal(h.shown, []string{"accounts", "password"}) {
		t.Errorf("it showed %v", h.shown)
	}
	h.press(fyne.KeyEscape)
	h.settle("back")
	h.press(fyne.KeyEscape)
	h.settle("back again")

	deserted := emulator.BuiltIn()
	deserted.Users = nil
	h.wire.next = (&emulator.Tenant{Now: h.clock.Now, PasswordCost: 1, Directory: &deserted}).Transport()
	h.shown = nil
	h.look()
	h.account(omar).Tapped(nil)
	h.settle("gone")
	h.play("ask EnterUsername user_not_found " + omar)
	if !slices.Equal(h.shown, []string{"accounts", "username"}) {
		t.Errorf("it showed %v", h.shown)
	}
}

// TestSignOutOfTheBrowser: an account that was signed in there is signed out there, one that was not is not.
func TestSignOutOfTheBrowser(t *testing.T) {
	h := quiet(t, emulator.ClientPassword)
	h.settle("start")
	h.play("say username federated@contoso.example", "ask OpenBrowser", "web federated@contoso.example go", "ask SignedIn kept federated@contoso.example")
	for len(h.opened) > 0 {
		<-h.opened
	}
	h.click("signed_in.sign_out")
	h.settle("signed out")
	h.loop.until(t, "the browser", func() bool { h.crew.Wait(); return len(h.opened) > 0 })
	u, err := url.Parse(<-h.opened)
	if err != nil || u.Host != stories.Host || !strings.HasSuffix(u.Path, "/logout") || strings.Contains(u.String(), "federated") {
		t.Errorf("the browser was opened with %v, %v", u, err)
	}
}

// TestRememberedStart: a start with a remembered account shows the splash and then home, and nothing between, whatever
// the network and the keychain say.
func TestRememberedStart(t *testing.T) {
	for _, c := range []struct {
		name  string
		lines []string
		asks  string
		shown []string
	}{
		{"silent", nil, "ask SignedIn kept", []string{"splash", "signedIn"}},
		{"offline", []string{"weather offline"}, "ask SignedIn kept session_offline", []string{"splash", "signedIn"}},
		{"trouble", []string{"weather server_error"}, "ask SignedIn kept session_offline", []string{"splash", "signedIn"}},
		{"keychain locked", []string{"vault locked"}, "ask EnterUsername vault_locked password@contoso.example", []string{"splash", "username"}},
		{"keychain hung", []string{"vault hung"}, "ask EnterUsername vault_hung password@contoso.example", []string{"splash", "username"}},
		{"revoked", []string{"revoke password@contoso.example"}, "ask EnterUsername session_expired password@contoso.example", []string{"splash", "username"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			h := quiet(t, emulator.ClientPassword)
			h.settle("start")
			if !slices.Equal(h.shown, []string{"splash", "username"}) {
				t.Errorf("the first start showed %v", h.shown)
			}
			h.signIn("password@contoso.example")
			h.play(c.lines...)
			h.reopen()
			h.play(c.asks)
			if !slices.Equal(h.shown, c.shown) {
				t.Errorf("the start showed %v", h.shown)
			}
		})
	}
}

// TestExpiredAmongOthers: when the session of the last account has expired, the way back leads to the other accounts.
func TestExpiredAmongOthers(t *testing.T) {
	h := quiet(t, emulator.ClientPassword)
	h.settle("start")
	h.signIn("password@contoso.example")
	h.click("signed_in.other")
	h.settle("accounts")
	h.signIn("both@contoso.example")
	h.play("revoke both@contoso.example")
	h.reopen()
	h.play("ask EnterUsername session_expired both@contoso.example")
	h.press(fyne.KeyEscape)
	h.settle("back")
	h.account("password@contoso.example").Tapped(nil)
	h.settle("other")
	h.play("ask SignedIn kept password@contoso.example")
}

// TestRetry: what was offline at the start is checked again when the person asks for it.
func TestRetry(t *testing.T) {
	h := quiet(t, emulator.ClientPassword)
	h.settle("start")
	h.signIn("password@contoso.example")
	h.play("weather offline")
	h.reopen()
	h.play("ask SignedIn kept session_offline")
	h.click("signed_in.check")
	h.settle("still offline")
	h.play("ask SignedIn kept session_offline", "weather none")
	h.click("signed_in.check")
	h.settle("checked")
	h.play("ask SignedIn kept")
	h.mustNot(h.app.Words().Say("problem.session_offline"))
	h.play("weather offline")
	h.reopen()
	h.play("ask SignedIn kept session_offline", "weather none", "revoke password@contoso.example")
	h.click("signed_in.check")
	h.settle("expired")
	h.play("ask EnterUsername session_expired password@contoso.example")
}

// TestSlowStart: while the splash waits for somebody who does not answer, Esc leads to the form, and so does Cancel, which
// is offered when it takes long.
func TestSlowStart(t *testing.T) {
	for _, way := range []string{"esc", "action.cancel"} {
		h := quiet(t, emulator.ClientPassword)
		h.settle("start")
		h.signIn("password@contoso.example")
		h.end()
		held := h.wire.holds("/token", false)
		h.open()
		<-held
		if !slices.Equal(h.shown, []string{"splash"}) {
			t.Fatalf("the start showed %v", h.shown)
		}
		if way == "esc" {
			h.press(fyne.KeyEscape)
		} else {
			slow := h.app.Words().Say("busy.slow")
			h.pass(8*time.Second - time.Millisecond)
			h.mustNot(slow)
			h.pass(time.Millisecond)
			h.must(slow)
			h.click(way)
		}
		h.settle("stopped")
		h.play("ask EnterUsername password@contoso.example")
		h.wire.release()
		h.play("say username password@contoso.example", "ask EnterPassword")
		h.end()
	}
}

// TestStopped: who stops the look for a session stays where they were, and keeps the session.
func TestStopped(t *testing.T) {
	h := quiet(t, emulator.ClientPassword)
	h.settle("start")
	h.signIn("password@contoso.example")
	h.play("weather offline")
	h.reopen()
	h.play("ask SignedIn session_offline", "weather none")
	stopped := h.app.Words().Failure(screens.Failure{Kind: auth.FailureCancelled}, screens.Circumstance{Now: h.clock.Now()})
	held := h.wire.holds("/token", false)
	h.click("signed_in.check")
	<-held
	h.press(fyne.KeyEscape)
	h.settle("stopped")
	if h.kind() != "signedIn" {
		t.Fatalf("it leads to %v", h.describe())
	}
	h.must(stopped)
	h.click("signed_in.other")
	h.settle("accounts")
	h.account("password@contoso.example").Tapped(nil)
	<-held
	h.press(fyne.KeyEscape)
	h.settle("stopped")
	h.must(stopped)
	h.wire.release()
	h.account("password@contoso.example").Tapped(nil)
	h.settle("again")
	h.play("ask SignedIn kept")
}

// TestSlowList: the way to the accounts is busy at once, and takes no answer meanwhile.
func TestSlowList(t *testing.T) {
	slow := &slowVault{Vault: stories.NewVault(), gate: make(chan struct{}), asked: make(chan struct{}, 64)}
	close(slow.gate)
	h := quiet(t, emulator.ClientPassword, func(h *house) { h.config.Vault = slow })
	h.settle("start")
	h.signIn("password@contoso.example")
	slow.gate = make(chan struct{})
	h.click("signed_in.other")
	for _, link := range all[*kit.Link](h.window) {
		if link.Label() == h.app.Words().Say("signed_in.other") && !link.Disabled() {
			t.Error("the link is not busy")
		}
	}
	close(slow.gate)
	h.settle("accounts")
	if got := h.describe(); got[0] != "Accounts" {
		t.Errorf("it leads to %v", got)
	}
}

// TestAnotherTenant: whoever chose the tenant may choose another one, and may think better of it.
func TestAnotherTenant(t *testing.T) {
	h := atStart(t, func(h *house) { h.config.Settings.Given = false })
	h.settle("start")
	h.click("start.connect")
	h.connect("contoso", emulator.ClientPassword)
	h.settle("connect")
	h.signIn("password@contoso.example")
	h.play("sign out", "ask Accounts")
	h.click("accounts.tenant")
	if h.kind() != "ConnectScreen" {
		t.Fatalf("the way to another tenant leads to %s", h.kind())
	}
	h.press(fyne.KeyEscape)
	h.settle("back")
	h.play("ask Accounts")
	h.click("accounts.tenant")
	h.connect("contoso", emulator.ClientMFA)
	h.settle("connect")
	h.play("ask EnterUsername") // nobody is known to that app
	h.press(fyne.KeyEscape)
	h.settle("back")

	h = quiet(t, emulator.ClientPassword) // given from outside: nobody's choice
	h.settle("start")
	h.signIn("password@contoso.example")
	h.play("sign out", "ask Accounts")
	h.mustNot(h.app.Words().Say("accounts.tenant"))
}

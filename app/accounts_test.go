package app_test

import (
	"context"
	"io"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"github.com/vestibule-app/vestibule/app"
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

// three signs three people in, one after the other, the last of them out again.
func three(t *testing.T, change ...func(*house)) (h *house, anna, omar, nell string) {
	t.Helper()
	h = quiet(t, emulator.ClientPassword, change...)
	h.settle("start")
	anna, omar, nell = "password@contoso.example", "both@contoso.example", "new@contoso.example"
	h.signIn(anna)
	for _, name := range []string{omar, nell} {
		h.click("signed_in.other")
		h.settle("accounts")
		h.click("accounts.add")
		h.settle("add")
		h.signIn(name)
	}
	return h, anna, omar, nell
}

// secretsKept counts the refresh tokens in the keychain of the accounts that the list says are signed in.
func (h *house) secretsKept() int {
	h.t.Helper()
	list, err := h.config.Vault.List(context.Background())
	if err != nil {
		h.t.Fatal(err)
	}
	return strings.Count(string(list), `"signed_in": true`)
}

// TestThreeAccounts: three people on one computer have a session each. One is left for another without a password; one
// signs out and the others stay; one is removed and the others stay.
func TestThreeAccounts(t *testing.T) {
	h, anna, omar, nell := three(t)
	if got := h.known(); !slices.Equal(got, []string{nell, omar, anna}) {
		t.Fatalf("the list holds %v", got)
	}
	if n := h.secretsKept(); n != 3 {
		t.Errorf("%d sessions are kept", n)
	}
	posts := stories.Posts(h.tenant)
	for _, name := range []string{anna, omar, nell, anna} {
		h.clock.Advance(2 * time.Second)
		h.click("signed_in.other")
		h.settle("accounts")
		h.account(name).Tapped(nil)
		h.settle(name)
		h.play("ask SignedIn kept " + name)
	}
	if n := stories.Posts(h.tenant) - posts; n != 0 {
		t.Errorf("going from one to the other took %d requests although all are fresh", n)
	}
	h.play("sign out", "ask Accounts")
	if n := h.secretsKept(); n != 2 {
		t.Errorf("%d sessions are kept after one signed out", n)
	}
	h.account(anna).Tapped(nil) // knows who it is, and asks for the password
	h.settle("signed out")
	h.play("ask EnterPassword "+anna, "say back", "ask EnterUsername "+anna, "say back")
	h.settle("back")
	h.remove(omar)
	if got := h.known(); slices.Contains(got, omar) || len(got) != 2 {
		t.Errorf("the list holds %v", got)
	}
	h.account(nell).Tapped(nil)
	h.settle("switch")
	h.play("ask SignedIn kept " + nell)
	h.reopen()
	h.play("ask SignedIn kept " + nell)
}

// TestNotRemembered: where addresses are not kept, signing out forgets who it was; others who are signed in stay. The
// wish holds from the moment it is said, for who is signed out already too, and the next start knows it.
func TestNotRemembered(t *testing.T) {
	h, anna, omar, nell := three(t)
	h.play("sign out", "ask Accounts")
	if !slices.Contains(h.known(), nell) {
		t.Fatalf("signing out forgot %s: %v", nell, h.known())
	}
	h.account(omar).Tapped(nil)
	h.settle("switch")
	h.click("signed_in.remember")
	h.crew.Wait()
	h.play("ask SignedIn kept "+omar, "sign out", "ask Accounts")
	if got := h.known(); !slices.Equal(got, []string{anna}) {
		t.Errorf("the list holds %v", got)
	}
	list, err := h.config.Vault.List(context.Background())
	if err != nil || strings.Contains(string(list), omar) || strings.Contains(string(list), nell) {
		t.Errorf("the list still holds %s, %v", list, err)
	}
	s, err := app.ReadSettings([]string{"--dir", h.config.Settings.Dir}, nil, io.Discard)
	if err != nil || s.Remember {
		t.Errorf("the next start reads %+v, %v", s, err)
	}
	h.account(anna).Tapped(nil)
	h.settle("switch")
	h.play("sign out", "ask EnterUsername") // nobody is left to choose from
	if field := first[*kit.Field](h.window); field.Text() != "" {
		t.Errorf("the form still holds %q", field.Text())
	}
}

// TestForgottenAtStart: who was signed out while addresses were kept is forgotten at the first start on which they are
// not.
func TestForgottenAtStart(t *testing.T) {
	h := quiet(t, emulator.ClientPassword)
	h.settle("start")
	h.signIn("password@contoso.example")
	h.play("sign out", "ask Accounts")
	h.config.Settings.Remember = false
	h.reopen()
	h.play("ask EnterUsername")
	if list, err := h.config.Vault.List(context.Background()); err != nil || strings.Contains(string(list), "@contoso.example") {
		t.Errorf("the list still holds %s, %v", list, err)
	}
}

// TestRememberChangesOfMind: whatever order the goroutines come in, what is saved is what was wanted last.
func TestRememberChangesOfMind(t *testing.T) {
	var crew []func()
	h := quiet(t, emulator.ClientPassword)
	h.settle("start")
	h.crew.Wait()
	spawn := h.config.Spawn
	h.config.Spawn = func(f func()) { crew = append(crew, f) }
	h.app.SetSpawn(h.config.Spawn)
	for _, on := range []bool{false, true, false} {
		app.Remember(h.app, on)
	}
	h.app.SetSpawn(spawn)
	if len(crew) != 3 {
		t.Fatalf("%d goroutines for three changes of mind", len(crew))
	}
	for _, i := range []int{2, 0, 1} {
		crew[i]()
		if s, err := app.ReadSettings([]string{"--dir", h.config.Settings.Dir}, nil, io.Discard); err != nil || s.Remember {
			t.Errorf("after goroutine %d the file says %v, %v", i, s.Remember, err)
		}
	}
}

// remove takes an account off this computer. The person is asked once.
func (h *house) remove(username string) {
	h.t.Helper()
	h.cross(username)
	h.click("accounts.remove_yes")
	h.settle("removed " + username)
}

// cross taps the cross in the row of an account.
func (h *house) cross(username string) {
	h.t.Helper()
	h.tap(line("remove"), h.app.Words().Say("accounts.remove", screens.Params{"Name": h.account(username).Title()}))
}

// TestRemovalIsAsked: nobody is removed by one tap, and who thinks better of it finds everything as it was.
func TestRemovalIsAsked(t *testing.T) {
	h, anna, omar, nell := three(t)
	h.click("signed_in.other")
	h.settle("accounts")
	for _, way := range []string{"accounts.remove_no", "esc"} {
		h.cross(omar)
		h.must(h.app.Words().Say("accounts.remove_yes"))
		if way == "esc" {
			h.press(fyne.KeyEscape)
		} else {
			h.click(way)
		}
		h.settle(way)
		if got := h.known(); h.kind() != "accounts" || !slices.Equal(got, []string{nell, omar, anna}) {
			t.Fatalf("%s leads to %s, and the list holds %v", way, h.kind(), got)
		}
		if h.focused() != fyne.Focusable(h.account(omar)) {
			t.Errorf("%s: the focus is on %T", way, h.focused())
		}
	}
	if n := h.secretsKept(); n != 3 {
		t.Errorf("%d sessions are kept", n)
	}
	h.account(omar).Tapped(nil)
	h.settle("switch")
	h.play("ask SignedIn kept " + omar)
}

// TestRememberGivenElsewhere: whether addresses are kept is no question where it was said by flag or environment.
func TestRememberGivenElsewhere(t *testing.T) {
	for _, given := range []bool{false, true} {
		h := quiet(t, emulator.ClientPassword, func(h *house) { h.config.Settings.RememberGiven = given })
		h.settle("start")
		h.signIn("password@contoso.example")
		if asked := h.reads(h.app.Words().Say("signed_in.remember")); asked == given {
			t.Errorf("given %v: asked %v", given, asked)
		}
		h.end()
	}
}

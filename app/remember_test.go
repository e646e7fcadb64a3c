package app_test

import (
	"context"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"github.com/vestibule-app/vestibule/app"
	"github.com/vestibule-app/vestibule/auth/emulator"
	"github.com/vestibule-app/vestibule/auth/stories"
	"github.com/vestibule-app/vestibule/screens"
	"github.com/vestibule-app/vestibule/screens/kit"
)

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

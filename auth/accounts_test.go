package auth_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/vestibule-app/vestibule/auth"
	"github.com/vestibule-app/vestibule/auth/emulator"
	"github.com/vestibule-app/vestibule/auth/vault"
)

// The list holds several people, the last used first, and those of this app alone.
func TestAccounts(t *testing.T) {
	shared := vault.NewMemory()
	p := startInProcess(t, "password", withVault(shared))
	if accounts, err := p.client.Accounts(t.Context()); err != nil || len(accounts) != 0 {
		t.Fatalf("%v %v", accounts, err)
	}
	people := []string{"password@contoso.example", "both@contoso.example", "sms@contoso.example"}
	for _, who := range people {
		signIn(t, p.client, who)
		p.clock.Advance(time.Minute)
	}
	usernames := func() []string {
		t.Helper()
		accounts, err := p.client.Accounts(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		var list []string
		for _, a := range accounts {
			list = append(list, a.Username)
		}
		return list
	}
	if got := usernames(); !slices.Equal(got, []string{people[2], people[1], people[0]}) {
		t.Error(got)
	}
	first := signIn(t, p.client, people[0]) // again: the same account, not a second one
	if got := usernames(); !slices.Equal(got, []string{people[0], people[2], people[1]}) {
		t.Error(got)
	}
	if _, err := p.client.Forget(t.Context(), first.Account); err != nil {
		t.Fatal(err)
	}
	if got := usernames(); !slices.Equal(got, []string{people[2], people[1]}) {
		t.Error(got)
	}
	if secretOf(t, shared, first.Account) != "" {
		t.Error("the refresh token is still there")
	}

	// Another app registration on the same computer has people of its own.
	cfg := p.cfg
	cfg.ClientID = emulator.ClientOTP
	other := mustClient(t, cfg)
	if accounts, err := other.Accounts(t.Context()); err != nil || len(accounts) != 0 {
		t.Errorf("%v %v", accounts, err)
	}
	f, _ := other.SignIn(auth.Hint{})
	say(t, f, auth.Username{Value: "otp@contoso.example"}, auth.Code{Value: "00000000"})
	want[auth.SignedIn](t, say(t, f, auth.Code{Value: newestCode(t, p.tenant)}))
	if got := usernames(); len(got) != 2 {
		t.Error(got)
	}
}

// A list that this version does not understand is left as it is, whatever happens.
func TestListIsNotOverwritten(t *testing.T) {
	for name, list := range map[string]string{
		"newer":          `{"version":2,"accounts":[],"novelty":true}`,
		"much newer":     `{"version":99,"people":{"a":1}}`,
		"torn":           `{"version":1,"accounts":[{"id":"a`,
		"not JSON":       "\x00\x01",
		"version a text": `{"version":"2","accounts":[]}`,
	} {
		t.Run(name, func(t *testing.T) {
			m := vault.NewMemory()
			if err := m.SetList(t.Context(), []byte(list)); err != nil {
				t.Skip(err) // the vault itself refuses to keep this
			}
			p := startInProcess(t, "password", withVault(m))
			if accounts, err := p.client.Accounts(t.Context()); err == nil {
				t.Errorf("%v", accounts)
			}
			done := signIn(t, p.client, "password@contoso.example")
			if codeIn(done) != auth.VaultFailed {
				t.Error(shown(done))
			}
			p.clock.Advance(2 * time.Hour)
			if _, err := p.client.Token(t.Context(), done.Account); err != nil {
				t.Error(err)
			}
			if _, err := p.client.SignOut(t.Context(), done.Account); err == nil {
				t.Error("signed out without a word")
			}
			if secretOf(t, m, done.Account) != "" {
				t.Error("the refresh token is still there")
			}
			if got, err := m.List(t.Context()); err != nil || string(got) != list {
				t.Errorf("the list became %s %v", got, err)
			}
		})
	}
}

// A list that is JSON but no list is kept inside the new one, and costs nobody the session.
func TestListOfAnotherShape(t *testing.T) {
	for name, list := range map[string]string{"other types": `{"version":1,"accounts":"x"}`, "an array": `[]`, "a text": `"x"`, "a number for an ID": `{"version":1,"accounts":[{"id":7}]}`} {
		m := vault.NewMemory()
		if err := m.SetList(t.Context(), []byte(list)); err != nil {
			t.Fatal(err)
		}
		p := startInProcess(t, "password", withVault(m))
		if done := signIn(t, p.client, "password@contoso.example"); !done.Kept || done.Problem != nil {
			t.Errorf("%s: %s", name, shown(done))
		}
		accounts, err := mustClient(t, p.cfg).Accounts(t.Context())
		if err != nil || len(accounts) != 1 || !accounts[0].SignedIn {
			t.Errorf("%s: %v %v", name, accounts, err)
		}
		got, err := m.List(t.Context())
		var doc struct{ Unreadable json.RawMessage }
		if err != nil || json.Unmarshal(got, &doc) != nil {
			t.Fatal(err)
		}
		var was, is bytes.Buffer
		if json.Compact(&was, []byte(list)) != nil || json.Compact(&is, doc.Unreadable) != nil || was.String() != is.String() {
			t.Errorf("%s: what stood there became %s", name, doc.Unreadable)
		}
	}
}

// Nothing in the list or in the vault's names tells a secret, and the names tell no address either.
func TestNamesAreOpaque(t *testing.T) {
	m := vault.NewMemory()
	p := startInProcess(t, "password", withVault(m))
	a := signIn(t, p.client, "password@contoso.example").Account
	name := auth.VaultName(a)
	for _, part := range []string{"contoso", "password", a.TenantID, a.Subject, a.ClientID, a.ID} {
		if strings.Contains(name, part) {
			t.Errorf("%s holds %s", name, part)
		}
	}
	other := a
	other.ClientID = emulator.ClientOTP
	if len(name) != 32 || auth.VaultName(other) == name {
		t.Error(name)
	}
	list, err := m.List(t.Context())
	if err != nil || strings.Contains(string(list), secretOf(t, m, a)) {
		t.Errorf("%s %v", list, err)
	}
}

// A start: what a kept session answers, and when the person is needed.
func TestRestore(t *testing.T) {
	p := startInProcess(t, "password", withVault(vault.NewMemory()))
	a := signIn(t, p.client, "password@contoso.example").Account
	for kind, wantErr := range map[emulator.Kind]bool{emulator.Offline: false, emulator.ServerError: false, emulator.Garbage: false, emulator.Throttled: false,
		emulator.NotFound: false, emulator.SessionExpired: true, emulator.SessionMFA: true, emulator.SessionLimit: true} {
		if err := p.tenant.Weather(emulator.Weather{Kind: kind}); err != nil {
			t.Fatal(err)
		}
		done, err := mustClient(t, p.cfg).Restore(t.Context(), a)
		if wantErr != errors.Is(err, auth.ErrSignInNeeded) || !wantErr && (err != nil || codeIn(done) != auth.SessionOffline || !done.Kept) {
			t.Errorf("%s: %+v %v", kind, done, err)
		}
	}
	if err := p.tenant.Weather(emulator.Weather{Kind: emulator.Clear}); err != nil {
		t.Fatal(err)
	}
	if _, err := mustClient(t, p.cfg).Restore(canceled(t), a); kindIn(err) != auth.FailureCancelled {
		t.Error(err)
	}
	// After all that the session is as good as before: no failed refresh cleared anything.
	if done, err := mustClient(t, p.cfg).Restore(t.Context(), a); err != nil || done.Problem != nil || !done.Kept {
		t.Errorf("%+v %v", done, err)
	}
	p.tenant.Revoke("password@contoso.example")
	var session *auth.SessionError
	if _, err := mustClient(t, p.cfg).Restore(t.Context(), a); !errors.As(err, &session) || session.Problem.Code != auth.SessionExpired || session.Problem.AADSTS != 50173 {
		t.Errorf("%v", err)
	}
}

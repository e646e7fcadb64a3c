package app_test

import (
	"bytes"
	"encoding/json"
	"io"
	"io/fs"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"fyne.io/fyne/v2"

	"github.com/vestibule-app/vestibule/app"
	"github.com/vestibule-app/vestibule/auth"
	"github.com/vestibule-app/vestibule/auth/emulator"
	"github.com/vestibule-app/vestibule/auth/stories"
	"github.com/vestibule-app/vestibule/screens/kit"
)

// wiretap notes every secret that crosses the wire, in either direction.
type wiretap struct {
	next    http.RoundTripper
	mu      sync.Mutex
	secrets map[string]string // the secret, and what it is
}

func (w *wiretap) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.Body != nil {
		b, _ := io.ReadAll(r.Body)
		r.Body = io.NopCloser(bytes.NewReader(b))
		if form, err := url.ParseQuery(string(b)); err == nil {
			for _, name := range []string{"password", "new_password", "oob", "code", "code_verifier", "refresh_token", "continuation_token",
				"username", "challenge_target"} {
				w.note(name, form.Get(name))
			}
			var values map[string]string
			_ = json.Unmarshal([]byte(form.Get("attributes")), &values)
			for _, v := range values {
				w.note("attribute", v)
			}
		}
	}
	resp, err := w.next.RoundTrip(r)
	if err != nil {
		return resp, err
	}
	b, _ := io.ReadAll(resp.Body)
	resp.Body = io.NopCloser(bytes.NewReader(b))
	var answer map[string]any
	if json.Unmarshal(b, &answer) == nil {
		for _, name := range []string{"access_token", "id_token", "refresh_token", "continuation_token"} {
			s, _ := answer[name].(string)
			w.note(name, s)
		}
	}
	return resp, nil
}

func (w *wiretap) note(name, secret string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if secret != "" {
		w.secrets[secret] = name
	}
}

// TestSecrets: whatever way a sign-in takes, at its end no secret is in the window or on any screen that was left, none
// is in the log at its most talkative, and none is in the account list.
func TestSecrets(t *testing.T) {
	for _, c := range []struct {
		name, app string
		lines     []string
	}{
		{"password", "password", []string{"say username password@contoso.example", "say password wrong-horse-7", "say password Correct-Horse-1", "ask SignedIn"}},
		{"code", "otp", []string{"say username otp@contoso.example", "say code 13579246", "say code inbox", "ask SignedIn"}},
		{"second factor", "mfa", []string{"say username both@contoso.example", "say password Correct-Horse-1", "say pick email", "say back",
			"say pick sms", "say code inbox", "ask SignedIn"}},
		{"browser", "browser", []string{"say username password@contoso.example", "web password@contoso.example Correct-Horse-1", "ask SignedIn"}},
		{"paste", "browser", []string{"say username password@contoso.example", "paste nonsense", "paste web password@contoso.example Correct-Horse-1", "ask SignedIn"}},
		{"back from the password", "password", []string{"say username password@contoso.example", "type Correct-Horse-1", "say back", "ask EnterUsername"}},
		{"back from the code", "otp", []string{"say username otp@contoso.example", "type 1357", "say back", "ask EnterUsername"}},
		{"browser instead", "password", []string{"say username password@contoso.example", "type Correct-Horse-1", "say browser", "ask OpenBrowser"}},
		{"offline", "password", []string{"say username password@contoso.example", "weather offline", "say password Correct-Horse-1", "weather none", "say back", "ask EnterUsername"}},
		{"expired", "password", []string{"say username password@contoso.example", "weather expired_token 0 1", "say password Correct-Horse-1", "ask EnterUsername conversation_expired"}},
		{"disabled", "password", []string{"say username disabled@contoso.example", "say password Correct-Horse-1", "ask Ended account_disabled"}},
		{"signed out", "password", []string{"say username password@contoso.example", "say password Correct-Horse-1", "sign out"}},
		{"restart", "password", []string{"say username password@contoso.example", "say password Correct-Horse-1", "reopen", "ask SignedIn"}},
		{"somebody else", "password", []string{"say username password@contoso.example", "type Correct-Horse-1", "leave", "ask EnterUsername"}},
		{"new account", "password", []string{"sign up", "say username ada@contoso.example", "say code inbox", "say new Contoso-1", "say new Battery-Staple-2",
			"say attributes displayName=Quentin_Canary", "ask SignedIn"}},
		{"new account by code", "otp", []string{"sign up", "say username ada@contoso.example", "say code inbox",
			"say attributes displayName=Quentin_Canary " + emulator.Membership + "=ZZ9876", "ask SignedIn"}},
		{"back from a new account", "password", []string{"sign up", "say username ada@contoso.example", "say code inbox", "type Battery-Staple-2", "say back"}},
		{"browser instead of a new account", "password", []string{"sign up", "say username ada@contoso.example", "say code inbox", "type Battery-Staple-2", "say browser"}},
		{"reset", "password", []string{"reset password", "say username password@contoso.example", "say code inbox", "say new Correct-Horse-1", "say new Battery-Staple-2", "ask SignedIn"}},
		{"reset that is waited for in vain", "password", []string{"reset password", "say username password@contoso.example", "say code inbox",
			"weather offline 1 2", "say new Battery-Staple-2", "fail offline"}},
		{"forgotten", "password", []string{"say username password@contoso.example", "type Correct-Horse-1", "say forgot", "ask EnterCode"}},
		{"must be changed", "password", []string{"say username expired@contoso.example", "say password Correct-Horse-1", "say code inbox", "say new Battery-Staple-2", "ask SignedIn"}},
		{"method by text", "mfa", []string{"say username new@contoso.example", "say password Correct-Horse-1", "say register sms +4915112345678", "say code inbox", "ask SignedIn"}},
		{"method by mail", "mfa", []string{"say username new@contoso.example", "say password Correct-Horse-1", "say register email nell@mail.example", "say code inbox", "ask SignedIn"}},
		{"closed at the new password", "password", []string{"sign up", "say username ada@contoso.example", "say code inbox", "type Battery-Staple-2", "close"}},
		{"closed", "password", []string{"say username password@contoso.example", "type Correct-Horse-1", "close"}},
		{"closed at the code", "otp", []string{"say username otp@contoso.example", "type 1357", "close"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			tap := &wiretap{secrets: map[string]string{emulator.Password: "password", "wrong-horse-7": "password"}}
			h := quiet(t, stories.ClientIDs[c.app], func(h *house) {
				tap.next = h.wire.next
				h.wire.next = tap
			})
			h.settle("start")
			left := map[fyne.CanvasObject]bool{}
			var typed []string
			for _, l := range c.lines {
				left[h.app.Screen().Content()] = true
				verb, rest, _ := strings.Cut(l, " ")
				switch verb {
				case "type":
					h.fill(rest)
					typed = append(typed, rest)
				case "reopen":
					h.reopen()
				case "leave":
					app.Leave(h.app)
				case "close":
					h.frame.Close()
				default:
					h.play(l)
				}
				if len(h.opened) > 0 || h.address != "" {
					if u, err := url.Parse(h.address); err == nil {
						tap.note("state", u.Query().Get("state"))
						tap.note("nonce", u.Query().Get("nonce"))
					}
				}
			}
			left[h.app.Screen().Content()] = true
			for _, s := range typed {
				tap.note("typed", s)
			}
			for _, m := range h.tenant.Messages("") {
				tap.note("code", m.Code)
			}
			h.pump()

			if len(tap.secrets) < 4 {
				t.Fatalf("only %v crossed the wire", tap.secrets)
			}
			log := h.log.String()
			if !strings.Contains(log, "level=DEBUG") || !strings.Contains(log, "EnterUsername") && c.name != "restart" {
				t.Fatalf("the log does not tell everything: %q", log)
			}
			list, _ := h.config.Vault.List(t.Context())
			for secret, what := range tap.secrets {
				if len(secret) < 4 {
					t.Fatalf("%q cannot be told from other words", secret)
				}
				if strings.Contains(log, secret) || strings.Contains(log, url.QueryEscape(secret)) {
					t.Errorf("the log holds a %s, %s:\n%s", what, secret, log)
				}
				if what == "username" || what == "attribute" || what == "challenge_target" {
					continue // who is signed in can be read in the window and in the list
				}
				if strings.Contains(h.config.Fyne.Clipboard().Content(), secret) {
					t.Errorf("the clipboard holds a %s", what)
				}
				if strings.Contains(strings.Join(h.frame.titles, "\n"), secret) {
					t.Errorf("the title held a %s", what)
				}
				for name, content := range h.files() {
					if strings.Contains(content, secret) {
						t.Errorf("%s holds a %s", name, what)
					}
				}
				if strings.Contains(string(list), secret) {
					t.Errorf("the account list holds a %s", what)
				}
				for tree := range left {
					if holdsText(tree, secret) {
						t.Errorf("a screen holds a %s, %s", what, secret)
					}
				}
			}
			if strings.Contains(log, "@contoso.example") || strings.Contains(log, "@mail.example") || strings.Contains(log, "Quentin") {
				t.Errorf("the log holds an address:\n%s", log)
			}
		})
	}
}

// files are what lies in the settings folder.
func (h *house) files() map[string]string {
	h.t.Helper()
	all := map[string]string{}
	err := filepath.WalkDir(h.config.Settings.Dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		b, err := os.ReadFile(path)
		all[path] = string(b)
		return err
	})
	if err != nil {
		h.t.Fatal(err)
	}
	return all
}

// TestConcealed: a password that is shown is hidden again when the person looks at another window; it stays typed.
func TestConcealed(t *testing.T) {
	h := atPassword(t)
	field := first[*kit.PasswordField](h.window)
	h.fill(emulator.Password)
	field.Eye().Tapped(nil)
	if !field.Revealed() {
		t.Fatal("the eye does not show the password")
	}
	life, ok := h.config.Fyne.Lifecycle().(interface{ OnExitedForeground() func() })
	if !ok || life.OnExitedForeground() == nil {
		t.Fatal("nobody is told when the window is left")
	}
	life.OnExitedForeground()()
	h.pump()
	if field.Revealed() {
		t.Error("the password is still on show")
	}
	if field.Text() != emulator.Password {
		t.Error("what was typed is gone")
	}
}

// TestErrorsHoldNoSecret: what a failure tells a person, their support and the log names no address and no secret.
func TestErrorsHoldNoSecret(t *testing.T) {
	for _, weather := range []string{"offline", "garbage", "server_error", "throttled", "not_found"} {
		h := atPassword(t)
		h.play("weather "+weather, "say password "+emulator.Password)
		if _, ok := h.app.Step().(auth.SignedIn); ok {
			t.Fatalf("%s: signed in", weather)
		}
		for _, text := range []string{h.text(), h.log.String()} {
			if strings.Contains(text, emulator.Password) {
				t.Errorf("%s: %q", weather, text)
			}
		}
		h.end()
	}
}

package auth_test

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/vestibule-app/vestibule/auth"
	"github.com/vestibule-app/vestibule/auth/emulator"
	"github.com/vestibule-app/vestibule/auth/stories"
	"github.com/vestibule-app/vestibule/auth/vault"
)

// The secrets of a journey, each unlike anything else.
const (
	canaryPassword = "Canary Pass/wörd+1&x"
	canaryCode     = "73519264"
	canaryCont     = "continuation-canary-Zq81"
	canaryAccess   = "access-canary-Lw72"
	canaryRefresh  = "refresh-canary-Jt63"
	canaryGrant    = "code-canary-Hv54"
	canaryAddress  = "canary.person@contoso.example"
)

// sink collects everything that gets out, from several goroutines.
type sink struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (s *sink) Write(b []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.Write(b)
}

func (s *sink) text() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.String()
}

// show prints a value in every way that people print values.
func (s *sink) show(values ...any) {
	for _, v := range values {
		_, _ = fmt.Fprintf(s, "%v\n%+v\n%#v\n%s\n%q\n%x\n", v, v, v, v, v, v)
		slog.New(slog.NewTextHandler(s, nil)).Info("x", "v", v)
		slog.New(slog.NewJSONHandler(s, nil)).Info("x", "v", v, "list", []any{v})
		b, _ := json.Marshal(v)
		_, _ = s.Write(append(b, '\n'))
	}
}

// forms are the spellings in which a secret might get out.
func forms(secret string) []string {
	list := []string{secret, url.QueryEscape(secret), url.PathEscape(secret), hex.EncodeToString([]byte(secret)), strings.ToUpper(hex.EncodeToString([]byte(secret)))}
	// base64 at each of the three places where it may begin
	for shift := range 3 {
		for _, enc := range []*base64.Encoding{base64.RawStdEncoding, base64.RawURLEncoding} {
			s := enc.EncodeToString([]byte(strings.Repeat("x", shift) + secret))
			list = append(list, s[4:len(s)-2])
		}
	}
	b, _ := json.Marshal(secret)
	return append(list, string(b[1:len(b)-1]), fmt.Sprintf("%q", secret))
}

func mustNotHold(t *testing.T, name, text string, secrets ...string) {
	t.Helper()
	for _, secret := range secrets {
		if secret == "" {
			t.Fatal("an empty secret is in every text")
		}
		for _, form := range forms(secret) {
			if i := strings.Index(text, form); i >= 0 {
				t.Errorf("%s holds a secret as %q: …%q…", name, form, text[max(i-80, 0):min(i+len(form)+20, len(text))])
			}
		}
	}
}

// canaryTenant answers with canaries, and badly when it is told to.
type canaryTenant struct {
	*keysTenant
	clock *stories.Clock
	nonce string
	code  bool // a code is wanted, not a password
	bad   string
}

func (c *canaryTenant) RoundTrip(r *http.Request) (*http.Response, error) {
	endpoint := endpointOf(r)
	if r.Method == http.MethodGet {
		return c.keysTenant.RoundTrip(r)
	}
	echo := fmt.Sprintf("AADSTS50126: %s %s %s %s %s", canaryPassword, canaryCode, canaryCont, canaryGrant, canaryAddress)
	switch c.bad {
	case "":
	case "refused":
		if endpoint == "token" {
			return answered(http.StatusBadRequest, toJSON(map[string]any{"error": "invalid_grant", "suberror": canaryPassword, "error_description": echo,
				"error_codes": []int{50126}, "correlation_id": canaryCont + "!", "trace_id": canaryPassword})), nil
		}
	case "unknown":
		if endpoint == "token" {
			return answered(http.StatusBadRequest, toJSON(map[string]any{"error": canaryPassword, "error_description": echo})), nil
		}
	case "garbage":
		return answered(http.StatusOK, echo+`{"access_token":"`+canaryAccess, "client-request-id", canaryPassword), nil
	case "portal":
		return answered(http.StatusOK, "<html>"+echo, "Content-Type", "text/html"), nil
	case "moved":
		return answered(http.StatusTemporaryRedirect, echo, "Location", "https://evil.example/?p="+url.QueryEscape(canaryPassword)), nil
	case "server":
		return answered(http.StatusInternalServerError, echo), nil
	case "gone":
		return nil, &url.Error{Op: "Post", URL: "https://x/?p=" + url.QueryEscape(canaryPassword), Err: errNoRoute}
	case "forged":
		if endpoint == "token" {
			m := newMint(c.clock.Now())
			m.claims["aud"] = canaryPassword
			return answered(http.StatusOK, c.tokens(m.token())), nil
		}
	}
	switch endpoint {
	case "initiate":
		return answered(http.StatusOK, toJSON(map[string]any{"continuation_token": canaryCont})), nil
	case "challenge":
		kind := "password"
		if c.code {
			kind = "oob"
		}
		return answered(http.StatusOK, toJSON(map[string]any{"challenge_type": kind, "continuation_token": canaryCont, "code_length": 8, "challenge_channel": "email",
			"challenge_target_label": "c***n@co***o.example"})), nil
	case "token":
		m := newMint(c.clock.Now())
		m.claims["nonce"] = c.nonce
		return answered(http.StatusOK, c.tokens(m.token())), nil
	}
	return answered(http.StatusNotFound, ""), nil
}

func (c *canaryTenant) tokens(id string) string {
	return toJSON(map[string]any{"token_type": "Bearer", "scope": "openid", "expires_in": 3600, "access_token": canaryAccess, "refresh_token": canaryRefresh, "id_token": id})
}

// No password, code, token or address gets out by a log, an error or a printed value, in good journeys and in bad ones.
func TestCanaries(t *testing.T) {
	for _, bad := range []string{"", "refused", "unknown", "garbage", "portal", "moved", "server", "gone", "forged"} {
		for _, code := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s code %v", bad, code), func(t *testing.T) {
				out := &sink{}
				clock := stories.NewClock()
				tenant := &canaryTenant{keysTenant: newKeysTenant(jwk("one", &rsaKeys()[0].PublicKey)), clock: clock, code: code}
				m := vault.NewMemory()
				c := mustClient(t, auth.Config{ClientID: emulator.ClientPassword, Authority: "contoso", HTTP: &http.Client{Transport: tenant}, Now: clock.Now,
					Vault: m, Logger: slog.New(slog.NewJSONHandler(out, &slog.HandlerOptions{Level: slog.LevelDebug}))})
				f, _ := c.SignIn(auth.Hint{})
				defer f.Close()
				second := auth.Answer(auth.Password{Value: canaryPassword})
				if code {
					second = auth.Code{Value: canaryCode}
				}
				for _, a := range []auth.Answer{auth.Username{Value: canaryAddress}, second} {
					if _, isName := a.(auth.Username); !isName {
						out.show(a)
						tenant.bad = bad
					}
					step, err := f.Submit(t.Context(), a)
					if err != nil {
						out.show(err)
					}
					if p := auth.ProblemOf(step); p != nil {
						out.show(*p, p)
					}
					if bad == "" || bad == "refused" {
						out.show(step)
					}
				}
				done, ok := f.Step().(auth.SignedIn)
				if ok != (bad == "") {
					t.Fatalf("%s", shown(f.Step()))
				}
				if ok {
					token, err := c.Token(t.Context(), done.Account)
					if err != nil || string(token.Access) != canaryAccess {
						t.Fatal(err)
					}
					out.show(token, &token, token.Access, done.Account)
					for _, bad := range []string{"refused", "unknown", "garbage", "portal", "moved", "server", "gone", "forged"} {
						tenant.bad = bad
						clock.Advance(2 * time.Hour)
						_, err := c.Token(t.Context(), done.Account)
						if err == nil {
							t.Errorf("a refresh was %s and gave a token", bad)
						}
						out.show(err)
					}
					list, err := m.List(t.Context())
					if err != nil {
						t.Fatal(err)
					}
					_, _ = out.Write(list)
				}
				if len(out.text()) < 200 {
					t.Fatalf("hardly anything was printed: %s", out.text())
				}
				mustNotHold(t, "what got out", out.text(), canaryPassword, canaryCode, canaryCont, canaryAccess, canaryRefresh, canaryGrant)
			})
		}
	}
}

// Nor by the log of the browser leg, whose address is the only place where state and challenge stand.
func TestCanariesInBrowser(t *testing.T) {
	out := &sink{}
	clock := stories.NewClock()
	tenant := &canaryTenant{keysTenant: newKeysTenant(jwk("one", &rsaKeys()[0].PublicKey)), clock: clock}
	var verifier string
	p := &inProcess{clock: clock, wire: &meddler{RoundTripper: tenant}}
	p.cfg = auth.Config{ClientID: emulator.ClientPassword, Authority: "contoso", HTTP: &http.Client{Transport: p.wire}, Now: clock.Now,
		Logger: slog.New(slog.NewJSONHandler(out, &slog.HandlerOptions{Level: slog.LevelDebug}))}
	p.client = mustClient(t, p.cfg)
	f, _ := p.client.SignIn(auth.Hint{Username: canaryAddress})
	defer f.Close()
	l := legOf(t, p, f)
	tenant.nonce = mustURL(l.open.URL).Query().Get("nonce")
	l.send(t, l.address, length(l.fill(formPost("/", "code="+canaryGrant+"&state=guess"))))
	answer := auth.BrowserReturned{Address: l.fill("http://HOST/?code=" + canaryGrant + "&state=PASTE")}
	out.show(answer)
	p.wire.meddle(func(r *http.Request) *http.Response {
		if endpointOf(r) == "token" {
			verifier = mustForm(t, p.wire.bodies[len(p.wire.bodies)-1]).Get("code_verifier")
		}
		return nil
	})
	done := want[auth.SignedIn](t, say(t, f, answer))
	if !done.Account.Browser || verifier == "" {
		t.Errorf("%+v", done)
	}
	out.show(done)
	mustNotHold(t, "what got out", out.text(), canaryGrant, verifier, l.state, l.paste, tenant.nonce, canaryAccess, canaryRefresh)

	// The nonce of another leg is refused.
	g, _ := p.client.SignIn(auth.Hint{})
	defer g.Close()
	l = legOf(t, p, g)
	if _, err := g.Submit(t.Context(), auth.BrowserReturned{Address: l.fill("http://HOST/?code=" + canaryGrant + "&state=PASTE")}); kindIn(err) != auth.FailureForged {
		t.Errorf("a token with the nonce of another leg: %v", err)
	}
}

// The addresses of people are not for the log either.
func TestLogNamesNobody(t *testing.T) {
	out := &sink{}
	p := startInProcess(t, "mfa", func(c *auth.Config) {
		c.Logger = slog.New(slog.NewJSONHandler(out, &slog.HandlerOptions{Level: slog.LevelDebug}))
	})
	const user = "sms@contoso.example"
	f, _ := p.client.SignIn(auth.Hint{})
	say(t, f, auth.Username{Value: user}, auth.Password{Value: "wrong"}, auth.Password{Value: emulator.Password}, auth.Code{Value: "000000"})
	code := newestCode(t, p.tenant)
	done := want[auth.SignedIn](t, say(t, f, auth.Code{Value: code}))
	p.clock.Advance(2 * time.Hour)
	if _, err := p.client.Token(t.Context(), done.Account); err != nil {
		t.Fatal(err)
	}
	if _, err := p.client.SignOut(t.Context(), done.Account); err != nil {
		t.Fatal(err)
	}
	mustNotHold(t, "the log", out.text(), user, "Sam Text", emulator.Password, done.Account.ID, done.Account.Subject, "15555550101")
	if !strings.Contains(out.text(), "correlation_id") || !strings.Contains(out.text(), "wrong_password") {
		t.Errorf("the log tells too little: %s", out.text())
	}
}

package auth_test

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net/http"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/vestibule-app/vestibule/auth"
	"github.com/vestibule-app/vestibule/auth/emulator"
	"github.com/vestibule-app/vestibule/auth/stories"
	"github.com/vestibule-app/vestibule/auth/vault"
)

// A refresh token goes to nobody but the tenant that issued it, whatever the settings say now.
func TestRefreshTokenStaysWithItsTenant(t *testing.T) {
	m := vault.NewMemory()
	p := startInProcess(t, "password", withVault(m))
	a := signIn(t, p.client, "password@contoso.example").Account
	const other = "99999999-aaaa-4bbb-8ccc-222222222222"
	cfg := p.cfg
	cfg.Authority = "https://" + other + ".ciamlogin.com/" + other
	var posts []string
	cfg.HTTP = &http.Client{Transport: trip(func(r *http.Request) (*http.Response, error) {
		switch {
		case r.Method == http.MethodPost:
			posts = append(posts, r.URL.String())
			return answered(http.StatusBadRequest, `{"error":"invalid_grant"}`), nil
		case strings.HasSuffix(r.URL.Path, "openid-configuration"):
			base := cfg.Authority
			return answered(http.StatusOK, `{"issuer":"`+base+`/v2.0","jwks_uri":"`+base+`/discovery/v2.0/keys","authorization_endpoint":"`+base+
				`/oauth2/v2.0/authorize","end_session_endpoint":"`+base+`/oauth2/v2.0/logout"}`), nil
		}
		r.URL.Path = strings.Replace(r.URL.Path, other, emulator.TenantID, 1) // its keys, so that nothing else stops it
		return p.tenant.Transport().RoundTrip(r)
	})}
	c := mustClient(t, cfg)
	if _, err := c.Restore(t.Context(), a); !errors.Is(err, auth.ErrSignInNeeded) {
		t.Errorf("restored at another tenant: %v", err)
	}
	if len(posts) != 0 {
		t.Errorf("the other tenant was sent %v", posts)
	}
	a.Browser = true
	if address, err := c.SignOut(t.Context(), a); address != "" || err != nil {
		t.Errorf("signing out opens %q of another tenant: %v", address, err)
	}
}

// unhurried is a vault that does nothing for a caller who has left.
type unhurried struct{ *vault.Memory }

func (v unhurried) Delete(ctx context.Context, name string) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	return v.Memory.Delete(ctx, name)
}

// Signing out holds even if the person does not wait for it, or the program ends: the next start restores nobody.
func TestSignOutHolds(t *testing.T) {
	m := unhurried{vault.NewMemory()}
	p := startInProcess(t, "password", withVault(m))
	a := signIn(t, p.client, "password@contoso.example").Account
	unlock, err := m.Lock(t.Context()) // another window refreshes
	if err != nil {
		t.Fatal(err)
	}
	if _, err := p.client.SignOut(canceled(t), a); err == nil {
		t.Error("nothing is said of what is left to do")
	}
	next := mustClient(t, p.cfg)
	if _, err := next.Restore(canceled(t), a); err == nil {
		t.Error("restored while the vault was busy")
	}
	unlock()
	p.wire.forget()
	if _, err := next.Restore(t.Context(), a); !errors.Is(err, auth.ErrSignInNeeded) {
		t.Errorf("restored after signing out: %v", err)
	}
	if n := p.wire.count("token"); n != 0 {
		t.Errorf("%d requests with the token of a session that was signed out", n)
	}
	accounts, err := next.Accounts(t.Context())
	if err != nil || len(accounts) != 1 || accounts[0].SignedIn {
		t.Errorf("%+v %v", accounts, err)
	}
	if secretOf(t, m, a) != "" {
		t.Error("the refresh token is still there")
	}
	if done := signIn(t, next, "password@contoso.example"); !done.Kept || secretOf(t, m, a) == "" {
		t.Errorf("signing in again: %s", shown(done))
	}
}

// A wrong clock of this computer is called that, at the first sign-in already, with an ID for the support desk.
func TestWrongClockAtSignIn(t *testing.T) {
	for _, off := range []time.Duration{2 * time.Hour, -time.Hour} {
		p := startInProcess(t, "password")
		tenant := p.tenant.Transport()
		cfg := p.cfg
		cfg.Now = func() time.Time { return p.clock.Now().Add(off) }
		cfg.HTTP = &http.Client{Transport: trip(func(r *http.Request) (*http.Response, error) {
			resp, err := tenant.RoundTrip(r)
			if err == nil {
				resp.Header.Set("Date", p.clock.Now().UTC().Format(http.TimeFormat))
			}
			return resp, err
		})}
		f, _ := mustClient(t, cfg).SignIn(auth.Hint{})
		say(t, f, auth.Username{Value: "password@contoso.example"})
		_, err := f.Submit(t.Context(), auth.Password{Value: emulator.Password})
		var failed *auth.Error
		if !errors.As(err, &failed) || failed.Kind != auth.FailureClock || failed.CorrelationID == "" {
			t.Errorf("%v: %v", off, err)
		}
		if failed != nil && (failed.Skew+off).Abs() > time.Second {
			t.Errorf("%v: the tenant's clock is said to be %v ahead", off, failed.Skew)
		}
		f.Close()
	}
}

// With a server that rotates and revokes, an answer that cannot be checked now costs no session.
func TestRotationWithAWrongClock(t *testing.T) {
	m := vault.NewMemory()
	c := stories.NewClock()
	tenant := &emulator.Tenant{Now: c.Now, PasswordCost: 1, StrictRotation: true, RevokeFamily: true}
	cfg := auth.Config{ClientID: stories.ClientIDs["password"], Authority: "contoso", Vault: m, Now: c.Now,
		HTTP: &http.Client{Transport: trip(func(r *http.Request) (*http.Response, error) {
			resp, err := tenant.Transport().RoundTrip(r)
			if err == nil {
				resp.Header.Set("Date", c.Now().UTC().Format(http.TimeFormat))
			}
			return resp, err
		})}}
	a := signIn(t, mustClient(t, cfg), "password@contoso.example").Account
	wrong := cfg
	wrong.Now = func() time.Time { return c.Now().Add(2 * time.Hour) }
	if _, err := mustClient(t, wrong).Restore(t.Context(), a); kindIn(err) != auth.FailureClock {
		t.Errorf("with a wrong clock: %v", err)
	}
	if done, err := mustClient(t, cfg).Restore(t.Context(), a); err != nil || done.Problem != nil {
		t.Errorf("with the right one: %s %v", shown(done), err)
	}
}

// Nobody is kept waiting for keys that somebody else fetches.
func TestGiveUpWaitingForKeys(t *testing.T) {
	p := startInProcess(t, "password")
	asked, let := make(chan struct{}), make(chan struct{})
	tenant := p.tenant.Transport()
	cfg := p.cfg
	cfg.HTTP = &http.Client{Transport: trip(func(r *http.Request) (*http.Response, error) {
		if endpointOf(r) == "keys" {
			close(asked)
			<-let
		}
		return tenant.RoundTrip(r)
	})}
	c := mustClient(t, cfg)
	prepared := make(chan error, 1)
	go func() { prepared <- c.Prepare(context.Background()) }()
	<-asked
	f, _ := c.SignIn(auth.Hint{})
	defer f.Close()
	say(t, f, auth.Username{Value: "password@contoso.example"})
	ctx, cancel := context.WithCancel(t.Context())
	time.AfterFunc(50*time.Millisecond, cancel)
	if _, err := f.Submit(ctx, auth.Password{Value: emulator.Password}); kindIn(err) != auth.FailureCancelled {
		t.Error(err)
	}
	close(let)
	if err := <-prepared; err != nil {
		t.Error(err)
	}
	// The password was accepted; the next answer goes on from there.
	p.wire.forget()
	want[auth.SignedIn](t, say(t, f, auth.Password{Value: "whatever"}))
}

// Giving up while the keychain is waited for loses nothing: the next answer keeps the session.
func TestGiveUpWaitingForTheVault(t *testing.T) {
	m := vault.NewMemory()
	p := startInProcess(t, "password", withVault(m))
	unlock, err := m.Lock(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	f, _ := p.client.SignIn(auth.Hint{})
	defer f.Close()
	say(t, f, auth.Username{Value: "password@contoso.example"})
	ctx, cancel := context.WithCancel(t.Context())
	time.AfterFunc(50*time.Millisecond, cancel)
	if _, err := f.Submit(ctx, auth.Password{Value: emulator.Password}); kindIn(err) != auth.FailureCancelled {
		t.Error(err)
	}
	unlock()
	p.wire.forget()
	if done := want[auth.SignedIn](t, say(t, f, auth.Password{Value: "whatever"})); !done.Kept {
		t.Error(shown(done))
	}
	if n := p.wire.count("token"); n != 0 {
		t.Errorf("%d more requests", n)
	}
}

// A refresh that failed is the answer for all who waited for it, and nobody asks before the tenant wants to be asked.
func TestFailedRefreshIsShared(t *testing.T) {
	p := startInProcess(t, "password")
	tenant := p.tenant.Transport()
	inside, let := make(chan struct{}, 64), make(chan struct{})
	var asked, tired atomic.Int32
	cfg := p.cfg
	cfg.HTTP = &http.Client{Transport: trip(func(r *http.Request) (*http.Response, error) {
		if endpointOf(r) != "token" || tired.Load() == 0 {
			return tenant.RoundTrip(r)
		}
		asked.Add(1)
		inside <- struct{}{}
		<-let
		return answered(http.StatusTooManyRequests, ``, "Retry-After", "600"), nil
	})}
	c := mustClient(t, cfg)
	a := signIn(t, c, "password@contoso.example").Account
	p.clock.Advance(2 * time.Hour)
	tired.Store(1)
	results := make(chan error, 50)
	started := make(chan struct{}, 50)
	for range 50 {
		go func() {
			started <- struct{}{}
			_, err := c.Token(context.Background(), a)
			results <- err
		}()
	}
	for range 50 {
		<-started
	}
	<-inside
	close(let)
	for range 50 {
		if err := <-results; kindIn(err) != auth.FailureServer {
			t.Error(err)
		}
	}
	if n := asked.Load(); n != 1 {
		t.Errorf("the tenant was asked %d times", n)
	}
	p.clock.Advance(5 * time.Minute)
	if _, err := c.Token(t.Context(), a); kindIn(err) != auth.FailureServer || asked.Load() != 1 {
		t.Errorf("before Retry-After: %v, asked %d times", err, asked.Load())
	}
	p.clock.Advance(6 * time.Minute)
	if _, err := c.Token(t.Context(), a); asked.Load() != 2 {
		t.Errorf("after Retry-After: %v, asked %d times", err, asked.Load())
	}
}

// The browser is asked for on every status (protocol-v1 15.1 Q10).
func TestRedirectOnEveryStatus(t *testing.T) {
	for _, status := range []int{200, 400, 401, 403, 404, 500, 503} {
		p := startInProcess(t, "password")
		f, _ := p.client.SignIn(auth.Hint{})
		p.wire.meddle(at("initiate", status, `{"challenge_type":"redirect"}`))
		step, err := f.Submit(t.Context(), auth.Username{Value: "password@contoso.example"})
		if open, ok := step.(auth.OpenBrowser); err != nil || !ok || open.Reason != auth.ReasonTenant {
			t.Errorf("%d: %s %v", status, shown(step), err)
		}
		f.Close()
	}
}

// A list of methods is never longer than anybody reads, and holds nothing twice.
func TestMethodsAreBounded(t *testing.T) {
	var methods []string
	for i := range 1000 {
		methods = append(methods, fmt.Sprintf(`{"id":"%d","challenge_type":"oob","challenge_channel":"sms"}`, i/2))
	}
	r, err := auth.DecodeReply(http.StatusOK, []byte(`{"continuation_token":"c","methods":[`+strings.Join(methods, ",")+`]}`))
	if err != nil || len(r.Methods) != 16 || r.Methods[1].ID != "1" {
		t.Errorf("%d methods, %v", len(r.Methods), err)
	}
}

// The default client speaks TLS 1.2 or later, checks names and chains, and does not wait for ever.
func TestDefaultTransport(t *testing.T) {
	tr := auth.DefaultTransport()
	if c := tr.TLSClientConfig; c == nil || c.MinVersion < tls.VersionTLS12 || c.InsecureSkipVerify || c.RootCAs != nil {
		t.Errorf("%+v", c)
	}
	if tr.Proxy == nil || tr.TLSHandshakeTimeout <= 0 || tr.ResponseHeaderTimeout <= 0 || tr.MaxResponseHeaderBytes <= 0 || tr.MaxResponseHeaderBytes > 1<<20 {
		t.Errorf("%v %v %v", tr.TLSHandshakeTimeout, tr.ResponseHeaderTimeout, tr.MaxResponseHeaderBytes)
	}
}

// A conversation that is closed while the browser is prepared leaves no port open.
func TestCloseWhileTheBrowserIsPrepared(t *testing.T) {
	p := startInProcess(t, "browser")
	tenant := p.tenant.Transport()
	asked, let := make(chan struct{}), make(chan struct{})
	cfg := p.cfg
	cfg.HTTP = &http.Client{Transport: trip(func(r *http.Request) (*http.Response, error) {
		if strings.HasSuffix(r.URL.Path, "openid-configuration") {
			close(asked)
			<-let
		}
		return tenant.RoundTrip(r)
	})}
	f, _ := mustClient(t, cfg).SignIn(auth.Hint{})
	before := runtime.NumGoroutine()
	done := make(chan error, 1)
	go func() {
		_, err := f.Submit(context.Background(), auth.Username{Value: "password@contoso.example"})
		done <- err
	}()
	<-asked
	f.Close()
	close(let)
	if err := <-done; !errors.Is(err, auth.ErrClosed) {
		t.Error(err)
	}
	eventually(t, "nobody listens any more", func() bool { return runtime.NumGoroutine() <= before+1 })
}

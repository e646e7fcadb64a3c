package auth_test

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/vestibule-app/vestibule/auth"
	"github.com/vestibule-app/vestibule/auth/emulator"
	"github.com/vestibule-app/vestibule/auth/stories"
	"github.com/vestibule-app/vestibule/auth/vault"
)

const orders = "api://contoso-orders/Orders.Read"

// spy is a vault that fails when it is told to and tells what was done to it.
type spy struct {
	*vault.Memory
	mu   sync.Mutex
	fail map[string]error // by operation
	log  []string
}

func newSpy() *spy { return &spy{Memory: vault.NewMemory(), fail: map[string]error{}} }

func (s *spy) failAt(op string, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.fail[op] = err
}

func (s *spy) did(op string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.log = append(s.log, op)
	return s.fail[op]
}

func (s *spy) Get(ctx context.Context, name string) ([]byte, error) {
	if err := s.did("get"); err != nil {
		return nil, err
	}
	return s.Memory.Get(ctx, name)
}

func (s *spy) Set(ctx context.Context, name string, secret []byte) error {
	if err := s.did("set"); err != nil {
		return err
	}
	return s.Memory.Set(ctx, name, secret)
}

func (s *spy) Delete(ctx context.Context, name string) error {
	if err := s.did("delete"); err != nil {
		return err
	}
	return s.Memory.Delete(ctx, name)
}

func (s *spy) Lock(ctx context.Context) (func(), error) {
	if err := s.did("lock"); err != nil {
		return nil, err
	}
	return s.Memory.Lock(ctx)
}

func (s *spy) List(ctx context.Context) ([]byte, error) {
	if err := s.did("list"); err != nil {
		return nil, err
	}
	return s.Memory.List(ctx)
}

func (s *spy) SetList(ctx context.Context, b []byte) error {
	if err := s.did("set list"); err != nil {
		return err
	}
	return s.Memory.SetList(ctx, b)
}

func withVault(v auth.Vault) func(*auth.Config) { return func(c *auth.Config) { c.Vault = v } }

func (p *inProcess) refreshes() int {
	n := 0
	for _, r := range p.tenant.Requests() {
		if r.Grant == "refresh_token" {
			n++
		}
	}
	return n
}

// secretOf is what the vault keeps for an account.
func secretOf(t testing.TB, v auth.Vault, a auth.Account) string {
	t.Helper()
	b, err := v.Get(context.Background(), auth.VaultName(a))
	if err != nil {
		return ""
	}
	return string(b)
}

// A token is kept until five minutes before its end, then renewed.
func TestTokenIsKept(t *testing.T) {
	p := startInProcess(t, "password")
	p.tenant.AccessLife = time.Hour
	a := signIn(t, p.client, "password@contoso.example").Account
	first, err := p.client.Token(t.Context(), a)
	if err != nil || p.refreshes() != 0 {
		t.Fatalf("%v, %d refreshes", err, p.refreshes())
	}
	for _, step := range []struct {
		wait  time.Duration
		fresh int
	}{{54*time.Minute + 59*time.Second, 0}, {time.Second, 1}, {54 * time.Minute, 1}, {400 * time.Hour, 2}} {
		p.clock.Advance(step.wait)
		token, err := p.client.Token(t.Context(), a)
		if err != nil || p.refreshes() != step.fresh {
			t.Fatalf("after %v: %v, %d refreshes, want %d", step.wait, err, p.refreshes(), step.fresh)
		}
		if !token.Expires.After(p.clock.Now().Add(5 * time.Minute)) {
			t.Errorf("after %v: expires %v", step.wait, token.Expires)
		}
		if fresh := token.Access != first.Access; fresh != (step.fresh > 0) {
			t.Errorf("after %v: fresh is %v", step.wait, fresh)
		}
	}
}

// However many ask at once, the tenant is asked once.
func TestOneRefresh(t *testing.T) {
	p := startInProcess(t, "password")
	a := signIn(t, p.client, "password@contoso.example").Account
	p.clock.Advance(2 * time.Hour)
	var wg sync.WaitGroup
	tokens := make([]auth.Token, 50)
	for i := range tokens {
		wg.Go(func() {
			var err error
			if tokens[i], err = p.client.Token(t.Context(), a); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	for _, tok := range tokens {
		if tok.Access != tokens[0].Access || tok.Access == "" {
			t.Fatal("not all got the same token")
		}
	}
	if n := p.refreshes(); n != 1 {
		t.Errorf("%d refreshes", n)
	}
}

// Two programs share a vault while the tenant revokes the whole sign-in at the first reuse of a refresh token.
func TestSharedVault(t *testing.T) {
	shared := vault.NewMemory()
	p := startInProcess(t, "password", withVault(shared))
	p.tenant.StrictRotation, p.tenant.RevokeFamily = true, true
	a := signIn(t, p.client, "password@contoso.example").Account
	clients := []*auth.Client{p.client, mustClient(t, p.cfg), mustClient(t, p.cfg)}
	for round := range 5 {
		p.clock.Advance(2 * time.Hour)
		var wg sync.WaitGroup
		for _, c := range clients {
			for range 8 {
				wg.Go(func() {
					if _, err := c.Token(t.Context(), a); err != nil {
						t.Errorf("round %d: %v", round, err)
					}
				})
			}
		}
		wg.Wait()
		if n := p.refreshes(); n != (round+1)*len(clients) {
			t.Errorf("round %d: %d refreshes", round, n)
		}
	}
}

// The new refresh token is in the vault before anybody gets the token that came with it.
func TestStoredBeforeUsed(t *testing.T) {
	s := newSpy()
	p := startInProcess(t, "password", withVault(s))
	p.tenant.StrictRotation = true
	a := signIn(t, p.client, "password@contoso.example").Account
	before := secretOf(t, s.Memory, a)
	p.clock.Advance(2 * time.Hour)
	if _, err := p.client.Token(t.Context(), a); err != nil {
		t.Fatal(err)
	}
	after := secretOf(t, s.Memory, a)
	if before == "" || after == "" || before == after {
		t.Error("the refresh token in the vault was not replaced")
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	lock, set := slices.Index(s.log, "lock"), slices.Index(s.log, "set")
	if lock < 0 || set < lock {
		t.Errorf("%v", s.log)
	}
}

// A refresh that is under way while the person signs out leaves nothing behind.
func TestSignOutDuringRefresh(t *testing.T) {
	s := newSpy()
	p := startInProcess(t, "password", withVault(s))
	a := signIn(t, p.client, "password@contoso.example").Account
	p.clock.Advance(2 * time.Hour)
	reached, release := make(chan struct{}), make(chan struct{})
	p.wire.meddle(func(r *http.Request) *http.Response {
		close(reached)
		<-release
		return nil
	})
	result := make(chan error, 1)
	go func() {
		_, err := p.client.Token(context.Background(), a)
		result <- err
	}()
	<-reached
	out := make(chan error, 1)
	started := &watched{Context: t.Context(), asked: make(chan struct{})}
	go func() {
		_, err := p.client.SignOut(started, a)
		out <- err
	}()
	<-started.asked // SignOut has dropped what is in memory and waits for the lock
	close(release)
	if err := <-result; err == nil {
		t.Error("the refresh gave a token after the sign-out")
	}
	if err := <-out; err != nil {
		t.Error(err)
	}
	if secret := secretOf(t, s.Memory, a); secret != "" {
		t.Error("a refresh token was stored after the sign-out")
	}
	p.wire.meddle(nil)
	if _, err := p.client.Token(t.Context(), a); !errors.Is(err, auth.ErrSignInNeeded) {
		t.Error(err)
	}
	accounts, err := p.client.Accounts(t.Context())
	if err != nil || len(accounts) != 1 || accounts[0].SignedIn {
		t.Errorf("%+v %v", accounts, err)
	}
}

// A refresh that nobody answers is ended by the sign-out, which does not wait for it.
func TestSignOutEndsRefresh(t *testing.T) {
	p := startInProcess(t, "password")
	a := signIn(t, p.client, "password@contoso.example").Account
	p.clock.Advance(2 * time.Hour)
	reached := make(chan struct{})
	p.wire.meddle(func(r *http.Request) *http.Response {
		close(reached)
		select {
		case <-r.Context().Done():
		case <-time.After(10 * time.Second):
			t.Error("the sign-out waited for the refresh")
		}
		return nil
	})
	result := make(chan error, 1)
	go func() {
		_, err := p.client.Token(context.Background(), a)
		result <- err
	}()
	<-reached
	if _, err := p.client.SignOut(t.Context(), a); err != nil {
		t.Error(err)
	}
	if err := <-result; kindIn(err) != auth.FailureCancelled {
		t.Error(err)
	}
}

// Nor does one whose answer is there already: nobody gets a token after the sign-out.
func TestSignOutAfterTheAnswer(t *testing.T) {
	m := vault.NewMemory()
	p := startInProcess(t, "password", withVault(m))
	a := signIn(t, p.client, "password@contoso.example").Account
	p.clock.Advance(2 * time.Hour)
	tenant := p.tenant.Transport()
	cfg := p.cfg
	var c *auth.Client
	out := make(chan error, 1)
	cfg.HTTP = &http.Client{Transport: trip(func(r *http.Request) (*http.Response, error) {
		resp, err := tenant.RoundTrip(r)
		if endpointOf(r) == "token" {
			started := &watched{Context: context.Background(), asked: make(chan struct{})}
			go func() {
				_, err := c.SignOut(started, a)
				out <- err
			}()
			<-started.asked
		}
		return resp, err
	})}
	c = mustClient(t, cfg)
	if token, err := c.Token(t.Context(), a); !errors.Is(err, auth.ErrSignInNeeded) {
		t.Errorf("%v %v", token, err)
	}
	if err := <-out; err != nil {
		t.Error(err)
	}
	if secretOf(t, m, a) != "" {
		t.Error("the refresh token is still there")
	}
}

// A vault that fails at any point costs the keeping, never the session, and says why.
func TestVaultFails(t *testing.T) {
	for op, problem := range map[string]auth.ProblemCode{"lock": auth.VaultLocked, "set": auth.VaultLocked, "set list": auth.VaultLocked, "list": auth.VaultLocked} {
		t.Run("at sign-in: "+op, func(t *testing.T) {
			s := newSpy()
			s.failAt(op, &vault.Error{State: vault.Locked, Op: op})
			p := startInProcess(t, "password", withVault(s))
			done := signIn(t, p.client, "password@contoso.example")
			if kept := secretOf(t, s.Memory, done.Account) != ""; done.Kept != kept || codeIn(done) != problem {
				t.Errorf("kept %v, in the vault %v, %s", done.Kept, kept, shown(done))
			}
			// The session works all the same, and a refresh brings it into the vault when that opens.
			p.clock.Advance(2 * time.Hour)
			if _, err := p.client.Token(t.Context(), done.Account); err != nil {
				t.Fatal(err)
			}
			s.failAt(op, nil)
			p.clock.Advance(2 * time.Hour)
			if _, err := p.client.Token(t.Context(), done.Account); err != nil {
				t.Fatal(err)
			}
			if secretOf(t, s.Memory, done.Account) == "" {
				t.Error("the vault has nothing")
			}
			if again := mustClient(t, p.cfg); true {
				accounts, err := again.Accounts(t.Context())
				if err != nil || len(accounts) != 1 || !accounts[0].SignedIn {
					t.Fatalf("%+v %v", accounts, err)
				}
				if restored, err := again.Restore(t.Context(), accounts[0]); err != nil || restored.Problem != nil {
					t.Errorf("%+v %v", restored, err)
				}
			}
		})
	}
	for state, code := range map[vault.State]auth.ProblemCode{vault.Locked: auth.VaultLocked, vault.Denied: auth.VaultDenied, vault.Absent: auth.VaultAbsent,
		vault.Hung: auth.VaultHung, vault.TooBig: auth.VaultTooBig, vault.Failed: auth.VaultFailed} {
		s := newSpy()
		p := startInProcess(t, "password", withVault(s))
		a := signIn(t, p.client, "password@contoso.example").Account
		s.failAt("get", &vault.Error{State: state, Op: "get"})
		p.clock.Advance(2 * time.Hour)
		_, err := p.client.Token(t.Context(), a)
		var session *auth.SessionError
		if !errors.As(err, &session) || session.Problem.Code != code {
			t.Errorf("%v: %v", state, err)
		}
		// A locked keychain is not a lost one: nothing was deleted.
		s.failAt("get", nil)
		if _, err := p.client.Token(t.Context(), a); err != nil {
			t.Errorf("%v, opened again: %v", state, err)
		}
	}
}

// What a sign-out could not delete is deleted as soon as the vault can be reached; until then nobody gets in with it.
func TestLeftover(t *testing.T) {
	for _, forget := range []bool{false, true} {
		s := newSpy()
		p := startInProcess(t, "password", withVault(s))
		a := signIn(t, p.client, "password@contoso.example").Account
		s.failAt("delete", &vault.Error{State: vault.Locked, Op: "delete"})
		drop := p.client.SignOut
		if forget {
			drop = p.client.Forget
		}
		if _, err := drop(t.Context(), a); err == nil {
			t.Error("the sign-out says that all is deleted")
		}
		accounts, err := p.client.Accounts(t.Context())
		if err != nil || forget && len(accounts) != 0 || !forget && (len(accounts) != 1 || accounts[0].SignedIn) {
			t.Errorf("forget %v: %+v %v", forget, accounts, err)
		}
		list, err := s.Memory.List(t.Context())
		if forget && (err != nil || strings.Contains(string(list), "contoso.example") || strings.Contains(string(list), "Pat")) {
			t.Errorf("who was forgotten is in the list: %s %v", list, err)
		}
		if secretOf(t, s.Memory, a) == "" {
			t.Fatal("the test's vault deleted all the same")
		}
		s.failAt("delete", nil)
		again := mustClient(t, p.cfg)
		if _, err := again.Accounts(t.Context()); err != nil {
			t.Fatal(err)
		}
		if secretOf(t, s.Memory, a) != "" {
			t.Errorf("forget %v: the refresh token is still there", forget)
		}
		list, _ = s.Memory.List(t.Context())
		if strings.Contains(string(list), "leftover") {
			t.Errorf("forget %v: %s", forget, list)
		}
	}
}

// Sign-out needs no network, twice is once, and the browser's session is ended where there was one.
func TestSignOut(t *testing.T) {
	s := newSpy()
	p := startInProcess(t, "password", withVault(s))
	a := signIn(t, p.client, "password@contoso.example").Account
	p.wire.meddle(func(*http.Request) *http.Response { return answered(http.StatusBadGateway, "") })
	for range 2 {
		if address, err := p.client.SignOut(t.Context(), a); err != nil || address != "" {
			t.Errorf("%q %v", address, err)
		}
		if secretOf(t, s.Memory, a) != "" {
			t.Error("the refresh token is still there")
		}
	}
	if _, err := p.client.Restore(t.Context(), a); !errors.Is(err, auth.ErrSignInNeeded) {
		t.Error(err)
	}
	a.Browser = true
	address, err := p.client.SignOut(t.Context(), a)
	if err != nil || !strings.HasPrefix(address, "https://contoso.ciamlogin.com/") || !strings.Contains(address, "/logout") {
		t.Errorf("%q %v", address, err)
	}
}

// Scopes are always asked for together with those that sign-in needs, and each set is kept apart.
func TestScopes(t *testing.T) {
	p := startInProcess(t, "password")
	a := signIn(t, p.client, "password@contoso.example").Account
	get := func(refreshes int, scopes ...string) auth.Token {
		t.Helper()
		token, err := p.client.Token(t.Context(), a, scopes...)
		if err != nil || p.refreshes() != refreshes {
			t.Fatalf("%v: %v, %d refreshes, want %d", scopes, err, p.refreshes(), refreshes)
		}
		return token
	}
	own := get(0)
	api := get(1, orders)
	if api.Access == own.Access || !slices.Contains(api.Scopes, orders) || slices.Contains(own.Scopes, orders) {
		t.Errorf("%v %v", own.Scopes, api.Scopes)
	}
	if get(1, orders).Access != api.Access || get(1, orders, "openid", orders, "").Access != api.Access || get(1, "profile", orders).Access != api.Access {
		t.Error("the same set of scopes was fetched again")
	}
	if get(1).Access != own.Access {
		t.Error("the first token is gone")
	}
	const write = "api://contoso-orders/Orders.Write"
	get(2, write)
	if get(3, orders, write).Access != get(3, write, orders).Access {
		t.Error("the order of the scopes counts")
	}
	p.wire.mu.Lock()
	defer p.wire.mu.Unlock()
	for i, endpoint := range p.wire.requests {
		if endpoint != "token" {
			continue
		}
		scopes := strings.Fields(mustForm(t, p.wire.bodies[i]).Get("scope"))
		for _, s := range []string{"openid", "profile", "offline_access"} {
			if !slices.Contains(scopes, s) {
				t.Errorf("%v lacks %s", scopes, s)
			}
		}
	}
}

// An ID token of somebody else, or of another tenant, ends a refresh, and nothing of it is kept.
func TestRefreshForSomebodyElse(t *testing.T) {
	s := newSpy()
	p := startInProcess(t, "password", withVault(s))
	a := signIn(t, p.client, "password@contoso.example").Account
	signIn(t, p.client, "both@contoso.example")
	other := p.wire.bodies // only to see that both went through one wire
	if len(other) == 0 {
		t.Fatal("nothing was sent")
	}
	before := secretOf(t, s.Memory, a)
	p.clock.Advance(2 * time.Hour)
	// The tenant answers the refresh of one person with the session of another.
	accounts, err := p.client.Accounts(t.Context())
	if err != nil || len(accounts) != 2 {
		t.Fatalf("%+v %v", accounts, err)
	}
	b := accounts[slices.IndexFunc(accounts, func(x auth.Account) bool { return x.ID != a.ID })]
	if err := s.Memory.Set(t.Context(), auth.VaultName(a), []byte(secretOf(t, s.Memory, b))); err != nil {
		t.Fatal(err)
	}
	swapped := secretOf(t, s.Memory, a)
	if _, err := p.client.Token(t.Context(), a); kindIn(err) != auth.FailureForged {
		t.Errorf("%v", err)
	}
	if got := secretOf(t, s.Memory, a); got != swapped || got == before {
		t.Error("what came for somebody else was stored")
	}
}

// What a refresh says of a person is kept; what it leaves out stays as it was.
func TestRefreshKeepsName(t *testing.T) {
	clock := stories.NewClock()
	k := newKeysTenant(jwk("one", &rsaKeys()[0].PublicKey))
	claims := func(drop ...string) string {
		m := newMint(clock.Now())
		for _, name := range drop {
			delete(m.claims, name)
		}
		return m.token()
	}
	idToken := claims()
	tenant := trip(func(r *http.Request) (*http.Response, error) {
		switch endpointOf(r) {
		case "initiate":
			return answered(http.StatusOK, `{"continuation_token":"1"}`), nil
		case "challenge":
			return answered(http.StatusOK, `{"challenge_type":"password","continuation_token":"2"}`), nil
		case "token":
			return answered(http.StatusOK, toJSON(map[string]any{"token_type": "Bearer", "access_token": "a", "refresh_token": "r", "expires_in": 1, "id_token": idToken})), nil
		}
		return k.RoundTrip(r)
	})
	c := mustClient(t, auth.Config{ClientID: emulator.ClientPassword, Authority: "contoso", HTTP: &http.Client{Transport: tenant}, Now: clock.Now})
	f, _ := c.SignIn(auth.Hint{})
	a := want[auth.SignedIn](t, say(t, f, auth.Username{Value: "typed@contoso.example"}, auth.Password{Value: "x"})).Account
	if a.Username != "a@contoso.example" || a.Name != "A Name" {
		t.Errorf("%+v", a)
	}
	idToken = claims("preferred_username", "name", "nonce")
	done, err := c.Restore(t.Context(), a)
	if err != nil || done.Account.Username != a.Username || done.Account.Name != a.Name {
		t.Errorf("%+v %v", done.Account, err)
	}
}

// Two accounts do not stand in each other's way: giving up works even while the other holds the vault.
func TestGiveUpTheLock(t *testing.T) {
	p := startInProcess(t, "password")
	a := signIn(t, p.client, "password@contoso.example").Account
	b := signIn(t, p.client, "both@contoso.example").Account
	p.clock.Advance(2 * time.Hour)
	reached, release := make(chan struct{}, 1), make(chan struct{})
	p.wire.meddle(func(*http.Request) *http.Response {
		reached <- struct{}{}
		<-release
		return nil
	})
	first := make(chan error, 1)
	go func() {
		_, err := p.client.Token(context.Background(), a)
		first <- err
	}()
	<-reached
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Millisecond)
	defer cancel()
	if _, err := p.client.Token(ctx, b); kindIn(err) != auth.FailureCancelled {
		t.Errorf("while the lock was taken: %v", err)
	}
	close(release)
	if err := <-first; err != nil {
		t.Error(err)
	}
}

// Who gives up when the answer is there already has not lost the session, although the old refresh token is spent.
func TestGiveUpAfterTheAnswer(t *testing.T) {
	m := vault.NewMemory()
	p := startInProcess(t, "password", withVault(m))
	p.tenant.StrictRotation, p.tenant.RevokeFamily = true, true
	a := signIn(t, p.client, "password@contoso.example").Account
	before := secretOf(t, m, a)
	ctx, cancel := context.WithCancel(t.Context())
	tenant := p.tenant.Transport()
	cfg := p.cfg
	cfg.HTTP = &http.Client{Transport: trip(func(r *http.Request) (*http.Response, error) {
		resp, err := tenant.RoundTrip(r)
		if endpointOf(r) == "token" {
			cancel()
		}
		return resp, err
	})}
	_, _ = mustClient(t, cfg).Token(ctx, a) // with a token or without
	if after := secretOf(t, m, a); after == before || after == "" {
		t.Error("the new refresh token is lost")
	}
	if _, err := mustClient(t, p.cfg).Token(t.Context(), a); err != nil {
		t.Error(err)
	}
}

// A refresh token is not spent while its answer could not be checked.
func TestKeysBeforeRefresh(t *testing.T) {
	p := startInProcess(t, "password", withVault(vault.NewMemory()))
	p.tenant.StrictRotation, p.tenant.RevokeFamily = true, true
	a := signIn(t, p.client, "password@contoso.example").Account
	for _, endpoint := range []string{"openid-configuration", "keys"} {
		p.wire.meddle(at(endpoint, http.StatusBadGateway, "", "Retry-After", "1"))
		if _, err := mustClient(t, p.cfg).Token(t.Context(), a); kindIn(err) != auth.FailureServer {
			t.Errorf("%s: %v", endpoint, err)
		}
		p.wire.meddle(nil)
		if _, err := mustClient(t, p.cfg).Token(t.Context(), a); err != nil {
			t.Errorf("after %s: %v", endpoint, err)
		}
	}
}

// Sleep: the wall clock went on while the monotonic one stood still.
func TestSleep(t *testing.T) {
	base := time.Now() // with a monotonic reading
	var mu sync.Mutex
	slept := time.Duration(0)
	now := func() time.Time {
		mu.Lock()
		defer mu.Unlock()
		if slept == 0 {
			return base
		}
		return base.Round(0).Add(slept)
	}
	tenant := &emulator.Tenant{PasswordCost: 1, Now: now, AccessLife: time.Hour}
	c := mustClient(t, auth.Config{ClientID: emulator.ClientPassword, Authority: "contoso", HTTP: &http.Client{Transport: tenant.Transport()}, Now: now})
	a := signIn(t, c, "password@contoso.example").Account
	token, err := c.Token(t.Context(), a)
	if err != nil || strings.Contains(token.Expires.String(), "m=") {
		t.Errorf("%v %v", token.Expires, err)
	}
	mu.Lock()
	slept = 3 * time.Hour
	mu.Unlock()
	fresh, err := c.Token(t.Context(), a)
	if err != nil || fresh.Access == token.Access {
		t.Errorf("the token of before the sleep was handed out: %v", err)
	}
}

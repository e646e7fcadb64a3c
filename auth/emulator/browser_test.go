package emulator_test

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"html"
	"io"
	"net"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/vestibule-app/vestibule/auth/emulator"
)

const verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk" // RFC 7636 appendix B

func challengeOf(verifier string) string {
	sum := sha256.Sum256([]byte(verifier))
	return base64.RawURLEncoding.EncodeToString(sum[:])
}

// surfer is a browser: it keeps cookies, follows redirects except to the app, and fills in forms.
type surfer struct {
	t      *testing.T
	tenant *emulator.Tenant
	client *http.Client
	base   string

	id    string // of the page
	page  string
	csp   string
	left  *url.URL // where the app was called, if it was
	posts url.Values
}

// surf starts a browser in front of a tenant on a real port.
func surf(t *testing.T, tenant *emulator.Tenant) *surfer {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	s := &surfer{t: t, tenant: tenant, base: serve(t, tenant)}
	s.client = &http.Client{
		Jar:       jar,
		Transport: &http.Transport{DisableKeepAlives: true},
		CheckRedirect: func(req *http.Request, _ []*http.Request) error {
			if req.URL.Hostname() == "localhost" {
				s.left = req.URL
				return http.ErrUseLastResponse
			}
			return nil
		},
	}
	return s
}

// serve puts a tenant on a loopback port until the test ends.
func serve(t *testing.T, tenant *emulator.Tenant) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- tenant.Serve(ctx, l) }()
	t.Cleanup(func() {
		cancel()
		if err := <-done; err != nil {
			t.Errorf("Serve: %v", err)
		}
	})
	return "http://" + l.Addr().String()
}

func request(pairs ...string) url.Values {
	q := url.Values{
		"client_id": {emulator.ClientPassword}, "response_type": {"code"}, "redirect_uri": {"http://localhost:43210"},
		"scope": {"openid profile offline_access"}, "state": {"the state/&="}, "nonce": {"the nonce"},
		"code_challenge": {challengeOf(verifier)}, "code_challenge_method": {"S256"},
	}
	for i := 0; i < len(pairs); i += 2 {
		q.Set(pairs[i], pairs[i+1])
		if pairs[i+1] == "" {
			q.Del(pairs[i])
		}
	}
	return q
}

func (s *surfer) open(q url.Values) {
	s.t.Helper()
	s.get("/" + emulator.TenantName + "/oauth2/v2.0/authorize?" + q.Encode())
}

func (s *surfer) get(path string) {
	s.t.Helper()
	req, err := http.NewRequest(http.MethodGet, s.base+path, nil)
	if err != nil {
		s.t.Fatal(err)
	}
	s.load(req)
}

var (
	bodyID = regexp.MustCompile(`<body id="page-([a-z-]+)">`)
	hidden = regexp.MustCompile(`<input type="hidden" name="([^"]*)" value="([^"]*)">`)
	action = regexp.MustCompile(`<form [^>]*method="post" action="([^"]*)"`)
)

func (s *surfer) load(req *http.Request) {
	s.t.Helper()
	s.left, s.posts, s.id = nil, nil, ""
	resp, err := s.client.Do(req)
	if err != nil {
		s.t.Fatal(err)
	}
	defer resp.Body.Close()
	raw, err := io.ReadAll(resp.Body)
	if err != nil {
		s.t.Fatal(err)
	}
	s.page, s.csp = string(raw), resp.Header.Get("Content-Security-Policy")
	if s.left != nil {
		return
	}
	m := bodyID.FindStringSubmatch(s.page)
	if m == nil {
		s.t.Fatalf("no page in %d %s", resp.StatusCode, raw)
	}
	s.id = m[1]
	for _, part := range []string{"default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'", "form-action "} {
		if !strings.Contains(s.csp, part) {
			s.t.Errorf("%s: the content security policy lacks %s: %s", s.id, part, s.csp)
		}
	}
	if s.id == "return" { // as the script of that page does
		s.left, _ = url.Parse(html.UnescapeString(action.FindStringSubmatch(s.page)[1]))
		s.posts = s.fields()
	}
}

func (s *surfer) fields() url.Values {
	f := url.Values{}
	for _, m := range hidden.FindAllStringSubmatch(s.page, -1) {
		f.Set(html.UnescapeString(m[1]), html.UnescapeString(m[2]))
	}
	return f
}

// submit fills in the form of the page.
func (s *surfer) submit(pairs ...string) {
	s.t.Helper()
	f := s.fields()
	for i := 0; i < len(pairs); i += 2 {
		if !strings.Contains(s.page, `name="`+pairs[i]+`"`) {
			s.t.Fatalf("page %s has no field %s", s.id, pairs[i])
		}
		f.Set(pairs[i], pairs[i+1])
	}
	req, err := http.NewRequest(http.MethodPost, s.base+action.FindStringSubmatch(s.page)[1], strings.NewReader(f.Encode()))
	if err != nil {
		s.t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	req.Header.Set("Origin", s.base)
	s.load(req)
}

func (s *surfer) on(id string) {
	s.t.Helper()
	if s.id != id || !strings.Contains(s.page, `id="submit"`) {
		s.t.Fatalf("want page %s, got %q at %v\n%s", id, s.id, s.left, s.page)
	}
}

func (s *surfer) problem() {
	s.t.Helper()
	if !strings.Contains(s.page, `<p id="problem" role="alert">`) {
		s.t.Errorf("page %s tells no problem", s.id)
	}
}

// back returns what the app got.
func (s *surfer) back() url.Values {
	s.t.Helper()
	if s.left == nil {
		s.t.Fatalf("the browser is still on page %s\n%s", s.id, s.page)
	}
	if s.left.Host != "localhost:43210" || s.left.Path != "/" {
		s.t.Errorf("went back to %s", s.left)
	}
	got := s.posts
	if got == nil {
		got = s.left.Query()
	}
	if got.Get("state") != "the state/&=" {
		s.t.Errorf("state %q", got.Get("state"))
	}
	return got
}

func (s *surfer) code() string {
	s.t.Helper()
	code := s.back().Get("code")
	if code == "" {
		s.t.Fatalf("no code in %v", s.back())
	}
	return code
}

func (s *surfer) last(to string) string {
	s.t.Helper()
	return call(s.t, s.tenant).last(to).Code
}

func redeem(c *caller, code string, pairs ...string) result {
	c.t.Helper()
	form := []string{"client_id", emulator.ClientPassword, "grant_type", "authorization_code", "code", code,
		"redirect_uri", "http://localhost:43210", "code_verifier", verifier, "scope", "openid profile offline_access"}
	return c.post("token", append(form, pairs...)...)
}

func TestBrowserPassword(t *testing.T) {
	for _, mode := range []string{"", "query", "form_post"} {
		tenant := newTenant()
		s := surf(t, tenant)
		s.open(request("response_mode", mode, "login_hint", "password@contoso.example"))
		s.on("username")
		if !strings.Contains(s.page, `id="username"`) || !strings.Contains(s.page, `value="password@contoso.example"`) {
			t.Errorf("login_hint is not filled in: %s", s.page)
		}
		if !strings.Contains(s.csp, "form-action 'self' http://localhost:43210") {
			t.Errorf("the form cannot lead to the app: %s", s.csp)
		}
		s.submit("username", "nobody@contoso.example")
		s.on("username")
		s.problem()
		s.submit("username", "password@contoso.example")
		s.on("password")
		s.submit("password", "wrong")
		s.on("password")
		s.problem()
		s.submit("password", emulator.Password)
		if (s.posts != nil) != (mode == "form_post") {
			t.Errorf("response_mode %q is not kept", mode)
		}
		r := redeem(call(t, tenant), s.code())
		call(t, tenant).ok(r)
		if got := claims(t, r.text("id_token")); got["nonce"] != "the nonce" || got["preferred_username"] != "password@contoso.example" {
			t.Errorf("claims %v", got)
		}
		if mode == "form_post" && (!strings.Contains(s.page, "/_emulator/return.js") || !strings.Contains(s.page, `id="submit"`)) {
			t.Error("the form must post itself and have a button")
		}
	}
}

func TestBrowserJourneys(t *testing.T) {
	const fresh = "Brand-New-Horse-2"
	tests := []struct {
		name, client string
		walk         func(s *surfer)
		who          string
	}{
		{"code", emulator.ClientOTP, func(s *surfer) {
			s.submit("username", "otp@contoso.example")
			s.on("code")
			first := s.last("otp@contoso.example")
			s.submit("code", other(first))
			s.on("code")
			s.problem()
			s.submit("action", "resend")
			s.on("code")
			s.submit("code", s.last("otp@contoso.example"))
		}, "otp@contoso.example"},
		{"second factor, chosen", emulator.ClientMFA, func(s *surfer) {
			s.submit("username", "both@contoso.example")
			s.submit("password", emulator.Password)
			s.on("method")
			s.submit("method", regexp.MustCompile(`id="method-email" type="radio" name="method" value="([^"]*)"`).FindStringSubmatch(s.page)[1])
			s.on("code")
			s.submit("action", "other")
			s.on("method")
			s.submit("method", regexp.MustCompile(`id="method-sms" type="radio" name="method" value="([^"]*)"`).FindStringSubmatch(s.page)[1])
			s.on("code")
			s.submit("code", s.last("+15555550101"))
		}, "both@contoso.example"},
		{"second factor, the only one", emulator.ClientMFA, func(s *surfer) {
			s.submit("username", "sms@contoso.example")
			s.submit("password", emulator.Password)
			s.on("code")
			s.submit("code", s.last("+15555550101"))
		}, "sms@contoso.example"},
		{"registration", emulator.ClientMFA, func(s *surfer) {
			s.submit("username", "new@contoso.example")
			s.submit("password", emulator.Password)
			s.on("register")
			s.submit("email", "not an address")
			s.on("register")
			s.problem()
			s.submit("email", "nell@mail.example")
			s.on("code")
			s.submit("code", s.last("nell@mail.example"))
			// From now on the native flow asks for it.
			wantError(s.t, demanded(call(s.t, s.tenant), "new@contoso.example", bothCapable), 400, "invalid_grant", "mfa_required", 50076)
		}, "new@contoso.example"},
		{"new password", emulator.ClientPassword, func(s *surfer) {
			s.submit("username", "expired@contoso.example")
			s.submit("password", emulator.Password)
			for _, bad := range [][2]string{{"Sh0rt!", "Sh0rt!"}, {"lowercase", "lowercase"}, {"Pässword-11", "Pässword-11"}, {fresh, "other"}, {emulator.Password, emulator.Password}} {
				s.on("new-password")
				s.submit("password", bad[0], "confirm", bad[1])
				s.problem()
			}
			s.submit("password", fresh, "confirm", fresh)
			c := call(s.t, s.tenant)
			c.ok(c.password(emulator.ClientPassword, c.challenged(emulator.ClientPassword, "expired@contoso.example"), fresh))
		}, "expired@contoso.example"},
		{"federated", emulator.ClientPassword, func(s *surfer) {
			s.submit("username", "federated@contoso.example")
			s.on("federated")
			s.submit()
		}, "federated@contoso.example"},
		{"another account", emulator.ClientBrowser, func(s *surfer) {
			s.submit("username", "federated@contoso.example")
			s.submit("action", "restart")
			s.on("username")
			s.submit("username", "password@contoso.example")
			s.submit("password", emulator.Password)
		}, "password@contoso.example"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			tenant := newTenant()
			s := surf(t, tenant)
			s.open(request("client_id", test.client))
			test.walk(s)
			c := call(t, tenant)
			r := c.ok(redeem(c, s.code(), "client_id", test.client))
			if got := claims(t, r.text("id_token"))["preferred_username"]; got != test.who {
				t.Errorf("signed in as %v", got)
			}
		})
	}
}

func TestBrowserSession(t *testing.T) {
	tenant := newTenant()
	s := surf(t, tenant)
	s.open(request("prompt", "none"))
	if got := s.back().Get("error"); got != "login_required" {
		t.Errorf("error %q", got)
	}
	s.open(request())
	s.submit("username", "password@contoso.example")
	s.submit("password", emulator.Password)
	s.code()

	s.open(request()) // one click
	s.on("account")
	s.submit()
	c := call(t, tenant)
	c.ok(redeem(c, s.code()))

	s.open(request("prompt", "none"))
	s.code()
	s.open(request("prompt", "login"))
	s.on("username")
	s.open(request("login_hint", "otp@contoso.example"))
	s.on("username")
	s.open(request("client_id", emulator.ClientMFA)) // the session has one factor
	s.on("account")
	s.submit()
	s.on("code")
	s.open(request("client_id", emulator.ClientMFA, "prompt", "none"))
	if got := s.back().Get("error"); got != "interaction_required" {
		t.Errorf("error %q", got)
	}

	s.get("/" + emulator.TenantID + "/oauth2/v2.0/logout?post_logout_redirect_uri=https%3A%2F%2Fevil.example%2F")
	if s.id != "signed-out" {
		t.Errorf("page %q, left for %v", s.id, s.left)
	}
	s.open(request())
	s.on("username")
	s.get("/" + emulator.TenantID + "/oauth2/v2.0/logout?state=x&post_logout_redirect_uri=http%3A%2F%2Flocalhost%3A43210%2Fbye")
	if s.left == nil || s.left.String() != "http://localhost:43210/bye?state=x" {
		t.Errorf("left for %v", s.left)
	}
}

func TestBrowserRefusals(t *testing.T) {
	tenant := newTenant()
	s := surf(t, tenant)
	for _, test := range [][]string{
		{"client_id", unknownClient},
		{"client_id", emulator.ClientConfidential},
		{"redirect_uri", "https://localhost:43210"},
		{"redirect_uri", "http://127.0.0.1:43210"},
		{"redirect_uri", "http://localhost:43210/callback"},
		{"redirect_uri", "http://localhost.evil.example:43210"},
		{"redirect_uri", "http://user@localhost:43210"},
		{"redirect_uri", "http://localhost:43210/?x=1"},
		{"redirect_uri", "http://localhost:43210/#"},
		{"redirect_uri", ""},
	} {
		s.open(request(test...))
		if s.left != nil || s.id != "error" {
			t.Errorf("%v: page %q, left for %v", test, s.id, s.left)
		}
	}
	for _, test := range [][]string{
		{"unsupported_response_type", "response_type", "token"},
		{"invalid_request", "response_mode", "fragment"},
		{"invalid_request", "code_challenge", ""},
		{"invalid_request", "code_challenge_method", "plain"},
		{"invalid_request", "code_challenge_method", ""},
		{"invalid_request", "code_challenge", "short"},
		{"invalid_request", "scope", ""},
		{"invalid_scope", "scope", "https://other.example/x"},
		{"consent_required", "scope", "openid Mail.Read"},
	} {
		s.open(request(test[1:]...))
		got := s.back()
		if got.Get("error") != test[0] || got.Get("error_description") == "" || got.Has("code") {
			t.Errorf("%v: got %v", test, got)
		}
	}
	s.open(request("response_mode", "form_post"))
	s.submit("action", "cancel")
	if got := s.back(); got.Get("error") != "access_denied" || s.posts == nil {
		t.Errorf("got %v", got)
	}
	s.open(request())
	s.submit("username", "disabled@contoso.example")
	s.submit("password", emulator.Password)
	s.on("password")
	s.problem()
	s.open(request("login_hint", `"><script>alert(1)</script>`))
	if strings.Contains(s.page, "<script>alert") {
		t.Error("login_hint is not escaped")
	}
}

func TestBrowserVisitBelongsToOneBrowser(t *testing.T) {
	tenant := newTenant()
	victim := surf(t, tenant)
	victim.open(request())
	thief := surf(t, tenant)
	thief.open(request())
	thief.page = victim.page
	thief.submit("username", "password@contoso.example")
	if thief.id != "error" {
		t.Errorf("another browser goes on with a visit: page %q", thief.id)
	}
	victim.submit("username", "password@contoso.example")
	victim.on("password")
	stale := victim.page
	victim.submit("password", emulator.Password)
	victim.code()
	victim.page = stale
	victim.submit("password", emulator.Password)
	if victim.id != "error" {
		t.Errorf("a visit ends with its code, page %q", victim.id)
	}

	victim.open(request())
	req, _ := http.NewRequest(http.MethodPost, victim.base+"/"+emulator.TenantID+"/login", strings.NewReader(victim.fields().Encode()))
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	req.Header.Set("Origin", "http://evil.example")
	resp, err := victim.client.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	if resp.StatusCode != http.StatusForbidden {
		t.Errorf("a form of another site: %d", resp.StatusCode)
	}
}

func TestRedeem(t *testing.T) {
	tenant := newTenant()
	s := surf(t, tenant)
	c := call(t, tenant)
	s.open(request())
	s.submit("username", "password@contoso.example")
	s.submit("password", emulator.Password)
	code := s.code()
	for _, test := range []struct {
		pairs  []string
		code   string
		number int
	}{
		{[]string{"code", ""}, "invalid_request", 90100},
		{[]string{"code_verifier", ""}, "invalid_request", 90100},
		{[]string{"redirect_uri", ""}, "invalid_request", 90100},
		{[]string{"code", "nonsense"}, "invalid_grant", 70000},
		{[]string{"client_id", emulator.ClientOTP}, "invalid_grant", 70000},
		{[]string{"redirect_uri", "http://localhost:43211"}, "invalid_grant", 50011},
		{[]string{"redirect_uri", "http://localhost:43210/"}, "invalid_grant", 50011},
		{[]string{"code_verifier", "short"}, "invalid_grant", 501491},
		{[]string{"code_verifier", strings.Repeat("a", 43)}, "invalid_grant", 501481},
		{[]string{"code_verifier", challengeOf(verifier)}, "invalid_grant", 501481},
	} {
		r := redeem(c, code, test.pairs...)
		if r.status != 400 || r.text("error") != test.code || len(r.codes()) != 1 || r.codes()[0] != float64(test.number) {
			t.Errorf("%v: got %s", test.pairs, r.raw)
		}
	}
	c.ok(redeem(c, code))
	wantError(t, redeem(c, code), 400, "invalid_grant", "", 54005)

	s.open(request())
	s.submit()
	code = s.code()
	tenant.Advance(10 * time.Minute)
	wantError(t, redeem(c, code), 400, "invalid_grant", "", 70008)
}

// A cookie that somebody knew before the sign-in names nobody after it.
func TestSignInRenamesTheBrowser(t *testing.T) {
	s := surf(t, newTenant())
	s.open(request())
	home, err := url.Parse(s.base)
	if err != nil {
		t.Fatal(err)
	}
	known := s.client.Jar.Cookies(home)
	s.submit("username", "password@contoso.example")
	s.submit("password", emulator.Password)
	s.code()
	s.open(request())
	s.on("account")
	s.client.Jar.SetCookies(home, known)
	s.open(request())
	s.on("username")
}

func TestANewPasswordRevokesRefreshTokens(t *testing.T) {
	tenant := newTenant()
	c := call(t, tenant)
	// Two browsers stand in front of the same page; the second one changes the password last.
	browsers := []*surfer{surf(t, tenant), surf(t, tenant)}
	for _, s := range browsers {
		s.open(request())
		s.submit("username", "expired@contoso.example")
		s.submit("password", emulator.Password)
		s.on("new-password")
	}
	var tokens []string
	for i, s := range browsers {
		word := "Brand-New-Horse-" + string(rune('1'+i))
		s.submit("password", word, "confirm", word)
		tokens = append(tokens, c.ok(redeem(c, s.code())).text("refresh_token"))
	}
	wantError(t, c.refresh(tokens[0]), 400, "invalid_grant", "bad_token", 50173)
	c.ok(c.refresh(tokens[1]))
}

func TestSessionCookie(t *testing.T) {
	base := serve(t, newTenant())
	resp, err := http.Get(base + "/" + emulator.TenantName + "/oauth2/v2.0/authorize?" + request().Encode())
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	cookies := resp.Cookies()
	if len(cookies) != 1 || !cookies[0].HttpOnly || cookies[0].SameSite != http.SameSiteLaxMode || cookies[0].Value == "" {
		t.Errorf("got %v", cookies)
	}
	http.DefaultTransport.(*http.Transport).CloseIdleConnections()
}

package auth_test

import (
	"errors"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/vestibule-app/vestibule/auth"
	"github.com/vestibule-app/vestibule/auth/emulator"
	"github.com/vestibule-app/vestibule/auth/stories"
)

// What people write for a tenant, and where its token endpoint is then.
func TestAuthority(t *testing.T) {
	const guid = emulator.TenantID
	accepted := map[string]string{
		"contoso":                               "https://contoso.ciamlogin.com/contoso.onmicrosoft.com",
		" Contoso\n":                            "https://contoso.ciamlogin.com/contoso.onmicrosoft.com",
		"contoso.onmicrosoft.com":               "https://contoso.ciamlogin.com/contoso.onmicrosoft.com",
		"contoso.ciamlogin.com":                 "https://contoso.ciamlogin.com/contoso.onmicrosoft.com",
		guid:                                    "https://" + guid + ".ciamlogin.com/" + guid,
		guid + ".ciamlogin.com":                 "https://" + guid + ".ciamlogin.com/" + guid,
		"https://contoso.ciamlogin.com/" + guid: "https://contoso.ciamlogin.com/" + guid,
		"https://contoso.ciamlogin.com/" + guid + "/":         "https://contoso.ciamlogin.com/" + guid,
		"HTTPS://Contoso.CIAMlogin.com/fabrikam.example":      "https://contoso.ciamlogin.com/fabrikam.example",
		"login.contoso.com/" + guid:                           "https://login.contoso.com/" + guid,
		"https://login.contoso.com:8443/" + guid:              "https://login.contoso.com:8443/" + guid,
		"https://proxy.example/entra/contoso.onmicrosoft.com": "https://proxy.example/entra/contoso.onmicrosoft.com",
		"http://127.0.0.1:8400/contoso.onmicrosoft.com":       "http://127.0.0.1:8400/contoso.onmicrosoft.com",
		"http://localhost:8400/contoso.onmicrosoft.com":       "http://localhost:8400/contoso.onmicrosoft.com",
		"http://[::1]:8400/contoso.onmicrosoft.com":           "http://[::1]:8400/contoso.onmicrosoft.com",
	}
	for in, want := range accepted {
		endpoint, _, _, err := auth.ParseAuthority(in)
		if err != nil || endpoint != want+"/oauth2/v2.0/token" {
			t.Errorf("%q: %s %v", in, endpoint, err)
		}
	}
	insecure := []string{"http://contoso.ciamlogin.com/" + guid, "http://10.0.0.1/" + guid, "http://localhost.evil.example/" + guid,
		"http://127.0.0.1.nip.io/" + guid, "ftp://contoso.ciamlogin.com/" + guid, "file:///etc/" + guid, "javascript://x/" + guid,
		"http://0.0.0.0/" + guid, "http://128.0.0.1/" + guid}
	for _, in := range insecure {
		if _, err := auth.NewClient(auth.Config{ClientID: emulator.ClientPassword, Authority: in}); !errors.Is(err, auth.ErrInsecure) && !strings.HasPrefix(in, "file") || err == nil {
			t.Errorf("%q: %v", in, err)
		}
	}
	refused := []string{"", " ", "con toso", "-contoso", "https://", "https:///" + guid, "https://login.contoso.com", "https://login.contoso.com/",
		"https://me@contoso.ciamlogin.com/" + guid, "https://me:pw@contoso.ciamlogin.com/" + guid, "https://contoso.ciamlogin.com/" + guid + "?x=1",
		"https://contoso.ciamlogin.com/" + guid + "?", "https://contoso.ciamlogin.com/" + guid + "#x", "https://contoso.ciamlogin.com/" + guid + "#",
		`https://contoso.ciamlogin.com\@evil.example/` + guid, "https://contoso.ciamlogin.com/../" + guid, "https://contoso.ciamlogin.com/a/../" + guid,
		"https://contoso.ciamlogin.com/.", "https://contoso.ciamlogin.com/%2e%2e/" + guid, "https://contoso.ciamlogin.com//" + guid + "//x//" + "/y",
		"https:contoso", "https://contoso.ciamlogin.com:port/" + guid, "https://contoso.ciamlogin.com:/" + guid, "https://a b.example/" + guid,
		"https://a\"b.example/" + guid, "https://a<b>.example/" + guid, "https://cont\u043eso.ciamlogin.com/" + guid, "https://contoso.ciamlogin.com/ten\u0430nt",
		"https://..example/" + guid, "https://a,b.example/" + guid, "https://*.example/" + guid, "https://$(id).example/" + guid,
		"contoso\x00", "https://contoso.ciamlogin.com/" + guid + "\n", "https://contoso.ciamlogin.com/a\tb", "https://[::1/" + guid, "https://[fe80::1%25eth0]/" + guid,
		strings.Repeat("a", 64), "a.b.onmicrosoft.com"}
	for _, in := range refused {
		if endpoint, _, _, err := auth.ParseAuthority(in); err == nil && strings.TrimSpace(in) == in {
			t.Errorf("%q became %s", in, endpoint)
		}
	}
}

// An error about an authority repeats no more of it than the host, since people paste what holds a password.
func TestAuthorityErrorTellsNoSecret(t *testing.T) {
	for _, in := range []string{"https://me:hunter2canary@contoso.ciamlogin.com/x", "https://contoso.ciamlogin.com/x?key=hunter2canary",
		"https://contoso.ciamlogin.com/x#hunter2canary", "https://hunter2canary@/", ":// hunter2canary"} {
		if _, err := auth.NewClient(auth.Config{ClientID: emulator.ClientPassword, Authority: in}); err == nil || strings.Contains(err.Error(), "hunter2canary") {
			t.Errorf("%s: %v", in, err)
		}
	}
}

func TestConfig(t *testing.T) {
	for name, cfg := range map[string]auth.Config{
		"no client ID":     {Authority: "contoso"},
		"client ID a name": {ClientID: "my app", Authority: "contoso"},
		"client ID braces": {ClientID: "{" + emulator.ClientPassword + "}", Authority: "contoso"},
		"no authority":     {ClientID: emulator.ClientPassword},
		"response mode":    {ClientID: emulator.ClientPassword, Authority: "contoso", ResponseMode: "fragment"},
	} {
		if _, err := auth.NewClient(cfg); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
}

// Discovery is held against the authority: the issuer byte by byte, the endpoints by their origin.
func TestDecodeMetadata(t *testing.T) {
	const (
		guid  = emulator.TenantID
		where = "https://contoso.ciamlogin.com/contoso.onmicrosoft.com"
		host  = "https://contoso.ciamlogin.com"
		other = "33333333-aaaa-4bbb-8ccc-222222222222"
	)
	doc := func(change ...string) string {
		m := map[string]any{"issuer": tenantIssuer, "jwks_uri": host + "/" + guid + "/discovery/v2.0/keys",
			"authorization_endpoint": host + "/" + guid + "/oauth2/v2.0/authorize", "end_session_endpoint": host + "/" + guid + "/oauth2/v2.0/logout",
			"token_endpoint": host + "/" + guid + "/oauth2/v2.0/token"}
		for i := 0; i+1 < len(change); i += 2 {
			if m[change[i]] = change[i+1]; change[i+1] == "-" {
				delete(m, change[i])
			}
		}
		return toJSON(m)
	}
	type row struct{ name, where, body string }
	accepted := []row{
		{"friendly name", where, doc()},
		{"tenant by ID", host + "/" + guid, doc()},
		{"tenant by ID, upper case", host + "/" + strings.ToUpper(guid), doc()},
		{"custom domain", "https://login.contoso.com/" + guid, doc("jwks_uri", "https://"+guid+".ciamlogin.com/k", "authorization_endpoint", "https://login.contoso.com/a", "end_session_endpoint", "-")},
		{"names itself", "http://127.0.0.1:8400/contoso.onmicrosoft.com", doc("issuer", "http://127.0.0.1:8400/"+guid+"/v2.0", "jwks_uri", "http://127.0.0.1:8400/k", "authorization_endpoint", "-", "end_session_endpoint", "-")},
		{"no browser", where, doc("authorization_endpoint", "-", "end_session_endpoint", "-")},
		{"foreign token endpoint is not used", where, doc("token_endpoint", "https://evil.example/token")},
	}
	for _, r := range accepted {
		if _, err := auth.DecodeMetadata([]byte(r.body), r.where); err != nil {
			t.Errorf("%s: %v", r.name, err)
		}
	}
	refused := []row{
		{"issuer missing", where, doc("issuer", "-")},
		{"issuer empty", where, doc("issuer", "")},
		{"issuer slash", where, doc("issuer", tenantIssuer+"/")},
		{"issuer blank", where, doc("issuer", tenantIssuer+" ")},
		{"issuer http", where, doc("issuer", strings.Replace(tenantIssuer, "https", "http", 1))},
		{"issuer upper case", where, doc("issuer", strings.ToUpper(tenantIssuer))},
		{"issuer common", where, doc("issuer", "https://login.microsoftonline.com/{tenantid}/v2.0")},
		{"issuer foreign host", where, doc("issuer", "https://evil.example/"+guid+"/v2.0")},
		{"issuer suffix", where, doc("issuer", "https://"+guid+".ciamlogin.com.evil.example/"+guid+"/v2.0")},
		{"issuer path", where, doc("issuer", tenantIssuer+"/x")},
		{"issuer query", where, doc("issuer", tenantIssuer+"?x")},
		{"issuer userinfo", where, doc("issuer", strings.Replace(tenantIssuer, "https://", "https://x@", 1))},
		{"issuer of another tenant", host + "/" + guid, doc("issuer", strings.ReplaceAll(tenantIssuer, guid, other))},
		{"issuer host and path differ", where, doc("issuer", strings.Replace(tenantIssuer, guid, other, 1))},
		{"issuer no GUID", where, doc("issuer", "https://contoso.ciamlogin.com/contoso/v2.0")},
		{"keys missing", where, doc("jwks_uri", "-")},
		{"not JSON", where, "hello"}, {"a list", where, "[]"}, {"empty", where, ""}, {"trailing", where, doc() + "x"},
		{"issuer twice", where, strings.Replace(doc(), `"issuer":`, `"issuer":"x","issuer":`, 1)},
		{"issuer a number", where, `{"issuer":5}`},
	}
	for _, field := range []string{"jwks_uri", "authorization_endpoint", "end_session_endpoint"} {
		for _, to := range []string{"https://evil.example/x", "http://contoso.ciamlogin.com/x", "https://contoso.ciamlogin.com.evil.example/x",
			"https://contoso.ciamlogin.com@evil.example/x", "https://x@contoso.ciamlogin.com/x", "https://contoso.ciamlogin.com:8443/x",
			`https://contoso.ciamlogin.com\@evil.example/x`, "https://evil.example\\.contoso.ciamlogin.com/x", "//contoso.ciamlogin.com/x", "/x", "x",
			"file:///etc/passwd", "javascript:alert(1)", `\\contoso.ciamlogin.com\share`, "https:contoso.ciamlogin.com/x", "https://contoso.ciamlogin.com/x#y",
			"https://contoso.ciamlogin.com/x#", "https://contoso.ciamlogin.com/x y", "https://contoso.ciamlogin.com/x\ny", "https://contoso.ciamlogin.com/x\"y",
			"https://contoso.ciamlogin.com/x'y", "https://contoso.ciamlogin.com/x`id`", "https://contoso.ciamlogin.com/x;y|z", "https://contoso.ciamlogin.com/<x>",
			"https://contoso.ciamlogin.com/\u202ex", "-https://contoso.ciamlogin.com/x", "https://evil.example#@contoso.ciamlogin.com/"} {
			refused = append(refused, row{field + " " + to, where, doc(field, to)})
		}
	}
	for _, r := range refused {
		if m, err := auth.DecodeMetadata([]byte(r.body), r.where); err == nil {
			t.Errorf("%s: accepted as %+v", r.name, m)
		}
	}
	if len(refused) < 80 {
		t.Errorf("only %d", len(refused))
	}
}

// The address that is given to the browser's opener is what no shell and no file opener takes for something else.
func TestBrowserAddress(t *testing.T) {
	p := startInProcess(t, "password", func(c *auth.Config) { c.Scopes = []string{`api://contoso-orders/Orders.Read`} })
	for _, username := range []string{"a@b.example", `"; rm -rf / #`, "$(id)`id`", "x\x00y", "-flag", "ünïcode@b.example", "a&state=b", "%2526", "\u202eevil"} {
		f, _ := p.client.SignIn(auth.Hint{Username: username})
		open := want[auth.OpenBrowser](t, say(t, f, auth.UseBrowser{}))
		for _, address := range []string{open.URL, open.CopyURL} {
			u, err := url.Parse(address)
			if err != nil || u.Scheme != "https" || u.Host != "contoso.ciamlogin.com" || u.User != nil || u.Fragment != "" {
				t.Fatalf("%q: %v", address, err)
			}
			for _, c := range []byte(address) {
				if c <= ' ' || c > '~' || strings.ContainsRune("\"'`<>|\\^{}();", rune(c)) {
					t.Errorf("%q holds %q", address, c)
				}
			}
			q := u.Query()
			if q.Get("login_hint") != username || q.Get("code_challenge_method") != "S256" || len(q.Get("code_challenge")) != 43 || q.Get("response_type") != "code" {
				t.Errorf("%v", q)
			}
		}
		f.Close()
	}
}

// State, nonce and challenge are new for every attempt, and the two addresses of one attempt have states of their own.
func TestBrowserSecretsAreFresh(t *testing.T) {
	p := startInProcess(t, "password")
	seen := map[string]bool{}
	f, _ := p.client.SignIn(auth.Hint{})
	defer f.Close()
	for range 20 {
		open := want[auth.OpenBrowser](t, say(t, f, auth.UseBrowser{}))
		a, b := mustURL(open.URL).Query(), mustURL(open.CopyURL).Query()
		for _, s := range []string{a.Get("state"), b.Get("state"), a.Get("nonce"), a.Get("code_challenge")} {
			if raw, err := b64.DecodeString(s); err != nil || len(raw) != 32 || seen[s] {
				t.Fatalf("%q is short or was used before", s)
			}
			seen[s] = true
		}
		if a.Get("response_mode") != "form_post" || b.Get("response_mode") != "query" || a.Get("redirect_uri") != b.Get("redirect_uri") {
			t.Errorf("%v %v", a, b)
		}
	}
}

// A tenant without an authorization endpoint has no browser to go to, and says so.
func TestNoBrowser(t *testing.T) {
	k := newKeysTenant()
	k.discovery = toJSON(map[string]any{"issuer": tenantIssuer, "jwks_uri": "https://contoso.ciamlogin.com/k"})
	f, first := k.client(t, stories.NewClock()).SignIn(auth.Hint{})
	step, err := f.Submit(t.Context(), auth.UseBrowser{})
	if kindIn(err) != auth.FailureConfig || step != first {
		t.Errorf("%s %v", shown(step), err)
	}
	if err := mustClient(t, auth.Config{ClientID: emulator.ClientPassword, Authority: "contoso", HTTP: &http.Client{Transport: trip(func(*http.Request) (*http.Response, error) {
		return answered(http.StatusNotFound, ""), nil
	})}}).Prepare(t.Context()); kindIn(err) != auth.FailureConfig {
		t.Error(err)
	}
}

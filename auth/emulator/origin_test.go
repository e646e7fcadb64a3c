package emulator_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/vestibule-app/vestibule/auth/emulator"
)

// atPort is a caller of a tenant on a real port.
func atPort(t *testing.T, tenant *emulator.Tenant) *caller {
	t.Helper()
	c := call(t, tenant)
	c.base = serve(t, tenant) + "/" + emulator.TenantName
	c.client = &http.Client{Transport: &http.Transport{DisableKeepAlives: true}, CheckRedirect: stay}
	return c
}

// send posts a form or gets a page under another name; pairs are header names and values.
func (c *caller) send(method, path, body string, pairs ...string) result {
	c.t.Helper()
	root := strings.TrimSuffix(c.base, "/"+emulator.TenantName)
	req, err := http.NewRequest(method, root+path, strings.NewReader(body))
	if err != nil {
		c.t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	for i := 0; i < len(pairs); i += 2 {
		if pairs[i] == "Host" {
			req.Host = pairs[i+1]
			continue
		}
		req.Header.Add(pairs[i], pairs[i+1])
	}
	return c.do(req)
}

// everything is one request for each endpoint.
var everything = []struct{ method, path string }{
	{"POST", "/" + emulator.TenantName + "/oauth2/v2.0/initiate"},
	{"POST", "/" + emulator.TenantName + "/oauth2/v2.0/challenge"},
	{"POST", "/" + emulator.TenantName + "/oauth2/v2.0/introspect"},
	{"POST", "/" + emulator.TenantID + "/oauth2/v2.0/token"},
	{"GET", "/" + emulator.TenantName + "/v2.0/.well-known/openid-configuration"},
	{"GET", "/" + emulator.TenantName + "/discovery/v2.0/keys"},
	{"GET", "/" + emulator.TenantName + "/oauth2/v2.0/authorize"},
	{"POST", "/" + emulator.TenantID + "/login"},
	{"GET", "/" + emulator.TenantName + "/oauth2/v2.0/logout"},
	{"GET", "/_emulator/messages"},
	{"GET", "/_emulator/"},
	{"POST", "/_emulator/reset"},
	{"GET", "/"},
	{"GET", "/elsewhere"},
}

// A name that somebody points at the loopback address reaches nothing, whatever the page under it asks for.
func TestForeignHostIsMisdirected(t *testing.T) {
	tenant := newTenant()
	port := atPort(t, tenant)
	bare := httptest.NewServer(tenant) // without Serve
	t.Cleanup(bare.Close)
	other := *port
	other.base = bare.URL + "/" + emulator.TenantName
	for _, c := range []*caller{port, &other} {
		for _, host := range []string{
			"evil.example", "evil.example:8400", "contoso.ciamlogin.com", "localhost.evil.example", "127.0.0.1.evil.example:80",
			"localhost:8400.evil.example", "10.0.0.1", "0.0.0.0:8400", "[::2]", "user@localhost",
		} {
			for _, e := range everything {
				r := c.send(e.method, e.path, "", "Host", host, "Origin", "http://"+host)
				if r.status != http.StatusMisdirectedRequest && r.status != http.StatusBadRequest { // net/http refuses some by itself
					t.Errorf("%s %s at %s: %d", e.method, e.path, host, r.status)
				}
				if strings.Contains(r.raw, host) || r.header.Get("Set-Cookie") != "" || r.header.Get("Location") != "" {
					t.Errorf("%s %s at %s: %v %s", e.method, e.path, host, r.header, r.raw)
				}
			}
		}
		if r := c.send("GET", "/elsewhere", "", "Host", "evil.example"); r.status != http.StatusMisdirectedRequest || r.text("error") == "" {
			t.Errorf("%d %s", r.status, r.raw)
		}
	}
	if n := len(tenant.Requests()); n != 0 {
		t.Errorf("%d of them are in the ledger", n)
	}
}

func TestOwnHosts(t *testing.T) {
	tenant := newTenant()
	tenant.Base = "http://tenant.example:81"
	c := atPort(t, tenant)
	path := "/" + emulator.TenantName + "/discovery/v2.0/keys"
	for _, host := range []string{"localhost", "LocalHost:8400", "127.0.0.1", "127.0.0.1:1", "127.9.9.9", "[::1]", "[::1]:8400", "tenant.example:81"} {
		if r := c.send("GET", path, "", "Host", host); r.status != 200 {
			t.Errorf("%s: %d", host, r.status)
		}
	}
	for _, host := range []string{"tenant.example", "tenant.example:82"} {
		if r := c.send("GET", path, "", "Host", host); r.status != 421 {
			t.Errorf("%s: %d", host, r.status)
		}
	}
	tenant = newTenant() // in process there are no other names
	for _, base := range []string{authority, "http://anywhere.example/" + emulator.TenantID} {
		c = call(t, tenant)
		c.base = base
		c.signIn()
	}
}

// A page of another origin cannot drive a sign-in, not even one that knows the password.
func TestForeignOriginIsRefused(t *testing.T) {
	tenant := newTenant()
	c := atPort(t, tenant)
	own := strings.TrimSuffix(c.base, "/"+emulator.TenantName)
	refused := map[string][]string{
		"another site":               {"Origin", "https://evil.example"},
		"another port":               {"Origin", "http://127.0.0.1:1"},
		"another name of ours":       {"Origin", strings.Replace(own, "127.0.0.1", "localhost", 1)},
		"another scheme":             {"Origin", strings.Replace(own, "http:", "https:", 1)},
		"sandboxed":                  {"Origin", "null"},
		"empty":                      {"Origin", ""},
		"two, ours first":            {"Origin", own, "Origin", "https://evil.example"},
		"no Origin, another site":    {"Sec-Fetch-Site", "cross-site"},
		"no Origin, the same site":   {"Sec-Fetch-Site", "same-site"},
		"our prefix":                 {"Origin", own + ".evil.example"},
		"another site, our own Host": {"Origin", "http://evil.example", "Host", "localhost"},
	}
	if err := tenant.Weather(emulator.Weather{Kind: emulator.Throttled, Times: 1}); err != nil {
		t.Fatal(err)
	}
	for name, headers := range refused {
		for _, e := range everything {
			if e.method != "POST" || strings.HasPrefix(e.path, "/_emulator") {
				continue
			}
			r := c.send("POST", e.path, "client_id="+emulator.ClientPassword+"&username=password%40contoso.example&challenge_type=oob+password+redirect", headers...)
			if r.status != 403 || strings.Contains(r.raw, "evil") {
				t.Errorf("%s: %s: %d %s", name, e.path, r.status, r.raw)
			}
		}
	}
	r := c.send("POST", everything[0].path, "", "Origin", "https://evil.example", "client-request-id", correlation)
	wantError(t, r, 403, "invalid_request", "", 9002326)

	if r := run(c, "initiate"); r.status != 429 {
		t.Errorf("the weather was spent on another site's request: %d %s", r.status, r.raw)
	}
	for name, headers := range map[string][]string{
		"a program": nil, "an own page": {"Origin", own}, "an own page, as Chromium says it": {"Origin", own, "Sec-Fetch-Site", "same-origin"},
		"typed by the person": {"Sec-Fetch-Site", "none"}, "under another own name": {"Origin", "http://localhost:8400", "Host", "localhost:8400"},
	} {
		body := "client_id=" + emulator.ClientPassword + "&username=password%40contoso.example&challenge_type=oob+password+redirect"
		if r := c.send("POST", everything[0].path, body, headers...); r.status != 200 {
			t.Errorf("%s: %d %s", name, r.status, r.raw)
		}
	}
}

// Reading needs no Origin: a browser comes to these from the app, or from anywhere.
func TestForeignOriginMayNavigate(t *testing.T) {
	c := atPort(t, newTenant())
	path := "/" + emulator.TenantName + "/oauth2/v2.0/authorize?" + request().Encode()
	if r := c.send("GET", path, "", "Sec-Fetch-Site", "cross-site"); r.status != 200 {
		t.Errorf("%d %s", r.status, r.raw)
	}
}

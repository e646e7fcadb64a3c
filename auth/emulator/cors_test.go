package emulator_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/vestibule-app/vestibule/auth/emulator"
)

const page = "http://localhost:3000"

// preflight asks as a browser does before it sends a page's request.
func (c *caller) preflight(origin, path, method, headers string, pairs ...string) result {
	c.t.Helper()
	pairs = append([]string{"Origin", origin, "Access-Control-Request-Method", method}, pairs...)
	if headers != "" {
		pairs = append(pairs, "Access-Control-Request-Headers", headers)
	}
	return c.send("OPTIONS", path, "", pairs...)
}

// atPage is a caller of a tenant on a port that lets the pages of two origins in.
func atPage(t *testing.T) *caller {
	tenant := newTenant()
	tenant.Origins = []string{page, "HTTPS://App.Contoso.Example:443"}
	return atPort(t, tenant)
}

// open are the requests that a page of a named origin may send, and closed those that it may not.
var (
	open = []struct{ method, path string }{
		{"POST", "/oauth2/v2.0/initiate"},
		{"POST", "/oauth2/v2.0/challenge"},
		{"POST", "/oauth2/v2.0/introspect"},
		{"POST", "/oauth2/v2.0/token"},
		{"POST", "/signup/v1.0/start"},
		{"POST", "/resetpassword/v1.0/poll_completion"},
		{"POST", "/register/v1.0/challenge"},
		{"GET", "/v2.0/.well-known/openid-configuration"},
		{"GET", "/discovery/v2.0/keys"},
		{"GET", "/no/such/endpoint"},
	}
	closed = []struct{ method, path string }{
		{"GET", "/" + emulator.TenantName + "/oauth2/v2.0/authorize"},
		{"POST", "/" + emulator.TenantID + "/login"},
		{"GET", "/" + emulator.TenantName + "/oauth2/v2.0/logout"},
		{"GET", "/_emulator/"},
		{"POST", "/_emulator/reset"},
		{"POST", "/_emulator/weather"},
		{"POST", "/_emulator/clock"},
		{"POST", "/_emulator/revoke"},
	}
)

func TestPreflight(t *testing.T) {
	c := atPage(t)
	const asked = "content-type, client-request-id, return-client-request-id, x-client-sku, x-ms-thing, x-fraud_check, authorization, sec-fetch-site, x-évil"
	const granted = "content-type, client-request-id, return-client-request-id, x-client-sku, x-ms-thing, x-fraud_check"
	for _, origin := range []string{page, "https://app.contoso.example"} {
		for _, tenant := range []string{emulator.TenantName, emulator.TenantID} {
			for _, e := range open {
				r := c.preflight(origin, "/"+tenant+e.path, e.method, asked)
				if r.status != http.StatusNoContent || r.raw != "" || r.header.Get("Access-Control-Allow-Origin") != origin {
					t.Fatalf("%s %s: %d %v", tenant, e.path, r.status, r.header)
				}
				if !slices.Contains(strings.Split(r.header.Get("Access-Control-Allow-Methods"), ", "), e.method) {
					t.Errorf("%s: methods %q", e.path, r.header.Get("Access-Control-Allow-Methods"))
				}
				if got := r.header.Get("Access-Control-Allow-Headers"); got != granted {
					t.Errorf("%s: headers %q", e.path, got)
				}
				if r.header.Get("Access-Control-Max-Age") != "600" || !strings.HasPrefix(strings.Join(r.header.Values("Vary"), ", "), "Origin, ") {
					t.Errorf("%s: %v", e.path, r.header)
				}
				for _, absent := range []string{"Access-Control-Allow-Credentials", "Access-Control-Allow-Private-Network"} {
					if r.header.Get(absent) != "" {
						t.Errorf("%s is granted", absent)
					}
				}
			}
		}
	}
	if n := len(c.tenant.Requests()); n != 0 {
		t.Errorf("%d preflights are in the ledger", n)
	}
	if r := c.preflight(page, "/"+emulator.TenantID+open[0].path, "POST", ""); r.status != 204 || r.header["Access-Control-Allow-Headers"] != nil {
		t.Errorf("no headers were asked for: %v", r.header)
	}
	if r := c.preflight(page, "/"+emulator.TenantID+open[0].path, "POST", "", "Access-Control-Request-Private-Network", "true"); r.header.Get("Access-Control-Allow-Private-Network") != "true" {
		t.Errorf("a page of the web was not let in: %v", r.header)
	}
}

// The page of a named origin signs in as any other client does, and can read all of every answer.
func TestPageSignsIn(t *testing.T) {
	port := atPage(t)
	root := strings.TrimSuffix(port.base, emulator.TenantName)
	for _, tenant := range []string{emulator.TenantName, emulator.TenantID} {
		c := &caller{t: t, tenant: port.tenant}
		c.base, c.client = root+tenant, &http.Client{Transport: fromPage{port.client.Transport, page}}
		c.signIn()
		refused := c.post("token", "client_id", emulator.ClientPassword, "grant_type", "password", "continuation_token", "x")
		wantError(t, refused, 400, "invalid_request", "", 55200)
		if err := c.tenant.Weather(emulator.Weather{Kind: emulator.Throttled, Times: 1}); err != nil {
			t.Fatal(err)
		}
		throttled := run(c, "initiate")
		for name, r := range map[string]result{"a refusal": refused, "throttled": throttled, "an end of the path": c.post("nothing")} {
			if r.header.Get("Access-Control-Allow-Origin") != page || r.header.Get("Vary") != "Origin" {
				t.Errorf("%s: %v", name, r.header)
			}
			for _, header := range []string{"client-request-id", "x-ms-request-id", "Retry-After", "Date"} {
				if !slices.Contains(strings.Split(r.header.Get("Access-Control-Expose-Headers"), ", "), header) {
					t.Errorf("%s: %s cannot be read", name, header)
				}
			}
		}
		if throttled.status != 429 || throttled.header.Get("Retry-After") == "" {
			t.Errorf("%d %v", throttled.status, throttled.header)
		}
		for _, path := range []string{"/" + tenant + "/v2.0/.well-known/openid-configuration", "/" + tenant + "/discovery/v2.0/keys"} {
			if r := port.send("GET", path, "", "Origin", page); r.status != 200 || r.header.Get("Access-Control-Allow-Origin") != page {
				t.Errorf("%s: %d %v", path, r.status, r.header)
			}
		}
	}
}

// fromPage sends what it sends as a browser does for a page of an origin.
type fromPage struct {
	http.RoundTripper
	origin string
}

func (f fromPage) RoundTrip(r *http.Request) (*http.Response, error) {
	r = r.Clone(r.Context())
	r.Header.Set("Origin", f.origin)
	r.Header.Set("Sec-Fetch-Site", "cross-site")
	return f.RoundTripper.RoundTrip(r)
}

// A page of a named origin may read what was sent, and give no orders.
func TestPageAtControl(t *testing.T) {
	c := atPage(t)
	c.challenged(emulator.ClientOTP, "otp@contoso.example")
	code := c.last("").Code
	r := c.send("GET", "/_emulator/messages", "", "Origin", page)
	if r.status != 200 || !strings.Contains(r.raw, code) || r.header.Get("Access-Control-Allow-Origin") != page {
		t.Errorf("%d %v %s", r.status, r.header, r.raw)
	}
	if r := c.preflight(page, "/_emulator/messages", "GET", "x-thing"); r.status != 204 || r.header.Get("Access-Control-Allow-Methods") != "GET, HEAD" {
		t.Errorf("%d %v", r.status, r.header)
	}
	for _, e := range closed {
		if r := c.preflight(page, e.path, e.method, "content-type"); r.status == 204 || r.header.Get("Access-Control-Allow-Origin") != "" {
			t.Errorf("preflight of %s: %d %v", e.path, r.status, r.header)
		}
		r := c.send(e.method, e.path, `{"advance":"1h"}`, "Origin", page)
		if r.header.Get("Access-Control-Allow-Origin") != "" || e.method == "POST" && r.status != 403 {
			t.Errorf("%s %s: %d %v", e.method, e.path, r.status, r.header)
		}
	}
	if len(c.tenant.Messages("")) != 1 {
		t.Error("the page has reset the tenant")
	}
}

// Whom nobody named stays outside, and cannot even tell that others are let in.
func TestOtherPagesStayOutside(t *testing.T) {
	named, alone := atPage(t), atPort(t, newTenant())
	own := strings.TrimSuffix(named.base, "/"+emulator.TenantName)
	for _, origin := range []string{
		"https://evil.example", "null", "", "*", page + ".evil.example", page + "/", strings.ToUpper(page), "https://localhost:3000", "http://localhost", "http://127.0.0.1:3000",
		"http://app.contoso.example", "https://app.contoso.example:443", "https://x.app.contoso.example",
	} {
		for _, c := range []*caller{named, alone} {
			for _, e := range open {
				path := "/" + emulator.TenantName + e.path
				wants := []result{c.preflight(origin, path, e.method, "content-type"), c.send(e.method, path, "", "Origin", origin)}
				for _, r := range wants {
					for name := range r.header {
						if strings.HasPrefix(name, "Access-Control-") {
							t.Errorf("%q at %s: %s", origin, e.path, name)
						}
					}
				}
				if refused := wants[1].status; e.method == "POST" && refused != 403 && refused != 404 {
					t.Errorf("%q at %s: %d", origin, e.path, refused)
				}
			}
		}
	}
	if r := named.send("POST", "/"+emulator.TenantName+open[0].path, "", "Origin", page, "Origin", "https://evil.example"); r.status != 403 {
		t.Errorf("two origins: %d", r.status)
	}
	if r := named.send("POST", "/"+emulator.TenantName+open[0].path, "", "Origin", page, "Host", "evil.example"); r.status != 421 {
		t.Errorf("another name: %d", r.status)
	}
	if r := named.send("GET", "/"+emulator.TenantName+"/discovery/v2.0/keys", "", "Origin", "https://evil.example"); r.header.Get("Vary") != "Origin" {
		t.Errorf("a cache may give it to everybody: %v", r.header)
	}
	if r := alone.preflight(page, "/"+emulator.TenantName+open[0].path, "POST", ""); r.status != 403 || r.header.Get("Vary") != "" {
		t.Errorf("nobody is named: %d %v", r.status, r.header)
	}
	if r := named.send("POST", "/"+emulator.TenantName+"/login", "", "Origin", own); r.status == 403 {
		t.Error("the tenant's own pages cannot post any more")
	}
}

func TestParseOrigin(t *testing.T) {
	for in, want := range map[string]string{
		"http://localhost:3000":         "http://localhost:3000",
		"https://App.Contoso.Example":   "https://app.contoso.example",
		"https://app.example:443":       "https://app.example",
		"http://app.example:80":         "http://app.example",
		"http://app.example:443":        "http://app.example:443",
		"http://app.example:08080":      "http://app.example:8080",
		"http://[::1]:3000":             "http://[::1]:3000",
		"http://192.0.2.7":              "http://192.0.2.7",
		"https://xn--bcher-kva.example": "https://xn--bcher-kva.example",
	} {
		if got, err := emulator.ParseOrigin(in); err != nil || got != want {
			t.Errorf("%s: %q, %v", in, got, err)
		}
	}
	for _, in := range []string{
		"", "*", "null", "localhost:3000", "http://*.example", "https://*", "ftp://a.example", "http://", "http://:80", "http://a.example:", "http://a.example/",
		"http://a.example/x", "http://a.example?x", "http://a.example?", "http://a.example#", "http://u@a.example", "http://u:p@a.example", "http://a.example:0",
		"http://a.example:65536", "http://a.example:http", "http://bücher.example", "http://a..example", "http://.example", "http://a b", "http://1.2.3", "http://256.1.1.1",
		"http://[::1", "http://[0:0::1]", "http://[fe80::1%25en0]", "http://[192.0.2.7]", "http://a.example,http://b.example", "http://a.example http://b.example",
	} {
		if got, err := emulator.ParseOrigin(in); err == nil || got != "" {
			t.Errorf("%q is %q", in, got)
		} else if !strings.Contains(err.Error(), "http://localhost:3000") {
			t.Errorf("%q: no example in %v", in, err)
		}
	}
}

func TestOriginsAreChecked(t *testing.T) {
	tenant := newTenant()
	tenant.Origins = []string{page, "*"}
	if err := tenant.ListenAndServe(t.Context(), "127.0.0.1:0", nil); err == nil || !strings.Contains(err.Error(), "pattern") {
		t.Errorf("got %v", err)
	}
	if r := run(call(t, tenant), "initiate"); r.status != http.StatusInternalServerError {
		t.Errorf("%d %s", r.status, r.raw)
	}
}

package emulator_test

import (
	"cmp"
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/vestibule-app/vestibule/auth/emulator"
)

// tool calls an /_emulator endpoint; pairs are header names and values.
func tool(c *caller, method, path, body string, pairs ...string) result {
	c.t.Helper()
	req, err := http.NewRequest(method, strings.TrimSuffix(c.base, "/"+emulator.TenantName)+"/_emulator"+path, strings.NewReader(body))
	if err != nil {
		c.t.Fatal(err)
	}
	for i := 0; i < len(pairs); i += 2 {
		if pairs[i] == "Host" {
			req.Host = pairs[i+1]
			continue
		}
		req.Header.Set(pairs[i], pairs[i+1])
	}
	return c.do(req)
}

func TestMessagesEndpoint(t *testing.T) {
	c := call(t, newTenant())
	if r := tool(c, "GET", "/messages", ""); r.raw != "[]" {
		t.Errorf("no messages are %q", r.raw)
	}
	c.challenged(emulator.ClientOTP, "otp@contoso.example")
	r := tool(c, "GET", "/messages?to=otp@contoso.example", "")
	var got []map[string]string
	if err := json.Unmarshal([]byte(r.raw), &got); err != nil || len(got) != 1 {
		t.Fatalf("%v in %s", err, r.raw)
	}
	want := map[string]string{"to": "otp@contoso.example", "channel": "email", "purpose": "sign_in", "sent_at": "2026-03-01T10:15:00Z", "code": c.last("").Code}
	for name, value := range want {
		if got[0][name] != value {
			t.Errorf("%s: want %q, got %q", name, value, got[0][name])
		}
	}
	if r := tool(c, "GET", "/messages?to=other@contoso.example", ""); r.raw != "[]" {
		t.Errorf("messages to somebody else: %s", r.raw)
	}
	var requests []emulator.Request
	if err := json.Unmarshal([]byte(tool(c, "GET", "/requests", "").raw), &requests); err != nil || len(requests) != 2 {
		t.Errorf("%v, %d requests", err, len(requests))
	}
}

func TestControlOrders(t *testing.T) {
	tests := []struct {
		path, body string
		status     int
	}{
		{"/clock", `{"advance":"10m"}`, 204},
		{"/clock", `{"advance":"soon"}`, 400},
		{"/clock", `{"advnace":"10m"}`, 400},
		{"/clock", `{"advance":"10m"} {}`, 400},
		{"/clock", ``, 400},
		{"/weather", `{"kind":"locked","after":1,"times":2}`, 204},
		{"/weather", `{"kind":"slow","delay":"2s"}`, 204},
		{"/weather", `{"kind":"slow","delay":"long"}`, 400},
		{"/weather", `{"kind":"hail"}`, 400},
		{"/weather", `{"kind":"slow","after":-1}`, 400},
		{"/weather", `{"kind":"slow","tiems":1}`, 400},
		{"/weather", strings.Repeat(" ", 70<<10), 400},
		{"/revoke", `{"user":"both@contoso.example"}`, 204},
		{"/revoke", `{"user":"nobody@contoso.example"}`, 404},
		{"/reset", ``, 204},
		{"/nothing", ``, 404},
	}
	for _, test := range tests {
		c := call(t, newTenant())
		if r := tool(c, "POST", test.path, test.body); r.status != test.status {
			t.Errorf("%s %.40s: %d %s", test.path, test.body, r.status, r.raw)
		}
	}
	for path, method := range map[string]string{"/clock": "GET", "/weather": "GET", "/reset": "GET", "/revoke": "GET", "/messages": "POST", "/requests": "POST", "/": "POST"} {
		if r := tool(call(t, newTenant()), method, path, ""); r.status != 405 || r.header.Get("Allow") == "" {
			t.Errorf("%s %s: %d", method, path, r.status)
		}
	}
}

func TestControlHasEffect(t *testing.T) {
	c := call(t, newTenant())
	token := c.initiate(emulator.ClientPassword, "password@contoso.example")
	tool(c, "POST", "/clock", `{"advance":"10m"}`)
	wantError(t, c.post("challenge", "client_id", emulator.ClientPassword, "continuation_token", token), 400, "expired_token", "", 552003)
	tool(c, "POST", "/weather", `{"kind":"throttled","times":1,"retry_after":9}`)
	if r := run(c, "initiate"); r.status != 429 || r.header.Get("Retry-After") != "9" {
		t.Errorf("%d %v", r.status, r.header)
	}
	refresh := c.signIn().text("refresh_token")
	tool(c, "POST", "/revoke", `{"user":"password@contoso.example"}`)
	wantError(t, c.refresh(refresh), 400, "invalid_grant", "bad_token", 50173)
	tool(c, "POST", "/reset", "")
	if len(c.tenant.Requests()) != 0 {
		t.Error("reset keeps the ledger")
	}
}

func TestControlIsForThisComputer(t *testing.T) {
	tenant := newTenant()
	c := call(t, tenant)
	c.base, c.client = serve(t, tenant), &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	tests := []struct {
		name, method string
		header       []string
		status       int
	}{
		{"a program", "POST", nil, 204},
		{"an own page", "POST", []string{"Origin", c.base}, 204},
		{"another page", "POST", []string{"Origin", "http://evil.example"}, 403},
		{"another port", "POST", []string{"Origin", "http://127.0.0.1:1"}, 403},
		{"a sandboxed page", "POST", []string{"Origin", "null"}, 403},
		{"another page without Origin", "POST", []string{"Sec-Fetch-Site", "cross-site"}, 403},
		{"a name that was pointed here", "POST", []string{"Host", "evil.example"}, 421},
		{"a name that was pointed here, reading", "GET", []string{"Host", "evil.example:8400"}, 421},
	}
	for _, test := range tests {
		path := "/reset"
		if test.method == "GET" {
			path = "/messages"
		}
		if r := tool(c, test.method, path, "", test.header...); r.status != test.status {
			t.Errorf("%s: %d", test.name, r.status)
		}
	}
}

func TestOverview(t *testing.T) {
	c := call(t, newTenant())
	c.challenged(emulator.ClientOTP, "otp@contoso.example")
	r := tool(c, "GET", "/", "")
	for _, part := range []string{"otp@contoso.example", "federated@contoso.example", c.last("").Code, "/oauth2/v2.0/initiate", emulator.Password} {
		if !strings.Contains(r.raw, part) {
			t.Errorf("%q is missing", part)
		}
	}
	for _, name := range []string{"/page.css", "/return.js"} {
		if r := tool(c, "GET", name, ""); r.status != 200 || r.raw == "" || r.header.Get("Content-Type") == "" {
			t.Errorf("%s: %d", name, r.status)
		}
	}
}

// The page is about the tenant that is served, and shows no password but the public one.
func TestOverviewOfATenantFile(t *testing.T) {
	text := string(example(t))
	for i, secret := range []string{"", "Sehr-Geheim-1"} {
		d, err := emulator.ParseTenantFile([]byte(strings.Replace(text, emulator.Password, cmp.Or(secret, emulator.Password), 1)))
		if err != nil {
			t.Fatal(err)
		}
		tenant := newTenant()
		tenant.Directory, tenant.Origins = d, []string{page}
		c := atPort(t, tenant)
		r := c.send("GET", "/_emulator/", "")
		root := strings.TrimSuffix(c.base, emulator.TenantName)
		parts := []string{root + d.Name, root + d.ID, page, "ada.lovelace", "&#43;15555550111"}
		for _, a := range d.Apps {
			parts = append(parts, a.ClientID, a.Name)
		}
		for _, u := range d.Users {
			parts = append(parts, u.Username, u.Name, u.About)
		}
		for _, part := range parts {
			if !strings.Contains(r.raw, part) {
				t.Errorf("%q is missing", part)
			}
		}
		if strings.Contains(r.raw, emulator.TenantName) || strings.Contains(r.raw, "Geheim") || strings.Contains(r.raw, emulator.Password) != (i == 0) {
			t.Errorf("with %q: %s", secret, r.raw)
		}
	}
}

func TestClockMovesTokens(t *testing.T) {
	tenant := newTenant()
	tenant.Advance(48 * time.Hour)
	got := claims(t, call(t, tenant).signIn().text("id_token"))["iat"]
	if want := float64(time.Date(2026, 3, 3, 10, 15, 0, 0, time.UTC).Unix()); got != want {
		t.Errorf("iat %v, want %v", got, want)
	}
}

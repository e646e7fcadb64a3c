package emulator_test

import (
	"encoding/base64"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/vestibule-app/vestibule/auth/emulator"
)

const (
	authority   = "https://contoso.ciamlogin.com/contoso.onmicrosoft.com"
	allTypes    = "oob password redirect"
	bothCapable = "mfa_required registration_required"
	correlation = "3f2504e0-4f89-41d3-9a0c-0305e82c3301"
)

// clock is a time that stands until it is moved.
type clock struct{ at time.Time }

func (c *clock) now() time.Time { return c.at }

func newTenant() *emulator.Tenant {
	c := &clock{time.Date(2026, 3, 1, 10, 15, 0, 0, time.UTC)}
	return &emulator.Tenant{PasswordCost: 1, Now: c.now}
}

// caller speaks the wire as a client does, and fails the test on anything that is not HTTP.
type caller struct {
	t      *testing.T
	tenant *emulator.Tenant
	client *http.Client
	base   string
}

func call(t *testing.T, tenant *emulator.Tenant) *caller {
	t.Helper()
	return &caller{t: t, tenant: tenant, client: &http.Client{Transport: tenant.Transport()}, base: authority}
}

// result is an answer.
type result struct {
	status int
	header http.Header
	raw    string
	body   map[string]any
}

func (r result) text(name string) string {
	s, _ := r.body[name].(string)
	return s
}

func (r result) codes() []float64 {
	var out []float64
	list, _ := r.body["error_codes"].([]any)
	for _, n := range list {
		f, _ := n.(float64)
		out = append(out, f)
	}
	return out
}

// post sends a form to an endpoint of oauth2/v2.0; pairs are name, value, name, value, ...
func (c *caller) post(endpoint string, pairs ...string) result {
	c.t.Helper()
	return c.form("oauth2/v2.0/"+endpoint, pairs...)
}

// form sends a form to any endpoint.
func (c *caller) form(path string, pairs ...string) result {
	c.t.Helper()
	values := url.Values{}
	for i := 0; i < len(pairs); i += 2 {
		values.Set(pairs[i], pairs[i+1])
	}
	req, err := http.NewRequest(http.MethodPost, c.base+"/"+path, strings.NewReader(values.Encode()))
	if err != nil {
		c.t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	req.Header.Set("client-request-id", correlation)
	return c.do(req)
}

func (c *caller) do(req *http.Request) result {
	c.t.Helper()
	resp, err := c.client.Do(req)
	if err != nil {
		c.t.Fatal(err)
	}
	defer resp.Body.Close()
	raw, err := io.ReadAll(resp.Body)
	if err != nil {
		c.t.Fatal(err)
	}
	out := result{status: resp.StatusCode, header: resp.Header, raw: string(raw)}
	if strings.HasPrefix(resp.Header.Get("Content-Type"), "application/json") {
		if err := json.Unmarshal(raw, &out.body); err != nil && !strings.HasPrefix(out.raw, "[") {
			c.t.Fatalf("%v in %s", err, raw)
		}
	}
	return out
}

// initiate begins a sign-in and returns the continuation token.
func (c *caller) initiate(client, username string) string {
	c.t.Helper()
	r := c.post("initiate", "client_id", client, "username", username, "challenge_type", allTypes, "capabilities", bothCapable)
	return c.ok(r).text("continuation_token")
}

// challenged goes on to the first factor.
func (c *caller) challenged(client, username string) string {
	c.t.Helper()
	r := c.post("challenge", "client_id", client, "continuation_token", c.initiate(client, username), "challenge_type", allTypes)
	return c.ok(r).text("continuation_token")
}

// password sends a password.
func (c *caller) password(client, token, password string) result {
	c.t.Helper()
	return c.post("token", "client_id", client, "grant_type", "password", "continuation_token", token,
		"password", password, "scope", "openid profile offline_access")
}

// code sends a code with the grant oob or mfa_oob.
func (c *caller) code(client, token, grant, code string) result {
	c.t.Helper()
	return c.post("token", "client_id", client, "grant_type", grant, "continuation_token", token,
		"oob", code, "scope", "openid profile offline_access")
}

// signIn makes tokens with a password.
func (c *caller) signIn() result {
	c.t.Helper()
	const user = "password@contoso.example"
	return c.ok(c.password(emulator.ClientPassword, c.challenged(emulator.ClientPassword, user), emulator.Password))
}

func (c *caller) refresh(token string, more ...string) result {
	c.t.Helper()
	return c.post("token", append([]string{"client_id", emulator.ClientPassword, "grant_type", "refresh_token", "refresh_token", token}, more...)...)
}

func (c *caller) ok(r result) result {
	c.t.Helper()
	if r.status != http.StatusOK || r.body == nil || r.text("challenge_type") == "redirect" {
		c.t.Fatalf("want success, got %d %s", r.status, r.raw)
	}
	return r
}

// last returns the newest message to an address.
func (c *caller) last(to string) emulator.Message {
	c.t.Helper()
	all := c.tenant.Messages(to)
	if len(all) == 0 {
		c.t.Fatalf("nothing was sent to %s", to)
	}
	return all[len(all)-1]
}

// other returns a code of the same length that is not the right one.
func other(code string) string {
	first := byte('0')
	if code[0] == '0' {
		first = '1'
	}
	return string(first) + code[1:]
}

// wantError checks an error by its discriminators and by the shape that all have.
func wantError(t *testing.T, r result, status int, code, suberror string, number int) {
	t.Helper()
	if r.status != status || r.text("error") != code || r.text("suberror") != suberror {
		t.Fatalf("want %d %s/%s, got %d %s", status, code, suberror, r.status, r.raw)
	}
	if number != 0 && !slices.Equal(r.codes(), []float64{float64(number)}) {
		t.Errorf("error_codes: want %d, got %v", number, r.body["error_codes"])
	}
	if r.text("correlation_id") != correlation || r.header.Get("client-request-id") != correlation {
		t.Errorf("the correlation id is not the one that was sent: %s", r.raw)
	}
	if r.text("trace_id") == "" || r.text("trace_id") != r.header.Get("x-ms-request-id") {
		t.Errorf("trace_id and x-ms-request-id differ: %s", r.raw)
	}
	description := r.text("error_description")
	for _, part := range []string{"Trace ID: " + r.text("trace_id"), "Correlation ID: " + correlation, "Timestamp: " + r.text("timestamp")} {
		if !strings.Contains(description, part) {
			t.Errorf("%q is missing in %q", part, description)
		}
	}
	if number != 0 && !strings.HasPrefix(description, "AADSTS") {
		t.Errorf("no AADSTS number in %q", description)
	}
	if _, err := time.Parse("2006-01-02 15:04:05Z", r.text("timestamp")); err != nil {
		t.Error(err)
	}
}

func wantRedirect(t *testing.T, r result) {
	t.Helper()
	if r.status != http.StatusOK || r.text("challenge_type") != "redirect" || r.text("continuation_token") != "" {
		t.Fatalf("want redirect, got %d %s", r.status, r.raw)
	}
}

// claims reads the payload of a JWT without checking it.
func claims(t *testing.T, token string) map[string]any {
	t.Helper()
	parts := strings.Split(token, ".")
	if len(parts) != 3 {
		t.Fatalf("not a JWT: %q", token)
	}
	raw, err := base64.RawURLEncoding.DecodeString(parts[1])
	if err != nil {
		t.Fatal(err)
	}
	var out map[string]any
	if err := json.Unmarshal(raw, &out); err != nil {
		t.Fatal(err)
	}
	return out
}

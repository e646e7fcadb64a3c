package emulator_test

import (
	"encoding/base64"
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/go-jose/go-jose/v4"

	"github.com/vestibule-app/vestibule/auth/emulator"
)

func TestTokenRefusals(t *testing.T) {
	const user = "password@contoso.example"
	tests := []struct {
		name      string
		form      []string
		code, sub string
		number    int
	}{
		{"no grant", nil, "invalid_request", "", 90100},
		{"unknown grant", []string{"grant_type", "magic"}, "unsupported_grant_type", "", 70003},
		{"no password", []string{"grant_type", "password", "scope", "openid"}, "invalid_request", "", 90100},
		{"no scope", []string{"grant_type", "password", "password", emulator.Password}, "invalid_request", "", 90100},
		{"unknown resource", []string{"grant_type", "password", "password", emulator.Password, "scope", "openid https://other.example/x"}, "invalid_scope", "", 70011},
		{"two resources", []string{"grant_type", "password", "password", emulator.Password, "scope", "User.Read api://contoso-orders/Orders.Read"}, "invalid_scope", "", 70011},
		{"no consent", []string{"grant_type", "password", "password", emulator.Password, "scope", "openid Mail.Read"}, "invalid_grant", "consent_required", 65001},
		{"wrong password", []string{"grant_type", "password", "password", "wrong", "scope", "openid"}, "invalid_grant", "", 50126},
		{"scope before password", []string{"grant_type", "password", "password", "wrong", "scope", "https://other.example/x"}, "invalid_scope", "", 70011},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			c := call(t, newTenant())
			token := c.challenged(emulator.ClientPassword, user)
			form := append([]string{"client_id", emulator.ClientPassword, "continuation_token", token}, test.form...)
			wantError(t, c.post("token", form...), 400, test.code, test.sub, test.number)
			c.ok(c.password(emulator.ClientPassword, token, emulator.Password)) // no refusal consumes the token
		})
	}
	c := call(t, newTenant())
	wantError(t, c.post("token", "client_id", unknownClient, "grant_type", "password"), 400, "unauthorized_client", "", 700011)
	wantError(t, c.post("token", "client_id", emulator.ClientConfidential, "grant_type", "password"), 400, "invalid_client", "nativeauthapi_disabled", 550022)
	wantError(t, c.post("token", "client_id", emulator.ClientConfidential, "grant_type", "refresh_token"), 400, "invalid_client", "", 7000218)
	wantError(t, c.post("token", "client_id", emulator.ClientPassword, "grant_type", "continuation_token", "continuation_token", "x"), 400, "invalid_request", "", 55200)
}

func TestScopesDecideTheTokens(t *testing.T) {
	tests := []struct {
		scope, granted, audience string
		id, refresh              bool
	}{
		{"openid", "openid", "https://graph.microsoft.com", true, false},
		{"openid profile offline_access", "openid profile", "https://graph.microsoft.com", true, true},
		{"api://contoso-orders/Orders.Read", "api://contoso-orders/Orders.Read", "api://contoso-orders", false, false},
		{"openid https://graph.microsoft.com/User.Read User.ReadWrite", "openid https://graph.microsoft.com/User.Read User.ReadWrite", "https://graph.microsoft.com", true, false},
	}
	for _, test := range tests {
		c := call(t, newTenant())
		token := c.challenged(emulator.ClientPassword, "password@contoso.example")
		r := c.ok(c.post("token", "client_id", emulator.ClientPassword, "grant_type", "password", "continuation_token", token,
			"password", emulator.Password, "scope", test.scope, "client_info", "1"))
		if (r.text("id_token") != "") != test.id || (r.text("refresh_token") != "") != test.refresh || r.text("scope") != test.granted {
			t.Errorf("%q: got %s", test.scope, r.raw)
		}
		if got := claims(t, r.text("access_token"))["aud"]; got != test.audience {
			t.Errorf("%q: audience %v", test.scope, got)
		}
		info, err := base64.RawURLEncoding.DecodeString(r.text("client_info"))
		if want := `{"uid":"22222222-0000-4000-8000-000000000001","utid":"` + emulator.TenantID + `"}`; err != nil || string(info) != want {
			t.Errorf("client_info %s %v", info, err)
		}
	}
}

func TestIDToken(t *testing.T) {
	c := call(t, newTenant())
	r := c.signIn()

	req, _ := http.NewRequest(http.MethodGet, authority+"/v2.0/.well-known/openid-configuration", nil)
	discovery := c.ok(c.do(req))
	req, _ = http.NewRequest(http.MethodGet, discovery.text("jwks_uri"), nil)
	var keys jose.JSONWebKeySet
	if err := json.Unmarshal([]byte(c.ok(c.do(req)).raw), &keys); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"id_token", "access_token"} {
		signed, err := jose.ParseSignedCompact(r.text(name), []jose.SignatureAlgorithm{jose.RS256})
		if err != nil {
			t.Fatal(err)
		}
		found := keys.Key(signed.Signatures[0].Header.KeyID)
		if len(found) != 1 || !found[0].IsPublic() || found[0].Use != "sig" {
			t.Fatalf("%s: no such key", name)
		}
		if typ := signed.Signatures[0].Protected.ExtraHeaders["typ"]; typ != "JWT" {
			t.Errorf("%s: typ %v", name, typ)
		}
		if _, err := signed.Verify(found[0]); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	at := float64(time.Date(2026, 3, 1, 10, 15, 0, 0, time.UTC).Unix())
	got := claims(t, r.text("id_token"))
	want := map[string]any{
		"iss": "https://" + emulator.TenantID + ".ciamlogin.com/" + emulator.TenantID + "/v2.0",
		"aud": emulator.ClientPassword, "tid": emulator.TenantID, "oid": "22222222-0000-4000-8000-000000000001",
		"iat": at, "nbf": at, "exp": at + r.body["expires_in"].(float64), "ver": "2.0",
		"preferred_username": "password@contoso.example", "name": "Pat Password", "nonce": nil,
	}
	for name, value := range want {
		if got[name] != value {
			t.Errorf("%s: want %v, got %v", name, value, got[name])
		}
	}
	if got["iss"] != discovery.body["issuer"] {
		t.Errorf("discovery names the issuer %v", discovery.body["issuer"])
	}
	if sub, _ := got["sub"].(string); sub == "" || sub == got["oid"] {
		t.Errorf("sub %v", got["sub"])
	}
}

func TestOwnIssuer(t *testing.T) {
	tenant := newTenant()
	tenant.OwnIssuer = true
	c := call(t, tenant)
	want := "https://contoso.ciamlogin.com/" + emulator.TenantID + "/v2.0"
	if got := claims(t, c.signIn().text("id_token"))["iss"]; got != want {
		t.Errorf("iss %v", got)
	}
	tenant = newTenant()
	tenant.OwnIssuer, tenant.Base = true, "http://127.0.0.1:8400/"
	req, _ := http.NewRequest(http.MethodGet, authority+"/v2.0/.well-known/openid-configuration", nil)
	r := call(t, tenant).do(req)
	if want := "http://127.0.0.1:8400/" + emulator.TenantID; r.text("issuer") != want+"/v2.0" || r.text("authorization_endpoint") != want+"/oauth2/v2.0/authorize" {
		t.Errorf("got %s", r.raw)
	}
}

func TestRefresh(t *testing.T) {
	c := call(t, newTenant())
	first := c.signIn().text("refresh_token")
	second := c.ok(c.refresh(first, "scope", "openid profile")).text("refresh_token")
	if second == "" || second == first {
		t.Fatal("a refresh token begets another")
	}
	c.ok(c.refresh(first)) // as in Entra, the old one stays valid
	c.ok(c.refresh(second))

	wantError(t, c.refresh("nonsense"), 400, "invalid_grant", "bad_token", 70000)
	wantError(t, c.refresh(""), 400, "invalid_request", "", 90100)
	wantError(t, c.refresh(first, "scope", "Mail.Read"), 400, "invalid_grant", "consent_required", 65001)
	wantError(t, c.post("token", "client_id", emulator.ClientOTP, "grant_type", "refresh_token", "refresh_token", first), 400, "invalid_grant", "bad_token", 70000)

	if c.tenant.Revoke("nobody@contoso.example") || !c.tenant.Revoke("password@contoso.example") {
		t.Error("Revoke finds the wrong people")
	}
	wantError(t, c.refresh(second), 400, "invalid_grant", "bad_token", 50173)

	fresh := c.signIn().text("refresh_token")
	c.tenant.Advance(90*24*time.Hour - time.Second)
	c.ok(c.refresh(fresh))
	c.tenant.Advance(time.Second)
	wantError(t, c.refresh(fresh), 400, "invalid_grant", "bad_token", 700082)
}

func TestStrictRotation(t *testing.T) {
	for _, family := range []bool{false, true} {
		tenant := newTenant()
		tenant.StrictRotation, tenant.RevokeFamily = true, family
		c := call(t, tenant)
		first := c.signIn().text("refresh_token")
		stranger := c.signIn().text("refresh_token")
		second := c.ok(c.refresh(first)).text("refresh_token")
		wantError(t, c.refresh(first), 400, "invalid_grant", "bad_token", 70000)
		if r := c.refresh(second); family {
			wantError(t, r, 400, "invalid_grant", "bad_token", 50173)
		} else {
			c.ok(r)
		}
		c.ok(c.refresh(stranger))
	}
}

func TestQuirks(t *testing.T) {
	tenant := newTenant()
	tenant.NumericStrings, tenant.UnknownFields, tenant.OmitCodeLength, tenant.OmitRedirectReason = true, true, true, true
	tenant.Interval = 30 * time.Second
	tenant.AccessLife = 5 * time.Minute
	tenant.Codes = func() string { return "0042" }
	c := call(t, tenant)
	r := c.signIn()
	if r.body["expires_in"] != "300" || r.body["ext_expires_in"] != "300" || r.body["emulator_extra"] == nil {
		t.Errorf("got %s", r.raw)
	}
	r = c.ok(c.post("challenge", "client_id", emulator.ClientOTP, "continuation_token", c.initiate(emulator.ClientOTP, "otp@contoso.example")))
	if _, ok := r.body["code_length"]; ok || r.body["interval"] != 30.0 || r.body["emulator_extra"] == nil {
		t.Errorf("got %s", r.raw)
	}
	c.ok(c.code(emulator.ClientOTP, r.text("continuation_token"), "oob", "0042"))
	r = demanded(c, "both@contoso.example", "")
	wantRedirect(t, r)
	if _, ok := r.body["redirect_reason"]; ok {
		t.Errorf("got %s", r.raw)
	}
}

func TestWireDiscipline(t *testing.T) {
	send := func(method, contentType, body string) result {
		c := call(t, newTenant())
		req, err := http.NewRequest(method, authority+"/oauth2/v2.0/initiate", strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set("Content-Type", contentType)
		req.Header.Set("client-request-id", correlation)
		return c.do(req)
	}
	const form = "application/x-www-form-urlencoded"
	good := "client_id=" + emulator.ClientPassword + "&username=otp%40contoso.example&challenge_type=oob+redirect&strange=1"
	if r := send("POST", form+"; charset=utf-8", good); r.status != 200 {
		t.Errorf("an unknown parameter is ignored, got %s", r.raw)
	}
	if r := send("GET", form, good); r.status != 405 || r.header.Get("Allow") != "POST" {
		t.Errorf("GET: %d %s", r.status, r.raw)
	}
	wantError(t, send("POST", "application/json", "{}"), 400, "invalid_request", "", 90023)
	wantError(t, send("POST", form, "client_id=%zz"), 400, "invalid_request", "", 90023)
	wantError(t, send("POST", form, good+"&client_id=x"), 400, "invalid_request", "", 90023)
	wantError(t, send("POST", form, good+"&pad="+strings.Repeat("x", 64<<10)), 413, "invalid_request", "", 90023)

	c := call(t, newTenant())
	r := c.post("initiate", "client_id", "x")
	if r.header.Get("Cache-Control") != "no-store" || r.header.Get("Date") != "Sun, 01 Mar 2026 10:15:00 GMT" {
		t.Errorf("headers %v", r.header)
	}
	for _, path := range []string{"/other.onmicrosoft.com/oauth2/v2.0/initiate", "/contoso.onmicrosoft.com/oauth/v2.0/initiate", "/contoso.onmicrosoft.com/signup/v1.0/begin", "/"} {
		req, _ := http.NewRequest(http.MethodPost, "https://contoso.ciamlogin.com"+path, nil)
		if r := c.do(req); r.status != 404 || r.raw != "" {
			t.Errorf("%s: %d %q", path, r.status, r.raw)
		}
	}
	c.base = "https://contoso.ciamlogin.com/" + strings.ToUpper(emulator.TenantID)
	c.signIn()
}

func TestUsersAndResetAndMessages(t *testing.T) {
	tenant := newTenant()
	users := tenant.Users()
	if len(users) != 8 || users[0].Username != "password@contoso.example" || slices.ContainsFunc(users, func(u emulator.User) bool { return u.About == "" }) {
		t.Errorf("got %+v", users)
	}
	c := call(t, tenant)
	var heard []emulator.Message
	stop := tenant.OnMessage(func(m emulator.Message) {
		heard = append(heard, m)
		tenant.Messages("") // a listener may ask
	})
	old := c.signIn().text("refresh_token")
	token := c.challenged(emulator.ClientOTP, "otp@contoso.example")
	if len(heard) != 1 || heard[0] != c.last("otp@contoso.example") {
		t.Errorf("heard %+v", heard)
	}
	if err := tenant.Weather(emulator.Weather{Kind: emulator.Throttled}); err != nil {
		t.Fatal(err)
	}
	tenant.Advance(time.Hour)
	if err := tenant.Reset(); err != nil {
		t.Fatal(err)
	}
	if len(tenant.Messages("")) != 0 || len(tenant.Requests()) != 0 {
		t.Error("Reset keeps messages or requests")
	}
	wantError(t, c.code(emulator.ClientOTP, token, "oob", heard[0].Code), 400, "invalid_request", "", 55200)
	wantError(t, c.refresh(old), 400, "invalid_grant", "bad_token", 70000)
	stop()
	c.challenged(emulator.ClientOTP, "otp@contoso.example")
	if len(heard) != 1 {
		t.Error("heard a message after stop")
	}
}

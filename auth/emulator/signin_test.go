package emulator_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/vestibule-app/vestibule/auth/emulator"
)

const unknownClient = "99999999-0000-4000-8000-000000000009"

func TestPasswordSignIn(t *testing.T) {
	c := call(t, newTenant())
	r := c.signIn()
	if r.text("token_type") != "Bearer" || r.text("scope") != "openid profile" {
		t.Errorf("got %s", r.raw)
	}
	for _, name := range []string{"access_token", "id_token", "refresh_token"} {
		if r.text(name) == "" {
			t.Errorf("%s is missing", name)
		}
	}
	if n, _ := r.body["expires_in"].(float64); n < 3600 || n > 4500 {
		t.Errorf("expires_in %v", r.body["expires_in"])
	}
	if r.body["client_info"] != nil {
		t.Error("client_info was not asked for")
	}
	if got := len(c.tenant.Requests()); got != 3 {
		t.Errorf("a sign-in with a password is 3 requests, got %d", got)
	}
}

func TestInitiateRefusals(t *testing.T) {
	const user = "password@contoso.example"
	tests := []struct {
		name             string
		form             []string
		code, sub        string
		number           int
		descriptionHolds string
	}{
		{"no client", []string{"username", user, "challenge_type", allTypes}, "invalid_request", "", 90100, "client_id parameter is empty or not valid"},
		{"malformed client", []string{"client_id", "x", "username", user, "challenge_type", allTypes}, "invalid_request", "", 90100, "client_id parameter is empty or not valid"},
		{"unknown client", []string{"client_id", unknownClient, "username", user, "challenge_type", allTypes}, "unauthorized_client", "", 700011, ""},
		{"confidential client", []string{"client_id", emulator.ClientConfidential, "username", user, "challenge_type", allTypes}, "invalid_client", "nativeauthapi_disabled", 550022, ""},
		{"no challenge_type", []string{"client_id", emulator.ClientPassword, "username", user}, "invalid_request", "", 90100, "challenge_type parameter"},
		{"unknown challenge type", []string{"client_id", emulator.ClientPassword, "username", user, "challenge_type", "oob magic"}, "invalid_request", "", 0, "The challenge_type list parameter contains an unsupported challenge type"},
		{"upper case challenge type", []string{"client_id", emulator.ClientPassword, "username", user, "challenge_type", "OOB redirect"}, "invalid_request", "", 0, "contains an unsupported challenge type"},
		{"no redirect", []string{"client_id", emulator.ClientPassword, "username", user, "challenge_type", "oob password"}, "unsupported_challenge_type", "", 901007, ""},
		{"no username", []string{"client_id", emulator.ClientPassword, "challenge_type", allTypes}, "invalid_request", "", 90100, "username parameter is empty or not valid"},
		{"malformed username", []string{"client_id", emulator.ClientPassword, "username", "pat", "challenge_type", allTypes}, "invalid_request", "", 90100, "username parameter is empty or not valid"},
		{"unknown user", []string{"client_id", emulator.ClientPassword, "username", "nobody@contoso.example", "challenge_type", allTypes}, "user_not_found", "", 50034, ""},

		// The order of validation, protocol-v1 section 16.3: each request has several mistakes, the first one counts.
		{"client before challenge_type", []string{"username", "pat", "challenge_type", "magic"}, "invalid_request", "", 90100, "client_id"},
		{"app before challenge_type", []string{"client_id", unknownClient, "challenge_type", "magic"}, "unauthorized_client", "", 0, ""},
		{"native before challenge_type", []string{"client_id", emulator.ClientConfidential, "challenge_type", "magic"}, "invalid_client", "nativeauthapi_disabled", 0, ""},
		{"unknown word before missing redirect", []string{"client_id", emulator.ClientPassword, "challenge_type", "magic", "username", "pat"}, "invalid_request", "", 0, "unsupported challenge type"},
		{"missing redirect before username", []string{"client_id", emulator.ClientPassword, "challenge_type", "oob", "username", "pat"}, "unsupported_challenge_type", "", 0, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r := call(t, newTenant()).post("initiate", test.form...)
			wantError(t, r, http.StatusBadRequest, test.code, test.sub, test.number)
			if !strings.Contains(r.text("error_description"), test.descriptionHolds) {
				t.Errorf("%q is missing in %q", test.descriptionHolds, r.text("error_description"))
			}
		})
	}
}

func TestChallengeTypes(t *testing.T) {
	tests := []struct{ user, list, want string }{
		{"password@contoso.example", "password redirect", "password"},
		{"password@contoso.example", allTypes, "password"},
		{"password@contoso.example", "oob redirect", "redirect"},
		{"otp@contoso.example", "oob redirect", "oob"},
		{"otp@contoso.example", allTypes, "oob"},
		{"otp@contoso.example", "password redirect", "redirect"},
		{"federated@contoso.example", allTypes, "redirect"},
		{"PASSWORD@Contoso.Example", allTypes, "password"},
	}
	for _, early := range []bool{false, true} {
		for _, test := range tests {
			tenant := newTenant()
			tenant.RedirectAtInitiate = early
			c := call(t, tenant)
			r := c.post("initiate", "client_id", emulator.ClientPassword, "username", test.user, "challenge_type", test.list)
			if early && test.want == "redirect" {
				wantRedirect(t, r)
				continue
			}
			token := c.ok(r).text("continuation_token")
			r = c.post("challenge", "client_id", emulator.ClientPassword, "continuation_token", token, "challenge_type", test.list)
			if r.text("challenge_type") != test.want {
				t.Errorf("%s with %q: want %s, got %s", test.user, test.list, test.want, r.raw)
			}
			if test.want == "redirect" {
				wantRedirect(t, r)
				wantError(t, c.post("challenge", "client_id", emulator.ClientPassword, "continuation_token", token), 400, "invalid_grant", "", 55200)
			}
		}
	}
	c := call(t, newTenant())
	wantRedirect(t, c.post("initiate", "client_id", emulator.ClientPassword, "username", "otp@contoso.example", "challenge_type", "redirect"))
	wantRedirect(t, c.post("initiate", "client_id", emulator.ClientBrowser, "username", "otp@contoso.example", "challenge_type", allTypes))
	for _, endpoint := range []string{"challenge", "introspect", "token"} {
		wantRedirect(t, c.post(endpoint, "client_id", emulator.ClientBrowser, "grant_type", "password", "continuation_token", "x"))
	}
}

func TestChallengeFallsBackToWhatWasAnnounced(t *testing.T) {
	c := call(t, newTenant())
	r := c.post("initiate", "client_id", emulator.ClientPassword, "username", "otp@contoso.example", "challenge_type", "password redirect")
	wantRedirect(t, c.post("challenge", "client_id", emulator.ClientPassword, "continuation_token", r.text("continuation_token")))
}

func TestCodePrompt(t *testing.T) {
	c := call(t, newTenant())
	r := c.ok(c.post("challenge", "client_id", emulator.ClientOTP, "continuation_token", c.initiate(emulator.ClientOTP, "otp@contoso.example"), "challenge_type", allTypes))
	want := map[string]any{
		"challenge_type": "oob", "binding_method": "prompt", "challenge_channel": "email",
		"challenge_target_label": "o***p@co****o.example", "code_length": 8.0,
	}
	for name, value := range want {
		if r.body[name] != value {
			t.Errorf("%s: want %v, got %v", name, value, r.body[name])
		}
	}
	if _, ok := r.body["interval"]; ok {
		t.Error("interval is documented for sign-up only")
	}
	m := c.last("otp@contoso.example")
	if len(m.Code) != 8 || m.Channel != "email" || m.Purpose != "sign_in" || m.SentAt.Location() != time.UTC {
		t.Errorf("got %+v", m)
	}
}

func TestPositions(t *testing.T) {
	tests := []struct {
		name            string
		endpoint, grant string
		place           string
		code            string
		number          int
	}{
		{name: "introspect after initiate", endpoint: "introspect", place: "started", code: "invalid_request", number: 55000},
		{name: "introspect after challenge", endpoint: "introspect", place: "password", code: "invalid_request", number: 55000},
		{name: "password after initiate", endpoint: "token", grant: "password", place: "started", code: "invalid_request", number: 55000},
		{name: "oob after initiate", endpoint: "token", grant: "oob", place: "started", code: "invalid_request", number: 55000},
		{name: "oob for a password account", endpoint: "token", grant: "oob", place: "password", code: "invalid_grant", number: 400002},
		{name: "password for a code account", endpoint: "token", grant: "password", place: "code", code: "invalid_grant", number: 400002},
		{name: "mfa_oob for a first factor", endpoint: "token", grant: "mfa_oob", place: "code", code: "invalid_request", number: 55000},
		{name: "continuation_token in a sign-in", endpoint: "token", grant: "continuation_token", place: "password", code: "invalid_request", number: 55000},
		{name: "password when a second factor is due", endpoint: "token", grant: "password", place: "mfa", code: "invalid_request", number: 55000},
		{name: "second factor without introspection of a code", endpoint: "token", grant: "mfa_oob", place: "mfa", code: "invalid_request", number: 55000},
		{name: "challenge when registration is due", endpoint: "challenge", place: "register", code: "invalid_request", number: 55000},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			c, client := call(t, newTenant()), emulator.ClientPassword
			var token string
			switch test.place {
			case "started":
				token = c.initiate(client, "password@contoso.example")
			case "password":
				token = c.challenged(client, "password@contoso.example")
			case "code":
				token = c.challenged(client, "otp@contoso.example")
			case "mfa", "register":
				client = emulator.ClientMFA
				user := "both@contoso.example"
				if test.place == "register" {
					user = "new@contoso.example"
				}
				token = c.password(client, c.challenged(client, user), emulator.Password).text("continuation_token")
			}
			r := c.post(test.endpoint, "client_id", client, "continuation_token", token, "grant_type", test.grant,
				"password", emulator.Password, "oob", "12345678", "scope", "openid")
			wantError(t, r, http.StatusBadRequest, test.code, "", test.number)
		})
	}
}

func TestContinuationTokens(t *testing.T) {
	const user = "password@contoso.example"
	for _, endpoint := range []string{"challenge", "introspect", "token"} {
		c := call(t, newTenant())
		send := func(client, token string) result {
			return c.post(endpoint, "client_id", client, "continuation_token", token, "grant_type", "password", "password", "x", "scope", "openid",
				"challenge_type", "magic") // a later mistake, which must not be reached
		}
		wantError(t, send(emulator.ClientPassword, ""), 400, "invalid_request", "", 90100)
		unknown := "invalid_request"
		if endpoint == "challenge" {
			unknown = "invalid_grant"
		}
		wantError(t, send(emulator.ClientPassword, "nonsense"), 400, unknown, "", 55200)
		token := c.initiate(emulator.ClientPassword, user)
		wantError(t, send(emulator.ClientOTP, token), 400, unknown, "", 55200)
		c.tenant.Advance(10*time.Minute - time.Second)
		if r := send(emulator.ClientPassword, token); r.text("error") == "expired_token" {
			t.Errorf("%s: expired too early", endpoint)
		}
		c.tenant.Advance(time.Second)
		wantError(t, send(emulator.ClientPassword, token), 400, "expired_token", "", 552003)
	}
}

func TestOnlyTheNewestTokenWorks(t *testing.T) {
	for _, keep := range []bool{false, true} {
		tenant := newTenant()
		tenant.KeepOldTokens = keep
		c := call(t, tenant)
		first := c.initiate(emulator.ClientPassword, "password@contoso.example")
		c.ok(c.post("challenge", "client_id", emulator.ClientPassword, "continuation_token", first))
		r := c.post("challenge", "client_id", emulator.ClientPassword, "continuation_token", first)
		if keep {
			c.ok(r)
			continue
		}
		wantError(t, r, 400, "invalid_grant", "", 55200)
	}
}

func TestAccountsThatMayNotComeIn(t *testing.T) {
	tests := []struct {
		user, password, code string
		number               int
	}{
		{"disabled@contoso.example", emulator.Password, "invalid_grant", 50057},
		{"disabled@contoso.example", "wrong", "invalid_grant", 50126},
		{"expired@contoso.example", emulator.Password, "invalid_request", 50142},
		{"expired@contoso.example", "wrong", "invalid_grant", 50126},
	}
	for _, test := range tests {
		c := call(t, newTenant())
		r := c.password(emulator.ClientPassword, c.challenged(emulator.ClientPassword, test.user), test.password)
		wantError(t, r, 400, test.code, "", test.number)
	}
}

func TestLockout(t *testing.T) {
	c := call(t, newTenant())
	token := c.challenged(emulator.ClientPassword, "password@contoso.example")
	wrong := func(password string, number int) {
		t.Helper()
		wantError(t, c.password(emulator.ClientPassword, token, password), 400, "invalid_grant", "", number)
	}
	for i := range 9 {
		wrong("wrong-"+string(rune('a'+i)), 50126)
	}
	for range 12 {
		wrong("wrong-i", 50126) // the same one again does not count
	}
	wrong("wrong-j", 50126)
	wrong(emulator.Password, 50053)
	c.tenant.Advance(59 * time.Second)
	wrong(emulator.Password, 50053)
	c.tenant.Advance(time.Second)
	wrong("wrong-k", 50126) // locks again, for twice as long
	c.tenant.Advance(119 * time.Second)
	wrong(emulator.Password, 50053)
	c.tenant.Advance(time.Second)
	c.ok(c.password(emulator.ClientPassword, token, emulator.Password))
	token = c.challenged(emulator.ClientPassword, "password@contoso.example")
	wrong("wrong-l", 50126) // the count began anew
	c.ok(c.password(emulator.ClientPassword, token, emulator.Password))
}

func TestCodeLife(t *testing.T) {
	c := call(t, newTenant())
	const user = "otp@contoso.example"
	token := c.challenged(emulator.ClientOTP, user)
	first := c.last(user).Code
	wantError(t, c.code(emulator.ClientOTP, token, "oob", other(first)), 400, "invalid_grant", "invalid_oob_value", 50181)

	r := c.ok(c.post("challenge", "client_id", emulator.ClientOTP, "continuation_token", token))
	token = r.text("continuation_token")
	second := c.last(user).Code
	if first != second { // one in a hundred million is the same
		wantError(t, c.code(emulator.ClientOTP, token, "oob", first), 400, "invalid_grant", "invalid_oob_value", 50181)
	}
	c.ok(c.code(emulator.ClientOTP, token, "oob", second))
	wantError(t, c.code(emulator.ClientOTP, token, "oob", second), 400, "invalid_request", "", 55200)
}

func TestCodeDies(t *testing.T) {
	const user = "otp@contoso.example"
	c := call(t, newTenant())
	token := c.challenged(emulator.ClientOTP, user)
	code := c.last(user).Code
	for range 5 {
		wantError(t, c.code(emulator.ClientOTP, token, "oob", other(code)), 400, "invalid_grant", "invalid_oob_value", 50181)
	}
	wantError(t, c.code(emulator.ClientOTP, token, "oob", code), 400, "invalid_grant", "invalid_oob_value", 50184)

	tenant := newTenant()
	tenant.ContinuationLife = time.Hour
	c = call(t, tenant)
	token = c.challenged(emulator.ClientOTP, user)
	tenant.Advance(10 * time.Minute)
	wantError(t, c.code(emulator.ClientOTP, token, "oob", c.last(user).Code), 400, "invalid_grant", "invalid_oob_value", 50184)
}

func TestTooManyCodes(t *testing.T) {
	tenant := newTenant()
	tenant.CodeLimit = 3
	tenant.ContinuationLife = time.Hour
	c := call(t, tenant)
	token := c.challenged(emulator.ClientOTP, "otp@contoso.example")
	resend := func() result {
		return c.post("challenge", "client_id", emulator.ClientOTP, "continuation_token", token)
	}
	for range 2 {
		token = c.ok(resend()).text("continuation_token")
	}
	wantError(t, resend(), 400, "invalid_request", "", 701014)
	if got := len(tenant.Messages("")); got != 3 {
		t.Errorf("%d messages", got)
	}
	tenant.Advance(15 * time.Minute)
	token = c.ok(resend()).text("continuation_token") // the refusal kept the token
	c.ok(c.code(emulator.ClientOTP, token, "oob", c.last("otp@contoso.example").Code))
}

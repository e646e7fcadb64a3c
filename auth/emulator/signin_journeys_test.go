package emulator_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/vestibule-app/vestibule/auth/emulator"
)

// issued checks that an answer is tokens, with all fields and no others.
func (k *talk) issued(r result, more ...string) {
	k.t.Helper()
	names := strings.Fields("token_type scope expires_in ext_expires_in access_token refresh_token id_token " + strings.Join(more, " "))
	for _, name := range names {
		if r.body[name] == nil {
			k.t.Errorf("%s is missing in %s", name, r.raw)
		}
	}
	if r.status != 200 || len(r.body) != len(names) || r.text("token_type") != "Bearer" {
		k.t.Errorf("want tokens, got %d %s", r.status, r.raw)
	}
}

// Journey 7.4.
func TestSignInWithAPassword(t *testing.T) {
	const user = "password@contoso.example"
	k := newCall(t).talk(emulator.ClientPassword)
	k.want(k.say("oauth2/v2.0/initiate", "username", user, "challenge_type", "password redirect"), 200)
	k.want(k.say("oauth2/v2.0/challenge", "challenge_type", "password redirect"), 200, "challenge_type", "password")
	k.issued(k.say("oauth2/v2.0/token", "grant_type", "password", "password", emulator.Password, "scope", allScopes))
}

// Journey 7.5, with the resend.
func TestSignInWithACode(t *testing.T) {
	const user = "otp@contoso.example"
	k := newCall(t).talk(emulator.ClientOTP)
	k.want(k.say("oauth2/v2.0/initiate", "username", user, "challenge_type", "oob redirect"), 200)
	for range 2 {
		k.want(k.say("oauth2/v2.0/challenge", "challenge_type", "oob redirect"), 200, prompted("o***p@co****o.example")...)
	}
	k.issued(k.say("oauth2/v2.0/token", "grant_type", "oob", "oob", k.last(user).Code, "scope", allScopes, "client_info", "true"), "client_info")
}

// Journey 7.6: the email first, then the phone instead, with the token of the last challenge.
func TestSignInWithASecondFactor(t *testing.T) {
	const user, phone = "both@contoso.example", "+15555550101"
	k := newCall(t).talk(emulator.ClientMFA)
	k.want(k.say("oauth2/v2.0/initiate", "username", user, "challenge_type", allTypes, "capabilities", bothCapable), 200)
	k.want(k.say("oauth2/v2.0/challenge", "challenge_type", allTypes), 200, "challenge_type", "password")
	k.want(k.say("oauth2/v2.0/token", "grant_type", "password", "password", emulator.Password, "scope", allScopes), 400,
		"error", "invalid_grant", "suberror", "mfa_required", "error_codes", []int{50076})
	r := k.want(k.say("oauth2/v2.0/introspect"), 200, "methods", nil)
	list := r.body["methods"].([]any)
	email, sms := list[0].(map[string]any), list[1].(map[string]any)
	for want, m := range map[string]map[string]any{"email b***h@ma*l.example": email, "sms +1*********1": sms} {
		if got := fmt.Sprint(m["challenge_channel"], " ", m["login_hint"]); got != want || m["challenge_type"] != "oob" || len(m) != 4 {
			t.Errorf("method %v", m)
		}
	}
	k.want(k.say("oauth2/v2.0/challenge", "id", email["id"].(string)), 200, prompted("b***h@ma*l.example")...)
	k.want(k.say("oauth2/v2.0/challenge", "id", sms["id"].(string)), 200, "challenge_type", "oob", "binding_method", "prompt",
		"challenge_channel", "sms", "challenge_target_label", "+1*********1", "code_length", 6)
	k.issued(k.say("oauth2/v2.0/token", "grant_type", "mfa_oob", "oob", k.last(phone).Code, "scope", allScopes))
}

// Section 10.5: an alias signs in with a password, natively and in the browser. A reset wants the address.
func TestAliases(t *testing.T) {
	d := emulator.BuiltIn()
	d.Users[0].Aliases = []string{"Pat.P"}
	tenant := newTenant()
	tenant.Directory = &d
	c := call(t, tenant)
	r := c.ok(c.password(emulator.ClientPassword, c.challenged(emulator.ClientPassword, "pat.p"), emulator.Password))
	if got := claims(t, r.text("id_token"))["preferred_username"]; got != "password@contoso.example" {
		t.Errorf("preferred_username %v", got)
	}
	begin := func(path, username string) result {
		return c.form(path, "client_id", emulator.ClientPassword, "username", username, "challenge_type", allTypes)
	}
	wantError(t, begin("oauth2/v2.0/initiate", "nobody"), 400, "user_not_found", "", 50034)
	wantError(t, begin("oauth2/v2.0/initiate", "two words"), 400, "invalid_request", "", 90100)
	wantError(t, begin("resetpassword/v1.0/start", "pat.p"), 400, "invalid_request", "", 90100)
	wantError(t, begin("signup/v1.0/start", "pat.p"), 400, "invalid_request", "", 90100)
	s := surf(t, tenant)
	s.open(request())
	s.submit("username", "pat.p")
	s.submit("password", emulator.Password)
	s.code()
}

// An app may register redirect URIs with paths.
func TestRedirectPaths(t *testing.T) {
	d := emulator.BuiltIn()
	d.Apps[0].RedirectPaths = []string{"/back"}
	tenant := newTenant()
	tenant.Directory = &d
	s := surf(t, tenant)
	for uri, page := range map[string]string{"http://localhost:1/back": "username", "http://localhost:1/": "error", "http://localhost": "error", "http://localhost/back/": "error"} {
		s.open(request("redirect_uri", uri))
		if s.id != page {
			t.Errorf("%s leads to %s", uri, s.id)
		}
	}
}

// An app for which native authentication is off still has the browser and its refresh tokens.
func TestNativeAuthenticationOff(t *testing.T) {
	d := emulator.BuiltIn()
	d.Apps[0].NativeDisabled = true
	tenant := newTenant()
	tenant.Directory = &d
	c := call(t, tenant)
	for _, path := range []string{"signup/v1.0/start", "resetpassword/v1.0/start", "oauth2/v2.0/initiate", "register/v1.0/introspect", "oauth2/v2.0/token"} {
		wantError(t, c.form(path, "client_id", emulator.ClientPassword, "grant_type", "password"), 400, "invalid_client", "nativeauthapi_disabled", 550022)
	}
	s := surf(t, tenant)
	s.open(request())
	s.submit("username", "password@contoso.example")
	s.submit("password", emulator.Password)
	r := c.ok(redeem(c, s.code()))
	c.ok(c.refresh(r.text("refresh_token")))
}

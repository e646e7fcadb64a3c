package emulator_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/vestibule-app/vestibule/auth/emulator"
)

// refusal is a row of an error table: a request, and what it is answered.
type refusal struct {
	name      string
	pairs     []string
	code, sub string
	number    int
	holds     string // part of the description
}

func (r refusal) check(t *testing.T, got result) {
	t.Helper()
	wantError(t, got, 400, r.code, r.sub, r.number)
	if !strings.Contains(got.text("error_description"), r.holds) {
		t.Errorf("%q is missing in %q", r.holds, got.text("error_description"))
	}
}

// withClient puts the client ID before the pairs, unless they bring one of their own.
func withClient(client string, pairs []string) []string {
	for i := 0; i < len(pairs); i += 2 {
		if pairs[i] == "client_id" {
			return pairs
		}
	}
	return append([]string{"client_id", client}, pairs...)
}

// The error table of section 3.1, and the order of validation of section 16.3.
func TestSignUpStartRefusals(t *testing.T) {
	const known, fay = "password@contoso.example", "federated@contoso.example"
	start := func(more ...string) []string {
		return append([]string{"username", stranger, "challenge_type", allTypes}, more...)
	}
	tests := []refusal{
		{"no client", []string{"client_id", "", "username", stranger}, "invalid_request", "", 90100, "client_id parameter is empty or not valid"},
		{"unknown client", []string{"client_id", unknownClient, "challenge_type", "x"}, "unauthorized_client", "", 700011, ""},
		{"not enabled", []string{"client_id", emulator.ClientConfidential, "challenge_type", "x"}, "invalid_client", "nativeauthapi_disabled", 550022, ""},
		{"no challenge type", []string{"username", stranger}, "invalid_request", "", 90100, "challenge_type parameter"},
		{"unknown challenge type", []string{"username", "x", "challenge_type", "x"}, "invalid_request", "", 90023, "contains an unsupported challenge type"},
		{"no redirect", []string{"username", "x", "challenge_type", "oob password"}, "unsupported_challenge_type", "", 901007, ""},
		{"no username", []string{"challenge_type", allTypes, "attributes", "{"}, "invalid_request", "", 90100, "username parameter"},
		{"alias as username", []string{"username", "sam", "challenge_type", allTypes}, "invalid_request", "", 90100, "username parameter"},
		{"accented address", []string{"username", "sám@contoso.example", "challenge_type", allTypes}, "invalid_request", "", 90100, "username parameter"},
		{"attributes that are no JSON", start("attributes", "{"), "invalid_request", "", 90100, "attributes parameter"},
		{"attributes that are a list", start("attributes", `["displayName"]`), "invalid_request", "", 90100, "attributes parameter"},
		{"attributes that are null", start("attributes", "null"), "invalid_request", "", 90100, "attributes parameter"},
		{"the account exists", []string{"username", strings.ToUpper(known), "challenge_type", allTypes, "password", "short"}, "user_already_exists", "", 1003037, ""},
		{"a social account exists", []string{"username", fay, "challenge_type", allTypes}, "user_already_exists", "", 1003037, ""},
		{"weak password", start("password", "alllowercase"), "invalid_grant", "password_too_weak", 399246, ""},
		{"short password", start("password", "Aa1"), "invalid_grant", "password_too_short", 0, ""},
		{"bad attribute", start("attributes", `{"displayName":"`+strings.Repeat("x", 257)+`"}`), "invalid_grant", "attribute_validation_failed", 0, ""},
		{"password before attributes", start("password", "Aa1", "attributes", `{"displayName":1}`), "invalid_grant", "password_too_short", 0, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			c := newCall(t)
			r := c.form("signup/v1.0/start", withClient(emulator.ClientPassword, test.pairs)...)
			test.check(t, r)
			if r.text("continuation_token") != "" {
				t.Errorf("a token in %s", r.raw)
			}
		})
	}
	c := newCall(t)
	wantRedirect(t, c.form("signup/v1.0/start", "client_id", emulator.ClientBrowser, "username", stranger, "challenge_type", allTypes))
}

// The error table of section 3.2.
func TestSignUpChallengeRefusals(t *testing.T) {
	tenant := fixedCodes()
	tenant.CodeLimit = 2
	k := reach(t, tenant, "signup started")
	wantError(t, k.say("signup/v1.0/challenge", "challenge_type", "oob password"), 400, "unsupported_challenge_type", "", 901007)
	wantError(t, k.form("signup/v1.0/challenge", "continuation_token", k.token), 400, "invalid_request", "", 90100)
	wantError(t, k.form("signup/v1.0/challenge", "client_id", k.client, "continuation_token", "x"), 400, "invalid_grant", "", 55200)
	for range 2 {
		k.ok(k.make("signup/challenge", stranger))
	}
	wantError(t, k.make("signup/challenge", stranger), 400, "invalid_request", "", 701014)
	if r := k.make("signup oob", stranger); r.text("error") != "credential_required" {
		t.Errorf("the last code is no longer good: %s", r.raw)
	}
}

// The error table of section 3.3; what a grant is answered in a wrong place is TestEveryPlaceAndRequest.
func TestSignUpContinueRefusals(t *testing.T) {
	tests := []struct {
		place string
		refusal
	}{
		{"signup code sent", refusal{"no grant", nil, "invalid_request", "", 90100, "grant_type"}},
		{"signup code sent", refusal{"unknown grant", []string{"grant_type", "magic"}, "invalid_grant", "", 0, ""}},
		{"signup code sent", refusal{"a grant of sign-in", []string{"grant_type", "mfa_oob", "oob", theCode}, "invalid_grant", "", 0, ""}},
		{"signup code sent", refusal{"no code", []string{"grant_type", "oob"}, "invalid_request", "", 90100, "oob parameter"}},
		{"signup code sent", refusal{"wrong code", []string{"grant_type", "oob", "oob", "1"}, "invalid_grant", "invalid_oob_value", 50181, ""}},
		{"signup password due", refusal{"no password", []string{"grant_type", "password"}, "invalid_request", "", 90100, "password parameter"}},
		{"signup password due", refusal{"banned password", []string{"grant_type", "password", "password", "Password1"}, "invalid_grant", "password_banned", 0, ""}},
		{"signup attributes due", refusal{"no attributes", []string{"grant_type", "attributes"}, "invalid_request", "", 90100, "attributes parameter"}},
		{"signup attributes due", refusal{"no JSON", []string{"grant_type", "attributes", "attributes", "x"}, "invalid_request", "", 90100, "attributes parameter"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			k := reach(t, fixedCodes(), test.place)
			test.check(t, k.say("signup/v1.0/continue", test.pairs...))
			p := places[test.place]
			if r := k.make(p.accepts[len(p.accepts)-1], p.user); !progress(r) {
				t.Errorf("the flow is broken: %s", r.raw)
			}
		})
	}
	d := emulator.BuiltIn()
	d.Policies.EmailOTPDisabled = true
	tenant := fixedCodes()
	tenant.Directory = &d
	k := reach(t, tenant, "signup code sent")
	refusal{code: "invalid_request", holds: "not enabled for all users"}.check(t, k.make("signup oob", stranger))
}

// Two sign-ups with one address: the slower one is told.
func TestSignUpRace(t *testing.T) {
	for _, address := range []string{stranger, strings.ToUpper(stranger)} {
		tenant := fixedCodes()
		slow := reach(t, tenant, "signup attributes due")
		fast := call(t, tenant).talk(emulator.ClientOTP)
		for _, what := range places["signup done"].path {
			fast.make(what, address)
		}
		wantError(t, slow.make("signup attributes", stranger), 400, "user_already_exists", "", 1003037)
		wantError(t, slow.make("signup attributes", stranger), 400, "invalid_request", "", 55200)
		fast.tokens("username", stranger)
		n := 0
		for _, u := range tenant.Users() {
			if strings.EqualFold(u.Username, stranger) {
				n++
			}
		}
		if n != 1 {
			t.Errorf("%d accounts", n)
		}
	}
}

// The table "which outcome follows the OTP step" of section 3.3.
func TestOutcomeOfTheCode(t *testing.T) {
	const whole, part = `{"displayName":"Sam","` + emulator.Membership + `":"AB1234","city":"Oslo"}`, `{"city":"Oslo"}`
	tests := []struct{ client, password, attributes, want, then string }{
		{emulator.ClientPassword, newPassword, whole, "", ""},
		{emulator.ClientPassword, newPassword, part, "attributes_required", ""},
		{emulator.ClientPassword, newPassword, "", "attributes_required", ""},
		{emulator.ClientPassword, "", whole, "credential_required", ""},
		{emulator.ClientPassword, "", part, "credential_required", "attributes_required"},
		{emulator.ClientOTP, "", whole, "", ""},
		{emulator.ClientOTP, "ignored", part, "attributes_required", ""},
	}
	for _, test := range tests {
		name := fmt.Sprintf("%+v", test)
		k := call(t, fixedCodes()).talk(test.client)
		form := []string{"username", stranger, "challenge_type", allTypes}
		if test.password != "" {
			form = append(form, "password", test.password)
		}
		if test.attributes != "" {
			form = append(form, "attributes", test.attributes)
		}
		k.ok(k.say("signup/v1.0/start", form...))
		k.ok(k.make("signup/challenge", stranger))
		r := k.make("signup oob", stranger)
		if r.text("error") != test.want {
			t.Errorf("%s: %s", name, r.raw)
		}
		if test.want == "credential_required" {
			if r = k.make("signup password", stranger); r.text("error") != test.then {
				t.Errorf("%s: then %s", name, r.raw)
			}
		}
		if r.text("error") == "attributes_required" {
			r = k.make("signup attributes", stranger)
		}
		k.ok(r)
		k.tokens("username", stranger)
	}
}

// After a sign-up the username is due at the token endpoint; what is sent must be that of the flow (section 4.4).
func TestTokenAfterSignUp(t *testing.T) {
	k := reach(t, fixedCodes(), "signup done")
	grant := []string{"grant_type", "continuation_token", "scope", allScopes}
	wantError(t, k.say("oauth2/v2.0/token", grant...), 400, "invalid_request", "", 90100)
	for _, username := range []string{"otp@contoso.example", "nobody@contoso.example", "x"} {
		wantError(t, k.say("oauth2/v2.0/token", append(grant, "username", username)...), 400, "invalid_request", "", 90100)
	}
	wantError(t, k.say("oauth2/v2.0/token", "grant_type", "continuation_token", "username", stranger), 400, "invalid_request", "", 90100) // no scope
	k.tokens("username", strings.ToUpper(stranger))
	wantError(t, k.say("oauth2/v2.0/token", append(grant, "username", stranger)...), 400, "invalid_request", "", 55200)
}

// Who signed up can use the browser pages.
func TestWhoSignedUpComesInByBrowser(t *testing.T) {
	tenant := fixedCodes()
	k := reach(t, tenant, "preverified")
	k.ok(k.make("register continuation", stranger))
	s := surf(t, tenant)
	s.open(request("client_id", emulator.ClientMFA))
	s.submit("username", stranger)
	s.submit("password", newPassword)
	s.on("code") // of the address that was registered
	s.submit("code", theCode)
	if s.code() == "" {
		t.Error("no authorization code")
	}
}

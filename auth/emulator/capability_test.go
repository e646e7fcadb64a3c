package emulator_test

import (
	"strings"
	"testing"

	"github.com/vestibule-app/vestibule/auth/emulator"
)

// The calls that take a list of challenge types, each with what it needs besides.
func startWith(c *caller, call, client, username, list string) result {
	c.t.Helper()
	form := []string{"client_id", client, "username", username, "challenge_type", list, "capabilities", bothCapable}
	if call == "signup" {
		form = append(form, "password", newPassword)
	}
	return c.form(map[string]string{"signup": "signup/v1.0/start", "signin": "oauth2/v2.0/initiate", "reset": "resetpassword/v1.0/start"}[call], form...)
}

func challengeWith(c *caller, call, client, token, list string) result {
	c.t.Helper()
	form := []string{"client_id", client, "continuation_token", token, "challenge_type", list}
	return c.form(map[string]string{"signup": "signup/v1.0/challenge", "signin": "oauth2/v2.0/challenge", "reset": "resetpassword/v1.0/challenge"}[call], form...)
}

// Every row of protocol-v1 section 8.1, with both places at which a redirect may come.
func TestChallengeTypesAgainstWhatIsRequired(t *testing.T) {
	const (
		password, otp = emulator.ClientPassword, emulator.ClientOTP
		pat, oli      = "password@contoso.example", "otp@contoso.example"
		fay           = "federated@contoso.example"
	)
	tests := []struct {
		call, client, user, list string
		want                     string // challenge type, "error/number" of the start, or "redirect"
	}{
		// any: no redirect in the list
		{"signup", password, stranger, "oob password", "unsupported_challenge_type/901007"},
		{"signin", password, pat, "password", "unsupported_challenge_type/901007"},
		{"reset", password, pat, "oob", "unsupported_challenge_type/901007"},
		// any: an unknown word
		{"signup", password, stranger, "oob password redirect magic", "invalid_request/90023"},
		{"signin", password, pat, "magic redirect", "invalid_request/90023"},
		{"reset", password, pat, "oob,redirect", "invalid_request/90023"},
		// any: nothing
		{"signup", password, stranger, "", "invalid_request/90100"},
		{"signin", password, pat, " ", "invalid_request/90100"},
		{"reset", password, pat, "", "invalid_request/90100"},
		// sign-up with a password
		{"signup", password, stranger, "oob password redirect", "oob"},
		{"signup", password, stranger, "oob redirect", "redirect"},
		{"signup", password, stranger, "password redirect", "redirect"},
		// sign-up with a code
		{"signup", otp, stranger, "oob redirect", "oob"},
		{"signup", otp, stranger, "oob password redirect", "oob"},
		{"signup", otp, stranger, "password redirect", "redirect"},
		// sign-in: the way the account was made counts, not the app
		{"signin", password, pat, "password redirect", "password"},
		{"signin", otp, pat, "oob password redirect", "password"},
		{"signin", password, pat, "oob redirect", "redirect"},
		{"signin", otp, oli, "oob redirect", "oob"},
		{"signin", password, oli, "oob password redirect", "oob"},
		{"signin", otp, oli, "password redirect", "redirect"},
		{"signin", password, fay, "oob password redirect", "redirect"},
		// reset
		{"reset", password, pat, "oob redirect", "oob"},
		{"reset", password, pat, "oob password redirect", "oob"},
		{"reset", password, pat, "password redirect", "redirect"},
		{"reset", password, oli, "oob redirect", "invalid_request/500222"},
		{"reset", otp, oli, "password redirect", "invalid_request/500222"},
		{"reset", password, fay, "oob redirect", "invalid_request/500222"},
		// any: redirect alone
		{"signup", password, stranger, "redirect", "redirect"},
		{"signup", otp, stranger, "redirect", "redirect"},
		{"signin", password, pat, "redirect", "redirect"},
		{"reset", password, pat, "redirect", "redirect"},
	}
	for _, turned := range []bool{false, true} {
		for _, test := range tests {
			name := test.call + " " + test.user + " " + test.list
			tenant := newTenant()
			tenant.RedirectAtChallenge, tenant.RedirectAtInitiate = turned, turned
			c := call(t, tenant)
			r := startWith(c, test.call, test.client, test.user, test.list)
			if r.status == 400 {
				number := strings.TrimSuffix(strings.TrimPrefix(r.raw[strings.Index(r.raw, "error_codes"):], `error_codes":[`), "]")
				number, _, _ = strings.Cut(number, "]")
				if got := r.text("error") + "/" + number; got != test.want {
					t.Errorf("%s: want %s, got %s", name, test.want, got)
				}
				continue
			}
			early := (test.call == "signin") == turned || test.list == "redirect" && test.call != "signup"
			if test.want == "redirect" && early {
				wantRedirect(t, r)
				continue
			}
			token := c.ok(r).text("continuation_token")
			r = challengeWith(c, test.call, test.client, token, test.list)
			if r.text("challenge_type") != test.want {
				t.Errorf("%s: want %s, got %s", name, test.want, r.raw)
			}
			if test.want == "redirect" {
				wantRedirect(t, r)
				if r := challengeWith(c, test.call, test.client, token, allTypes); r.status != 400 || r.codes()[0] != 55200 {
					t.Errorf("%s: the flow goes on after a redirect: %s", name, r.raw)
				}
			}
		}
	}
}

// A list that comes with challenge counts there, also when it is shorter than that of the start.
func TestChallengeTypesOfTheChallenge(t *testing.T) {
	for call, users := range map[string][]string{"signup": {stranger}, "reset": {"password@contoso.example"}, "signin": {"password@contoso.example"}} {
		c := newCall(t)
		begin := func() string {
			return c.ok(startWith(c, call, emulator.ClientPassword, users[0], allTypes)).text("continuation_token")
		}
		wantRedirect(t, challengeWith(c, call, emulator.ClientPassword, begin(), "redirect"))
		wantError(t, challengeWith(c, call, emulator.ClientPassword, begin(), "oob password"), 400, "unsupported_challenge_type", "", 901007)
		wantError(t, challengeWith(c, call, emulator.ClientPassword, begin(), "x redirect"), 400, "invalid_request", "", 90023)
		c.ok(challengeWith(c, call, emulator.ClientPassword, begin(), "")) // that of the start holds
	}
	k := newCall(t).talk(emulator.ClientPassword) // the second challenge of a sign-up, too
	k.ok(k.say("signup/v1.0/start", "username", stranger, "challenge_type", allTypes))
	k.say("signup/v1.0/continue", "grant_type", "oob", "oob", k.signupCode(stranger))
	wantRedirect(t, k.say("signup/v1.0/challenge", "challenge_type", "oob redirect"))
}

func newCall(t *testing.T) *caller {
	t.Helper()
	return call(t, newTenant())
}

// firstFactor is a way to reach the token endpoint's decision: each grant after which a second factor may be due.
type firstFactor struct {
	name string
	play func(c *caller, user, capabilities string) result
}

var firstFactors = []firstFactor{
	{"password", demanded},
	{"after a reset", func(c *caller, user, capabilities string) result {
		c.t.Helper()
		k := c.talk(emulator.ClientMFA)
		k.ok(k.say("resetpassword/v1.0/start", "username", user, "challenge_type", "oob redirect", "capabilities", capabilities))
		k.ok(k.say("resetpassword/v1.0/challenge"))
		all := c.tenant.Messages("")
		k.ok(k.say("resetpassword/v1.0/continue", "grant_type", "oob", "oob", all[len(all)-1].Code))
		k.ok(k.say("resetpassword/v1.0/submit", "new_password", newPassword))
		k.ok(k.say("resetpassword/v1.0/poll_completion"))
		return k.say("oauth2/v2.0/token", "grant_type", "continuation_token", "username", user, "scope", allScopes)
	}},
	{"code", func(c *caller, user, capabilities string) result {
		c.t.Helper()
		k := c.talk(emulator.ClientMFA)
		k.ok(k.say("oauth2/v2.0/initiate", "username", user, "challenge_type", allTypes, "capabilities", capabilities))
		k.ok(k.say("oauth2/v2.0/challenge"))
		return k.say("oauth2/v2.0/token", "grant_type", "oob", "oob", c.last(user).Code, "scope", allScopes)
	}},
}

// Every row of protocol-v1 section 8.2, after every grant that the section concerns.
func TestCapabilitiesAgainstThePolicy(t *testing.T) {
	const missing = "Client is missing "
	tests := []struct {
		user, capabilities string
		want               string // suberror, or the reason of the redirect
	}{
		{"both@contoso.example", bothCapable, "mfa_required"},
		{"both@contoso.example", "mfa_required", "mfa_required"},
		{"both@contoso.example", "registration_required", missing + "mfa_required capability"},
		{"both@contoso.example", "", missing + "mfa_required capability"},
		{"new@contoso.example", bothCapable, "registration_required"},
		{"new@contoso.example", "registration_required", "registration_required"},
		{"new@contoso.example", "mfa_required", missing + "registration_required capability"},
		{"new@contoso.example", "", missing + "registration_required capability"},
	}
	for _, first := range firstFactors {
		for _, test := range tests {
			if first.name == "code" {
				continue // these have passwords; see below
			}
			checkDemand(t, first, newTenant(), test.user, test.capabilities, test.want)
		}
	}
	// With a code as first factor: only if the tenant goes that far, and then by text message alone.
	for _, test := range []struct{ user, capabilities, want string }{
		{"kim@contoso.example", bothCapable, "mfa_required"},
		{"kim@contoso.example", "registration_required", missing + "mfa_required capability"},
		{"otp@contoso.example", bothCapable, "registration_required"},
		{"otp@contoso.example", "mfa_required", missing + "registration_required capability"},
	} {
		d := emulator.BuiltIn()
		d.Users = append(d.Users, emulator.User{Username: "kim@contoso.example", Method: emulator.MethodOTP,
			StrongMethods: []emulator.StrongMethod{{Channel: emulator.ChannelEmail, Target: "kim@mail.example"}, {Channel: emulator.ChannelSMS, Target: "+15555550188"}}})
		tenant := newTenant()
		tenant.Directory, tenant.MFAForCodes = &d, true
		checkDemand(t, firstFactors[2], tenant, test.user, test.capabilities, test.want)
		tenant = newTenant()
		tenant.Directory = &d
		if r := firstFactors[2].play(call(t, tenant), test.user, test.capabilities); r.text("access_token") == "" {
			t.Errorf("%s: a second factor after a code: %s", test.user, r.raw)
		}
	}
	// MFA not demanded: tokens whatever the capabilities.
	for _, capabilities := range []string{"", bothCapable} {
		c := newCall(t)
		r := c.ok(c.post("initiate", "client_id", emulator.ClientPassword, "username", "both@contoso.example", "challenge_type", allTypes, "capabilities", capabilities))
		r = c.ok(c.post("challenge", "client_id", emulator.ClientPassword, "continuation_token", r.text("continuation_token")))
		c.ok(c.password(emulator.ClientPassword, r.text("continuation_token"), emulator.Password))
	}
}

func checkDemand(t *testing.T, first firstFactor, tenant *emulator.Tenant, user, capabilities, want string) {
	t.Helper()
	c := call(t, tenant)
	r := first.play(c, user, capabilities)
	name := first.name + ", " + user + " with " + capabilities
	if !strings.HasPrefix(want, "Client") {
		wantError(t, r, 400, "invalid_grant", want, 0)
		if r.text("continuation_token") == "" {
			t.Errorf("%s: no token in %s", name, r.raw)
		}
		return
	}
	wantRedirect(t, r)
	if r.text("redirect_reason") != want {
		t.Errorf("%s: reason %q", name, r.text("redirect_reason"))
	}
	if err := tenant.Reset(); err != nil {
		t.Fatal(err)
	}
	tenant.IgnoreCapabilities = true // some tenants do not enforce them
	wantError(t, first.play(call(t, tenant), user, capabilities), 400, "invalid_grant",
		strings.TrimSuffix(strings.TrimPrefix(want, "Client is missing "), " capability"), 0)
}

// The rows of section 8.2 about a method registered in the same flow, and about one that is at risk.
func TestSecondFactorAfterRegistrationAndAtRisk(t *testing.T) {
	for _, again := range []bool{false, true} {
		tenant := newTenant()
		tenant.MFAAfterRegistration = again
		k := call(t, tenant).talk(emulator.ClientMFA)
		k.token = demanded(k.caller, "new@contoso.example", bothCapable).text("continuation_token")
		k.ok(k.say("register/v1.0/challenge", "challenge_type", "oob", "challenge_target", "nell@mail.example"))
		k.ok(k.say("register/v1.0/continue", "grant_type", "oob", "oob", k.last("nell@mail.example").Code))
		r := k.say("oauth2/v2.0/token", "grant_type", "continuation_token", "scope", allScopes)
		if again {
			wantError(t, r, 400, "invalid_grant", "mfa_required", 50076)
			continue
		}
		k.ok(r)
	}
	c := newCall(t)
	token, list := methods(c, demanded(c, "sms@contoso.example", bothCapable).text("continuation_token"))
	if err := c.tenant.Weather(emulator.Weather{Kind: emulator.RiskyMethod}); err != nil {
		t.Fatal(err)
	}
	wantRedirect(t, c.post("challenge", "client_id", emulator.ClientMFA, "continuation_token", token, "id", list[0]["id"].(string)))
}

// A claims request for an authentication context demands a second factor where the policy does not.
func TestClaimsDemandASecondFactor(t *testing.T) {
	const contextClass = `{"access_token":{"acrs":{"essential":true,"value":"c4"}}}`
	for claims, want := range map[string]string{contextClass: "mfa_required", `{"access_token":{"acrs":null}}`: "", `{"id_token":{"x":null}}`: "", "": "", "{": "refused", `[]`: "refused"} {
		c := newCall(t)
		token := c.challenged(emulator.ClientPassword, "both@contoso.example")
		r := c.post("token", "client_id", emulator.ClientPassword, "grant_type", "password", "continuation_token", token,
			"password", emulator.Password, "scope", allScopes, "claims", claims)
		switch want {
		case "":
			c.ok(r)
		case "refused":
			wantError(t, r, 400, "invalid_request", "", 90100)
		default:
			wantError(t, r, 400, "invalid_grant", want, 50076)
		}
	}
}

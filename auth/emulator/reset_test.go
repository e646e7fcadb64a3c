package emulator_test

import (
	"strings"
	"testing"
	"time"

	"github.com/vestibule-app/vestibule/auth/emulator"
)

// The error table of section 6.1, and the order of validation.
func TestResetStartRefusals(t *testing.T) {
	const pat, oli, fay = "password@contoso.example", "otp@contoso.example", "federated@contoso.example"
	tests := []refusal{
		{"no client", []string{"client_id", "", "username", pat}, "invalid_request", "", 90100, "client_id"},
		{"unknown client", []string{"client_id", unknownClient}, "unauthorized_client", "", 700011, ""},
		{"not enabled", []string{"client_id", emulator.ClientConfidential}, "invalid_client", "nativeauthapi_disabled", 550022, ""},
		{"no challenge type", []string{"username", pat}, "invalid_request", "", 90100, "challenge_type"},
		{"unknown challenge type", []string{"username", pat, "challenge_type", "sms redirect"}, "invalid_request", "", 90023, "unsupported challenge type"},
		{"no redirect", []string{"username", pat, "challenge_type", "oob"}, "unsupported_challenge_type", "", 901007, ""},
		{"no username", []string{"challenge_type", "oob redirect"}, "invalid_request", "", 90100, "username"},
		{"malformed username", []string{"username", "pat", "challenge_type", "oob redirect"}, "invalid_request", "", 90100, "username"},
		{"unknown user", []string{"username", "nobody@contoso.example", "challenge_type", "oob redirect"}, "user_not_found", "", 50034, ""},
		{"account with a code", []string{"username", oli, "challenge_type", "oob redirect"}, "invalid_request", "", 500222, "native credential recovery"},
		{"social account", []string{"username", fay, "challenge_type", "oob redirect"}, "invalid_request", "", 500222, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			test.check(t, newCall(t).form("resetpassword/v1.0/start", withClient(emulator.ClientPassword, test.pairs)...))
		})
	}
	wantRedirect(t, newCall(t).form("resetpassword/v1.0/start", "client_id", emulator.ClientBrowser, "username", pat, "challenge_type", "oob redirect"))
	for _, spoil := range []func(*emulator.Directory){
		func(d *emulator.Directory) { d.Policies.EmailOTPDisabled = true },
		func(d *emulator.Directory) { d.Apps[0].ResetDisabled = true },
	} {
		d := emulator.BuiltIn()
		spoil(&d)
		tenant := newTenant()
		tenant.Directory = &d
		wantError(t, call(t, tenant).form("resetpassword/v1.0/start", "client_id", emulator.ClientPassword, "username", pat, "challenge_type", "oob redirect"),
			400, "invalid_request", "", 500222)
	}
}

// The errors of sections 6.2 to 6.5 and that the flow survives them.
func TestResetRefusals(t *testing.T) {
	tests := []struct {
		place, path string
		refusal
	}{
		{"reset started", "challenge", refusal{"no redirect", []string{"challenge_type", "oob"}, "unsupported_challenge_type", "", 901007, ""}},
		{"reset code sent", "continue", refusal{"no grant", []string{"oob", theCode}, "invalid_request", "", 90100, "grant_type"}},
		{"reset code sent", "continue", refusal{"wrong grant", []string{"grant_type", "password", "password", newPassword}, "invalid_grant", "", 0, ""}},
		{"reset code sent", "continue", refusal{"no code", []string{"grant_type", "oob"}, "invalid_request", "", 90100, "oob"}},
		{"reset code sent", "continue", refusal{"wrong code", []string{"grant_type", "oob", "oob", "1"}, "invalid_grant", "invalid_oob_value", 50181, ""}},
		{"reset verified", "submit", refusal{"no password", nil, "invalid_request", "", 90100, "new_password"}},
		{"reset verified", "submit", refusal{"the wrong parameter", []string{"password", newPassword}, "invalid_request", "", 90100, "new_password"}},
		{"reset verified", "submit", refusal{"the password of now", []string{"new_password", emulator.Password}, "invalid_grant", "password_recently_used", 0, ""}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			k := reach(t, fixedCodes(), test.place)
			test.check(t, k.say("resetpassword/v1.0/"+test.path, test.pairs...))
			p := places[test.place]
			if r := k.make(p.accepts[len(p.accepts)-1], p.user); !progress(r) {
				t.Errorf("the flow is broken: %s", r.raw)
			}
		})
	}
	tenant := fixedCodes()
	tenant.CodeLimit = 1
	k := reach(t, tenant, "reset code sent")
	wantError(t, k.make("reset/challenge", ""), 400, "invalid_request", "", 701014)
	k.token = "x" // unlike at the older challenge endpoints
	wantError(t, k.make("reset/challenge", ""), 400, "invalid_request", "", 55200)
}

// Section 6.2: where the code goes.
func TestWhereTheResetCodeGoes(t *testing.T) {
	for user, to := range map[string]string{
		"password@contoso.example": "password@contoso.example", // the strong method is the account's address
		"both@contoso.example":     "both@mail.example",        // it is another address
		"sms@contoso.example":      "sms@contoso.example",      // it is a phone
		"new@contoso.example":      "new@contoso.example",      // there is none
	} {
		k := newCall(t).talk(emulator.ClientPassword)
		k.ok(k.say("resetpassword/v1.0/start", "username", user, "challenge_type", "oob redirect"))
		r := k.ok(k.say("resetpassword/v1.0/challenge"))
		all := k.tenant.Messages("")
		if len(all) != 1 || all[0].To != to || all[0].Channel != "email" || r.text("challenge_channel") != "email" {
			t.Errorf("%s: sent %+v", user, all)
		}
	}
}

// What a reset does to the account: nothing before the poll says so; then the lockout ends and the password need not be
// changed any more.
func TestWhatAResetChanges(t *testing.T) {
	const expired, disabled = "expired@contoso.example", "disabled@contoso.example"
	c := newCall(t)
	k := c.talk(emulator.ClientPassword)
	k.ok(k.resetTo(expired, newPassword))
	wantError(t, c.password(emulator.ClientPassword, c.challenged(emulator.ClientPassword, expired), emulator.Password), 400, "invalid_request", "", 50142)
	k.want(k.say("resetpassword/v1.0/poll_completion"), 200, "status", "succeeded")
	k.tokens("username", expired)
	c.ok(c.password(emulator.ClientPassword, c.challenged(emulator.ClientPassword, expired), newPassword))

	tenant := newTenant()
	tenant.PasswordTries = 1
	c = call(t, tenant)
	const user = "password@contoso.example"
	wantError(t, c.password(emulator.ClientPassword, c.challenged(emulator.ClientPassword, user), "wrong"), 400, "invalid_grant", "", 50126)
	wantError(t, c.password(emulator.ClientPassword, c.challenged(emulator.ClientPassword, user), emulator.Password), 400, "invalid_grant", "", 50053)
	k = c.talk(emulator.ClientPassword)
	k.ok(k.resetTo(user, newPassword))
	k.ok(k.say("resetpassword/v1.0/poll_completion"))
	c.ok(c.password(emulator.ClientPassword, c.challenged(emulator.ClientPassword, user), newPassword))

	k = newCall(t).talk(emulator.ClientPassword) // a disabled account stays so
	k.ok(k.resetTo(disabled, newPassword))
	k.ok(k.say("resetpassword/v1.0/poll_completion"))
	wantError(t, k.say("oauth2/v2.0/token", "grant_type", "continuation_token", "username", disabled, "scope", allScopes), 400, "invalid_grant", "", 50057)
}

// Section 9.4: the token of submit is good for every poll, and so is the newest; those between are not.
func TestTokensOfPolls(t *testing.T) {
	tenant := fixedCodes()
	tenant.PollsInProgress = 4
	k := reach(t, tenant, "reset submitted")
	submit := k.token
	k.ok(k.make("reset/poll", ""))
	first := k.token
	k.ok(k.make("reset/poll", ""))
	second := k.token
	k.token = first
	wantError(t, k.make("reset/poll", ""), 400, "invalid_request", "", 55200)
	k.token = second
	k.ok(k.make("reset/poll", ""))
	for _, status := range []string{"in_progress", "succeeded"} {
		k.token = submit
		k.want(k.make("reset/poll", ""), 200, "status", status)
	}
	k.token = submit
	wantError(t, k.make("reset/poll", ""), 400, "invalid_request", "", 55200)
}

// A reset that fails goes on with another password and the token of that answer.
func TestResetThatFails(t *testing.T) {
	k := reach(t, fixedCodes(), "reset submitted")
	if err := k.tenant.Weather(emulator.Weather{Kind: emulator.ResetFailed, Times: 1}); err != nil {
		t.Fatal(err)
	}
	old := k.token
	k.want(k.make("reset/poll", ""), 200, "status", "failed")
	next := k.token
	k.token = old
	wantError(t, k.make("reset/poll", ""), 400, "invalid_request", "", 55200)
	k.token = next
	k.ok(k.say("resetpassword/v1.0/submit", "new_password", "Green-Kettle-43"))
	if err := k.tenant.Weather(emulator.Weather{Kind: emulator.ResetPending, Times: 2}); err != nil {
		t.Fatal(err)
	}
	k.want(k.make("reset/poll", ""), 200, "status", "in_progress")
	k.want(k.make("reset/poll", ""), 200, "status", "in_progress")
	k.want(k.make("reset/poll", ""), 200, "status", "succeeded")
	c := k.caller
	wantError(t, c.password(emulator.ClientPassword, c.challenged(emulator.ClientPassword, "both@contoso.example"), newPassword), 400, "invalid_grant", "", 50126)
	c.ok(c.password(emulator.ClientPassword, c.challenged(emulator.ClientPassword, "both@contoso.example"), "Green-Kettle-43"))
}

// The password may be judged late: the poll refuses it, and the same token takes another one.
func TestLatePasswordPolicy(t *testing.T) {
	tenant := fixedCodes()
	tenant.LatePasswordPolicy, tenant.PollsInProgress = true, 1
	k := reach(t, tenant, "reset verified")
	k.ok(k.say("resetpassword/v1.0/submit", "new_password", "alllowercase"))
	k.want(k.make("reset/poll", ""), 200, "status", "in_progress")
	for range 2 {
		wantError(t, k.make("reset/poll", ""), 400, "invalid_grant", "password_too_weak", 399246)
	}
	k.ok(k.say("resetpassword/v1.0/submit", "new_password", newPassword))
	k.ok(k.make("reset/poll", ""))
	k.want(k.make("reset/poll", ""), 200, "status", "succeeded")
	k.tokens("username", "both@contoso.example")
}

func TestPollInterval(t *testing.T) {
	for interval, want := range map[time.Duration]any{0: 2.0, 7 * time.Second: 7.0, -1: nil} {
		tenant := fixedCodes()
		tenant.PollInterval = interval
		k := reach(t, tenant, "reset verified")
		if r := k.ok(k.make("reset/submit", "")); r.body["poll_interval"] != want {
			t.Errorf("%v: %s", interval, r.raw)
		}
	}
	tenant := fixedCodes()
	tenant.ContinuationLife = 90 * time.Second
	k := reach(t, tenant, "reset code sent")
	if r := k.ok(k.make("reset oob", "")); r.body["expires_in"] != 90.0 {
		t.Errorf("got %s", r.raw)
	}
	tenant = fixedCodes()
	tenant.ContinuationLife = time.Hour // 600 s is the documented maximum
	k = reach(t, tenant, "reset code sent")
	if r := k.ok(k.make("reset oob", "")); r.body["expires_in"] != 600.0 {
		t.Errorf("got %s", r.raw)
	}
}

// A reset signs in without a username, or with that of the flow.
func TestTokenAfterReset(t *testing.T) {
	k := reach(t, fixedCodes(), "reset done")
	wantError(t, k.say("oauth2/v2.0/token", "grant_type", "continuation_token", "scope", allScopes, "username", stranger), 400, "invalid_request", "", 90100)
	k.tokens()
	k = reach(t, fixedCodes(), "reset done")
	k.tokens("username", strings.ToUpper("both@contoso.example"))
}

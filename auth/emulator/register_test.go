package emulator_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/vestibule-app/vestibule/auth/emulator"
)

// The error tables of sections 5.2 and 5.3, and that the flow survives them.
func TestRegisterRefusals(t *testing.T) {
	contact := func(channel, target string) []string {
		return []string{"challenge_type", "oob", "challenge_channel", channel, "challenge_target", target}
	}
	tests := []struct {
		place, path string
		refusal
	}{
		{"register wanted", "challenge", refusal{"no challenge type", []string{"challenge_target", stranger}, "invalid_request", "", 90100, "challenge_type"}},
		{"register wanted", "challenge", refusal{"the list of the client", []string{"challenge_type", allTypes, "challenge_target", stranger}, "invalid_request", "", 90023, ""}},
		{"register wanted", "challenge", refusal{"no contact", []string{"challenge_type", "oob"}, "invalid_request", "", 90100, "challenge_target"}},
		{"register wanted", "challenge", refusal{"short number", contact("sms", "+123"), "invalid_request", "", 901001, ""}},
		{"register wanted", "challenge", refusal{"long number", contact("sms", "+1234567890123456"), "invalid_request", "", 901001, ""}},
		{"register wanted", "challenge", refusal{"national number", contact("sms", "0555 5550101"), "invalid_request", "", 901001, ""}},
		{"register wanted", "challenge", refusal{"number with blanks", contact("sms", "+1 555 5550101"), "invalid_request", "", 901001, ""}},
		{"register wanted", "challenge", refusal{"number with a leading zero", contact("sms", "+05555550101"), "invalid_request", "", 901001, ""}},
		{"register wanted", "challenge", refusal{"malformed address", contact("email", "nell@"), "invalid_request", "", 901001, ""}},
		{"register wanted", "challenge", refusal{"a number as an address", contact("email", "+15555550101"), "invalid_request", "", 901001, ""}},
		{"register wanted", "challenge", refusal{"an address as a number", contact("sms", stranger), "invalid_request", "", 901001, ""}},
		{"register wanted", "challenge", refusal{"unknown channel", contact("voice", "+15555550101"), "invalid_request", "", 901001, ""}},
		{"register wanted", "challenge", refusal{"blocked address", contact("email", "Bad@mail.example"), "access_denied", "provider_blocked_by_rep", 550024, ""}},
		{"register wanted", "challenge", refusal{"blocked domain", contact("email", "nell@Throwaway.example"), "access_denied", "provider_blocked_by_rep", 550024, ""}},
		{"register wanted", "challenge", refusal{"blocked number", contact("sms", "+15555550666"), "access_denied", "provider_blocked_by_rep", 550024, ""}},
		{"register wanted", "challenge", refusal{"blocked region by name", contact("sms", "+2348012345678"), "access_denied", "provider_blocked_by_admin", 0, ""}},
		{"register wanted", "challenge", refusal{"blocked region by code", contact("sms", "+380441234567"), "access_denied", "provider_blocked_by_admin", 0, ""}},
		{"register code sent", "continue", refusal{"no grant", nil, "invalid_request", "", 90100, "grant_type"}},
		{"register code sent", "continue", refusal{"unknown grant", []string{"grant_type", "attributes"}, "invalid_grant", "", 0, ""}},
		{"register code sent", "continue", refusal{"no code", []string{"grant_type", "oob"}, "invalid_request", "", 90100, "oob"}},
		{"register code sent", "continue", refusal{"wrong code", []string{"grant_type", "oob", "oob", "1"}, "invalid_grant", "invalid_oob_value", 50181, ""}},
		{"register code sent", "continue", refusal{"preverified without being so", []string{"grant_type", "continuation_token"}, "invalid_grant", "", 0, ""}},
		{"preverified", "continue", refusal{"a code that was not sent", []string{"grant_type", "oob", "oob", theCode}, "invalid_grant", "", 0, ""}},
	}
	tenant := func() *emulator.Tenant {
		d := emulator.BuiltIn()
		d.Policies.BlockedContacts = []string{"bad@mail.example", "+15555550666", "@throwaway.example"}
		d.Policies.BlockedRegions = []string{"NG", "+380"}
		out := fixedCodes()
		out.Directory = &d
		return out
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			k := reach(t, tenant(), test.place)
			sent := len(k.tenant.Messages(""))
			test.check(t, k.say("register/v1.0/"+test.path, test.pairs...))
			if len(k.tenant.Messages("")) != sent {
				t.Error("a message was sent")
			}
			p := places[test.place]
			if r := k.make(p.accepts[len(p.accepts)-1], p.user); !progress(r) {
				t.Errorf("the flow is broken: %s", r.raw)
			}
		})
	}
	limited := tenant()
	limited.CodeLimit = 1
	k := reach(t, limited, "register code sent")
	wantError(t, k.make("register/challenge", "new@contoso.example"), 400, "invalid_request", "", 701014)
	k.ok(k.say("register/v1.0/challenge", "challenge_type", "oob", "challenge_target", "+15555550177")) // another contact; the channel shows
	k.token = "x"
	wantError(t, k.make("register/challenge", "new@contoso.example"), 400, "invalid_request", "", 55200)
}

// The same blocks hold for a method that is registered already (section 4.2).
func TestBlockedSecondFactor(t *testing.T) {
	for blocked, want := range map[string]string{"+15555550101": "provider_blocked_by_rep", "+1555": "provider_blocked_by_admin", "both@mail.example": "provider_blocked_by_rep"} {
		d := emulator.BuiltIn()
		if want == "provider_blocked_by_admin" {
			d.Policies.BlockedRegions = []string{blocked}
		} else {
			d.Policies.BlockedContacts = []string{blocked}
		}
		tenant := newTenant()
		tenant.Directory = &d
		c := call(t, tenant)
		token, list := methods(c, demanded(c, "both@contoso.example", bothCapable).text("continuation_token"))
		for _, m := range list {
			r := c.post("challenge", "client_id", emulator.ClientMFA, "continuation_token", token, "id", m["id"].(string))
			if isEmail := m["challenge_channel"] == "email"; isEmail != strings.Contains(blocked, "@") {
				token = c.ok(r).text("continuation_token")
				continue
			}
			wantError(t, r, 400, "access_denied", want, 0)
		}
	}
}

// What is offered depends on the policies (section 13) and on the account.
func TestWhatIsOffered(t *testing.T) {
	offered := func(email, sms bool) string {
		d := emulator.BuiltIn()
		d.Policies.EmailOTPDisabled, d.Policies.SMSDisabled = !email, !sms
		tenant := newTenant()
		tenant.Directory = &d
		c := call(t, tenant)
		r := demanded(c, "new@contoso.example", bothCapable)
		if r.status == 200 {
			return r.text("redirect_reason")
		}
		var out []string
		r = c.ok(c.form("register/v1.0/introspect", "client_id", emulator.ClientMFA, "continuation_token", r.text("continuation_token")))
		for _, m := range r.body["methods"].([]any) {
			out = append(out, fmt.Sprint(m.(map[string]any)["id"]))
		}
		return strings.Join(out, ",")
	}
	for want, on := range map[string][2]bool{"email,sms": {true, true}, "email": {true, false}, "sms": {false, true},
		"The user has no method for the second factor and can register none": {false, false}} {
		if got := offered(on[0], on[1]); got != want {
			t.Errorf("email %v, sms %v: %s", on[0], on[1], got)
		}
	}
	// A registered method that the policy took away does not count.
	d := emulator.BuiltIn()
	d.Policies.SMSDisabled = true
	tenant := newTenant()
	tenant.Directory = &d
	wantError(t, demanded(call(t, tenant), "sms@contoso.example", bothCapable), 400, "invalid_grant", "registration_required", 50079)
	_, list := methods(call(t, tenant), demanded(call(t, tenant), "both@contoso.example", bothCapable).text("continuation_token"))
	if len(list) != 1 || list[0]["challenge_channel"] != "email" {
		t.Errorf("methods %v", list)
	}
}

// A mailbox that is the first factor is no second one: without a password there are text messages alone.
func TestSecondFactorOfACodeAccount(t *testing.T) {
	d := emulator.BuiltIn()
	d.Users[2].Method, d.Users[2].Password = emulator.MethodOTP, "" // both
	tenant := fixedCodes()
	tenant.Directory, tenant.MFAForCodes = &d, true
	for _, user := range []string{"both@contoso.example", "otp@contoso.example"} {
		k := call(t, tenant).talk(emulator.ClientMFA)
		for _, what := range []string{"initiate", "challenge", "token oob"} {
			if r := k.make(what, user); !progress(r) {
				t.Fatal(r.raw)
			}
		}
		path := "oauth2/v2.0/introspect"
		if user == "otp@contoso.example" {
			path = "register/v1.0/introspect"
		}
		list, _ := k.ok(k.say(path)).body["methods"].([]any)
		if len(list) != 1 || list[0].(map[string]any)["challenge_channel"] != "sms" {
			t.Errorf("%s: methods %v", user, list)
		}
		if path == "register/v1.0/introspect" {
			wantError(t, k.say("register/v1.0/challenge", "challenge_type", "oob", "challenge_channel", "email", "challenge_target", stranger), 400, "invalid_request", "", 901001)
		}
	}
}

// Preverified is only the address that this very flow verified.
func TestPreverified(t *testing.T) {
	k := reach(t, fixedCodes(), "preverified")
	if r := k.ok(k.make("register/challenge", "other@mail.example")); r.text("challenge_type") != "oob" {
		t.Errorf("another address: %s", r.raw)
	}
	if r := k.ok(k.make("register/challenge", stranger)); r.text("challenge_type") != "preverified" {
		t.Errorf("back to the address: %s", r.raw)
	}
	k.ok(k.make("register continuation", stranger))
	k.tokens()
	k = reach(t, fixedCodes(), "register wanted") // after a sign-in nothing is
	if r := k.ok(k.make("register/challenge", "new@contoso.example")); r.text("challenge_type") != "oob" {
		t.Errorf("after a sign-in: %s", r.raw)
	}
}

// The caller's scopes and client_info hold at the end of the detour, too.
func TestTokenAfterRegistration(t *testing.T) {
	k := reach(t, fixedCodes(), "registered")
	r := k.ok(k.say("oauth2/v2.0/token", "grant_type", "continuation_token", "scope", "openid api://contoso-orders/Orders.Read", "client_info", "1"))
	if claims(t, r.text("access_token"))["aud"] != "api://contoso-orders" || r.text("client_info") == "" || r.text("refresh_token") != "" {
		t.Errorf("got %s", r.raw)
	}
}

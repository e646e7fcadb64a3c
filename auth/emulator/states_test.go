package emulator_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/vestibule-app/vestibule/auth/emulator"
)

// theCode is every one-time passcode where a test fixes them.
const theCode = "13572468"

func fixedCodes() *emulator.Tenant {
	tenant := newTenant()
	tenant.Codes = func() string { return theCode }
	return tenant
}

// places are the states of protocol-v1 section 16.2, each with the calls that lead there from the start.
var places = map[string]struct {
	client, user string
	path         []string // names of requests
	accepts      []string // names of requests; all others are misplaced
}{
	"signup started":      {emulator.ClientPassword, stranger, []string{"signup/start"}, []string{"signup/challenge", "signup attributes"}},
	"signup code sent":    {emulator.ClientPassword, stranger, []string{"signup/start", "signup/challenge"}, []string{"signup/challenge", "signup attributes", "signup oob"}},
	"signup password due": {emulator.ClientPassword, stranger, []string{"signup/start", "signup/challenge", "signup oob"}, []string{"signup/challenge", "signup password"}},
	"signup password challenged": {emulator.ClientPassword, stranger, []string{"signup/start", "signup/challenge", "signup oob", "signup/challenge"},
		[]string{"signup/challenge", "signup password"}},
	"signup attributes due": {emulator.ClientOTP, stranger, []string{"signup/start", "signup/challenge", "signup oob"}, []string{"signup attributes"}},
	"signup done":           {emulator.ClientOTP, stranger, []string{"signup/start", "signup/challenge", "signup oob", "signup attributes"}, []string{"token continuation"}},

	"signin started":   {emulator.ClientMFA, "both@contoso.example", []string{"initiate"}, []string{"challenge", "challenge id"}},
	"password wanted":  {emulator.ClientMFA, "both@contoso.example", []string{"initiate", "challenge"}, []string{"challenge", "challenge id", "token password"}},
	"signin code sent": {emulator.ClientOTP, "otp@contoso.example", []string{"initiate", "challenge"}, []string{"challenge", "challenge id", "token oob"}},

	"mfa wanted":    {emulator.ClientMFA, "sms@contoso.example", []string{"initiate", "challenge", "token password"}, []string{"introspect", "challenge id"}},
	"method list":   {emulator.ClientMFA, "sms@contoso.example", []string{"initiate", "challenge", "token password", "introspect"}, []string{"challenge id"}},
	"mfa code sent": {emulator.ClientMFA, "sms@contoso.example", []string{"initiate", "challenge", "token password", "introspect", "challenge id"}, []string{"challenge id", "token mfa_oob"}},

	"register wanted": {emulator.ClientMFA, "new@contoso.example", []string{"initiate", "challenge", "token password"},
		[]string{"register/introspect", "register/challenge"}},
	"register code sent": {emulator.ClientMFA, "new@contoso.example", []string{"initiate", "challenge", "token password", "register/challenge"},
		[]string{"register/challenge", "register oob"}},
	"preverified": {emulator.ClientMFA, stranger, []string{"signup/start", "signup/challenge", "signup oob", "signup/challenge", "signup password", "signup attributes",
		"token continuation", "register/challenge"}, []string{"register/challenge", "register continuation"}},
	"registered": {emulator.ClientMFA, "new@contoso.example", []string{"initiate", "challenge", "token password", "register/challenge", "register oob"},
		[]string{"token continuation"}},

	"reset started":   {emulator.ClientPassword, "both@contoso.example", []string{"reset/start"}, []string{"reset/challenge"}},
	"reset code sent": {emulator.ClientPassword, "both@contoso.example", []string{"reset/start", "reset/challenge"}, []string{"reset/challenge", "reset oob"}},
	"reset verified":  {emulator.ClientPassword, "both@contoso.example", []string{"reset/start", "reset/challenge", "reset oob"}, []string{"reset/submit"}},
	"reset submitted": {emulator.ClientPassword, "both@contoso.example", []string{"reset/start", "reset/challenge", "reset oob", "reset/submit"}, []string{"reset/poll"}},
	"reset done":      {emulator.ClientPassword, "both@contoso.example", []string{"reset/start", "reset/challenge", "reset oob", "reset/submit", "reset/poll"}, []string{"token continuation"}},
}

// followUps are the requests that need a continuation token, with everything else right.
var followUps = []string{
	"signup/challenge", "signup oob", "signup password", "signup attributes", "challenge", "challenge id", "introspect",
	"token password", "token oob", "token mfa_oob", "token continuation", "register/introspect", "register/challenge", "register oob",
	"register continuation", "reset/challenge", "reset oob", "reset/submit", "reset/poll",
}

// make sends a request by its name.
func (k *talk) make(what, user string) result {
	k.t.Helper()
	switch what {
	case "signup/start":
		return k.say("signup/v1.0/start", "username", user, "challenge_type", allTypes, "capabilities", bothCapable)
	case "reset/start":
		return k.say("resetpassword/v1.0/start", "username", user, "challenge_type", allTypes, "capabilities", bothCapable)
	case "initiate":
		return k.say("oauth2/v2.0/initiate", "username", user, "challenge_type", allTypes, "capabilities", bothCapable)
	case "signup/challenge":
		return k.say("signup/v1.0/challenge", "challenge_type", allTypes)
	case "signup oob":
		return k.say("signup/v1.0/continue", "grant_type", "oob", "oob", theCode)
	case "signup password":
		return k.say("signup/v1.0/continue", "grant_type", "password", "password", newPassword)
	case "signup attributes":
		return k.say("signup/v1.0/continue", "grant_type", "attributes", "attributes", `{"displayName":"Sam","`+emulator.Membership+`":"AB1234"}`)
	case "challenge":
		return k.say("oauth2/v2.0/challenge", "challenge_type", allTypes)
	case "challenge id":
		return k.say("oauth2/v2.0/challenge", "id", k.method)
	case "introspect":
		r := k.say("oauth2/v2.0/introspect")
		if list, _ := r.body["methods"].([]any); len(list) > 0 {
			k.method, _ = list[0].(map[string]any)["id"].(string)
		}
		return r
	case "token password":
		return k.say("oauth2/v2.0/token", "grant_type", "password", "password", emulator.Password, "scope", allScopes)
	case "token oob":
		return k.say("oauth2/v2.0/token", "grant_type", "oob", "oob", theCode, "scope", allScopes)
	case "token mfa_oob":
		return k.say("oauth2/v2.0/token", "grant_type", "mfa_oob", "oob", theCode, "scope", allScopes)
	case "token continuation":
		return k.say("oauth2/v2.0/token", "grant_type", "continuation_token", "username", user, "scope", allScopes)
	case "register/introspect":
		return k.say("register/v1.0/introspect")
	case "register/challenge":
		return k.say("register/v1.0/challenge", "challenge_type", "oob", "challenge_channel", "email", "challenge_target", user)
	case "register oob":
		return k.say("register/v1.0/continue", "grant_type", "oob", "oob", theCode)
	case "register continuation":
		return k.say("register/v1.0/continue", "grant_type", "continuation_token")
	case "reset/challenge":
		return k.say("resetpassword/v1.0/challenge", "challenge_type", allTypes)
	case "reset oob":
		return k.say("resetpassword/v1.0/continue", "grant_type", "oob", "oob", theCode)
	case "reset/submit":
		return k.say("resetpassword/v1.0/submit", "new_password", newPassword)
	case "reset/poll":
		return k.say("resetpassword/v1.0/poll_completion")
	}
	k.t.Fatalf("there is no request %q", what)
	return result{}
}

// progress reports whether an answer moves a flow on. Several do so with status 400.
func progress(r result) bool {
	return r.status == 200 || slices.Contains([]string{"credential_required", "attributes_required", "verification_required"}, r.text("error")) ||
		slices.Contains([]string{"mfa_required", "registration_required"}, r.text("suberror"))
}

// reach plays a flow up to a place.
func reach(t *testing.T, tenant *emulator.Tenant, place string) *talk {
	t.Helper()
	p := places[place]
	k := call(t, tenant).talk(p.client)
	k.method = "0a0a0a0a-1111-4222-8333-3c3c3c3c3c3c"
	for _, what := range p.path {
		if r := k.make(what, p.user); !progress(r) {
			t.Fatalf("%s: %s: %d %s", place, what, r.status, r.raw)
		}
	}
	return k
}

// Every place × every request: it is accepted, or refused without harm (sections 9.1, 9.3 and 16.2).
func TestEveryPlaceAndRequest(t *testing.T) {
	for place, p := range places {
		for _, what := range followUps {
			k := reach(t, fixedCodes(), place)
			before := k.token
			r := k.make(what, p.user)
			if slices.Contains(p.accepts, what) {
				if what == "challenge id" && (strings.HasPrefix(place, "signin") || place == "password wanted") {
					if r.status != 200 { // a first factor has no id; it is ignored
						t.Errorf("%s, %s: %d %s", place, what, r.status, r.raw)
					}
				} else if what == "challenge id" && place == "mfa wanted" {
					wantError(t, r, 400, "invalid_request", "", 901001) // the id is not known yet
				} else if !progress(r) {
					t.Errorf("%s, %s: %d %s", place, what, r.status, r.raw)
				}
				continue
			}
			if r.status != 400 || r.text("continuation_token") != "" || k.token != before {
				t.Errorf("%s, %s: want a refusal, got %d %s", place, what, r.status, r.raw)
				continue
			}
			switch got := r.text("error") + "/" + r.text("suberror"); {
			case got == "invalid_request/" && slices.Equal(r.codes(), []float64{55000}):
			case got == "invalid_request/introspect_required" && what == "challenge":
			case got == "invalid_grant/" && slices.Equal(r.codes(), []float64{400002}) && strings.HasPrefix(what, "token"): // the other first factor
			case got == "invalid_grant/" && strings.HasPrefix(what, "register "): // the other grant
			default:
				t.Errorf("%s, %s: %s", place, what, r.raw)
			}
			if next := p.accepts[len(p.accepts)-1]; next != "challenge id" && !progress(k.make(next, p.user)) {
				t.Errorf("%s: after a misplaced %s, %s is no longer accepted", place, what, next)
			}
		}
	}
}

// The rules of section 9.1 at every place: the newest token only, of this flow and this app only, for ten minutes.
func TestContinuationTokenRules(t *testing.T) {
	for place, p := range places {
		next := p.accepts[len(p.accepts)-1]
		unknown := "invalid_request"
		if next == "signup/challenge" || strings.HasPrefix(next, "challenge") {
			unknown = "invalid_grant"
		}

		k := reach(t, fixedCodes(), place)
		k.client = emulator.ClientBrowser
		wantRedirect(t, k.make(next, p.user)) // that app's answer, whatever the token
		for _, other := range []string{emulator.ClientPassword, emulator.ClientOTP} {
			if other != p.client {
				k.client = other
				wantError(t, k.make(next, p.user), 400, unknown, "", 55200)
			}
		}
		k.client = p.client
		token := k.token
		k.token = "nonsense"
		wantError(t, k.make(next, p.user), 400, unknown, "", 55200)
		k.token = ""
		wantError(t, k.make(next, p.user), 400, "invalid_request", "", 90100)

		k.token = token
		k.tenant.Advance(10*time.Minute - time.Second)
		if r := k.make(next, p.user); r.text("error") == "expired_token" {
			t.Errorf("%s: expired too early", place)
		}
		k = reach(t, fixedCodes(), place)
		k.tenant.Advance(10 * time.Minute)
		wantError(t, k.make(next, p.user), 400, "expired_token", "", 552003)
	}
	// A token that was replaced is unknown, at every step of the longest flow.
	for _, keep := range []bool{false, true} {
		tenant := fixedCodes()
		tenant.KeepOldTokens = keep
		p := places["preverified"]
		k := call(t, tenant).talk(p.client)
		var old string
		for i, what := range p.path {
			old = k.token
			if r := k.make(what, p.user); !progress(r) {
				t.Fatalf("%s: %d %s", what, r.status, r.raw)
			}
			if i == 0 || k.token == old {
				continue
			}
			newest := k.token
			k.token = old
			r := k.make(what, p.user)
			if dead := slices.Equal(r.codes(), []float64{55200}); dead == keep {
				t.Errorf("KeepOldTokens %v: %s with the token before: %s", keep, what, r.raw)
			}
			if keep {
				break // the flow went on twice
			}
			k.token = newest
		}
	}
}

// Section 9.2: the errors that carry a token; section 9.3: those that do not, and do not consume the one that was sent.
func TestTokensInErrors(t *testing.T) {
	tests := []struct {
		place, path string
		pairs       []string
		code, sub   string
		number      int
	}{
		{"signup code sent", "signup/v1.0/continue", []string{"grant_type", "oob", "oob", "00000000"}, "invalid_grant", "invalid_oob_value", 50181},
		{"signup password due", "signup/v1.0/continue", []string{"grant_type", "password", "password", "short"}, "invalid_grant", "password_too_short", 0},
		{"signup attributes due", "signup/v1.0/continue", []string{"grant_type", "attributes", "attributes", `{"` + emulator.Membership + `":"x"}`}, "invalid_grant", "attribute_validation_failed", 0},
		{"password wanted", "oauth2/v2.0/token", []string{"grant_type", "password", "password", "wrong", "scope", "openid"}, "invalid_grant", "", 50126},
		{"signin code sent", "oauth2/v2.0/token", []string{"grant_type", "oob", "oob", "0", "scope", "openid"}, "invalid_grant", "invalid_oob_value", 50181},
		{"mfa code sent", "oauth2/v2.0/token", []string{"grant_type", "mfa_oob", "oob", "0", "scope", "openid"}, "invalid_grant", "invalid_oob_value", 50181},
		{"register wanted", "register/v1.0/challenge", []string{"challenge_type", "oob", "challenge_target", "+123"}, "invalid_request", "", 901001},
		{"register code sent", "register/v1.0/continue", []string{"grant_type", "oob", "oob", "0"}, "invalid_grant", "invalid_oob_value", 50181},
		{"reset code sent", "resetpassword/v1.0/continue", []string{"grant_type", "oob", "oob", "0"}, "invalid_grant", "invalid_oob_value", 50181},
		{"reset verified", "resetpassword/v1.0/submit", []string{"new_password", "short"}, "invalid_grant", "password_too_short", 0},
	}
	for _, test := range tests {
		k := reach(t, fixedCodes(), test.place)
		r := k.say(test.path, test.pairs...)
		wantError(t, r, 400, test.code, test.sub, test.number)
		if r.text("continuation_token") != "" {
			t.Errorf("%s: a token in %s", test.place, r.raw)
		}
		p := places[test.place]
		if r := k.make(p.accepts[len(p.accepts)-1], p.user); !progress(r) {
			t.Errorf("%s: the token was consumed: %s", test.place, r.raw)
		}
	}
}

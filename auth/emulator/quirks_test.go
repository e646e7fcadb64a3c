package emulator_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/vestibule-app/vestibule/auth/emulator"
)

// The quirks of protocol-v1 section 15.1 that concern a server.

// Q1: the list of capabilities has two names and two separators.
func TestQ1Capabilities(t *testing.T) {
	for _, pair := range [][2]string{
		{"capabilities", "mfa_required registration_required"}, {"capabilities", "mfa_required,registration_required"},
		{"capability", "mfa_required registration_required"}, {"capability", "mfa_required, registration_required"},
		{"capabilities", "mfa_required"}, {"capability", "mfa_required"},
	} {
		for _, begin := range []string{"signin", "reset", "signup"} {
			tenant := fixedCodes()
			user := "both@contoso.example"
			k := call(t, tenant).talk(emulator.ClientMFA)
			var r result
			switch begin {
			case "signin":
				k.ok(k.say("oauth2/v2.0/initiate", "username", user, "challenge_type", allTypes, pair[0], pair[1]))
				k.ok(k.make("challenge", user))
				r = k.make("token password", user)
			case "reset":
				k.ok(k.say("resetpassword/v1.0/start", "username", user, "challenge_type", allTypes, pair[0], pair[1]))
				for _, what := range []string{"reset/challenge", "reset oob", "reset/submit", "reset/poll"} {
					k.ok(k.make(what, user))
				}
				r = k.make("token continuation", user)
			case "signup":
				user = stranger
				k.ok(k.say("signup/v1.0/start", "username", user, "challenge_type", allTypes, pair[0], pair[1]))
				for _, what := range places["preverified"].path[1:6] {
					k.make(what, user)
				}
				r = k.make("token continuation", user)
			}
			switch {
			case begin != "signup":
				wantError(t, r, 400, "invalid_grant", "mfa_required", 50076)
			case strings.Contains(pair[1], "registration"):
				wantError(t, r, 400, "invalid_grant", "registration_required", 50079)
			default:
				wantRedirect(t, r)
			}
		}
	}
}

// Q2: the grant oob for the second factor, behind a knob.
func TestQ2OOBForTheSecondFactor(t *testing.T) {
	for _, accepted := range []bool{false, true} {
		tenant := fixedCodes()
		tenant.AcceptOOBForMFA = accepted
		k := reach(t, tenant, "mfa code sent")
		if r := k.make("token oob", ""); (r.text("access_token") != "") != accepted {
			t.Errorf("AcceptOOBForMFA %v: %s", accepted, r.raw)
		}
	}
}

// Q3: what samples of the documentation have too much is taken off.
func TestQ3SloppyRequests(t *testing.T) {
	post := func(c *caller, path, body string) result {
		req, err := http.NewRequest(http.MethodPost, authority+path, strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		req.Header.Set("client-request-id", correlation)
		return c.do(req)
	}
	const id = emulator.ClientPassword
	for _, body := range []string{
		"?client_id=" + id + "&username=password@contoso.example&challenge_type=oob%20password%20redirect",
		"&client_id=" + id + "&username=password@contoso.example&challenge_type=password+redirect&",
		"client_id=client_id=" + id + "&username=username=password@contoso.example&challenge_type=password+redirect",
		"client_id+=+" + id + "+&+username=+password@contoso.example+&challenge_type+=+password++redirect+",
	} {
		if r := post(newCall(t), "/oauth2/v2.0/initiate", body); r.text("continuation_token") == "" {
			t.Errorf("%s: %s", body, r.raw)
		}
	}
	// A name that is there twice once it is trimmed is no better than one that is there twice.
	wantError(t, post(newCall(t), "/oauth2/v2.0/initiate", "client_id="+id+"&+client_id="+id), 400, "invalid_request", "", 90023)
	// Attribute names are trimmed too; in a password, blanks count.
	k := reach(t, fixedCodes(), "signup password due")
	k.say("signup/v1.0/continue", "grant_type", "password", "password", " "+newPassword+" ")
	k.ok(k.say("signup/v1.0/continue", "grant_type", "attributes", "attributes", ` { " displayName ": "Sam" } `))
	c := k.caller
	wantError(t, c.password(emulator.ClientPassword, c.challenged(emulator.ClientPassword, stranger), newPassword), 400, "invalid_grant", "", 50126)
	c.ok(c.password(emulator.ClientPassword, c.challenged(emulator.ClientPassword, stranger), " "+newPassword+" "))
}

// Q7: interval comes with the codes of sign-up, with all codes, or never.
func TestQ7Interval(t *testing.T) {
	for interval, want := range map[time.Duration][2]any{0: {300.0, nil}, 45 * time.Second: {45.0, 45.0}, -1: {nil, nil}} {
		tenant := fixedCodes()
		tenant.Interval = interval
		up := reach(t, tenant, "signup started").make("signup/challenge", stranger)
		in := reach(t, tenant, "signin started").make("challenge", "")
		if in.text("challenge_type") != "password" {
			t.Fatal(in.raw)
		}
		in = reach(t, tenant, "reset started").make("reset/challenge", "")
		if up.body["interval"] != want[0] || in.body["interval"] != want[1] {
			t.Errorf("%v: %v with sign-up, %v with reset", interval, up.body["interval"], in.body["interval"])
		}
	}
}

// Q8: code_length may be missing, at every place where a code is asked for.
func TestQ8CodeLength(t *testing.T) {
	for _, omit := range []bool{false, true} {
		tenant := fixedCodes()
		tenant.OmitCodeLength = omit
		for place, what := range map[string]string{"signup started": "signup/challenge", "reset started": "reset/challenge", "register wanted": "register/challenge", "method list": "challenge id"} {
			r := reach(t, tenant, place).make(what, "new@contoso.example")
			if _, ok := r.body["code_length"]; ok == omit || r.text("challenge_type") != "oob" {
				t.Errorf("OmitCodeLength %v, %s: %s", omit, what, r.raw)
			}
		}
	}
}

// Q9: sign-up and reset may end without a token. They are done all the same.
func TestQ9NoTokenAtTheEnd(t *testing.T) {
	tenant := fixedCodes()
	tenant.OmitFinalToken = true
	c := call(t, tenant)
	k := reach(t, tenant, "signup attributes due")
	if r := k.make("signup attributes", stranger); r.status != 200 || r.raw != "{}" {
		t.Errorf("sign-up: %d %s", r.status, r.raw)
	}
	wantError(t, k.make("token continuation", stranger), 400, "invalid_request", "", 55200)
	c.ok(c.code(emulator.ClientOTP, c.challenged(emulator.ClientOTP, stranger), "oob", theCode))

	k = reach(t, tenant, "reset submitted")
	if r := k.make("reset/poll", ""); r.status != 200 || r.raw != `{"status":"succeeded"}` {
		t.Errorf("reset: %d %s", r.status, r.raw)
	}
	c.ok(c.password(emulator.ClientPassword, c.challenged(emulator.ClientPassword, "both@contoso.example"), newPassword))
}

// Q11: a poll may say not_started.
func TestQ11NotStarted(t *testing.T) {
	tenant := fixedCodes()
	tenant.PollsNotStarted = 2
	k := reach(t, tenant, "reset submitted")
	for _, status := range []string{"not_started", "not_started", "succeeded"} {
		k.want(k.make("reset/poll", ""), 200, "status", status)
	}
}

// Q12: login_hint masked or not, and never for a phone.
func TestQ12LoginHint(t *testing.T) {
	for masked, want := range map[bool]string{false: "new@contoso.example", true: "n***w@co****o.example"} {
		tenant := fixedCodes()
		tenant.MaskLoginHint = masked
		list := reach(t, tenant, "register wanted").make("register/introspect", "").body["methods"].([]any)
		if got := list[0].(map[string]any)["login_hint"]; got != want {
			t.Errorf("MaskLoginHint %v: %v", masked, got)
		}
		if _, ok := list[1].(map[string]any)["login_hint"]; ok {
			t.Error("a hint of a phone that nobody knows")
		}
	}
}

// Q13: registration names the contact as it came, under another name than the masked labels of the other challenges.
func TestQ13ChallengeTarget(t *testing.T) {
	for _, target := range []string{"Nell@Mail.example", "+15555550177"} {
		r := reach(t, fixedCodes(), "register wanted").make("register/challenge", target)
		if strings.HasPrefix(target, "+") {
			k := reach(t, fixedCodes(), "register wanted")
			r = k.say("register/v1.0/challenge", "challenge_type", "oob", "challenge_target", target)
		}
		if _, ok := r.body["challenge_target_label"]; ok || r.text("challenge_target") != target {
			t.Errorf("got %s", r.raw)
		}
	}
	r := reach(t, fixedCodes(), "reset started").make("reset/challenge", "")
	if _, ok := r.body["challenge_target"]; ok || r.text("challenge_target_label") != "b***h@ma*l.example" {
		t.Errorf("got %s", r.raw)
	}
}

// Q14: after sign-up a username, after registration none.
func TestQ14Username(t *testing.T) {
	wantError(t, reach(t, fixedCodes(), "signup done").say("oauth2/v2.0/token", "grant_type", "continuation_token", "scope", allScopes), 400, "invalid_request", "", 90100)
	reach(t, fixedCodes(), "registered").tokens()
	reach(t, fixedCodes(), "reset done").tokens()
}

// Q19: client_info is any truthy value.
func TestQ19ClientInfo(t *testing.T) {
	for value, want := range map[string]bool{"1": true, "true": true, "True": true, "yes": true, "0": false, "false": false, "": false} {
		r := reach(t, fixedCodes(), "signup done").tokens("username", stranger, "client_info", value)
		if (r.text("client_info") != "") != want {
			t.Errorf("%q: %s", value, r.raw)
		}
	}
}

package auth_test

import (
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/vestibule-app/vestibule/auth"
	"github.com/vestibule-app/vestibule/auth/stories"
)

// The quirks of protocol-v1 section 15.1 as a client meets them. The recorded journeys are played with the quirk in the
// tenant's answers, or their requests are looked at.

// everySent are all requests of all journeys.
func everySent(t *testing.T) []sent {
	t.Helper()
	var all []sent
	for _, j := range journeys(t) {
		all = append(all, j.play(t).tape.sent...)
	}
	if len(all) < 100 {
		t.Fatalf("%d requests", len(all))
	}
	return all
}

// playAll plays all journeys with every answer changed.
func playAll(t *testing.T, change func(body map[string]any)) {
	t.Helper()
	for name, j := range journeys(t) {
		t.Run(name, func(t *testing.T) { j.altered(t, 0, change).play(t) })
	}
}

// The parameter is "capabilities", its words are apart by blanks, and it goes with the three starts alone.
func TestQ1(t *testing.T) {
	starts := 0
	for _, r := range everySent(t) {
		begins := strings.HasSuffix(r.path, "/start") || strings.HasSuffix(r.path, "/initiate")
		if begins {
			starts++
		}
		if want := map[bool]string{true: "mfa_required registration_required"}[begins]; r.form.Get("capabilities") != want || r.form.Has("capability") {
			t.Errorf("%s: %v", r.path, r.form)
		}
	}
	if starts < len(journeys(t)) {
		t.Errorf("%d starts", starts)
	}
}

// The grant of the second factor is mfa_oob, and of nothing else.
func TestQ2(t *testing.T) {
	grants := map[string]int{}
	for name, j := range journeys(t) {
		second := false
		for _, r := range j.play(t).tape.sent {
			if r.path == "/oauth2/v2.0/challenge" {
				second = r.form.Has("id")
			}
			if grant := r.form.Get("grant_type"); r.path == "/oauth2/v2.0/token" && r.form.Has("oob") {
				grants[grant]++
				if (grant == "mfa_oob") != second {
					t.Errorf("%s: %s, second factor %v", name, grant, second)
				}
			}
		}
	}
	if grants["oob"] == 0 || grants["mfa_oob"] == 0 || len(grants) != 2 {
		t.Errorf("%v", grants)
	}
}

// blanks puts blanks around every key and every string of an answer.
func blanks(v any) any {
	switch v := v.(type) {
	case map[string]any:
		for _, key := range slices.Collect(maps.Keys(v)) {
			value := v[key]
			delete(v, key)
			if key == "regex" { // a pattern's blanks are its own
				v[" "+key+" "] = value
				continue
			}
			v[" "+key+" "] = blanks(value)
		}
	case []any:
		for i := range v {
			v[i] = blanks(v[i])
		}
	case string:
		return " " + v + "  "
	}
	return v
}

// Stray blanks in the keys and values of an answer change nothing. Two keys that are one without them are refused, and in
// what the tenant signs a key is itself alone.
func TestQ3(t *testing.T) {
	playAll(t, func(body map[string]any) { blanks(body) })
	for _, body := range []string{`{"continuation_token":"a","continuation_token ":"b"}`, `{"error":"x"," error":"y"}`, `{"continuation_token":"a","x":{"y":1," y":2}}`} {
		if r, err := auth.DecodeReply(http.StatusOK, []byte(body)); err == nil {
			t.Errorf("%s was read as %+v", body, r)
		}
	}
	p := startInProcess(t, "password")
	m := newMint(p.clock.Now())
	keys := newKeysTenant(jwk("one", &rsaKeys()[0].PublicKey))
	if err := keys.client(t, p.clock).CheckIDToken(t.Context(), m.token(), nonce, p.clock.Now()); err != nil {
		t.Fatal(err)
	}
	for _, claim := range []string{"iss", "aud", "oid", "nonce", "exp"} {
		m := newMint(p.clock.Now())
		m.claims[claim+" "] = m.claims[claim]
		delete(m.claims, claim)
		if err := keys.client(t, p.clock).CheckIDToken(t.Context(), m.token(), nonce, p.clock.Now()); kindIn(err) != auth.FailureForged {
			t.Errorf("%q: %v", claim+" ", err)
		}
	}
	if o, err := auth.ParseObject([]byte(`{"a ":1}`)); err != nil || o["a "] != "1" {
		t.Errorf("%v %v", o, err)
	}
}

// Both documented answers to a missing redirect are one and the same mistake of the app.
func TestQ4(t *testing.T) {
	known := journeys(t)
	for _, at := range []string{"7.1-sign-up-at-once/01", "7.4-sign-in-password/01", firstChallenge, resetStart, "7.8-reset/02", "7.2-sign-up-step-by-step/02"} {
		for _, body := range []string{coded("unsupported_challenge_type", "", 0, ""), coded("invalid_request", "", 901007, ""), coded("unsupported_challenge_type", "", 901007, "")} {
			recordedRefusal{at + " " + body, at, body, "Ended app_misconfigured", ""}.journey(t, known).playError(t)
		}
	}
}

// A number that contradicts the words does not count.
func TestQ5(t *testing.T) {
	for _, number := range []float64{901007, 55200, 399246, 70003, 701014, 50126, 1003037, 500222, 50034, 53003} {
		t.Run(fmt.Sprint(number), func(t *testing.T) {
			known := journeys(t)
			for name, j := range known {
				for i, e := range j.exchanges {
					// Where there are words to go by: 50142 and 50055 have none of their own.
					if strings.Contains(e.body, `"suberror"`) || strings.Contains(e.body, `_required"`) {
						j = j.altered(t, i+1, func(body map[string]any) { body["error_codes"] = []float64{number} })
					}
				}
				t.Run(name, func(t *testing.T) { j.play(t) })
			}
			body := fmt.Sprintf(`{"error":"expired_token","error_codes":[%v]}`, number)
			recordedRefusal{body, passwordToken, body, "EnterUsername conversation_expired", ""}.journey(t, known).playError(t)
		})
	}
}

// The correlation ID is the body's, else the header's, else the one that was sent, which is one for the conversation.
func TestQ6(t *testing.T) {
	j := journeys(t)["7.4-sign-in-password"]
	for _, c := range []struct{ body, header, want string }{
		{"aaaaaaaa-0000-4000-8000-000000000001", "bbbbbbbb-0000-4000-8000-000000000001", "aaaaaaaa-0000-4000-8000-000000000001"},
		{"", "bbbbbbbb-0000-4000-8000-000000000001", "bbbbbbbb-0000-4000-8000-000000000001"},
		{"", "", ""},
		{"not an id: $", "", ""},
	} {
		otherwise := j.exchanges[2]
		otherwise.status, otherwise.header = http.StatusBadRequest, map[string]string{}
		otherwise.body = toJSON(map[string]any{"error": "invalid_grant", "error_codes": []int{50126}, "correlation_id": c.body})
		if c.header != "" {
			otherwise.header["client-request-id"] = c.header
		}
		branch := j.branch(t, "03", otherwise)
		p, _ := until[auth.EnterPassword](t, branch)
		own := p.tape.bound["correlation_id"]
		p.step, p.err = p.flow.Submit(t.Context(), auth.Password{Value: "Correct-Horse-1"})
		if p.err != nil || p.tape.bound["correlation_id"] != own {
			t.Fatalf("%v, %s after %s", p.err, p.tape.bound["correlation_id"], own)
		}
		want := c.want
		if want == "" {
			want = own
		}
		if got := auth.ProblemOf(p.step); got == nil || got.CorrelationID != want {
			t.Errorf("%+v: %+v, want %s", c, got, want)
		}
	}
}

// An interval that the tenant names counts, and where it names none a minute does; the tenant is the judge.
func TestQ7(t *testing.T) {
	for name, want := range map[string]time.Duration{"7.2-sign-up-step-by-step": 5 * time.Minute, "7.5-sign-in-code": time.Minute, "7.7-registration-sms": time.Minute, "7.8-reset": time.Minute} {
		p, q := until[auth.EnterCode](t, journeys(t)[name])
		if got := q.ResendAt.Sub(q.SentAt); got != want {
			t.Errorf("%s: %v, want %v", name, got, want)
		}
		n := len(p.tape.sent)
		if step, err := p.flow.Submit(t.Context(), auth.Resend{}); err != nil || codeIn(step) != auth.ResendTooEarly || len(p.tape.sent) != n {
			t.Errorf("%s: %s %v", name, shown(step), err)
		}
	}
}

// Without a code_length nothing is said about it, and a code of any length is sent.
func TestQ8(t *testing.T) {
	without := func(body map[string]any) { delete(body, "code_length") }
	playAll(t, without)
	for _, length := range []any{nil, 0, -1, "eight", 99} {
		j := journeys(t)["7.5-sign-in-code"].altered(t, 2, func(body map[string]any) { body["code_length"] = length })
		if length == "eight" { // not what the field is
			recordedRefusal{"text", firstChallenge, `{"challenge_type":"oob","continuation_token":"t","code_length":"eight"}`, "fail garbage", ""}.answered(t, journeys(t)).playError(t)
			continue
		}
		if _, q := until[auth.EnterCode](t, j); q.Length != 0 {
			t.Errorf("%v: %d", length, q.Length)
		}
	}
}

// A sign-up and a reset may end without a token: they are done, and the person signs in.
func TestQ9(t *testing.T) {
	for name, want := range map[string]struct {
		at     int
		notice auth.Notice
	}{"7.1-sign-up-at-once": {3, auth.NoticeAccountCreated}, "7.2-sign-up-step-by-step": {8, auth.NoticeAccountCreated},
		"7.3-sign-up-by-code": {6, auth.NoticeAccountCreated}, "7.8-reset": {7, auth.NoticePasswordChanged}} {
		for _, token := range []any{"absent", nil, ""} {
			j := journeys(t)[name].altered(t, want.at, func(body map[string]any) {
				body["continuation_token"] = token
				if token == "absent" {
					delete(body, "continuation_token")
				}
			})
			j.exchanges = j.exchanges[:want.at]
			j.script.Lines = j.script.Lines[:len(j.script.Lines)-1] // it does not end signed in
			p := j.play(t)
			if q, ok := p.step.(auth.EnterUsername); !ok || q.Notice != want.notice || q.Scenario != auth.ScenarioSignIn || q.Username == "" || q.Problem != nil {
				t.Errorf("%s: %+v", name, p.step)
			}
		}
	}
}

// A redirect is understood from every endpoint with every status.
func TestQ10(t *testing.T) {
	known := journeys(t)
	for name, j := range known {
		if name == "7.9-refresh" || name == "7.10-redirect" {
			continue // no native conversation is under way at their ends
		}
		t.Run(name, func(t *testing.T) {
			for i := range j.exchanges {
				for n, status := range []int{http.StatusOK, http.StatusBadRequest, http.StatusNotFound, http.StatusInternalServerError} {
					at := fmt.Sprintf("%s/%02d", name, i+1)
					body := []string{`{"challenge_type":"redirect","redirect_reason":"x"}`, `{"challenge_type":"Redirect"}`}[(n+i)%2]
					b := recordedRefusal{fmt.Sprintf("%s %d", at, status), at, body, "OpenBrowser tenant", ""}.journey(t, known)
					b.exchanges[i].status = status
					b.playError(t)
				}
			}
		})
	}
}

// not_started is no failure: it is asked again, with the token of submit where the polls bring none.
func TestQ11(t *testing.T) {
	j := journeys(t)["7.8-reset"].altered(t, 5, func(body map[string]any) { delete(body, "continuation_token") })
	list := slices.Clone(j.exchanges[:4])
	for range 10 {
		list = append(list, j.exchanges[4])
	}
	last := j.exchanges[6]
	last.form = maps.Clone(last.form)
	last.form["continuation_token"] = "{token-4}"
	j.exchanges = append(list, last, j.exchanges[7])
	p := j.play(t)
	if took := p.clock.Now().Sub(stories.NewClock().Now()); took != 20*time.Second { // poll_interval 2, ten times
		t.Errorf("it took %v", took)
	}
}

// The hint is a hint: masked, plain or missing, the contact is what the person enters.
func TestQ12(t *testing.T) {
	for _, hint := range []any{"new@contoso.example", "n***w@co****o.example", nil} {
		j := journeys(t)["7.7-registration-email-resend"].altered(t, 4, func(body map[string]any) {
			body["methods"].([]any)[0].(map[string]any)["login_hint"] = hint
		})
		p, q := until[auth.RegisterMethod](t, j)
		if want, _ := hint.(string); q.Methods[0].Target != want || q.Methods[1].Target != "" {
			t.Errorf("%v: %+v", hint, q.Methods)
		}
		n := len(p.tape.sent)
		if step, err := p.flow.Submit(t.Context(), auth.Register{MethodID: q.Methods[0].ID}); err != nil || codeIn(step) != auth.AnswerMissing || len(p.tape.sent) != n {
			t.Errorf("the hint stood in for a contact: %s %v", shown(step), err)
		}
		j.play(t)
	}
}

// Where a code went is told by either of two names.
func TestQ13(t *testing.T) {
	j := journeys(t)["7.7-registration-sms"]
	if _, q := until[auth.EnterCode](t, j); q.SentTo != "+15555550142" {
		t.Errorf("%+v", q)
	}
	renamed := j.altered(t, 5, func(body map[string]any) {
		delete(body, "challenge_target")
		body["challenge_target_label"] = "+1*********2"
	})
	if _, q := until[auth.EnterCode](t, renamed); q.SentTo != "+1*********2" {
		t.Errorf("%+v", q)
	}
	if _, q := until[auth.EnterCode](t, journeys(t)["7.5-sign-in-code"]); q.SentTo != "o***p@co****o.example" {
		t.Errorf("%+v", q)
	}
}

// The token call knows the username after a sign-up and a reset, and does not after a registration.
func TestQ14(t *testing.T) {
	met := map[bool]int{}
	for name, j := range journeys(t) {
		before := ""
		for _, r := range j.play(t).tape.sent {
			if r.path == "/oauth2/v2.0/token" && r.form.Get("grant_type") == "continuation_token" {
				named := !strings.HasPrefix(before, "/register/")
				met[named]++
				if r.form.Has("username") != named {
					t.Errorf("%s: after %s: %v", name, before, r.form)
				}
			}
			before = r.path
		}
	}
	if met[true] < 5 || met[false] < 3 {
		t.Errorf("%v", met)
	}
}

// Unknown fields are ignored, an unknown challenge type needs the browser, an unknown channel is shown as it is.
func TestQ15(t *testing.T) {
	playAll(t, func(body map[string]any) {
		body["new"] = map[string]any{"list": []int{1, 2}, "nothing": nil}
		body["_links"] = []any{}
		for _, list := range []string{"methods", "required_attributes", "invalid_attributes"} {
			l, _ := body[list].([]any)
			for _, m := range l {
				m.(map[string]any)["new"] = 1
			}
		}
	})
	known := journeys(t)
	unknown := `{"challenge_type":"passkey","continuation_token":"t"}`
	for _, at := range []string{firstChallenge, "7.4-sign-in-password/02", secondChallenge, registerContact, "7.2-sign-up-step-by-step/02", "7.2-sign-up-step-by-step/05"} {
		recordedRefusal{at, at, unknown, "OpenBrowser unknown", ""}.answered(t, known).playError(t)
	}
	j := known["7.5-sign-in-code"].altered(t, 2, func(body map[string]any) { body["challenge_channel"] = "Pigeon" })
	if _, q := until[auth.EnterCode](t, j); q.Channel != "pigeon" {
		t.Errorf("%+v", q)
	}
	list := known["7.7-registration-sms"].altered(t, 4, func(body map[string]any) {
		body["methods"] = append(body["methods"].([]any), map[string]any{"id": "key", "challenge_type": "passkey"}, map[string]any{"id": "fax", "challenge_type": "oob", "challenge_channel": "fax"})
	})
	if _, q := until[auth.RegisterMethod](t, list); len(q.Methods) != 3 || q.Methods[2].Channel != "fax" {
		t.Errorf("%+v", q)
	}
}

// The number that counts may be at any place of the list, and may be text.
func TestQ16(t *testing.T) {
	known := journeys(t)
	for _, codes := range []string{`[50126]`, `[1,50126]`, `[50126,1]`, `[1,2,3,50126,4]`, `["1","50126"]`, `[1," 50126 "]`} {
		body := `{"error":"invalid_grant","error_codes":` + codes + `}`
		recordedRefusal{codes, passwordToken, body, "EnterPassword wrong_password", same}.journey(t, known).playError(t)
	}
	body := `{"error":"invalid_grant","error_codes":[1,2]}`
	recordedRefusal{body, passwordToken, body, "EnterUsername conversation_expired", ""}.journey(t, known).playError(t)
}

// The names from before 2024 are neither sent nor understood.
func TestQ17(t *testing.T) {
	documented := []string{"client_id", "challenge_type", "capabilities", "continuation_token", "username", "password", "attributes", "grant_type", "oob", "id",
		"scope", "client_info", "claims", "refresh_token", "code", "redirect_uri", "code_verifier", "challenge_target", "challenge_channel", "new_password"}
	grants := []string{"", "oob", "password", "attributes", "mfa_oob", "continuation_token", "refresh_token", "authorization_code"}
	for _, r := range everySent(t) {
		for name := range r.form {
			if !slices.Contains(documented, name) {
				t.Errorf("%s: %s", r.path, name)
			}
		}
		if !slices.Contains(grants, r.form.Get("grant_type")) {
			t.Errorf("%s: grant %s", r.path, r.form.Get("grant_type"))
		}
	}
	known := journeys(t)
	for at, old := range map[string]string{"7.1-sign-up-at-once/01": "signup_token", "7.4-sign-in-password/01": "credential_token", resetStart: "password_reset_token", "7.8-reset/03": "password_submit_token"} {
		recordedRefusal{old, at, `{"` + old + `":"t"}`, "fail garbage", ""}.answered(t, known).playError(t)
	}
	for _, old := range []string{"signup_token", "credential_token"} {
		body := `{"error":"credential_required","error_codes":[55103],"` + old + `":"t"}`
		recordedRefusal{old, signUpCode, body, "fail garbage", ""}.journey(t, known).playError(t)
	}
}

// A pattern that Go cannot read is passed on as it is, and stops nobody: the tenant checks.
func TestQ18(t *testing.T) {
	for _, pattern := range []string{`^(?!x)[A-Z]{2}(?<n>\d{4})$`, `(`, `^.*@.*\..*+$`, strings.Repeat("a", 5000)} {
		j := journeys(t)["7.3-sign-up-by-code"].altered(t, 4, func(body map[string]any) {
			body["required_attributes"].([]any)[1].(map[string]any)["options"] = map[string]any{"regex": pattern}
		})
		_, q := until[auth.EnterAttributes](t, j)
		if got := q.Attributes[1]; got.Kind != auth.AttributeText || got.Pattern != pattern && len(pattern) < 5000 || got.Pattern != "" && len(pattern) == 5000 {
			t.Errorf("%.40s: %+v", pattern, got)
		}
		j.play(t)
	}
}

// Every call for tokens asks for client_info with 1, as one of the SDKs does.
func TestQ19(t *testing.T) {
	calls := 0
	for _, r := range everySent(t) {
		if token := r.path == "/oauth2/v2.0/token"; token != r.form.Has("client_info") || token && r.form.Get("client_info") != "1" {
			t.Errorf("%s: %v", r.path, r.form)
		} else if token {
			calls++
		}
	}
	if calls < 20 {
		t.Errorf("%d calls", calls)
	}
}

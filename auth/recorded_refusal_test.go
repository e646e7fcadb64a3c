package auth_test

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"testing"

	"github.com/vestibule-app/vestibule/auth"
)

// recordedRefusal is a refusal in the middle of a recorded journey, at an exchange of it: what the question is then and,
// if what is said again goes on with the same token, what that is.
type recordedRefusal struct {
	name, at, body, then, again string
}

const (
	signUpCode       = "7.2-sign-up-step-by-step/04"
	signUpPassword   = "7.2-sign-up-step-by-step/07"
	signUpAttributes = "7.2-sign-up-step-by-step/08"
	firstChallenge   = "7.5-sign-in-code/02"
	secondChallenge  = "7.6-mfa-email/05"
	secondCode       = "7.6-mfa-email/07"
	passwordToken    = "7.4-sign-in-password/03"
	registerList     = "7.7-registration-sms/04"
	registerContact  = "7.7-registration-sms/05"
	registerCode     = "7.7-registration-sms/07"
	registerToken    = "7.7-registration-sms/08"
	resetStart       = "7.8-reset/01"
	resetCode        = "7.8-reset/03"
	resetSubmit      = "7.8-reset/04"
	resetPoll        = "7.8-reset/05"
	resetToken       = "7.8-reset/08"
	signUpToken      = "7.1-sign-up-at-once/04"
	redemption       = "7.10-redirect/02"
	renewal          = "7.9-refresh/04"

	sessionGone = "EnterUsername session_expired"
	same        = "the same"
)

// recordedRefusals are the numbers and suberrors of protocol-v1 section 14, each by itself, where the folder "errors" has
// them together with the rest of their answer or not at all.
var recordedRefusals = []recordedRefusal{
	// Sign-up.
	{"user exists, number", "7.1-sign-up-at-once/01", coded("invalid_request", "", 1003037, ""), "EnterUsername sign_in user_exists", ""},
	{"user exists at continue, number", signUpAttributes, coded("invalid_grant", "", 1003037, ""), "EnterUsername sign_in user_exists", ""},
	{"too weak, number", signUpPassword, coded("invalid_grant", "", 399246, ""), "EnterNewPassword sign_up password_too_weak", same},
	{"method not supported", signUpPassword, coded("unsupported_auth_method", "", 0, ""), "OpenBrowser tenant", ""},
	{"username at start", "7.2-sign-up-step-by-step/01", coded("invalid_request", "", 90100, "AADSTS90100: The Username parameter is empty or not valid."), "EnterUsername sign_up username_invalid", same},
	{"wrong code, number", signUpCode, coded("invalid_grant", "", 50184, ""), "EnterCode wrong_code", same},
	{"wrong code, 501811", signUpCode, coded("invalid_grant", "", 501811, ""), "EnterCode wrong_code", same},
	{"wrong code, suberror", signUpCode, coded("invalid_grant", "invalid_oob_value", 0, ""), "EnterCode wrong_code", same},
	{"credential without a token", signUpCode, coded("credential_required", "", 55103, ""), "fail garbage", ""},
	{"attributes without a list", signUpPassword, `{"error":"attributes_required","continuation_token":"t"}`, "fail garbage", ""},
	{"attributes without a token", signUpPassword, `{"error":"attributes_required","required_attributes":[{"name":"city"}]}`, "fail garbage", ""},
	{"expired, 552001", signUpPassword, coded("expired_token", "", 552001, ""), "EnterUsername sign_up conversation_expired", ""},
	{"locked at sign-up's end", signUpToken, coded("invalid_grant", "", 50053, ""), "EnterUsername sign_in account_created account_locked", ""},
	{"policy at sign-up's end", signUpToken, coded("invalid_grant", "", 53000, ""), "Ended policy_blocked", ""},
	{"expired at sign-up's end", signUpToken, coded("expired_token", "", 0, ""), "EnterUsername sign_in account_created conversation_expired", ""},
	{"consent at sign-up's end", signUpToken, coded("invalid_grant", "", 65001, ""), "Ended consent_missing", ""},

	// Sign-in and second factor.
	{"codes, at a resend", "7.5-sign-in-code/03", coded("access_denied", "", 701014, ""), "EnterCode too_many_codes", ""},
	{"codes, in the text alone", firstChallenge, coded("invalid_request", "", 0, "AADSTS701014: Cannot generate more."), "EnterUsername too_many_codes", ""},
	{"blocked, number", secondChallenge, coded("access_denied", "", 550024, ""), "ChooseMethod method_blocked", same},
	{"wrong code, 50184", secondCode, coded("invalid_grant", "", 50184, ""), "EnterCode second_factor wrong_code", same},
	{"no such app, number", passwordToken, coded("invalid_request", "", 700011, ""), "Ended app_unknown", ""},
	{"loop", passwordToken, coded("invalid_request", "", 50196, ""), "Ended app_misconfigured", ""},
	{"generic", passwordToken, coded("invalid_request", "", 90023, ""), "Ended app_misconfigured", ""},
	{"service unavailable", passwordToken, coded("temporarily_unavailable", "", 0, ""), "fail server", same},
	{"server error with a 400", passwordToken, coded("server_error", "", 90033, ""), "fail server", same},
	{"method not for this app", passwordToken, coded("auth_not_supported", "", 0, ""), "OpenBrowser tenant", ""},
	{"progress of a sign-up elsewhere", passwordToken, `{"error":"attributes_required","continuation_token":"t","required_attributes":[{"name":"city"}]}`, "Ended refused", ""},

	// Registration.
	{"list: blocked by an administrator", registerList, coded("access_denied", "provider_blocked_by_admin", 0, ""), "EnterUsername sign_in region_blocked", ""},
	{"list: server error", registerList, coded("server_error", "", 90033, ""), "fail server", same},
	{"contact blocked, number", registerContact, coded("access_denied", "", 550024, ""), "RegisterMethod method_blocked", same},
	{"texts, number", registerContact, coded("access_denied", "", 50088, ""), "RegisterMethod phone_limit", same},
	{"register: app", registerContact, coded("unauthorized_client", "", 0, ""), "Ended app_unknown", ""},
	{"register: wrong code, number", registerCode, coded("invalid_request", "", 50181, ""), "EnterCode register wrong_code", same},
	{"register: misplaced", registerCode, coded("invalid_request", "", 55000, ""), "EnterUsername conversation_expired", ""},
	{"policy after a registration", registerToken, coded("invalid_grant", "", 53003, ""), "Ended policy_blocked", ""},
	{"second factor without a token", registerToken, coded("invalid_grant", "mfa_required", 50076, ""), "fail garbage", ""},
	{"disabled after a registration", registerToken, coded("invalid_grant", "", 50057, ""), "Ended account_disabled", ""},

	// Reset.
	{"reset: text about the client", resetStart, coded("invalid_request", "", 90100, "AADSTS90100: client_id parameter is empty or not valid."), "Ended app_unknown", ""},
	{"reset: another parameter", resetStart, coded("invalid_request", "", 90100, "AADSTS90100: challenge_type parameter is empty or not valid."), "Ended app_misconfigured", ""},
	{"reset: locked", resetCode, coded("invalid_grant", "", 50053, ""), "EnterCode reset account_locked", same},
	{"reset: too weak, number", resetSubmit, coded("invalid_grant", "", 399246, ""), "EnterNewPassword reset password_too_weak", same},
	{"reset: app", resetCode, coded("unauthorized_client", "", 0, ""), "Ended app_unknown", ""},
	{"reset: judged late", resetPoll, coded("invalid_grant", "password_banned", 0, ""), "EnterNewPassword reset password_banned", ""},
	{"reset: expired at its end", resetToken, coded("expired_token", "", 0, ""), "EnterUsername sign_in password_changed conversation_expired", ""},
	{"reset: must change again", resetToken, coded("invalid_request", "", 50142, ""), "OpenBrowser new_password", ""},

	// The browser's code, and a refresh. What the browser itself shows (50011, 50147) never reaches the token endpoint.
	{"code redeemed already", redemption, coded("invalid_grant", "", 54005, ""), "EnterUsername browser_failed", ""},
	{"verifier wrong", redemption, coded("invalid_grant", "", 501481, ""), "EnterUsername browser_failed", ""},
	{"verifier's size", redemption, coded("invalid_grant", "", 501491, ""), "EnterUsername browser_failed", ""},
	{"redirect URI", redemption, coded("invalid_request", "", 50011, ""), "EnterUsername browser_failed", ""},
	{"grant invalid", renewal, coded("invalid_grant", "", 70000, ""), sessionGone, ""},
	{"mfa, suberror", renewal, coded("invalid_grant", "mfa_required", 50076, ""), sessionGone, ""},
	{"refresh: app", renewal, coded("unauthorized_client", "", 700011, ""), "EnterUsername app_unknown", ""},
}

func (r recordedRefusal) journey(t testing.TB, known map[string]journey) journey {
	t.Helper()
	name, number, _ := strings.Cut(r.at, "/")
	j, ok := known[name]
	if !ok {
		t.Fatalf("%s: %s is not recorded", r.name, name)
	}
	n, err := strconv.Atoi(number)
	if err != nil || n < 1 || n > len(j.exchanges) {
		t.Fatalf("%s: there is no exchange %s", r.name, r.at)
	}
	e := j.exchanges[n-1]
	e.name, e.status, e.header, e.body = r.name, http.StatusBadRequest, nil, r.body
	e.notes = []note{{"then", r.then}}
	if r.again != "" {
		e.notes = append(e.notes, note{"again", r.again})
	}
	return j.branch(t, number, e)
}

// answered is journey with a 200.
func (r recordedRefusal) answered(t testing.TB, known map[string]journey) journey {
	t.Helper()
	j := r.journey(t, known)
	for i := range j.exchanges {
		if j.exchanges[i].name == r.name {
			j.exchanges[i].status = http.StatusOK
		}
	}
	return j
}

// Each number and each suberror counts where it comes alone, and what may be said again goes on with the same token.
func TestRecordedRefusals(t *testing.T) {
	known := journeys(t)
	for _, number := range []int{53001, 53002, 53003, 53004, 53005, 53006, 53007, 53008, 53009, 53010, 53011, 530035} {
		recordedRefusal{fmt.Sprint("policy ", number), passwordToken, coded("invalid_grant", "", number, ""), "Ended policy_blocked", ""}.journey(t, known).playError(t)
	}
	for _, r := range recordedRefusals {
		t.Run(r.name, func(t *testing.T) { r.journey(t, known).playError(t) })
	}
}

// byNumber is the demand for a second factor as an older tenant says it.
func byNumber(t *testing.T) journey {
	t.Helper()
	return journeys(t)["7.6-mfa-email"].altered(t, 3, func(body map[string]any) { delete(body, "suberror") })
}

// The number alone demands a second factor too (protocol-v1 section 4.4).
func TestSecondFactorByNumber(t *testing.T) { byNumber(t).play(t) }

// No row of the table of refusals is dead: each is what reads at least one answer of these tests.
func TestRefusalRows(t *testing.T) {
	hit := map[int]string{}
	meet := func(path string, status int, body, name string) {
		op := auth.Operation(path)
		if op == "" {
			t.Fatalf("%s: no operation is behind %s", name, path)
		}
		if index, ok := auth.RefusalRow(op, status, []byte(body)); ok {
			hit[index] = name
		}
	}
	known := journeys(t)
	known["by number"] = byNumber(t)
	for _, e := range readFolder(t, wireFolder+"/errors") {
		meet(e.path, e.status, e.body, e.name)
	}
	for _, j := range known {
		for _, e := range j.exchanges {
			meet(e.path, e.status, e.body, e.name)
		}
	}
	for _, r := range recordedRefusals {
		for _, e := range r.journey(t, known).exchanges {
			meet(e.path, e.status, e.body, r.name)
		}
	}
	for _, r := range wireRefusals {
		status := r.status
		if status == 0 {
			status = http.StatusBadRequest
		}
		meet("/oauth2/v2.0/"+r.endpoint, status, r.body, r.name)
	}
	for i, name := range auth.RefusalRows() {
		if hit[i] == "" {
			t.Errorf("row %d is met by no test: %s", i, name)
		}
	}
}

// A tenant that answers everything with one and the same refusal is asked a few times and then no more.
func TestRefusalsEnd(t *testing.T) {
	attributes := `,"required_attributes":[{"name":"city"}]`
	for _, refusal := range []string{
		`"error":"invalid_grant","suberror":"mfa_required"`, `"error":"invalid_grant","suberror":"registration_required"`,
		`"error":"invalid_request","suberror":"introspect_required"`, `"error":"credential_required"`, `"error":"attributes_required"` + attributes,
		`"error":"verification_required"`, `"error":"invalid_request","error_codes":[50142]`, `"error":"invalid_grant","error_codes":[50055]`,
		`"error":"auth_not_supported"`, `"error":"user_already_exists"`, `"error":"invalid_request","error_codes":[500222]`, `"error":"slow_down"`,
	} {
		body := `{"continuation_token":"again",` + refusal + `}`
		for name, j := range journeys(t) {
			for from := range j.exchanges {
				t.Run(fmt.Sprintf("%s from %d on: %s", name, from+1, refusal), func(t *testing.T) {
					_, asked := j.otherwise(t, from, 50, func(int) *http.Response { return answered(http.StatusBadRequest, body) })
					if asked > 8 {
						t.Errorf("it is asked %d times", asked)
					}
				})
			}
		}
	}
}

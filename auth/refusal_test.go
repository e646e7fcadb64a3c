package auth_test

import (
	"errors"
	"fmt"
	"net/http"
	"testing"
	"time"

	"github.com/vestibule-app/vestibule/auth"
	"github.com/vestibule-app/vestibule/auth/emulator"
)

// wireRefusal is a documented refusal and what comes of it: the next question and its problem, or a failure.
type wireRefusal struct {
	name             string
	endpoint         string // the one that refuses
	second           bool   // at the second factor's challenge or token, not the first's
	status           int    // 0: 400
	body             string
	step             string // "" for a failure
	code             auth.ProblemCode
	reason           auth.Reason
	kind             auth.FailureKind
	keepsToken, mute bool
}

const (
	atUsername = "auth.EnterUsername"
	atPassword = "auth.EnterPassword"
	atCode     = "auth.EnterCode"
	atChoose   = "auth.ChooseMethod"
	atBrowser  = "auth.OpenBrowser"
	atEnd      = "auth.Ended"
)

func coded(code, suberror string, number int, text string) string {
	m := map[string]any{"error": code, "error_description": text, "correlation_id": "corr-1", "trace_id": "trace-1"}
	if suberror != "" {
		m["suberror"] = suberror
	}
	if number != 0 {
		m["error_codes"] = []int{number}
	}
	return toJSON(m)
}

var wireRefusals = []wireRefusal{
	// 4.1 initiate, with the rows of 3.1 that it shares.
	{name: "user not found", endpoint: "initiate", body: coded("user_not_found", "", 50034, ""), step: atUsername, code: auth.UserNotFound},
	{name: "username malformed", endpoint: "initiate", body: coded("invalid_request", "", 90100, "AADSTS90100: username parameter is empty or not valid."), step: atUsername, code: auth.UsernameInvalid},
	{name: "client ID malformed", endpoint: "initiate", body: coded("invalid_request", "", 90100, "AADSTS90100: client_id parameter is empty or not valid."), step: atEnd, code: auth.AppUnknown},
	{name: "redirect missing, number", endpoint: "initiate", body: coded("invalid_request", "", 901007, ""), step: atEnd, code: auth.AppMisconfigured},
	{name: "redirect missing, word", endpoint: "initiate", body: coded("unsupported_challenge_type", "", 0, ""), step: atEnd, code: auth.AppMisconfigured},
	{name: "app unknown", endpoint: "initiate", body: coded("unauthorized_client", "", 0, ""), step: atEnd, code: auth.AppUnknown},
	{name: "app unknown, number", endpoint: "initiate", body: coded("invalid_request", "", 700011, ""), step: atEnd, code: auth.AppUnknown},
	{name: "native authentication off", endpoint: "initiate", body: coded("invalid_client", "nativeauthapi_disabled", 0, ""), step: atEnd, code: auth.AppNotEnabled},
	{name: "confidential", endpoint: "initiate", body: coded("invalid_client", "", 550022, ""), step: atEnd, code: auth.AppNotEnabled},
	{name: "method not for this app", endpoint: "initiate", body: coded("auth_not_supported", "", 0, ""), step: atBrowser, reason: auth.ReasonTenant},
	{name: "method not supported", endpoint: "initiate", body: coded("unsupported_auth_method", "", 0, ""), step: atBrowser, reason: auth.ReasonTenant},
	{name: "other parameter", endpoint: "initiate", body: coded("invalid_request", "", 90023, ""), step: atEnd, code: auth.AppMisconfigured},
	{name: "codes throttled at initiate", endpoint: "initiate", body: coded("invalid_request", "", 701014, ""), step: atUsername, code: auth.TooManyCodes},

	// 4.2 challenge, first factor and second.
	{name: "token invalid", endpoint: "challenge", body: coded("invalid_grant", "", 0, ""), step: atUsername, code: auth.ConversationExpired},
	{name: "token expired", endpoint: "challenge", body: coded("expired_token", "", 552003, ""), step: atUsername, code: auth.ConversationExpired},
	{name: "expired counts by its word", endpoint: "challenge", body: coded("expired_token", "", 50126, ""), step: atUsername, code: auth.ConversationExpired, mute: true},
	{name: "token not valid here", endpoint: "challenge", body: coded("invalid_request", "", 55000, ""), step: atUsername, code: auth.ConversationExpired},
	{name: "token invalid, number", endpoint: "challenge", body: coded("invalid_request", "", 55200, ""), step: atUsername, code: auth.ConversationExpired},
	{name: "challenge type", endpoint: "challenge", body: coded("unsupported_challenge_type", "", 0, ""), step: atEnd, code: auth.AppMisconfigured},
	{name: "challenge, app unknown", endpoint: "challenge", body: coded("unauthorized_client", "", 0, ""), step: atEnd, code: auth.AppUnknown},
	{name: "codes throttled", endpoint: "challenge", body: coded("invalid_request", "", 701014, ""), step: atUsername, code: auth.TooManyCodes},
	{name: "second: codes throttled", endpoint: "challenge", second: true, body: coded("invalid_grant", "", 701014, ""), step: atChoose, code: auth.TooManyCodes},
	{name: "second: blocked by reputation", endpoint: "challenge", second: true, body: coded("access_denied", "provider_blocked_by_rep", 550024, ""), step: atChoose, code: auth.MethodBlocked},
	{name: "second: blocked, number alone", endpoint: "challenge", second: true, body: coded("access_denied", "", 550024, ""), step: atChoose, code: auth.MethodBlocked},
	{name: "second: region", endpoint: "challenge", second: true, body: coded("access_denied", "provider_blocked_by_admin", 0, ""), step: atChoose, code: auth.RegionBlocked},
	{name: "second: bad contact", endpoint: "challenge", second: true, body: coded("invalid_request", "", 901001, ""), step: atChoose, code: auth.MethodBlocked},
	{name: "second: telecom limit", endpoint: "challenge", second: true, body: coded("invalid_request", "", 50088, ""), step: atChoose, code: auth.PhoneLimit},
	{name: "second: expired", endpoint: "challenge", second: true, body: coded("expired_token", "", 0, ""), step: atUsername, code: auth.ConversationExpired},

	// 4.3 introspect.
	{name: "introspect: not for this endpoint", endpoint: "introspect", body: coded("invalid_request", "", 55000, ""), step: atUsername, code: auth.ConversationExpired},
	{name: "introspect: expired", endpoint: "introspect", body: coded("expired_token", "", 0, ""), step: atUsername, code: auth.ConversationExpired},
	{name: "introspect: app", endpoint: "introspect", body: coded("invalid_client", "", 0, ""), step: atEnd, code: auth.AppNotEnabled},
	{name: "introspect: server", endpoint: "introspect", body: coded("server_error", "", 0, ""), kind: auth.FailureServer},

	// 4.4 token, password.
	{name: "wrong password", endpoint: "token", body: coded("invalid_grant", "", 50126, ""), step: atPassword, code: auth.WrongPassword, keepsToken: true},
	{name: "wrong password, no list", endpoint: "token", body: coded("invalid_grant", "", 0, "AADSTS50126: Invalid username or password."), step: atPassword, code: auth.WrongPassword, keepsToken: true},
	{name: "numbers as text", endpoint: "token", body: `{"error":"invalid_grant","error_codes":["50126"]}`, step: atPassword, code: auth.WrongPassword, keepsToken: true},
	{name: "number not the first", endpoint: "token", body: `{"error":"invalid_grant","error_codes":[1,50126]}`, step: atPassword, code: auth.WrongPassword, keepsToken: true, mute: true},
	{name: "user not found at token", endpoint: "token", body: coded("invalid_grant", "", 50034, ""), step: atUsername, code: auth.UserNotFound},
	{name: "user not found at token, word", endpoint: "token", body: coded("user_not_found", "", 0, ""), step: atUsername, code: auth.UserNotFound},
	{name: "another way to sign in", endpoint: "token", body: coded("invalid_grant", "", 400002, ""), step: atUsername, code: auth.WrongMethod},
	{name: "locked", endpoint: "token", body: coded("invalid_grant", "", 50053, ""), step: atPassword, code: auth.AccountLocked, keepsToken: true},
	{name: "grant alone", endpoint: "token", body: coded("invalid_grant", "", 0, ""), step: atUsername, code: auth.ConversationExpired},
	{name: "password must change", endpoint: "token", body: coded("invalid_request", "", 50142, ""), step: atCode},
	{name: "password expired", endpoint: "token", body: coded("invalid_grant", "", 50055, ""), step: atCode},
	{name: "password expired, suberror", endpoint: "token", body: coded("invalid_grant", "user_password_expired", 0, ""), step: atCode},
	{name: "disabled", endpoint: "token", body: coded("invalid_grant", "", 50057, ""), step: atEnd, code: auth.AccountDisabled},
	{name: "conditional access", endpoint: "token", body: coded("invalid_grant", "", 53003, ""), step: atEnd, code: auth.PolicyBlocked},
	{name: "security defaults", endpoint: "token", body: coded("invalid_grant", "", 530035, ""), step: atEnd, code: auth.PolicyBlocked},
	{name: "device policy", endpoint: "token", body: coded("invalid_grant", "", 53000, ""), step: atEnd, code: auth.PolicyBlocked},
	{name: "consent", endpoint: "token", body: coded("invalid_grant", "", 65001, ""), step: atEnd, code: auth.ConsentMissing},
	{name: "consent, suberror", endpoint: "token", body: coded("invalid_grant", "consent_required", 0, ""), step: atEnd, code: auth.ConsentMissing},
	{name: "scope", endpoint: "token", body: coded("invalid_scope", "", 70011, ""), step: atEnd, code: auth.AppMisconfigured},
	{name: "grant type", endpoint: "token", body: coded("unsupported_grant_type", "", 70003, ""), step: atEnd, code: auth.AppMisconfigured},
	{name: "token endpoint's place", endpoint: "token", body: coded("invalid_request", "", 55000, ""), step: atUsername, code: auth.ConversationExpired},
	{name: "token endpoint's parameter", endpoint: "token", body: coded("invalid_request", "", 0, ""), step: atEnd, code: auth.AppMisconfigured},
	{name: "no usable method", endpoint: "token", body: coded("invalid_grant", "basic_action", 0, ""), step: atBrowser, reason: auth.ReasonTenant},
	{name: "registration without a token", endpoint: "token", body: coded("invalid_grant", "registration_required", 50079, ""), kind: auth.FailureGarbage},
	{name: "MFA without a token", endpoint: "token", body: coded("invalid_grant", "mfa_required", 50076, ""), kind: auth.FailureGarbage},
	{name: "pending", endpoint: "token", body: coded("authorization_pending", "", 0, ""), step: atPassword, code: auth.Throttled},
	{name: "slow down", endpoint: "token", body: coded("slow_down", "", 0, ""), step: atPassword, code: auth.Throttled},
	{name: "redirect", endpoint: "token", status: 200, body: `{"challenge_type":"redirect","redirect_reason":"x"}`, step: atBrowser, reason: auth.ReasonTenant},
	{name: "Redirect", endpoint: "token", status: 200, body: `{"challenge_type":"Redirect","access_token":7}`, step: atBrowser, reason: auth.ReasonTenant},
	{name: "something new", endpoint: "token", body: coded("tea_time", "", 0, ""), step: atEnd, code: auth.Refused},

	// 4.4 token, codes.
	{name: "second: wrong code", endpoint: "token", second: true, body: coded("invalid_grant", "invalid_oob_value", 50181, ""), step: atCode, code: auth.WrongCode, keepsToken: true},
	{name: "second: wrong code, 50184", endpoint: "token", second: true, body: coded("invalid_grant", "", 50184, ""), step: atCode, code: auth.WrongCode, keepsToken: true},
	{name: "second: wrong code, 501811", endpoint: "token", second: true, body: coded("invalid_grant", "", 501811, ""), step: atCode, code: auth.WrongCode, keepsToken: true},
	{name: "second: expired", endpoint: "token", second: true, body: coded("expired_token", "", 0, ""), step: atUsername, code: auth.ConversationExpired},
	{name: "second: redirect", endpoint: "token", second: true, status: 200, body: `{"challenge_type":"redirect"}`, step: atBrowser, reason: auth.ReasonTenant},

	// Unknown questions.
	{name: "unknown challenge type", endpoint: "challenge", status: 200, body: `{"challenge_type":"passkey","continuation_token":"x"}`, step: atBrowser, reason: auth.ReasonUnknown},
	{name: "second: unknown challenge type", endpoint: "challenge", second: true, status: 200, body: `{"challenge_type":"passkey","continuation_token":"x"}`, step: atBrowser, reason: auth.ReasonUnknown},
	{name: "no method", endpoint: "introspect", status: 200, body: `{"continuation_token":"x","methods":[]}`, step: atBrowser, reason: auth.ReasonUnknown},
	{name: "methods of unknown types", endpoint: "introspect", status: 200, body: `{"continuation_token":"x","methods":[{"id":"1","challenge_type":"passkey"}]}`, step: atBrowser, reason: auth.ReasonUnknown},
	{name: "redirect at introspect", endpoint: "introspect", status: 200, body: `{"challenge_type":"redirect"}`, step: atBrowser, reason: auth.ReasonTenant},
}

// Each documented refusal leads to its question with its problem, and a refusal that keeps the token lets the same
// answer, given right, go on.
func TestRefusals(t *testing.T) {
	for _, r := range wireRefusals {
		t.Run(r.endpoint+" "+r.name, func(t *testing.T) {
			p := startInProcess(t, "mfa")
			const user = "both@contoso.example"
			f, _ := p.client.SignIn(auth.Hint{})
			defer f.Close()
			status := r.status
			if status == 0 {
				status = http.StatusBadRequest
			}
			refuse := at(r.endpoint, status, r.body)
			answers := []auth.Answer{auth.Username{Value: user}, auth.Password{Value: emulator.Password}}
			var last auth.Answer
			switch {
			case r.second:
				choose := want[auth.ChooseMethod](t, say(t, f, answers...))
				last = auth.Pick{MethodID: choose.Methods[0].ID}
				if r.endpoint == "token" {
					say(t, f, last)
					last = auth.Code{Value: newestCode(t, p.tenant)}
				}
			case r.endpoint == "initiate" || r.endpoint == "challenge":
				last = answers[0]
			default:
				say(t, f, answers[0])
				last = answers[1]
			}
			p.wire.meddle(refuse)
			step, err := f.Submit(t.Context(), last)
			if r.kind != "" {
				if kindIn(err) != r.kind {
					t.Fatalf("%s %v", shown(step), err)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if got := kindOfStep(step); got != r.step || codeIn(step) != r.code {
				t.Fatalf("%s, want %s %s", shown(step), r.step, r.code)
			}
			if open, ok := step.(auth.OpenBrowser); ok && (open.Reason != r.reason || open.Username != user) {
				t.Errorf("%+v", open)
			}
			if name, ok := step.(auth.EnterUsername); ok && name.Username != user {
				t.Error("the address is lost")
			}
			if problem := auth.ProblemOf(step); problem != nil && !r.mute && r.body[:9] == `{"correla` && problem.CorrelationID != "corr-1" {
				t.Errorf("%+v", problem)
			}
			if r.code == auth.AccountLocked && auth.ProblemOf(step).RetryAt.IsZero() {
				t.Error("nobody says until when")
			}
			if !r.keepsToken {
				return
			}
			p.wire.meddle(nil)
			next := say(t, f, last)
			if codeIn(next) != "" || kindOfStep(next) == r.step {
				t.Errorf("the right answer led to %s", shown(next))
			}
		})
	}
}

func kindOfStep(s auth.Step) string {
	switch s.(type) {
	case auth.EnterUsername:
		return atUsername
	case auth.EnterPassword:
		return atPassword
	case auth.EnterCode:
		return atCode
	case auth.ChooseMethod:
		return atChoose
	case auth.OpenBrowser:
		return atBrowser
	case auth.Ended:
		return atEnd
	default: // the rows have no other
	}
	return fmt.Sprintf("%T", s)
}

// A consent or a scope that is wrong is nothing that signing in again would mend.
func TestRefreshNeedsSomebodyElse(t *testing.T) {
	for _, r := range []struct {
		code, suberror string
		number         int
		problem        auth.ProblemCode
	}{{"invalid_grant", "", 65001, auth.ConsentMissing}, {"invalid_grant", "consent_required", 0, auth.ConsentMissing}, {"invalid_scope", "", 70011, auth.AppMisconfigured}} {
		p := startInProcess(t, "password")
		a := signIn(t, p.client, "password@contoso.example").Account
		p.wire.meddle(at("token", http.StatusBadRequest, coded(r.code, r.suberror, r.number, "")))
		_, err := p.client.Token(t.Context(), a, "api://another/read")
		var session *auth.SessionError
		if !errors.As(err, &session) || session.Problem.Code != r.problem || errors.Is(err, auth.ErrSignInNeeded) {
			t.Errorf("%+v: %v", r, err)
		}
		if tok, err := p.client.Token(t.Context(), a); err != nil || tok.Access == "" {
			t.Errorf("%+v: the session itself: %v", r, err)
		}
	}
}

// The other refusals of a refresh (section 4.6) need the person, and the session is not thrown away for them.
func TestRefreshRefusals(t *testing.T) {
	for _, r := range []struct {
		code, suberror string
		number         int
	}{{"invalid_grant", "", 700082}, {"invalid_grant", "", 70008}, {"invalid_grant", "", 70043}, {"invalid_grant", "", 50173}, {"invalid_grant", "", 50076},
		{"invalid_grant", "", 50079}, {"invalid_grant", "", 50142},
		{"invalid_grant", "bad_token", 0}, {"interaction_required", "", 0}, {"login_required", "", 0}, {"invalid_grant", "interaction_required", 0},
		{"invalid_grant", "login_required", 0}, {"invalid_grant", "basic_action", 0}, {"invalid_grant", "additional_action", 0}, {"invalid_grant", "message_only", 0},
		{"invalid_grant", "user_password_expired", 0}, {"invalid_grant", "interrupted_user", 0}, {"invalid_grant", "mfa_required", 0}, {"expired_refresh_token", "", 0}} {
		p := startInProcess(t, "password")
		a := signIn(t, p.client, "password@contoso.example").Account
		p.clock.Advance(2 * time.Hour)
		p.wire.meddle(at("token", http.StatusBadRequest, coded(r.code, r.suberror, r.number, "")))
		p.wire.forget()
		_, err := p.client.Token(t.Context(), a)
		var session *auth.SessionError
		if !errors.As(err, &session) || session.Problem.Code != auth.SessionExpired || session.Problem.AADSTS != r.number {
			t.Errorf("%+v: %v", r, err)
		}
		if n := p.wire.count("token"); n != 1 {
			t.Errorf("%+v: %d requests", r, n)
		}
		p.wire.meddle(nil)
		if _, err := p.client.Token(t.Context(), a); err != nil {
			t.Errorf("%+v: the session is gone: %v", r, err)
		}
	}
}

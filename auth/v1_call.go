package auth

import (
	"context"
	"errors"
	"net/http"
	"net/url"
)

// The operations of the API, by the names that logs and errors give them.
const (
	opInitiate           = "initiate"
	opChallenge          = "challenge"
	opIntrospect         = "introspect"
	opToken              = "token"
	opSignUpStart        = "signup start"
	opSignUpChallenge    = "signup challenge"
	opSignUpContinue     = "signup continue"
	opResetStart         = "resetpassword start"
	opResetChallenge     = "resetpassword challenge"
	opResetContinue      = "resetpassword continue"
	opResetSubmit        = "resetpassword submit"
	opResetPoll          = "resetpassword poll"
	opRegisterIntrospect = "register introspect"
	opRegisterChallenge  = "register challenge"
	opRegisterContinue   = "register continue"
)

// endpoints are those of section 1.2, below the tenant.
var endpoints = map[string]string{
	opInitiate:           "oauth2/v2.0/initiate",
	opChallenge:          "oauth2/v2.0/challenge",
	opIntrospect:         "oauth2/v2.0/introspect",
	opToken:              "oauth2/v2.0/token",
	opSignUpStart:        "signup/v1.0/start",
	opSignUpChallenge:    "signup/v1.0/challenge",
	opSignUpContinue:     "signup/v1.0/continue",
	opResetStart:         "resetpassword/v1.0/start",
	opResetChallenge:     "resetpassword/v1.0/challenge",
	opResetContinue:      "resetpassword/v1.0/continue",
	opResetSubmit:        "resetpassword/v1.0/submit",
	opResetPoll:          "resetpassword/v1.0/poll_completion",
	opRegisterIntrospect: "register/v1.0/introspect",
	opRegisterChallenge:  "register/v1.0/challenge",
	opRegisterContinue:   "register/v1.0/continue",
}

// call does one exchange of the conversation. It returns the reply to go on with, or the step that a redirect or
// a refusal leads to, or a failure. again builds the current question with a problem on it; it is nil where what the
// person answered was accepted already, and being throttled is a failure to be tried again from there.
func (d *v1) call(ctx context.Context, op string, again func(*Problem) Step, form url.Values) (reply, Step, error) {
	form.Set("client_id", d.c.cfg.ClientID)
	endpoint := d.c.authority.endpoint(endpoints[op])
	raw, err := d.c.wire.post(ctx, op, endpoint, form, d.correlationID)
	if retriable(op, err) {
		raw, err = d.c.wire.post(ctx, op, endpoint, form, d.correlationID)
	}
	if err != nil {
		return reply{}, nil, err
	}
	d.reply = rawReply{status: raw.status, correlationID: raw.correlationID, traceID: raw.traceID, serverDate: raw.serverDate}
	if raw.status == http.StatusTooManyRequests {
		if again == nil || op == opResetPoll {
			return reply{}, nil, d.c.failure(FailureServer, op, raw, nil)
		}
		return reply{}, again(d.problem(Throttled, raw, nil)), nil
	}
	r, err := decodeReply(raw.status, raw.body)
	if err != nil {
		return reply{}, nil, d.c.failure(FailureGarbage, op, raw, err)
	}
	if r.redirect {
		step, err := d.onward(ctx, d.because(ReasonTenant))
		return reply{}, step, err
	}
	if r.refusal != nil {
		step, err := d.refused(ctx, op, raw, r.refusal, again)
		return reply{}, step, err
	}
	if r.token != "" {
		d.token = r.token
	}
	return r, nil, nil
}

// retriable allows one more try for a call that changes nothing (protocol-v1 section 12). A credential is never
// sent twice by itself.
func retriable(op string, err error) bool {
	var e *Error
	switch op {
	case opInitiate, opIntrospect, opResetPoll, opRegisterIntrospect:
		return errors.As(err, &e) && e.Kind == FailureServer && e.RetryAt.IsZero()
	}
	return false
}

func (d *v1) because(r Reason) func(context.Context) (Step, error) {
	return func(ctx context.Context) (Step, error) { return d.browser(ctx, r) }
}

func (d *v1) browser(ctx context.Context, r Reason) (Step, error) {
	step, err := d.openLeg(ctx, d.c, d.username, d.claims, r)
	if err == nil {
		d.token = "" // the continuation token has no meaning in the browser (section 7.10)
	}
	return step, err
}

// announcement is what the first call of a journey says: who it is, and what there are screens for.
func (d *v1) announcement() url.Values {
	return url.Values{"username": {d.username}, "challenge_type": {challengeTypes}, "capabilities": {capabilities}}
}

// start is the first call of a journey, and the first challenge.
func (d *v1) start(ctx context.Context, op string, again func(*Problem) Step, purpose Purpose) (Step, error) {
	r, step, err := d.call(ctx, op, again, d.announcement())
	if step != nil || err != nil {
		return step, err
	}
	if r.token == "" {
		return nil, d.garbage(op)
	}
	return d.sendCode(ctx, again, purpose, 1)
}

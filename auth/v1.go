package auth

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// What is announced, always (protocol-v1 section 8). A capability that is announced is one whose answer has a
// screen or a way on, so that a tenant never refuses for want of a word.
const (
	challengeTypes = "oob password redirect"
	capabilities   = "mfa_required registration_required"
	resendWait     = time.Minute      // where the tenant names no interval (protocol-v1 15.1 Q7)
	codesWait      = 10 * time.Minute // after 701014, for which no time is documented
	lockWait       = time.Minute      // the first lock of smart lockout (protocol-v1 section 12)
)

// v1 speaks the native authentication API V1 (protocol-v1.md).
type v1 struct {
	c             *Client
	correlationID string // one for the whole conversation
	scenario      Scenario
	claims        string // of the caller, for every request of tokens

	reply    rawReply // the last one, for its Date and IDs
	username string
	token    string // the newest continuation token (section 9.1 R2); never leaves this struct
	methods  []Method
	methodID string // the strong method that was challenged last; empty for the first factor

	// resume is what is left to do after a credential was accepted and the rest of that answer failed. The next
	// answer to the same question does it, without sending a credential twice.
	resume func(context.Context) (Step, error)

	handover
}

// answer carries one answer to the wire. With a new question nothing of the old one is left to do.
func (d *v1) answer(ctx context.Context, question Step, a Answer) (Step, error) {
	step, err := d.dispatch(ctx, question, a)
	if err == nil {
		d.resume = nil
	}
	return step, err
}

// dispatch is the one switch from question and answer to the wire.
func (d *v1) dispatch(ctx context.Context, question Step, a Answer) (Step, error) {
	switch a.(type) {
	case Back:
		return d.back(question)
	case UseBrowser:
		if _, done := question.(SignedIn); done {
			return nil, ErrAnswer
		}
		return d.browser(ctx, ReasonChosen)
	default: // depends on the question
	}
	switch q := question.(type) {
	case EnterUsername:
		if a, ok := a.(Username); ok {
			return d.start(ctx, a.Value)
		}
	case EnterPassword:
		if a, ok := a.(Password); ok {
			return d.password(ctx, q, a.Value)
		}
	case EnterCode:
		switch a := a.(type) {
		case Code:
			return d.code(ctx, q, a.Value)
		case Resend:
			return d.resend(ctx, q)
		default:
		}
	case ChooseMethod:
		if a, ok := a.(Pick); ok {
			return d.pick(ctx, q, a.MethodID)
		}
	case OpenBrowser:
		if a, ok := a.(BrowserReturned); ok {
			return d.returned(ctx, q, a.Address)
		}
	case EnterNewPassword, EnterAttributes, RegisterMethod, Waiting, SignedIn, Ended: // nothing is left to answer
	}
	return nil, ErrAnswer
}

// back never asks the tenant. What was typed last for the name stays.
func (d *v1) back(question Step) (Step, error) {
	switch q := question.(type) {
	case SignedIn:
		return nil, ErrAnswer
	case EnterUsername:
		return EnterUsername{Scenario: d.scenario, Username: q.Username}, nil
	case EnterCode:
		if q.Purpose == PurposeSecondFactor && len(d.methods) > 1 {
			return ChooseMethod{Username: d.username, Methods: d.methods}, nil
		}
	case OpenBrowser:
		d.dropLeg()
	case EnterPassword, EnterNewPassword, EnterAttributes, ChooseMethod, RegisterMethod, Waiting, Ended:
	}
	return EnterUsername{Scenario: d.scenario, Username: d.username}, nil
}

// start is initiate and the first challenge (sections 4.1, 4.2): which question comes next depends on how the
// account was created, so everything is announced.
func (d *v1) start(ctx context.Context, username string) (Step, error) {
	username = strings.TrimSpace(username)
	if username == "" {
		return EnterUsername{Scenario: d.scenario, Problem: d.own(AnswerMissing)}, nil
	}
	d.username, d.token, d.methods, d.methodID, d.resume = username, "", nil, "", nil
	again := func(p *Problem) Step { return EnterUsername{Scenario: d.scenario, Username: username, Problem: p} }

	r, step, err := d.call(ctx, "initiate", "oauth2/v2.0/initiate", again, url.Values{
		"username":       {username},
		"challenge_type": {challengeTypes},
		"capabilities":   {capabilities},
	})
	if step != nil || err != nil {
		return step, err
	}
	if r.token == "" {
		return nil, d.garbage("initiate")
	}
	return d.challenge(ctx, again)
}

// challenge asks the tenant to pick the first factor.
func (d *v1) challenge(ctx context.Context, again func(*Problem) Step) (Step, error) {
	r, step, err := d.call(ctx, "challenge", "oauth2/v2.0/challenge", again, url.Values{
		"continuation_token": {d.token},
		"challenge_type":     {challengeTypes},
	})
	if step != nil || err != nil {
		return step, err
	}
	switch r.challengeType {
	case "password":
		return EnterPassword{Username: d.username}, nil
	case "oob":
		return d.codeSent(r, PurposeSignIn, 1), nil
	case "":
		return nil, d.garbage("challenge")
	}
	return d.onward(ctx, d.because(ReasonUnknown))
}

func (d *v1) codeSent(r reply, purpose Purpose, sends int) EnterCode {
	now := d.c.now()
	wait := r.interval
	if wait == 0 {
		wait = resendWait
	}
	return EnterCode{
		Username: d.username, Channel: r.channel, SentTo: r.target, Length: r.codeLength, Purpose: purpose,
		SentAt: now, ResendAt: now.Add(wait), Sends: sends, CanPick: purpose == PurposeSecondFactor && len(d.methods) > 1,
	}
}

// password is the first factor of an email and password account. The password goes out as it was typed.
func (d *v1) password(ctx context.Context, q EnterPassword, password string) (Step, error) {
	again := func(p *Problem) Step { return EnterPassword{Username: q.Username, Problem: p} }
	if d.resume != nil {
		return d.onward(ctx, d.resume)
	}
	if password == "" {
		return again(d.own(AnswerMissing)), nil
	}
	return d.redeem(ctx, again, url.Values{
		"grant_type": {"password"},
		"password":   {password},
	})
}

// code is the first or the second factor by one-time passcode (section 4.4).
func (d *v1) code(ctx context.Context, q EnterCode, code string) (Step, error) {
	again := func(p *Problem) Step { next := q; next.Problem = p; return next }
	code = strings.TrimSpace(code)
	switch {
	case d.resume != nil:
		return d.onward(ctx, d.resume)
	case code == "":
		return again(d.own(AnswerMissing)), nil
	case q.Length > 0 && len(code) != q.Length:
		return again(d.own(CodeIncomplete)), nil // JS refuses it before sending too (section 11)
	}
	grant := "oob"
	if q.Purpose == PurposeSecondFactor {
		grant = "mfa_oob"
	}
	return d.redeem(ctx, again, url.Values{
		"grant_type": {grant},
		"oob":        {code},
	})
}

// redeem asks the token endpoint with the current continuation token.
func (d *v1) redeem(ctx context.Context, again func(*Problem) Step, form url.Values) (Step, error) {
	form.Set("continuation_token", d.token)
	form.Set("scope", strings.Join(d.c.scopes, " "))
	form.Set("client_info", "1")
	r, step, err := d.call(ctx, "token", "oauth2/v2.0/token", again, form)
	if step != nil || err != nil {
		return step, err
	}
	if r.tokens == nil {
		return nil, d.garbage("token")
	}
	return d.onward(ctx, func(ctx context.Context) (Step, error) {
		return d.c.signedIn(ctx, r.tokens, d.origin())
	})
}

func (d *v1) because(r Reason) func(context.Context) (Step, error) {
	return func(ctx context.Context) (Step, error) { return d.browser(ctx, r) }
}

func (d *v1) browser(ctx context.Context, r Reason) (Step, error) {
	step, err := d.begin(ctx, d.c, d.username, r)
	if err == nil {
		d.token = "" // the continuation token has no meaning in the browser (section 7.10)
	}
	return step, err
}

func (d *v1) origin() origin {
	return origin{username: d.username, correlationID: d.correlationID, reply: d.reply}
}

// onward does what follows an accepted credential, and remembers it if it fails.
func (d *v1) onward(ctx context.Context, next func(context.Context) (Step, error)) (Step, error) {
	d.resume = nil
	step, err := next(ctx)
	var failed *Error
	if errors.As(err, &failed) && failed.Kind == FailureForged {
		return step, err // it will not become true by trying again
	}
	if err != nil && d.resume == nil {
		d.resume = next
	}
	return step, err
}

// resend repeats the last challenge with the newest token. It kills the code before it (section 4.2).
func (d *v1) resend(ctx context.Context, q EnterCode) (Step, error) {
	if d.resume != nil {
		return d.onward(ctx, d.resume) // the code was accepted; another one would be refused
	}
	if now := d.c.now(); now.Before(q.ResendAt) {
		next := q
		next.Problem = d.own(ResendTooEarly)
		next.Problem.RetryAt = q.ResendAt
		return next, nil
	}
	again := func(p *Problem) Step {
		next := q
		next.Problem = p
		if p.Code == TooManyCodes {
			next.ResendAt = d.c.now().Add(codesWait)
			if p.RetryAt.After(next.ResendAt) {
				next.ResendAt = p.RetryAt
			}
		}
		return next
	}
	return d.sendCode(ctx, again, q.Purpose, q.Sends+1)
}

// sendCode challenges the method in d.methodID, or the first factor.
func (d *v1) sendCode(ctx context.Context, again func(*Problem) Step, purpose Purpose, sends int) (Step, error) {
	form := url.Values{
		"continuation_token": {d.token},
		"challenge_type":     {challengeTypes},
	}
	if purpose == PurposeSecondFactor {
		form.Set("id", d.methodID)
	}
	r, step, err := d.call(ctx, "challenge", "oauth2/v2.0/challenge", again, form)
	if step != nil || err != nil {
		return step, err
	}
	switch r.challengeType {
	case "oob":
		return d.codeSent(r, purpose, sends), nil
	case "":
		return nil, d.garbage("challenge")
	}
	return d.onward(ctx, d.because(ReasonUnknown))
}

// secondFactor lists the methods (section 4.3). With a single one there is nothing to choose.
func (d *v1) secondFactor(ctx context.Context) (Step, error) {
	again := func(p *Problem) Step { return Ended{Username: d.username, Problem: p} }
	r, step, err := d.call(ctx, "introspect", "oauth2/v2.0/introspect", again, url.Values{
		"continuation_token": {d.token},
	})
	if step != nil || err != nil {
		return step, err
	}
	d.methods = r.methods
	switch len(r.methods) {
	case 0:
		return d.onward(ctx, d.because(ReasonUnknown)) // no method that can be asked here
	case 1:
		d.methodID = r.methods[0].ID
		choose := func(p *Problem) Step { return ChooseMethod{Username: d.username, Methods: d.methods, Problem: p} }
		return d.onward(ctx, func(ctx context.Context) (Step, error) {
			return d.sendCode(ctx, choose, PurposeSecondFactor, 1)
		})
	}
	return ChooseMethod{Username: d.username, Methods: d.methods}, nil
}

func (d *v1) pick(ctx context.Context, q ChooseMethod, id string) (Step, error) {
	for _, m := range q.Methods {
		if m.ID == id {
			d.methodID = id
			again := func(p *Problem) Step { next := q; next.Problem = p; return next }
			return d.sendCode(ctx, again, PurposeSecondFactor, 1)
		}
	}
	next := q
	next.Problem = d.own(AnswerMissing)
	return next, nil
}

// call does one exchange of the conversation. It returns the reply to go on with, or the step that a redirect or
// a refusal leads to, or a failure. again builds the current question with a problem on it.
func (d *v1) call(ctx context.Context, op, path string, again func(*Problem) Step, form url.Values) (reply, Step, error) {
	form.Set("client_id", d.c.cfg.ClientID)
	endpoint := d.c.authority.endpoint(path)
	raw, err := d.c.wire.post(ctx, op, endpoint, form, d.correlationID)
	if retriable(op, err) {
		raw, err = d.c.wire.post(ctx, op, endpoint, form, d.correlationID)
	}
	if err != nil {
		return reply{}, nil, err
	}
	d.reply = rawReply{status: raw.status, correlationID: raw.correlationID, traceID: raw.traceID, serverDate: raw.serverDate}
	if raw.status == http.StatusTooManyRequests {
		if op == "introspect" { // a credential was accepted; the rest is tried again from here
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
	return (op == "initiate" || op == "introspect") && errors.As(err, &e) && e.Kind == FailureServer && e.RetryAt.IsZero()
}

// refused turns a refusal into the next question.
func (d *v1) refused(ctx context.Context, op string, raw rawReply, r *refusal, again func(*Problem) Step) (Step, error) {
	row := r.row()
	d.c.log.Info("refused", "op", op, "error", known(r.code), "suberror", known(r.suberror), "aadsts", r.number(),
		"problem", string(row.problem), "correlation_id", raw.correlationID)
	if r.token != "" {
		d.token = r.token // a server that sends one in an error means it (section 9.3)
	}
	p := d.problem(row.problem, raw, r)
	switch row.turn {
	case turnStay:
		if row.problem == AccountLocked && p.RetryAt.IsZero() {
			p.RetryAt = d.c.now().Add(lockWait)
		}
		return again(p), nil
	case turnUsername:
		return EnterUsername{Scenario: d.scenario, Username: d.username, Problem: p}, nil
	case turnRestart:
		d.token = ""
		return EnterUsername{Scenario: d.scenario, Username: d.username, Problem: p}, nil
	case turnMFA:
		if r.token == "" {
			return nil, d.garbage(op) // section 9.2
		}
		return d.onward(ctx, d.secondFactor)
	case turnRegister:
		return d.onward(ctx, d.because(ReasonRegistration))
	case turnPassword:
		return d.onward(ctx, d.because(ReasonNewPassword))
	case turnBrowser:
		return d.onward(ctx, d.because(ReasonTenant))
	case turnFailure:
		return nil, d.c.refusalFailure(FailureServer, op, raw, r)
	}
	return Ended{Username: d.username, Problem: p}, nil
}

// own is a problem that this package found before asking.
func (d *v1) own(code ProblemCode) *Problem { return &Problem{Code: code, At: d.c.now()} }

func (d *v1) problem(code ProblemCode, raw rawReply, r *refusal) *Problem {
	p := &Problem{Code: code, RetryAt: raw.retryAt, CorrelationID: raw.correlationID, At: d.c.now()}
	if r != nil {
		p.AADSTS = r.number()
		if r.correlationID != "" {
			p.CorrelationID = r.correlationID
		}
	}
	return p
}

func (d *v1) garbage(op string) error {
	return d.c.failure(FailureGarbage, op, rawReply{correlationID: d.correlationID}, errJSON)
}

// known lets only documented-looking words of the server into the log.
func known(s string) string {
	if len(s) > 48 {
		return "?"
	}
	for _, r := range s {
		if r != '_' && (r < 'a' || r > 'z') && (r < '0' || r > '9') {
			return "?"
		}
	}
	return s
}

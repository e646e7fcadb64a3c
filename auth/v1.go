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
// screen, so that a tenant never refuses for want of a word.
const (
	challengeTypes = "oob password redirect"
	capabilities   = "mfa_required registration_required"
	resendWait     = time.Minute      // where the tenant names no interval (protocol-v1 15.1 Q7)
	codesWait      = 10 * time.Minute // after 701014, for which no time is documented
	lockWait       = time.Minute      // the first lock of smart lockout (protocol-v1 section 12)
	maxTurns       = 4                // an expired password, a reset, a second factor: no honest tenant makes more of one answer
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

// v1 speaks the native authentication API V1 (protocol-v1.md). This file is what all journeys share; each has a file of
// its own: v1_signin.go, v1_signup.go, v1_reset.go, v1_register.go.
type v1 struct {
	c             *Client
	correlationID string // one for the whole conversation
	scenario      Scenario
	claims        string // of the caller, for every request of tokens (section 4.4)

	reply    rawReply // the last one, for its Date and IDs
	username string
	notice   Notice
	token    string   // the newest continuation token (section 9.1 R2); never leaves this struct
	methods  []Method // strong methods: to choose from, or those that can be registered
	methodID string   // the one that was challenged last; empty for the first factor
	target   string   // the contact that is being registered

	signUp  signUpState
	reset   resetState
	changed bool // the password was set anew in this conversation

	// resume is what is left to do after a credential was accepted and the rest of that answer failed. The next
	// answer to the same question does it, without sending a credential twice.
	resume func(context.Context) (Step, error)

	turns int // refusals that the current answer went on from by itself

	handover
}

// answer carries one answer to the wire. With a new question nothing of the old one is left to do.
func (d *v1) answer(ctx context.Context, question Step, a Answer) (Step, error) {
	d.turns = 0
	if d.claims != "" {
		if _, err := parseObject([]byte(d.claims)); err != nil {
			return nil, ErrClaims
		}
	}
	step, err := d.dispatch(ctx, question, a)
	if err != nil {
		return nil, err
	}
	d.resume = nil
	if _, asked := step.(EnterAttributes); !asked {
		d.signUp.password = "" // it waits for the attributes and for nothing else
	}
	return step, nil
}

// dispatch is the one switch from question and answer to the wire.
func (d *v1) dispatch(ctx context.Context, question Step, a Answer) (Step, error) {
	switch a := a.(type) {
	case Back:
		return d.back(question)
	case UseBrowser:
		if _, done := question.(SignedIn); done {
			return nil, ErrAnswer
		}
		return d.browser(ctx, ReasonChosen)
	case Create:
		return d.turnTo(ctx, question, ScenarioSignUp, a.Username, UserNotFound)
	case Forgot:
		if q, ok := question.(EnterPassword); ok {
			return d.forgot(ctx, q)
		}
		return d.turnTo(ctx, question, ScenarioReset, a.Username, UserExists)
	default: // depends on the question
	}
	switch q := question.(type) {
	case EnterUsername:
		if a, ok := a.(Username); ok {
			return d.begin(ctx, q, a.Value)
		}
	case EnterPassword:
		if a, ok := a.(Password); ok {
			return d.password(ctx, q, a.Value)
		}
	case EnterNewPassword:
		if a, ok := a.(NewPassword); ok {
			return d.newPassword(ctx, q, a.Value)
		}
	case EnterAttributes:
		if a, ok := a.(Attributes); ok {
			return d.attributes(ctx, q, a.Values)
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
	case RegisterMethod:
		if a, ok := a.(Register); ok {
			return d.register(ctx, q, a)
		}
	case Waiting:
		if _, ok := a.(Wait); ok {
			return d.wait(ctx, q)
		}
	case OpenBrowser:
		if a, ok := a.(BrowserReturned); ok {
			return d.returned(ctx, q, a.Address)
		}
	case SignedIn, Ended: // nothing is left to answer
	}
	return nil, ErrAnswer
}

// who asks who it is, with the address that is known.
func (d *v1) who(p *Problem) Step {
	return EnterUsername{Scenario: d.scenario, Username: d.username, Notice: d.notice, Problem: p}
}

// begin starts a journey with an address.
func (d *v1) begin(ctx context.Context, q EnterUsername, username string) (Step, error) {
	username = strings.TrimSpace(username)
	if username == "" {
		return EnterUsername{Scenario: q.Scenario, Problem: d.own(AnswerMissing)}, nil
	}
	if username != d.username {
		d.signUp = signUpState{} // what somebody else told
	}
	d.scenario, d.username, d.notice = q.Scenario, username, ""
	d.token, d.methods, d.methodID, d.target, d.resume = "", nil, "", "", nil
	d.reset, d.changed = resetState{}, false
	switch d.scenario {
	case ScenarioSignUp:
		return d.beginSignUp(ctx)
	case ScenarioReset:
		return d.beginReset(ctx, d.who)
	case ScenarioSignIn:
	}
	return d.beginSignIn(ctx)
}

// turnTo changes what the conversation is for. What was typed stays; an address of which the tenant has just said what
// makes the person turn, that nobody has it or that somebody has, is not asked for again.
func (d *v1) turnTo(ctx context.Context, question Step, to Scenario, typed string, said ProblemCode) (Step, error) {
	typed = strings.TrimSpace(typed)
	switch q := question.(type) {
	case EnterUsername:
		if q.Problem != nil && q.Problem.Code == said && typed != "" && typed == q.Username {
			return d.begin(ctx, EnterUsername{Scenario: to}, typed)
		}
	case Ended:
	default:
		return nil, ErrAnswer
	}
	if typed == "" {
		typed = d.username
	}
	d.scenario, d.notice = to, ""
	return EnterUsername{Scenario: to, Username: typed}, nil
}

// back never asks the tenant. What was typed last for the name stays, and so does word of what was done, until it has
// been said.
func (d *v1) back(question Step) (Step, error) {
	switch q := question.(type) {
	case SignedIn:
		return nil, ErrAnswer
	case EnterUsername:
		d.scenario, d.notice = ScenarioSignIn, ""
		return EnterUsername{Scenario: ScenarioSignIn, Username: q.Username}, nil
	case EnterCode:
		switch {
		case q.Purpose == PurposeSecondFactor && len(d.methods) > 1:
			return ChooseMethod{Username: d.username, Methods: d.methods}, nil
		case q.Purpose == PurposeRegister:
			return RegisterMethod{Username: d.username, Methods: d.methods, MethodID: d.methodID, Target: d.target}, nil
		}
	case EnterAttributes:
		if d.signUp.password != "" { // asked for before the attributes, and told nobody
			d.signUp.asked = false
			return EnterNewPassword{Scenario: ScenarioSignUp, Username: d.username}, nil
		}
	case Waiting: // the new password may hold already
		d.scenario = ScenarioSignIn
		return d.who(d.own(ResetUnconfirmed)), nil
	case OpenBrowser:
		d.dropLeg()
	case EnterPassword, EnterNewPassword, ChooseMethod, RegisterMethod, Ended:
	}
	if d.reset.forced {
		d.scenario = ScenarioSignIn
	}
	return d.who(nil), nil
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

// complete ends a sign-up or a reset: with the tenant's last token it signs in by itself, without one the person does
// (protocol-v1 15.1 Q9).
func (d *v1) complete(ctx context.Context, token string, n Notice) (Step, error) {
	d.scenario, d.notice, d.signUp, d.reset = ScenarioSignIn, n, signUpState{}, resetState{}
	d.changed = n == NoticePasswordChanged
	if token == "" {
		d.token = ""
		return d.who(nil), nil
	}
	return d.onward(ctx, func(ctx context.Context) (Step, error) {
		return d.redeem(ctx, nil, url.Values{"grant_type": {"continuation_token"}, "username": {d.username}})
	})
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

// refused turns a refusal into the next question.
func (d *v1) refused(ctx context.Context, op string, raw rawReply, r *refusal, again func(*Problem) Step) (Step, error) {
	row := r.row(op)
	d.c.log.Info("refused", "op", op, "error", known(r.code), "suberror", known(r.suberror), "aadsts", r.number(),
		"problem", string(row.problem), "correlation_id", raw.correlationID)
	if r.token != "" {
		d.token = r.token // a server that sends one in an error means it (section 9.3)
	}
	p := d.problem(row.problem, raw, r)
	switch row.turn {
	case turnMFA, turnRegister, turnCredential, turnVerify, turnPassword: // goes on by itself, but not round and round
		if d.turns++; d.turns > maxTurns {
			return nil, d.garbage(op)
		}
	default: // ends in a question
	}
	switch row.turn {
	case turnStay:
		if row.problem == AccountLocked && p.RetryAt.IsZero() {
			p.RetryAt = d.c.now().Add(lockWait)
		}
		if again != nil {
			return again(p), nil
		}
	case turnUsername:
	case turnSignIn:
		if d.reset.forced {
			return d.onward(ctx, d.because(ReasonNewPassword))
		}
		d.scenario, d.token = ScenarioSignIn, ""
	case turnRestart:
		d.token = ""
	case turnMFA:
		if r.token == "" {
			return nil, d.garbage(op)
		}
		return d.onward(ctx, d.secondFactor)
	case turnRegister:
		if r.token == "" {
			return nil, d.garbage(op)
		}
		return d.onward(ctx, d.registration)
	case turnCredential:
		if r.token == "" {
			return nil, d.garbage(op)
		}
		return d.onward(ctx, d.challengeSignUp)
	case turnAttributes:
		return d.wantAttributes(op, r)
	case turnVerify: // with the token of before, unless this is the very first call
		if d.token == "" {
			return nil, d.garbage(op)
		}
		return d.onward(ctx, d.challengeSignUp)
	case turnPassword:
		return d.onward(ctx, d.mustChange)
	case turnBrowser:
		return d.onward(ctx, d.because(ReasonTenant))
	case turnFailure:
		return nil, d.c.refusalFailure(FailureServer, op, raw, r)
	case turnEnd:
		return Ended{Username: d.username, Problem: p}, nil
	}
	return d.who(p), nil
}

// own is a problem that this package found before asking.
func (d *v1) own(code ProblemCode) *Problem { return &Problem{Code: code, At: d.c.now()} }

func (d *v1) problem(code ProblemCode, raw rawReply, r *refusal) *Problem {
	p := &Problem{Code: code, RetryAt: raw.retryAt, CorrelationID: raw.correlationID, At: d.c.now()}
	if r != nil {
		p.AADSTS = r.number()
		if code == AttributeInvalid {
			p.Fields = r.invalid
		}
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

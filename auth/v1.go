package auth

import (
	"context"
	"errors"
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

// v1 speaks the native authentication API V1 (protocol-v1.md). This file is what all journeys share, with v1_call.go and
// v1_refused.go for what comes back; each has a file of its own: v1_signin.go, v1_signup.go, v1_reset.go, v1_register.go.
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

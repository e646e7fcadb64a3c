package auth

import (
	"context"
	"net/url"
	"strings"
)

// beginSignIn is initiate and the first challenge (sections 4.1, 4.2): which question comes next depends on how the
// account was created, so everything is announced.
func (d *v1) beginSignIn(ctx context.Context) (Step, error) {
	return d.start(ctx, opInitiate, d.who, PurposeSignIn)
}

// sendCode challenges: the tenant sends a code, or says that it wants a password instead (sections 3.2, 4.2, 5.2, 6.2).
func (d *v1) sendCode(ctx context.Context, again func(*Problem) Step, purpose Purpose, sends int) (Step, error) {
	op := opChallenge
	form := url.Values{
		"continuation_token": {d.token},
		"challenge_type":     {challengeTypes},
	}
	switch purpose {
	case PurposeSignIn:
	case PurposeSecondFactor:
		form.Set("id", d.methodID)
	case PurposeSignUp:
		op = opSignUpChallenge
	case PurposeReset:
		op = opResetChallenge
	case PurposeRegister:
		op = opRegisterChallenge
		form.Set("challenge_type", "oob") // of the method here, not of the app
		form.Set("challenge_channel", string(d.channel(d.methodID)))
		form.Set("challenge_target", d.target)
	}
	r, step, err := d.call(ctx, op, again, form)
	if step != nil || err != nil {
		return step, err
	}
	if purpose == PurposeSignUp && r.challengeType != "" {
		d.signUp.begun, d.signUp.password = true, ""
	}
	switch {
	case r.challengeType == "oob":
		return d.codeSent(r, purpose, sends), nil
	case r.challengeType == "password" && purpose == PurposeSignIn:
		return EnterPassword{Username: d.username}, nil
	case r.challengeType == "password" && purpose == PurposeSignUp:
		return EnterNewPassword{Scenario: ScenarioSignUp, Username: d.username}, nil
	case r.challengeType == "preverified" && purpose == PurposeRegister:
		return d.preverified(ctx)
	case r.challengeType == "", purpose == PurposeReset:
		return nil, d.garbage(op)
	}
	return d.onward(ctx, d.because(ReasonUnknown))
}

func (d *v1) codeSent(r reply, purpose Purpose, sends int) EnterCode {
	now := d.c.now()
	wait := r.interval
	if wait == 0 {
		wait = resendWait
	}
	channel := r.channel
	if channel == "" && purpose == PurposeRegister {
		channel = d.channel(d.methodID)
	}
	q := EnterCode{
		Username: d.username, Channel: channel, SentTo: r.target, Length: r.codeLength, Purpose: purpose,
		SentAt: now, ResendAt: now.Add(wait), Sends: sends,
		CanPick: purpose == PurposeSecondFactor && len(d.methods) > 1 || purpose == PurposeRegister,
	}
	if purpose == PurposeReset && d.reset.forced {
		q.Notice = NoticePasswordExpired
	}
	return q
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

// code is what was sent out of band, whatever it was sent for. A wrong one leaves the continuation token as it is.
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
	form := url.Values{"grant_type": {"oob"}, "oob": {code}}
	switch q.Purpose {
	case PurposeSecondFactor:
		form.Set("grant_type", "mfa_oob")
	case PurposeSignUp:
		return d.continueSignUp(ctx, again, form)
	case PurposeReset:
		return d.proveReset(ctx, again, form)
	case PurposeRegister:
		return d.finishRegistration(ctx, again, form)
	case PurposeSignIn:
	}
	return d.redeem(ctx, again, form)
}

// redeem asks the token endpoint with the current continuation token (section 4.4).
func (d *v1) redeem(ctx context.Context, again func(*Problem) Step, form url.Values) (Step, error) {
	form.Set("continuation_token", d.token)
	form.Set("scope", strings.Join(d.c.scopes, " "))
	form.Set("client_info", "1")
	if d.claims != "" {
		form.Set("claims", d.claims)
	}
	r, step, err := d.call(ctx, opToken, again, form)
	if step != nil || err != nil {
		return step, err
	}
	if r.tokens == nil {
		return nil, d.garbage(opToken)
	}
	return d.onward(ctx, func(ctx context.Context) (Step, error) {
		return d.c.signedIn(ctx, r.tokens, d.origin())
	})
}

// resend repeats the last challenge with the newest token. It kills the code before it (section 4.2).
func (d *v1) resend(ctx context.Context, q EnterCode) (Step, error) {
	if d.resume != nil {
		return d.onward(ctx, d.resume) // the code was accepted; another one would be refused
	}
	if now := d.c.now(); now.Before(q.ResendAt) && !now.Before(q.SentAt) { // else the clock was set back
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
		}
		if p.RetryAt.After(next.ResendAt) {
			next.ResendAt = p.RetryAt
		}
		return next
	}
	return d.sendCode(ctx, again, q.Purpose, q.Sends+1)
}

// secondFactor lists the methods (section 4.3). With a single one there is nothing to choose.
func (d *v1) secondFactor(ctx context.Context) (Step, error) {
	r, step, err := d.call(ctx, opIntrospect, nil, url.Values{"continuation_token": {d.token}})
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

// channel is that of a method in d.methods.
func (d *v1) channel(id string) Channel {
	for _, m := range d.methods {
		if m.ID == id {
			return m.Channel
		}
	}
	return ""
}

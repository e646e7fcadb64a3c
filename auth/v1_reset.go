package auth

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"time"
)

// How often and how long it is asked whether a new password holds (protocol-v1 section 6.5).
const (
	pollDefault = 2 * time.Second
	pollMost    = 15 * time.Second
	pollLimit   = 5 * time.Minute
)

// resetState is what a password reset knows beside its continuation token.
type resetState struct {
	forced    bool          // the tenant demands it before it lets the person in (50142, 50055)
	every     time.Duration // between two polls
	since     time.Time     // when the new password was accepted for setting
	notBefore time.Time     // the tenant does not want to be asked earlier
}

// forgot begins a reset from the password's question, with the address that is there. What goes wrong on the way leaves
// that question, the continuation token behind it and what is left to do of it as they were.
func (d *v1) forgot(ctx context.Context, q EnterPassword) (Step, error) {
	token, resume := d.token, d.resume
	d.scenario, d.notice, d.reset, d.resume = ScenarioReset, "", resetState{}, nil
	stay := func() { d.scenario, d.token, d.resume = ScenarioSignIn, token, resume }
	step, err := d.beginReset(ctx, func(p *Problem) Step {
		stay()
		return EnterPassword{Username: q.Username, Problem: p}
	})
	if err != nil {
		stay()
	}
	return step, err
}

// mustChange goes straight into a reset, because only a new password gets the person in. Where this account cannot do
// so, or has just done so in vain, the browser can.
func (d *v1) mustChange(ctx context.Context) (Step, error) {
	if d.changed {
		return d.onward(ctx, d.because(ReasonNewPassword))
	}
	d.scenario, d.reset = ScenarioReset, resetState{forced: true}
	return d.beginReset(ctx, d.who)
}

// beginReset is start and challenge (sections 6.1, 6.2).
func (d *v1) beginReset(ctx context.Context, again func(*Problem) Step) (Step, error) {
	return d.start(ctx, opResetStart, again, PurposeReset)
}

// proveReset hands over the code (section 6.3).
func (d *v1) proveReset(ctx context.Context, again func(*Problem) Step, form url.Values) (Step, error) {
	form.Set("continuation_token", d.token)
	r, step, err := d.call(ctx, opResetContinue, again, form)
	if step != nil || err != nil {
		return step, err
	}
	if r.token == "" {
		return nil, d.garbage(opResetContinue)
	}
	return EnterNewPassword{Scenario: ScenarioReset, Username: d.username}, nil
}

// submitReset hands over the new password and asks at once whether it holds (section 6.4).
func (d *v1) submitReset(ctx context.Context, again func(*Problem) Step, password string) (Step, error) {
	r, step, err := d.call(ctx, opResetSubmit, again, url.Values{
		"continuation_token": {d.token},
		"new_password":       {password},
	})
	if step != nil || err != nil {
		return step, err
	}
	if r.token == "" {
		return nil, d.garbage(opResetSubmit)
	}
	d.reset.since, d.reset.every = d.c.now(), pollDefault
	if r.pollInterval >= time.Second && r.pollInterval <= pollMost {
		d.reset.every = r.pollInterval
	}
	step, err = d.poll(ctx)
	if err != nil && d.resume == nil {
		return d.waiting(), nil // the password is on its way; asking again is what Wait is for
	}
	return step, err
}

func (d *v1) waiting() Step {
	return Waiting{Username: d.username, Since: d.reset.since, Until: d.reset.since.Add(pollLimit)}
}

// wait polls until there is a result. It sends nothing that the person typed.
func (d *v1) wait(ctx context.Context, q Waiting) (Step, error) {
	if d.resume != nil {
		return d.onward(ctx, d.resume)
	}
	for waited := time.Duration(0); ; {
		now := d.c.now()
		left := min(q.Until.Sub(now), pollLimit-waited) // a clock that is set back makes nobody wait longer
		pause := min(max(d.reset.every, d.reset.notBefore.Sub(now)), max(left, 0))
		if err := d.c.cfg.Sleep(ctx, pause); err != nil {
			return nil, d.c.failure(FailureCancelled, opResetPoll, rawReply{correlationID: d.correlationID}, err)
		}
		if waited += pause; waited >= pollLimit || !d.c.now().Before(q.Until) {
			d.scenario, d.token = ScenarioSignIn, ""
			return d.who(d.own(ResetUnconfirmed)), nil
		}
		step, err := d.poll(ctx)
		if failed := (*Error)(nil); errors.As(err, &failed) && failed.Status == http.StatusTooManyRequests && d.resume == nil {
			continue
		}
		if _, still := step.(Waiting); !still || err != nil {
			return step, err
		}
	}
}

// poll asks once whether the new password holds (section 6.5).
func (d *v1) poll(ctx context.Context) (Step, error) {
	again := func(p *Problem) Step {
		if aboutPassword(p.Code) { // the policy was looked at late
			return EnterNewPassword{Scenario: ScenarioReset, Username: d.username, Problem: p}
		}
		return d.who(p)
	}
	r, step, err := d.call(ctx, opResetPoll, again, url.Values{"continuation_token": {d.token}})
	if failed := (*Error)(nil); errors.As(err, &failed) {
		d.reset.notBefore = failed.RetryAt
	}
	if step != nil || err != nil {
		return step, err
	}
	switch r.status {
	case "succeeded":
		return d.complete(ctx, r.token, NoticePasswordChanged)
	case "in_progress", "not_started":
		return d.waiting(), nil
	case "failed":
		return EnterNewPassword{Scenario: ScenarioReset, Username: d.username, Problem: d.own(PasswordNotChanged)}, nil
	}
	return nil, d.garbage(opResetPoll)
}

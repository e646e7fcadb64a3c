package auth

import "context"

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

package auth

import (
	"context"
	"net/url"
	"strings"
)

// registration lists the methods that the person may register (section 5.1).
func (d *v1) registration(ctx context.Context) (Step, error) {
	r, step, err := d.call(ctx, opRegisterIntrospect, nil, url.Values{"continuation_token": {d.token}})
	if step != nil || err != nil {
		return step, err
	}
	if len(r.methods) == 0 {
		return d.onward(ctx, d.because(ReasonRegistration)) // none that can be registered here
	}
	d.methods = r.methods
	return RegisterMethod{Username: d.username, Methods: d.methods}, nil
}

// register has a code sent to a new contact (section 5.2). What the tenant says of the contact leaves the
// continuation token as it is.
func (d *v1) register(ctx context.Context, q RegisterMethod, a Register) (Step, error) {
	if d.resume != nil {
		return d.onward(ctx, d.resume)
	}
	again := func(p *Problem) Step { next := q; next.Problem = p; return next }
	target := strings.TrimSpace(a.Target)
	known := false
	for _, m := range q.Methods {
		known = known || m.ID == a.MethodID
	}
	if !known || target == "" {
		return again(d.own(AnswerMissing)), nil
	}
	d.methodID, d.target = a.MethodID, target
	q.MethodID, q.Target = a.MethodID, target
	return d.sendCode(ctx, again, PurposeRegister, 1)
}

// preverified goes on without a code: the contact is the address that was proven in this very conversation. Where that
// fails, the next answer may name another contact, so nothing is left to do of this one.
func (d *v1) preverified(ctx context.Context) (Step, error) {
	return d.finishRegistration(ctx, nil, url.Values{"grant_type": {"continuation_token"}})
}

// finishRegistration registers the method and signs in with what the tenant gives for it, with the caller's own scopes
// and claims (section 5.3). A second factor may still be asked for (section 4.5).
func (d *v1) finishRegistration(ctx context.Context, again func(*Problem) Step, form url.Values) (Step, error) {
	form.Set("continuation_token", d.token)
	r, step, err := d.call(ctx, opRegisterContinue, again, form)
	if step != nil || err != nil {
		return step, err
	}
	if r.token == "" {
		return nil, d.garbage(opRegisterContinue)
	}
	return d.onward(ctx, func(ctx context.Context) (Step, error) {
		return d.redeem(ctx, nil, url.Values{"grant_type": {"continuation_token"}})
	})
}

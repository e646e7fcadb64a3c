package auth

import (
	"cmp"
	"context"
	"encoding/json"
	"net/url"
)

// signUpState is what a sign-up knows beside its continuation token.
type signUpState struct {
	begun    bool              // the tenant has answered a challenge: what is said now continues, and starts nothing
	password string            // typed up front; forgotten as soon as the tenant has it
	values   map[string]string // of attributes, as typed, whether the tenant took them or not
	asked    bool              // the optional attributes were asked for
	wanted   []Attribute       // what the tenant wants to know before it starts
}

// beginSignUp asks for everything first, or lets the tenant ask (sections 7.1 to 7.3).
func (d *v1) beginSignUp(ctx context.Context) (Step, error) {
	values := d.signUp.values
	d.signUp = signUpState{values: values}
	known := d.c.cfg.SignUp
	switch {
	case known.UpFront && known.Password:
		return EnterNewPassword{Scenario: ScenarioSignUp, Username: d.username}, nil
	case known.UpFront && len(known.Attributes) > 0:
		return d.askUpFront(nil), nil
	}
	return d.startSignUp(ctx, d.who)
}

// askUpFront asks for all attributes before the tenant does.
func (d *v1) askUpFront(p *Problem) Step {
	d.signUp.asked = true
	wanted := d.signUp.wanted
	if d.c.cfg.SignUp.UpFront {
		wanted = describe(d.c.cfg.SignUp.Attributes, d.c.cfg.SignUp.Attributes)
		for _, a := range d.signUp.wanted {
			if find(wanted, a.Name) == nil {
				wanted = append(wanted, a)
			}
		}
	}
	return d.ask(wanted, p)
}

// ask builds the question with what was typed before.
func (d *v1) ask(attributes []Attribute, p *Problem) Step {
	q := EnterAttributes{Username: d.username, Attributes: make([]Attribute, len(attributes)), Problem: p}
	for i, a := range attributes {
		a.Value = cmp.Or(d.signUp.values[a.Name], a.Value)
		q.Attributes[i] = a
	}
	return q
}

// startSignUp is start and the first challenge. What the tenant refuses is asked for again where it was typed; there
// is no token yet, so the next answer starts anew (section 9.5).
func (d *v1) startSignUp(ctx context.Context, question func(*Problem) Step) (Step, error) {
	d.token = ""
	form := d.announcement()
	if d.signUp.password != "" {
		form.Set("password", d.signUp.password)
	}
	if values := d.told(); values != "" {
		form.Set("attributes", values)
	}
	again := func(p *Problem) Step {
		switch {
		case aboutPassword(p.Code):
			d.signUp.password = ""
			return EnterNewPassword{Scenario: ScenarioSignUp, Username: d.username, Problem: p}
		case p.Code == AttributeInvalid:
			d.signUp.wanted = d.named(d.signUp.wanted, p.Fields)
			return d.askUpFront(p)
		}
		return question(p)
	}
	r, step, err := d.call(ctx, opSignUpStart, again, form)
	if step != nil || err != nil {
		return step, err
	}
	if r.token == "" {
		return nil, d.garbage(opSignUpStart)
	}
	return d.sendCode(ctx, question, PurposeSignUp, 1)
}

// continueSignUp hands over a code, a password or attributes (section 3.3). The account exists when it succeeds.
func (d *v1) continueSignUp(ctx context.Context, again func(*Problem) Step, form url.Values) (Step, error) {
	form.Set("continuation_token", d.token)
	r, step, err := d.call(ctx, opSignUpContinue, again, form)
	if step != nil || err != nil {
		return step, err
	}
	return d.complete(ctx, r.token, NoticeAccountCreated)
}

// challengeSignUp follows credential_required, where the code was right and the tenant says password now, and
// verification_required, where the address has to be proven first.
func (d *v1) challengeSignUp(ctx context.Context) (Step, error) {
	return d.sendCode(ctx, nil, PurposeSignUp, 1)
}

// wantAttributes follows attributes_required. The tenant asks for required attributes alone, and optional ones are
// lost after them, so they are asked for together (section 10.4).
func (d *v1) wantAttributes(op string, r *refusal) (Step, error) {
	if len(r.required) == 0 || r.token == "" && op != opSignUpStart {
		return nil, d.garbage(op)
	}
	wanted := describe(r.required, d.c.cfg.SignUp.Attributes)
	if op == opSignUpStart { // seen in SDKs only (section 3.1): answered by starting again
		d.signUp.wanted = wanted
		return d.askUpFront(nil), nil
	}
	if !d.signUp.asked {
		d.signUp.asked = true
		for _, a := range describe(d.c.cfg.SignUp.Attributes, d.c.cfg.SignUp.Attributes) {
			if !a.Required && find(wanted, a.Name) == nil {
				wanted = append(wanted, a)
			}
		}
	}
	return d.ask(wanted, nil), nil
}

// attributes hands over what the tenant wants to know. It keeps what was typed, field by field.
func (d *v1) attributes(ctx context.Context, q EnterAttributes, values map[string]string) (Step, error) {
	if d.resume != nil {
		return d.onward(ctx, d.resume)
	}
	if d.signUp.values == nil {
		d.signUp.values = map[string]string{}
	}
	var missing []string
	for _, a := range q.Attributes {
		d.signUp.values[a.Name] = values[a.Name]
		if a.Required && values[a.Name] == "" {
			missing = append(missing, a.Name)
		}
	}
	again := func(p *Problem) Step {
		attributes := q.Attributes
		if p.Code == AttributeInvalid {
			attributes = d.named(attributes, p.Fields)
		}
		return d.ask(attributes, p)
	}
	if missing != nil {
		p := d.own(AnswerMissing)
		p.Fields = missing
		return again(p), nil
	}
	if !d.signUp.begun {
		return d.startSignUp(ctx, again)
	}
	told := map[string]string{}
	for _, a := range q.Attributes {
		if v := values[a.Name]; v != "" {
			told[a.Name] = v
		}
	}
	return d.continueSignUp(ctx, again, url.Values{"grant_type": {"attributes"}, "attributes": {attributesField(told)}})
}

// named adds attributes that the tenant complains about and that nobody asked for.
func (d *v1) named(attributes []Attribute, names []string) []Attribute {
	var strangers []Attribute
	for _, name := range names {
		if find(attributes, name) == nil && find(d.c.cfg.SignUp.Attributes, name) == nil {
			strangers = append(strangers, Attribute{Name: name, Required: true})
		}
	}
	return append(attributes[:len(attributes):len(attributes)], describe(strangers, nil)...)
}

// told is every value so far, for a start.
func (d *v1) told() string {
	told := map[string]string{}
	for name, v := range d.signUp.values {
		if v != "" {
			told[name] = v
		}
	}
	if len(told) == 0 {
		return ""
	}
	return attributesField(told)
}

// newPassword sets the password of a new account, or one in place of the old. It goes out as it was typed.
func (d *v1) newPassword(ctx context.Context, q EnterNewPassword, password string) (Step, error) {
	again := func(p *Problem) Step { next := q; next.Problem = p; return next }
	switch {
	case d.resume != nil:
		return d.onward(ctx, d.resume)
	case password == "":
		return again(d.own(AnswerMissing)), nil
	case q.Scenario == ScenarioReset:
		return d.submitReset(ctx, again, password)
	case d.signUp.begun:
		return d.continueSignUp(ctx, again, url.Values{"grant_type": {"password"}, "password": {password}})
	}
	d.signUp.password = password
	if !d.signUp.asked && len(d.c.cfg.SignUp.Attributes) > 0 {
		return d.askUpFront(nil), nil
	}
	return d.startSignUp(ctx, again)
}

func aboutPassword(code ProblemCode) bool {
	switch code {
	case PasswordTooWeak, PasswordTooShort, PasswordTooLong, PasswordRecentlyUsed, PasswordBanned, PasswordInvalid:
		return true
	}
	return false
}

// attributesField writes the value of the form field "attributes" (section 1.3).
func attributesField(values map[string]string) string {
	b, _ := json.Marshal(values) // strings never fail
	return string(b)
}

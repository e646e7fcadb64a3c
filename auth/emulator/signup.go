package emulator

import (
	"cmp"
	"maps"
	"slices"
	"strings"
)

// draft is an account in the making.
type draft struct {
	username string
	password secret // without a sum: none yet
	values   map[string]string
	verified bool // the code that was mailed to username came back
}

// signupGrants are the grants of signup/v1.0/continue.
var signupGrants = []string{"oob", "password", "attributes"}

// signupStart begins a sign-up (protocol-v1 section 3.1).
func (t *Tenant) signupStart(x *exchange) *reply {
	announced, refusal := x.announced()
	if refusal != nil {
		return refusal
	}
	username := x.form["username"]
	if !isAddress(username) {
		return parameter("username")
	}
	var given map[string]*string
	if raw := x.form["attributes"]; raw != "" {
		if given, refusal = readAttributes(raw); refusal != nil {
			return refusal
		}
	}
	if x.app.BrowserOnly {
		return t.redirect("The policy of this application needs a browser.")
	}
	if !t.RedirectAtChallenge {
		if out := t.unfitSignup(x.app.flow, announced); out != nil {
			return out
		}
	}
	if t.find(username) != nil {
		return userExists()
	}
	d := &draft{username: username}
	if password := x.form["password"]; password != "" && x.app.flow.Method == FlowPassword {
		if rule := t.weakness(nil, password); rule != "" {
			return brokenRule(rule)
		}
		d.password = newSecret(password, t.passwordCost())
	}
	if d.values, refusal = x.app.flow.collect(given); refusal != nil {
		return refusal
	}
	f := &flow{client: x.app.id, announced: announced, capabilities: capabilities(x.form), draft: d}
	return answer(map[string]any{"continuation_token": t.ticket(f, signupStarted)})
}

func userExists() *reply {
	return refuse("user_already_exists", 1003037, "It looks like you may already have an account.")
}

// unfitSignup answers redirect if the challenge types do not suffice for the user flow (protocol-v1 section 8.1). With a
// password there are two challenges, the email's code and the password.
func (t *Tenant) unfitSignup(u *UserFlow, announced []string) *reply {
	if u.Method == FlowPassword {
		return t.lacking(announced, "oob", "password")
	}
	return t.lacking(announced, "oob")
}

// signupChallenge mails the code, again if need be, or says that a password is due (protocol-v1 section 3.2).
func (t *Tenant) signupChallenge(x *exchange) *reply {
	f := x.at.flow
	announced, refusal := x.announcedNow()
	if refusal != nil {
		return refusal
	}
	at := x.at.place
	if at != signupStarted && at != signupCodeSent && at != passwordDue {
		return misplaced()
	}
	if out := t.unfitSignup(x.app.flow, announced); out != nil {
		t.end(f)
		return out
	}
	if at == passwordDue {
		return answer(map[string]any{"challenge_type": "password", "continuation_token": t.ticket(f, passwordDue)})
	}
	return t.prompt(f, signupCodeSent, ChannelEmail, f.draft.username, "sign_up")
}

// signupContinue takes the code, the password or attributes (protocol-v1 section 3.3). Progress is told by errors.
func (t *Tenant) signupContinue(x *exchange) *reply {
	f, at := x.at.flow, x.at.place
	if x.form["grant_type"] == "" {
		return parameter("grant_type")
	}
	switch x.form.word("grant_type", signupGrants) {
	case "oob":
		if x.form["oob"] == "" {
			return parameter("oob")
		}
		if at != signupCodeSent {
			return misplaced()
		}
		if t.dir.Policies.EmailOTPDisabled {
			return emailOTPDisabled()
		}
		if refusal := t.verify(f.code, x.form["oob"]); refusal != nil {
			return refusal
		}
		f.draft.verified = true
		return t.signupNext(x)
	case "password":
		password := x.form["password"]
		if password == "" {
			return parameter("password")
		}
		if at != passwordDue {
			return misplaced()
		}
		if rule := t.weakness(nil, password); rule != "" {
			return brokenRule(rule)
		}
		f.draft.password = newSecret(password, t.passwordCost())
		return t.signupNext(x)
	case "attributes":
		return t.signupAttributes(x)
	}
	return wrongGrant()
}

// emailOTPDisabled is the answer where a code by email is due in a tenant that does not have the method on.
func emailOTPDisabled() *reply {
	return refuse("invalid_request", 0, "Email one-time passcode is not enabled for all users of the tenant.")
}

// wrongGrant is the answer of the continue endpoints to a grant that is not theirs, or not due.
func wrongGrant() *reply {
	return refuse("invalid_grant", 0, "The grant_type is unknown, or does not fit this state of the flow.")
}

// signupAttributes takes attributes. Before the code came back they are kept, and the code is asked for. Afterwards an
// optional one is taken only along with a required one (protocol-v1 section 10.4).
func (t *Tenant) signupAttributes(x *exchange) *reply {
	f := x.at.flow
	if x.form["attributes"] == "" {
		return parameter("attributes")
	}
	given, refusal := readAttributes(x.form["attributes"])
	if refusal != nil {
		return refusal
	}
	switch x.at.place {
	case signupStarted, signupCodeSent, attributesDue:
	default:
		return misplaced()
	}
	values, refusal := x.app.flow.collect(given)
	if refusal != nil {
		return refusal
	}
	required := func(a Attribute) bool { _, ok := values[a.Name]; return ok && a.Required }
	if !f.draft.verified {
		maps.Copy(f.draft.values, values)
		out := refuse("verification_required", 0, "The email address must be verified first.")
		out.body["unverified_attributes"] = []map[string]any{{"name": "email"}}
		if !t.OmitVerificationToken {
			out.body["continuation_token"] = t.ticket(f, x.at.place)
		}
		return out
	}
	if slices.ContainsFunc(x.app.flow.Attributes, required) {
		maps.Copy(f.draft.values, values)
	}
	return t.signupNext(x)
}

// signupNext asks for what is still missing, or makes the account.
func (t *Tenant) signupNext(x *exchange) *reply {
	f := x.at.flow
	if x.app.flow.Method == FlowPassword && f.draft.password.sum == nil {
		out := refuse("credential_required", 55103, "Credential required.")
		out.body["continuation_token"] = t.ticket(f, passwordDue)
		return out
	}
	if missing := x.app.flow.missing(f.draft.values); len(missing) > 0 {
		list := make([]map[string]any, len(missing))
		for i, a := range missing {
			list[i] = a.descriptor()
		}
		out := refuse("attributes_required", 55106, "User attributes required.")
		out.body["required_attributes"] = list
		out.body["continuation_token"] = t.ticket(f, attributesDue)
		return out
	}
	t.changePeople(func() {
		if t.find(f.draft.username) == nil { // else somebody was faster
			f.person = t.signUp(f.draft, x.app.flow.Method)
		}
	})
	if f.person == nil {
		t.end(f)
		return userExists()
	}
	return t.concluded(f, signupDone, map[string]any{})
}

// signUp makes the account.
func (t *Tenant) signUp(d *draft, method string) *person {
	p := &person{
		oid:        newGUID(),
		email:      d.username,
		name:       cmp.Or(d.values["displayName"], strings.TrimSpace(d.values["givenName"]+" "+d.values["surname"]), "unknown"),
		about:      "signed up; email and password",
		password:   d.password,
		attributes: d.values,
		signedUp:   true,
		unsaved:    true,
	}
	if method == FlowOTP {
		p.account, p.about = withCode, "signed up; a code by email, no password"
	}
	t.people[strings.ToLower(p.email)] = p
	return p
}

// concluded ends a sign-up or a reset: with a token for automatic sign-in, unless the tenant gives none (Q9).
func (t *Tenant) concluded(f *flow, at place, body map[string]any) *reply {
	if t.OmitFinalToken {
		t.end(f)
		return answer(body)
	}
	body["continuation_token"] = t.ticket(f, at)
	return answer(body)
}

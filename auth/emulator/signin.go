package emulator

import (
	"slices"
	"strings"
)

// initiate begins a sign-in (protocol-v1 section 4.1).
func (t *Tenant) initiate(x *exchange) *reply {
	announced, refusal := x.announced()
	if refusal != nil {
		return refusal
	}
	username := x.form["username"]
	if !isAddress(username) && !t.isAlias(username) {
		return parameter("username")
	}
	if x.app.BrowserOnly {
		return t.redirect("The policy of this application needs a browser.")
	}
	if !slices.Contains(announced, "oob") && !slices.Contains(announced, "password") {
		return t.redirect("Client supports no native challenge type")
	}
	p := t.find(username)
	if p == nil {
		return userNotFound()
	}
	if t.RedirectAtInitiate {
		if out := t.unfit(p, announced); out != nil {
			return out
		}
	}
	f := &flow{client: x.app.id, person: p, announced: announced, capabilities: capabilities(x.form)}
	return answer(map[string]any{"continuation_token": t.ticket(f, started)})
}

func userNotFound() *reply {
	return refuse("user_not_found", 50034, "The user account does not exist in the directory. To sign into this application, the account must be added to the directory.")
}

// isAlias reports whether a username has the form of an alias in a tenant where somebody has one.
func (t *Tenant) isAlias(username string) bool {
	if username == "" || strings.ContainsAny(username, "@ ") {
		return false
	}
	for _, p := range t.people {
		if len(p.aliases) > 0 {
			return true
		}
	}
	return false
}

// announced reads the challenge types of a call that begins a flow.
func (x *exchange) announced() ([]string, *reply) {
	list := x.form["challenge_type"]
	if strings.TrimSpace(list) == "" {
		return nil, parameter("challenge_type")
	}
	return challengeTypes(list)
}

// announcedNow reads the challenge types of a challenge call, where they may be left out: then those of the start hold.
func (x *exchange) announcedNow() ([]string, *reply) {
	if list := x.form["challenge_type"]; list != "" {
		return challengeTypes(list)
	}
	return x.at.flow.announced, nil
}

// capabilities reads the list under both of its documented names, split at blanks or commas (protocol-v1 15.1 Q1).
func capabilities(f form) []string {
	return strings.FieldsFunc(f["capabilities"]+" "+f["capability"], func(c rune) bool { return c == ' ' || c == ',' })
}

// unfit answers redirect if none of the announced challenge types fits the way the account was made.
func (t *Tenant) unfit(p *person, announced []string) *reply {
	switch p.account {
	case federated:
		return t.redirect("The account signs in with another identity provider")
	case withCode:
		return t.lacking(announced, "oob")
	}
	return t.lacking(announced, "password")
}

// lacking answers redirect if a challenge type is needed that was not announced.
func (t *Tenant) lacking(announced []string, needed ...string) *reply {
	for _, kind := range needed {
		if !slices.Contains(announced, kind) {
			return t.redirect("Client is missing " + kind + " challenge type")
		}
	}
	return nil
}

// challenge picks the first factor, or sends a code of the second (protocol-v1 section 4.2). It is the resend, too.
func (t *Tenant) challenge(x *exchange) *reply {
	f := x.at.flow
	announced, refusal := x.announcedNow()
	if refusal != nil {
		return refusal
	}
	switch x.at.place {
	case started, passwordWanted, codeSent:
		return t.challengeFirst(x, f, announced)
	case mfaWanted, methodList, mfaCodeSent:
		return t.challengeSecond(x, f)
	}
	return misplaced()
}

func (t *Tenant) challengeFirst(x *exchange, f *flow, announced []string) *reply {
	if out := t.unfit(f.person, announced); out != nil {
		t.end(f)
		return out
	}
	if f.person.account == withPassword {
		return answer(map[string]any{"challenge_type": "password", "continuation_token": t.ticket(f, passwordWanted)})
	}
	return t.prompt(f, codeSent, "email", f.person.email, "sign_in")
}

func (t *Tenant) challengeSecond(x *exchange, f *flow) *reply {
	id := x.form["id"]
	if id == "" {
		return refuse("invalid_request", 55000, "The user has no default method; introspect first.").sub("introspect_required")
	}
	methods := t.usable(f.person)
	i := slices.IndexFunc(methods, func(m method) bool { return m.id == id })
	if i < 0 {
		return invalidContact("The id parameter names no method of the user.")
	}
	m := methods[i]
	if out := t.blocked(m.channel, m.target); out != nil {
		return out
	}
	return t.prompt(f, mfaCodeSent, m.channel, m.target, "second_factor")
}

// prompt sends a code, which kills the one before it, and asks for it.
func (t *Tenant) prompt(f *flow, at place, channel, to, purpose string) *reply {
	code, refusal := t.send(channel, to, purpose)
	if refusal != nil {
		return refusal
	}
	f.code = code
	body := map[string]any{
		"challenge_type":         "oob",
		"binding_method":         "prompt",
		"challenge_channel":      channel,
		"challenge_target_label": mask(channel, to),
		"continuation_token":     t.ticket(f, at),
	}
	if !t.OmitCodeLength {
		body["code_length"] = code.length
	}
	switch {
	case t.Interval > 0:
		body["interval"] = int(t.Interval.Seconds())
	case t.Interval == 0 && purpose == "sign_up":
		body["interval"] = 300
	}
	return answer(body)
}

// introspect lists the registered strong methods (protocol-v1 section 4.3).
func (t *Tenant) introspect(x *exchange) *reply {
	if x.at.place != mfaWanted {
		return misplaced()
	}
	f := x.at.flow
	methods := []map[string]any{}
	for _, m := range t.usable(f.person) {
		methods = append(methods, map[string]any{
			"id":                m.id,
			"challenge_type":    "oob",
			"challenge_channel": m.channel,
			"login_hint":        mask(m.channel, m.target),
		})
	}
	return answer(map[string]any{"continuation_token": t.ticket(f, methodList), "methods": methods})
}

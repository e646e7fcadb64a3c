package emulator

import (
	"slices"
	"strings"
)

// registerIntrospect lists the methods that a person without any may register (protocol-v1 section 5.1). Unlike those of a
// registered one, their IDs are words.
func (t *Tenant) registerIntrospect(x *exchange) *reply {
	if x.at.place != registerWanted {
		return misplaced()
	}
	f := x.at.flow
	var methods []map[string]any
	for _, channel := range t.offered(f.person) {
		m := map[string]any{"id": channel, "challenge_type": "oob", "challenge_channel": channel}
		if channel == ChannelEmail {
			m["login_hint"] = f.person.email
			if t.MaskLoginHint {
				m["login_hint"] = mask(channel, f.person.email)
			}
		}
		methods = append(methods, m)
	}
	return answer(map[string]any{"continuation_token": t.ticket(f, registerWanted), "methods": methods})
}

// registerChallenge sends a code to a new contact, or finds that it is verified already (protocol-v1 section 5.2).
func (t *Tenant) registerChallenge(x *exchange) *reply {
	f := x.at.flow
	kind, target, channel := x.form["challenge_type"], x.form["challenge_target"], x.form["challenge_channel"]
	switch {
	case kind == "":
		return parameter("challenge_type")
	case kind != "oob": // the type of the method, not the list of the client
		return unknownChallengeType()
	case target == "":
		return parameter("challenge_target")
	}
	switch x.at.place {
	case registerWanted, registerCodeSent, preverified:
	default:
		return misplaced()
	}
	if channel == "" {
		channel = ChannelSMS
		if strings.Contains(target, "@") {
			channel = ChannelEmail
		}
	}
	if !slices.Contains(t.offered(f.person), channel) {
		return invalidContact("The challenge_channel is not available.")
	}
	if channel == ChannelEmail && !isAddress(target) || channel == ChannelSMS && !isPhone(target) {
		return invalidContact("The challenge_target is not valid.")
	}
	if out := t.blocked(channel, target); out != nil {
		return out
	}
	if f.draft != nil && channel == ChannelEmail && strings.EqualFold(target, f.draft.username) {
		f.code = &passcode{channel: channel, to: target, dead: true}
		return answer(map[string]any{"challenge_type": "preverified", "continuation_token": t.ticket(f, preverified)})
	}
	out := t.prompt(f, registerCodeSent, channel, target, "register")
	if out.body["challenge_type"] == "oob" {
		delete(out.body, "challenge_target_label")
		out.body["challenge_target"] = target // as it came, not masked (Q13)
	}
	return out
}

// registerContinue takes the code, or none after preverified, and registers the method (protocol-v1 section 5.3).
func (t *Tenant) registerContinue(x *exchange) *reply {
	f, grant := x.at.flow, x.form["grant_type"]
	switch {
	case grant == "":
		return parameter("grant_type")
	case grant != "oob" && grant != "continuation_token":
		return wrongGrant()
	case grant == "oob" && x.form["oob"] == "":
		return parameter("oob")
	case x.at.place != registerCodeSent && x.at.place != preverified:
		return misplaced()
	case (grant == "oob") != (x.at.place == registerCodeSent):
		return wrongGrant()
	}
	if grant == "oob" {
		if refusal := t.verify(f.code, x.form["oob"]); refusal != nil {
			return refusal
		}
	}
	t.changePeople(func() { t.enrol(f.person, f.code.channel, f.code.to) })
	f.enrols = true
	return answer(map[string]any{"continuation_token": t.ticket(f, registered)})
}

// enrol adds a strong method, once.
func (t *Tenant) enrol(p *person, channel, target string) {
	m := newMethod(p.oid, channel, target)
	if !slices.Contains(p.methods, m) {
		p.methods = append(p.methods, m)
	}
	p.unsaved = true
}

// offered are the channels over which a person may register a method. A mailbox whose code is the first factor is no
// second one, so that who has no password is left with text messages (protocol-v1 section 8.2).
func (t *Tenant) offered(p *person) []string {
	var out []string
	if !t.dir.Policies.EmailOTPDisabled && p.account == withPassword {
		out = append(out, ChannelEmail)
	}
	if !t.dir.Policies.SMSDisabled {
		out = append(out, ChannelSMS)
	}
	return out
}

// usable are the registered methods that the policies and the account leave.
func (t *Tenant) usable(p *person) []method {
	offered := t.offered(p)
	return slices.DeleteFunc(slices.Clone(p.methods), func(m method) bool { return !slices.Contains(offered, m.channel) })
}

func invalidContact(text string) *reply { return refuse("invalid_request", 901001, text) }

// blocked refuses a contact that nobody may use: by its region, or by its reputation.
func (t *Tenant) blocked(channel, target string) *reply {
	if channel == ChannelSMS {
		for _, region := range t.dir.Policies.BlockedRegions {
			if strings.HasPrefix(target, "+"+callingCode(region)) {
				return regionBlocked()
			}
		}
	}
	for _, contact := range t.dir.Policies.BlockedContacts {
		if strings.EqualFold(contact, target) || strings.HasPrefix(contact, "@") && strings.HasSuffix(strings.ToLower(target), strings.ToLower(contact)) {
			return contactBlocked()
		}
	}
	return nil
}

func contactBlocked() *reply {
	return refuse("access_denied", 550024, "The verification method is blocked because of its reputation.").sub("provider_blocked_by_rep")
}

func regionBlocked() *reply {
	return refuse("access_denied", 0, "The phone region is not allowed by the tenant.").sub("provider_blocked_by_admin")
}

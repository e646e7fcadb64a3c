package emulator

import (
	"slices"
	"strings"
	"time"
)

// reset is a new password on its way into the directory.
type reset struct {
	password secret
	rule     string // that it breaks, if that is judged at the poll
	polls    int
	newest   string // continuation token of the last poll
}

// resetStart begins a self-service password reset (protocol-v1 section 6.1).
func (t *Tenant) resetStart(x *exchange) *reply {
	announced, refusal := x.announced()
	if refusal != nil {
		return refusal
	}
	username := x.form["username"]
	if !isAddress(username) {
		return parameter("username")
	}
	if x.app.BrowserOnly {
		return t.redirect("The policy of this application needs a browser.")
	}
	if !slices.Contains(announced, "oob") && !slices.Contains(announced, "password") {
		return t.redirect("Client supports no native challenge type")
	}
	p := t.find(username)
	switch {
	case p == nil:
		return userNotFound()
	case p.account != withPassword || x.app.ResetDisabled || t.dir.Policies.EmailOTPDisabled:
		return refuse("invalid_request", 500222, "The tenant or user does not support native credential recovery.")
	}
	if !t.RedirectAtChallenge {
		if out := t.lacking(announced, "oob"); out != nil {
			return out
		}
	}
	f := &flow{client: x.app.id, person: p, announced: announced, capabilities: capabilities(x.form), reset: &reset{}}
	return answer(map[string]any{"continuation_token": t.ticket(f, resetStarted)})
}

// resetChallenge mails the code, again if need be (protocol-v1 section 6.2): to the strong method's address if it is
// another than the account's. A text message is never sent.
func (t *Tenant) resetChallenge(x *exchange) *reply {
	f := x.at.flow
	announced, refusal := x.announcedNow()
	if refusal != nil {
		return refusal
	}
	if x.at.place != resetStarted && x.at.place != resetCodeSent {
		return misplaced()
	}
	if out := t.lacking(announced, "oob"); out != nil {
		t.end(f)
		return out
	}
	to := f.person.email
	for _, m := range f.person.methods {
		if m.channel == ChannelEmail && !strings.EqualFold(m.target, to) {
			to = m.target
			break
		}
	}
	return t.prompt(f, resetCodeSent, ChannelEmail, to, "reset")
}

// resetContinue takes the code (protocol-v1 section 6.3). Its answer says how long the next token lives, at most 600 s.
func (t *Tenant) resetContinue(x *exchange) *reply {
	f := x.at.flow
	switch x.form["grant_type"] {
	case "":
		return parameter("grant_type")
	case "oob":
	default:
		return wrongGrant()
	}
	if x.form["oob"] == "" {
		return parameter("oob")
	}
	if x.at.place != resetCodeSent {
		return misplaced()
	}
	if refusal := t.verify(f.code, x.form["oob"]); refusal != nil {
		return refusal
	}
	return answer(map[string]any{
		"continuation_token": t.ticket(f, resetVerified),
		"expires_in":         int(min(t.continuationLife(), 10*time.Minute).Seconds()),
	})
}

// resetSubmit takes the new password (protocol-v1 section 6.4). It is in force when a poll says so.
func (t *Tenant) resetSubmit(x *exchange) *reply {
	f := x.at.flow
	password := x.form["new_password"]
	if password == "" {
		return parameter("new_password")
	}
	if x.at.place != resetVerified && (x.at.place != resetSubmitted || f.reset.rule == "") {
		return misplaced()
	}
	rule := t.weakness(f.person, password)
	if rule != "" && !t.LatePasswordPolicy {
		return brokenRule(rule)
	}
	f.reset = &reset{password: newSecret(password, t.passwordCost()), rule: rule}
	body := map[string]any{"continuation_token": t.ticket(f, resetSubmitted)}
	switch {
	case t.PollInterval == 0:
		body["poll_interval"] = 2
	case t.PollInterval > 0:
		body["poll_interval"] = int(t.PollInterval.Seconds())
	}
	return answer(body)
}

// resetPoll tells how far the change is (protocol-v1 section 6.5). The token of submit is good until the end, because
// clients send it with every poll (section 9.4).
func (t *Tenant) resetPoll(x *exchange) *reply {
	f := x.at.flow
	if x.at.place != resetSubmitted {
		return misplaced()
	}
	r := f.reset
	r.polls++
	switch {
	case r.polls <= t.PollsNotStarted:
		return t.pending(f, "not_started")
	case x.met == ResetPending, r.polls <= t.PollsNotStarted+t.PollsInProgress:
		return t.pending(f, "in_progress")
	case r.rule != "":
		return brokenRule(r.rule)
	case x.met == ResetFailed:
		return answer(map[string]any{"status": "failed", "continuation_token": t.ticket(f, resetVerified)})
	}
	t.changePeople(func() { t.setPassword(f.person, r.password) })
	t.revokeSessions(f.person)
	return t.concluded(f, resetDone, map[string]any{"status": "succeeded"})
}

// pending issues a token beside that of submit. Of the polls' tokens the newest is kept.
func (t *Tenant) pending(f *flow, status string) *reply {
	if r := f.reset; r.newest != "" && !t.KeepOldTokens {
		delete(t.flows, r.newest)
		f.tokens = slices.DeleteFunc(f.tokens, func(token string) bool { return token == r.newest })
	}
	f.reset.newest = t.another(f, resetSubmitted)
	return answer(map[string]any{"status": status, "continuation_token": f.reset.newest})
}

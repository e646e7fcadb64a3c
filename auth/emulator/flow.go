package emulator

import (
	"cmp"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"math/big"
	"slices"
	"strings"
	"time"
)

// place is where a flow stands (protocol-v1 section 16.2). Every place belongs to one kind of flow.
type place int

const (
	started        place = iota // sign-in: after initiate
	passwordWanted              // challenge answered password
	codeSent                    // challenge answered oob

	signupStarted    // sign-up: after start
	signupCodeSent   // challenge answered oob
	passwordDue      // continue answered credential_required
	attributesDue    // continue answered attributes_required
	signupDone       // the account is made
	resetStarted     // password reset: after start
	resetCodeSent    // challenge answered oob
	resetVerified    // the code was right, or the poll answered failed
	resetSubmitted   // submit took a new password
	resetDone        // the poll answered succeeded
	mfaWanted        // second factor: token answered mfa_required
	methodList       // introspect answered
	mfaCodeSent      // challenge with an id answered oob
	registerWanted   // registration: token answered registration_required, or introspect answered
	registerCodeSent // challenge answered oob
	preverified      // challenge answered preverified
	registered       // the method is registered
)

// flow is one sign-in, sign-up or password reset from its start to tokens, with the second factor or the registration in it.
type flow struct {
	client       string
	person       *person  // nil in a sign-up, until the account is made
	announced    []string // challenge types
	capabilities []string
	code         *passcode
	tokens       []string // issued and not yet ended

	draft  *draft // of a sign-up
	reset  *reset // of a password reset
	enrols bool   // a strong method was registered in this flow
}

// position is what a continuation token stands for: a flow, a place in it and the time of its issue.
type position struct {
	flow   *flow
	place  place
	issued time.Time
}

// The bounds of what is kept in memory at a time.
const (
	maxFlows   = 10_000 // continuation tokens
	maxSends   = 10_000 // addresses that got codes
	maxVisits  = 1000   // sign-ins in browsers, browsers and authorization codes, each
	oldestPart = 10     // a tenth goes when a bound is reached
)

// trim makes room in a map that reached its bound: the oldest go.
func trim[K comparable, V any](m map[K]V, bound int, at func(V) time.Time) {
	if len(m) < bound {
		return
	}
	ages := make([]time.Time, 0, len(m))
	for _, v := range m {
		ages = append(ages, at(v))
	}
	slices.SortFunc(ages, time.Time.Compare)
	limit := ages[len(ages)/oldestPart]
	for k, v := range m {
		if !at(v).After(limit) {
			delete(m, k)
		}
	}
}

// ticket issues a continuation token that replaces the one it came from.
func (t *Tenant) ticket(f *flow, at place) string {
	if !t.KeepOldTokens {
		t.end(f)
	}
	return t.another(f, at)
}

// another issues a continuation token beside those that there are.
func (t *Tenant) another(f *flow, at place) string {
	trim(t.flows, maxFlows, func(p *position) time.Time { return p.issued })
	token := random()
	t.flows[token] = &position{flow: f, place: at, issued: t.now()}
	f.tokens = append(f.tokens, token)
	return token
}

// end makes all tokens of a flow unknown.
func (t *Tenant) end(f *flow) {
	for _, token := range f.tokens {
		delete(t.flows, token)
	}
	f.tokens = nil
}

// resume finds the position that the continuation token names. A token of another app is as unknown as any other.
func (t *Tenant) resume(x *exchange) *reply {
	token := x.form["continuation_token"]
	if token == "" {
		return parameter("continuation_token")
	}
	at := t.flows[token]
	switch {
	case at == nil || at.flow.client != x.app.id:
		// The documentation gives the two older challenge endpoints another error than the rest.
		if x.endpoint == "challenge" || x.endpoint == "signup/challenge" {
			return refuse("invalid_grant", 55200, "The continuation_token is invalid.")
		}
		return refuse("invalid_request", 55200, "The continuation_token is invalid.")
	case t.now().Sub(at.issued) >= t.continuationLife():
		return refuse("expired_token", 552003, "The continuation_token is expired.")
	}
	x.at = at
	return nil
}

// misplaced is the answer to a good token at the wrong endpoint.
func misplaced() *reply {
	return refuse("invalid_request", 55000, "The continuation_token is not valid for this endpoint.")
}

// passcode is a one-time code that was sent.
type passcode struct {
	sum     [sha256.Size]byte
	length  int
	channel string
	to      string
	expires time.Time
	wrong   int
	dead    bool
}

// send makes a code and puts it into the mailbox. It refuses with 701014 when the address got too many.
func (t *Tenant) send(channel, to, purpose string) (*passcode, *reply) {
	now := t.now()
	recent := slices.DeleteFunc(t.sends[to], func(at time.Time) bool { return now.Sub(at) >= t.codeWindow() })
	if len(recent) >= t.codeLimit() {
		t.sends[to] = recent
		return nil, tooManyCodes()
	}
	trim(t.sends, maxSends, func(at []time.Time) time.Time { return at[len(at)-1] })
	t.sends[to] = append(recent, now)

	var code string
	switch {
	case t.Codes != nil:
		code = t.Codes()
	case t.dir.Policies.Code != "":
		code = t.dir.Policies.Code
	case channel == "sms":
		code = digits(cmp.Or(t.SMSCodeLength, t.dir.Policies.SMSCodeLength, 6))
	default:
		code = digits(cmp.Or(t.EmailCodeLength, t.dir.Policies.EmailCodeLength, 8))
	}
	t.post(Message{To: to, Channel: channel, Code: code, Purpose: purpose, SentAt: now.UTC()})
	return &passcode{
		sum:     sha256.Sum256([]byte(code)),
		length:  len(code),
		channel: channel,
		to:      to,
		expires: now.Add(t.codeLife()),
	}, nil
}

// verify checks a code. A code that is too old, was tried wrongly too often or was used is dead.
func (t *Tenant) verify(c *passcode, code string) *reply {
	if c == nil || c.dead || !t.now().Before(c.expires) {
		return refuse("invalid_grant", 50184, "Unable to validate the otp. It is no longer valid.").sub("invalid_oob_value")
	}
	sum := sha256.Sum256([]byte(code))
	if subtle.ConstantTimeCompare(sum[:], c.sum[:]) != 1 {
		c.wrong++
		c.dead = c.wrong >= t.codeTries()
		return refuse("invalid_grant", 50181, "Unable to validate the otp.").sub("invalid_oob_value")
	}
	c.dead = true
	return nil
}

func tooManyCodes() *reply {
	return refuse("invalid_request", 701014, "Cannot generate more one time passcodes for this user. Please try again later.")
}

// digits returns n random decimal digits.
func digits(n int) string {
	var b strings.Builder
	for range n {
		d, _ := rand.Int(rand.Reader, big.NewInt(10))
		b.WriteByte(byte('0' + d.Int64()))
	}
	return b.String()
}

// challengeTypes reads a list of challenge types: an unknown word first, then a missing redirect (protocol-v1 section 16.3).
func challengeTypes(list string) ([]string, *reply) {
	words := strings.Fields(list)
	for _, word := range words {
		if word != "oob" && word != "password" && word != "redirect" {
			return nil, unknownChallengeType()
		}
	}
	if !slices.Contains(words, "redirect") {
		return nil, refuse("unsupported_challenge_type", 901007, "The challenge_type list parameter does not include the 'redirect' type.")
	}
	return words, nil
}

func unknownChallengeType() *reply {
	return refuse("invalid_request", 90023, "The challenge_type list parameter contains an unsupported challenge type.")
}

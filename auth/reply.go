package auth

import (
	"encoding/json"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// reply is a native answer, read once at the door into a closed set: exactly one of redirect, refusal and the
// rest is set, and nobody behind sees JSON.
type reply struct {
	redirect bool     // 200 with challenge_type redirect; checked before anything else (protocol-v1 section 2.1)
	refusal  *refusal // the tenant said no

	token         string // the newest continuation token; empty if the answer had none
	challengeType string
	channel       Channel
	target        string
	codeLength    int           // 0: the tenant did not say
	interval      time.Duration // 0: the tenant did not say
	pollInterval  time.Duration // 0: the tenant did not say
	status        string        // of a password reset
	methods       []Method
	tokens        *tokenReply
}

// refusal is a documented error body (protocol-v1 section 2.2).
type refusal struct {
	code, suberror string
	numbers        []int
	text           string // error_description; read for two documented cases only, never shown, never logged
	token          string
	required       []Attribute // attributes_required
	invalid        []string    // attribute_validation_failed
	correlationID  string
	traceID        string
}

func (r *refusal) has(numbers ...int) bool {
	for _, n := range r.numbers {
		for _, want := range numbers {
			if n == want {
				return true
			}
		}
	}
	return false
}

func (r *refusal) number() int {
	if len(r.numbers) == 0 {
		return 0
	}
	return r.numbers[0]
}

// tokenReply is a successful answer of the token endpoint.
type tokenReply struct {
	access, refresh, id string
	scope               string
	expiresIn           int // seconds, 0 to 86,400
}

const (
	maxToken   = 32 << 10
	maxMethods = 16 // strong methods of one person; nobody reads more
)

// decodeReply reads the answer of any native endpoint.
func decodeReply(status int, body []byte) (reply, error) {
	o, err := parseAnswer(body)
	if err != nil {
		return reply{}, err
	}
	var p fieldReader
	p.o = o
	// Before anything else, and whatever the status (Q10): a redirect carries nothing else.
	if strings.EqualFold(p.text("challenge_type"), "redirect") && !o.has("error") {
		return reply{redirect: true}, p.err
	}
	if status != http.StatusOK {
		return p.refusal()
	}
	if o.has("error") { // never seen with a 200, but never a success either
		return p.refusal()
	}
	r := reply{
		token:         p.text("continuation_token"),
		challengeType: strings.ToLower(p.text("challenge_type")),
		channel:       Channel(strings.ToLower(p.text("challenge_channel"))),
		target:        p.text("challenge_target_label"),
		codeLength:    p.number("code_length"),
		interval:      time.Duration(min(max(p.number("interval"), 0), 3600)) * time.Second,
		pollInterval:  time.Duration(min(max(p.number("poll_interval"), 0), 3600)) * time.Second,
		status:        strings.ToLower(p.text("status")),
		methods:       p.methods(),
	}
	if r.target == "" {
		r.target = p.text("challenge_target") // the same, unmasked, from register/challenge (15.1 Q13)
	}
	if r.codeLength < 4 || r.codeLength > 12 {
		r.codeLength = 0 // not a length that a code has
	}
	if o.has("access_token") || o.has("token_type") {
		r.tokens = p.tokens()
	}
	return r, p.err
}

// fieldReader reads fields and remembers the first that is not of its type.
type fieldReader struct {
	o   object
	err error
}

func (p *fieldReader) text(key string) string {
	s, err := p.o.text(key)
	if err != nil && p.err == nil {
		p.err = err
	}
	return s
}

func (p *fieldReader) exact(key string) string {
	s, err := p.o.exact(key)
	if err != nil && p.err == nil {
		p.err = err
	}
	return s
}

func (p *fieldReader) number(key string) int {
	n, err := p.o.number(key)
	if err != nil && p.err == nil {
		p.err = err
	}
	return n
}

func (p *fieldReader) methods() []Method {
	l, err := p.o.list("methods")
	if err != nil {
		p.err = err
		return nil
	}
	var methods []Method
	for _, raw := range l {
		o, err := parseAnswer(raw)
		if err != nil {
			p.err = err
			return nil
		}
		m := fieldReader{o: o}
		method := Method{
			ID:      m.text("id"),
			Channel: Channel(strings.ToLower(m.text("challenge_channel"))),
			Target:  m.text("login_hint"),
		}
		kind := strings.ToLower(m.text("challenge_type"))
		if m.err != nil || method.ID == "" {
			p.err = errJSON
			return nil
		}
		again := slices.ContainsFunc(methods, func(m Method) bool { return m.ID == method.ID }) // nobody could pick the second
		if len(methods) < maxMethods && !again && (kind == "oob" || kind == "") {               // a type this package cannot ask is left out (Q15)
			methods = append(methods, method)
		}
	}
	return methods
}

func (p *fieldReader) tokens() *tokenReply {
	t := &tokenReply{
		access:    p.text("access_token"),
		refresh:   p.text("refresh_token"),
		id:        p.text("id_token"),
		scope:     p.text("scope"),
		expiresIn: min(max(p.number("expires_in"), 0), 86400),
	}
	if !strings.EqualFold(p.text("token_type"), "Bearer") || t.access == "" {
		p.err = errJSON // RFC 6749 section 5.1
	}
	for _, s := range []string{t.access, t.refresh, t.id} {
		if len(s) > maxToken {
			p.err = errJSON
		}
	}
	return t
}

var aadstsRE = regexp.MustCompile(`^AADSTS([0-9]{4,8})\b`)

func (p *fieldReader) refusal() (reply, error) {
	r := &refusal{
		code:          p.text("error"),
		suberror:      p.text("suberror"),
		text:          p.text("error_description"),
		token:         p.text("continuation_token"),
		required:      p.attributeList("required_attributes"),
		invalid:       p.attributeNames("invalid_attributes"),
		correlationID: cleanID(p.text("correlation_id")),
		traceID:       cleanID(p.text("trace_id")),
	}
	l, err := p.o.list("error_codes")
	if err != nil {
		p.err = err
	}
	for _, raw := range l {
		n, err := wholeNumber(json.RawMessage(strings.TrimSpace(string(raw))))
		if err != nil {
			p.err = err
			break
		}
		r.numbers = append(r.numbers, n)
	}
	if len(r.numbers) == 0 {
		if m := aadstsRE.FindStringSubmatch(r.text); m != nil {
			n, _ := strconv.Atoi(m[1])
			r.numbers = []int{n}
		}
	}
	if p.err != nil || r.code == "" {
		return reply{}, errJSON
	}
	return reply{refusal: r}, nil
}

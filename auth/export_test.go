package auth

import (
	"context"
	"fmt"
	"net/http"
	"reflect"
	"slices"
	"time"
)

// What the tests of the outside may see of the inside.

// PageStyle, PageStyleHash and PagePolicy belong to the last page in the browser.
const (
	PageStyle     = pageStyle
	PageStyleHash = pageStyleHash
	PagePolicy    = pagePolicy
)

// MaxReply and MaxMetadata bound what is read of an answer.
const (
	MaxReply    = maxReply
	MaxMetadata = maxMetadata
)

// DefaultTransport is the transport of a Client that was given none.
func DefaultTransport() *http.Transport { return newHTTP().Transport.(*http.Transport) }

// SetLegLife says how long the listener of the browser leg lives.
func (c *Client) SetLegLife(d time.Duration) { c.legLife = d }

// VaultName is the name under which the vault keeps the refresh token of an account.
func VaultName(a Account) string { return vaultName(a) }

// CheckIDToken runs the check that ends a sign-in. date is the Date header of the answer that brought the token.
func (c *Client) CheckIDToken(ctx context.Context, raw, nonce string, date time.Time) error {
	_, err := c.checkIDToken(ctx, raw, nonce, rawReply{serverDate: date})
	return err
}

// ParseObject reads a JSON object and returns its keys.
func ParseObject(b []byte) (map[string]string, error) {
	o, err := parseObject(b)
	if err != nil {
		return nil, err
	}
	m := map[string]string{}
	for _, f := range o {
		m[f.key] = string(f.raw)
	}
	return m, nil
}

// Reply is a decoded native answer.
type Reply struct {
	Redirect, Refused, Tokens bool
	CodeLength                int
	Interval                  time.Duration
	ExpiresIn                 int
	PollInterval              time.Duration
	Status                    string
	Methods                   []Method
	Required                  []Attribute
	Invalid                   []string
	Problem                   ProblemCode
	CorrelationID             string
}

// DecodeReply reads a native answer.
func DecodeReply(status int, body []byte) (Reply, error) {
	r, err := decodeReply(status, body)
	out := Reply{Redirect: r.redirect, Refused: r.refusal != nil, Tokens: r.tokens != nil, CodeLength: r.codeLength,
		Interval: r.interval, PollInterval: r.pollInterval, Status: r.status, Methods: r.methods}
	if r.tokens != nil {
		out.ExpiresIn = r.tokens.expiresIn
	}
	if r.refusal != nil {
		out.Problem, out.CorrelationID = r.refusal.row("token").problem, r.refusal.correlationID
		out.Required, out.Invalid = r.refusal.required, r.refusal.invalid
	}
	return out, err
}

// KeepsPassword reports whether a conversation holds the password of a new account.
func KeepsPassword(f *Flow) bool { return f.driver.(*v1).signUp.password != "" }

// Choice reads the options off a pattern.
func Choice(pattern string) (AttributeKind, []string) { return choice(pattern) }

// Describe completes attributes.
func Describe(attributes, known []Attribute) []Attribute { return describe(attributes, known) }

// RefusalRows names the rows of the table of refusals, in their order.
func RefusalRows() []string {
	var names []string
	for _, row := range refusals {
		names = append(names, fmt.Sprintf("%s %s %s %v %s", row.op, row.code, row.suberror, row.numbers, row.text))
	}
	return names
}

// RefusalRow is the index of the row that reads an answer of an operation; ok is false for an answer that is no refusal.
func RefusalRow(op string, status int, body []byte) (index int, ok bool) {
	r, err := decodeReply(status, body)
	if err != nil || r.refusal == nil {
		return 0, false
	}
	row := r.refusal.row(op)
	return slices.IndexFunc(refusals, func(other refusalRow) bool { return reflect.DeepEqual(other, row) }), true
}

// Operation is the name of the operation behind a path of the native API below the tenant.
func Operation(path string) string {
	for op, endpoint := range endpoints {
		if "/"+endpoint == path {
			return op
		}
	}
	return ""
}

// Metadata is what discovery said.
type Metadata struct {
	Issuer, TenantID, Authorization, EndSession, JWKS string
}

// DecodeMetadata reads a discovery document for an authority.
func DecodeMetadata(body []byte, where string) (Metadata, error) {
	a, err := parseAuthority(where)
	if err != nil {
		return Metadata{}, err
	}
	m, err := decodeMetadata(body, a)
	if err != nil {
		return Metadata{}, err
	}
	return Metadata{m.issuer, m.tenantID, m.authorization, m.endSession, m.jwks}, nil
}

// DecodeKeys reads a key set and counts the keys that are used.
func DecodeKeys(body []byte) (int, error) {
	keys, err := decodeKeys(body)
	return len(keys), err
}

// RetryAt reads a Retry-After header.
func RetryAt(header string, now time.Time) time.Time { return retryAt(header, now) }

// ParseAuthority expands an authority into its token endpoint, its host and its tenant.
func ParseAuthority(s string) (endpoint, host, tenant string, err error) {
	a, err := parseAuthority(s)
	if err != nil {
		return "", "", "", err
	}
	return a.endpoint("oauth2/v2.0/token"), a.host, a.tenant, nil
}

// Leg is a browser leg without a listener.
type Leg struct{ l *leg }

// The secrets of a Leg.
const (
	LegHost       = "localhost:49152"
	LegState      = "state-canary-Wm9Ql2c1Tz8"
	LegPasteState = "paste-canary-8sLk2mQ0Xc4"
	LegVerifier   = "verifier-canary-4hT2pLm9Rk7"
	LegNonce      = "nonce-canary-3kD8sPq1Vb6"
	LegIssuer     = "https://issuer.example/v2.0"
)

// NewLeg makes one for a response mode.
func NewLeg(mode string, issRequired bool) Leg {
	return Leg{&leg{host: LegHost, redirectURI: "http://" + LegHost, issuer: LegIssuer, issRequired: issRequired,
		verifier: LegVerifier, nonce: LegNonce, state: LegState, pasteState: LegPasteState, mode: mode, page: defaultPage,
		result: make(chan callback, 1), gone: make(chan struct{}), server: &http.Server{}, expire: time.NewTimer(time.Hour)}}
}

// ServeHTTP is the listener's.
func (l Leg) ServeHTTP(w http.ResponseWriter, r *http.Request) { l.l.ServeHTTP(w, r) }

// Result returns the authorization code that came back, or the error; ok is false if nothing did.
func (l Leg) Result() (code, refused string, ok bool) {
	select {
	case got := <-l.l.result:
		return got.code, got.refused, true
	default:
		return "", "", false
	}
}

// Paste reads an address.
func (l Leg) Paste(address string) (code string, ok bool) {
	got, ok := l.l.paste(address)
	return got.code, ok
}

package auth

import (
	"context"
	"crypto/subtle"
	"encoding/base64"
	"encoding/json"
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
)

// claims are the parts of an ID token that this package uses.
type claims struct {
	issuer, subject, tenantID, objectID string
	username, name                      string
}

var (
	errClaims = errors.New("the claims are not those of this tenant and sign-in")
	errTimes  = errors.New("the ID token is not valid at this time")
)

const skew = 5 * time.Minute // tolerated between this computer's clock and the tenant's

// checkIDToken accepts an ID token only if all of OpenID Connect Core section 3.1.3.7 holds: RS256 with a key of
// the tenant, issuer equal to discovery's, audience, times, tid, and in the browser leg the nonce. Tokens that
// come straight from the token endpoint could skip the signature; checking it costs no waiting, because the keys
// are fetched while the person types.
func (c *Client) checkIDToken(ctx context.Context, raw, nonce string, from rawReply) (claims, error) {
	m, err := c.metadata(ctx)
	if err != nil {
		return claims{}, err
	}
	forged := func(cause error) (claims, error) {
		kind := FailureForged
		if from.skew(c.now()).Abs() > skew {
			kind = FailureClock
		}
		return claims{}, c.failure(kind, "id token", from, cause)
	}
	header, payload, ok := compact(raw)
	if !ok {
		return forged(errClaims)
	}
	if h, err := parseObject(header); err != nil || !plainHeader(h) {
		return forged(errClaims)
	}
	o, err := parseObject(payload)
	if err != nil {
		return forged(err)
	}
	keys := lookup{set: &c.keys}
	verifier := oidc.NewVerifier(m.issuer, &keys, &oidc.Config{
		ClientID:             c.cfg.ClientID,
		SupportedSigningAlgs: []string{oidc.RS256},
		SkipExpiryCheck:      true, // done below: go-oidc tolerates a wrong clock for nbf, but not for exp
	})
	if _, err := verifier.Verify(ctx, raw); err != nil {
		var e *Error
		if errors.As(keys.err, &e) {
			return claims{}, e // the keys could not be fetched, which proves nothing
		}
		return forged(errClaims)
	}
	p := fieldReader{o: o}
	got := claims{
		issuer:   p.exact("iss"),
		subject:  p.exact("sub"),
		tenantID: p.exact("tid"),
		objectID: p.exact("oid"),
		username: p.text("preferred_username"),
		name:     p.text("name"),
	}
	audience := p.audience()
	gotNonce, azp, ver := p.exact("nonce"), p.exact("azp"), p.exact("ver")
	switch {
	case p.err != nil,
		got.issuer != m.issuer, // go-oidc matches the keys of claims without regard to case
		got.subject == "" || got.objectID == "",
		!strings.EqualFold(got.tenantID, m.tenantID),
		ver != "2.0",
		azp != "" && azp != c.cfg.ClientID,
		!slices.Contains(audience, c.cfg.ClientID),
		len(audience) != 1 && azp == "",
		nonce != "" && subtle.ConstantTimeCompare([]byte(nonce), []byte(gotNonce)) != 1:
		return forged(errClaims)
	}
	now := c.now()
	exp, ok1 := instant(o, "exp")
	iat, ok2 := instant(o, "iat")
	nbf, ok3 := iat, true
	if o.has("nbf") {
		nbf, ok3 = instant(o, "nbf")
	}
	if !ok1 || !ok2 || !ok3 || exp.Before(now.Add(-skew)) || iat.After(now.Add(skew)) || nbf.After(now.Add(skew)) {
		return forged(errTimes)
	}
	return got, nil
}

// lookup is the key set as one check asks it. It keeps the error, of which go-oidc passes on no more than the text.
type lookup struct {
	set *keySet
	err error
}

// VerifySignature implements oidc.KeySet.
func (l *lookup) VerifySignature(ctx context.Context, jwt string) ([]byte, error) {
	payload, err := l.set.signed(ctx, jwt)
	l.err = err
	return payload, err
}

// compact cuts a JWS in compact form (RFC 7515 section 7.1). Readers of base64 pass over line ends, so the alphabet
// is checked first.
func compact(raw string) (header, payload []byte, ok bool) {
	if len(raw) > maxToken || strings.Count(raw, ".") != 2 {
		return nil, nil, false
	}
	for i := range len(raw) {
		c := raw[i]
		if (c < '0' || c > '9') && (c < 'A' || c > 'Z') && (c < 'a' || c > 'z') && c != '-' && c != '_' && c != '.' {
			return nil, nil, false
		}
	}
	first, rest, _ := strings.Cut(raw, ".")
	second, _, _ := strings.Cut(rest, ".")
	header, err1 := base64.RawURLEncoding.DecodeString(first)
	payload, err2 := base64.RawURLEncoding.DecodeString(second)
	return header, payload, err1 == nil && err2 == nil
}

// plainHeader refuses what would ask a reader for more than RS256 with a key of the tenant: keys in the token,
// places to fetch them, extensions, compression, a token inside (RFC 7515 section 4.1).
func plainHeader(h object) bool {
	for _, m := range h {
		switch m.key {
		case "jwk", "jku", "x5u", "x5c", "crit", "b64", "zip", "cty", "enc":
			return false
		}
	}
	alg, err1 := h.exact("alg")
	typ, err2 := h.exact("typ")
	return err1 == nil && err2 == nil && alg == oidc.RS256 && (!h.has("typ") || strings.EqualFold(typ, "JWT"))
}

// audience reads aud: one string or a list of them (RFC 7519 section 4.1.3).
func (p *fieldReader) audience() []string {
	raw := p.o.find("aud")
	if len(raw) > 0 && raw[0] == '"' {
		return []string{p.exact("aud")}
	}
	var l []string
	if json.Unmarshal(raw, &l) != nil {
		p.err = errJSON
	}
	return l
}

// instant reads a time of a token: whole seconds since 1970, written as a JSON number (RFC 7519 section 2). 38 bits
// of them last for nine thousand years.
func instant(o object, key string) (time.Time, bool) {
	n, err := strconv.ParseUint(string(o.find(key)), 10, 38)
	return time.Unix(int64(n), 0), err == nil
}

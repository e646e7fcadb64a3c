package auth

import (
	"context"
	"crypto/subtle"
	"encoding/base64"
	"errors"
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
		if d := from.serverDate.Sub(c.now()); !from.serverDate.IsZero() && (d > skew || d < -skew) {
			kind = FailureClock
		}
		return claims{}, c.failure(kind, "id token", from, cause)
	}
	if strings.Count(raw, ".") != 2 || len(raw) > maxToken {
		return forged(errClaims)
	}
	verifier := oidc.NewVerifier(m.issuer, &c.keys, &oidc.Config{
		ClientID:             c.cfg.ClientID,
		SupportedSigningAlgs: []string{oidc.RS256},
		SkipExpiryCheck:      true, // done below: go-oidc tolerates a wrong clock for nbf, but not for exp
	})
	token, err := verifier.Verify(ctx, raw)
	if err != nil {
		var e *Error
		if errors.As(err, &e) {
			return claims{}, e // the keys could not be fetched
		}
		return forged(errClaims)
	}
	payload, err := base64.RawURLEncoding.DecodeString(strings.Split(raw, ".")[1])
	if err != nil {
		return forged(err)
	}
	o, err := parseObject(payload)
	if err != nil {
		return forged(err)
	}
	p := fieldReader{o: o}
	got := claims{
		issuer:   token.Issuer,
		subject:  token.Subject,
		tenantID: p.text("tid"),
		objectID: p.text("oid"),
		username: p.text("preferred_username"),
		name:     p.text("name"),
	}
	gotNonce, azp, ver := p.text("nonce"), p.text("azp"), p.text("ver")
	switch {
	case p.err != nil,
		got.subject == "" || got.objectID == "",
		!strings.EqualFold(got.tenantID, m.tenantID),
		ver != "2.0",
		len(token.Audience) != 1 && azp != c.cfg.ClientID,
		nonce != "" && subtle.ConstantTimeCompare([]byte(nonce), []byte(gotNonce)) != 1:
		return forged(errClaims)
	}
	now := c.now()
	nbf, err := o.number("nbf")
	switch {
	case err != nil, !o.has("exp"), !o.has("iat"),
		token.Expiry.Before(now.Add(-skew)),
		token.IssuedAt.After(now.Add(skew)),
		time.Unix(int64(nbf), 0).After(now.Add(skew)):
		return forged(errTimes)
	}
	return got, nil
}

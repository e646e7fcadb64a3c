package emulator

import (
	"crypto/sha256"
	"encoding/base64"
	"slices"
	"strings"
	"time"
)

// grantRefreshToken renews tokens silently (protocol-v1 section 4.6). It asks for no second factor. Other processes see
// the whole of it or nothing, so that a token cannot be spent twice.
func (t *Tenant) grantRefreshToken(x *exchange) (out *reply) {
	raw := x.form["refresh_token"]
	if raw == "" {
		return parameter("refresh_token")
	}
	scopes, refusal := x.app.requested(x.form["scope"], false)
	if refusal != nil {
		return refusal
	}
	t.keep(t.refresh.change(func() { out = t.renew(x, raw, scopes) }))
	return out
}

// renew answers a refresh token with new tokens. It is called inside a change of the refresh tokens.
func (t *Tenant) renew(x *exchange, raw string, scopes []string) *reply {
	old, ok := t.refresh.find(raw)
	if !ok || old.Client != x.app.id {
		return refuse("invalid_grant", 70000, "Provided grant is invalid or malformed.").sub("bad_token")
	}
	p := t.byOID(old.User)
	switch {
	case p == nil || old.Revoked:
		return refuse("invalid_grant", 50173, "The provided grant has expired due to it being revoked.").sub("bad_token")
	case t.now().Sub(old.Issued) >= t.refreshLife():
		return refuse("invalid_grant", 700082, "The refresh token has expired due to inactivity.").sub("bad_token")
	case old.Spent && t.StrictRotation:
		if t.RevokeFamily {
			t.keep(t.refresh.revoke(func(r refreshToken) bool { return r.Family == old.Family }))
		}
		return refuse("invalid_grant", 70000, "The refresh token was used before.").sub("bad_token")
	case p.disabled:
		return refuse("invalid_grant", 50057, "The user account is disabled.")
	case p.mustChange:
		return refuse("invalid_grant", 50142, "Password change is required.").sub("user_password_expired")
	}
	if len(scopes) == 0 {
		scopes = strings.Fields(old.Scope)
	}
	// A refresh token begets another whether or not offline_access is named again.
	if !slices.Contains(scopes, "offline_access") {
		scopes = append(scopes, "offline_access")
	}
	t.keep(t.refresh.spend(raw))
	return t.issue(x, p, scopes, "", old.Family)
}

// keep logs that a change of refresh tokens or people could not be written down. The change stands in memory.
func (t *Tenant) keep(err error) {
	if err != nil {
		t.log().Error("the emulator could not write to its folder", "error", err)
	}
}

// grant is an authorization code, with the request it answers.
type grant struct {
	client      string
	redirectURI string
	challenge   string // PKCE, S256
	nonce       string
	scopes      []string
	person      *person
	issued      time.Time
	spent       bool
}

// grantAuthorizationCode redeems a code of the browser leg (RFC 6749 section 4.1.3, RFC 7636 section 4.6).
func (t *Tenant) grantAuthorizationCode(x *exchange) *reply {
	for _, name := range []string{"code", "redirect_uri", "code_verifier"} {
		if x.form[name] == "" {
			return parameter(name)
		}
	}
	scopes, refusal := x.app.requested(x.form["scope"], false)
	if refusal != nil {
		return refusal
	}
	g := t.grants[x.form["code"]]
	switch {
	case g == nil || g.client != x.app.id:
		return refuse("invalid_grant", 70000, "Provided grant is invalid or malformed.").sub("bad_token")
	case g.spent:
		return refuse("invalid_grant", 54005, "OAuth2 Authorization code was already redeemed, please retry with a new valid code or use an existing refresh token.")
	case t.now().Sub(g.issued) >= t.codeLife():
		return refuse("invalid_grant", 70008, "The provided authorization code or refresh token has expired.")
	case g.redirectURI != x.form["redirect_uri"]:
		return refuse("invalid_grant", 50011, "The redirect URI does not match the one of the authorization request.")
	case !isVerifier(x.form["code_verifier"]):
		return refuse("invalid_grant", 501491, "The code_verifier has an invalid size or form.")
	case !same(s256(x.form["code_verifier"]), g.challenge):
		return refuse("invalid_grant", 501481, "The code_verifier does not match the code_challenge supplied in the authorization request.")
	}
	g.spent = true
	if len(scopes) == 0 {
		scopes = g.scopes
	}
	return t.issue(x, g.person, scopes, g.nonce, "")
}

// isVerifier checks length and alphabet of a PKCE verifier (RFC 7636 section 4.1). Challenges have the same form.
func isVerifier(s string) bool {
	if len(s) < 43 || len(s) > 128 {
		return false
	}
	for _, c := range s {
		if !strings.ContainsRune("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~", c) {
			return false
		}
	}
	return true
}

// s256 turns a PKCE verifier into its challenge.
func s256(verifier string) string {
	sum := sha256.Sum256([]byte(verifier))
	return base64.RawURLEncoding.EncodeToString(sum[:])
}

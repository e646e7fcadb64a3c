package emulator

import (
	"slices"
	"strings"
	"time"
)

// grantTypes are the grants of the token endpoint (protocol-v1 section 4.4).
var grantTypes = []string{"password", "oob", "mfa_oob", "continuation_token", "refresh_token", "authorization_code"}

// token serves every grant.
func (t *Tenant) token(x *exchange) *reply {
	if x.form["grant_type"] == "" {
		return parameter("grant_type")
	}
	switch x.form.word("grant_type", grantTypes) {
	case "password":
		return t.grantPassword(x)
	case "oob", "mfa_oob":
		return t.grantOOB(x)
	case "continuation_token":
		return t.grantContinuationToken(x)
	case "refresh_token":
		return t.grantRefreshToken(x)
	case "authorization_code":
		return t.grantAuthorizationCode(x)
	}
	return refuse("unsupported_grant_type", 70003, "The app requested an unsupported grant type.")
}

func (t *Tenant) grantPassword(x *exchange) *reply {
	password := x.form["password"]
	if password == "" {
		return parameter("password")
	}
	scopes, refusal := x.wanted()
	if refusal != nil {
		return refusal
	}
	f := x.at.flow
	switch {
	case x.at.place == codeSent:
		return wrongType()
	case x.at.place != passwordWanted:
		return misplaced()
	}
	if refusal := t.attempt(f.person, password); refusal != nil {
		return refusal
	}
	return t.decide(x, f, scopes)
}

func (t *Tenant) grantOOB(x *exchange) *reply {
	code := x.form["oob"]
	if code == "" {
		return parameter("oob")
	}
	scopes, refusal := x.wanted()
	if refusal != nil {
		return refusal
	}
	f, grant := x.at.flow, x.form["grant_type"]
	switch {
	case x.at.place == codeSent && grant == "oob":
	case x.at.place == mfaCodeSent && (grant == "mfa_oob" || t.AcceptOOBForMFA):
	case x.at.place == passwordWanted && grant == "oob":
		return wrongType()
	default:
		return misplaced()
	}
	if refusal := t.verify(f.code, code); refusal != nil {
		return refusal
	}
	if x.at.place == codeSent {
		return t.decide(x, f, scopes)
	}
	if refusal := barred(f.person); refusal != nil {
		return refusal
	}
	return t.finish(x, f, scopes)
}

// grantContinuationToken signs in after a sign-up, a reset or a registration, without another question. After a sign-up
// the documentation demands the username; where there is one, it must be that of the flow.
func (t *Tenant) grantContinuationToken(x *exchange) *reply {
	scopes, refusal := x.wanted()
	if refusal != nil {
		return refusal
	}
	f, username := x.at.flow, x.form["username"]
	switch x.at.place {
	case signupDone, resetDone, registered:
	default:
		return misplaced()
	}
	if username == "" && x.at.place == signupDone || username != "" && t.find(username) != f.person {
		return parameter("username")
	}
	return t.decide(x, f, scopes)
}

func wrongType() *reply {
	return refuse("invalid_grant", 400002, "The account uses another authentication type than the grant.")
}

// finish ends a native flow with tokens.
func (t *Tenant) finish(x *exchange, f *flow, scopes []string) *reply {
	t.end(f)
	return t.issue(x, f.person, scopes, "", "")
}

// issue makes the tokens of a sign-in or a refresh. The nonce is that of the browser leg; the family is the sign-in
// that a refreshed token descends from, empty for a new one.
func (t *Tenant) issue(x *exchange, p *person, scopes []string, nonce, family string) *reply {
	now := t.now().Truncate(time.Second)
	life := t.accessLife()
	seconds := int(life.Seconds())
	body := map[string]any{
		"token_type":     "Bearer",
		"scope":          strings.Join(slices.DeleteFunc(slices.Clone(scopes), func(s string) bool { return s == "offline_access" }), " "),
		"expires_in":     seconds,
		"ext_expires_in": seconds,
		"access_token":   t.accessToken(x, p, scopes, now, life),
	}
	if slices.Contains(scopes, "openid") {
		body["id_token"] = t.idToken(x, p, scopes, nonce, now, life)
	}
	if slices.Contains(scopes, "offline_access") {
		token, err := t.refresh.add(refreshToken{
			User: p.oid, Client: x.app.id, Scope: strings.Join(scopes, " "), Issued: now.UTC(), Family: family,
		})
		if err != nil {
			t.log().Error("the emulator could not keep a refresh token", "error", err)
		}
		body["refresh_token"] = token
	}
	if truthy(x.form["client_info"]) {
		body["client_info"] = t.clientInfo(p)
	}
	if t.NumericStrings {
		body["expires_in"] = digitsOf(seconds)
		body["ext_expires_in"] = digitsOf(seconds)
	}
	return answer(body)
}

// truthy reports whether a switch of the form is on: clients send 1 or true (protocol-v1 15.1 Q19).
func truthy(s string) bool { return s != "" && s != "0" && !strings.EqualFold(s, "false") }

// The scopes of OpenID Connect, and those of APIs to which an administrator consents
// unless an App says otherwise. There is no consent screen: anything else of these APIs is refused.
var (
	oidcScopes = []string{"openid", "profile", "email", "offline_access"}
	consented  = map[string][]string{
		"https://graph.microsoft.com": {"User.Read", "User.ReadWrite"},
		"api://contoso-orders":        {"Orders.Read", "Orders.Write"},
	}
)

// requested reads and checks a scope parameter: all scopes that are not of OpenID Connect must belong to one resource.
func (a *app) requested(scope string, required bool) ([]string, *reply) {
	scopes := strings.Fields(scope)
	if len(scopes) == 0 && required {
		return nil, parameter("scope")
	}
	resources := a.Scopes
	if resources == nil {
		resources = consented
	}
	var resource string
	for _, s := range scopes {
		if slices.Contains(oidcScopes, s) {
			continue
		}
		owner, name := splitScope(s)
		allowed, known := resources[owner]
		switch {
		case !known:
			return nil, refuse("invalid_scope", 70011, "The provided value for the input parameter 'scope' is not valid.")
		case resource != "" && resource != owner:
			return nil, refuse("invalid_scope", 70011, "The scopes must belong to one resource.")
		case name != ".default" && !slices.Contains(allowed, name):
			return nil, refuse("invalid_grant", 65001, "The user or administrator has not consented to use the application.").sub("consent_required")
		}
		resource = owner
	}
	return scopes, nil
}

// splitScope parts a scope into resource and name. A bare name belongs to Microsoft Graph.
func splitScope(s string) (resource, name string) {
	if i := strings.LastIndexByte(s, '/'); i >= 0 {
		return s[:i], s[i+1:]
	}
	return "https://graph.microsoft.com", s
}

// audience is the resource for which an access token is made.
func audience(scopes []string) string {
	for _, s := range scopes {
		if !slices.Contains(oidcScopes, s) {
			resource, _ := splitScope(s)
			return resource
		}
	}
	return "https://graph.microsoft.com"
}

package emulator

import (
	"encoding/json"
	"slices"
)

// decide ends the first factor, a sign-up, a reset or a registration: with tokens, or with the demand for a second factor
// (protocol-v1 sections 4.5 and 8.2).
func (t *Tenant) decide(x *exchange, f *flow, scopes []string) *reply {
	if refusal := barred(f.person); refusal != nil {
		return refusal
	}
	switch {
	case !x.app.MFA && !x.stepUp:
	case f.enrols && !t.MFAAfterRegistration: // its code was the second factor
	case f.person.account == withCode && !t.MFAForCodes: // the documentation of 2026 knows it for passwords alone
	default:
		return t.demandSecondFactor(f)
	}
	return t.finish(x, f, scopes)
}

// barred refuses a person who proved who they are and may not come in all the same.
func barred(p *person) *reply {
	switch {
	case p.disabled:
		return refuse("invalid_grant", 50057, "The user account is disabled.")
	case p.mustChange:
		return refuse("invalid_request", 50142, "Password change is required due to a conditional access policy.")
	}
	return nil
}

// demandSecondFactor asks for a registered method, or for the registration of one, if the client can do that.
func (t *Tenant) demandSecondFactor(f *flow) *reply {
	capability, at, number := "mfa_required", mfaWanted, 50076
	text := "Strong authentication is required."
	if len(t.usable(f.person)) == 0 {
		if len(t.offered(f.person)) == 0 {
			t.end(f)
			return t.redirect("The user has no method for the second factor and can register none")
		}
		capability, at, number = "registration_required", registerWanted, 50079
		text = "The user must register a strong authentication method."
	}
	if !slices.Contains(f.capabilities, capability) && !t.IgnoreCapabilities {
		t.end(f)
		return t.redirect("Client is missing " + capability + " capability")
	}
	out := refuse("invalid_grant", number, text).sub(capability)
	out.body["continuation_token"] = t.ticket(f, at)
	return out
}

// wanted reads and checks what a grant of the native flows asks for: scope, and claims, which may demand a step up
// (OpenID Connect Core 1.0 section 5.5; acrs names authentication contexts of Conditional Access).
func (x *exchange) wanted() ([]string, *reply) {
	scopes, refusal := x.app.requested(x.form["scope"], true)
	if refusal != nil {
		return nil, refusal
	}
	if raw := x.form["claims"]; raw != "" {
		var claims struct {
			AccessToken map[string]json.RawMessage `json:"access_token"`
		}
		if err := json.Unmarshal([]byte(raw), &claims); err != nil {
			return nil, parameter("claims")
		}
		acrs := string(claims.AccessToken["acrs"])
		x.stepUp = acrs != "" && acrs != "null"
	}
	return scopes, nil
}

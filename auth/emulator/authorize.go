package emulator

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"
)

// cookieName is the browser session cookie. It is bound to the host, not to the port, so that a tenant may meet the
// cookie of another one; it is then unknown and replaced.
const cookieName = "emulator_browser"

// presence is a browser, known by its cookie. Somebody may be signed in to it.
type presence struct {
	person *person // nil: nobody
	mfa    bool    // with a second factor
	seen   time.Time
}

// fatal is a mistake in an authorization request that must not be sent to the redirect URI (RFC 6749 section 4.1.2.1).
type fatal struct {
	number int
	text   string
}

// authorize begins the browser leg: an authorization request of OpenID Connect Core 1.0 section 3.1.2.1, with PKCE.
func (t *Tenant) authorize(w http.ResponseWriter, r *http.Request) {
	if !only(w, r, http.MethodGet) {
		return
	}
	query, refusal := parseForm(r.URL.RawQuery)
	if refusal != nil {
		t.showFatal(w, &fatal{90023, "The authorization request is malformed."})
		return
	}
	v, wrong := t.request(query)
	if wrong != nil {
		t.showFatal(w, wrong)
		return
	}
	v.action = "/" + t.dir.ID + "/login"
	t.mu.Lock()
	if t.broken != nil {
		t.mu.Unlock()
		t.showFatal(w, &fatal{90033, "The emulator cannot use its data folder."})
		return
	}
	t.recognise(w, r, v)
	out := v.refusal
	if out == nil {
		out = t.welcome(v, query)
	}
	t.mu.Unlock()
	t.deliver()
	t.showVisit(w, v, out)
}

// request reads an authorization request. Mistakes that may be sent to the app are in the visit's refusal.
func (t *Tenant) request(q form) (*visit, *fatal) {
	v := &visit{
		id:          random(),
		app:         t.apps[strings.ToLower(q["client_id"])],
		redirectURI: q["redirect_uri"],
		formPost:    q["response_mode"] == "form_post",
		state:       q["state"],
		nonce:       q["nonce"],
		challenge:   q["code_challenge"],
		clientInfo:  truthy(q["client_info"]),
		username:    q["login_hint"],
		page:        pageUsername,
	}
	if v.app == nil {
		return nil, &fatal{700011, "The application was not found in the directory."}
	}
	if v.app.Confidential || !v.app.isLoopbackRedirect(v.redirectURI) {
		return nil, &fatal{50011, "The redirect URI specified in the request does not match the redirect URIs configured for the application."}
	}
	scopes, refusal := v.app.requested(q["scope"], true)
	v.scopes = scopes
	switch {
	case q["response_type"] != "code":
		v.refusal = &verdict{code: "unsupported_response_type", number: 700054, text: "The response_type is not enabled for the application."}
	case !slices.Contains([]string{"", "query", "form_post"}, q["response_mode"]):
		v.refusal = &verdict{code: "invalid_request", number: 90023, text: "The response_mode is not supported."}
	case refusal != nil:
		v.refusal = &verdict{code: refusal.body["error"].(string), number: refusal.number, text: refusal.body["error_description"].(string)}
		if v.refusal.code == "invalid_grant" { // consent: the authorization endpoint has another word for it
			v.refusal.code = "consent_required"
		}
	case v.challenge == "":
		v.refusal = &verdict{code: "invalid_request", number: 9002325, text: "Proof Key for Code Exchange is required."}
	case q["code_challenge_method"] != "S256":
		v.refusal = &verdict{code: "invalid_request", number: 50147, text: "The code_challenge_method must be S256."}
	case len(v.challenge) != 43 || !isVerifier(v.challenge):
		v.refusal = &verdict{code: "invalid_request", number: 50147, text: "The code_challenge has an invalid size or form."}
	}
	return v, nil
}

// isLoopbackRedirect accepts http://localhost with any port and a path of the registration: that of a desktop app, of which
// Entra ignores the port (RFC 8252 section 7.3).
func (a *app) isLoopbackRedirect(address string) bool {
	paths := a.RedirectPaths
	if paths == nil {
		paths = []string{"", "/"}
	}
	u, err := url.Parse(address)
	return err == nil && u.Scheme == "http" && strings.EqualFold(u.Hostname(), "localhost") && slices.Contains(paths, u.Path) &&
		u.User == nil && u.RawQuery == "" && !u.ForceQuery && !strings.Contains(address, "#")
}

// recognise finds the browser by its cookie, or gives it one.
func (t *Tenant) recognise(w http.ResponseWriter, r *http.Request, v *visit) {
	if c, err := r.Cookie(cookieName); err == nil {
		v.browser = t.browser[c.Value]
	}
	if v.browser == nil {
		v.browser = &presence{seen: t.now()}
		t.cookie(w, r, v.browser)
	}
	v.browser.seen = t.now()
}

// cookie names a browser anew. The names it had before are forgotten.
func (t *Tenant) cookie(w http.ResponseWriter, r *http.Request, b *presence) {
	for name, other := range t.browser {
		if other == b {
			delete(t.browser, name)
		}
	}
	trim(t.browser, maxVisits, func(b *presence) time.Time { return b.seen })
	name := random()
	t.browser[name] = b
	http.SetCookie(w, &http.Cookie{
		Name: cookieName, Value: name, Path: "/", HttpOnly: true, SameSite: http.SameSiteLaxMode, Secure: r.TLS != nil,
	})
}

// welcome picks the first page of a visit. A result ends the visit at once.
func (t *Tenant) welcome(v *visit, q form) *verdict {
	known := v.browser.person
	if known != nil && (strings.Contains(q["prompt"], "login") || v.username != "" && !strings.EqualFold(v.username, known.email)) {
		known = nil
	}
	if q["prompt"] == "none" {
		switch {
		case known == nil:
			return &verdict{code: "login_required", number: 50058, text: "A silent sign-in request was sent but no user is signed in."}
		case v.app.MFA && !v.browser.mfa && known.account == withPassword:
			return &verdict{code: "interaction_required", number: 50076, text: "Strong authentication is required."}
		}
		v.person, v.mfa = known, v.browser.mfa
		return t.grantCode(v)
	}
	if known != nil {
		v.person, v.username, v.page = known, known.email, pageAccount
	}
	trim(t.visits, maxVisits, func(old *visit) time.Time { return old.began })
	v.began = t.now()
	t.visits[v.id] = v
	return nil
}

// grantCode ends a visit with an authorization code.
func (t *Tenant) grantCode(v *visit) *verdict {
	delete(t.visits, v.id)
	if v.person.disabled {
		return &verdict{code: "access_denied", number: 50057, text: "The user account is disabled."}
	}
	trim(t.grants, maxVisits, func(g *grant) time.Time { return g.issued })
	v.browser.person, v.browser.mfa = v.person, v.mfa
	code := "1." + random()
	t.grants[code] = &grant{
		client: v.app.id, redirectURI: v.redirectURI, challenge: v.challenge, nonce: v.nonce,
		scopes: v.scopes, person: v.person, issued: t.now(),
	}
	return &verdict{granted: code}
}

// verdict is what the app gets back: an authorization code, or an error.
type verdict struct {
	granted string
	code    string // the error
	number  int
	text    string
}

// parameters are the fields that travel to the redirect URI. Entra adds a session_state of its own.
func (t *Tenant) parameters(o *verdict, v *visit) url.Values {
	p := url.Values{}
	if o.granted != "" {
		p.Set("code", o.granted)
		p.Set("session_state", newGUID())
		if v.clientInfo {
			p.Set("client_info", t.clientInfo(v.person))
		}
	} else {
		p.Set("error", o.code)
		p.Set("error_description", "AADSTS"+digitsOf(o.number)+": "+o.text)
	}
	if v.state != "" {
		p.Set("state", v.state)
	}
	return p
}

// target is the redirect URI as a browser asks for it: a missing path is "/".
func (v *visit) target() string {
	if u, err := url.Parse(v.redirectURI); err == nil && u.Path == "" {
		return v.redirectURI + "/"
	}
	return v.redirectURI
}

// origin is where the app listens, for the content security policy.
func (v *visit) origin() string { return strings.TrimSuffix(v.target(), "/") }

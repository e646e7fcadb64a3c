package emulator

import (
	"net/http"
	"strings"
)

// natives are the endpoints of the native API (protocol-v1 section 1.2).
var natives = map[string]func(*Tenant, *exchange) *reply{
	"oauth2/v2.0/initiate":               (*Tenant).initiate,
	"oauth2/v2.0/challenge":              (*Tenant).challenge,
	"oauth2/v2.0/introspect":             (*Tenant).introspect,
	"oauth2/v2.0/token":                  (*Tenant).token,
	"signup/v1.0/start":                  (*Tenant).signupStart,
	"signup/v1.0/challenge":              (*Tenant).signupChallenge,
	"signup/v1.0/continue":               (*Tenant).signupContinue,
	"resetpassword/v1.0/start":           (*Tenant).resetStart,
	"resetpassword/v1.0/challenge":       (*Tenant).resetChallenge,
	"resetpassword/v1.0/continue":        (*Tenant).resetContinue,
	"resetpassword/v1.0/submit":          (*Tenant).resetSubmit,
	"resetpassword/v1.0/poll_completion": (*Tenant).resetPoll,
	"register/v1.0/introspect":           (*Tenant).registerIntrospect,
	"register/v1.0/challenge":            (*Tenant).registerChallenge,
	"register/v1.0/continue":             (*Tenant).registerContinue,
}

// brief shortens the path of a native endpoint to the name that log and weather know it by.
var brief = strings.NewReplacer("oauth2/v2.0/", "", "/v1.0/", "/")

// ServeHTTP answers a request. A path outside the tenant gets an empty 404, as from the real one. A Host that is neither
// this computer's nor that of Base gets 421 (RFC 9110 section 15.5.20), unless the request came by Transport.
func (t *Tenant) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	t.start()
	if !t.homely(r) {
		w.Header().Set("Cache-Control", "no-store")
		w.Header().Set("X-Content-Type-Options", "nosniff")
		complain(w, http.StatusMisdirectedRequest, otherHost)
		return
	}
	if t.cross(w, r) {
		return
	}
	if path, ok := strings.CutPrefix(r.URL.Path, "/_emulator"); ok && (path == "" || path[0] == '/') {
		t.control(w, r, path)
		return
	}
	rec := &recorder{ResponseWriter: w, t: t, r: r}
	tenant, endpoint, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/")
	if !strings.EqualFold(tenant, t.dir.Name) && !strings.EqualFold(tenant, t.dir.ID) {
		rec.WriteHeader(http.StatusNotFound)
		return
	}
	t.mu.Lock()
	date := t.now()
	t.mu.Unlock()
	rec.Header().Set("Date", date.UTC().Format(http.TimeFormat))
	rec.Header().Set("Cache-Control", "no-store")
	rec.Header().Set("X-Content-Type-Options", "nosniff")
	if serve := natives[endpoint]; serve != nil {
		t.native(rec, r, brief.Replace(endpoint), serve)
		return
	}
	switch endpoint {
	case "v2.0/.well-known/openid-configuration":
		t.discovery(rec, r)
	case "discovery/v2.0/keys":
		t.keys(rec, r)
	case "oauth2/v2.0/authorize":
		t.authorize(rec, r)
	case "login":
		t.login(rec, r)
	case "oauth2/v2.0/logout":
		t.logout(rec, r)
	default:
		rec.WriteHeader(http.StatusNotFound)
	}
}

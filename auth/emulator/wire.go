package emulator

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"
)

// exchange is one native request on its way to its answer.
type exchange struct {
	endpoint    string // "initiate", "challenge", "introspect", "token", "signup/start", ...
	form        form
	app         *app
	at          *position // of the flow; nil where no continuation token is due
	met         Kind      // weather that the endpoint itself makes
	stepUp      bool      // the claims parameter demands a second factor
	base        string    // scheme and host as asked
	correlation string
	trace       string
}

// reply is what goes back.
type reply struct {
	status int
	body   map[string]any // nil: no body
	html   string         // instead of body
	number int            // AADSTS; 0 when it is not an error or has none
	header map[string]string
}

func answer(body map[string]any) *reply { return &reply{status: http.StatusOK, body: body} }

// refuse is an error of the documented shape (protocol-v1 section 2.2).
func refuse(code string, number int, text string) *reply {
	return &reply{
		status: http.StatusBadRequest,
		number: number,
		body:   map[string]any{"error": code, "error_description": text},
	}
}

// sub adds the suberror.
func (r *reply) sub(suberror string) *reply {
	r.body["suberror"] = suberror
	return r
}

// parameter is the refusal of a parameter that is missing or malformed. Clients match number and text.
func parameter(name string) *reply {
	return refuse("invalid_request", 90100, name+" parameter is empty or not valid.")
}

// redirect ends the native conversation (protocol-v1 section 2.1).
func (t *Tenant) redirect(reason string) *reply {
	body := map[string]any{"challenge_type": "redirect"}
	if !t.OmitRedirectReason {
		body["redirect_reason"] = reason
	}
	return answer(body)
}

// native serves one endpoint of the native API: origin, weather, validation, answer.
func (t *Tenant) native(w *recorder, r *http.Request, endpoint string, serve func(*Tenant, *exchange) *reply) {
	x := &exchange{
		endpoint:    endpoint,
		base:        t.base(r),
		correlation: r.Header.Get("client-request-id"),
		trace:       newGUID(),
	}
	if !isGUID(x.correlation) {
		x.correlation = newGUID()
	}
	if !t.sameOrigin(r) { // before it can change anything, the weather included
		t.mu.Lock()
		now := t.now()
		t.mu.Unlock()
		t.write(w, x, crossOrigin(), now)
		return
	}
	var out *reply
	if x.form, out = decode(w, r); out == nil {
		x.form, out = lenient(x.form)
	}
	if w.grant = x.form.word("grant_type", grantTypes); w.grant == "" {
		w.grant = x.form.word("grant_type", signupGrants)
	}

	t.mu.Lock()
	met, delay := t.sky.meet(x)
	t.mu.Unlock()
	if !pause(r.Context(), delay) || met.Kind == Offline {
		drop(w)
		return
	}

	t.mu.Lock()
	if out == nil {
		x.met, out = met.Kind, met.reply(t, x)
	}
	if out == nil {
		t.recall()
		if out = t.admit(x); out == nil {
			out = serve(t, x)
		}
	}
	now := t.now()
	t.mu.Unlock()
	t.deliver()
	t.log().Info("emulator", "endpoint", x.endpoint, "status", out.status, "aadsts", out.number, "grant", w.grant,
		"unknown_parameters", x.form.unknown(), "correlation_id", x.correlation)
	t.write(w, x, out, now)
}

// crossOrigin is the refusal of a request from a web page of another origin. The number is that of Entra's token
// endpoint; the status says which wall it was, because no native client ever meets it.
func crossOrigin() *reply {
	out := refuse("invalid_request", 9002326, "Cross-origin token redemption is permitted only for the 'Single-Page Application' client-type.")
	out.status = http.StatusForbidden
	return out
}

// admit checks what all endpoints check first, in the order of protocol-v1 section 16.3: client_id present, app known, app
// public and native, continuation token.
func (t *Tenant) admit(x *exchange) *reply {
	if t.broken != nil {
		out := refuse("server_error", 90033, "The emulator cannot use its directory or its data folder.")
		out.status = http.StatusInternalServerError
		return out
	}
	id := x.form["client_id"]
	if !isGUID(id) {
		return parameter("client_id")
	}
	if x.app = t.apps[strings.ToLower(id)]; x.app == nil {
		return refuse("unauthorized_client", 700011, "Application with identifier '"+id+"' was not found in the directory '"+t.dir.label()+"'.")
	}
	grant := x.form["grant_type"]
	native := x.endpoint != "token" || grant != "refresh_token" && grant != "authorization_code"
	switch {
	case (x.app.Confidential || x.app.NativeDisabled) && native:
		return refuse("invalid_client", 550022, "Confidential client is not supported in native authentication.").sub("nativeauthapi_disabled")
	case x.app.Confidential:
		return refuse("invalid_client", 7000218, "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.")
	case x.app.BrowserOnly && native && !x.begins():
		return t.redirect("The policy of this application needs a browser.")
	}
	if x.begins() || !native {
		return nil
	}
	// A grant that nobody knows may need no continuation token; the token endpoint refuses it later.
	if x.endpoint == "token" && x.form.word("grant_type", grantTypes) == "" && x.form["continuation_token"] == "" {
		return nil
	}
	return t.resume(x)
}

// begins reports whether the request begins a flow, so that no continuation token is due.
func (x *exchange) begins() bool {
	return x.endpoint == "initiate" || x.endpoint == "signup/start" || x.endpoint == "resetpassword/start"
}

// write sends a reply with the headers and, for an error, the fields that every error has.
func (t *Tenant) write(w http.ResponseWriter, x *exchange, out *reply, now time.Time) {
	h := w.Header()
	h.Set("client-request-id", x.correlation)
	h.Set("x-ms-request-id", x.trace)
	for name, value := range out.header {
		h.Set(name, value)
	}
	if out.html != "" {
		h.Set("Content-Type", "text/html; charset=utf-8")
		w.WriteHeader(out.status)
		io.WriteString(w, out.html)
		return
	}
	if out.body == nil {
		w.WriteHeader(out.status)
		return
	}
	if text, ok := out.body["error_description"].(string); ok {
		stamp := now.UTC().Format("2006-01-02 15:04:05Z")
		if out.number != 0 {
			text = fmt.Sprintf("AADSTS%d: %s", out.number, text)
			out.body["error_codes"] = []int{out.number}
		}
		out.body["error_description"] = fmt.Sprintf("%s Trace ID: %s Correlation ID: %s Timestamp: %s", text, x.trace, x.correlation, stamp)
		out.body["timestamp"] = stamp
		out.body["trace_id"] = x.trace
		out.body["correlation_id"] = x.correlation
	}
	if t.UnknownFields {
		out.body["emulator_extra"] = map[string]any{"list": []int{1, 2}, "nothing": nil}
	}
	writeJSON(w, out.status, out.body)
}

func writeJSON(w http.ResponseWriter, status int, body any) {
	raw, err := json.Marshal(body)
	if err != nil {
		panic("emulator: " + err.Error()) // only for types that JSON cannot hold
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(status)
	w.Write(raw)
}

package emulator

import (
	"errors"
	"io"
	"mime"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// maxBody is how many bytes of a request are read.
const maxBody = 64 << 10

// form is a decoded body: every parameter once.
type form map[string]string

// decode reads a form post. It refuses a parameter that comes twice (RFC 6749 section 3.2) and ignores the query.
func decode(w http.ResponseWriter, r *http.Request) (form, *reply) {
	if r.Method != http.MethodPost {
		out := refuse("invalid_request", 900561, "The endpoint only accepts POST requests.")
		out.status, out.header = http.StatusMethodNotAllowed, map[string]string{"Allow": http.MethodPost}
		return nil, out
	}
	if kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type")); err != nil || kind != "application/x-www-form-urlencoded" {
		return nil, refuse("invalid_request", 90023, "The content type must be application/x-www-form-urlencoded.")
	}
	raw, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	if err != nil {
		out := refuse("invalid_request", 90023, "The request body could not be read.")
		if tooBig := new(http.MaxBytesError); errors.As(err, &tooBig) {
			out.status = http.StatusRequestEntityTooLarge
		}
		return nil, out
	}
	return parseForm(string(raw))
}

// parseForm decodes application/x-www-form-urlencoded.
func parseForm(raw string) (form, *reply) {
	values, err := url.ParseQuery(raw)
	if err != nil {
		return nil, refuse("invalid_request", 90023, "The request body is malformed.")
	}
	f := make(form, len(values))
	for name, all := range values {
		if len(all) != 1 {
			return nil, refuse("invalid_request", 90023, "The request holds a parameter more than once.")
		}
		f[name] = all[0]
	}
	return f, nil
}

// lenient takes off what samples of the documentation have too much: blanks around names and values, a "?" or "&" before
// the first name, a name that is in its value again (protocol-v1 15.1 Q3). In a password, blanks count.
func lenient(f form) (form, *reply) {
	out := make(form, len(f))
	for raw, value := range f {
		name := strings.Trim(strings.TrimLeft(raw, "?&"), " ")
		if _, ok := out[name]; ok {
			return nil, refuse("invalid_request", 90023, "The request holds a parameter more than once.")
		}
		if name != "password" && name != "new_password" {
			value = strings.TrimPrefix(strings.Trim(value, " "), name+"=")
		}
		out[name] = value
	}
	return out, nil
}

// parameters are all that a native request may hold, optional ones of the documentation and of SDKs included.
var parameters = []string{
	"client_id", "challenge_type", "capabilities", "capability", "continuation_token", "username", "id", "challenge_channel",
	"grant_type", "scope", "password", "oob", "client_info", "claims", "refresh_token", "code", "redirect_uri", "code_verifier",
	"attributes", "new_password", "challenge_target",
}

// unknown counts the parameters that are ignored. Their names may hold anything and are not logged.
func (f form) unknown() int {
	n := 0
	for name := range f {
		if !slices.Contains(parameters, name) {
			n++
		}
	}
	return n
}

// word returns a parameter if it is one of the known words, else nothing, so that it can be logged.
func (f form) word(name string, known []string) string {
	for _, k := range known {
		if f[name] == k {
			return k
		}
	}
	return ""
}

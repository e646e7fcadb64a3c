package emulator

import (
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// The real native authentication API answers no web page of another origin, so that a browser app needs a proxy in front
// of it. Here the origins in Tenant.Origins take the place of that proxy (Fetch standard, "HTTP cross-origin resource
// sharing"). Cookies are no part of it: nothing that a page may send needs one.

// preflightLife is how long a browser may remember a preflight, in seconds.
const preflightLife = 600

// exposed are the headers of an answer that a page may read, beyond those that it always may.
const exposed = "client-request-id, x-ms-request-id, Retry-After, Date"

// ParseOrigin reads the origin of web pages as a browser sends it: http or https, a host, and a port unless it is the
// default one of the scheme, such as "http://localhost:3000". The result is in lower case and without a default port. A
// wildcard, a path and "null" are errors: one origin is meant, and exactly that one.
func ParseOrigin(s string) (string, error) {
	wrong := func(why string) (string, error) {
		return "", fmt.Errorf("the origin %q %s; give scheme, host and port, for example http://localhost:3000", s, why)
	}
	if strings.Contains(s, "*") {
		return wrong("is a pattern, and only exact origins are let in")
	}
	u, err := url.Parse(s)
	switch {
	case err != nil || u.Opaque != "":
		return wrong("is not a web address")
	case u.Scheme != "http" && u.Scheme != "https":
		return wrong("does not begin with http:// or https://")
	case u.User != nil:
		return wrong("holds a user name")
	case u.Path != "" || u.RawQuery != "" || u.ForceQuery || strings.Contains(s, "#"):
		return wrong("goes on after the port")
	}
	host := strings.ToLower(u.Hostname())
	if err := checkHost(host, strings.HasPrefix(u.Host, "[")); err != nil {
		return wrong(err.Error())
	}
	if strings.Contains(host, ":") {
		host = "[" + host + "]"
	}
	port := u.Port()
	if port == "" && strings.HasSuffix(u.Host, ":") {
		return wrong("has no port after the colon")
	}
	if port != "" {
		n, err := strconv.ParseUint(port, 10, 16)
		if err != nil || n == 0 {
			return wrong("has no port that exists")
		}
		if port = strconv.FormatUint(n, 10); u.Scheme == "http" && n == 80 || u.Scheme == "https" && n == 443 {
			port = ""
		}
	}
	if port != "" {
		host += ":" + port
	}
	return u.Scheme + "://" + host, nil
}

// checkHost looks at the host of an origin: an address, or a name of the form that browsers send, which is ASCII.
func checkHost(host string, bracketed bool) error {
	if bracketed {
		if ip, err := netip.ParseAddr(host); err != nil || !ip.Is6() || ip.Zone() != "" || ip.String() != host {
			return errors.New("holds no IPv6 address in its short form")
		}
		return nil
	}
	if host == "" || len(host) > 253 {
		return errors.New("names no host")
	}
	labels := strings.Split(host, ".")
	for _, label := range labels {
		if label == "" || len(label) > 63 || strings.Trim(label, "abcdefghijklmnopqrstuvwxyz0123456789-_") != "" {
			return errors.New("names no host in ASCII (international names begin with xn--)")
		}
	}
	if last := labels[len(labels)-1]; strings.Trim(last, "0123456789") == "" && net.ParseIP(host) == nil {
		return errors.New("holds no IPv4 address of four numbers")
	}
	return nil
}

// admitOrigins reads Origins.
func (t *Tenant) admitOrigins() error {
	for _, s := range t.Origins {
		origin, err := ParseOrigin(s)
		if err != nil {
			return err
		}
		t.origins = append(t.origins, origin)
	}
	return nil
}

// named returns the origin of a request if Origins names it. A request with two origins has none.
func (t *Tenant) named(r *http.Request) (string, bool) {
	sent := r.Header.Values("Origin")
	if len(sent) != 1 {
		return "", false
	}
	return sent[0], slices.Contains(t.origins, sent[0])
}

// cross lets the pages of the named origins read the answer that is to come. It answers a preflight itself and reports
// whether it did; preflights meet no weather and are not in the ledger, since it is the browser that asks them.
func (t *Tenant) cross(w http.ResponseWriter, r *http.Request) (answered bool) {
	methods := openMethods(r.URL.Path)
	if len(t.origins) == 0 || methods == nil {
		return false
	}
	h := w.Header()
	h.Add("Vary", "Origin")
	origin, ok := t.named(r)
	if !ok {
		return false
	}
	asked := r.Header.Get("Access-Control-Request-Method")
	preflight := r.Method == http.MethodOptions && asked != ""
	if !preflight && !slices.Contains(methods, r.Method) {
		return false
	}
	h.Set("Access-Control-Allow-Origin", origin)
	if !preflight {
		h.Set("Access-Control-Expose-Headers", exposed)
		return false
	}
	h.Add("Vary", "Access-Control-Request-Method, Access-Control-Request-Headers")
	h.Set("Access-Control-Allow-Methods", strings.Join(methods, ", "))
	if names := permitted(r.Header.Values("Access-Control-Request-Headers")); len(names) > 0 {
		h.Set("Access-Control-Allow-Headers", strings.Join(names, ", "))
	}
	if r.Header.Get("Access-Control-Request-Private-Network") == "true" { // a page of the web asks for this computer
		h.Set("Access-Control-Allow-Private-Network", "true")
	}
	h.Set("Access-Control-Max-Age", strconv.Itoa(preflightLife))
	w.WriteHeader(http.StatusNoContent)
	return true
}

// openMethods are the methods with which the pages of a named origin may reach a path; none: they stay outside. They may
// use the whole API and read what the tenant sent; they can neither drive the pages of the browser leg nor give orders to
// the tenant. Paths that do not exist are open, so that a developer sees a 404 and not a failure that the browser hides.
func openMethods(path string) []string {
	if rest, ok := strings.CutPrefix(path, "/_emulator"); ok && (rest == "" || rest[0] == '/') {
		if rest == "/messages" || rest == "/requests" {
			return []string{http.MethodGet, http.MethodHead}
		}
		return nil
	}
	_, endpoint, _ := strings.Cut(strings.TrimPrefix(path, "/"), "/")
	switch endpoint {
	case "oauth2/v2.0/authorize", "login", "oauth2/v2.0/logout":
		return nil
	}
	return []string{http.MethodGet, http.MethodHead, http.MethodPost}
}

// permitted picks from the headers that a page wants to send those that clients of the API send (protocol-v1 section
// 1.4): the fixed ones, and everything that begins with x-, which telemetry and the vendors of fraud protection use.
func permitted(lists []string) []string {
	var names []string
	for name := range strings.SplitSeq(strings.Join(lists, ","), ",") {
		name = strings.ToLower(strings.TrimSpace(name))
		switch name {
		case "accept", "content-type", "client-request-id", "return-client-request-id":
		default:
			if !strings.HasPrefix(name, "x-") || strings.Trim(name, "abcdefghijklmnopqrstuvwxyz0123456789-_") != "" {
				continue
			}
		}
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}

package emulator

import (
	"context"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// Every web page that a browser of this computer shows can send requests to the loopback address, and one whose name is
// pointed at that address (DNS rebinding) can even read the answers. So the tenant looks at the names a request carries:
// the Host must be this computer's, and the Origin, where there is one, the tenant's own, or one that Origins names and
// that is let in there (cors.go).

const (
	otherHost = "this tenant answers under the names localhost, 127.0.0.1 and [::1] alone"
	otherSite = "this request comes from another site"
)

// insideKey marks the context of a request that came by Transport.
type insideKey struct{}

func inside(ctx context.Context) context.Context { return context.WithValue(ctx, insideKey{}, true) }

// homely reports whether the Host is this computer's, or the one that Base names. In process there is no network, and
// the host is whatever the client takes the tenant for.
func (t *Tenant) homely(r *http.Request) bool {
	if in, _ := r.Context().Value(insideKey{}).(bool); in {
		return true
	}
	if base, err := url.Parse(t.Base); err == nil && base.Host != "" && strings.EqualFold(base.Host, r.Host) {
		return true
	}
	return isLoopbackHost(r.Host)
}

// isLoopbackHost reports whether host, with or without a port, names this computer.
func isLoopbackHost(host string) bool {
	if name, port, err := net.SplitHostPort(host); err == nil && strings.Trim(port, "0123456789") == "" {
		host = name
	}
	ip := net.ParseIP(strings.Trim(host, "[]"))
	return strings.EqualFold(host, "localhost") || ip != nil && ip.IsLoopback()
}

// sameOrigin reports whether a request that changes something was not sent by another site's page. Programs that are no
// browser send no Origin. A browser leaves it out of no POST; where one did, Sec-Fetch-Site tells.
func (t *Tenant) sameOrigin(r *http.Request) bool {
	if slices.Contains([]string{http.MethodGet, http.MethodHead}, r.Method) {
		return true
	}
	if _, ok := t.named(r); ok && slices.Contains(openMethods(r.URL.Path), r.Method) {
		return true
	}
	switch origins := r.Header.Values("Origin"); len(origins) {
	case 0:
		return slices.Contains([]string{"", "same-origin", "none"}, r.Header.Get("Sec-Fetch-Site"))
	case 1:
		if t.Base != "" && strings.EqualFold(origins[0], t.base(r)) {
			return true
		}
		return t.homely(r) && strings.EqualFold(origins[0], addressOf(r))
	default:
		return false
	}
}

package auth

import (
	"context"
	"crypto/rand"
	"crypto/tls"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"
)

// Config is all that a Client needs to know. NewClient checks it once.
type Config struct {
	// ClientID is the application (client) ID of a public client with native authentication enabled. Required.
	ClientID string

	// Authority names the tenant. Required. One of
	//
	//	contoso                                         the subdomain of ciamlogin.com
	//	contoso.ciamlogin.com, contoso.onmicrosoft.com  the same
	//	https://contoso.ciamlogin.com/TENANT            the tenant by ID or by onmicrosoft name
	//	https://login.contoso.com/TENANT                a custom domain or a reverse proxy, which needs the tenant
	//	http://127.0.0.1:8400/TENANT                    an emulator; plain http is for the loopback alone
	Authority string

	// Scopes are asked for beyond openid, profile and offline_access, which are always asked for. All of them
	// must belong to one resource (protocol-v1 section 4.4).
	Scopes []string

	// SignUp is what this program knows about the tenant's user flow for sign-up. The zero value asks for whatever the
	// tenant asks for, when it asks for it.
	SignUp SignUp

	// HTTP sends the requests. The default has time-outs, TLS 1.2 or later and the system's proxy and roots.
	// Its redirect policy is not used: a redirect is an error.
	HTTP *http.Client

	// Vault keeps refresh tokens and the account list. Without one both live in memory.
	Vault Vault

	// ResponseMode of the browser leg: "form_post" (the default) or "query".
	ResponseMode string

	// ReturnPage gives the words of the last page in the browser. The default is short and English.
	ReturnPage func(ok bool) Page

	// Now is the wall clock. Default: time.Now.
	Now func() time.Time

	// Sleep pauses between two questions whether a new password holds. It returns early, with the context's error,
	// when the context ends. Default: a timer.
	Sleep func(context.Context, time.Duration) error

	// Logger gets names, numbers and correlation IDs, never a secret or an address. Default: nothing is logged.
	Logger *slog.Logger
}

// SignUp is what is known about a user flow beforehand. A tenant asks by itself only for required attributes that are
// missing, and takes optional ones only before the address is proven or together with a required one
// (protocol-v1 section 10.4).
type SignUp struct {
	// UpFront asks for everything before the code is sent: 3 requests to an account instead of up to 6.
	UpFront bool
	// Password says that the user flow is "email with password". It matters with UpFront alone.
	Password bool
	// Attributes of the user flow, in the order in which they should be asked for. Name alone is needed: the kind
	// and the options of a choice, which the tenant does not tell, are taken from here; with UpFront all of them are
	// asked for, otherwise the optional ones are asked for along with the first required ones.
	Attributes []Attribute
}

// Page holds the words of the last page in the browser. It is shown as text; it holds no markup.
type Page struct {
	Lang  string // BCP 47
	RTL   bool
	Brand string // the name of the app
	Title string
	Text  string // usually "you can go back to the app"
}

var oidcScopes = []string{"openid", "profile", "offline_access"}

// mergeScopes merges what the caller wants with what sign-in needs, because a token reply without offline_access
// cannot be kept (protocol-v1 section 4.4).
func mergeScopes(extra []string) []string {
	merged := slices.Clone(oidcScopes)
	for _, s := range extra {
		if s != "" && !slices.Contains(merged, s) {
			merged = append(merged, s)
		}
	}
	return merged
}

// authority is a tenant's place: where its endpoints are.
type authority struct {
	base   string // scheme, host and path up to the tenant, without a trailing slash
	scheme string
	host   string // with the port, if there is one
	tenant string
}

func (a authority) endpoint(path string) string { return a.base + "/" + a.tenant + "/" + path }

var (
	// A host name or an IP address, with a port if need be.
	hostRE = regexp.MustCompile(`^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*|\[[0-9a-f:.]+\])(?::[0-9]{1,5})?$`)

	labelRE  = regexp.MustCompile(`^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$`)
	tenantRE = regexp.MustCompile(`^[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?$`)
	guidRE   = regexp.MustCompile(`^[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$`)
)

const (
	ciamSuffix = ".ciamlogin.com"
	onmsSuffix = ".onmicrosoft.com"
)

// CheckAuthority tells what is wrong with an authority before a Client is made of it; nil when nothing is. The error
// never repeats what may be a password in an address.
func CheckAuthority(s string) error {
	_, err := parseAuthority(s)
	return err
}

// CheckClientID tells what is wrong with a client ID; nil when nothing is.
func CheckClientID(s string) error {
	if !guidRE.MatchString(s) {
		return fmt.Errorf("auth: %w", ErrClientID)
	}
	return nil
}

// parseAuthority expands what people write into a base and a tenant (protocol-v1 section 1.1).
func parseAuthority(s string) (authority, error) {
	s = strings.TrimSpace(s)
	if s == "" {
		return authority{}, fmt.Errorf("auth: the authority is empty: give the tenant's subdomain, for example contoso")
	}
	if sub, ok := strings.CutSuffix(strings.ToLower(s), onmsSuffix); ok && labelRE.MatchString(sub) {
		s = sub
	}
	if labelRE.MatchString(strings.ToLower(s)) {
		s = "https://" + strings.ToLower(s) + ciamSuffix
	}
	if !strings.Contains(s, "://") {
		s = "https://" + s
	}
	u, err := url.Parse(s)
	if err != nil || u.Host == "" || u.Opaque != "" {
		return authority{}, fmt.Errorf("auth: the authority is not an address: give the tenant's subdomain or https://HOST/TENANT")
	}
	if u.User != nil || u.RawQuery != "" || u.ForceQuery || u.Fragment != "" || strings.ContainsAny(s, "\\#%") {
		return authority{}, fmt.Errorf("auth: the authority %s may hold a scheme, a host and a tenant, nothing else", u.Host)
	}
	a := authority{scheme: strings.ToLower(u.Scheme), host: strings.ToLower(u.Host)}
	switch {
	case a.scheme == "https":
	case a.scheme == "http" && isLoopback(u.Hostname()):
	default:
		return authority{}, fmt.Errorf("auth: the authority %s %w", a.host, ErrInsecure)
	}
	if !hostRE.MatchString(a.host) {
		return authority{}, fmt.Errorf("auth: the authority's host is not a host name: names beyond ASCII are written in their xn-- form")
	}
	path := strings.Trim(u.Path, "/")
	if path == "" {
		label, ok := strings.CutSuffix(a.host, ciamSuffix)
		switch {
		case !ok || !labelRE.MatchString(label):
			return authority{}, fmt.Errorf("auth: the authority %s %w: %s://%s/TENANT", a.host, ErrNoTenant, a.scheme, a.host)
		case guidRE.MatchString(label):
			path = label
		default:
			path = label + onmsSuffix
		}
	}
	segments := strings.Split(path, "/")
	for _, seg := range segments {
		if !tenantRE.MatchString(seg) {
			return authority{}, fmt.Errorf("auth: the authority's path is not a tenant: give https://HOST/TENANT")
		}
	}
	a.tenant = segments[len(segments)-1]
	a.base = a.scheme + "://" + strings.Join(append([]string{a.host}, segments[:len(segments)-1]...), "/")
	return a, nil
}

func isLoopback(host string) bool {
	if host == "localhost" {
		return true
	}
	ip, err := netip.ParseAddr(host)
	return err == nil && ip.IsLoopback()
}

// newHTTP is the default client. The limits are those of security: 10 s to dial, 10 s for TLS, 30 s for headers.
func newHTTP() *http.Client {
	dialer := &net.Dialer{Timeout: 10 * time.Second, KeepAlive: 30 * time.Second}
	return &http.Client{Transport: &http.Transport{
		Proxy:                  http.ProxyFromEnvironment,
		DialContext:            dialer.DialContext,
		ForceAttemptHTTP2:      true,
		TLSClientConfig:        &tls.Config{MinVersion: tls.VersionTLS12},
		TLSHandshakeTimeout:    10 * time.Second,
		ResponseHeaderTimeout:  30 * time.Second,
		MaxResponseHeaderBytes: 64 << 10,
		MaxIdleConns:           4,
		IdleConnTimeout:        90 * time.Second,
	}}
}

// newCorrelationID makes a version 4 UUID (RFC 9562 section 5.4).
func newCorrelationID() string {
	var b [16]byte
	_, _ = rand.Read(b[:]) // never fails since Go 1.24
	b[6] = b[6]&0x0f | 0x40
	b[8] = b[8]&0x3f | 0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", b[0:4], b[4:6], b[6:8], b[8:10], b[10:])
}

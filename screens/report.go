package screens

import (
	"crypto/tls"
	"fmt"
	"regexp"
	"strings"
	"time"

	"github.com/vestibule-app/vestibule/auth"
)

// Report is what support asks for. It has no place for what a person typed, what a tenant wrote or what an error says:
// every part of it is a time, a number, a code of a closed list, or a name that is held against what such a name may be.
type Report struct {
	At      time.Time
	Trouble Trouble // the last there was; zero when there was none

	App, Fyne, Go string // versions
	System        string // operating system and processor

	Brand        BrandReport
	Host, Tenant string // empty before a tenant is chosen
	Network      NetworkTest
}

// BrandReport is the brand pack on show; zero for the stock brand.
type BrandReport struct {
	Name, ID, Version string
	SignedBy          string // the beginning of the key; empty when the pack is not signed
}

// Trouble is a refusal or a failure.
type Trouble struct {
	Problem       auth.ProblemCode // "" when it was a failure
	Failure       auth.FailureKind // "" when it was a refusal
	CorrelationID string
	AADSTS        int
	At            time.Time
}

// Mark is how one step of a network test went.
type Mark int

// The marks.
const (
	Untested Mark = iota // it did not come to that
	Fine
	Faulty
)

// NetworkTest is what was seen on the way to the tenant. With a proxy the name and the connection are those of the proxy.
type NetworkTest struct {
	Proxy     Mark   // Fine when it is known whether there is one
	ProxyHost string // with the port; "" when there is none

	DNS      Mark
	Name     string // that was looked up
	TCP, TLS Mark
	Version  uint16 // of TLS
	Issuer   string // of the tenant's certificate, trusted or not; text of a stranger

	HTTP   Mark
	Status int
	Clock  Mark
	Skew   time.Duration // how far the tenant's clock is ahead
}

// tokenRE is what a host, a version or an identifier is made of. An address of a person is not, and no sentence is.
var tokenRE = regexp.MustCompile(`^[A-Za-z0-9\[][A-Za-z0-9 ._:/\[\]()+-]{0,99}$`)

// token lets a name pass that looks like one.
func token(s string) string {
	if !tokenRE.MatchString(s) {
		return ""
	}
	return s
}

// companyRE is what the name of a company, a brand or an authority is made of, in any script. No address and no secret of
// ours is.
var companyRE = regexp.MustCompile(`^[\p{L}\p{M}\p{N} .,&'()/-]+$`)

// companyName lets the name of an issuer or a brand pass that looks like one.
func companyName(s string) string {
	if s = Clean(s); !companyRE.MatchString(s) {
		return ""
	}
	return s
}

// Text is the report in lines of a key and a value, the same in every language, for the people who read it.
func (r Report) Text() string {
	var b strings.Builder
	line := func(key, value string) {
		if value != "" {
			b.WriteString(key + ": " + value + "\n")
		}
	}
	number := func(key string, n int) {
		if n != 0 {
			line(key, fmt.Sprint(n))
		}
	}
	moment := func(key string, t time.Time) {
		if !t.IsZero() {
			line(key, t.UTC().Format(time.RFC3339))
		}
	}
	mark := func(key string, m Mark) { line(key, []string{"", "ok", "failed"}[m]) }

	moment("time", r.At)
	line("app", token(r.App))
	line("fyne", token(r.Fyne))
	line("go", token(r.Go))
	line("system", token(r.System))
	line("brand", companyName(r.Brand.Name))
	line("brand_id", token(r.Brand.ID))
	line("brand_version", token(r.Brand.Version))
	line("brand_signed_by", token(r.Brand.SignedBy))
	line("host", token(r.Host))
	line("tenant", token(r.Tenant))
	line("problem", token(string(r.Trouble.Problem)))
	line("failure", token(string(r.Trouble.Failure)))
	line("correlation_id", token(r.Trouble.CorrelationID))
	number("aadsts", r.Trouble.AADSTS)
	moment("trouble_time", r.Trouble.At)

	n := r.Network
	switch {
	case n.Proxy == Fine && n.ProxyHost == "":
		line("proxy", "none")
	case n.Proxy == Fine:
		line("proxy", token(n.ProxyHost))
	}
	mark("dns", n.DNS)
	line("dns_name", token(n.Name))
	mark("tcp", n.TCP)
	mark("tls", n.TLS)
	if n.Version != 0 {
		line("tls_version", token(tls.VersionName(n.Version)))
	}
	line("tls_issuer", companyName(n.Issuer))
	mark("http", n.HTTP)
	number("http_status", n.Status)
	if n.Clock != Untested {
		line("clock_skew", n.Skew.String())
	}
	return b.String()
}

// finding is one sentence about the way to the tenant.
type finding struct {
	words string
	mark  Mark
}

// findings says what a network test has found, as far as it came.
func (w *Words) findings(host string, n NetworkTest) []finding {
	var all []finding
	add := func(m Mark, fine, faulty string) {
		switch m {
		case Fine:
			all = append(all, finding{fine, m})
		case Faulty:
			all = append(all, finding{faulty, m})
		case Untested:
		}
	}
	proxy := w.Say("support.proxy.none")
	if n.ProxyHost != "" {
		proxy = w.Say("support.proxy.used", Params{"Proxy": token(n.ProxyHost)})
	}
	add(n.Proxy, proxy, "")
	name := Params{"Host": token(n.Name)}
	add(n.DNS, w.Say("support.dns.ok", name), w.Say("support.dns.failed", name))
	add(n.TCP, w.Say("support.tcp.ok"), w.Say("support.tcp.failed"))
	untrusted := w.Say("support.tls.failed")
	if issuer := companyName(n.Issuer); issuer != "" {
		untrusted = w.Say("support.tls.untrusted", Params{"Issuer": issuer})
	}
	add(n.TLS, w.Say("support.tls.ok", Params{"Version": tls.VersionName(n.Version), "Issuer": companyName(n.Issuer)}), untrusted)
	host = token(host)
	silent := w.Say("support.http.none", Params{"Host": host})
	if n.Status != 0 {
		silent = w.Say("support.http.failed", Params{"Host": host, "Status": n.Status})
	}
	add(n.HTTP, w.Say("support.http.ok", Params{"Host": host, "Status": n.Status}), silent)
	add(n.Clock, w.Say("support.clock.ok"), w.skewed(n.Skew))
	return all
}

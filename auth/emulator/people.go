package emulator

import (
	"crypto/sha256"
	"fmt"
	"strings"
	"time"
)

// The built-in tenant. Its people all have the same, public password.
const (
	TenantID   = "11111111-aaaa-4bbb-8ccc-222222222222" // the tenant's GUID
	TenantName = "contoso.onmicrosoft.com"              // the other name under which it answers
	Password   = "Correct-Horse-1"                      // of everybody who has one
)

// The client IDs of the app registrations.
const (
	ClientPassword     = "00000000-0000-4000-8000-000000000001" // user flow email with password
	ClientOTP          = "00000000-0000-4000-8000-000000000002" // user flow email one-time passcode
	ClientMFA          = "00000000-0000-4000-8000-000000000003" // as ClientPassword; a second factor at every sign-in
	ClientBrowser      = "00000000-0000-4000-8000-000000000004" // every native request is answered redirect
	ClientConfidential = "00000000-0000-4000-8000-000000000005" // not enabled for native authentication
)

// User is one account of the tenant, for people who want to know whom they can sign in as.
type User struct {
	Username string `json:"username"`
	About    string `json:"about"` // one plain English line
}

// app is an app registration.
type app struct {
	id           string
	name         string
	confidential bool // has no public client flows and no native authentication; no loopback redirect URI either
	browserOnly  bool
	mfa          bool // a Conditional Access policy demands a second factor at every sign-in
}

var apps = map[string]*app{
	ClientPassword:     {id: ClientPassword, name: "password"},
	ClientOTP:          {id: ClientOTP, name: "otp"},
	ClientMFA:          {id: ClientMFA, name: "mfa", mfa: true},
	ClientBrowser:      {id: ClientBrowser, name: "browser", browserOnly: true},
	ClientConfidential: {id: ClientConfidential, name: "confidential", confidential: true},
}

// account says how a person proves who they are at first; it is fixed when the account is made.
type account int

const (
	withPassword account = iota
	withCode
	federated
)

// person is one account.
type person struct {
	oid        string
	email      string
	name       string
	about      string
	account    account
	password   secret
	disabled   bool
	mustChange bool // the password must be changed before tokens are issued
	methods    []method

	wrong       int // wrong passwords since the last right one; a repeated one does not count
	recent      [][sha256.Size]byte
	locks       int
	lockedUntil time.Time
}

// method is a registered strong authentication method.
type method struct {
	id      string // opaque
	channel string // "email" or "sms"
	target  string
}

func newMethod(oid, channel, target string) method {
	sum := sha256.Sum256([]byte(oid + "\x00" + channel + "\x00" + target))
	sum[6], sum[8] = sum[6]&0x0f|0x40, sum[8]&0x3f|0x80
	return method{
		id:      fmt.Sprintf("%x-%x-%x-%x-%x", sum[0:4], sum[4:6], sum[6:8], sum[8:10], sum[10:16]),
		channel: channel,
		target:  target,
	}
}

// builtIn returns the people of the built-in tenant, by lower-case address. Their object IDs never change, so that
// refresh tokens outlive a restart.
func builtIn(cost int) map[string]*person {
	people := map[string]*person{}
	add := func(n int, local, name, about string, kind account, change func(*person)) {
		p := &person{
			oid:     fmt.Sprintf("22222222-0000-4000-8000-%012d", n),
			email:   local + "@contoso.example",
			name:    name,
			about:   about,
			account: kind,
		}
		if kind == withPassword {
			p.password = publicSecret(cost)
		}
		if change != nil {
			change(p)
		}
		people[p.email] = p
	}
	own := func(p *person) { p.methods = []method{newMethod(p.oid, "email", p.email)} }
	const phone = "+15555550101"

	add(1, "password", "Pat Password", "email and password", withPassword, own)
	add(2, "otp", "Oli Passcode", "a code by email, no password", withCode, nil)
	add(3, "both", "Bo Both", "email and password; second factor by email or text message", withPassword, func(p *person) {
		p.methods = []method{newMethod(p.oid, "email", "both@mail.example"), newMethod(p.oid, "sms", phone)}
	})
	add(4, "sms", "Sam Text", "email and password; second factor by text message", withPassword, func(p *person) {
		p.methods = []method{newMethod(p.oid, "sms", phone)}
	})
	add(5, "new", "Nell New", "email and password; must register a second factor when one is demanded", withPassword, nil)
	add(6, "expired", "Eve Expired", "must change the password before signing in", withPassword, func(p *person) {
		own(p)
		p.mustChange = true
	})
	add(7, "disabled", "Dan Disabled", "the account is disabled", withPassword, func(p *person) {
		own(p)
		p.disabled = true
	})
	add(8, "federated", "Fay Federated", "signs in with another identity provider, in the browser", federated, nil)
	return people
}

// find returns the account that owns an address, or nil. Addresses compare without regard to case.
func (t *Tenant) find(address string) *person { return t.people[strings.ToLower(address)] }

// byOID returns the account with an object ID, or nil.
func (t *Tenant) byOID(oid string) *person {
	for _, p := range t.people {
		if p.oid == oid {
			return p
		}
	}
	return nil
}

// mask hides most of an address or a phone number, as the labels of the real tenant do: c***r@co****o.com, +1********6.
func mask(channel, target string) string {
	if channel == "sms" {
		if len(target) < 4 {
			return "***"
		}
		return target[:2] + strings.Repeat("*", len(target)-3) + target[len(target)-1:]
	}
	local, domain, _ := strings.Cut(target, "@")
	name, rest, _ := strings.Cut(domain, ".")
	if len(name) > 3 {
		name = name[:2] + strings.Repeat("*", len(name)-3) + name[len(name)-1:]
	}
	if local == "" {
		return "***"
	}
	return local[:1] + "***" + local[len(local)-1:] + "@" + name + "." + rest
}

// isAddress is as strict about the form of an email address as a start call needs.
func isAddress(s string) bool {
	local, domain, ok := strings.Cut(s, "@")
	if !ok || local == "" || len(s) > 254 || strings.Contains(domain, "@") || !strings.Contains(strings.Trim(domain, "."), ".") {
		return false
	}
	for _, c := range s {
		if c <= ' ' || c > '~' || strings.ContainsRune(`"(),:;<>[\]`, c) {
			return false
		}
	}
	return !strings.HasPrefix(domain, ".") && !strings.HasSuffix(domain, ".")
}

package emulator

import (
	"cmp"
	"crypto/sha256"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"
)

// app is an app registration with what it refers to.
type app struct {
	App
	id   string // ClientID in lower case
	flow *UserFlow
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
	aliases    []string
	name       string
	about      string
	account    account
	password   secret
	history    []secret // passwords before this one, newest last
	disabled   bool
	mustChange bool // the password must be changed before tokens are issued
	attributes map[string]string
	methods    []method
	signedUp   bool // is not in the Directory
	unsaved    bool // the file does not know yet

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
	return method{id: guidOf(oid, channel, target), channel: channel, target: target}
}

// guidOf makes a GUID that is always the same for the same parts.
func guidOf(parts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	sum[6], sum[8] = sum[6]&0x0f|0x40, sum[8]&0x3f|0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", sum[0:4], sum[4:6], sum[6:8], sum[8:10], sum[10:16])
}

// kind is Method with its default.
func (u *User) kind() string { return cmp.Or(u.Method, MethodPassword) }

// kind is Type with its default.
func (a *Attribute) kind() string { return cmp.Or(a.Type, TypeString) }

// settle makes the apps and the people of the directory anew.
func (t *Tenant) settle() {
	t.apps = map[string]*app{}
	for _, a := range t.dir.Apps {
		known := &app{App: a, id: strings.ToLower(a.ClientID)}
		if i := slices.IndexFunc(t.dir.UserFlows, func(u UserFlow) bool { return u.Name == a.UserFlow }); i >= 0 {
			known.flow = &t.dir.UserFlows[i]
		}
		t.apps[known.id] = known
	}
	t.people = map[string]*person{}
	for i := range t.dir.Users {
		p := t.person(&t.dir.Users[i])
		t.people[strings.ToLower(p.email)] = p
	}
}

// person makes the account of an entry of the directory.
func (t *Tenant) person(u *User) *person {
	p := &person{
		oid:        strings.ToLower(u.ObjectID),
		email:      u.Username,
		aliases:    slices.Clone(u.Aliases),
		name:       u.Name,
		about:      u.About,
		disabled:   u.Disabled,
		mustChange: u.MustChangePassword,
		attributes: maps.Clone(u.Attributes),
	}
	if p.oid == "" {
		p.oid = guidOf(t.dir.ID, strings.ToLower(u.Username))
	}
	if p.attributes == nil {
		p.attributes = map[string]string{}
	}
	switch u.kind() {
	case MethodPassword:
		p.password = t.hashed(u.Password)
	case MethodOTP:
		p.account = withCode
	case MethodFederated:
		p.account = federated
	}
	for _, m := range u.StrongMethods {
		p.methods = append(p.methods, newMethod(p.oid, m.Channel, m.Target))
	}
	return p
}

// entry is the account as it is now, without its password.
func (p *person) entry() User {
	u := User{
		ObjectID: p.oid, Username: p.email, Aliases: slices.Clone(p.aliases), Name: p.name, About: p.about,
		Method:   []string{withPassword: MethodPassword, withCode: MethodOTP, federated: MethodFederated}[p.account],
		Disabled: p.disabled, MustChangePassword: p.mustChange,
	}
	if len(p.attributes) > 0 {
		u.Attributes = maps.Clone(p.attributes)
	}
	for _, m := range p.methods {
		u.StrongMethods = append(u.StrongMethods, StrongMethod{m.channel, m.target})
	}
	return u
}

// find returns the account that owns an address or an alias, or nil. Both compare without regard to case.
func (t *Tenant) find(name string) *person {
	if p := t.people[strings.ToLower(name)]; p != nil {
		return p
	}
	for _, p := range t.people {
		if slices.ContainsFunc(p.aliases, func(alias string) bool { return strings.EqualFold(alias, name) }) {
			return p
		}
	}
	return nil
}

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

package emulator

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// builtInAttributes are the attributes of every tenant, with their greatest lengths in characters (protocol-v1 section 10.1).
var builtInAttributes = map[string]int{
	"city": 128, "country": 128, "displayName": 256, "givenName": 64, "jobTitle": 128, "postalCode": 40, "state": 128,
	"streetAddress": 1024, "surname": 64,
}

// extensionName is the form of a custom attribute: the application that holds them all, then the name.
var extensionName = regexp.MustCompile(`^extension_[0-9A-Fa-f]{32}_[A-Za-z][A-Za-z0-9]*$`)

// inputs are the form elements that a data type allows, the default first.
var inputs = map[string][]string{
	TypeString:  {InputText, InputRadio, InputCheckboxes},
	TypeBoolean: {InputCheckbox},
	TypeInteger: {InputNumber},
}

// findings collects what is wrong with a Directory.
type findings []error

func (f *findings) add(where, format string, args ...any) {
	*f = append(*f, finding{where, fmt.Sprintf(format, args...)})
}

// finding is one thing that is wrong with a Directory.
type finding struct{ where, text string }

func (f finding) Error() string { return f.where + ": " + f.text }

// Check names everything that is wrong with d, one error a line, each with its place: users[3] (otp@contoso.example).
// It is nil if a Tenant can work with d.
func (d *Directory) Check() error {
	var f findings
	if first, rest, ok := strings.Cut(d.Name, "."); !ok || first == "" || rest == "" || strings.ContainsAny(d.Name, "/ \t?#%") {
		f.add("name", "%q is no domain name such as contoso.onmicrosoft.com", d.Name)
	}
	if !isGUID(d.ID) {
		f.add("id", "%q is no GUID", d.ID)
	}
	flows := map[string]bool{}
	for i, u := range d.UserFlows {
		where := fmt.Sprintf("user_flows[%d] (%s)", i, u.Name)
		switch {
		case u.Name == "":
			f.add(where, "it has no name")
		case flows[u.Name]:
			f.add(where, "another user flow has the name too")
		}
		flows[u.Name] = true
		u.check(&f, where)
	}
	d.checkApps(&f, flows)
	d.checkUsers(&f)
	d.Policies.check(&f)
	d.Behaviour.check(&f)
	d.Weather.check(&f)
	return errors.Join(f...)
}

func (u *UserFlow) check(f *findings, where string) {
	if u.Method != FlowPassword && u.Method != FlowOTP {
		f.add(where, "method %q is neither %s nor %s", u.Method, FlowPassword, FlowOTP)
	}
	known := map[string]bool{}
	for i, a := range u.Attributes {
		where := fmt.Sprintf("%s attributes[%d] (%s)", where, i, a.Name)
		if builtInAttributes[a.Name] == 0 && !extensionName.MatchString(a.Name) {
			f.add(where, "the name is neither built in nor extension_{32 hexadecimal digits}_{name}")
		}
		if known[a.Name] {
			f.add(where, "it comes twice")
		}
		known[a.Name] = true
		allowed, ok := inputs[a.kind()]
		choice := a.Input == InputRadio || a.Input == InputCheckboxes
		switch {
		case !ok:
			f.add(where, "type %q is neither %s nor %s nor %s", a.Type, TypeString, TypeBoolean, TypeInteger)
		case a.Input != "" && !slices.Contains(allowed, a.Input):
			f.add(where, "input %q does not fit the type %s", a.Input, a.kind())
		case choice && len(a.Options) == 0:
			f.add(where, "input %s needs options", a.Input)
		case !choice && len(a.Options) > 0:
			f.add(where, "options need the input %s or %s", InputRadio, InputCheckboxes)
		case a.Input == InputCheckboxes && strings.Contains(strings.Join(a.Options, ""), ","):
			f.add(where, "options of %s hold no comma, which parts them on the wire", InputCheckboxes)
		}
		if a.MaxLength < 0 || a.Round < 0 {
			f.add(where, "max_length and round are not negative")
		}
	}
}

func (d *Directory) checkApps(f *findings, flows map[string]bool) {
	known := map[string]bool{}
	for i, a := range d.Apps {
		where := fmt.Sprintf("apps[%d] (%s)", i, a.Name)
		id := strings.ToLower(a.ClientID)
		switch {
		case !isGUID(id):
			f.add(where, "client_id %q is no GUID", a.ClientID)
		case known[id]:
			f.add(where, "another app has the client_id too")
		}
		known[id] = true
		if !flows[a.UserFlow] && (a.UserFlow != "" || !a.Confidential && !a.NativeDisabled && !a.BrowserOnly) {
			f.add(where, "there is no user flow %q", a.UserFlow)
		}
		for _, path := range a.RedirectPaths {
			if !strings.HasPrefix(path, "/") || strings.ContainsAny(path, "?#") {
				f.add(where, "redirect path %q does not begin with / or holds more than a path", path)
			}
		}
		for resource := range a.Scopes {
			if resource == "" || strings.HasSuffix(resource, "/") || !strings.Contains(resource, "://") {
				f.add(where, "resource %q of scopes is no URI such as api://contoso-orders", resource)
			}
		}
	}
}

func (d *Directory) checkUsers(f *findings) {
	names, ids := map[string]bool{}, map[string]bool{}
	for i, u := range d.Users {
		where := fmt.Sprintf("users[%d] (%s)", i, u.Username)
		if !isAddress(u.Username) {
			f.add(where, "username %q is no email address", u.Username)
		}
		for _, alias := range u.Aliases {
			if alias == "" || strings.ContainsAny(alias, "@ ") {
				f.add(where, "alias %q is empty, or looks like an address", alias)
			}
		}
		for _, name := range append([]string{u.Username}, u.Aliases...) {
			if name = strings.ToLower(name); names[name] {
				f.add(where, "the name %q is taken", name)
			}
			names[strings.ToLower(name)] = true
		}
		if u.ObjectID != "" && !isGUID(u.ObjectID) {
			f.add(where, "object_id %q is no GUID", u.ObjectID)
		}
		if id := strings.ToLower(u.ObjectID); id != "" && ids[id] {
			f.add(where, "another user has the object_id too")
		}
		ids[strings.ToLower(u.ObjectID)] = true
		switch u.kind() {
		case MethodPassword:
			if u.Password == "" {
				f.add(where, "method %s needs a password", MethodPassword)
			}
		case MethodOTP, MethodFederated:
			if u.Password != "" {
				f.add(where, "method %s has no password", u.Method)
			}
			if len(u.Aliases) > 0 || u.MustChangePassword {
				f.add(where, "aliases and must_change_password need the method %s", MethodPassword)
			}
		default:
			f.add(where, "method %q is neither %s nor %s nor %s", u.Method, MethodPassword, MethodOTP, MethodFederated)
		}
		for _, m := range u.StrongMethods {
			switch {
			case m.Channel == ChannelEmail && isAddress(m.Target), m.Channel == ChannelSMS && isPhone(m.Target):
			case m.Channel != ChannelEmail && m.Channel != ChannelSMS:
				f.add(where, "channel %q of a strong method is neither %s nor %s", m.Channel, ChannelEmail, ChannelSMS)
			default:
				f.add(where, "target %q of a strong method does not fit the channel %s", m.Target, m.Channel)
			}
		}
	}
}

func (p *Policies) check(f *findings) {
	for _, region := range p.BlockedRegions {
		if callingCode(region) == "" {
			f.add("policies blocked_regions", "%q is no country calling code such as +234; of region codes only a few are known", region)
		}
	}
	if strings.Trim(p.Code, "0123456789") != "" {
		f.add("policies code", "%q is not made of digits", p.Code)
	}
	for _, n := range []struct {
		name  string
		value int64
	}{
		{"email_code_length", int64(p.EmailCodeLength)}, {"sms_code_length", int64(p.SMSCodeLength)}, {"code_tries", int64(p.CodeTries)},
		{"code_limit", int64(p.CodeLimit)}, {"password_tries", int64(p.PasswordTries)}, {"code_window", int64(p.CodeWindow)},
		{"lock_for", int64(p.LockFor)}, {"continuation_life", int64(p.ContinuationLife)}, {"code_life", int64(p.CodeLife)},
		{"access_life", int64(p.AccessLife)}, {"refresh_life", int64(p.RefreshLife)},
	} {
		if n.value < 0 {
			f.add("policies "+n.name, "it is negative")
		}
	}
}

package emulator

import (
	"cmp"
	"strings"
	"time"
)

// Directory is a tenant as plain data: what an administrator set up. The tags name the keys of a tenant file; the zero
// value of every field but the names is the ordinary case. BuiltIn is a complete example.
type Directory struct {
	Name      string     `toml:"name"`  // the tenant's domain name, "contoso.onmicrosoft.com", part of every address
	ID        string     `toml:"id"`    // the tenant's GUID, the other name in every address
	Label     string     `toml:"label"` // on its pages; default: the name up to the first dot
	Apps      []App      `toml:"apps"`
	UserFlows []UserFlow `toml:"user_flows"`
	Users     []User     `toml:"users"`
	Policies  Policies   `toml:"policies"`
	Behaviour Behaviour  `toml:"behaviour"`
	Weather   Outlook    `toml:"weather"`
}

// label is Label with its default.
func (d *Directory) label() string {
	name, _, _ := strings.Cut(d.Name, ".")
	return cmp.Or(d.Label, name)
}

// App is an app registration.
type App struct {
	ClientID string `toml:"client_id"` // GUID
	Name     string `toml:"name"`
	UserFlow string `toml:"user_flow"` // the Name of the user flow that it is linked to

	Confidential   bool `toml:"confidential"`    // public client flows are off; there is no loopback redirect URI either
	NativeDisabled bool `toml:"native_disabled"` // native authentication is off
	BrowserOnly    bool `toml:"browser_only"`    // every native request is answered redirect
	MFA            bool `toml:"mfa"`             // a Conditional Access policy demands a second factor at every sign-in
	ResetDisabled  bool `toml:"reset_disabled"`  // self-service password reset is off: 500222

	// Scopes are those to which an administrator consented, by resource. Default: User.Read and User.ReadWrite of
	// https://graph.microsoft.com, Orders.Read and Orders.Write of api://contoso-orders.
	Scopes map[string][]string `toml:"scopes"`
	// RedirectPaths are the paths of the redirect URIs http://localhost; the port is not compared. Default: none and "/".
	RedirectPaths []string `toml:"redirect_paths"`
}

// The ways to sign up of a user flow.
const (
	FlowPassword = "email_password"
	FlowOTP      = "email_otp"
)

// UserFlow says how people sign up and what they are asked.
type UserFlow struct {
	Name       string      `toml:"name"`
	Method     string      `toml:"method"` // FlowPassword or FlowOTP
	Attributes []Attribute `toml:"attributes"`
}

// The data types of an attribute, and the form elements with which it is asked for (protocol-v1 section 10.3).
const (
	TypeString  = "string"
	TypeBoolean = "boolean"
	TypeInteger = "integer"

	InputText       = "text"       // free text
	InputRadio      = "radio"      // one of Options
	InputCheckboxes = "checkboxes" // some of Options, joined by commas
	InputCheckbox   = "checkbox"   // "true" or "false"
	InputNumber     = "number"     // "42"
)

// Attribute is one thing that a user flow collects.
type Attribute struct {
	Name      string   `toml:"name"`  // a built-in name such as displayName, or extension_{32 hexadecimal digits}_{name}
	Label     string   `toml:"label"` // for people; the wire does not carry it
	Type      string   `toml:"type"`  // default TypeString
	Input     string   `toml:"input"` // default: InputText, InputCheckbox or InputNumber, by Type
	Required  bool     `toml:"required"`
	Regex     string   `toml:"regex"`      // announced as it is; checked as far as Go's regexp reads it as .NET does
	Options   []string `toml:"options"`    // values of InputRadio and InputCheckboxes
	MaxLength int      `toml:"max_length"` // in characters; default as the real tenant has it: 250, less or more for built-in names
	Round     int      `toml:"round"`      // required ones are asked for in ascending rounds, one screen each; default all in one
}

// The kinds of account, fixed when one is made.
const (
	MethodPassword  = "password"
	MethodOTP       = "otp"
	MethodFederated = "federated" // another identity provider: browser only
)

// User is one account of the tenant.
type User struct {
	ObjectID           string            `toml:"object_id" json:"object_id"` // GUID; default: made from the username
	Username           string            `toml:"username" json:"username"`   // the email address
	Aliases            []string          `toml:"aliases" json:"aliases,omitempty"`
	Name               string            `toml:"name" json:"name"`
	About              string            `toml:"about" json:"about"`                                         // one plain line for people who want to know whom they can sign in as
	Method             string            `toml:"method" json:"method"`                                       // default MethodPassword
	Password           string            `toml:"password" json:"-"`                                          // of MethodPassword; hashed when it is read
	Disabled           bool              `toml:"disabled" json:"disabled,omitempty"`                         // 50057
	MustChangePassword bool              `toml:"must_change_password" json:"must_change_password,omitempty"` // 50142
	Attributes         map[string]string `toml:"attributes" json:"attributes,omitempty"`
	StrongMethods      []StrongMethod    `toml:"strong_methods" json:"strong_methods,omitempty"`
}

// The channels of codes.
const (
	ChannelEmail = "email"
	ChannelSMS   = "sms"
)

// StrongMethod is a registered strong authentication method.
type StrongMethod struct {
	Channel string `toml:"channel" json:"channel"` // ChannelEmail or ChannelSMS
	Target  string `toml:"target" json:"target"`   // an address, or a phone number in E.164
}

// Policies hold for the whole tenant. A knob of Tenant that is set comes before the policy of the same name.
type Policies struct {
	EmailOTPDisabled bool `toml:"email_otp_disabled"` // the method is not on for all users: no reset, no sign-up, no email as a second factor
	SMSDisabled      bool `toml:"sms_disabled"`       // text messages are not offered

	BlockedContacts []string `toml:"blocked_contacts"` // addresses, phone numbers, "@domain": blocked by reputation, 550024
	BlockedRegions  []string `toml:"blocked_regions"`  // country calling codes, "+234", or ISO 3166 codes, "NG": provider_blocked_by_admin
	BannedPasswords []string `toml:"banned_passwords"` // words that count as one character in a password: password_banned

	Code            string `toml:"code"` // every one-time passcode; default: random
	EmailCodeLength int    `toml:"email_code_length"`
	SMSCodeLength   int    `toml:"sms_code_length"`
	CodeTries       int    `toml:"code_tries"`
	CodeLimit       int    `toml:"code_limit"`
	PasswordTries   int    `toml:"password_tries"`

	CodeWindow       Duration `toml:"code_window"`
	LockFor          Duration `toml:"lock_for"`
	ContinuationLife Duration `toml:"continuation_life"`
	CodeLife         Duration `toml:"code_life"`
	AccessLife       Duration `toml:"access_life"`
	RefreshLife      Duration `toml:"refresh_life"`
}

// Duration is a time.Duration that a tenant file writes as Go does: "10m".
type Duration time.Duration

// UnmarshalText reads what time.ParseDuration reads.
func (d *Duration) UnmarshalText(text []byte) error {
	v, err := time.ParseDuration(string(text))
	*d = Duration(v)
	return err
}

// MarshalText is the reverse of UnmarshalText.
func (d Duration) MarshalText() ([]byte, error) { return []byte(time.Duration(d).String()), nil }

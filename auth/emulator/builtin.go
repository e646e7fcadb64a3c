package emulator

import "fmt"

// The built-in tenant. Its people all have the same, public password.
const (
	TenantID   = "11111111-aaaa-4bbb-8ccc-222222222222" // the tenant's GUID
	TenantName = "contoso.onmicrosoft.com"              // the other name under which it answers
	Password   = "Correct-Horse-1"                      // of everybody who has one
)

// The client IDs of its app registrations.
const (
	ClientPassword     = "00000000-0000-4000-8000-000000000001" // user flow email with password
	ClientOTP          = "00000000-0000-4000-8000-000000000002" // user flow email one-time passcode
	ClientMFA          = "00000000-0000-4000-8000-000000000003" // as ClientPassword; a second factor at every sign-in
	ClientBrowser      = "00000000-0000-4000-8000-000000000004" // every native request is answered redirect
	ClientConfidential = "00000000-0000-4000-8000-000000000005" // not enabled for native authentication
)

// Membership is the custom attribute of the built-in tenant: two capital letters and four digits.
const Membership = "extension_0123456789abcdef0123456789abcdef_membership"

// BuiltIn is the tenant that a Tenant without a Directory is. Every call returns a copy of its own, which may be changed.
func BuiltIn() Directory {
	const phone = "+15555550101"
	name := Attribute{Name: "displayName", Label: "Display Name", Required: true}
	d := Directory{
		Name:  TenantName,
		ID:    TenantID,
		Label: "Contoso",
		Apps: []App{
			{ClientID: ClientPassword, Name: "password", UserFlow: "password"},
			{ClientID: ClientOTP, Name: "otp", UserFlow: "otp"},
			{ClientID: ClientMFA, Name: "mfa", UserFlow: "password", MFA: true},
			{ClientID: ClientBrowser, Name: "browser", UserFlow: "password", BrowserOnly: true},
			{ClientID: ClientConfidential, Name: "confidential", UserFlow: "password", Confidential: true},
		},
		UserFlows: []UserFlow{
			{Name: "password", Method: FlowPassword, Attributes: []Attribute{name, {Name: "city", Label: "City"}}},
			{Name: "otp", Method: FlowOTP, Attributes: []Attribute{
				name, {Name: Membership, Label: "Membership number", Required: true, Regex: "^[A-Z]{2}[0-9]{4}$"},
			}},
		},
		Policies: Policies{BannedPasswords: []string{"contoso", "password"}},
	}
	// The object IDs never change, so that refresh tokens outlive a restart.
	add := func(local, name, about string, change func(*User)) {
		u := User{
			ObjectID: fmt.Sprintf("22222222-0000-4000-8000-%012d", len(d.Users)+1),
			Username: local + "@contoso.example",
			Name:     name, About: about, Method: MethodPassword, Password: Password,
		}
		if change != nil {
			change(&u)
		}
		d.Users = append(d.Users, u)
	}
	own := func(u *User) { u.StrongMethods = []StrongMethod{{ChannelEmail, u.Username}} }
	add("password", "Pat Password", "email and password", own)
	add("otp", "Oli Passcode", "a code by email, no password", func(u *User) { u.Method, u.Password = MethodOTP, "" })
	add("both", "Bo Both", "email and password; second factor by email or text message", func(u *User) {
		u.StrongMethods = []StrongMethod{{ChannelEmail, "both@mail.example"}, {ChannelSMS, phone}}
	})
	add("sms", "Sam Text", "email and password; second factor by text message", func(u *User) {
		u.StrongMethods = []StrongMethod{{ChannelSMS, phone}}
	})
	add("new", "Nell New", "email and password; must register a second factor when one is demanded", nil)
	add("expired", "Eve Expired", "must change the password before signing in", func(u *User) {
		own(u)
		u.MustChangePassword = true
	})
	add("disabled", "Dan Disabled", "the account is disabled", func(u *User) {
		own(u)
		u.Disabled = true
	})
	add("federated", "Fay Federated", "signs in with another identity provider, in the browser", func(u *User) {
		u.Method, u.Password = MethodFederated, ""
	})
	return d
}

package auth

import (
	"time"
)

// Step is one question the tenant asks. Every Step is plain data: it can be compared, logged and kept in a
// golden file. Nothing secret is ever on a Step; continuation tokens and links stay inside the flow.
//
//sumtype:decl
type Step interface{ step() }

// EnterUsername asks who it is: who signs in, for whom an account is made, or whose password is reset.
type EnterUsername struct {
	Scenario Scenario
	Username string   // what is known already, to pre-fill; may be empty
	Notice   Notice   // what was done before; empty for nothing
	Problem  *Problem // why it is asked again; nil the first time
}

// EnterPassword asks for the password of a local account.
type EnterPassword struct {
	Username string
	Problem  *Problem
}

// EnterNewPassword asks for a password to be set: of a new account (ScenarioSignUp), or in place of the old one
// (ScenarioReset). The tenant's rules are those of protocol-v1 section 11.
type EnterNewPassword struct {
	Scenario Scenario
	Username string
	Problem  *Problem
}

// EnterAttributes asks what the tenant wants to know about a new account.
type EnterAttributes struct {
	Username   string
	Attributes []Attribute // never empty
	Problem    *Problem    // its Fields name the attributes that it concerns
}

// EnterCode asks for a one-time passcode that was sent out of band.
type EnterCode struct {
	Username string
	Channel  Channel // ChannelEmail, ChannelSMS, or what the tenant called it
	SentTo   string  // masked by the tenant; may be empty
	Length   int     // number of digits; 0 means that the tenant did not say
	Purpose  Purpose
	Notice   Notice    // why a code is asked for that nobody wanted; empty for nothing
	SentAt   time.Time // wall clock
	ResendAt time.Time // wall clock; before it a Resend is refused with resend_too_early
	Sends    int       // how many codes were sent in this conversation, at least 1
	CanPick  bool      // a Pick of another method, by way of Back, makes sense
	Problem  *Problem
}

// ChooseMethod asks which of the person's registered strong methods should be challenged.
type ChooseMethod struct {
	Username string
	Methods  []Method // never empty
	Problem  *Problem
}

// RegisterMethod asks for a strong method to be registered before the person is let in: which, and where its codes
// should go. The ID of a Method is the tenant's word for it, "email" or "sms"; its Target is a hint to pre-fill the
// contact, which the tenant may have masked (protocol-v1 15.1 Q12).
type RegisterMethod struct {
	Username string
	Methods  []Method // never empty
	MethodID string   // what was answered before, to be mended; empty the first time
	Target   string   // the contact that goes with it
	Problem  *Problem
}

// Waiting says that the tenant is still setting the new password. Submit Wait to go on; Back gives up waiting.
type Waiting struct {
	Username string
	Since    time.Time // wall clock
	Until    time.Time // wall clock; then nobody asks any longer
}

// OpenBrowser says that the conversation goes on in the system browser. While this step stands, a loopback
// listener waits for the browser to come back (RFC 8252 section 7.3). Open URL, then Submit BrowserReturned.
type OpenBrowser struct {
	Username string
	URL      string    // the authorization request to open; holds the PKCE challenge and the state, nothing that opens an account
	CopyURL  string    // the same for another browser: its last address holds the answer, to be pasted here
	Reason   Reason    // why the browser is needed
	Until    time.Time // wall clock; the listener closes then
	Problem  *Problem  // what was wrong with a pasted address, or why the browser came back empty-handed
}

// SignedIn ends the conversation well.
type SignedIn struct {
	Account Account
	Kept    bool     // the refresh token rests in the vault, so that the next start is silent
	Problem *Problem // why it is not kept, or why the session could not be checked now; nil when all is well
}

// Ended ends the conversation without tokens. Back starts again.
type Ended struct {
	Username string
	Problem  *Problem // never nil
}

func (EnterUsername) step()    {}
func (EnterPassword) step()    {}
func (EnterNewPassword) step() {}
func (EnterAttributes) step()  {}
func (EnterCode) step()        {}
func (ChooseMethod) step()     {}
func (RegisterMethod) step()   {}
func (Waiting) step()          {}
func (OpenBrowser) step()      {}
func (SignedIn) step()         {}
func (Ended) step()            {}

// Scenario is what a conversation is for.
type Scenario string

// The scenarios.
const (
	ScenarioSignIn Scenario = "sign_in"
	ScenarioSignUp Scenario = "sign_up"
	ScenarioReset  Scenario = "reset" // self-service password reset
)

// Notice is something the person should know that is no refusal.
type Notice string

// The notices.
const (
	NoticeAccountCreated  Notice = "account_created"  // the account exists; sign in to it
	NoticePasswordChanged Notice = "password_changed" // the new password holds; sign in with it
	NoticePasswordExpired Notice = "password_expired" // the password must be changed before anybody is let in
)

// Notices is the closed list, for those who write words for it.
var Notices = []Notice{NoticeAccountCreated, NoticePasswordChanged, NoticePasswordExpired}

// Channel is the way a code travels: "email", "sms", or a word this package does not know (protocol-v1 15.1 Q15).
type Channel string

// The channels that are documented.
const (
	ChannelEmail Channel = "email"
	ChannelSMS   Channel = "sms"
)

// Purpose says what a code is for.
type Purpose string

// The purposes of a code.
const (
	PurposeSignIn       Purpose = "sign_in"       // first factor
	PurposeSecondFactor Purpose = "second_factor" // after the password
	PurposeSignUp       Purpose = "sign_up"       // to prove the address of a new account
	PurposeReset        Purpose = "reset"         // to prove whose password is reset
	PurposeRegister     Purpose = "register"      // to prove the contact of a new strong method
)

// Reason says why the browser is needed.
type Reason string

// The reasons for the browser.
const (
	ReasonTenant       Reason = "tenant"       // the tenant answered redirect
	ReasonChosen       Reason = "chosen"       // the person asked for it
	ReasonUnknown      Reason = "unknown"      // the tenant asked something this package does not know
	ReasonRegistration Reason = "registration" // a strong method must be registered first
	ReasonNewPassword  Reason = "new_password" // the password must be changed first
)

// Method is one registered way to prove who you are.
type Method struct {
	ID      string  // opaque
	Channel Channel // how its code travels
	Target  string  // masked by the tenant; may be empty
}

// Attribute is one thing that the tenant wants to know about a new account (protocol-v1 section 10).
type Attribute struct {
	Name      string        // the wire's: "displayName", or "extension_<32 hex digits>_<name>"
	Kind      AttributeKind // how it is asked for
	Required  bool
	Pattern   string   // the tenant's regular expression of .NET as it came, which RE2 need not read or read alike; empty if it is huge
	Options   []string // of AttributeOneOf and AttributeSeveralOf
	MaxLength int      // characters; 0 when it is not known
	Value     string   // what was answered before, in the form of the wire
}

// AttributeKind is how an attribute is asked for.
type AttributeKind string

// The kinds of attributes and the form of their values, which are strings on the wire (protocol-v1 section 10.3).
const (
	AttributeText      AttributeKind = "text"
	AttributeNumber    AttributeKind = "number"     // "42"
	AttributeYesNo     AttributeKind = "yes_no"     // "true" or "false"
	AttributeOneOf     AttributeKind = "one_of"     // one of Options
	AttributeSeveralOf AttributeKind = "several_of" // some of Options, joined by commas
)

// Account is a person known on this computer. It holds nothing secret.
type Account struct {
	ID       string    `json:"id"`                 // "<oid>.<tid>", stable for ever; never the address
	ClientID string    `json:"client_id"`          // the app registration the account was signed in to
	Issuer   string    `json:"issuer"`             // iss of its ID token
	Subject  string    `json:"subject"`            // sub of its ID token
	TenantID string    `json:"tenant_id"`          // tid of its ID token
	Username string    `json:"username"`           // preferred_username, else what was typed
	Name     string    `json:"name,omitempty"`     // name claim; may be empty
	SignedIn bool      `json:"signed_in"`          // a refresh token is kept, as far as this list knows
	LastUsed time.Time `json:"last_used,omitzero"` // wall clock, UTC
	Browser  bool      `json:"browser,omitempty"`  // signed in through the browser, so that it may hold a session too
}

package auth

import (
	"encoding/json"
	"log/slog"
)

// Answer is one reply of the person. Every Answer is plain data. Answers that hold a secret print as dots.
//
//sumtype:decl
type Answer interface{ answer() }

// Username answers EnterUsername.
type Username struct{ Value string }

// Password answers EnterPassword. It is sent exactly as typed.
type Password struct{ Value string }

// Code answers EnterCode.
type Code struct{ Value string }

// Resend answers EnterCode: send another code by the same method. It kills the code before it.
type Resend struct{}

// Pick answers ChooseMethod with the ID of a Method.
type Pick struct{ MethodID string }

// NewPassword answers EnterNewPassword. It is sent exactly as typed.
type NewPassword struct{ Value string }

// Attributes answers EnterAttributes with values by attribute name. An empty value means none.
type Attributes struct{ Values map[string]string }

// Register answers RegisterMethod: the ID of a Method, and the contact to be registered, an email address or a phone
// number in E.164 form ("+15551234567").
type Register struct{ MethodID, Target string }

// Forgot asks for a password reset. It fits EnterPassword, where the reset begins at once, and EnterUsername and
// Ended, where the address is asked for first; Username is what was typed so far. An address that the tenant has just
// called taken is not asked for again.
type Forgot struct{ Username string }

// Create asks for a new account. It fits EnterUsername and Ended; Username is what was typed so far. An address that the
// tenant has just called unknown is not asked for again.
type Create struct{ Username string }

// Wait answers Waiting: it asks the tenant again, with pauses, until there is a result, the context ends or the
// time is up.
type Wait struct{}

// UseBrowser leaves the native conversation for the browser; it fits every Step but SignedIn.
type UseBrowser struct{}

// BrowserReturned answers OpenBrowser. With an empty Address it waits until the browser comes back, the context
// ends or the listener closes; with an Address it redeems the address that the person copied from the browser.
type BrowserReturned struct{ Address string }

// Back returns to the question before; it fits every Step but SignedIn.
type Back struct{}

func (Username) answer()        {}
func (Password) answer()        {}
func (Code) answer()            {}
func (Resend) answer()          {}
func (Pick) answer()            {}
func (NewPassword) answer()     {}
func (Attributes) answer()      {}
func (Register) answer()        {}
func (Forgot) answer()          {}
func (Create) answer()          {}
func (Wait) answer()            {}
func (UseBrowser) answer()      {}
func (BrowserReturned) answer() {}
func (Back) answer()            {}

const dots = "••••••"

// String prints dots.
func (Password) String() string { return dots }

// GoString prints dots.
func (Password) GoString() string { return "auth.Password{" + dots + "}" }

// LogValue prints dots.
func (Password) LogValue() slog.Value { return slog.StringValue(dots) }

// MarshalJSON writes dots.
func (Password) MarshalJSON() ([]byte, error) { return json.Marshal(dots) }

// String prints dots.
func (Code) String() string { return dots }

// GoString prints dots.
func (Code) GoString() string { return "auth.Code{" + dots + "}" }

// LogValue prints dots.
func (Code) LogValue() slog.Value { return slog.StringValue(dots) }

// MarshalJSON writes dots.
func (Code) MarshalJSON() ([]byte, error) { return json.Marshal(dots) }

// String prints dots.
func (NewPassword) String() string { return dots }

// GoString prints dots.
func (NewPassword) GoString() string { return "auth.NewPassword{" + dots + "}" }

// LogValue prints dots.
func (NewPassword) LogValue() slog.Value { return slog.StringValue(dots) }

// MarshalJSON writes dots.
func (NewPassword) MarshalJSON() ([]byte, error) { return json.Marshal(dots) }

// String prints dots: what a person tells about themselves is nobody else's business.
func (Attributes) String() string { return dots }

// GoString prints dots.
func (Attributes) GoString() string { return "auth.Attributes{" + dots + "}" }

// LogValue prints dots.
func (Attributes) LogValue() slog.Value { return slog.StringValue(dots) }

// MarshalJSON writes dots.
func (Attributes) MarshalJSON() ([]byte, error) { return json.Marshal(dots) }

// String prints the method and dots for the contact.
func (r Register) String() string { return r.MethodID + " " + dots }

// GoString prints the method and dots for the contact.
func (r Register) GoString() string { return "auth.Register{" + r.String() + "}" }

// LogValue prints the method and dots for the contact.
func (r Register) LogValue() slog.Value { return slog.StringValue(r.String()) }

// MarshalJSON writes the method and dots for the contact.
func (r Register) MarshalJSON() ([]byte, error) { return json.Marshal(r.String()) }

// String prints dots: the address holds an authorization code.
func (BrowserReturned) String() string { return dots }

// GoString prints dots.
func (BrowserReturned) GoString() string { return "auth.BrowserReturned{" + dots + "}" }

// LogValue prints dots.
func (BrowserReturned) LogValue() slog.Value { return slog.StringValue(dots) }

// MarshalJSON writes dots.
func (BrowserReturned) MarshalJSON() ([]byte, error) { return json.Marshal(dots) }

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

// String prints dots: the address holds an authorization code.
func (BrowserReturned) String() string { return dots }

// GoString prints dots.
func (BrowserReturned) GoString() string { return "auth.BrowserReturned{" + dots + "}" }

// LogValue prints dots.
func (BrowserReturned) LogValue() slog.Value { return slog.StringValue(dots) }

// MarshalJSON writes dots.
func (BrowserReturned) MarshalJSON() ([]byte, error) { return json.Marshal(dots) }

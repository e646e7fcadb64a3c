package auth

import (
	"errors"
	"strings"
	"time"
)

// ErrBusy is returned by Flow.Submit while another Submit is under way.
var ErrBusy = errors.New("auth: an answer is already under way")

// ErrClosed is returned by Flow.Submit after Flow.Close, and after the conversation has ended.
var ErrClosed = errors.New("auth: the conversation is over")

// ErrAnswer is returned by Flow.Submit for an answer that does not fit the current step. Nothing was sent.
var ErrAnswer = errors.New("auth: this answer does not fit the question")

// ErrClaims is returned by Flow.Submit when the claims of the Hint are not a JSON object. Nothing was sent.
var ErrClaims = errors.New("auth: the claims request is not a JSON object")

// ErrSignInNeeded is returned by Client.Token when only the person can help: no session is kept, or the tenant
// no longer accepts it. A *SessionError says why.
var ErrSignInNeeded = errors.New("auth: sign in again")

// ErrClientID is returned by NewClient for a client ID that is not a GUID.
var ErrClientID = errors.New("the client ID is not a GUID: copy the application (client) ID of the app registration")

// ErrInsecure is returned by NewClient for an authority that is not https.
var ErrInsecure = errors.New("must be https; http is for an emulator on this computer alone")

// ErrNoTenant is returned by NewClient for a custom domain that does not say which tenant is meant.
var ErrNoTenant = errors.New("needs the tenant behind it")

// FailureKind sorts the failures: nobody answered, or nobody answered sensibly. The list is closed.
type FailureKind string

// The kinds of failure.
const (
	FailureOffline    FailureKind = "offline"    // no connection could be made
	FailureTimeout    FailureKind = "timeout"    // nobody answered in time
	FailureTLS        FailureKind = "tls"        // the certificate is not one this computer trusts
	FailureClock      FailureKind = "clock"      // this computer's clock and the tenant's differ too much
	FailureRedirected FailureKind = "redirected" // a 3xx, which is never followed
	FailurePortal     FailureKind = "portal"     // a web page instead of an answer; a network asks for a sign-in
	FailureTooBig     FailureKind = "too_big"    // the answer is larger than any real one
	FailureGarbage    FailureKind = "garbage"    // not the answer that protocol-v1 promises
	FailureServer     FailureKind = "server"     // the tenant says that it has trouble (5xx, server_error)
	FailureCancelled  FailureKind = "cancelled"  // the caller's context ended
	FailureForged     FailureKind = "forged"     // an ID token failed its check
	FailureNoPort     FailureKind = "no_port"    // no port on localhost is free for the browser to come back to
	FailureConfig     FailureKind = "config"     // the authority is not a tenant that this package can talk to
)

// Error is a failure: the question stands and the person can try again. It never holds what was sent or
// received, because both hold secrets.
type Error struct {
	Kind          FailureKind
	Op            string // what was under way: "initiate", "signup start", "token", "discovery", "keys", "id token", ...
	Status        int    // HTTP status; 0 when there was none
	CorrelationID string // the tenant's, else the one that was sent
	TraceID       string // the tenant's request ID; may be empty
	AADSTS        int    // the tenant's number; 0 when there was none
	RetryAt       time.Time
	At            time.Time
	Skew          time.Duration // the tenant's clock less this computer's, by the Date of its answer (RFC 9110 section 6.6.1); 0 when it did not say
	Issuer        string        // who issued the certificate that this computer does not trust; empty when something else was wrong with it
	cause         error
}

// Error tells kind, operation and correlation ID.
func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString("auth: " + e.Op + ": " + string(e.Kind))
	if e.cause != nil {
		b.WriteString(": " + e.cause.Error())
	}
	if e.CorrelationID != "" {
		b.WriteString(" (correlation id " + e.CorrelationID + ")")
	}
	return b.String()
}

// Unwrap returns the cause, so that errors.Is finds context.Canceled and its like.
func (e *Error) Unwrap() error { return e.cause }

// SessionError says why a kept session gives no token any more. It is an ErrSignInNeeded.
type SessionError struct{ Problem Problem }

// Error tells the problem code.
func (e *SessionError) Error() string { return "auth: sign in again: " + string(e.Problem.Code) }

// Is makes a SessionError an ErrSignInNeeded, unless signing in again would not help: a consent or a scope is for an
// administrator or a developer to mend.
func (e *SessionError) Is(target error) bool {
	switch e.Problem.Code {
	case ConsentMissing, AppMisconfigured, AppNotEnabled, AppUnknown:
		return false
	}
	return target == ErrSignInNeeded
}

package emulator

import (
	"context"
	"fmt"
	"maps"
	"net"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Kind names a weather: what happens to native requests.
type Kind string

// The kinds of weather. Each meets only the requests it makes sense for, and only those are counted.
const (
	Clear          Kind = "none"
	Slow           Kind = "slow"            // every native request: answered after Delay
	Offline        Kind = "offline"         // every native request: no connection
	Throttled      Kind = "throttled"       // every native request: 429 with Retry-After
	Garbage        Kind = "garbage"         // every native request: 200 with a web page
	ServerError    Kind = "server_error"    // every native request: 500 server_error
	NotFound       Kind = "not_found"       // every native request: an empty 404
	BrowserOnly    Kind = "browser"         // every native request but refresh and code redemption: redirect
	ExpiredToken   Kind = "expired_token"   // requests with a continuation token: expired_token
	TooManyCodes   Kind = "too_many_codes"  // challenge, of every flow: 701014
	MethodBlocked  Kind = "method_blocked"  // challenge with an id or a contact: provider_blocked_by_rep, 550024
	RegionBlocked  Kind = "region_blocked"  // challenge with an id or a contact: provider_blocked_by_admin
	PhoneLimit     Kind = "phone_limit"     // challenge with an id or a contact: 50088
	RiskyMethod    Kind = "risky_method"    // challenge with an id or a contact: redirect
	Locked         Kind = "locked"          // token with a password: 50053
	PolicyBlocked  Kind = "policy_blocked"  // token with a password, a code or a continuation token: 53003
	UserExists     Kind = "user_exists"     // signup/start, signup/continue: user_already_exists, 1003037
	BadAttributes  Kind = "bad_attributes"  // requests with attributes: attribute_validation_failed, which names them all
	ResetPending   Kind = "reset_pending"   // poll_completion: in_progress
	ResetFailed    Kind = "reset_failed"    // poll_completion: failed, with a token for another password
	SessionExpired Kind = "session_expired" // refresh: 700082
	SessionMFA     Kind = "session_mfa"     // refresh: 50076
	SessionLimit   Kind = "session_limit"   // refresh: sign-in frequency, 70043
)

// Kinds lists all kinds of weather.
var Kinds = []Kind{
	Clear, Slow, Offline, Throttled, Garbage, ServerError, NotFound, BrowserOnly, ExpiredToken, TooManyCodes,
	MethodBlocked, RegionBlocked, PhoneLimit, RiskyMethod, Locked, PolicyBlocked, UserExists, BadAttributes, ResetPending,
	ResetFailed, SessionExpired, SessionMFA, SessionLimit,
}

// Weather is an order for weather.
type Weather struct {
	Kind       Kind
	After      int           // so many requests are spared first
	Times      int           // so many are met; 0: all until it is changed
	Delay      time.Duration // of slow; default 3 s
	RetryAfter int           // of throttled, in seconds; 0: 30; negative: no header
}

// weather is the order with what is left of it.
type weather struct {
	order Weather
	met   int // requests that it was looked up for
}

// Weather changes the weather at once. It refuses an unknown kind and negative numbers.
func (t *Tenant) Weather(w Weather) error {
	if !slices.Contains(Kinds, w.Kind) {
		return fmt.Errorf("there is no weather %q", w.Kind)
	}
	if w.After < 0 || w.Times < 0 || w.Delay < 0 {
		return fmt.Errorf("after, times and delay must not be negative")
	}
	t.start()
	t.mu.Lock()
	defer t.mu.Unlock()
	t.sky = weather{order: w}
	return nil
}

// spell is the weather that one request meets.
type spell struct {
	Kind
	order Weather
}

// meet looks up the weather for a request and counts it.
func (w *weather) meet(x *exchange) (spell, time.Duration) {
	clear := spell{Kind: Clear}
	if w.order.Kind == "" || w.order.Kind == Clear || !w.order.Kind.concerns(x) {
		return clear, 0
	}
	w.met++
	n := w.met - w.order.After
	if n <= 0 || w.order.Times > 0 && n > w.order.Times {
		return clear, 0
	}
	delay := time.Duration(0)
	if w.order.Kind == Slow {
		if delay = w.order.Delay; delay == 0 {
			delay = 3 * time.Second
		}
	}
	return spell{w.order.Kind, w.order}, delay
}

// concerns reports whether a kind of weather makes sense for a request.
func (k Kind) concerns(x *exchange) bool {
	grant := x.form["grant_type"]
	token := x.endpoint == "token"
	switch k {
	case BrowserOnly:
		return !token || grant != "refresh_token" && grant != "authorization_code"
	case ExpiredToken:
		return x.form["continuation_token"] != ""
	case TooManyCodes:
		return strings.HasSuffix(x.endpoint, "challenge")
	case MethodBlocked, RegionBlocked, PhoneLimit, RiskyMethod:
		return x.endpoint == "challenge" && x.form["id"] != "" || x.endpoint == "register/challenge"
	case Locked:
		return token && grant == "password"
	case PolicyBlocked:
		return token && slices.Contains([]string{"password", "oob", "mfa_oob", "continuation_token"}, grant)
	case UserExists:
		return x.endpoint == "signup/start" || x.endpoint == "signup/continue"
	case BadAttributes:
		return x.form["attributes"] != ""
	case ResetPending, ResetFailed:
		return x.endpoint == "resetpassword/poll_completion"
	case SessionExpired, SessionMFA, SessionLimit:
		return token && grant == "refresh_token"
	}
	return true
}

// reply is the answer that the weather gives instead of the tenant; nil lets the tenant answer.
func (s spell) reply(t *Tenant, x *exchange) *reply {
	switch s.Kind {
	case Throttled:
		out := &reply{status: http.StatusTooManyRequests}
		if s.order.RetryAfter >= 0 {
			seconds := s.order.RetryAfter
			if seconds == 0 {
				seconds = 30
			}
			out.header = map[string]string{"Retry-After": strconv.Itoa(seconds)}
		}
		return out
	case Garbage:
		return &reply{status: http.StatusOK, html: "<!doctype html><html><head><title>Welcome</title></head><body><h1>Free Wi-Fi</h1></body></html>"}
	case ServerError:
		out := refuse("server_error", 90033, "A transient error has occurred. Please try again.")
		out.status = http.StatusInternalServerError
		return out
	case NotFound:
		return &reply{status: http.StatusNotFound}
	case BrowserOnly:
		return t.redirect("The policy needs something that native authentication cannot do")
	case ExpiredToken:
		return refuse("expired_token", 552003, "The continuation_token is expired.")
	case TooManyCodes:
		return tooManyCodes()
	case MethodBlocked:
		return contactBlocked()
	case RegionBlocked:
		return regionBlocked()
	case RiskyMethod:
		return t.redirect("The method is at risk of fraud")
	case UserExists:
		return userExists()
	case BadAttributes:
		return badAttributes(x.form["attributes"])
	case PhoneLimit:
		return refuse("invalid_request", 50088, "Limit on telecom MFA calls reached. Please try again in a few minutes.")
	case Locked:
		return refuse("invalid_grant", 50053, "The account is locked, you've tried to sign in too many times with an incorrect user ID or password.")
	case PolicyBlocked:
		return refuse("invalid_grant", 53003, "Access has been blocked by Conditional Access policies.")
	case SessionExpired:
		return refuse("invalid_grant", 700082, "The refresh token has expired due to inactivity.").sub("bad_token")
	case SessionMFA:
		return refuse("invalid_grant", 50076, "Due to a configuration change you must use multi-factor authentication.").sub("basic_action")
	case SessionLimit:
		return refuse("invalid_grant", 70043, "The refresh token has expired or is invalid due to sign-in frequency checks by conditional access.").sub("bad_token")
	}
	return nil
}

// badAttributes refuses all attributes of a request.
func badAttributes(raw string) *reply {
	given, refusal := readAttributes(raw)
	if refusal != nil {
		return refusal
	}
	bad := []map[string]any{}
	for _, name := range slices.Sorted(maps.Keys(given)) {
		bad = append(bad, map[string]any{"name": name})
	}
	return attributesInvalid(bad)
}

// pause waits; it returns false if the client went away.
func pause(ctx context.Context, d time.Duration) bool {
	if d <= 0 {
		return ctx.Err() == nil
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-ctx.Done():
		return false
	}
}

// drop ends a request without an answer: in process as a failed connection, over a port as a reset one.
func drop(w *recorder) {
	w.note(0)
	if p, ok := w.ResponseWriter.(*inProcess); ok {
		p.dropped = true
		return
	}
	conn, _, err := http.NewResponseController(w.ResponseWriter).Hijack()
	if err != nil {
		panic(http.ErrAbortHandler) // HTTP/2 and recorders have no connection to take over
	}
	if tcp, ok := conn.(*net.TCPConn); ok {
		_ = tcp.SetLinger(0) // a reset, not a polite end; where it cannot be had, the end will do
	}
	_ = conn.Close()
}

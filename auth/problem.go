package auth

import "time"

// Problem is a refusal: the tenant understood and said no, or this package refused before asking. It travels on
// the next Step. Code is stable; words for it live elsewhere.
type Problem struct {
	Code          ProblemCode
	Fields        []string  // names of the attributes it concerns; empty for all other problems
	RetryAt       time.Time // wall clock; zero when it is not known when a new try makes sense
	CorrelationID string    // the tenant's, else the one that was sent; empty when nothing was sent
	AADSTS        int       // the tenant's number, for support; 0 when there was none
	At            time.Time // wall clock; when it happened
}

// ProblemCode names a refusal. The list is closed and pinned by a test.
type ProblemCode string

// The refusals.
const (
	// What the person can mend at once.
	UsernameInvalid ProblemCode = "username_invalid" // empty or malformed
	UserNotFound    ProblemCode = "user_not_found"
	WrongPassword   ProblemCode = "wrong_password"
	WrongCode       ProblemCode = "wrong_code"
	CodeIncomplete  ProblemCode = "code_incomplete"  // shorter or longer than the tenant said; nothing was sent
	ResendTooEarly  ProblemCode = "resend_too_early" // RetryAt says when
	AnswerMissing   ProblemCode = "answer_missing"   // an empty answer; nothing was sent
	AddressInvalid  ProblemCode = "address_invalid"  // the pasted address is not the one that was waited for

	// What the person can mend at once, of a new account, a new password and a new method.
	UserExists           ProblemCode = "user_exists"            // somebody has this address; sign in
	PasswordTooWeak      ProblemCode = "password_too_weak"      // fewer than three of four kinds of characters
	PasswordTooShort     ProblemCode = "password_too_short"     // fewer than 8 characters
	PasswordTooLong      ProblemCode = "password_too_long"      // more than 256 characters
	PasswordRecentlyUsed ProblemCode = "password_recently_used" // the current one, or one from before
	PasswordBanned       ProblemCode = "password_banned"        // on the list of those that everybody tries
	PasswordInvalid      ProblemCode = "password_invalid"       // holds characters that are not allowed
	PasswordNotChanged   ProblemCode = "password_not_changed"   // the tenant could not set it
	AttributeInvalid     ProblemCode = "attribute_invalid"      // Fields says which
	ContactInvalid       ProblemCode = "contact_invalid"        // not an address or number that can be registered
	NoPassword           ProblemCode = "no_password"            // the account has no password to reset
	ResetUnconfirmed     ProblemCode = "reset_unconfirmed"      // nobody said in time whether the new password holds

	// What time or another way mends.
	AccountLocked       ProblemCode = "account_locked" // RetryAt says when
	Throttled           ProblemCode = "throttled"      // RetryAt says when
	TooManyCodes        ProblemCode = "too_many_codes" // no more codes for a while
	MethodBlocked       ProblemCode = "method_blocked" // this contact is blocked by reputation
	RegionBlocked       ProblemCode = "region_blocked" // this phone region is not allowed by the tenant
	PhoneLimit          ProblemCode = "phone_limit"    // no more texts for a while
	WrongMethod         ProblemCode = "wrong_method"   // the account signs in another way than was tried
	ConversationExpired ProblemCode = "conversation_expired"
	BrowserCancelled    ProblemCode = "browser_cancelled" // the browser came back with access_denied
	BrowserTimedOut     ProblemCode = "browser_timed_out" // nobody came back in time
	BrowserFailed       ProblemCode = "browser_failed"    // the browser came back with another error

	// What only somebody else can mend.
	AccountDisabled  ProblemCode = "account_disabled"
	PolicyBlocked    ProblemCode = "policy_blocked" // Conditional Access
	ConsentMissing   ProblemCode = "consent_missing"
	AppUnknown       ProblemCode = "app_unknown"     // the client ID is not of this tenant
	AppNotEnabled    ProblemCode = "app_not_enabled" // native authentication is off, or the app is confidential
	AppMisconfigured ProblemCode = "app_misconfigured"
	Refused          ProblemCode = "refused" // a refusal this package does not know

	// About a session that was kept.
	SessionExpired ProblemCode = "session_expired" // the refresh token is spent, revoked or too old
	SessionOffline ProblemCode = "session_offline" // kept, but the tenant could not be asked now

	// Why a session is not kept. The vault's error names one of them.
	VaultLocked ProblemCode = "vault_locked"
	VaultDenied ProblemCode = "vault_denied"
	VaultAbsent ProblemCode = "vault_absent"
	VaultHung   ProblemCode = "vault_hung"
	VaultTooBig ProblemCode = "vault_too_big"
	VaultFailed ProblemCode = "vault_failed" // any other error of the vault
)

// ProblemCodes is the closed list, for those who write words for it.
var ProblemCodes = []ProblemCode{
	UsernameInvalid, UserNotFound, WrongPassword, WrongCode, CodeIncomplete, ResendTooEarly, AnswerMissing,
	AddressInvalid, UserExists, PasswordTooWeak, PasswordTooShort, PasswordTooLong, PasswordRecentlyUsed, PasswordBanned,
	PasswordInvalid, PasswordNotChanged, AttributeInvalid, ContactInvalid, NoPassword, ResetUnconfirmed, AccountLocked, Throttled, TooManyCodes, MethodBlocked, RegionBlocked, PhoneLimit, WrongMethod,
	ConversationExpired, BrowserCancelled, BrowserTimedOut, BrowserFailed, AccountDisabled, PolicyBlocked,
	ConsentMissing, AppUnknown, AppNotEnabled, AppMisconfigured, Refused, SessionExpired, SessionOffline,
	VaultLocked, VaultDenied, VaultAbsent, VaultHung, VaultTooBig, VaultFailed,
}

// ProblemOf is the Problem of a Step, nil if it has none.
func ProblemOf(s Step) *Problem {
	switch s := s.(type) {
	case EnterUsername:
		return s.Problem
	case EnterPassword:
		return s.Problem
	case EnterNewPassword:
		return s.Problem
	case EnterAttributes:
		return s.Problem
	case EnterCode:
		return s.Problem
	case RegisterMethod:
		return s.Problem
	case Waiting:
		return nil
	case ChooseMethod:
		return s.Problem
	case OpenBrowser:
		return s.Problem
	case SignedIn:
		return s.Problem
	case Ended:
		return s.Problem
	}
	return nil
}

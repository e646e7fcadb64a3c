package auth

import "strings"

// turn says where the conversation goes after a refusal.
type turn int

const (
	turnStay       turn = iota // the same question again; the continuation token still stands (protocol-v1 section 9.3)
	turnUsername               // ask who it is again
	turnSignIn                 // ask who it is again, to sign in
	turnRestart                // the conversation is spent; begin again with the address kept
	turnEnd                    // nothing the person can do here
	turnMFA                    // a second factor is wanted; the refusal carries a token
	turnRegister               // a strong method must be registered; the refusal carries a token
	turnCredential             // a new account needs a password now; the refusal carries a token
	turnAttributes             // a new account needs attributes now; the refusal carries a token
	turnVerify                 // the address of a new account has to be proven first
	turnPassword               // the password must be changed before tokens are issued
	turnBrowser                // native authentication cannot do it
	turnFailure                // the tenant has trouble: a failure, not a refusal
)

// refusalRow maps what the wire says to what it means. Empty fields match anything; rows are tried in order:
// operation, error, suberror and, only where protocol-v1 sections 4 and 14 list them, numbers. Texts of error_description
// are looked at in the two documented places only.
type refusalRow struct {
	op             string // the beginning of an operation's name
	code, suberror string
	numbers        []int
	text           string // a part of error_description, lower case
	problem        ProblemCode
	turn           turn
}

var refusals = []refusalRow{
	// Words come before numbers, which contradict them at times (protocol-v1 15.1 Q5). Of expired_token only the word
	// counts (section 9.1 R4).
	{code: "expired_token", problem: ConversationExpired, turn: turnRestart},

	// Progress that looks like an error.
	{suberror: "mfa_required", turn: turnMFA},
	{suberror: "registration_required", turn: turnRegister},
	{suberror: "introspect_required", turn: turnMFA},
	{suberror: "basic_action", turn: turnBrowser}, // MFA is needed and there is no usable method
	{op: "signup", code: "credential_required", turn: turnCredential},
	{op: "signup", code: "attributes_required", turn: turnAttributes},
	{op: "signup", code: "verification_required", turn: turnVerify},

	// What the person answered, by its suberror: the token still stands.
	{suberror: "attribute_validation_failed", problem: AttributeInvalid},
	{suberror: "password_too_weak", problem: PasswordTooWeak},
	{suberror: "password_too_short", problem: PasswordTooShort},
	{suberror: "password_too_long", problem: PasswordTooLong},
	{suberror: "password_recently_used", problem: PasswordRecentlyUsed},
	{suberror: "password_banned", problem: PasswordBanned},
	{suberror: "password_is_invalid", problem: PasswordInvalid},
	{suberror: "invalid_oob_value", problem: WrongCode},
	{suberror: "provider_blocked_by_rep", problem: MethodBlocked},
	{suberror: "provider_blocked_by_admin", problem: RegionBlocked},

	// The same by its number.
	{code: "invalid_grant", numbers: []int{50076}, turn: turnMFA},
	{numbers: []int{399246}, problem: PasswordTooWeak},
	{numbers: []int{701014}, problem: TooManyCodes},
	{numbers: []int{50181, 50184, 501811}, problem: WrongCode},
	{numbers: []int{50126}, problem: WrongPassword},
	{numbers: []int{50053}, problem: AccountLocked},
	{numbers: []int{50088}, problem: PhoneLimit},
	{numbers: []int{550024}, problem: MethodBlocked},
	{op: "register", numbers: []int{901001}, problem: ContactInvalid}, // somebody typed it just now
	{numbers: []int{901001}, problem: MethodBlocked},

	// Who it is.
	{code: "user_already_exists", problem: UserExists, turn: turnSignIn},
	{numbers: []int{1003037}, problem: UserExists, turn: turnSignIn},
	{code: "user_not_found", problem: UserNotFound, turn: turnUsername},
	{numbers: []int{50034}, problem: UserNotFound, turn: turnUsername},
	{code: "invalid_request", numbers: []int{90100}, text: "client_id", problem: AppUnknown, turn: turnEnd},
	{code: "invalid_request", numbers: []int{90100}, text: "username", problem: UsernameInvalid, turn: turnUsername},
	{numbers: []int{400002}, problem: WrongMethod, turn: turnUsername},
	{numbers: []int{500222}, problem: NoPassword, turn: turnSignIn},

	// The account.
	{numbers: []int{50142, 50055}, turn: turnPassword},
	{suberror: "user_password_expired", turn: turnPassword},
	{numbers: []int{50057}, problem: AccountDisabled, turn: turnEnd},
	{numbers: []int{53000, 53001, 53002, 53003, 53004, 53005, 53006, 53007, 53008, 53009, 53010, 53011, 530035}, problem: PolicyBlocked, turn: turnEnd},

	// The app's registration.
	{suberror: "nativeauthapi_disabled", problem: AppNotEnabled, turn: turnEnd},
	{numbers: []int{550022}, problem: AppNotEnabled, turn: turnEnd},
	{code: "invalid_client", problem: AppNotEnabled, turn: turnEnd},
	{code: "unauthorized_client", problem: AppUnknown, turn: turnEnd},
	{numbers: []int{700011}, problem: AppUnknown, turn: turnEnd},
	{numbers: []int{65001}, problem: ConsentMissing, turn: turnEnd},
	{suberror: "consent_required", problem: ConsentMissing, turn: turnEnd},
	{code: "invalid_scope", problem: AppMisconfigured, turn: turnEnd},
	{code: "unsupported_grant_type", problem: AppMisconfigured, turn: turnEnd},
	{code: "unsupported_challenge_type", problem: AppMisconfigured, turn: turnEnd},
	{code: "auth_not_supported", turn: turnBrowser},
	{code: "unsupported_auth_method", turn: turnBrowser},

	// The conversation.
	{code: "expired_refresh_token", problem: SessionExpired, turn: turnRestart},
	{code: "invalid_grant", problem: ConversationExpired, turn: turnRestart},
	{code: "invalid_request", numbers: []int{55000, 55200}, problem: ConversationExpired, turn: turnRestart},

	// The service.
	{code: "server_error", turn: turnFailure},
	{code: "temporarily_unavailable", turn: turnFailure},
	{code: "authorization_pending", problem: Throttled},
	{code: "slow_down", problem: Throttled},

	{code: "invalid_request", problem: AppMisconfigured, turn: turnEnd},
	{problem: Refused, turn: turnEnd}, // everything else
}

func (r *refusal) row(op string) refusalRow {
	for _, row := range refusals {
		if !strings.HasPrefix(op, row.op) ||
			row.code != "" && row.code != r.code ||
			row.suberror != "" && row.suberror != r.suberror ||
			len(row.numbers) > 0 && !r.has(row.numbers...) ||
			row.text != "" && !strings.Contains(strings.ToLower(r.text), row.text) {
			continue
		}
		return row
	}
	panic("unreachable: the last row matches anything")
}

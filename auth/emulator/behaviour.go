package emulator

import (
	"reflect"
	"slices"
	"time"
)

// Behaviour is the choices between answers that Entra's documentation leaves open, or that editions of it and tenants
// differ in, for a tenant file. Each stands for the field of Tenant with its name, where it is explained; one that is set
// there comes first.
type Behaviour struct {
	OwnIssuer             bool `toml:"own_issuer"`
	StrictRotation        bool `toml:"strict_rotation"`
	RevokeFamily          bool `toml:"revoke_family"`
	KeepOldTokens         bool `toml:"keep_old_tokens"`
	RedirectAtInitiate    bool `toml:"redirect_at_initiate"`
	RedirectAtChallenge   bool `toml:"redirect_at_challenge"`
	IgnoreCapabilities    bool `toml:"ignore_capabilities"`
	AcceptOOBForMFA       bool `toml:"accept_oob_for_mfa"`
	MFAForCodes           bool `toml:"mfa_for_codes"`
	MFAAfterRegistration  bool `toml:"mfa_after_registration"`
	LatePasswordPolicy    bool `toml:"late_password_policy"`
	OmitFinalToken        bool `toml:"omit_final_token"`
	OmitVerificationToken bool `toml:"omit_verification_token"`
	OmitCodeLength        bool `toml:"omit_code_length"`
	OmitRedirectReason    bool `toml:"omit_redirect_reason"`
	MaskLoginHint         bool `toml:"mask_login_hint"`
	NumericStrings        bool `toml:"numeric_strings"`
	UnknownFields         bool `toml:"unknown_fields"`

	PollsNotStarted int      `toml:"polls_not_started"`
	PollsInProgress int      `toml:"polls_in_progress"`
	PollInterval    Duration `toml:"poll_interval"`
	Interval        Duration `toml:"interval"`
}

// apply sets the fields of a tenant that were left at zero.
func (b Behaviour) apply(t *Tenant) {
	from, to := reflect.ValueOf(b), reflect.ValueOf(t).Elem()
	for i := range from.NumField() {
		if field := to.FieldByName(from.Type().Field(i).Name); field.IsZero() {
			field.Set(from.Field(i).Convert(field.Type()))
		}
	}
}

func (b Behaviour) check(f *findings) {
	if b.PollsNotStarted < 0 || b.PollsInProgress < 0 {
		f.add("behaviour", "polls_not_started and polls_in_progress are not negative")
	}
}

// Outlook is the weather of a tenant at its start and after a reset.
type Outlook struct {
	Kind       Kind     `toml:"kind"` // default Clear
	After      int      `toml:"after"`
	Times      int      `toml:"times"`
	Delay      Duration `toml:"delay"`
	RetryAfter int      `toml:"retry_after"`
}

func (o Outlook) order() Weather {
	return Weather{Kind: o.Kind, After: o.After, Times: o.Times, Delay: time.Duration(o.Delay), RetryAfter: o.RetryAfter}
}

func (o Outlook) check(f *findings) {
	if o.Kind != "" && !slices.Contains(Kinds, o.Kind) {
		f.add("weather", "kind %q is none; %v are", o.Kind, Kinds)
	}
	if o.After < 0 || o.Times < 0 || o.Delay < 0 {
		f.add("weather", "after, times and delay are not negative")
	}
}

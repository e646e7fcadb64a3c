package emulator

import (
	"cmp"
	"crypto/rand"
	"log/slog"
	"os"
	"sync"
	"time"
)

// Tenant is an emulated tenant. The zero value is ready for use: it keeps everything in memory. The fields are
// knobs; set them before the first request and leave them alone afterwards. All methods are safe for concurrent
// use. A Tenant must not be copied.
type Tenant struct {
	// Directory is the tenant: its apps, user flows, people and policies; nil is BuiltIn. A Directory that Check refuses
	// breaks the Tenant: every native request is answered server_error, and Reset tells why.
	Directory *Directory
	// Now tells the time; default time.Now. Advance and POST /_emulator/clock are added to it.
	Now func() time.Time
	// Logger gets one line a request: never a password, code, token, address or name. Default: no log.
	Logger *slog.Logger
	// Data is the folder in which the signing key, the refresh tokens (as SHA-256 hashes) and what people changed are kept
	// between runs: who signed up, new passwords (as PBKDF2 hashes), registered methods. It is made if need be. Empty: in
	// memory. Processes that use one folder at the same time share all of it.
	Data string
	// Base is the scheme and host at which browsers reach the tenant, "http://127.0.0.1:8400" for one. The discovery
	// document names its endpoints there. Default: where the request for the document was sent.
	Base string
	// Origins are the web pages that may use the tenant across origins (CORS), each as ParseOrigin takes it. Default: none,
	// as in Entra.
	Origins []string
	// OwnIssuer makes the tokens say that they come from the address of the tenant as asked or as Base says, instead
	// of https://{tenant GUID}.ciamlogin.com/{tenant GUID}/v2.0, which is what the real tenant says at every address.
	OwnIssuer bool

	// Codes makes the one-time passcodes. Default: random digits, EmailCodeLength (8) or SMSCodeLength (6) of them.
	Codes           func() string
	EmailCodeLength int
	SMSCodeLength   int
	// CodeTries is how many wrong tries kill a code; default 5.
	CodeTries int
	// CodeLimit is how many codes one address gets within CodeWindow before 701014; defaults 10 and 15 minutes.
	CodeLimit  int
	CodeWindow time.Duration
	// PasswordTries is how many different wrong passwords lock an account, for LockFor; defaults 10 and 60 s.
	PasswordTries int
	LockFor       time.Duration
	// PasswordCost is the number of PBKDF2 iterations; default 100,000. Tests that sign in a lot set 1.
	PasswordCost int

	ContinuationLife time.Duration // of a continuation token; default 10 minutes
	CodeLife         time.Duration // of a one-time passcode and of an authorization code; default 10 minutes
	AccessLife       time.Duration // of access and ID tokens; default random between 3,600 and 4,500 s
	RefreshLife      time.Duration // of a refresh token, from its issue; default 90 days

	// StrictRotation makes a refresh token die when it is used. Default: the old one stays valid, as in Entra.
	StrictRotation bool
	// RevokeFamily, with StrictRotation, makes the use of a dead refresh token revoke all of its sign-in (RFC 9700 4.14.2).
	RevokeFamily bool
	// KeepOldTokens lets every continuation token of a flow work until it expires, at the position it was issued for.
	// Default: only the newest works.
	KeepOldTokens bool
	// RedirectAtInitiate answers redirect at initiate already if no announced challenge type fits the account.
	// Default: at challenge. The documentation promises neither.
	RedirectAtInitiate bool
	// AcceptOOBForMFA takes the grant "oob" where "mfa_oob" is due, as an older edition of the documentation had it.
	AcceptOOBForMFA bool

	// RedirectAtChallenge answers redirect at challenge if the announced challenge types do not fit a sign-up or a reset.
	// Default: at start.
	RedirectAtChallenge bool
	// IgnoreCapabilities demands a second factor, or its registration, of clients that did not announce to be capable of it.
	// Default: redirect.
	IgnoreCapabilities bool
	// MFAForCodes demands the second factor, a text message, also of people who sign in with a code by email.
	MFAForCodes bool
	// MFAAfterRegistration demands the second factor although a method was registered a moment ago.
	MFAAfterRegistration bool
	// LatePasswordPolicy judges the new password of a reset at the poll instead of at submit.
	LatePasswordPolicy bool
	// PollsNotStarted and PollsInProgress are how many polls of a reset are answered not_started, then in_progress, before
	// it ends. Weather makes it fail.
	PollsNotStarted, PollsInProgress int
	// PollInterval is sent as poll_interval, in seconds; zero: 2; negative leaves the field out.
	PollInterval time.Duration
	// OmitFinalToken ends sign-up and reset without a continuation token: there is no automatic sign-in.
	OmitFinalToken bool
	// OmitVerificationToken sends verification_required without a new continuation token; the old one stays good.
	OmitVerificationToken bool
	// MaskLoginHint masks the login_hint of register/v1.0/introspect, as an older edition of the documentation had it.
	MaskLoginHint bool

	// Interval is sent as interval, in seconds, with every code; zero: 300 with those of sign-up and none with the others;
	// negative leaves the field out everywhere.
	Interval           time.Duration
	OmitCodeLength     bool // leave code_length out
	OmitRedirectReason bool // leave redirect_reason out
	NumericStrings     bool // send expires_in and ext_expires_in as strings
	UnknownFields      bool // add fields that no client knows to every JSON answer

	once    sync.Once
	dir     Directory
	apps    map[string]*app // by client ID in lower case
	hashes  map[string]secret
	broken  error    // why the tenant cannot work: its folder cannot be read, for one
	origins []string // as browsers send them
	mu      sync.Mutex
	pepper  [32]byte
	offset  time.Duration
	people  map[string]*person // by address in lower case
	roster  roster
	flows   map[string]*position // by continuation token
	sends   map[string][]time.Time
	grants  map[string]*grant // authorization codes
	refresh *refreshTokens
	key     *signingKey
	sky     weather
	visits  map[string]*visit    // sign-ins under way in a browser
	browser map[string]*presence // browser sessions, by cookie

	messages []Message
	outbox   []Message // not yet told to the listeners
	requests []Request
	nextID   int
	ears     map[int]func(Message)
}

// start makes the tenant ready once.
func (t *Tenant) start() {
	t.once.Do(func() {
		rand.Read(t.pepper[:])
		t.ears = map[int]func(Message){}
		t.hashes = map[string]secret{}
		t.refresh = &refreshTokens{}
		t.dir = BuiltIn()
		if t.Directory != nil {
			if t.broken = t.Directory.Check(); t.broken == nil {
				t.dir = *t.Directory
			}
		}
		t.dir.Behaviour.apply(t)
		t.clear()
		if t.broken == nil {
			t.broken = t.admitOrigins()
		}
		if t.broken == nil {
			t.broken = t.open()
		}
		if t.broken != nil {
			t.log().Error("the emulator cannot work", "error", t.broken)
		}
	})
}

// open finds the refresh tokens and the signing key, in the folder or in memory.
func (t *Tenant) open() (err error) {
	if t.Data == "" {
		t.key, err = memoryKey()
		return err
	}
	if err := os.MkdirAll(t.Data, 0o700); err != nil {
		return err
	}
	lock := &folderLock{folder: t.Data}
	release, err := lock.take()
	if err != nil {
		return err
	}
	defer release()
	kept, err := openRefreshTokens(lock)
	if err != nil {
		return err
	}
	if t.key, err = openSigningKey(t.Data); err != nil {
		return err
	}
	t.refresh = kept
	return t.openRoster(lock)
}

// clear brings everything but the keys, the refresh tokens and the listeners to its first state.
func (t *Tenant) clear() {
	t.offset = 0
	t.settle()
	t.flows = map[string]*position{}
	t.sends = map[string][]time.Time{}
	t.grants = map[string]*grant{}
	t.visits = map[string]*visit{}
	t.browser = map[string]*presence{}
	t.sky = weather{order: t.dir.Weather.order()}
	t.messages, t.outbox, t.requests = nil, nil, nil
}

// now is the tenant's clock. The caller holds mu.
func (t *Tenant) now() time.Time {
	if t.Now != nil {
		return t.Now().Add(t.offset)
	}
	return time.Now().Add(t.offset)
}

func (t *Tenant) log() *slog.Logger {
	if t.Logger != nil {
		return t.Logger
	}
	return slog.New(slog.DiscardHandler)
}

func (t *Tenant) passwordCost() int { return cmp.Or(t.PasswordCost, 100_000) }
func (t *Tenant) codeTries() int    { return cmp.Or(t.CodeTries, t.dir.Policies.CodeTries, 5) }
func (t *Tenant) codeLimit() int    { return cmp.Or(t.CodeLimit, t.dir.Policies.CodeLimit, 10) }
func (t *Tenant) passwordTries() int {
	return cmp.Or(t.PasswordTries, t.dir.Policies.PasswordTries, 10)
}

func (t *Tenant) codeWindow() time.Duration {
	return cmp.Or(t.CodeWindow, time.Duration(t.dir.Policies.CodeWindow), 15*time.Minute)
}

func (t *Tenant) lockFor() time.Duration {
	return cmp.Or(t.LockFor, time.Duration(t.dir.Policies.LockFor), time.Minute)
}

func (t *Tenant) continuationLife() time.Duration {
	return cmp.Or(t.ContinuationLife, time.Duration(t.dir.Policies.ContinuationLife), 10*time.Minute)
}

func (t *Tenant) codeLife() time.Duration {
	return cmp.Or(t.CodeLife, time.Duration(t.dir.Policies.CodeLife), 10*time.Minute)
}

func (t *Tenant) refreshLife() time.Duration {
	return cmp.Or(t.RefreshLife, time.Duration(t.dir.Policies.RefreshLife), 90*24*time.Hour)
}

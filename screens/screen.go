package screens

import (
	"errors"
	"reflect"
	"time"

	"fyne.io/fyne/v2"

	"github.com/vestibule-app/vestibule/auth"
)

// Screen asks one question. Every method must be called on Fyne's own goroutine.
type Screen interface {
	// Content is what fills the window.
	Content() fyne.CanvasObject
	// Step is the question on show; nil for the screens that no question asks for.
	Step() auth.Step
	// Show asks the same kind of question again, in place: it keeps what was typed and clears only a refused code
	// or password. It ends Busy. A step of another kind is ignored; Same tells beforehand.
	Show(auth.Step)
	// Busy says how long the answer has been on its way.
	Busy(Progress)
	// Fail says that nobody answered. It ends Busy and keeps everything that was typed.
	Fail(Failure)
	// Focus puts the focus where typing should go on: the field a refusal concerns, else the first empty field.
	Focus(fyne.Canvas)
	// Key takes a key that no field wanted, and reports whether it did something. Escape goes back.
	Key(*fyne.KeyEvent) bool
}

// Ticking is a Screen that can show the time pass. Tick reports whether it does at present; then it is to be called
// again in a second. After Show and Fail it may have started to.
type Ticking interface{ Tick(now time.Time) bool }

// Pasting is a Screen that takes pasted text wherever the focus is. Paste reports whether it did.
type Pasting interface{ Paste(text string) bool }

// Opening is a Screen that has an address opened in the browser. NotOpened says that this did not work.
type Opening interface{ NotOpened() }

// Secretive is a Screen with a secret on it.
type Secretive interface {
	// Conceal hides a password that is shown; to be called when the window is left.
	Conceal()
	// Forget empties every secret; to be called when the screen is left.
	Forget()
}

// Progress tells how long an answer has been on its way.
type Progress int

// The stages of an answer.
const (
	Idle    Progress = iota // nothing is under way
	Working                 // from the first moment
	Slow                    // for eight seconds: time for a way out
	Stuck                   // for twenty seconds: time to try again
)

// Failure is what a person and their support need to know about an *auth.Error.
type Failure struct {
	Kind          auth.FailureKind
	CorrelationID string
	At            time.Time // wall clock
	RetryAt       time.Time // wall clock; zero when it is not known
	AADSTS        int       // 0 when there was none

	Skew   time.Duration // how far the tenant's clock is ahead of this computer's; 0 when it is not known
	Issuer string        // who issued a certificate that is not trusted; text of a stranger
}

// FailureOf takes an error of auth apart. An error of another type is auth.FailureGarbage.
func FailureOf(err error) Failure {
	var e *auth.Error
	if !errors.As(err, &e) {
		return Failure{Kind: auth.FailureGarbage}
	}
	return Failure{Kind: e.Kind, CorrelationID: e.CorrelationID, At: e.At, RetryAt: e.RetryAt, AADSTS: e.AADSTS, Skew: e.Skew, Issuer: e.Issuer}
}

// Brand is whose window it is. BrandOf makes it from a pack.
type Brand struct {
	Name, Company string
	Logo          fyne.Resource // for light backgrounds; nil shows the name instead
	LogoDark      fyne.Resource // for dark backgrounds; nil takes Logo
	LogoCompact   fyne.Resource // square, for small places; nil takes Logo

	Layout    string        // of brand.Layouts
	LogoPlace string        // of brand.LogoPlaces
	Image     fyne.Resource // what the layout "image" shows
	ImageDark fyne.Resource // the same in a dark look; nil takes Image, dimmed

	// Addresses that are shown as links when they are not empty; all https, SupportURL may also be mailto.
	TermsURL, PrivacyURL, HelpURL, SupportURL string

	MailDomains []string // of the company, in lower case; a slip in one is asked about

	NoSignUp, NoReset, NoBrowser bool // journeys that are not on offer

	Title string        // of the window; empty: the product's words with the name
	Icon  fyne.Resource // of the window; nil: the product's
}

// Asking is everything a Screen needs beside its question. Words, Now and Reply must be set; a callback that is nil
// takes its link or button off the screens.
type Asking struct {
	Words *Words
	Brand Brand
	Host  string           // who gets the credentials; shown on every screen that takes one
	Now   func() time.Time // wall clock in the person's location

	// Reply takes the answer. It must call Busy(Working), Show or Fail, or replace the screen, before it returns,
	// so that a second Enter cannot send the answer twice.
	Reply  func(auth.Answer)
	Cancel func() // stop waiting for an answer
	Again  func() // stop waiting, and give the same answer once more
	Copy   func(string)
	// OpenURL opens the authorization request of auth.OpenBrowser, or the brand's help page.
	OpenURL func(string)

	CodeValid   time.Duration // how long a code works; 0 when nobody has said so, for it is never guessed
	OffersCodes bool          // a code from the clipboard may come by Offer; there is room for it then

	Revealing bool   // say that an address has no account; by default the words do not reveal which accounts exist
	CanLeave  bool   // there is something behind EnterUsername
	Leave     func() // go there

	// Attribute gives the words of an attribute in the person's language: what it is called and what is expected of
	// it. They go before the words of this package, which knows the built-in attributes alone; empty ones leave it to
	// them, or to the name made readable. It may be nil.
	Attribute func(name string) (label, hint string)
	// Region is where the person is, an ISO 3166-1 alpha-2 code such as "DE". A telephone number without a country
	// code is taken for one of this region. Empty, the person chooses.
	Region string

	Remember   bool       // the address stays in the list of accounts after sign-out
	OnRemember func(bool) // signed in: the person wants it so; with false a sign-out forgets the account altogether

	OnSupport  func()           // show what support asks for
	OnSignOut  func()           // signed in: sign out
	OnAccounts func()           // signed in: use another account
	OnTenant   func()           // accounts: connect another tenant
	OnLanguage func(tag string) // speak another of assets.Languages from now on; what was typed stays
	// OnAppearance opens the choice of how the window looks, from the first screens.
	OnAppearance func()

	OnRetry func() // signed in: check the session again, or sign in again when it has expired
}

// For makes the Screen that asks a Step. It is the only switch from questions to screens. A Step it does not know,
// and nil, become an ending with a way out.
func For(step auth.Step, a Asking) Screen {
	switch step := step.(type) {
	case auth.EnterUsername:
		return newUsername(step, a)
	case auth.EnterPassword:
		return newPassword(step, a)
	case auth.EnterNewPassword:
		return newFreshPassword(step, a)
	case auth.EnterAttributes:
		return newAttributes(step, a)
	case auth.EnterCode:
		return newCode(step, a)
	case auth.RegisterMethod:
		return newRegister(step, a)
	case auth.Waiting:
		return newWaiting(step, a)
	case auth.ChooseMethod:
		return newMethods(step, a)
	case auth.OpenBrowser:
		return newBrowser(step, a)
	case auth.SignedIn:
		return newSignedIn(step, a)
	case auth.Ended:
		return newEnded(step, a)
	}
	return newEnded(auth.Ended{Problem: &auth.Problem{Code: auth.Refused}}, a)
}

// Same reports whether a Screen can show a Step in place.
func Same(s Screen, step auth.Step) bool {
	return s != nil && s.Step() != nil && reflect.TypeOf(s.Step()) == reflect.TypeOf(step)
}

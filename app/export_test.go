package app

import (
	"fyne.io/fyne/v2"

	"github.com/vestibule-app/vestibule/auth"
	"github.com/vestibule-app/vestibule/screens"
)

// Settled says that nothing is under way but a wait for the browser. A wait for the tenant ends by itself.
func (a *App) Settled() bool {
	if a.task == nil {
		return true
	}
	_, browser := a.screen.Step().(auth.OpenBrowser)
	return browser && a.task.waiting && a.task.next == nil
}

// Waiting says that the browser is waited for.
func (a *App) Waiting() bool { return a.task != nil && a.task.waiting }

// Screen is what is on show.
func (a *App) Screen() screens.Screen { return a.screen }

// Words are the words in use.
func (a *App) Words() *screens.Words { return a.words }

// Step is the question on show, nil for the screens that no question asks for.
func (a *App) Step() auth.Step { return a.screen.Step() }

// Key is a key that no field wanted.
var Key = (*App).key

// ReturnPage is the last page in the browser.
var ReturnPage = (*App).returnPage

// Openable is nil for an address that may go to the system browser.
var Openable = openable

// ReadText takes settings from a file's text.
func ReadText(b []byte, path string) (Settings, error) {
	var s Settings
	err := s.read(b, path)
	return s, err
}

// WithTenant is what the settings file becomes when a tenant is connected.
func WithTenant(b []byte, authority, clientID string) ([]byte, error) {
	return with(b, tenantAssignments(authority, clientID)...)
}

// Busy says that anything is under way.
func (a *App) Busy() bool { return a.task != nil }

// Leave is a choice that ends the conversation and begins another.
func Leave(a *App) { a.signIn(auth.Hint{}) }

// Show and Present put a question or a screen into the window, as an answer does.
var (
	Show    = (*App).show
	Present = (*App).present
	Asking  = (*App).asking
)

// Paste is a text that comes from the clipboard while no field has the focus.
func Paste(a *App, text string) {
	a.fyne.Clipboard().SetContent(text)
	a.paste()
}

// WouldLaunchBus says whether the D-Bus library would start a bus.
var WouldLaunchBus = wouldLaunchBus

// Remember is the person's wish to have addresses kept.
var Remember = (*App).remember

// SetSpawn says who starts goroutines from now on.
func (a *App) SetSpawn(f func(func())) { a.crew = f }

// SignUpOf and SignUpInDemo are what is known of a user flow.
var (
	SignUpOf     = signUpOf
	SignUpInDemo = signUpInDemo
)

// RegionOf is the country of phone numbers.
var RegionOf = regionOf

// AttributeWords are what an attribute is called.
var AttributeWords = (*App).attributeWords

// Silent says that nobody can tell light from dark.
var Silent = silent

// StepName is the name of a question's type.
var StepName = stepName

// ExhibitAsking is where the screens of the gallery are asked.
var ExhibitAsking = exhibitAsking

// Looks are the themes of the gallery, by name.
var Looks = looks

// OpenAppearance and Speak are what the person does in the corner of the first screens.
var (
	OpenAppearance = (*App).openAppearance
	Speak          = (*App).speak
)

// StageOf is what the screens are drawn with.
func StageOf(a *App) *fyne.Container { return a.stage }

// TestNetwork looks at the way to a tenant; Downloads and WriteReport are where a report is saved.
var (
	TestNetwork = testNetwork
	Downloads   = downloads
	WriteReport = writeReport
)

// Card is the card for support, nil while it is not on show.
func (a *App) Card() *screens.SupportScreen { return a.card }

package app

import (
	"cmp"
	"context"
	"io"
	"log/slog"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"

	"github.com/vestibule-app/vestibule/auth"
	"github.com/vestibule-app/vestibule/screens"
	"github.com/vestibule-app/vestibule/screens/kit"
)

// Config is what main hands over, so that nothing in this package reaches for a global.
type Config struct {
	Settings Settings
	Fyne     fyne.App                   // the real one, or Fyne's test app
	Do       func(func())               // runs a function on the UI thread; fyne.Do in main
	Open     func(string) error         // opens an address in the system browser; may block; nil: the real one
	Launch   func(args ...string) error // runs this program beside itself until it ends; nil: the real one
	Locale   string                     // of the system, a BCP 47 tag; for what the settings leave open

	Vault auth.Vault                                    // nil: the keychain
	HTTP  *http.Client                                  // nil: auth's own
	Now   func() time.Time                              // nil: time.Now
	Sleep func(context.Context, time.Duration) error    // see auth.Config; nil: auth's own
	Timer func(d time.Duration, f func()) (stop func()) // nil: time.AfterFunc; f may come on any goroutine
	Spawn func(func())                                  // nil: a goroutine
	// System asks the system how windows are to look and move; it may block until the context ends. Nil asks nobody.
	System func(context.Context) SystemLook
	Log    io.Writer // where log lines go; nil: nowhere
}

// App is the window and what is shown in it. Its methods run on the UI thread.
type App struct {
	gate
	settings Settings
	fyne     fyne.App
	window   fyne.Window
	open     func(string) error
	launch   func(args ...string) error
	http     *http.Client
	given    auth.Vault // by whoever made the App
	vault    auth.Vault // in use
	now      func() time.Time
	sleep    func(context.Context, time.Duration) error
	log      *slog.Logger
	end      context.CancelFunc

	livery livery         // the brand pack
	skin   *skin          // the theme
	brand  screens.Brand  // what the screens show of it, in the language of the words
	words  *screens.Words // with those of the brand
	plain  *screens.Words // without
	said   atomic.Pointer[spoken]
	region string // ISO 3166-1 alpha-2 of phone numbers; empty when nobody knows

	client  *auth.Client
	flow    *auth.Flow
	screen  screens.Screen
	rebuild func() screens.Screen // builds the screen again where no question asks for it; nil: it cannot be
	account auth.Account          // who is signed in, while home is shown
	known   bool                  // there are accounts to go back to
	task    *task
	root    *fyne.Container   // all of the window
	content fyne.CanvasObject // what is in it, but for what is wrong with the brand
	scene   scene             // the screens in it
	stage   *fyne.Container   // what the scene is drawn with
	opening fyne.Size         // what the window opened with
	opened  string            // the address that the browser was last opened with
	clipped string            // the code that the clipboard held last, if it was one
	ticks   func()            // stops the clock of the screen

	panel  screens.Screen                   // the choice of how the window looks, while it lies over the screen; else nil
	system SystemLook                       // what the system wants; nothing until it is known
	ask    func(context.Context) SystemLook // nil: nobody is asked
	still  atomic.Bool                      // nothing moves
	style  atomic.Pointer[[]assignment]     // what is to be saved of it

	saving  sync.Mutex  // the settings file is read, changed and written by one at a time
	keeping atomic.Bool // what is to be saved of settings.Remember

	card    *screens.SupportScreen // the panel, while it is the card for support; else nil
	trouble screens.Trouble        // the last there was

	demo *demo // nil without the embedded tenant
}

// New builds the App and its window; Start shows the first screen.
func New(cfg Config) (*App, error) {
	words, err := screens.NewWords(cmp.Or(cfg.Settings.Lang, cfg.Locale))
	if err != nil {
		return nil, err
	}
	a := &App{
		gate:     gate{do: cfg.Do, crew: cfg.Spawn, timer: cfg.Timer},
		settings: cfg.Settings, fyne: cfg.Fyne, open: cfg.Open, launch: cfg.Launch,
		http: cfg.HTTP, given: cfg.Vault, now: cfg.Now, sleep: cfg.Sleep,
		log:    newLogger(cfg.Settings.Log, cfg.Log),
		region: regionOf(cfg.Settings.Region, cfg.Locale),
	}
	if a.now == nil {
		a.now = time.Now
	}
	if a.timer == nil {
		a.timer = realTimer
	}
	if a.open == nil {
		a.open = openBrowser
	}
	if a.launch == nil {
		a.launch = launchBeside
	}
	if err := a.openBrand(words.Tag()); err != nil {
		return nil, err
	}
	a.life, a.end = context.WithCancel(context.Background())

	fyne.SetCurrentApp(calm{App: a.fyne, still: &a.still})
	a.pronounce(words)
	a.fyne.Settings().AddListener(kit.ReleaseFonts)
	a.dress()
	a.ask = cfg.System
	a.window = a.fyne.NewWindow(a.title())
	a.window.SetMaster()
	a.window.SetPadded(false)
	a.window.SetIcon(a.icon())
	a.scene.stage = kit.NewStage()
	a.stage = a.scene.stage.Content()
	a.root = container.NewStack()
	a.furnish(a.stage)
	a.window.SetContent(a.root)
	a.opening = openingSize(cfg.Settings.Dir)
	a.window.Resize(a.opening)
	a.window.SetOnClosed(a.close)
	a.fyne.Lifecycle().SetOnExitedForeground(func() { a.toUI(a.conceal) })
	a.fyne.Lifecycle().SetOnEnteredForeground(func() { a.toUI(a.offerCode) })
	a.window.Canvas().SetOnTypedKey(a.key)
	a.window.Canvas().AddShortcut(&fyne.ShortcutPaste{}, func(fyne.Shortcut) { a.paste() })
	a.window.Canvas().AddShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyLeft, Modifier: fyne.KeyModifierAlt},
		func(fyne.Shortcut) { a.key(&fyne.KeyEvent{Name: fyne.KeyEscape}) })
	a.window.Canvas().AddShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyD, Modifier: fyne.KeyModifierShortcutDefault | fyne.KeyModifierShift},
		func(fyne.Shortcut) { a.support() })
	return a, nil
}

// Guard lets a Watchdog see the first frame of the window.
func (a *App) Guard(dog *Watchdog) { a.window.SetContent(dog.Watch(a.root)) }

// furnish puts the stage into the window, with what stands around it.
func (a *App) furnish(content fyne.CanvasObject) {
	a.content = content
	a.root.Objects = []fyne.CanvasObject{a.underNotice(content)}
	a.root.Refresh()
}

// Window is the one window.
func (a *App) Window() fyne.Window { return a.window }

// close ends everything that is under way.
func (a *App) close() {
	a.keepSize()
	a.leave()
	a.forgetSecrets()
	a.end()
	if a.demo != nil {
		a.demo.close()
	}
}

// asking is what every screen needs to know about where it is asked.
func (a *App) asking() screens.Asking {
	ask := screens.Asking{
		Words: a.words, Brand: a.brand, Now: a.now,
		Reply: a.reply, Cancel: a.halt, Again: a.again, OnSupport: a.support, Copy: a.fyne.Clipboard().SetContent, OpenURL: a.openURL,
		Revealing: a.revealing(),
		Attribute: a.attributeWords, Region: a.region,
		CodeValid: a.codeValid(), OffersCodes: a.settings.ClipboardCode,
		CanLeave: a.canLeave(), Leave: a.back,
		OnSignOut: a.signOut, OnAccounts: a.home, OnRetry: a.retry, OnTenant: a.otherTenant(), OnLanguage: a.speak, OnAppearance: a.openAppearance,
	}
	if ask.Remember = a.settings.Remember; !a.settings.RememberGiven {
		ask.OnRemember = a.remember
	}
	if a.client != nil {
		ask.Host = a.client.Host()
	}
	return ask
}

package app_test

import (
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"github.com/vestibule-app/vestibule/app"
	"github.com/vestibule-app/vestibule/auth"
	"github.com/vestibule-app/vestibule/auth/emulator"
	"github.com/vestibule-app/vestibule/auth/stories"
	"github.com/vestibule-app/vestibule/screens"
	"github.com/vestibule-app/vestibule/screens/kit"
	"github.com/vestibule-app/vestibule/screens/kit/kittest"
)

// TestStories plays the stories of the conversation at the whole window: fields are typed into, Enter is pressed,
// links are tapped, and the words of a refusal must be there to read.
func TestStories(t *testing.T) {
	stories.Run(t, "../auth/testdata/stories", 120, func(t *testing.T, c stories.Cast) stories.Player {
		return newWindow(t, c)
	})
}

// window plays a story at the window.
type window struct {
	t       *testing.T
	tenant  *emulator.Tenant
	clock   *stories.Clock
	web     *stories.Web
	opened  chan string // addresses that the system browser was asked to open
	address string      // the last of them
	config  app.Config
	app     *app.App
	loop    *loop
}

// loop is the UI thread of a test: what hops to it waits here until the test lets it run.
type loop struct {
	mu     sync.Mutex
	queue  chan func()
	clock  *stories.Clock
	timers []*timer
}

type timer struct {
	due     time.Time
	f       func()
	stopped bool
}

func newLoop(c *stories.Clock) *loop { return &loop{queue: make(chan func(), 1024), clock: c} }

func (l *loop) do(f func()) { l.queue <- f }

func (l *loop) after(d time.Duration, f func()) (stop func()) {
	l.mu.Lock()
	defer l.mu.Unlock()
	tm := &timer{due: l.clock.Now().Add(d), f: f}
	l.timers = append(l.timers, tm)
	return func() {
		l.mu.Lock()
		defer l.mu.Unlock()
		tm.stopped = true
	}
}

// fire lets the timers ring that are due.
func (l *loop) fire() {
	l.mu.Lock()
	var due []*timer
	l.timers = slices.DeleteFunc(l.timers, func(tm *timer) bool {
		if tm.stopped {
			return true
		}
		if tm.due.After(l.clock.Now()) {
			return false
		}
		due = append(due, tm)
		return true
	})
	l.mu.Unlock()
	for _, tm := range due {
		tm.f()
	}
}

// patience is how long a test waits for what another goroutine or process does before it calls it stuck. It is no measure of
// how fast anything is: under the race detector the wall of Brand Studio takes longer than 20 s on a busy machine.
const patience = 5 * time.Minute

// until runs what hops to the UI thread until done says so.
func (l *loop) until(t *testing.T, what string, done func() bool) {
	t.Helper()
	deadline := time.After(patience)
	for !done() {
		select {
		case f := <-l.queue:
			f()
		case <-deadline:
			t.Fatalf("%s: it never came", what)
		}
	}
	for {
		select {
		case f := <-l.queue:
			f()
		default:
			return
		}
	}
}

func newWindow(t *testing.T, cast stories.Cast) *window {
	t.Helper()
	c := stories.NewClock()
	w := &window{t: t, clock: c, tenant: cast.Tenant(t, c), opened: make(chan string, 8), loop: newLoop(c)}
	w.web = stories.NewWeb(stories.Host, w.tenant.Transport(), func() string { return stories.Newest(w.tenant) })
	w.config = app.Config{
		Settings: app.Settings{Authority: "contoso", ClientID: cast.ClientID(t), ResponseMode: cast.Mode, Lang: "en", Theme: "light",
			Wording: "helpful", Log: "off", Dir: t.TempDir(), Given: true, Remember: true, SignUp: "as_asked", SignUpPassword: cast.SignUp.Password},
		Do: w.loop.do, Timer: w.loop.after, Now: c.Now, Sleep: c.Sleep, Vault: stories.NewVault(),
		HTTP: &http.Client{Transport: w.tenant.Transport()},
		Open: func(address string) error { w.opened <- address; return nil },
	}
	if cast.SignUp.UpFront {
		w.config.Settings.SignUp = "up_front"
	}
	for _, a := range cast.SignUp.Attributes {
		w.config.Settings.Attributes = append(w.config.Settings.Attributes, app.Attribute{Attribute: a})
	}
	w.start()
	return w
}

// start opens the window as a start of the program does.
func (w *window) start() {
	w.t.Helper()
	w.config.Fyne = kittest.NewApp(w.t)
	a, err := app.New(w.config)
	if err != nil {
		w.t.Fatal(err)
	}
	w.app = a
	a.Window().Show()
	a.Start()
	w.settle("start")
}

func (w *window) settle(what string) {
	w.t.Helper()
	w.loop.until(w.t, what, w.app.Settled)
}

func (w *window) Close() {
	kittest.Release(w.t, w.app.Window().Content())
	w.app.Window().Close()
}

func (w *window) Play(t *testing.T, l stories.Line) {
	t.Helper()
	w.t = t
	if stories.Happen(t, w.tenant, l) {
		return
	}
	switch l.Verb {
	case "ask":
		w.ask(l)
	case "fail":
		w.mustRead(l, w.app.Words().Failure(screens.Failure{Kind: auth.FailureKind(l.Arg(0))}, screens.Circumstance{Now: w.clock.Now()}))
	case "say":
		w.say(l)
	case "web":
		if !stories.Visit(t, w.web, l, w.browserAddress(l), l.Words) {
			t.FailNow()
		}
		w.loop.until(t, l.At(), func() bool { return !w.app.Waiting() && w.app.Settled() })
	case "paste":
		open, ok := w.app.Step().(auth.OpenBrowser)
		if !ok {
			t.Fatalf("%s: no browser is asked for but %v", l.At(), w.describe())
		}
		w.browserAddress(l)
		field := first[*kit.Field](w)
		w.app.Window().Canvas().Focus(field.Target())
		w.fill(stories.Pasted(t, w.tenant, l, open.CopyURL))
		w.enter()
	case "clock":
		d, err := time.ParseDuration(l.Arg(0))
		if err != nil {
			t.Fatalf("%s: %v", l.At(), err)
		}
		w.clock.Advance(d)
		w.loop.fire()
	case "vault":
		w.config.Vault.(*stories.Vault).SetState(t, l)
	case "restart":
		w.Close()
		w.start()
	case "sign":
		if l.Arg(0) == "up" {
			w.begin(l, "action.create")
			break
		}
		w.tap(l, w.app.Words().Say("signed_in.sign_out"))
	case "reset":
		w.begin(l, "action.forgot")
	default:
		t.Fatalf("%s: nobody does that", l.At())
	}
	w.settle(l.At())
}

// ask holds the question on show against the story, and what can be read against the question.
func (w *window) ask(l stories.Line) {
	w.t.Helper()
	got := w.describe()
	for _, want := range l.Words[1:] {
		name, field := strings.CutPrefix(want, "!")
		switch code := auth.ProblemCode(want); {
		case field:
			if w.complaint(name) == "" {
				w.t.Fatalf("%s: nothing is wrong with %s in %q", l.At(), name, w.text())
			}
			got = append(got, want)
		case !slices.Contains(auth.ProblemCodes, code):
		case slices.Contains(got, want):
			w.readsProblem(l, code)
		case w.refusedHere(code):
			got = append(got, want)
		}
	}
	if !stories.Matches(got, l.Words) {
		w.t.Fatalf("%s: the question is %v; the window reads %q", l.At(), got, w.text())
	}
}

// readsProblem makes sure that a refusal can be read in words.
func (w *window) readsProblem(l stories.Line, code auth.ProblemCode) {
	w.t.Helper()
	p := auth.ProblemOf(w.app.Step())
	if p == nil || p.Code != code {
		w.t.Fatalf("%s: the problem is %+v", l.At(), p)
	}
	w.mustRead(l, w.app.Words().Problem(p, screens.Circumstance{Now: w.clock.Now()}))
}

func (w *window) describe() []string {
	if s := w.app.Step(); s != nil {
		return stories.Describe(s)
	}
	got := []string{"Accounts"}
	rows := all[*kit.Row](w)
	for _, row := range rows {
		got = append(got, row.Subtitle(), row.Title())
	}
	if w.config.Settings.ClientID == "" {
		return got
	}
	known := w.known() // on the screen they are masked
	if len(rows) != len(known)+1 {
		w.t.Fatalf("%d rows for %v and somebody else in %q", len(rows), known, w.text())
	}
	return append(got, known...)
}

// fill types into the field that has the focus, in place of what is in it.
func (w *window) fill(text string) {
	w.t.Helper()
	f, ok := w.app.Window().Canvas().Focused().(interface {
		fyne.Focusable
		fyne.Shortcutable
	})
	if !ok {
		w.t.Fatalf("no field has the focus but %T; the window reads %q", w.app.Window().Canvas().Focused(), w.text())
	}
	f.TypedShortcut(&fyne.ShortcutSelectAll{})
	f.TypedKey(&fyne.KeyEvent{Name: fyne.KeyBackspace})
	test.Type(f, text)
}

func (w *window) enter() { w.press(fyne.KeyReturn) }

func (w *window) press(key fyne.KeyName) {
	e := &fyne.KeyEvent{Name: key}
	if f := w.app.Window().Canvas().Focused(); f != nil {
		f.TypedKey(e)
		return
	}
	app.Key(w.app, e)
}

// tap taps the button, link or row with that label.
func (w *window) tap(l stories.Line, label string) {
	w.t.Helper()
	for _, o := range w.objects() {
		if o, ok := o.(interface {
			fyne.Tappable
			Label() string
		}); ok && o.Label() == label {
			o.Tapped(&fyne.PointEvent{})
			return
		}
	}
	w.t.Fatalf("%s: nothing says %q in %q", l.At(), label, w.text())
}

// browserAddress is the address that the browser was asked to open for the question on show.
func (w *window) browserAddress(l stories.Line) string {
	w.t.Helper()
	open, ok := w.app.Step().(auth.OpenBrowser)
	if !ok {
		w.t.Fatalf("%s: no browser is asked for but %v", l.At(), w.describe())
	}
	for w.address != open.URL {
		select {
		case w.address = <-w.opened:
		case <-time.After(patience):
			w.t.Fatalf("%s: the browser was never opened", l.At())
		}
	}
	return w.address
}

// objects are all that can be seen, in the order in which they are drawn.
func (w *window) objects() []fyne.CanvasObject { return all[fyne.CanvasObject](w) }

func all[T fyne.CanvasObject](w *window) []T { return kittest.All[T](w.app.Window().Content()) }

func first[T fyne.CanvasObject](w *window) T {
	w.t.Helper()
	found := all[T](w)
	if len(found) == 0 {
		w.t.Fatalf("there is no %T in the window", *new(T))
	}
	return found[0]
}

// text is all that can be read, with single blanks between the words and without the marks that only steer direction.
func (w *window) text() string {
	var b strings.Builder
	for _, o := range w.objects() {
		if o, ok := o.(*canvas.Text); ok {
			b.WriteString(o.Text + " ")
		}
	}
	return plain(b.String())
}

func plain(s string) string {
	s = strings.NewReplacer("\u2068", "", "\u2069", "").Replace(s)
	return strings.Join(strings.Fields(s), " ")
}

func (w *window) reads(sentence string) bool { return strings.Contains(w.text(), plain(sentence)) }

func (w *window) mustRead(l stories.Line, sentence string) {
	w.t.Helper()
	if !w.reads(sentence) {
		w.t.Fatalf("%s: nobody can read %q in %q", l.At(), sentence, w.text())
	}
}

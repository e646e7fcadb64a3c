package app_test

import (
	"bytes"
	"fmt"
	"net/http"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"github.com/vestibule-app/vestibule/app"
	"github.com/vestibule-app/vestibule/auth/emulator"
	"github.com/vestibule-app/vestibule/auth/stories"
	"github.com/vestibule-app/vestibule/screens/kit/kittest"
)

// house is a window with everything around it in view: the wire, the log, the goroutines, what the window system is
// asked for, and each screen that was ever on show.
type house struct {
	*window
	wire  *wire
	log   *journal
	crew  sync.WaitGroup // the goroutines of the App
	frame *frame
	shown []string // the kinds of screens, in order
}

// quiet gives a house whose settings name the tenant by flag; change may say otherwise before it opens.
func quiet(t *testing.T, clientID string, change ...func(*house)) *house {
	t.Helper()
	c := stories.NewClock()
	w := &window{t: t, clock: c, tenant: &emulator.Tenant{Now: c.Now, PasswordCost: 1}, opened: make(chan string, 64), loop: newLoop(c)}
	h := &house{window: w, wire: &wire{next: w.tenant.Transport()}, log: &journal{}}
	w.web = stories.NewWeb(stories.Host, w.tenant.Transport(), func() string { return stories.Newest(w.tenant) })
	dir := t.TempDir()
	w.config = app.Config{
		Settings: app.Settings{Authority: "contoso", ClientID: clientID, ResponseMode: "form_post", Lang: "en", Theme: "light",
			Wording: "helpful", Log: "debug", Dir: dir, File: dir + "/vestibule.toml", Given: clientID != "", Remember: true},
		Do: func(f func()) {
			w.loop.do(func() {
				f()
				h.look()
			})
		},
		Timer: w.loop.after, Now: c.Now, Sleep: c.Sleep, Vault: stories.NewVault(), HTTP: &http.Client{Transport: h.wire}, Log: h.log,
		Spawn: func(f func()) { h.crew.Go(f) },
		Open:  func(address string) error { w.opened <- address; return nil },
	}
	if clientID == "" {
		w.config.Settings.Authority = ""
	}
	for _, f := range change {
		f(h)
	}
	h.open()
	t.Cleanup(h.end)
	return h
}

// open is a start of the program.
func (h *house) open() {
	h.t.Helper()
	desk := &desk{App: kittest.NewApp(h.t)}
	h.config.Fyne = desk
	a, err := app.New(h.config)
	if err != nil {
		h.t.Fatal(err)
	}
	h.app, h.frame, h.shown = a, desk.frame, nil
	a.Window().Show()
	h.frame.raised = 0
	a.Start()
	h.look()
}

func (h *house) reopen() {
	h.t.Helper()
	h.end()
	h.open()
	h.settle("restart")
}

// end closes the window, and waits for all that the App has started.
func (h *house) end() {
	if h.app == nil {
		return
	}
	h.wire.release()
	kittest.Release(h.t, h.app.Window().Content())
	h.app.Window().Close()
	h.app = nil
	over := make(chan struct{})
	go func() { h.crew.Wait(); close(over) }()
	for {
		select {
		case f := <-h.loop.queue: // late hops, as a closing program has
			f()
		case <-over:
			return
		case <-time.After(patience):
			h.t.Error("a goroutine of the App outlives its window")
			return
		}
	}
}

// look notes which screen is on show.
func (h *house) look() {
	if h.app == nil || h.app.Screen() == nil {
		return
	}
	kind := strings.TrimPrefix(fmt.Sprintf("%T", h.app.Screen()), "*screens.")
	if n := len(h.shown); n == 0 || h.shown[n-1] != kind {
		h.shown = append(h.shown, kind)
	}
}

// pump runs what waits for the UI thread.
func (h *house) pump() { h.loop.until(h.t, "nothing", func() bool { return true }) }

// await waits for what another goroutine does.
func await(t *testing.T, what string, done func() bool) {
	t.Helper()
	for deadline := time.Now().Add(patience); !done(); runtime.Gosched() {
		if time.Now().After(deadline) {
			t.Fatalf("%s: it never came", what)
		}
	}
}

// pass lets time pass, and the timers ring.
func (h *house) pass(d time.Duration) {
	h.clock.Advance(d)
	h.loop.fire()
	h.pump()
}

// play plays lines of a story.
func (h *house) play(lines ...string) {
	h.t.Helper()
	for i, text := range lines {
		words := strings.Fields(text)
		h.Play(h.t, stories.Line{Number: i + 1, Verb: words[0], Words: words[1:]})
	}
}

// click taps what has the words of a key on it.
func (h *house) click(key string) {
	h.t.Helper()
	h.tap(stories.Line{Verb: "click"}, h.app.Words().Say(key))
}

func (h *house) must(sentence string) {
	h.t.Helper()
	h.mustRead(stories.Line{Verb: "read"}, sentence)
}

func (h *house) mustNot(sentence string) {
	h.t.Helper()
	if h.reads(sentence) {
		h.t.Fatalf("%q is to be read in %q", sentence, h.text())
	}
}

// focused is what has the focus, as a canvas object.
func (h *house) focused() fyne.Focusable { return h.app.Window().Canvas().Focused() }

// pending counts the timers that are still to ring.
func (l *loop) pending() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	n := 0
	for _, tm := range l.timers {
		if !tm.stopped {
			n++
		}
	}
	return n
}

// desk is Fyne's test app with its window in view.
type desk struct {
	fyne.App
	frame *frame
	reads int // of the clipboard
}

func (d *desk) NewWindow(title string) fyne.Window {
	w := d.App.NewWindow(title)
	d.frame = &frame{Window: w, pane: &pane{Canvas: w.Canvas()}, titles: []string{title}}
	return d.frame
}

// frame counts what a window system is asked for.
type frame struct {
	fyne.Window
	pane   *pane
	raised int
	titles []string
	icon   fyne.Resource
	closed bool
}

// pane is the canvas, with the shortcuts that no widget took; the test driver has none.
type pane struct {
	fyne.Canvas
	keys fyne.ShortcutHandler
}

func (p *pane) AddShortcut(s fyne.Shortcut, f func(fyne.Shortcut)) { p.keys.AddShortcut(s, f) }
func (p *pane) TypedShortcut(s fyne.Shortcut)                      { p.keys.TypedShortcut(s) }

func (f *frame) Canvas() fyne.Canvas { return f.pane }

func (f *frame) RequestFocus() {
	f.raised++
	f.Window.RequestFocus()
}

// Close closes the window once, as a window system does.
func (f *frame) Close() {
	if !f.closed {
		f.closed = true
		f.Window.Close()
	}
}

// SetIcon implements fyne.Window; Fyne's test window has none.
func (f *frame) SetIcon(icon fyne.Resource) { f.icon = icon }

func (f *frame) Icon() fyne.Resource { return f.icon }

func (f *frame) SetTitle(s string) {
	f.titles = append(f.titles, s)
	f.Window.SetTitle(s)
}

// wire is the network between the App and the tenant. It can hold a request back.
type wire struct {
	next http.RoundTripper

	mu   sync.Mutex
	sent []string // paths, in order
	hold string   // requests whose path ends so wait
	deaf bool     // and do not even end when their sender has left
	gate chan struct{}
	came chan string
}

// holds makes requests to an endpoint wait. The channel tells when one has come.
func (w *wire) holds(endpoint string, deaf bool) <-chan string {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.hold, w.deaf, w.gate, w.came = endpoint, deaf, make(chan struct{}), make(chan string, 64)
	return w.came
}

// release lets go of them.
func (w *wire) release() {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.gate != nil {
		close(w.gate)
	}
	w.hold, w.gate = "", nil
}

// keep holds what is held for good.
func (w *wire) keep() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.hold, w.gate = "", nil
}

// count tells how often an endpoint was asked.
func (w *wire) count(endpoint string) int {
	w.mu.Lock()
	defer w.mu.Unlock()
	n := 0
	for _, path := range w.sent {
		if strings.HasSuffix(path, endpoint) {
			n++
		}
	}
	return n
}

// RoundTrip implements http.RoundTripper.
func (w *wire) RoundTrip(r *http.Request) (*http.Response, error) {
	w.mu.Lock()
	w.sent = append(w.sent, r.URL.Path)
	gate, deaf, came := w.gate, w.deaf, w.came
	held := w.hold != "" && strings.HasSuffix(r.URL.Path, w.hold)
	w.mu.Unlock()
	if held {
		came <- r.URL.Path
		if deaf {
			<-gate
			return w.next.RoundTrip(r.WithContext(r.Context()))
		}
		select {
		case <-gate:
		case <-r.Context().Done():
			return nil, r.Context().Err()
		}
	}
	return w.next.RoundTrip(r)
}

// journal is a log that may be written to on any goroutine.
type journal struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (j *journal) Write(p []byte) (int, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.b.Write(p)
}

func (j *journal) String() string {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.b.String()
}

package app

import (
	"context"
	"errors"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"github.com/vestibule-app/vestibule/assets"
	"github.com/vestibule-app/vestibule/assets/brand"
	"github.com/vestibule-app/vestibule/screens"
	"github.com/vestibule-app/vestibule/screens/kit"
)

// StudioConfig is what Brand Studio is handed, so that nothing in it reaches for a global.
type StudioConfig struct {
	Fyne  fyne.App
	Path  string // of the pack; empty: a new one
	Lang  string // of the window, and of the screens at first
	Theme string // light, dark or system

	Do        func(func())                                  // runs a function on the UI thread; nil: Fyne's way
	Timer     func(d time.Duration, f func()) (stop func()) // nil: time.AfterFunc
	Spawn     func(func())                                  // nil: a goroutine
	Now       func() time.Time                              // nil: time.Now
	Worker    func(ctx context.Context) *exec.Cmd           // a process that draws; nil: this program
	Inspector func(ctx context.Context) *exec.Cmd           // a process that checks; nil: this program
	Read      func(path string) (map[string][]byte, error)  // the files of the pack, to see changes by others; nil: brand.Files

	paint   func(got func(drawn), died func(again bool)) painter // nil: processes
	inspect inspector                                            // nil: processes
}

// Studio is the window of Brand Studio. Its methods run on the UI thread.
type Studio struct {
	fyne   fyne.App
	window fyne.Window
	words  *screens.Words // of the window, not of the screens on the wall
	gate   gate
	end    context.CancelFunc

	doc      *document
	trouble  map[string]string // what could not be written into the text, by key
	section  string
	inputs   []*studioInput // of the section on show
	rail     *studioRail
	body     *fyne.Container // where the inputs are
	scroll   *container.Scroll
	notice   *kit.Banner
	title    *kit.Text
	state    *kit.Text
	undo     *kit.Link
	redo     *kit.Link
	save     *kit.Button
	wall     *studioWall
	right    *fyne.Container // the wall, or one screen in full size
	view     *studioView     // the screen in full size, while it is on show
	over     *widget.PopUp   // what lies over the window; nil: nothing
	halt     func()          // forgets the next look at the logos
	check    checkup
	findings *findingsPanel
	files    func(path string) (map[string][]byte, error)
	disk     *follower // what is known of the document's files; nil: nothing yet
	near     string    // the folder of the last file that was chosen
	shown    string    // the mode of colour tokens on show
	search   string    // in the section on show

	palettes   map[string]*kit.Palette // of palettesOf, by look
	palettesOf *brand.Pack
}

// NewStudio makes the window with a pack in it. It fails when there is a path and nothing can be read there.
func NewStudio(cfg StudioConfig) (*Studio, error) {
	words, err := screens.NewWords(cfg.Lang)
	if err != nil {
		return nil, err
	}
	if cfg.Now == nil {
		cfg.Now = time.Now
	}
	if cfg.Timer == nil {
		cfg.Timer = realTimer
	}
	if cfg.Read == nil {
		cfg.Read = brand.Files
	}
	if cfg.Do == nil {
		cfg.Do = func(f func()) { cfg.Fyne.Driver().DoFromGoroutine(f, false) }
	}
	var doc *document
	if cfg.Path != "" {
		if doc, err = openDocument(cfg.Path, cfg.Now); err != nil {
			return nil, err
		}
	} else if doc, err = sampleDocument("", cfg.Now); err != nil {
		return nil, err
	}
	s := &Studio{fyne: cfg.Fyne, words: words, doc: doc, trouble: map[string]string{}, section: studioSections[0].name, shown: "light", files: cfg.Read}
	life, end := context.WithCancel(context.Background())
	s.gate, s.end = gate{do: cfg.Do, crew: cfg.Spawn, timer: cfg.Timer, life: life}, end
	cfg.Fyne.Settings().AddListener(kit.ReleaseFonts)
	cfg.Fyne.Settings().SetTheme(fixedVariant(screens.ThemeOf(screens.Stock(), false, words.Tag()), cfg.Theme))
	s.window = cfg.Fyne.NewWindow(words.Say("studio.title"))
	s.window.SetMaster()
	s.window.SetPadded(false)
	s.window.SetIcon(fyne.NewStaticResource("Icon.png", assets.AppIcon()))
	if cfg.paint == nil {
		if cfg.Worker == nil {
			cfg.Worker = ourselves
		}
		cfg.paint = func(got func(drawn), died func(bool)) painter {
			return &process{gate: s.gate, make: func() *exec.Cmd { return cfg.Worker(life) }, got: got, died: died}
		}
	}
	if s.wall, err = newStudioWall(s, cfg.paint); err != nil {
		end()
		return nil, err
	}
	if cfg.inspect == nil {
		if cfg.Inspector == nil {
			cfg.Inspector = inspectingProgram
		}
		cfg.inspect = inspectBeside(s.gate, func() *exec.Cmd { return cfg.Inspector(life) })
	}
	s.check = checkup{s: s, send: cfg.inspect}
	s.findings = newFindingsPanel(s)
	s.furnish()
	s.window.Resize(fyne.NewSize(1280, 800))
	s.window.SetCloseIntercept(s.close)
	s.window.SetOnDropped(s.dropped)
	s.window.SetMainMenu(s.menu())
	s.shortcuts()
	s.present(s.section)
	s.changed()
	s.gate.every(followEvery, s.follow)
	return s, nil
}

// Window is the window.
func (s *Studio) Window() fyne.Window { return s.window }

// changed shows the document as it is now, everywhere: first where it is looked at most.
func (s *Studio) changed() {
	d := s.doc
	s.wall.change(d.pack)
	for _, in := range s.inputs {
		in.show()
	}
	s.undo.SetDisabled(len(d.past) == 0)
	s.redo.SetDisabled(len(d.future) == 0)
	name := filepath.Base(d.path)
	if d.path == "" {
		name = s.words.Say("studio.new")
	}
	s.title.SetText(name)
	s.check.follow(d)
	title := s.words.Say("studio.title_of", screens.Params{"Name": name})
	if d.unsaved() {
		title = "• " + title
		s.state.SetText(s.words.Say("studio.unsaved"))
	} else {
		s.state.SetText(s.words.Say("studio.saved"))
	}
	s.window.SetTitle(title)
	s.complain()
	s.judge()
}

// complain shows what is wrong, each at its place.
func (s *Studio) complain() {
	if s.section == sectionFindings {
		s.present(s.section)
	}
	for _, in := range s.inputs {
		in.tell(s.wrongWith(in.key))
	}
	s.rail.Refresh()
	s.body.Refresh()
}

// studioCalm is how long nothing has changed before the logos are looked at, which takes longer than a keypress may.
const studioCalm = 200 * time.Millisecond

// judge looks at the logos once nothing changes for a moment.
func (s *Studio) judge() {
	if s.halt != nil {
		s.halt()
	}
	p := s.doc.pack
	if p == nil || s.doc.judged == p {
		return
	}
	s.halt = s.gate.timer(studioCalm, func() {
		found := logoFlaws(p)
		s.gate.toUI(func() {
			if s.doc.pack == p {
				s.doc.judged, s.doc.logos = p, found
				s.complain()
			}
		})
	})
}

// edit changes a value, written as TOML.
func (s *Studio) edit(key, value string) {
	delete(s.trouble, key)
	s.notice.SetText(kit.Info, "")
	if err := s.doc.set(key, value); err != nil {
		s.trouble[key] = s.why(err)
		if f, broken := s.unreadable(); broken {
			s.trouble[key] = f.Where("") + ": " + s.words.Finding(f)
		}
	}
	s.changed()
}

// unreadable is the line for which no value can be changed, if there is one.
func (s *Studio) unreadable() (brand.Finding, bool) {
	for _, f := range s.doc.findings() {
		if f.Code == brand.ManifestInvalid {
			return f, true
		}
	}
	return brand.Finding{}, false
}

// wrongWith is what is wrong with a key, as sentences.
func (s *Studio) wrongWith(key string) string {
	if key == "" {
		return ""
	}
	var all []string
	if wrong := s.trouble[key]; wrong != "" {
		all = append(all, wrong)
	}
	for _, f := range s.flaws() {
		if f.Note {
			continue
		}
		if f.Key == key || strings.HasPrefix(f.Key, key+".") || f.Key == "" && f.File != "" && f.File == s.doc.value(key) {
			all = append(all, s.explain(f))
		}
	}
	return strings.Join(all, " ")
}

// say shows a line above the inputs; an error is one that the person can do something about.
func (s *Studio) say(kind kit.BannerKind, text string) {
	s.notice.SetText(kind, text)
	s.body.Refresh()
	if kind != kit.Success { // which nobody waits for
		s.scroll.ScrollToTop()
	}
}

// fail shows why something could not be done; nil is no failure.
func (s *Studio) fail(err error) bool {
	if err == nil {
		return false
	}
	if !errors.Is(err, context.Canceled) {
		s.say(kit.Danger, s.why(err))
	}
	return true
}

// shut ends everything.
func (s *Studio) shut() {
	s.wall.close()
	s.check.halt()
	s.end()
	s.window.Close()
}

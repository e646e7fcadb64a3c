package app

import (
	"bytes"
	"encoding/gob"
	"errors"
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"github.com/vestibule-app/vestibule/assets/brand"
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

// OpenAppearance and Speak are what the person does in the corner of the first screens, and Restyle what it leads to.
var (
	OpenAppearance = (*App).openAppearance
	Speak          = (*App).speak
	Restyle        = (*App).restyle
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

// InProcess has a studio drawn for in this process, so that a picture is there when a change returns.
func InProcess(cfg *StudioConfig) {
	cfg.paint = func(got func(drawn), _ func(bool)) painter { return &inProcess{got: got} }
	cfg.inspect = nothingFound
}

// Undrawn has a studio whose wall stays empty.
func Undrawn(cfg *StudioConfig) {
	cfg.paint = func(func(drawn), func(bool)) painter { return &inProcess{off: true} }
	cfg.inspect = nothingFound
}

// inProcess is a painter without a process. It draws what can be seen and no more.
type inProcess struct {
	easel easel
	got   func(drawn)
	off   bool
}

func (p *inProcess) paint(d drawing, _ string) {
	if p.off {
		return
	}
	real := fyne.CurrentApp()
	p.easel.paper = nil // which makes itself the current app
	defer fyne.SetCurrentApp(real)
	if p.easel.set(real, d) != nil {
		return
	}
	d.Names, d.Sketch = d.Names[:max(d.Sketch, 1)], 0
	var pictures []drawn
	p.easel.all(d, func(picture drawn) bool {
		pictures = append(pictures, picture)
		return true
	})
	fyne.SetCurrentApp(real)
	for _, picture := range pictures {
		p.got(picture)
	}
}

func (p *inProcess) close() { p.off = true }

// Easel draws in this process, as one that draws for the studio does.
type Easel struct{ easel easel }

// Sketch draws screens as a brand has them, those that stand already by painting them anew.
func (e *Easel) Sketch(p *brand.Pack, look, tag string, size fyne.Size, names []string) map[string]image.Image {
	return e.draw(p, look, tag, size, names, (*easel).sketch)
}

// Draw draws screens as they are.
func (e *Easel) Draw(p *brand.Pack, look, tag string, size fyne.Size, names []string) map[string]image.Image {
	return e.draw(p, look, tag, size, names, (*easel).all)
}

func (e *Easel) draw(p *brand.Pack, look, tag string, size fyne.Size, names []string, how func(*easel, drawing, func(drawn) bool) bool) map[string]image.Image {
	packed, files, err := pack(p)
	if err != nil {
		panic(err)
	}
	real := fyne.CurrentApp()
	defer fyne.SetCurrentApp(real)
	d := drawing{Pack: packed, Files: files, Lang: tag, Look: look, Size: size, Scale: 0.4, Names: names, Sketch: len(names)}
	if e.easel.paper != nil {
		fyne.SetCurrentApp(e.easel.paper)
	}
	if err := e.easel.set(real, d); err != nil {
		panic(err)
	}
	pictures := map[string]image.Image{}
	how(&e.easel, d, func(picture drawn) bool {
		pictures[picture.Name] = picture.image()
		return true
	})
	return pictures
}

// Stands says how many screens stand to be painted anew.
func (e *Easel) Stands() int { return len(e.easel.kept) }

// Journey is the way of packs to a process that draws.
type Journey struct {
	there courier
	back  receiver
}

// Send gives the pack that arrives, and how many bytes of files went with it.
func (j *Journey) Send(p *brand.Pack) (*brand.Pack, int) {
	packed, files, err := pack(p)
	if err != nil {
		panic(err)
	}
	d := j.there.load(drawing{Pack: packed, Files: files})
	n := 0
	for _, content := range d.Files {
		n += len(content)
	}
	var wire bytes.Buffer
	var came drawing
	if err := errors.Join(gob.NewEncoder(&wire).Encode(d), gob.NewDecoder(&wire).Decode(&came)); err != nil {
		panic(err)
	}
	came = j.back.unload(came)
	got, err := came.Pack.unpack(came.Files)
	if err != nil {
		panic(err)
	}
	return got, n
}

// ExhibitNames are the screens on the wall.
var ExhibitNames = exhibitNames

// Patient has a studio whose pictures come when somebody lets them, and counts what is ordered.
type Patient struct {
	Orders int
	held   []*patient
}

// Draw is for a StudioConfig.
func (p *Patient) Draw(cfg *StudioConfig) {
	cfg.paint = func(got func(drawn), died func(bool)) painter {
		one := &patient{of: p, died: died, inProcess: inProcess{got: got}}
		p.held = append(p.held, one)
		return one
	}
}

// Come draws what was ordered last.
func (p *Patient) Come() {
	for _, one := range p.held {
		if order := one.order; order != nil {
			one.order = nil
			one.inProcess.paint(*order, "")
		}
	}
}

// Die has one of the processes end by itself.
func (p *Patient) Die(again bool) { p.held[0].died(again) }

type patient struct {
	inProcess
	of    *Patient
	died  func(again bool)
	order *drawing
}

func (p *patient) paint(d drawing, _ string) {
	p.of.Orders++
	p.order = &d
}

// Pictures are the pictures on the wall of what can be seen, by look and screen.
func (s *Studio) Pictures() map[string]image.Image {
	all := map[string]image.Image{}
	for _, sl := range s.wall.slots {
		for _, name := range s.wall.grid.seen() {
			if m := sl.cells[name].image.canvas.Image; m != nil {
				all[sl.look+" "+name] = m
			}
		}
	}
	return all
}

// Places are how large the pictures on the wall are shown.
func (s *Studio) Places() map[string]fyne.Size {
	all := map[string]fyne.Size{}
	for _, sl := range s.wall.slots {
		for name, c := range sl.cells {
			all[sl.look+" "+name] = c.image.canvas.Size()
		}
	}
	return all
}

// Settled says whether what can be seen is drawn and comes no better.
func (s *Studio) Settled() bool {
	for _, sl := range s.wall.slots {
		for _, name := range s.wall.grid.seen() {
			if c := sl.cells[name]; c.version != s.wall.version || !c.exact {
				return false
			}
		}
	}
	return true
}

// Drawn says whether all that can be seen, or all there is, was drawn since the last change.
func (s *Studio) Drawn(all bool) bool {
	names := s.wall.grid.seen()
	if all {
		names = s.wall.names
	}
	for _, sl := range s.wall.slots {
		for _, name := range names {
			if c := sl.cells[name]; c.version != s.wall.version || all && !c.exact {
				return false
			}
		}
	}
	return true
}

// Looked says that the files of the document are not being read.
func (s *Studio) Looked() bool { return s.disk == nil || !s.disk.busy }

// Idle says that no picture is awaited.
func (s *Studio) Idle() bool { return s.wall.idle() }

// KillWorkers ends the processes that draw.
func (s *Studio) KillWorkers() {
	for _, sl := range s.wall.slots {
		_ = sl.painter.(*process).cmd.Process.Kill()
	}
}

// Text is the brand.toml that is edited; Unsaved says that it is not on disk.
func (s *Studio) Text() string  { return string(s.doc.files[brand.Manifest]) }
func (s *Studio) Unsaved() bool { return s.doc.unsaved() }

// Dropped, Keep and KeepPacked are what the window system and the menu call.
var (
	StudioDropped = (*Studio).dropped
	StudioKeep    = (*Studio).keep
	StudioKeepIn  = (*Studio).keepIn
	StudioPack    = (*Studio).packAs
	StudioBegin   = (*Studio).begin
	StudioClose   = (*Studio).close
	StudioOpen    = (*Studio).openFile
	StudioRead    = (*Studio).read
	StudioView    = (*Studio).enterView
	StudioShut    = (*Studio).shut
	StudioEdit    = (*Studio).edit
)

// StudioSaveKeys save.
var StudioSaveKeys = keySave

// OutOfProcess has a studio drawn for by processes, as it is outside of tests.
func OutOfProcess(cfg *StudioConfig) { cfg.paint = nil }

// nothingFound is a check that takes no time.
func nothingFound(_ inspection, came func(inspected), _ func()) (stop func()) {
	came(inspected{End: true})
	return func() {}
}

// Inspected has a brand checked by processes, as it is outside of tests.
func Inspected(cfg *StudioConfig) { cfg.inspect = nil }

// Go puts a section on show.
func (s *Studio) Go(section string) {
	for i, sec := range studioSections {
		if sec.name == section {
			s.rail.Select(i)
		}
	}
}

// StudioKeys are the keys of brand.toml that have an input, by the words that name it.
func StudioKeys() []string {
	var all []string
	for _, section := range studioSections {
		for _, k := range section.inputs {
			all = append(all, k.key)
		}
	}
	return all
}

// SetWall has the wall show another language, other looks or wide windows.
func (s *Studio) SetWall(lang string, looks int, wide bool) {
	s.wall.setLanguage(lang)
	s.wall.setLooks(pairs[looks])
	if wide {
		s.wall.setSize(windowSizes[1])
	}
}

// Words are those of the window.
func (s *Studio) Words() *screens.Words { return s.words }

// Rail is the list of sections, which can have the focus.
func (s *Studio) Rail() fyne.Focusable { return s.rail }

// StudioSlider is an object as a slider.
func StudioSlider(o fyne.CanvasObject) (*widget.Slider, bool) {
	if s, ok := o.(*revealedSlider); ok {
		return &s.Slider, true
	}
	return nil, false
}

// Wall is what has the focus among the screens.
func (s *Studio) Wall() fyne.Focusable { return s.wall.grid }

// StudioGroup is the key of the words that head the group of an exhibit; empty when it is in none.
func StudioGroup(name string) string {
	i := groupOf(name)
	if i < 0 {
		return ""
	}
	return exhibitGroups[i].heading
}

// ViewPictures are those of the screen in full size.
func (s *Studio) ViewPictures() []*canvas.Image { return s.view.images }

// Checked is how many steps of the whole check are done, and of how many.
func (s *Studio) Checked() (done, all int) { return s.check.done(), s.check.all }

// WallLanguage is the language of the screens.
func (s *Studio) WallLanguage() string { return s.wall.lang }

// Over says whether something lies over the window.
func (s *Studio) Over() *widget.PopUp { return s.over }

// View is the screen in full size; empty while the wall is on show.
func (s *Studio) View() string {
	if s.view == nil {
		return ""
	}
	return s.view.name
}

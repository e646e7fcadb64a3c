package app_test

import (
	"encoding/json"
	"image"
	"image/color"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"github.com/vestibule-app/vestibule/app"
	"github.com/vestibule-app/vestibule/assets"
	"github.com/vestibule-app/vestibule/assets/brand"
	"github.com/vestibule-app/vestibule/auth/stories"
	"github.com/vestibule-app/vestibule/screens"
	"github.com/vestibule-app/vestibule/screens/kit"
	"github.com/vestibule-app/vestibule/screens/kit/kittest"
)

// atelier is Brand Studio with a copy of a brand, and somebody at its keyboard.
type atelier struct {
	visit
	s     *app.Studio
	dir   string // of the copy
	clock *stories.Clock
	loop  *loop
	fyne  fyne.App
}

// newAtelier opens a copy of a sample; change may say otherwise before.
func newAtelier(t *testing.T, sample string, change ...func(*app.StudioConfig)) *atelier {
	t.Helper()
	dir := filepath.Join(t.TempDir(), sample)
	if err := os.CopyFS(dir, os.DirFS("../assets/brands/"+sample)); err != nil {
		t.Fatal(err)
	}
	return openAtelier(t, dir, change...)
}

func openAtelier(t *testing.T, path string, change ...func(*app.StudioConfig)) *atelier {
	t.Helper()
	a := &atelier{dir: path, clock: stories.NewClock()}
	a.loop = newLoop(a.clock)
	cfg := app.StudioConfig{
		Fyne: kittest.NewApp(t), Path: path, Lang: "en", Theme: "light", Now: a.clock.Now,
		Do: func(f func()) { f() }, Timer: a.loop.after, Spawn: func(f func()) { f() },
	}
	app.InProcess(&cfg)
	for _, f := range change {
		f(&cfg)
	}
	s, err := app.NewStudio(cfg)
	if err != nil {
		t.Fatal(err)
	}
	a.s, a.visit, a.fyne = s, visit{t, s.Window()}, cfg.Fyne
	s.Window().Resize(fyne.NewSize(1000, 560)) // a small wall is drawn soon
	s.Window().Show()
	t.Cleanup(func() {
		kittest.Release(t, s.Window().Content())
		app.StudioShut(s)
	})
	return a
}

// pass lets time pass, and what is due happen.
func (a *atelier) pass(d time.Duration) {
	a.clock.Advance(d)
	a.loop.fire()
}

// field is the field of that name in the section on show.
func (a *atelier) field(label string) *kit.Field {
	a.t.Helper()
	var found *kit.Field
	kittest.Walk(a.w.Content(), func(o fyne.CanvasObject) {
		if f, ok := o.(*kit.Field); ok && f.Label() == label && found == nil {
			found = f
		}
	})
	if found == nil {
		a.t.Fatalf("there is no field %q among %q", label, texts(a.w.Content()))
	}
	return found
}

// enter pastes into a field in the place of what is there.
func (a *atelier) enter(label, text string) {
	a.t.Helper()
	f := a.field(label)
	a.w.Canvas().Focus(f.Target())
	f.Select()
	if text == "" {
		f.Target().TypedKey(&fyne.KeyEvent{Name: fyne.KeyBackspace})
		return
	}
	a.fyne.Clipboard().SetContent(text)
	f.Target().(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutPaste{})
}

// link is a link or button by its words.
func (a *atelier) link(label string) fyne.Tappable {
	a.t.Helper()
	var found fyne.Tappable
	look := func(o fyne.CanvasObject) {
		if l, ok := o.(interface {
			fyne.Tappable
			Label() string
		}); ok && strings.HasPrefix(l.Label(), label) && o.Visible() && found == nil {
			found = l
		}
	}
	if over := a.s.Over(); over != nil {
		kittest.Walk(over.Content, look)
	}
	kittest.Walk(a.w.Content(), look)
	if found == nil {
		a.t.Fatalf("there is no %q among %q", label, texts(a.w.Content()))
	}
	return found
}

func (a *atelier) tap(label string) {
	a.t.Helper()
	a.link(label).Tapped(nil)
}

// shortcut presses the keys of something in the menu.
func (a *atelier) shortcut(s fyne.Shortcut) {
	a.t.Helper()
	for _, menu := range a.w.MainMenu().Items {
		for _, item := range menu.Items {
			if item.Shortcut != nil && item.Shortcut.ShortcutName() == s.ShortcutName() {
				item.Action()
				return
			}
		}
	}
	a.t.Fatalf("%s does nothing", s.ShortcutName())
}

func (a *atelier) must(text string) {
	a.t.Helper()
	if !a.shows(text) {
		a.t.Errorf("it does not say %q", text)
	}
}

// file is the content of a file of the pack on disk.
func (a *atelier) file(name string) string {
	a.t.Helper()
	b, err := os.ReadFile(filepath.Join(a.dir, name))
	if err != nil {
		a.t.Fatal(err)
	}
	return string(b)
}

// sameScreens reports whether two walls show the same.
func sameScreens(one, other map[string]image.Image) bool {
	if !slices.Equal(slices.Sorted(maps.Keys(one)), slices.Sorted(maps.Keys(other))) {
		return false
	}
	for name, m := range one {
		if !slices.Equal(m.(*image.NRGBA).Pix, other[name].(*image.NRGBA).Pix) {
			return false
		}
	}
	return true
}

// holds counts the pixels of a colour in a picture.
func holds(m image.Image, c color.NRGBA) (n int) {
	b := m.Bounds()
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			if color.NRGBAModel.Convert(m.At(x, y)) == c {
				n++
			}
		}
	}
	return n
}

// TestStudioHasEveryKey: what a brand can decide can be decided in the studio, and has a name there in English at least.
func TestStudioHasEveryKey(t *testing.T) {
	text, err := assets.Translation("en")
	if err != nil {
		t.Fatal(err)
	}
	var words map[string]any
	if err := json.Unmarshal(text, &words); err != nil {
		t.Fatal(err)
	}
	inputs := app.StudioKeys()
	for _, k := range brand.Keys() {
		if strings.HasPrefix(k.Path, "tokens.") {
			continue // the section of all tokens is made of the table
		}
		if !slices.Contains(inputs, k.Path) {
			t.Errorf("%s cannot be decided", k.Path)
		}
		if k.Path != "words.*.*" && k.Path != "package.version" && words["studio.key."+k.Path] == nil {
			t.Errorf("%s has no name", k.Path)
		}
	}
	for _, key := range inputs {
		if !slices.ContainsFunc(brand.Keys(), func(k brand.Key) bool { return k.Path == key }) {
			t.Errorf("there is an input for %s, which is no key", key)
		}
	}
	a := newAtelier(t, "aldermoor")
	a.s.Go("tokens")
	for _, token := range brand.Tokens() {
		a.must(token.Name)
	}
}

// TestStudioColour: a colour that is typed is on the screens at once, then in the file, and the same when it is opened
// again.
func TestStudioColour(t *testing.T) {
	a := newAtelier(t, "aldermoor")
	before := a.s.Pictures()
	if len(before) < 4 {
		t.Fatalf("%d pictures", len(before))
	}
	a.s.Go("colours")
	a.enter("Accent · Light", "#8A1C7C")
	after := a.s.Pictures()
	want := color.NRGBA{0x8A, 0x1C, 0x7C, 0xFF}
	for name := range before {
		changed := holds(after[name], want) > 50
		if light := strings.HasPrefix(name, "light "); changed != light {
			t.Errorf("%s: has the accent: %v", name, changed)
		}
	}
	if !a.s.Unsaved() || !strings.HasPrefix(a.w.Title(), "• ") {
		t.Errorf("it is saved: %q", a.w.Title())
	}
	if strings.Contains(a.file(brand.Manifest), "8A1C7C") {
		t.Error("it is in the file before it was saved")
	}
	app.StudioKeep(a.s)
	if a.s.Unsaved() || strings.HasPrefix(a.w.Title(), "• ") {
		t.Errorf("it is not saved: %q", a.w.Title())
	}
	if text := a.file(brand.Manifest); !strings.Contains(text, `accent = { light = "#8A1C7C", dark = "#C9A45C" }`) || !strings.Contains(text, "# ") {
		t.Errorf("the file is\n%s", text)
	}
	if again := openAtelier(t, a.dir); !sameScreens(after, again.s.Pictures()) {
		t.Error("opened again it shows something else")
	}
}

// TestStudioPicker: the field of colours and the bar of hues take the arrows; grey keeps its hue.
func TestStudioPicker(t *testing.T) {
	a := newAtelier(t, "vestibule")
	a.s.Go("colours")
	f := a.field("Accent · Light")
	a.w.Canvas().Focus(f.Target())
	f.Target().TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	seen := map[string]bool{f.Text(): true}
	for _, key := range []fyne.KeyName{fyne.KeyLeft, fyne.KeyDown, fyne.KeyRight, fyne.KeyUp, fyne.KeyTab, fyne.KeyRight} {
		a.press(key)
		if _, err := brand.ParseColor(f.Text()); key != fyne.KeyTab && err != nil {
			t.Errorf("after %s it is %q", key, f.Text())
		}
		seen[f.Text()] = true
	}
	if len(seen) < 5 {
		t.Errorf("only %v was picked", seen)
	}
	if !strings.Contains(a.s.Text(), f.Text()) {
		t.Errorf("%s is not in\n%s", f.Text(), a.s.Text())
	}
	a.press(fyne.KeyEscape)
	if focused, _ := a.w.Canvas().Focused().(fyne.Accessible); focused == nil || focused.AccessibilityLabel() != "Pick a colour: Accent · Light" {
		t.Errorf("after Escape the focus is on %v", focused)
	}
	picked := f.Text()
	if a.press(fyne.KeyRight); f.Text() != picked {
		t.Error("the picker is still open")
	}
}

// TestStudioFollowsTheFocus: what Tab leads to is scrolled to in every section, and the wheel scrolls over fields too.
func TestStudioFollowsTheFocus(t *testing.T) {
	a := newAtelier(t, "vestibule", app.Undrawn)
	driver := fyne.CurrentApp().Driver()
	c := a.w.Canvas()
	for section, least := range map[string]int{
		"identity": 10, "colours": 16, "shape": 10, "type": 4, "words": 20, "links": 4, "journeys": 4, "delivery": 4, "tokens": 60, "findings": 1,
	} {
		a.s.Go(section)
		c.Focus(a.s.Rail())
		stops := 0
		for ; stops < 300; stops++ {
			a.press(fyne.KeyTab)
			o, ok := c.Focused().(fyne.CanvasObject)
			if !ok || c.Focused() == a.s.Rail() || c.Focused() == a.s.Wall() {
				break
			}
			at, low := driver.AbsolutePositionForObject(o), c.Size().Height
			if at.Y < 0 || at.Y+o.Size().Height > low {
				t.Errorf("%s: %T has the focus from %g to %g in a window that is %g high", section, o, at.Y, at.Y+o.Size().Height, low)
			}
		}
		if stops < least {
			t.Errorf("%s: Tab stops at %d inputs", section, stops)
		}
	}
	a.s.Go("identity")
	a.s.Go("colours")
	a.s.Go("colours")
	f := a.field("Accent · Dark")
	before := driver.AbsolutePositionForObject(f)
	test.Scroll(a.w.Canvas(), before.AddXY(20, 40), 0, -60)
	if after := driver.AbsolutePositionForObject(f); after.Y >= before.Y {
		t.Errorf("the wheel over a field moves it from %g to %g", before.Y, after.Y)
	}
}

// TestStudioUndo: what is typed in one go is undone in one go, and done again; another change after that is the end of what
// could be done again.
func TestStudioUndo(t *testing.T) {
	a := newAtelier(t, "aldermoor")
	start, first := a.s.Text(), a.s.Pictures()
	a.enter("Name", "Alder & Sons")
	a.enter("Company", "A")
	a.write("ld")
	a.pass(3 * time.Second)
	a.write("er")
	end := a.s.Text()
	for _, want := range []string{"Ald", "Aldermoor Bank Ltd", "Aldermoor Bank Ltd"} {
		a.shortcut(&fyne.ShortcutUndo{})
		if got := a.field("Company").Text(); got != want {
			t.Errorf("the company is %q, want %q", got, want)
		}
	}
	if a.s.Text() != start || a.s.Unsaved() || !sameScreens(first, a.s.Pictures()) {
		t.Error("everything undone is not the beginning")
	}
	a.shortcut(&fyne.ShortcutUndo{}) // there is no more
	for range 4 {
		a.shortcut(&fyne.ShortcutRedo{})
	}
	if a.s.Text() != end {
		t.Errorf("everything done again is\n%s", a.s.Text())
	}
	a.shortcut(&fyne.ShortcutUndo{})
	a.enter("Name", "X")
	text := a.s.Text()
	a.shortcut(&fyne.ShortcutRedo{})
	if a.s.Text() != text {
		t.Error("what was undone before another change was done again")
	}
}

// TestStudioOffersTheNearest: a colour that cannot be read is told below it and in the list, and one press takes the
// nearest that can.
func TestStudioOffersTheNearest(t *testing.T) {
	a := newAtelier(t, "vestibule")
	a.s.Go("colours")
	a.enter("Text · Light", "#C8CCD4")
	a.must("is hard to read")
	a.s.Go("findings")
	a.must("#C8CCD4")
	a.s.Go("colours")
	a.tap("Use #")
	got := a.field("Text · Light").Text()
	if got == "#C8CCD4" || got == "" {
		t.Fatalf("the text is %q", got)
	}
	a.s.Go("findings")
	a.pass(5 * time.Second)
	a.must("Nothing was found.")
	a.shortcut(&fyne.ShortcutUndo{})
	a.s.Go("colours")
	if got := a.field("Text · Light").Text(); got != "#C8CCD4" {
		t.Errorf("undone, the text is %q", got)
	}
}

// TestStudioKeepsWhatIsTyped: a value that is wrong is told at its input, stays as it was typed, and the screens show the
// last brand that was in order.
func TestStudioKeepsWhatIsTyped(t *testing.T) {
	a := newAtelier(t, "vestibule")
	before := a.s.Pictures()
	a.s.Go("links")
	a.enter("Terms of use", "http://bank.example")
	if f := a.field("Terms of use"); !strings.Contains(f.Error(), "must begin with https://") || f.Text() != "http://bank.example" {
		t.Errorf("%q is told about %q", f.Error(), f.Text())
	}
	if !sameScreens(before, a.s.Pictures()) {
		t.Error("the screens have changed")
	}
	a.s.Go("findings")
	a.must("brand.toml:")
	a.s.Go("links")
	a.enter("Terms of use", "https://bank.example")
	if f := a.field("Terms of use"); f.Error() != "" {
		t.Errorf("%q is told still", f.Error())
	}
	a.s.Go("identity")
	a.enter("Name", "")
	if f := a.field("Name"); f.Error() == "" {
		t.Error("a brand needs a name, and nobody says so")
	}
}

// TestStudioSlider: a size can be had and given back; a drag is one change.
func TestStudioSlider(t *testing.T) {
	a := newAtelier(t, "vestibule")
	start := a.s.Text()
	a.s.Go("shape")
	var bar *widget.Slider
	kittest.Walk(a.w.Content(), func(o fyne.CanvasObject) {
		if s, ok := app.StudioSlider(o); ok && bar == nil {
			bar = s
		}
	})
	if bar.Value != 10 {
		t.Errorf("fields are round by %g", bar.Value)
	}
	before := a.s.Pictures()
	bar.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	for x := float32(200); x < bar.Size().Width; x += 20 {
		bar.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(x, 10)}})
	}
	bar.DragEnd()
	if !strings.Contains(a.s.Text(), "control_radius = 2") || sameScreens(before, a.s.Pictures()) {
		t.Errorf("nothing is rounder:\n%s", a.s.Text())
	}
	a.tap("Reset")
	if strings.Contains(a.s.Text(), "control_radius") || bar.Value != 10 {
		t.Errorf("%g remains of it:\n%s", bar.Value, a.s.Text())
	}
	for range 3 { // the reset, the drag, the key
		a.shortcut(&fyne.ShortcutUndo{})
	}
	if a.s.Text() != start {
		t.Errorf("undone, it is\n%s", a.s.Text())
	}
}

// TestStudioWords: words of the product are there to be replaced, found by what they say, and theirs are on the screens.
func TestStudioWords(t *testing.T) {
	a := newAtelier(t, "vestibule")
	before := a.s.Pictures()
	a.s.Go("words")
	a.enter("Search", "username.title")
	a.enter("username.title", "Who goes there?")
	if !strings.Contains(a.s.Text(), "[words.en]\n\"username.title\" = \"Who goes there?\"") {
		t.Errorf("the text is\n%s", a.s.Text())
	}
	if sameScreens(before, a.s.Pictures()) {
		t.Error("the screens say the same")
	}
	a.enter("Search", "host")
	kittest.Walk(a.w.Content(), func(o fyne.CanvasObject) {
		if f, ok := o.(*kit.Field); ok && f.Label() == "host" {
			t.Error("the host can be renamed")
		}
	})
	a.enter("Search", "code.wait")
	a.enter("code.wait (one)", "{{.Count}} tick")
	if !strings.Contains(a.s.Text(), `"code.wait" = { one = "{{.Count}} tick", other = "`) {
		t.Errorf("the plural is\n%s", a.s.Text())
	}
}

// TestStudioLanguages: a name can differ by language, which begins with the one on the wall.
func TestStudioLanguages(t *testing.T) {
	a := newAtelier(t, "aldermoor")
	a.s.SetWall("de", 0, false)
	a.tap("Add Deutsch")
	a.enter("Name · Deutsch", "Erlenmoor")
	if !strings.Contains(a.s.Text(), `name = { de = "Erlenmoor", en = "Aldermoor" }`) {
		t.Errorf("the text is\n%s", a.s.Text())
	}
	a.enter("Name · English", "Alder")
	if !strings.Contains(a.s.Text(), `name = { de = "Erlenmoor", en = "Alder" }`) {
		t.Errorf("the text is\n%s", a.s.Text())
	}
}

// TestStudioAttributes: a custom attribute comes and goes with all that belongs to it.
func TestStudioAttributes(t *testing.T) {
	a := newAtelier(t, "vestibule")
	start := a.s.Text()
	a.s.Go("journeys")
	a.tap("Add an attribute")
	a.enter("Attribute", "extension_0123456789abcdef0123456789abcdef_club")
	a.enter("Label", "Club")
	if !strings.Contains(a.s.Text(), "[[attribute]]\nname = \"extension_0123456789abcdef0123456789abcdef_club\"\nlabel = \"Club\"") {
		t.Errorf("the text is\n%s", a.s.Text())
	}
	a.tap("Remove")
	if strings.TrimSpace(a.s.Text()) != strings.TrimSpace(start) {
		t.Errorf("removed, it is\n%s", a.s.Text())
	}
}

// TestStudioShowsTheFocus: among the sections and among files it can be seen which row the keys are for, and that they are
// (WCAG 2.2, success criterion 2.4.7).
func TestStudioShowsTheFocus(t *testing.T) {
	a := newAtelier(t, "vestibule", app.Undrawn)
	c := a.w.Canvas()
	framed := func(what string) (row int) {
		t.Helper()
		with, on := c.Capture(), c.Focused()
		c.Unfocus()
		without := c.Capture()
		c.Focus(on)
		top, bottom := 1<<30, -1
		for y := range with.Bounds().Dy() {
			for x := range with.Bounds().Dx() {
				if with.At(x, y) != without.At(x, y) {
					top, bottom = min(top, y), max(bottom, y)
				}
			}
		}
		if bottom-top < 20 || bottom-top > 48 {
			t.Errorf("%s: the focus shows from %d to %d", what, top, bottom)
		}
		return top
	}
	a.press(fyne.KeyTab)
	first := framed("the first section")
	a.press(fyne.KeyDown)
	if framed("the second section") <= first {
		t.Error("the focus stays at the first section")
	}
	a.press(fyne.KeyUp)
	a.tap("Choose a file")
	first = framed("the folder above")
	a.press(fyne.KeyDown)
	if framed("what is in the folder") <= first {
		t.Error("the focus stays at the folder above")
	}
}

// TestStudioSpeaks: the window opens in every language, in light and in dark, with every section.
func TestStudioSpeaks(t *testing.T) {
	for _, tag := range spoken() {
		t.Run(tag, func(t *testing.T) {
			a := newAtelier(t, "waha", func(cfg *app.StudioConfig) { cfg.Lang, cfg.Theme = tag, "dark"; app.Undrawn(cfg) })
			words, err := screens.NewWords(tag)
			if err != nil {
				t.Fatal(err)
			}
			for _, key := range []string{"studio.save", "studio.section.identity", "studio.section.colours", "studio.section.shape", "studio.section.type",
				"studio.section.words", "studio.section.links", "studio.section.journeys", "studio.section.delivery", "studio.section.tokens", "studio.section.findings"} {
				if wide := fyne.MeasureText(words.Say(key), 15, fyne.TextStyle{Bold: true}).Width; wide > 160 {
					t.Errorf("%q is %g wide, too much for the rail", words.Say(key), wide)
				}
			}
			for _, key := range []string{"studio.check.begin", "studio.check.stop", "studio.file.make"} {
				if wide := fyne.MeasureText(words.Say(key), 15, fyne.TextStyle{Bold: true}).Width; wide > 300 {
					t.Errorf("%q is %g wide, too much for a button beside the wall", words.Say(key), wide)
				}
			}
			for _, section := range []string{"colours", "shape", "type", "words", "links", "journeys", "delivery", "tokens", "findings"} {
				a.s.Go(section)
				kittest.Release(t, a.w.Content())
				for _, text := range texts(a.w.Content()) {
					if strings.Contains(text, "studio.") {
						t.Errorf("%s says %q", section, text)
					}
				}
			}
		})
	}
}

// TestDemoOpensTheStudio: somebody who knows no terminal finds it in the demo; it opens beside the window, in its language.
func TestDemoOpensTheStudio(t *testing.T) {
	launched := make(chan []string, 1)
	h := quiet(t, "", func(h *house) {
		h.config.Settings.Demo, h.config.Settings.Lang = true, "de"
		h.config.Launch = func(args ...string) error {
			launched <- args
			return nil
		}
	})
	h.settle("the demo")
	for _, link := range hidden[*kit.Link](h) {
		if link.Label() == "Brand Studio" {
			link.Tapped(nil)
		}
	}
	var args []string
	await(t, "the studio", func() bool {
		select {
		case args = <-launched:
			return true
		default:
			return false
		}
	})
	if !slices.Equal(args, []string{"studio", "--lang", "de"}) {
		t.Errorf("it runs %q", args)
	}
}

// TestStudioShortcutsWait: while a question lies over the window, no key does something behind it.
func TestStudioShortcutsWait(t *testing.T) {
	a := newAtelier(t, "vestibule", app.Undrawn)
	a.enter("Name", "Mine")
	app.StudioClose(a.s)
	asked := a.s.Over()
	if asked == nil {
		t.Fatal("nobody asks")
	}
	for _, keys := range []fyne.Shortcut{&fyne.ShortcutUndo{}, app.StudioSaveKeys} {
		a.shortcut(keys)
		if !strings.Contains(a.s.Text(), "Mine") || !a.s.Unsaved() || a.s.Over() != asked {
			t.Errorf("%s acts behind the question", keys.ShortcutName())
		}
	}
	a.press(fyne.KeyEscape)
	if a.shortcut(&fyne.ShortcutUndo{}); strings.Contains(a.s.Text(), "Mine") {
		t.Error("once it is gone, nothing is undone")
	}
}

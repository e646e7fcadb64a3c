package app_test

import (
	"image/color"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"github.com/vestibule-app/vestibule/app"
	"github.com/vestibule-app/vestibule/assets"
	"github.com/vestibule-app/vestibule/screens"
	"github.com/vestibule-app/vestibule/screens/kit"
	"github.com/vestibule-app/vestibule/screens/kit/kittest"
)

// visit is a visit to the gallery, with the keyboard alone.
type visit struct {
	t *testing.T
	w fyne.Window
}

func newVisit(t *testing.T) visit {
	t.Helper()
	g, err := app.NewGallery(kittest.NewApp(t), "en", "light")
	if err != nil {
		t.Fatal(err)
	}
	g.Window().Show()
	t.Cleanup(g.Window().Close)
	return visit{t, g.Window()}
}

func (v visit) press(keys ...fyne.KeyName) {
	for _, key := range keys {
		if key == fyne.KeyTab {
			v.w.Canvas().FocusNext()
			continue
		}
		v.w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: key})
	}
}

func (v visit) write(text string) { test.Type(v.w.Canvas().Focused(), text) }

func (v visit) shows(text string) bool {
	return strings.Contains(strings.Join(texts(v.w.Content()), "\n"), text)
}

// choose sets the choice that has this option.
func (v visit) choose(option string) {
	v.t.Helper()
	done := false
	kittest.Walk(v.w.Content(), func(o fyne.CanvasObject) {
		if s, ok := o.(*widget.Select); ok && !done {
			for _, each := range s.Options {
				if each == option {
					s.SetSelected(option)
					done = true
				}
			}
		}
	})
	if !done {
		v.t.Fatalf("nothing can be set to %q", option)
	}
}

// page is the screen on show.
func (v visit) page() *kit.Page {
	v.t.Helper()
	var found *kit.Page
	kittest.Walk(v.w.Content(), func(o fyne.CanvasObject) {
		if p, ok := o.(*kit.Page); ok {
			found = p
		}
	})
	if found == nil {
		v.t.Fatal("there is no page")
	}
	return found
}

// TestGalleryWindow: a screen is found by its name and the arrows, typed into, and what it would send is told without
// the secret.
func TestGalleryWindow(t *testing.T) {
	v := newVisit(t)
	v.write("Password-wr")
	v.press(fyne.KeyTab, fyne.KeyDown)
	for range 12 {
		v.press(fyne.KeyTab)
		if o, ok := v.w.Canvas().Focused().(interface{ AccessibilityLabel() string }); ok && strings.HasPrefix(o.AccessibilityLabel(), "Password") {
			break
		}
	}
	v.write("hunter2!")
	v.press(fyne.KeyReturn)
	var told string
	kittest.Walk(v.w.Content(), func(o fyne.CanvasObject) {
		if o, ok := o.(*kit.Text); ok && strings.HasPrefix(o.Text(), "Would be sent: ") {
			told = o.Text()
		}
	})
	if told != "Would be sent: Password{••••••}" {
		t.Errorf("it tells %q", told)
	}
}

// TestGalleryShowsEverything: each exhibit comes on show, in every look, language, width and direction.
func TestGalleryShowsEverything(t *testing.T) {
	drawnByOne(t)
	v := newVisit(t)
	words, err := screens.NewWords("en")
	if err != nil {
		t.Fatal(err)
	}
	all := screens.Gallery(app.ExhibitAsking(words, screens.Stock()))
	v.press(fyne.KeyTab)
	seen := map[string]bool{}
	for range all {
		seen[strings.Join(texts(v.w.Content()), "\n")] = true
		v.press(fyne.KeyDown)
	}
	if len(seen) < len(all)*9/10 { // some states differ in nothing that is a text
		t.Errorf("%d exhibits show %d different texts", len(all), len(seen))
	}
	v.press(fyne.KeyHome, fyne.KeyDown, fyne.KeyDown)
	for _, tag := range append(assets.Languages(), screens.Pseudo) {
		v.choose(tag)
		words, err := screens.NewWords(tag)
		if err != nil {
			t.Fatal(err)
		}
		if !v.shows(kit.Visual(words.Say("start.demo"), words.RTL())) {
			t.Errorf("%s: no button to the demo", tag)
		}
	}
	v.choose("en")
	ground := map[color.Color]bool{}
	for _, look := range app.Looks {
		v.choose(look)
		ground[kit.Color(v.page(), kit.ColorPage)] = true
	}
	if len(ground) < 3 {
		t.Errorf("the looks are on %d colours", len(ground))
	}
	for option, width := range map[string]float32{"400": 400, "1100": 1100, "480": 480} {
		v.choose(option)
		if got := v.page().Size().Width; got != width {
			t.Errorf("%s: the screen is %g wide", option, got)
		}
	}
	mirrored := func() (on bool) {
		kittest.Walk(v.page(), func(o fyne.CanvasObject) {
			if o, ok := o.(*kit.Text); ok {
				on = on || o.Mirrored()
			}
		})
		return on
	}
	for option, want := range map[string]bool{"rtl": true, "ltr": false} {
		v.choose(option)
		if mirrored() != want {
			t.Errorf("%s: mirrored is %v", option, !want)
		}
	}
}

// TestGalleryCommand: what cannot be opened is told in one line, with exit code 2.
func TestGalleryCommand(t *testing.T) {
	t.Setenv("DISPLAY", "")
	t.Setenv("WAYLAND_DISPLAY", "")
	for _, args := range [][]string{{"--lnag", "de"}, {"extra"}, {"--lang", "tlh"}, {"--theme", "plaid"}, {"--lang", "de"}} {
		code, ran, out, complaint := command(append([]string{"gallery"}, args...)...)
		if code != 2 || !ran || out != "" || !strings.HasPrefix(complaint, "vestibule gallery: ") {
			t.Errorf("%v: %d, %v, %q, %q", args, code, ran, out, complaint)
		}
	}
	code, ran, out, complaint := command("gallery", "--help")
	if code != 0 || !ran || complaint != "" || !strings.Contains(out, "--theme") || strings.Contains(out, "%!") {
		t.Errorf("--help: %d, %v, %q, %q", code, ran, out, complaint)
	}
}

package app_test

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"github.com/vestibule-app/vestibule/app"
	"github.com/vestibule-app/vestibule/assets/brand"
	"github.com/vestibule-app/vestibule/screens/kit"
	"github.com/vestibule-app/vestibule/screens/kit/kittest"
)

// lengthy is a brand whose words do not fit in German, and have a character in English that no font has.
const lengthy = plainBrand + `[words.de]
"action.change" = "Donaudampfschifffahrtsgesellschaftskapitän ändern"
[words.en]
"username.title" = "Hello 𓀀"
`

// realInspectors has a brand checked by processes, which hop to the test. The nth is what program makes of its number; nil
// is one that checks.
func realInspectors(ui **loop, program func(n int) *exec.Cmd) func(*app.StudioConfig) {
	begun := 0
	return func(cfg *app.StudioConfig) {
		*ui = &loop{queue: make(chan func(), 4096)}
		app.Inspected(cfg)
		cfg.Do, cfg.Spawn = (*ui).do, nil
		cfg.Inspector = func(ctx context.Context) *exec.Cmd {
			begun++
			if program != nil {
				if cmd := program(begun); cmd != nil {
					return cmd
				}
			}
			cmd := exec.CommandContext(ctx, os.Args[0], "studio", "--inspect")
			cmd.Env = append(os.Environ(), "LANG=en_US.UTF-8", "DISPLAY=", "WAYLAND_DISPLAY=")
			return cmd
		}
	}
}

// saying is a process that says what is in a file, and "nothing" until it is ended.
func saying(file string) *exec.Cmd {
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), "VESTIBULE_TEST_SAYS="+file)
	return cmd
}

// openLengthy is a studio with that brand, and its findings on show.
func openLengthy(t *testing.T, ui **loop, program func(n int) *exec.Cmd) *atelier {
	t.Helper()
	a := openAtelier(t, write(t, map[string]string{"logo.svg": plainLogo, brand.Manifest: lengthy}), app.Undrawn, realInspectors(ui, program))
	a.s.Go("findings")
	return a
}

// calm lets as much time pass without a change as the check wants.
func (a *atelier) calm(ui *loop) {
	a.pass(4 * time.Second)
	ui.drain()
}

// drain runs what has hopped to the UI thread so far.
func (l *loop) drain() {
	for len(l.queue) > 0 {
		(<-l.queue)()
	}
}

// TestStudioChecksEverything: some seconds after the last change the brand is checked on all screens; how far that is can
// be seen, and what is found leads to its input and to the screen that shows it. A change makes it old, and it is shown no
// more until it is found again.
func TestStudioChecksEverything(t *testing.T) {
	var ui *loop
	a := openLengthy(t, &ui, nil)
	a.pass(3900 * time.Millisecond)
	ui.drain()
	a.must("will be checked")
	a.calm(ui)
	a.link("Stop the check")
	ui.until(t, "a screen", func() bool { return a.shows("Checking the screen") })
	if done, all := a.s.Checked(); done == 0 || done > all {
		t.Errorf("step %d of %d", done, all)
	}
	ui.until(t, "the end", func() bool { return a.shows("Everything was checked.") })
	if done, all := a.s.Checked(); done != all {
		t.Errorf("it ends after %d steps of %d", done, all)
	}
	a.must("action.change · Deutsch")
	a.must("Make it shorter")
	a.must("username.title · English")
	a.must("U+13000")

	a.link("Show the screen ").Tapped(nil)
	if name := a.s.View(); name == "" || a.s.WallLanguage() != "de" {
		t.Errorf("it shows %q in %s", name, a.s.WallLanguage())
	}
	a.press(fyne.KeyEscape)
	a.row("username.title · English").Tapped(nil)
	if f := a.field("username.title"); a.w.Canvas().Focused() != f.Target() || a.s.WallLanguage() != "en" {
		t.Errorf("the focus is on %T, the language %s", a.w.Canvas().Focused(), a.s.WallLanguage())
	}
	if f := a.field("username.title"); !strings.Contains(f.Error(), "U+13000") {
		t.Errorf("beside the input stands %q", f.Error())
	}

	a.enter("username.title", "Hello you")
	a.s.Go("findings")
	if a.shows("Make it shorter") || a.shows("U+13000") || a.shows("Everything was checked.") {
		t.Error("what was found before the change is shown still")
	}
	a.calm(ui)
	ui.until(t, "the second end", func() bool { return a.shows("Everything was checked.") })
	a.must("Make it shorter")
	if a.shows("U+13000") {
		t.Error("what was mended is shown still")
	}
}

// row is a row of the list by its title.
func (a *atelier) row(title string) *kit.Row {
	a.t.Helper()
	for _, r := range kittest.All[*kit.Row](a.w.Content()) {
		if r.Title() == title {
			return r
		}
	}
	a.t.Fatalf("there is no row %q among %q", title, texts(a.w.Content()))
	return nil
}

// TestStudioCheckIsStopped: a change ends a check that is under way, and its processes; the person ends it too, and begins
// another at once.
func TestStudioCheckIsStopped(t *testing.T) {
	var ui *loop
	var begun []*exec.Cmd
	a := openLengthy(t, &ui, func(n int) *exec.Cmd {
		if n > 3 {
			return nil
		}
		cmd := saying("nothing")
		begun = append(begun, cmd)
		return cmd
	})
	ended := func(n int) func() bool {
		return func() bool { return errors.Is(begun[n].Process.Signal(syscall.Signal(0)), os.ErrProcessDone) }
	}
	a.calm(ui)
	a.must("The check begins.")
	app.StudioEdit(a.s, "company", `"Other"`)
	a.must("will be checked")
	ui.settle(t, "the first process", ended(0))
	a.calm(ui)
	a.tap("Stop the check")
	a.must("The check was stopped.")
	ui.settle(t, "the second process", ended(1))
	a.pass(time.Minute)
	ui.drain()
	if len(begun) != 2 {
		t.Errorf("%d processes, though the person stopped it", len(begun))
	}
	a.tap("Check everything now")
	app.StudioEdit(a.s, "name", "")
	a.must("once what is listed here is mended")
	ui.settle(t, "the third process", ended(2))
	a.pass(time.Minute)
	ui.drain()
	if len(begun) != 3 {
		t.Errorf("%d processes, though the brand is not in order", len(begun))
	}
	a.shortcut(&fyne.ShortcutUndo{})
	a.tap("Check everything now")
	ui.until(t, "a screen", func() bool { return a.shows("Checking the screen") })
}

// settle waits for something beside the UI thread, which goes on.
func (l *loop) settle(t *testing.T, what string, done func() bool) {
	t.Helper()
	await(t, what, func() bool {
		l.drain()
		return done()
	})
}

// TestStudioCheckThatFails: of a process that ends before it has said all, that says nothing for half a minute, or that
// talks nonsense, nothing is taken for a result, and the person is told.
func TestStudioCheckThatFails(t *testing.T) {
	dir := t.TempDir()
	for name, said := range map[string]string{"silence": "", "nonsense": "\x03\xff\xff\xff\xffnonsense"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(said), 0o600); err != nil {
			t.Fatal(err)
		}
		t.Run(name, func(t *testing.T) {
			var ui *loop
			a := openLengthy(t, &ui, func(int) *exec.Cmd { return saying(filepath.Join(dir, name)) })
			a.calm(ui)
			ui.until(t, "the news", func() bool { return a.shows("The check was interrupted.") })
			if a.shows("Nothing was found.") || a.shows("Everything was checked.") {
				t.Error("it is taken for a result")
			}
		})
	}
	t.Run("absence", func(t *testing.T) {
		var ui *loop
		a := openLengthy(t, &ui, func(int) *exec.Cmd { return exec.Command(filepath.Join(dir, "absent")) })
		a.calm(ui)
		a.must("The check was interrupted.")
	})
	t.Run("hanging", func(t *testing.T) {
		var ui *loop
		a := openLengthy(t, &ui, func(n int) *exec.Cmd {
			if n == 1 {
				return saying("nothing")
			}
			return nil
		})
		a.calm(ui)
		a.pass(29 * time.Second)
		ui.drain()
		a.must("The check begins.")
		a.pass(time.Second)
		ui.drain()
		a.must("The check was interrupted.")
		a.tap("Check everything now")
		ui.until(t, "a screen", func() bool { return a.shows("Checking the screen") })
	})
}

// TestStudioCheckTellsOfAFont: a font that the window would refuse to draw with is told by its file.
func TestStudioCheckTellsOfAFont(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "aldermoor")
	if err := os.CopyFS(dir, os.DirFS("../assets/brands/aldermoor")); err != nil {
		t.Fatal(err)
	}
	font := filepath.Join(dir, "serif-regular.ttf")
	if err := os.WriteFile(font, multiplied(t, []byte(read(t, font))), 0o600); err != nil {
		t.Fatal(err)
	}
	var ui *loop
	a := openAtelier(t, dir, app.Undrawn, realInspectors(&ui, nil))
	a.s.Go("findings")
	a.calm(ui)
	ui.until(t, "the finding", func() bool { return a.shows("serif-regular.ttf") })
	a.row("serif-regular.ttf")
	a.must("once what is listed here is mended")
	if a.shows("Checking the screen") {
		t.Error("it is checked on")
	}
}

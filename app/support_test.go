package app_test

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"github.com/vestibule-app/vestibule/app"
	"github.com/vestibule-app/vestibule/auth/emulator"
	"github.com/vestibule-app/vestibule/auth/stories"
	"github.com/vestibule-app/vestibule/screens"
)

// tested waits for what the network test has found.
func (h *house) tested() {
	h.t.Helper()
	h.loop.until(h.t, "the network test", func() bool { return h.app.Card().Report().Network.HTTP != screens.Untested })
}

// copied is what the card for support gives to take along.
func (h *house) copied() string {
	h.t.Helper()
	h.press(fyne.KeyReturn) // the button has the focus
	return h.config.Fyne.(*desk).App.Clipboard().Content()
}

// TestSupportEverywhere: one key leads to the card from every screen, before sign-in too, and back to what was there.
func TestSupportEverywhere(t *testing.T) {
	for _, p := range places {
		t.Run(p.name, func(t *testing.T) {
			h := goTo(t, p.app, p.way)
			title := h.app.Words().Say("support.title")
			before, screen := h.text(), h.app.Screen()
			h.press(fyne.KeyF1)
			if !strings.Contains(h.over(), title) {
				t.Fatalf("F1 leads to %q", h.over())
			}
			h.press(fyne.KeyF1)
			if h.over() != "" || h.app.Screen() != screen || h.text() != before {
				t.Errorf("F1 does not lead back: %q over %q", h.over(), h.text())
			}
			h.press(fyne.KeyF1)
			h.press(fyne.KeyEscape)
			if h.over() != "" || h.app.Screen() != screen {
				t.Errorf("Esc does not lead back: %q", h.over())
			}
		})
	}
}

// TestSupportByShortcut: Ctrl+Shift+D is the same, and F1 where nothing has the focus.
func TestSupportByShortcut(t *testing.T) {
	h := quiet(t, emulator.ClientPassword)
	h.settle("start")
	title := h.app.Words().Say("support.title")
	h.frame.pane.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyD, Modifier: fyne.KeyModifierShortcutDefault | fyne.KeyModifierShift})
	if !strings.Contains(h.over(), title) {
		t.Fatalf("it leads to %q", h.over())
	}
	h.press(fyne.KeyEscape)
	h.app.Window().Canvas().Unfocus()
	h.press(fyne.KeyF1)
	if !strings.Contains(h.over(), title) {
		t.Fatalf("F1 leads to %q", h.over())
	}
}

// TestSupportWhileBusy: the card can be had while an answer is under way, which is shown when the card is closed; what was
// typed is not on the card.
func TestSupportWhileBusy(t *testing.T) {
	h := atPassword(t)
	held := h.wire.holds("/token", false)
	h.fill(emulator.Password)
	h.enter()
	<-held
	app.Key(h.app, &fyne.KeyEvent{Name: fyne.KeyF1})
	h.pump()
	h.wire.release()
	h.settle("answered")
	if !strings.Contains(h.over(), h.app.Words().Say("support.title")) {
		t.Fatal("the answer takes the card away")
	}
	h.press(fyne.KeyEscape)
	h.play("ask SignedIn")
	if h.focused() == nil {
		t.Error("nothing has the focus")
	}
}

// TestSupportReport: the report names the last trouble, the versions, the tenant and the way to it.
func TestSupportReport(t *testing.T) {
	h := atPassword(t)
	h.play("say password wrong-1", "ask EnterPassword wrong_password")
	h.press(fyne.KeyF1)
	h.tested()
	text := h.copied()
	for _, want := range []string{
		"\napp: " + app.Version + "\n", "\ngo: " + runtime.Version() + "\n", "\nsystem: " + runtime.GOOS + "/" + runtime.GOARCH + "\n",
		"\nhost: " + stories.Host + "\n", "\ntenant: contoso.onmicrosoft.com\n", "\nproblem: wrong_password\n", "\ncorrelation_id: ", "\naadsts: 50126\n",
		"\nhttp: ok\n", "\nhttp_status: 200\n",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not in the report:\n%s", want, text)
		}
	}
	if n := h.wire.count("/openid-configuration"); n < 1 {
		t.Error("the tenant was not asked")
	}
	h.press(fyne.KeyEscape)
	h.play("weather offline", "say password "+emulator.Password, "fail offline")
	h.press(fyne.KeyF1)
	h.tested()
	if text := h.copied(); !strings.Contains(text, "\nfailure: offline\n") || strings.Contains(text, "problem:") {
		t.Errorf("of a failure the report says:\n%s", text)
	}
}

// TestSupportHoldsNoSecret: after a whole journey nothing of what was typed or received is in the report, on the card or
// in the file.
func TestSupportHoldsNoSecret(t *testing.T) {
	home := t.TempDir()
	t.Setenv("HOME", home)
	t.Setenv("USERPROFILE", home)
	t.Setenv("XDG_CONFIG_HOME", filepath.Join(home, "config"))
	if err := os.Mkdir(filepath.Join(home, "Downloads"), 0o700); err != nil {
		t.Fatal(err)
	}
	h := quiet(t, emulator.ClientMFA)
	h.settle("start")
	h.play("say username both@contoso.example", "say password wrong-canary", "say password "+emulator.Password, "say pick email", "say code 00000000")
	code := stories.Newest(h.tenant)
	h.press(fyne.KeyF1)
	h.tested()
	seen := h.over()
	text := h.copied()
	h.app.Window().Canvas().FocusNext() // save
	h.press(fyne.KeyReturn)
	h.loop.until(t, "the file", func() bool { return strings.Contains(h.over(), "Saved as") })
	files, err := filepath.Glob(filepath.Join(home, "Downloads", "vestibule-support-*.txt"))
	if err != nil || len(files) != 1 {
		t.Fatalf("%v, %v", files, err)
	}
	b, err := os.ReadFile(files[0])
	if err != nil || string(b) != text {
		t.Errorf("the file holds %q, %v; copied was %q", b, err, text)
	}
	if info, err := os.Stat(files[0]); err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info.Mode(), err)
	}
	for _, secret := range []string{"both", "mail.example", emulator.Password, "wrong-canary", code, "00000000", "@", "eyJ"} {
		for what, held := range map[string]string{"report": text, "card": seen} {
			if strings.Contains(held, secret) {
				t.Errorf("%q is in the %s:\n%s", secret, what, held)
			}
		}
	}
}

// TestReportFile: a report replaces no file, and goes where the person looks for files.
func TestReportFile(t *testing.T) {
	home := t.TempDir()
	t.Setenv("HOME", home)
	t.Setenv("USERPROFILE", home)
	env := map[string]string{"XDG_CONFIG_HOME": filepath.Join(home, "config")}
	folder := func() string { return app.Downloads(func(name string) string { return env[name] }, "/settings") }
	if got := folder(); got != "/settings" {
		t.Errorf("without a folder for downloads: %q", got)
	}
	own := filepath.Join(home, "Downloads")
	if err := os.Mkdir(own, 0o700); err != nil {
		t.Fatal(err)
	}
	if got := folder(); got != own {
		t.Errorf("downloads are in %q", got)
	}
	if runtime.GOOS == "linux" {
		french := filepath.Join(home, "Téléchargements")
		for _, dir := range []string{french, env["XDG_CONFIG_HOME"]} {
			if err := os.Mkdir(dir, 0o700); err != nil {
				t.Fatal(err)
			}
		}
		for line, want := range map[string]string{
			`XDG_DOWNLOAD_DIR="$HOME/Téléchargements"`: french, `XDG_DOWNLOAD_DIR="$HOME"`: own, `XDG_DOWNLOAD_DIR="$HOME/gone"`: own, `XDG_DOWNLOAD_DIR="relative"`: own,
		} {
			if err := os.WriteFile(filepath.Join(env["XDG_CONFIG_HOME"], "user-dirs.dirs"), []byte("# comment\n"+line+"\n"), 0o600); err != nil {
				t.Fatal(err)
			}
			if got := folder(); got != want {
				t.Errorf("%s: %q, want %q", line, got, want)
			}
		}
	}
	at := time.Date(2026, 11, 22, 14, 37, 5, 0, time.UTC)
	for _, want := range []string{"vestibule-support-20261122-143705.txt", "vestibule-support-20261122-143705-2.txt"} {
		path, err := app.WriteReport(own, want, at)
		if b, _ := os.ReadFile(path); err != nil || filepath.Base(path) != want || string(b) != want {
			t.Errorf("wrote %q to %q, %v", b, path, err)
		}
	}
	if _, err := app.WriteReport(filepath.Join(home, "gone"), "x", at); err == nil {
		t.Error("written into no folder")
	}
}

package app_test

import (
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"

	"github.com/vestibule-app/vestibule/auth/emulator"
	"github.com/vestibule-app/vestibule/screens/kit"
)

func (h *house) size() fyne.Size { return h.app.Window().Canvas().Size() }

// TestWindowSize: the window opens 480 by 720, is never smaller than 400 by 560, and comes back as it was closed.
func TestWindowSize(t *testing.T) {
	h := quiet(t, emulator.ClientPassword)
	h.settle("start")
	if h.size() != fyne.NewSize(480, 720) {
		t.Errorf("the first window is %v", h.size())
	}
	if least := h.app.Window().Content().MinSize(); least.Width != kit.WindowMinWidth || least.Height != kit.WindowMinHigh {
		t.Errorf("the window can be as small as %v", least)
	}
	h.reopen()
	if _, err := os.Stat(filepath.Join(h.config.Settings.Dir, "window.json")); err == nil {
		t.Error("a size that nobody has changed is saved")
	}
	h.app.Window().Resize(fyne.NewSize(1000, 800))
	h.reopen()
	if h.size() != fyne.NewSize(1000, 800) {
		t.Errorf("the window comes back as %v", h.size())
	}
	h.app.Window().Resize(fyne.NewSize(4000, 3000)) // of a larger screen
	h.reopen()
	if s := h.size(); s.Width > 1600 || s.Height > 1000 {
		t.Errorf("the window comes back as %v", s)
	}
}

// TestWindowSizeUnreadable: whatever is in the file, a window opens that can be used.
func TestWindowSizeUnreadable(t *testing.T) {
	for name, c := range map[string]struct {
		file string
		want fyne.Size
	}{
		"nothing":    {"", fyne.NewSize(480, 720)},
		"not JSON":   {"{{", fyne.NewSize(480, 720)},
		"negative":   {`{"width":-1,"height":700}`, fyne.NewSize(480, 720)},
		"too small":  {`{"width":10,"height":20}`, fyne.NewSize(400, 560)},
		"half of it": {`{"width":900}`, fyne.NewSize(480, 720)},
		"huge":       {`{"width":1e30,"height":1e30}`, fyne.NewSize(1600, 1000)},
		"too long":   {`{"width":900,"height":700,"x":"` + string(make([]byte, 300)) + `"}`, fyne.NewSize(480, 720)},
	} {
		h := quiet(t, emulator.ClientPassword, func(h *house) {
			if err := os.WriteFile(filepath.Join(h.config.Settings.Dir, "window.json"), []byte(c.file), 0o600); err != nil {
				t.Fatal(err)
			}
		})
		if h.size() != c.want {
			t.Errorf("%s: the window is %v", name, h.size())
		}
		h.end()
	}
}

// TestWindowSizeOfTheDemo: the demo's window is wide for its inbox, which says nothing about the window without it.
func TestWindowSizeOfTheDemo(t *testing.T) {
	h := atDemo(t)
	h.app.Window().Resize(fyne.NewSize(1200, 800))
	h.end()
	if _, err := os.Stat(filepath.Join(h.config.Settings.Dir, "window.json")); err == nil {
		t.Error("the size of the demo's window is saved")
	}
}

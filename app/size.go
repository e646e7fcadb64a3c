package app

import (
	"encoding/json"
	"os"
	"path/filepath"

	"fyne.io/fyne/v2"

	"github.com/vestibule-app/vestibule/auth/vault"
	"github.com/vestibule-app/vestibule/screens/kit"
)

// This file remembers the size of the window, beside the settings: it is nothing that anybody would write by hand.

const (
	sizeFile = "window.json"
	sizeRoom = 256 // bytes that the file has at most

	// A window is never opened larger than fits a usual screen, whatever screen it was closed on.
	mostWide float32 = 1600
	mostHigh float32 = 1000
)

// windowSize is what is in the file, in device-independent pixels.
type windowSize struct {
	Width  float32 `json:"width"`
	Height float32 `json:"height"`
}

// openingSize is the size the window opens with: the one it was closed with, within reason, else the usual one.
func openingSize(dir string) fyne.Size {
	usual := fyne.NewSize(kit.WindowWidth, kit.WindowHeight)
	b, err := os.ReadFile(filepath.Join(dir, sizeFile))
	if err != nil || len(b) > sizeRoom {
		return usual
	}
	var s windowSize
	if json.Unmarshal(b, &s) != nil || s.Width <= 0 || s.Height <= 0 {
		return usual
	}
	return fyne.NewSize(min(max(s.Width, kit.WindowMinWidth), mostWide), min(max(s.Height, kit.WindowMinHigh), mostHigh))
}

// keepSize remembers the size of the window as it is closed. The demo is left out: its window is wide for what stands
// beside the screen.
func (a *App) keepSize() {
	size := a.window.Canvas().Size()
	if a.demo != nil || size == a.opening || size.Width <= 0 || size.Height <= 0 {
		return
	}
	b, err := json.Marshal(windowSize{Width: size.Width, Height: size.Height})
	if err == nil {
		err = vault.WriteFile(filepath.Join(a.settings.Dir, sizeFile), b)
	}
	if err != nil {
		a.log.Error("window size not saved", "error", err)
	}
}

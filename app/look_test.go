package app_test

import (
	"image/color"
	"runtime"
	"testing"

	"fyne.io/fyne/v2/theme"

	"github.com/vestibule-app/vestibule/app"
	"github.com/vestibule-app/vestibule/auth/emulator"
	"github.com/vestibule-app/vestibule/screens/kit"
)

func TestSilent(t *testing.T) {
	for _, c := range []struct {
		goos, bus string
		want      bool
	}{
		{"linux", "disabled:", true}, {"freebsd", "disabled:", true}, {"linux", "unix:path=/run/user/1000/bus", false},
		{"windows", "disabled:", false}, {"darwin", "", false},
	} {
		if got := app.Silent(c.goos, c.bus); got != c.want {
			t.Errorf("%s, %q: %v", c.goos, c.bus, got)
		}
	}
}

// TestVariant: the person has the first word on light or dark, the system the second, and where there is nobody to ask the
// window is light.
func TestVariant(t *testing.T) {
	light, dark := kit.NewTheme(nil).Color(kit.ColorPage, theme.VariantLight), kit.NewTheme(nil).Color(kit.ColorPage, theme.VariantDark)
	for _, c := range []struct {
		bus, wish string
		want      color.Color // while Fyne takes the system for dark
	}{
		{"disabled:", "system", light}, {"disabled:", "dark", dark}, {"disabled:", "light", light},
		{"unix:path=/nowhere", "system", dark}, {"unix:path=/nowhere", "light", light},
	} {
		if c.bus == "disabled:" && !app.Silent(runtime.GOOS, c.bus) && c.wish == "system" {
			continue // this system is asked otherwise
		}
		t.Setenv("DBUS_SESSION_BUS_ADDRESS", c.bus)
		h := quiet(t, emulator.ClientPassword, func(h *house) { h.config.Settings.Theme = c.wish })
		h.settle("start")
		if got := h.config.Fyne.Settings().Theme().Color(kit.ColorPage, theme.VariantDark); got != c.want {
			t.Errorf("%s on %s: %v", c.wish, c.bus, got)
		}
		h.end()
	}
}

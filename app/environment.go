package app

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
)

// CleanEnvironment removes the variables by which Fyne would take its fonts, its look or its cache from somewhere else
// than this program, and keeps the D-Bus library from running whatever dbus-launch is first in PATH where there is
// no session bus. It is called before Fyne's app is made.
func CleanEnvironment() {
	if cache, err := os.UserCacheDir(); err == nil {
		_ = os.MkdirAll(cache, 0o700) // Fyne makes its folder in it, and complains aloud if it cannot
	}
	if runtime.GOOS == "linux" && os.Getenv("DBUS_SESSION_BUS_ADDRESS") == "" {
		if _, err := os.Stat(filepath.Join(os.Getenv("XDG_RUNTIME_DIR"), "bus")); err != nil {
			_ = os.Setenv("DBUS_SESSION_BUS_ADDRESS", "disabled:")
		}
	}
	for _, kv := range os.Environ() {
		name, _, _ := strings.Cut(kv, "=")
		if strings.HasPrefix(name, "FYNE_FONT") || name == "FYNE_THEME" || name == "FYNE_CACHE" {
			_ = os.Unsetenv(name) // it can only fail for a name that is none
		}
	}
}

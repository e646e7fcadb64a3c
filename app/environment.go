package app

import (
	"io"
	"os"
	"os/user"
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
	if runtime.GOOS == "linux" && wouldLaunchBus(os.Getenv(envBus), "/run/user") {
		_ = os.Setenv(envBus, "disabled:") // it can only fail for a name that is none
	}
	for _, kv := range os.Environ() {
		name, _, _ := strings.Cut(kv, "=")
		if strings.HasPrefix(name, "FYNE_FONT") || name == "FYNE_THEME" || name == "FYNE_CACHE" {
			_ = os.Unsetenv(name)
		}
	}
}

const envBus = "DBUS_SESSION_BUS_ADDRESS"

// wouldLaunchBus says whether the D-Bus library would start a bus, because it finds none where it looks: at the address of
// the environment, and in the folder of the user below runtimes. It does not look at XDG_RUNTIME_DIR.
func wouldLaunchBus(address, runtimes string) bool {
	if address != "" && address != "autolaunch:" {
		return false
	}
	me, err := user.Current()
	if err != nil {
		return true
	}
	if _, err := os.Stat(filepath.Join(runtimes, me.Uid, "bus")); err == nil {
		return false
	}
	f, err := os.Open(filepath.Join(runtimes, me.Uid, "dbus-session")) // an address, in systems of before 2018
	if err != nil {
		return true
	}
	defer func() { _ = f.Close() }()
	b := make([]byte, len(envBus)+1)
	n, _ := io.ReadFull(f, b) // less than that is no address
	return string(b[:n]) != envBus+"="
}

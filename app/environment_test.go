package app_test

import (
	"os"
	"os/user"
	"path/filepath"
	"runtime"
	"testing"

	"github.com/vestibule-app/vestibule/app"
)

// TestBusLookedFor: a bus counts where the D-Bus library finds one, and nowhere else.
func TestBusLookedFor(t *testing.T) {
	me, err := user.Current()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name, address string
		file, text    string // below the folder of the user
		want          bool
	}{
		{"nothing anywhere", "", "", "", true},
		{"an address", "unix:path=/somewhere/else", "", "", false},
		{"an address that is switched off", "disabled:", "", "", false},
		{"a socket", "", "bus", "", false},
		{"to be launched, but there is a socket", "autolaunch:", "bus", "", false},
		{"to be launched", "autolaunch:", "", "", true},
		{"an address in a file", "", "dbus-session", "DBUS_SESSION_BUS_ADDRESS=unix:abstract=/tmp/dbus-x\n", false},
		{"something else in that file", "", "dbus-session", "DBUS_SESSION_BUS_PID=12\nDBUS_SESSION_BUS_ADDRESS=x\n", true},
		{"nothing in that file", "", "dbus-session", "", true},
		{"a socket of somebody else", "", "../other/bus", "", true},
	} {
		runtimes := t.TempDir()
		if c.file != "" {
			path := filepath.Join(runtimes, me.Uid, c.file)
			for _, dir := range []string{filepath.Join(runtimes, me.Uid), filepath.Dir(path)} {
				if err := os.MkdirAll(dir, 0o700); err != nil {
					t.Fatal(err)
				}
			}
			if err := os.WriteFile(path, []byte(c.text), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		if got := app.WouldLaunchBus(c.address, runtimes); got != c.want {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

// TestCleanEnvironment: what is set by whoever starts the program changes neither its look nor what it runs.
func TestCleanEnvironment(t *testing.T) {
	cache := filepath.Join(t.TempDir(), "cache")
	t.Chdir(t.TempDir())
	if err := os.WriteFile("bus", nil, 0o600); err != nil { // a file in the working folder is no bus
		t.Fatal(err)
	}
	for name, value := range map[string]string{
		"XDG_CACHE_HOME": cache, "XDG_RUNTIME_DIR": "", "DBUS_SESSION_BUS_ADDRESS": "",
		"FYNE_FONT": "/tmp/font.ttf", "FYNE_FONT_MONOSPACE": "/tmp/font.ttf", "FYNE_THEME": "dark", "FYNE_CACHE": "/tmp", "FYNE_SCALE": "1.5",
	} {
		t.Setenv(name, value)
	}
	app.CleanEnvironment()
	for _, name := range []string{"FYNE_FONT", "FYNE_FONT_MONOSPACE", "FYNE_THEME", "FYNE_CACHE"} {
		if v, ok := os.LookupEnv(name); ok {
			t.Errorf("%s is still %q", name, v)
		}
	}
	if os.Getenv("FYNE_SCALE") != "1.5" {
		t.Error("the size that somebody needs to read is gone")
	}
	if runtime.GOOS != "linux" {
		return
	}
	if _, err := os.Stat(cache); err != nil {
		t.Error(err)
	}
	want := ""
	if app.WouldLaunchBus("", "/run/user") {
		want = "disabled:"
	}
	if got := os.Getenv("DBUS_SESSION_BUS_ADDRESS"); got != want {
		t.Errorf("the bus is at %q, want %q", got, want)
	}
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/somewhere/else")
	if app.CleanEnvironment(); os.Getenv("DBUS_SESSION_BUS_ADDRESS") != "unix:path=/somewhere/else" {
		t.Error("the address of the bus is not the one that was set")
	}
}

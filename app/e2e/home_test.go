//go:build e2e

package e2e_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/godbus/dbus/v5"
)

// home is a person's account on the computer: folders, a session bus, a keyring. Programs that are started in the same
// home one after the other find what the one before has left.
type home struct {
	t   *testing.T
	dir string
	bus string // D-Bus address
}

// busConfig knows no service files, so that nothing but what a journey starts is ever on the bus.
const busConfig = `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path=%s</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
`

func newHome(t *testing.T) *home {
	t.Helper()
	h := &home{t: t, dir: tempFolder(t)}
	for _, name := range []string{"home", "config", "data", "cache", "state", "run", "tmp", "bin"} {
		if err := os.Mkdir(filepath.Join(h.dir, name), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	opener := "#!/bin/sh\nprintf '%s\\n' \"$1\" >>'" + h.opened() + "'\n"
	if err := os.WriteFile(filepath.Join(h.dir, "bin", "xdg-open"), []byte(opener), 0o700); err != nil {
		t.Fatal(err)
	}
	h.startBus()
	h.startKeyring()
	return h
}

// environ is the whole environment of a program in this home; nothing else is inherited.
func (h *home) environ(more ...string) []string {
	in := func(name string) string { return filepath.Join(h.dir, name) }
	return append([]string{
		"PATH=" + in("bin") + ":" + os.Getenv("PATH"),
		"HOME=" + in("home"), "TMPDIR=" + in("tmp"),
		"XDG_CONFIG_HOME=" + in("config"), "XDG_DATA_HOME=" + in("data"), "XDG_CACHE_HOME=" + in("cache"),
		"XDG_STATE_HOME=" + in("state"), "XDG_RUNTIME_DIR=" + in("run"),
		"DBUS_SESSION_BUS_ADDRESS=" + h.bus, "LANG=en_US.UTF-8",
	}, more...)
}

// settings writes the settings file of the program.
func (h *home) settings(text string) {
	h.t.Helper()
	dir := filepath.Join(h.dir, "config", "vestibule")
	if err := os.MkdirAll(dir, 0o700); err != nil {
		h.t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "vestibule.toml"), []byte(text), 0o600); err != nil {
		h.t.Fatal(err)
	}
}

// opened is the file that takes down the addresses which the program wanted to see in a browser.
func (h *home) opened() string { return filepath.Join(h.dir, "opened") }

func (h *home) startBus() {
	h.t.Helper()
	socket, config := filepath.Join(h.dir, "run", "bus"), filepath.Join(h.dir, "bus.conf")
	if err := os.WriteFile(config, fmt.Appendf(nil, busConfig, socket), 0o600); err != nil {
		h.t.Fatal(err)
	}
	h.bus = "unix:path=" + socket
	cmd := exec.Command("dbus-daemon", "--config-file="+config, "--nofork", "--nopidfile")
	cmd.Env = h.environ()
	start(h.t, cmd)
	await(h.t, "the session bus", func() (struct{}, bool) {
		conn, err := dbus.Connect(h.bus)
		if err == nil {
			conn.Close()
		}
		return struct{}{}, err == nil
	})
}

func (h *home) startKeyring() {
	h.t.Helper()
	cmd := exec.Command("gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets")
	cmd.Env = h.environ()
	cmd.Stdin = strings.NewReader("throw-away")
	start(h.t, cmd)
	await(h.t, "the keyring", func() (struct{}, bool) {
		conn, err := dbus.Connect(h.bus)
		if err != nil {
			return struct{}{}, false
		}
		defer conn.Close()
		var owned bool
		err = conn.BusObject().Call("org.freedesktop.DBus.NameHasOwner", 0, "org.freedesktop.secrets").Store(&owned)
		return struct{}{}, err == nil && owned
	})
}

// secrets counts the items of the keyring that belong to the program.
func (h *home) secrets() int {
	h.t.Helper()
	conn, err := dbus.Connect(h.bus)
	if err != nil {
		h.t.Fatal(err)
	}
	defer conn.Close()
	var unlocked, locked []dbus.ObjectPath
	service := conn.Object("org.freedesktop.secrets", "/org/freedesktop/secrets")
	err = service.Call("org.freedesktop.Secret.Service.SearchItems", 0, map[string]string{"service": "vestibule"}).Store(&unlocked, &locked)
	if err != nil {
		h.t.Fatal(err)
	}
	return len(unlocked) + len(locked)
}

// keeps fails the test when the keyring holds another number of items of the program.
func (h *home) keeps(want int, when string) {
	h.t.Helper()
	if n := h.secrets(); n != want {
		h.t.Fatalf("%d secrets in the keyring %s, want %d", n, when, want)
	}
}

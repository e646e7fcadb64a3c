package vault_test

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/godbus/dbus/v5"
)

// go-keyring keeps one connection to the bus for the life of a process, so every bus has tests in a process of their
// own: this binary again, with busEnv set.
const busEnv = "VESTIBULE_VAULT_TEST_BUS"

// onBus skips a test that is not the one meant to run on this bus.
func onBus(t *testing.T, bus string) {
	t.Helper()
	if os.Getenv(busEnv) != bus {
		t.Skip("runs in a process of its own, by TestBuses")
	}
}

// TestBuses starts private buses and runs the tests that belong there.
func TestBuses(t *testing.T) {
	if os.Getenv(busEnv) != "" {
		t.Skip("this is a test on a bus already")
	}
	t.Run("without a bus", func(t *testing.T) {
		t.Parallel()
		runOn(t, "none", "^TestNoBus$", "DBUS_SESSION_BUS_ADDRESS=")
	})
	for _, binary := range []string{"dbus-daemon", "gnome-keyring-daemon"} {
		if _, err := exec.LookPath(binary); err != nil {
			t.Skip(err)
		}
	}
	t.Run("made-up service", func(t *testing.T) {
		t.Parallel()
		address, _ := startBus(t, shortDir(t))
		runOn(t, "mock", "^TestMockService$", "DBUS_SESSION_BUS_ADDRESS="+address)
	})
	t.Run("bus that can start the service", func(t *testing.T) {
		t.Parallel()
		dir := shortDir(t)
		must(t, os.WriteFile(filepath.Join(dir, "secrets.service"), []byte("[D-BUS Service]\nName=org.freedesktop.secrets\n"+
			"Exec=/bin/sh -c 'echo started >"+dir+"/started'\n"), 0o600))
		address, _ := startBus(t, dir)
		runOn(t, "activating", "^TestProbeStartsNothing$", "DBUS_SESSION_BUS_ADDRESS="+address, startedEnv+"="+dir+"/started")
	})
	t.Run("bus that dies", func(t *testing.T) {
		t.Parallel()
		address, daemon := startBus(t, shortDir(t))
		runOn(t, "dying", "^TestBusDies$", "DBUS_SESSION_BUS_ADDRESS="+address, fmt.Sprint("BUS_PID=", daemon.Process.Pid))
	})
	t.Run("GNOME Keyring", func(t *testing.T) {
		t.Parallel()
		home := shortDir(t)
		address, _ := startBus(t, home)
		env := "DBUS_SESSION_BUS_ADDRESS=" + address

		empty := startKeyring(t, home, address)
		runOn(t, "no collection", "^TestNoCollection$", env)
		stop(empty)

		unlocked := startKeyring(t, home, address, "--unlock")
		runOn(t, "gnome", "^(TestRealKeychain|TestGNOMEKeyring)$", env, realEnv+"=1")
		stop(unlocked)

		startKeyring(t, home, address)
		runOn(t, "locked", "^TestLockedKeyring$", env)
	})
}

// runOn runs the tests that match pattern in a process of their own; they must not be skipped.
func runOn(t *testing.T, bus, pattern string, env ...string) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), os.Args[0], "-test.v", "-test.timeout=2m", "-test.run="+pattern)
	cmd.Env = append(os.Environ(), append(env, busEnv+"="+bus, "DISPLAY=", "WAYLAND_DISPLAY=")...)
	out, err := cmd.CombinedOutput()
	if err != nil || !bytes.Contains(out, []byte("\n--- PASS: ")) || bytes.Contains(out, []byte("--- SKIP")) {
		t.Errorf("%v\n%s", err, out)
	}
}

// shortDir is a temporary folder whose path leaves room in the 108 bytes of a socket's address.
func shortDir(t *testing.T) string {
	dir, err := os.MkdirTemp("", "vb")
	must(t, err)
	t.Cleanup(func() { os.RemoveAll(dir) })
	return dir
}

// startBus starts a bus. The services that it can start are those described in dir.
func startBus(t *testing.T, dir string) (address string, daemon *exec.Cmd) {
	t.Helper()
	config := filepath.Join(dir, "bus.conf")
	must(t, os.WriteFile(config, []byte(`<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:path=`+dir+`/bus</listen><servicedir>`+dir+`</servicedir>
<policy context="default"><allow send_destination="*"/><allow receive_sender="*"/><allow own="*"/></policy></busconfig>`), 0o600))
	daemon = exec.Command("dbus-daemon", "--config-file="+config, "--nofork", "--print-address")
	out, err := daemon.StdoutPipe()
	must(t, err)
	must(t, daemon.Start())
	t.Cleanup(func() { stop(daemon) })
	address, err = bufio.NewReader(out).ReadString('\n')
	must(t, err)
	return strings.TrimSpace(address), daemon
}

// startKeyring starts GNOME Keyring with its files in home, and waits until it is on the bus.
func startKeyring(t *testing.T, home, address string, args ...string) *exec.Cmd {
	t.Helper()
	conn, err := dbus.Connect(address)
	must(t, err)
	defer conn.Close()
	must(t, conn.AddMatchSignal(dbus.WithMatchInterface("org.freedesktop.DBus"), dbus.WithMatchMember("NameOwnerChanged"),
		dbus.WithMatchArg(0, "org.freedesktop.secrets")))
	changes := make(chan *dbus.Signal, 8)
	conn.Signal(changes)

	daemon := exec.Command("gnome-keyring-daemon", append(args, "--foreground", "--components=secrets")...)
	daemon.Env = append(os.Environ(), "DBUS_SESSION_BUS_ADDRESS="+address, "DISPLAY=", "WAYLAND_DISPLAY=", "HOME="+home,
		"XDG_DATA_HOME="+home, "XDG_CACHE_HOME="+home, "XDG_RUNTIME_DIR="+home)
	daemon.Stdin = strings.NewReader("a password for a keyring that is thrown away")
	must(t, daemon.Start())
	t.Cleanup(func() { stop(daemon) })
	timeout := time.After(20 * time.Second)
	for {
		select {
		case change := <-changes:
			if owner, _ := change.Body[2].(string); owner != "" {
				return daemon
			}
		case <-timeout:
			t.Fatal("GNOME Keyring did not come up")
		}
	}
}

// stop ends a daemon that this test started.
func stop(cmd *exec.Cmd) {
	if cmd.ProcessState == nil {
		cmd.Process.Kill()
		cmd.Wait()
	}
}

// soon is a context of somebody who waits, but not for long.
func soon(t *testing.T, d time.Duration) context.Context {
	ctx, cancel := context.WithTimeout(t.Context(), d)
	t.Cleanup(cancel)
	return ctx
}

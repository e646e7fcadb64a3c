package vault_test

import (
	"net"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/godbus/dbus/v5"
	"github.com/vestibule-app/vestibule/auth/vault"
)

// Without a bus nothing is started to make one, and the environment stays as it is.
func TestNoBus(t *testing.T) {
	onBus(t, "none")
	if _, err := os.Stat(filepath.Join("/run/user", itoa(os.Getuid()), "bus")); err == nil {
		t.Setenv("DBUS_SESSION_BUS_ADDRESS", "autolaunch:") // this machine has a bus of its own
	}
	trap := t.TempDir()
	sprung := filepath.Join(trap, "sprung")
	must(t, os.WriteFile(filepath.Join(trap, "dbus-launch"), []byte("#!/bin/sh\n: >"+sprung+"\n"), 0o700))
	t.Setenv("PATH", trap+":"+os.Getenv("PATH"))
	t.Setenv("DISPLAY", ":77")

	silent, err := net.Listen("unix", filepath.Join(trap, "silent"))
	must(t, err)
	defer silent.Close()
	for address, want := range map[string]vault.State{
		os.Getenv("DBUS_SESSION_BUS_ADDRESS"):    vault.Absent,
		"autolaunch:":                            vault.Absent,
		"autolaunch:scope=*user":                 vault.Absent,
		"unixexec:path=" + trap + "/dbus-launch": vault.Absent,
		"unix:path=/nowhere":                     vault.Absent,
		"nonsense":                               vault.Absent,
		"unix:path=" + trap + "/silent":          vault.Hung, // accepts, and never says a word
	} {
		t.Setenv("DBUS_SESSION_BUS_ADDRESS", address)
		before := os.Environ()
		k := vault.Open(vault.Config{Dir: t.TempDir()})
		start := time.Now()
		if got := k.Probe(t.Context()); got != want {
			t.Errorf("%q: %v, want %v", address, got, want)
		}
		_, get := k.Get(t.Context(), "a")
		set := k.Set(t.Context(), "a", []byte("s"))
		if coded(t, get) != want.Code() || coded(t, set) != want.Code() {
			t.Errorf("%q: get %v, set %v", address, get, set)
		}
		limit := 200 * time.Millisecond
		if want == vault.Hung {
			limit = 4 * time.Second // three calls of one second
		}
		if took := time.Since(start); took > limit {
			t.Errorf("%q: took %v", address, took)
		}
		if !slices.Equal(before, os.Environ()) {
			t.Errorf("%q: the environment has changed", address)
		}
	}
	if _, err := os.Stat(sprung); err == nil {
		t.Error("dbus-launch was run")
	}
}

func TestNoCollection(t *testing.T) {
	onBus(t, "no collection")
	k := vault.Open(vault.Config{Dir: t.TempDir()})
	err := k.Set(t.Context(), "a", []byte("s"))
	if k.Probe(t.Context()) != vault.Absent || coded(t, err) != "vault_absent" || !strings.Contains(err.Error(), "default keyring") {
		t.Errorf("%v", err)
	}
}

// What GNOME Keyring shows of an item to anybody on the bus tells nothing about its owner.
func TestGNOMEKeyring(t *testing.T) {
	onBus(t, "gnome")
	k := vault.Open(vault.Config{Dir: t.TempDir()})
	must(t, k.Set(t.Context(), "0011223344556677", []byte("canary-secret")))
	conn, err := dbus.SessionBusPrivate()
	must(t, err)
	defer conn.Close()
	must(t, conn.Auth(nil))
	must(t, conn.Hello())
	var items, locked []dbus.ObjectPath
	must(t, conn.Object("org.freedesktop.secrets", "/org/freedesktop/secrets").Call("org.freedesktop.Secret.Service.SearchItems", 0,
		map[string]string{"service": "vestibule"}).Store(&items, &locked))
	if len(items) != 1 {
		t.Fatalf("items: %v", items)
	}
	var shown map[string]dbus.Variant
	must(t, conn.Object("org.freedesktop.secrets", items[0]).Call("org.freedesktop.DBus.Properties.GetAll", 0,
		"org.freedesktop.Secret.Item").Store(&shown))
	if label := shown["Label"].Value(); label != "Password for '0011223344556677' on 'vestibule'" {
		t.Errorf("label %v", label)
	}
	for name, value := range shown {
		if strings.Contains(value.String(), "canary") {
			t.Errorf("%s shows the secret", name)
		}
	}
	must(t, k.Delete(t.Context(), "0011223344556677"))
	must(t, conn.Object("org.freedesktop.secrets", "/org/freedesktop/secrets").Call("org.freedesktop.Secret.Service.SearchItems", 0,
		map[string]string{"service": "vestibule"}).Store(&items, &locked))
	if len(items) != 0 {
		t.Errorf("left after delete: %v", items)
	}
}

// A locked keyring is not an empty one.
func TestLockedKeyring(t *testing.T) {
	onBus(t, "locked")
	k := vault.Open(vault.Config{Dir: t.TempDir()})
	if got := k.Probe(t.Context()); got != vault.Locked {
		t.Errorf("probe: %v", got)
	}
	start := time.Now()
	_, get := k.Get(t.Context(), "a")
	set := k.Set(t.Context(), "a", []byte("s"))
	del := k.Delete(t.Context(), "b")
	// Somebody waits, but there is no display to ask on.
	_, waited := k.Get(soon(t, time.Minute), "a")
	for op, err := range map[string]error{"get": get, "set": set, "delete": del, "get and wait": waited} {
		if coded(t, err) != "vault_locked" {
			t.Errorf("%s: %v", op, err)
		}
	}
	if took := time.Since(start); took > 2*time.Second {
		t.Errorf("took %v", took)
	}
}

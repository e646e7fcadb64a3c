//go:build !windows && !darwin

package vault

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/user"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/godbus/dbus/v5"
)

const (
	secretsName   = "org.freedesktop.secrets"
	secretsPath   = dbus.ObjectPath("/org/freedesktop/secrets")
	loginPath     = dbus.ObjectPath("/org/freedesktop/secrets/collection/login")
	noObject      = dbus.ObjectPath("/")
	secretService = "org.freedesktop.Secret.Service"

	connectPatience = time.Second
)

// system is the Secret Service. It has no limit, but it rewrites the whole keyring for each item, and every item gets slower
// with the size of all.
func system() platform {
	return platform{store: goKeyring{}, check: checkSecretService, state: secretServiceState, limit: 64 << 10}
}

// checkSecretService looks at the bus, the service and the collection that go-keyring is going to use. It has to come first
// because go-keyring runs dbus-launch where there is no bus, and waits for ever where nobody answers a prompt. It uses a
// connection of its own, so that a silent bus costs a second and nothing else. It does not wake a service that the bus
// could start; such a one counts as ready until the first call finds out.
func checkSecretService(ctx context.Context, _ string) (State, error) {
	address, err := sessionBus()
	if err != nil {
		return Absent, err
	}
	life, end := context.WithCancel(context.Background())
	defer end()
	conn, err := connect(ctx, life, address)
	if err != nil {
		state := secretServiceState(err)
		if state == Failed { // an address nobody understands, a handshake with something else
			state = Absent
		}
		return state, fmt.Errorf("session bus: %w", err)
	}
	defer conn.Close()

	var running bool
	if err := ask(ctx, conn.BusObject(), "org.freedesktop.DBus.NameHasOwner", &running, secretsName); err != nil {
		return secretServiceState(err), err
	}
	if !running {
		var known []string
		if err := ask(ctx, conn.BusObject(), "org.freedesktop.DBus.ListActivatableNames", &known); err != nil {
			return secretServiceState(err), err
		}
		if !slices.Contains(known, secretsName) {
			return Absent, errors.New("no keyring service is running (GNOME Keyring, KWallet and KeePassXC offer one)")
		}
		return Ready, nil
	}
	return checkCollection(ctx, conn)
}

// checkCollection looks at the collection "login" or, as go-keyring does, at the default one if there is none of that name.
func checkCollection(ctx context.Context, conn *dbus.Conn) (State, error) {
	const getProperty = "org.freedesktop.DBus.Properties.Get"
	service := conn.Object(secretsName, secretsPath)
	var list dbus.Variant
	if err := ask(ctx, service, getProperty, &list, secretService, "Collections"); err != nil {
		return secretServiceState(err), err
	}
	path := loginPath
	if paths, _ := list.Value().([]dbus.ObjectPath); !slices.Contains(paths, path) {
		if err := ask(ctx, service, secretService+".ReadAlias", &path, "default"); err != nil {
			return secretServiceState(err), err
		}
	}
	if path == noObject || !path.IsValid() {
		return Absent, errors.New("the keyring service has no default keyring: make one with its own program")
	}
	var locked dbus.Variant
	if err := ask(ctx, conn.Object(secretsName, path), getProperty, &locked, "org.freedesktop.Secret.Collection", "Locked"); err != nil {
		return secretServiceState(err), err
	}
	if yes, _ := locked.Value().(bool); yes {
		return Locked, errors.New("the keyring is locked")
	}
	return Ready, nil
}

// ask is one method call with one result. It starts no service.
func ask(ctx context.Context, object dbus.BusObject, method string, result any, args ...any) error {
	return object.CallWithContext(ctx, method, dbus.FlagNoAutoStart, args...).Store(result)
}

// connect dials the bus within a second. The library's handshake knows no deadline; the end of life closes the connection,
// now or as soon as it is made. A dial that blocks is left to the operating system's own deadline.
func connect(ctx, life context.Context, address string) (*dbus.Conn, error) {
	type outcome struct {
		conn *dbus.Conn
		err  error
	}
	ctx, cancel := context.WithTimeout(ctx, connectPatience)
	defer cancel()
	done := make(chan outcome, 1)
	go func() {
		conn, err := dbus.Connect(address, dbus.WithContext(life))
		done <- outcome{conn, err}
	}()
	select {
	case o := <-done:
		return o.conn, o.err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// sessionBus returns the address that go-keyring is going to use, or an error where it would start a bus itself. Its D-Bus
// library looks for a socket in /run/user only, so a socket in another XDG_RUNTIME_DIR does not count.
func sessionBus() (string, error) {
	address := os.Getenv("DBUS_SESSION_BUS_ADDRESS")
	if strings.HasPrefix(address, "autolaunch:") {
		return "", errors.New("no session bus: DBUS_SESSION_BUS_ADDRESS asks for one to be started")
	}
	if address != "" {
		return address, nil
	}
	me, err := user.Current()
	if err != nil {
		return "", fmt.Errorf("no session bus: %w", err)
	}
	socket := filepath.Join("/run/user", me.Uid, "bus")
	if _, err := os.Stat(socket); err != nil {
		return "", errors.New("no session bus: DBUS_SESSION_BUS_ADDRESS is not set")
	}
	return "unix:path=" + dbus.EscapeBusAddressValue(socket), nil
}

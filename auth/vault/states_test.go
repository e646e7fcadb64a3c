package vault_test

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os/exec"
	"syscall"
	"testing"

	"github.com/godbus/dbus/v5"
	"github.com/vestibule-app/vestibule/auth/vault"
	"github.com/zalando/go-keyring"
)

// The codes are what screens are translated by. Changing one breaks every translation.
func TestCodes(t *testing.T) {
	want := []string{"", "vault_locked", "vault_denied", "vault_absent", "vault_hung", "vault_too_big", "vault_failed"}
	names := []string{"ready", "locked", "denied", "absent", "hung", "too big", "failed"}
	for i, code := range want {
		state := vault.State(i + 1)
		if state.Code() != code || state.String() != names[i] {
			t.Errorf("state %d is %q, %q", i+1, state, state.Code())
		}
	}
	if vault.Ready != 1 || vault.Failed != 7 {
		t.Error("the list of states has changed")
	}
	for _, none := range []vault.State{0, 8, -1} {
		if none.Code() != "vault_failed" || none.String() != fmt.Sprintf("State(%d)", int(none)) {
			t.Errorf("%d is %q, %q", int(none), none, none.Code())
		}
	}
}

func TestSecretServiceState(t *testing.T) {
	const bus = "org.freedesktop.DBus.Error."
	for _, c := range []struct {
		err  error
		want vault.State
	}{
		{dbus.Error{Name: bus + "ServiceUnknown"}, vault.Absent},
		{fmt.Errorf("get: %w", dbus.Error{Name: bus + "NameHasNoOwner"}), vault.Absent},
		{dbus.Error{Name: bus + "Spawn.ExecFailed"}, vault.Absent},
		{dbus.Error{Name: bus + "AccessDenied"}, vault.Denied},
		{dbus.Error{Name: bus + "NoReply"}, vault.Hung},
		{dbus.Error{Name: bus + "LimitsExceeded"}, vault.TooBig},
		{dbus.Error{Name: bus + "InvalidArgs"}, vault.Failed},
		{dbus.Error{Name: "org.freedesktop.Secret.Error.IsLocked"}, vault.Locked},
		{dbus.Error{Name: "org.freedesktop.Secret.Error.NoSuchObject"}, vault.Failed},
		{errors.New("failed to unlock correct collection '/org/freedesktop/secrets/collection/login'"), vault.Locked},
		{errors.New("failed to unlock correct collection '/org/freedesktop/secrets/aliases/default'"), vault.Locked},
		{&net.OpError{Op: "dial", Err: syscall.ECONNREFUSED}, vault.Absent},
		{&exec.Error{Name: "dbus-launch", Err: exec.ErrNotFound}, vault.Absent},
		{context.DeadlineExceeded, vault.Hung},
		{keyring.ErrUnsupportedPlatform, vault.Absent},
		{keyring.ErrSetDataTooBig, vault.TooBig},
		{errors.New("something else"), vault.Failed},
	} {
		if got := vault.SecretServiceState(c.err); got != c.want {
			t.Errorf("%v: %v, want %v", c.err, got, c.want)
		}
	}
}

func TestWindowsState(t *testing.T) {
	for code, want := range map[syscall.Errno]vault.State{
		1312: vault.Locked, 5: vault.Denied, 1314: vault.Denied, 50: vault.Absent, 1060: vault.Absent, 1062: vault.Absent,
		1722: vault.Absent, 1460: vault.Hung, 1783: vault.TooBig, 87: vault.Failed,
	} {
		if got := vault.WindowsState(fmt.Errorf("CredRead: %w", code)); got != want {
			t.Errorf("%d: %v, want %v", int(code), got, want)
		}
	}
	if got := vault.WindowsState(keyring.ErrSetDataTooBig); got != vault.TooBig {
		t.Errorf("too big: %v", got)
	}
	if got := vault.WindowsState(errors.New("something else")); got != vault.Failed {
		t.Errorf("something else: %v", got)
	}
}

// exitStatus is an error with the exit status of a process, as exec.ExitError is one.
type exitStatus int

func (e exitStatus) Error() string { return fmt.Sprint("exit status ", int(e)) }
func (e exitStatus) ExitCode() int { return int(e) }

func TestMacState(t *testing.T) {
	// The low byte of an OSStatus is what a shell sees of it.
	for status, want := range map[int]vault.State{
		-25308: vault.Locked, -25293: vault.Locked, -128: vault.Denied, -25292: vault.Denied, -61: vault.Denied,
		-25307: vault.Absent, -25294: vault.Absent, -25291: vault.Absent, 1: vault.Failed,
	} {
		if got := vault.MacState(fmt.Errorf("security: %w", exitStatus(status&0xff))); got != want {
			t.Errorf("%d: %v, want %v", status, got, want)
		}
	}
	if got := vault.MacState(&exec.Error{Name: "/usr/bin/security", Err: exec.ErrNotFound}); got != vault.Absent {
		t.Errorf("no such tool: %v", got)
	}
	if got := vault.MacState(keyring.ErrSetDataTooBig); got != vault.TooBig {
		t.Errorf("too big: %v", got)
	}
	if got := vault.MacState(errors.New("something else")); got != vault.Failed {
		t.Errorf("something else: %v", got)
	}
}

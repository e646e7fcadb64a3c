package vault

import (
	"context"
	"errors"
	"net"
	"os/exec"
	"strings"
	"syscall"

	"github.com/godbus/dbus/v5"
	"github.com/zalando/go-keyring"
)

// The three functions below read what go-keyring passes on from the three systems. They are all compiled everywhere, so
// that their tables are tested everywhere.

// secretServiceState finds the state in an error of the Secret Service, or of the bus in front of it.
func secretServiceState(err error) State {
	var (
		fromBus dbus.Error
		network *net.OpError
		program *exec.Error
	)
	switch {
	case errors.As(err, &fromBus):
		return busState(fromBus.Name)
	case errors.Is(err, keyring.ErrSetDataTooBig):
		return TooBig
	case errors.Is(err, keyring.ErrUnsupportedPlatform), errors.As(err, &network), errors.As(err, &program):
		return Absent
	case errors.Is(err, context.DeadlineExceeded):
		return Hung
	case strings.Contains(err.Error(), "failed to unlock correct collection"):
		return Locked // go-keyring's only words for: locked, dismissed, nobody to ask
	default:
		return Failed
	}
}

// busState reads the name of a D-Bus error: those of the D-Bus specification's message bus, and of the Secret Service
// specification, section "Errors".
func busState(name string) State {
	if strings.HasPrefix(name, "org.freedesktop.DBus.Error.Spawn.") {
		return Absent
	}
	switch strings.TrimPrefix(name, "org.freedesktop.DBus.Error.") {
	case "ServiceUnknown", "NameHasNoOwner", "NoServer", "FileNotFound", "NotSupported":
		return Absent
	case "AccessDenied", "AuthFailed", "InteractiveAuthorizationRequired":
		return Denied
	case "NoReply", "Timeout", "TimedOut":
		return Hung
	case "LimitsExceeded":
		return TooBig
	case "org.freedesktop.Secret.Error.IsLocked":
		return Locked
	default:
		return Failed
	}
}

// windowsState finds the state in an error of the Credential Manager (CredReadW, CredWriteW, CredDeleteW).
func windowsState(err error) State {
	var code syscall.Errno
	if errors.Is(err, keyring.ErrSetDataTooBig) {
		return TooBig
	}
	if !errors.As(err, &code) {
		return Failed
	}
	switch code {
	case 1312: // ERROR_NO_SUCH_LOGON_SESSION: a session without the person's password, such as SSH with a key
		return Locked
	case 5, 1314: // ERROR_ACCESS_DENIED, ERROR_PRIVILEGE_NOT_HELD: a policy forbids stored credentials
		return Denied
	case 50, 1060, 1062, 1722: // NOT_SUPPORTED, SERVICE_DOES_NOT_EXIST, SERVICE_NOT_ACTIVE, RPC_S_SERVER_UNAVAILABLE
		return Absent
	case 1460: // ERROR_TIMEOUT
		return Hung
	case 1783: // RPC_X_BAD_STUB_DATA, which CredWrite returns for a blob that is too long
		return TooBig
	default:
		return Failed
	}
}

// macState finds the state in an error of /usr/bin/security. Its exit status is the low byte of the OSStatus, so
// errSecInteractionNotAllowed, -25308, is 36.
func macState(err error) State {
	var (
		exit    interface{ ExitCode() int }
		program *exec.Error
	)
	switch {
	case errors.Is(err, keyring.ErrSetDataTooBig):
		return TooBig
	case errors.As(err, &program):
		return Absent
	case !errors.As(err, &exit):
		return Failed
	}
	switch exit.ExitCode() {
	case 36, 51: // errSecInteractionNotAllowed (-25308), errSecAuthFailed (-25293)
		return Locked
	case 128, 52, 195: // userCanceledErr (-128), errSecReadOnly (-25292), errSecWrPerm (-61)
		return Denied
	case 37, 50, 53: // errSecNoDefaultKeychain (-25307), errSecNoSuchKeychain (-25294), errSecNotAvailable (-25291)
		return Absent
	default:
		return Failed
	}
}

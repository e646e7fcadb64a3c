package vault

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
)

// State says how a keychain is. The list is closed.
type State int

// The states of a keychain. The zero State is none of them.
const (
	Ready  State = iota + 1 // it answers
	Locked                  // it is there, and somebody has to unlock it first
	Denied                  // it, or the person it asked, said no
	Absent                  // this machine or this session has none
	Hung                    // it did not answer in time
	TooBig                  // it does not take so much
	Failed                  // anything else
)

var stateNames = [...]string{"", "ready", "locked", "denied", "absent", "hung", "too big", "failed"}

// String returns the state in lower-case words.
func (s State) String() string {
	if s < Ready || s > Failed {
		return fmt.Sprintf("State(%d)", int(s))
	}
	return stateNames[s]
}

// Code returns the stable code that a failure in this state is shown and translated by: vault_locked, vault_denied,
// vault_absent, vault_hung, vault_too_big or vault_failed. Ready is no failure and has the empty code.
func (s State) Code() string {
	switch s {
	case Ready:
		return ""
	case Locked, Denied, Absent, Hung, TooBig:
		return "vault_" + strings.ReplaceAll(s.String(), " ", "_")
	default:
		return "vault_failed"
	}
}

// Error is every failure of this package except "nothing is stored", which is [fs.ErrNotExist].
// It never contains a secret.
type Error struct {
	State State  // never Ready
	Op    string // get, set, delete, lock, list, set list, probe
	Err   error  // the cause; may be nil
}

// Error returns the operation, the state and the cause.
func (e *Error) Error() string {
	if e.Err == nil {
		return fmt.Sprintf("vault: %s: %s", e.Op, e.State)
	}
	return fmt.Sprintf("vault: %s: %s: %v", e.Op, e.State, e.Err)
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// Code returns the code of the error's state; see [State.Code].
func (e *Error) Code() string { return e.State.Code() }

// Causes worth telling apart. They are found with errors.Is inside an [Error].
var (
	// ErrDamaged means that what is stored cannot be read back: a flipped bit, a cut file, somebody else's data.
	// A sealed file that is damaged has been set aside, not deleted.
	ErrDamaged = errors.New("what is stored is damaged")

	// ErrNewer means that a newer version wrote what is stored. It is neither read nor replaced.
	ErrNewer = errors.New("a newer version wrote what is stored")

	// ErrBusy means that another process, or another goroutine, did not release the lock in time.
	ErrBusy = errors.New("another process is using the vault")
)

// Causes that only their text tells apart.
var (
	errStuck    = errors.New("an earlier call has not come back")
	errForgot   = errors.New("the keychain reported success and kept something else")
	errWithheld = errors.New("the keychain's message is withheld because it repeats the secret")
)

// notStored is the answer to a question for something that is not there.
func notStored(op string) error {
	return fmt.Errorf("vault: %s: nothing stored: %w", op, fs.ErrNotExist)
}

// failed wraps err as a failure that has nothing to do with the state of the keychain; it keeps an [Error] as it is.
func failed(op string, err error) error {
	var e *Error
	if err == nil || errors.As(err, &e) {
		return err
	}
	return &Error{State: Failed, Op: op, Err: err}
}

// withhold drops the text of an error that repeats the value of an item, with or without its prefix, whoever wrote it.
func withhold(err error, value string) error {
	if secret := value[len(secretPrefix):]; secret != "" && strings.Contains(err.Error(), secret) {
		return errWithheld
	}
	return err
}

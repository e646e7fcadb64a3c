package vault

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"time"

	"github.com/zalando/go-keyring"
)

// Keychain keeps secrets in the keychain of the operating system. It is safe for concurrent use. One process
// opens one: the promise that at most one goroutine hangs is per Keychain.
type Keychain struct {
	service  string
	deadline time.Duration
	limit    int
	platform platform
	folder   folder
	worker   worker
	owed     owed
	gate     gate
}

// Probe tells how the keychain is, for the start of a program. It writes nothing, asks nobody and starts no process. On
// macOS it cannot tell whether the keychain is locked; the first Get does.
func (k *Keychain) Probe(ctx context.Context) State {
	state, _ := k.probe(ctx)
	return state
}

func (k *Keychain) probe(ctx context.Context) (state State, reason error) {
	ctx, _, cancel := k.patience(ctx)
	defer cancel()
	err := k.worker.do(ctx, func(ctx context.Context) error {
		state, err := k.platform.check(ctx, k.service)
		if state == Ready {
			return nil
		}
		return &Error{State: state, Op: "probe", Err: err}
	})
	if err == nil {
		return Ready, nil
	}
	e := k.explain("probe", err)
	return e.State, e
}

// Get returns the secret stored under name, or an error that is [fs.ErrNotExist] when nothing is. Any other error is an
// [Error] and says nothing about whether there is a secret.
func (k *Keychain) Get(ctx context.Context, name string) (secret []byte, err error) {
	if err := admit(ctx, "get", name); err != nil {
		return nil, err
	}
	var found []byte // not the named result, which a late answer must not touch
	err = k.visit(ctx, "get", func(ctx context.Context) (err error) {
		found, err = k.get(ctx, name)
		return err
	})
	if err != nil {
		return nil, err
	}
	return found, nil
}

// Set stores secret, at most [SecretLimit] bytes, under name, and reads it back before it reports success. After an error the
// old secret may still be there, or the new one.
func (k *Keychain) Set(ctx context.Context, name string, secret []byte) error {
	if err := admit(ctx, "set", name); err != nil {
		return err
	}
	if err := checkSize(secret); err != nil {
		return err
	}
	secret = append([]byte{}, secret...) // the call may outlast its caller
	asked := k.owed.asked()
	return k.visit(ctx, "set", func(ctx context.Context) error {
		if err := k.set(ctx, name, secret); err != nil {
			return err
		}
		if !k.owed.done(name, asked) {
			k.owed.add(name) // another process may have carried the delete out meanwhile, and the secret has just come back
		}
		return nil
	})
}

// Delete removes the secret stored under name from the keychain and the disk. Deleting what is not there is no error.
// A Delete that fails, even because ctx had ended before, is written down and made good at the first call that reaches
// the keychain, in this run or a later one; until then Get finds nothing under the name.
func (k *Keychain) Delete(ctx context.Context, name string) error {
	if err := checkName(name); err != nil {
		return failed("delete", err)
	}
	k.owed.add(name)
	removed := k.folder.remove(sealedFile(k.service, name)) // possible even when the keychain is out of reach
	if err := ctx.Err(); err != nil {
		return failed("delete", err)
	}
	err := k.visit(ctx, "delete", func(context.Context) error {
		if !k.owed.due(name) {
			return nil // carried out on the way in, or the name has a new secret since
		}
		return k.forget(name)
	})
	if err == nil {
		err = failed("delete", removed)
	}
	return err
}

// Lock waits until no other goroutine and no other process holds the lock, at most until ctx's deadline or, if it has none,
// for 30 s; then the error is [ErrBusy]. Hold it from before a secret is read until after it is written again.
// The unlock function may be called more than once.
func (k *Keychain) Lock(ctx context.Context) (unlock func(), err error) {
	return k.folder.lock(ctx, &k.gate)
}

// List returns the account list, or an error that is [fs.ErrNotExist] when there is none. A list that is damaged is set
// aside and counts as none; the error is then [ErrDamaged] as well.
func (k *Keychain) List(ctx context.Context) ([]byte, error) { return k.folder.readList(ctx) }

// SetList replaces the account list, a JSON document of at most [ListLimit] bytes without secrets, in one step.
func (k *Keychain) SetList(ctx context.Context, list []byte) error {
	return k.folder.writeList(ctx, list)
}

// visit runs job in the keychain, after a look at its state and after the deletes that are owed.
func (k *Keychain) visit(ctx context.Context, op string, job func(context.Context) error) error {
	if len(k.service) > serviceLimit || strings.Contains(k.service, ":") || checkName(k.service) != nil {
		return failed(op, fmt.Errorf("the service name %q is not one", k.service))
	}
	ctx, attended, cancel := k.patience(ctx)
	defer cancel()
	err := k.worker.do(ctx, func(ctx context.Context) error {
		state, reason := k.platform.check(ctx, k.service)
		if state != Ready && !(state == Locked && attended) {
			return &Error{State: state, Op: op, Err: reason}
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		k.settle()
		err := job(ctx)
		if ctx.Err() != nil { // nobody hears the answer any more
			k.folder.log.Info("vault: the keychain answered late", "op", op)
			k.settle() // the caller, or another, may have asked for a delete since
		}
		return err
	})
	if err == nil || errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return k.explain(op, err)
}

// patience gives ctx the default deadline if it has none, and tells whether somebody is there to answer a question.
func (k *Keychain) patience(ctx context.Context) (_ context.Context, attended bool, _ context.CancelFunc) {
	if until, ok := ctx.Deadline(); ok {
		ctx, cancel := context.WithCancel(ctx)
		return ctx, time.Until(until) > k.deadline, cancel
	}
	ctx, cancel := context.WithTimeout(ctx, k.deadline)
	return ctx, false, cancel
}

// explain finds the state in an error.
func (k *Keychain) explain(op string, err error) *Error {
	var e *Error
	switch {
	case errors.As(err, &e):
		return e
	case errors.Is(err, errStuck), errors.Is(err, context.DeadlineExceeded), errors.Is(err, context.Canceled):
		return &Error{State: Hung, Op: op, Err: err}
	case errors.Is(err, ErrDamaged), errors.Is(err, ErrNewer), errors.Is(err, errForgot):
		return &Error{State: Failed, Op: op, Err: err}
	default:
		return &Error{State: k.platform.state(err), Op: op, Err: err}
	}
}

// settle carries out the deletes that are owed.
func (k *Keychain) settle() {
	for _, name := range k.owed.candidates() {
		if !k.owed.due(name) {
			continue
		}
		if err := k.forget(name); err != nil {
			k.folder.log.Warn("vault: a delete is still owed", "item", name, "error", err)
		}
	}
}

// forget deletes an item and its sealed file: the key first, because the file is noise without it.
func (k *Keychain) forget(name string) error {
	asked := k.owed.asked()
	if err := k.platform.store.Delete(k.service, name); err != nil && !errors.Is(err, keyring.ErrNotFound) {
		return err
	}
	if err := k.folder.remove(sealedFile(k.service, name)); err != nil {
		return failed("delete", err)
	}
	k.owed.done(name, asked)
	return nil
}

// admit refuses calls that need not reach a store.
func admit(ctx context.Context, op, name string) error {
	if err := ctx.Err(); err != nil {
		return failed(op, err)
	}
	return failed(op, checkName(name))
}

// checkName accepts the names that no store and no file system has to quote. There is no @ among them, because names are
// shown to anybody who may list the keychain: an e-mail address does not belong there.
func checkName(name string) error {
	const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._:+=/-"
	if name == "" || len(name) > nameLimit || name[0] == '-' || strings.Trim(name, letters) != "" {
		return fmt.Errorf("a name has 1 to %d letters, digits or any of ._:+=/- and does not begin with a hyphen", nameLimit)
	}
	return nil
}

func checkSize(secret []byte) error {
	if len(secret) > SecretLimit {
		return &Error{State: TooBig, Op: "set", Err: fmt.Errorf("%d bytes of at most %d", len(secret), SecretLimit)}
	}
	return nil
}

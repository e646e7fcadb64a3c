package vault

import (
	"context"
	"errors"
	"fmt"
	"io/fs"

	"github.com/zalando/go-keyring"
)

// sealedFile is the name of the file that holds the secret of that name in the overflow tier.
func sealedFile(service, name string) string { return "sealed-" + digest(service, name) + ".bin" }

// get runs in the worker.
func (k *Keychain) get(ctx context.Context, name string) ([]byte, error) {
	if k.owed.due(name) {
		return nil, notStored("get") // deleted; the keychain only does not know yet
	}
	it, err := k.item(name)
	if err != nil {
		return nil, err
	}
	if it.key == nil {
		return it.secret, nil
	}
	secret, file, err := k.openSealed(it.key, name)
	if errors.Is(err, ErrDamaged) {
		// Between the two reads another process may have deleted the item and stored a new one. Only what is still damaged
		// together with a fresh key is.
		if it, err = k.item(name); err != nil {
			return nil, err
		}
		if it.key == nil {
			return it.secret, nil
		}
		secret, file, err = k.openSealed(it.key, name)
	}
	switch {
	case errors.Is(err, ErrDamaged):
		k.folder.setAside(sealedFile(k.service, name), file, sealedLimit)
		return nil, err
	case errors.Is(err, fs.ErrNotExist):
		k.folder.log.Warn("vault: the sealed file of an item is missing", "item", name)
		return nil, notStored("get")
	case err != nil:
		return nil, failed("get", err)
	}
	return secret, nil
}

// sealedLimit is the size of the largest sealed file.
const sealedLimit = SecretLimit + sealExtra

// openSealed also returns the file as it was read, to be recognised when it is set aside.
func (k *Keychain) openSealed(key []byte, name string) (secret, file []byte, err error) {
	file, err = k.folder.read(sealedFile(k.service, name), sealedLimit)
	if err != nil {
		return nil, nil, err
	}
	secret, err = unseal(key, k.service, name, file)
	return secret, file, err
}

// item reads the item of that name. The error is fs.ErrNotExist if there is none.
func (k *Keychain) item(name string) (item, error) {
	value, err := k.platform.store.Get(k.service, name)
	if errors.Is(err, keyring.ErrNotFound) {
		return item{}, notStored("get")
	}
	if err != nil {
		return item{}, err
	}
	return parseItem(value)
}

// set runs in the worker. At every moment of it the old secret can be read, or the new one.
func (k *Keychain) set(ctx context.Context, name string, secret []byte) error {
	old, err := k.item(name)
	switch {
	case err == nil, errors.Is(err, fs.ErrNotExist):
	case errors.Is(err, ErrDamaged):
		k.folder.log.Warn("vault: an unreadable item is replaced", "item", name)
	default:
		return err
	}
	if value := secretItem(secret); len(value) <= k.limit {
		err := k.put(ctx, name, value)
		if err == nil {
			return failed("set", k.folder.remove(sealedFile(k.service, name)))
		}
		var e *Error
		if !errors.As(err, &e) || e.State != TooBig {
			return err
		}
	}
	return k.setSealed(ctx, name, secret, old.key)
}

// setSealed stores a secret in the overflow tier. With the key of the item that is there, the rename of the file is the one
// step that counts. With a new key, the item is: the file goes first, and counts for nothing until the key is there.
func (k *Keychain) setSealed(ctx context.Context, name string, secret, oldKey []byte) error {
	key := oldKey
	if key == nil {
		key = newKey()
	}
	file := sealedFile(k.service, name)
	old, err := k.folder.read(file, sealedLimit)
	switch {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		return failed("set", err)
	default:
		if _, err := unseal(key, k.service, name, old); errors.Is(err, ErrNewer) {
			return err
		} else if err != nil { // damaged, or its key is lost; in either case not ours to delete
			k.folder.setAside(file, old, sealedLimit)
		}
	}
	sealed, err := seal(key, k.service, name, secret)
	if err != nil {
		return failed("set", err)
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := k.folder.write(file, sealed); err != nil {
		return failed("set", err)
	}
	if oldKey != nil {
		return nil
	}
	return k.put(ctx, name, keyItem(key))
}

// put writes an item, unless the caller has left, and reads it back: some stores say yes and keep nothing.
func (k *Keychain) put(ctx context.Context, name, value string) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := k.platform.store.Set(k.service, name, value); err != nil {
		return &Error{State: k.platform.state(err), Op: "set", Err: withhold(err, value)}
	}
	kept, err := k.platform.store.Get(k.service, name)
	switch {
	case errors.Is(err, keyring.ErrNotFound), err == nil && kept != value:
		return errForgot
	case err != nil:
		return fmt.Errorf("reading back: %w", err)
	}
	return nil
}

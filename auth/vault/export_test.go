package vault

import (
	"context"
	"os"
)

// Names for the tests, which are outside the package.
var (
	SecretServiceState = secretServiceState
	WindowsState       = windowsState
	MacState           = macState
	Seal               = seal
	Unseal             = unseal
	NewKey             = newKey
	SealedFile         = sealedFile
)

const (
	SealExtra = sealExtra
	LockName  = lockName
)

// OpenOn is Open on another store; check stands for the look at the platform, and nil for one that always says Ready.
func OpenOn(c Config, s store, check func(context.Context, string) (State, error)) *Keychain {
	if check == nil {
		check = func(context.Context, string) (State, error) { return Ready, nil }
	}
	return open(c, platform{store: s, check: check, state: secretServiceState, limit: 2560})
}

// GoKeyring is the store that Open uses.
func GoKeyring() store { return goKeyring{} }

// SyncBy makes k bring files to the disk by sync.
func (k *Keychain) SyncBy(sync func(*os.File) error) {
	k.folder.sync, k.owed.folder.sync = sync, sync
}

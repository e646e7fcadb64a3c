package vault

import (
	"context"
	"errors"

	"github.com/zalando/go-keyring"
)

// system is the Credential Manager. A credential may have 2,560 bytes (CRED_MAX_CREDENTIAL_BLOB_SIZE).
func system() platform {
	return platform{store: goKeyring{}, check: checkCredentials, state: windowsState, limit: 2560}
}

// checkCredentials reads a credential that does not exist: the Credential Manager says whether it would have answered.
func checkCredentials(_ context.Context, service string) (State, error) {
	_, err := keyring.Get(service, "-")
	if err == nil || errors.Is(err, keyring.ErrNotFound) {
		return Ready, nil
	}
	return windowsState(err), err
}

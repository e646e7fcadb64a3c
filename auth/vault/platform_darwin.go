package vault

import (
	"context"
	"os"
)

// system is the login keychain, by way of /usr/bin/security. One of its commands may have 4,096 bytes; what
// go-keyring adds to the base64 of the value is under 250 for the longest names this package accepts.
func system() platform {
	return platform{store: goKeyring{}, check: checkSecurity, state: macState, limit: 2800}
}

// checkSecurity looks whether the tool is there. Whether the keychain is locked could only be told by running it.
func checkSecurity(context.Context, string) (State, error) {
	if _, err := os.Stat("/usr/bin/security"); err != nil {
		return Absent, err
	}
	return Ready, nil
}

package vault

import "github.com/zalando/go-keyring"

// goKeyring is the store of the real keychain.
type goKeyring struct{}

func (goKeyring) Get(service, name string) (string, error) { return keyring.Get(service, name) }

func (goKeyring) Set(service, name, value string) error { return keyring.Set(service, name, value) }

func (goKeyring) Delete(service, name string) error { return keyring.Delete(service, name) }

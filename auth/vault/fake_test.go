package vault_test

import (
	"context"
	"errors"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/vestibule-app/vestibule/auth/vault"
	"github.com/zalando/go-keyring"
)

// fake is a store that misbehaves on demand. Before each call it runs before, if there is one; an error of that is the
// call's own.
type fake struct {
	before func(op, name string) error

	mu     sync.Mutex
	items  map[string]string
	forget bool                // Set says yes and keeps nothing
	garble func(string) string // what Get does to a value
}

func (f *fake) enter(op, name string) error {
	if f.before == nil {
		return nil
	}
	return f.before(op, name)
}

func (f *fake) Get(_, name string) (string, error) {
	if err := f.enter("get", name); err != nil {
		return "", err
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	value, ok := f.items[name]
	if !ok {
		return "", keyring.ErrNotFound
	}
	if f.garble != nil {
		value = f.garble(value)
	}
	return value, nil
}

func (f *fake) Set(_, name, value string) error {
	if err := f.enter("set", name); err != nil {
		return err
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.items == nil {
		f.items = make(map[string]string)
	}
	if !f.forget {
		f.items[name] = value
	}
	return nil
}

func (f *fake) Delete(_, name string) error {
	if err := f.enter("delete", name); err != nil {
		return err
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if _, ok := f.items[name]; !ok {
		return keyring.ErrNotFound
	}
	delete(f.items, name)
	return nil
}

// item returns the value as the store has it; empty when there is none.
func (f *fake) item(name string) string {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.items[name]
}

// on opens a Keychain on f with a log that the test may read.
func (f *fake) on(t *testing.T, c vault.Config) (*vault.Keychain, *strings.Builder) {
	log := new(strings.Builder)
	c.Logger = slog.New(slog.NewTextHandler(log, nil))
	if c.Dir == "" {
		c.Dir = t.TempDir()
	}
	return vault.OpenOn(c, f, nil), log
}

// waiting is a context of somebody who waits a minute.
func waiting(t *testing.T) context.Context {
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	t.Cleanup(cancel)
	return ctx
}

var errStore = errors.New("the store is out of sorts")

// smallStore takes 100 bytes.
type smallStore struct{ *fake }

func (s *smallStore) Set(service, name, value string) error {
	if len(value) > 100 {
		return keyring.ErrSetDataTooBig
	}
	return s.fake.Set(service, name, value)
}

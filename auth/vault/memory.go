package vault

import (
	"bytes"
	"context"
	"log/slog"
	"sync"
	"time"
)

// Memory keeps secrets until the process ends. It is for programs and tests that want no keychain: whoever asks it
// hears that a secret is kept, and not for how long. The zero value is ready; it must not be copied after first use.
type Memory struct {
	// Dir is where the account list is kept, so that a person is at least recognised at the next start. With a
	// Dir, Lock excludes other processes too. Empty means that the list is in memory as well.
	Dir string

	// Logger hears of a damaged account list. Nil means silence.
	Logger *slog.Logger

	gate    gate
	mu      sync.Mutex
	secrets map[string][]byte
	list    []byte // nil when there is none
}

// NewMemory returns an empty Memory without a folder.
func NewMemory() *Memory { return new(Memory) }

// Get returns a copy of the secret stored under name, or an error that is [fs.ErrNotExist].
func (m *Memory) Get(ctx context.Context, name string) ([]byte, error) {
	if err := admit(ctx, "get", name); err != nil {
		return nil, err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	secret, ok := m.secrets[name]
	if !ok {
		return nil, notStored("get")
	}
	return bytes.Clone(secret), nil
}

// Set stores a copy of secret under name and wipes the one before.
func (m *Memory) Set(ctx context.Context, name string, secret []byte) error {
	if err := admit(ctx, "set", name); err != nil {
		return err
	}
	if err := checkSize(secret); err != nil {
		return err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.secrets == nil {
		m.secrets = make(map[string][]byte)
	}
	clear(m.secrets[name])
	m.secrets[name] = append([]byte{}, secret...)
	return nil
}

// Delete wipes and forgets the secret stored under name. Deleting what is not there is no error. It does not look at ctx:
// there is nothing to wait for, and a sign-out must not be lost because its caller has left.
func (m *Memory) Delete(_ context.Context, name string) error {
	if err := checkName(name); err != nil {
		return failed("delete", err)
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	clear(m.secrets[name])
	delete(m.secrets, name)
	return nil
}

// Lock excludes other goroutines, and other processes that use the same Dir; see [Keychain.Lock].
func (m *Memory) Lock(ctx context.Context) (unlock func(), err error) {
	return m.folder().lock(ctx, &m.gate)
}

// List returns the account list, or an error that is [fs.ErrNotExist].
func (m *Memory) List(ctx context.Context) ([]byte, error) {
	if m.Dir != "" {
		return m.folder().readList(ctx)
	}
	if err := ctx.Err(); err != nil {
		return nil, failed("list", err)
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.list == nil {
		return nil, notStored("list")
	}
	return bytes.Clone(m.list), nil
}

// SetList replaces the account list, a JSON document of at most [ListLimit] bytes without secrets.
func (m *Memory) SetList(ctx context.Context, list []byte) error {
	if m.Dir != "" {
		return m.folder().writeList(ctx, list)
	}
	if err := ctx.Err(); err != nil {
		return failed("set list", err)
	}
	if err := checkList(list); err != nil {
		return err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.list = bytes.Clone(list)
	return nil
}

func (m *Memory) folder() folder {
	log := m.Logger
	if log == nil {
		log = slog.New(slog.DiscardHandler)
	}
	return folder{path: m.Dir, now: time.Now, log: log}
}

package auth

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"sync"
)

// accountList is the document that Vault.List keeps. It holds no secret.
type accountList struct {
	Version  int     `json:"version"`
	Accounts []entry `json:"accounts"`

	// Unreadable is what stood in place of a list once: JSON, but not ours. Nobody needs it but whoever put it there.
	Unreadable json.RawMessage `json:"unreadable,omitempty"`
}

// entry is an account and what is left to do about it.
type entry struct {
	Account
	Leftover bool `json:"leftover,omitempty"` // the vault could not be reached at sign-out; its secret is deleted later
	Hidden   bool `json:"hidden,omitempty"`   // forgotten by the person; kept only for the sake of Leftover
}

const listVersion = 1

func (l *accountList) index(a Account) int {
	return slices.IndexFunc(l.Accounts, func(e entry) bool { return e.ID == a.ID && e.ClientID == a.ClientID })
}

func (l *accountList) find(a Account) (entry, bool) {
	if i := l.index(a); i >= 0 {
		return l.Accounts[i], true
	}
	return entry{}, false
}

func (l *accountList) put(a Account) { l.putEntry(entry{Account: a}) }

func (l *accountList) putEntry(e entry) {
	if i := l.index(e.Account); i >= 0 {
		l.Accounts[i] = e
		return
	}
	l.Accounts = append(l.Accounts, e)
}

func (l *accountList) remove(a Account) {
	l.Accounts = slices.DeleteFunc(l.Accounts, func(e entry) bool { return e.ID == a.ID && e.ClientID == a.ClientID })
}

func (c *Client) readList(ctx context.Context) (accountList, error) {
	l := accountList{Version: listVersion}
	b, err := c.vault.List(ctx)
	if errors.Is(err, fs.ErrNotExist) {
		return l, nil
	}
	if err != nil {
		return l, err
	}
	var format struct {
		Version any `json:"version"`
	}
	_ = json.Unmarshal(b, &format) // what has no version is damaged, see below
	if v, ours := format.Version.(float64); format.Version != nil && (!ours || v > listVersion) {
		return l, fmt.Errorf("auth: the account list was written by a newer version of this program (format %v); update it", format.Version)
	}
	if err := json.Unmarshal(b, &l); err != nil {
		c.log.Error("the account list was not one; it is kept inside the new one", "error", err)
		return accountList{Version: listVersion, Unreadable: b}, nil
	}
	l.Version = listVersion
	return l, nil
}

// updateList reads, changes and writes the list. A list that cannot be read is not overwritten.
func (c *Client) updateList(ctx context.Context, change func(*accountList)) error {
	l, err := c.readList(ctx)
	if err != nil {
		return err
	}
	change(&l)
	b, err := json.MarshalIndent(l, "", "  ")
	if err != nil {
		return err
	}
	return c.vault.SetList(ctx, append(b, '\n'))
}

// sweep deletes what a sign-out had to leave in the vault.
func (c *Client) sweep(ctx context.Context) {
	l, err := c.readList(ctx)
	if err != nil || !slices.ContainsFunc(l.Accounts, func(e entry) bool { return e.Leftover }) {
		return
	}
	unlock, err := c.vault.Lock(ctx)
	if err != nil {
		return
	}
	defer unlock()
	_ = c.updateList(ctx, func(l *accountList) { // it is tried again at the next start
		for _, e := range slices.Clone(l.Accounts) {
			if !e.Leftover || c.vault.Delete(ctx, vaultName(e.Account)) != nil {
				continue
			}
			if e.Leftover = false; e.Hidden {
				l.remove(e.Account)
			} else {
				l.putEntry(e)
			}
		}
	})
}

// memory is the Vault of a Client that was given none.
type memory struct {
	gate    chan struct{} // a channel, so that a caller can give up
	mu      sync.Mutex
	secrets map[string][]byte
	list    []byte
}

func newMemory() *memory { return &memory{gate: make(chan struct{}, 1)} }

func (m *memory) Get(_ context.Context, name string) ([]byte, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if b, ok := m.secrets[name]; ok {
		return slices.Clone(b), nil
	}
	return nil, fs.ErrNotExist
}

func (m *memory) Set(_ context.Context, name string, secret []byte) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.secrets == nil {
		m.secrets = map[string][]byte{}
	}
	m.secrets[name] = slices.Clone(secret)
	return nil
}

func (m *memory) Delete(_ context.Context, name string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	delete(m.secrets, name)
	return nil
}

func (m *memory) Lock(ctx context.Context) (func(), error) {
	select {
	case m.gate <- struct{}{}:
		return func() { <-m.gate }, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func (m *memory) List(context.Context) ([]byte, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.list == nil {
		return nil, fs.ErrNotExist
	}
	return slices.Clone(m.list), nil
}

func (m *memory) SetList(_ context.Context, b []byte) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.list = slices.Clone(b)
	return nil
}

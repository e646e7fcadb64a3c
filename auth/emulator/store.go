package emulator

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"
)

// refreshToken is what is kept of a refresh token. The token itself is not.
type refreshToken struct {
	SHA256  string    `json:"sha256"`
	User    string    `json:"user"` // object ID
	Client  string    `json:"client"`
	Scope   string    `json:"scope"`
	Issued  time.Time `json:"issued_at"`
	Family  string    `json:"family"` // the sign-in it descends from
	Spent   bool      `json:"spent,omitempty"`
	Revoked bool      `json:"revoked,omitempty"`

	unsaved bool // the file does not know yet
}

// refreshTokens are all that were issued, oldest first, in memory or in a file that several processes share. The caller
// holds Tenant.mu.
type refreshTokens struct {
	path string // empty: in memory
	lock *folderLock
	all  []refreshToken // with a path, what the file held when it was last read, and what could not be saved

	changing bool // change runs
	dirty    bool // and something is to be saved
}

// maxRefreshTokens bounds memory and file: the oldest go first.
const maxRefreshTokens = 2000

type refreshFile struct {
	Version int            `json:"version"`
	Tokens  []refreshToken `json:"tokens"`
}

// openRefreshTokens reads the tokens of a folder, of which the caller holds the lock. A file that cannot be read is an
// error and is left alone.
func openRefreshTokens(lock *folderLock) (*refreshTokens, error) {
	s := &refreshTokens{path: filepath.Join(lock.folder, "refresh-tokens.json"), lock: lock}
	return s, s.read()
}

func hashOf(token string) string {
	sum := sha256.Sum256([]byte(token))
	return hex.EncodeToString(sum[:])
}

// change runs f while no other process can change the tokens: f sees what all of them did, and they see all that f did,
// written at once. A change inside a change is part of it. After an error, what f did is good until the program ends,
// or until a later change can save it.
func (s *refreshTokens) change(f func()) error {
	if s.path == "" || s.changing {
		f()
		return nil
	}
	s.dirty = false
	release, err := s.lock.take()
	if err == nil {
		defer release()
		err = s.read()
	}
	s.changing = true
	f()
	s.changing = false
	if err == nil && s.dirty {
		err = s.save()
	}
	return err
}

// add makes a refresh token and keeps its hash. Even with an error the token is good until the program ends.
func (s *refreshTokens) add(r refreshToken) (token string, err error) {
	token = "1." + random()
	r.SHA256 = hashOf(token)
	if r.Family == "" {
		r.Family = newGUID()
	}
	r.unsaved = true
	return token, s.change(func() {
		s.all, s.dirty = append(s.all, r), true
		s.trim()
	})
}

// find looks a token up. Inside change it knows those of all processes.
func (s *refreshTokens) find(token string) (refreshToken, bool) {
	hash := hashOf(token)
	for _, r := range s.all {
		if r.SHA256 == hash {
			return r, true
		}
	}
	return refreshToken{}, false
}

// spend marks a token as used.
func (s *refreshTokens) spend(token string) error {
	hash := hashOf(token)
	return s.change(func() {
		for i := range s.all {
			if r := &s.all[i]; r.SHA256 == hash {
				r.Spent, r.unsaved, s.dirty = true, true, true
			}
		}
	})
}

// revoke kills the tokens that which picks.
func (s *refreshTokens) revoke(which func(refreshToken) bool) error {
	return s.change(func() {
		for i := range s.all {
			if r := &s.all[i]; which(*r) {
				r.Revoked, r.unsaved, s.dirty = true, true, true
			}
		}
	})
}

// clear forgets the tokens of all processes.
func (s *refreshTokens) clear() error {
	return s.change(func() { s.all, s.dirty = nil, true })
}

func (s *refreshTokens) trim() {
	if extra := len(s.all) - maxRefreshTokens; extra > 0 {
		s.all = slices.Delete(s.all, 0, extra)
	}
}

// read brings in what other processes wrote. What this one could not save stays; without a file that is everything,
// because nobody forgets tokens by removing it.
func (s *refreshTokens) read() error {
	var file refreshFile
	found, err := readJSON(s.path, &file)
	if err != nil {
		return err
	}
	if !found {
		for i := range s.all {
			s.all[i].unsaved, s.dirty = true, true
		}
		return nil
	}
	if file.Version != 1 {
		return fmt.Errorf("%s has version %d, this program knows version 1", s.path, file.Version)
	}
	known := make(map[string]int, len(file.Tokens))
	for i, r := range file.Tokens {
		known[r.SHA256] = i
	}
	for _, r := range s.all {
		if !r.unsaved {
			continue
		}
		s.dirty = true
		if i, ok := known[r.SHA256]; ok {
			file.Tokens[i].Spent = file.Tokens[i].Spent || r.Spent
			file.Tokens[i].Revoked = file.Tokens[i].Revoked || r.Revoked
			file.Tokens[i].unsaved = true
			continue
		}
		file.Tokens = append(file.Tokens, r)
	}
	s.all = file.Tokens
	s.trim()
	return nil
}

func (s *refreshTokens) save() error {
	if err := writeFile(s.path, refreshFile{Version: 1, Tokens: s.all}); err != nil {
		return err
	}
	for i := range s.all {
		s.all[i].unsaved = false
	}
	return nil
}

// readJSON reads a file; found is false if there is none.
func readJSON(path string, into any) (found bool, err error) {
	raw, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	if err := json.NewDecoder(bytes.NewReader(raw)).Decode(into); err != nil {
		return false, fmt.Errorf("%s: %w", path, err)
	}
	return true, nil
}

// writeFile replaces a file as a whole: a crash leaves the old one or the new one. Only the owner may read it.
func writeFile(path string, body any) error {
	raw, err := json.Marshal(body)
	if err != nil {
		return err
	}
	temp, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".*") // made with 0600
	if err != nil {
		return err
	}
	defer os.Remove(temp.Name()) // fails after the rename, as it should
	_, err = temp.Write(raw)
	if err == nil {
		err = temp.Sync()
	}
	if closed := temp.Close(); err == nil {
		err = closed
	}
	if err != nil {
		return err
	}
	return os.Rename(temp.Name(), path)
}

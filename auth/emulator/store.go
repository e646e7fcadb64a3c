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
}

// refreshTokens are all that were issued, oldest first, in memory or in a file. The caller holds Tenant.mu.
type refreshTokens struct {
	path string // empty: in memory
	all  []refreshToken
}

// maxRefreshTokens bounds memory and file: the oldest go first.
const maxRefreshTokens = 2000

type refreshFile struct {
	Version int            `json:"version"`
	Tokens  []refreshToken `json:"tokens"`
}

// openRefreshTokens reads the tokens of a folder; an empty folder means memory. A file that cannot be read is an
// error and is left alone.
func openRefreshTokens(folder string) (*refreshTokens, error) {
	s := &refreshTokens{}
	if folder == "" {
		return s, nil
	}
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return s, err
	}
	path := filepath.Join(folder, "refresh-tokens.json")
	var file refreshFile
	found, err := readJSON(path, &file)
	if err != nil {
		return s, err
	}
	if found && file.Version != 1 {
		return s, fmt.Errorf("%s has version %d, this program knows version 1", path, file.Version)
	}
	s.path, s.all = path, file.Tokens
	return s, nil
}

func hashOf(token string) string {
	sum := sha256.Sum256([]byte(token))
	return hex.EncodeToString(sum[:])
}

// add makes a refresh token and keeps its hash. Even with an error the token is good until the program ends.
func (s *refreshTokens) add(r refreshToken) (string, error) {
	token := "1." + random()
	r.SHA256 = hashOf(token)
	if r.Family == "" {
		r.Family = newGUID()
	}
	s.all = append(s.all, r)
	if extra := len(s.all) - maxRefreshTokens; extra > 0 {
		s.all = slices.Delete(s.all, 0, extra)
	}
	return token, s.save()
}

func (s *refreshTokens) find(token string) (refreshToken, bool) {
	hash := hashOf(token)
	for _, r := range s.all {
		if r.SHA256 == hash {
			return r, true
		}
	}
	return refreshToken{}, false
}

// spend marks a token as used. The add that follows writes it down, so that a refresh costs one write.
func (s *refreshTokens) spend(token string) {
	hash := hashOf(token)
	for i := range s.all {
		if s.all[i].SHA256 == hash {
			s.all[i].Spent = true
		}
	}
}

// revoke kills the tokens that which picks.
func (s *refreshTokens) revoke(which func(refreshToken) bool) error {
	for i := range s.all {
		if which(s.all[i]) {
			s.all[i].Revoked = true
		}
	}
	return s.save()
}

func (s *refreshTokens) clear() error {
	s.all = nil
	return s.save()
}

func (s *refreshTokens) save() error {
	if s.path == "" {
		return nil
	}
	return writeFile(s.path, refreshFile{Version: 1, Tokens: s.all})
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

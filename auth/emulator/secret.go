package emulator

import (
	"crypto/hmac"
	"crypto/pbkdf2"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"strings"
	"sync"
	"time"
)

// secret is a hashed password: PBKDF2 with HMAC-SHA-256 (RFC 8018).
type secret struct {
	salt []byte
	cost int
	sum  []byte
}

func newSecret(password string, cost int) secret {
	s := secret{salt: make([]byte, 16), cost: cost}
	rand.Read(s.salt)
	s.sum = s.hash(password)
	return s
}

func (s secret) hash(password string) []byte {
	sum, err := pbkdf2.Key(sha256.New, password, s.salt, s.cost, sha256.Size)
	if err != nil {
		panic("emulator: " + err.Error()) // only for a key length that no hash has
	}
	return sum
}

func (s secret) matches(password string) bool {
	return s.sum != nil && subtle.ConstantTimeCompare(s.sum, s.hash(password)) == 1
}

var publicSecrets sync.Map // cost -> func() secret

// publicSecret is the hash of Password. Because that is public, one hash serves all built-in people of a process.
func publicSecret(cost int) secret {
	made, _ := publicSecrets.LoadOrStore(cost, sync.OnceValue(func() secret { return newSecret(Password, cost) }))
	return made.(func() secret)()
}

// hashed is the hash of a password of the directory, made once, because hashing is slow.
func (t *Tenant) hashed(password string) secret {
	cost := t.passwordCost()
	if password == Password {
		return publicSecret(cost)
	}
	if _, ok := t.hashes[password]; !ok {
		t.hashes[password] = newSecret(password, cost)
	}
	return t.hashes[password]
}

// attempt checks a password under smart lockout: PasswordTries wrong ones lock the account for LockFor; after that
// every further wrong one locks it again for twice as long, up to an hour. A wrong password that was tried among the last
// three does not count, so that a program with an old password does not lock its owner out.
func (t *Tenant) attempt(p *person, password string) *reply {
	now := t.now()
	if now.Before(p.lockedUntil) {
		return refuse("invalid_grant", 50053, "The account is locked, you've tried to sign in too many times with an incorrect user ID or password.")
	}
	if p.password.matches(password) {
		p.wrong, p.locks, p.recent = 0, 0, nil
		return nil
	}
	wrong := refuse("invalid_grant", 50126, "Error validating credentials due to invalid username or password.")
	mac := hmac.New(sha256.New, t.pepper[:])
	mac.Write([]byte(p.oid + "\x00" + password))
	var sum [sha256.Size]byte
	mac.Sum(sum[:0])
	for _, r := range p.recent {
		if hmac.Equal(r[:], sum[:]) {
			return wrong
		}
	}
	p.recent = append(p.recent, sum)
	if len(p.recent) > 3 {
		p.recent = p.recent[1:]
	}
	p.wrong++
	if p.wrong >= t.passwordTries() {
		p.lockedUntil = now.Add(min(t.lockFor()<<min(p.locks, 10), max(time.Hour, t.lockFor())))
		p.locks++
	}
	return wrong
}

// random returns 256 bits that nobody can guess, as base64url.
func random() string {
	b := make([]byte, 32)
	rand.Read(b)
	return base64.RawURLEncoding.EncodeToString(b)
}

// newGUID returns a version 4 UUID.
func newGUID() string {
	b := make([]byte, 16)
	rand.Read(b)
	b[6], b[8] = b[6]&0x0f|0x40, b[8]&0x3f|0x80
	const hex = "0123456789abcdef"
	out := make([]byte, 0, 36)
	for i, c := range b {
		if i == 4 || i == 6 || i == 8 || i == 10 {
			out = append(out, '-')
		}
		out = append(out, hex[c>>4], hex[c&15])
	}
	return string(out)
}

// isGUID reports whether s has the form of a GUID.
func isGUID(s string) bool {
	if len(s) != 36 {
		return false
	}
	for i, c := range s {
		switch {
		case i == 8 || i == 13 || i == 18 || i == 23:
			if c != '-' {
				return false
			}
		case !strings.ContainsRune("0123456789abcdefABCDEF", c):
			return false
		}
	}
	return true
}

// same compares two strings in constant time.
func same(a, b string) bool {
	x, y := sha256.Sum256([]byte(a)), sha256.Sum256([]byte(b))
	return subtle.ConstantTimeCompare(x[:], y[:]) == 1
}

package vault

import (
	"crypto/rand"
	"encoding/base64"
	"regexp"
	"strings"
)

// An item starts with four characters that tell its tier: V, the version of the format, one letter, a colon. The
// rest is the secret itself, or the base64url key of a sealed file.
const (
	secretPrefix = "V1S:"
	keyPrefix    = "V1K:"

	keySize = 32 // bytes, AES-256
)

var anyVersion = regexp.MustCompile(`^V[0-9]+[A-Z]:`)

// item is what an item of the keychain says. At most one of its fields is set.
type item struct {
	secret []byte // the secret itself; not nil, but perhaps empty, in the first tier
	key    []byte // the key of the sealed file in the overflow tier
}

// parseItem reads the value of an item. The error is ErrNewer or ErrDamaged.
func parseItem(value string) (item, error) {
	if rest, ok := strings.CutPrefix(value, secretPrefix); ok {
		return item{secret: []byte(rest)}, nil
	}
	if rest, ok := strings.CutPrefix(value, keyPrefix); ok {
		key, err := base64.RawURLEncoding.Strict().DecodeString(rest)
		if err != nil || len(key) != keySize {
			return item{}, ErrDamaged
		}
		return item{key: key}, nil
	}
	if anyVersion.MatchString(value) {
		return item{}, ErrNewer
	}
	return item{}, ErrDamaged
}

// secretItem is the value of an item of the first tier.
func secretItem(secret []byte) string { return secretPrefix + string(secret) }

// keyItem is the value of an item of the overflow tier.
func keyItem(key []byte) string { return keyPrefix + base64.RawURLEncoding.EncodeToString(key) }

// newKey returns a fresh random key. crypto/rand does not fail (Go 1.24 and later end the process instead).
func newKey() []byte {
	key := make([]byte, keySize)
	rand.Read(key)
	return key
}

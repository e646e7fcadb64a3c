package vault

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"encoding/binary"
	"fmt"
)

// A sealed file is a header of eight bytes, then what cipher.NewGCMWithRandomNonce makes: a random nonce of 12 bytes, the
// ciphertext, a tag of 16. The header is "VSTBSEAL" with its last byte replaced by the version of the format.
const (
	sealMagic   = "VSTBSEA"
	sealVersion = 1
	sealHeader  = len(sealMagic) + 1
	sealExtra   = sealHeader + 12 + 16 // bytes a sealed file is longer than its secret
)

// seal encrypts secret under key. The name, the service and the version are bound to it, so that a file which is renamed,
// or copied over another account's, does not open.
func seal(key []byte, service, name string, secret []byte) ([]byte, error) {
	aead, err := newAEAD(key)
	if err != nil {
		return nil, err
	}
	out := make([]byte, 0, len(secret)+sealExtra)
	out = append(out, sealMagic...)
	out = append(out, sealVersion)
	return aead.Seal(out, nil, secret, sealedWith(service, name)), nil
}

// unseal is the reverse of seal. The error is ErrDamaged or ErrNewer, perhaps wrapped.
func unseal(key []byte, service, name string, file []byte) ([]byte, error) {
	if len(file) < sealHeader || !bytes.HasPrefix(file, []byte(sealMagic)) {
		return nil, fmt.Errorf("%w: not a sealed file", ErrDamaged)
	}
	aead, err := newAEAD(key)
	if err != nil {
		return nil, err
	}
	secret, err := aead.Open(nil, nil, file[sealHeader:], sealedWith(service, name))
	version := file[len(sealMagic)]
	switch {
	case err == nil && version == sealVersion:
		return secret, nil
	case err != nil && version > sealVersion: // if it opened, only this byte would be wrong
		return nil, fmt.Errorf("%w: sealed file of version %d", ErrNewer, version)
	default:
		return nil, fmt.Errorf("%w: the seal is broken", ErrDamaged)
	}
}

func newAEAD(key []byte) (cipher.AEAD, error) {
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	return cipher.NewGCMWithRandomNonce(block)
}

// sealedWith is the additional data of the seal. Lengths go first, so that no two pairs of names read the same.
func sealedWith(service, name string) []byte {
	out := append([]byte(sealMagic), sealVersion)
	for _, s := range []string{service, name} {
		out = binary.BigEndian.AppendUint32(out, uint32(len(s)))
		out = append(out, s...)
	}
	return out
}

package brand

import (
	"bytes"
	"crypto/ed25519"
	"crypto/rand"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/binary"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// A signature says who made a pack, and that nobody changed it since. It is one more file of the pack, over all others.

const (
	signatureTitle = "vestibule brand signature 1" // first line of the file, and what a signature is bound to
	maxKeyFile     = 4 << 10
)

// Digest is what is signed: SHA-256 over a line that names the format and every file but the signature, in the order of
// their names: the length of the name, the name, the length of the content, the content. Lengths are eight bytes,
// big-endian; with them nothing can be moved from one file to another.
func Digest(files map[string][]byte) [sha256.Size]byte {
	h := sha256.New()
	length := func(n int) { _ = binary.Write(h, binary.BigEndian, uint64(n)) } // a hash takes everything
	h.Write([]byte(signatureTitle + "\n"))
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if name == SignatureFile {
			continue
		}
		length(len(name))
		h.Write([]byte(name))
		length(len(files[name]))
		h.Write(files[name])
	}
	return [sha256.Size]byte(h.Sum(nil))
}

// Sign puts a signature into the pack at a path, in the place of the one before. The pack must be in order;
// the error is that of Read.
func Sign(path string, key ed25519.PrivateKey) error {
	if len(key) != ed25519.PrivateKeySize {
		return errors.New("this is no private key of Ed25519")
	}
	files, err := Files(path)
	if err != nil {
		return withPath(err, path)
	}
	delete(files, SignatureFile)
	p, err := Parse(files)
	if err != nil {
		return withPath(err, path)
	}
	digest := Digest(files)
	text := fmt.Sprintf("%s\nkey: %s\nsignature: %s\n", signatureTitle,
		base64.StdEncoding.EncodeToString(key.Public().(ed25519.PublicKey)),
		base64.StdEncoding.EncodeToString(ed25519.Sign(key, signed(digest))))
	files[SignatureFile] = []byte(text)
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	switch {
	case info.IsDir():
		return ReplaceFile(filepath.Join(path, SignatureFile), []byte(text))
	case filepath.Base(path) == Manifest:
		return ReplaceFile(filepath.Join(filepath.Dir(path), SignatureFile), []byte(text))
	}
	return WriteFile(path, p)
}

// Verify reads a pack whose signature is asked for; SignedBy of the Pack says whose it is. It is an error when there is
// none, when the pack was changed since, and, where keys are given, when it is of none of them.
func Verify(path string, keys ...ed25519.PublicKey) (*Pack, error) {
	p, err := ReadTrusted(path, keys...)
	if err != nil {
		return nil, err
	}
	if p.SignedBy == nil {
		return nil, withPath(refuse(SignatureFile, "is missing; the pack is not signed"), path)
	}
	return p, nil
}

func withPath(err error, path string) error {
	var refused *Error
	if errors.As(err, &refused) {
		refused.Path = path
	}
	return err
}

// signed is the message of a signature, apart from every other use of the key.
func signed(digest [sha256.Size]byte) []byte {
	return append([]byte(signatureTitle+"\n"), digest[:]...)
}

// checkSignature holds a signature that is there against the files.
func (p *Pack) checkSignature() error {
	text, ok := p.Files[SignatureFile]
	if !ok {
		return nil
	}
	key, signature, err := readSignature(text)
	if err != nil {
		return refuse(SignatureFile, "%v", err)
	}
	if !ed25519.Verify(key, signed(Digest(p.Files)), signature) {
		return refuse(SignatureFile, "%v", because(SignatureOutdated, nil, "does not fit: the pack was changed after it was signed; sign it again, or get it anew"))
	}
	p.SignedBy = key
	return nil
}

// trusted says whether a pack comes from one of some keys.
func (p *Pack) trusted(keys []ed25519.PublicKey) error {
	switch {
	case len(keys) == 0:
		return nil
	case p.SignedBy == nil:
		return refuse(SignatureFile, "is missing; this app takes signed packs alone, so sign it with vestibule brand sign")
	case !slices.ContainsFunc(keys, func(k ed25519.PublicKey) bool { return bytes.Equal(k, p.SignedBy) }):
		return refuse(SignatureFile, "is by a key that this app does not trust; sign the pack with the right one")
	}
	return nil
}

func readSignature(text []byte) (ed25519.PublicKey, []byte, error) {
	wrong := errors.New("is no signature of a brand; sign the pack again")
	lines := strings.Split(strings.ReplaceAll(strings.TrimSuffix(string(text), "\n"), "\r\n", "\n"), "\n")
	if len(text) > 1<<10 || len(lines) != 3 || strings.TrimSuffix(lines[0], "\r") != signatureTitle {
		return nil, nil, wrong
	}
	value := func(line, name string, size int) []byte {
		s, ok := strings.CutPrefix(strings.TrimSuffix(line, "\r"), name+": ")
		b, err := base64.StdEncoding.Strict().DecodeString(s)
		if !ok || err != nil || len(b) != size {
			return nil
		}
		return b
	}
	key, signature := value(lines[1], "key", ed25519.PublicKeySize), value(lines[2], "signature", ed25519.SignatureSize)
	if key == nil || signature == nil {
		return nil, nil, wrong
	}
	return key, signature, nil
}

// NewKey makes a pair of keys in PEM, as openssl genpkey -algorithm ed25519 does: the private one in PKCS #8, the public
// one as SubjectPublicKeyInfo (RFC 8410).
func NewKey() (private, public []byte, err error) {
	pub, priv, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		return nil, nil, err
	}
	privDER, err := x509.MarshalPKCS8PrivateKey(priv)
	if err != nil {
		return nil, nil, err
	}
	pubDER, err := x509.MarshalPKIXPublicKey(pub)
	if err != nil {
		return nil, nil, err
	}
	return pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: privDER}),
		pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: pubDER}), nil
}

// ReadPrivateKey reads a private key of Ed25519 from a file in PEM. Nothing of the file is in the error.
func ReadPrivateKey(path string) (ed25519.PrivateKey, error) {
	block, err := readPEM(path)
	if err != nil {
		return nil, err
	}
	if key, err := x509.ParsePKCS8PrivateKey(block.Bytes); err == nil && block.Type == "PRIVATE KEY" {
		if key, ok := key.(ed25519.PrivateKey); ok {
			return key, nil
		}
	}
	return nil, fmt.Errorf("%s: is no private key of Ed25519; make one with openssl genpkey -algorithm ed25519", path)
}

// ReadPublicKey reads a public key of Ed25519 from a file in PEM.
func ReadPublicKey(path string) (ed25519.PublicKey, error) {
	block, err := readPEM(path)
	if err != nil {
		return nil, err
	}
	if key, err := x509.ParsePKIXPublicKey(block.Bytes); err == nil && block.Type == "PUBLIC KEY" {
		if key, ok := key.(ed25519.PublicKey); ok {
			return key, nil
		}
	}
	return nil, fmt.Errorf("%s: is no public key of Ed25519; make it with openssl pkey -pubout", path)
}

func readPEM(path string) (*pem.Block, error) {
	f, err := openPlain(path)
	if errors.Is(err, errNotPlain) {
		return nil, fmt.Errorf("%s: is no plain file, and so no key", path) // a pipe would never end
	}
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }()
	text, err := io.ReadAll(io.LimitReader(f, maxKeyFile))
	if err != nil {
		return nil, err
	}
	block, _ := pem.Decode(text)
	if block == nil {
		return nil, fmt.Errorf("%s: is no key in PEM", path)
	}
	return block, nil
}

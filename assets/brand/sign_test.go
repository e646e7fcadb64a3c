package brand_test

import (
	"bytes"
	"crypto/ed25519"
	"errors"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/vestibule-app/vestibule/assets/brand"
)

// newKeys makes a pair of keys through the files that people have.
func newKeys(t testing.TB) (ed25519.PrivateKey, ed25519.PublicKey, string) {
	t.Helper()
	private, public, err := brand.NewKey()
	if err != nil {
		t.Fatal(err)
	}
	dir := folder(t, map[string][]byte{"private.pem": private, "public.pem": public})
	key, err := brand.ReadPrivateKey(filepath.Join(dir, "private.pem"))
	if err != nil {
		t.Fatal(err)
	}
	pub, err := brand.ReadPublicKey(filepath.Join(dir, "public.pem"))
	if err != nil {
		t.Fatal(err)
	}
	return key, pub, dir
}

// A signature is put into a folder or a file, and holds until something changes.
func TestSign(t *testing.T) {
	key, pub, _ := newKeys(t)
	other, stranger, _ := newKeys(t)
	dir := folder(t, pack(map[string]string{"licence.txt": "free"}))
	file := filepath.Join(t.TempDir(), "acme.brand")
	p, err := brand.Read(dir)
	if err != nil {
		t.Fatal(err)
	}
	if err := brand.WriteFile(file, p); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{dir, filepath.Join(dir, brand.Manifest), file} {
		if path != filepath.Join(dir, brand.Manifest) {
			if _, err := brand.Verify(path); err == nil || !strings.Contains(err.Error(), "not signed") {
				t.Errorf("%s: %v", path, err)
			}
			if _, err := brand.ReadTrusted(path, pub); err == nil || !strings.Contains(err.Error(), "signed packs alone") {
				t.Errorf("%s: %v", path, err)
			}
		}
		if err := brand.Sign(path, key); err != nil {
			t.Fatal(err)
		}
		if p, err := brand.Verify(path, stranger, pub); err != nil || !p.SignedBy.Equal(pub) {
			t.Errorf("%s: %v", path, err)
		}
		if _, err := brand.Verify(path, stranger); err == nil || !strings.Contains(err.Error(), "does not trust") {
			t.Errorf("%s: %v", path, err)
		}
	}
	if err := brand.Sign(file, other); err != nil { // in the place of the one before
		t.Fatal(err)
	}
	if p, err := brand.Verify(file); err != nil || !p.SignedBy.Equal(stranger) {
		t.Errorf("%v", err)
	}
}

// Nothing of a signed pack can be changed, added, taken out, renamed, or moved from one file to another.
func TestSignatureIsBroken(t *testing.T) {
	key, pub, _ := newKeys(t)
	dir := folder(t, pack(map[string]string{"a.txt": "one", "b.txt": "two"}))
	if err := brand.Sign(dir, key); err != nil {
		t.Fatal(err)
	}
	signed, err := brand.ReadTrusted(dir, pub)
	if err != nil {
		t.Fatal(err)
	}
	elsewhere := folder(t, pack(nil))
	if err := brand.Sign(elsewhere, key); err != nil {
		t.Fatal(err)
	}
	foreign, err := os.ReadFile(filepath.Join(elsewhere, brand.SignatureFile))
	if err != nil {
		t.Fatal(err)
	}
	signature := string(signed.Files[brand.SignatureFile])
	for name, change := range map[string]func(map[string][]byte){
		"a byte":          func(f map[string][]byte) { f["logo.svg"] = []byte(strings.Replace(goodLogo, "123456", "123457", 1)) },
		"the rules":       func(f map[string][]byte) { f[brand.Manifest] = append(f[brand.Manifest], "\n"...) },
		"one more":        func(f map[string][]byte) { f["c.txt"] = []byte("three") },
		"one less":        func(f map[string][]byte) { delete(f, "a.txt") },
		"another name":    func(f map[string][]byte) { f["c.txt"] = f["b.txt"]; delete(f, "b.txt") },
		"exchanged":       func(f map[string][]byte) { f["a.txt"], f["b.txt"] = f["b.txt"], f["a.txt"] },
		"moved":           func(f map[string][]byte) { f["a.txt"], f["b.txt"] = []byte("onet"), []byte("wo") },
		"of another pack": func(f map[string][]byte) { f[brand.SignatureFile] = foreign },
		"a flipped bit": func(f map[string][]byte) {
			f[brand.SignatureFile] = []byte(strings.Replace(signature, "signature: "+signature[strings.Index(signature, "signature: ")+11:][:1], "signature: !", 1))
		},
		"no base64": func(f map[string][]byte) {
			f[brand.SignatureFile] = []byte("vestibule brand signature 1\nkey: ?\nsignature: ?\n")
		},
		"another form": func(f map[string][]byte) {
			f[brand.SignatureFile] = []byte(strings.Replace(signature, "1\n", "2\n", 1))
		},
		"a tail": func(f map[string][]byte) { f[brand.SignatureFile] = append(f[brand.SignatureFile], "more\n"...) },
		"empty":  func(f map[string][]byte) { f[brand.SignatureFile] = []byte{} },
		"large":  func(f map[string][]byte) { f[brand.SignatureFile] = bytes.Repeat([]byte("x"), 60_000) },
	} {
		files := map[string][]byte{}
		for file, content := range signed.Files {
			files[file] = bytes.Clone(content)
		}
		change(files)
		p, err := brand.Parse(maps.Clone(files))
		if p != nil || err == nil || !strings.HasPrefix(err.Error(), brand.SignatureFile) {
			t.Errorf("%s: %v", name, err)
		}
		path := filepath.Join(t.TempDir(), "acme.brand")
		if err := os.WriteFile(path, packed(t, files), 0o600); err != nil {
			t.Fatal(err)
		}
		var refused *brand.Error
		if _, err := brand.ReadTrusted(path, pub); !errors.As(err, &refused) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// A pack that is not in order is not signed, and a key of another kind does not sign.
func TestSignRefuses(t *testing.T) {
	key, _, keys := newKeys(t)
	broken := folder(t, pack(map[string]string{"logo.svg": "<svg>"}))
	if err := brand.Sign(broken, key); err == nil || !strings.Contains(err.Error(), filepath.Join(broken, "logo.svg")) {
		t.Errorf("%v", err)
	}
	if err := brand.Sign(folder(t, pack(nil)), key[:10]); err == nil {
		t.Error("half a key signs")
	}
	if _, err := brand.ReadPrivateKey(filepath.Join(keys, "public.pem")); err == nil {
		t.Error("a public key is private")
	}
	if _, err := brand.ReadPublicKey(filepath.Join(keys, "private.pem")); err == nil {
		t.Error("a private key is public")
	}
	dir := folder(t, map[string][]byte{"text.pem": []byte("my secret words")})
	if _, err := brand.ReadPrivateKey(filepath.Join(dir, "text.pem")); err == nil || strings.Contains(err.Error(), "secret") {
		t.Errorf("%v", err)
	}
}

// What is no plain file is no key, and is not waited for.
func TestKeysArePlainFiles(t *testing.T) {
	dir := t.TempDir()
	if _, err := brand.ReadPublicKey(dir); err == nil || !strings.Contains(err.Error(), "no plain file") {
		t.Errorf("a folder as a public key: %v", err)
	}
	if _, err := brand.ReadPrivateKey(dir); err == nil || !strings.Contains(err.Error(), "no plain file") {
		t.Errorf("a folder as a private key: %v", err)
	}
}

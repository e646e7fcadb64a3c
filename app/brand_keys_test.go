package app_test

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// A key is made once, the private one for its owner alone.
func TestBrandKey(t *testing.T) {
	t.Chdir(t.TempDir())
	out := done(t, "key", "--out", "acme.pem")
	private, public := read(t, "acme.pem"), read(t, "acme.pem.pub")
	if !strings.HasPrefix(private, "-----BEGIN PRIVATE KEY-----\n") || !strings.HasPrefix(public, "-----BEGIN PUBLIC KEY-----\n") {
		t.Error("these are no keys")
	}
	if secret := strings.Split(private, "\n")[1]; len(secret) < 40 || strings.Contains(out, secret) || strings.Contains(public, secret) {
		t.Error("the private key is told")
	}
	if info, err := os.Stat("acme.pem"); err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
		t.Error(info.Mode(), err)
	}
	refused(t, 2, "acme.pem is there already", "key", "--out", "acme.pem")
	if read(t, "acme.pem") != private || read(t, "acme.pem.pub") != public {
		t.Error("a key was overwritten")
	}
	if err := os.Rename("acme.pem", "kept.pem"); err != nil {
		t.Fatal(err)
	}
	refused(t, 2, "acme.pem.pub is there already", "key", "-o", "acme.pem")
	if _, err := os.Stat("acme.pem"); err == nil {
		t.Error("half a pair was left")
	}
}

// A signature goes into a folder or a file and holds until something changes; whose it is matters.
func TestBrandSign(t *testing.T) {
	t.Chdir(write(t, map[string]string{"logo.svg": plainLogo, "brand.toml": plainBrand}))
	done(t, "key", "--out", "acme.pem")
	done(t, "key", "--out", "other.pem")
	done(t, "pack", ".", "-o", "acme.brand")
	for _, path := range []string{"acme.brand", "brand.toml"} {
		refused(t, 1, "brand.sig: is missing", "verify", path, "--key", "acme.pem.pub")
		done(t, "sign", path, "--key", "other.pem")
		refused(t, 1, "does not trust", "verify", path, "--key", "acme.pem.pub")
		done(t, "sign", "--key", "acme.pem", path)
		if out := done(t, "verify", path, "--key", "acme.pem.pub"); !strings.Contains(out, "is signed with the private key of acme.pem.pub") {
			t.Errorf("%q", out)
		}
		done(t, "check", path, "--lang", "en")
	}
	if out := done(t, "pack", ".", "-o", "acme.brand"); !strings.HasSuffix(out, "it is signed.\n") {
		t.Errorf("%q", out)
	}
	done(t, "verify", "acme.brand", "--key", "acme.pem.pub")

	// A change is found by all who read, until the pack is signed again.
	if err := os.WriteFile("brand.toml", []byte(plainBrand+"[look]\naccent = \"#123456\"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	refused(t, 1, "brand.sig: does not fit", "verify", ".", "--key", "acme.pem.pub")
	refused(t, 1, "brand.sig: does not fit", "check", ".")
	refused(t, 1, "brand.sig: does not fit", "pack", ".", "-o", "acme.brand")
	done(t, "sign", ".", "--key", "acme.pem")
	done(t, "verify", ".", "--key", "acme.pem.pub")

	refused(t, 2, "is no private key", "sign", ".", "--key", "acme.pem.pub")
	refused(t, 2, "is no public key", "verify", ".", "--key", "acme.pem")
	refused(t, 2, "is no key in PEM", "sign", ".", "--key", "logo.svg")
	refused(t, 2, "there is no lost.pem;", "verify", ".", "--key", "lost.pem")
	refused(t, 2, "there is no nothing;", "sign", "nothing", "--key", "acme.pem")
	if err := os.WriteFile("brand.toml", []byte("name = 1\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	before := read(t, "brand.sig")
	refused(t, 1, "brand.toml:1: name", "sign", filepath.Join(".", "brand.toml"), "--key", "acme.pem")
	if read(t, "brand.sig") != before {
		t.Error("a pack in no order was signed")
	}
}

package vault_test

import (
	"bytes"
	"errors"
	"testing"

	"github.com/vestibule-app/vestibule/auth/vault"
)

func TestSealOpensOnlyForWhatItWasMadeFor(t *testing.T) {
	key, secret := vault.NewKey(), bytes.Repeat([]byte("refresh token "), 300)
	sealed, err := vault.Seal(key, "vestibule", "a", secret)
	must(t, err)
	if len(sealed) != len(secret)+vault.SealExtra {
		t.Errorf("sealed is %d bytes longer", len(sealed)-len(secret))
	}
	got, err := vault.Unseal(key, "vestibule", "a", sealed)
	if err != nil || !bytes.Equal(got, secret) {
		t.Fatalf("%d bytes, %v", len(got), err)
	}
	for what, open := range map[string]func() ([]byte, error){
		"another key":     func() ([]byte, error) { return vault.Unseal(vault.NewKey(), "vestibule", "a", sealed) },
		"another name":    func() ([]byte, error) { return vault.Unseal(key, "vestibule", "b", sealed) },
		"another service": func() ([]byte, error) { return vault.Unseal(key, "other", "a", sealed) },
		"a shifted name":  func() ([]byte, error) { return vault.Unseal(key, "vestibulea", "", sealed) },
	} {
		if got, err := open(); !errors.Is(err, vault.ErrDamaged) || got != nil {
			t.Errorf("%s: %d bytes, %v", what, len(got), err)
		}
	}
	if again, _ := vault.Seal(key, "vestibule", "a", secret); bytes.Equal(again[8:20], sealed[8:20]) {
		t.Error("the nonce was used twice")
	}
}

func TestEveryFlippedBitAndEveryCutShows(t *testing.T) {
	key, secret := vault.NewKey(), bytes.Repeat([]byte("s"), 300)
	sealed, err := vault.Seal(key, "vestibule", "a", secret)
	must(t, err)
	check := func(what string, n int, file []byte) {
		t.Helper()
		got, err := vault.Unseal(key, "vestibule", "a", file)
		if !errors.Is(err, vault.ErrDamaged) || got != nil {
			t.Errorf("%s %d: %d bytes, %v", what, n, len(got), err)
		}
	}
	for bit := range len(sealed) * 8 {
		file := bytes.Clone(sealed)
		file[bit/8] ^= 1 << (bit % 8)
		check("bit", bit, file)
	}
	for n := range sealed {
		check("cut at", n, sealed[:n])
	}
	check("appended", 1, append(bytes.Clone(sealed), 0))
	check("zeros", 0, make([]byte, len(sealed)))
}

func TestNewerSealedFile(t *testing.T) {
	key := vault.NewKey()
	file := append([]byte("VSTBSEA\x02"), make([]byte, 100)...)
	if _, err := vault.Unseal(key, "vestibule", "a", file); !errors.Is(err, vault.ErrNewer) {
		t.Errorf("%v", err)
	}
}

func FuzzUnseal(f *testing.F) {
	key, secret := bytes.Repeat([]byte{7}, 32), []byte("the only secret that this key ever sealed")
	sealed, err := vault.Seal(key, "vestibule", "a", secret)
	if err != nil {
		f.Fatal(err)
	}
	f.Add([]byte{})
	f.Add(sealed)
	f.Add(sealed[:20])
	f.Add([]byte("VSTBSEA\x02 a newer one"))
	f.Fuzz(func(t *testing.T, file []byte) {
		got, err := vault.Unseal(key, "vestibule", "a", file)
		switch {
		case err == nil && !bytes.Equal(file, sealed) && !bytes.Equal(got, secret):
			t.Errorf("a forged file opened: %q", got)
		case err != nil && !errors.Is(err, vault.ErrDamaged) && !errors.Is(err, vault.ErrNewer):
			t.Errorf("an error without a type: %v", err)
		}
	})
}

package vault_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/vestibule-app/vestibule/auth/vault"
)

var big = bytes.Repeat([]byte("refresh token "), 1000)

// overflow returns a Keychain with a big secret under "a", and the path of the file it lies sealed in.
func overflow(t *testing.T) (*fake, *vault.Keychain, *strings.Builder, string) {
	store := &fake{}
	dir := t.TempDir()
	k, log := store.on(t, vault.Config{Dir: dir, Now: func() time.Time { return time.Unix(1_800_000_000, 0) }})
	must(t, k.Set(t.Context(), "a", big))
	return store, k, log, filepath.Join(dir, vault.SealedFile("vestibule", "a"))
}

func TestOverflow(t *testing.T) {
	store, k, _, path := overflow(t)
	key := store.item("a")
	if !strings.HasPrefix(key, "V1K:") || len(key) != 4+43 {
		t.Errorf("the item is %d bytes", len(key))
	}
	file, err := os.ReadFile(path)
	must(t, err)
	if bytes.Contains(file, []byte("refresh")) || bytes.Contains(file, []byte(key[4:])) {
		t.Error("the file holds the secret or the key in clear")
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm()&0o077 != 0 && os.PathSeparator == '/' {
		t.Errorf("mode %v, %v", info.Mode(), err)
	}

	// Another big secret keeps the key, so that one rename is all that happens.
	must(t, k.Set(t.Context(), "a", append(big, '2')))
	if store.item("a") != key {
		t.Error("the key has changed")
	}
	holds(t, k, "a", append(big, '2'))

	// A small one goes back to the item, and the file with it.
	must(t, k.Set(t.Context(), "a", []byte("small")))
	if got := store.item("a"); got != "V1S:small" {
		t.Errorf("the item is %q", got)
	}
	leftOnly(t, filepath.Dir(path))

	must(t, k.Set(t.Context(), "a", big))
	must(t, k.Delete(t.Context(), "a"))
	leftOnly(t, filepath.Dir(path))
}

// A store that takes less than the platform's limit says so, and the overflow tier steps in.
func TestStoreWithALowerLimit(t *testing.T) {
	store := &fake{}
	small := &smallStore{fake: store}
	k := vault.OpenOn(vault.Config{Dir: t.TempDir()}, small, nil)
	secret := bytes.Repeat([]byte("s"), 500)
	must(t, k.Set(t.Context(), "a", secret))
	holds(t, k, "a", secret)
	if !strings.HasPrefix(store.item("a"), "V1K:") {
		t.Error("the overflow tier was not used")
	}
}

// The process dies between the two steps of a Set in the overflow tier: what was readable before still is.
func TestCrashBetweenFileAndKey(t *testing.T) {
	for _, before := range []string{"", "old"} {
		store := &fake{}
		dir := t.TempDir()
		k, _ := store.on(t, vault.Config{Dir: dir})
		if before != "" {
			must(t, k.Set(t.Context(), "a", []byte(before)))
		}
		store.before = func(op, _ string) error {
			if op == "set" {
				return errStore
			}
			return nil
		}
		if err := k.Set(t.Context(), "a", big); !errors.Is(err, errStore) {
			t.Errorf("set: %v", err)
		}
		store.before = nil
		if before == "" {
			_, err := k.Get(t.Context(), "a")
			missing(t, err)
		} else {
			holds(t, k, "a", []byte(before))
		}
		must(t, k.Set(t.Context(), "a", big))
		holds(t, k, "a", big)
		leftOnly(t, dir, "sealed-*.bin", "sealed-*.bad-*.bin")
	}
}

func TestDamagedFileIsSetAside(t *testing.T) {
	_, k, log, path := overflow(t)
	file, err := os.ReadFile(path)
	must(t, err)
	file[len(file)/2] ^= 1
	must(t, os.WriteFile(path, file, 0o600))

	if _, err := k.Get(t.Context(), "a"); !errors.Is(err, vault.ErrDamaged) || coded(t, err) != "vault_failed" {
		t.Errorf("get: %v", err)
	}
	aside := strings.TrimSuffix(path, ".bin") + ".bad-20270115T080000.000000000Z.bin"
	if kept, err := os.ReadFile(aside); err != nil || !bytes.Equal(kept, file) {
		t.Errorf("the damaged file was not kept: %v", err)
	}
	if !strings.Contains(log.String(), "set aside") {
		t.Errorf("log: %s", log)
	}
	_, err = k.Get(t.Context(), "a")
	missing(t, err) // it is gone, and the person can sign in again

	must(t, k.Set(t.Context(), "a", big))
	holds(t, k, "a", big)
}

func TestFileOfAnotherAccountDoesNotOpen(t *testing.T) {
	_, k, _, path := overflow(t)
	must(t, k.Set(t.Context(), "b", append(big, 'b')))
	other, err := os.ReadFile(filepath.Join(filepath.Dir(path), vault.SealedFile("vestibule", "b")))
	must(t, err)
	must(t, os.WriteFile(path, other, 0o600))
	if _, err := k.Get(t.Context(), "a"); !errors.Is(err, vault.ErrDamaged) {
		t.Errorf("%v", err)
	}
	holds(t, k, "b", append(big, 'b'))
}

// The key is gone, the file is not: nothing is stored, the file stays, and a new secret does not overwrite it.
func TestLostKey(t *testing.T) {
	store, k, _, path := overflow(t)
	must(t, store.Delete("", "a"))
	_, err := k.Get(t.Context(), "a")
	missing(t, err)
	old, err := os.ReadFile(path)
	must(t, err)
	must(t, k.Set(t.Context(), "a", []byte(string(big)+"new")))
	holds(t, k, "a", []byte(string(big)+"new"))
	aside, _ := filepath.Glob(strings.TrimSuffix(path, ".bin") + ".bad-*.bin")
	if len(aside) != 1 {
		t.Fatalf("set aside: %v", aside)
	}
	if kept, err := os.ReadFile(aside[0]); err != nil || !bytes.Equal(kept, old) {
		t.Errorf("the old file was not kept: %v", err)
	}
}

func TestNewerFileIsLeftAlone(t *testing.T) {
	_, k, _, path := overflow(t)
	newer := append([]byte("VSTBSEA\x02"), big...)
	must(t, os.WriteFile(path, newer, 0o600))
	_, get := k.Get(t.Context(), "a")
	set := k.Set(t.Context(), "a", big)
	if !errors.Is(get, vault.ErrNewer) || !errors.Is(set, vault.ErrNewer) {
		t.Errorf("get %v, set %v", get, set)
	}
	if now, err := os.ReadFile(path); err != nil || !bytes.Equal(now, newer) {
		t.Errorf("it was changed: %v", err)
	}
	must(t, k.Delete(t.Context(), "a"))
	leftOnly(t, filepath.Dir(path))
}

// While the keychain is away, a delete still takes the file.
func TestDeleteTakesTheFileFirst(t *testing.T) {
	store, k, _, path := overflow(t)
	store.before = func(string, string) error { return errStore }
	if err := k.Delete(t.Context(), "a"); !errors.Is(err, errStore) {
		t.Errorf("delete: %v", err)
	}
	if _, err := os.Stat(path); err == nil {
		t.Error("the sealed file is still there")
	}
}

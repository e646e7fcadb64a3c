package vault_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"time"

	"github.com/vestibule-app/vestibule/auth/vault"
)

// A store that is locked, denies, is away or fails: every call says so, and nothing that is stored is lost.
func TestStates(t *testing.T) {
	states := []vault.State{vault.Locked, vault.Denied, vault.Absent, vault.Hung, vault.TooBig, vault.Failed}
	for _, state := range states {
		t.Run(state.String(), func(t *testing.T) {
			store, now := &fake{}, vault.Ready
			k := vault.OpenOn(vault.Config{Dir: t.TempDir()}, store, func(context.Context, string) (vault.State, error) { return now, nil })
			must(t, k.Set(t.Context(), "a", []byte("kept")))

			now = state
			_, get := k.Get(t.Context(), "a")
			set := k.Set(t.Context(), "a", []byte("other"))
			del := k.Delete(t.Context(), "gone")
			for op, err := range map[string]error{"get": get, "set": set, "delete": del} {
				var e *vault.Error
				if !errors.As(err, &e) || e.State != state || e.Op != op || errors.Is(err, fs.ErrNotExist) {
					t.Errorf("%s: %v", op, err)
				}
			}
			if got := k.Probe(t.Context()); got != state {
				t.Errorf("probe: %v", got)
			}

			now = vault.Ready
			holds(t, k, "a", []byte("kept"))
		})
	}
}

// Errors of the store itself become states too, whatever call they hit.
func TestStoreErrors(t *testing.T) {
	for _, op := range []string{"get", "set", "delete"} {
		store := &fake{}
		k, _ := store.on(t, vault.Config{})
		must(t, k.Set(t.Context(), "a", []byte("kept")))
		store.before = func(at, _ string) error {
			if at == op {
				return errStore
			}
			return nil
		}
		var err error
		switch op {
		case "get":
			_, err = k.Get(t.Context(), "a")
		case "set":
			err = k.Set(t.Context(), "a", []byte("other"))
		case "delete":
			err = k.Delete(t.Context(), "b")
		}
		if coded(t, err) != "vault_failed" || !errors.Is(err, errStore) {
			t.Errorf("%s: %v", op, err)
		}
		store.before = nil
		holds(t, k, "a", []byte("kept"))
	}
}

func TestLockedKeychainAsksOnlyWhenSomebodyWaits(t *testing.T) {
	store := &fake{items: map[string]string{"a": "V1S:secret"}}
	asked := 0
	store.before = func(string, string) error { asked++; return nil }
	k := vault.OpenOn(vault.Config{Dir: t.TempDir()}, store, func(context.Context, string) (vault.State, error) { return vault.Locked, nil })

	_, err := k.Get(t.Context(), "a")
	short, cancel := context.WithTimeout(t.Context(), time.Second)
	defer cancel()
	_, err2 := k.Get(short, "a")
	if coded(t, err) != "vault_locked" || coded(t, err2) != "vault_locked" || asked != 0 {
		t.Errorf("nobody waits: %v, %v, the store was asked %d times", err, err2, asked)
	}
	got, err := k.Get(waiting(t), "a")
	if err != nil || string(got) != "secret" {
		t.Errorf("somebody waits: %q, %v", got, err)
	}
}

func TestStoreThatForgets(t *testing.T) {
	store := &fake{forget: true}
	k, _ := store.on(t, vault.Config{})
	if err := k.Set(t.Context(), "a", []byte("s")); coded(t, err) != "vault_failed" {
		t.Errorf("set: %v", err)
	}
	store = &fake{garble: func(s string) string { return s[:len(s)-1] + "?" }}
	k, _ = store.on(t, vault.Config{})
	if err := k.Set(t.Context(), "a", []byte("secret")); coded(t, err) != "vault_failed" {
		t.Errorf("set: %v", err)
	}
}

func TestForeignItem(t *testing.T) {
	for _, value := range []string{"", "somebody else's", "V1K:short", "V1K:" + strings.Repeat("!", 43), "v1S:x"} {
		store := &fake{items: map[string]string{"a": value}}
		k, _ := store.on(t, vault.Config{})
		if _, err := k.Get(t.Context(), "a"); !errors.Is(err, vault.ErrDamaged) || coded(t, err) != "vault_failed" {
			t.Errorf("%q: %v", value, err)
		}
		if store.item("a") != value {
			t.Errorf("%q was changed by reading", value)
		}
		must(t, k.Set(t.Context(), "a", []byte("ours")))
		holds(t, k, "a", []byte("ours"))
	}
}

func TestNewerItemIsLeftAlone(t *testing.T) {
	for _, value := range []string{"V2S:x", "V10K:y", "V1X:z"} {
		store := &fake{items: map[string]string{"a": value}}
		k, _ := store.on(t, vault.Config{})
		_, get := k.Get(t.Context(), "a")
		set := k.Set(t.Context(), "a", []byte("old format"))
		if !errors.Is(get, vault.ErrNewer) || !errors.Is(set, vault.ErrNewer) || store.item("a") != value {
			t.Errorf("%q: get %v, set %v, now %q", value, get, set, store.item("a"))
		}
		must(t, k.Delete(t.Context(), "a")) // asked for by a person: the way out
		must(t, k.Set(t.Context(), "a", []byte("old format")))
	}
}

// A store may quote the secret in an error, or in a panic. We do not, and neither does the log.
func TestNoSecretInErrors(t *testing.T) {
	const secret = "canary-4f1c"
	for _, limit := range []int{0, 4} {
		store := &fake{}
		_, log := store.on(t, vault.Config{ItemLimit: limit})
		var quoted string
		for name, hurt := range map[string]func(value string) error{
			"error": func(value string) error { return fmt.Errorf("cannot keep %q", value) },
			"panic": func(value string) error { panic("cannot keep " + value) },
		} {
			loud := &loudStore{fake: store, hurt: func(value string) error { quoted = value; return hurt(value) }}
			k := vault.OpenOn(vault.Config{Dir: t.TempDir(), ItemLimit: limit}, loud, nil)
			err := k.Set(t.Context(), "a", []byte(secret))
			if coded(t, err) != "vault_failed" {
				t.Errorf("%s: %v", name, err)
			}
			for _, leak := range []string{secret, quoted[4:]} {
				if strings.Contains(err.Error()+log.String(), leak) {
					t.Errorf("%s: the secret is in %q", name, err)
				}
			}
		}
	}
}

// loudStore quotes what it is given.
type loudStore struct {
	*fake
	hurt func(value string) error
}

func (l *loudStore) Set(_, _, value string) error { return l.hurt(value) }

func TestServiceName(t *testing.T) {
	for _, bad := range []string{"a:b", "a b", "-a", "ann@contoso.example", strings.Repeat("s", 65)} {
		k, _ := (&fake{}).on(t, vault.Config{Service: bad})
		if err := k.Set(t.Context(), "a", nil); coded(t, err) != "vault_failed" {
			t.Errorf("%q: %v", bad, err)
		}
	}
}

func TestWithoutFolder(t *testing.T) {
	store := &fake{}
	k := vault.OpenOn(vault.Config{ItemLimit: 20}, store, nil)
	must(t, k.Set(t.Context(), "a", []byte("short")))
	holds(t, k, "a", []byte("short"))
	if err := k.Set(t.Context(), "a", make([]byte, 40)); coded(t, err) != "vault_failed" {
		t.Errorf("a secret that needs a file: %v", err)
	}
	holds(t, k, "a", []byte("short"))
	must(t, k.Delete(t.Context(), "a"))
	if err := k.SetList(t.Context(), []byte("[]")); coded(t, err) != "vault_failed" {
		t.Errorf("set list: %v", err)
	}
	_, err := k.List(t.Context())
	missing(t, err)
	unlock, err := k.Lock(t.Context())
	must(t, err)
	unlock()
}

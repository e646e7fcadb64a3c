package vault_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"testing/synctest"
	"time"

	"github.com/vestibule-app/vestibule/auth/vault"
)

// notes returns the deletes that are written down in dir.
func notes(t *testing.T, dir string) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "forget-*"))
	must(t, err)
	return files
}

// failing makes every call of op fail until the returned function is called.
func (f *fake) failing(op string) (mend func()) {
	f.before = func(at, _ string) error {
		if at == op {
			return errStore
		}
		return nil
	}
	return func() { f.before = nil }
}

// A sign-out whose time is up touches no keychain, and is carried out by whatever comes next, in this run or a later one.
func TestDeleteOfADeadContextIsOwed(t *testing.T) {
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	late, cancel := context.WithDeadline(t.Context(), time.Unix(1, 0))
	defer cancel()
	for name, ctx := range map[string]context.Context{"cancelled": gone, "too late": late} {
		for _, again := range []bool{false, true} {
			store, dir := &fake{items: map[string]string{"a": "V1S:one", "b": "V1S:two"}}, t.TempDir()
			k, _ := store.on(t, vault.Config{Dir: dir})
			store.before = func(string, string) error { t.Errorf("%s: the keychain was asked", name); return nil }
			if err := k.Delete(ctx, "a"); !errors.Is(err, ctx.Err()) || coded(t, err) != "vault_failed" {
				t.Errorf("%s: %v", name, err)
			}
			if len(notes(t, dir)) != 1 {
				t.Errorf("%s: written down are %v", name, notes(t, dir))
			}
			store.before = nil
			if again {
				k, _ = store.on(t, vault.Config{Dir: dir})
			}
			holds(t, k, "b", []byte("two"))
			if got := store.item("a"); got != "" {
				t.Errorf("%s: still stored: %q", name, got)
			}
			leftOnly(t, dir)
		}
	}
}

func TestDeleteOfADeadContextTakesTheSealedFile(t *testing.T) {
	_, k, _, path := overflow(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := k.Delete(ctx, "a"); !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
	if _, err := os.Stat(path); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the sealed file is still there: %v", err)
	}
}

// A name that nobody could have stored under leaves nothing to carry out.
func TestDeleteOfABadNameOwesNothing(t *testing.T) {
	dir := t.TempDir()
	k, _ := (&fake{}).on(t, vault.Config{Dir: dir})
	if err := k.Delete(t.Context(), "ann@contoso.example"); coded(t, err) != "vault_failed" {
		t.Errorf("%v", err)
	}
	leftOnly(t, dir)
}

// While another call hangs, a delete still finds its way to the disk, whether its caller waits or has left.
func TestDeleteBehindAHungCallIsOwed(t *testing.T) {
	dir := t.TempDir()
	synctest.Test(t, func(t *testing.T) {
		store := &fake{items: map[string]string{"a": "V1S:one", "b": "V1S:two"}}
		k, _ := store.on(t, vault.Config{Dir: dir})
		release := store.hang("get")
		short, cancel := context.WithTimeout(t.Context(), time.Millisecond)
		defer cancel()
		if _, err := k.Get(short, "b"); coded(t, err) != "vault_hung" {
			t.Errorf("get: %v", err)
		}
		if err := k.Delete(short, "a"); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("delete: %v", err)
		}
		if len(notes(t, dir)) != 1 {
			t.Errorf("written down are %v", notes(t, dir))
		}
		release()
		synctest.Wait()
		_, err := k.Get(t.Context(), "a")
		missing(t, err)
		if got := store.item("a"); got != "" {
			t.Errorf("still stored: %q", got)
		}
	})
}

// One process owes a delete; another stores a new secret under the name. The first one leaves that alone, whatever it
// is asked next.
func TestOwedDeleteSparesTheNewSecret(t *testing.T) {
	next := map[string]func(*testing.T, *vault.Keychain) error{
		"get": func(t *testing.T, k *vault.Keychain) error {
			got, err := k.Get(t.Context(), "a")
			if string(got) != "new" {
				t.Errorf("get: %q", got)
			}
			return err
		},
		"set another":    func(t *testing.T, k *vault.Keychain) error { return k.Set(t.Context(), "b", []byte("x")) },
		"delete another": func(t *testing.T, k *vault.Keychain) error { return k.Delete(t.Context(), "b") },
	}
	for op, call := range next {
		for _, limit := range []int{0, 6} {
			store, dir := &fake{items: map[string]string{"a": "V1S:old"}}, t.TempDir()
			first, _ := store.on(t, vault.Config{Dir: dir, ItemLimit: limit})
			second, _ := store.on(t, vault.Config{Dir: dir, ItemLimit: limit})
			mend := store.failing("delete")
			if err := first.Delete(t.Context(), "a"); !errors.Is(err, errStore) {
				t.Errorf("%s: delete: %v", op, err)
			}
			must(t, second.Set(t.Context(), "a", []byte("new"))) // the old item could still not be deleted; it is replaced
			mend()
			if err := call(t, first); err != nil {
				t.Errorf("%s: %v", op, err)
			}
			for _, k := range []*vault.Keychain{first, second} {
				holds(t, k, "a", []byte("new"))
			}
			must(t, first.Delete(t.Context(), "a")) // asked for anew, it counts
			_, err := second.Get(t.Context(), "a")
			missing(t, err)
			leftOnly(t, dir)
		}
	}
}

// A delete that waits for its turn is struck out by the secret that another process stores meanwhile.
func TestWaitingDeleteSparesTheNewSecret(t *testing.T) {
	dir := t.TempDir()
	synctest.Test(t, func(t *testing.T) {
		store := &fake{items: map[string]string{"a": "V1S:old", "b": "V1S:two"}}
		first, _ := store.on(t, vault.Config{Dir: dir})
		second, _ := store.on(t, vault.Config{Dir: dir})
		gate := make(chan struct{})
		store.before = func(_, name string) error {
			if name == "b" {
				<-gate
			}
			return nil
		}
		go first.Get(t.Context(), "b")
		synctest.Wait()
		signedOut := make(chan error, 1)
		go func() { signedOut <- first.Delete(t.Context(), "a") }()
		synctest.Wait() // it has written itself down and stands in line
		must(t, second.Set(t.Context(), "a", []byte("new")))
		close(gate)
		must(t, <-signedOut)
		holds(t, second, "a", []byte("new"))
	})
}

// A write that was given up comes back after another process has carried out the delete that followed it, and has struck
// it out. The secret does not stay.
func TestLateSetDoesNotUndoADeleteCarriedOutElsewhere(t *testing.T) {
	dir := t.TempDir()
	synctest.Test(t, func(t *testing.T) {
		store := &fake{items: map[string]string{"a": "V1S:old"}}
		first, _ := store.on(t, vault.Config{Dir: dir})
		second, _ := store.on(t, vault.Config{Dir: dir})
		release := store.hang("set")
		if err := first.Set(t.Context(), "a", []byte("late")); coded(t, err) != "vault_hung" {
			t.Errorf("set: %v", err)
		}
		if err := first.Delete(t.Context(), "a"); coded(t, err) != "vault_hung" {
			t.Errorf("delete: %v", err)
		}
		_, err := second.Get(t.Context(), "a")
		missing(t, err)
		if len(notes(t, dir)) != 0 || store.item("a") != "" {
			t.Fatalf("the second process did not carry the delete out: %v", notes(t, dir))
		}
		release()
		synctest.Wait()
		if got := store.item("a"); got != "" {
			t.Errorf("the late write brought %q back", got)
		}
		leftOnly(t, dir)
	})
}

// Where nothing can be written, what is owed is kept in memory, and no missing file strikes it out.
func TestOwedDeleteWithoutAFolder(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	must(t, os.WriteFile(file, nil, 0o600))
	for _, dir := range []string{"", filepath.Join(file, "folder")} {
		store := &fake{items: map[string]string{"a": "V1S:old"}}
		k := vault.OpenOn(vault.Config{Dir: dir}, store, nil)
		mend := store.failing("delete")
		if err := k.Delete(t.Context(), "a"); !errors.Is(err, errStore) {
			t.Errorf("delete: %v", err)
		}
		_, err := k.Get(t.Context(), "a")
		missing(t, err)
		mend()
		_, err = k.Get(t.Context(), "b")
		missing(t, err)
		if got := store.item("a"); got != "" {
			t.Errorf("in %q: still stored: %q", dir, got)
		}
	}
}

package vault_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/vestibule-app/vestibule/auth/vault"
)

// hang makes f block in op until the returned function is called.
func (f *fake) hang(op string) (release func()) {
	gate := make(chan struct{})
	f.before = func(at, _ string) error {
		if at == op {
			<-gate
		}
		return nil
	}
	return func() { close(gate) }
}

func TestHungStore(t *testing.T) {
	dir := t.TempDir()
	synctest.Test(t, func(t *testing.T) {
		store := &fake{items: map[string]string{"a": "V1S:secret"}}
		k, _ := store.on(t, vault.Config{Dir: dir})
		release := store.hang("get")

		start := time.Now()
		_, err := k.Get(t.Context(), "a")
		if took := time.Since(start); coded(t, err) != "vault_hung" || took != 3*time.Second {
			t.Errorf("first call: %v after %v", err, took)
		}
		start = time.Now()
		for range 1000 {
			if _, err := k.Get(t.Context(), "a"); coded(t, err) != "vault_hung" {
				t.Fatalf("later call: %v", err)
			}
			if err := k.Set(waiting(t), "a", nil); coded(t, err) != "vault_hung" {
				t.Fatalf("later call: %v", err)
			}
		}
		if got := k.Probe(t.Context()); got != vault.Hung {
			t.Errorf("probe: %v", got)
		}
		if took := time.Since(start); took != 0 {
			t.Errorf("later calls took %v", took)
		}
		if n := goroutines("vault.(*worker).do.func"); n != 1 {
			t.Errorf("%d goroutines hang", n)
		}

		release()
		synctest.Wait()
		holds(t, k, "a", []byte("secret"))
		synctest.Wait()
		if n := goroutines("vault.(*worker).do.func"); n != 0 {
			t.Errorf("%d goroutines are left", n)
		}
	})
}

func TestLongDeadlineWaitsForAPerson(t *testing.T) {
	dir := t.TempDir()
	synctest.Test(t, func(t *testing.T) {
		store := &fake{items: map[string]string{"a": "V1S:secret"}}
		k, _ := store.on(t, vault.Config{Dir: dir})
		release := store.hang("get")
		time.AfterFunc(20*time.Second, release)
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		start := time.Now()
		holds2, err := k.Get(ctx, "a")
		if err != nil || string(holds2) != "secret" || time.Since(start) != 20*time.Second {
			t.Errorf("%q, %v after %v", holds2, err, time.Since(start))
		}
	})
}

// Somebody who leaves early says nothing about the keychain: the next caller waits for its answer.
func TestLeavingEarlyDoesNotMakeItHung(t *testing.T) {
	dir := t.TempDir()
	synctest.Test(t, func(t *testing.T) {
		store := &fake{items: map[string]string{"a": "V1S:secret"}}
		k, _ := store.on(t, vault.Config{Dir: dir})
		release := store.hang("get")
		time.AfterFunc(2*time.Second, release)
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if _, err := k.Get(ctx, "a"); coded(t, err) != "vault_hung" || !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("the one who left: %v", err)
		}
		holds(t, k, "a", []byte("secret"))
	})
}

// A write that completes after its caller gave up must not bring a deleted secret back, in this run or the next.
func TestLateSetDoesNotUndoDelete(t *testing.T) {
	for _, limit := range []int{0, 8} {
		dir := t.TempDir()
		synctest.Test(t, func(t *testing.T) {
			store := &fake{items: map[string]string{"a": "V1S:old"}}
			k, log := store.on(t, vault.Config{Dir: dir, ItemLimit: limit})
			release := store.hang("set")
			if err := k.Set(t.Context(), "a", []byte("late secret")); coded(t, err) != "vault_hung" {
				t.Errorf("set: %v", err)
			}
			if err := k.Delete(t.Context(), "a"); coded(t, err) != "vault_hung" {
				t.Errorf("delete: %v", err)
			}
			release()
			synctest.Wait()
			if got := store.item("a"); got != "" {
				t.Errorf("the late write brought %q back", got)
			}
			if !strings.Contains(log.String(), "answered late") {
				t.Errorf("the log says nothing: %s", log)
			}
			_, err := k.Get(t.Context(), "a")
			missing(t, err)
			leftOnly(t, dir)
		})
	}
}

// The same, but the keychain never comes back in this run.
func TestOwedDeleteSurvivesARestart(t *testing.T) {
	dir := t.TempDir()
	store := &fake{items: map[string]string{"a": "V1S:one", "b": "V1S:two"}}
	away := true
	check := func(context.Context, string) (vault.State, error) {
		if away {
			return vault.Locked, nil
		}
		return vault.Ready, nil
	}
	first := vault.OpenOn(vault.Config{Dir: dir}, store, check)
	if err := first.Delete(t.Context(), "a"); coded(t, err) != "vault_locked" {
		t.Errorf("delete: %v", err)
	}
	if store.item("a") == "" {
		t.Error("a locked store was changed")
	}

	away = false
	second := vault.OpenOn(vault.Config{Dir: dir}, store, check)
	holds(t, second, "b", []byte("two")) // any call makes it good
	if got := store.item("a"); got != "" {
		t.Errorf("still there: %q", got)
	}
	leftOnly(t, dir)
}

// An item that cannot be deleted although its owner asked for it is not read either, and a new secret takes its place.
func TestOwedDeleteHidesTheItem(t *testing.T) {
	store := &fake{items: map[string]string{"a": "V1S:old"}}
	store.before = func(op, _ string) error {
		if op == "delete" {
			return errStore
		}
		return nil
	}
	dir := t.TempDir()
	k, _ := store.on(t, vault.Config{Dir: dir})
	if err := k.Delete(t.Context(), "a"); coded(t, err) != "vault_failed" {
		t.Errorf("delete: %v", err)
	}
	_, err := k.Get(t.Context(), "a")
	missing(t, err)
	must(t, k.Set(t.Context(), "a", []byte("new")))
	holds(t, k, "a", []byte("new"))
	leftOnly(t, dir)
	store.before = nil
	holds(t, k, "a", []byte("new"))
}

// A call given up while it waited for its turn never touches the store.
func TestAbandonedBeforeItsTurn(t *testing.T) {
	dir := t.TempDir()
	synctest.Test(t, func(t *testing.T) {
		store := &fake{items: map[string]string{"a": "V1S:old"}}
		k, _ := store.on(t, vault.Config{Dir: dir})
		release := store.hang("get") // Set reads before it writes
		if err := k.Set(t.Context(), "a", []byte("new")); coded(t, err) != "vault_hung" {
			t.Errorf("set: %v", err)
		}
		release()
		synctest.Wait()
		holds(t, k, "a", []byte("old"))
	})
}

// goroutines counts those that have function on their stack.
func goroutines(function string) int {
	stacks := make([]byte, 4<<20)
	stacks = stacks[:runtime.Stack(stacks, true)]
	n := 0
	for _, stack := range strings.Split(string(stacks), "\n\n") {
		if strings.Contains(stack, function) {
			n++
		}
	}
	return n
}

// leftOnly fails if dir holds more than the lock file, the list and the files named.
func leftOnly(t *testing.T, dir string, names ...string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	must(t, err)
	for _, entry := range entries {
		allowed := entry.Name() == vault.LockName || entry.Name() == "accounts.json"
		for _, pattern := range names {
			match, err := filepath.Match(pattern, entry.Name())
			must(t, err)
			allowed = allowed || match
		}
		if !allowed {
			t.Errorf("%s is left behind", entry.Name())
		}
	}
}

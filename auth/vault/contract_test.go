package vault_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/vestibule-app/vestibule/auth/vault"
	"github.com/zalando/go-keyring"
)

func TestContract(t *testing.T) {
	t.Run("memory", func(t *testing.T) {
		contract(t, func(*testing.T) store { return vault.NewMemory() })
	})
	t.Run("memory with a folder", func(t *testing.T) {
		contract(t, func(t *testing.T) store { return &vault.Memory{Dir: t.TempDir()} })
	})
	keyring.MockInit()
	t.Run("keychain", func(t *testing.T) {
		contract(t, func(t *testing.T) store {
			return vault.OpenOn(vault.Config{Dir: t.TempDir()}, vault.GoKeyring(), nil)
		})
	})
	t.Run("overflow tier", func(t *testing.T) {
		contract(t, func(t *testing.T) store {
			return vault.OpenOn(vault.Config{Dir: t.TempDir(), ItemLimit: 8}, vault.GoKeyring(), nil)
		})
	})
}

const realEnv = "VESTIBULE_REAL_KEYCHAIN"

// TestRealKeychain runs the contract on the keychain of the machine, under a service name of its own.
func TestRealKeychain(t *testing.T) {
	if os.Getenv(realEnv) != "1" {
		t.Skip(realEnv + "=1 runs this on the keychain of this machine")
	}
	for tier, limit := range map[string]int{"item": 0, "overflow tier": 8} {
		t.Run(tier, func(t *testing.T) {
			contract(t, func(t *testing.T) store {
				k := vault.Open(vault.Config{Dir: t.TempDir(), Service: "vestibule-test", ItemLimit: limit, Deadline: 10 * time.Second})
				if state := k.Probe(t.Context()); state != vault.Ready {
					t.Fatalf("the keychain is %v", state)
				}
				return k
			})
		})
	}
}

// store is what [vault.Keychain] and [vault.Memory] have in common, and what a client of them may ask for.
type store interface {
	Get(ctx context.Context, name string) ([]byte, error)
	Set(ctx context.Context, name string, secret []byte) error
	Delete(ctx context.Context, name string) error
	Lock(ctx context.Context) (unlock func(), err error)
	List(ctx context.Context) ([]byte, error)
	SetList(ctx context.Context, list []byte) error
}

// contract is what every vault promises. open returns an empty one; names are random, because a real keychain may be
// shared with earlier runs.
func contract(t *testing.T, open func(*testing.T) store) {
	fresh := func(t *testing.T) (store, string) {
		v, name := open(t), fmt.Sprintf("test-%016x", rand.Uint64())
		t.Cleanup(func() { v.Delete(context.Background(), name) })
		return v, name
	}

	t.Run("nothing stored", func(t *testing.T) {
		v, name := fresh(t)
		_, err := v.Get(t.Context(), name)
		missing(t, err)
		_, err = v.List(t.Context())
		missing(t, err)
		must(t, v.Delete(t.Context(), name))
		must(t, v.Delete(t.Context(), name))
	})

	t.Run("round trips", func(t *testing.T) {
		v, name := fresh(t)
		for _, secret := range secrets() {
			must(t, v.Set(t.Context(), name, secret))
			holds(t, v, name, secret)
		}
		must(t, v.Delete(t.Context(), name))
		_, err := v.Get(t.Context(), name)
		missing(t, err)
	})

	t.Run("names are apart", func(t *testing.T) {
		v, name := fresh(t)
		other := name + "2"
		t.Cleanup(func() { v.Delete(context.Background(), other) })
		must(t, v.Set(t.Context(), name, []byte("one")))
		must(t, v.Set(t.Context(), other, []byte("two")))
		must(t, v.Delete(t.Context(), name))
		holds(t, v, other, []byte("two"))
	})

	t.Run("copies", func(t *testing.T) {
		v, name := fresh(t)
		secret := []byte("mine")
		must(t, v.Set(t.Context(), name, secret))
		clear(secret)
		got, err := v.Get(t.Context(), name)
		must(t, err)
		clear(got)
		holds(t, v, name, []byte("mine"))
	})

	t.Run("names and sizes that are refused", func(t *testing.T) {
		v, name := fresh(t)
		for _, bad := range []string{"", "-s", "ann@contoso.example", "a b", "a'b", "a\n", "ä", strings.Repeat("n", 129)} {
			if coded(t, v.Set(t.Context(), bad, []byte("s"))) != "vault_failed" {
				t.Errorf("the name %q was not refused", bad)
			}
		}
		if got := coded(t, v.Set(t.Context(), name, make([]byte, vault.SecretLimit+1))); got != "vault_too_big" {
			t.Errorf("too big a secret: %s", got)
		}
		if got := coded(t, v.SetList(t.Context(), make([]byte, vault.ListLimit+1))); got != "vault_too_big" {
			t.Errorf("too big a list: %s", got)
		}
		if got := coded(t, v.SetList(t.Context(), []byte("{"))); got != "vault_failed" {
			t.Errorf("a list that is not JSON: %s", got)
		}
		_, err := v.List(t.Context())
		missing(t, err)
	})

	t.Run("list", func(t *testing.T) {
		v, _ := fresh(t)
		for _, list := range []string{`[{"id":"1"}]`, `{}`, "[" + strings.Repeat("1,", 30_000) + "1]"} {
			must(t, v.SetList(t.Context(), []byte(list)))
			got, err := v.List(t.Context())
			must(t, err)
			if string(got) != list {
				t.Errorf("list is %.40q, want %.40q", got, list)
			}
		}
	})

	t.Run("lock excludes goroutines", func(t *testing.T) {
		v, name := fresh(t)
		must(t, v.Set(t.Context(), name, []byte{0}))
		var all sync.WaitGroup
		for range 8 {
			all.Go(func() {
				unlock, err := v.Lock(t.Context())
				if err != nil {
					t.Error(err)
					return
				}
				defer unlock()
				b, err := v.Get(t.Context(), name)
				if err == nil {
					err = v.Set(t.Context(), name, []byte{b[0] + 1})
				}
				if err != nil {
					t.Error(err)
				}
			})
		}
		all.Wait()
		holds(t, v, name, []byte{8})
	})

	t.Run("lock has a deadline", func(t *testing.T) {
		v, _ := fresh(t)
		unlock, err := v.Lock(t.Context())
		must(t, err)
		ctx, cancel := context.WithTimeout(t.Context(), time.Millisecond)
		defer cancel()
		_, err = v.Lock(ctx)
		if !errors.Is(err, vault.ErrBusy) || !errors.Is(err, context.DeadlineExceeded) || coded(t, err) != "vault_hung" {
			t.Errorf("second lock: %v", err)
		}
		unlock()
		unlock()
		again, err := v.Lock(t.Context())
		must(t, err)
		again()
	})

	t.Run("a context that has ended", func(t *testing.T) {
		v, name := fresh(t)
		must(t, v.Set(t.Context(), name, []byte("kept")))
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		_, get := v.Get(ctx, name)
		_, list := v.List(ctx)
		for _, err := range []error{get, list, v.Set(ctx, name, nil), v.SetList(ctx, []byte("1"))} {
			if !errors.Is(err, context.Canceled) {
				t.Errorf("%v", err)
			}
		}
		holds(t, v, name, []byte("kept"))
	})

	t.Run("a delete is not lost with its context", func(t *testing.T) {
		v, name := fresh(t)
		must(t, v.Set(t.Context(), name, []byte("one")))
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if err := v.Delete(ctx, name); err != nil && !errors.Is(err, context.Canceled) {
			t.Errorf("%v", err)
		}
		_, err := v.Get(t.Context(), name)
		missing(t, err)
		must(t, v.Set(t.Context(), name, []byte("two")))
		holds(t, v, name, []byte("two"))
	})
}

// secrets are of many sizes around the platforms' limits, and hold every byte.
func secrets() [][]byte {
	all := make([]byte, 256)
	for i := range all {
		all[i] = byte(i)
	}
	list := [][]byte{{}, []byte("x"), all, []byte("  white space \n"), []byte("V1K:looks like a key"), []byte("naïve 密码")}
	for _, n := range []int{4, 5, 2555, 2556, 2557, 2560, 2561, 2900, 4096, 66_000} {
		list = append(list, bytes.Repeat([]byte("r"), n))
	}
	return append(list, []byte("small again"))
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func missing(t *testing.T, err error) {
	t.Helper()
	if !errors.Is(err, fs.ErrNotExist) {
		t.Fatalf("want fs.ErrNotExist, got %v", err)
	}
}

func holds(t *testing.T, v store, name string, want []byte) {
	t.Helper()
	got, err := v.Get(t.Context(), name)
	if err != nil || !bytes.Equal(got, want) {
		t.Fatalf("stored are %d bytes, error %v; want %d bytes", len(got), err, len(want))
	}
}

// coded returns the code of err, as the client reads it.
func coded(t *testing.T, err error) string {
	t.Helper()
	var e interface{ Code() string }
	if !errors.As(err, &e) {
		t.Fatalf("an error without a code: %v", err)
	}
	return e.Code()
}

package vault_test

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/vestibule-app/vestibule/auth/vault"
)

func TestLockBetweenProcesses(t *testing.T) {
	const processes = 8
	dir := t.TempDir()
	var all []*exec.Cmd
	for range processes {
		cmd, _ := actor(t, "count", dir)
		all = append(all, cmd)
	}
	for _, cmd := range all {
		must(t, cmd.Wait())
	}
	got, err := number(t.Context(), vault.Open(vault.Config{Dir: dir}))
	if err != nil || got != processes*50 {
		t.Errorf("counted %d of %d, %v", got, processes*50, err)
	}
	if _, err := os.Stat(filepath.Join(dir, vault.LockName)); err != nil {
		t.Errorf("the lock file must stay: %v", err)
	}
}

func TestLockOfADeadProcess(t *testing.T) {
	dir := t.TempDir()
	k := vault.Open(vault.Config{Dir: dir})
	holder, out := actor(t, "hold", dir)
	if s, err := out.ReadString('\n'); s != "held\n" {
		t.Fatal(s, err)
	}

	// Whoever waits in vain leaves at most one goroutine behind, and does not get the lock in secret later.
	for range 20 {
		ctx, cancel := context.WithTimeout(t.Context(), 2*time.Millisecond)
		if _, err := k.Lock(ctx); !errors.Is(err, vault.ErrBusy) {
			t.Errorf("%v", err)
		}
		cancel()
	}
	if n := goroutines("vault.folder.lock.func"); n != 1 {
		t.Errorf("%d goroutines wait", n)
	}

	waiter := make(chan error, 1)
	go func() {
		unlock, err := vault.Open(vault.Config{Dir: dir}).Lock(t.Context())
		if err == nil {
			unlock()
		}
		waiter <- err
	}()
	must(t, holder.Process.Kill())
	killed := time.Now()
	must(t, <-waiter)
	unlock, err := k.Lock(t.Context()) // behind the goroutine that was left
	must(t, err)
	unlock()
	if took := time.Since(killed); took > time.Second {
		t.Errorf("the next one had to wait %v", took)
	}
}

package vault_test

import (
	"bufio"
	"errors"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/vestibule-app/vestibule/auth/vault"
)

func TestDamagedListIsSetAside(t *testing.T) {
	store, dir := &fake{}, t.TempDir()
	now := time.Date(2026, 11, 5, 12, 0, 0, 0, time.UTC)
	k, log := store.on(t, vault.Config{Dir: dir, Now: func() time.Time { return now }})
	for _, bad := range []string{"", "{", `{"a":1}x`, "\xff", "[" + strings.Repeat("1,", 40_000) + "1]"} {
		must(t, os.WriteFile(filepath.Join(dir, "accounts.json"), []byte(bad), 0o600))
		_, err := k.List(t.Context())
		missing(t, err)
		if !errors.Is(err, vault.ErrDamaged) {
			t.Errorf("%.10q: %v", bad, err)
		}
		kept, err := os.ReadFile(filepath.Join(dir, "accounts.bad-"+now.Format("20060102T150405.000000000Z")+".json"))
		if err != nil || string(kept) != bad {
			t.Errorf("%.10q was not kept: %v", bad, err)
		}
		_, err = k.List(t.Context())
		missing(t, err)
		now = now.Add(time.Hour)
	}
	if !strings.Contains(log.String(), "accounts.json") {
		t.Errorf("log: %s", log)
	}
	aside, err := filepath.Glob(filepath.Join(dir, "accounts.bad-*.json"))
	must(t, err)
	if len(aside) != 3 || !strings.Contains(aside[0], "T14") {
		t.Errorf("kept are %v", aside)
	}
}

func TestFolderOfOthersIsRefused(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows has access lists, not modes")
	}
	for _, mode := range []os.FileMode{0o770, 0o707, 0o777 | os.ModeSticky} {
		dir := t.TempDir()
		must(t, os.Chmod(dir, mode))
		k, _ := (&fake{}).on(t, vault.Config{Dir: dir})
		err := k.SetList(t.Context(), []byte("[]"))
		if coded(t, err) != "vault_failed" || !strings.Contains(err.Error(), "chmod go-w") || !strings.Contains(err.Error(), dir) {
			t.Errorf("%v: %v", mode, err)
		}
		if _, err := k.Lock(t.Context()); coded(t, err) != "vault_failed" {
			t.Errorf("%v: lock: %v", mode, err)
		}
		if err := k.Set(t.Context(), "a", big); coded(t, err) != "vault_failed" {
			t.Errorf("%v: sealed file: %v", mode, err)
		}
		leftOnly(t, dir)
	}
}

func TestFolderOwnedByAnotherIsRefused(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows has access lists, not owners")
	}
	dir := "/usr" // root's, and nobody else may write to it
	if os.Geteuid() == 0 {
		dir = t.TempDir()
		must(t, os.Chown(dir, 65534, -1))
	}
	k, _ := (&fake{}).on(t, vault.Config{Dir: dir})
	_, locked := k.Lock(t.Context())
	for op, err := range map[string]error{
		"set list": k.SetList(t.Context(), []byte("[]")), "lock": locked, "sealed file": k.Set(t.Context(), "a", big),
		"settings": vault.WriteFile(filepath.Join(dir, "vestibule.toml"), nil),
	} {
		if err == nil || !strings.Contains(err.Error(), dir+" belongs to another user") || !strings.Contains(err.Error(), "chown") {
			t.Errorf("%s: %v", op, err)
		}
	}
	if os.Geteuid() == 0 {
		if made, err := os.ReadDir(dir); err != nil || len(made) != 0 {
			t.Errorf("made all the same: %v, %v", made, err)
		}
		must(t, os.Chown(dir, 0, -1))
		must(t, k.SetList(t.Context(), []byte("[]"))) // as the sentence said
	}
}

func TestLinksAreRefused(t *testing.T) {
	dir, elsewhere := t.TempDir(), filepath.Join(t.TempDir(), "victim")
	must(t, os.WriteFile(elsewhere, []byte("[]"), 0o600))
	for _, name := range []string{"accounts.json", vault.LockName} {
		if err := os.Symlink(elsewhere, filepath.Join(dir, name)); err != nil {
			t.Skip(err)
		}
	}
	k, _ := (&fake{}).on(t, vault.Config{Dir: dir})
	if err := k.SetList(t.Context(), []byte("[1]")); coded(t, err) != "vault_failed" || !strings.Contains(err.Error(), "symbolic link") {
		t.Errorf("set list: %v", err)
	}
	if _, err := k.List(t.Context()); coded(t, err) != "vault_failed" {
		t.Errorf("list: %v", err)
	}
	if runtime.GOOS != "windows" {
		if _, err := k.Lock(t.Context()); coded(t, err) != "vault_failed" {
			t.Errorf("lock: %v", err)
		}
	}
	if got, err := os.ReadFile(elsewhere); err != nil || string(got) != "[]" {
		t.Errorf("the link was followed: %q, %v", got, err)
	}
}

func TestFolderIsMadePrivate(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "a b", "ünï", strings.Repeat("long", 50))
	k, _ := (&fake{}).on(t, vault.Config{Dir: dir})
	must(t, k.SetList(t.Context(), []byte("[]")))
	if runtime.GOOS == "windows" {
		return
	}
	for path, want := range map[string]os.FileMode{dir: 0o700, filepath.Join(dir, "accounts.json"): 0o600} {
		if info, err := os.Stat(path); err != nil || info.Mode().Perm() != want {
			t.Errorf("%s: %v, %v", path, info.Mode(), err)
		}
	}
}

func TestWriteFile(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "settings")
	path := filepath.Join(dir, "vestibule.toml")
	for _, text := range []string{"a = 1\n", ""} {
		must(t, vault.WriteFile(path, []byte(text)))
		if got, err := os.ReadFile(path); err != nil || string(got) != text {
			t.Errorf("%q, %v", got, err)
		}
	}
	leftOnly(t, dir, "vestibule.toml")
	must(t, os.Remove(path))
	if err := os.Symlink(dir, path); err != nil {
		t.Skip(err)
	}
	if err := vault.WriteFile(path, nil); err == nil || !strings.Contains(err.Error(), "symbolic link") {
		t.Errorf("a link: %v", err)
	}
}

func TestLeftoversOfACrashAreSwept(t *testing.T) {
	dir := t.TempDir()
	now := time.Now()
	for name, age := range map[string]time.Duration{".accounts.json.tmp-1": 2 * time.Hour, ".accounts.json.tmp-2": time.Minute} {
		must(t, os.WriteFile(filepath.Join(dir, name), nil, 0o600))
		must(t, os.Chtimes(filepath.Join(dir, name), now.Add(-age), now.Add(-age)))
	}
	k, _ := (&fake{}).on(t, vault.Config{Dir: dir})
	must(t, k.SetList(t.Context(), []byte("[]")))
	leftOnly(t, dir, ".accounts.json.tmp-2") // a process may be writing it just now
	if _, err := os.Stat(filepath.Join(dir, ".accounts.json.tmp-2")); err != nil {
		t.Error(err)
	}
}

// A process that writes the list for ever is killed again and again. The list is never torn, and never older than
// the last write that was acknowledged.
func TestKillWhileWriting(t *testing.T) {
	dir, kills := t.TempDir(), 0
	k, _ := (&fake{}).on(t, vault.Config{Dir: dir})
	for start := time.Now(); time.Since(start) < 2*time.Second; kills++ {
		cmd, out := actor(t, "write", dir)
		acknowledged := 0
		for range 1 + rand.IntN(8) {
			acknowledged = line(t, out)
		}
		must(t, cmd.Process.Kill())
		rest, _ := io.ReadAll(out)
		cmd.Wait()
		for _, more := range strings.Fields(string(rest)) {
			acknowledged, _ = strconv.Atoi(more)
		}
		n, err := number(t.Context(), k)
		if err != nil || n < acknowledged {
			t.Fatalf("after %d kills: list says %d, %v; acknowledged was %d", kills, n, err, acknowledged)
		}
	}
	if aside, _ := filepath.Glob(filepath.Join(dir, "*bad*")); len(aside) > 0 || kills < 5 {
		t.Errorf("%d kills, torn: %v", kills, aside)
	}
	t.Logf("%d kills", kills)
}

func line(t *testing.T, r *bufio.Reader) int {
	t.Helper()
	s, err := r.ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	n, err := strconv.Atoi(strings.TrimSpace(s))
	if err != nil {
		t.Fatal(err)
	}
	return n
}

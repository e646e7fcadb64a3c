package vault_test

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/vestibule-app/vestibule/auth/vault"
)

// A new content is on the disk before it takes the place of the old one, and its place is on the disk before the call
// returns: otherwise a power cut leaves an empty file, or the old one after success was reported.
func TestWriteReachesTheDiskInOrder(t *testing.T) {
	dir := t.TempDir()
	list := filepath.Join(dir, "accounts.json")
	k, _ := (&fake{}).on(t, vault.Config{Dir: dir})
	must(t, k.SetList(t.Context(), []byte(`"old"`)))
	var steps []string
	k.SyncBy(func(file *os.File) error {
		name := "folder"
		if file.Name() != dir {
			written, err := os.ReadFile(file.Name())
			must(t, err)
			name = "file " + string(written)
		}
		visible, err := os.ReadFile(list)
		must(t, err)
		steps = append(steps, name+" while "+string(visible))
		return file.Sync()
	})
	must(t, k.SetList(t.Context(), []byte(`"new"`)))
	want := []string{`file "new" while "old"`, `folder while "new"`}
	if runtime.GOOS == "windows" {
		want = want[:1]
	}
	if !slices.Equal(steps, want) {
		t.Errorf("%q, want %q", steps, want)
	}
}

// A removal is on the disk before the call returns, or a power cut brings a sealed file back.
func TestRemovalReachesTheDisk(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("NTFS journals it")
	}
	_, k, _, path := overflow(t)
	synced := 0
	k.SyncBy(func(file *os.File) error {
		if _, err := os.Stat(path); errors.Is(err, os.ErrNotExist) && file.Name() == filepath.Dir(path) {
			synced++
		}
		return file.Sync()
	})
	must(t, k.Delete(t.Context(), "a"))
	if synced < 2 { // after the sealed file, and after the note that it is owed
		t.Errorf("the folder was synced %d times", synced)
	}
}

// A disk that does not take what is written is an error. The old content stays, and no half-written file.
func TestWriteThatDoesNotReachTheDisk(t *testing.T) {
	dir := t.TempDir()
	k, _ := (&fake{}).on(t, vault.Config{Dir: dir})
	must(t, k.SetList(t.Context(), []byte(`"old"`)))
	full := errors.New("the disk is full")
	k.SyncBy(func(file *os.File) error {
		if file.Name() == dir {
			return nil
		}
		return full
	})
	if err := k.SetList(t.Context(), []byte(`"new"`)); !errors.Is(err, full) || coded(t, err) != "vault_failed" {
		t.Errorf("%v", err)
	}
	if got, err := k.List(t.Context()); err != nil || string(got) != `"old"` {
		t.Errorf("%s, %v", got, err)
	}
	leftOnly(t, dir)

	if runtime.GOOS == "windows" {
		return
	}
	k.SyncBy(func(file *os.File) error {
		if strings.Contains(file.Name(), ".tmp-") {
			return nil
		}
		return full
	})
	if err := k.SetList(t.Context(), []byte(`"new"`)); !errors.Is(err, full) {
		t.Errorf("the folder: %v", err)
	}
}

//go:build unix

package brand_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"testing/fstest"
	"time"

	"github.com/vestibule-app/vestibule/assets/brand"
)

// inTime fails a test that waits for something that never comes.
func inTime(t *testing.T, what string, do func()) {
	t.Helper()
	done := make(chan struct{})
	go func() {
		defer close(done)
		do()
	}()
	select {
	case <-done:
	case <-time.After(2 * time.Minute):
		t.Fatalf("%s: it is waited for", what)
	}
}

// A pipe that lies in the place of a file when it is looked at is told as such.
func TestPipes(t *testing.T) {
	dir := folder(t, pack(nil))
	pipe := filepath.Join(dir, "logo.svg")
	if err := swap(dir, "logo.svg", func(p string) error { return syscall.Mkfifo(p, 0o600) }); err != nil {
		t.Fatal(err)
	}
	inTime(t, "a logo", func() {
		if _, err := brand.Read(dir); err == nil || !strings.Contains(err.Error(), "logo.svg: is no plain file") {
			t.Errorf("a logo: %v", err)
		}
	})
	inTime(t, "a pack", func() {
		if _, err := brand.Read(pipe); err == nil {
			t.Error("a pipe is a pack")
		}
	})
	inTime(t, "a key", func() {
		if _, err := brand.ReadPublicKey(pipe); err == nil || !strings.Contains(err.Error(), "no plain file") {
			t.Errorf("a key: %v", err)
		}
	})
}

// late is a file system in which a pipe takes the place of a file once it was looked at.
type late struct {
	fstest.MapFS
	pipe string
}

func (l late) Open(name string) (fs.File, error) {
	if name == "logo.svg" {
		return os.OpenFile(l.pipe, os.O_RDWR, 0) // which waits for nobody; whoever reads it waits for ever
	}
	return l.MapFS.Open(name)
}

func TestPipeInTheLastMoment(t *testing.T) {
	l := late{fstest.MapFS{}, filepath.Join(t.TempDir(), "pipe")}
	for name, content := range pack(nil) {
		l.MapFS[name] = &fstest.MapFile{Data: content, Mode: 0o600}
	}
	if err := syscall.Mkfifo(l.pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	inTime(t, "the pipe", func() {
		if _, err := brand.ReadFS(l, "."); err == nil || !strings.Contains(err.Error(), "logo.svg: is no plain file") {
			t.Errorf("%v", err)
		}
	})
}

// A folder and a file in it, and a pack in one file, turn into pipes and back while they are read.
func TestPipesComeAndGo(t *testing.T) {
	dir := folder(t, pack(nil))
	p, err := brand.Read(dir)
	if err != nil {
		t.Fatal(err)
	}
	one := filepath.Join(t.TempDir(), "acme.brand")
	if err := brand.WriteFile(one, p); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ turns, read string }{{filepath.Join(dir, "logo.svg"), dir}, {one, one}, {dir, dir}} {
		aside, pipe := c.turns+".aside", c.turns+".pipe"
		if err := syscall.Mkfifo(pipe, 0o600); err != nil {
			t.Fatal(err)
		}
		stop, stopped := make(chan struct{}), make(chan struct{})
		go func() {
			defer close(stopped)
			for {
				select {
				case <-stop:
					return
				default:
				}
				for _, from := range []string{c.turns, pipe} {
					to := map[string]string{c.turns: aside, pipe: c.turns}[from]
					if err := os.Rename(from, to); err != nil {
						t.Error(err)
					}
				}
				if err := os.Rename(c.turns, pipe); err != nil {
					t.Error(err)
				}
				if err := os.Rename(aside, c.turns); err != nil {
					t.Error(err)
				}
			}
		}()
		read, refused := 0, 0
		inTime(t, c.turns, func() {
			for begun := time.Now(); time.Since(begun) < 300*time.Millisecond; {
				if _, err := brand.Read(c.read); err == nil {
					read++
				} else {
					refused++
				}
			}
		})
		close(stop)
		<-stopped
		t.Logf("%s: read %d times, refused %d times", filepath.Base(c.turns), read, refused)
		if read+refused == 0 {
			t.Error("it was never read")
		}
	}
}

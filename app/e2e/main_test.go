//go:build e2e

package e2e_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"testing"
	"time"
)

// patience is how long anything may take on a machine under load.
const patience = 90 * time.Second

var (
	binary   string // the program under test: E2E_BINARY, or else built from here
	pictures string // where pictures are kept
)

func TestMain(m *testing.M) { os.Exit(build(m)) }

func build(m *testing.M) int {
	if runtime.GOOS != "linux" {
		fmt.Println("the end-to-end journeys need X11 and run on Linux only")
		return 1
	}
	root, err := filepath.Abs("../..")
	if err != nil {
		fmt.Println(err)
		return 1
	}
	if binary = os.Getenv("E2E_BINARY"); binary == "" {
		binary = filepath.Join(root, "bin", "vestibule")
		started := time.Now()
		cmd := exec.Command("go", "build", "-o", binary, ".")
		cmd.Dir, cmd.Env = root, append(os.Environ(), "CGO_ENABLED=1")
		cmd.Stdout, cmd.Stderr = os.Stdout, os.Stderr
		if err := cmd.Run(); err != nil {
			fmt.Println("building the program:", err)
			return 1
		}
		fmt.Printf("built %s in %.1f s\n", binary, time.Since(started).Seconds())
	}
	pictures = os.Getenv("E2E_OUT")
	if pictures == "" {
		pictures = filepath.Join(root, "bin", "e2e")
	}
	if err := os.MkdirAll(pictures, 0o755); err != nil {
		fmt.Println(err)
		return 1
	}
	return m.Run()
}

// await asks every 50 ms until there is an answer; without one in time the test fails and says what it waited for.
func await[T any](t *testing.T, what string, ask func() (T, bool)) T {
	t.Helper()
	deadline := time.After(patience)
	tick := time.NewTicker(50 * time.Millisecond)
	defer tick.Stop()
	for {
		if v, ok := ask(); ok {
			return v
		}
		select {
		case <-tick.C:
		case <-deadline:
			t.Fatalf("waited %v in vain for %s", patience, what)
		}
	}
}

// tempFolder is like t.TempDir with a short name, because the paths of sockets are limited to 107 bytes.
func tempFolder(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "vst")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	return dir
}

package brand_test

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/vestibule-app/vestibule/assets/brand"
)

const (
	insideVariable = "BRAND_HOSTILE" // set in the process that reads them
	allowedMemory  = 48 << 20        // bytes, all that is ever allocated for one pack
)

// allowed is how long something may take that takes d at most on a busy machine.
func allowed(d time.Duration) time.Duration {
	if raced {
		return 12 * d
	}
	return d
}

// Every hostile pack is refused with a sentence that names the file, in little time and memory. They are read in another
// process, for what ends a process cannot be caught in it.
func TestHostile(t *testing.T) {
	if os.Getenv(insideVariable) == "" {
		cmd := exec.Command(os.Args[0], "-test.run=^TestHostile$", "-test.v")
		cmd.Env = append(os.Environ(), insideVariable+"=1")
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, last(out, 6000))
		}
		return
	}
	all := slices.Concat(hostileZips(t), hostileManifests(t), hostilePictures(t), hostileFonts(t))
	for _, h := range hostileSVG {
		all = append(all, hostile{"svg: " + h.name, with(t, map[string]string{"logo.svg": h.text}), []string{"logo.svg", h.word}})
	}
	if len(all) < 80 {
		t.Errorf("%d hostile packs", len(all))
	}
	dir := t.TempDir()
	for _, h := range all {
		t.Run(h.name, func(t *testing.T) {
			path := filepath.Join(dir, "acme.brand")
			if err := os.WriteFile(path, h.data, 0o600); err != nil {
				t.Fatal(err)
			}
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			start := time.Now()
			p, err := brand.Read(path)
			took := time.Since(start)
			runtime.ReadMemStats(&after)
			var refused *brand.Error
			if p != nil || !errors.As(err, &refused) {
				t.Fatalf("%v, %v", p, err)
			}
			if used := after.TotalAlloc - before.TotalAlloc; used > allowedMemory || took > allowed(5*time.Second) { // a few milliseconds are usual
				t.Errorf("%d bytes, %v", used, took)
			}
			for line := range strings.Lines(err.Error()) {
				if !strings.HasPrefix(line, path) {
					t.Errorf("does not name the pack: %s", line)
				}
			}
			for _, words := range h.words {
				if !strings.Contains(err.Error(), words) {
					t.Errorf("%q is not in: %s", words, last([]byte(err.Error()), 500))
				}
			}
			if n := len(refused.Findings); n > brand.MaxFindings || len(err.Error()) > 64<<10 {
				t.Errorf("%d findings, %d bytes", n, len(err.Error()))
			}
			for _, r := range err.Error() {
				if r < ' ' && r != '\n' || r == '\u202E' || r == '\u2066' {
					t.Errorf("the sentence holds %U", r)
				}
			}
		})
	}
	t.Logf("%d hostile packs", len(all))
}

// last is the end of a long text.
func last(b []byte, n int) string { return string(b[max(0, len(b)-n):]) }

package app_test

import (
	"net/http"
	"os"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/vestibule-app/vestibule/auth/emulator"
)

// trail notes through which of our files a call came.
type trail struct {
	mu    sync.Mutex
	files []string
}

// take adds the files of a call, the outermost first. Tests and widgets are not on the way of the conversation.
func (l *trail) take() {
	callers := make([]uintptr, 256)
	frames := runtime.CallersFrames(callers[:runtime.Callers(2, callers)])
	var files []string
	for {
		frame, more := frames.Next()
		_, inside, ours := strings.Cut(frame.Function, module+"/")
		pkg, _, _ := strings.Cut(inside, ".")
		name := frame.File[strings.LastIndexByte(frame.File, '/')+1:]
		if ours && pkg != "screens/kit" && !strings.HasSuffix(name, "_test.go") {
			files = append(files, pkg+"/"+name)
		}
		if !more {
			break
		}
	}
	slices.Reverse(files)
	l.mu.Lock()
	defer l.mu.Unlock()
	l.files = slices.Compact(append(l.files, files...))
}

// traced is a network that notes who sends to an endpoint.
type traced struct {
	next  http.RoundTripper
	trail *trail
}

func (n traced) RoundTrip(r *http.Request) (*http.Response, error) {
	if strings.HasSuffix(r.URL.Path, "/token") {
		n.trail.take()
	}
	return n.next.RoundTrip(r)
}

// TestKeypress follows Enter on the password screen to the wire: through the files that the README names, in that order,
// and through no other.
func TestKeypress(t *testing.T) {
	readme, err := os.ReadFile("../README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, story, _ := strings.Cut(string(readme), "## One keypress")
	before, _, told := strings.Cut(story, "net/http …")
	var want []string
	for _, m := range regexp.MustCompile(`(?m)^([a-z0-9_/]+\.go) `).FindAllStringSubmatch(before, -1) {
		want = append(want, m[1])
	}
	if !told || len(want) != 7 {
		t.Fatalf("the README names %v", want)
	}

	var way trail
	h := atPassword(t, func(h *house) {
		spawn := h.config.Spawn
		h.config.Spawn = func(f func()) {
			way.take()
			spawn(f)
		}
		h.wire.next = traced{h.wire.next, &way}
	})
	h.fill(emulator.Password)
	way.files = nil
	h.enter()
	h.settle("password")
	h.play("ask SignedIn")
	if !slices.Equal(way.files, want) {
		t.Errorf("Enter came through %v; the README says %v", way.files, want)
	}
}

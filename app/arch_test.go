package app_test

import (
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"regexp"
	"slices"
	"strings"
	"testing"
)

const module = "github.com/vestibule-app/vestibule"

// room says whom a room may know, and why it may not know the others.
type room struct {
	ours   []string // rooms of ours that it may import
	theirs []string // module paths, or std; nil: no rule
	never  []string // packages that must not be reached, not even through others
	why    string
}

var rooms = map[string]room{
	"auth": {
		theirs: []string{"std", "golang.org/x/oauth2", "github.com/coreos/go-oidc/v3"},
		never:  []string{"fyne.io/fyne/v2", module + "/auth/vault", module + "/auth/emulator"},
		why:    "the conversation runs headless; it takes a Vault and an *http.Client, not ours",
	},
	"auth/vault": {
		never: []string{"fyne.io/fyne/v2", module + "/auth"},
		why:   "where secrets rest knows nothing of sign-in",
	},
	"auth/emulator": {
		never: []string{"fyne.io/fyne/v2", module + "/auth", "github.com/coreos/go-oidc/v3", "golang.org/x/oauth2"},
		why:   "an honest witness shares no code with the client, or a misspelt wire name passes on both sides",
	},
	"auth/stories": {
		ours:  []string{"auth", "auth/emulator", "auth/vault"},
		never: []string{"fyne.io/fyne/v2"},
		why:   "the stage of the tests, at both heights; the product does not know it",
	},
	"assets": {theirs: []string{"std"}, why: "bytes and their loader"},
	"assets/brand": {
		theirs: []string{"std", "github.com/pelletier/go-toml/v2", "golang.org/x/text"},
		why:    "what a brand may be is known before anything is drawn; no renderer sees a pack that was not looked at",
	},
	"screens/kit": {theirs: []string{"std", "fyne.io/fyne/v2", "github.com/fyne-io/oksvg", "github.com/go-text/typesetting", "github.com/srwiley/rasterx", "golang.org/x/image", "golang.org/x/text"}, why: "a widget has no opinions"},
	"screens/kit/kittest": {
		theirs: []string{"std", "fyne.io/fyne/v2"},
		never:  []string{"fyne.io/fyne/v2/app"},
		why:    "the eye of the tests, which knows no widget; the product does not know it",
	},
	"screens": {
		ours:  []string{"auth", "screens/kit", "assets", "assets/brand"},
		never: []string{"fyne.io/fyne/v2/app"},
		why:   "a screen draws and calls reply",
	},
	"app": {
		ours:  []string{"auth", "auth/vault", "auth/emulator", "screens", "screens/kit", "assets", "assets/brand"},
		never: []string{"fyne.io/fyne/v2/app"},
		why:   "only main may import Fyne's app package: it pulls in OpenGL, and with it a C compiler",
	},
	"app/e2e": {never: []string{"fyne.io/fyne/v2/app"}, why: "it drives the built program from outside"},
	"":        {ours: []string{"app"}, why: "main makes the App and hands it the real window"},
}

// listed is what go list tells of a package.
type listed struct {
	ImportPath string
	Imports    []string
	Deps       []string
	Standard   bool
	Module     *struct{ Path string }
}

// TestRooms holds what every package imports against the table of rooms.
func TestRooms(t *testing.T) {
	all := goList(t, "-deps", "./...")
	standard, modules := map[string]bool{}, map[string]string{}
	for _, p := range all {
		standard[p.ImportPath] = p.Standard
		if p.Module != nil {
			modules[p.ImportPath] = p.Module.Path
		}
	}
	seen := map[string]bool{}
	for _, p := range all {
		name, ours := strings.CutPrefix(p.ImportPath, module)
		if !ours {
			continue
		}
		name = strings.TrimPrefix(name, "/")
		seen[name] = true
		r, known := rooms[name]
		if !known {
			t.Errorf("%s: a room without a rule; add it to the table, with the reason", p.ImportPath)
			continue
		}
		for _, imported := range p.Imports {
			if other, ok := strings.CutPrefix(imported, module+"/"); ok {
				if !slices.Contains(r.ours, other) {
					t.Errorf("%s imports %s, but %s", p.ImportPath, other, r.why)
				}
				continue
			}
			if r.theirs == nil || imported == "C" {
				continue
			}
			from := modules[imported]
			if standard[imported] {
				from = "std"
			}
			if !slices.Contains(r.theirs, from) {
				t.Errorf("%s imports %s (%s), but %s", p.ImportPath, imported, from, r.why)
			}
		}
		for _, dep := range p.Deps {
			for _, never := range r.never {
				if dep == never || never == "fyne.io/fyne/v2" && strings.HasPrefix(dep, never+"/") {
					t.Errorf("%s reaches %s, but %s", p.ImportPath, dep, r.why)
				}
			}
		}
	}
	for name := range rooms {
		if !seen[name] && name != "app/e2e" { // which is built with its tag only
			t.Errorf("the table has a room %q that does not exist", name)
		}
	}
}

// TestThreads keeps goroutines and hops where they belong.
func TestThreads(t *testing.T) {
	for _, p := range goList(t, "./...") {
		name := strings.TrimPrefix(strings.TrimPrefix(p.ImportPath, module), "/")
		if name != "screens" && name != "screens/kit" && name != "app" {
			continue
		}
		for _, file := range sources(t, "../"+name) {
			b, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			for i, line := range strings.Split(string(b), "\n") {
				code, _, _ := strings.Cut(line, "//")
				switch {
				case startsThread(code) && !allowedThread(strings.TrimPrefix(file, "../")):
					t.Errorf("%s:%d: a goroutine outside app/run.go: %s", file, i+1, strings.TrimSpace(code))
				case strings.Contains(code, "fyne.Do(") || strings.Contains(code, "fyne.DoAndWait("):
					t.Errorf("%s:%d: hop through App.do, so that a test can be the UI thread", file, i+1)
				case name != "app" && strings.Contains(code, `"net/http"`):
					t.Errorf("%s:%d: screens and widgets do not know the network", file, i+1)
				}
			}
		}
	}
}

var threadRE = regexp.MustCompile(`^\s*go\s|[^\w.]go func\b|\b(?:time|context)\.AfterFunc\(|\.Go\(`)

// startsThread says whether a line of code makes something run on another goroutine.
func startsThread(code string) bool { return threadRE.MatchString(code) }

// allowedThread: run.go is the gate; the watchdog of the display counts before there is a conversation, and ends the
// process when it rings.
func allowedThread(file string) bool {
	return file == "app/run.go" || file == "app/display_watchdog.go"
}

// TestThreadsAreRecognised keeps TestThreads from looking for the wrong thing.
func TestThreadsAreRecognised(t *testing.T) {
	for code, want := range map[string]bool{
		"\tgo f()": true, "\tgo func() {": true, "if x { go func() { f() }() }": true,
		"t := time.AfterFunc(d, f)": true, "\tcontext.AfterFunc(ctx, f)": true, "stop := context.AfterFunc(ctx, f)": true,
		"wg.Go(func() {": true, "group.Go(f)": true,
		"\ta.spawn(f)": false, "a.after(time.Second, f)": false, "goOn := true": false, "timer := time.NewTimer(d)": false,
		"s.Got(1)": false, "\t\"net/http\"": false, "a.Goal(2)": false,
	} {
		if startsThread(code) != want {
			t.Errorf("%q: %v", code, !want)
		}
	}
}

func sources(t *testing.T, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var files []string
	for _, e := range entries {
		if strings.HasSuffix(e.Name(), ".go") && !strings.HasSuffix(e.Name(), "_test.go") {
			files = append(files, dir+"/"+e.Name())
		}
	}
	return files
}

func goList(t *testing.T, args ...string) []listed {
	t.Helper()
	cmd := exec.Command("go", append([]string{"list", "-e", "-json=ImportPath,Imports,Deps,Standard,Module"}, args...)...)
	cmd.Dir = ".."
	cmd.Env = append(os.Environ(), "CGO_ENABLED=1") // so that main's own imports are listed; nothing is compiled
	out, err := cmd.Output()
	if err != nil {
		var failed *exec.ExitError
		if errors.As(err, &failed) {
			t.Fatalf("go list: %s", failed.Stderr)
		}
		t.Fatal(err)
	}
	var all []listed
	for dec := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p listed
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			return all
		} else if err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
}

//go:build e2e

package e2e_test

import (
	"bufio"
	"errors"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
)

// program is a running vestibule and what it has said on stderr so far.
type program struct {
	t      *testing.T
	d      *desktop // nil for a program without a window
	cmd    *exec.Cmd
	ended  chan struct{}
	next   int // index of the first line that no step was read from yet
	window string

	mu    sync.Mutex
	lines []string
}

// run starts the binary with env as its whole environment.
func run(t *testing.T, d *desktop, env []string, args ...string) *program {
	t.Helper()
	p := &program{t: t, d: d, cmd: exec.Command(binary, args...), ended: make(chan struct{})}
	p.cmd.Env = env
	stderr, err := p.cmd.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	read := make(chan struct{})
	p.cmd.SysProcAttr = ownGroup()
	if err := p.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	go func() {
		defer close(read)
		for in := bufio.NewScanner(stderr); in.Scan(); {
			p.mu.Lock()
			p.lines = append(p.lines, in.Text())
			p.mu.Unlock()
		}
	}()
	go func() {
		<-read
		p.cmd.Wait()
		close(p.ended)
	}()
	t.Cleanup(func() {
		if t.Failed() {
			if d != nil {
				d.shot("failed", 0)
			}
			lines := p.said()
			t.Logf("the end of its log:\n%s", strings.Join(lines[max(0, len(lines)-60):], "\n"))
		}
		p.cmd.Process.Kill()
		<-p.ended
	})
	return p
}

// said is every line so far.
func (p *program) said() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return append([]string(nil), p.lines...)
}

// open waits for the window and gives it the keyboard.
func (p *program) open() {
	p.t.Helper()
	p.window = p.d.window(p.cmd.Process.Pid)
}

// step waits for the next step that the program shows, which must be this one and without a refusal, and keeps a picture
// of it.
func (p *program) step(name string) {
	p.t.Helper()
	p.refused(name, "")
}

// refused is step for one that comes with a refusal of what was answered before.
func (p *program) refused(name, problem string) {
	p.t.Helper()
	await(p.t, "the step "+name, func() (struct{}, bool) {
		p.alive("the step " + name)
		for lines := p.said(); p.next < len(lines); {
			record := parseRecord(lines[p.next])
			p.next++
			if record["msg"] != "step" {
				continue
			}
			if record["name"] != name || record["problem"] != problem {
				p.t.Fatalf("the program shows %s with the problem %q, want %s with %q", record["name"], record["problem"], name, problem)
			}
			return struct{}{}, true
		}
		return struct{}{}, false
	})
	settle := change
	if p.window == "" {
		p.open()
		settle = first
	}
	p.d.shot(name, settle)
}

// message waits for a log record with this message, be it past or to come.
func (p *program) message(msg string) {
	p.t.Helper()
	await(p.t, "the log record "+msg, func() (struct{}, bool) {
		for _, line := range p.said() {
			if parseRecord(line)["msg"] == msg {
				return struct{}{}, true
			}
		}
		p.alive("the log record " + msg)
		return struct{}{}, false
	})
}

// steps lists the names of all steps shown so far.
func (p *program) steps() []string {
	var names []string
	for _, line := range p.said() {
		if record := parseRecord(line); record["msg"] == "step" {
			names = append(names, record["name"])
		}
	}
	return names
}

// alive fails the test when the program has ended.
func (p *program) alive(waiting string) {
	p.t.Helper()
	select {
	case <-p.ended:
		p.t.Fatalf("the program ended (exit code %d) before %s", p.cmd.ProcessState.ExitCode(), waiting)
	default:
	}
}

// end waits for the program to end by itself and returns its exit code.
func (p *program) end() int {
	p.t.Helper()
	await(p.t, "the end of the program", func() (struct{}, bool) {
		select {
		case <-p.ended:
			return struct{}{}, true
		default:
			return struct{}{}, false
		}
	})
	return p.cmd.ProcessState.ExitCode()
}

// close closes the window as a person does.
func (p *program) close() {
	p.t.Helper()
	p.open()
	p.d.key("alt+F4")
	if code := p.end(); code != 0 {
		p.t.Fatalf("exit code %d after the window was closed, want 0", code)
	}
}

// parseRecord reads one line of log/slog's text format; a line of anything else gives an empty or odd record.
func parseRecord(line string) map[string]string {
	record := map[string]string{}
	for line = strings.TrimSpace(line); line != ""; line = strings.TrimLeft(line, " ") {
		key, rest, ok := strings.Cut(line, "=")
		if !ok {
			break
		}
		value, err := strconv.QuotedPrefix(rest)
		if errors.Is(err, strconv.ErrSyntax) || !strings.HasPrefix(rest, `"`) {
			value, _, _ = strings.Cut(rest, " ")
			rest = rest[len(value):]
		} else {
			rest = rest[len(value):]
			value, _ = strconv.Unquote(value)
		}
		record[key], line = value, rest
	}
	return record
}

// signOut finds "Sign out" with the keyboard alone: it stands before "Use another account", which has the focus.
func (p *program) signOut() {
	p.t.Helper()
	p.d.key("shift+Tab", "space")
}

// restored starts the program once more, which must find its person signed in without a question.
func restored(t *testing.T, d *desktop, env []string, args ...string) *program {
	t.Helper()
	p := run(t, d, env, args...)
	p.message("restored")
	p.step("SignedIn")
	if shown := p.steps(); !slices.Equal(shown, []string{"SignedIn"}) {
		t.Fatalf("steps at a start with a kept session: %v, want SignedIn alone", shown)
	}
	return p
}

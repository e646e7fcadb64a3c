//go:build e2e

package e2e_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

const (
	// A caret that nobody types at blinks for half a minute, and a new code can be asked for within a minute; both tick
	// until then, and nothing does afterwards.
	atRest = 70 * time.Second
	rounds = 3
	slice  = 10 * time.Second

	// idleSpare is what a window of ours may take beside a bare one, of a slice. The kernel counts in hundredths of a
	// second and charges each to whoever runs at that moment, so that the same process is off by a few from one slice
	// to the next. A caret that blinks takes eight times what a bare window takes.
	idleSpare = 80 * time.Millisecond
)

// TestIdle: a window that nobody touches takes as much of the processor as a bare window of Fyne's: on the screens where
// a password and a code are typed, and when the person is signed in. All are measured in the same seconds, each with the
// keyboard on a desktop of its own.
func TestIdle(t *testing.T) {
	if testing.Short() {
		t.Skip("it takes two minutes")
	}
	x := newTenant(t)
	bare := filepath.Join(tempFolder(t), "bare")
	build := exec.Command("go", "build", "-o", bare, "./testdata/bare")
	build.Env = append(os.Environ(), "CGO_ENABLED=1")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("building the bare window: %v\n%s", err, out)
	}

	pids := map[string]int{}
	d, h := newDesktop(t, "+extension"), newHome(t)
	cmd := exec.Command(bare)
	cmd.Env = h.environ("DISPLAY=" + d.display)
	start(t, cmd)
	d.window(cmd.Process.Pid)
	pids["bare"] = cmd.Process.Pid

	at := func(name, client string, way func(d *desktop, p *program)) {
		d, h := newDesktop(t, "+extension"), newHome(t)
		p := run(t, d, h.environ(append(x.settings(client), "DISPLAY="+d.display)...))
		p.step("EnterUsername")
		way(d, p)
		pids[name] = p.cmd.Process.Pid
	}
	at("password", clientPassword, func(d *desktop, p *program) {
		d.submit(userPassword)
		p.step("EnterPassword")
		d.write("half")
	})
	at("code", clientOTP, func(d *desktop, p *program) {
		d.submit(userOTP)
		p.step("EnterCode")
		d.write("12")
	})
	at("signed in", clientPassword, func(d *desktop, p *program) {
		d.submit(userPassword)
		p.step("EnterPassword")
		d.submit(rightWord)
		p.step("SignedIn")
	})

	time.Sleep(atRest) // it is time itself that is measured here
	took := map[string][]time.Duration{}
	for range rounds {
		before := map[string]time.Duration{}
		for name, pid := range pids {
			before[name] = processorTime(t, pid)
		}
		time.Sleep(slice)
		for name, pid := range pids {
			took[name] = append(took[name], processorTime(t, pid)-before[name])
		}
	}
	median := func(name string) time.Duration {
		slices.Sort(took[name])
		return took[name][len(took[name])/2]
	}
	for _, name := range []string{"bare", "password", "code", "signed in"} {
		t.Logf("%-10s %v: %.2f %% of a processor", name, took[name], 100*median(name).Seconds()/slice.Seconds())
		if median(name) > median("bare")+idleSpare {
			t.Errorf("%s takes %v in %v, a bare window %v", name, median(name), slice, median("bare"))
		}
	}
	if median("bare") == 0 {
		t.Error("a bare window takes nothing, so nothing was measured")
	}
}

// processorTime is what a process has used of all processors so far, in user and in system mode (proc(5)).
func processorTime(t *testing.T, pid int) time.Duration {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("/proc", strconv.Itoa(pid), "stat"))
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(b), ") ") // the name before it may hold anything
	fields := strings.Fields(rest)
	const user, system = 11, 12 // utime and stime, counted from the third field
	if len(fields) <= system {
		t.Fatalf("/proc tells %q", b)
	}
	u, err1 := strconv.ParseInt(fields[user], 10, 64)
	s, err2 := strconv.ParseInt(fields[system], 10, 64)
	if err1 != nil || err2 != nil {
		t.Fatalf("/proc tells %q", b)
	}
	return time.Duration(u+s) * time.Second / 100 // USER_HZ
}

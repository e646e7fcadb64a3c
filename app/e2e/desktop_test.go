//go:build e2e

package e2e_test

import (
	"bufio"
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// desktop is an X server without a screen, with a window manager and somebody at the keyboard.
type desktop struct {
	t       *testing.T
	display string // what DISPLAY is set to
	shots   int
}

// newDesktop starts Xvfb on a display number of its own choosing; glx is "+extension" or "-extension".
func newDesktop(t *testing.T, glx string) *desktop {
	t.Helper()
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	cmd := exec.Command("Xvfb", "-displayfd", "3", "-screen", "0", "1280x800x24", glx, "GLX", "+render", "-noreset", "-nolisten", "tcp")
	cmd.ExtraFiles = []*os.File{w}
	start(t, cmd)
	w.Close()
	number, err := bufio.NewReader(r).ReadString('\n')
	if err != nil {
		t.Fatalf("Xvfb did not start: %v", err)
	}
	d := &desktop{t: t, display: ":" + strings.TrimSpace(number)}

	home := tempFolder(t)
	wm := exec.Command("openbox", "--sm-disable")
	wm.Env = []string{"PATH=" + os.Getenv("PATH"), "DISPLAY=" + d.display, "HOME=" + home, "XDG_CACHE_HOME=" + home, "LANG=C.UTF-8"}
	start(t, wm)
	await(t, "the window manager", func() (struct{}, bool) {
		_, err := d.xdotool("get_num_desktops")
		return struct{}{}, err == nil
	})
	if _, err := d.run("xset", "r", "off"); err != nil { // a loaded machine would double letters
		t.Fatal(err)
	}
	return d
}

// start runs cmd until the test ends. It dies with the test process too.
func start(t *testing.T, cmd *exec.Cmd) {
	t.Helper()
	cmd.SysProcAttr = ownGroup()
	if err := cmd.Start(); err != nil {
		t.Fatalf("%s: %v (make deps installs what the journeys need)", cmd.Args[0], err)
	}
	t.Cleanup(func() {
		syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL)
		cmd.Wait()
	})
}

// ownGroup makes a child that dies with the test process.
func ownGroup() *syscall.SysProcAttr {
	return &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL}
}

func (d *desktop) run(name string, args ...string) (string, error) {
	cmd := exec.Command(name, args...)
	cmd.Env = []string{"PATH=" + os.Getenv("PATH"), "DISPLAY=" + d.display, "LANG=C.UTF-8", "HOME=/nonexistent"}
	var out, problem bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &problem
	if err := cmd.Run(); err != nil {
		return "", fmt.Errorf("%s %s: %w: %s", name, strings.Join(args, " "), err, problem.String())
	}
	return strings.TrimSpace(out.String()), nil
}

func (d *desktop) xdotool(args ...string) (string, error) { return d.run("xdotool", args...) }

// key presses keys by their X names, one after the other.
func (d *desktop) key(keys ...string) {
	d.t.Helper()
	if _, err := d.xdotool(append([]string{"key", "--clearmodifiers", "--delay", "30"}, keys...)...); err != nil {
		d.t.Fatal(err)
	}
}

// write types ASCII text.
func (d *desktop) write(text string) {
	d.t.Helper()
	if _, err := d.xdotool("type", "--clearmodifiers", "--delay", "30", "--", text); err != nil {
		d.t.Fatal(err)
	}
}

// submit types text and presses Return.
func (d *desktop) submit(text string) {
	d.t.Helper()
	d.write(text)
	d.key("Return")
}

// window waits until the process shows a window, gives it the keyboard, and returns its id.
func (d *desktop) window(pid int) string {
	d.t.Helper()
	return await(d.t, "a window of the program with the keyboard", func() (string, bool) {
		found, err := d.xdotool("search", "--onlyvisible", "--pid", fmt.Sprint(pid))
		if err != nil || found == "" {
			return "", false
		}
		ids := strings.Fields(found)
		id := ids[len(ids)-1]
		if active, err := d.xdotool("getactivewindow"); err == nil && active == id {
			return id, true
		}
		d.xdotool("windowactivate", id)
		return "", false
	})
}

// shot keeps a picture of the whole screen, once two in a row are the same or the caret has had its chance to blink.
func (d *desktop) shot(name string) {
	d.t.Helper()
	d.shots++
	dir := filepath.Join(pictures, filepath.FromSlash(d.t.Name()))
	if err := os.MkdirAll(dir, 0o755); err != nil {
		d.t.Error(err)
		return
	}
	file := filepath.Join(dir, fmt.Sprintf("%02d-%s.png", d.shots, name))
	var before []byte
	for range 4 {
		if _, err := d.run("import", "-window", "root", "-define", "png:exclude-chunks=date,time", file); err != nil {
			d.t.Error(err)
			return
		}
		now, err := os.ReadFile(file)
		if err != nil {
			d.t.Error(err)
			return
		}
		if bytes.Equal(before, now) {
			return
		}
		before = now
	}
}

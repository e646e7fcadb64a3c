//go:build e2e

package e2e_test

import (
	"bufio"
	"bytes"
	"fmt"
	"image"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"
)

// The size of the screen in pixels.
const width, height = 1280, 800

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
	cmd := exec.Command("Xvfb", "-displayfd", "3", "-screen", "0", fmt.Sprintf("%dx%dx24", width, height), glx, "GLX", "+render", "-noreset", "-nolisten", "tcp")
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
	return out.String(), nil
}

func (d *desktop) xdotool(args ...string) (string, error) {
	out, err := d.run("xdotool", args...)
	return strings.TrimSpace(out), err
}

// key presses keys by their X names, one after the other.
func (d *desktop) key(keys ...string) {
	d.t.Helper()
	if _, err := d.xdotool(append([]string{"key", "--clearmodifiers", "--delay", "12"}, keys...)...); err != nil {
		d.t.Fatal(err)
	}
}

// write types ASCII text.
func (d *desktop) write(text string) {
	d.t.Helper()
	if _, err := d.xdotool("type", "--clearmodifiers", "--delay", "12", "--", text); err != nil {
		d.t.Fatal(err)
	}
}

// submit types text and presses Return.
func (d *desktop) submit(text string) {
	d.t.Helper()
	d.write(text)
	d.key("Return")
}

// press moves the focus on by a number of tab stops and presses Return there.
func (d *desktop) press(stops int) {
	d.t.Helper()
	d.key(append(slices.Repeat([]string{"Tab"}, stops), "Return")...)
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

const (
	still  = 300 * time.Millisecond  // less than a caret takes between two blinks
	change = 500 * time.Millisecond  // longer than the way from one screen to the next
	first  = 1500 * time.Millisecond // the first frames take long where the processor draws them
	enough = 5 * time.Second         // something moves all the time
)

// shot keeps a picture of the whole screen when it has looked the same for a moment, but not before settle is over.
func (d *desktop) shot(name string, settle time.Duration) {
	d.t.Helper()
	d.shots++
	dir := filepath.Join(pictures, filepath.FromSlash(d.t.Name()))
	if err := os.MkdirAll(dir, 0o755); err != nil {
		d.t.Error(err)
		return
	}
	file := filepath.Join(dir, fmt.Sprintf("%02d-%s.png", d.shots, name))
	var before string
	begun := time.Now()
	for since := begun; time.Since(begun) < settle || time.Since(since) < still && time.Since(begun) < enough; {
		now, err := d.run("import", "-window", "root", "-depth", "8", "rgb:-")
		if err != nil {
			d.t.Error(err)
			return
		}
		if now != before {
			before, since = now, time.Now()
		}
	}
	picture := image.NewNRGBA(image.Rect(0, 0, width, height))
	if len(before) != 3*width*height {
		d.t.Errorf("the picture of the screen has %d bytes, want %d", len(before), 3*width*height)
		return
	}
	for i := range width * height {
		copy(picture.Pix[4*i:], before[3*i:3*i+3])
		picture.Pix[4*i+3] = 255
	}
	var out bytes.Buffer
	if err := png.Encode(&out, picture); err != nil {
		d.t.Error(err)
		return
	}
	if err := os.WriteFile(file, out.Bytes(), 0o644); err != nil {
		d.t.Error(err)
	}
}

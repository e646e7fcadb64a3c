package app_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"regexp"
	"runtime"
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"github.com/vestibule-app/vestibule/app"
	"github.com/vestibule-app/vestibule/assets"
)

func command(args ...string) (code int, ran bool, out, complaint string) {
	var stdout, stderr bytes.Buffer
	code, ran = app.Command(context.Background(), args, test.NewApp, &stdout, &stderr)
	return code, ran, stdout.String(), stderr.String()
}

// TestHelp: the help names every setting, as a flag and as a variable, however it is asked for.
func TestHelp(t *testing.T) {
	code, ran, help, _ := command("help")
	if code != 0 || !ran {
		t.Fatalf("help: %d, %v", code, ran)
	}
	keys := []string{"dir", "config"}
	for _, r := range rows {
		keys = append(keys, r.key)
	}
	for _, key := range keys {
		for _, name := range []string{"--" + strings.ReplaceAll(key, "_", "-"), "VESTIBULE_" + strings.ToUpper(key)} {
			if !strings.Contains(help, name) {
				t.Errorf("the help does not name %s", name)
			}
		}
	}
	for _, key := range []string{"[[attribute]]", "name", "kind", "required", "options", "label", "hint"} {
		if !strings.Contains(help, key) {
			t.Errorf("the help does not name %s of an attribute", key)
		}
	}
	variables := regexp.MustCompile(`VESTIBULE_[A-Z_]+`).FindAllString(help, -1)
	if len(variables) != len(keys) {
		t.Errorf("the help names %v; the rows that are tested are %v", variables, keys)
	}
	for _, flag := range []string{"--help", "-h", "-help"} {
		var out, complaint bytes.Buffer
		_, err := app.ReadSettings([]string{"--demo", flag}, nil, &out)
		if err == nil || out.String() != help {
			t.Errorf("%s: %v, %q", flag, err, out.String())
		}
		if code := app.Fail(&complaint, err); code != 0 || complaint.Len() > 0 {
			t.Errorf("%s: exit code %d, %q", flag, code, complaint.String())
		}
	}
	for _, line := range strings.Split(help, "\n") {
		if len(line) > 170 || strings.TrimRight(line, " ") != line {
			t.Errorf("the help has the line %q", line)
		}
	}
}

// TestCommand: what needs no window is done without one, and everything else is left to the window.
func TestCommand(t *testing.T) {
	code, ran, out, _ := command("version")
	if code != 0 || !ran || !strings.HasPrefix(out, "vestibule "+app.Version+" ("+runtime.GOOS+"/") || !strings.Contains(out, runtime.Version()) ||
		strings.Count(out, "\n") != 1 {
		t.Errorf("version: %d, %v, %q", code, ran, out)
	}
	if code, ran, _, complaint := command("version", "--long"); code != 2 || !ran || !strings.HasPrefix(complaint, "vestibule: ") {
		t.Errorf("version with an argument: %d, %v, %q", code, ran, complaint)
	}
	if code, ran, out, complaint := command("emulate", "--help"); code != 0 || !ran || !strings.Contains(out+complaint, "--listen") {
		t.Errorf("emulate --help: %d, %v, %q, %q", code, ran, out, complaint)
	}
	if code, ran, out, complaint := command("emulate", "--example"); code != 0 || !ran || out != string(assets.ExampleTenant()) || complaint != "" {
		t.Errorf("emulate --example: %d, %v, %q, %q", code, ran, out, complaint)
	}
	if code, ran, _, complaint := command("emulate", "--listen", "example.com:1"); code != 2 || !ran || complaint == "" {
		t.Errorf("emulate to a network: %d, %v, %q", code, ran, complaint)
	}
	for _, args := range [][]string{nil, {"--demo"}, {"-h"}, {"emulte"}, {"--config", "version"}} {
		if code, ran, out, complaint := command(args...); ran || code != 0 || out+complaint != "" {
			t.Errorf("%v: %d, %v, %q, %q", args, code, ran, out, complaint)
		}
	}
}

// TestFail: one line on standard error, and 2.
func TestFail(t *testing.T) {
	var b bytes.Buffer
	if code := app.Fail(&b, errors.New("no")); code != 2 || b.String() != "vestibule: no\n" {
		t.Errorf("%d, %q", code, b.String())
	}
	if _, err := app.ReadSettings([]string{"nonsense"}, nil, io.Discard); app.Fail(&b, err) != 2 {
		t.Error("an unknown command is no failure")
	}
}

// TestEmulateEnds: the emulated tenant says where it listens, and ends when it is told to.
func TestEmulateEnds(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	r, w := io.Pipe()
	ended := make(chan int, 1)
	go func() {
		code, _ := app.Command(ctx, []string{"emulate", "--listen", "127.0.0.1:0"}, nil, w, io.Discard)
		ended <- code
	}()
	line := make([]byte, 200)
	n, err := r.Read(line)
	go io.Copy(io.Discard, r)
	if err != nil || !regexp.MustCompile(`^listening on http://127\.0\.0\.1:\d+/contoso\.onmicrosoft\.com\n$`).Match(line[:n]) {
		t.Fatalf("%q, %v", line[:n], err)
	}
	cancel()
	if code := <-ended; code != 0 {
		t.Errorf("exit code %d", code)
	}
}

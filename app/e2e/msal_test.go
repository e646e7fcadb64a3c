//go:build e2e

package e2e_test

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// witnessed are the journeys of msal/driver.mjs. None may be missing, and none may be there that is not listed.
var witnessed = []string{
	"sign-in-password",
	"sign-in-password-asked-for",
	"sign-in-wrong-password",
	"sign-in-email-code",
	"sign-in-wrong-code",
	"sign-in-code-again",
	"sign-in-unknown-user",
	"sign-in-malformed-username",
	"sign-in-password-must-change",
	"sign-in-browser-required",
	"refresh",
	"sign-out",
	"second-factor-email",
	"second-factor-sms",
	"second-factor-other-method",
	"second-factor-without-capability",
	"registration-without-capability",
}

// journey is a line that the driver prints.
type journey struct {
	Name         string `json:"name"`
	OK           bool   `json:"ok"`
	Detail       string `json:"detail"`
	Milliseconds int    `json:"milliseconds"`
}

// Microsoft's own JavaScript SDK shares no code with the emulated tenant and knows the protocol from the real one: where
// it is content, the tenant speaks as it should.
func TestMSAL(t *testing.T) {
	node, err := exec.LookPath("node")
	if err != nil {
		lacking(t, "Node is not installed")
	}
	if _, err := os.Stat(filepath.Join("msal", "node_modules", ".package-lock.json")); err != nil {
		lacking(t, "its packages are not installed; run npm ci in app/e2e/msal")
	}
	x := newTenant(t)
	said := drive(t, node, x.authority)
	for _, name := range witnessed {
		t.Run(name, func(t *testing.T) {
			i := slices.IndexFunc(said, func(j journey) bool { return j.Name == name })
			if i < 0 {
				t.Fatal("the driver did not make this journey")
			}
			t.Logf("%d ms", said[i].Milliseconds)
			if !said[i].OK {
				t.Error(said[i].Detail)
			}
		})
	}
	for _, j := range said {
		if !slices.Contains(witnessed, j.Name) {
			t.Errorf("the journey %s is not listed here", j.Name)
		}
	}
}

// lacking skips a test that needs something from outside, except where nothing may be skipped.
func lacking(t *testing.T, what string) {
	t.Helper()
	if os.Getenv("CI") == "true" {
		t.Fatal(what)
	}
	t.Skip(what)
}

// drive runs the driver to its end and returns what it says of each journey.
func drive(t *testing.T, node, authority string) []journey {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	var stdout, stderr bytes.Buffer
	cmd := exec.CommandContext(ctx, node, "driver.mjs", authority)
	cmd.Dir = "msal"
	cmd.Env = []string{"PATH=" + os.Getenv("PATH"), "HOME=" + tempFolder(t)}
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	cmd.SysProcAttr = ownGroup()
	if err := cmd.Run(); err != nil {
		t.Errorf("the driver: %v\n%s", err, stderr.String())
	}
	var all []journey
	for line := range strings.Lines(stdout.String()) {
		var j journey
		if err := json.Unmarshal([]byte(line), &j); err != nil {
			t.Errorf("the driver printed %q, want a journey: %v", line, err)
			continue
		}
		all = append(all, j)
	}
	return all
}

//go:build e2e

package e2e_test

import (
	"strings"
	"testing"
)

// Where no window can appear the program says so in one line and ends with exit code 2.
func TestNoWindowPossible(t *testing.T) {
	for name, c := range map[string]struct {
		display func(*testing.T) []string
		says    string
	}{
		"no display":      {func(*testing.T) []string { return nil }, "DISPLAY"},
		"display is gone": {func(*testing.T) []string { return []string{"DISPLAY=:7654"} }, "cannot be reached"},
		"no OpenGL": {func(t *testing.T) []string {
			return []string{"DISPLAY=" + newDesktop(t, "-extension").display}
		}, "GLX"},
	} {
		t.Run(strings.ReplaceAll(name, " ", "-"), func(t *testing.T) {
			h := newHome(t)
			p := run(t, nil, h.environ(c.display(t)...))
			if code := p.end(); code != 2 {
				t.Errorf("exit code %d, want 2", code)
			}
			if said := p.said(); len(said) != 1 || !strings.Contains(said[0], c.says) || strings.Contains(said[0], "panic") {
				t.Errorf("said %q, want one line about %s", said, c.says)
			}
		})
	}
}

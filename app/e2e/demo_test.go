//go:build e2e

package e2e_test

import (
	"slices"
	"testing"
)

// Somebody who has just built the program tries the demo with the keyboard, closes the window, and is still signed in
// when it opens again: nothing but the program itself, no settings, no tenant.
func TestDemo(t *testing.T) {
	d, h := newDesktop(t, "+extension"), newHome(t)
	env := h.environ("VESTIBULE_LOG=debug", "DISPLAY="+d.display)

	p := run(t, d, env)
	p.step("Start")
	d.key("Return") // the demo is what the focus is on
	p.step("EnterUsername")
	d.submit(userPassword)
	p.step("EnterPassword")
	d.submit(rightWord)
	p.step("SignedIn")
	if n := h.secrets(); n != 1 {
		t.Fatalf("%d secrets in the keyring after the sign-in, want 1", n)
	}
	p.close()

	p = run(t, d, env)
	p.message("restored")
	p.step("SignedIn")
	if shown := p.steps(); !slices.Equal(shown, []string{"SignedIn"}) {
		t.Fatalf("steps at a start with a kept session: %v, want SignedIn alone", shown)
	}
	p.close()
}

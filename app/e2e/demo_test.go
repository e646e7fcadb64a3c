//go:build e2e

package e2e_test

import "testing"

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
	h.keeps(1, "after the sign-in")
	p.close()

	restored(t, d, env).close()
}

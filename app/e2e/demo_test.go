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

// The question for a code has the field, "Continue" and the browser; then come the messages, the newest first.
const toInbox = 3

// Somebody tries the demo and makes an account in it. What would be a mail arrives in the inbox beside the question, and
// is taken from there.
func TestDemoSignUp(t *testing.T) {
	d, h := newDesktop(t, "+extension"), newHome(t)
	env := h.environ("VESTIBULE_LOG=debug", "DISPLAY="+d.display)

	p := run(t, d, env, "--demo")
	p.step("EnterUsername")
	d.press(toCreate)
	p.step("EnterUsername")
	d.submit("ada@contoso.example")
	p.step("EnterCode")
	d.press(toInbox)
	p.step("EnterNewPassword")
	d.submit(freshWord)
	p.step("EnterAttributes")
	d.submit("Ada Lovelace")
	d.submit("London")
	p.step("SignedIn")
	h.keeps(1, "after the sign-up")
	p.close()

	restored(t, d, env, "--demo").close()
}

//go:build e2e

package e2e_test

import "testing"

// The tenant demands a second factor of somebody who has none: a telephone is registered, and asked for the next time.
func TestRegistrationBySMS(t *testing.T) {
	const number = "+491713920012" // reserved for films
	d, h, x := newDesktop(t, "+extension"), newHome(t), newTenant(t)
	p := run(t, d, h.environ(append(x.settings(clientMFA), "DISPLAY="+d.display)...))
	p.step("EnterUsername")
	d.submit(userNew)
	p.step("EnterPassword")
	d.submit(rightWord)
	p.step("RegisterMethod")
	d.key("shift+Tab", "Down", "Return") // from the address that is filled in to the choice, and on to the number
	d.shot("text-message", change)
	d.key("shift+Tab", "Down", "Escape") // back to the country, a look at the list, which closes again
	d.write("Germ")
	d.shot("country", change)
	d.key("Return")
	d.write("01713920012")
	d.shot("number", change)
	d.key("Return")
	p.step("EnterCode")
	d.write(x.code(number, "sms", 1))
	p.step("SignedIn")
	h.keeps(1, "after the registration")

	p.signOut()
	p.step("Accounts")
	h.keeps(0, "after signing out")
	d.key("Return")
	p.step("EnterPassword")
	d.submit(rightWord)
	p.step("EnterCode")
	d.write(x.code(number, "sms", 2))
	p.step("SignedIn")
	p.close()
}

//go:build e2e

package e2e_test

import (
	"net/url"
	"testing"

	"github.com/chromedp/chromedp"
)

// A person with a password signs in, closes the window, comes back the next day without being asked anything, and
// signs out; then nothing of theirs is left in the keyring.
func TestPasswordRestartSignOut(t *testing.T) {
	d, h, x := newDesktop(t, "+extension"), newHome(t), newTenant(t)
	env := h.environ(append(x.settings(clientPassword), "DISPLAY="+d.display)...)

	p := run(t, d, env)
	p.step("EnterUsername")
	h.keeps(0, "before anyone signed in")
	d.submit(userPassword)
	p.step("EnterPassword")
	d.submit(rightWord)
	p.step("SignedIn")
	h.keeps(1, "after the sign-in")
	p.close()

	p = restored(t, d, env)
	p.signOut()
	p.step("Accounts")
	h.keeps(0, "after signing out")
	p.close()

	p = run(t, d, env)
	p.step("Accounts")
	p.close()
}

// A wrong password is answered in place, and the right one then goes on.
func TestWrongPassword(t *testing.T) {
	d, h, x := newDesktop(t, "+extension"), newHome(t), newTenant(t)
	p := run(t, d, h.environ(append(x.settings(clientPassword), "DISPLAY="+d.display)...))
	p.step("EnterUsername")
	d.submit(userPassword)
	p.step("EnterPassword")
	d.submit("Wrong-Horse-1")
	p.refused("EnterPassword", "wrong_password")
	d.submit(rightWord)
	p.step("SignedIn")
	p.close()
}

// A person without a password gets a code by email. The field sends a complete code by itself.
func TestEmailCode(t *testing.T) {
	d, h, x := newDesktop(t, "+extension"), newHome(t), newTenant(t)
	p := run(t, d, h.environ(append(x.settings(clientOTP), "DISPLAY="+d.display)...))
	p.step("EnterUsername")
	d.submit(userOTP)
	p.step("EnterCode")
	d.write(x.code(userOTP, "email", 1))
	p.step("SignedIn")
	p.close()
}

// After the password the tenant demands a second factor, and the person has only a telephone.
func TestSecondFactorBySMS(t *testing.T) {
	d, h, x := newDesktop(t, "+extension"), newHome(t), newTenant(t)
	p := run(t, d, h.environ(append(x.settings(clientMFA), "DISPLAY="+d.display)...))
	p.step("EnterUsername")
	d.submit(userSMS)
	p.step("EnterPassword")
	d.submit(rightWord)
	p.step("EnterCode")
	d.write(x.code(smsNumber, "sms", 1))
	p.step("SignedIn")
	p.close()
}

// The tenant sends every request to the browser: the person signs in on its page and comes back to the window.
func TestBrowser(t *testing.T) {
	d, h, x := newDesktop(t, "+extension"), newHome(t), newTenant(t)
	p := run(t, d, h.environ(append(x.settings(clientBrowser), "DISPLAY="+d.display)...))
	p.step("EnterUsername")
	d.submit(userPassword)
	p.step("OpenBrowser")

	address := h.address(1)
	asked, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	query := asked.Query()
	if asked.Scheme+"://"+asked.Host != x.origin || query.Get("code_challenge_method") != "S256" || query.Get("login_hint") != userPassword {
		t.Fatalf("the program opened %s; want the tenant's page with PKCE and the address that was typed", address)
	}
	b := newBrowser(t)
	b.do("open the page of the tenant", chromedp.Navigate(address), chromedp.WaitVisible("#page-username"))
	b.shot("username")
	b.do("go on as the person it knows", chromedp.Click("#submit"), chromedp.WaitVisible("#page-password"))
	b.shot("password")
	b.do("sign in", chromedp.SendKeys("#password", rightWord), chromedp.Click("#submit"))
	p.step("SignedIn")
	b.shot("back")
	last, err := chromedp.Run(b.ctx, chromedp.Location())
	if err != nil {
		t.Fatal(err)
	}
	if u, err := url.Parse(last); err != nil || u.Hostname() != "localhost" || u.Query().Has("code") {
		t.Fatalf("the browser ended at %q, want the program's own page without the code in its address", last)
	}
	h.keeps(1, "after the sign-in")
	p.close()
}

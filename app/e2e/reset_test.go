//go:build e2e

package e2e_test

import (
	"os"
	"path/filepath"
	"testing"
)

// The question for the password has the field, its eye, and "Forgot password?", in this order.
const toForgot = 2

// slowTenant sets a new password only after a while.
const slowTenant = `
name = "contoso.onmicrosoft.com"
id = "11111111-aaaa-4bbb-8ccc-222222222222"

[policies]
banned_passwords = ["contoso"]

[behaviour]
polls_in_progress = 2
poll_interval = "1s"

[[user_flows]]
name = "password"
method = "email_password"

[[apps]]
client_id = "` + clientPassword + `"
name = "password"
user_flow = "password"

[[users]]
username = "` + userPassword + `"
name = "Pat Password"
password = "` + rightWord + `"
strong_methods = [{ channel = "email", target = "` + userPassword + `" }]
`

// Somebody has forgotten the password, sets another one that the tenant takes at the third try, and signs in with it
// from then on.
func TestPasswordReset(t *testing.T) {
	file := filepath.Join(tempFolder(t), "tenant.toml")
	if err := os.WriteFile(file, []byte(slowTenant), 0o600); err != nil {
		t.Fatal(err)
	}
	d, h, x := newDesktop(t, "+extension"), newHome(t), newTenant(t, "--tenant", file)
	p := run(t, d, h.environ(append(x.settings(clientPassword), "DISPLAY="+d.display)...))
	p.step("EnterUsername")
	d.submit(userPassword)
	p.step("EnterPassword")
	d.submit("Wrong-Horse-1")
	p.refused("EnterPassword", "wrong_password")
	d.press(toForgot)
	p.step("EnterCode")
	d.write(x.code(userPassword, "email", 1))
	p.step("EnterNewPassword")
	d.submit("horse")
	p.refused("EnterNewPassword", "password_too_short")
	d.submit("Contoso-26") // in place of what was refused, which is selected
	p.refused("EnterNewPassword", "password_banned")
	d.submit(freshWord)
	p.step("Waiting")
	p.step("SignedIn")
	h.keeps(1, "after the reset")

	p.signOut()
	p.step("Accounts")
	h.keeps(0, "after signing out")
	d.key("Return")
	p.step("EnterPassword")
	d.submit(rightWord)
	p.refused("EnterPassword", "wrong_password")
	d.submit(freshWord)
	p.step("SignedIn")
	p.close()
}

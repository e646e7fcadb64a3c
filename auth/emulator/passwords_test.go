package emulator_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/vestibule-app/vestibule/auth/emulator"
)

// The password policy of section 11, at every place where a password is chosen.
func TestPasswordPolicy(t *testing.T) {
	tests := []struct{ password, want string }{
		{"Aa1bbbb", "password_too_short"},
		{"Aa1bbbbb", ""},
		{"Aa1" + strings.Repeat("kq", 126) + "b", ""},
		{"Aa1" + strings.Repeat("kq", 127), "password_too_long"},
		{"abcdefghij", "password_too_weak"},
		{"kettlekettle1", "password_too_weak"},
		{"KETTLE-KETTLE", "password_too_weak"},
		{"kettle kettle1", ""}, // a blank is a symbol
		{"Kettle-kettle", ""},
		{"KETTLE-12345", ""},
		{"Kettle1ü", "password_is_invalid"},
		{"Kettle1\t", "password_is_invalid"},
		{"ü", "password_is_invalid"},
		{"Password1", "password_banned"},
		{"P@$$w0rd12", "password_banned"},
		{"Password-12345", ""}, // one point for the word, six for the rest
		{"Contoso2026", ""},
		{"Contoso12", "password_banned"},
		{"Welcome-qwerty1", "password_banned"},
	}
	for _, symbol := range "@#$%^&*-_!+=[]{}|\\:',.?/`~\"();<> " {
		tests = append(tests, struct{ password, want string }{"kettlepot" + string(symbol) + "Z", ""})
	}
	for _, test := range tests {
		check := func(where string, r result) {
			t.Helper()
			if test.want == "" {
				if !progress(r) {
					t.Errorf("%s: %q is refused: %s", where, test.password, r.raw)
				}
				return
			}
			number := 0
			if test.want == "password_too_weak" {
				number = 399246
			}
			wantError(t, r, 400, "invalid_grant", test.want, number)
			if number == 0 && r.body["error_codes"] != nil {
				t.Errorf("%s: a number that nobody published: %s", where, r.raw)
			}
		}
		c := newCall(t)
		check("start", c.form("signup/v1.0/start", "client_id", emulator.ClientPassword, "username", stranger, "challenge_type", allTypes, "password", test.password))
		k := reach(t, fixedCodes(), "signup password due")
		check("continue", k.say("signup/v1.0/continue", "grant_type", "password", "password", test.password))
		k = reach(t, fixedCodes(), "reset verified")
		check("submit", k.say("resetpassword/v1.0/submit", "new_password", test.password))
	}
}

// A reset refuses the password of now and the last five before it, and no others.
func TestPasswordHistory(t *testing.T) {
	const user = "password@contoso.example"
	c := newCall(t)
	change := func(password string) result {
		k := c.talk(emulator.ClientPassword)
		r := k.resetTo(user, password)
		if r.status == 200 {
			k.ok(k.say("resetpassword/v1.0/poll_completion"))
		}
		c.tenant.Advance(time.Hour) // codes are limited
		return r
	}
	for i := range 6 {
		wantError(t, change(emulator.Password), 400, "invalid_grant", "password_recently_used", 0)
		c.ok(change(fmt.Sprintf("Kettle-number-%d", i)))
	}
	wantError(t, change("Kettle-number-5"), 400, "invalid_grant", "password_recently_used", 0)
	c.ok(change(emulator.Password))
}

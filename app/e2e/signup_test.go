//go:build e2e

package e2e_test

import (
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"testing"
)

// The first question has the field, "Continue", "Create an account", "Forgot password?" and the browser, in this order.
const toCreate = 2

// What the user flow of the app asks for beyond what it demands is known from the settings alone.
const passwordFlow = `
[[attribute]]
name = "displayName"
required = true

[[attribute]]
name = "city"
`

// Somebody new makes an account with a password and tells about themselves. The window is closed, and the next day they
// are in without a question.
func TestSignUpWithAttributes(t *testing.T) {
	const address = "ada@contoso.example"
	people := tempFolder(t)
	d, h, x := newDesktop(t, "+extension"), newHome(t), newTenant(t, "--data", people)
	h.settings(passwordFlow)
	env := h.environ(append(x.settings(clientPassword), "DISPLAY="+d.display)...)

	p := run(t, d, env)
	p.step("EnterUsername")
	d.press(toCreate)
	p.step("EnterUsername")
	d.submit(address)
	p.step("EnterCode")
	d.write(x.code(address, "email", 1))
	p.step("EnterNewPassword")
	d.submit(freshWord)
	p.step("EnterAttributes")
	d.key("Return", "Return") // nothing for the name, nothing for the city
	d.shot("name-missing", change)
	d.submit("Ada Lovelace")
	d.submit("London")
	p.step("SignedIn")
	h.keeps(1, "after the sign-up")
	knows(t, people, address, map[string]string{"displayName": "Ada Lovelace", "city": "London"})
	p.close()

	restored(t, d, env).close()
	h.keeps(1, "after the restart")
}

// membersFlow names the custom attribute of the app, which the program has no words for.
const membersFlow = `
[[attribute]]
name = "displayName"
required = true

[[attribute]]
name = "extension_0123456789abcdef0123456789abcdef_membership"
required = true
label = { en = "Membership number", de = "Mitgliedsnummer", ar = "رقم العضوية" }
hint = { en = "Two capital letters and four digits.", de = "Zwei Großbuchstaben und vier Ziffern.", ar = "حرفان كبيران وأربعة أرقام." }
`

// An account without a password, in a language from left to right and in one from right to left.
func TestSignUpByCode(t *testing.T) {
	for lang, theme := range map[string]string{"de": "light", "ar": "dark"} {
		t.Run(lang, func(t *testing.T) {
			const address = "grace@contoso.example"
			people := tempFolder(t)
			d, h, x := newDesktop(t, "+extension"), newHome(t), newTenant(t, "--data", people)
			h.settings(membersFlow)
			p := run(t, d, h.environ(append(x.settings(clientOTP), "DISPLAY="+d.display)...), "--lang", lang, "--theme", theme)
			p.step("EnterUsername")
			d.press(toCreate)
			p.step("EnterUsername")
			d.submit(address)
			p.step("EnterCode")
			d.write(x.code(address, "email", 1))
			p.step("EnterAttributes")
			d.submit("Grace Hopper")
			d.submit("gh-1906")
			d.shot("membership-refused", change)
			d.key("ctrl+a")
			d.submit("GH1906")
			p.step("SignedIn")
			h.keeps(1, "after the sign-up")
			knows(t, people, address, map[string]string{"displayName": "Grace Hopper",
				"extension_0123456789abcdef0123456789abcdef_membership": "GH1906"})
			p.close()
		})
	}
}

// knows fails the test when a tenant that is kept in a folder has other attributes of somebody.
func knows(t *testing.T, folder, address string, want map[string]string) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(folder, "people.json"))
	if err != nil {
		t.Fatal(err)
	}
	var kept struct {
		People []struct {
			Username   string
			Attributes map[string]string
		}
	}
	if err := json.Unmarshal(text, &kept); err != nil {
		t.Fatal(err)
	}
	for _, who := range kept.People {
		if who.Username == address {
			if !maps.Equal(who.Attributes, want) {
				t.Errorf("the tenant knows %v of %s, want %v", who.Attributes, address, want)
			}
			return
		}
	}
	t.Errorf("the tenant does not know %s", address)
}

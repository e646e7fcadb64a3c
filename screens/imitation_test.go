package screens_test

import (
	"strings"
	"testing"

	"github.com/vestibule-app/vestibule/assets"
	"github.com/vestibule-app/vestibule/assets/brand"
	"github.com/vestibule-app/vestibule/screens"
)

// namedPack is a pack with a name and a sentence in English.
func namedPack(name, sentence string) *brand.Pack {
	p := saying(map[string]map[string]brand.Sentence{"en": {"username.reason": plain(sentence)}})
	p.Name = brand.Texts{"": name}
	return p
}

// The line about the host can be spelt with letters of other scripts, in wide ones, and in two halves.
func TestImitations(t *testing.T) {
	for name, p := range map[string]*brand.Pack{
		"as it is":               namedPack("Acme", "Signs in to bank.example"),
		"Cyrillic letters":       namedPack("Acme", "S\u0456gns \u0456n t\u043E bank.example"),
		"Greek letters":          namedPack("Acme", "Signs in t\u03BF bank.example"),
		"wide letters":           namedPack("Acme", "\uFF33\uFF49\uFF47\uFF4E\uFF53 in to bank.example"),
		"a wide dot":             namedPack("Acme", "Signs in to bank\uFF0Eexample"),
		"a dot of Chinese":       namedPack("Acme", "Signs in to bank\u3002example"),
		"a leader for a dot":     namedPack("Acme", "Signs in to bank\u2024example"),
		"blanks of another kind": namedPack("Acme", "Signs\u00A0in\u2003to bank.example"),
		"half in the name":       namedPack("bank.example", "Signs in to {{.Brand}}"),
		"a host of Cyrillic":     namedPack("Acme", "Signs in to b\u0430nk.ex\u0430mple"),
		"the promise":            namedPack("Acme", "Your password goes to bank.example and nowhere else."),
		"the promise in halves":  namedPack("bank.example", "Your password goes to {{.Brand}} alone."),
	} {
		t.Run(name, func(t *testing.T) {
			w := words(t, "en")
			host := screens.Params{"Brand": p.Name.In("en")}
			if got, want := w.Branded(p).Say("username.reason", host), w.Say("username.reason", host); got != want {
				t.Errorf("it says %q", got)
			}
			found := screens.Imitations(p)
			if len(found) != 1 || found[0].Key != "words.en.username.reason" || !strings.Contains(found[0].Text, "who gets the password") {
				t.Errorf("found: %v", found)
			}
		})
	}
}

// Names, titles and attributes are shown whatever the words are.
func TestImitationsOutsideOfWords(t *testing.T) {
	line := brand.Texts{"de": "Anmeldung bei bank.example"}
	for key, p := range map[string]*brand.Pack{
		"name":               {Name: line},
		"company":            {Company: brand.Texts{"": "S\u0456gns in to bank.example"}},
		"window.title":       {Window: brand.Window{Title: line}},
		"attribute[0].label": {Attributes: []brand.Attribute{{Name: "x", Label: line}}},
		"attribute[1].hint":  {Attributes: []brand.Attribute{{Name: "x"}, {Name: "y", Hint: brand.Texts{"": "サインイン先：bank.example"}}}},
	} {
		if found := screens.Imitations(p); len(found) != 1 || found[0].Key != key {
			t.Errorf("%s: %v", key, found)
		}
	}
}

// What brands do say of hosts and of signing in is no imitation, nor are our own words.
func TestNoImitations(t *testing.T) {
	for _, p := range []*brand.Pack{
		namedPack("quirlo.shop", "Sign in to {{.Brand}}"), namedPack("Acme", "Signs in to everything"), namedPack("Acme", "Your password goes to nobody. See acme.example"),
		namedPack("booking.example", "Welcome back to {{.Brand}}"), namedPack("Acme", "Questions? help@acme.example"),
	} {
		if found := screens.Imitations(p); len(found) > 0 {
			t.Errorf("%v", found)
		}
	}
	for _, folder := range []string{"vestibule", "aldermoor", "quirlo", "waha"} {
		p, err := brand.ReadFS(assets.Brands(), folder)
		if err != nil {
			t.Fatal(err)
		}
		if found := screens.Imitations(p); len(found) > 0 {
			t.Errorf("%s: %v", folder, found)
		}
	}
}

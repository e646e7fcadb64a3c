package screens_test

import (
	"strings"
	"testing"

	"github.com/vestibule-app/vestibule/assets"
	"github.com/vestibule-app/vestibule/assets/brand"
	"github.com/vestibule-app/vestibule/screens"
)

// saying is a pack with nothing but words: by language, then by key.
func saying(words map[string]map[string]brand.Sentence) *brand.Pack { return &brand.Pack{Words: words} }

func plain(s string) brand.Sentence { return brand.Sentence{"other": s} }

func TestBrandedWordsAreSaid(t *testing.T) {
	p := saying(map[string]map[string]brand.Sentence{
		"en": {"username.title": plain("Hey you"), "username.reason": plain("Back to {{.Brand}}!")},
		"de": {"username.title": plain("Na du")},
	})
	w := words(t, "en").Branded(p)
	for key, want := range map[string]string{"username.title": "Hey you", "password.title": "Welcome back"} {
		if got := w.Say(key); got != want {
			t.Errorf("%s is %q, want %q", key, got, want)
		}
	}
	if got := w.Say("username.reason", screens.Params{"Brand": "qu\u202Eirlo"}); got != "Back to quirlo!" {
		t.Errorf("the place is filled in as %q", got)
	}
	if got := words(t, "de").Branded(p).Say("username.title"); got != "Na du" {
		t.Errorf("in German it says %q", got)
	}
	if got, ours := words(t, "de").Branded(p).Say("username.reason"), words(t, "de").Say("username.reason"); got != ours {
		t.Errorf("in German it says %q, which is not German", got)
	}
	if got, ours := words(t, "fr").Branded(p).Say("username.title"), words(t, "fr").Say("username.title"); got != ours {
		t.Errorf("in French it says %q", got)
	}
}

// The words that were branded stay as they were, and another brand takes the place of the one before.
func TestBrandedLeavesTheWordsAlone(t *testing.T) {
	one := saying(map[string]map[string]brand.Sentence{"en": {"username.title": plain("One"), "password.title": plain("One too")}})
	two := saying(map[string]map[string]brand.Sentence{"en": {"username.title": plain("Two")}})
	w := words(t, "en")
	first := w.Branded(one)
	second := first.Branded(two)
	if got := w.Say("username.title"); got != "Sign in" {
		t.Errorf("ours say %q now", got)
	}
	if got := first.Say("username.title"); got != "One" {
		t.Errorf("the first brand says %q now", got)
	}
	if got := second.Say("username.title") + second.Say("password.title"); got != "TwoWelcome back" {
		t.Errorf("the second brand says %q", got)
	}
	if got := second.Branded(screens.Stock()).Say("username.title"); got != "Sign in" {
		t.Errorf("the stock brand says %q", got)
	}
	if got := first.Directed(true).Say("username.title"); got != "One" {
		t.Errorf("turned round it says %q", got)
	}
}

func TestBrandedWordsOfTheNearestLanguage(t *testing.T) {
	p := saying(map[string]map[string]brand.Sentence{
		"de": {"username.title": plain("de"), "password.title": plain("de")}, "de-AT": {"username.title": plain("de-AT")},
		"pt": {"username.title": plain("pt")}, "zh-Hans": {"username.title": plain("zh-Hans")}, "no": {"username.title": plain("no")},
		"fr-CA": {"username.title": plain("fr-CA")}, "is": {"username.title": plain("is")},
	})
	for tag, want := range map[string]string{
		"de": "de", "de-AT": "de-AT", "de_AT.UTF-8": "de-AT", "de-CH": "de", "pt-BR": "pt", "pt-PT": "pt", "zh-CN": "zh-Hans", "nb": "no", "fr": "fr-CA",
		"zh-TW": words(t, "zh-TW").Say("username.title"), "is": "Sign in", "en-GB": "Sign in",
	} {
		if got := words(t, tag).Branded(p).Say("username.title"); got != want {
			t.Errorf("to a person who speaks %s it says %q, want %q", tag, got, want)
		}
	}
	if got := words(t, "de-AT").Branded(p).Say("password.title"); got != "de" {
		t.Errorf("what Austria has no words for is %q", got)
	}
}

func TestBrandedPlurals(t *testing.T) {
	p := saying(map[string]map[string]brand.Sentence{
		"en": {"failure.clock.days": {"one": "a day off", "other": "{{.Count}} days off"}},
		"pl": {"failure.clock.days": {"other": "dni: {{.Count}}"}},
		"ar": {"failure.clock.days": {"two": "two", "other": "other"}},
	})
	for _, c := range []struct {
		tag, want string
		n         int
	}{
		{"en", "a day off", 1}, {"en", "7 days off", 7}, {"pl", "dni: 1", 1}, {"pl", "dni: 3", 3}, {"pl", "dni: 5", 5},
		{"ar", "two", 2}, {"ar", "other", 0}, {"ar", "other", 3}, {"ar", "other", 11},
	} {
		if got := words(t, c.tag).Branded(p).Plural("failure.clock.days", c.n); got != c.want {
			t.Errorf("%d in %s is %q, want %q", c.n, c.tag, got, c.want)
		}
	}
}

// Whatever a pack says, the words about who gets the password are ours, in every language, and what cannot be said or reads
// like those words keeps ours too.
func TestBrandedCannotSay(t *testing.T) {
	for _, tag := range append(assets.Languages(), screens.Pseudo) {
		ours := words(t, tag)
		host := screens.Params{"Host": "contoso.ciamlogin.com"}
		imitation := strings.ReplaceAll(ours.Say("host", screens.Params{"Host": "bank.example"}), "\u2068", "")
		base, _, _ := strings.Cut(tag, "-X")
		w := ours.Branded(saying(map[string]map[string]brand.Sentence{base: {
			"host": plain("Signs in to bank.example"), "panel.promise": plain("Nobody gets your password"),
			"username.title":  plain(strings.ReplaceAll(imitation, "\u2069", "")),
			"username.reason": plain("SIGNS  in to\u200B Bank.Example"),
			"password.title":  plain("{{.Nobody}}"), "code.title": plain(`{{printf "%s" .Brand}}`), "method.title": plain("{{.Brand"),
			"accounts.title": plain(""), "no.such.key": plain("x"),
		}}))
		for _, key := range []string{"host", "panel.promise"} {
			if got := w.Say(key, host); got != ours.Say(key, host) {
				t.Errorf("%s: %s is %q", tag, key, got)
			}
		}
		for _, key := range []string{"username.title", "username.reason", "password.title", "code.title", "method.title", "accounts.title", "no.such.key"} {
			if got := w.Say(key); got != ours.Say(key) {
				t.Errorf("%s: %s is %q", tag, key, got)
			}
		}
	}
	w := words(t, "en").Branded(saying(map[string]map[string]brand.Sentence{"en": {
		"username.title": plain("Signs in\u202E to\u2066 bank.example"), "password.title": plain("Sign in to quirlo.shop"),
		"username.reason": plain("In\u202Eva\u2067lid\nin {{.Brand}}\x1b[31m"), "action.continue": plain(strings.Repeat("word ", 300)),
	}}))
	if got := w.Say("username.title"); got != "Sign in" {
		t.Errorf("with hidden signs it says %q", got)
	}
	if got := w.Say("password.title"); got != "Sign in to quirlo.shop" {
		t.Errorf("a title that is no imitation became %q", got)
	}
	if got := w.Say("username.reason", screens.Params{"Brand": "\u202Ex"}); got != "Invalid in x[31m" {
		t.Errorf("hidden signs are said: %q", got)
	}
	if got := w.Say("action.continue"); len([]rune(got)) != 600 {
		t.Errorf("%d runes are said", len([]rune(got)))
	}
}

// Words of a brand that run against the language around them are set apart, as those of any stranger.
func TestBrandNameIsSetApart(t *testing.T) {
	p := saying(map[string]map[string]brand.Sentence{"ar": {"username.reason": plain("مرحبا {{.Brand}} هنا")}})
	if got := words(t, "ar").Branded(p).Say("username.reason", screens.Params{"Brand": "Oasis"}); got != "مرحبا \u2068Oasis\u2069 هنا" {
		t.Errorf("it says %q", got)
	}
}

// The pseudo-locale shows what a brand says with accents too.
func TestBrandedPseudo(t *testing.T) {
	p := saying(map[string]map[string]brand.Sentence{"en": {"username.title": plain("Hey {{.Brand}}"), "username.reason": plain("Hey {{.Brand}}")}})
	if got := words(t, screens.Pseudo).Branded(p).Say("username.reason", screens.Params{"Brand": "quirlo"}); got != "[Hééý quirlo]" {
		t.Errorf("it says %q", got)
	}
}

package app_test

import (
	"errors"
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/vestibule-app/vestibule/app"
	"github.com/vestibule-app/vestibule/assets/brand"
	"github.com/vestibule-app/vestibule/screens"
)

// What Brand Studio says of keys and tokens are words of the languages, and each of those words is said of one.
func TestStudioExplainsEveryKeyAndToken(t *testing.T) {
	words, err := screens.NewWords("en")
	if err != nil {
		t.Fatal(err)
	}
	said := map[string]bool{}
	say := func(of, key string) {
		if said[key] = true; words.Say(key) == key {
			t.Errorf("%s: there are no words for %s", of, key)
		}
	}
	var paths []string
	for _, k := range brand.Keys() {
		if paths = append(paths, k.Path); strings.HasPrefix(k.Path, "tokens.") || k.Path == "words.*.*" {
			continue // tokens are below, and a section of its own explains words
		}
		if key := app.HelpKey(k.Path); key != "" {
			say(k.Path, key)
		}
	}
	for _, key := range app.SelfEvident {
		if !slices.Contains(paths, key) {
			t.Errorf("%s is no key", key)
		}
	}
	for _, token := range brand.Tokens() {
		say(token.Name, app.TokenKey(token.Name))
	}
	for key := range screens.Sentences("en") {
		if (strings.HasPrefix(key, "studio.help.") || strings.HasPrefix(key, "studio.token.")) && !said[key] {
			t.Errorf("nothing says %s", key)
		}
	}
}

// A window in German says in German what is wrong, at the input and in the list.
func TestStudioSaysItInItsLanguage(t *testing.T) {
	a := newAtelier(t, "vestibule", func(cfg *app.StudioConfig) { cfg.Lang = "de" })
	a.s.Go("links")
	a.enter("Nutzungsbedingungen", "http://bank.example")
	if got := a.field("Nutzungsbedingungen").Error(); got != "Die Adresse muss mit https:// beginnen." {
		t.Errorf("the field says %q", got)
	}
	if a.must("Hilfe bei der Anmeldung."); a.shows("Help with signing in.") {
		t.Error("it explains itself in English")
	}
	a.s.Go("findings")
	a.pass(5 * time.Second)
	if a.must("Die Adresse muss mit https:// beginnen."); a.shows("must begin with") {
		t.Error("it tells of a problem in English")
	}
	a.s.Go("tokens")
	a.must("Hinter der Karte")
}

// What the system says of a file is said in the language too, without the way there.
func TestStudioSaysWhatFailedInItsLanguage(t *testing.T) {
	a := newAtelier(t, "vestibule", func(cfg *app.StudioConfig) { cfg.Lang = "de" })
	for _, c := range []struct {
		err  error
		want string
	}{
		{app.Explain(fs.ErrNotExist, "/home/alex/acme"), "acme gibt es nicht. Prüfen Sie die Schreibweise."},
		{app.Explain(fs.ErrExist, "/home/alex/acme"), "acme gibt es schon. Wählen Sie einen anderen Namen."},
		{app.Explain(fs.ErrPermission, "acme"), "acme darf nicht gelesen oder geschrieben werden. Prüfen Sie die Rechte der Datei und ihres Ordners."},
		{errors.New("disk full"), "Das hat nicht funktioniert. Auf Englisch: disk full"},
		{&brand.Error{Findings: []brand.Finding{{Text: "is empty", Code: brand.TextEmpty}}}, "Hier steht nichts. Geben Sie etwas ein, oder löschen Sie den Eintrag."},
	} {
		if got := a.s.Why(c.err); got != c.want {
			t.Errorf("%v: %q", c.err, got)
		}
	}
}

// TestStudioNamesLanguages: a language that the window cannot write by its own name has that of the window's language.
func TestStudioNamesLanguages(t *testing.T) {
	for lang, want := range map[string]string{"de": "Arabisch hinzufügen", "en": "Add Arabic", "ja": "Arabicを追加"} {
		a := newAtelier(t, "waha", func(cfg *app.StudioConfig) { cfg.Lang = lang })
		a.s.SetWall("ar", 0, false)
		a.s.Go("links")
		a.must(want)
	}
}

// TestStudioWritesAsItsLanguageDoes: decimals have the comma of the window's language, and places stay whole in sentences
// that run from right to left.
func TestStudioWritesAsItsLanguageDoes(t *testing.T) {
	a := newAtelier(t, "waha", func(cfg *app.StudioConfig) { cfg.Lang = "de" })
	a.s.Go("colours")
	said := strings.Join(texts(a.w.Content()), "\n")
	if !regexp.MustCompile(`mindestens \d+,\d : 1`).MatchString(said) || regexp.MustCompile(`\d\.\d : 1`).MatchString(said) {
		t.Errorf("contrasts are written so: %s", said)
	}
	a.s.SetWall("ar", 0, false)
	a.s.Go("words")
	a.must("\u2066{{.Name}}\u2069")
}

// TestStudioPromisesNoScreens: where a brand has been broken from the start, there is no version that the screens show. They
// show what remains of it, and nothing where nothing does.
func TestStudioPromisesNoScreens(t *testing.T) {
	for _, c := range []struct {
		name    string
		files   map[string]string
		remains bool
	}{
		{"a colour", with("[look]\naccent = \"red\"\n", nil), true},
		{"a link in braces", with("[links]\nterms = { en = \"http://aldermoor.example\", de = \"https://aldermoor.example\" }\n", nil), true},
		{"a key that nobody knows", with("[look]\nacent = \"#123456\"\n", nil), true},
		{"a table of a list", with("[[attribute]]\nname = \"displayName\"\nlabel = \"Name\"\ncolour = 1\n", nil), true},
		{"a table that lacks its name", with("[[attribute]]\nname = \"displayName\"\n[[attribute]]\nlabel = \"Name\"\n", nil), true},
		{"a file", with("", map[string]string{"logo.svg": "<svg"}), true},
		{"a file that is not there", with("[look.font]\nregular = \"sans.ttf\"\n", nil), true},
		{"the name", map[string]string{"brand.toml": "name = 1\ncompany = \"Aldermoor Bank Ltd\"\n"}, true},
		{"all of the text", map[string]string{"brand.toml": "name = \n"}, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := openAtelier(t, write(t, c.files))
			a.s.Go("findings")
			a.must("Everything else is checked once what is listed here is mended.")
			if a.shows("The screens show the last version that was in order.") {
				t.Error("it tells of screens that there are not")
			}
			if got := a.shows("The screens are shown without what is listed here."); got != c.remains {
				t.Errorf("it says that something remains: %v", got)
			}
			if got := len(a.s.Pictures()) > 0; got != c.remains {
				t.Errorf("there are pictures: %v", got)
			}
		})
	}
}

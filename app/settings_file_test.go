package app_test

import (
	"maps"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/pelletier/go-toml/v2"

	"github.com/vestibule-app/vestibule/app"
)

// TestWithTenant: a connected tenant changes three values and nothing else.
func TestWithTenant(t *testing.T) {
	const tenant = "authority = 'fabrikam'\nclient_id = 'B'\ndemo = false\n"
	for _, c := range []struct{ name, before, after string }{
		{"empty", "", tenant},
		{"comment only", "# ours", "# ours\n" + tenant},
		{"other keys", "lang = 'de' # our language\n\ntheme = \"dark\"\n", "lang = 'de' # our language\n\ntheme = \"dark\"\n" + tenant},
		{"in place", "# a\nauthority = \"contoso\" # test tenant\nlang = 'de'\n  client_id='A'\ndemo = true\n",
			"# a\nauthority = 'fabrikam' # test tenant\nlang = 'de'\n  client_id = 'B'\ndemo = false\n"},
		{"no last line break", "lang = 'de'", "lang = 'de'\n" + tenant},
		{"quoted keys", "\"authority\" = 'contoso'\n'client_id' = 'A'\n\"dem\\u006f\" = true\n", tenant},
		{"long text", "authority = '''\ncontoso'''\nclient_id = \"\"\"A\\\n  B\"\"\" # c\n", "authority = 'fabrikam'\nclient_id = 'B' # c\ndemo = false\n"},
		{"a key inside a text is none", "wording = '''\nauthority = 1\ndemo = true\n'''\n", "wording = '''\nauthority = 1\ndemo = true\n'''\n" + tenant},
		{"a key inside a comment is none", "# authority = 'contoso'\n#demo = true\n", "# authority = 'contoso'\n#demo = true\n" + tenant},
		{"windows", "lang = 'de'\r\ndemo = true\r\n", "lang = 'de'\r\ndemo = false\r\nauthority = 'fabrikam'\r\nclient_id = 'B'\r\n"},
		{"byte order mark", "\uFEFFdemo = true\n", "\uFEFFdemo = false\nauthority = 'fabrikam'\nclient_id = 'B'\n"},
		{"before a table", "lang = 'de'\n\n[later]\nauthority = 'x'\n", "lang = 'de'\n\n" + tenant + "[later]\nauthority = 'x'\n"},
	} {
		got, err := app.WithTenant([]byte(c.before), "fabrikam", "B")
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if !sameLines(string(got), c.after) {
			t.Errorf("%s:\n%q, want\n%q", c.name, got, c.after)
		}
	}
	if got, err := app.WithTenant([]byte("lang = \n# mine\n"), "fabrikam", "B"); err == nil {
		t.Errorf("a file that is broken became %q", got)
	}
}

// sameLines compares texts but for the order of the lines that were added.
func sameLines(a, b string) bool {
	count := func(s string) map[string]int {
		lines := map[string]int{}
		for _, l := range strings.SplitAfter(s, "\n") {
			lines[l]++
		}
		return lines
	}
	return maps.Equal(count(a), count(b))
}

// FuzzWithTenant: for every flat TOML, the values are there afterwards, all other keys are as before and so are the
// comments.
func FuzzWithTenant(f *testing.F) {
	for _, s := range []string{"", "# c", "lang = 'de'\r\n", "demo=true#x", "a = [\n 1, # one\n 2]\nauthority = '''x\n'''", "\"\" = 1", "\uFEFFx=1",
		"authority = \"\"\"\n\\\"\"\"\"", "a = {b = 1}\n'demo' = 2026-01-01T00:00:00Z", "[t]\nx=1", "a.b = 1\na.authority = 2"} {
		f.Add([]byte(s), "contoso", clientID)
	}
	f.Add([]byte("x = 1"), "\x7f\n'''\"\\", "\x00é\u2028")
	f.Fuzz(func(t *testing.T, text []byte, authority, client string) {
		if !utf8.ValidString(authority) || !utf8.ValidString(client) {
			return // neither is let through by the tenant's own checks
		}
		before := parsed(text)
		after, err := app.WithTenant(text, authority, client)
		if before == nil {
			if err == nil {
				t.Fatalf("%q is not TOML but became %q", text, after)
			}
			return
		}
		if _, dotted := before["authority"].(map[string]any); dotted {
			return // a table in the place of a value: no settings file, and refused at the start
		}
		if _, dotted := before["client_id"].(map[string]any); dotted {
			return
		}
		if _, dotted := before["demo"].(map[string]any); dotted {
			return
		}
		if err != nil {
			t.Fatalf("%q: %v", text, err)
		}
		got := parsed(after)
		if got == nil {
			t.Fatalf("%q became %q, which is not TOML", text, after)
		}
		if got["authority"] != authority || got["client_id"] != client || got["demo"] != false {
			t.Fatalf("%q became %q: %v", text, after, got)
		}
		for _, key := range []string{"authority", "client_id", "demo"} {
			delete(before, key)
			delete(got, key)
		}
		if !reflect.DeepEqual(before, got) {
			t.Fatalf("%q became %q: %v instead of %v", text, after, got, before)
		}
		again, err := app.WithTenant(after, authority, client)
		if err != nil || string(again) != string(after) {
			t.Fatalf("the second time %q became %q, %v", after, again, err)
		}
	})
}

func parsed(b []byte) map[string]any {
	values := map[string]any{}
	if toml.Unmarshal([]byte(strings.TrimPrefix(string(b), "\uFEFF")), &values) != nil {
		return nil
	}
	return values
}

// FuzzReadFile: no text makes the reader panic, and every error names the file.
func FuzzReadFile(f *testing.F) {
	for _, r := range rows {
		f.Add([]byte(r.key + " = " + r.file))
	}
	f.Add([]byte(attributes))
	for _, s := range []string{"[[attribute]]\n[attribute.label]\n[attribute.label.de]\n[[x]]", "[[attribute]]\nlabel.a.b = 1", "[", "a.b.c = 1", "[[x]]", "\"\\u0000\" = 1", "'' = 1", "lang = \"\\xff\"", "\uFEFF", "scopes = [[1]]", "a=1\n[a]", "theme = inf"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		s, err := app.ReadText(text, "file.toml")
		if err != nil {
			if !strings.HasPrefix(err.Error(), "file.toml:") {
				t.Fatalf("%q: %v", text, err)
			}
			return
		}
		if again, err := app.ReadText(text, "file.toml"); err != nil || !reflect.DeepEqual(s, again) {
			t.Fatalf("%q: %+v, then %+v, %v", text, s, again, err)
		}
	})
}

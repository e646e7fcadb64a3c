package emulator_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/vestibule-app/vestibule/auth/emulator"
)

// smallest is a tenant file with nothing in it that could be left out.
const smallest = `name = "fabrikam.onmicrosoft.com"
id = "33333333-aaaa-4bbb-8ccc-444444444444"
`

// with is a tenant file that goes on with lines; the first of them is line 3.
func with(lines ...string) string { return smallest + strings.Join(lines, "\n") + "\n" }

func TestSmallestTenantFile(t *testing.T) {
	for name, text := range map[string]string{
		"as it is": smallest, "with a byte order mark": "\uFEFF" + smallest, "of Windows": strings.ReplaceAll(smallest, "\n", "\r\n"),
		"without an end of line": strings.TrimSpace(smallest),
	} {
		d, err := emulator.ParseTenantFile([]byte(text))
		if err != nil || d.Name != "fabrikam.onmicrosoft.com" || len(d.Apps)+len(d.Users)+len(d.UserFlows) != 0 {
			t.Errorf("%s: %+v, %v", name, d, err)
		}
	}
}

// Every finding says where it is and what to do.
func TestTenantFileFindings(t *testing.T) {
	const app = "[[apps]]\nclient_id = \"00000000-0000-4000-8000-0000000000f1\""
	for _, test := range []struct{ name, text, want string }{
		{"a misspelt key", with(`lable = "x"`), "line 3: lable is no key of a tenant file; did you mean label?"},
		{"hyphens", with("[[apps]]", `client-id = "x"`), "line 4: apps[0].client-id is no key of a tenant file; did you mean client_id?"},
		{"capitals", with("[[users]]", `Username = "x"`), "line 4: users[0].Username is no key of a tenant file; did you mean username?"},
		{"a key in another table", with("[[apps]]", `email_code_length = 6`), "line 4: apps[0].email_code_length is no key of a tenant file; it belongs under [policies]"},
		{"a key after a header", with("[policies]", `client_id = "x"`), "line 4: policies.client_id is no key of a tenant file; it belongs under [[apps]]"},
		{"a key of the file after a header", with("[policies]", `label = "x"`), "line 4: policies.label is no key of a tenant file; it belongs under the first line of the file, before all tables"},
		{"a key of a deep table", with(`max_length = 3`), "line 3: max_length is no key of a tenant file; it belongs under [[user_flows.attributes]]"},
		{"a key like no other", with(`quux_quux_quux = 1`), "line 3: quux_quux_quux is no key of a tenant file; here belong apps, behaviour, id, label, name, policies, user_flows, users, weather"},
		{"an unknown table", with("[[user]]", `name = "x"`, `more = 1`), "line 3: user is no key of a tenant file; did you mean users?"},
		{"an unknown inline key", with("[[users]]", "strong_methods = [", `  { channel = "sms", targte = "x" },`, "]"), "line 5: users[0].strong_methods[0].targte is no key of a tenant file; did you mean target?"},
		{"a dotted key", with(`policies.code_live = "1m"`), "line 3: policies.code_live is no key of a tenant file; did you mean code_life?"},
		{"a key with a line break", with(`"a\nb" = 1`), `line 3: "a\nb" is no key`},
		{"one bracket", with("[apps]", `name = "x"`), "line 3: apps is a list of tables; write [[apps]]"},
		{"one bracket inside", with("[[user_flows]]", "[user_flows.attributes]"), "line 4: user_flows[0].attributes is a list of tables; write [[user_flows.attributes]]"},
		{"two brackets", with("[[policies]]"), "line 3: policies is no list of tables"},
		{"a table that is a value", with("[label]"), "line 3: label is no table; must be a text in quotes"},
		{"a table below a value", with("[label.x]"), "line 3: label must be a text in quotes"},
		{"a table of nothing", with("[apps.scopes]"), "line 3: there is no [[apps]] yet that this table could belong to"},
		{"a number for a text", with("label = 7"), "line 3: label must be a text in quotes"},
		{"a text for a number", with("[policies]", `code_tries = "5"`), "line 4: policies.code_tries must be a whole number"},
		{"a fraction", with("[policies]", "code_tries = 5.0"), "line 4: policies.code_tries must be a whole number"},
		{"a text for a switch", with("[[apps]]", `mfa = "yes"`), "line 4: apps[0].mfa must be true or false"},
		{"a number of seconds", with("[policies]", "code_life = 600"), `line 4: policies.code_life must be a time in quotes such as "90s"`},
		{"a time without unit", with("[policies]", `code_life = "600"`), `line 4: policies.code_life must be a time in quotes such as "90s"`},
		{"a text for a list", with("[policies]", `banned_passwords = "summer"`), "line 4: policies.banned_passwords must be a list of texts in quotes"},
		{"a number in a list", with("[policies]", `banned_passwords = ["a", 1]`), "line 4: policies.banned_passwords[1] must be a text in quotes"},
		{"a list for a table", with("policies = []"), "line 3: policies must be a table"},
		{"a table for a list", with("users = {}"), "line 3: users must be a list of tables"},
		{"an attribute that is no text", with("[[users]]", "attributes = { age = 42 }"), "line 4: users[0].attributes.age must be a text in quotes"},
		{"a scope that is no list", with("[[apps]]", "[apps.scopes]", `"api://x" = "Read"`), `line 5: apps[0].scopes."api://x" must be a list of texts in quotes`},
		{"no TOML", with("label = Contoso"), "line 3: "},
		{"a key twice", with(`label = "a"`, `label = "b"`), "line 4: "},
		{"a text without end", with(`label = "a`), "line 3: "},
		{"no UTF-8", with("# \xff"), "line 3: this is no UTF-8"},
		{"deep brackets", with("label = " + strings.Repeat("[", 9)), "line 3: brackets are nested more than 8 deep"},
		{"deep braces", with("", "label = "+strings.Repeat("{a=", 9)), "line 4: brackets are nested more than 8 deep"},
		{"very deep", strings.Repeat("[", 200<<10), "line 1: brackets are nested more than 8 deep"},
		{"too large", with("# " + strings.Repeat("x", 256<<10)), "a tenant file is never larger than 256 KiB"},
		{"an integer out of bounds", with("[policies]", "code_tries = 99999999999999999999"), "line 4: "},

		{"nothing", "", "name: "},
		{"no GUID", `name = "a.example"` + "\n\n" + `id = "7"`, `line 3: id: "7" is no GUID`},
		{"no user flow", with(app, `name = "a"`, `user_flow = "x"`), `line 6: apps[0] (a): there is no user flow "x"`},
		{"no user flow at all", with(app), `line 3: apps[0] (): there is no user flow ""`},
		{"a kind of account", with("[[users]]", `username = "a@b.example"`, "", `method = "pasword"`), "line 6: users[0] (a@b.example): method "},
		{"no password", with("[[users]]", `username = "a@b.example"`), "line 3: users[0] (a@b.example): method password needs a password"},
		{"the second user", with("[[users]]", `username = "a@b.example"`, `method = "otp"`, "[[users]]", `method = "otp"`, `username = "a"`), "line 8: users[1] (a): username "},
		{"a region", with("[policies]", `blocked_regions = ["Atlantis"]`), `line 4: policies blocked_regions: "Atlantis"`},
		{"a weather", with("[weather]", "after = 1", `kind = "hail"`), `line 5: weather: kind "hail" is none; `},
		{"a negative number", with("[behaviour]", "", "polls_in_progress = -1"), "line 5: behaviour: polls_not_started and "},
		{"a wait of no length", with("[behaviour]", `interval = 300`), "line 4: behaviour.interval must be a time in quotes"},
		{"an attribute", with("[[user_flows]]", `name = "f (x)"`, `method = "email_otp"`, "[[user_flows.attributes]]", `type = "text"`, `name = "city"`), "line 3: user_flows[0] (f (x)) attributes[0] (city): type "},
		{"the second attribute", with("[[user_flows]]", `name = "f"`, `method = "email_otp"`, "[[user_flows.attributes]]", `name = "city"`, "[[user_flows.attributes]]", `name = "state"`, `type = "text"`), "line 10: user_flows[0] (f) attributes[1] (state): type "},
	} {
		d, err := emulator.ParseTenantFile([]byte(test.text))
		if err == nil || d != nil {
			t.Errorf("%s: it is taken", test.name)
			continue
		}
		found := false
		for line := range strings.Lines(err.Error()) {
			found = found || strings.HasPrefix(line, test.want)
		}
		if !found || strings.Contains(err.Error(), "emulator.") || strings.Contains(err.Error(), "toml:") {
			t.Errorf("%s: want %q, got\n%v", test.name, test.want, err)
		}
	}
}

// Strings and comments may hold any brackets.
func TestNestingIsThatOfValues(t *testing.T) {
	deep := strings.Repeat("[{", 20)
	text := with("# "+deep, `label = "\"`+deep+`\\"`, "[[users]]", "name = '"+deep+"'", `about = """`+"\n"+deep+` \" "" `+"\n"+deep+`"""`,
		`password = '''`+"\n''"+deep+`'''`, `username = "a@b.example"`, "aliases = [", "  'x', # ]]]", "]")
	d, err := emulator.ParseTenantFile([]byte(text))
	if err != nil || !strings.HasSuffix(d.Users[0].Password, deep) {
		t.Errorf("%+v, %v", d, err)
	}
}

// All findings are told at once, and no password is in them.
func TestTenantFileTellsAll(t *testing.T) {
	_, err := emulator.ParseTenantFile([]byte(with(`lable = "x"`, "[[users]]", `passwort = "Sehr-Geheim-1"`, `password = ["Sehr-Geheim-2"]`, "[[apps]]", "mfa = 1")))
	if err == nil || strings.Count(err.Error(), "\n") != 3 || strings.Contains(err.Error(), "Geheim") {
		t.Errorf("got %v", err)
	}
	_, err = emulator.ParseTenantFile([]byte(with("[[users]]", `username = "a"`, `method = "otp"`, `password = "Sehr-Geheim-1"`, "[[apps]]", `client_id = "7"`)))
	if err == nil || strings.Count(err.Error(), "\n") != 3 || strings.Contains(err.Error(), "Geheim") {
		t.Errorf("got %v", err)
	}
}

func TestReadTenantFile(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "tenant.toml")
	if _, err := emulator.ReadTenantFile(path); err == nil || !strings.Contains(err.Error(), path) {
		t.Errorf("missing: %v", err)
	}
	if _, err := emulator.ReadTenantFile(folder); err == nil || !strings.Contains(err.Error(), folder) {
		t.Errorf("a folder: %v", err)
	}
	for text, want := range map[string]string{
		with(`lable = "x"`):                      path + ":3: lable is no key",
		with("label = ["):                        path + ":",
		smallest[strings.Index(smallest, "id"):]: path + ": name: \"\" is no domain name",
		strings.Repeat("#", 300<<10):             path + ": a tenant file is never larger",
	} {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if d, err := emulator.ReadTenantFile(path); err == nil || d != nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("want %q, got %v", want, err)
		}
	}
	if err := os.WriteFile(path, []byte(smallest), 0o600); err != nil {
		t.Fatal(err)
	}
	if d, err := emulator.ReadTenantFile(path); err != nil || d.ID == "" {
		t.Errorf("%+v, %v", d, err)
	}
}

// FuzzTenantFile reads anything: it never fails but by a finding, and what it takes makes a tenant.
func FuzzTenantFile(f *testing.F) {
	f.Add(example(f))
	f.Add([]byte(smallest))
	f.Add([]byte(with("[[users]]", `username = "a@b.example"`, `password = 'x'`, "[users.attributes]", "[[users.strong_methods]]", `channel = "sms"`, `target = "+15555550101"`)))
	f.Add([]byte(with("[[apps]]", `scopes."api://x" = ["y"]`, "[apps.scopes]", "[policies.code]")))
	f.Add([]byte(with(`users = [{ aliases = ["""`, `"""], attributes.x.y = '''`, `''' }, 7, [[]]]`)))
	f.Add([]byte(with(`policies = { code_life = "-1ns", code = "\u00e9" }`)))
	f.Add([]byte("[a.b.c]\n[[a.b]]\n\"\" = \"\\u0000\"\n'' = 1979-05-27T07:32:00Z"))
	f.Add(bytes.Repeat([]byte("["), 9))
	f.Fuzz(func(t *testing.T, text []byte) {
		d, err := emulator.ParseTenantFile(text)
		if err != nil {
			if d != nil || strings.TrimSpace(err.Error()) == "" {
				t.Fatalf("%+v and %v", d, err)
			}
			return
		}
		if err := d.Check(); err != nil {
			t.Fatalf("taken, and wrong: %v", err)
		}
		if len(d.Users) < 20 {
			tenant := newTenant()
			tenant.Directory = d
			if got := len(tenant.Users()); got != len(d.Users) {
				t.Fatalf("%d people of %d", got, len(d.Users))
			}
		}
	})
}

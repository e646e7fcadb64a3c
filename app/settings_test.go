package app_test

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/vestibule-app/vestibule/app"
)

const (
	clientID = "00000000-0000-4000-8000-000000000001"
	secondID = "00000000-0000-4000-8000-000000000002"
	thirdID  = "00000000-0000-4000-8000-000000000003"
)

// rows are the settings, each with three values that differ, and how to read it back.
var rows = []struct {
	key                  string
	file, env, flag      string // in the file as TOML
	inFile, inEnv, given string
	get                  func(app.Settings) string
}{
	{"authority", `"one"`, "two", "three", "one", "two", "three", func(s app.Settings) string { return s.Authority }},
	{"client_id", `"` + clientID + `"`, secondID, thirdID, clientID, secondID, thirdID, func(s app.Settings) string { return s.ClientID }},
	{"scopes", `["api://a/x", "api://a/y"]`, "api://b/x  api://b/y", "api://c/x", "api://a/x api://a/y", "api://b/x api://b/y", "api://c/x",
		func(s app.Settings) string { return strings.Join(s.Scopes, " ") }},
	{"response_mode", `"query"`, "form_post", "query", "query", "form_post", "query", func(s app.Settings) string { return s.ResponseMode }},
	{"lang", `"de"`, "ar", "en", "de", "ar", "en", func(s app.Settings) string { return s.Lang }},
	{"theme", `"light"`, "dark", "system", "light", "dark", "system", func(s app.Settings) string { return s.Theme }},
	{"brand", `"aldermoor"`, "../assets/brands/quirlo", "../assets/brands/waha", "aldermoor", "quirlo", "waha",
		func(s app.Settings) string { return filepath.Base(s.Brand) }},
	{"brand_key", `"a.pem"`, "b.pem", "c.pem", "a.pem", "b.pem", "c.pem", func(s app.Settings) string { return filepath.Base(s.BrandKey) }},
	{"demo", `true`, "false", "true", "true", "false", "true", func(s app.Settings) string { return fmt.Sprint(s.Demo) }},
	{"text_size", `150`, "175", "200", "150", "175", "200", func(s app.Settings) string { return strconv.Itoa(s.TextSize) }},
	{"contrast", `"on"`, "off", "system", "on", "off", "system", func(s app.Settings) string { return s.Contrast }},
	{"motion", `"reduced"`, "system", "reduced", "reduced", "system", "reduced", func(s app.Settings) string { return s.Motion }},
	{"single_code_field", `true`, "false", "true", "true", "false", "true", func(s app.Settings) string { return fmt.Sprint(s.OneField) }},
	{"wording", `"helpful"`, "neutral", "helpful", "helpful", "neutral", "helpful", func(s app.Settings) string { return s.Wording }},
	{"sign_up", `"up_front"`, "as_asked", "up_front", "up_front", "as_asked", "up_front", func(s app.Settings) string { return s.SignUp }},
	{"sign_up_password", `true`, "false", "true", "true", "false", "true", func(s app.Settings) string { return fmt.Sprint(s.SignUpPassword) }},
	{"remember", `false`, "1", "0", "false", "true", "false", func(s app.Settings) string { return fmt.Sprint(s.Remember) }},
	{"region", `"de"`, "US", "uk", "DE", "US", "GB", func(s app.Settings) string { return s.Region }},
	{"code_valid", `"10m"`, "90s", "1h", "10m0s", "1m30s", "1h0m0s", func(s app.Settings) string { return s.CodeValid.String() }},
	{"clipboard_code", `true`, "0", "1", "true", "false", "true", func(s app.Settings) string { return fmt.Sprint(s.ClipboardCode) }},
	{"log", `"info"`, "off", "debug", "info", "off", "debug", func(s app.Settings) string { return s.Log }},
}

func settingsFile(t *testing.T, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "vestibule.toml")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// TestPrecedence: a flag wins over the environment, which wins over the file, for every setting.
func TestPrecedence(t *testing.T) {
	for _, r := range rows {
		t.Run(r.key, func(t *testing.T) {
			text := r.key + " = " + r.file + "\n"
			var pair []string // one of them alone would be an error
			switch r.key {
			case "authority":
				pair = []string{"--client-id=" + clientID}
			case "client_id":
				pair = []string{"--authority=x"}
			}
			path := settingsFile(t, text)
			flag := "--" + strings.ReplaceAll(r.key, "_", "-") + "=" + r.flag
			environ := []string{"VESTIBULE_" + strings.ToUpper(r.key) + "=" + r.env, "HOME=/nowhere"}
			for _, c := range []struct {
				what    string
				args    []string
				environ []string
				want    string
			}{
				{"file", nil, nil, r.inFile},
				{"environment over file", nil, environ, r.inEnv},
				{"flag over file", []string{flag}, nil, r.given},
				{"flag over both", []string{flag}, environ, r.given},
			} {
				args := append([]string{"--config", path}, append(c.args, pair...)...)
				s, err := app.ReadSettings(args, c.environ, io.Discard)
				if err != nil {
					t.Fatalf("%s: %v", c.what, err)
				}
				if got := r.get(s); got != c.want {
					t.Errorf("%s: %q, want %q", c.what, got, c.want)
				}
			}
		})
	}
}

// TestFolder: the folder comes by flag or environment and holds the file, which may be named too.
func TestFolder(t *testing.T) {
	one, two := t.TempDir(), t.TempDir()
	for dir, lang := range map[string]string{one: "de", two: "ar"} {
		if err := os.WriteFile(filepath.Join(dir, "vestibule.toml"), []byte("lang = '"+lang+"'"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	named := settingsFile(t, "lang = 'fr'")
	other := settingsFile(t, "lang = 'el'")
	for _, c := range []struct {
		args, environ   []string
		dir, file, lang string
	}{
		{nil, []string{"VESTIBULE_DIR=" + one}, one, filepath.Join(one, "vestibule.toml"), "de"},
		{[]string{"--dir", two}, []string{"VESTIBULE_DIR=" + one}, two, filepath.Join(two, "vestibule.toml"), "ar"},
		{[]string{"--dir", two}, []string{"VESTIBULE_CONFIG=" + named}, two, named, "fr"},
		{[]string{"--dir", two, "--config", other}, []string{"VESTIBULE_CONFIG=" + named}, two, other, "el"},
	} {
		s, err := app.ReadSettings(c.args, c.environ, io.Discard)
		if err != nil || s.Dir != c.dir || s.File != c.file || s.Lang != c.lang {
			t.Errorf("%v %v: dir %s, file %s, lang %s, %v", c.args, c.environ, s.Dir, s.File, s.Lang, err)
		}
	}
	s, err := app.ReadSettings([]string{"--dir", t.TempDir()}, nil, io.Discard)
	if err != nil || s.Theme != "system" || s.Wording != "neutral" || s.Log != "error" || s.ResponseMode != "form_post" || s.Demo || s.Given ||
		s.SignUp != "as_asked" || s.SignUpPassword || !s.Remember || s.RememberGiven || s.Region != "" || s.Attributes != nil {
		t.Errorf("without anything: %+v, %v", s, err)
	}
}

// TestGiven: a tenant of the file is the person's to change; one that came otherwise is not.
func TestGiven(t *testing.T) {
	path := settingsFile(t, "authority = 'contoso'\nclient_id = '"+clientID+"'\n")
	for _, c := range []struct {
		args, environ []string
		want          bool
	}{
		{nil, nil, false},
		{[]string{"--authority", "fabrikam"}, nil, true},
		{nil, []string{"VESTIBULE_AUTHORITY=fabrikam"}, true},
		{nil, []string{"VESTIBULE_AUTHORITY="}, false}, // an empty variable is as good as none
	} {
		s, err := app.ReadSettings(append([]string{"--config", path}, c.args...), c.environ, io.Discard)
		if err != nil || s.Given != c.want {
			t.Errorf("%v %v: %v, %v", c.args, c.environ, s.Given, err)
		}
	}
}

// TestBrandIsFound: a path in the file is told from where the file lies, one by flag or environment from where the program
// runs. What was asked for now has to be there.
func TestBrandIsFound(t *testing.T) {
	file := settingsFile(t, "brand = 'acme'\nbrand_key = 'keys/acme.pub'\n")
	beside := func(name string) string { return filepath.Join(filepath.Dir(file), name) }
	here, err := filepath.Abs("../assets/brands/waha")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		args, environ []string
		brand, key    string
		wrong         string
	}{
		{nil, nil, beside("acme"), beside("keys/acme.pub"), ""},
		{[]string{"--brand", "../assets/brands/waha"}, nil, here, beside("keys/acme.pub"), ""},
		{nil, []string{"VESTIBULE_BRAND=../assets/brands/waha"}, here, beside("keys/acme.pub"), ""},
		{[]string{"--brand", filepath.Join(here, "brand.toml")}, nil, filepath.Join(here, "brand.toml"), beside("keys/acme.pub"), ""},
		{[]string{"--brand", "waho"}, nil, "", "", "waho; look at how it is spelt"},
		{nil, []string{"VESTIBULE_BRAND=waho"}, "", "", "waho; look at how it is spelt"},
		{[]string{"--brand", ""}, nil, "", "", "--brand is empty"},
	} {
		s, err := app.ReadSettings(append([]string{"--config", file}, c.args...), c.environ, io.Discard)
		if c.wrong != "" {
			var said bytes.Buffer
			if err == nil || app.Fail(&said, err) != 2 || !strings.Contains(said.String(), c.wrong) || strings.Count(said.String(), "\n") != 1 {
				t.Errorf("%v %v: %q", c.args, c.environ, said.String())
			}
			continue
		}
		if err != nil || s.Brand != c.brand || s.BrandKey != c.key {
			t.Errorf("%v %v: %s, %s, %v", c.args, c.environ, s.Brand, s.BrandKey, err)
		}
	}
}

// TestSaidIsSaid: what the settings say of the wording and of codes is told from what they leave to the brand.
func TestSaidIsSaid(t *testing.T) {
	for text, want := range map[string][2]bool{
		"": {false, false}, "wording = 'neutral'": {true, false}, "code_valid = '0s'": {false, true},
	} {
		s, err := app.ReadSettings([]string{"--config", settingsFile(t, text)}, nil, io.Discard)
		if err != nil || [2]bool{s.WordingGiven, s.CodeValidGiven} != want {
			t.Errorf("%q: %v %v, %v", text, s.WordingGiven, s.CodeValidGiven, err)
		}
	}
}

// TestRememberGiven: whether addresses are kept is the person's to change, unless it came by flag or environment.
func TestRememberGiven(t *testing.T) {
	path := settingsFile(t, "remember = false\n")
	for _, c := range []struct {
		args, environ   []string
		remember, given bool
	}{
		{nil, nil, false, false},
		{[]string{"--remember"}, nil, true, true},
		{[]string{"--remember=false"}, nil, false, true},
		{nil, []string{"VESTIBULE_REMEMBER=true"}, true, true},
		{nil, []string{"VESTIBULE_REMEMBER="}, false, false},
	} {
		s, err := app.ReadSettings(append([]string{"--config", path}, c.args...), c.environ, io.Discard)
		if err != nil || s.Remember != c.remember || s.RememberGiven != c.given {
			t.Errorf("%v %v: remember %v, given %v, %v", c.args, c.environ, s.Remember, s.RememberGiven, err)
		}
	}
}

// TestDemoYields: a tenant by flag or environment is the one that is signed in to, although the demo of the file was tried
// once; the demo by flag or environment is asked for as expressly.
func TestDemoYields(t *testing.T) {
	tried := settingsFile(t, "authority = 'contoso'\nclient_id = '"+clientID+"'\ndemo = true\n")
	bare := settingsFile(t, "demo = true\n")
	tenant := []string{"--authority", "fabrikam", "--client-id", secondID}
	environ := []string{"VESTIBULE_AUTHORITY=fabrikam", "VESTIBULE_CLIENT_ID=" + secondID}
	for _, c := range []struct {
		name          string
		file          string
		args, environ []string
		demo, given   bool
		authority     string
	}{
		{"the file alone", tried, nil, nil, true, false, "contoso"},
		{"tenant by flag", bare, tenant, nil, false, true, "fabrikam"},
		{"tenant by environment", bare, nil, environ, false, true, "fabrikam"},
		{"tenant over a tenant", tried, tenant, nil, false, true, "fabrikam"},
		{"client ID alone", tried, []string{"--client-id", secondID}, nil, false, true, "contoso"},
		{"empty variables are none", tried, nil, []string{"VESTIBULE_AUTHORITY=", "VESTIBULE_CLIENT_ID="}, true, false, "contoso"},
		{"demo by flag too", bare, append([]string{"--demo"}, tenant...), nil, true, true, "fabrikam"},
		{"demo by environment too", bare, nil, append([]string{"VESTIBULE_DEMO=true"}, environ...), true, true, "fabrikam"},
		{"half a tenant beside the demo", bare, []string{"--demo", "--client-id", secondID}, nil, true, false, ""},
		{"no demo by flag", bare, append([]string{"--demo=false"}, tenant...), nil, false, true, "fabrikam"},
		{"something else by flag", bare, []string{"--lang", "de"}, nil, true, false, ""},
	} {
		s, err := app.ReadSettings(append([]string{"--config", c.file}, c.args...), c.environ, io.Discard)
		if err != nil || s.Demo != c.demo || s.Given != c.given || s.Authority != c.authority {
			t.Errorf("%s: demo %v, given %v, authority %q, %v", c.name, s.Demo, s.Given, s.Authority, err)
		}
	}
}

// TestWrongTenant: an authority or a client ID that can be none is an error like any other wrong value. It says where it
// stands and what to write instead, and repeats nothing: a secret may have been pasted in its place.
func TestWrongTenant(t *testing.T) {
	for _, c := range []struct{ key, value, words string }{
		{"authority", "http://contoso.example/contoso", "must be https"},
		{"authority", "login.contoso.example", "needs the tenant behind it: https://HOST/TENANT"},
		{"authority", "con toso", "subdomain (contoso) or https://HOST/TENANT"},
		{"authority", "https://", "subdomain (contoso) or https://HOST/TENANT"},
		{"authority", "https://anna:hunter2@contoso.example/x", "without a user"},
		{"authority", "anna:hunter2@contoso", "without a user"},
		{"authority", "http://anna:hunter2@contoso.example/x", "without a user"},
		{"authority", "https//anna:hunter2@contoso.example/x", "subdomain (contoso)"},
		{"authority", "https:/anna:hunter2@contoso.example/x", "subdomain (contoso)"},
		{"authority", "https://contoso.example/x?hunter2", "subdomain (contoso)"},
		{"authority", "ftp://hunter2/x", "must be https"},
		{"authority", "https://bücher.example/x", "beyond ASCII"},
		{"client_id", "hunter2", "must be a GUID"},
		{"client_id", clientID + "0", "application (client) ID"},
	} {
		file := settingsFile(t, "lang = 'de'\n"+c.key+" = '"+c.value+"'\n")
		flag, variable := "--"+strings.ReplaceAll(c.key, "_", "-"), "VESTIBULE_"+strings.ToUpper(c.key)
		for at, args := range map[string][]string{
			file + ":2: " + c.key: {"--config", file},
			flag:                  {"--dir", t.TempDir(), flag, c.value},
			variable:              {"--dir", t.TempDir()},
		} {
			var environ []string
			if at == variable {
				environ = []string{variable + "=" + c.value}
			}
			var said bytes.Buffer
			_, err := app.ReadSettings(args, environ, io.Discard)
			if err == nil {
				t.Errorf("%s %q was read", at, c.value)
				continue
			}
			if code := app.Fail(&said, err); code != 2 {
				t.Errorf("%s %q: exit code %d", at, c.value, code)
			}
			got := said.String()
			if !strings.HasPrefix(got, "vestibule: "+at+" ") || !strings.Contains(got, c.words) || strings.Count(got, "\n") != 1 {
				t.Errorf("%q: %q does not begin with %q or does not say %q in one line", c.value, got, at, c.words)
			}
			if rest := strings.TrimPrefix(got, "vestibule: "+at); strings.Contains(rest, "hunter2") || strings.Contains(rest, "anna") || strings.Contains(rest, "auth:") {
				t.Errorf("%q is repeated: %q", c.value, got)
			}
		}
	}
	for _, good := range []string{"contoso", "contoso.onmicrosoft.com", "https://login.contoso.example/tenant", "http://127.0.0.1:8400/contoso.onmicrosoft.com"} {
		if _, err := app.ReadSettings([]string{"--dir", t.TempDir(), "--authority", good, "--client-id", " " + clientID + " "}, nil, io.Discard); err != nil {
			t.Errorf("%q: %v", good, err)
		}
	}
}

// TestSettingsFileErrors: whatever is wrong in the file is told with file and line.
func TestSettingsFileErrors(t *testing.T) {
	for _, c := range []struct {
		name, text, at string
		words          []string
	}{
		{"unknown key", "lang = 'de'\n\ncolour = 'red'\n", ":3: ", []string{"colour is not a setting", "vestibule --help"}},
		{"misspelt key", "# my tenant\nauthorty = 'contoso'\n", ":2: ", []string{"did you mean authority?"}},
		{"key with a dash", "client-id = 'x'\n", ":1: ", []string{"did you mean client_id?"}},
		{"key in capitals", "Lang = 'de'\n", ":1: ", []string{"did you mean lang?"}},
		{"quoted key", "\"colour\" = 1\n", ":1: ", []string{"colour is not a setting"}},
		{"escaped key", "lang = 'de'\n\"col\\u006fur\" = 1\n", ":2: ", []string{"colour is not a setting"}},
		{"the folder is not in the file", "dir = '/tmp'\n", ":1: ", []string{"dir is not a setting"}},
		{"a key inside a text is none", "lang = '''\ncolour = 1'''\n", ":1: ", []string{"lang must be a language tag"}},
		{"first wrong line", "theme = 'loud'\nlog = 'never'\nwat = 1\n", ":1: ", []string{"theme must be one of system, light, dark", `"loud"`}},
		{"wrong value", "lang = 'de'\nresponse_mode = 'fragment'\n", ":2: ", []string{"response_mode must be one of form_post, query", `"fragment"`}},
		{"wrong wording", "wording = 'rude'\n", ":1: ", []string{"wording must be one of neutral, helpful"}},
		{"wrong level", "log = 'all'\n", ":1: ", []string{"log must be one of off, error, info, debug"}},
		{"wrong time of sign-up", "sign_up = 'later'\n", ":1: ", []string{"sign_up must be one of as_asked, up_front"}},
		{"a switch in words", "remember = 'no'\n", ":1: ", []string{"remember must be true or false"}},
		{"no time", "code_valid = 'long'\n", ":1: ", []string{"code_valid must be a time such as 10m", `"long"`}},
		{"a time that is over", "code_valid = '-1m'\n", ":1: ", []string{"code_valid must be a time"}},
		{"a time that never ends", "code_valid = '25h'\n", ":1: ", []string{"at most 24h"}},
		{"a number for a time", "code_valid = 10\n", ":1: ", []string{"must be a text in quotes"}},
		{"a continent", "region = '150'\n", ":1: ", []string{"region must be a country", "DE", `"150"`}},
		{"no country", "region = 'Germany'\n", ":1: ", []string{"region must be a country"}},
		{"wrong language", "lang = 'klingonese!'\n", ":1: ", []string{"language tag"}},
		{"empty value", "theme = ''\n", ":1: ", []string{"theme is empty"}},
		{"number for a text", "authority = 7\n", ":1: ", []string{"must be a text in quotes"}},
		{"text for a switch", "demo = 'yes'\n", ":1: ", []string{"must be true or false"}},
		{"number for a switch", "demo = 1\n", ":1: ", []string{"must be true or false"}},
		{"switch for a text", "theme = true\n", ":1: ", []string{"must be a text in quotes"}},
		{"date for a text", "theme = 2026-03-01\n", ":1: ", []string{"must be a text in quotes"}},
		{"list for a text", "\n\ntheme = ['light']\n", ":3: ", []string{"must be a text in quotes"}},
		{"number for a list", "scopes = 3\n", ":1: ", []string{"must be a list of words"}},
		{"number in a list", "scopes = ['a', 3]\n", ":1: ", []string{"must be a list of words"}},
		{"blank in a list", "scopes = ['a b']\n", ":1: ", []string{"must be a list of words"}},
		{"table", "lang = 'de'\n[tenant]\nauthority = 'x'\n", ":2: ", []string{"tenant is not a setting"}},
		{"table with a setting's name", "\n[authority]\nname = 'x'\n", ":2: ", []string{"authority must be a text"}},
		{"array of tables", "[[tenant]]\n", ":1: ", []string{"tenant is not a setting"}},
		{"dotted key", "lang = 'de'\ntheme.name = 'x'\n", ":2: ", []string{"theme must be a text"}},
		{"inline table", "theme = {name = 'x'}\n", ":1: ", []string{"theme must be a text"}},
		{"syntax", "lang = 'de'\ntheme = light\n", ":2:9: ", nil},
		{"syntax at the end", "lang = 'de'\ntheme =", ":2:", nil},
		{"open text", "lang = 'de\n", ":1:", nil},
		{"not text at all", "\x00\x01\x02", ":1:", nil},
		{"duplicate key", "lang = 'de'\n\nlang = 'en'\n", ":3:", []string{"lang"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			path := settingsFile(t, c.text)
			_, err := app.ReadSettings([]string{"--config", path}, nil, io.Discard)
			if err == nil {
				t.Fatal("it was read")
			}
			got := err.Error()
			if !strings.HasPrefix(got, path+c.at) {
				t.Errorf("%q does not begin with %s%s", got, path, c.at)
			}
			for _, w := range c.words {
				if !strings.Contains(got, w) {
					t.Errorf("%q does not say %q", got, w)
				}
			}
			if strings.Contains(got, "toml: ") || strings.Contains(got, "\n") {
				t.Errorf("%q is not one plain line", got)
			}
		})
	}
}

// TestSettingsFileUnreadable: too large, a folder, named and missing. Missing without being named is fine.
func TestSettingsFileUnreadable(t *testing.T) {
	big := settingsFile(t, "# "+strings.Repeat("x", 64<<10)+"\n")
	full := settingsFile(t, "# "+strings.Repeat("x", 64<<10-3)+"\n")
	missing := filepath.Join(t.TempDir(), "missing.toml")
	for _, c := range []struct {
		name          string
		args, environ []string
		words         []string
	}{
		{"too large", []string{"--config", big}, nil, []string{big, "64 KiB"}},
		{"a folder", []string{"--config", filepath.Dir(big)}, nil, []string{filepath.Dir(big), "cannot be read"}},
		{"missing, by flag", []string{"--config", missing}, nil, []string{missing, "cannot be read"}},
		{"missing, by environment", nil, []string{"VESTIBULE_CONFIG=" + missing}, []string{missing, "cannot be read"}},
	} {
		_, err := app.ReadSettings(c.args, c.environ, io.Discard)
		for _, w := range c.words {
			if err == nil || !strings.Contains(err.Error(), w) {
				t.Errorf("%s: %v does not say %q", c.name, err, w)
			}
		}
	}
	if _, err := app.ReadSettings([]string{"--config", full}, nil, io.Discard); err != nil {
		t.Errorf("a file of the largest size: %v", err)
	}
	if _, err := app.ReadSettings([]string{"--dir", filepath.Join(t.TempDir(), "new")}, nil, io.Discard); err != nil {
		t.Errorf("no file at all: %v", err)
	}
	if os.Geteuid() != 0 && os.PathSeparator == '/' { // root may read everything
		closed := settingsFile(t, "lang = 'de'\n")
		if err := os.Chmod(closed, 0); err != nil {
			t.Fatal(err)
		}
		if _, err := app.ReadSettings([]string{"--config", closed}, nil, io.Discard); err == nil || !strings.Contains(err.Error(), closed) {
			t.Errorf("without permission: %v", err)
		}
	}
}

// TestSettingsElsewhereErrors: flags and environment tell their names too.
func TestSettingsElsewhereErrors(t *testing.T) {
	for _, c := range []struct {
		name          string
		args, environ []string
		words         []string
	}{
		{"unknown variable", nil, []string{"VESTIBULE_TENNANT=x"}, []string{"VESTIBULE_TENNANT is not a setting"}},
		{"lower case variable", nil, []string{"VESTIBULE_lang=de"}, []string{"VESTIBULE_lang is not a setting"}},
		{"wrong variable", nil, []string{"VESTIBULE_THEME=loud"}, []string{"VESTIBULE_THEME must be one of", `"loud"`}},
		{"attributes are in the file", nil, []string{"VESTIBULE_ATTRIBUTE=displayName"}, []string{"VESTIBULE_ATTRIBUTE is not a setting"}},
		{"wrong switch", nil, []string{"VESTIBULE_DEMO=yes"}, []string{"VESTIBULE_DEMO must be true or false"}},
		{"unknown flag", []string{"--colour=red"}, nil, []string{"there is no flag --colour", "vestibule --help"}},
		{"wrong flag", []string{"--theme=loud"}, nil, []string{"--theme must be one of"}},
		{"flag without a value", []string{"--lang"}, nil, []string{"lang", "vestibule --help"}},
		{"empty flag", []string{"--lang="}, nil, []string{"--lang is empty"}},
		{"relative folder", []string{"--dir", "here"}, nil, []string{"--dir must be an absolute path"}},
		{"unknown command", []string{"emulte"}, nil, []string{`"emulte" is not a command`}},
		{"something behind the flags", []string{"--demo", "yes"}, nil, []string{`"yes" is not a command`}},
		{"client without authority", []string{"--client-id", clientID}, nil, []string{"authority is missing", "--authority", "VESTIBULE_AUTHORITY"}},
		{"authority without client", nil, []string{"VESTIBULE_AUTHORITY=contoso"}, []string{"client_id is missing", "--client-id", "VESTIBULE_CLIENT_ID"}},
	} {
		args := append([]string{"--dir", t.TempDir()}, c.args...)
		_, err := app.ReadSettings(args, c.environ, io.Discard)
		for _, w := range c.words {
			if err == nil || !strings.Contains(err.Error(), w) {
				t.Errorf("%s: %v does not say %q", c.name, err, w)
			}
		}
	}
	if _, err := app.ReadSettings([]string{"--dir", t.TempDir(), "--demo", "--client-id", clientID}, nil, io.Discard); err != nil {
		t.Errorf("half a tenant beside the demo: %v", err)
	}
	var out bytes.Buffer
	if _, err := app.ReadSettings([]string{"--wat"}, nil, &out); err == nil || out.Len() > 0 {
		t.Errorf("a wrong flag shows the help instead of what is wrong: %v, %q", err, out.String())
	}
}

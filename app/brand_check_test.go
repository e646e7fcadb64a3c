package app_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/vestibule-app/vestibule/app"
)

const (
	plainLogo  = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40"><path d="M4 4h32v32H4z" fill="#808080"/></svg>`
	plainBrand = "name = \"Acme\"\n[logo]\nlight = \"logo.svg\"\n"
)

// The four brands of the program are clean, as folders, as files and as packs.
func TestBrandCheckShipped(t *testing.T) {
	drawnByOne(t)
	packed := t.TempDir()
	for name, langs := range map[string]string{"vestibule": "fi", "aldermoor": "de,el", "quirlo": "fr", "waha": "ar,fa"} {
		dir, file := filepath.Join("..", "assets", "brands", name), filepath.Join(packed, name+".brand")
		done(t, "pack", dir, "-o", file)
		if out := done(t, "check", dir, "--lang", langs); !strings.HasSuffix(out, dir+": nothing was found.\n") {
			t.Errorf("%q", out)
		}
		var c struct {
			Path     string
			Clean    bool
			Findings []app.Flaw
		}
		if err := json.Unmarshal([]byte(done(t, "check", file, "--json", "--lang", "en")), &c); err != nil || c.Path != file || !c.Clean || c.Findings == nil {
			t.Errorf("%s: %+v, %v", file, c, err)
		}
		for _, f := range c.Findings {
			if !f.Note {
				t.Errorf("%s: %+v", file, f)
			}
		}
	}
}

// Findings have the same form in every version: other programs read them.
func TestBrandCheckFindings(t *testing.T) {
	t.Chdir(write(t, map[string]string{
		"brand.toml": plainBrand + "[look]\naccent = \"mauve\"\ndensty = \"compact\"\n",
		"logo.svg":   strings.Replace(plainLogo, "<path", "<script/><path", 1),
	}))
	for _, c := range []struct {
		args []string
		want string
	}{
		{[]string{"."}, `brand.toml:5: look.accent must be a colour such as "#4F46E5" or "#fff"
brand.toml:6: look.densty is no key of a brand; did you mean density?
logo.svg:1: has the element script in svg, which is not drawn; leave it out
`},
		{[]string{"--json", "brand.toml"}, `{
  "path": "brand.toml",
  "clean": false,
  "findings": [
    {
      "file": "brand.toml",
      "line": 5,
      "key": "look.accent",
      "text": "look.accent must be a colour such as \"#4F46E5\" or \"#fff\"",
      "kind": "pack",
      "code": "color"
    },
    {
      "file": "brand.toml",
      "line": 6,
      "key": "look.densty",
      "text": "look.densty is no key of a brand; did you mean density?",
      "kind": "pack",
      "code": "key_unknown",
      "args": {
        "Name": "look.densty",
        "Near": "density"
      }
    },
    {
      "file": "logo.svg",
      "line": 1,
      "text": "has the element script in svg, which is not drawn; leave it out",
      "kind": "pack",
      "code": "svg_plain"
    }
  ]
}
`},
	} {
		code, out, complaint := runBrand(append([]string{"check"}, c.args...)...)
		if code != 1 || out != c.want || complaint != "" {
			t.Errorf("%v: %d\n%s%s", c.args, code, out, complaint)
		}
	}
}

// What is no pack at all is a finding about the path; what cannot be read is none.
func TestBrandCheckNoPack(t *testing.T) {
	t.Chdir(write(t, map[string]string{"acme.brand": "no zip"}))
	refused(t, 1, "acme.brand: is no brand pack", "check", "acme.brand")
	refused(t, 1, "brand.toml: is missing", "check", ".")
	if code, out, _ := runBrand("check", "acme.brand", "--json"); code != 1 || strings.Contains(out, `"file"`) || strings.Contains(out, `"line"`) {
		t.Errorf("%d\n%s", code, out)
	}
	refused(t, 2, "acme.brand", "check", filepath.Join("acme.brand", "brand.toml"))
	if os.Geteuid() == 0 {
		return // may read everything
	}
	if err := os.Chmod("acme.brand", 0); err != nil {
		t.Fatal(err)
	}
	if f, err := os.Open("acme.brand"); err == nil { // there are no such permissions here
		_ = f.Close()
		return
	}
	refused(t, 2, "look at its permissions", "check", "acme.brand")
}

// Words are held against those of the product: their keys, and what is filled in.
func TestBrandCheckWords(t *testing.T) {
	dir := write(t, map[string]string{"logo.svg": plainLogo, "brand.toml": plainBrand + `[words.en]
"username.titel" = "Hello"
"accounts.remove" = "Forget {{.Name}} of {{.Company}}"
[words.de]
"accounts.remove" = "{{.Name}} vergessen"
`})
	code, out, complaint := runBrand("check", dir)
	at := filepath.Join(dir, "brand.toml")
	want := at + ":5: words.en.username.titel is said on no screen; did you mean \"username.title\"?\n" +
		at + ":6: words.en.accounts.remove: nothing fills in {{.Company}}; take it out\n"
	if code != 1 || out != want || complaint != "" {
		t.Errorf("%d\n%s%s", code, out, complaint)
	}
	refused(t, 1, "username.titel", "pack", dir, "-o", filepath.Join(dir, "out.brand"))
}

// A pack cannot write to the terminal of whoever looks at it.
func TestBrandCheckShowsControls(t *testing.T) {
	drawnByOne(t)
	for what, text := range map[string]string{
		"a word": "[words.en]\n\"a\\u001B]0;x\\u0007\\u202E\\u009B\" = \"Hello\"\n",
		"a key":  "\"a\\u001B[2J\\u202E\" = 1\n",
		"a file": "[look]\nimage = \"a\\u001B[2J\\u202E.png\"\n",
		"a line": "x = \x1b[2J\n",
	} {
		manifest := plainBrand + text
		if what == "a key" {
			manifest = text + plainBrand
		}
		dir := write(t, map[string]string{"logo.svg": plainLogo, "brand.toml": manifest})
		for _, args := range [][]string{{"check", dir}, {"check", dir, "--json"}} {
			code, out, _ := runBrand(args...)
			if code != 1 || strings.ContainsAny(out, "\x1b\a\u202e\u009b") {
				t.Errorf("%s: %d, %q", what, code, out)
			}
		}
	}
}

// A tenant has to be one that a sign-in could talk to.
func TestBrandCheckTenant(t *testing.T) {
	drawnByOne(t)
	for authority, want := range map[string]string{
		"contoso":                          "",
		"https://login.contoso.example/x":  "",
		"https://login.contoso.example/..": ":5: tenant.authority ",
		"https://login..example/x":         ":5: tenant.authority must be the tenant's subdomain",
	} {
		dir := write(t, map[string]string{"logo.svg": plainLogo,
			"brand.toml": plainBrand + "[tenant]\nauthority = \"" + authority + "\"\nclient_id = \"" + clientID + "\"\n"})
		code, out, _ := runBrand("check", dir, "--lang", "en")
		if code != min(len(want), 1) || !strings.Contains(out, want) {
			t.Errorf("%s: %d, %q", authority, code, out)
		}
	}
}

// A brand that says what reads like the line about who gets the password is told so, wherever it says it.
func TestBrandCheckImitations(t *testing.T) {
	t.Chdir(write(t, map[string]string{
		"brand.toml": "name = \"login.bank.example\"\n[logo]\nlight = \"logo.svg\"\n[window]\ntitle = \"Signs in to bank.example\"\n" +
			"[words.en]\n\"username.reason\" = \"S\u0456gns in to {{.Brand}}\"\n",
		"logo.svg": plainLogo,
	}))
	want := `brand.toml:5: window.title reads like the line that says who gets the password; write it in another way
brand.toml:7: words.en.username.reason reads like the line that says who gets the password; write it in another way
`
	if code, out, complaint := runBrand("check", "."); code != 1 || out != want || complaint != "" {
		t.Errorf("%d\n%s%s", code, out, complaint)
	}
}

// The name of a file that is not there is shown to people, and not obeyed by their terminal (CWE-150).
func TestBrandCheckNamesAreShown(t *testing.T) {
	if code, _, complaint := runBrand("check", "no\x1b[31mpack"); code != 2 || strings.Contains(complaint, "\x1b") || !strings.Contains(complaint, `no\x1b[31mpack`) {
		t.Errorf("%d %q", code, complaint)
	}
}

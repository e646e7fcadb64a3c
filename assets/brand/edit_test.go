package brand_test

import (
	"strings"
	"testing"

	"github.com/vestibule-app/vestibule/assets/brand"
)

// A value is put where it belongs, and everything else stays as it was.
func TestSet(t *testing.T) {
	const text = "name = \"Acme\" # ours\n\n# The logo.\n[logo]\nlight = \"logo.svg\"\n\n[look] # colours\n# blue\naccent = \"#123456\" # mind the contrast\nsurface = { light = \"#fff\" }\n#density = \"compact\"\n\n[words.en]\n\"username.title\" = \"Hello\"\n[[attribute]]\nname = \"x\"\n"
	for _, c := range []struct{ name, key, value, old, now string }{
		{"a value", "look.accent", `"#abcdef"`, `accent = "#123456" # mind`, `accent = "#abcdef" # mind`},
		{"the name", "name", `"B"`, `name = "Acme" # ours`, `name = "B" # ours`},
		{"out of a comment", "look.density", `"spacious"`, `#density = "compact"`, `density = "spacious"`},
		{"a new key", "look.layout", `"card"`, "\"#fff\" }\n", "\"#fff\" }\nlayout = \"card\"\n"},
		{"above all tables", "company", `"Acme Inc."`, "# ours\n", "# ours\ncompany = \"Acme Inc.\"\n"},
		{"a new table", "links.help", `"https://x.example"`, "name = \"x\"\n", "name = \"x\"\n\n[links]\nhelp = \"https://x.example\"\n"},
		{"words", "words.en.username.title", `"Hi"`, `"username.title" = "Hello"`, `"username.title" = "Hi"`},
		{"new words", "words.en.password.title", `"Hi"`, "= \"Hello\"\n", "= \"Hello\"\n\"password.title\" = \"Hi\"\n"},
		{"a language", "words.de.username.title", `"Hallo"`, "name = \"x\"\n", "name = \"x\"\n\n[words.de]\n\"username.title\" = \"Hallo\"\n"},
		{"an attribute", "attribute[0].label", `"X"`, "name = \"x\"\n", "name = \"x\"\nlabel = \"X\"\n"},
		{"another attribute", "attribute[1].name", `"y"`, "name = \"x\"\n", "name = \"x\"\n\n[[attribute]]\nname = \"y\"\n"},
		{"one less", "look.accent", "", "accent = \"#123456\" # mind the contrast\n", ""},
		{"none to take out", "look.text", "", "x", "x"},
	} {
		got, err := brand.Set([]byte(text), c.key, c.value)
		want := strings.Replace(text, c.old, c.now, 1)
		if c.old == "name = \"x\"\n" {
			i := strings.LastIndex(text, c.old)
			want = text[:i] + c.now
		}
		if err != nil || string(got) != want {
			t.Errorf("%s: %v\n%s", c.name, err, got)
		}
		windows, err := brand.Set([]byte("\uFEFF"+strings.ReplaceAll(text, "\n", "\r\n")), c.key, c.value)
		if err != nil || string(windows) != "\uFEFF"+strings.ReplaceAll(want, "\n", "\r\n") {
			t.Errorf("%s, on Windows: %v\n%q", c.name, err, windows)
		}
	}
	for key, value := range map[string]string{"look.surface.light": `"#000"`, "look.accent": `"`, "look.text": "x\ny"} {
		if got, err := brand.Set([]byte(text), key, value); err == nil {
			t.Errorf("%s = %s makes %s", key, value, got)
		}
	}
	if _, err := brand.Set([]byte("name ="), "name", `"x"`); err == nil {
		t.Error("what is no TOML is changed")
	}
}

// Every key of a new brand can be set in its file to its example, one after the other, and is then read.
func TestSetEveryKey(t *testing.T) {
	text := brand.Example()
	logo := []byte(goodLogo)
	files := map[string][]byte{"logo.svg": logo, "logo-dark.svg": logo, "mark.svg": logo, "icon.png": pngOf(t, 9, 9), "background.jpg": jpegOf(t, 9, 9), "background-dark.jpg": jpegOf(t, 9, 9),
		"sans-regular.ttf": readFont(t), "sans-bold.ttf": readFont(t), "mono.ttf": readFont(t)}
	lines := strings.Count(string(text), "\n")
	for _, k := range brand.Keys() {
		key, value := strings.Replace(k.Path, "[]", "[0]", 1), k.Example
		if k.Path == "words.*.*" {
			key, value = "words.en.username.title", brand.Quote(`Say "hi"`)
		}
		changed, err := brand.Set(text, key, value)
		if err != nil {
			t.Fatalf("%s: %v", key, err)
		}
		text = changed
	}
	if more := strings.Count(string(text), "\n") - lines; more > 6 { // the table of the attribute, which is commented out
		t.Errorf("%d lines came in: keys that are commented out are not taken", more)
	}
	files[brand.Manifest] = text
	p, err := brand.Parse(files)
	if err != nil {
		t.Fatal(err)
	}
	if p.Words["en"]["username.title"]["other"] != `Say "hi"` || len(p.Tokens.Dark) == 0 || p.Attributes[0].Hint == nil {
		t.Error("something that was set is not read")
	}
}

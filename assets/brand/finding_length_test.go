package brand_test

import (
	"errors"
	"strings"
	"testing"
	"unicode"

	"github.com/vestibule-app/vestibule/assets/brand"
)

// What is said of a pack repeats no more of it than helps to find the place, and nothing that steers a terminal: findings go
// to logs, to terminals and onto the screen.
func TestFindingsAreShort(t *testing.T) {
	const longest = 700 // bytes
	values := map[string]string{
		"long":     strings.Repeat("x", 30_000),
		"hidden":   strings.Repeat(`\u202E\u001B`, 3_000),
		"wide":     strings.Repeat("\U0001F469\u200D", 5_000),
		"quoted":   strings.Repeat(`\"\\`, 5_000),
		"an order": `{{` + strings.Repeat("{{.A}}", 5_000),
	}
	look := func(what string, files map[string][]byte) {
		t.Helper()
		_, err := brand.Parse(files)
		var refused *brand.Error
		if !errors.As(err, &refused) {
			t.Errorf("%s: %v", what, err)
			return
		}
		for _, f := range refused.Findings {
			if len(f.Text) > longest || len(f.Key) > 500 || len(f.File) > 500 {
				t.Errorf("%s: %d bytes: %.200s …", what, len(f.Text)+len(f.Key)+len(f.File), f.Text)
			}
			for name, arg := range f.Args {
				if len(arg) > longest {
					t.Errorf("%s: %s has %d bytes", what, name, len(arg))
				}
			}
			if strings.ContainsFunc(f.Text, func(r rune) bool {
				return unicode.In(r, unicode.Cc, unicode.Zl, unicode.Zp) || r >= 0x202A && r <= 0x202E || r >= 0x2066 && r <= 0x2069
			}) {
				t.Errorf("%s: %q", what, f.Text)
			}
		}
	}
	for kind, value := range values {
		for _, k := range brand.Keys() {
			path := strings.Replace(k.Path, "*.*", `en."username.title"`, 1)
			text := path + ` = "` + value + "\"\n" + goodManifest
			if name, list := strings.CutPrefix(path, "attribute[]."); list {
				text = goodManifest + "[[attribute]]\n" + name + ` = "` + value + "\"\n"
			}
			look(kind+" "+k.Path, pack(map[string]string{brand.Manifest: text}))
		}
		short := value[:min(len(value), 150)]
		for _, text := range []string{"\"" + short + "\" = 1\n", "[\"" + short + "\"]\n", "[words.\"" + short + "\"]\nx = \"y\"\n", "[words.en]\n\"" + short + "\" = \"\"\n", "x = \"" + value, value} {
			look(kind+" as a key", pack(map[string]string{brand.Manifest: goodManifest + text}))
		}
		look(kind+" as a name", pack(map[string]string{value: "x"}))
		look(kind+" in a picture", pack(map[string]string{"logo.svg": svg("<" + strings.NewReplacer(`\`, "", `"`, "").Replace(value) + " x='1'/>")}))
		look(kind+" in a font", pack(map[string]string{"s.ttf": good4 + value, brand.Manifest: fontManifest}))
	}
}

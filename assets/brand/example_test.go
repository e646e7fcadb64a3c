package brand_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/vestibule-app/vestibule/assets/brand"
)

var update = flag.Bool("update", false, "write what is generated from the table of keys")

// The example and the schema in the repository are those of the table.
func TestGenerated(t *testing.T) {
	for name, want := range map[string][]byte{"example.toml": brand.Example(), brand.SchemaFile: brand.Schema()} {
		path := filepath.Join("..", "brands", name)
		if *update {
			if err := os.WriteFile(path, want, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		have, err := os.ReadFile(path)
		if err != nil || !bytes.Equal(have, want) {
			t.Errorf("%s is not what the table of keys says (%v); go test ./assets/brand -update writes it", path, err)
		}
	}
}

var commented = regexp.MustCompile(`(?m)^#(\[|[a-z"])`)

// The example is in order as it is, and with every key set that it explains.
func TestExample(t *testing.T) {
	logo := []byte(svg(`<rect width="40" height="40" fill="#123456"/>`))
	plain := string(brand.Example())
	if _, err := brand.Parse(map[string][]byte{brand.Manifest: []byte(plain), "logo.svg": logo}); err != nil {
		t.Errorf("as it is: %v", err)
	}
	full := commented.ReplaceAllString(plain, "$1")
	font := readFont(t)
	files := map[string][]byte{brand.Manifest: []byte(full), "logo.svg": logo, "logo-dark.svg": logo, "mark.svg": logo,
		"background.jpg": jpegOf(t, 32, 32), "background-dark.jpg": jpegOf(t, 32, 32), "icon.png": pngOf(t, 32, 32), "sans-regular.ttf": font, "sans-bold.ttf": font, "mono.ttf": font}
	p, err := brand.Parse(files)
	if err != nil {
		t.Fatalf("with every key: %v", err)
	}
	for _, k := range brand.Keys() {
		key := k.Path
		switch {
		case key == "words.*.*":
			key = "words.en.username.title"
		case strings.HasPrefix(key, "attribute[]"):
			key = strings.Replace(key, "[]", "[0]", 1)
		}
		if line := p.Place(key); line == 0 || !strings.Contains(strings.Split(full, "\n")[line-1], key[strings.LastIndexByte(key, '.')+1:]) {
			t.Errorf("the example does not set %s (line %d)", k.Path, line)
		}
	}
	if len(p.Tokens.Sizes)+len(p.Tokens.Light) != len(brand.Tokens()) || len(p.Tokens.Dark) != len(p.Tokens.Contrast) {
		t.Errorf("%d sizes and %d colours of %d tokens", len(p.Tokens.Sizes), len(p.Tokens.Light), len(brand.Tokens()))
	}
	if p.Words["en"]["username.title"]["other"] == "" || p.Attributes[0].Label.In("de-AT") != "Mitgliedsnummer" || p.Look.Image == nil || p.CodeValid == 0 {
		t.Error("something of the example is not in the pack")
	}
}

// Every default that the table has for a size is one that it lets through, and every token is explained once.
func TestTokens(t *testing.T) {
	seen := map[string]bool{}
	for _, token := range brand.Tokens() {
		if seen[token.Name] || token.Doc == "" {
			t.Errorf("%s is there twice, or without a word", token.Name)
		}
		seen[token.Name] = true
		if token.Kind == brand.SizeToken && (token.Default < token.Min || token.Default > token.Max || token.Min >= token.Max) {
			t.Errorf("%s: %g is not from %g to %g", token.Name, token.Default, token.Min, token.Max)
		}
		if same, ok := brand.TokenNamed(token.Name); !ok || same != token {
			t.Errorf("%s is not found by its name", token.Name)
		}
	}
	if len(seen) < 60 {
		t.Errorf("%d tokens", len(seen))
	}
}

// The schema knows every key, and closes every table against others.
func TestSchema(t *testing.T) {
	var root map[string]any
	if err := json.Unmarshal(brand.Schema(), &root); err != nil {
		t.Fatal(err)
	}
	for _, k := range brand.Keys() {
		at := root
		for _, name := range strings.Split(k.Path, ".") {
			name, list := strings.CutSuffix(name, "[]")
			if at["additionalProperties"] != false && name != "*" {
				t.Errorf("%s: a table takes any key", k.Path)
			}
			var next any
			if name == "*" {
				next = at["additionalProperties"]
			} else {
				next = at["properties"].(map[string]any)[name]
			}
			inner, ok := next.(map[string]any)
			if list && ok {
				inner, ok = inner["items"].(map[string]any)
			}
			if !ok {
				t.Fatalf("%s is not in the schema", k.Path)
			}
			at = inner
		}
		if at["description"] == nil {
			t.Errorf("%s has no description", k.Path)
		}
	}
	for at, want := range map[string]string{
		"tenant.dependencies.authority.0": "client_id", "look.if.properties.layout.const": "image", "look.then.required.0": "image",
		"words.additionalProperties.propertyNames.not.enum.0": brand.Fixed[0], "logo.properties.light.pattern": `^[a-z0-9_][a-z0-9._-]*(\.svg|\.png)$`,
	} {
		v := root["properties"]
		for name := range strings.SplitSeq(at, ".") {
			if list, ok := v.([]any); ok && name == "0" && len(list) > 0 {
				v = list[0]
				continue
			}
			table, _ := v.(map[string]any)
			v = table[name]
		}
		if v != want {
			t.Errorf("%s is %v, want %s", at, v, want)
		}
	}
}

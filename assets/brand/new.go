package brand

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// SchemaFile is the name of the JSON Schema beside a brand.toml that New makes, for editors.
const SchemaFile = "brand.schema.json"

// New starts a brand in a folder, which must be empty or not exist: a brand.toml with every key and its comment, of which
// only the needed ones are set, logos to be replaced, and the schema that editors complete keys from.
func New(dir, name string) error {
	files, err := Fresh(name)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(dir, 0o750); err != nil {
		return err
	}
	there, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	if len(there) > 0 {
		return fmt.Errorf("%s is not empty; name a folder that is", dir)
	}
	var failed error
	files[SchemaFile] = Schema()
	for file, content := range files {
		failed = errors.Join(failed, ReplaceFile(filepath.Join(dir, file), content))
	}
	return failed
}

// Fresh are the files of a brand that is begun: those that New makes, without the schema, which is no part of the pack.
// It is an error where the name cannot be that of a brand.
func Fresh(name string) (map[string][]byte, error) {
	if err := title(name); err != nil {
		return nil, fmt.Errorf("the name of the brand %w", err)
	}
	text, err := Set([]byte(exampleFor(name)), "logo.dark", `"logo-dark.svg"`)
	if err != nil {
		return nil, err // cannot happen: the example is read by the tests
	}
	return map[string][]byte{
		Manifest: text, "logo.svg": []byte(placeholder("#4F46E5", "#14171F")), "logo-dark.svg": []byte(placeholder("#7C74F5", "#F2F4F7")),
	}, nil
}

// placeholder is a logo that nobody takes for one: a mark, and a bar where the name goes.
func placeholder(accent, ink string) string {
	return strings.NewReplacer("ACCENT", accent, "INK", ink).Replace(`<svg xmlns="http://www.w3.org/2000/svg" width="160" height="40" viewBox="0 0 160 40">
  <title>Your logo: draw it 40 high and at most 200 wide, letters as paths</title>
  <circle cx="20" cy="20" r="17" fill="none" stroke="ACCENT" stroke-width="6"/>
  <circle cx="20" cy="20" r="6" fill="ACCENT"/>
  <rect x="52" y="13" width="104" height="14" rx="7" fill="INK"/>
</svg>
`)
}

// exampleFor is the example with another name.
func exampleFor(name string) string {
	nameKey := find("name")
	return strings.Replace(string(Example()), "\nname = "+nameKey.Example+"\n", "\nname = "+tomlString(name)+"\n", 1)
}

// tomlString writes a text as TOML. Everything that strconv escapes in another way is refused before.
func tomlString(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(s) + `"`
}

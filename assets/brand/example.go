package brand

import (
	"bytes"
	"fmt"
	"strings"
)

// exampleWidth is where comments wrap.
const exampleWidth = 118

// sections are the tables of the example, and what stands above them.
var sections = []struct{ table, doc string }{
	{"logo", "The logo. Every file lies beside this one; a pack has no folders. Names are small letters, digits, dots and dashes."},
	{"look", "The look. Everything else follows from these inputs; most brands need accent and logo alone."},
	{"look.font", "The font. Without one the built-in fonts write every language."},
	{"links", "Links. All of them are https; support may be mailto:."},
	{"offer", "What is on offer."},
	{"words.en", "Words of your own, in a table for each language. Every other sentence stays as it is."},
	{"attribute", "Custom attributes, in a table for each."},
	{"tenant", "The tenant, if this brand always signs in to the same one."},
	{"window", "The window."},
	{"package", "The installers."},
	{"tokens", "Sizes, in dp. They follow from density and the inputs above; set one only when that is not enough."},
	{"tokens.light", "Colours in light surroundings. They follow from the inputs above; what cannot be read is reported by vestibule brand check."},
	{"tokens.dark", "Colours in dark surroundings."},
	{"tokens.contrast", "Colours for people who asked for high contrast, in light and dark surroundings alike."},
}

// Example is a brand.toml with every key, its comment and an example. What is needed is set, the rest commented out.
func Example() []byte {
	var b bytes.Buffer
	b.WriteString("#:schema ./" + SchemaFile + "\n\n")
	comment(&b, "A brand: everything that makes the sign-in window your own. A line that begins with # and a blank is a comment; take away a # without a blank to set the key behind it.")
	for _, k := range keys {
		if !strings.Contains(k.Path, ".") {
			describe(&b, k, k.Path)
		}
	}
	for _, s := range sections {
		b.WriteString("\n# " + strings.Repeat("-", exampleWidth-2) + "\n")
		comment(&b, s.doc)
		b.WriteByte('\n')
		header := "[" + s.table + "]"
		if s.table == "attribute" {
			header = "#[[attribute]]"
		}
		b.WriteString(header + "\n")
		for _, k := range keys {
			if table, name := exampleTable(k); table == s.table {
				describe(&b, k, name)
			}
		}
	}
	return b.Bytes()
}

// exampleTable is the table of the example that a key stands in, and its name there.
func exampleTable(k Key) (table, name string) {
	i := lastDot(k.Path)
	switch {
	case i < 0:
		return "", k.Path
	case k.Path == "words.*.*":
		return "words.en", k.Example
	}
	return strings.TrimSuffix(k.Path[:i], "[]"), k.Path[i+1:]
}

// describe writes a key with its comment. Tokens have one line each.
func describe(b *bytes.Buffer, k Key, name string) {
	value := k.Example
	if k.Path == "words.*.*" {
		value = `"Welcome to {{.Brand}}"`
	}
	if strings.HasPrefix(k.Path, "tokens.") {
		fmt.Fprintf(b, "%-28s # %s\n", "#"+name+" = "+value, k.Doc)
		return
	}
	b.WriteByte('\n')
	doc := k.Doc
	if k.Default != "" {
		doc += " Default: " + k.Default + "."
	}
	comment(b, doc)
	if !k.Required || strings.HasPrefix(k.Path, "attribute") {
		name = "#" + name
	}
	fmt.Fprintf(b, "%s = %s\n", name, value)
}

// comment writes a text as a comment, in lines of exampleWidth.
func comment(b *bytes.Buffer, text string) {
	line := "#"
	for word := range strings.FieldsSeq(text) {
		if len([]rune(line))+1+len([]rune(word)) > exampleWidth {
			b.WriteString(line + "\n")
			line = "#"
		}
		line += " " + word
	}
	b.WriteString(line + "\n")
}

package emulator

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/pelletier/go-toml/v2"
)

// The bounds of a tenant file, which are looked at before a parser sees it: deep nesting has ended processes before
// (BurntSushi/toml issue 497, pelletier/go-toml pull request 1092).
const (
	maxTenantFile    = 256 << 10 // bytes
	maxTenantNesting = 8         // brackets and braces within each other
)

// ReadTenantFile reads a tenant file: a Directory in TOML. Every finding is a line of the error, with the file, the line
// in it and the key: "tenant.toml:12: apps[0].mfa must be true or false". No value of the file is in it that could be a
// password.
func ReadTenantFile(path string) (*Directory, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("the tenant file cannot be read: %w", err)
	}
	defer func() { _ = f.Close() }()
	text, err := io.ReadAll(io.LimitReader(f, maxTenantFile+1))
	if err != nil {
		return nil, fmt.Errorf("the tenant file cannot be read: %w", err)
	}
	return readTenant(path+":", text)
}

// ParseTenantFile is ReadTenantFile for a text. Its errors begin with "line 12: " where that has a line.
func ParseTenantFile(text []byte) (*Directory, error) { return readTenant("line ", text) }

// readTenant reads a tenant file; place stands before the number of a line.
func readTenant(place string, text []byte) (*Directory, error) {
	file := &tenantFile{place: place}
	if len(text) > maxTenantFile {
		return nil, file.wrong(0, "a tenant file is never larger than %d KiB", maxTenantFile>>10)
	}
	text = bytes.TrimPrefix(text, []byte("\uFEFF")) // some editors on Windows begin a file with it
	if i := invalidUTF8(text); i >= 0 {
		return nil, file.wrong(lineAt(text, i), "this is no UTF-8; save the file in that encoding")
	}
	if i := tooDeep(text); i >= 0 {
		return nil, file.wrong(lineAt(text, i), "brackets are nested more than %d deep", maxTenantNesting)
	}
	if err := toml.Unmarshal(text, &map[string]any{}); err != nil {
		return nil, file.fromParser(err)
	}
	if file.read(text); len(file.found) > 0 {
		return nil, errors.Join(file.found...)
	}
	d := &Directory{}
	if err := toml.Unmarshal(text, d); err != nil {
		return nil, file.fromParser(err)
	}
	if err := file.check(d); err != nil {
		return nil, err
	}
	return d, nil
}

// wrong is a finding at a line; 0: at none.
func (f *tenantFile) wrong(line int, format string, args ...any) error {
	text := fmt.Sprintf(format, args...)
	switch {
	case line > 0:
		return fmt.Errorf("%s%d: %s", f.place, line, text)
	case strings.HasSuffix(f.place, ":"): // the name of a file
		return fmt.Errorf("%s %s", f.place, text)
	}
	return errors.New(text)
}

// fromParser is what the parser found.
func (f *tenantFile) fromParser(err error) error {
	var at *toml.DecodeError
	if !errors.As(err, &at) {
		return f.wrong(0, "%s", strings.TrimPrefix(err.Error(), "toml: "))
	}
	line, column := at.Position()
	text := strings.TrimPrefix(at.Error(), "toml: ")
	if key := strings.Join(at.Key(), "."); key != "" {
		text = key + ": " + text
	}
	return f.wrong(line, "%s (column %d)", text, column)
}

// check looks at what the file says as a whole, and puts each finding at the line of the key that it speaks of, or else
// at that of its table.
func (f *tenantFile) check(d *Directory) error {
	err := d.Check()
	if err == nil {
		return nil
	}
	all := []error{err}
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		all = joined.Unwrap()
	}
	for i, err := range all {
		line := 0
		if at := (finding{}); errors.As(err, &at) {
			line = f.lineOf(at)
		}
		all[i] = f.wrong(line, "%s", err)
	}
	return errors.Join(all...)
}

// places are the tables in the place of a finding: "users[3] (name)", "user_flows[0] (name) attributes[2] (name)",
// "policies code".
var places = regexp.MustCompile(`^([a-z_]+(?:\[\d+\])?)(?: \([^)]*\))?(?: ([a-z_]+(?:\[\d+\])?))?`)

// lineOf looks for the keys of a finding's text in the table that it is about.
func (f *tenantFile) lineOf(at finding) int {
	parts := places.FindStringSubmatch(at.where)
	if parts == nil {
		return 0
	}
	table := parts[1]
	if parts[2] != "" {
		table += "." + parts[2]
	}
	words := strings.FieldsFunc(at.text, func(c rune) bool { return c == ' ' || c == ',' || c == ':' })
	for i := range words {
		for n := 1; n <= 2 && i+n <= len(words); n++ { // "user flow" is user_flow
			if line := f.lines[table+"."+strings.Join(words[i:i+n], "_")]; line > 0 {
				return line
			}
		}
	}
	return f.lines[table]
}

// lineAt is the line of a byte, from 1.
func lineAt(text []byte, i int) int { return 1 + bytes.Count(text[:i], []byte("\n")) }

// invalidUTF8 returns where the text stops being UTF-8, or -1.
func invalidUTF8(text []byte) int {
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRune(text[i:])
		if r == utf8.RuneError && size == 1 {
			return i
		}
		i += size
	}
	return -1
}

// tooDeep returns where the text nests deeper than maxTenantNesting, or -1. It reads just as much TOML as it takes to
// tell brackets from text; what is no TOML is left to the parser.
func tooDeep(text []byte) int {
	depth, quote := 0, []byte(nil) // quote: the end of the string that the reader is in
	for i := 0; i < len(text); i++ {
		rest := text[i:]
		switch c := text[i]; {
		case quote != nil && bytes.HasPrefix(rest, quote):
			i += len(quote) - 1
			quote = nil
		case quote != nil && c == '\\' && quote[0] == '"':
			i++
		case quote != nil && c == '\n' && len(quote) == 1:
			quote = nil // no TOML any more
		case quote != nil:
		case c == '"' || c == '\'':
			if quote = rest[:1]; bytes.HasPrefix(rest[1:], []byte{c, c}) {
				quote = rest[:3]
			}
			i += len(quote) - 1
		case c == '#':
			if n := bytes.IndexByte(rest, '\n'); n >= 0 {
				i += n
			} else {
				i = len(text)
			}
		case c == '[' || c == '{':
			if depth++; depth > maxTenantNesting {
				return i
			}
		case c == ']' || c == '}':
			depth = max(0, depth-1)
		}
	}
	return -1
}

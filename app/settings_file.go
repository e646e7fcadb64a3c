package app

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/pelletier/go-toml/v2"
	"github.com/pelletier/go-toml/v2/unstable"

	"github.com/vestibule-app/vestibule/assets/brand"
)

// This file is the settings file: reading it so that an error names the line it is about, and changing a value in it
// so that everything else stays as the person wrote it.

// readFile reads the settings file. It may be missing unless it was named.
func readFile(s *Settings, path string, named bool) error {
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) && !named {
		return nil
	}
	if err != nil {
		return fmt.Errorf("the settings file cannot be read: %w", err)
	}
	defer func() { _ = f.Close() }()
	b, err := io.ReadAll(io.LimitReader(f, maxSettings+1))
	if err != nil {
		return fmt.Errorf("the settings file cannot be read: %w", err)
	}
	if len(b) > maxSettings {
		return fmt.Errorf("%s: a settings file is never larger than %d KiB", path, maxSettings>>10)
	}
	return s.read(b, path)
}

// read takes the settings from a file's text. The first line with something wrong is the one that is told.
func (s *Settings) read(b []byte, path string) error {
	b = bytes.TrimPrefix(b, byteOrderMark)
	var values map[string]any
	if err := toml.Unmarshal(b, &values); err != nil {
		var at *toml.DecodeError
		if errors.As(err, &at) {
			line, col := at.Position()
			return fmt.Errorf("%s:%d:%d: %s", path, line, col, strings.TrimPrefix(at.Error(), "toml: "))
		}
		return fmt.Errorf("%s: %w", path, err)
	}
	for _, e := range expressions(b) {
		if e.key == attributeTable {
			tables, ok := values[e.key].([]any)
			if !ok || !e.table {
				return fmt.Errorf("%s:%d: an attribute is written as [[attribute]], with its keys below", path, e.line)
			}
			if wrong := s.readAttributes(b, tables); len(wrong) > 0 {
				first := slices.MinFunc(wrong, func(x, y complaint) int { return cmp.Compare(x.line, y.line) })
				return fmt.Errorf("%s:%d: %w", path, first.line, first.err)
			}
			continue // it was the last expression before the tables
		}
		i := slices.IndexFunc(table, func(r setting) bool { return r.key == e.key })
		if i < 0 || e.key == "dir" {
			return fmt.Errorf("%s:%d: %s is not a setting%s", path, e.line, e.key, suggestion(e.key, fileKeys()))
		}
		text, err := asText(table[i], values[e.key])
		if err == nil {
			err = table[i].apply(s, text)
		}
		if err != nil {
			return fmt.Errorf("%s:%d: %s %w", path, e.line, e.key, err)
		}
	}
	return nil
}

var byteOrderMark = []byte("\uFEFF") // some editors on Windows begin a file with it

// expression is a key with its value, or the header of a table.
type expression struct {
	key        string // of a dotted key the first part
	plain      bool   // a key with its value, and not a dotted key
	table      bool   // the header of a table
	line       int    // from 1
	start, end int    // of the key with its value, or of the header's name; bytes
}

// expressions lists what stands at the top level of a text that is known to be TOML, up to the first table.
func expressions(b []byte) []expression {
	var all []expression
	var p unstable.Parser
	p.Reset(b)
	for p.NextExpression() {
		node := p.Expression()
		keys := node.Key()
		keys.Next()
		key := keys.Node()
		e := expression{key: string(key.Data), start: int(key.Raw.Offset), end: int(key.Raw.Offset + key.Raw.Length)}
		e.line = 1 + bytes.Count(b[:e.start], []byte("\n"))
		e.table = node.Kind != unstable.KeyValue
		if !e.table {
			e.plain = keys.IsLast()
			e.end = int(node.Raw.Offset + node.Raw.Length)
		}
		if all = append(all, e); e.table {
			break // what follows stands in it
		}
	}
	return all
}

func asText(r setting, v any) (string, error) {
	switch v := v.(type) {
	case string:
		if r.value != "" {
			return v, nil
		}
	case bool:
		if r.value == "" {
			return fmt.Sprint(v), nil
		}
	case int64:
		if r.number {
			return strconv.FormatInt(v, 10), nil
		}
	case []any:
		if r.list {
			var words []string
			for _, w := range v {
				s, ok := w.(string)
				if !ok || strings.ContainsAny(s, " \t\n") || s == "" {
					return "", errors.New("must be a list of words in quotes")
				}
				words = append(words, s)
			}
			return strings.Join(words, " "), nil
		}
	}
	switch {
	case r.value == "":
		return "", errors.New("must be true or false")
	case r.number:
		return "", errors.New("must be a whole number")
	case r.list:
		return "", errors.New(`must be a list of words in quotes, for example ["api://…/read"]`)
	}
	return "", errors.New("must be a text in quotes")
}

// fileKeys are the keys that may stand in the file.
func fileKeys() []string {
	keys := []string{attributeTable}
	for _, r := range table {
		if r.key != "dir" {
			keys = append(keys, r.key)
		}
	}
	return keys
}

// suggestion names the key that a misspelt one is closest to.
func suggestion(key string, keys []string) string {
	if near := brand.Nearest(strings.ReplaceAll(strings.ToLower(key), "-", "_"), keys); near != "" {
		return "; did you mean " + near + "?"
	}
	return "; vestibule --help lists them"
}

// assignment is a value to put into the settings file.
type assignment struct {
	key   string
	value any // string, bool or int
}

// with returns the settings file's text with values in it. Everything else in it stays as it was, comments and line
// endings too. A text that is not TOML is an error: there is no telling what would become of it.
func with(b []byte, values ...assignment) ([]byte, error) {
	mark := b[:len(b)-len(bytes.TrimPrefix(b, byteOrderMark))]
	text := b[len(mark):]
	if err := toml.Unmarshal(text, &map[string]any{}); err != nil {
		return nil, err
	}
	newline := []byte("\n")
	if bytes.Contains(text, []byte("\r\n")) {
		newline = []byte("\r\n")
	}
	for _, v := range values {
		line, err := toml.Marshal(map[string]any{v.key: v.value})
		if err != nil {
			return nil, err
		}
		line = bytes.TrimSpace(line)
		all := expressions(text)
		i := slices.IndexFunc(all, func(e expression) bool { return e.plain && e.key == v.key })
		if i >= 0 {
			text = slices.Replace(slices.Clone(text), all[i].start, all[i].end, line...)
			continue
		}
		at := len(text)
		if n := len(all); n > 0 && all[n-1].table {
			at = bytes.LastIndexByte(text[:all[n-1].start], '\n') + 1 // before the first table
		} else if at > 0 && text[at-1] != '\n' {
			text = slices.Concat(text, newline)
			at = len(text)
		}
		text = slices.Insert(slices.Clone(text), at, append(line, newline...)...)
	}
	return slices.Concat(mark, text), nil
}

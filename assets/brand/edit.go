package brand

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/pelletier/go-toml/v2"
	"github.com/pelletier/go-toml/v2/unstable"
)

// Quote writes a text as TOML, for Set.
func Quote(s string) string { return tomlString(s) }

// Set puts a value, written as TOML, into the text of a brand.toml, and takes the key out where the value is empty.
// Everything else stays as it was, comments and line endings too; where the key is commented out, as New leaves it, it
// comes to stand there. The value is not held against the table of keys: that is for Parse. It is an error where the text
// is no TOML, before or after, or has the key in an inline table.
func Set(text []byte, key, value string) ([]byte, error) {
	if err := readable(text); err != nil {
		return nil, err
	}
	newline := "\n"
	if bytes.Contains(text, []byte("\r\n")) {
		newline = "\r\n"
	}
	table, name := "", key
	if i := lastDot(key); i >= 0 {
		table, name = key[:i], key[i+1:]
	}
	if strings.Trim(name, "abcdefghijklmnopqrstuvwxyz0123456789_") != "" {
		name = tomlString(name)
	}
	at := locate(text, table, key)
	var changed []byte
	switch {
	case at.within != "":
		return nil, fmt.Errorf("%s stands in the braces of %s; change it there", key, at.within)
	case at.found && value == "":
		from := bytes.LastIndexByte(text[:at.start], '\n') + 1
		changed = slices.Delete(slices.Clone(text), from, lineEnd(text, at.end))
	case at.found:
		changed = slices.Replace(slices.Clone(text), at.start, at.end, []byte(string(text[at.start:at.keyEnd])+" = "+value)...)
	case value == "":
		return text, nil
	case at.header:
		line := name + " = " + value
		if from, to, ok := commentedOut(text, at.from, at.to, name); ok {
			changed = slices.Replace(slices.Clone(text), from, to, []byte(line)...)
			break
		}
		changed = slices.Insert(slices.Clone(text), at.last, []byte(startLine(text, at.last, newline)+line+newline)...)
	default:
		header := "[" + table + "]"
		if list, _, ok := strings.Cut(table, "["); ok {
			header = "[[" + list + "]]"
		}
		changed = append(slices.Clone(text), startLine(text, len(text), newline)+newline+header+newline+name+" = "+value+newline...)
	}
	return changed, readable(changed)
}

// readable says whether a text is TOML that a parser gets through.
func readable(text []byte) error {
	if len(text) > MaxManifest || invalidUTF8(text) >= 0 || tooDeep(text) >= 0 {
		return errors.New("this is no brand.toml")
	}
	return toml.Unmarshal(bytes.TrimPrefix(text, []byte("\uFEFF")), &map[string]any{})
}

// spot is where a key stands in a text, or where it would.
type spot struct {
	found              bool
	start, keyEnd, end int    // of the key with its value
	within             string // the key whose braces it stands in

	header         bool // its table is there
	from, to, last int  // the table, and the end of the last line that belongs to it
}

// locate looks for a key, and for its table, in a text that is known to be TOML.
func locate(text []byte, table, key string) spot {
	mark := len(text) - len(bytes.TrimPrefix(text, []byte("\uFEFF")))
	var p unstable.Parser
	p.Reset(text[mark:])
	at := spot{header: table == "", from: mark, to: len(text), last: mark}
	here, lists := "", map[string]int{}
	for p.NextExpression() {
		node := p.Expression()
		path, start, end := "", -1, 0
		for keys := node.Key(); keys.Next(); {
			raw := keys.Node().Raw
			if start < 0 {
				start = mark + int(raw.Offset)
			}
			end = mark + int(raw.Offset+raw.Length)
			if path = under(path, string(keys.Node().Data)); !keys.IsLast() && lists[path] > 0 {
				path = fmt.Sprintf("%s[%d]", path, lists[path]-1)
			}
		}
		if node.Kind != unstable.KeyValue {
			if at.header && here == table && at.to == len(text) {
				at.to = bytes.LastIndexByte(text[:start], '\n') + 1
			}
			if here = path; node.Kind == unstable.ArrayTable {
				here = fmt.Sprintf("%s[%d]", path, lists[path])
				lists[path]++
			}
			if here == table {
				at.header, at.from, at.to, at.last = true, lineEnd(text, end), len(text), lineEnd(text, end)
			}
			continue
		}
		whole := mark + int(node.Raw.Offset+node.Raw.Length)
		if here == table {
			at.last = lineEnd(text, whole)
		}
		switch path = under(here, path); {
		case path == key:
			at.found, at.start, at.keyEnd, at.end = true, start, end, whole
		case strings.HasPrefix(key, path+"."):
			at.within = path
		}
	}
	return at
}

// commentedOut finds the line in which a key is commented out, without its end.
func commentedOut(text []byte, from, to int, name string) (int, int, bool) {
	for from < to {
		end := lineEnd(text, from)
		if rest, ok := bytes.CutPrefix(text[from:end], []byte("#"+name)); ok && bytes.HasPrefix(bytes.TrimLeft(rest, " "), []byte("=")) {
			return from, from + len(bytes.TrimRight(text[from:end], "\r\n")), true
		}
		from = end
	}
	return 0, 0, false
}

// lineEnd is where the line of a byte ends, behind its newline.
func lineEnd(text []byte, i int) int {
	if n := bytes.IndexByte(text[i:], '\n'); n >= 0 {
		return i + n + 1
	}
	return len(text)
}

// startLine is what makes a line begin at a place.
func startLine(text []byte, i int, newline string) string {
	if i > 0 && text[i-1] != '\n' {
		return newline
	}
	return ""
}

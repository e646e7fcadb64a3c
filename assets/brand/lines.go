package brand

import (
	"bytes"
	"fmt"
	"sort"
	"unicode/utf8"

	"github.com/pelletier/go-toml/v2/unstable"
)

// linesOf maps the paths of keys and tables in a text that is known to be TOML to their lines. A path that is longer than
// any key of a brand ends there.
func linesOf(text []byte) map[string]int {
	var ends []int // of lines, as offsets
	for i, c := range text {
		if c == '\n' {
			ends = append(ends, i)
		}
	}
	lines, lists := map[string]int{}, map[string]int{}
	lineOf := func(key *unstable.Node) int { return 1 + sort.SearchInts(ends, int(key.Raw.Offset)) }
	note := func(path string, keys unstable.Iterator) string {
		for keys.Next() {
			key := keys.Node()
			if len(key.Data) > maxKey {
				return path
			}
			path = under(path, string(key.Data))
			if n, ok := lists[path]; ok && !keys.IsLast() {
				path = fmt.Sprintf("%s[%d]", path, n)
			}
			if lines[path] == 0 {
				lines[path] = lineOf(key)
			}
		}
		return path
	}
	var inline func(path string, value *unstable.Node)
	inline = func(path string, value *unstable.Node) {
		if value.Kind != unstable.InlineTable {
			return
		}
		for pairs := value.Children(); pairs.Next(); {
			inline(note(path, pairs.Node().Key()), pairs.Node().Value())
		}
	}
	var p unstable.Parser
	p.Reset(text)
	table := ""
	for p.NextExpression() {
		switch node := p.Expression(); node.Kind {
		case unstable.Table:
			table = note("", node.Key())
		case unstable.ArrayTable:
			table = note("", node.Key())
			if n, again := lists[table]; again {
				lists[table] = n + 1
			} else {
				lists[table] = 0
			}
			line := 0
			for keys := node.Key(); keys.Next(); {
				line = lineOf(keys.Node())
			}
			table = fmt.Sprintf("%s[%d]", table, lists[table])
			lines[table] = line
		case unstable.KeyValue:
			inline(note(table, node.Key()), node.Value())
		}
	}
	return lines
}

// lineAt is the line of a byte, from 1.
func lineAt(text []byte, i int) int { return 1 + bytes.Count(text[:min(i, len(text))], []byte("\n")) }

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

// tooDeep returns where brackets, or names in a dotted key, are nested deeper than MaxNesting, or -1. It reads just as
// much TOML as it takes to tell them from text; what is no TOML is left to the parser.
func tooDeep(text []byte) int {
	depth, dots, quote := 0, 0, []byte(nil) // quote: the end of the string that the reader is in
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
				i += n - 1
			} else {
				i = len(text)
			}
		case c == '\n' || c == '=' || c == ',':
			dots = 0
		case c == '.':
			if dots++; dots >= MaxNesting {
				return i
			}
		case c == '[' || c == '{':
			dots = 0
			if depth++; depth > MaxNesting {
				return i
			}
		case c == ']' || c == '}':
			depth = max(0, depth-1)
		}
	}
	return -1
}

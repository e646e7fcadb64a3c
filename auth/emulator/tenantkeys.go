package emulator

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/pelletier/go-toml/v2/unstable"
)

// This file holds the keys of a tenant file against the fields of Directory. A decoder that only maps what it finds would
// let a misspelt key pass, or one in another table, and would name Go's types where it refuses a value.

// tenantFile is a tenant file under examination.
type tenantFile struct {
	place string         // stands before the number of a line
	text  []byte         // without byte order mark
	lines map[string]int // by path: "name", "apps[0]", "apps[0].client_id"
	sizes map[string]int // of the lists so far, by path
	found []error
}

// read examines every key of a text that is known to be TOML.
func (f *tenantFile) read(text []byte) {
	f.text, f.lines, f.sizes = text, map[string]int{}, map[string]int{}
	var p unstable.Parser
	p.Reset(text)
	top := tablePlace{kind: reflect.TypeFor[Directory]()}
	at, ok := top, true
	for p.NextExpression() {
		switch node := p.Expression(); node.Kind {
		case unstable.Table, unstable.ArrayTable:
			at, ok = f.header(top, node)
		case unstable.KeyValue:
			if ok { // the keys of an unknown table are not worth a word each
				f.pair(at, node)
			}
		}
	}
}

// tablePlace is a place in the file: its path and what belongs there.
type tablePlace struct {
	path string
	kind reflect.Type
}

// under is the place of a key in a table.
func (at tablePlace) under(key string, kind reflect.Type) tablePlace {
	if strings.Trim(key, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-") != "" {
		key = strconv.Quote(key)
	}
	if at.path != "" {
		key = at.path + "." + key
	}
	return tablePlace{key, kind}
}

// item is the place of an item in a list.
func (at tablePlace) item(i int) tablePlace {
	return tablePlace{fmt.Sprintf("%s[%d]", at.path, i), at.kind.Elem()}
}

// header finds the table that a header such as [policies], [[apps]] or [[user_flows.attributes]] opens.
func (f *tenantFile) header(at tablePlace, node *unstable.Node) (tablePlace, bool) {
	keys := node.Key()
	for keys.Next() {
		key, ok := keys.Node(), false
		if at, ok = f.step(at, key); !ok {
			return at, false
		}
		line := lineAt(f.text, int(key.Raw.Offset))
		list := at.kind.Kind() == reflect.Slice && at.kind.Elem().Kind() == reflect.Struct
		switch {
		case !keys.IsLast() && list && f.sizes[at.path] == 0:
			f.complain(line, "there is no [[%s]] yet that this table could belong to", at.path)
			return at, false
		case !keys.IsLast() && list:
			at = at.item(f.sizes[at.path] - 1)
		case !keys.IsLast():
		case list && node.Kind == unstable.Table:
			f.complain(line, "%s is a list of tables; write [[%s]]", at.path, bare(at.path))
			return at, false
		case list:
			f.sizes[at.path]++
			at = at.item(f.sizes[at.path] - 1)
		case node.Kind == unstable.ArrayTable:
			f.complain(line, "%s is no list of tables", at.path)
			return at, false
		}
		if keys.IsLast() || f.lines[at.path] == 0 {
			f.lines[at.path] = line
		}
	}
	if k := at.kind.Kind(); k != reflect.Struct && k != reflect.Map {
		f.complain(f.lines[at.path], "%s is no table; %s", at.path, remedy(at.kind))
		return at, false
	}
	return at, true
}

// pair examines a key with its value.
func (f *tenantFile) pair(at tablePlace, node *unstable.Node) {
	keys := node.Key()
	for keys.Next() {
		key, ok := keys.Node(), false
		if at, ok = f.step(at, key); !ok {
			return
		}
		f.lines[at.path] = lineAt(f.text, int(key.Raw.Offset))
	}
	f.value(at, node.Value())
}

// value examines a value. Its line is that of its key: values carry none that can be relied on.
func (f *tenantFile) value(at tablePlace, node *unstable.Node) {
	kind := at.kind.Kind()
	line := f.lines[at.path]
	switch {
	case at.kind == reflect.TypeFor[Duration]():
		var d Duration
		if node.Kind != unstable.String || d.UnmarshalText(node.Data) != nil {
			f.complain(line, "%s %s", at.path, remedy(at.kind))
		}
	case kind == reflect.Slice && node.Kind == unstable.Array:
		items := node.Children()
		for i := 0; items.Next(); i++ {
			item := at.item(i)
			f.lines[item.path] = line
			f.value(item, items.Node())
		}
	case (kind == reflect.Struct || kind == reflect.Map) && node.Kind == unstable.InlineTable:
		pairs := node.Children()
		for pairs.Next() {
			f.pair(at, pairs.Node())
		}
	case kind == reflect.String && node.Kind == unstable.String,
		kind == reflect.Bool && node.Kind == unstable.Bool,
		kind == reflect.Int && node.Kind == unstable.Integer:
	default:
		f.complain(line, "%s %s", at.path, remedy(at.kind))
	}
}

// remedy says what a value has to be.
func remedy(kind reflect.Type) string {
	if kind == reflect.TypeFor[Duration]() {
		return `must be a time in quotes such as "90s", "10m" or "24h"`
	}
	switch kind.Kind() {
	case reflect.Bool:
		return "must be true or false"
	case reflect.Int:
		return "must be a whole number"
	case reflect.Slice:
		if kind.Elem().Kind() == reflect.Struct {
			return "must be a list of tables"
		}
		return `must be a list of texts in quotes: ["…", "…"]`
	case reflect.Struct, reflect.Map:
		return "must be a table"
	}
	return "must be a text in quotes"
}

// step goes from a table to one of its keys, or complains that it has no such key.
func (f *tenantFile) step(at tablePlace, key *unstable.Node) (tablePlace, bool) {
	name := string(key.Data)
	line := lineAt(f.text, int(key.Raw.Offset))
	switch at.kind.Kind() {
	case reflect.Map:
		return at.under(name, at.kind.Elem()), true
	case reflect.Struct:
		if kind := keysOf(at.kind)[name]; kind != nil {
			return at.under(name, kind), true
		}
		f.complain(line, "%s is no key of a tenant file%s", at.under(name, nil).path, suggest(at.kind, name))
	default:
		f.complain(line, "%s %s", at.path, remedy(at.kind))
	}
	return at, false
}

func (f *tenantFile) complain(line int, format string, args ...any) {
	f.found = append(f.found, f.wrong(line, format, args...))
}

// keysOf maps the keys of a table to what belongs there.
func keysOf(table reflect.Type) map[string]reflect.Type {
	keys := map[string]reflect.Type{}
	for i := range table.NumField() {
		keys[table.Field(i).Tag.Get("toml")] = table.Field(i).Type
	}
	return keys
}

// suggest names the key that was meant: the closest one of the table, or else the table that has a key of the name.
func suggest(table reflect.Type, name string) string {
	plain := strings.ReplaceAll(strings.ToLower(name), "-", "_")
	names := make([]string, 0, table.NumField())
	for key := range keysOf(table) {
		names = append(names, key)
	}
	slices.Sort(names)
	best, distance := "", 2+len(plain)/4
	for _, key := range names {
		if d := editDistance(plain, key); d < distance {
			best, distance = key, d
		}
	}
	if best != "" {
		return "; did you mean " + best + "?"
	}
	if path := tableWith(reflect.TypeFor[Directory](), "", plain); path != "" {
		return "; it belongs under " + path
	}
	return "; here belong " + strings.Join(names, ", ")
}

// tableWith is the header of the first table that has a key.
func tableWith(table reflect.Type, path, key string) string {
	if keysOf(table)[key] != nil {
		if path == "" {
			return "the first line of the file, before all tables"
		}
		return path
	}
	for i := range table.NumField() {
		field := table.Field(i)
		name := strings.Trim(path, "[]")
		if name != "" {
			name += "."
		}
		name += field.Tag.Get("toml")
		found := ""
		switch {
		case field.Type.Kind() == reflect.Struct:
			found = tableWith(field.Type, "["+name+"]", key)
		case field.Type.Kind() == reflect.Slice && field.Type.Elem().Kind() == reflect.Struct:
			found = tableWith(field.Type.Elem(), "[["+name+"]]", key)
		}
		if found != "" {
			return found
		}
	}
	return ""
}

// bare is a path without the numbers of its lists, as the header of a table has it.
func bare(path string) string {
	var b strings.Builder
	inside := false
	for _, c := range path {
		switch {
		case c == '[':
			inside = true
		case c == ']':
			inside = false
		case !inside:
			b.WriteRune(c)
		}
	}
	return b.String()
}

// editDistance is Levenshtein's, in bytes.
func editDistance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := diagonal
			if a[i] != b[j] {
				cost = 1 + min(diagonal, row[j], row[j+1])
			}
			diagonal, row[j+1] = row[j+1], cost
		}
	}
	return row[len(b)]
}

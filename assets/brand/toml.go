package brand

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/pelletier/go-toml/v2"
)

// reading is a brand.toml on its way into a Pack.
type reading struct {
	findings
	pack  *Pack
	wants []want
}

// want is a file that a key asks for.
type want struct {
	key, name string
	gate      gate
	to        **File
}

// readManifest reads brand.toml. What it looks at first is what could cost a parser its stack or its memory.
func (r *reading) readManifest(text []byte) {
	if len(text) > MaxManifest {
		r.add(Manifest, 0, "%v", because(TooMuch, nil, "is larger than %d KiB; take out what does not belong to the brand", MaxManifest>>10))
		return
	}
	text = bytes.TrimPrefix(text, []byte("\uFEFF")) // some editors on Windows begin a file with it
	if i := invalidUTF8(text); i >= 0 {
		r.add(Manifest, lineAt(text, i), "%v", because(FileEncoding, nil, "this is no UTF-8; save the file in that encoding"))
		return
	}
	if i := tooDeep(text); i >= 0 {
		r.add(Manifest, lineAt(text, i), "%v", because(TooMuch, nil, "brackets or dotted keys are nested more than %d deep; no key of a brand needs that", MaxNesting))
		return
	}
	var values map[string]any
	if err := toml.Unmarshal(text, &values); err != nil {
		r.fromParser(text, err)
		return
	}
	r.pack.lines = linesOf(text)
	r.table("", values)
	r.whole()
}

// unquotedRE is a line whose value is a text or a colour without the quotes.
var unquotedRE = regexp.MustCompile(`^\s*([A-Za-z0-9_-]+)\s*=\s*([#\pL][^\pC"'\[\]{}=]*?)(\s+#.*)?\s*$`)

// fromParser is what the parser found, in the words of people who do not know it where it is what they do most often.
func (r *reading) fromParser(text []byte, err error) {
	var at *toml.DecodeError
	if !errors.As(err, &at) {
		r.add(Manifest, 0, "%v", because(ManifestInvalid, nil, "this is no TOML: %s", clipped(strings.TrimPrefix(err.Error(), "toml: "))))
		return
	}
	line, column := at.Position()
	wrong := strings.TrimPrefix(at.Error(), "toml: ")
	said := because(ManifestInvalid, nil, "this is no TOML: %s (column %d)", clipped(wrong), column)
	if lines := bytes.Split(text, []byte("\n")); line > 0 && line <= len(lines) {
		if parts := unquotedRE.FindSubmatch(lines[line-1]); parts != nil {
			said = because(ManifestInvalid, nil, "the value needs quotes; write %s = %s", clipped(string(parts[1])), tomlString(clipped(string(parts[2]))))
		} else if strings.Contains(wrong, "strings cannot have new lines") {
			said = because(ManifestInvalid, nil, "a quote is missing at the end of the line")
		}
	}
	r.add(Manifest, line, "%v", said)
}

// table holds a table against the keys that belong there.
func (r *reading) table(path string, values map[string]any) {
	if len(values) > maxKeys {
		r.wrong(path, "%s %v", shown(path), because(TooMuch, nil, "has more than %d keys; take out what does not belong to the brand", maxKeys))
		return
	}
	order := make(map[string]int, len(values))
	for name := range values {
		if len(name) > maxKey {
			r.wrong(path, "%s %v", shown(path), because(TooMuch, nil, "has a key that is longer than %d characters; no key of a brand is", maxKey))
			return
		}
		order[name] = r.pack.lines[under(path, name)]
	}
	names := slices.SortedFunc(maps.Keys(values), func(a, b string) int {
		return cmp.Or(cmp.Compare(order[a], order[b]), cmp.Compare(a, b))
	})
	for _, name := range names {
		if len(r.all) == MaxFindings {
			return
		}
		r.value(under(path, name), values[name])
	}
}

// value holds what stands at a path against the table of keys.
func (r *reading) value(at string, v any) {
	pattern := listed(at)
	if k := find(pattern); k != nil {
		if err := k.apply(r, at, v); err != nil {
			r.wrong(at, "%s %s", shown(at), err)
		}
		return
	}
	switch v := v.(type) {
	case map[string]any:
		if leads(pattern) {
			r.table(at, v)
			return
		}
	case []any:
		if leads(pattern + "[]") {
			if len(v) > MaxFiles {
				r.wrong(at, "%s %v", shown(at), because(TooMuch, nil, "is there more than %d times; leave some out", MaxFiles))
				return
			}
			for i, item := range v {
				if table, ok := item.(map[string]any); ok {
					r.table(fmt.Sprintf("%s[%d]", at, i), table)
				} else {
					r.wrong(at, "%s %v", shown(at), because(TableInvalid, Args{"Heading": "[[" + at + "]]"}, "must be a list of tables; write [[%s]]", at))
				}
			}
			return
		}
	}
	switch {
	case leads(pattern):
		r.wrong(at, "%s %v", shown(at), because(TableInvalid, Args{"Heading": "[" + at + "]"}, "must be a table; write [%s] and its keys below", at))
	case leads(pattern + "[]"):
		r.wrong(at, "%s %v", shown(at), because(TableInvalid, Args{"Heading": "[[" + at + "]]"}, "is a list of tables; write [[%s]]", at))
	default:
		r.wrong(at, "%s %v", shown(at), unknown(shown(at), pattern))
	}
}

func (r *reading) wrong(at, format string, args ...any) {
	before := len(r.all)
	r.add(Manifest, r.pack.Place(at), format, args...)
	if len(r.all) > before {
		r.all[before].Key = at
	}
}

// whole looks at what one key cannot tell.
func (r *reading) whole() {
	p := r.pack
	wants := func(key string) bool { return slices.ContainsFunc(r.wants, func(w want) bool { return w.key == key }) }
	seen := map[string]bool{}
	for _, k := range keys {
		if k.Required && !strings.Contains(k.Path, "[]") && p.lines[k.Path] == 0 {
			r.wrong(k.Path, "%s %v", k.Path, because(KeyMissing, nil, "is missing; add %s", spelt(k)))
		}
	}
	for i, a := range p.Attributes {
		at := fmt.Sprintf("attribute[%d]", i)
		switch {
		case a.Name == "" && p.lines[at+".name"] == 0:
			r.wrong(at, "%s %v", at, because(KeyMissing, nil, "needs a name: the tenant's name of the attribute"))
		case a.Name != "" && seen[a.Name]:
			r.wrong(at, "%s %v", a.Name, because(AttributeTwice, Args{"Name": a.Name}, "is there twice; put both into one table"))
		}
		seen[a.Name] = true
	}
	if p.Look.Layout == "image" && !wants("look.image") && p.lines["look.image"] == 0 {
		r.wrong("look.layout", "%v", because(ImageMissing, nil, "look.layout is image, so look.image has to name the picture"))
	}
	if (p.Tenant.Authority == "") != (p.Tenant.ClientID == "") && p.lines["tenant.authority"]*p.lines["tenant.client_id"] == 0 {
		r.wrong("tenant", "%v", because(TenantIncomplete, nil, "tenant.authority and tenant.client_id go together; add the other one, or leave both to the settings"))
	}
	if p.lines["look.font.regular"] == 0 && (wants("look.font.bold") || wants("look.font.monospace")) {
		r.wrong("look.font", "%v", because(FontMissing, nil, "look.font.regular is missing; a bold or monospaced font needs it"))
	}
}

// spelt is a key as a line of TOML with its table.
func spelt(k Key) string {
	if i := lastDot(k.Path); i >= 0 {
		return fmt.Sprintf("%s = %s under [%s]", k.Path[i+1:], k.Example, k.Path[:i])
	}
	return fmt.Sprintf("%s = %s above all tables", k.Path, k.Example)
}

// leads says whether some key stands below a path.
func leads(pattern string) bool {
	return slices.ContainsFunc(keys, func(k Key) bool {
		if strings.HasPrefix(k.Path, "words.") {
			return pattern == "words" || strings.HasPrefix(pattern, "words.") && strings.Count(pattern, ".") == 1
		}
		return strings.HasPrefix(k.Path, pattern+".")
	})
}

// unknown says that there is no such key, and names the one that was meant: one of the same table, or else the table that
// has a key of the name.
func unknown(name, path string) error {
	args := Args{"Name": name}
	code, suggestion := suggest(path, args)
	return because(code, args, "is no key of a brand%s", suggestion)
}

func suggest(path string, args Args) (Code, string) {
	table, name := "", path
	if i := lastDot(path); i >= 0 {
		table, name = path[:i], path[i+1:]
	}
	plain := strings.ReplaceAll(strings.ToLower(name), "-", "_")
	var here []string
	elsewhere := ""
	if table != "" && find(plain) != nil {
		return KeyUnknown, "; it belongs above all tables"
	}
	for _, k := range keys {
		rest, inside := k.Path, table == ""
		if !inside {
			rest, inside = strings.CutPrefix(k.Path, table+".")
		}
		if first, _, _ := strings.Cut(rest, "."); inside && first != "*" && !slices.Contains(here, strings.TrimSuffix(first, "[]")) {
			here = append(here, strings.TrimSuffix(first, "[]"))
		}
		if i := lastDot(k.Path); i >= 0 && k.Path[i+1:] == plain && elsewhere == "" {
			elsewhere = k.Path[:i]
		}
	}
	if near := Nearest(plain, here); near != "" {
		args["Near"] = near
		return KeyUnknown, "; did you mean " + near + "?"
	}
	if elsewhere != "" {
		args["Table"] = "[" + strings.TrimSuffix(elsewhere, "[]") + "]"
		return KeyElsewhere, "; it belongs under " + args["Table"]
	}
	if len(here) > 16 {
		here = append(here[:16], "…")
	}
	return KeyUnknown, "; here belong " + strings.Join(here, ", ")
}

// under is the path of a name in a table.
func under(path, name string) string {
	if path == "" {
		return name
	}
	return path + "." + name
}

// listed takes the numbers out of a path: "attribute[2].name" is "attribute[].name".
func listed(path string) string {
	if before, after, ok := strings.Cut(path, "["); ok && before == "attribute" {
		if _, rest, ok := strings.Cut(after, "]"); ok {
			return before + "[]" + rest
		}
	}
	return path
}

// shown is a path in a message, harmless whatever it holds.
func shown(path string) string {
	if strings.Trim(path, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.[]") == "" {
		return clipped(path)
	}
	return strconv.QuoteToASCII(clipped(path))
}

func lastDot(path string) int {
	if strings.HasPrefix(path, "words.") { // whose keys have dots in them
		if i := strings.IndexByte(path[len("words."):], '.'); i >= 0 {
			return len("words.") + i
		}
		return len("words") // the table of a language
	}
	return strings.LastIndexByte(path, '.')
}

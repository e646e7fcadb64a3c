package app_test

import (
	"bytes"
	"encoding/json"
	"html/template"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/vestibule-app/vestibule/app"
	"github.com/vestibule-app/vestibule/assets/brand"
)

// markups are words that would be something else on a page whose maker forgot about them once.
var markups = []string{
	`<script>alert(1)</script>`, `"><img src=x onerror=alert(1)>`, `' onmouseover='alert(1)`, `x onfocus=alert(1) `, "`-alert(1)-`",
	`javascript:alert(1)`, " \tJaVaScRiPt:alert(1)", `data:text/html,<script>alert(1)</script>`, `https://evil.example/x.png`, `//evil.example/x`,
	`</title><script>alert(1)</script>`, `</style><script>alert(1)</script>`, `#fff; background: url(https://evil.example/)`, `red;}body{display:none`,
	`<!--`, `-->`, `]]>`, `{{.Path}}`, `&lt;script&gt;`, `&#60;script&#62;`, "\x00<b>", "\u202e<b>", "\xff<b>", "\u2028<b>",
}

// filled puts a text everywhere into what a page shows, and one of everything into every list.
func filled(v reflect.Value, text string) {
	switch v.Kind() {
	case reflect.String:
		v.SetString(text)
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int:
		v.SetInt(1)
	case reflect.Float32, reflect.Float64:
		v.SetFloat(1)
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		filled(v.Index(0), text)
		filled(v.Index(1), text)
		if derived := v.Index(1); derived.Kind() == reflect.Struct && derived.FieldByName("Derived").IsValid() {
			v.Index(0).FieldByName("Derived").SetBool(false)
		}
	case reflect.Struct:
		if v.Type().Name() == "shot" { // our names of our screens, which lead to the pictures
			text = "harmless"
		}
		for i := range v.NumField() {
			filled(v.Field(i), text)
		}
	case reflect.Map:
	default:
		panic("a page shows a " + v.Kind().String())
	}
}

var (
	tagRE       = regexp.MustCompile(`<[A-Za-z/!][^>]*>`)
	attributeRE = regexp.MustCompile(`([a-z-]+)="([^"]*)"`)
)

// Whatever a field holds, the page has the tags and the attributes of one that holds nothing of the kind, nothing on it is
// loaded from elsewhere, and a policy says so too (Content Security Policy, level 3).
func TestPagesShowNoMarkup(t *testing.T) {
	for name, page := range map[string]struct {
		template *template.Template
		data     any
	}{"check": {app.ReportPage, &app.ReportData{}}, "diff": {app.DiffPage, &app.DiffData{}}} {
		drawn := func(text string) (html string, skeleton []string) {
			filled(reflect.ValueOf(page.data).Elem(), text)
			var b bytes.Buffer
			if err := page.template.Execute(&b, page.data); err != nil {
				t.Fatal(err)
			}
			for _, tag := range tagRE.FindAllString(b.String(), -1) {
				skeleton = append(skeleton, attributeRE.ReplaceAllString(tag, `$1=""`))
			}
			return b.String(), skeleton
		}
		html, plain := drawn("harmless")
		if len(plain) < 30 || strings.Count(html, "harmless") < 10 || !strings.Contains(html, `http-equiv="Content-Security-Policy" content="default-src 'none'; img-src `) || strings.Contains(html, "script-src") {
			t.Fatalf("%s: %d tags, %d texts", name, len(plain), strings.Count(html, "harmless"))
		}
		for _, text := range markups {
			html, skeleton := drawn(text)
			if !slices.Equal(skeleton, plain) {
				t.Errorf("%s: %q becomes markup", name, text)
			}
			for _, a := range attributeRE.FindAllStringSubmatch(html, -1) {
				value := strings.ToLower(strings.TrimSpace(a[2]))
				switch a[1] {
				case "href", "src":
					if address := strings.TrimPrefix(value, "data:image/png;base64,"); address == value && strings.ContainsFunc(strings.SplitN(value, "/", 2)[0], func(r rune) bool { return r == ':' }) || strings.HasPrefix(value, "//") {
						t.Errorf("%s: %q leads to %s", name, text, a[2])
					}
				case "style":
					if strings.Contains(value, "url") || strings.Count(value, ";") > 1 || strings.Contains(value, "}") {
						t.Errorf("%s: %q is drawn with %s", name, text, a[2])
					}
				default:
					if strings.HasPrefix(a[1], "on") {
						t.Errorf("%s: %q has %s done", name, text, a[0])
					}
				}
			}
		}
	}
}

// Every key of a brand, every name of a file and the way to the pack, with markup and controls in it: what is said of it
// is neither obeyed by a browser nor by a terminal, and programs can read it.
func TestFindingsAreNoMarkup(t *testing.T) {
	drawnByOne(t)
	const hostile = `<script>alert(1)</script>\u202E\u001B[2J\u2066'\"javascript:alert(1)`
	manifests := map[string]string{
		"a key":      plainBrand + "\"" + hostile + "\" = 1\n",
		"a table":    plainBrand + "[\"" + hostile + "\"]\nx = 1\n",
		"a language": plainBrand + "[words.\"" + hostile + "\"]\n\"username.title\" = \"x\"\n",
		"a word":     plainBrand + "[words.en]\n\"" + hostile + "\" = \"x\"\n",
		"no TOML":    "<script>\x1b\u202e",
	}
	found := map[string]int{"a key": 1, "a table": 1, "a language": 1, "a word": 1, "no TOML": 1}
	var lines []string
	for _, k := range brand.Keys() {
		if !strings.Contains(k.Path, "[]") {
			lines = append(lines, strings.Replace(k.Path, "*.*", `en."username.title"`, 1)+` = "`+hostile+"\"\n")
		}
	}
	for some := range slices.Chunk(lines, brand.MaxFindings/2) {
		what := "keys from " + some[0]
		manifests[what], found[what] = strings.Join(some, ""), len(some)
	}
	for _, key := range []string{"name", "label", "hint"} {
		manifests["attribute "+key], found["attribute "+key] = plainBrand+"[[attribute]]\n"+key+` = "`+hostile+"\"\n", 1
	}
	name := "<b>\u202e"
	if runtime.GOOS == "windows" {
		name = "b\u202e"
	}
	dir := filepath.Join(t.TempDir(), name)
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	page := filepath.Join(t.TempDir(), "page.html")
	for what, manifest := range manifests {
		for file, content := range map[string]string{brand.Manifest: manifest, "logo.svg": plainLogo} {
			if err := os.WriteFile(filepath.Join(dir, file), []byte(content), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		code, out, complaint := runBrand("check", dir, "--html", page)
		if code != 1 || complaint != "" {
			t.Errorf("%s: %d, %s", what, code, complaint)
		}
		html := read(t, page)
		for _, text := range []string{out, html} {
			if i := strings.IndexFunc(text, func(r rune) bool { return r != '\n' && unicode.In(r, unicode.Cc, unicode.Cf) }); i >= 0 {
				t.Errorf("%s: the findings steer: %q", what, text[i:min(len(text), i+20)])
			}
		}
		if strings.Contains(html, "<script") || strings.Contains(html, "<b>") {
			t.Errorf("%s: the page has it as markup", what)
		}
		for line := range strings.Lines(out) {
			if len(line) > 2_000 {
				t.Errorf("%s: a line of %d bytes", what, len(line))
			}
		}
		code, out, complaint = runBrand("check", dir, "--json")
		var c struct{ Findings []app.Flaw }
		if err := json.Unmarshal([]byte(out), &c); code != 1 || complaint != "" || err != nil || len(c.Findings) < found[what] {
			t.Errorf("%s: %d, %s, %v, %d findings of %d", what, code, complaint, err, len(c.Findings), found[what])
		}
		for _, f := range c.Findings {
			if strings.ContainsFunc(f.Text+f.Key+f.File, func(r rune) bool { return unicode.In(r, unicode.Cc, unicode.Cf) }) {
				t.Errorf("%s: %+q", what, f.Text+f.Key+f.File)
			}
		}
	}
}

// A path of any bytes is told in JSON that can be read.
func TestJSONOfAnyPath(t *testing.T) {
	drawnByOne(t)
	for _, name := range []string{"\xff\xfe", "a\nb", "\"", "\\", "<&>", "\u2028", "\x1b[2J", "\x7f", strings.Repeat("x", 200)} {
		dir := filepath.Join(t.TempDir(), name)
		if err := os.MkdirAll(dir, 0o700); err != nil {
			t.Logf("%q cannot be made here: %v", name, err)
			continue
		}
		if err := os.WriteFile(filepath.Join(dir, brand.Manifest), []byte("x = 1\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		code, out, complaint := runBrand("check", dir, "--json")
		if code != 1 || complaint != "" || !json.Valid([]byte(out)) || strings.ContainsAny(out, "\x1b\x00") {
			t.Errorf("%q: %d, %q, %q", name, code, out, complaint)
		}
	}
}

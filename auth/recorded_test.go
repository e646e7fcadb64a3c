package auth_test

import (
	"fmt"
	"log/slog"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/vestibule-app/vestibule/auth/stories"
)

// The recorded exchanges of testdata/wire, whose README tells the format. They are made from the documentation; the
// client has to send what they say (replay_test.go), and the emulator has to answer it (witness_test.go).
const wireFolder = "testdata/wire"

// recording is one exchange. Values that vary are placeholders.
type recording struct {
	name   string // "7.4-sign-in-password/03-token"
	notes  []note
	path   string // below the tenant
	form   map[string]string
	status int
	header map[string]string
	body   string // JSON, or empty
}

// note is a line "# key: text" above the request.
type note struct{ key, text string }

// The notes that recordings may have.
var noteKeys = []string{
	"optional",   // fields that an answer need not have
	"emulator",   // what happens at the emulator, or is sent to it instead
	"everywhere", // a field of the requests to the emulator, in this exchange and those before it
	"silent",     // the emulator never answers this, and why
	"knob",       // of the emulator, as in a story
	"tenant",     // the emulator's tenant file, as in a story
	"instead",    // the exchange of a journey that ends otherwise here
	"then",       // the question that the client asks after it
	"again",      // what is said next, and leads on to the journey's end
}

func (r *recording) all(key string) []string {
	var texts []string
	for _, n := range r.notes {
		if n.key == key {
			texts = append(texts, n.text)
		}
	}
	return texts
}

func (r *recording) one(key string) string {
	if all := r.all(key); len(all) > 0 {
		return all[0]
	}
	return ""
}

var (
	noteRE = regexp.MustCompile(`^# ([a-z]+): (.+)$`)
	fileRE = regexp.MustCompile(`^([0-9]{2,3})-[a-z0-9-]+\.txt$`)
)

// readRecording reads one file.
func readRecording(t testing.TB, file string) recording {
	t.Helper()
	content, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	bad := func(format string, args ...any) {
		t.Helper()
		t.Fatalf("%s: %s", file, fmt.Sprintf(format, args...))
	}
	folder, name := filepath.Split(file)
	r := recording{name: filepath.Base(folder) + "/" + strings.TrimSuffix(name, ".txt"), form: map[string]string{}, header: map[string]string{}}
	request, rest, _ := strings.Cut(string(content), "\n\n")
	var fields []string
	for line := range strings.SplitSeq(request, "\n") {
		key, value, isField := strings.Cut(line, "=")
		switch {
		case strings.HasPrefix(line, "#"):
			if m := noteRE.FindStringSubmatch(line); m != nil {
				if !slices.Contains(noteKeys, m[1]) {
					bad("there is no note %q", m[1])
				}
				r.notes = append(r.notes, note{m[1], m[2]})
			}
		case r.path == "":
			path, ok := strings.CutPrefix(line, "POST ")
			if !ok {
				bad("%q is not a request", line)
			}
			r.path = path
		case !isField || slices.Contains(fields, key):
			bad("%q is no field of a form, or comes twice", line)
		default:
			fields = append(fields, key)
			r.form[key] = value
		}
	}
	if !slices.IsSorted(fields) {
		bad("the fields are not in order: %v", fields)
	}
	head, body, _ := strings.Cut(rest, "\n\n")
	for i, line := range strings.Split(strings.TrimSuffix(head, "\n"), "\n") {
		if i == 0 {
			if r.status, err = strconv.Atoi(line); err != nil {
				bad("%q is no status", line)
			}
			continue
		}
		key, value, ok := strings.Cut(line, ": ")
		if !ok {
			bad("%q is no header", line)
		}
		r.header[key] = value
	}
	r.body = strings.TrimSpace(body)
	return r
}

// journey is a folder of exchanges that follow each other, and what the person says meanwhile.
type journey struct {
	name      string
	script    stories.Story
	exchanges []recording

	log   *slog.Logger  // of the client; nil for none
	watch func(*replay) // after every line; nil for nothing
}

// readFolder reads the exchanges of a folder; their numbers leave no gap.
func readFolder(t testing.TB, folder string) []recording {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(folder, "*.txt"))
	if err != nil || len(files) == 0 {
		t.Fatalf("%s holds no exchange: %v", folder, err)
	}
	var all []recording
	for i, file := range files {
		m := fileRE.FindStringSubmatch(filepath.Base(file))
		if m == nil {
			t.Fatalf("%s is not NN-name.txt", file)
		}
		if n, _ := strconv.Atoi(m[1]); n != i+1 {
			t.Fatalf("%s: number %d is missing, or there twice", file, i+1)
		}
		all = append(all, readRecording(t, file))
	}
	return all
}

// journeys reads every folder that has a script.
func journeys(t testing.TB) map[string]journey {
	t.Helper()
	scripts, err := filepath.Glob(filepath.Join(wireFolder, "*", "answers.story"))
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]journey{}
	for _, script := range scripts {
		folder := filepath.Dir(script)
		read, err := stories.Read(folder)
		if err != nil || len(read) != 1 {
			t.Fatalf("%s: %d scripts: %v", folder, len(read), err)
		}
		name := filepath.Base(folder)
		all[name] = journey{name: name, script: read[0], exchanges: readFolder(t, folder)}
	}
	return all
}

// branch is a journey up to the exchange that ends otherwise, and behind it if the journey goes on.
func (j journey) branch(t testing.TB, number string, otherwise recording) journey {
	t.Helper()
	n, err := strconv.Atoi(number)
	if err != nil || n < 1 || n > len(j.exchanges) {
		t.Fatalf("%s: %s has no exchange %q", otherwise.name, j.name, number)
	}
	list := append(slices.Clone(j.exchanges[:n-1]), otherwise)
	if otherwise.one("again") != "" {
		list = append(list, j.exchanges[n-1:]...)
	}
	j.exchanges = list
	return j
}

// cast is who and what the journey begins with; the notes of its exchanges count too.
func (j journey) cast(t *testing.T) stories.Cast {
	t.Helper()
	script := j.script
	for _, e := range j.exchanges {
		for _, key := range []string{"knob", "tenant"} {
			for _, text := range e.all(key) {
				script.Lines = append(slices.Clone(script.Lines), stories.Line{Verb: key, Words: strings.Fields(text)})
			}
		}
	}
	return stories.ReadCast(t, filepath.Join(wireFolder, j.name), script)
}

// bindings are the values of placeholders.
type bindings map[string]string

var placeholderRE = regexp.MustCompile(`\{[a-z][a-z0-9_-]*\}`)

// fill puts the values in; a placeholder without one gets what invent makes of its name.
func (b bindings) fill(s string, invent func(name string) string) string {
	return placeholderRE.ReplaceAllStringFunc(s, func(p string) string {
		name := p[1 : len(p)-1]
		if _, ok := b[name]; !ok {
			b[name] = invent(name)
		}
		return b[name]
	})
}

// match holds a value against a pattern and binds the placeholders that had no value.
func (b bindings) match(pattern, got string) bool {
	var names []string
	expression, from := `^`, 0
	for _, at := range placeholderRE.FindAllStringIndex(pattern, -1) {
		name := pattern[at[0]+1 : at[1]-1]
		expression += regexp.QuoteMeta(pattern[from:at[0]])
		if value, ok := b[name]; ok {
			expression += regexp.QuoteMeta(value)
		} else {
			expression += `(.+)`
			names = append(names, name)
		}
		from = at[1]
	}
	m := regexp.MustCompile(expression + regexp.QuoteMeta(pattern[from:]) + `$`).FindStringSubmatch(got)
	if m == nil {
		return false
	}
	for i, name := range names {
		b[name] = m[i+1]
	}
	return true
}

// Every journey of protocol-v1 section 7 is recorded, and every file belongs to one or to the errors.
func TestRecordings(t *testing.T) {
	all := journeys(t)
	for _, section := range []string{"7.1-", "7.2-", "7.3-", "7.4-", "7.5-", "7.6-", "7.7-", "7.8-", "7.9-", "7.10-"} {
		if !slices.ContainsFunc(slices.Collect(maps.Keys(all)), func(name string) bool { return strings.HasPrefix(name, section) }) {
			t.Errorf("no journey %s is recorded", section)
		}
	}
	folders, err := filepath.Glob(filepath.Join(wireFolder, "*", "*.txt"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range folders {
		folder := filepath.Base(filepath.Dir(file))
		if _, ok := all[folder]; !ok && folder != "errors" {
			t.Errorf("%s is played by nobody", file)
		}
	}
}

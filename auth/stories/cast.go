package stories

import (
	"os"
	"path/filepath"
	"reflect"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/vestibule-app/vestibule/auth"
	"github.com/vestibule-app/vestibule/auth/emulator"
)

// Cast is who and what a story begins with.
type Cast struct {
	App    string      // the app registration, by the name that stories use
	Mode   string      // response mode of the browser leg
	SignUp auth.SignUp // what the program knows about the user flow

	directory *emulator.Directory
	knobs     []Line
}

// ReadCast reads the head of a story. Tenant files lie in the folder "tenants" beside that of the stories.
func ReadCast(t *testing.T, dir string, s Story) Cast {
	t.Helper()
	c := Cast{App: "password"}
	for _, l := range s.Lines {
		switch l.Verb {
		case "app":
			c.App = l.Arg(0)
		case "mode":
			c.Mode = l.Arg(0)
		case "knob":
			c.knobs = append(c.knobs, l)
		case "tenant":
			content, err := os.ReadFile(filepath.Join(dir, "..", "tenants", l.Arg(0)+".toml"))
			if err != nil {
				t.Fatalf("%s: %v", l.At(), err)
			}
			if c.directory, err = emulator.ParseTenantFile(content); err != nil {
				t.Fatalf("%s: %v", l.At(), err)
			}
		case "flow":
			c.SignUp = known(l)
		}
	}
	return c
}

// known reads a "flow" line: what the program knows about the user flow.
func known(l Line) auth.SignUp {
	var s auth.SignUp
	for _, word := range l.Words {
		switch word {
		case "up_front":
			s.UpFront = true
		case "password":
			s.Password = true
		default:
			name, optional := strings.CutSuffix(word, "?")
			s.Attributes = append(s.Attributes, auth.Attribute{Name: name, Required: !optional})
		}
	}
	return s
}

// Tenant makes the tenant of the story.
func (c Cast) Tenant(t *testing.T, clock *Clock) *emulator.Tenant {
	t.Helper()
	tenant := &emulator.Tenant{Now: clock.Now, PasswordCost: 1, Directory: c.directory}
	for _, l := range c.knobs {
		turn(t, reflect.ValueOf(tenant).Elem().FieldByName(l.Arg(0)), l)
	}
	return tenant
}

// turn sets one knob.
func turn(t *testing.T, field reflect.Value, l Line) {
	t.Helper()
	var err error
	switch {
	case !field.IsValid() || !field.CanSet():
		t.Fatalf("%s: the emulator has no such knob", l.At())
	case field.Type() == reflect.TypeFor[time.Duration]():
		var d time.Duration
		d, err = time.ParseDuration(l.Arg(1))
		field.SetInt(int64(d))
	case field.Kind() == reflect.Bool:
		field.SetBool(l.Arg(1) == "" || l.Arg(1) == "true")
	case field.Kind() == reflect.Int:
		var n int
		n, err = strconv.Atoi(l.Arg(1))
		field.SetInt(int64(n))
	case field.Kind() == reflect.String:
		field.SetString(l.Rest(1))
	default:
		t.Fatalf("%s: this knob is a %s", l.At(), field.Type())
	}
	if err != nil {
		t.Fatalf("%s: %v", l.At(), err)
	}
}

// ClientID is that of the app registration.
func (c Cast) ClientID(t *testing.T) string {
	t.Helper()
	if c.directory != nil {
		for _, a := range c.directory.Apps {
			if a.Name == c.App {
				return a.ClientID
			}
		}
	}
	id, ok := ClientIDs[c.App]
	if !ok {
		t.Fatalf("there is no app %q", c.App)
	}
	return id
}

// Attributes reads the values of a "say attributes" line: name=value, with _ for a blank.
func Attributes(t *testing.T, l Line) map[string]string {
	t.Helper()
	values := map[string]string{}
	for _, word := range l.Words[1:] {
		name, value, ok := strings.Cut(word, "=")
		if !ok {
			t.Fatalf("%s: %q is not name=value", l.At(), word)
		}
		values[name] = strings.ReplaceAll(value, "_", " ")
	}
	return values
}

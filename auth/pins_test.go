package auth_test

import (
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/vestibule-app/vestibule/auth"
	"github.com/vestibule-app/vestibule/auth/emulator"
)

// source parses the package without its tests.
func source(t *testing.T) []*ast.File {
	t.Helper()
	names, err := fs.Glob(os.DirFS("."), "*.go")
	if err != nil {
		t.Fatal(err)
	}
	var files []*ast.File
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, f)
	}
	return files
}

// constants are the values of all constants of a type.
func constants(t *testing.T, typ string) []string {
	t.Helper()
	var values []string
	for _, f := range source(t) {
		ast.Inspect(f, func(n ast.Node) bool {
			spec, ok := n.(*ast.ValueSpec)
			if !ok {
				return true
			}
			if id, ok := spec.Type.(*ast.Ident); !ok || id.Name != typ {
				return true
			}
			for _, v := range spec.Values {
				if lit, ok := v.(*ast.BasicLit); ok {
					s, err := strconv.Unquote(lit.Value)
					if err != nil {
						t.Fatal(err)
					}
					values = append(values, s)
				}
			}
			return true
		})
	}
	slices.Sort(values)
	return values
}

// implementers are the types that have a method, by the name of the method.
func implementers(t *testing.T, method string) []string {
	t.Helper()
	var names []string
	for _, f := range source(t) {
		for _, d := range f.Decls {
			fn, ok := d.(*ast.FuncDecl)
			if !ok || fn.Name.Name != method || fn.Recv == nil {
				continue
			}
			if id, ok := fn.Recv.List[0].Type.(*ast.Ident); ok && id.IsExported() {
				names = append(names, id.Name)
			}
		}
	}
	slices.Sort(names)
	return names
}

// The lists that others write words for are the constants of the source, each once, and stable.
func TestClosedLists(t *testing.T) {
	var codes []string
	for _, c := range auth.ProblemCodes {
		codes = append(codes, string(c))
	}
	slices.Sort(codes)
	if want := constants(t, "ProblemCode"); !slices.Equal(codes, want) || len(want) == 0 {
		t.Errorf("ProblemCodes are %v,\nthe constants are %v", codes, want)
	}
	kinds := constants(t, "FailureKind")
	want := []string{"cancelled", "clock", "config", "forged", "garbage", "no_port", "offline", "portal", "redirected", "server", "timeout", "tls", "too_big"}
	if !slices.Equal(kinds, want) {
		t.Errorf("the failure kinds are %v", kinds)
	}
	for _, list := range [][]string{codes, kinds} {
		if len(slices.Compact(slices.Clone(list))) != len(list) {
			t.Errorf("twice the same in %v", list)
		}
		for _, s := range list {
			if strings.Trim(s, "abcdefghijklmnopqrstuvwxyz_") != "" {
				t.Errorf("%q is not snake_case", s)
			}
		}
	}
}

var allAnswers = []auth.Answer{
	auth.Username{Value: "sms@contoso.example"}, auth.Password{Value: "x"}, auth.Code{Value: "1"}, auth.Resend{}, auth.Pick{MethodID: "none"},
	auth.NewPassword{Value: "x"}, auth.Attributes{}, auth.Register{MethodID: "none", Target: "x"}, auth.Forgot{}, auth.Create{}, auth.Wait{},
	auth.UseBrowser{}, auth.BrowserReturned{Address: "x"}, auth.Back{},
}

// reach brings a conversation to each kind of question.
var reach = map[string]func(*testing.T) *auth.Flow{
	"EnterUsername": func(t *testing.T) *auth.Flow { return begun(t, "password") },
	"EnterPassword": func(t *testing.T) *auth.Flow {
		return begun(t, "password", auth.Username{Value: "password@contoso.example"})
	},
	"EnterCode": func(t *testing.T) *auth.Flow { return begun(t, "otp", auth.Username{Value: "otp@contoso.example"}) },
	"ChooseMethod": func(t *testing.T) *auth.Flow {
		return begun(t, "mfa", auth.Username{Value: "both@contoso.example"}, auth.Password{Value: emulator.Password})
	},
	"EnterNewPassword": func(t *testing.T) *auth.Flow { return unproven(t, "password") },
	"EnterAttributes":  func(t *testing.T) *auth.Flow { return unproven(t, "otp") },
	"RegisterMethod": func(t *testing.T) *auth.Flow {
		return begun(t, "mfa", auth.Username{Value: "new@contoso.example"}, auth.Password{Value: emulator.Password})
	},
	"Waiting": func(t *testing.T) *auth.Flow {
		p := startInProcess(t, "password")
		p.tenant.PollsInProgress = 1
		f, _ := p.client.ResetPassword(auth.Hint{})
		t.Cleanup(f.Close)
		say(t, f, auth.Username{Value: "password@contoso.example"})
		say(t, f, auth.Code{Value: newestCode(t, p.tenant)}, auth.NewPassword{Value: "Battery-Staple-2"})
		return f
	},
	"OpenBrowser": func(t *testing.T) *auth.Flow { return begun(t, "password", auth.UseBrowser{}) },
	"Ended": func(t *testing.T) *auth.Flow {
		return begun(t, "password", auth.Username{Value: "disabled@contoso.example"}, auth.Password{Value: emulator.Password})
	},
	"SignedIn": func(t *testing.T) *auth.Flow {
		return begun(t, "password", auth.Username{Value: "password@contoso.example"}, auth.Password{Value: emulator.Password})
	},
}

func begun(t *testing.T, app string, answers ...auth.Answer) *auth.Flow {
	t.Helper()
	f, _ := startInProcess(t, app).client.SignIn(auth.Hint{})
	t.Cleanup(f.Close)
	if len(answers) > 0 {
		say(t, f, answers...)
	}
	return f
}

// unproven is a sign-up whose address has just been proven.
func unproven(t *testing.T, app string) *auth.Flow {
	t.Helper()
	p := startInProcess(t, app)
	f, _ := p.client.SignUp(auth.Hint{})
	t.Cleanup(f.Close)
	say(t, f, auth.Username{Value: "ada@new.example"})
	say(t, f, auth.Code{Value: newestCode(t, p.tenant)})
	return f
}

// table reads "which answers fit which step" from the package's documentation.
func table(t *testing.T) map[string][]string {
	t.Helper()
	for _, f := range source(t) {
		if f.Doc == nil {
			continue
		}
		_, rest, ok := strings.Cut(f.Doc.Text(), "# Which answers fit which step\n")
		if !ok {
			continue
		}
		fits := map[string][]string{}
		for line := range strings.Lines(rest) {
			step, answers, ok := strings.Cut(strings.TrimSpace(line), " ")
			if line[0] != '\t' && len(fits) > 0 {
				break
			}
			if !ok || line[0] != '\t' {
				continue
			}
			for a := range strings.SplitSeq(answers, ",") {
				name, _, _ := strings.Cut(strings.TrimSpace(a), " ")
				fits[step] = append(fits[step], name)
			}
		}
		return fits
	}
	t.Fatal("doc.go has no such table")
	return nil
}

// Every answer to every question is taken or refused as doc.go says, and never a panic. The types are read from the
// source, so that a new one cannot be forgotten.
func TestEveryAnswerToEveryStep(t *testing.T) {
	steps, answers := implementers(t, "step"), implementers(t, "answer")
	var known []string
	for _, a := range allAnswers {
		known = append(known, reflect.TypeOf(a).Name())
	}
	slices.Sort(known)
	if !slices.Equal(known, answers) {
		t.Fatalf("this test knows the answers %v, the source has %v", known, answers)
	}
	fits := table(t)
	for _, step := range steps {
		if reach[step] == nil || fits[step] == nil {
			t.Errorf("this test cannot reach %s, or doc.go does not list it", step)
			continue
		}
		for _, answer := range allAnswers {
			name := reflect.TypeOf(answer).Name()
			f := reach[step](t)
			question := f.Step()
			if got := reflect.TypeOf(question).Name(); got != step {
				t.Fatalf("meant to reach %s, reached %s", step, got)
			}
			next, err := f.Submit(t.Context(), answer)
			switch {
			case step == "SignedIn":
				if !errors.Is(err, auth.ErrClosed) {
					t.Errorf("%s to %s: %v", name, step, err)
				}
			case slices.Contains(fits[step], name):
				if err != nil || next == nil {
					t.Errorf("%s to %s: %v", name, step, err)
				}
			default:
				if !errors.Is(err, auth.ErrAnswer) || !reflect.DeepEqual(next, question) {
					t.Errorf("%s to %s: %s %v", name, step, shown(next), err)
				}
			}
		}
		if f := reach[step](t); step != "SignedIn" {
			if _, err := f.Submit(t.Context(), nil); !errors.Is(err, auth.ErrAnswer) {
				t.Errorf("no answer to %s: %v", step, err)
			}
		}
	}
}

// There is a way out of every question: Back leads to the name, and the address is kept.
func TestWayOut(t *testing.T) {
	for step, start := range reach {
		if step == "SignedIn" {
			continue
		}
		f := start(t)
		back := want[auth.EnterUsername](t, say(t, f, auth.Back{}))
		if back.Problem != nil && step != "Waiting" || back.Username == "" && step != "EnterUsername" && step != "OpenBrowser" {
			t.Errorf("from %s back to %+v", step, back)
		}
		want[auth.OpenBrowser](t, say(t, f, auth.UseBrowser{}))
	}
}

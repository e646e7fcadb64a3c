package app_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"github.com/vestibule-app/vestibule/app"
	"github.com/vestibule-app/vestibule/auth"
	"github.com/vestibule-app/vestibule/auth/emulator"
	"github.com/vestibule-app/vestibule/screens"
)

// stepTypes reads the names of all Steps from the source, so that none can be forgotten.
func stepTypes(t *testing.T) map[string]bool {
	t.Helper()
	names := map[string]bool{}
	for _, source := range sources(t, "../auth") {
		file, err := parser.ParseFile(token.NewFileSet(), source, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range file.Decls {
			f, ok := d.(*ast.FuncDecl)
			if !ok || f.Name.Name != "step" || f.Recv == nil {
				continue
			}
			if name, ok := f.Recv.List[0].Type.(*ast.Ident); ok && name.IsExported() {
				names[name.Name] = true
			}
		}
	}
	return names
}

// TestEveryStep: every question that there is can be shown, read, and left, and again in place.
func TestEveryStep(t *testing.T) {
	names := stepTypes(t)
	if len(names) < 11 {
		t.Fatalf("the source names only %v", names)
	}
	for _, step := range []auth.Step{
		auth.EnterUsername{}, auth.EnterPassword{Username: "a@contoso.example"}, auth.EnterCode{Length: 6, Channel: auth.ChannelSMS},
		auth.ChooseMethod{Methods: []auth.Method{{ID: "1", Channel: auth.ChannelEmail}}},
		auth.OpenBrowser{URL: "https://contoso.ciamlogin.com/authorize"}, auth.SignedIn{Account: auth.Account{ID: "1.1", Username: "a@contoso.example"}},
		auth.EnterNewPassword{Scenario: auth.ScenarioReset, Username: "a@contoso.example"},
		auth.EnterAttributes{Attributes: []auth.Attribute{{Name: "displayName", Required: true}, {Name: "x", Kind: auth.AttributeYesNo}}},
		auth.RegisterMethod{Methods: []auth.Method{{ID: "email", Channel: auth.ChannelEmail}, {ID: "sms", Channel: auth.ChannelSMS}}},
		auth.Waiting{Username: "a@contoso.example"},
		auth.Ended{Problem: &auth.Problem{Code: auth.Refused}},
	} {
		name := app.StepName(step)
		if !names[name] {
			t.Errorf("there is no %s", name)
		}
		delete(names, name)
		h := quiet(t, emulator.ClientPassword, func(h *house) { h.config.Settings.Given = false })
		h.settle("start")
		app.Show(h.app, step)
		h.pump()
		if app.StepName(h.app.Step()) != name || len(h.text()) < 20 {
			t.Errorf("%s: the window reads %q", name, h.text())
		}
		screen := h.app.Screen()
		app.Show(h.app, step)
		h.pump()
		if h.app.Screen() != screen {
			t.Errorf("%s: not in place", name)
		}
		if h.focused() == nil {
			t.Errorf("%s: nothing has the focus", name)
		}
		h.end()
	}
	for name := range names {
		t.Errorf("%s is not shown by this test", name)
	}
}

// TestNoDeadEnd: every screen in every state is left by Esc or by something in sight; nothing on it does nothing.
func TestNoDeadEnd(t *testing.T) {
	h := quiet(t, emulator.ClientPassword)
	h.settle("start")
	exhibits := screens.Gallery(app.Asking(h.app))
	if len(exhibits) < 30 {
		t.Fatalf("only %d exhibits", len(exhibits))
	}
	for i := range exhibits {
		t.Run(exhibits[i].Name, func(t *testing.T) {
			outs := 0 // how often the way out was taken
			out := func() { outs++ }
			ask := app.Asking(h.app)
			ask.Reply = func(auth.Answer) { outs++ }
			ask.Cancel, ask.Leave, ask.OnSignOut, ask.OnAccounts, ask.OnRetry = out, out, out, out, out
			ask.CanLeave = true
			ask.OpenURL, ask.Copy = func(string) {}, func(string) {}
			build := screens.Gallery(ask)[i].Build
			h.t = t
			screen := build()
			app.Present(h.app, screen)
			h.pump()
			if exhibits[i].Name != "splash" && len(h.text()) < 20 { // a splash has nothing to say until it takes long
				t.Fatalf("it reads %q", h.text())
			}
			screen.Key(&fyne.KeyEvent{Name: fyne.KeyEscape})
			if outs > 0 {
				return
			}
			choices := 0
			for _, o := range h.objects() {
				if _, ok := o.(fyne.Tappable); !ok {
					continue
				}
				if d, ok := o.(fyne.Disableable); ok && !d.Disabled() {
					choices++
				}
			}
			// The first start and the account list lead on by their rows and buttons, which the gallery leaves without an
			// end; TestPlaces takes them.
			if name := exhibits[i].Name; choices == 0 || name != "start" && !strings.HasPrefix(name, "accounts") && !strings.HasPrefix(name, "signed-in") && !strings.HasPrefix(name, "connect") {
				t.Errorf("Esc does nothing, and there are %d choices: %q", choices, h.text())
			}
			if strings.HasPrefix(exhibits[i].Name, "signed-in") {
				h.click("signed_in.sign_out")
				if outs != 1 {
					t.Errorf("signing out came %d times", outs)
				}
			}
		})
	}
	h.t = t
}

// TestShowsAnything: whatever text a tenant puts into a question, it is shown and nothing falls over.
func TestShowsAnything(t *testing.T) {
	h := quiet(t, emulator.ClientPassword)
	h.settle("start")
	long := strings.Repeat("ünïcödé \u202e\x00\x1b[0m\n", 40)
	now := h.clock.Now()
	for _, step := range []auth.Step{
		auth.EnterUsername{Username: long, Problem: &auth.Problem{Code: "unheard_of", CorrelationID: long, AADSTS: -1, At: now}},
		auth.EnterPassword{Username: long},
		auth.EnterCode{Username: long, SentTo: long, Length: 1 << 30, Channel: "pigeon", Sends: 1 << 30, ResendAt: now.Add(1 << 62)},
		auth.EnterCode{Length: -1, ResendAt: time.Time{}},
		auth.ChooseMethod{Username: long, Methods: nil},
		auth.ChooseMethod{Methods: make([]auth.Method, 200)},
		auth.OpenBrowser{URL: "", Reason: auth.Reason(long)},
		auth.EnterNewPassword{Username: long, Scenario: auth.Scenario(long), Problem: &auth.Problem{Code: auth.PasswordBanned}},
		auth.EnterAttributes{}, auth.EnterAttributes{Username: long, Attributes: []auth.Attribute{{}, {Name: long, Kind: auth.AttributeKind(long), Pattern: "(", MaxLength: -1},
			{Name: "a", Kind: auth.AttributeOneOf, Options: []string{long, "", long}, Value: long}, {Name: "b", Kind: auth.AttributeSeveralOf},
			{Name: "c", Kind: auth.AttributeOneOf, Options: make([]string, 300), Required: true}}, Problem: &auth.Problem{Code: auth.AttributeInvalid, Fields: []string{long, "a"}}},
		auth.RegisterMethod{}, auth.RegisterMethod{Username: long, Methods: []auth.Method{{ID: long, Channel: auth.Channel(long), Target: long}, {Channel: auth.ChannelSMS, Target: long}}},
		auth.Waiting{Username: long, Since: now.Add(1 << 62), Until: now},
		auth.Ended{}, auth.Ended{Problem: &auth.Problem{Code: auth.ProblemCode(long)}},
		auth.SignedIn{Account: auth.Account{Name: long, Username: long, TenantID: long}, Problem: &auth.Problem{}},
	} {
		app.Show(h.app, step)
		h.pump()
		if _, own := step.(auth.EnterUsername); own {
			continue // its field holds what the person has typed
		}
		if strings.ContainsAny(h.text(), "\x00\x1b\u202e") {
			t.Errorf("%s shows control characters: %q", app.StepName(step), h.text()[:200])
		}
	}
	if len(h.opened) != 0 && <-h.opened != "" {
		t.Error("an address out of nowhere was opened")
	}
}

package screens_test

import (
	"fmt"
	"go/ast"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"github.com/vestibule-app/vestibule/auth"
	"github.com/vestibule-app/vestibule/screens"
	"github.com/vestibule-app/vestibule/screens/kit"
)

// Every Step in the source of auth has a screen of its own.
func TestEveryStepHasAScreen(t *testing.T) {
	steps := map[string]auth.Step{}
	for _, step := range []auth.Step{
		auth.EnterUsername{}, auth.EnterPassword{}, auth.EnterCode{}, auth.ChooseMethod{}, auth.OpenBrowser{}, auth.SignedIn{},
		auth.EnterNewPassword{}, auth.EnterAttributes{}, auth.RegisterMethod{}, auth.Waiting{},
		auth.Ended{Problem: &auth.Problem{Code: auth.Refused}},
	} {
		steps[strings.TrimPrefix(fmt.Sprintf("%T", step), "auth.")] = step
	}
	newApp(t)
	found := 0
	for _, file := range sources(t, "../auth") {
		for _, decl := range file.Decls {
			f, ok := decl.(*ast.FuncDecl)
			if !ok || f.Name.Name != "step" || f.Recv == nil {
				continue
			}
			found++
			name := f.Recv.List[0].Type.(*ast.Ident).Name
			step, ok := steps[name]
			if !ok {
				t.Errorf("auth.%s has no screen here", name)
				continue
			}
			s := screens.For(step, asking(t, "en", nil))
			if !screens.Same(s, step) {
				t.Errorf("auth.%s is asked by a screen for %T", name, s.Step())
			}
		}
	}
	if found != len(steps) {
		t.Errorf("found %d steps in the source, know %d", found, len(steps))
	}
	if _, ok := screens.For(nil, asking(t, "en", nil)).Step().(auth.Ended); !ok {
		t.Error("no step is not an ending")
	}
}

func TestMethodsAreChosenByKeyAndPointer(t *testing.T) {
	step := auth.ChooseMethod{Username: "a", Methods: []auth.Method{
		{ID: "m1", Channel: auth.ChannelEmail, Target: "a***a"}, {ID: "m2", Channel: auth.ChannelSMS}, {ID: "m3", Channel: "voice"},
	}}
	s := ask(t, step)
	s.press(fyne.KeyDown)
	s.press(fyne.KeyReturn)
	s.press(fyne.KeyReturn)
	s.answered(auth.Pick{MethodID: "m2"})
	s = ask(t, step)
	s.press(fyne.KeyUp)
	s.press(fyne.KeyEnd)
	s.press(fyne.KeyDown)
	s.press(fyne.KeySpace)
	s.answered(auth.Pick{MethodID: "m3"})
	s = ask(t, step)
	s.tap("Send an email")
	s.answered(auth.Pick{MethodID: "m1"})
}

func TestBrowserShowsThreeWaysOut(t *testing.T) {
	step := auth.OpenBrowser{URL: "https://h/open", CopyURL: "https://h/copy", Reason: auth.ReasonTenant, Until: noon.Add(5 * time.Minute)}
	s := ask(t, step)
	s.screen.Busy(screens.Working) // the window waits
	s.screen.(screens.Ticking).Tick(noon.Add(80 * time.Second))
	s.mustSay("Waiting for your browser… 1:20")

	s.tap("Open again")
	s.tap("Copy the address")
	if !slices.Equal(s.opened, []string{"https://h/open"}) || !slices.Equal(s.copied, []string{"https://h/copy"}) {
		t.Errorf("opened %v, copied %v", s.opened, s.copied)
	}
	s.answered()

	s.window.Canvas().Focus(field(s).Target())
	s.typed(" http://localhost:1/?code=x ")
	s.press(fyne.KeyReturn)
	s.press(fyne.KeyReturn)
	s.answered(auth.BrowserReturned{Address: "http://localhost:1/?code=x"})
	step.Problem = &auth.Problem{Code: auth.AddressInvalid}
	s.show(step)
	s.mustSay("Not the right address.")
	if got := field(s).Text(); got == "" {
		t.Error("the address is gone")
	}
	s.tap("Give up")
	s.answered(auth.BrowserReturned{Address: "http://localhost:1/?code=x"}, auth.Back{})
}

func TestBrowserTriesAgain(t *testing.T) {
	step := auth.OpenBrowser{URL: "https://h/open", Until: noon.Add(time.Minute)}
	s := ask(t, step)
	s.screen.Busy(screens.Working)
	s.screen.Fail(screens.Failure{Kind: auth.FailureOffline})
	if s.says("Waiting for your browser") || s.link("Copy the address") != nil {
		t.Error("an address is offered that nobody waits for")
	}
	s.tap("Try again")
	s.answered(auth.BrowserReturned{})

	s = ask(t, step) // a failure: the address leads nowhere any more, though its time has not come
	s.screen.Busy(screens.Working)
	s.screen.Fail(screens.Failure{Kind: auth.FailureServer})
	s.tap("Open the browser again")
	s.tap("Open the browser again")
	s.answered(auth.UseBrowser{})
	if len(s.opened) != 0 {
		t.Errorf("opened %v, which nobody waits for", s.opened)
	}
	s.screen.Busy(screens.Slow)
	s.mustSay("Still working…")
	s.screen.Fail(screens.Failure{Kind: auth.FailureNoPort})
	s.mustSay("The browser cannot come back to this app just now.")
	fresh := step
	fresh.URL = "https://h/fresh"
	s.show(fresh)
	s.mustSay("Waiting for your browser… 0:00")
	s.tap("Open again")
	s.tap("Copy the address")
	if !slices.Equal(s.opened, []string{"https://h/fresh"}) || !slices.Equal(s.copied, []string{"https://h/fresh"}) {
		t.Errorf("opened %v, copied %v", s.opened, s.copied)
	}

	s = ask(t, step)
	if !s.screen.(screens.Ticking).Tick(s.now) {
		t.Error("the clock stands still while it is waited")
	}
	s.now = noon.Add(time.Minute)
	if s.screen.(screens.Ticking).Tick(s.now) {
		t.Error("the clock goes on when nobody waits any longer")
	}
	s.tap("Open the browser again")
	if s.link("Copy the address") != nil {
		t.Error("an address is to be copied that nobody waits for")
	}
	s.answered(auth.UseBrowser{})
	if len(s.opened) != 0 {
		t.Errorf("opened %v, which nobody waits for", s.opened)
	}
	step.URL, step.Until = "https://h/again", s.now.Add(time.Minute)
	s.show(step)
	s.tap("Open again")
	if !slices.Equal(s.opened, []string{"https://h/again"}) {
		t.Errorf("opened %v", s.opened)
	}
}

func TestHomeSaysWhetherTheSessionIsKept(t *testing.T) {
	account := auth.Account{Name: "Anna Berger", Username: "anna@contoso.example"}
	s := ask(t, auth.SignedIn{Account: account, Kept: true})
	s.mustSay("You stay signed in")
	s.tap("Sign out")
	s.tap("Use another account")
	if !slices.Equal(s.calls, []string{"sign out", "accounts"}) {
		t.Errorf("calls: %v", s.calls)
	}
	s = ask(t, auth.SignedIn{Account: account, Problem: &auth.Problem{Code: auth.VaultLocked}})
	s.mustSay("until you close this app")
	s.mustSay("keychain is locked")
	s = ask(t, auth.SignedIn{Account: account, Kept: true, Problem: &auth.Problem{Code: auth.SessionOffline}})
	s.tap("Check again")
	if !slices.Equal(s.calls, []string{"retry"}) {
		t.Errorf("calls: %v", s.calls)
	}
	s.show(auth.SignedIn{Account: account, Kept: true})
	if s.link("Check again") != nil {
		t.Error("the trouble is over, but not on the screen")
	}
}

func TestEndedStartsAgain(t *testing.T) {
	s := ask(t, auth.Ended{Problem: &auth.Problem{Code: auth.PolicyBlocked}})
	s.press(fyne.KeyReturn)
	s.answered(auth.Back{})
	s = ask(t, auth.Ended{Problem: &auth.Problem{Code: auth.AccountDisabled}})
	if s.link("Use the browser instead") != nil {
		t.Error("the browser is offered where it would say the same")
	}
}

func TestConnect(t *testing.T) {
	var got []screens.ConnectForm
	var c *screens.ConnectScreen
	s := perform(t, func(a screens.Asking) screens.Screen {
		c = screens.Connect(a, screens.ConnectForm{}, func(f screens.ConnectForm) {
			got = append(got, f)
			c.Busy(screens.Working)
		}, a.Leave)
		return c
	})
	s.press(fyne.KeyReturn)
	s.mustSay("Enter the tenant’s name or domain.")
	s.typed(" contoso ")
	s.press(fyne.KeyReturn)
	s.mustSay("Enter the client ID.")
	s.typed("0001 ")
	s.press(fyne.KeyReturn)
	s.press(fyne.KeyReturn)
	if !slices.Equal(got, []screens.ConnectForm{{Authority: "contoso", ClientID: "0001"}}) {
		t.Fatalf("forms: %v", got)
	}
	c.SetProblem(screens.ConnectAuthority, screens.ConnectNotATenant, screens.Params{"Host": "contoso.ciamlogin.com"})
	c.Focus(s.window.Canvas())
	s.mustSay("No tenant answers at contoso.ciamlogin.com.")
	s.typed("x")
	if s.says("No tenant answers") {
		t.Error("the problem stays while it is being mended")
	}
	s.press(fyne.KeyEscape)
	if !slices.Equal(s.calls, []string{"leave"}) {
		t.Errorf("calls: %v", s.calls)
	}
}

func TestStartOffersTheDemoFirst(t *testing.T) {
	var calls []string
	call := func(name string) func() { return func() { calls = append(calls, name) } }
	s := perform(t, func(a screens.Asking) screens.Screen { return screens.Start(a, call("demo"), call("connect")) })
	s.press(fyne.KeyReturn)
	s.tap("Connect a tenant")
	if !slices.Equal(calls, []string{"demo", "connect"}) {
		t.Errorf("calls: %v", calls)
	}
}

// The splash says when it takes long, and offers the way out; the logo stays where it is.
func TestSplashOffersAWayOutWhenItIsSlow(t *testing.T) {
	for _, tag := range []string{"en", "de", "ar"} {
		var ask screens.Asking
		s := perform(t, func(a screens.Asking) screens.Screen {
			ask = asking(t, tag, nil)
			ask.Cancel = a.Cancel
			return screens.Splash(ask)
		})
		slow, cancel := ask.Words.Say("busy.slow"), ask.Words.Say("action.cancel")
		before := outline(s.screen.Content())
		s.screen.Busy(screens.Working)
		if s.says(slow) || s.link(cancel) != nil || outline(s.screen.Content()) != before {
			t.Errorf("%s: a way out before it is slow", tag)
		}
		s.screen.Busy(screens.Slow)
		s.mustSay(slow)
		logo, _, _ := strings.Cut(before, "\n")
		if after := outline(s.screen.Content()); !strings.HasPrefix(after, logo) {
			t.Errorf("%s: the logo has moved: %q, before %q", tag, after, logo)
		}
		for _, text := range objects[*kit.Text](s) {
			if text.MinSize().Height > 18 || text.Position().Y < 0 {
				t.Errorf("%s: the words do not stand on one line: %v at %v", tag, text.MinSize(), text.Position())
			}
		}
		s.tap(cancel)
		s.window.Canvas().Focus(s.link(cancel))
		s.press(fyne.KeyReturn)
		s.press(fyne.KeyEscape) // from the link, and without the focus
		s.window.Canvas().Unfocus()
		s.press(fyne.KeyEscape)
		if !slices.Equal(s.calls, []string{"cancel", "cancel", "cancel", "cancel"}) {
			t.Errorf("%s: calls: %v", tag, s.calls)
		}
		s.screen.Busy(screens.Idle)
		if s.says(slow) {
			t.Errorf("%s: it is still slow", tag)
		}
	}
}

func TestShowIgnoresAnotherQuestion(t *testing.T) {
	for _, exhibit := range gallery(t) {
		s := exhibit.Build()
		before := s.Step()
		s.Show(nil)
		if _, username := before.(auth.EnterUsername); !username {
			s.Show(auth.EnterUsername{Username: "somebody else"})
		}
		if fmt.Sprint(s.Step()) != fmt.Sprint(before) {
			t.Errorf("%s: the step changed", exhibit.Name)
		}
	}
}

func gallery(t *testing.T) []screens.Exhibit {
	t.Helper()
	newApp(t).Settings().SetTheme(kit.NewTheme(nil))
	return screens.Gallery(asking(t, "en", nil))
}

func TestFailureOf(t *testing.T) {
	e := &auth.Error{Kind: auth.FailureTLS, CorrelationID: "c", At: noon, AADSTS: 7, Skew: time.Hour, Issuer: "i"}
	if got, want := screens.FailureOf(fmt.Errorf("wrapped: %w", e)), (screens.Failure{Kind: auth.FailureTLS, CorrelationID: "c", At: noon, AADSTS: 7, Skew: time.Hour, Issuer: "i"}); got != want {
		t.Errorf("FailureOf = %+v, want %+v", got, want)
	}
	if got := screens.FailureOf(fmt.Errorf("something else")); got.Kind != auth.FailureGarbage {
		t.Errorf("FailureOf another error = %+v", got)
	}
}

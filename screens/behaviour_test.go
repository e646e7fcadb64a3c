package screens_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"github.com/vestibule-app/vestibule/auth"
	"github.com/vestibule-app/vestibule/screens"
	"github.com/vestibule-app/vestibule/screens/kit"
	"github.com/vestibule-app/vestibule/screens/kit/kittest"
)

// stage is a screen in a window, with a person in front of it.
type stage struct {
	*person
	t      *testing.T
	screen screens.Screen
	window fyne.Window
}

// perform puts a screen on show. An answer makes it busy, as the window does.
func perform(t *testing.T, build func(screens.Asking) screens.Screen) *stage {
	t.Helper()
	newApp(t).Settings().SetTheme(kit.NewTheme(nil))
	s := &stage{person: &person{now: noon}, t: t}
	s.screen = build(asking(t, "en", s.person))
	s.onAnswer = func(auth.Answer) { s.screen.Busy(screens.Working) }
	s.window = test.NewTempWindow(t, s.screen.Content())
	s.window.Resize(fyne.NewSize(480, 720))
	s.screen.Focus(s.window.Canvas())
	return s
}

func ask(t *testing.T, step auth.Step) *stage {
	t.Helper()
	return perform(t, func(a screens.Asking) screens.Screen { return screens.For(step, a) })
}

// show brings the next question, as the window does.
func (s *stage) show(step auth.Step) {
	s.t.Helper()
	if !screens.Same(s.screen, step) {
		s.t.Fatalf("%T cannot be shown in place of %T", step, s.screen.Step())
	}
	s.screen.Show(step)
	s.screen.Focus(s.window.Canvas())
}

func (s *stage) typed(text string) {
	s.t.Helper()
	focused := s.window.Canvas().Focused()
	if focused == nil {
		s.t.Fatal("nothing has the focus")
	}
	test.Type(focused, text)
}

func (s *stage) press(key fyne.KeyName) {
	s.t.Helper()
	focused := s.window.Canvas().Focused()
	if focused == nil {
		s.screen.Key(&fyne.KeyEvent{Name: key})
		return
	}
	focused.TypedKey(&fyne.KeyEvent{Name: key})
}

// answered checks everything that was answered so far.
func (s *stage) answered(want ...auth.Answer) {
	s.t.Helper()
	if !slices.Equal(s.answers, want) {
		s.t.Fatalf("answers: %#v (%d), want %#v", s.answers, len(s.answers), want)
	}
}

// objects are the visible objects of the screen that are of a type.
func objects[T fyne.CanvasObject](s *stage) []T { return kittest.All[T](s.screen.Content()) }

// link finds a link by its words; nil when it is not on show.
func (s *stage) link(words string) *kit.Link {
	for _, l := range objects[*kit.Link](s) {
		if l.Label() == words {
			return l
		}
	}
	return nil
}

func (s *stage) tap(words string) {
	s.t.Helper()
	if l := s.link(words); l != nil {
		test.Tap(l)
		return
	}
	for _, b := range objects[*kit.Button](s) {
		if b.Label() == words {
			test.Tap(b)
			return
		}
	}
	for _, r := range objects[*kit.Row](s) {
		if r.Title() == words {
			test.Tap(r)
			return
		}
	}
	s.t.Fatalf("nothing on the screen says %q", words)
}

// says reports whether words are on the screen.
func (s *stage) says(words string) bool {
	for _, text := range objects[*kit.Text](s) {
		if strings.Contains(text.Text(), words) {
			return true
		}
	}
	return false
}

func (s *stage) mustSay(words string) {
	s.t.Helper()
	if !s.says(words) {
		var all []string
		for _, text := range objects[*kit.Text](s) {
			all = append(all, text.Text())
		}
		s.t.Fatalf("the screen does not say %q, but %q", words, all)
	}
}

func field(s *stage) *kit.Field {
	s.t.Helper()
	for _, f := range objects[*kit.Field](s) {
		return f
	}
	s.t.Fatal("no field on the screen")
	return nil
}

func TestUsernameIsTrimmedAndSentOnce(t *testing.T) {
	s := ask(t, auth.EnterUsername{})
	s.typed("  Anna@Contoso.example ")
	s.press(fyne.KeyReturn)
	s.press(fyne.KeyReturn)
	s.tap("Continue")
	s.answered(auth.Username{Value: "Anna@Contoso.example"})
}

// The same letter, typed in one piece or in two, is the same address; nothing else about it is changed.
func TestUsernameIsComposed(t *testing.T) {
	s := ask(t, auth.EnterUsername{})
	s.typed("Rene\u0301\uFB01@contoso.example")
	s.press(fyne.KeyReturn)
	s.answered(auth.Username{Value: "Ren\u00E9\uFB01@contoso.example"})
}

func TestEmptyAnswersAreExplainedAndNotSent(t *testing.T) {
	for _, c := range []struct {
		step  auth.Step
		words string
	}{
		{auth.EnterUsername{}, "Enter your email address."},
		{auth.EnterPassword{Username: "a@b.example"}, "Enter your password."},
		{auth.EnterCode{Length: 6, ResendAt: noon}, "Enter the code first."},
		{auth.OpenBrowser{Until: noon.Add(time.Minute)}, "Paste the whole address first."},
	} {
		s := ask(t, c.step)
		if _, waits := c.step.(auth.OpenBrowser); waits {
			s.tap("Use this address")
		} else {
			s.press(fyne.KeyReturn)
		}
		s.answered()
		s.mustSay(c.words)
	}
}

func TestUsernameKeepsWhatWasTyped(t *testing.T) {
	s := ask(t, auth.EnterUsername{})
	s.typed("anna@contoso.example")
	s.press(fyne.KeyReturn)
	s.show(auth.EnterUsername{Username: "anna@contoso.example", Problem: &auth.Problem{Code: auth.UserNotFound}})
	if got := field(s).Text(); got != "anna@contoso.example" {
		t.Errorf("the field holds %q after a refusal", got)
	}
	if field(s).Error() == "" {
		t.Error("the refusal is not at the field")
	}
	s.typed("x")
	if field(s).Error() != "" {
		t.Error("the refusal stays while it is being mended")
	}
	s.show(auth.EnterUsername{Problem: &auth.Problem{Code: auth.ConversationExpired}})
	s.mustSay("took a little too long")
	if got := field(s).Text(); !strings.HasPrefix(got, "anna@contoso.example") {
		t.Errorf("the field holds %q after a restart", got)
	}
}

func TestEscapeLeavesOnlyWhereThereIsSomethingBehind(t *testing.T) {
	s := ask(t, auth.EnterUsername{})
	s.press(fyne.KeyEscape)
	if !slices.Equal(s.calls, []string{"leave"}) {
		t.Errorf("calls: %v", s.calls)
	}
	s = perform(t, func(a screens.Asking) screens.Screen {
		a.CanLeave = false
		return screens.For(auth.EnterUsername{}, a)
	})
	s.press(fyne.KeyEscape)
	if len(s.calls) != 0 || len(s.answers) != 0 || s.link("Back") != nil {
		t.Errorf("calls: %v, answers: %v", s.calls, s.answers)
	}
}

func TestEscapeGoesBackAndStopsWhatIsUnderWay(t *testing.T) {
	for _, step := range []auth.Step{
		auth.EnterPassword{Username: "a@b.example"}, auth.EnterCode{Length: 6}, auth.ChooseMethod{Methods: []auth.Method{{ID: "1"}}},
		auth.OpenBrowser{Until: noon.Add(time.Minute)}, auth.Ended{Problem: &auth.Problem{Code: auth.Refused}},
	} {
		s := ask(t, step)
		s.press(fyne.KeyEscape)
		s.answered(auth.Back{})
	}
	s := ask(t, auth.EnterPassword{Username: "a@b.example"})
	s.typed("secret")
	s.press(fyne.KeyReturn)
	s.screen.Key(&fyne.KeyEvent{Name: fyne.KeyEscape})
	s.answered(auth.Password{Value: "secret"})
	if !slices.Equal(s.calls, []string{"cancel"}) {
		t.Errorf("calls: %v", s.calls)
	}
}

func TestPasswordIsSentAsTyped(t *testing.T) {
	s := ask(t, auth.EnterPassword{Username: "a@b.example"})
	s.typed("  pass wörd e\u0301 ")
	s.press(fyne.KeyReturn)
	s.press(fyne.KeyReturn)
	s.answered(auth.Password{Value: "  pass wörd e\u0301 "})
}

func TestOnlyARefusedPasswordIsCleared(t *testing.T) {
	ask1 := auth.EnterPassword{Username: "a@b.example"}
	s := ask(t, ask1)
	s.typed("secret")
	s.press(fyne.KeyReturn)
	s.screen.Fail(screens.Failure{Kind: auth.FailureOffline, CorrelationID: "c-1", At: noon})
	s.mustSay("no connection")
	s.press(fyne.KeyReturn)
	s.answered(auth.Password{Value: "secret"}, auth.Password{Value: "secret"})

	ask1.Problem = &auth.Problem{Code: auth.AccountLocked, RetryAt: noon.Add(3 * time.Minute)}
	s.show(ask1)
	s.mustSay("14:40")
	s.press(fyne.KeyReturn)
	ask1.Problem = &auth.Problem{Code: auth.WrongPassword}
	s.show(ask1)
	s.mustSay("This password is not right.")
	if s.says("14:40") {
		t.Error("the trouble before is still on the screen")
	}
	s.press(fyne.KeyReturn)
	if len(s.answers) != 3 {
		t.Errorf("%d answers: an empty field was sent", len(s.answers))
	}
}

func TestLockOutPasses(t *testing.T) {
	s := ask(t, auth.EnterPassword{Username: "a@b.example", Problem: &auth.Problem{Code: auth.AccountLocked, RetryAt: noon.Add(time.Minute)}})
	ticking := s.screen.(screens.Ticking)
	if !ticking.Tick(noon.Add(59 * time.Second)) {
		t.Error("the clock stands still while the time is counted")
	}
	s.mustSay("14:38")
	if ticking.Tick(noon.Add(60 * time.Second)) {
		t.Error("the clock goes on with nothing to count")
	}
	s.mustSay("You can try again now.")
}

func TestForgetEmptiesSecrets(t *testing.T) {
	for _, step := range []auth.Step{auth.EnterPassword{Username: "a"}, auth.EnterCode{Length: 8}} {
		s := ask(t, step)
		s.typed("1234")
		s.screen.(screens.Secretive).Forget()
		s.press(fyne.KeyReturn)
		s.answered()
	}
}

func TestBusyOffersAWayOut(t *testing.T) {
	s := ask(t, auth.EnterPassword{Username: "a@b.example"})
	before := s.screen.Content().MinSize()
	s.screen.Busy(screens.Working)
	if s.link("Cancel") != nil {
		t.Error("a way out before it is slow")
	}
	s.screen.Busy(screens.Slow)
	s.mustSay("Still working…")
	s.tap("Cancel")
	if !slices.Equal(s.calls, []string{"cancel"}) {
		t.Errorf("calls: %v", s.calls)
	}
	if after := s.screen.Content().MinSize(); after != before {
		t.Errorf("the page went from %v to %v", before, after)
	}
	s.screen.Fail(screens.Failure{Kind: auth.FailureCancelled})
	if s.link("Cancel") != nil || s.link("Use the browser instead") == nil {
		t.Error("the links are not back")
	}
}

// Trying again is offered late, so that nobody sends an answer twice in a hurry, and only where there is an answer.
func TestStuckOffersToTryAgain(t *testing.T) {
	again := 0
	s := perform(t, func(a screens.Asking) screens.Screen {
		a.Again = func() { again++ }
		return screens.For(auth.EnterPassword{Username: "a@b.example"}, a)
	})
	before := s.screen.Content().MinSize()
	s.screen.Busy(screens.Slow)
	if s.link("Try again") != nil {
		t.Error("a second try is offered when it is only slow")
	}
	s.screen.Busy(screens.Stuck)
	s.mustSay("No answer yet.")
	s.window.Canvas().Focus(s.link("Try again"))
	s.press(fyne.KeyReturn)
	s.tap("Cancel")
	if again != 1 || !slices.Equal(s.calls, []string{"cancel"}) {
		t.Errorf("tried again %d times, calls: %v", again, s.calls)
	}
	if after := s.screen.Content().MinSize(); after != before {
		t.Errorf("the page went from %v to %v", before, after)
	}
	s.screen.Busy(screens.Working)
	s.screen.Busy(screens.Slow)
	s.mustSay("Still working…")
	if s.link("Try again") != nil {
		t.Error("the second try is as old as the first")
	}
	s = ask(t, auth.EnterPassword{Username: "a@b.example"})
	s.screen.Busy(screens.Stuck)
	if s.link("Try again") != nil || s.link("Cancel") == nil {
		t.Error("a second try is offered that nobody makes, or there is no way out")
	}
}

func TestEveryCredentialScreenNamesTheHostAndOffersTheBrowser(t *testing.T) {
	for _, step := range []auth.Step{auth.EnterUsername{}, auth.EnterPassword{Username: "a"}, auth.EnterCode{Length: 8}} {
		s := ask(t, step)
		found := false
		for _, line := range objects[fyne.Widget](s) {
			if text, ok := line.(interface{ AccessibilityLabel() string }); ok {
				found = found || strings.Contains(text.AccessibilityLabel(), "contoso.ciamlogin.com")
			}
		}
		if !found {
			t.Errorf("%T does not name the host", step)
		}
		s.tap("Use the browser instead")
		s.answered(auth.UseBrowser{})
	}
}

// What support asks for leaves with the refusal: when the field is edited, and not before.
func TestDetailsLeaveWithTheRefusal(t *testing.T) {
	wrong := func(code auth.ProblemCode) *auth.Problem {
		return &auth.Problem{Code: code, CorrelationID: "f8a1c2d4", At: noon, Fields: []string{"city"}}
	}
	sms := auth.RegisterMethod{Methods: []auth.Method{{ID: "s", Channel: auth.ChannelSMS}}, Problem: wrong(auth.ContactInvalid)}
	email := auth.RegisterMethod{Methods: []auth.Method{{ID: "e", Channel: auth.ChannelEmail}}, Problem: wrong(auth.ContactInvalid)}
	for _, step := range []auth.Step{
		auth.EnterUsername{Username: "a", Problem: wrong(auth.UsernameInvalid)},
		auth.EnterPassword{Username: "a", Problem: wrong(auth.WrongPassword)},
		auth.EnterNewPassword{Username: "a", Problem: wrong(auth.PasswordTooWeak)},
		auth.EnterCode{Username: "a", Length: 6, Problem: wrong(auth.WrongCode)},
		auth.EnterAttributes{Attributes: []auth.Attribute{{Name: "city"}}, Problem: wrong(auth.AttributeInvalid)},
		auth.OpenBrowser{URL: "https://h/open", Until: noon.Add(time.Minute), Problem: wrong(auth.AddressInvalid)},
		sms, email,
	} {
		s := perform(t, func(a screens.Asking) screens.Screen {
			a.Region = "DE"
			return screens.For(step, a)
		})
		if s.link("Details") == nil {
			t.Errorf("%T: no details of a refusal", step)
		}
		s.typed("7")
		if s.link("Details") != nil {
			t.Errorf("%T: details of a refusal that is gone", step)
		}
	}
	s := ask(t, auth.EnterPassword{Username: "a", Problem: wrong(auth.AccountLocked)})
	s.typed("7")
	if s.link("Details") == nil {
		t.Error("the refusal in the banner stands, and its details are gone")
	}
}

func TestDetailsAreCopiedExactly(t *testing.T) {
	s := ask(t, auth.EnterPassword{Username: "a", Problem: &auth.Problem{Code: auth.WrongPassword, CorrelationID: "f8a1c2d4", AADSTS: 50126, At: noon}})
	if s.says("f8a1c2d4") {
		t.Error("the details are open at once")
	}
	s.tap("Details")
	s.mustSay("f8a1c2d4")
	s.tap("Copy")
	want := "Correlation ID: f8a1c2d4\nTime: 2026-11-22T13:37:00Z\nError number: AADSTS50126"
	if !slices.Equal(s.copied, []string{want}) {
		t.Errorf("copied %q, want %q", s.copied, want)
	}
	s.tap("Hide details")
	s.show(auth.EnterPassword{Username: "a"})
	if s.link("Details") != nil {
		t.Error("details of nothing")
	}
}

package screens_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"github.com/vestibule-app/vestibule/auth"
	"github.com/vestibule-app/vestibule/screens"
	"github.com/vestibule-app/vestibule/screens/kit"
)

func (s *stage) focusIs(what focusable) {
	s.t.Helper()
	if s.window.Canvas().Focused() != what.Target() {
		s.t.Fatalf("the focus is on %T", s.window.Canvas().Focused())
	}
}

type focusable interface{ Target() fyne.Focusable }

func TestTheFirstScreenLeadsToANewAccountAndToAReset(t *testing.T) {
	s := ask(t, auth.EnterUsername{})
	s.typed(" ada@contoso.example")
	s.tap("Create an account")
	s.answered(auth.Create{Username: "ada@contoso.example"})
	s = ask(t, auth.EnterUsername{Username: "ada@contoso.example"})
	s.tap("Forgot password?")
	s.answered(auth.Forgot{Username: "ada@contoso.example"})
}

// One screen serves all three; each has its own words and its own way back.
func TestTheFirstScreenTurnsIntoTheOthersInPlace(t *testing.T) {
	s := ask(t, auth.EnterUsername{})
	s.typed("ada@contoso.example")
	s.show(auth.EnterUsername{Scenario: auth.ScenarioSignUp, Username: "ada@contoso.example"})
	s.mustSay("Create your account")
	if s.link("Create an account") != nil || s.link("Forgot password?") != nil || s.link("Back") != nil {
		t.Error("a new account offers what signing in does")
	}
	s.tap("I have an account")
	s.answered(auth.Back{})
	s.show(auth.EnterUsername{Scenario: auth.ScenarioReset, Username: "ada@contoso.example"})
	s.mustSay("Reset your password")
	s.press(fyne.KeyEscape)
	s.answered(auth.Back{}, auth.Back{})
	s.show(auth.EnterUsername{Scenario: auth.ScenarioSignIn, Notice: auth.NoticePasswordChanged})
	s.mustSay("Your new password is set.")
	if got := field(s).Text(); got != "ada@contoso.example" {
		t.Errorf("the field holds %q", got)
	}
	s.press(fyne.KeyEscape)
	if !slices.Equal(s.calls, []string{"leave"}) {
		t.Errorf("calls: %v", s.calls)
	}
}

func TestAnAccountThatExistsIsSignedInTo(t *testing.T) {
	s := ask(t, auth.EnterUsername{Scenario: auth.ScenarioSignUp, Username: "ada@contoso.example"})
	s.show(auth.EnterUsername{Scenario: auth.ScenarioSignIn, Username: "ada@contoso.example", Problem: &auth.Problem{Code: auth.UserExists}})
	s.mustSay("There is an account with this address already.")
	s.press(fyne.KeyReturn)
	s.answered(auth.Username{Value: "ada@contoso.example"})
}

// Where there is no such account, making one is the second button, reached by one Tab from the first.
func TestAnUnknownAddressOffersANewAccount(t *testing.T) {
	s := ask(t, auth.EnterUsername{Username: "ada@contoso.example", Problem: &auth.Problem{Code: auth.UserNotFound}})
	s.window.Canvas().FocusNext()
	s.window.Canvas().FocusNext()
	s.press(fyne.KeyReturn)
	s.answered(auth.Create{Username: "ada@contoso.example"})
	if s.link("Create an account") != nil {
		t.Error("the same is offered twice")
	}
}

func TestForgottenPassword(t *testing.T) {
	step := auth.EnterPassword{Username: "ada@contoso.example"}
	s := ask(t, step)
	s.tap("Forgot password?")
	s.answered(auth.Forgot{Username: "ada@contoso.example"})
	step.Problem = &auth.Problem{Code: auth.AccountLocked, RetryAt: noon.Add(180e9)}
	s = ask(t, step)
	s.mustSay("14:40")
	s.tap("Reset your password")
	s.answered(auth.Forgot{Username: "ada@contoso.example"})
	s.show(auth.EnterPassword{Username: "ada@contoso.example"})
	if s.link("Reset your password") != nil {
		t.Error("the lock-out is over, but not on the screen")
	}
}

func TestANewPasswordIsSentAsTyped(t *testing.T) {
	s := ask(t, auth.EnterNewPassword{Scenario: auth.ScenarioSignUp, Username: "ada@contoso.example"})
	s.press(fyne.KeyReturn)
	s.mustSay("Enter a new password.")
	s.typed("  Battery staple 1 é ")
	s.press(fyne.KeyReturn)
	s.press(fyne.KeyReturn)
	s.answered(auth.NewPassword{Value: "  Battery staple 1 é "})
	s = ask(t, auth.EnterNewPassword{Scenario: auth.ScenarioReset})
	s.typed("x")
	s.tap("Set new password")
	s.answered(auth.NewPassword{Value: "x"})
}

func TestDemandsAreTickedOffWhileTyping(t *testing.T) {
	const length, kinds, upper, lower, digit, symbol, allowed = 0, 1, 2, 3, 4, 5, 6
	for typed, want := range map[string]map[int]kit.CheckState{
		"":                        {},
		"a":                       {lower: kit.Met, allowed: kit.Met},
		"aB":                      {lower: kit.Met, upper: kit.Met, allowed: kit.Met},
		"aB1":                     {lower: kit.Met, upper: kit.Met, digit: kit.Met, kinds: kit.Met, allowed: kit.Met},
		"aB ":                     {lower: kit.Met, upper: kit.Met, symbol: kit.Met, kinds: kit.Met, allowed: kit.Met},
		"12345678":                {digit: kit.Met, length: kit.Met, allowed: kit.Met},
		"1234567~":                {digit: kit.Met, symbol: kit.Met, length: kit.Met, allowed: kit.Met},
		"éaB1":                    {lower: kit.Met, upper: kit.Met, digit: kit.Met, kinds: kit.Met, allowed: kit.Broken},
		"٣":                       {allowed: kit.Broken},
		strings.Repeat("a", 256):  {lower: kit.Met, length: kit.Met, allowed: kit.Met},
		strings.Repeat("aB", 129): {lower: kit.Met, upper: kit.Met, length: kit.Broken, allowed: kit.Met},
	} {
		s := ask(t, auth.EnterNewPassword{})
		if typed != "" {
			s.typed(typed)
		}
		list := objects[*kit.Checklist](s)[0]
		for i := length; i <= allowed; i++ {
			if got := list.State(i); got != want[i] {
				t.Errorf("%.20q: demand %d is %v, want %v", typed, i, got, want[i])
			}
		}
	}
}

// A refused password stays, selected, so that the next key replaces it and an arrow key mends it.
func TestARefusedNewPasswordStays(t *testing.T) {
	for _, code := range []auth.ProblemCode{auth.PasswordTooWeak, auth.PasswordTooShort, auth.PasswordTooLong, auth.PasswordRecentlyUsed, auth.PasswordBanned, auth.PasswordInvalid} {
		s := ask(t, auth.EnterNewPassword{Scenario: auth.ScenarioReset, Username: "a"})
		s.typed("Password1!")
		s.press(fyne.KeyReturn)
		s.show(auth.EnterNewPassword{Scenario: auth.ScenarioReset, Username: "a", Problem: &auth.Problem{Code: code}})
		f := objects[*kit.PasswordField](s)[0]
		if f.Error() == "" || f.Text() != "Password1!" {
			t.Errorf("%s: the field holds %q and says %q", code, f.Text(), f.Error())
		}
		s.focusIs(f)
		s.typed("n")
		if f.Text() != "n" || f.Error() != "" {
			t.Errorf("%s: the field holds %q and says %q after a key", code, f.Text(), f.Error())
		}
	}
	s := ask(t, auth.EnterNewPassword{Problem: &auth.Problem{Code: auth.PasswordNotChanged}})
	s.mustSay("could not be set")
	s.typed("secret")
	s.screen.(screens.Secretive).Forget()
	s.press(fyne.KeyReturn)
	s.answered()
	if objects[*kit.Checklist](s)[0].State(6) != kit.Unmet {
		t.Error("what was ticked off is still so, though nothing is typed")
	}
}

func TestWaitingIsCalmAndCanBeLeft(t *testing.T) {
	step := auth.Waiting{Username: "ada@contoso.example", Since: noon, Until: noon.Add(5 * time.Minute)}
	s := ask(t, step)
	s.screen.Busy(screens.Working) // the window waits
	ticking := s.screen.(screens.Ticking)
	if !ticking.Tick(noon.Add(75 * time.Second)) {
		t.Error("the clock stands still while it is waited")
	}
	s.mustSay("Waiting for 1:15")
	s.tap("Stop waiting")
	s.answered(auth.Back{})

	s = ask(t, step)
	s.screen.Busy(screens.Working)
	s.press(fyne.KeyEscape)
	s.answered(auth.Back{})

	s = ask(t, step)
	s.screen.Fail(screens.Failure{Kind: auth.FailureOffline})
	s.screen.Focus(s.window.Canvas())
	if s.screen.(screens.Ticking).Tick(noon) || s.says("Waiting for") {
		t.Error("it is counted though nobody waits")
	}
	s.mustSay("no connection")
	s.press(fyne.KeyReturn)
	s.answered(auth.Wait{})
	if s.says("no connection") || !s.says("Waiting for") {
		t.Error("it is waited again, but the screen does not say so")
	}
	s.screen.Fail(screens.Failure{Kind: auth.FailureOffline})
	s.screen.Focus(s.window.Canvas())
	s.press(fyne.KeyEscape)
	s.answered(auth.Wait{}, auth.Back{})
	if s.screen.(screens.Ticking).Tick(step.Until) {
		t.Error("the clock goes on when nobody asks any longer")
	}
}

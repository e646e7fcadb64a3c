package screens_test

import (
	"slices"
	"testing"
	"time"

	"github.com/vestibule-app/vestibule/auth"
	"github.com/vestibule-app/vestibule/screens"
	"github.com/vestibule-app/vestibule/screens/kit"
)

// askedBy asks a step in the window of a brand.
func askedBy(t *testing.T, step auth.Step, change func(*screens.Brand)) *stage {
	t.Helper()
	return perform(t, func(a screens.Asking) screens.Screen {
		change(&a.Brand)
		return screens.For(step, a)
	})
}

func noSignUp(b *screens.Brand)  { b.NoSignUp = true }
func noReset(b *screens.Brand)   { b.NoReset = true }
func noBrowser(b *screens.Brand) { b.NoBrowser = true }

// What a brand does not offer is offered on no screen in no state, and every other way on is.
func TestJourneysAreOfferedOrNot(t *testing.T) {
	ways := []string{"Create an account", "Forgot password?", "Reset your password", "Use the browser instead"}
	gone := map[string][]string{
		"sign_up": {"Create an account"}, "reset": {"Forgot password?", "Reset your password"}, "browser": {"Use the browser instead"}, "": nil,
	}
	seen := map[string]int{}
	for journey, change := range map[string]func(*screens.Brand){
		"sign_up": noSignUp, "reset": noReset, "browser": noBrowser, "": func(*screens.Brand) {},
	} {
		newApp(t).Settings().SetTheme(kit.NewTheme(nil))
		a := asking(t, "en", nil)
		change(&a.Brand)
		for i, exhibit := range screens.Gallery(a) {
			s := &stage{person: &person{}, t: t, screen: exhibit.Build()}
			usual := &stage{person: &person{}, t: t, screen: screens.Gallery(asking(t, "en", nil))[i].Build()}
			for _, way := range ways {
				offered, before := offers(s, way), offers(usual, way)
				switch taken := slices.Contains(gone[journey], way); {
				case taken && offered && !sentToTheBrowser(exhibit.Build()):
					t.Errorf("%s still offers %q without the journey %q", exhibit.Name, way, journey)
				case !taken && offered != before:
					t.Errorf("%s offers %q: %v, without the journey %q", exhibit.Name, way, offered, journey)
				case taken && before:
					seen[way]++
				}
			}
		}
	}
	for _, way := range ways {
		if seen[way] == 0 {
			t.Errorf("%q was on no screen to begin with", way)
		}
	}
}

// offers says whether something on a screen that can be tapped says so.
func offers(s *stage, words string) bool {
	if s.link(words) != nil {
		return true
	}
	for _, b := range objects[*kit.Button](s) {
		if b.Label() == words {
			return true
		}
	}
	return false
}

// sentToTheBrowser says whether the words on a screen tell people to use the browser.
func sentToTheBrowser(s screens.Screen) bool {
	var problem *auth.Problem
	switch step := s.Step().(type) {
	case auth.EnterUsername:
		problem = step.Problem
	case auth.EnterPassword:
		problem = step.Problem
	case auth.EnterCode:
		problem = step.Problem
	case auth.Ended:
		problem = step.Problem
	default:
		return false
	}
	if problem == nil {
		return false
	}
	switch problem.Code {
	case auth.AppNotEnabled, auth.NoPassword, auth.WrongMethod, auth.BrowserFailed, auth.BrowserTimedOut, auth.BrowserCancelled:
		return true
	}
	return false
}

// Without the browser on offer it is offered all the same where a refusal sends people there, and only as long.
func TestBrowserIsOfferedWhereItIsTheWayOut(t *testing.T) {
	const browser = "Use the browser instead"
	s := askedBy(t, auth.EnterUsername{}, noBrowser)
	if s.link(browser) != nil {
		t.Error("the browser is offered")
	}
	s.show(auth.EnterUsername{Problem: &auth.Problem{Code: auth.WrongMethod}})
	s.tap(browser)
	s.answered(auth.UseBrowser{})
	s.show(auth.EnterUsername{Problem: &auth.Problem{Code: auth.UserNotFound}})
	if s.link(browser) != nil {
		t.Error("the browser is offered after another refusal")
	}
	s = askedBy(t, auth.Ended{Problem: &auth.Problem{Code: auth.AppNotEnabled}}, noBrowser)
	s.tap(browser)
	s.answered(auth.UseBrowser{})
	s = askedBy(t, auth.Ended{Problem: &auth.Problem{Code: auth.AccountDisabled}}, noBrowser)
	if s.link(browser) != nil {
		t.Error("the browser is offered where it would say the same")
	}
	s = askedBy(t, auth.OpenBrowser{URL: "https://h/open", Until: noon.Add(time.Minute)}, noBrowser)
	s.tap("Open again")
	if len(s.opened) != 1 {
		t.Errorf("opened %v where the tenant asks for the browser", s.opened)
	}
}

// Whatever is not on offer, every question can be left.
func TestNoQuestionIsADeadEnd(t *testing.T) {
	nothing := func(b *screens.Brand) { b.NoSignUp, b.NoReset, b.NoBrowser = true, true, true }
	for _, step := range []auth.Step{
		auth.EnterPassword{Username: "a@b.example"}, auth.EnterCode{Length: 6, ResendAt: noon}, auth.ChooseMethod{Methods: []auth.Method{{ID: "1"}}},
		auth.RegisterMethod{Methods: []auth.Method{{ID: "1", Channel: auth.ChannelEmail}}}, auth.EnterNewPassword{}, auth.EnterAttributes{Attributes: []auth.Attribute{{Name: "city"}}},
		auth.OpenBrowser{Until: noon.Add(time.Minute)}, auth.Ended{Problem: &auth.Problem{Code: auth.Refused}},
	} {
		s := askedBy(t, step, nothing)
		s.window.Canvas().Unfocus()
		s.press("Escape")
		s.answered(auth.Back{})
	}
}

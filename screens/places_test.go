package screens_test

import (
	"testing"

	"fyne.io/fyne/v2"

	"github.com/vestibule-app/vestibule/auth"
	"github.com/vestibule-app/vestibule/screens"
	"github.com/vestibule-app/vestibule/screens/kit"
)

func top(o fyne.CanvasObject) float32 {
	return fyne.CurrentApp().Driver().AbsolutePositionForObject(o).Y
}

// Whatever the first screen is for and whether it was refused, the way to the browser is where it was, the details are
// beside another way, and the card is no higher for them.
func TestLinksKeepTheirPlaces(t *testing.T) {
	for _, leave := range []bool{true, false} {
		s := perform(t, func(a screens.Asking) screens.Screen {
			a.CanLeave = leave
			return screens.For(auth.EnterUsername{}, a)
		})
		card := objects[*kit.Card](s)[0]
		below := func() float32 { return top(s.link("Use the browser instead")) - top(objects[*kit.Button](s)[0]) }
		link, high := below(), card.Size().Height
		for _, scenario := range []auth.Scenario{auth.ScenarioSignIn, auth.ScenarioSignUp, auth.ScenarioReset} {
			for _, p := range []*auth.Problem{
				nil,
				{Code: auth.UsernameInvalid, CorrelationID: "f8a1c2d4-5b6e-4f70-8a91-b2c3d4e5f607", At: noon},
				{Code: auth.UserExists, CorrelationID: "f8a1c2d4-5b6e-4f70-8a91-b2c3d4e5f607", At: noon},
			} {
				s.show(auth.EnterUsername{Scenario: scenario, Problem: p})
				if got := below(); got != link {
					t.Errorf("%s, %v: the link is %v below the button, not %v", scenario, p, got, link)
				}
				details := s.link("Details")
				if (details != nil) != (p != nil) {
					t.Fatalf("%s, %v: details %v", scenario, p, details)
				}
				if p == nil {
					continue
				}
				beside := false
				for _, l := range objects[*kit.Link](s) {
					beside = beside || l != details && top(l) == top(details)
				}
				if !beside {
					t.Errorf("%s, %v: the details stand alone", scenario, p)
				}
				if got := card.Size().Height; p.Code == auth.UsernameInvalid && scenario == auth.ScenarioSignIn && got != high {
					t.Errorf("%s, %v: the card is %v high, not %v", scenario, p, got, high)
				}
			}
		}
	}
}

// Everything that a number is asked for with fits into the window as it opens, the host that gets it included.
func TestRegistrationFitsTheWindow(t *testing.T) {
	for _, tag := range []string{"en", "de", "ar"} {
		for _, region := range []string{"", "DE"} {
			s := perform(t, func(a screens.Asking) screens.Screen {
				a.Words, a.Region = words(t, tag), region
				return screens.For(auth.RegisterMethod{Username: "ada@contoso.example", Methods: []auth.Method{
					{ID: "e", Channel: auth.ChannelEmail}, {ID: "s", Channel: auth.ChannelSMS},
				}}, a)
			})
			s.window.SetPadded(false)
			s.window.Resize(fyne.NewSize(kit.WindowWidth, kit.WindowHeight))
			s.press(fyne.KeyDown)
			if len(objects[*kit.Chooser](s)) != 1 {
				t.Fatalf("%s: no number is asked for", tag)
			}
			if high := objects[*kit.Page](s)[0].Length(); high > kit.WindowHeight {
				t.Errorf("%s: the page is %v high", tag, high)
			}
		}
	}
}

// All fields of a form are as far from each other, whatever kind they are and whether they have a hint.
func TestFieldsKeepTheirDistance(t *testing.T) {
	s := ask(t, auth.EnterAttributes{Attributes: []auth.Attribute{
		{Name: "displayName"}, {Name: "x1", Kind: auth.AttributeText},
		{Name: "x2", Kind: auth.AttributeOneOf, Options: []string{"One", "Two"}}, {Name: "city"},
	}})
	fields, group := objects[*kit.Field](s), objects[*kit.Options](s)[0]
	column := []fyne.CanvasObject{fields[0], fields[1], group, fields[2]}
	for i, o := range column[1:] {
		if gap := top(o) - top(column[i]) - column[i].Size().Height; gap != kit.Space16 {
			t.Errorf("%T is %v below %T", o, gap, column[i])
		}
	}
}

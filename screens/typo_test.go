package screens_test

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"github.com/vestibule-app/vestibule/auth"
	"github.com/vestibule-app/vestibule/screens"
	"github.com/vestibule-app/vestibule/screens/kit"
)

// meant says which domain the screen asks about for an address; "" when it asks nothing and sends the address.
func meant(t *testing.T, domain string) string {
	t.Helper()
	s := ask(t, auth.EnterUsername{Scenario: auth.ScenarioSignUp})
	s.typed("a@" + domain)
	s.press(fyne.KeyReturn)
	if len(s.answers) > 0 {
		s.answered(auth.Username{Value: "a@" + domain})
		return ""
	}
	for _, text := range objects[*kit.Text](s) {
		if d, ok := cutAround(text.Text(), "Did you mean ", "?"); ok {
			return d
		}
	}
	t.Fatalf("%s was neither sent nor asked about", domain)
	return ""
}

func cutAround(s, before, after string) (string, bool) {
	if len(s) < len(before)+len(after) || s[:len(before)] != before || s[len(s)-len(after):] != after {
		return "", false
	}
	return s[len(before) : len(s)-len(after)], true
}

func TestTypoOfAMailDomain(t *testing.T) {
	for domain, want := range map[string]string{
		"gmial.com": "gmail.com", "gmail.con": "gmail.com", "gmal.com": "gmail.com", "gnail.com": "gmail.com", "gmail.co": "gmail.com",
		"gmail.cm": "gmail.com", "gmaill.com": "gmail.com", "gmial.con": "gmail.com", "GMIAL.COM": "gmail.com", "hotmial.com": "hotmail.com",
		"hotmal.com": "hotmail.com", "outlok.com": "outlook.com", "otulook.com": "outlook.com", "yaho.com": "yahoo.com", "yahooo.com": "yahoo.com",
		"iclod.com": "icloud.com", "protonmial.com": "protonmail.com", "gmx.cmo": "gmx.com", "web.dee": "web.de", "googlemial.com": "googlemail.com",
		"t-onlin.de": "t-online.de", "freenett.de": "freenet.de",
	} {
		if got := meant(t, domain); got != want {
			t.Errorf("%s: %q, want %q", domain, got, want)
		}
	}
	// These are somebody's, or like nothing.
	for _, domain := range []string{
		"gmail.com", "ymail.com", "mail.com", "email.com", "yahoo.ca", "yahoo.cl", "yahoo.co.nz", "yahoo.co.id", "yahoo.com.ar", "hotmail.se",
		"live.at", "outlook.be", "ge.com", "aon.com", "life.com", "love.com", "gmx.eu", "web.com", "fastmail.fm", "small.com", "orange.com",
		"comcast.com", "contoso.example", "x.y", "münchen.example", "", ".", "com", "gmail", "mail.gmail.com",
	} {
		if got := meant(t, domain); got != "" {
			t.Errorf("%s: asked whether %q was meant", domain, got)
		}
	}
}

const slip, right = "anna@gmial.com", "anna@gmail.com"

// One Enter takes what was meant; the other link sends what was typed; editing takes the question away; and nobody is
// asked about an address twice.
func TestTypoIsAskedAboutOnce(t *testing.T) {
	start := func() *stage {
		s := ask(t, auth.EnterUsername{Scenario: auth.ScenarioSignUp})
		s.typed(slip)
		s.press(fyne.KeyReturn)
		s.answered()
		return s
	}
	s := start()
	s.mustSay("Did you mean gmail.com?")
	s.press(fyne.KeyReturn)
	s.answered(auth.Username{Value: right})
	if s.says("Did you mean") || field(s).Text() != right {
		t.Errorf("the question is still there, or the field holds %q", field(s).Text())
	}

	s = start()
	s.tap("Keep gmial.com")
	s.answered(auth.Username{Value: slip})
	s.show(auth.EnterUsername{Scenario: auth.ScenarioSignUp, Username: slip, Problem: &auth.Problem{Code: auth.UsernameInvalid}})
	s.press(fyne.KeyReturn)
	s.answered(auth.Username{Value: slip}, auth.Username{Value: slip})

	s = start()
	s.window.Canvas().Focus(field(s).Target())
	s.press(fyne.KeyReturn) // without having edited it: meant so
	s.answered(auth.Username{Value: slip})

	s = start()
	s.window.Canvas().Focus(field(s).Target())
	s.typed("x")
	if s.says("Did you mean") {
		t.Error("the question stays while the address is edited")
	}
	s.press(fyne.KeyReturn)
	s.answered() // gmial.comx is another slip
	s.press(fyne.KeyEscape)
	s.answered(auth.Back{})
}

// Who comes back to an address that they sent before, and whoever is known already, is not asked.
func TestTypoOfAKnownAddress(t *testing.T) {
	for _, scenario := range []auth.Scenario{auth.ScenarioSignIn, auth.ScenarioSignUp, auth.ScenarioReset} {
		s := ask(t, auth.EnterUsername{Scenario: scenario, Username: slip})
		s.press(fyne.KeyReturn)
		s.answered(auth.Username{Value: slip})
	}
	// An address that goes along to a new account is asked about there, before a code is sent.
	s := ask(t, auth.EnterUsername{})
	s.typed(slip)
	s.tap("Create an account")
	s.answered(auth.Create{Username: slip})
	s.show(auth.EnterUsername{Scenario: auth.ScenarioSignUp, Username: slip})
	s.press(fyne.KeyReturn)
	s.mustSay("Did you mean gmail.com?")
}

// The address of a second step is a place where a code goes, too.
func TestTypoWhenRegistering(t *testing.T) {
	step := auth.RegisterMethod{Username: "a@b.example", Methods: []auth.Method{{ID: "m", Channel: auth.ChannelEmail}}}
	s := ask(t, step)
	s.typed(slip)
	s.press(fyne.KeyReturn)
	s.mustSay("Did you mean gmail.com?")
	s.press(fyne.KeyReturn)
	s.answered(auth.Register{MethodID: "m", Target: right})

	step.Methods[0].Target = slip
	s = ask(t, step)
	s.press(fyne.KeyReturn)
	s.answered(auth.Register{MethodID: "m", Target: slip})
}

// The links come right after the field in the order of Tab.
func TestTypoByTab(t *testing.T) {
	s := perform(t, func(a screens.Asking) screens.Screen {
		return screens.For(auth.EnterUsername{Scenario: auth.ScenarioSignUp}, a)
	})
	s.typed(slip)
	s.press(fyne.KeyReturn)
	var order []string
	for range 3 {
		if l, ok := s.window.Canvas().Focused().(interface{ Label() string }); ok {
			order = append(order, l.Label())
		}
		s.window.Canvas().FocusNext()
	}
	if want := []string{"Use gmail.com", "Keep gmial.com", "Continue"}; !slices.Equal(order, want) {
		t.Errorf("Tab goes through %v, want %v", order, want)
	}
}

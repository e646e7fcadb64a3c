package screens_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"github.com/vestibule-app/vestibule/auth"
	"github.com/vestibule-app/vestibule/screens"
	"github.com/vestibule-app/vestibule/screens/kit"
)

// choosing is the screen that asks for a new password, and its meter.
func choosing(t *testing.T, username string) (*stage, *kit.Meter) {
	t.Helper()
	s := ask(t, auth.EnterNewPassword{Scenario: auth.ScenarioSignUp, Username: username})
	return s, objects[*kit.Meter](s)[0]
}

func TestStrengthIsToldInWords(t *testing.T) {
	for password, want := range map[string]struct {
		words  string
		filled int
	}{
		"":                             {"", 0},
		"password":                     {"Very easy to guess", 1},
		"anna.berger":                  {"Very easy to guess", 1}, // the address
		"Contoso1":                     {"Very easy to guess", 1},
		"vestibule":                    {"Very easy to guess", 1}, // the brand
		"correct horse battery staple": {"Very hard to guess", 4},
		"Xk7#qLm2!vR9":                 {"Very hard to guess", 4},
		"häßlich-Ünïcode-ضضض":          {"Very hard to guess", 4}, // not allowed, but no reason to fail
		strings.Repeat("a", 256):       {"Very easy to guess", 1},
		strings.Repeat("a", 200) + "Xk7#qLm2!vR9-pW4$zT8": {"Very hard to guess", 4},
	} {
		s, meter := choosing(t, "anna.berger@contoso.example")
		height := s.screen.Content().MinSize()
		s.typed(password)
		if meter.Words() != want.words || meter.Filled() != want.filled {
			t.Errorf("%.40q: %q with %d bars, want %q with %d", password, meter.Words(), meter.Filled(), want.words, want.filled)
		}
		if s.screen.Content().MinSize() != height {
			t.Errorf("%.40q: the card jumps", password)
		}
	}
}

// The same word is no longer easy to guess when it is not the person's.
func TestStrengthKnowsThePerson(t *testing.T) {
	_, mine := choosing(t, "zyxoqua@contoso.example")
	_, other := choosing(t, "anna@contoso.example")
	for meter, username := range map[*kit.Meter]string{mine: "zyxoqua@contoso.example", other: "anna@contoso.example"} {
		s, m := choosing(t, username)
		s.typed("zyxoqua")
		meter.Set(m.Filled(), m.Words())
	}
	if mine.Words() != "Very easy to guess" || other.Words() == mine.Words() {
		t.Errorf("%q for the person, %q for anybody else", mine.Words(), other.Words())
	}
}

func TestStrengthIsOnlyForChoosing(t *testing.T) {
	s := ask(t, auth.EnterPassword{Username: "a@b.example"})
	s.typed("password")
	if len(objects[*kit.Meter](s)) != 0 {
		t.Error("a password that exists is graded")
	}
}

// However long the password is, a key must not wait for its grade.
func BenchmarkStrength(b *testing.B) {
	newApp(b)
	s := screens.For(auth.EnterNewPassword{Scenario: auth.ScenarioSignUp, Username: "anna@contoso.example"}, asking(b, "en", nil))
	w := opened(b, s, 480)
	s.Focus(w.Canvas())
	field := w.Canvas().Focused()
	for _, r := range strings.Repeat("qW3$eR5^tY7*uI9(", 16)[:255] {
		field.TypedRune(r)
	}
	for b.Loop() {
		field.TypedRune('(')
		field.TypedKey(&fyne.KeyEvent{Name: fyne.KeyBackspace})
	}
}

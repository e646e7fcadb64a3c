package screens_test

import (
	"regexp"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"github.com/vestibule-app/vestibule/auth"
	"github.com/vestibule-app/vestibule/screens"
	"github.com/vestibule-app/vestibule/screens/kit"
)

func TestNumbersAreGroupedWhileTyping(t *testing.T) {
	for _, c := range []struct{ region, typed, shown string }{
		{"US", "2", "(2"}, {"US", "201555", "(201) 555"}, {"US", "2015550123", "(201) 555-0123"}, {"US", "٢٠١٥٥٥٠١٢٣", "(201) 555-0123"},
		{"DE", "1512", "1512"}, {"DE", "15123456789", "1512 3456789"}, {"DE", "0151", "0151"}, {"CH", "0791234567", "079 123 45 67"},
		{"IT", "3123456789", "312 345 6789"}, {"FR", "0612345678", "06 12 34 56 78"}, {"FR", "612345678", "6 12 34 56 78"}, {"", "151234", "151234"},
	} {
		s := from(t, "en", c.region, registering(bySMS))
		s.window.Canvas().Focus(field(s).Target())
		s.typed(c.typed)
		if got := field(s).Text(); got != c.shown {
			t.Errorf("%s %s: %q, want %q", c.region, c.typed, got, c.shown)
		}
		for range len(c.typed) {
			s.press(fyne.KeyBackspace)
		}
		if c.typed == strings.Trim(c.typed, "٠١٢٣٤٥") && field(s).Text() != "" {
			t.Errorf("%s %s: Backspace leaves %q", c.region, c.typed, field(s).Text())
		}
	}
}

// A number that begins with + brings its country along, typed or pasted; countries that share a code keep it until the
// number tells.
func TestANumberBringsItsCountry(t *testing.T) {
	for _, c := range []struct{ region, typed, country, sent string }{
		{"US", "+4915123456789", "DE", "+4915123456789"},
		{"DE", "+12015550123", "US", "+12015550123"},
		{"US", "+1 (204) 234-5678", "CA", "+12042345678"},
		{"CA", "+12015550123", "US", "+12015550123"},
		{"", "+41 79 123 45 67", "CH", "+41791234567"},
		{"DE", "004915123456789", "DE", "+4915123456789"},
		{"DE", "＋٤٩15123456789", "DE", "+4915123456789"},
	} {
		for _, paste := range []bool{false, true} {
			s := from(t, "en", c.region, registering(bySMS))
			s.window.Canvas().Focus(field(s).Target())
			if paste {
				clip := test.NewClipboard()
				clip.SetContent("\n" + c.typed + " ")
				s.window.Canvas().Focused().(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutPaste{Clipboard: clip})
			} else {
				s.typed(c.typed)
			}
			if got := country(s).Chosen(); got != c.country {
				t.Errorf("%s (pasted: %v): the country is %q, want %q", c.typed, paste, got, c.country)
			}
			s.press(fyne.KeyReturn)
			s.answered(auth.Register{MethodID: "sms", Target: c.sent})
		}
	}
}

func TestNumbersThatCannotBe(t *testing.T) {
	for _, c := range []struct{ region, typed, says string }{
		{"DE", "", "Enter your phone number."},
		{"", "15123456789", "Choose the country of the number."},
		{"US", "201555", "This number is too short for United States."},
		{"US", "20155501234", "This number is too long for United States."},
		{"DE", "+999123456", "This is not a phone number of Germany."},
	} {
		s := from(t, "en", c.region, registering(bySMS))
		s.window.Canvas().Focus(field(s).Target())
		if c.typed != "" {
			s.typed(c.typed)
		}
		s.press(fyne.KeyReturn)
		s.mustSay(c.says)
		s.answered()
	}
	s := from(t, "de", "AT", registering(bySMS))
	s.window.Canvas().Focus(field(s).Target())
	s.typed("06")
	s.press(fyne.KeyReturn)
	s.mustSay("Diese Nummer ist zu kurz für Österreich.")
}

// A number that is not known to be handed out is doubted once; the person has the last word.
func TestADoubtfulNumberIsSentOnceItIsConfirmed(t *testing.T) {
	s := from(t, "en", "US", registering(bySMS))
	s.window.Canvas().Focus(field(s).Target())
	s.typed("5555550101")
	s.press(fyne.KeyReturn)
	s.mustSay("This does not look like a number of United States.")
	s.answered()
	s.press(fyne.KeyReturn)
	s.answered(auth.Register{MethodID: "sms", Target: "+15555550101"})
}

var e164 = regexp.MustCompile(`^\+[1-9][0-9]{4,16}$`)

// Whatever is typed in whatever country, no digit is lost or made up, what is on show stays when it is brought into form
// again, and what is sent has the form of E.164.
func FuzzPhone(f *testing.F) {
	for _, seed := range []struct{ region, typed string }{
		{"DE", "015123456789"}, {"US", "2015550123"}, {"IT", "0612345678"}, {"", "+4915123456789"}, {"CA", "+1204"}, {"RU", "8 912 345-67-89"}, {"AR", "1123456789"},
		{"MX", "5512345678"}, {"EG", "٠١٠٠١٢٣٤٥٦٧"}, {"AC", "40123"}, {"ZZ", "12"}, {"GB", "+"}, {"GB", "++44+7400"}, {"DE", "00491512"}, {"SM", "0549886377"}, {"CI", "0123456789"}, {"US", "1800FLOWERS;ext=5"},
	} {
		f.Add(seed.region, seed.typed)
	}
	test.NewTempApp(f)
	f.Fuzz(func(t *testing.T, region, typed string) {
		if len(typed) > 40 {
			t.Skip()
		}
		var answers []auth.Answer
		a := asking(t, "en", nil)
		a.Region = region
		a.Reply = func(answer auth.Answer) { answers = append(answers, answer) }
		s := &stage{t: t, screen: screens.For(auth.RegisterMethod{Methods: []auth.Method{bySMS}}, a)}
		number := field(s)
		for _, r := range typed {
			number.Target().TypedRune(r)
		}
		shown, all := number.Text(), onlyDigits(typed)
		switch {
		case strings.ContainsAny(typed, "+＋"): // a country code that was typed goes over to the country
			if !strings.HasSuffix(all, onlyDigits(shown)) {
				t.Fatalf("%q became %q", typed, shown)
			}
		case onlyDigits(shown) != all:
			t.Fatalf("%s: %q became %q", region, typed, shown)
		}
		if !strings.HasPrefix(shown, "+") {
			number.Target().TypedRune('7')
			number.Target().TypedKey(&fyne.KeyEvent{Name: fyne.KeyBackspace})
			if got := number.Text(); onlyDigits(got) != onlyDigits(shown) {
				t.Fatalf("%q, a digit and Backspace make %q", shown, got)
			}
		}
		for range 2 { // a number that is doubted is sent when it is sent again
			number.Target().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
		}
		for _, answer := range answers {
			if r, ok := answer.(auth.Register); !ok || !e164.MatchString(r.Target) {
				t.Fatalf("%s %q: sent %q", country(s).Chosen(), number.Text(), r.Target)
			}
		}
	})
}

func onlyDigits(s string) string {
	return strings.Map(func(r rune) rune {
		if d, ok := kit.Digit(r); ok {
			return d
		}
		return -1
	}, s)
}

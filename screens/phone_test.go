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

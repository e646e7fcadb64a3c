package screens_test

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"github.com/vestibule-app/vestibule/auth"
	"github.com/vestibule-app/vestibule/screens"
	"github.com/vestibule-app/vestibule/screens/kit"
)

func linked(b *screens.Brand) {
	b.Company = "Aldermoor Bank Ltd"
	b.TermsURL, b.PrivacyURL, b.HelpURL = "https://b.example/terms", "https://b.example/privacy", "https://b.example/help"
	b.SupportURL = "mailto:help@b.example"
}

func TestFooterOpensTheAddressesOfTheBrand(t *testing.T) {
	s := askedBy(t, auth.EnterPassword{Username: "a@b.example"}, linked)
	for _, words := range []string{"Terms of use", "Privacy", "Get help", "Support"} {
		s.tap(words)
	}
	s.window.Canvas().Focus(s.link("Privacy"))
	s.press(fyne.KeyReturn)
	want := []string{"https://b.example/terms", "https://b.example/privacy", "https://b.example/help", "mailto:help@b.example", "https://b.example/privacy"}
	if !slices.Equal(s.opened, want) {
		t.Errorf("opened %v, want %v", s.opened, want)
	}
	s.answered()
	s.press(fyne.KeyEscape) // from a link, too
	s.answered(auth.Back{})
	if !strings.Contains(outline(s.screen.Content()), "Aldermoor Bank Ltd") {
		t.Error("nobody stands behind it")
	}
}

// A company whose name reads like the line about the host is not named, and one with hidden signs is named without them.
func TestFooterNamesTheCompany(t *testing.T) {
	for company, want := range map[string]string{
		"Signs in to bank.example": "", "SIGNS IN\u200B TO  bank.example": "", "Bank\u202E Ltd": "Bank Ltd", "bank.example Ltd": "bank.example Ltd",
	} {
		s := askedBy(t, auth.EnterUsername{}, func(b *screens.Brand) { b.Company = company })
		shown := outline(s.screen.Content())
		if want == "" && strings.Contains(strings.ToLower(shown), "bank.example") || want != "" && !strings.Contains(shown, " "+want+"\n") {
			t.Errorf("%q is shown as\n%s", company, shown)
		}
	}
}

// An address that is not what it should be is not offered.
func TestFooterTakesNoOtherAddress(t *testing.T) {
	for _, address := range []string{
		"http://b.example/x", "javascript:alert(1)", "file:///etc/passwd", "b.example", "https://", "https://user@b.example/", "mailto:x@b.example?attach=/etc/passwd",
		"mailto:", "mailto:x", "mailto:a@b.example,c@d.example", "ms-msdt:/id", "https://b.example:port/",
	} {
		s := askedBy(t, auth.EnterUsername{}, func(b *screens.Brand) {
			b.TermsURL, b.PrivacyURL, b.HelpURL, b.SupportURL = address, address, address, address
		})
		for _, words := range []string{"Terms of use", "Privacy", "Get help", "Support"} {
			if s.link(words) != nil {
				t.Errorf("%q opens %q", words, address)
			}
		}
	}
	s := askedBy(t, auth.EnterUsername{}, func(b *screens.Brand) { b.TermsURL = "mailto:help@b.example" })
	if s.link("Terms of use") != nil {
		t.Error("the terms are sent by mail")
	}
	s = perform(t, func(a screens.Asking) screens.Screen {
		linked(&a.Brand)
		a.OpenURL = nil
		return screens.For(auth.EnterUsername{}, a)
	})
	if s.link("Terms of use") != nil {
		t.Error("a link is offered that nobody opens")
	}
}

// What does not open is told with the address, on each kind of screen, and does not meddle with what else opens there.
func TestFooterSaysWhatDoesNotOpen(t *testing.T) {
	for _, step := range []auth.Step{
		auth.EnterPassword{Username: "a@b.example"}, auth.OpenBrowser{URL: "https://h/open", Until: noon.AddDate(0, 0, 1)},
		auth.EnterCode{Username: "a@gmail.com", Channel: auth.ChannelEmail, SentTo: "a***a@gmail.com", Length: 6, ResendAt: noon},
	} {
		s := askedBy(t, step, linked)
		s.tap("Support")
		s.screen.(screens.Opening).NotOpened()
		s.mustSay("help@b.example could not be opened.")
		s.tap("Terms of use")
		s.screen.(screens.Opening).NotOpened()
		s.mustSay("https://b.example/terms could not be opened.")
		if _, waits := step.(auth.OpenBrowser); waits {
			s.tap("Support")
			s.tap("Open again")
			s.screen.(screens.Opening).NotOpened()
			s.mustSay("Copy the address and open it yourself.")
		}
	}
	s := ask(t, auth.EnterPassword{Username: "a@b.example"})
	s.screen.(screens.Opening).NotOpened() // of a screen before
	if s.says("could not be opened") {
		t.Error("something could not be opened that was never asked for")
	}
}

// The links come after the card and before nothing else, in the order of reading, with Tab and with a screen reader.
func TestFooterComesAfterTheCard(t *testing.T) {
	for _, tag := range []string{"en", "de", "ar"} {
		if raced && tag != "ar" {
			continue // a race does not depend on the language
		}
		newApp(t).Settings().SetTheme(kit.NewTheme(nil))
		a := asking(t, tag, nil)
		linked(&a.Brand)
		s := screens.For(auth.EnterPassword{Username: "a@b.example"}, a)
		w := test.NewTempWindow(t, s.Content())
		w.SetPadded(false)
		w.Resize(fyne.NewSize(400, 900))
		s.Focus(w.Canvas())
		w.Canvas().Unfocus()
		w.Canvas().FocusPrevious()
		var last []string
		for range 4 {
			last = append([]string{w.Canvas().Focused().(*kit.Link).Label()}, last...)
			w.Canvas().FocusPrevious()
		}
		want := []string{a.Words.Say("footer.terms"), a.Words.Say("footer.privacy"), a.Words.Say("action.help"), a.Words.Say("footer.support")}
		if !slices.Equal(last, want) {
			t.Errorf("%s: at the end of the keys are %q, want %q", tag, last, want)
		}
		for _, defect := range tabbed(w.Canvas(), tag == "ar", map[string]bool{}) {
			if !strings.Contains(defect, "looks with the focus") { // which the theme under test animates
				t.Errorf("%s: %s", tag, defect)
			}
		}
	}
}

// The looks of our own brands hold what people read, in long words and in large text.
func TestBrandsFit(t *testing.T) {
	app := newApp(t)
	for _, name := range samples {
		for _, tag := range []string{"de", "ar", screens.Pseudo} {
			for _, scale := range []float32{1, 2} {
				p := sample(t, name)
				a := asking(t, tag, nil)
				a.Words, a.Brand = a.Words.Branded(p), screens.BrandOf(p, tag)
				th := screens.ThemeOf(p, false, tag)
				th.TextScale = scale
				app.Settings().SetTheme(variant{th, false})
				for _, step := range []auth.Step{
					auth.EnterUsername{}, auth.EnterPassword{Username: "a@b.example"}, auth.EnterCode{Length: 8, SentTo: "a***r@contoso.example", ResendAt: noon},
				} {
					for _, width := range []float32{kit.WindowMinWidth, 1100} {
						s := screens.For(step, a)
						w := test.NewWindow(s.Content())
						w.SetPadded(false)
						w.Resize(fyne.NewSize(width, 4000))
						for _, misfit := range screens.Misfits(s.Content()) {
							t.Errorf("%s, %T in %s at %v, %v wide: %+v", name, step, tag, scale, width, misfit)
						}
						w.Close()
					}
				}
			}
		}
	}
}

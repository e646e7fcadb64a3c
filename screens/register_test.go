package screens_test

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"github.com/vestibule-app/vestibule/auth"
	"github.com/vestibule-app/vestibule/screens"
	"github.com/vestibule-app/vestibule/screens/kit"
)

var (
	byEmail = auth.Method{ID: "email", Channel: auth.ChannelEmail}
	bySMS   = auth.Method{ID: "sms", Channel: auth.ChannelSMS}
)

func registering(methods ...auth.Method) auth.RegisterMethod {
	return auth.RegisterMethod{Username: "ada@contoso.example", Methods: methods}
}

// from asks for a method in a country.
func from(t *testing.T, tag, region string, step auth.RegisterMethod) *stage {
	return perform(t, func(a screens.Asking) screens.Screen {
		a.Words, a.Region = words(t, tag), region
		return screens.For(step, a)
	})
}

func country(s *stage) *kit.Chooser {
	s.t.Helper()
	for _, c := range objects[*kit.Chooser](s) {
		return c
	}
	s.t.Fatal("no country is asked for")
	return nil
}

func TestRegisterAnAddress(t *testing.T) {
	s := ask(t, registering(byEmail))
	s.press(fyne.KeyReturn)
	s.mustSay("Enter your email address.")
	s.typed("ada@mail")
	s.press(fyne.KeyReturn)
	s.mustSay("Not complete. Check the address.")
	s.typed(".example ")
	s.press(fyne.KeyReturn)
	s.press(fyne.KeyReturn)
	s.answered(auth.Register{MethodID: "email", Target: "ada@mail.example"})
}

// A hint fills the field in only where it is a whole contact; one that is masked would be sent as it is.
func TestOnlyWholeHintsAreTaken(t *testing.T) {
	for hint, want := range map[string]string{
		"ada@mail.example": "ada@mail.example", "a***a@mail.example": "", "a•••@mail.example": "", "mail.example": "", "": "",
	} {
		method := byEmail
		method.Target = hint
		if got := field(ask(t, registering(method))).Text(); got != want {
			t.Errorf("%q fills in %q, want %q", hint, got, want)
		}
	}
	for hint, want := range map[string]string{
		"+4915123456789": "1512 3456789", "+49 (1512) 3456789": "1512 3456789", "+XX XXXXXXXX01": "", "+49 ••• 89": "", "+1555": "", "15123456789": "",
	} {
		method := bySMS
		method.Target = hint
		if got := field(ask(t, registering(method))).Text(); got != want {
			t.Errorf("%q fills in %q, want %q", hint, got, want)
		}
	}
}

// Both methods on one screen, by keys alone: arrows choose, Return goes on to the contact.
func TestRegisterANumberByKeysAlone(t *testing.T) {
	s := from(t, "en", "", registering(byEmail, bySMS))
	s.press(fyne.KeyDown)
	s.press(fyne.KeyReturn)
	s.focusIs(country(s))
	s.typed("germ")
	s.press(fyne.KeyReturn)
	s.typed("0151")
	if got := field(s).Text(); got != "0151" {
		t.Errorf("the beginning of a number reads %q", got)
	}
	s.press(fyne.KeyReturn)
	s.mustSay("This number is too short for Germany.")
	s.answered()
	s.typed("23456789")
	if got := field(s).Text(); got != "01512 3456789" {
		t.Errorf("the number reads %q", got)
	}
	s.press(fyne.KeyReturn)
	s.answered(auth.Register{MethodID: "sms", Target: "+4915123456789"})
}

// Each refusal stands where it can be mended, and what was typed stays.
func TestRefusedContactsStay(t *testing.T) {
	for code, at := range map[auth.ProblemCode]string{
		auth.ContactInvalid: "number", auth.MethodBlocked: "number", auth.RegionBlocked: "country",
		auth.PhoneLimit: "banner", auth.TooManyCodes: "banner", auth.Throttled: "banner",
	} {
		step := registering(bySMS)
		s := from(t, "en", "DE", step)
		s.window.Canvas().Focus(field(s).Target())
		s.typed("15123456789")
		s.press(fyne.KeyReturn)
		step.Problem = &auth.Problem{Code: code, RetryAt: noon.Add(3 * time.Minute)}
		s.show(step)
		got := map[string]bool{"number": field(s).Error() != "", "country": country(s).Error() != "", "banner": false}
		for _, b := range objects[*kit.Banner](s) {
			got["banner"] = b.Text() != ""
		}
		for place, marked := range got {
			if marked != (place == at) {
				t.Errorf("%s: marked %v, want %s", code, got, at)
				break
			}
		}
		if field(s).Text() != "1512 3456789" || country(s).Chosen() != "DE" {
			t.Errorf("%s: left are %q and %q", code, country(s).Chosen(), field(s).Text())
		}
		if at == "country" {
			s.focusIs(country(s))
		} else {
			s.focusIs(field(s))
		}
	}
}

// A switch to the other method and back loses nothing.
func TestSwitchingMethodsKeepsBoth(t *testing.T) {
	s := from(t, "en", "DE", registering(bySMS, byEmail))
	s.window.Canvas().Focus(field(s).Target())
	s.typed("15123456789")
	methods := objects[*kit.Options](s)[0]
	s.window.Canvas().Focus(methods.Target())
	s.press(fyne.KeyDown)
	s.press(fyne.KeyReturn)
	s.typed("ada@mail.example")
	s.window.Canvas().Focus(methods.Target())
	s.press(fyne.KeyUp)
	s.press(fyne.KeyReturn)
	s.press(fyne.KeyReturn)
	s.answered(auth.Register{MethodID: "sms", Target: "+4915123456789"})
}

// Escape closes an open list, and only then goes back.
func TestEscapeClosesTheListFirst(t *testing.T) {
	s := from(t, "en", "", registering(bySMS))
	s.press(fyne.KeyDown)
	s.press(fyne.KeyEscape)
	s.answered()
	s.press(fyne.KeyEscape)
	s.answered(auth.Back{})
}

// Whatever a tenant lists, there is something to answer with.
func TestMethodsNobodyKnows(t *testing.T) {
	s := ask(t, registering(auth.Method{ID: "voice", Channel: "voice"}, byEmail))
	s.typed("ada@mail.example")
	s.press(fyne.KeyReturn)
	s.answered(auth.Register{MethodID: "email", Target: "ada@mail.example"})
	for _, step := range []auth.RegisterMethod{registering(auth.Method{ID: "voice", Channel: "voice"}), registering()} {
		s := ask(t, step)
		s.press(fyne.KeyEscape)
		s.answered(auth.Back{})
	}
	s = ask(t, registering(byEmail))
	s.show(registering(bySMS, byEmail))
	s.press(fyne.KeyDown)
	s.press(fyne.KeyReturn)
	s.typed("ada@mail.example")
	s.press(fyne.KeyReturn)
	s.answered(auth.Register{MethodID: "email", Target: "ada@mail.example"})
}

// In a language that is read from the right, countries have their own names and numbers stay as they are.
func TestANumberInArabic(t *testing.T) {
	s := from(t, "ar", "EG", registering(bySMS))
	if got := said(country(s).Target().(fyne.Widget)); !strings.Contains(got, "مصر, +20") {
		t.Errorf("the country reads %q", got)
	}
	s.window.Canvas().Focus(field(s).Target())
	s.typed("٠١٠٠١٢٣٤٥٦٧")
	if got := field(s).Text(); got != "010 01234567" {
		t.Errorf("the number reads %q", got)
	}
	s.window.Canvas().Focus(country(s).Target())
	s.typed("ألمان")
	s.press(fyne.KeyReturn)
	if got := country(s).Chosen(); got != "DE" {
		t.Errorf("chosen is %q", got)
	}
}

// Back from the code, the number that was typed is there to be mended, in its country.
func TestRegisterRemembersTheAnswer(t *testing.T) {
	q := registering(byEmail, bySMS)
	q.MethodID, q.Target = "sms", "+4915123456789"
	s := ask(t, q)
	if got := field(s).Text(); got != "1512 3456789" || country(s).Chosen() != "DE" {
		t.Errorf("%q in %q", got, country(s).Chosen())
	}
	s.press(fyne.KeyReturn)
	s.answered(auth.Register{MethodID: "sms", Target: "+4915123456789"})
	q.MethodID, q.Target = "email", "ada@mail.example"
	if got := field(ask(t, q)).Text(); got != "ada@mail.example" {
		t.Errorf("the address reads %q", got)
	}
}

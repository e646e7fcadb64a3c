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

func TestCodesSayWhatTheyAreFor(t *testing.T) {
	for purpose, title := range map[auth.Purpose]string{
		auth.PurposeSignIn: "Check your email", auth.PurposeSecondFactor: "Check your email", auth.PurposeSignUp: "Confirm your address",
		auth.PurposeReset: "Reset your password", auth.PurposeRegister: "Confirm your address",
	} {
		step := emailCode
		step.Purpose, step.Sends = purpose, 3
		s := ask(t, step)
		s.mustSay(title)
		s.mustSay("We sent a code to a***a@contoso.example.")
		ownWay := purpose == auth.PurposeSignIn || purpose == auth.PurposeSecondFactor
		if s.says("sign in another way") != ownWay {
			t.Errorf("%s: another way to sign in is suggested: %v", purpose, !ownWay)
		}
		// 701014: no more codes until the time that the tenant gave, whatever the code is for.
		step.ResendAt, step.Problem = noon.Add(30*time.Minute), &auth.Problem{Code: auth.TooManyCodes, RetryAt: noon.Add(30 * time.Minute)}
		s.show(step)
		s.mustSay("You can ask for another at 15:07.")
		s.mustSay("You can ask for a new code at 15:07.")
		if s.link("Send a new code") != nil {
			t.Errorf("%s: a new code is on offer", purpose)
		}
	}
	expired := emailCode
	expired.Purpose, expired.Notice = auth.PurposeReset, auth.NoticePasswordExpired
	ask(t, expired).mustSay("Your password has to be changed before you can go on.")
}

func TestTheAddressCanBeLeftBehind(t *testing.T) {
	step := auth.SignedIn{Account: auth.Account{Username: "ada@contoso.example"}, Kept: true}
	s := ask(t, step)
	check := objects[*kit.Options](s)[0]
	if !check.On() {
		t.Error("off, though the settings say on")
	}
	s.window.Canvas().Focus(check.Target())
	s.press(fyne.KeySpace)
	s.press(fyne.KeySpace)
	if !slices.Equal(s.calls, []string{"remember false", "remember true"}) {
		t.Errorf("calls: %v", s.calls)
	}
	s = perform(t, func(a screens.Asking) screens.Screen {
		a.OnRemember = nil
		return screens.For(step, a)
	})
	if len(objects[*kit.Options](s)) != 0 {
		t.Error("the switch is on show, though nobody takes it")
	}
}

// Removing an account asks once. Escape and the other button leave everything as it was.
func TestRemovingAsksOnce(t *testing.T) {
	list := []auth.Account{{ID: "1", Name: "Anna", Username: "anna@contoso.example", SignedIn: true}, {ID: "2", Name: "Omar", Username: "omar@contoso.example"}}
	var removed []string
	s := perform(t, func(a screens.Asking) screens.Screen {
		return screens.Accounts(a, list, func(auth.Account) {}, func() {}, func(p auth.Account) { removed = append(removed, p.ID) })
	})
	rows := objects[*kit.Row](s)
	s.window.Canvas().Focus(rows[1])
	s.press(fyne.KeyDelete)
	s.mustSay("Omar is signed out and taken off the list of this computer.")
	s.press(fyne.KeyEscape)
	s.press(fyne.KeyDelete)
	s.press(fyne.KeyReturn) // Keep has the focus
	if got := objects[*kit.Row](s); !slices.Equal(got, rows) || len(removed) != 0 {
		t.Fatalf("%d rows are left, and removed are %v", len(got), removed)
	}
	if s.window.Canvas().Focused() != fyne.Focusable(rows[1]) {
		t.Errorf("the focus is on %T", s.window.Canvas().Focused())
	}
	test.Tap(objects[*kit.IconButton](s)[1])
	test.Tap(objects[*kit.IconButton](s)[0]) // thought better of it: the other one
	s.mustSay("Anna is signed out")
	if s.says("Omar is signed out") {
		t.Error("two questions at once")
	}
	s.window.Canvas().FocusPrevious()
	s.press(fyne.KeySpace)
	if !slices.Equal(removed, []string{"1"}) {
		t.Errorf("removed are %v", removed)
	}
	s.screen.Busy(screens.Working)
	s.tap("Remove")
	test.Tap(objects[*kit.IconButton](s)[0])
	if !slices.Equal(removed, []string{"1"}) || s.says("Omar is signed out") {
		t.Errorf("while one is being removed: %v", removed)
	}
}

package screens_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"github.com/vestibule-app/vestibule/auth"
	"github.com/vestibule-app/vestibule/screens"
	"github.com/vestibule-app/vestibule/screens/kit"
)

const extension = "extension_0123456789abcdef0123456789abcdef_"

// told checks the one answer so far, which holds the values of attributes.
func (s *stage) told(want map[string]string) {
	s.t.Helper()
	if len(s.answers) != 1 {
		s.t.Fatalf("%d answers, want one", len(s.answers))
	}
	if got, ok := s.answers[0].(auth.Attributes); !ok || !maps.Equal(got.Values, want) {
		s.t.Fatalf("told %v, want %v", got.Values, want)
	}
}

// labelled finds a field by its label.
func (s *stage) labelled(label string) *kit.Field {
	s.t.Helper()
	for _, f := range objects[*kit.Field](s) {
		if f.Label() == label {
			return f
		}
	}
	s.t.Fatalf("no field is called %q", label)
	return nil
}

// group finds a group of options by its label, or a single option by its title.
func (s *stage) group(label string) *kit.Options {
	s.t.Helper()
	for _, o := range objects[*kit.Options](s) {
		if o.Label() == label || o.Label() == "" && slices.Equal(o.Titles(), []string{label}) {
			return o
		}
	}
	s.t.Fatalf("no options are called %q", label)
	return nil
}

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

func everyKind() auth.EnterAttributes {
	return auth.EnterAttributes{Username: "ada@contoso.example", Attributes: []auth.Attribute{
		{Name: "displayName", Required: true, MaxLength: 12},
		{Name: "city"},
		{Name: extension + "membership", Required: true, Pattern: "^[A-Z]{2}[0-9]{4}$"},
		{Name: extension + "yearOfBirth", Kind: auth.AttributeNumber},
		{Name: extension + "newsletter", Kind: auth.AttributeYesNo},
		{Name: extension + "overEighteen", Kind: auth.AttributeYesNo, Required: true},
		{Name: extension + "size", Kind: auth.AttributeOneOf, Options: []string{"S", "M", "L"}},
		{Name: extension + "hobbies", Kind: auth.AttributeSeveralOf, Options: []string{"Dancing", "Swimming", "Chess"}},
	}}
}

// The whole form by keys alone: Return goes to what is still empty, Tab to the next, Space and arrows choose.
func TestAttributesByKeysAlone(t *testing.T) {
	s := ask(t, everyKind())
	s.focusIs(s.labelled("Display name *"))
	s.typed(" Ada é ")
	s.press(fyne.KeyReturn)
	s.focusIs(s.labelled("City (optional)"))
	s.press(fyne.KeyReturn)
	s.focusIs(s.labelled("Membership *"))
	s.typed("AB1234")
	s.press(fyne.KeyReturn)
	s.focusIs(s.labelled("Year of birth (optional)"))
	s.typed("19٨5x")
	s.window.Canvas().FocusNext()
	s.press(fyne.KeySpace)
	s.press(fyne.KeyReturn)
	s.focusIs(s.group("Over eighteen *"))
	s.press(fyne.KeySpace)
	s.press(fyne.KeyDown)
	s.press(fyne.KeyReturn)
	s.focusIs(s.group("Size (optional)"))
	s.press(fyne.KeyDown)
	s.press(fyne.KeyReturn)
	s.focusIs(s.group("Hobbies (optional)"))
	s.press(fyne.KeyDown)
	s.press(fyne.KeyDown)
	s.press(fyne.KeySpace)
	s.press(fyne.KeyUp)
	s.press(fyne.KeyUp)
	s.press(fyne.KeySpace)
	s.press(fyne.KeyReturn)
	s.told(map[string]string{
		"displayName": "Ada é", "city": "", extension + "membership": "AB1234", extension + "yearOfBirth": "1985", extension + "newsletter": "true",
		extension + "overEighteen": "false", extension + "size": "M", extension + "hobbies": "Dancing,Chess",
	})
}

// Nothing is sent while something is missing or wrong; each field says why, and the first has the focus.
func TestAttributesAreChecked(t *testing.T) {
	s := ask(t, everyKind())
	s.tap("Continue")
	s.answered()
	if s.labelled("Display name *").Error() == "" || s.labelled("Membership *").Error() == "" || s.group("Over eighteen *").Error() == "" {
		t.Error("a required attribute may be left out")
	}
	if s.labelled("City (optional)").Error() != "" || s.group("Size (optional)").Error() != "" {
		t.Error("an optional attribute may not be left out")
	}
	s.focusIs(s.labelled("Display name *"))
	s.typed("Ada Lovelace")
	if s.labelled("Display name *").Error() != "" {
		t.Error("the mark stays while it is being mended")
	}
	s.typed("!")
	s.mustSay("At most 12 characters fit here.")
	s.tap("Continue")
	s.answered()
	s.press(fyne.KeyBackspace)
	member := s.labelled("Membership *")
	s.window.Canvas().Focus(member.Target())
	s.typed("ab12")
	s.press(fyne.KeyReturn)
	s.tap("Continue")
	s.answered()
	if member.Error() != "This is not in the expected form." {
		t.Errorf("membership says %q", member.Error())
	}
	s.focusIs(member)
}

// A regular expression that Go cannot read is left to the tenant. One that has no anchors may match anywhere.
func TestPatternsAreThoseOfTheTenant(t *testing.T) {
	for pattern, fits := range map[string]bool{`(?<=a)b`: true, `[`: true, `[0-9]{3}`: true, `^[0-9]{3}$`: false, ``: true} {
		s := ask(t, auth.EnterAttributes{Attributes: []auth.Attribute{{Name: "jobTitle", Pattern: pattern}}})
		s.typed("x123x")
		s.press(fyne.KeyReturn)
		if got := len(s.answers) == 1; got != fits {
			t.Errorf("%q: sent %v, want %v", pattern, got, fits)
		}
	}
}

// What the tenant refuses is marked field by field, and everything else stays.
func TestRefusedAttributesStay(t *testing.T) {
	step := auth.EnterAttributes{Attributes: []auth.Attribute{{Name: "displayName", Required: true}, {Name: "city"}, {Name: "country"}}}
	s := ask(t, step)
	s.typed("Ada")
	s.press(fyne.KeyReturn)
	s.typed("Paris")
	s.press(fyne.KeyReturn)
	s.typed("France")
	s.press(fyne.KeyReturn)
	s.told(map[string]string{"displayName": "Ada", "city": "Paris", "country": "France"})
	again := step
	again.Problem = &auth.Problem{Code: auth.AttributeInvalid, Fields: []string{"country", "city"}}
	s.show(again)
	for label, wrong := range map[string]bool{"Display name *": false, "City (optional)": true, "Country or region (optional)": true} {
		if f := s.labelled(label); (f.Error() != "") != wrong || f.Text() == "" {
			t.Errorf("%s holds %q and says %q", label, f.Text(), f.Error())
		}
	}
	s.focusIs(s.labelled("City (optional)"))
	again.Problem = &auth.Problem{Code: auth.AttributeInvalid, Fields: []string{"elsewhere"}}
	s.show(again)
	s.mustSay("This is not accepted.")
	if s.labelled("City (optional)").Error() != "" {
		t.Error("a mark of before stays")
	}
}

// Another round asks for other attributes; those that are asked for again keep what was typed.
func TestAnotherRoundOfAttributes(t *testing.T) {
	s := ask(t, auth.EnterAttributes{Attributes: []auth.Attribute{{Name: "displayName", Required: true}, {Name: "city"}}})
	s.typed("Ada")
	s.show(auth.EnterAttributes{Attributes: []auth.Attribute{{Name: "displayName", Required: true}, {Name: "surname", Required: true, Value: "Lovelace"}, {Name: "state"}}})
	if got := s.labelled("Display name *").Text(); got != "Ada" {
		t.Errorf("the name is %q", got)
	}
	s.focusIs(s.labelled("State or province (optional)"))
	s.press(fyne.KeyReturn)
	s.told(map[string]string{"displayName": "Ada", "surname": "Lovelace", "state": ""})
}

func TestAttributesStartFromWhatIsKnown(t *testing.T) {
	step := everyKind()
	for i, value := range []string{"Ada", "Paris", "AB1234", "1815", "false", "true", "L", "Chess,Dancing,Fencing"} {
		step.Attributes[i].Value = value
	}
	s := ask(t, step)
	s.tap("Continue")
	s.told(map[string]string{
		"displayName": "Ada", "city": "Paris", extension + "membership": "AB1234", extension + "yearOfBirth": "1815", extension + "newsletter": "false",
		extension + "overEighteen": "true", extension + "size": "L", extension + "hobbies": "Dancing,Chess",
	})
}

// Of many options one is found by typing.
func TestOneOfManyOptions(t *testing.T) {
	options := strings.Fields("Amber Blue Cyan Denim Ebony Fawn Green Hazel Ivory Jade")
	step := auth.EnterAttributes{Attributes: []auth.Attribute{{Name: extension + "colour", Kind: auth.AttributeOneOf, Options: options, Required: true}}}
	s := ask(t, step)
	s.tap("Continue")
	s.answered()
	s.mustSay("Choose an answer.")
	s.typed("ha")
	s.press(fyne.KeyReturn)
	s.tap("Continue")
	s.told(map[string]string{extension + "colour": "Hazel"})
	step.Attributes[0].Required, step.Attributes[0].Value = false, "Jade"
	s = ask(t, step)
	s.window.Canvas().Focus(objects[*kit.Chooser](s)[0].Target())
	s.typed("no answer")
	s.press(fyne.KeyReturn)
	s.tap("Continue")
	s.told(map[string]string{extension + "colour": ""})
}

// The settings name what the translations cannot know; a name of nobody is made readable.
func TestAttributesAreNamed(t *testing.T) {
	step := auth.EnterAttributes{Attributes: []auth.Attribute{
		{Name: extension + "loyaltyNumber"}, {Name: extension + "membership", Pattern: "^[0-9]+$", Required: true}, {Name: "city"}, {Name: "some_other2Name"}, {Name: "\u202E"},
	}}
	s := perform(t, func(a screens.Asking) screens.Screen {
		a.Attribute = func(name string) (label, hint string) {
			switch name {
			case extension + "membership":
				return "Member\nship card", "The digits on the back."
			case "city":
				return "", "Where we deliver."
			}
			return "", ""
		}
		return screens.For(step, a)
	})
	var labels []string
	for _, f := range objects[*kit.Field](s) {
		labels = append(labels, f.Label())
	}
	if want := []string{"Loyalty number (optional)", "Member ship card *", "City (optional)", "Some other2 name (optional)", "Further detail (optional)"}; !slices.Equal(labels, want) {
		t.Errorf("labels: %q, want %q", labels, want)
	}
	s.mustSay("Where we deliver.")
	s.window.Canvas().Focus(s.labelled("Member ship card *").Target())
	s.typed("x")
	s.tap("Continue")
	s.mustSay("This is not in the expected form. The digits on the back.")
}

// A form that is longer than the window scrolls to the field that has the focus.
func TestALongFormScrollsToTheFocus(t *testing.T) {
	s := ask(t, everyKind())
	last := s.group("Hobbies (optional)")
	bottom := func() float32 {
		return fyne.CurrentApp().Driver().AbsolutePositionForObject(last).Y + last.Size().Height
	}
	if bottom() < 720 {
		t.Fatal("the form is not long")
	}
	s.window.Canvas().Focus(last.Target())
	s.window.Canvas().FocusNext()
	s.window.Canvas().FocusNext()
	if bottom() > 720 {
		t.Errorf("the focus is %v below the window", bottom()-720)
	}
}

// Every attribute that is built in has words of its own in every language.
func TestBuiltInAttributesHaveWords(t *testing.T) {
	for _, tag := range []string{"en", "de", "ar"} {
		seen := map[string]bool{}
		for _, name := range []string{"displayName", "givenName", "surname", "jobTitle", "streetAddress", "postalCode", "city", "state", "country"} {
			s := perform(t, func(screens.Asking) screens.Screen {
				return screens.For(auth.EnterAttributes{Attributes: []auth.Attribute{{Name: name, Required: true}}}, asking(t, tag, nil))
			})
			label := field(s).Label()
			if seen[label] || strings.Contains(strings.ToLower(strings.ReplaceAll(label, " ", "")), "attribute.") {
				t.Errorf("%s: %s is called %q", tag, name, label)
			}
			seen[label] = true
		}
	}
}

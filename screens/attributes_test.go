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

// What .NET reads otherwise than Go is the tenant's to judge: a right answer is never held back here.
func TestPatternsAreReadAsTheTenantDoes(t *testing.T) {
	for _, c := range []struct {
		pattern, value string
		sent           bool
	}{
		{`^\w+$`, "Müller", true}, {`^\w+$`, "Miller", true}, {`^\w+$`, "Mill er", false}, {`^[\w ]+$`, "Анна Ли", true}, {`^\d{3}$`, "١٢٣", true},
		{`^\bÉ`, "École", true}, {`^[A-Z]+$`, "ÄÖÜ", false}, {`^\p{L}+$`, "Müller", true}, {`^\p{L}+$`, "Müller1", false},
		{`^[a-z-[aeiou]]+$`, "xyz", true}, {`^[[:alpha:]]$`, "x", true}, {`^[A-Z][a-z]+$`, "anna", false},
	} {
		s := ask(t, auth.EnterAttributes{Attributes: []auth.Attribute{{Name: "jobTitle", Pattern: c.pattern}}})
		s.typed(c.value)
		s.press(fyne.KeyReturn)
		if got := len(s.answers) == 1; got != c.sent {
			t.Errorf("%q: %q was sent %v, want %v", c.pattern, c.value, got, c.sent)
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

package app_test

import (
	"slices"
	"strings"
	"unicode"

	"fyne.io/fyne/v2"

	"github.com/vestibule-app/vestibule/app"
	"github.com/vestibule-app/vestibule/auth"
	"github.com/vestibule-app/vestibule/auth/stories"
	"github.com/vestibule-app/vestibule/screens"
	"github.com/vestibule-app/vestibule/screens/kit"
	"github.com/vestibule-app/vestibule/screens/kit/kittest"
)

// This file is how the people of the stories answer: they type, tap and press Enter.

// begin goes from the first screen, or by way of the accounts, to a conversation of another kind.
func (w *window) begin(l stories.Line, key string) {
	w.t.Helper()
	if w.app.Step() == nil {
		w.tap(l, w.app.Words().Say("accounts.add"))
		w.settle(l.At())
	}
	w.tap(l, w.app.Words().Say(key))
}

func (w *window) say(l stories.Line) {
	w.t.Helper()
	words := w.app.Words()
	if l.Arg(0) == "username" && w.app.Step() == nil {
		w.tap(l, words.Say("accounts.add"))
		w.settle(l.At())
	}
	switch l.Arg(0) {
	case "username", "password", "new":
		w.fill(l.Rest(1))
		w.enter()
	case "code":
		w.fill(stories.Code(w.t, w.tenant, l))
		if w.app.Settled() { // a complete code goes by itself
			w.enter()
		}
	case "attributes":
		w.attributes(l)
	case "register":
		w.register(l)
	case "forgot":
		w.tap(l, words.Say("action.forgot"))
	case "create":
		w.tap(l, words.Say("action.create"))
	case "wait":
		w.tap(l, words.Say("action.retry"))
	case "resend":
		w.tap(l, words.Say("code.resend"))
	case "browser":
		w.tap(l, words.Say("action.browser"))
	case "back":
		w.press(fyne.KeyEscape)
	case "pick":
		w.tap(l, words.Say("method."+l.Arg(1)))
	default:
		w.t.Fatalf("%s: nobody says that", l.At())
	}
}

// attributes fills in what a story names, finding each field by its label, and presses the button.
func (w *window) attributes(l stories.Line) {
	w.t.Helper()
	step, ok := w.app.Step().(auth.EnterAttributes)
	if !ok {
		w.t.Fatalf("%s: no attributes are asked for but %v", l.At(), w.describe())
	}
	values := stories.Attributes(w.t, l)
	for _, a := range step.Attributes {
		if value, told := values[a.Name]; told {
			w.attribute(l, a.Name, value)
			delete(values, a.Name)
		}
	}
	if len(values) > 0 {
		w.t.Fatalf("%s: nobody asks for %v", l.At(), values)
	}
	w.tap(l, w.app.Words().Say("action.continue"))
}

// labelled is what a person answers with.
type labelled interface {
	fyne.CanvasObject
	Label() string
	Error() string
	Target() fyne.Focusable
}

// labelOf is what an attribute is called: in the settings, in the words of the program, or by its own name.
func (w *window) labelOf(name string) string {
	if label, _ := app.AttributeWords(w.app, name); label != "" {
		return label
	}
	var key strings.Builder
	for _, r := range name {
		if unicode.IsUpper(r) {
			key.WriteByte('_')
		}
		key.WriteRune(unicode.ToLower(r))
	}
	if words := w.app.Words().Say("attribute." + key.String()); !strings.HasPrefix(words, "attribute.") {
		return words
	}
	own := name[strings.LastIndexByte(name, '_')+1:]
	return strings.ToUpper(own[:1]) + own[1:]
}

// control finds the field of an attribute by its label; nil if there is none.
func (w *window) control(name string) labelled {
	words := w.app.Words()
	label := screens.Params{"Label": w.labelOf(name)}
	for _, o := range w.objects() {
		field, ok := o.(labelled)
		if !ok {
			continue
		}
		called := field.Label()
		if options, ok := o.(*kit.Options); ok && called == "" && len(options.Titles()) == 1 {
			called = options.Titles()[0]
		}
		if called == words.Say("attribute.required", label) || called == words.Say("attribute.optional", label) {
			return field
		}
	}
	return nil
}

// attribute answers one of them.
func (w *window) attribute(l stories.Line, name, value string) {
	w.t.Helper()
	words := w.app.Words()
	switch c := w.control(name).(type) {
	case *kit.Field:
		w.app.Window().Canvas().Focus(c.Target())
		w.fill(value)
	case *kit.Options:
		want := strings.Split(value, ",")
		if value == "true" || value == "false" {
			yes := words.Say("attribute.yes")
			if len(c.Titles()) == 1 {
				yes = c.Titles()[0]
			}
			want = []string{map[bool]string{true: yes, false: words.Say("attribute.no")}[value == "true"]}
		}
		for i, title := range c.Titles() {
			if slices.Contains(want, title) != slices.Contains(c.Chosen(), i) {
				w.tapIn(l, c, title)
			}
		}
	case *kit.Chooser:
		w.choose(c, value)
	default:
		w.t.Fatalf("%s: there is no field for %s in %q", l.At(), name, w.text())
	}
}

// choose opens a list, types what is looked for, and takes the first that is found.
func (w *window) choose(c *kit.Chooser, what string) {
	canvas := w.app.Window().Canvas()
	canvas.Focus(c.Target())
	w.press(fyne.KeySpace)
	w.fill(what)
	w.enter()
}

// tapIn taps what has a label inside something.
func (w *window) tapIn(l stories.Line, inside fyne.CanvasObject, label string) {
	w.t.Helper()
	found := false
	kittest.Walk(inside, func(o fyne.CanvasObject) {
		if o, ok := o.(interface {
			fyne.Tappable
			Label() string
		}); ok && !found && o.Label() == label {
			found = true
			o.Tapped(&fyne.PointEvent{})
		}
	})
	if !found {
		w.t.Fatalf("%s: there is no option %q in %q", l.At(), label, w.text())
	}
}

// register chooses a method where there is a choice, and types the contact. Who is told that a number looks strange is sure
// of it, and sends it all the same.
func (w *window) register(l stories.Line) {
	w.t.Helper()
	words := w.app.Words()
	kind, label := "register.email_title", "register.email"
	if l.Arg(1) == "sms" {
		kind, label = "register.sms_title", "phone.number"
	}
	if options := all[*kit.Options](w); len(options) > 0 {
		w.tapIn(l, options[0], words.Say(kind))
	}
	fields := all[*kit.Field](w)
	i := slices.IndexFunc(fields, func(f *kit.Field) bool { return f.Label() == words.Say(label) })
	if i < 0 {
		w.t.Fatalf("%s: there is no field %q in %q", l.At(), words.Say(label), w.text())
	}
	w.app.Window().Canvas().Focus(fields[i].Target())
	w.fill(l.Rest(2))
	w.enter()
	if w.app.Settled() && fields[i].Error() != "" && l.Rest(2) != "" {
		w.enter()
	}
}

// complaint is what can be read at the field of an attribute; "" when it is not complained of.
func (w *window) complaint(name string) string {
	if c := w.control(name); c != nil && w.reads(c.Error()) {
		return c.Error()
	}
	return ""
}

// refusedHere says whether the screen refuses an answer with that code by itself, so that only its words tell: what
// cannot be right does not reach the conversation.
func (w *window) refusedHere(code auth.ProblemCode) bool {
	say := w.app.Words().Say
	var words []string
	switch code {
	case auth.AnswerMissing:
		words = []string{say("username.missing"), say("password.missing"), say("code.missing"), say("new_password.missing"),
			say("attribute.missing"), say("attribute.choose_missing"), say("phone.missing")}
	case auth.CodeIncomplete:
		words = []string{say("code.incomplete", screens.Params{"Length": 8})}
	case auth.AttributeInvalid:
		words = []string{say("attribute.pattern")}
		if step, ok := w.app.Step().(auth.EnterAttributes); ok {
			for _, a := range step.Attributes {
				_, hint := app.AttributeWords(w.app, a.Name)
				words = append(words, say("attribute.pattern_hint", screens.Params{"Hint": hint}))
			}
		}
	case auth.PasswordTooShort, auth.PasswordTooLong, auth.PasswordTooWeak, auth.PasswordInvalid, auth.UsernameInvalid:
		words = []string{w.app.Words().Problem(&auth.Problem{Code: code}, screens.Circumstance{Now: w.clock.Now()})}
	default:
		return false
	}
	for _, o := range w.objects() {
		if field, ok := o.(interface{ Error() string }); ok && slices.Contains(words, field.Error()) && w.reads(field.Error()) {
			return true
		}
	}
	return false
}

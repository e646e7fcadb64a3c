package screens

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"golang.org/x/text/unicode/norm"

	"github.com/vestibule-app/vestibule/auth"
	"github.com/vestibule-app/vestibule/screens/kit"
)

// mostRadios is how many options are drawn under each other; more of them go into a list that can be searched.
const mostRadios = 8

// entry asks for one attribute.
type entry struct {
	auth.Attribute
	control
	words   *Words
	hint    string
	settle  func()
	pattern *regexp.Regexp // nil: everything fits
	value   func() string  // in the form of the wire; "" for none
	bind    func(onSubmit func(), onKey func(*fyne.KeyEvent) bool)
}

// control is what a person answers with.
type control interface {
	fyne.CanvasObject
	Target() fyne.Focusable
	Error() string
	SetError(string)
	SetHelper(string)
	SetDisabled(bool)
}

// newEntry makes the field that fits an attribute. settle has the form lay itself out again.
func newEntry(a Asking, attribute auth.Attribute, settle func()) *entry {
	e := &entry{Attribute: attribute, words: a.Words, settle: settle}
	label, hint := e.called(a)
	e.hint = hint
	if attribute.Pattern != "" && !nestedRE.MatchString(attribute.Pattern) {
		e.pattern, _ = regexp.Compile(attribute.Pattern) // one that RE2 cannot read is left to the tenant
	}
	marked := a.Words.Say("attribute.optional", Params{"Label": label})
	if attribute.Required {
		marked = a.Words.Say("attribute.required", Params{"Label": label})
	}
	switch {
	case attribute.Kind == auth.AttributeYesNo && attribute.Required:
		e.yesOrNo(marked)
	case attribute.Kind == auth.AttributeYesNo:
		e.maybe(marked)
	case attribute.Kind == auth.AttributeOneOf && len(attribute.Options) > mostRadios:
		e.oneOfMany(marked)
	case attribute.Kind == auth.AttributeOneOf && len(attribute.Options) > 0:
		e.oneOf(marked)
	case attribute.Kind == auth.AttributeSeveralOf && len(attribute.Options) > 0:
		e.severalOf(marked)
	default:
		e.text(marked)
	}
	e.SetHelper(hint)
	return e
}

// text is a field; of a number it takes digits of any script and keeps 0 to 9.
func (e *entry) text(label string) {
	f := kit.NewField(label)
	if e.Kind == auth.AttributeNumber {
		f.SetFilter(kit.Digit)
	}
	f.SetText(e.Value)
	f.OnChanged = func(string) { e.mend(e.tooLong()) }
	e.control = f
	e.value = func() string { return norm.NFC.String(strings.TrimSpace(f.Text())) }
	e.bind = func(onSubmit func(), onKey func(*fyne.KeyEvent) bool) { f.OnSubmit, f.OnKey = onSubmit, onKey }
}

// group is what all groups of options have in common.
func (e *entry) group(o *kit.Options) {
	o.OnChanged = func() { e.mend("") }
	e.control = o
	e.bind = func(onSubmit func(), onKey func(*fyne.KeyEvent) bool) { o.OnSubmit, o.OnKey = onSubmit, onKey }
}

// yesOrNo asks for an answer: no is one too.
func (e *entry) yesOrNo(label string) {
	o := kit.NewOptions(label, []string{e.words.Say("attribute.yes"), e.words.Say("attribute.no")}, false)
	e.group(o)
	e.single(o, []string{"true", "false"})
}

// maybe is a question that may be left open. Once it was answered it has an answer.
func (e *entry) maybe(label string) {
	o := kit.NewCheck(label)
	e.group(o)
	answered := e.Value != ""
	if e.Value == "true" {
		o.Choose(0)
	}
	o.OnChanged = func() {
		answered = true
		e.mend("")
	}
	e.value = func() string {
		if !answered {
			return ""
		}
		return strconv.FormatBool(o.On())
	}
}

func (e *entry) oneOf(label string) {
	o := kit.NewOptions(label, cleaned(e.Options), false)
	o.SetOptional(!e.Required)
	e.group(o)
	e.single(o, e.Options)
}

// single reads a group of which one option is on.
func (e *entry) single(o *kit.Options, values []string) {
	if i := slices.Index(values, e.Value); i >= 0 {
		o.Choose(i)
	}
	e.value = func() string {
		if on := o.Chosen(); len(on) > 0 {
			return values[on[0]]
		}
		return ""
	}
}

// severalOf joins what is chosen by commas, in the order of the options.
func (e *entry) severalOf(label string) {
	o := kit.NewOptions(label, cleaned(e.Options), true)
	e.group(o)
	var on []int
	for value := range strings.SplitSeq(e.Value, ",") {
		if i := slices.Index(e.Options, value); i >= 0 {
			on = append(on, i)
		}
	}
	o.Choose(on...)
	e.value = func() string {
		var chosen []string
		for _, i := range o.Chosen() {
			chosen = append(chosen, e.Options[i])
		}
		return strings.Join(chosen, ",")
	}
}

// oneOfMany is a list to be searched. An optional one has a way to no answer.
func (e *entry) oneOfMany(label string) {
	var choices []kit.Choice
	if !e.Required {
		choices = append(choices, kit.Choice{ID: "none", Title: e.words.Say("attribute.none")})
	}
	for i, option := range cleaned(e.Options) {
		choices = append(choices, kit.Choice{ID: strconv.Itoa(i), Title: option})
	}
	c := kit.NewChooser(label, choices, chooserWords(e.words, e.words.Say("attribute.choose")))
	if i := slices.Index(e.Options, e.Value); i >= 0 {
		c.Choose(strconv.Itoa(i))
	}
	c.OnChanged = func(string) { e.mend("") }
	c.OnResized = e.settle
	e.control = c
	e.value = func() string {
		if i, err := strconv.Atoi(c.Chosen()); err == nil {
			return e.Options[i]
		}
		return ""
	}
	e.bind = func(onSubmit func(), onKey func(*fyne.KeyEvent) bool) { c.OnKey = onKey }
}

func chooserWords(w *Words, placeholder string) kit.ChooserWords {
	return kit.ChooserWords{Placeholder: placeholder, Search: w.Say("chooser.search"), Nothing: w.Say("chooser.nothing")}
}

func cleaned(options []string) []string {
	titles := make([]string, len(options))
	for i, option := range options {
		titles[i] = Clean(option)
	}
	return titles
}

// mend follows each edit: the mark goes, unless there is something to say already.
func (e *entry) mend(words string) {
	if e.Error() != words {
		e.SetError(words)
		e.settle()
	}
}

func (e *entry) tooLong() string {
	if e.MaxLength > 0 && utf8.RuneCountInString(e.value()) > e.MaxLength {
		return e.words.Plural("attribute.too_long", e.MaxLength)
	}
	return ""
}

// Where Go reads a regular expression of .NET otherwise than the tenant does, the tenant judges alone: a class in a class is
// subtracted there, and \w, \d, \s and \b, which know nothing but ASCII here, know the letters of "Müller" there.
var (
	nestedRE = regexp.MustCompile(`\[[^\]]*\[`)
	asciiRE  = regexp.MustCompile(`\\[bBdDsSwW]`)
)

func ascii(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return r > unicode.MaxASCII })
}

// check says what is wrong with the value, as far as it can be told here; "" when nothing is.
func (e *entry) check() string {
	value := e.value()
	_, options := e.control.(*kit.Options)
	_, list := e.control.(*kit.Chooser)
	switch {
	case value == "" && !e.Required:
		return ""
	case value == "" && (options || list):
		return e.words.Say("attribute.choose_missing")
	case value == "":
		return e.words.Say("attribute.missing")
	case options || list:
		return ""
	}
	if words := e.tooLong(); words != "" {
		return words
	}
	// A regular expression of .NET is met by a match anywhere, as one of Go is.
	if e.pattern != nil && !e.pattern.MatchString(value) && (ascii(value) || !asciiRE.MatchString(e.Pattern)) {
		if e.hint != "" {
			return e.words.Say("attribute.pattern_hint", Params{"Hint": e.hint})
		}
		return e.words.Say("attribute.pattern")
	}
	return ""
}

package screens

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"github.com/vestibule-app/vestibule/auth"
	"github.com/vestibule-app/vestibule/screens/kit"
)

// attributes asks what the tenant wants to know about a new account. The fields follow from what the tenant tells about
// each attribute. Whatever is refused, everything that was typed stays.
type attributes struct {
	*form
	step    auth.EnterAttributes
	column  *fyne.Container
	entries []*entry
}

func newAttributes(step auth.EnterAttributes, a Asking) *attributes {
	w := a.Words
	s := &attributes{column: container.New(column(nil))}
	s.form = newForm(a, parts{
		title:  w.Say("attributes.title"),
		reason: w.Say("attributes.reason"),
		who:    step.Username,
		fields: []below{{0, s.column}},
		button: w.Say("action.continue"),
		submit: s.submit,
		leads:  true,
	})
	s.disable = func(off bool) {
		for _, e := range s.entries {
			e.SetDisabled(off)
		}
	}
	s.back = func() { s.reply(auth.Back{}) }
	s.first = func() focusable { return s.start() }
	s.Show(step)
	return s
}

// Step implements Screen.
func (s *attributes) Step() auth.Step { return s.step }

// Show implements Screen. Other attributes get fields of their own; those that are asked for again keep what was typed.
func (s *attributes) Show(step auth.Step) {
	next, ok := step.(auth.EnterAttributes)
	if !ok {
		return
	}
	if !slices.EqualFunc(next.Attributes, s.step.Attributes, alike) {
		s.build(next.Attributes)
	}
	s.step = next
	s.name(next.Username)
	s.Busy(Idle)
	s.unmark()
	var wrong concerned
	if next.Problem != nil {
		for _, e := range s.entries {
			if slices.Contains(next.Problem.Fields, e.Name) {
				wrong = append(wrong, e)
			}
		}
	}
	if len(wrong) > 0 {
		s.refuse(next.Problem, wrong, auth.AttributeInvalid, auth.AnswerMissing)
	} else {
		s.refuse(next.Problem, nil)
	}
}

// alike says whether two attributes are asked for by the same field.
func alike(a, b auth.Attribute) bool {
	return a.Name == b.Name && a.Kind == b.Kind && a.Required == b.Required && a.Pattern == b.Pattern &&
		a.MaxLength == b.MaxLength && slices.Equal(a.Options, b.Options)
}

// build makes the fields anew. What was typed before goes before what is known.
func (s *attributes) build(list []auth.Attribute) {
	typed := map[string]string{}
	for _, e := range s.entries {
		typed[e.Name] = e.value()
	}
	s.entries = nil
	items := column{}
	for i, attribute := range list {
		if before := typed[attribute.Name]; before != "" {
			attribute.Value = before
		}
		e := newEntry(s.Asking, attribute, func() {
			s.mended()
			s.settle()
		})
		e.bind(func() { s.proceed(i) }, s.onKey)
		kit.Mirror(e.control, s.Words.RTL())
		s.entries = append(s.entries, e)
		items = append(items, below{kit.Size(kit.GapField), e.control})
	}
	s.column.Layout, s.column.Objects = items, nil
	for _, item := range items {
		s.column.Objects = append(s.column.Objects, item.object)
	}
	s.column.Refresh()
}

// concerned are the entries that a refusal is about.
type concerned []*entry

// SetError marks every one of them.
func (c concerned) SetError(words string) {
	for _, e := range c {
		e.SetError(words)
	}
}

// Error is what is wrong with the first of them that is wrong.
func (c concerned) Error() string {
	for _, e := range c {
		if words := e.Error(); words != "" {
			return words
		}
	}
	return ""
}

func (s *attributes) unmark() { concerned(s.entries).SetError("") }

// start is where typing goes on: the first entry that is wrong, else the first that is empty.
func (s *attributes) start() *entry {
	for _, e := range s.entries {
		if e.Error() != "" {
			return e
		}
	}
	if e := s.empty(0); e != nil {
		return e
	}
	return s.entries[0]
}

// empty is the first entry from a place on that has no value; nil when all have one.
func (s *attributes) empty(from int) *entry {
	for _, e := range s.entries[from:] {
		if e.value() == "" {
			return e
		}
	}
	return nil
}

// proceed is Return on an entry: on to the next empty one, or the answer when there is none.
func (s *attributes) proceed(from int) {
	if next := s.empty(from + 1); next != nil {
		s.focus(next)
		return
	}
	s.submit()
}

func (s *attributes) submit() {
	values := map[string]string{}
	var wrong *entry
	for _, e := range s.entries {
		values[e.Name] = e.value()
		words := e.check()
		e.SetError(words)
		if words != "" && wrong == nil {
			wrong = e
		}
	}
	s.settle()
	if wrong != nil {
		s.focus(wrong)
		return
	}
	s.reply(auth.Attributes{Values: values})
}

// Focus implements Screen.
func (s *attributes) Focus(c fyne.Canvas) {
	if len(s.entries) == 0 {
		c.Focus(s.button)
		return
	}
	s.form.Focus(c)
}

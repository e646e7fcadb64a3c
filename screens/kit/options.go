package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// Options is a labelled group of options, of which one may be on or several. Among options that exclude each other the
// arrow keys move the choice, and the group is one stop of the Tab key; otherwise each option is a stop. Space and a
// click turn an option on or off; the callbacks report what the person does, the setters call none of them.
type Options struct {
	widget.BaseWidget
	narrator
	OnChanged func()                      // after each change
	OnSubmit  func()                      // Return or Enter on an option
	OnKey     func(e *fyne.KeyEvent) bool // sees every key before an option; true keeps it from the option

	label    *Text
	note     *note
	marks    []*mark
	several  bool
	optional bool
	compact  bool
	disabled bool
	mirrored bool
}

// NewOptions makes a group with a title for each option; an empty label takes no room. With several set any number of
// options may be on, otherwise one.
func NewOptions(label string, titles []string, several bool) *Options {
	o := &Options{label: NewText(Label, label), note: newNote(), several: several}
	for i, title := range titles {
		m := newMark(title, !several, func() { o.turn(i) })
		m.OnKey = func(e *fyne.KeyEvent) bool { return o.key(i, e) }
		m.describe = o.describe
		o.marks = append(o.marks, m)
	}
	o.rove()
	o.ExtendBaseWidget(o)
	return o
}

// NewCheck makes a single option without a label, to be on or off.
func NewCheck(title string) *Options { return NewOptions("", []string{title}, true) }

// Label is the name of the group.
func (o *Options) Label() string { return o.label.text }

// Titles are the names of the options.
func (o *Options) Titles() []string {
	titles := make([]string, len(o.marks))
	for i, m := range o.marks {
		titles[i] = m.label
	}
	return titles
}

// Chosen are the numbers of the options that are on, in their order, counted from 0.
func (o *Options) Chosen() []int {
	var on []int
	for i, m := range o.marks {
		if m.on {
			on = append(on, i)
		}
	}
	return on
}

// On says whether any option is on.
func (o *Options) On() bool { return len(o.Chosen()) > 0 }

// Choose turns these options on, and all others off. Where only one may be on, the last of them is.
func (o *Options) Choose(options ...int) {
	for _, m := range o.marks {
		m.set(false)
	}
	for _, i := range options {
		if i < 0 || i >= len(o.marks) {
			continue
		}
		if !o.several {
			for _, m := range o.marks {
				m.set(false)
			}
		}
		o.marks[i].set(true)
	}
	o.rove()
}

// SetOptional lets a single choice be taken back, by choosing it again.
func (o *Options) SetOptional(optional bool) { o.optional = optional }

// SetCompact puts the options beside each other where they fit. The name of the group is left to screen readers then, and
// no room is kept for a note that there is not.
func (o *Options) SetCompact(compact bool) {
	o.compact = compact
	o.label.Hidden = compact
	o.Refresh()
}

// SetHelper is shown below the options while there is no error.
func (o *Options) SetHelper(s string) {
	o.note.helper = s
	o.Refresh()
}

// SetError marks the group and says why; "" clears the mark.
func (o *Options) SetError(s string) {
	o.note.setError(s)
	for _, m := range o.marks {
		m.wrong = s != ""
	}
	o.Refresh()
}

// Error is the error on show.
func (o *Options) Error() string { return o.note.err }

// SetDisabled takes the group out of the tab order and greys it.
func (o *Options) SetDisabled(disabled bool) {
	o.disabled = disabled
	o.rove()
	o.Refresh()
}

// SetMirrored lays the group out from right to left.
func (o *Options) SetMirrored(m bool) {
	o.mirrored, o.note.mirrored = m, m
	o.label.SetMirrored(m)
	for _, mark := range o.marks {
		mark.text.SetMirrored(m)
		mark.SetMirrored(m)
	}
	o.Refresh()
}

// Target is what takes the focus: the option that is on, else the first. A group without options has none.
func (o *Options) Target() fyne.Focusable {
	if len(o.marks) == 0 {
		return nil
	}
	return o.marks[o.stop()]
}

func (o *Options) stop() int {
	if on := o.Chosen(); len(on) > 0 {
		return on[0]
	}
	return 0
}

// rove keeps all but one of the options that exclude each other out of the tab order.
func (o *Options) rove() {
	stop := o.stop()
	for i, m := range o.marks {
		m.passed = !o.several && i != stop
		m.SetDisabled(o.disabled)
	}
}

// turn is a click or a Space on an option.
func (o *Options) turn(i int) {
	m := o.marks[i]
	switch {
	case o.several:
		m.set(!m.on)
	case m.on && o.optional:
		o.Choose()
	case m.on:
		return
	default:
		o.Choose(i)
		focusOn(m)
	}
	if o.OnChanged != nil {
		o.OnChanged()
	}
}

func (o *Options) key(i int, e *fyne.KeyEvent) bool {
	if o.OnKey != nil && o.OnKey(e) {
		return true
	}
	to := i
	switch e.Name {
	case fyne.KeyUp, fyne.KeyLeft:
		to--
	case fyne.KeyDown, fyne.KeyRight:
		to++
	case fyne.KeyReturn, fyne.KeyEnter:
		if o.OnSubmit != nil {
			o.OnSubmit()
			return true
		}
		return false
	default:
		return false
	}
	if (e.Name == fyne.KeyLeft || e.Name == fyne.KeyRight) && o.mirrored {
		to = 2*i - to
	}
	if to < 0 || to >= len(o.marks) || o.disabled {
		return true
	}
	if o.several {
		focusOn(o.marks[to])
	} else {
		o.turn(to)
	}
	return true
}

// SetNarration implements Narrated.
func (o *Options) SetNarration(n *Narration) {
	o.narrator.SetNarration(n)
	for _, m := range o.marks {
		m.SetNarration(n)
	}
}

// describe is what a screen reader says beside the name of an option.
func (o *Options) describe() string {
	if o.note.err != "" {
		return o.wrong(o.label.text, o.note.err)
	}
	return sentence(o.label.text, o.note.helper)
}

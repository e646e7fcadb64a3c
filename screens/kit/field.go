package kit

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// Field is a labelled input of one line. The callbacks report what the person does; the setters call none of them.
type Field struct {
	widget.BaseWidget
	narrator
	OnChanged func(text string)           // after each edit
	OnSubmit  func()                      // Return or Enter
	OnKey     func(e *fyne.KeyEvent) bool // sees every key before the input; true keeps it from the input

	label    *Text
	note     *note
	entry    *input
	shade    *shade            // over the entry's scroll bar
	shake    shake             // of the box
	trailing fyne.CanvasObject // inside the box, on the far side; may be nil
	format   func(text string) string
	quiet    bool
	hovered  bool
	focused  bool
	mirrored bool
	room     float32 // of the entry, as long as its text fits
}

// NewField makes a field; an empty label takes no room.
func NewField(label string) *Field {
	f := &Field{}
	f.init(label)
	f.ExtendBaseWidget(f)
	return f
}

func (f *Field) init(label string) {
	f.label, f.note, f.entry = NewText(Label, label), newNote(), newInput()
	in := f.entry
	f.shade = newShade(func() { focusOn(in) })
	in.OnChanged = func(s string) {
		s = f.formed(s)
		in.tell()
		if f.shade.Hidden == f.overflows() {
			f.Refresh()
		}
		if f.OnChanged != nil && !f.quiet {
			f.OnChanged(s)
		}
	}
	in.OnSubmitted = func(string) {
		if f.OnSubmit != nil {
			f.OnSubmit()
		}
	}
	in.key = func(e *fyne.KeyEvent) bool { return f.OnKey != nil && f.OnKey(e) }
	in.focus = func(on bool) {
		f.focused = on
		f.Refresh()
		if on {
			reveal(f)
		}
	}
	in.describe = f.describe
}

// Text is what is in the input, exactly as typed.
func (f *Field) Text() string { return f.entry.Text }

// SetText puts a text into the input, the caret behind it, and forgets what could be undone.
func (f *Field) SetText(s string) {
	f.quiet = true
	f.entry.SetText(s)
	f.entry.CursorColumn = len([]rune(s))
	f.entry.Refresh()
	f.quiet = false
}

// Caret is the place in the text where typing goes on, in characters.
func (f *Field) Caret() int { return f.entry.CursorColumn }

// SetCaret has typing go on elsewhere, within the text.
func (f *Field) SetCaret(at int) {
	f.entry.CursorColumn = min(max(at, 0), len([]rune(f.entry.Text)))
	f.entry.Refresh()
}

// Label is its name.
func (f *Field) Label() string { return f.label.text }

// SetLabel names the field.
func (f *Field) SetLabel(s string) {
	f.label.SetText(s)
	f.Refresh()
}

// SetPlaceholder is shown while the input is empty.
func (f *Field) SetPlaceholder(s string) { f.entry.SetPlaceHolder(s) }

// SetHelper is shown below the box while there is no error.
func (f *Field) SetHelper(s string) {
	f.note.helper = s
	f.Refresh()
}

// SetError marks the field and says why; "" clears the mark.
func (f *Field) SetError(s string) {
	f.note.setError(s)
	f.Refresh()
}

// Error is the error on show.
func (f *Field) Error() string { return f.note.err }

// SetDisabled takes the field out of the tab order and greys it.
func (f *Field) SetDisabled(disabled bool) {
	if disabled {
		f.entry.Disable()
	} else {
		f.entry.Enable()
	}
	f.Refresh()
}

// SetFilter decides what a typed or pasted character becomes; false drops it. Nil takes every character.
func (f *Field) SetFilter(filter func(r rune) (rune, bool)) {
	f.entry.filter, f.entry.clean = filter, nil
	if filter == nil {
		return
	}
	f.entry.clean = func(pasted string) string {
		return strings.Map(func(r rune) rune {
			if kept, ok := filter(r); ok {
				return kept
			}
			return -1
		}, strings.TrimSpace(oneLine(pasted)))
	}
}

// SetFormat brings the text into form after each edit at its end, for instance the groups of a telephone number. An
// edit in the middle stays as it is, so that the caret does. What comes out must come out unchanged when it goes in.
func (f *Field) SetFormat(format func(text string) string) { f.format = format }

// formed is the text once it is in form.
func (f *Field) formed(s string) string {
	if f.format == nil || f.quiet || f.entry.CursorColumn != len([]rune(s)) {
		return s
	}
	if form := f.format(s); form != s {
		f.SetText(form)
		return form
	}
	return s
}

// SetReadOnly shows the text with a lock; it can be selected and copied but not changed.
func (f *Field) SetReadOnly(readOnly bool) {
	f.entry.readOnly = readOnly
	f.Refresh()
}

// SetMirrored moves the label and the note to the right; the text in the box stays left to right.
func (f *Field) SetMirrored(m bool) {
	f.mirrored, f.note.mirrored = m, m
	f.label.SetMirrored(m)
	f.Refresh()
}

// Target is what takes the focus.
func (f *Field) Target() fyne.Focusable { return f.entry }

// Select selects all of the text.
func (f *Field) Select() { f.entry.TypedShortcut(&fyne.ShortcutSelectAll{}) }

// Tapped implements fyne.Tappable: the label and the rim of the box lead into the input.
func (f *Field) Tapped(*fyne.PointEvent) {
	if !f.entry.Disabled() {
		focusOn(f.entry)
	}
}

// MouseIn implements desktop.Hoverable.
func (f *Field) MouseIn(*desktop.MouseEvent) {
	f.hovered = true
	f.Refresh()
}

// MouseMoved implements desktop.Hoverable.
func (f *Field) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (f *Field) MouseOut() {
	f.hovered = false
	f.Refresh()
}

// describe is what a screen reader says: the name, what is in it unless that is secret, and the error or the helper.
func (f *Field) describe() string {
	name := f.label.text
	if !f.entry.secret {
		name = sentence(name, f.entry.Text)
	}
	name = f.off(name, f.entry.Disabled(), f.entry.readOnly)
	if f.note.err != "" {
		return f.wrong(name, f.note.err)
	}
	return sentence(name, f.note.said())
}

// SetNarration implements Narrated, for what is inside the box too.
func (f *Field) SetNarration(n *Narration) {
	f.narrator.SetNarration(n)
	if n != nil {
		f.entry.edit = n.Edit
	}
	Narrate(f.trailing, n)
}

func sentence(parts ...string) string {
	var said []string
	for _, p := range parts {
		if p != "" {
			said = append(said, p)
		}
	}
	return strings.Join(said, ", ")
}

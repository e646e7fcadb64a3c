package screens

import (
	"slices"

	"fyne.io/fyne/v2"

	"github.com/vestibule-app/vestibule/screens/kit"
)

// Carry puts what was typed and chosen on one screen into another that asks the same question, in another language for
// one. Screens that are not built alike are left as they are.
func Carry(from, to Screen) {
	a, ok := from.(interface{ inputs() []fyne.CanvasObject })
	b, also := to.(interface{ inputs() []fyne.CanvasObject })
	if !ok || !also {
		return
	}
	// A choice may bring other fields on show, so it goes first.
	for _, choices := range []bool{true, false} {
		old, fresh := a.inputs(), b.inputs()
		if len(old) != len(fresh) {
			return
		}
		for i := range old {
			carry(old[i], fresh[i], choices)
		}
	}
}

func carry(from, to fyne.CanvasObject, choices bool) {
	switch from := from.(type) {
	case *kit.Options:
		if to, ok := to.(*kit.Options); ok && choices && !slices.Equal(from.Chosen(), to.Chosen()) {
			to.Choose(from.Chosen()...)
			if to.OnChanged != nil {
				to.OnChanged()
			}
		}
	case *kit.Chooser:
		if to, ok := to.(*kit.Chooser); ok && choices && from.Chosen() != "" {
			to.Choose(from.Chosen())
		}
	case interface {
		Text() string
		SetText(string)
	}:
		if to, ok := to.(interface{ SetText(string) }); ok && !choices {
			to.SetText(from.Text())
		}
	}
}

// Held is where the focus is among the fields of a screen, and where the caret is in its text.
type Held struct {
	field, caret int // field from 1; 0 where none has the focus
}

// FocusIn says where the focus is on a screen.
func FocusIn(s Screen, c fyne.Canvas) Held {
	f, ok := s.(interface{ inputs() []fyne.CanvasObject })
	if !ok || c.Focused() == nil {
		return Held{}
	}
	for i, o := range f.inputs() {
		if o, ok := o.(focusable); ok && o.Target() == c.Focused() {
			h := Held{field: i + 1, caret: -1}
			if o, ok := o.(caretted); ok {
				h.caret = o.Caret()
			}
			return h
		}
	}
	return Held{}
}

// PutInto puts the focus in the same place of another screen that asks the same question, once it is on show and Carry has
// filled it in.
func (h Held) PutInto(s Screen, c fyne.Canvas) {
	f, ok := s.(interface{ inputs() []fyne.CanvasObject })
	if !ok || h.field == 0 || h.field > len(f.inputs()) {
		return
	}
	o := f.inputs()[h.field-1]
	if o, ok := o.(focusable); ok {
		c.Focus(o.Target())
	}
	if o, ok := o.(caretted); ok && h.caret >= 0 {
		o.SetCaret(h.caret)
	}
}

// caretted is a field whose text is edited at a caret.
type caretted interface {
	Caret() int
	SetCaret(int)
}

// inputs are the fields and choices of the question, in the order of their layout, on show or not.
func (f *form) inputs() []fyne.CanvasObject {
	var found []fyne.CanvasObject
	var walk func(fyne.CanvasObject)
	walk = func(o fyne.CanvasObject) {
		switch o := o.(type) {
		case *fyne.Container:
			for _, child := range o.Objects {
				walk(child)
			}
		case *kit.Field, *kit.PasswordField, *kit.CodeField, *kit.Options, *kit.Chooser:
			found = append(found, o)
		}
	}
	walk(f.content)
	return found
}

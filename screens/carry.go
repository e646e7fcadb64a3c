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

package kittest

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
)

// Walk visits an object and everything in it, shown or not, in the order in which it is drawn.
func Walk(o fyne.CanvasObject, visit func(fyne.CanvasObject)) {
	if o == nil {
		return
	}
	visit(o)
	for _, part := range parts(o) {
		Walk(part, visit)
	}
}

// Visible visits an object and everything in it that is shown, in the order in which it is drawn, each with its place. A
// place is counted from what the outermost object lies in. Of what scrolls, the bars are left out.
func Visible(o fyne.CanvasObject, visit func(o fyne.CanvasObject, at fyne.Position)) {
	Descend(o, func(o fyne.CanvasObject, at fyne.Position) bool {
		visit(o, at)
		return true
	})
}

// Descend is Visible, but goes no further into an object for which visit returns false.
func Descend(o fyne.CanvasObject, visit func(o fyne.CanvasObject, at fyne.Position) (further bool)) {
	descend(o, fyne.Position{}, visit)
}

func descend(o fyne.CanvasObject, at fyne.Position, visit func(fyne.CanvasObject, fyne.Position) bool) {
	if o == nil || !o.Visible() {
		return
	}
	at = at.Add(o.Position())
	if !visit(o, at) {
		return
	}
	if s, ok := o.(*container.Scroll); ok {
		descend(s.Content, at, visit)
		return
	}
	for _, part := range parts(o) {
		descend(part, at, visit)
	}
}

// All are the objects of a type in what is shown, in the order in which they are drawn.
func All[T fyne.CanvasObject](o fyne.CanvasObject) []T {
	var all []T
	Visible(o, func(o fyne.CanvasObject, _ fyne.Position) {
		if o, ok := o.(T); ok {
			all = append(all, o)
		}
	})
	return all
}

// parts are what an object consists of.
func parts(o fyne.CanvasObject) []fyne.CanvasObject {
	switch o := o.(type) {
	case *fyne.Container:
		return o.Objects
	case fyne.Widget:
		return test.WidgetRenderer(o).Objects()
	}
	return nil
}

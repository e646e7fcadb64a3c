package app_test

import (
	"reflect"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
)

// walk visits a tree of objects, whether they can be seen or not.
func walk(o fyne.CanvasObject, visit func(fyne.CanvasObject)) {
	if o == nil {
		return
	}
	visit(o)
	switch o := o.(type) {
	case *fyne.Container:
		for _, child := range o.Objects {
			walk(child, visit)
		}
	case fyne.Widget:
		for _, child := range test.WidgetRenderer(o).Objects() {
			walk(child, visit)
		}
	}
}

// texts are all texts that a tree holds: what is drawn, what is typed, and what a widget keeps behind dots.
func texts(root fyne.CanvasObject) []string {
	var found []string
	walk(root, func(o fyne.CanvasObject) {
		if t, ok := o.(*canvas.Text); ok {
			found = append(found, t.Text)
		}
		if t, ok := o.(interface{ Text() string }); ok {
			found = append(found, t.Text())
		}
		if v := reflect.Indirect(reflect.ValueOf(o)); v.Kind() == reflect.Struct {
			if f := v.FieldByName("Text"); f.IsValid() && f.Kind() == reflect.String {
				found = append(found, f.String())
			}
		}
	})
	return found
}

// holdsText reports whether a tree holds a text anywhere, in one object or in a row of digits.
func holdsText(root fyne.CanvasObject, secret string) bool {
	all := texts(root)
	return strings.Contains(strings.Join(all, "\n"), secret) || strings.Contains(strings.Join(all, ""), secret)
}

// hidden are all objects of a kind in the window, whether they can be seen or not.
func hidden[T fyne.CanvasObject](h *house) []T {
	var found []T
	walk(h.app.Window().Content(), func(o fyne.CanvasObject) {
		if o, ok := o.(T); ok {
			found = append(found, o)
		}
	})
	return found
}

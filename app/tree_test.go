package app_test

import (
	"reflect"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"github.com/vestibule-app/vestibule/screens/kit/kittest"
)

// texts are all texts that a tree holds: what is drawn, what is typed, and what a widget keeps behind dots.
func texts(root fyne.CanvasObject) []string {
	var found []string
	kittest.Walk(root, func(o fyne.CanvasObject) {
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
	kittest.Walk(h.app.Window().Content(), func(o fyne.CanvasObject) {
		if o, ok := o.(T); ok {
			found = append(found, o)
		}
	})
	return found
}

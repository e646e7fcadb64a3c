package screens_test

import (
	"fmt"
	"image"
	"image/color"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"github.com/vestibule-app/vestibule/screens"
	"github.com/vestibule-app/vestibule/screens/kit"
	"github.com/vestibule-app/vestibule/screens/kit/kittest"
)

// TestTabOrder: on every screen the Tab key reaches every control that works, once each and in the order of reading, and
// Shift with it the same way back; each control that has the focus looks otherwise than without (WCAG 2.2, success
// criteria 2.1.2, 2.4.3 and 2.4.7).
func TestTabOrder(t *testing.T) {
	app := newApp(t)
	fyne.SetCurrentApp(still{app}) // colours are compared when they have come to rest
	th := kit.NewTheme(nil)
	th.Light.Shadow = color.NRGBA{} // it takes a second to draw
	app.Settings().SetTheme(variant{th, false})
	looked := map[string]bool{} // what was looked at with the focus
	for _, tag := range []string{"en", "ar"} {
		if raced && tag != "ar" {
			continue // a race does not depend on the language
		}
		for _, exhibit := range screens.Gallery(asking(t, tag, nil)) {
			s := exhibit.Build()
			w := test.NewWindow(s.Content())
			w.SetPadded(false)
			w.Resize(fyne.NewSize(480, 1500)) // high enough to show all of it without scrolling
			for _, defect := range tabbed(w.Canvas(), tag == "ar", looked) {
				t.Errorf("%s, %s: %s", exhibit.Name, tag, defect)
			}
			w.Close()
		}
	}
}

// tabbed goes around a canvas with the Tab key and tells what is wrong.
func tabbed(c fyne.Canvas, rtl bool, looked map[string]bool) (defects []string) {
	working := map[fyne.Focusable]bool{}
	kittest.Visible(c.Content(), func(o fyne.CanvasObject, _ fyne.Position) {
		f, ok := o.(fyne.Focusable)
		if d, can := o.(fyne.Disableable); ok && (!can || !d.Disabled()) {
			working[f] = true
		}
	})
	if len(working) == 0 {
		return nil
	}
	var order []fyne.Focusable
	c.Unfocus()
	var without image.Image
	for f := range working {
		if without == nil && !looked[named(f.(fyne.CanvasObject))] {
			without = c.Capture()
		}
	}
	for range len(working) + 1 {
		c.FocusNext()
		f := c.Focused()
		if f == nil {
			return append(defects, fmt.Sprintf("the focus is lost after %d stops", len(order)))
		}
		if len(order) > 0 && f == order[0] {
			break
		}
		if !working[f] {
			defects = append(defects, fmt.Sprintf("%T has the focus and does not work", f))
		}
		o := f.(fyne.CanvasObject)
		if seen := looked[named(o)]; !seen && !changed(without, c.Capture(), around(o)) {
			defects = append(defects, fmt.Sprintf("%s looks with the focus as it does without", named(o)))
		}
		looked[named(o)] = true
		order = append(order, f)
	}
	if len(order) != len(working) {
		defects = append(defects, fmt.Sprintf("%d of %d controls are reached", len(order), len(working)))
	}
	for i := 1; i < len(order); i++ {
		before, after := order[i-1].(fyne.CanvasObject), order[i].(fyne.CanvasObject)
		if !reads(around(before), around(after), rtl) && !cornered(before, after) {
			defects = append(defects, fmt.Sprintf("%s comes before %s", named(before), named(after)))
		}
	}
	c.Focus(order[0])
	for i := len(order) - 1; i >= 0; i-- {
		c.FocusPrevious()
		if c.Focused() != order[i] && !within(c.Focused(), order) {
			defects = append(defects, fmt.Sprintf("the way back is another at %s", named(order[i].(fyne.CanvasObject))))
			break
		}
	}
	return defects
}

// within says whether the focus is on a control that lies in another, or on the one around it: on the way back Fyne comes
// to the outer one first.
func within(f fyne.Focusable, all []fyne.Focusable) bool {
	own := around(f.(fyne.CanvasObject))
	for _, o := range all {
		if place := around(o.(fyne.CanvasObject)); o != f && (own.In(place) || place.In(own)) {
			return true
		}
	}
	return false
}

// cornered says whether the second is the link on the line with the label of the field that the first is in. Whoever types
// goes on to the field, not to the way around it.
func cornered(before, after fyne.CanvasObject) bool {
	_, link := after.(*kit.Link)
	above := around(before).Min.Y - around(after).Max.Y
	return link && above > -8 && above < int(kit.ControlHeight)
}

// reads says whether one place is read before another: it is above it, or beside it where reading begins.
func reads(before, after image.Rectangle, rtl bool) bool {
	if min(before.Max.Y, after.Max.Y)-max(before.Min.Y, after.Min.Y) <= 4 {
		return before.Min.Y <= after.Min.Y
	}
	if before.In(after) || after.In(before) {
		return true // the button inside a row, or the eye inside a field
	}
	if rtl {
		return before.Min.X >= after.Min.X
	}
	return before.Min.X <= after.Min.X
}

func named(o fyne.CanvasObject) string {
	if a, ok := o.(fyne.Accessible); ok {
		return fmt.Sprintf("%T %q", o, a.AccessibilityLabel())
	}
	return fmt.Sprintf("%T", o)
}

// around is where an object is on the canvas.
func around(o fyne.CanvasObject) image.Rectangle {
	at, size := fyne.CurrentApp().Driver().AbsolutePositionForObject(o), o.Size()
	return image.Rect(int(at.X), int(at.Y), int(at.X+size.Width), int(at.Y+size.Height))
}

// changed says whether two pictures can be told apart at a place or its rim: some of its pixels have changed by 3 to 1, or
// many a little.
func changed(before, after image.Image, place image.Rectangle) bool {
	place = place.Inset(-14).Intersect(before.Bounds())
	strong := 0
	for y := place.Min.Y; y < place.Max.Y; y++ {
		for x := place.Min.X; x < place.Max.X; x++ {
			if a, b := before.At(x, y), after.At(x, y); a != b && kit.Contrast(a, b) >= kit.ControlContrast {
				strong++
			}
		}
	}
	return strong >= 10
}

// still is an application in which nothing moves.
type still struct{ fyne.App }

func (s still) Settings() fyne.Settings { return stillSettings{s.App.Settings()} }

type stillSettings struct{ fyne.Settings }

func (stillSettings) ShowAnimations() bool { return false }

package screens_test

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"github.com/vestibule-app/vestibule/screens"
	"github.com/vestibule-app/vestibule/screens/kit"
)

// TestLargeTextFits: in the narrowest window every screen can be read at every size of text: no words are cut, none lie
// on others, and nothing is wider than the window (WCAG 2.2, success criteria 1.4.4 and 1.4.10). The size changes while
// the screen is on show, as it does in the window.
func TestLargeTextFits(t *testing.T) {
	app := test.NewTempApp(t)
	looked := map[string][]float32{"de": {1.25, 1.5, 2, 1}, "ar": {2}}
	if raced {
		looked = map[string][]float32{"de": {2, 1}}
	}
	for tag, scales := range looked {
		for _, exhibit := range screens.Gallery(asking(t, tag, nil)) {
			app.Settings().SetTheme(variant{kit.NewTheme(nil), false})
			s := exhibit.Build()
			w := test.NewWindow(s.Content())
			w.SetPadded(false)
			w.Resize(fyne.NewSize(kit.WindowMinWidth, 720))
			s.Focus(w.Canvas())
			for _, scale := range scales {
				th := kit.NewTheme(nil)
				th.TextScale = scale
				app.Settings().SetTheme(variant{th, false})
				for _, defect := range misplaced(s.Content()) {
					t.Errorf("%s, %s at %v: %s", exhibit.Name, tag, scale, defect)
				}
			}
			w.Close()
		}
	}
}

// misplaced tells which words are cut off, lie on others or outside of what can be scrolled to.
func misplaced(content fyne.CanvasObject) []string {
	type placed struct {
		words      string
		x, y, w, h float32
	}
	var seen []placed
	var defects []string
	limit := content.Size()
	var walk func(o fyne.CanvasObject, at fyne.Position, scrolled bool)
	walk = func(o fyne.CanvasObject, at fyne.Position, scrolled bool) {
		if o == nil || !o.Visible() {
			return
		}
		at = at.Add(o.Position())
		switch o := o.(type) {
		case *canvas.Text:
			if o.Text == "" {
				return
			}
			need := fyne.MeasureText(o.Text, o.TextSize, o.TextStyle).Width
			if need > o.Size().Width+0.5 {
				defects = append(defects, fmt.Sprintf("%q needs %.0f and has %.0f", o.Text, need, o.Size().Width))
			}
			// Of the line the letters count, which stand in its middle.
			left := at.X
			switch o.Alignment {
			case fyne.TextAlignCenter:
				left += (o.Size().Width - need) / 2
			case fyne.TextAlignTrailing:
				left += o.Size().Width - need
			}
			seen = append(seen, placed{o.Text, left, at.Y + o.Size().Height/2 - o.TextSize/2, need, o.TextSize})
		case *fyne.Container:
			for _, child := range o.Objects {
				walk(child, at, scrolled)
			}
		case *container.Scroll:
			if scrolled {
				return // what is typed scrolls in its field
			}
			limit.Height = max(limit.Height, at.Y+o.Content.Size().Height)
			if o.Content.Size().Width > limit.Width+0.5 {
				defects = append(defects, fmt.Sprintf("it is %.0f wide", o.Content.Size().Width))
			}
			walk(o.Content, at, true)
		case fyne.Widget:
			for _, child := range test.WidgetRenderer(o).Objects() {
				walk(child, at, scrolled)
			}
		}
	}
	walk(content, fyne.Position{}, false)
	for i, p := range seen {
		if p.x < -0.5 || p.x+p.w > limit.Width+0.5 || p.y < -0.5 || p.y+p.h > limit.Height {
			defects = append(defects, fmt.Sprintf("%q lies outside, at %.0f,%.0f", p.words, p.x, p.y))
		}
		for _, q := range seen[:i] {
			if min(p.x+p.w, q.x+q.w)-max(p.x, q.x) > 1 && min(p.y+p.h, q.y+q.h)-max(p.y, q.y) > 1 {
				defects = append(defects, fmt.Sprintf("%q lies on %q", p.words, q.words))
			}
		}
	}
	return defects
}

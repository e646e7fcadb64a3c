package screens

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
)

// Misfit is a text that does not fit where a screen has it. A longer language, a larger size or a wider font can do that.
type Misfit struct {
	Text string
	Why  MisfitKind
	// Room and Need are widths in dp, for MisfitCut and MisfitWide.
	Room, Need float32
	Other      string // what it lies on, for MisfitOverlap
}

// MisfitKind says in which way a text does not fit.
type MisfitKind int

// The ways in which a text does not fit.
const (
	MisfitCut     MisfitKind = iota // wider than its place
	MisfitWide                      // the screen is wider than the window; there is no text
	MisfitOutside                   // outside of what can be scrolled to
	MisfitOverlap                   // on another text
)

// slack is what rounding may be off by.
const slack = 0.5

// Misfits tells what does not fit in the content of a Screen that stands in a window, in its size and its theme. The
// screen is of no use afterwards.
func Misfits(content fyne.CanvasObject) []Misfit {
	type place struct {
		text       string
		x, y, w, h float32
	}
	var seen []place
	var found []Misfit
	limit := content.Size()
	visitLaidOut(content, func(o fyne.CanvasObject, at fyne.Position) {
		switch o := o.(type) {
		case *canvas.Text:
			if o.Text == "" {
				return
			}
			need, room := fyne.MeasureText(o.Text, o.TextSize, o.TextStyle).Width, o.Size().Width
			if need > room+slack {
				found = append(found, Misfit{Text: o.Text, Why: MisfitCut, Room: room, Need: need})
			}
			left := at.X
			switch o.Alignment {
			case fyne.TextAlignCenter:
				left += (room - need) / 2
			case fyne.TextAlignTrailing:
				left += room - need
			}
			// Of the line the letters count, which stand in its middle.
			seen = append(seen, place{o.Text, left, at.Y + o.Size().Height/2 - o.TextSize/2, need, o.TextSize})
		case *container.Scroll:
			inner := o.Content.Size()
			limit.Height = max(limit.Height, at.Y+inner.Height)
			if inner.Width > limit.Width+slack {
				found = append(found, Misfit{Why: MisfitWide, Room: limit.Width, Need: inner.Width})
			}
		}
	})
	for i, p := range seen {
		if p.x < -slack || p.x+p.w > limit.Width+slack || p.y < -slack || p.y+p.h > limit.Height {
			found = append(found, Misfit{Text: p.text, Why: MisfitOutside})
		}
		for _, q := range seen[:i] {
			if min(p.x+p.w, q.x+q.w)-max(p.x, q.x) > 1 && min(p.y+p.h, q.y+q.h)-max(p.y, q.y) > 1 {
				found = append(found, Misfit{Text: p.text, Why: MisfitOverlap, Other: q.text})
			}
		}
	}
	return found
}

// visitLaidOut visits what is shown, with its place, but for what is typed into fields, which scrolls there. Fyne keeps
// the renderers of widgets to itself, so each is asked for another one, as Fyne does itself after a widget was hidden for
// a while.
func visitLaidOut(content fyne.CanvasObject, visit func(fyne.CanvasObject, fyne.Position)) {
	var walk func(o fyne.CanvasObject, at fyne.Position, scrolled bool)
	walk = func(o fyne.CanvasObject, at fyne.Position, scrolled bool) {
		if o == nil || !o.Visible() {
			return
		}
		at = at.Add(o.Position())
		if _, ok := o.(*container.Scroll); !ok || !scrolled {
			visit(o, at)
		}
		switch o := o.(type) {
		case *fyne.Container:
			for _, child := range o.Objects {
				walk(child, at, scrolled)
			}
		case *container.Scroll:
			if !scrolled {
				walk(o.Content, at, true)
			}
		case fyne.Widget:
			r := o.CreateRenderer()
			r.Layout(o.Size())
			for _, child := range r.Objects() {
				walk(child, at, scrolled)
			}
		}
	}
	walk(content, fyne.Position{}, false)
}

package screens

import (
	"strings"

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
		view       *view
	}
	var seen []place
	var found []Misfit
	limit := content.Size()
	visitLaidOut(content, func(o fyne.CanvasObject, at fyne.Position, within *view) {
		switch o := o.(type) {
		case *canvas.Text:
			if o.Text == "" {
				return
			}
			need, room := o.MinSize().Width, o.Size().Width
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
			seen = append(seen, place{o.Text, left, at.Y + o.Size().Height/2 - o.TextSize/2, need, o.TextSize, within})
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
			top, bottom := max(p.y, q.y), min(p.y+p.h, q.y+q.h)
			if p.view != q.view { // what is scrolled away does not lie on what stands still
				top, bottom = max(top, p.view.top(), q.view.top()), min(bottom, p.view.bottom(limit), q.view.bottom(limit))
			}
			if min(p.x+p.w, q.x+q.w)-max(p.x, q.x) > 1 && bottom-top > 1 {
				found = append(found, Misfit{Text: p.text, Why: MisfitOverlap, Other: q.text})
			}
		}
	}
	return found
}

// Says reports whether a screen that is laid out shows a text, be it on several lines.
func Says(content fyne.CanvasObject, text string) bool {
	says := false
	visitLaidOut(content, func(o fyne.CanvasObject, _ fyne.Position, _ *view) {
		switch o := o.(type) {
		case interface{ Text() string }:
			says = says || strings.Contains(o.Text(), text)
		case interface{ Label() string }:
			says = says || strings.Contains(o.Label(), text)
		}
	})
	return says
}

// visitLaidOut visits what is shown, with its place, but for what is typed into fields, which scrolls there. Fyne keeps
// the renderers of widgets to itself, so each is asked for another one, as Fyne does itself after a widget was hidden for
// a while.
func visitLaidOut(content fyne.CanvasObject, visit func(fyne.CanvasObject, fyne.Position, *view)) {
	var walk func(o fyne.CanvasObject, at fyne.Position, within *view)
	walk = func(o fyne.CanvasObject, at fyne.Position, within *view) {
		if o == nil || !o.Visible() {
			return
		}
		at = at.Add(o.Position())
		if _, ok := o.(*container.Scroll); !ok || within == nil {
			visit(o, at, within)
		}
		switch o := o.(type) {
		case *fyne.Container:
			for _, child := range o.Objects {
				walk(child, at, within)
			}
		case *container.Scroll:
			if within == nil {
				walk(o.Content, at.Subtract(o.Content.Position()), &view{at.Y, at.Y + o.Size().Height}) // as if nothing were scrolled
			}
		case fyne.Widget:
			r := o.CreateRenderer()
			r.Layout(o.Size())
			for _, child := range r.Objects() {
				walk(child, at, within)
			}
		}
	}
	walk(content, fyne.Position{}, nil)
}

// view is how far down something that scrolls can be seen; nil is what does not scroll.
type view struct{ from, to float32 }

func (v *view) top() float32 {
	if v == nil {
		return 0
	}
	return v.from
}

func (v *view) bottom(limit fyne.Size) float32 {
	if v == nil {
		return limit.Height
	}
	return v.to
}

package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// reveal scrolls whatever an object lies in until the object can be seen, for people who move through a window that is too
// low for all of it with the Tab key: the page, or a list that scrolls beside it.
func reveal(o fyne.CanvasObject) {
	c := fyne.CurrentApp().Driver().CanvasForObject(o)
	if c == nil {
		return
	}
	if p := pageOn(c); p != nil && p.open != nil && p.open != o && p.open.search != o {
		p.open.SetOpen(false) // the focus has moved on
	}
	for _, s := range scrollsIn(shownOn(c)) {
		scrollTo(s, o)
	}
}

// Reveal does for a control from elsewhere, when it gets the focus, what the package's own do by themselves: it scrolls
// whatever the control lies in until it can be seen.
func Reveal(o fyne.CanvasObject) { reveal(o) }

// track has the page know which chooser on it is open, so that it closes when the focus goes somewhere else.
func track(c *Chooser, open bool) {
	on := fyne.CurrentApp().Driver().CanvasForObject(c)
	if on == nil {
		return
	}
	if p := pageOn(on); p != nil {
		if p.open == c {
			p.open = nil
		}
		if open {
			p.open = c
		}
	}
}

// shownOn is what a canvas shows: what lies over its content, if anything does.
func shownOn(c fyne.Canvas) fyne.CanvasObject {
	if over := c.Overlays().Top(); over != nil {
		return over
	}
	return c.Content()
}

func pageOn(c fyne.Canvas) *Page { return pageIn(shownOn(c)) }

func pageIn(o fyne.CanvasObject) *Page {
	switch o := o.(type) {
	case *Page:
		if o.Visible() {
			return o
		}
	case *fyne.Container:
		for _, child := range o.Objects {
			if p := pageIn(child); p != nil {
				return p
			}
		}
	}
	return nil
}

// scrollsIn are the parts of a window that scroll and are on show.
func scrollsIn(o fyne.CanvasObject) []*container.Scroll {
	if o == nil || !o.Visible() {
		return nil
	}
	switch o := o.(type) {
	case *Page:
		return []*container.Scroll{o.scroll}
	case *container.Scroll:
		return []*container.Scroll{o}
	case *fyne.Container:
		var all []*container.Scroll
		for _, child := range o.Objects {
			all = append(all, scrollsIn(child)...)
		}
		return all
	}
	return nil
}

// Reveal scrolls until an object on the page can be seen, with a little room around it. The package's own controls
// call it when they get the focus.
func (p *Page) Reveal(o fyne.CanvasObject) { scrollTo(p.scroll, o) }

func scrollTo(s *container.Scroll, o fyne.CanvasObject) {
	driver := fyne.CurrentApp().Driver()
	view, at := driver.AbsolutePositionForObject(s), driver.AbsolutePositionForObject(o)
	beside := at.X+o.Size().Width <= view.X || at.X >= view.X+s.Size().Width
	if at.IsZero() || beside {
		return // not in it
	}
	above := at.Y - view.Y - Space16
	below := at.Y - view.Y + o.Size().Height + Space16 - s.Size().Height
	switch {
	case above < 0:
		s.ScrollToOffset(fyne.NewPos(0, s.Offset.Y+above))
	case below > 0:
		s.ScrollToOffset(fyne.NewPos(0, s.Offset.Y+min(below, above)))
	}
}

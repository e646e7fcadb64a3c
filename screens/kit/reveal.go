package kit

import "fyne.io/fyne/v2"

// reveal scrolls the page that an object is on until the object can be seen, for people who move through a form with
// the Tab key in a window too low for it.
func reveal(o fyne.CanvasObject) {
	c := fyne.CurrentApp().Driver().CanvasForObject(o)
	if c == nil {
		return
	}
	if p := pageIn(c.Content()); p != nil {
		if p.open != nil && p.open != o && p.open.search != o {
			p.open.SetOpen(false) // the focus has moved on
		}
		p.Reveal(o)
	}
}

// track has the page know which chooser on it is open, so that it closes when the focus goes somewhere else.
func track(c *Chooser, open bool) {
	on := fyne.CurrentApp().Driver().CanvasForObject(c)
	if on == nil {
		return
	}
	if p := pageIn(on.Content()); p != nil {
		if p.open == c {
			p.open = nil
		}
		if open {
			p.open = c
		}
	}
}

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

// Reveal scrolls until an object on the page can be seen, with a little room around it. The package's own controls
// call it when they get the focus.
func (p *Page) Reveal(o fyne.CanvasObject) {
	driver := fyne.CurrentApp().Driver()
	view, at := driver.AbsolutePositionForObject(p.scroll), driver.AbsolutePositionForObject(o)
	beside := at.X < view.X || at.X+o.Size().Width > view.X+p.scroll.Size().Width
	if at.IsZero() || beside {
		return // not on the page
	}
	above := at.Y - view.Y - Space16
	below := at.Y - view.Y + o.Size().Height + Space16 - p.scroll.Size().Height
	switch {
	case above < 0:
		p.scroll.ScrollToOffset(fyne.NewPos(0, p.scroll.Offset.Y+above))
	case below > 0:
		p.scroll.ScrollToOffset(fyne.NewPos(0, p.scroll.Offset.Y+min(below, above)))
	}
}

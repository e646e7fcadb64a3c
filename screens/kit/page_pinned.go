package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// SetPinned gives the page something that is on show whatever the rest of the page is like: below everything else where all
// of it fits, and on a strip at the lower edge of the window where it would scroll away. What lies behind it is plain.
func (p *Page) SetPinned(o fyne.CanvasObject) {
	p.pinned = o
	Mirror(o, p.mirrored)
	p.Refresh()
}

// pinnedHeight is how high what is pinned is, at its present width.
func (p *Page) pinnedHeight() float32 {
	if p.pinned == nil || !p.pinned.Visible() {
		return 0
	}
	return p.pinned.MinSize().Height
}

// pin decides where what is pinned goes in a space, and returns how much of the lower edge it takes.
func (r *pageRenderer) pin(space fyne.Size) float32 {
	p := r.p
	p.column.kept = 0
	if p.pinned == nil || !p.pinned.Visible() {
		return 0
	}
	for range 2 { // the second round takes in the height that the first one found
		p.pinned.Resize(fyne.NewSize(p.column.inner(space.Width), p.pinned.MinSize().Height))
	}
	p.column.kept = p.pinnedHeight()
	p.column.fit(space.Width)
	if p.column.height() <= space.Height {
		return 0
	}
	strip := p.column.kept + 2*Space12
	p.column.kept = 0
	return strip
}

// settle puts what is pinned in its place, once the rest of the page has found its own.
func (r *pageRenderer) settle(at fyne.Position, space fyne.Size) {
	p := r.p
	r.strip.hide()
	if p.pinned == nil || !p.pinned.Visible() {
		return
	}
	high := p.pinned.Size().Height
	x := at.X + (space.Width-p.pinned.Size().Width)/2
	if p.column.kept > 0 {
		_, bottom := p.column.ends(space.Height)
		p.pinned.Move(fyne.NewPos(x, bottom-p.column.rim()-high))
		return
	}
	top := space.Height - high - 2*Space12
	p.pinned.Move(fyne.NewPos(x, top+Space12))
	r.strip.show(fyne.NewPos(at.X, top), fyne.NewSize(space.Width, space.Height-top))
}

// ends are where the card begins and where everything ends, in a column of that height.
func (c *column) ends(high float32) (top, bottom float32) {
	top = max(c.top(), (high-c.inside())/2)
	return top, top + c.inside()
}

// strip is the plain ground at the lower edge of the window, with a hairline that what scrolls goes under.
type strip struct{ fill, edge *canvas.Rectangle }

func newStrip() *strip {
	s := &strip{fill: &canvas.Rectangle{}, edge: &canvas.Rectangle{}}
	s.hide()
	return s
}

func (s *strip) hide() { s.fill.Hidden, s.edge.Hidden = true, true }

func (s *strip) show(at fyne.Position, size fyne.Size) {
	s.fill.Hidden, s.edge.Hidden = false, false
	place(s.fill, at, size)
	place(s.edge, at, fyne.NewSize(size.Width, 1))
}

func (s *strip) paint(p *Page) {
	s.fill.FillColor, s.edge.FillColor = opaque(Color(p, p.column.ground())), Color(p, ColorHairline)
	s.fill.Refresh()
	s.edge.Refresh()
}

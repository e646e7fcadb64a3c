package kit

import "fyne.io/fyne/v2"

// slide moves what scrolls a little to the side; the brand panel stands still.
func (p *Page) slide(shift float32) {
	at, _ := p.place()
	p.shift = shift
	p.scroll.Move(at.AddXY(shift, 0))
}

// place is where the part that scrolls belongs.
func (p *Page) place() (fyne.Position, fyne.Size) {
	return p.scroll.Position().SubtractXY(p.shift, 0), p.scroll.Size()
}

// wide says whether the brand panel is on show.
func (p *Page) wide() bool { return p.brand != nil && p.brand.Visible() }

// cardPlace is where the card is, as far as it is not scrolled away.
func (p *Page) cardPlace() (fyne.Position, fyne.Size) {
	at, size := p.scroll.Position().Add(p.column.Position()).Add(p.column.card.Position()), p.column.card.Size()
	top := max(at.Y, 0)
	size.Height = max(min(at.Y+size.Height, p.scroll.Size().Height)-top, 0)
	return fyne.NewPos(at.X, top), size
}

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

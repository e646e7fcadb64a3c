package kit

// Length is how high the page must be, at its present width, to show all of itself without scrolling.
func (p *Page) Length() float32 { return p.column.height() }

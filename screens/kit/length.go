package kit

// Length is how high the page must be, at its present width, to show all of itself without scrolling.
func (p *Page) Length() float32 {
	defer func(kept float32) { p.column.kept = kept }(p.column.kept)
	p.column.kept = p.pinnedHeight()
	return p.column.height()
}

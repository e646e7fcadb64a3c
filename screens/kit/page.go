package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// Page centres a card and a footer on the page colour and scrolls when the window is too low for them. In a window at
// least WideFrom wide (wider where text is larger), a brand panel takes 44 % of the width on the reading side.
type Page struct {
	widget.BaseWidget
	column   *column
	scroll   *container.Scroll
	brand    fyne.CanvasObject
	open     *Chooser // whose list is on show; nil when none is
	mirrored bool
	shift    float32 // of the card, while a Stage moves it
}

// NewPage makes a page; footer may be nil.
func NewPage(card, footer fyne.CanvasObject) *Page {
	p := &Page{column: &column{card: card, footer: footer}}
	p.column.ExtendBaseWidget(p.column)
	p.scroll = container.NewVScroll(p.column)
	p.ExtendBaseWidget(p)
	return p
}

// SetBrandPanel gives the wide layout its panel, which brings its own background; nil means none at any width.
func (p *Page) SetBrandPanel(o fyne.CanvasObject) {
	p.brand = o
	p.Refresh()
}

// SetCorner puts something small above the card, at the end of the line. It comes first when Tab is pressed, and moves
// the card only where the card would touch it.
func (p *Page) SetCorner(o fyne.CanvasObject) {
	p.column.corner = o
	Mirror(o, p.mirrored)
	p.Refresh()
}

// SetMirrored puts the panel on the other side and mirrors everything on the page.
func (p *Page) SetMirrored(m bool) {
	p.mirrored, p.column.mirrored = m, m
	for _, o := range []fyne.CanvasObject{p.column.corner, p.column.card, p.column.footer, p.brand} {
		Mirror(o, m)
	}
	p.Refresh()
}

// SetNarration implements Narrated for everything on the page.
func (p *Page) SetNarration(n *Narration) {
	for _, o := range []fyne.CanvasObject{p.column.corner, p.column.card, p.column.footer} {
		Narrate(o, n)
	}
}

// CreateRenderer implements fyne.Widget.
func (p *Page) CreateRenderer() fyne.WidgetRenderer {
	r := &pageRenderer{p: p, ground: &canvas.Rectangle{}}
	r.Refresh()
	return r
}

type pageRenderer struct {
	p      *Page
	ground *canvas.Rectangle
}

func (r *pageRenderer) Destroy() {}

func (r *pageRenderer) Objects() []fyne.CanvasObject {
	if r.p.brand == nil {
		return []fyne.CanvasObject{r.ground, r.p.scroll}
	}
	return []fyne.CanvasObject{r.ground, r.p.brand, r.p.scroll}
}

func (r *pageRenderer) MinSize() fyne.Size {
	return fyne.NewSize(CardMinWidth+2*Space16, CardMinWidth)
}

func (r *pageRenderer) Layout(size fyne.Size) {
	p := r.p
	r.ground.Resize(size)
	left := float32(0)
	wide := p.brand != nil && size.Width >= wideFrom()
	if p.brand != nil {
		p.brand.Hide()
		if wide {
			left = BrandShare * size.Width
			p.brand.Show()
			place(p.brand, mirrorPos(0, 0, left, size.Width, p.mirrored), fyne.NewSize(left, size.Height))
		}
	}
	p.column.wide = wide
	width := size.Width - left
	p.column.fit(width)
	place(p.scroll, mirrorPos(left, 0, width, size.Width, p.mirrored).AddXY(p.shift, 0), fyne.NewSize(width, size.Height))
	p.column.Resize(fyne.NewSize(width, max(size.Height, p.column.MinSize().Height)))
}

func (r *pageRenderer) Refresh() {
	r.ground.FillColor = Color(r.p, ColorPage)
	r.ground.Refresh()
	r.p.column.Refresh()
	r.Layout(r.p.Size())
	r.p.scroll.Refresh()
	canvas.Refresh(r.p)
}

// column is what scrolls: card over footer, in the middle.
type column struct {
	widget.BaseWidget
	corner       fyne.CanvasObject // may be nil
	card, footer fyne.CanvasObject
	mirrored     bool
	wide         bool
}

func (c *column) padding() float32 {
	if c.wide {
		return Space40
	}
	return PagePadding
}

// fit gives card and footer the width they will have, so that wrapped text inside them knows its height.
func (c *column) fit(width float32) {
	inner := min(cardWidth(), max(CardMinWidth, width-2*c.padding()))
	for _, o := range []fyne.CanvasObject{c.card, c.footer} {
		if o == nil {
			continue
		}
		for range 2 { // the second round takes in the heights that the first one found
			o.Resize(fyne.NewSize(max(inner, o.MinSize().Width), o.MinSize().Height))
		}
	}
}

// top is the room above the card.
func (c *column) top() float32 {
	if c.corner == nil {
		return c.padding()
	}
	return max(c.padding(), Space12+c.corner.MinSize().Height+Space8)
}

// inside is the height of card and footer.
func (c *column) inside() float32 {
	h := c.card.MinSize().Height
	if c.footer != nil && c.footer.Visible() {
		h += Space24 + c.footer.MinSize().Height
	}
	return h
}

// height is that of all there is to show.
func (c *column) height() float32 { return c.top() + c.inside() + c.padding() }

// CreateRenderer implements fyne.Widget.
func (c *column) CreateRenderer() fyne.WidgetRenderer {
	return columnRenderer{c}
}

type columnRenderer struct{ c *column }

func (r columnRenderer) Destroy() {}

func (r columnRenderer) Objects() []fyne.CanvasObject {
	objects := []fyne.CanvasObject{r.c.card}
	if r.c.corner != nil {
		objects = []fyne.CanvasObject{r.c.corner, r.c.card}
	}
	if r.c.footer != nil {
		objects = append(objects, r.c.footer)
	}
	return objects
}

func (r columnRenderer) MinSize() fyne.Size { return fyne.NewSize(CardMinWidth, r.c.height()) }

func (r columnRenderer) Layout(size fyne.Size) {
	c := r.c
	c.fit(size.Width)
	if c.corner != nil {
		least := c.corner.MinSize()
		place(c.corner, mirrorPos(size.Width-least.Width-Space16, Space12, least.Width, size.Width, c.mirrored), least)
	}
	y := max(c.top(), (size.Height-c.inside())/2)
	c.card.Move(fyne.NewPos((size.Width-c.card.Size().Width)/2, y))
	if c.footer != nil {
		y += c.card.Size().Height + Space24
		c.footer.Move(fyne.NewPos((size.Width-c.footer.Size().Width)/2, y))
	}
}

func (r columnRenderer) Refresh() { r.Layout(r.c.Size()) }

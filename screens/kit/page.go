package kit

import (
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// Page centres a card and a footer on the page colour and scrolls when the window is too low for them. In a window at
// least WideFrom wide (wider where text is larger), a brand panel takes 44 % of the width on the reading side. A picture
// may take the place of the page colour, and what is pinned never scrolls away.
type Page struct {
	widget.BaseWidget
	column   *column
	scroll   *container.Scroll
	brand    fyne.CanvasObject
	picture  *canvas.Image     // nil: the page colour
	darkened bool              // the picture is as a dark look wants it
	pinned   fyne.CanvasObject // may be nil
	open     *Chooser          // whose list is on show; nil when none is
	mirrored bool
	shift    float32 // of the card, while a Stage moves it

	light, dark func() image.Image // what the picture shows; dark may be nil
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
	for _, o := range []fyne.CanvasObject{p.column.corner, p.column.card, p.column.footer, p.brand, p.pinned} {
		Mirror(o, m)
	}
	p.Refresh()
}

// SetNarration implements Narrated for everything on the page.
func (p *Page) SetNarration(n *Narration) {
	for _, o := range []fyne.CanvasObject{p.column.corner, p.column.card, p.column.footer, p.pinned} {
		Narrate(o, n)
	}
}

// CreateRenderer implements fyne.Widget.
func (p *Page) CreateRenderer() fyne.WidgetRenderer {
	r := &pageRenderer{p: p, ground: &canvas.Rectangle{}, strip: newStrip()}
	r.Refresh()
	return r
}

type pageRenderer struct {
	p      *Page
	ground *canvas.Rectangle
	strip  *strip // behind what is pinned, while it is at the edge of the window
}

func (r *pageRenderer) Destroy() {}

func (r *pageRenderer) Objects() []fyne.CanvasObject {
	objects := []fyne.CanvasObject{r.ground}
	if r.p.picture != nil {
		objects = append(objects, r.p.picture)
	}
	if r.p.brand != nil {
		objects = append(objects, r.p.brand)
	}
	objects = append(objects, r.p.scroll)
	if r.p.pinned != nil {
		objects = append(objects, r.strip.fill, r.strip.edge, r.p.pinned)
	}
	return objects
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
	if p.picture != nil {
		place(p.picture, fyne.Position{}, size)
	}
	p.column.wide = wide
	width := size.Width - left
	high := size.Height - r.pin(fyne.NewSize(width, size.Height))
	p.column.fit(width)
	place(p.scroll, mirrorPos(left, 0, width, size.Width, p.mirrored).AddXY(p.shift, 0), fyne.NewSize(width, high))
	p.column.Resize(fyne.NewSize(width, max(high, p.column.MinSize().Height)))
	r.settle(mirrorPos(left, 0, width, size.Width, p.mirrored), fyne.NewSize(width, size.Height))
}

func (r *pageRenderer) Refresh() {
	r.ground.FillColor = Color(r.p, ColorPage)
	r.ground.Refresh()
	r.strip.paint(r.p)
	r.p.develop()
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
	pictured     bool    // what stands beside the card stands on plates
	kept         float32 // room for what is pinned, below everything else; 0 while it is at the edge of the window
}

func (c *column) padding() float32 {
	if c.wide {
		return measure(SizeWidePadding)
	}
	return measure(SizePagePadding)
}

// fit gives card and footer the width they will have, so that wrapped text inside them knows its height.
func (c *column) fit(width float32) {
	inner := c.inner(width)
	for _, o := range []fyne.CanvasObject{c.card, c.footer} {
		if o == nil {
			continue
		}
		for range 2 { // the second round takes in the heights that the first one found
			o.Resize(fyne.NewSize(max(inner, o.MinSize().Width), o.MinSize().Height))
		}
	}
}

// inner is how wide the card is.
func (c *column) inner(width float32) float32 {
	return min(cardWidth(), max(CardMinWidth, width-2*c.padding()))
}

// top is the room above the card.
func (c *column) top() float32 {
	if c.corner == nil {
		return c.padding()
	}
	return max(c.padding(), Space12+c.corner.MinSize().Height+Space8)
}

// inside is the height of card, footer and what is kept free below them.
func (c *column) inside() float32 { return c.card.MinSize().Height + c.below() }

// below is the height of what comes below the card.
func (c *column) below() float32 {
	h := c.kept
	if c.footed() {
		h += c.footer.MinSize().Height
		if c.kept > 0 {
			h += Space8
		}
	}
	if h > 0 {
		h += measure(GapFooter) + 2*c.rim()
	}
	return h
}

func (c *column) footed() bool { return c.footer != nil && c.footer.Visible() }

// height is that of all there is to show.
func (c *column) height() float32 { return c.top() + c.inside() + c.padding() }

// CreateRenderer implements fyne.Widget.
func (c *column) CreateRenderer() fyne.WidgetRenderer {
	r := columnRenderer{c, newPlate(), newPlate()}
	r.paint()
	return r
}

type columnRenderer struct {
	c           *column
	above, foot *canvas.Rectangle // plates behind the corner and the footer
}

func (r columnRenderer) Destroy() {}

func (r columnRenderer) Objects() []fyne.CanvasObject {
	objects := []fyne.CanvasObject{r.above, r.foot}
	if r.c.corner != nil {
		objects = append(objects, r.c.corner)
	}
	objects = append(objects, r.c.card)
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
		surround(r.above, c.corner, Space12, Space4)
	}
	y, _ := c.ends(size.Height)
	c.card.Move(fyne.NewPos((size.Width-c.card.Size().Width)/2, y))
	if c.footer != nil {
		y += c.card.Size().Height + measure(GapFooter) + c.rim()
		c.footer.Move(fyne.NewPos((size.Width-c.footer.Size().Width)/2, y))
	}
	c.lay(r.foot)
}

func (r columnRenderer) Refresh() {
	r.paint()
	r.Layout(r.c.Size())
}

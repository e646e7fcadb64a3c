package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// Card is the panel that a form sits on: padding 32, radius 16, a hairline and, in light, a soft shadow.
type Card struct {
	widget.BaseWidget
	content fyne.CanvasObject
}

// NewCard makes a card around its content.
func NewCard(content fyne.CanvasObject) *Card {
	c := &Card{content: content}
	c.ExtendBaseWidget(c)
	return c
}

// Content is what is on it.
func (c *Card) Content() fyne.CanvasObject { return c.content }

// SetMirrored implements Mirrored for what is on the card.
func (c *Card) SetMirrored(m bool) { Mirror(c.content, m) }

// SetNarration implements Narrated for what is on the card.
func (c *Card) SetNarration(n *Narration) { Narrate(c.content, n) }

// CreateRenderer implements fyne.Widget.
func (c *Card) CreateRenderer() fyne.WidgetRenderer {
	r := &cardRenderer{c: c, box: newFrame(SizeCardRadius)}
	r.Refresh()
	return r
}

type cardRenderer struct {
	c   *Card
	box *frame
}

func (r *cardRenderer) Destroy() { r.box.stop() }

func (r *cardRenderer) Objects() []fyne.CanvasObject {
	if r.c.content == nil {
		return r.box.objects()
	}
	return append(r.box.objects(), r.c.content)
}

func (r *cardRenderer) MinSize() fyne.Size {
	inner := fyne.Size{}
	if r.c.content != nil {
		inner = r.c.content.MinSize()
	}
	pad := measure(SizeCardPadding)
	return fyne.NewSize(max(CardMinWidth, inner.Width+2*min(pad, CardPadding)), inner.Height+2*pad)
}

// padding is the room beside what is on a card. What a brand has of it beyond ours is there where the card is wide enough.
func (r *cardRenderer) padding(width float32) float32 {
	pad := measure(SizeCardPadding)
	if pad <= CardPadding {
		return pad
	}
	return min(pad, max(CardPadding, (width-r.c.content.MinSize().Width)/2))
}

func (r *cardRenderer) Layout(size fyne.Size) {
	r.box.layout(fyne.Position{}, size)
	if r.c.content != nil {
		x, y := r.padding(size.Width), measure(SizeCardPadding)
		place(r.c.content, fyne.NewPos(x, y), size.SubtractWidthHeight(2*x, 2*y))
	}
}

func (r *cardRenderer) Refresh() {
	c := r.c
	edge := Color(c, ColorCardEdge)
	r.box.paint(Color(c, ColorCard), edge, faded(edge), edgeRest())
	r.box.box.Shadow = canvas.Shadow{}
	if shadow := Color(c, ColorShadow); shadow.A > 0 { // Fyne blurs one that nobody sees as well
		r.box.box.Shadow = canvas.Shadow{Color: shadow, BlurRadius: measure(SizeShadowBlur), Offset: fyne.NewPos(0, measure(SizeShadowDrop))}
	}
	r.box.box.Refresh()
	r.Layout(c.Size())
	canvas.Refresh(c)
}

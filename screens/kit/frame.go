package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// frame is the box of a control: a ring outside it, its edge, its fill. They are three filled rectangles on top of
// one another rather than strokes, because Fyne's painters disagree on which side of the outline a stroke lies.
type frame struct {
	ring, edge, fill *canvas.Rectangle
	radius           float32
	pos              fyne.Position
	size             fyne.Size
	width            float32
	glow             fade
	line             fade
	wash             fade
}

func newFrame(radius float32) *frame {
	f := &frame{ring: &canvas.Rectangle{}, edge: &canvas.Rectangle{}, fill: &canvas.Rectangle{}, radius: radius, width: edgeRest}
	f.ring.Hide()
	return f
}

func (f *frame) objects() []fyne.CanvasObject { return []fyne.CanvasObject{f.ring, f.edge, f.fill} }

func (f *frame) layout(pos fyne.Position, size fyne.Size) {
	f.pos, f.size = pos, size
	place(f.ring, pos.SubtractXY(ringWidth, ringWidth), size.AddWidthHeight(2*ringWidth, 2*ringWidth))
	place(f.edge, pos, size)
	place(f.fill, pos.AddXY(f.width, f.width), size.SubtractWidthHeight(2*f.width, 2*f.width))
	f.ring.CornerRadius = f.radius + ringWidth
	f.edge.CornerRadius = f.radius
	f.fill.CornerRadius = f.radius - f.width
}

// paint gives the box its colours and the width of its edge; the ring shows when ring has strength.
func (f *frame) paint(fill, edge, ring color.NRGBA, width float32) {
	if width != f.width {
		f.width = width
		f.layout(f.pos, f.size)
	}
	f.wash.to(fill, hoverTime, func(c color.NRGBA) {
		f.fill.FillColor = c
		f.fill.Refresh()
	})
	f.line.to(edge, hoverTime, func(c color.NRGBA) {
		f.edge.FillColor = c
		f.edge.Refresh()
	})
	f.glow.to(ring, focusTime, func(c color.NRGBA) {
		f.ring.FillColor = c
		f.ring.Hidden = c.A == 0
		f.ring.Refresh()
	})
}

func (f *frame) stop() {
	f.line.stop()
	f.glow.stop()
	f.wash.stop()
}

func place(o fyne.CanvasObject, pos fyne.Position, size fyne.Size) {
	o.Move(pos)
	o.Resize(size)
}

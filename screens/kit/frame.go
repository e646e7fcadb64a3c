package kit

import (
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// frame is the box of a control: its fill and edge, and behind them the ring that shows outside a focused one. The
// ring is a larger filled rectangle, so the box over it must be opaque.
type frame struct {
	ring, box        *canvas.Rectangle
	glow, edge, fill fade
	radius           fyne.ThemeSizeName // of its corners; empty: whoever draws it sets it
}

func newFrame(radius fyne.ThemeSizeName) *frame {
	f := &frame{ring: &canvas.Rectangle{}, box: &canvas.Rectangle{StrokeWidth: edgeRest()}, radius: radius}
	f.ring.Hide()
	return f
}

func (f *frame) objects() []fyne.CanvasObject { return []fyne.CanvasObject{f.ring, f.box} }

func (f *frame) layout(pos fyne.Position, size fyne.Size) {
	ring := ringWidth()
	if f.radius != "" {
		f.box.CornerRadius = measure(f.radius)
	}
	f.ring.CornerRadius = f.box.CornerRadius + ring
	place(f.ring, pos.SubtractXY(ring, ring), size.AddWidthHeight(2*ring, 2*ring))
	place(f.box, pos, size)
}

// paint gives the box its colours and the width of its edge; the ring shows when glow has any strength.
func (f *frame) paint(fill, edge, glow color.NRGBA, width float32) {
	f.box.StrokeWidth = width
	f.fill.to(fill, hoverTime, func(c color.NRGBA) {
		f.box.FillColor = c
		f.box.Refresh()
	})
	f.edge.to(edge, hoverTime, func(c color.NRGBA) {
		f.box.StrokeColor = c
		f.box.Refresh()
	})
	f.glow.to(glow, focusTime, func(c color.NRGBA) {
		f.ring.FillColor = c
		f.ring.Hidden = c.A == 0
		f.ring.Refresh()
	})
}

// within is how far from the side of the box its fill begins at a depth, behind its strongest edge, which is
// drawn softly.
func (f *frame) within(high, depth float32) float32 {
	edge := edgeStrong()
	radius := min(f.box.CornerRadius, high/2) - edge
	into := radius - (high - edge - depth) // the corner's circle above whose middle nothing is cut off
	if radius <= 0 || into <= 0 {
		return edge
	}
	into = min(into, radius)
	return edge + radius + 1 - float32(math.Sqrt(float64(radius*radius-into*into)))
}

func (f *frame) stop() {
	f.glow.stop()
	f.edge.stop()
	f.fill.stop()
}

// wrongGlow is the strength of the ring around a control that is wrong and has the focus. Its edge has the colour of danger
// either way, so the ring alone has to be told from the card (WCAG 2.2, success criterion 1.4.11).
const wrongGlow = 0.65

func place(o fyne.CanvasObject, pos fyne.Position, size fyne.Size) {
	o.Move(pos)
	o.Resize(size)
}

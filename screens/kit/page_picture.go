package kit

import (
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// SetPicture puts a picture behind everything: it covers the page at every size, cut off evenly where it is too wide or too
// high, and never stretched. What stands on it beside the card gets plates of the card's colour. In a dark look the picture
// is dimmed, and in high contrast it is not shown. Nil is the page colour alone.
func (p *Page) SetPicture(picture image.Image) {
	p.picture = nil
	if p.column.pictured = picture != nil; p.column.pictured {
		p.picture = canvas.NewImageFromImage(picture)
		p.picture.FillMode = canvas.ImageFillCover
	}
	p.Refresh()
}

// dimmed is how much of the page colour lies over a picture in a dark look.
const dimmed = 0.8

// dim has the picture look as the theme wants it.
func (p *Page) dim() {
	if p.picture == nil {
		return
	}
	share := 0.0
	if IsDark(Color(p, ColorCard)) {
		share = dimmed
	}
	p.picture.Hidden = textContrast() > TextContrast
	if p.picture.Translucency != share {
		p.picture.Translucency = share
		p.picture.Refresh()
	}
}

// ground is what stands beside the card stands on.
func (c *column) ground() fyne.ThemeColorName {
	if c.pictured {
		return ColorCard
	}
	return ColorPage
}

// rim is what a plate leaves around the words on it.
func (c *column) rim() float32 {
	if c.pictured {
		return Space12
	}
	return 0
}

func newPlate() *canvas.Rectangle {
	plate := &canvas.Rectangle{CornerRadius: Space12}
	plate.Hide()
	return plate
}

// surround puts a plate around an object.
func surround(plate *canvas.Rectangle, o fyne.CanvasObject, x, y float32) {
	place(plate, o.Position().SubtractXY(x, y), o.Size().AddWidthHeight(2*x, 2*y))
}

// lay puts the plate behind all that comes below the card.
func (c *column) lay(plate *canvas.Rectangle) {
	high := c.below() - measure(GapFooter)
	if plate.Hidden = !c.pictured || high <= 0; plate.Hidden {
		return
	}
	place(plate, c.card.Position().AddXY(0, c.card.Size().Height+measure(GapFooter)), fyne.NewSize(c.card.Size().Width, high))
}

// paint gives the plates their colour. They are shown on a picture, and only there.
func (r columnRenderer) paint() {
	for _, plate := range []*canvas.Rectangle{r.above, r.foot} {
		plate.FillColor, plate.StrokeColor, plate.StrokeWidth = opaque(Color(r.c, r.c.ground())), Color(r.c, ColorCardEdge), edgeRest()
		plate.Refresh()
	}
	r.above.Hidden = !r.c.pictured || r.c.corner == nil
}

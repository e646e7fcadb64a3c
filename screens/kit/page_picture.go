package kit

import (
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// SetPicture puts a picture behind everything: it covers the page at every size, cut off evenly where it is too wide or too
// high, and never stretched. What stands on it beside the card gets plates of the page colour. Nil is the page colour alone.
func (p *Page) SetPicture(picture image.Image) {
	p.picture = nil
	if p.column.pictured = picture != nil; p.column.pictured {
		p.picture = canvas.NewImageFromImage(picture)
		p.picture.FillMode = canvas.ImageFillCover
	}
	p.Refresh()
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
	at := c.card.Position().AddXY(0, c.card.Size().Height+measure(GapFooter)-Space12)
	place(plate, at, fyne.NewSize(c.card.Size().Width, high+2*Space12))
}

// paint gives the plates their colour. They are shown on a picture, and only there.
func (r columnRenderer) paint() {
	for _, plate := range []*canvas.Rectangle{r.above, r.foot} {
		plate.FillColor = opaque(Color(r.c, ColorPage))
		plate.Refresh()
	}
	r.above.Hidden = !r.c.pictured || r.c.corner == nil
}

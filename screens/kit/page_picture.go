package kit

import (
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// SetPicture puts a picture behind everything: it covers the page at every size, cut off evenly where it is too wide or too
// high, and never stretched. What stands on it beside the card gets plates of the card's colour. In a dark look there is the
// one for dark, or without it the other one dimmed; in high contrast there is none. Each is asked for once it is shown, as
// a picture takes much memory. Nil for light is the page colour alone.
func (p *Page) SetPicture(light, dark func() image.Image) {
	p.picture, p.light, p.dark = nil, light, dark
	if p.column.pictured = light != nil; p.column.pictured {
		p.picture = &canvas.Image{FillMode: canvas.ImageFillCover}
	}
	p.Refresh()
}

// dimmed is how much of the page colour lies over a picture in a dark look.
const dimmed = 0.8

// develop has the picture be the one that the theme wants, and look so.
func (p *Page) develop() {
	if p.picture == nil {
		return
	}
	if p.picture.Hidden = textContrast() > TextContrast; p.picture.Hidden {
		return
	}
	isDark := IsDark(Color(p, ColorCard))
	if p.picture.Image != nil && p.darkened == isDark {
		return
	}
	of, share := p.light, 0.0
	switch {
	case isDark && p.dark != nil:
		of = p.dark
	case isDark:
		share = dimmed
	}
	p.darkened, p.picture.Image, p.picture.Translucency = isDark, of(), share
	p.picture.Refresh()
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

package screens

import (
	"fyne.io/fyne/v2"

	"github.com/vestibule-app/vestibule/screens/kit"
)

// cornered lays a link at the end of the line with the label of a field, or below the field where the two do not fit on
// one line. It comes after the field when Tab is pressed.
type cornered struct {
	label string
	rtl   bool
	width float32 // of the last layout
}

// above says whether the link stands beside the label.
func (c *cornered) above(link fyne.CanvasObject) bool {
	label := fyne.MeasureText(c.label, 13*kit.Scale(), fyne.TextStyle{}).Width
	return !tooWide(label+kit.Space8+link.MinSize().Width, c.width)
}

func (c *cornered) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := objects[0].MinSize()
	if !c.above(objects[1]) {
		size.Height += objects[1].MinSize().Height
	}
	return size
}

func (c *cornered) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	c.width = size.Width
	field, link := objects[0], objects[1]
	field.Move(fyne.Position{})
	for range 2 { // a note that wraps knows its height once it has its width
		field.Resize(fyne.NewSize(size.Width, field.MinSize().Height))
	}
	least := link.MinSize()
	x, y, above := float32(0), float32(-3), c.above(link)
	if !above {
		y, least.Width = field.Size().Height, min(least.Width, size.Width)
	}
	if above != c.rtl { // at the end above, and at the start below
		x = size.Width - least.Width
	}
	link.Move(fyne.NewPos(x, y))
	link.Resize(least)
}

package screens

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"github.com/vestibule-app/vestibule/screens/kit"
)

// chip shows who is signing in, with a way to change it.
type chip struct {
	widget.BaseWidget
	who    *line
	change *kit.Link
	rtl    bool
}

func newChip(who, change string, rtl bool, onKey func(*fyne.KeyEvent) bool, onChange func()) *chip {
	c := &chip{who: newLine(Clean(who), kit.ColorText, reading(rtl)), rtl: rtl, change: kit.NewLink(change, onChange)}
	c.change.OnKey = onKey
	c.ExtendBaseWidget(c)
	return c
}

func (c *chip) set(who string) {
	c.who.text = Clean(who)
	c.who.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (c *chip) CreateRenderer() fyne.WidgetRenderer {
	edge := &canvas.Rectangle{CornerRadius: kit.ControlRadius}
	row := container.New(bar{rtl: c.rtl, gap: kit.Space12, stretch: 0}, c.who, c.change)
	tint := func() {
		edge.FillColor = kit.Color(c, kit.ColorSubtle)
		edge.Refresh()
	}
	tint()
	return &tintRenderer{WidgetRenderer: widget.NewSimpleRenderer(
		container.NewStack(edge, container.New(inset{kit.Space12, kit.Space8}, row))), tint: tint}
}

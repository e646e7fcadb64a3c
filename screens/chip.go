package screens

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"github.com/vestibule-app/vestibule/screens/kit"
)

// newIdentity shows a person: avatar, name, and a line that tells them from others.
func newIdentity(name, detail string, rtl bool) fyne.CanvasObject {
	head, tail := newLine(name, kit.ColorText, reading(rtl)), newLine(detail, kit.ColorMuted, reading(rtl))
	head.size, head.bold, tail.size = kit.Size(kit.SizeBody), true, kit.Size(kit.SizeHelper)
	row := container.New(&bar{rtl: rtl, gap: kit.Space12, stretch: 1}, kit.NewAvatar(initial(name)), stack(below{0, head}, below{kit.Space4, tail}))
	return newTinted(inset{kit.Space16, kit.Space16}, row)
}

// tinted is a box of a quiet colour around an object.
type tinted struct {
	widget.BaseWidget
	inset   inset
	content fyne.CanvasObject
}

func newTinted(around inset, content fyne.CanvasObject) *tinted {
	t := &tinted{inset: around, content: content}
	t.ExtendBaseWidget(t)
	return t
}

// SetNarration implements kit.Narrated for what is in the box.
func (t *tinted) SetNarration(n *kit.Narration) { kit.Narrate(t.content, n) }

// CreateRenderer implements fyne.Widget.
func (t *tinted) CreateRenderer() fyne.WidgetRenderer {
	fill := &canvas.Rectangle{}
	r := &tintRenderer{WidgetRenderer: widget.NewSimpleRenderer(container.NewStack(fill, container.New(t.inset, t.content)))}
	r.tint = func() {
		fill.FillColor, fill.CornerRadius = kit.Color(t, kit.ColorSubtle), kit.Size(kit.SizeControlRadius)
		fill.Refresh()
	}
	r.tint()
	return r
}

// tintRenderer takes the colours anew when the theme changes.
type tintRenderer struct {
	fyne.WidgetRenderer
	tint func()
}

// Refresh implements fyne.WidgetRenderer.
func (r *tintRenderer) Refresh() {
	r.tint()
	r.WidgetRenderer.Refresh()
}

// chip shows who is signing in, with a way to change it.
type chip struct {
	widget.BaseWidget
	who    *line
	change *kit.Link
	rtl    bool
}

func newChip(who, change string, rtl bool, onKey func(*fyne.KeyEvent) bool, onChange func()) *chip {
	c := &chip{who: newLine(Clean(who), kit.ColorText, reading(rtl)), rtl: rtl, change: kit.NewLink(change, onChange)}
	c.who.size = kit.Size(kit.SizeBody) - 1 // as long an address as may be
	c.change.OnKey = onKey
	c.ExtendBaseWidget(c)
	return c
}

func (c *chip) set(who string) {
	c.who.text = Clean(who)
	c.who.Refresh()
}

// SetNarration implements kit.Narrated.
func (c *chip) SetNarration(n *kit.Narration) { c.change.SetNarration(n) }

// CreateRenderer implements fyne.Widget.
func (c *chip) CreateRenderer() fyne.WidgetRenderer {
	row := container.New(&bar{rtl: c.rtl, gap: kit.Space12, stretch: 0}, c.who, c.change)
	return widget.NewSimpleRenderer(newTinted(inset{kit.Space12, kit.Space8}, row))
}

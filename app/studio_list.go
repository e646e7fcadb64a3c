package app

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"github.com/vestibule-app/vestibule/screens/kit"
)

// listItem is a row of a list. Fyne colours the chosen row, with the focus and without it alike, so a frame shows the focus.
type listItem struct {
	widget.BaseWidget
	label *widget.Label
	frame *canvas.Rectangle
}

func newListItem() *listItem {
	i := &listItem{label: widget.NewLabel(""), frame: canvas.NewRectangle(color.Transparent)}
	i.frame.StrokeWidth = 2
	i.frame.Hide()
	i.ExtendBaseWidget(i)
	return i
}

// mark shows the focus on the row, or takes it off.
func (i *listItem) mark(focused bool) {
	i.frame.StrokeColor = kit.Color(i, kit.ColorAccentText)
	i.frame.CornerRadius = theme.SelectionRadiusSize()
	i.frame.Hidden = !focused
	i.frame.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (i *listItem) CreateRenderer() fyne.WidgetRenderer { return &listItemRenderer{i} }

type listItemRenderer struct{ i *listItem }

func (r *listItemRenderer) Destroy() {}
func (r *listItemRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.i.label, r.i.frame}
}
func (r *listItemRenderer) Refresh() { r.i.label.Refresh() }

func (r *listItemRenderer) MinSize() fyne.Size {
	return r.i.label.MinSize().AddWidthHeight(2*listIndent, 0)
}

// listIndent is what a row has beside its text, which lines up with what stands above the list.
const listIndent = kit.Space8

func (r *listItemRenderer) Layout(size fyne.Size) {
	r.i.label.Move(fyne.NewPos(listIndent, 0))
	r.i.label.Resize(size.SubtractWidthHeight(2*listIndent, 0))
	r.i.frame.Resize(size)
}

// wheel lies over what scrolls and takes the mouse wheel alone. Without it a field would swallow that of whoever has the
// mouse over it, as each has a scroll of its own for long texts.
type wheel struct {
	widget.BaseWidget
	over fyne.Scrollable
}

func newWheel(over fyne.Scrollable) *wheel {
	w := &wheel{over: over}
	w.ExtendBaseWidget(w)
	return w
}

// Scrolled implements fyne.Scrollable.
func (w *wheel) Scrolled(e *fyne.ScrollEvent) { w.over.Scrolled(e) }

// CreateRenderer implements fyne.Widget.
func (w *wheel) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(canvas.NewRectangle(color.Transparent))
}

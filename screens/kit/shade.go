package kit

import (
	"image/color"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// shadeHeight is what lies below the text of Fyne's entry, where it draws its scroll bar.
const shadeHeight float32 = 7

// shade lies over the scroll bar that Fyne's entry shows below a text that is too long for it. A field of one line
// scrolls with the caret; a bar in it looks like an underline, and grows over the text when it is pointed at. The
// theme can take the bar away only together with those of the pages.
type shade struct {
	widget.BaseWidget
	fill  *canvas.Rectangle
	onTap func()
}

func newShade(onTap func()) *shade {
	s := &shade{fill: canvas.NewRectangle(color.Transparent), onTap: onTap}
	s.ExtendBaseWidget(s)
	s.Hide()
	return s
}

// CreateRenderer implements fyne.Widget.
func (s *shade) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(s.fill) }

// Tapped implements fyne.Tappable: it is part of the field.
func (s *shade) Tapped(*fyne.PointEvent) { s.onTap() }

// Dragged implements fyne.Draggable, so that the bar below is not.
func (s *shade) Dragged(*fyne.DragEvent) {}

// DragEnd implements fyne.Draggable.
func (s *shade) DragEnd() {}

// MouseIn implements desktop.Hoverable, so that the bar below is never pointed at.
func (s *shade) MouseIn(*desktop.MouseEvent) {}

// MouseMoved implements desktop.Hoverable.
func (s *shade) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (s *shade) MouseOut() {}

// Cursor implements desktop.Cursorable.
func (s *shade) Cursor() desktop.Cursor { return desktop.TextCursor }

// overflows says whether the text is wider than its place, so that the entry scrolls.
func (f *Field) overflows() bool {
	text := f.entry.Text
	if f.entry.Password {
		text = strings.Repeat("•", len([]rune(text)))
	}
	if text == "" {
		return false
	}
	th := f.entry.Theme()
	room := f.room - 2*th.Size(theme.SizeNameInnerPadding)
	return fyne.MeasureText(text, th.Size(theme.SizeNameText), fyne.TextStyle{}).Width > room
}

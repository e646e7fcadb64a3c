package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// Link is a quiet action: accent text, underlined under the pointer and whenever it has the focus.
type Link struct {
	control
	tone fyne.ThemeColorName
}

// NewLink makes a link. What it does is up to onTap; it need not lead anywhere.
func NewLink(label string, onTap func()) *Link {
	l := &Link{tone: ColorAccentText}
	l.label, l.onTap = label, onTap
	l.extend(l)
	return l
}

// SetLabel changes the words.
func (l *Link) SetLabel(s string) {
	l.label = s
	l.Refresh()
}

// AccessibilityRole implements fyne.Accessible.
func (l *Link) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleLink }

// CreateRenderer implements fyne.Widget.
func (l *Link) CreateRenderer() fyne.WidgetRenderer {
	r := &linkRenderer{l: l, glow: &canvas.Rectangle{CornerRadius: 6}, text: &canvas.Text{}, line: &canvas.Rectangle{}}
	r.text.TextSize = linkFace.size
	r.Refresh()
	return r
}

var linkFace = typeface{size: 13, line: 18}

const linkHeight float32 = 24

type linkRenderer struct {
	l    *Link
	glow *canvas.Rectangle
	text *canvas.Text
	line *canvas.Rectangle
}

func (r *linkRenderer) Destroy() {}
func (r *linkRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.glow, r.text, r.line}
}

func (r *linkRenderer) MinSize() fyne.Size {
	return fyne.NewSize(linkFace.measure(r.l.label), linkHeight)
}

func (r *linkRenderer) Layout(size fyne.Size) {
	width := min(size.Width, linkFace.measure(r.text.Text))
	x := (size.Width - width) / 2
	place(r.glow, fyne.NewPos(x-Space4, 0), fyne.NewSize(width+2*Space4, size.Height))
	place(r.text, fyne.NewPos(x, 0), fyne.NewSize(width, size.Height))
	place(r.line, fyne.NewPos(x, size.Height/2+8), fyne.NewSize(width, 1))
}

func (r *linkRenderer) Refresh() {
	l := r.l
	c := Color(l, l.tone)
	if l.disabled {
		c = Color(l, ColorDisabled)
	}
	r.text.Text = Visual(ellipsis(l.label, l.Size().Width, linkFace.measure), false)
	r.text.Color, r.line.FillColor = c, c
	r.line.Hidden = !(l.hovered || l.focused) || l.disabled
	r.glow.FillColor = alpha(c, 0.14)
	r.glow.Hidden = !l.focused
	r.text.Refresh()
	r.Layout(l.Size())
	canvas.Refresh(l)
}

// IconButton is a small button with a picture only; its label is for those who cannot see it.
type IconButton struct {
	control
	icon fyne.Resource
}

// NewIconButton makes an icon button, 32 dp square.
func NewIconButton(icon fyne.Resource, label string, onTap func()) *IconButton {
	b := &IconButton{icon: icon}
	b.label, b.onTap = label, onTap
	b.extend(b)
	return b
}

// SetIcon changes the picture and its name together, so that they cannot disagree.
func (b *IconButton) SetIcon(icon fyne.Resource, label string) {
	b.icon, b.label = icon, label
	b.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (b *IconButton) CreateRenderer() fyne.WidgetRenderer {
	r := &iconButtonRenderer{b: b, edge: &canvas.Rectangle{CornerRadius: Space8, StrokeWidth: edgeStrong}, image: newImage(nil)}
	r.Refresh()
	return r
}

type iconButtonRenderer struct {
	b     *IconButton
	edge  *canvas.Rectangle
	image *canvas.Image
}

func (r *iconButtonRenderer) Destroy() {}
func (r *iconButtonRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.edge, r.image}
}
func (r *iconButtonRenderer) MinSize() fyne.Size { return fyne.NewSquareSize(hitSmall) }

func (r *iconButtonRenderer) Layout(size fyne.Size) {
	place(r.edge, fyne.NewPos((size.Width-hitSmall)/2+1, (size.Height-hitSmall)/2+1), fyne.NewSquareSize(hitSmall-2))
	place(r.image, fyne.NewPos((size.Width-IconMedium)/2, (size.Height-IconMedium)/2), fyne.NewSquareSize(IconMedium))
}

func (r *iconButtonRenderer) Refresh() {
	b := r.b
	text := Color(b, ColorText)
	ink := Color(b, ColorMuted)
	r.edge.FillColor, r.edge.StrokeColor = faded(text), faded(text)
	switch {
	case b.disabled:
		ink = Color(b, ColorDisabled)
	case b.pressed:
		r.edge.FillColor, ink = alpha(text, 0.12), text
	case b.hovered:
		r.edge.FillColor, ink = alpha(text, 0.07), text
	}
	if b.focused && !b.disabled {
		r.edge.StrokeColor, ink = Color(b, ColorAccentText), text
	}
	setIcon(r.image, b.icon, ink)
	r.edge.Refresh()
	r.Layout(b.Size())
	canvas.Refresh(b)
}

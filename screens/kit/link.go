package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// Link is a quiet action: accent text, underlined under the pointer and whenever it has the focus.
type Link struct {
	control
	tone, ground fyne.ThemeColorName // of the words, and of what they stand on
	name         string              // for those who cannot see it; empty: the words
	legal        bool                // in the size of legal text
}

// NewLink makes a link. What it does is up to onTap; it need not lead anywhere.
func NewLink(label string, onTap func()) *Link {
	l := &Link{tone: ColorAccentText, ground: ColorCard}
	l.label, l.onTap = label, onTap
	l.extend(l)
	return l
}

// NewLegalLink makes a link in the size of legal text, for below the card; ground is the colour that it stands on.
func NewLegalLink(label string, ground fyne.ThemeColorName, onTap func()) *Link {
	l := NewLink(label, onTap)
	l.legal, l.ground = true, ground
	return l
}

// SetLabel changes the words.
func (l *Link) SetLabel(s string) {
	l.label = s
	l.Refresh()
}

// SetName gives it another name for those who cannot see it, where the words alone do not say what it does.
func (l *Link) SetName(name string) { l.name = name }

// AccessibilityLabel implements fyne.Accessible.
func (l *Link) AccessibilityLabel() string {
	if l.name != "" {
		return l.spoken(l.name)
	}
	return l.spoken(l.label)
}

// AccessibilityRole implements fyne.Accessible.
func (l *Link) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleLink }

// CreateRenderer implements fyne.Widget.
func (l *Link) CreateRenderer() fyne.WidgetRenderer {
	r := &linkRenderer{l: l, glow: &canvas.Rectangle{}}
	r.Refresh()
	return r
}

var linkFace = typeface{size: SizeHelper, line: SizeHelperLine}

const linkHigh float32 = 24

func (l *Link) face() typeface {
	if l.legal {
		return typefaces[Legal]
	}
	return linkFace
}

type linkRenderer struct {
	l    *Link
	glow *canvas.Rectangle
	text lines
	rule []*canvas.Rectangle // under each line
	ink  color.NRGBA
}

func (r *linkRenderer) Destroy() {}
func (r *linkRenderer) Objects() []fyne.CanvasObject {
	objects := append([]fyne.CanvasObject{r.glow}, r.text.objects()...)
	for _, rule := range r.rule {
		objects = append(objects, rule)
	}
	return objects
}

// MinSize is as wide as the words, and as high as their lines are at the present width.
func (r *linkRenderer) MinSize() fyne.Size {
	face := r.l.face()
	s := r.text.minSize(r.l.label, face, r.l.Size().Width)
	return fyne.NewSize(s.Width, s.Height+linkHeight()-face.lineHeight())
}

func (r *linkRenderer) Layout(size fyne.Size) {
	l := r.l
	r.text.set(l.label, l.face(), r.ink, mirrorAlign(fyne.TextAlignLeading, l.mirrored), false, size.Width)
	for len(r.rule) < len(r.text.drawn) {
		r.rule = append(r.rule, &canvas.Rectangle{})
	}
	r.rule = r.rule[:len(r.text.drawn)]
	width := min(size.Width, r.text.widest())
	x := (size.Width - width) / 2
	place(r.glow, fyne.NewPos(x-Space4, 0), fyne.NewSize(width+2*Space4, size.Height))
	r.text.layout(x, 0, fyne.NewSize(width, size.Height))
	for i, rule := range r.rule {
		line := r.text.drawn[i]
		rule.FillColor, rule.Hidden = r.ink, !(l.hovered || l.focused) || l.disabled
		wide := l.face().measure(line.Text)
		from := line.Position().X
		if l.mirrored {
			from += width - wide
		}
		place(rule, fyne.NewPos(from, line.Position().Y+line.Size().Height/2+8*linkFace.textSize()/13), fyne.NewSize(wide, edgeRest()))
	}
}

func (r *linkRenderer) Refresh() {
	l := r.l
	c := Color(l, l.tone)
	if l.disabled {
		c = Color(l, ColorDisabled)
	}
	r.ink = c
	share := 0.14
	for ground := Color(l, l.ground); share > 0 && Contrast(c, mix(ground, c, share)) < textContrast()+0.05; {
		share -= 0.01 // the glow lies behind the words
	}
	r.glow.FillColor = alpha(c, share)
	r.glow.CornerRadius = rounded(6)
	r.glow.Hidden = !l.focused
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
	r := &iconButtonRenderer{b: b, edge: &canvas.Rectangle{}, image: newImage(nil)}
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
func (r *iconButtonRenderer) MinSize() fyne.Size { return fyne.NewSquareSize(drawn(hitSmall)) }

func (r *iconButtonRenderer) Layout(size fyne.Size) {
	hit, icon := drawn(hitSmall), iconMedium()
	place(r.edge, fyne.NewPos((size.Width-hit)/2+1, (size.Height-hit)/2+1), fyne.NewSquareSize(hit-2))
	place(r.image, fyne.NewPos((size.Width-icon)/2, (size.Height-icon)/2), fyne.NewSquareSize(icon))
}

func (r *iconButtonRenderer) Refresh() {
	b := r.b
	text := Color(b, ColorText)
	ink := Color(b, ColorMuted)
	r.edge.StrokeWidth, r.edge.CornerRadius = edgeStrong(), rounded(Space8)
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

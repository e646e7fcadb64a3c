package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// Row is one choice in a list, 64 dp high: a picture or a letter, a title, a muted line below it, and a chevron. Moving
// between rows with the arrow keys is the list's business, through OnKey.
type Row struct {
	control
	icon     fyne.Resource
	subtitle string
	avatar   *Avatar
	trailing fyne.CanvasObject
}

// NewRow makes a row; icon may be nil.
func NewRow(icon fyne.Resource, title, subtitle string, onTap func()) *Row {
	r := &Row{icon: icon, subtitle: subtitle}
	r.label, r.onTap = title, onTap
	r.extend(r)
	return r
}

// Title is its first line.
func (r *Row) Title() string { return r.label }

// Subtitle is its second line.
func (r *Row) Subtitle() string { return r.subtitle }

// SetText changes both lines.
func (r *Row) SetText(title, subtitle string) {
	r.label, r.subtitle = title, subtitle
	r.Refresh()
}

// SetAvatar puts a letter in a circle where the icon would be.
func (r *Row) SetAvatar(letter string) {
	r.avatar = NewAvatar(letter)
	r.Refresh()
}

// SetTrailing replaces the chevron, for instance by an IconButton; nil brings the chevron back.
func (r *Row) SetTrailing(o fyne.CanvasObject) {
	r.trailing = o
	r.Refresh()
}

// AccessibilityLabel implements fyne.Accessible.
func (r *Row) AccessibilityLabel() string { return sentence(r.label, r.subtitle) }

// CreateRenderer implements fyne.Widget.
func (r *Row) CreateRenderer() fyne.WidgetRenderer {
	rr := &rowRenderer{r: r, box: newFrame(Space12), image: newImage(nil), chevron: newImage(nil),
		title: &canvas.Text{TextSize: rowTitle.size, TextStyle: rowTitle.style}, subtitle: &canvas.Text{TextSize: rowSubtitle.size}}
	rr.Refresh()
	return rr
}

var (
	rowTitle    = typeface{size: 15, line: 22, style: fyne.TextStyle{Bold: true}}
	rowSubtitle = typeface{size: 13, line: 18}
)

type rowRenderer struct {
	r               *Row
	box             *frame
	image, chevron  *canvas.Image
	title, subtitle *canvas.Text
}

func (rr *rowRenderer) Destroy() { rr.box.stop() }

func (rr *rowRenderer) Objects() []fyne.CanvasObject {
	objects := append(rr.box.objects(), rr.title, rr.subtitle)
	if rr.r.avatar != nil {
		objects = append(objects, rr.r.avatar)
	} else if rr.r.icon != nil {
		objects = append(objects, rr.image)
	}
	if rr.r.trailing != nil {
		return append(objects, rr.r.trailing)
	}
	return append(objects, rr.chevron)
}

func (rr *rowRenderer) MinSize() fyne.Size { return fyne.NewSize(InnerMinWidth-2*Space24, RowHeight) }

func (rr *rowRenderer) Layout(size fyne.Size) {
	r := rr.r
	rr.box.layout(fyne.Position{}, size)
	middle := func(h float32) float32 { return (size.Height - h) / 2 }
	at := func(o fyne.CanvasObject, x float32, s fyne.Size, y float32) {
		place(o, mirrorPos(x, y, s.Width, size.Width, r.mirrored), s)
	}

	x := Space16
	switch {
	case r.avatar != nil:
		x = Space12
		at(r.avatar, x, fyne.NewSquareSize(AvatarSize), middle(AvatarSize))
		x += AvatarSize + Space12
	case r.icon != nil:
		at(rr.image, x, fyne.NewSquareSize(IconLarge), middle(IconLarge))
		x += IconLarge + Space16
	}
	end := size.Width - Space12
	if r.trailing != nil {
		s := r.trailing.MinSize()
		end -= s.Width
		at(r.trailing, end, s, middle(s.Height))
	} else {
		end -= IconMedium
		at(rr.chevron, end, fyne.NewSquareSize(IconMedium), middle(IconMedium))
	}

	width := max(0, end-Space8-x)
	rr.title.Text = Visual(ellipsis(r.label, width, rowTitle.measure), r.mirrored)
	rr.subtitle.Text = Visual(ellipsis(r.subtitle, width, rowSubtitle.measure), r.mirrored)
	rr.title.Alignment = mirrorAlign(fyne.TextAlignLeading, r.mirrored)
	rr.subtitle.Alignment = rr.title.Alignment
	top := middle(rowTitle.line + rowSubtitle.line)
	if r.subtitle == "" {
		top = middle(rowTitle.line)
	}
	at(rr.title, x, fyne.NewSize(width, rowTitle.line), top)
	at(rr.subtitle, x, fyne.NewSize(width, rowSubtitle.line), top+rowTitle.line)
}

func (rr *rowRenderer) Refresh() {
	r := rr.r
	card, text, muted := Color(r, ColorCard), Color(r, ColorText), Color(r, ColorMuted)
	fill, edge, glow, width := card, Color(r, ColorHairline), faded(Color(r, ColorRing)), edgeRest
	switch {
	case r.disabled:
		text, muted = Color(r, ColorDisabled), Color(r, ColorDisabled)
	case r.pressed:
		fill = mix(card, text, 0.08)
	case r.hovered:
		fill, edge = Color(r, ColorHover), Color(r, ColorControl)
	}
	if r.focused && !r.disabled {
		edge, glow, width = Color(r, ColorAccentText), Color(r, ColorRing), edgeStrong
	}
	rr.box.paint(fill, edge, glow, width)
	rr.title.Color, rr.subtitle.Color = text, muted
	if r.icon != nil {
		setIcon(rr.image, r.icon, text)
	}
	chevron := lineIcon{name: IconForward}
	if r.mirrored {
		chevron.name = IconBack
	}
	setIcon(rr.chevron, chevron, muted)
	rr.Layout(r.Size())
	rr.title.Refresh()
	rr.subtitle.Refresh()
	canvas.Refresh(r)
}

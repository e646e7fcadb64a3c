package kit

import (
	"image/color"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// Row is one choice in a list, 64 dp high or more: a picture or a letter, a title, a muted line below it, and a chevron. Moving
// between rows with the arrow keys is the list's business, through OnKey.
type Row struct {
	control
	icon     fyne.Resource
	subtitle string
	details  []string // what the subtitle is made of; nil when it is one text
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

// SetDetails makes the second line of several texts, with a dot between them; where they are too wide for one line, each
// has a line of its own.
func (r *Row) SetDetails(details ...string) {
	r.subtitle, r.details = strings.Join(details, " · "), details
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
func (r *Row) AccessibilityLabel() string { return r.spoken(sentence(r.label, r.subtitle)) }

// SetNarration implements Narrated, for what is at its end too.
func (r *Row) SetNarration(n *Narration) {
	r.control.SetNarration(n)
	Narrate(r.trailing, n)
}

// CreateRenderer implements fyne.Widget.
func (r *Row) CreateRenderer() fyne.WidgetRenderer {
	rr := &rowRenderer{r: r, box: newFrame(SizeRowRadius), image: newImage(nil), chevron: newImage(nil)}
	rr.Refresh()
	return rr
}

var (
	rowTitle    = typeface{size: SizeBody, line: SizeBodyLine, style: fyne.TextStyle{Bold: true}}
	rowSubtitle = typeface{size: SizeHelper, line: SizeHelperLine}
)

type rowRenderer struct {
	r               *Row
	box             *frame
	image, chevron  *canvas.Image
	ink, muted      color.NRGBA
	title, subtitle lines
}

func (rr *rowRenderer) Destroy() { rr.box.stop() }

func (rr *rowRenderer) Objects() []fyne.CanvasObject {
	objects := append(append(rr.box.objects(), rr.title.objects()...), rr.subtitle.objects()...)
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

// MinSize is as high as the lines are at the present width. Text that is longer than a line is cut off at its end while
// it is as small as designed, for a list of names is looked through; in larger text it takes more lines.
func (rr *rowRenderer) MinSize() fyne.Size {
	lines := rowTitle.lineHeight() + rowSubtitle.lineHeight()
	high := lines + rowRoom()
	if _, width := rr.span(rr.r.Size()); width > 0 {
		high = max(high, rr.height(width)+rowRoom())
	}
	return fyne.NewSize(InnerMinWidth-2*Space24, high)
}

// span is where the text begins, and how wide it may be.
func (rr *rowRenderer) span(size fyne.Size) (x, width float32) {
	r := rr.r
	x = Space16
	switch {
	case r.avatar != nil:
		x = Space12 + avatarSize() + Space12
	case r.icon != nil:
		x += iconLarge() + Space16
	}
	end := size.Width - Space12 - iconMedium()
	if r.trailing != nil {
		end = size.Width - Space12 - r.trailing.MinSize().Width
	}
	return x, max(0, end-Space8-x)
}

func (rr *rowRenderer) height(width float32) float32 {
	high := rr.title.minSize(rr.shown(rr.r.label, rowTitle, width), rowTitle, width).Height
	if rr.r.subtitle != "" {
		high += rr.subtitle.minSize(rr.below(width), rowSubtitle, width).Height
	}
	return high
}

// below is what of the subtitle is on show.
func (rr *rowRenderer) below(width float32) string {
	if len(rr.r.details) < 2 || rowSubtitle.measure(rr.r.subtitle) <= width {
		return rr.shown(rr.r.subtitle, rowSubtitle, width)
	}
	var each []string
	for _, detail := range rr.r.details {
		each = append(each, rr.shown(detail, rowSubtitle, width))
	}
	return strings.Join(each, "\n")
}

// shown is what of a text is on show.
func (rr *rowRenderer) shown(text string, face typeface, width float32) string {
	if Scale() > 1 {
		return text
	}
	return ellipsis(text, width, face.measure)
}

func (rr *rowRenderer) Layout(size fyne.Size) {
	r := rr.r
	rr.box.layout(fyne.Position{}, size)
	middle := func(h float32) float32 { return (size.Height - h) / 2 }
	at := func(o fyne.CanvasObject, x float32, s fyne.Size, y float32) {
		place(o, mirrorPos(x, y, s.Width, size.Width, r.mirrored), s)
	}

	switch {
	case r.avatar != nil:
		at(r.avatar, Space12, fyne.NewSquareSize(avatarSize()), middle(avatarSize()))
	case r.icon != nil:
		at(rr.image, Space16, fyne.NewSquareSize(iconLarge()), middle(iconLarge()))
	}
	if r.trailing != nil {
		s := r.trailing.MinSize()
		at(r.trailing, size.Width-Space12-s.Width, s, middle(s.Height))
	} else {
		at(rr.chevron, size.Width-Space12-iconMedium(), fyne.NewSquareSize(iconMedium()), middle(iconMedium()))
	}

	x, width := rr.span(size)
	align := mirrorAlign(fyne.TextAlignLeading, r.mirrored)
	rr.title.set(rr.shown(r.label, rowTitle, width), rowTitle, rr.ink, align, r.mirrored, width)
	rr.subtitle.set(rr.below(width), rowSubtitle, rr.muted, align, r.mirrored, width)
	top := middle(rr.height(width))
	left := mirrorPos(x, top, width, size.Width, r.mirrored).X
	rr.title.layout(left, top, fyne.NewSize(width, rr.title.height()))
	rr.subtitle.layout(left, top+rr.title.height(), fyne.NewSize(width, rr.subtitle.height()))
}

func (rr *rowRenderer) Refresh() {
	r := rr.r
	card, text, muted := Color(r, ColorCard), Color(r, ColorText), Color(r, ColorMuted)
	fill, edge, glow, width := card, Color(r, ColorHairline), faded(Color(r, ColorRing)), edgeRest()
	switch {
	case r.disabled:
		text, muted = Color(r, ColorDisabled), Color(r, ColorDisabled)
	case r.pressed:
		fill = mix(card, text, 0.08)
	case r.hovered:
		fill, edge = Color(r, ColorHover), Color(r, ColorControl)
	}
	if r.focused && !r.disabled {
		edge, glow, width = Color(r, ColorAccentText), Color(r, ColorRing), edgeStrong()
	}
	rr.box.paint(fill, edge, glow, width)
	rr.ink, rr.muted = text, muted
	if r.icon != nil {
		setIcon(rr.image, r.icon, text)
	}
	chevron := lineIcon{name: IconForward}
	if r.mirrored {
		chevron.name = IconBack
	}
	setIcon(rr.chevron, chevron, muted)
	rr.Layout(r.Size())
	canvas.Refresh(r)
}

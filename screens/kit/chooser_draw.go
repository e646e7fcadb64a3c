package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
)

// face is what of a closed Chooser takes the focus: the choice and a chevron. The box around it is the Chooser's.
type face struct {
	control
	c *Chooser
}

func newFace(c *Chooser) *face {
	f := &face{c: c}
	f.onTap = func() { c.SetOpen(true) }
	f.OnKey = func(e *fyne.KeyEvent) bool {
		if c.OnKey != nil && c.OnKey(e) {
			return true
		}
		if e.Name == fyne.KeyDown {
			c.SetOpen(true)
			return true
		}
		return false
	}
	f.extend(f)
	return f
}

// TypedRune implements fyne.Focusable: a letter opens the list and is what is searched for.
func (f *face) TypedRune(r rune) {
	if r == ' ' && !f.c.open || f.disabled {
		return
	}
	f.c.SetOpen(true)
	f.c.search.TypedRune(r)
}

// FocusGained implements fyne.Focusable.
func (f *face) FocusGained() {
	f.control.FocusGained()
	f.c.Refresh()
}

// FocusLost implements fyne.Focusable.
func (f *face) FocusLost() {
	f.control.FocusLost()
	f.c.Refresh()
}

// MouseOut implements desktop.Hoverable.
func (f *face) MouseOut() {
	f.control.MouseOut()
	f.c.Refresh()
}

// AccessibilityLabel implements fyne.Accessible.
func (f *face) AccessibilityLabel() string { return f.c.describe() }

// CreateRenderer implements fyne.Widget.
func (f *face) CreateRenderer() fyne.WidgetRenderer {
	r := &faceRenderer{f: f, title: &canvas.Text{}, detail: &canvas.Text{}, chevron: newImage(nil)}
	r.Refresh()
	return r
}

type faceRenderer struct {
	f             *face
	title, detail *canvas.Text
	chevron       *canvas.Image
}

func (r *faceRenderer) Destroy() {}

func (r *faceRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.title, r.detail, r.chevron}
}

func (r *faceRenderer) MinSize() fyne.Size { return fyne.NewSize(2*ControlHeight, controlHeight()) }

func (r *faceRenderer) Layout(size fyne.Size) {
	c, mirrored := r.f.c, r.f.mirrored
	put := func(o fyne.CanvasObject, x, w float32) {
		place(o, mirrorPos(x, 0, w, size.Width, mirrored), fyne.NewSize(w, size.Height))
	}
	icon := iconMedium()
	end := size.Width - fieldPadding() - icon
	put(r.chevron, end, icon)
	title, detail := c.words.Placeholder, ""
	r.title.FontSource = nil
	if c.chosen >= 0 {
		r.title.FontSource = c.choices[c.chosen].Font
		title, detail = c.choices[c.chosen].Title, c.choices[c.chosen].Detail
	}
	width := listFace.measure(detail)
	if detail != "" {
		end -= width + Space8
		put(r.detail, end, width)
	}
	r.detail.Text = Visual(detail, false)
	room := max(0, end-Space8-fieldPadding())
	r.title.Text = Visual(ellipsis(title, room, listFace.measure), mirrored)
	r.title.Alignment = mirrorAlign(fyne.TextAlignLeading, mirrored)
	put(r.title, fieldPadding(), room)
}

func (r *faceRenderer) Refresh() {
	f := r.f
	r.title.TextSize, r.detail.TextSize = listFace.textSize(), listFace.textSize()
	r.title.Color, r.detail.Color = Color(f, ColorText), Color(f, ColorMuted)
	if f.c.chosen < 0 {
		r.title.Color = Color(f, ColorPlaceholder)
	}
	ink := Color(f, ColorMuted)
	if f.disabled {
		ink = Color(f, ColorDisabled)
		r.title.Color, r.detail.Color = ink, ink
	}
	setIcon(r.chevron, lineIcon{name: IconDown}, ink)
	r.Layout(f.Size())
	canvas.Refresh(f)
}

// CreateRenderer implements fyne.Widget.
func (c *Chooser) CreateRenderer() fyne.WidgetRenderer {
	r := &chooserRenderer{c: c, box: newFrame(SizeControlRadius), panel: newFrame(SizeControlRadius), glass: newImage(nil), hint: &canvas.Text{}}
	r.Refresh()
	return r
}

type chooserRenderer struct {
	c     *Chooser
	box   *frame
	panel *frame // around the list
	glass *canvas.Image
	hint  *canvas.Text // in the empty search; Fyne's own would not stand on the side where reading begins
}

func (r *chooserRenderer) Destroy() {
	r.box.stop()
	r.panel.stop()
	r.c.note.stop()
}

func (r *chooserRenderer) Objects() []fyne.CanvasObject {
	c := r.c
	objects := append([]fyne.CanvasObject{c.label}, r.box.objects()...)
	objects = append(objects, c.face, r.glass, r.hint, c.search)
	if c.open {
		objects = append(append(objects, r.panel.objects()...), c.list)
	}
	return append(objects, c.note.objects()...)
}

func (r *chooserRenderer) MinSize() fyne.Size {
	c := r.c
	height := labelRoom(c.label) + controlHeight() + c.note.height()
	if c.open {
		height += Space4 + c.list.MinSize().Height
	}
	return fyne.NewSize(3*ControlHeight, height)
}

func (r *chooserRenderer) Layout(size fyne.Size) {
	c := r.c
	for range 2 {
		c.label.Resize(fyne.NewSize(size.Width, c.label.MinSize().Height))
	}
	top, high, icon := labelRoom(c.label), controlHeight(), iconMedium()
	r.box.layout(fyne.NewPos(0, top), fyne.NewSize(size.Width, high))
	place(c.face, fyne.NewPos(0, top), fyne.NewSize(size.Width, high))

	place(r.glass, mirrorPos(fieldPadding(), top+(high-icon)/2, icon, size.Width, c.mirrored), fyne.NewSquareSize(icon))
	pad := fieldPadding() - c.search.Theme().Size(theme.SizeNameInnerPadding)
	left := pad + icon + Space8
	width, height := max(0, size.Width-left-pad), c.search.MinSize().Height
	place(c.search, mirrorPos(left, top+(high-height)/2, width, size.Width, c.mirrored), fyne.NewSize(width, height))

	r.hint.Alignment = mirrorAlign(fyne.TextAlignLeading, c.mirrored)
	place(r.hint, mirrorPos(fieldPadding()+icon+Space8, top, width, size.Width, c.mirrored), fyne.NewSize(width, high))

	y := top + high
	if c.open {
		panel := fyne.NewSize(size.Width, c.list.MinSize().Height)
		r.panel.layout(fyne.NewPos(0, y+Space4), panel)
		place(c.list, fyne.NewPos(0, y+Space4), panel)
		y += Space4 + c.list.MinSize().Height
	}
	c.note.layout(y, size.Width)
}

func (r *chooserRenderer) Refresh() {
	c := r.c
	ring, faint := Color(c, ColorRing), faded(Color(c, ColorRing))
	fill, edge, glow, width, label := Color(c, ColorCard), Color(c, ColorControl), faint, edgeRest(), ColorText
	held := c.face.focused || c.open && c.typing
	switch {
	case c.disabled:
		edge, fill, label = mix(edge, fill, 0.5), Color(c, ColorSubtle), ColorDisabled
	case c.note.err != "":
		edge, width = Color(c, ColorDanger), edgeStrong()
		if held {
			glow = alpha(edge, wrongGlow)
		}
	case held:
		edge, glow, width = Color(c, ColorAccentText), ring, edgeStrong()
	case c.face.hovered:
		edge = Color(c, ColorControlStrong)
	}
	r.box.paint(fill, edge, glow, width)
	r.panel.paint(Color(c, ColorCard), Color(c, ColorHairline), faint, edgeRest())
	c.label.setColor(label)
	setIcon(r.glass, lineIcon{name: IconSearch}, Color(c, ColorMuted))
	r.glass.Hidden = !c.open
	r.hint.TextSize = listFace.textSize()
	r.hint.Text, r.hint.Color = Visual(c.words.Search, c.mirrored), Color(c, ColorPlaceholder)
	r.hint.Hidden = !c.open || c.search.Text != ""
	c.note.refresh()
	r.Layout(c.Size())
	canvas.Refresh(c)
}

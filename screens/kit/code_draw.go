package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// codeSize is that of the digits, and codeLine the line they are designed for.
func codeSize() float32 { return measure(SizeCode) * Scale() }

const codeLine float32 = 28

// grid is the geometry of a row of boxes, in dp.
type grid struct{ width, height, gap, middle float32 }

// gridFor chooses the box for a number of digits and a width: one that grows with the text where it fits, else the
// comfortable one, else the one for the narrowest card. The gap in the middle takes what is left over, so that the row ends
// flush with the button below it and reads as two groups; an odd number of boxes has no middle.
func gridFor(n int, width float32) grid {
	comfortable, narrow := grid{48, 56, 8, 8}, grid{40, 48, 8, 8}
	switch {
	case n == 7:
		comfortable, narrow = grid{42, 52, 6, 6}, grid{34, 46, 6, 6}
	case n >= 8:
		comfortable, narrow = grid{36, 48, 5, 13}, grid{30, 44, 4, 12}
	}
	scale := Scale()
	comfortable.height, narrow.height = grown(comfortable.height, codeLine), grown(narrow.height, codeLine)
	g := comfortable
	g.width *= scale
	if g.total(n) > width {
		g = comfortable
	}
	if g.total(n) > width {
		g = narrow
	}
	if spare := width - g.total(n); n >= 6 && scale == 1 && spare > Space16 { // a card of another width
		g.width += float32(int((spare - Space8) / float32(n)))
	}
	if spare := width - g.total(n); n >= 6 && n%2 == 0 && spare > 0 && spare <= Space16 {
		g.middle += spare
	}
	return g
}

func (g grid) total(n int) float32 { return g.x(n-1, n) + g.width }

// x is where box i of n begins.
func (g grid) x(i, n int) float32 {
	x := float32(i) * (g.width + g.gap)
	if n >= 6 && n%2 == 0 && i >= n/2 {
		x += g.middle - g.gap
	}
	return x
}

// at is the box whose middle is nearest to x.
func (b *boxes) at(x float32) int {
	n := b.code.length
	g := gridFor(n, b.Size().Width)
	for i := range n {
		if x < g.x(i, n)+g.width+g.gap/2 {
			return i
		}
	}
	return n
}

// CreateRenderer implements fyne.Widget.
func (b *boxes) CreateRenderer() fyne.WidgetRenderer {
	r := &boxesRenderer{b: b, caret: canvas.NewRectangle(color.Transparent)}
	r.Refresh()
	return r
}

type boxesRenderer struct {
	b       *boxes
	frames  []*frame
	texts   []*canvas.Text
	caret   *canvas.Rectangle
	objects []fyne.CanvasObject
}

func (r *boxesRenderer) Destroy() {
	r.b.stopBlink()
	for _, f := range r.frames {
		f.stop()
	}
}

func (r *boxesRenderer) Objects() []fyne.CanvasObject { return r.objects }

func (r *boxesRenderer) MinSize() fyne.Size {
	n := max(1, r.b.code.length)
	g := gridFor(n, r.b.Size().Width)
	return fyne.NewSize(gridFor(n, 0).total(n), g.height)
}

func (r *boxesRenderer) grow(n int) {
	if len(r.frames) == n {
		return
	}
	r.frames, r.texts, r.objects = nil, nil, nil
	var rings, rest []fyne.CanvasObject
	for range n {
		f, t := newFrame(SizeControlRadius), &canvas.Text{Alignment: fyne.TextAlignCenter}
		r.frames, r.texts = append(r.frames, f), append(r.texts, t)
		rings = append(rings, f.ring)
		rest = append(rest, f.box, t)
	}
	r.objects = append(append(rings, rest...), r.caret)
}

func (r *boxesRenderer) Layout(size fyne.Size) {
	b, n := r.b, len(r.frames)
	g := gridFor(n, size.Width)
	for i, f := range r.frames {
		pos, box := fyne.NewPos(g.x(i, n)+b.shake.shift, 0), fyne.NewSize(g.width, g.height)
		f.layout(pos, box)
		place(r.texts[i], pos, box)
	}
	at := min(b.caret, n-1)
	wide, high := edgeRest(), 24*Scale()
	place(r.caret, fyne.NewPos(g.x(at, n)+b.shake.shift+(g.width-wide)/2, (g.height-high)/2), fyne.NewSize(wide, high))
}

func (r *boxesRenderer) Refresh() {
	b := r.b
	r.grow(b.code.length)
	card, rest, strong := Color(b, ColorCard), Color(b, ColorControl), Color(b, ColorControlStrong)
	accent, ring, ink := Color(b, ColorAccentText), Color(b, ColorRing), Color(b, ColorText)
	active := min(b.caret, b.code.length-1)
	for i, f := range r.frames {
		fill, edge, glow, width := card, rest, faded(ring), edgeRest()
		filled := i < len(b.digits)
		if filled {
			edge = strong
		}
		switch {
		case b.mood == accepted: // also while the way to the next question is under way
			edge, width = Color(b, ColorSuccess), edgeStrong()
		case b.disabled:
			fill, edge = Color(b, ColorSubtle), mix(rest, card, 0.5)
		case b.mood == wrong || b.code.note.err != "" && len(b.digits) > 0:
			edge, width = Color(b, ColorDanger), edgeStrong()
		case b.focused && b.all && filled:
			fill, edge, width = Color(b, ColorAccentTint), accent, edgeStrong()
		case b.focused && i == active:
			edge, glow, width = accent, ring, edgeStrong()
		}
		f.paint(fill, edge, glow, width)
		t := r.texts[i]
		t.Text, t.Color, t.TextSize = "", ink, codeSize()
		if filled {
			t.Text = string(b.digits[i])
		}
		if b.disabled && b.mood != accepted {
			t.Color = Color(b, ColorDisabled)
		}
		t.Refresh()
	}
	r.caret.FillColor = accent
	empty := b.caret < b.code.length && b.caret >= len(b.digits)
	r.caret.Hidden = !b.focused || !empty || b.blinkOff || b.mood != neutral || b.disabled
	r.Layout(b.Size())
	canvas.Refresh(b)
}

// CreateRenderer implements fyne.Widget.
func (c *CodeField) CreateRenderer() fyne.WidgetRenderer {
	r := &codeRenderer{c: c}
	r.boxed = append([]fyne.CanvasObject{c.label, c.tick, c.boxes}, c.note.objects()...)
	r.Refresh()
	return r
}

type codeRenderer struct {
	c     *CodeField
	boxed []fyne.CanvasObject
}

func (r *codeRenderer) Destroy() { r.c.note.stop() }

func (r *codeRenderer) Objects() []fyne.CanvasObject {
	if r.c.boxed() {
		return r.boxed
	}
	return []fyne.CanvasObject{r.c.plain, r.c.tick}
}

func (r *codeRenderer) MinSize() fyne.Size {
	if !r.c.boxed() {
		return r.c.plain.MinSize()
	}
	s := r.c.boxes.MinSize()
	return fyne.NewSize(s.Width, labelRoom(r.c.label)+s.Height+r.c.note.height())
}

func (r *codeRenderer) Layout(size fyne.Size) {
	c := r.c
	icon := iconMedium()
	place(c.tick, mirrorPos(size.Width-icon, 0, icon, size.Width, c.mirrored), fyne.NewSquareSize(icon))
	if !c.boxed() {
		place(c.plain, fyne.Position{}, size)
		return
	}
	c.label.Resize(fyne.NewSize(size.Width, c.label.MinSize().Height))
	top := labelRoom(c.label)
	c.boxes.Move(fyne.NewPos(0, top))
	c.boxes.Resize(fyne.NewSize(size.Width, gridFor(c.length, size.Width).height))
	c.note.layout(top+c.boxes.Size().Height, size.Width)
}

func (r *codeRenderer) Refresh() {
	c := r.c
	c.label.setColor(ColorText)
	if c.boxes.disabled {
		c.label.setColor(ColorDisabled)
	}
	c.tick.Refresh()
	c.note.refresh()
	r.Layout(c.Size())
	c.boxes.Refresh()
	canvas.Refresh(c)
}

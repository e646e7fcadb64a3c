package kit

import (
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

const (
	markBase float32 = 20
	markRoom float32 = 14 // above and below its name, together
)

func markSide() float32   { return drawn(markBase) }
func markIndent() float32 { return markSide() + Space12 }

// markHeight is that of an option whose name takes one line.
func markHeight() float32 { return typefaces[Body].lineHeight() + markRoom }

// mark is one option: a square with a tick, or a ring with a dot among options that exclude each other.
type mark struct {
	control
	text     *Text
	round    bool
	on       bool
	wrong    bool
	passed   bool // by the Tab key
	describe func() string
}

func newMark(title string, round bool, onTap func()) *mark {
	m := &mark{text: NewText(Body, title), round: round}
	m.label, m.onTap = title, onTap
	m.extend(m)
	return m
}

// natural is how wide it is with its name on one line.
func (m *mark) natural() float32 {
	return markIndent() + float32(math.Ceil(float64(typefaces[Body].measure(m.label))))
}

func (m *mark) set(on bool) {
	if m.on != on {
		m.on = on
		m.Refresh()
	}
}

// Disabled implements fyne.Disableable: an option that the Tab key passes is disabled for Fyne, though not for a click.
func (m *mark) Disabled() bool { return m.disabled || m.passed }

// AccessibilityLabel implements fyne.Accessible. Without words the marks stand for on and off.
func (m *mark) AccessibilityLabel() string {
	if m.words != nil {
		name := m.words.Off(m.label)
		if m.on {
			name = m.words.On(m.label)
		}
		return sentence(m.off(name, m.disabled, false), m.describe())
	}
	state := "☐"
	switch {
	case m.on && m.round:
		state = "◉"
	case m.round:
		state = "○"
	case m.on:
		state = "☑"
	}
	return sentence(state+" "+m.label, m.describe())
}

// CreateRenderer implements fyne.Widget.
func (m *mark) CreateRenderer() fyne.WidgetRenderer {
	r := &markRenderer{m: m, glow: &canvas.Rectangle{}, box: newFrame(""), tick: newImage(nil), dot: &canvas.Rectangle{}}
	r.Refresh()
	return r
}

type markRenderer struct {
	m    *mark
	glow *canvas.Rectangle
	box  *frame
	tick *canvas.Image
	dot  *canvas.Rectangle
}

func (r *markRenderer) Destroy() { r.box.stop() }

func (r *markRenderer) Objects() []fyne.CanvasObject {
	return append(append([]fyne.CanvasObject{r.glow}, r.box.objects()...), r.tick, r.dot, r.m.text)
}

func (r *markRenderer) MinSize() fyne.Size {
	least := r.m.text.MinSize()
	return fyne.NewSize(markIndent()+least.Width, max(markHeight(), least.Height+Space12))
}

func (r *markRenderer) Layout(size fyne.Size) {
	m := r.m
	at := func(o fyne.CanvasObject, x, y float32, s fyne.Size) {
		place(o, mirrorPos(x, y, s.Width, size.Width, m.mirrored), s)
	}
	r.glow.Resize(size.AddWidthHeight(2*Space8, 0))
	r.glow.Move(fyne.NewPos(-Space8, 0))
	high, side := markHeight(), markSide()
	top := (high - side) / 2
	r.glow.CornerRadius, r.box.box.CornerRadius = rounded(Space8), rounded(Space4+2)
	if m.round {
		r.box.box.CornerRadius, r.dot.CornerRadius = side/2, side/5
	}
	r.box.layout(mirrorPos(0, top, side, size.Width, m.mirrored), fyne.NewSquareSize(side))
	at(r.tick, 2, top+2, fyne.NewSquareSize(side-4))
	at(r.dot, side*0.3, top+side*0.3, fyne.NewSquareSize(side*0.4))
	width := max(0, size.Width-markIndent())
	for range 2 { // wrapped text knows its height once it has its width
		at(m.text, markIndent(), markRoom/2-1, fyne.NewSize(width, m.text.MinSize().Height))
	}
}

func (r *markRenderer) Refresh() {
	m := r.m
	card, accent := Color(m, ColorCard), Color(m, ColorAccent)
	fill, edge, glow, width := card, Color(m, ColorControl), faded(Color(m, ColorRing)), edgeRest()
	ink := ColorText
	if m.on {
		fill, edge = accent, accent
		if Contrast(accent, card) < ControlContrast { // of a pale accent the sign alone would be seen
			edge = Color(m, ColorAccentText)
		}
	}
	switch {
	case m.disabled:
		ink = ColorDisabled
		edge = mix(edge, card, 0.5)
		fill = mix(fill, card, 0.5)
	case m.wrong && !m.on:
		edge, width = Color(m, ColorDanger), edgeStrong()
	case m.hovered && !m.on:
		edge = Color(m, ColorControlStrong)
	}
	wash := faded(Color(m, ColorAccentText))
	switch {
	case m.disabled:
	case m.focused:
		glow, wash = Color(m, ColorRing), alpha(Color(m, ColorAccentText), 0.08)
		switch {
		case m.on: // a wash of the accent cannot be told from the fill: a gap, and then the accent itself
			glow, edge, width = Color(m, ColorAccentText), card, edgeStrong()
		case m.wrong:
			glow = alpha(edge, wrongGlow)
		default:
			edge, width = Color(m, ColorAccentText), edgeStrong()
		}
	case m.hovered:
		wash = alpha(Color(m, ColorText), 0.04)
	}
	r.glow.FillColor = wash
	r.glow.Hidden = wash.A == 0
	r.glow.Refresh()
	r.box.paint(fill, edge, glow, width)
	setIcon(r.tick, lineIcon{name: IconCheck}, Color(m, ColorOnAccent))
	r.tick.Hidden = !m.on || m.round
	r.dot.FillColor = Color(m, ColorOnAccent)
	r.dot.Hidden = !m.on || !m.round
	r.dot.Refresh()
	m.text.setColor(ink)
	r.Layout(m.Size())
	canvas.Refresh(m)
}

// CreateRenderer implements fyne.Widget.
func (o *Options) CreateRenderer() fyne.WidgetRenderer {
	r := &optionsRenderer{o}
	r.Refresh()
	return r
}

type optionsRenderer struct{ o *Options }

func (r *optionsRenderer) Destroy() { r.o.note.stop() }

func (r *optionsRenderer) Objects() []fyne.CanvasObject {
	objects := []fyne.CanvasObject{r.o.label}
	for _, m := range r.o.marks {
		objects = append(objects, m)
	}
	return append(objects, r.o.note.objects()...)
}

func (r *optionsRenderer) MinSize() fyne.Size {
	size := fyne.NewSize(3*ControlHeight, r.top())
	for _, m := range r.o.marks {
		least := m.MinSize()
		size = fyne.NewSize(max(size.Width, least.Width), size.Height+least.Height)
	}
	if r.abreast(r.o.Size().Width) {
		size.Height = r.top() + markHeight()
	}
	return size.AddWidthHeight(0, r.noteRoom())
}

// noteRoom is what the note adds; it begins in the room below the last option.
func (r *optionsRenderer) noteRoom() float32 {
	if n := r.o.note; (r.o.compact || n.tight) && n.err == "" && n.helper == "" {
		return 0
	}
	return r.o.note.height() - markRoom/2
}

// abreast says whether the options are to stand beside each other, and fit.
func (r *optionsRenderer) abreast(width float32) bool {
	if width <= 0 {
		width = InnerMinWidth
	}
	needed := -Space24
	for _, m := range r.o.marks {
		needed += Space24 + m.natural()
	}
	return r.o.compact && needed <= width
}

// top is where the options begin; the room above a tick is part of the gap below the label.
func (r *optionsRenderer) top() float32 {
	if room := labelRoom(r.o.label); room > 0 && !r.o.compact {
		return room - Space4
	}
	return 0
}

func (r *optionsRenderer) Layout(size fyne.Size) {
	o := r.o
	for range 2 {
		o.label.Resize(fyne.NewSize(size.Width, o.label.MinSize().Height))
	}
	y := r.top()
	if r.abreast(size.Width) {
		x := float32(0)
		for _, m := range o.marks {
			least := fyne.NewSize(m.natural(), markHeight())
			place(m, mirrorPos(x, y, least.Width, size.Width, o.mirrored), least)
			x += least.Width + Space24
		}
		o.note.layout(y+markHeight()-markRoom/2, size.Width)
		return
	}
	for _, m := range o.marks {
		m.Move(fyne.NewPos(0, y))
		m.Resize(fyne.NewSize(size.Width, m.MinSize().Height))
		if h := m.MinSize().Height; h != m.Size().Height {
			m.Resize(fyne.NewSize(size.Width, h))
		}
		y += m.Size().Height
	}
	o.note.layout(y-markRoom/2, size.Width)
}

func (r *optionsRenderer) Refresh() {
	o := r.o
	if o.disabled {
		o.label.setColor(ColorDisabled)
	} else {
		o.label.setColor(ColorText)
	}
	for _, m := range o.marks {
		m.Refresh()
	}
	o.note.refresh()
	r.Layout(o.Size())
	canvas.Refresh(o)
}

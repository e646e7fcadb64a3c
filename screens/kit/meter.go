package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

const (
	meterBars = 4
	meterHigh = float32(4) // of a bar, in dp
)

// Meter shows a grade as four bars that fill up, and says it in words below them, so that nothing is told by colour or
// length alone. Its height is the same whether it says something or not.
type Meter struct {
	widget.BaseWidget
	filled   int
	text     *Text
	mirrored bool
}

// NewMeter makes an empty meter.
func NewMeter() *Meter {
	m := &Meter{text: NewText(Helper, "")}
	m.ExtendBaseWidget(m)
	return m
}

// Set fills a number of bars, from 0 to 4, and says what that means.
func (m *Meter) Set(filled int, words string) {
	filled = min(max(filled, 0), meterBars)
	if m.filled == filled && m.text.text == words {
		return
	}
	m.filled = filled
	m.text.SetText(words)
	m.Refresh()
}

// Filled is the number of bars that are filled.
func (m *Meter) Filled() int { return m.filled }

// Words are what it says.
func (m *Meter) Words() string { return m.text.text }

// SetMirrored fills it from the right.
func (m *Meter) SetMirrored(mirrored bool) {
	m.mirrored = mirrored
	m.text.SetMirrored(mirrored)
	m.Refresh()
}

// AccessibilityLabel implements fyne.Accessible.
func (m *Meter) AccessibilityLabel() string { return m.text.text }

// AccessibilityRole implements fyne.Accessible.
func (m *Meter) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// CreateRenderer implements fyne.Widget.
func (m *Meter) CreateRenderer() fyne.WidgetRenderer {
	r := &meterRenderer{m: m}
	for i := range r.bars {
		r.bars[i] = &canvas.Rectangle{CornerRadius: meterHigh / 2}
	}
	r.Refresh()
	return r
}

type meterRenderer struct {
	m    *Meter
	bars [meterBars]*canvas.Rectangle
}

func (r *meterRenderer) Destroy() {}

func (r *meterRenderer) Objects() []fyne.CanvasObject {
	var objects []fyne.CanvasObject
	for _, bar := range r.bars {
		objects = append(objects, bar)
	}
	return append(objects, r.m.text)
}

func (r *meterRenderer) MinSize() fyne.Size {
	words := max(r.m.text.face.lineHeight(), r.m.text.MinSize().Height)
	return fyne.NewSize(3*ControlHeight, meterHigh+Space4+words)
}

func (r *meterRenderer) Layout(size fyne.Size) {
	wide := (size.Width - (meterBars-1)*Space4) / meterBars
	for i, bar := range r.bars {
		place(bar, mirrorPos(float32(i)*(wide+Space4), 0, wide, size.Width, r.m.mirrored), fyne.NewSize(wide, meterHigh))
	}
	place(r.m.text, fyne.NewPos(0, meterHigh+Space4), fyne.NewSize(size.Width, max(0, size.Height-meterHigh-Space4)))
}

func (r *meterRenderer) Refresh() {
	full := ColorSuccess
	switch {
	case r.m.filled <= 1:
		full = ColorDanger
	case r.m.filled == 2:
		full = ColorWarning
	}
	for i, bar := range r.bars {
		bar.FillColor = Color(r.m, ColorHairline)
		if i < r.m.filled {
			bar.FillColor = Color(r.m, full)
		}
		bar.Refresh()
	}
	r.m.text.Refresh()
	r.Layout(r.m.Size())
	canvas.Refresh(r.m)
}

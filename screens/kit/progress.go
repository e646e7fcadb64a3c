package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// Progress is a bar for work whose end is not known: a part of it is filled, and moves on by one place each time Step
// is called. It moves by nothing else, so that a wait of minutes does not keep the computer busy.
type Progress struct {
	widget.BaseWidget
	label    string
	place    int
	mirrored bool
}

const (
	progressPlaces         = 8
	progressHigh   float32 = 6
)

// NewProgress makes a bar; the label is for those who cannot see it.
func NewProgress(label string) *Progress {
	p := &Progress{label: label}
	p.ExtendBaseWidget(p)
	return p
}

// Step moves the filled part on, and back to the start behind the end.
func (p *Progress) Step() {
	p.place = (p.place + 1) % progressPlaces
	p.Refresh()
}

// SetMirrored has it move from right to left.
func (p *Progress) SetMirrored(m bool) {
	p.mirrored = m
	p.Refresh()
}

// AccessibilityLabel implements fyne.Accessible.
func (p *Progress) AccessibilityLabel() string { return p.label }

// AccessibilityRole implements fyne.Accessible.
func (p *Progress) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// CreateRenderer implements fyne.Widget.
func (p *Progress) CreateRenderer() fyne.WidgetRenderer {
	r := &progressRenderer{p: p, track: &canvas.Rectangle{CornerRadius: progressHigh / 2}, fill: &canvas.Rectangle{CornerRadius: progressHigh / 2}}
	r.Refresh()
	return r
}

type progressRenderer struct {
	p           *Progress
	track, fill *canvas.Rectangle
}

func (r *progressRenderer) Destroy()                     {}
func (r *progressRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.track, r.fill} }
func (r *progressRenderer) MinSize() fyne.Size           { return fyne.NewSize(3*ControlHeight, progressHigh) }

func (r *progressRenderer) Layout(size fyne.Size) {
	place(r.track, fyne.Position{}, fyne.NewSize(size.Width, progressHigh))
	width := size.Width / 4
	step := (size.Width - width) / (progressPlaces - 1)
	place(r.fill, mirrorPos(step*float32(r.p.place), 0, width, size.Width, r.p.mirrored), fyne.NewSize(width, progressHigh))
}

func (r *progressRenderer) Refresh() {
	r.track.FillColor, r.fill.FillColor = alpha(Color(r.p, ColorAccentText), 0.18), Color(r.p, ColorAccentText)
	r.Layout(r.p.Size())
	canvas.Refresh(r.p)
}

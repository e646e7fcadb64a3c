package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// Spinner is an arc that turns while something is waited for. It turns only while it is shown, and stands still where
// the person has asked for no motion.
type Spinner struct {
	widget.BaseWidget
	side  float32
	color fyne.ThemeColorName
	angle float32
	turn  *fyne.Animation
}

// NewSpinner makes a spinner, size dp square.
func NewSpinner(size float32) *Spinner {
	s := &Spinner{side: size, color: ColorAccentText}
	s.ExtendBaseWidget(s)
	return s
}

// Show implements fyne.CanvasObject and starts the turning.
func (s *Spinner) Show() {
	s.BaseWidget.Show()
	s.Refresh()
}

// Hide implements fyne.CanvasObject and ends the turning.
func (s *Spinner) Hide() {
	s.stop()
	s.BaseWidget.Hide()
}

// Turning says whether it is moving at this moment.
func (s *Spinner) Turning() bool { return s.turn != nil }

func (s *Spinner) start() {
	if s.turn != nil || !moving() {
		return
	}
	s.turn = &fyne.Animation{Duration: turnTime, Curve: fyne.AnimationLinear, RepeatCount: fyne.AnimationRepeatForever, Tick: func(done float32) {
		s.angle = 360 * done
		s.Refresh()
	}}
	s.turn.Start()
}

func (s *Spinner) stop() {
	if s.turn != nil {
		s.turn.Stop()
		s.turn = nil
	}
}

// CreateRenderer implements fyne.Widget.
func (s *Spinner) CreateRenderer() fyne.WidgetRenderer {
	r := &spinnerRenderer{s: s, track: canvas.NewArc(0, 360, 0.74, nil), arc: canvas.NewArc(0, 100, 0.74, nil)}
	r.arc.CornerRadius = s.side
	r.Refresh()
	return r
}

type spinnerRenderer struct {
	s          *Spinner
	track, arc *canvas.Arc
}

func (r *spinnerRenderer) Destroy()                     { r.s.stop() }
func (r *spinnerRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.track, r.arc} }
func (r *spinnerRenderer) MinSize() fyne.Size           { return fyne.NewSquareSize(r.s.side) }

func (r *spinnerRenderer) Layout(size fyne.Size) {
	side := min(size.Width, size.Height)
	for _, a := range []*canvas.Arc{r.track, r.arc} {
		place(a, fyne.NewPos((size.Width-side)/2, (size.Height-side)/2), fyne.NewSquareSize(side))
	}
}

func (r *spinnerRenderer) Refresh() {
	s := r.s
	if s.Visible() {
		s.start()
	}
	c := Color(s, s.color)
	r.track.FillColor, r.arc.FillColor = alpha(c, 0.25), c
	r.arc.StartAngle, r.arc.EndAngle = s.angle, s.angle+100
	canvas.Refresh(s)
}

package kit

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

const (
	drawTime = 250 * time.Millisecond
	holdTime = 400 * time.Millisecond // how long a drawn tick is looked at
)

// tick is the sign that something was accepted. It is drawn like with a pen.
type tick struct {
	widget.BaseWidget
	color   fyne.ThemeColorName
	drawn   float32 // 0 to 1
	running *fyne.Animation
}

func newTick(color fyne.ThemeColorName) *tick {
	t := &tick{color: color}
	t.ExtendBaseWidget(t)
	t.Hide()
	return t
}

// draw draws the tick, leaves it for a moment and calls then, which may be nil; at once where the person wants no motion.
func (t *tick) draw(then func()) {
	t.clear()
	end := func() {
		t.set(1)
		if then != nil {
			then()
		}
	}
	t.Show()
	if !moving() {
		end()
		return
	}
	const whole = drawTime + holdTime
	a := &fyne.Animation{Duration: whole, Curve: fyne.AnimationLinear}
	a.Tick = func(done float32) {
		if t.running != a {
			return
		}
		t.set(min(1, done*float32(whole)/float32(drawTime)))
		if done >= 1 {
			t.running = nil
			end()
		}
	}
	t.running = a
	a.Start()
}

func (t *tick) set(drawn float32) {
	if t.drawn != drawn {
		t.drawn = drawn
		t.Refresh()
	}
}

// clear takes the tick away, and what was to come after it.
func (t *tick) clear() {
	if t.running != nil {
		t.running.Stop()
		t.running = nil
	}
	t.drawn = 0
	t.Hide()
}

// CreateRenderer implements fyne.Widget.
func (t *tick) CreateRenderer() fyne.WidgetRenderer {
	return &tickRenderer{t: t, strokes: [2]*canvas.Line{{}, {}}}
}

type tickRenderer struct {
	t       *tick
	strokes [2]*canvas.Line
}

// The corners of a tick in a square of 1, and the share of the first stroke.
var corners = [3]fyne.Position{{X: 0.16, Y: 0.54}, {X: 0.4, Y: 0.78}, {X: 0.86, Y: 0.26}}

const firstStroke = 0.33

func (r *tickRenderer) Destroy() { r.t.clear() }

func (r *tickRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.strokes[0], r.strokes[1]}
}

func (r *tickRenderer) MinSize() fyne.Size { return fyne.NewSquareSize(iconSmall()) }

func (r *tickRenderer) Layout(size fyne.Size) {
	side := min(size.Width, size.Height)
	at := func(p fyne.Position) fyne.Position { return fyne.NewPos(p.X*side, p.Y*side) }
	drawn := r.t.drawn
	for i, part := range [2]float32{min(1, drawn/firstStroke), max(0, (drawn-firstStroke)/(1-firstStroke))} {
		line, from, to := r.strokes[i], corners[i], corners[i+1]
		line.Position1 = at(from)
		line.Position2 = at(fyne.NewPos(from.X+(to.X-from.X)*part, from.Y+(to.Y-from.Y)*part))
		line.StrokeWidth = max(2, float32(int(side/8)))
		line.Hidden = part <= 0
	}
}

func (r *tickRenderer) Refresh() {
	for _, line := range r.strokes {
		line.StrokeColor = Color(r.t, r.t.color)
	}
	r.Layout(r.t.Size())
	canvas.Refresh(r.t)
}

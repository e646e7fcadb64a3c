package kit

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// Way is how one page takes the place of another.
type Way int

// The ways.
const (
	Cut      Way = iota // at once
	Forward             // the new page comes in from where reading goes to
	Backward            // the new page comes in from where reading comes from
	Dissolve            // the new page comes in where it is
)

const (
	leaveTime  = 80 * time.Millisecond
	enterTime  = 200 * time.Millisecond
	slideWidth = 12 // dp
)

// Stage shows one page after another. The old one fades away, then the new one fades in and moves into its place; a brand
// panel or a picture that both have stands still. The new page is there from the first moment and takes keys; what is clicked meanwhile
// goes to neither. Nothing moves once the change is over.
type Stage struct {
	box      *fyne.Container
	shown    fyne.CanvasObject
	old      fyne.CanvasObject // while it fades away
	shield   *shield
	veil     *canvas.Rectangle // the colour of the page, over what fades
	shift    float32           // of the new page, on its way
	mirrored bool
	running  *fyne.Animation
}

// NewStage makes an empty stage.
func NewStage() *Stage {
	s := &Stage{veil: &canvas.Rectangle{}, shield: &shield{}}
	s.shield.ExtendBaseWidget(s.shield)
	s.box = &fyne.Container{Layout: s}
	return s
}

// Content is what the stage is drawn with.
func (s *Stage) Content() *fyne.Container { return s.box }

// Moving says whether a change is under way.
func (s *Stage) Moving() bool { return s.running != nil }

// SetMirrored turns the direction of reading round.
func (s *Stage) SetMirrored(m bool) { s.mirrored = m }

// Show puts a page on the stage. A change that is still under way ends at once.
func (s *Stage) Show(page fyne.CanvasObject, way Way) {
	s.finish()
	old := s.shown
	s.shown = page
	if old == nil || old == page || way == Cut || !moving() {
		s.settle()
		return
	}
	s.old = old
	s.box.Objects = []fyne.CanvasObject{page, old, s.shield, s.veil}
	s.box.Refresh()
	s.run(leaveTime, fyne.AnimationLinear, func(done float32) { s.draw(done, 0) }, func() { s.enter(way) })
}

// enter is the second half of a change: the old page has gone.
func (s *Stage) enter(way Way) {
	s.old = nil
	s.box.Objects = []fyne.CanvasObject{s.shown, s.veil}
	s.box.Refresh()
	from := float32(slideWidth)
	switch {
	case way == Dissolve:
		from = 0
	case (way == Backward) != s.mirrored:
		from = -from
	}
	s.run(enterTime, fyne.AnimationEaseOut, func(done float32) { s.draw(1-done, from*(1-done)) }, s.settle)
}

// run moves something in time, and then does what comes next.
func (s *Stage) run(d time.Duration, curve fyne.AnimationCurve, draw func(done float32), then func()) {
	draw(0)
	a := &fyne.Animation{Duration: d, Curve: curve}
	a.Tick = func(done float32) {
		if s.running != a {
			return
		}
		draw(done)
		if done >= 1 {
			s.running = nil
			then()
		}
	}
	s.running = a
	a.Start()
}

// draw shows how far the veil is drawn and how far the new page is from its place.
func (s *Stage) draw(veiled, shift float32) {
	s.shift = shift
	s.Layout(s.box.Objects, s.box.Size())
	ground := ColorPage
	if s.veil.CornerRadius > 0 { // it lies on a card
		ground = ColorCard
	}
	s.veil.FillColor = alpha(Color(s.shield, ground), float64(veiled))
	canvas.Refresh(s.veil)
}

// finish ends what is under way.
func (s *Stage) finish() {
	if s.running != nil {
		s.running.Stop()
		s.running = nil
		s.settle()
	}
}

// settle shows nothing but the page, in its place.
func (s *Stage) settle() {
	s.old, s.shift = nil, 0
	s.box.Objects = []fyne.CanvasObject{s.shown}
	s.box.Refresh()
}

// MinSize implements fyne.Layout: what the page asks for, and never less than the smallest window.
func (s *Stage) MinSize([]fyne.CanvasObject) fyne.Size {
	least := fyne.NewSize(WindowMinWidth, WindowMinHigh)
	if s.shown == nil {
		return least
	}
	return least.Max(s.shown.MinSize())
}

// Layout implements fyne.Layout.
func (s *Stage) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		if o != s.veil {
			o.Resize(size)
		}
	}
	if s.shown == nil {
		return
	}
	at, part := fyne.Position{}, size
	s.veil.CornerRadius = 0
	page, ok := s.shown.(*Page)
	if ok {
		page.slide(s.shift)
		front, both := page, s.old == nil
		if before, isPage := s.old.(*Page); isPage {
			front, both = before, true
		}
		switch {
		case both && page.picture != nil && front.picture != nil:
			at, part = front.cardPlace()
			s.veil.CornerRadius = measure(SizeCardRadius)
		case both && page.wide() && front.wide():
			at, part = page.place()
		}
	} else {
		s.shown.Move(fyne.NewPos(s.shift, 0))
	}
	place(s.veil, at, part)
}

// shield keeps the pointer from a page that is on its way out: its buttons belong to a question that was answered.
type shield struct{ widget.BaseWidget }

// CreateRenderer implements fyne.Widget.
func (s *shield) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(&canvas.Rectangle{})
}

// Tapped implements fyne.Tappable.
func (s *shield) Tapped(*fyne.PointEvent) {}

// TappedSecondary implements fyne.SecondaryTappable.
func (s *shield) TappedSecondary(*fyne.PointEvent) {}

// MouseDown implements desktop.Mouseable.
func (s *shield) MouseDown(*desktop.MouseEvent) {}

// MouseUp implements desktop.Mouseable.
func (s *shield) MouseUp(*desktop.MouseEvent) {}

// MouseIn implements desktop.Hoverable.
func (s *shield) MouseIn(*desktop.MouseEvent) {}

// MouseMoved implements desktop.Hoverable.
func (s *shield) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (s *shield) MouseOut() {}

// Scrolled implements fyne.Scrollable.
func (s *shield) Scrolled(*fyne.ScrollEvent) {}

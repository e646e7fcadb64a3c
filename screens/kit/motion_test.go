package kit_test

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"github.com/vestibule-app/vestibule/screens/kit"
)

// clockwork is an application whose animations move only when told to.
type clockwork struct {
	fyne.App
	still   bool // the person wants no motion
	running []*fyne.Animation
}

func (c *clockwork) Settings() fyne.Settings { return clockSettings{c.App.Settings(), c.still} }
func (c *clockwork) Driver() fyne.Driver     { return clockDriver{c.App.Driver(), c} }

type clockSettings struct {
	fyne.Settings
	still bool
}

func (s clockSettings) ShowAnimations() bool { return !s.still }

type clockDriver struct {
	fyne.Driver
	c *clockwork
}

func (d clockDriver) StartAnimation(a *fyne.Animation) { d.c.running = append(d.c.running, a) }

func (d clockDriver) StopAnimation(a *fyne.Animation) {
	for i, r := range d.c.running {
		if r == a {
			d.c.running = append(d.c.running[:i:i], d.c.running[i+1:]...)
			return
		}
	}
}

// pass lets time go by: every animation advances by d, and those that are over end.
func (c *clockwork) pass(d time.Duration) {
	for _, a := range append([]*fyne.Animation(nil), c.running...) {
		done := float32(d) / float32(a.Duration)
		if a.RepeatCount == 0 && done >= 1 {
			clockDriver{c: c}.StopAnimation(a)
			done = 1
		}
		a.Tick(done - float32(int(done*0.999)))
	}
}

func wind(t *testing.T, still bool) *clockwork {
	t.Helper()
	c := &clockwork{App: dress(t, theme.VariantLight), still: still}
	fyne.SetCurrentApp(c)
	return c
}

func TestRejectShakesThenClears(t *testing.T) {
	c := wind(t, false)
	f := kit.NewCodeField("Code", 4)
	window(t, f, 336, 110)
	f.SetText("1234")
	c.pass(time.Second)
	rest := boxesOf(f)[0].Position()
	f.Reject()
	c.pass(20 * time.Millisecond)
	equal(t, f.Text(), "1234", "text while it shakes")
	if boxesOf(f)[0].Position() == rest {
		t.Error("the boxes do not move")
	}
	c.pass(700 * time.Millisecond)
	equal(t, boxesOf(f)[0].Position(), rest, "place after the shake")
	danger := kit.Derive(kit.Seeds{Accent: kit.DefaultAccent}, false, false).Danger
	equal(t, boxesOf(f)[0].StrokeColor, any(danger).(interface {
		RGBA() (r, g, b, a uint32)
	}), "edge after the shake")
	equal(t, f.Text(), "1234", "text before 750 ms are over")
	c.pass(750 * time.Millisecond)
	equal(t, f.Text(), "", "text after 750 ms")
	c.pass(time.Second)
	equal(t, len(c.running), 0, "animations left")
}

func TestTypingEndsARejection(t *testing.T) {
	c := wind(t, false)
	f := kit.NewCodeField("Code", 4)
	window(t, f, 336, 110)
	f.SetText("1234")
	f.Reject()
	test.Type(f.Target(), "9")
	equal(t, f.Text(), "9", "text typed during the rejection")
	c.pass(time.Second)
	equal(t, f.Text(), "9", "text after the rejection would have ended")
}

func TestRejectWithoutMotion(t *testing.T) {
	c := wind(t, true)
	f := kit.NewCodeField("Code", 4)
	window(t, f, 336, 110)
	f.SetText("1234")
	rest := boxesOf(f)[0].Position()
	f.Reject()
	c.pass(20 * time.Millisecond)
	equal(t, boxesOf(f)[0].Position(), rest, "place of a box")
	equal(t, f.Text(), "1234", "text while the edge is red")
	c.pass(750 * time.Millisecond)
	equal(t, f.Text(), "", "text after 750 ms")
}

func TestSpinnerTurnsOnlyWhileShown(t *testing.T) {
	for _, still := range []bool{false, true} {
		c := wind(t, still)
		s := kit.NewSpinner(24)
		s.Hide()
		window(t, s, 24, 24)
		equal(t, len(c.running), 0, "animations while hidden")
		s.Show()
		equal(t, s.Turning(), !still, "turning while shown")
		equal(t, len(c.running) == 1, !still, "animation while shown")
		s.Refresh()
		equal(t, len(c.running) <= 1, true, "one animation for one spinner")
		s.Hide()
		equal(t, len(c.running), 0, "animations after hiding")
	}
}

func TestBusyShowsItsSpinnerALittleLater(t *testing.T) {
	c := wind(t, false)
	b := kit.NewButton("Continue", nil)
	window(t, b, 336, 44)
	c.pass(time.Second)
	b.SetBusy(true)
	equal(t, spins(b), false, "spinner at once")
	c.pass(149 * time.Millisecond)
	equal(t, spins(b), false, "spinner after 149 ms")
	b.SetBusy(false)
	c.pass(time.Second)
	equal(t, spins(b), false, "spinner for work that was done at once")

	b.SetBusy(true)
	c.pass(150 * time.Millisecond)
	equal(t, spins(b), true, "spinner after 150 ms")
	b.SetBusy(false)
	equal(t, b.Busy(), false, "busy when done")
	equal(t, spins(b), true, "spinner that was hardly seen")
	c.pass(399 * time.Millisecond)
	equal(t, spins(b), true, "spinner after 399 ms")
	c.pass(400 * time.Millisecond)
	equal(t, spins(b), false, "spinner after 400 ms")

	b.SetBusy(true) // busy again before the spinner has gone
	c.pass(150 * time.Millisecond)
	b.SetBusy(false)
	c.pass(100 * time.Millisecond)
	b.SetBusy(true)
	c.pass(time.Second)
	equal(t, spins(b), true, "spinner of work that is still under way")
	b.SetBusy(false)
	equal(t, spins(b), false, "spinner that was seen for long")

	b.SetBusy(true)
	c.pass(150 * time.Millisecond)
	b.Accept(nil)
	equal(t, spins(b), false, "spinner beside the tick")
	b.SetBusy(false)
	c.pass(time.Second)
	equal(t, len(c.running), 0, "animations left")
}

func spins(b *kit.Button) bool {
	for _, o := range test.WidgetRenderer(b).Objects() {
		if s, ok := o.(*kit.Spinner); ok {
			return s.Visible()
		}
	}
	return false
}

func TestNothingTicksWhenIdle(t *testing.T) {
	c := wind(t, false)
	code := kit.NewCodeField("Code", 6)
	all := container.NewVBox(kit.NewText(kit.Title, "Title"), kit.NewField("Email"), kit.NewPasswordField("Password", "Show", "Hide"), code,
		kit.NewButton("Continue", nil), kit.NewOutlined("Other", nil), kit.NewLink("Help", nil), kit.NewRow(nil, "Row", "Sub", nil),
		kit.NewBanner(kit.Info, "Hello"), kit.NewAvatar("A"))
	w := window(t, kit.NewPage(kit.NewCard(all), nil), 480, 900)
	c.pass(time.Second)
	equal(t, len(c.running), 0, "animations after the first show")

	w.Canvas().Focus(code.Target())
	c.pass(200 * time.Millisecond)
	if len(c.running) == 0 {
		t.Error("the caret does not blink")
	}
	caret := func() *canvas.Rectangle {
		objects := test.WidgetRenderer(code.Target().(fyne.Widget)).Objects()
		return objects[len(objects)-1].(*canvas.Rectangle)
	}
	equal(t, caret().Visible(), true, "caret in the first half second")
	c.pass(700 * time.Millisecond)
	equal(t, caret().Visible(), false, "caret in the second half second")
	for _, a := range c.running {
		if a.RepeatCount == fyne.AnimationRepeatForever {
			t.Error("the caret blinks for ever")
		}
	}
	w.Canvas().Unfocus()
	c.pass(time.Second)
	equal(t, len(c.running), 0, "animations without focus")
}

func TestErrorAppearsWithoutMovingTheRest(t *testing.T) {
	c := wind(t, false)
	f := kit.NewField("Email")
	window(t, f, 336, 88)
	c.pass(time.Second)
	note := func() *kit.Text {
		objects := test.WidgetRenderer(f).Objects()
		return objects[len(objects)-1].(*kit.Text)
	}
	size := f.MinSize()
	f.SetError("Enter your address.")
	c.pass(10 * time.Millisecond)
	high := note().Position().Y
	_, _, _, faint := texts(note())[0].Color.RGBA()
	c.pass(150 * time.Millisecond)
	_, _, _, full := texts(note())[0].Color.RGBA()
	if note().Position().Y <= high || faint >= full {
		t.Errorf("it stays at %v with strength %v", high, faint)
	}
	equal(t, full, 0xffff, "strength in the end")
	equal(t, f.MinSize(), size, "size of the field")
	c.pass(time.Second)
	equal(t, len(c.running), 0, "animations left")
}

func TestRevealedPasswordHidesAgain(t *testing.T) {
	for _, still := range []bool{false, true} {
		c := wind(t, still)
		p := kit.NewPasswordField("Password", "Show", "Hide")
		window(t, p, 336, 88)
		p.Eye().Tapped(nil)
		c.pass(29 * time.Second)
		equal(t, p.Revealed(), true, "revealed after 29 s")
		c.pass(30 * time.Second)
		equal(t, p.Revealed(), false, "revealed after 30 s")
		equal(t, p.Eye().Label(), "Show", "name of the eye")
		p.Eye().Tapped(nil)
		p.Conceal()
		c.pass(time.Second)
		equal(t, len(c.running), 0, "animations after it was hidden")
	}
}

func TestShakeOfAField(t *testing.T) {
	c := wind(t, false)
	p := kit.NewPasswordField("Password", "Show", "Hide")
	window(t, p, 336, 88)
	entry := p.Target().(fyne.CanvasObject)
	rest, label := entry.Position(), p.Eye().Position()
	p.Shake()
	swings, last := 0, float32(0)
	for at := 5 * time.Millisecond; at < 240*time.Millisecond; at += 5 * time.Millisecond {
		c.pass(at)
		off := entry.Position().X - rest.X
		if off > 6 || off < -6 {
			t.Errorf("after %v it is %v from its place", at, off)
		}
		if off*last < 0 {
			swings++
		}
		if off != 0 {
			last = off
		}
		if along := p.Eye().Position().X - label.X; along-off > 0.01 || off-along > 0.01 {
			t.Errorf("the eye is %v from its place, the text %v", along, off)
		}
	}
	equal(t, swings, 5, "changes of direction in three swings")
	c.pass(240 * time.Millisecond)
	equal(t, entry.Position(), rest, "place in the end")
	c.pass(time.Second)
	equal(t, len(c.running), 0, "animations left")

	c = wind(t, true)
	p.Shake()
	equal(t, len(c.running), 0, "animations without motion")
	equal(t, entry.Position(), rest, "place without motion")
}

// accepting is what draws a tick when an answer was accepted.
type accepting interface {
	fyne.Widget
	Accept(then func())
}

func TestTickIsDrawnAndLookedAt(t *testing.T) {
	for name, make := range map[string]func() accepting{
		"code":       func() accepting { return kit.NewCodeField("Code", 6) },
		"plain code": func() accepting { return kit.NewCodeField("Code", 12) },
		"button":     func() accepting { return kit.NewButton("Continue", nil) },
	} {
		c := wind(t, false)
		o := make()
		window(t, o, 336, 110)
		c.pass(time.Second)
		equal(t, len(strokes(o)), 0, name+": strokes before")
		seen := 0
		o.Accept(func() { seen++ })
		c.pass(50 * time.Millisecond)
		equal(t, len(strokes(o)), 1, name+": strokes after 50 ms")
		c.pass(200 * time.Millisecond)
		equal(t, len(strokes(o)), 2, name+": strokes after 200 ms")
		part := strokes(o)[1].Size()
		c.pass(250 * time.Millisecond)
		if whole := strokes(o)[1].Size(); whole.Width <= part.Width {
			t.Errorf("%s: the tick is no longer drawn after 200 ms", name)
		}
		c.pass(649 * time.Millisecond)
		equal(t, seen, 0, name+": called before it was looked at")
		c.pass(650 * time.Millisecond)
		equal(t, seen, 1, name+": called")
		c.pass(time.Second)
		equal(t, len(c.running), 0, name+": animations left")

		c = wind(t, true)
		o = make()
		window(t, o, 336, 110)
		o.Accept(func() { seen++ })
		equal(t, seen, 2, name+": called at once without motion")
		equal(t, len(strokes(o)), 2, name+": strokes without motion")
		equal(t, len(c.running), 0, name+": animations without motion")
	}
}

func strokes(o fyne.CanvasObject) (lines []*canvas.Line) {
	for _, o := range test.LaidOutObjects(o) {
		if l, ok := o.(*canvas.Line); ok && l.Visible() {
			lines = append(lines, l)
		}
	}
	return lines
}

func TestAcceptedButtonIgnoresTaps(t *testing.T) {
	taps := 0
	b := kit.NewButton("Continue", func() { taps++ })
	show(t, b, 336, 44)
	size := b.MinSize()
	b.Accept(nil)
	b.Tapped(nil)
	equal(t, taps, 0, "taps")
	equal(t, b.MinSize(), size, "size")
	b.SetBusy(false)
	b.Tapped(nil)
	equal(t, taps, 1, "taps afterwards")
	equal(t, len(strokes(b)), 0, "strokes afterwards")
}

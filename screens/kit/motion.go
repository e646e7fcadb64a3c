package kit

import (
	"image/color"
	"time"

	"fyne.io/fyne/v2"
)

const (
	hoverTime  = 100 * time.Millisecond
	focusTime  = 150 * time.Millisecond
	shakeTime  = 240 * time.Millisecond
	rejectTime = 750 * time.Millisecond
	blinkTime  = time.Second
	turnTime   = 900 * time.Millisecond
)

const (
	shakeWidth  = 6 // dp
	shakeSwings = 3
	blinkCycles = 30 // after half a minute untouched the caret rests, and nothing ticks any more
)

// moving says whether the person wants motion. Where not, every change is immediate.
func moving() bool { return fyne.CurrentApp().Settings().ShowAnimations() }

// later calls f once some time has passed, unless it is stopped before. Nothing is drawn meanwhile. Fyne's test driver
// shows the end of an animation when it is started, which is not what is meant.
func later(d time.Duration, f func()) *fyne.Animation {
	begun := false
	a := &fyne.Animation{Duration: d, Curve: fyne.AnimationLinear, Tick: func(done float32) {
		if begun && done >= 1 {
			f()
		}
	}}
	a.Start()
	begun = true
	return a
}

// fade moves one colour to another in time. The zero value has no colour yet and takes the first one at once.
type fade struct {
	now, goal color.NRGBA
	started   bool
	running   *fyne.Animation
}

// to heads for a colour; draw is called with each one on the way, at least once.
func (f *fade) to(goal color.NRGBA, d time.Duration, draw func(color.NRGBA)) {
	if f.started && f.goal == goal {
		if f.running == nil {
			draw(f.now)
		}
		return
	}
	f.stop()
	from := f.now
	first := !f.started
	f.started, f.goal = true, goal
	if first || !moving() {
		f.now = goal
		draw(goal)
		return
	}
	a := &fyne.Animation{Duration: d, Curve: fyne.AnimationEaseOut}
	a.Tick = func(done float32) {
		f.now = mix(from, goal, float64(done))
		if done >= 1 {
			f.now, f.running = goal, nil
		}
		draw(f.now)
	}
	f.running = a
	a.Start()
}

func (f *fade) stop() {
	if f.running != nil {
		f.running.Stop()
		f.running = nil
	}
}

// faded is a colour at no strength: a fade towards it keeps its hue.
func faded(c color.NRGBA) color.NRGBA { return alpha(c, 0) }

package kit

import (
	"math"

	"fyne.io/fyne/v2"
)

// shake moves something to and fro, three times in smaller and smaller swings, as a head says no.
type shake struct {
	shift   float32 // how far it is from its place
	running *fyne.Animation
}

// start begins to shake, if motion is wanted; draw is called with each new place, and with the old one in the end.
func (s *shake) start(draw func()) {
	s.stop()
	if !moving() {
		return
	}
	a := &fyne.Animation{Duration: shakeTime, Curve: fyne.AnimationLinear}
	a.Tick = func(done float32) {
		if s.running != a {
			return
		}
		s.shift = shakeWidth * (1 - done) * float32(math.Sin(float64(done)*2*math.Pi*shakeSwings))
		if done >= 1 {
			s.shift, s.running = 0, nil
		}
		draw()
	}
	s.running = a
	a.Start()
}

// stop puts it back where it belongs.
func (s *shake) stop() {
	if s.running != nil {
		s.running.Stop()
	}
	s.shift, s.running = 0, nil
}

// Shake shakes the box of the field once, because what was in it is wrong. Without motion its edge alone tells.
func (f *Field) Shake() { f.shake.start(f.Refresh) }

package kit

import "fyne.io/fyne/v2"

func (b *boxes) setMood(m mood) {
	b.settle()
	b.mood = m
	b.code.Refresh()
}

// reject turns the boxes to danger, shakes them, and empties them when the time is up. Anything the person does in
// between empties them at once.
func (b *boxes) reject() {
	b.settle()
	b.mood = wrong
	b.code.Refresh()
	b.shake.start(b.Refresh)
	b.hold = &fyne.Animation{Duration: rejectTime, Curve: fyne.AnimationLinear, Tick: func(done float32) {
		if done >= 1 {
			b.settle()
		}
	}}
	b.hold.Start()
}

// settle ends a rejection that is still on show: the code goes, the caret is in the first box.
func (b *boxes) settle() {
	if b.mood != wrong {
		return
	}
	if b.hold != nil {
		b.hold.Stop()
		b.hold = nil
	}
	b.shake.stop()
	b.mood, b.digits, b.caret, b.all = neutral, nil, 0, false
	b.code.Refresh()
}

// startBlink shows the caret and lets it blink for a while, if motion is wanted.
func (b *boxes) startBlink() {
	b.stopBlink()
	if !b.focused || !moving() {
		return
	}
	b.blink = &fyne.Animation{Duration: blinkTime, Curve: fyne.AnimationLinear, RepeatCount: blinkCycles, Tick: func(done float32) {
		if off := done >= 0.5 && done < 1; off != b.blinkOff {
			b.blinkOff = off
			b.Refresh()
		}
	}}
	b.blink.Start()
}

func (b *boxes) stopBlink() {
	if b.blink != nil {
		b.blink.Stop()
		b.blink = nil
	}
	b.blinkOff = false
}

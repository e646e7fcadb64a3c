package app

import (
	"github.com/vestibule-app/vestibule/auth"
	"github.com/vestibule-app/vestibule/screens"
	"github.com/vestibule-app/vestibule/screens/kit"
)

// This file is how one screen takes the place of another: which way the window turns, and what is shown in between.

// scene is where the screens are shown, and which way the next one comes.
type scene struct {
	stage  *kit.Stage
	way    kit.Way // of the next screen
	splash bool    // the screen on show only waits for another
}

// put shows a screen. A splash and what comes after it dissolve into each other; a first screen, and one that is there
// already in other words, come at once.
func (s *scene) put(next screens.Screen, mirrored bool) {
	way := s.way
	splash := screens.IsSplash(next)
	if (splash || s.splash) && way != kit.Cut {
		way = kit.Dissolve
	}
	s.way, s.splash = kit.Forward, splash
	s.stage.SetMirrored(mirrored)
	s.stage.Show(next.Content(), way)
}

// back has the next screen come in from behind.
func (s *scene) back() { s.way = kit.Backward }

// cut has the next screen come at once.
func (s *scene) cut() { s.way = kit.Cut }

// turn has the next screen come from where an answer leads: back, or on.
func (s *scene) turn(answer auth.Answer) {
	s.way = kit.Forward
	if _, back := answer.(auth.Back); back {
		s.back()
	}
}

// nod has a screen show that its answer was right, and then goes on; meanwhile nothing else is answered. Escape goes on at
// once. It reports false, and does nothing, where nothing is to be shown.
func (a *App) nod(s screens.Screen, t *task, next auth.Step, then func()) bool {
	accepting, ok := s.(screens.Accepting)
	if !ok || t.waiting || a.screen != s || screens.Same(s, next) || !isRight(t.answer, next) {
		return false
	}
	pause := &task{answer: t.answer}
	over := func() {
		if a.task == pause {
			a.task = nil
			then()
		}
	}
	pause.cancel = over
	a.task = pause
	accepting.Accept(over)
	return true
}

// isRight says whether an answer was the right one: it ended the sign-in, or it was a code that was taken.
func isRight(answer auth.Answer, next auth.Step) bool {
	if problemOf(next) != "" {
		return false
	}
	switch next.(type) {
	case auth.SignedIn:
		return true
	case auth.Ended, auth.OpenBrowser, auth.EnterUsername:
		return false
	default:
		_, code := answer.(auth.Code)
		return code
	}
}

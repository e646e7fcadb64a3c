package screens

import (
	"fyne.io/fyne/v2"

	"github.com/vestibule-app/vestibule/screens/kit"
)

// slowness is what a screen says when an answer is slow, and the ways out.
type slowness struct {
	asking        Asking
	words         *kit.Text
	again, cancel *kit.Link
}

func stillWorking(a Asking, onKey func(*fyne.KeyEvent) bool) *slowness {
	call := func(what func()) func() {
		return func() {
			if what != nil {
				what()
			}
		}
	}
	s := &slowness{asking: a, words: kit.NewText(kit.Helper, "")}
	s.again, s.cancel = kit.NewLink(a.Words.Say("action.retry"), call(a.Again)), kit.NewLink(a.Words.Say("action.cancel"), call(a.Cancel))
	s.again.OnKey, s.cancel.OnKey = onKey, onKey
	s.show(Slow)
	return s
}

// show says how slow it is. It takes long to be told that there is no answer, so that nobody sends one twice in a hurry.
func (s *slowness) show(p Progress) {
	if p == Stuck {
		s.words.SetText(s.asking.Words.Say("busy.stuck"))
	} else {
		s.words.SetText(s.asking.Words.Say("busy.slow"))
	}
	setShown(s.again, p == Stuck && s.asking.Again != nil)
}

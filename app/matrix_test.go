package app_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"github.com/vestibule-app/vestibule/app"
	"github.com/vestibule-app/vestibule/auth"
)

// TestEveryLinkFits: at every question that there is, reached as a person reaches it, whatever can be tapped and every
// key that goes on or back leads to an answer that fits the question. The questions are read from the source, so that a
// new one is missed here.
func TestEveryLinkFits(t *testing.T) {
	missing := stepTypes(t)
	for _, p := range places {
		t.Run(p.name, func(t *testing.T) {
			h := goTo(t, p.app, p.way)
			step := h.app.Step()
			if step == nil {
				return // no question of the conversation; TestPlaces has it
			}
			delete(missing, app.StepName(step))
			taps := len(h.tappables())
			h.end()
			if taps < 2 {
				t.Fatalf("only %d things can be tapped", taps)
			}
			for i := range taps {
				h := goTo(t, p.app, p.way)
				what := h.tappables()
				if len(what) != taps {
					t.Fatalf("%d things can be tapped where there were %d", len(what), taps)
				}
				h.misfit(label(what[i]), func() { what[i].Tapped(&fyne.PointEvent{}) })
			}
			for _, key := range []fyne.KeyName{fyne.KeyReturn, fyne.KeyEscape} {
				h := goTo(t, p.app, p.way)
				h.misfit(string(key), func() { h.press(key) })
			}
		})
	}
	for name := range missing {
		t.Errorf("no place in the table is an %s", name)
	}
}

// misfit does something, and complains when the conversation could do nothing with the answer.
func (h *house) misfit(what string, do func()) {
	h.t.Helper()
	step := app.StepName(h.app.Step())
	do()
	h.settle(what)
	if strings.Contains(h.log.String(), auth.ErrAnswer.Error()) {
		h.t.Errorf("%s at %s gives an answer that does not fit", what, step)
	}
	h.end()
}

// tappables are all that can be tapped and is not greyed out, in the order in which they are drawn.
func (h *house) tappables() []fyne.Tappable {
	var found []fyne.Tappable
	for _, o := range h.objects() {
		if d, ok := o.(fyne.Disableable); ok && d.Disabled() {
			continue
		}
		if o, ok := o.(fyne.Tappable); ok {
			found = append(found, o)
		}
	}
	return found
}

func label(o fyne.Tappable) string {
	if l, ok := o.(interface{ Label() string }); ok {
		return l.Label()
	}
	return "something without a name"
}

package screens

import (
	"fmt"
	"time"

	"fyne.io/fyne/v2"

	"github.com/vestibule-app/vestibule/auth"
	"github.com/vestibule-app/vestibule/screens/kit"
)

// waiting is on show while the tenant sets the new password.
//
// Whoever shows it submits the auth.Wait that waits. Every answer of this screen comes while that one is under way, so
// it has to be cancelled first; the cancelled one is not a failure to show.
type waiting struct {
	*form
	step  auth.Waiting
	bar   *kit.Progress // it moves once a second: a wait of minutes must not keep the computer busy
	clock *kit.Text
	stop  *kit.Link
	over  bool // nobody asks any longer
}

func newWaiting(step auth.Waiting, a Asking) *waiting {
	w := a.Words
	s := &waiting{step: step, bar: kit.NewProgress(w.Say("waiting.title")), clock: kit.NewText(kit.Helper, "")}
	s.stop = kit.NewLink(w.Say("waiting.stop"), func() { s.leave() })
	s.form = newForm(a, parts{
		title:  w.Say("waiting.title"),
		reason: w.Say("waiting.reason"),
		who:    step.Username,
		fields: []below{{0, s.bar}, {kit.Space8, s.clock}},
		links:  []*kit.Link{s.stop},
	})
	if s.chip != nil {
		s.chip.change.Hide() // the way out is the link: nothing can be changed any more
	}
	s.back = func() { s.answer(auth.Back{}) }
	s.Show(step)
	return s
}

// Step implements Screen.
func (s *waiting) Step() auth.Step { return s.step }

// Show implements Screen.
func (s *waiting) Show(step auth.Step) {
	next, ok := step.(auth.Waiting)
	if !ok {
		return
	}
	s.step = next
	s.name(next.Username)
	s.Busy(Idle)
	s.begin()
}

// begin shows that it is waited.
func (s *waiting) begin() {
	s.over = false
	s.bar.Show()
	s.clock.Show()
	s.offer("", nil)
	s.refuse(nil, nil)
	s.count(s.Now())
}

// Busy implements Screen. Waiting is what this screen is for, so it is never busy beyond that.
func (s *waiting) Busy(Progress) { s.form.Busy(Idle) }

// Fail implements Screen. The tenant may have set the password all the same, so it can be asked again.
func (s *waiting) Fail(f Failure) {
	s.over = true
	s.bar.Hide()
	s.clock.Hide()
	s.form.Fail(f)
	s.offer(s.Words.Say("action.retry"), func() { s.answer(auth.Wait{}) })
}

func (s *waiting) answer(a auth.Answer) {
	if _, again := a.(auth.Wait); again {
		s.begin()
	}
	s.reply(a)
}

// Tick implements Ticking: the bar moves, and the time is counted.
func (s *waiting) Tick(now time.Time) bool {
	if s.over {
		return false
	}
	s.bar.Step()
	s.count(now)
	return now.Before(s.step.Until)
}

func (s *waiting) count(now time.Time) {
	passed := max(now.Sub(s.step.Since), 0) / time.Second
	s.clock.SetText(s.Words.Say("waiting.elapsed", Params{"Elapsed": fmt.Sprintf("%d:%02d", passed/60, passed%60)}))
}

// Focus implements Screen: the way on after a failure, else the way out.
func (s *waiting) Focus(c fyne.Canvas) {
	if action := s.banner.Action(); s.over && action != nil {
		c.Focus(action)
		return
	}
	c.Focus(s.stop)
}

package screens

import (
	"github.com/vestibule-app/vestibule/auth"
)

// ended says why the conversation is over without a sign-in, and how to start again.
type ended struct {
	*form
	step auth.Ended
}

func newEnded(step auth.Ended, a Asking) *ended {
	w := a.Words
	e := &ended{}
	e.form = newForm(a, parts{
		title:  w.Say("ended.title"),
		button: w.Say("ended.restart"),
		submit: func() { e.reply(auth.Back{}) },
		leads:  true,
	})
	e.back = func() { e.reply(auth.Back{}) }
	e.Show(step)
	return e
}

// Step implements Screen.
func (e *ended) Step() auth.Step { return e.step }

// Show implements Screen.
func (e *ended) Show(step auth.Step) {
	next, ok := step.(auth.Ended)
	if !ok {
		return
	}
	e.step = next
	e.Busy(Idle)
	e.title.SetText(e.Words.Say("ended.title"))
	setShown(e.browser, e.leads(next.Problem))
	if p := next.Problem; p != nil {
		switch p.Code {
		case auth.AccountDisabled, auth.AppUnknown, auth.AppMisconfigured:
			// The browser would say the same.
			e.browser.Hide()
			e.title.SetText(e.Words.Say("ended.title_blocked"))
		case auth.PolicyBlocked, auth.ConsentMissing, auth.AppNotEnabled:
			e.title.SetText(e.Words.Say("ended.title_blocked"))
		}
	}
	e.refuse(next.Problem, nil)
}

package screens

import (
	"fyne.io/fyne/v2"

	"github.com/vestibule-app/vestibule/auth"
	"github.com/vestibule-app/vestibule/screens/kit"
)

// signedIn is home: who is signed in, where, and whether the next start will be silent.
type signedIn struct {
	*form
	step  auth.SignedIn
	keep  *kit.Options // remember the address; nil when nobody takes it
	out   *kit.Button  // nil when nobody takes it
	other *kit.Link    // nil when nobody takes it
}

func newSignedIn(step auth.SignedIn, a Asking) *signedIn {
	w := a.Words
	s := &signedIn{}
	account := step.Account
	name := Clean(account.Name)
	title, head, line := w.Say("signed_in.title_plain"), Clean(account.Username), where(a, account)
	if name != "" {
		title, head = w.Say("signed_in.title", Params{"Name": name}), name
		line = Clean(account.Username)
	}
	fields := []below{{0, newIdentity(head, line, w.RTL())}}
	if a.OnRemember != nil {
		s.keep = kit.NewCheck(w.Say("signed_in.remember"))
		s.keep.SetHelper(w.Say("signed_in.remember_help"))
		if a.Remember {
			s.keep.Choose(0)
		}
		s.keep.OnChanged = func() { a.OnRemember(s.keep.On()) }
		fields = append(fields, below{kit.Space12, s.keep})
	}
	if a.OnSignOut != nil {
		s.out = kit.NewOutlined(w.Say("signed_in.sign_out"), func() { s.call(a.OnSignOut) })
		fields = append(fields, below{kit.Space16, s.out})
	}
	var links []*kit.Link
	if a.OnAccounts != nil {
		s.other = kit.NewLink(w.Say("signed_in.other"), func() { s.call(a.OnAccounts) })
		links = append(links, s.other)
	}
	s.form = newForm(a, parts{title: title, fields: fields, links: links})
	if s.out != nil {
		s.out.OnKey = s.onKey
	}
	if s.keep != nil {
		s.keep.OnKey = s.onKey
	}
	s.disable = func(off bool) {
		if s.out != nil {
			s.out.SetDisabled(off)
		}
		if s.keep != nil {
			s.keep.SetDisabled(off)
		}
	}
	s.Show(step)
	return s
}

// where names the organisation a person is signed in to.
func where(a Asking, account auth.Account) string {
	if a.Host != "" {
		return Clean(a.Host)
	}
	return Clean(account.TenantID)
}

func (s *signedIn) call(what func()) {
	if s.progress == Idle {
		what()
	}
}

// Step implements Screen.
func (s *signedIn) Step() auth.Step { return s.step }

// Show implements Screen.
func (s *signedIn) Show(step auth.Step) {
	next, ok := step.(auth.SignedIn)
	if !ok {
		return
	}
	s.step = next
	s.Busy(Idle)
	if next.Kept {
		s.reason.SetText(s.Words.Say("signed_in.kept"))
	} else {
		s.reason.SetText(s.Words.Say("signed_in.not_kept"))
	}
	s.offer("", nil)
	s.refuse(next.Problem, nil)
	if next.Problem == nil || s.OnRetry == nil {
		return
	}
	switch next.Problem.Code {
	case auth.SessionOffline:
		s.offer(s.Words.Say("signed_in.check"), func() { s.call(s.OnRetry) })
	case auth.SessionExpired:
		s.offer(s.Words.Say("signed_in.again"), func() { s.call(s.OnRetry) })
	}
	s.settle()
}

// Focus implements Screen: nothing is asked, so nothing dangerous has the focus.
func (s *signedIn) Focus(c fyne.Canvas) {
	if s.other != nil {
		c.Focus(s.other)
	}
}

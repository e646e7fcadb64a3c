package screens

import (
	"slices"
	"time"

	"github.com/vestibule-app/vestibule/auth"
	"github.com/vestibule-app/vestibule/screens/kit"
)

// This file is what a form says when the tenant refuses, and when nobody answers.

// marked is a field, or several, that can be marked as wrong.
type marked interface {
	SetError(string)
	Error() string
}

// Fail implements Screen.
func (f *form) Fail(failure Failure) {
	f.Busy(Idle)
	kind := kit.Danger
	switch failure.Kind {
	case auth.FailureCancelled:
		kind = kit.Info
	case auth.FailureOffline, auth.FailureTimeout, auth.FailurePortal, auth.FailureServer, auth.FailureNoPort:
		kind = kit.Warning
	}
	f.retryAt, f.refused = failure.RetryAt, nil
	f.banner.SetText(kind, f.Words.Failure(failure, f.circumstance()))
	f.details.set(trouble{failure.CorrelationID, failure.At, failure.AADSTS})
	f.settle()
}

// refuse shows a refusal: next to the field for the codes that concern it, else in the banner. It reports whether it
// concerned the field. Nil takes everything off the screen.
func (f *form) refuse(p *auth.Problem, field marked, codes ...auth.ProblemCode) bool {
	f.refused = nil
	f.retryAt = time.Time{}
	if f.browser != nil && f.Brand.NoBrowser {
		setShown(f.browser, f.leads(p))
	}
	f.banner.SetText(kit.Info, "")
	if field != nil {
		field.SetError("")
	}
	if p == nil {
		f.details.set(trouble{})
		f.settle()
		return false
	}
	f.details.set(trouble{p.CorrelationID, p.At, p.AADSTS})
	words := f.Words.Problem(p, f.circumstance())
	concerned := field != nil && slices.Contains(codes, p.Code)
	if concerned {
		f.refused = field
		field.SetError(words)
	} else {
		f.banner.SetText(tone(p.Code), words)
		f.retryAt = p.RetryAt
	}
	f.settle()
	return concerned
}

// mended has what support asks for leave the screen together with a refusal that the person has edited away.
func (f *form) mended() {
	if f.refused != nil && f.refused.Error() == "" {
		f.refused = nil
		f.details.set(trouble{})
	}
}

// tell shows what was done before, unless there is trouble to show.
func (f *form) tell(n auth.Notice, p *auth.Problem) {
	if n == "" || p != nil {
		return
	}
	kind := kit.Info
	if n == auth.NoticeAccountCreated || n == auth.NoticePasswordChanged {
		kind = kit.Success
	}
	f.banner.SetText(kind, f.Words.Notice(n))
	f.settle()
}

// offer puts a link into the banner; an empty label takes it away.
func (f *form) offer(label string, what func()) {
	f.banner.SetAction(label, what)
	if action := f.banner.Action(); action != nil {
		action.OnKey = f.onKey
	}
	f.settle()
}

// clear takes trouble off the screen when the person does something about it.
func (f *form) clear() { f.refuse(nil, nil) }

// tone is how a refusal looks: it is over, it passes, or it does not.
func tone(code auth.ProblemCode) kit.BannerKind {
	switch code {
	case auth.ConversationExpired, auth.SessionExpired, auth.BrowserCancelled, auth.ResendTooEarly, auth.UserExists, auth.NoPassword:
		return kit.Info
	case auth.AccountLocked, auth.Throttled, auth.TooManyCodes, auth.PhoneLimit, auth.BrowserTimedOut, auth.SessionOffline, auth.ResetUnconfirmed,
		auth.VaultLocked, auth.VaultDenied, auth.VaultAbsent, auth.VaultHung, auth.VaultTooBig, auth.VaultFailed:
		return kit.Warning
	}
	return kit.Danger
}

// leads says whether the browser is offered. A brand may not want that; but where the words about a refusal send people
// there, it is the way out.
func (f *form) leads(p *auth.Problem) bool {
	if !f.Brand.NoBrowser {
		return true
	}
	if p == nil {
		return false
	}
	switch p.Code {
	case auth.AppNotEnabled, auth.NoPassword, auth.WrongMethod, auth.BrowserFailed, auth.BrowserTimedOut, auth.BrowserCancelled:
		return true
	}
	return false
}

// Tick implements Ticking: when the time of a lock-out has passed, it says so.
func (f *form) Tick(now time.Time) bool {
	if f.retryAt.IsZero() || now.Before(f.retryAt) {
		return !f.retryAt.IsZero()
	}
	f.retryAt = time.Time{}
	f.banner.SetText(kit.Info, f.Words.Say("retry.now"))
	f.settle()
	return false
}

func (f *form) circumstance() Circumstance {
	return Circumstance{Now: f.Now(), Neutral: !f.Revealing}
}

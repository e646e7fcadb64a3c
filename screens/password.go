package screens

import (
	"fyne.io/fyne/v2/container"

	"github.com/vestibule-app/vestibule/auth"
	"github.com/vestibule-app/vestibule/screens/kit"
)

// password asks for the password of a local account.
type password struct {
	*form
	step   auth.EnterPassword
	field  *kit.PasswordField
	forgot *kit.Link
}

func newPassword(step auth.EnterPassword, a Asking) *password {
	w := a.Words
	p := &password{field: kit.NewPasswordField(w.Say("password.label"), w.Say("password.show"), w.Say("password.hide"))}
	p.field.SetHints(w.Say("password.caps_lock"), w.Say("password.blank_at_end"))
	p.field.OnSubmit = p.submit
	p.field.OnChanged = func(string) {
		p.field.SetError("")
		p.mended()
	}
	p.forgot = kit.NewLink(w.Say("action.forgot"), p.reset)
	p.form = newForm(a, parts{
		title:  w.Say("password.title"),
		reason: w.Say("password.reason"),
		who:    step.Username,
		fields: []below{{0, container.New(&cornered{label: p.field.Label(), rtl: w.RTL()}, p.field, p.forgot)}},
		button: w.Say("action.sign_in"),
		submit: p.submit,
		leads:  true,
	})
	setShown(p.forgot, !a.Brand.NoReset)
	p.field.OnKey, p.forgot.OnKey = p.onKey, p.onKey
	p.disable = func(off bool) {
		p.field.SetDisabled(off)
		p.forgot.SetDisabled(off)
	}
	p.back = func() { p.reply(auth.Back{}) }
	p.first = func() focusable { return p.field }
	p.Show(step)
	return p
}

// Step implements Screen.
func (p *password) Step() auth.Step { return p.step }

// Show implements Screen. A refused password is cleared; after any other trouble it stays, to be sent again.
func (p *password) Show(step auth.Step) {
	next, ok := step.(auth.EnterPassword)
	if !ok {
		return
	}
	if next.Username != p.step.Username {
		p.field.ClearSecret()
		p.name(next.Username)
	}
	p.step = next
	p.Busy(Idle)
	if next.Problem != nil && next.Problem.Code == auth.WrongPassword {
		p.field.ClearSecret()
	}
	p.offer("", nil)
	if p.refuse(next.Problem, p.field, auth.WrongPassword, auth.AnswerMissing) {
		p.field.Shake()
	}
	if next.Problem != nil && next.Problem.Code == auth.AccountLocked && !p.Brand.NoReset {
		p.offer(p.Words.Say("password.reset"), p.reset) // a new password ends the lock-out
	}
}

func (p *password) reset() { p.reply(auth.Forgot{Username: p.step.Username}) }

// submit sends the password byte for byte as it was typed: blanks at its ends are part of it.
func (p *password) submit() {
	typed := p.field.Text()
	if typed == "" {
		p.field.SetError(p.Words.Say("password.missing"))
		p.focus(p.field)
		return
	}
	p.field.Conceal()
	if p.ready() {
		p.Reply(auth.Password{Value: typed})
	}
}

// Conceal implements Secretive.
func (p *password) Conceal() { p.field.Conceal() }

// Forget implements Secretive.
func (p *password) Forget() { p.field.ClearSecret() }

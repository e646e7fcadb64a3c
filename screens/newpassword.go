package screens

import (
	"github.com/vestibule-app/vestibule/auth"
	"github.com/vestibule-app/vestibule/screens/kit"
)

// freshPassword asks for a password to be set, of a new account or in place of the old one. The tenant's demands are
// ticked off while it is typed.
type freshPassword struct {
	*form
	step    auth.EnterNewPassword
	field   *kit.PasswordField
	meter   *kit.Meter // how hard it is to guess
	demands *kit.Checklist
}

// The demands, in the order of the list. The kinds are parts of demandKinds.
const (
	demandLength = iota
	demandKinds
	demandUpper
	demandLower
	demandDigit
	demandSymbol
	demandAllowed
)

func newFreshPassword(step auth.EnterNewPassword, a Asking) *freshPassword {
	w := a.Words
	p := &freshPassword{field: kit.NewPasswordField(w.Say("new_password.label"), w.Say("password.show"), w.Say("password.hide"))}
	p.field.SetHints(w.Say("password.caps_lock"), w.Say("password.blank_at_end"))
	p.meter = kit.NewMeter()
	p.demands = kit.NewChecklist([]kit.Demand{
		{Words: w.Say("new_password.length")},
		{Words: w.Say("new_password.kinds")},
		{Words: w.Say("new_password.upper"), Part: true},
		{Words: w.Say("new_password.lower"), Part: true},
		{Words: w.Say("new_password.digit"), Part: true},
		{Words: w.Say("new_password.symbol"), Part: true},
		{Words: w.Say("new_password.allowed")},
	}, w.Say("new_password.unmet"), w.Say("new_password.met"), w.Say("new_password.broken"))
	p.field.OnSubmit = p.submit
	p.field.OnChanged = func(typed string) {
		p.field.SetError("")
		p.mended()
		p.tick(typed)
		p.grade(typed)
	}
	title, reason, button := w.Say("new_password.title"), w.Say("new_password.reason"), w.Say("action.continue")
	if step.Scenario == auth.ScenarioReset {
		title, reason, button = w.Say("new_password.title_reset"), w.Say("new_password.reason_reset"), w.Say("new_password.set")
	}
	p.form = newForm(a, parts{
		title:  title,
		reason: reason,
		who:    step.Username,
		fields: []below{{0, p.field}, {kit.Space8, p.meter}, {kit.Space8, p.demands}},
		button: button,
		submit: p.submit,
		leads:  true,
	})
	p.field.OnKey = p.onKey
	p.disable = p.field.SetDisabled
	p.back = func() { p.reply(auth.Back{}) }
	p.first = func() focusable { return p.field }
	p.Show(step)
	return p
}

// Step implements Screen.
func (p *freshPassword) Step() auth.Step { return p.step }

// Show implements Screen. A refused password stays and is selected: mostly it takes little to mend it.
func (p *freshPassword) Show(step auth.Step) {
	next, ok := step.(auth.EnterNewPassword)
	if !ok {
		return
	}
	if next.Username != p.step.Username || next.Scenario != p.step.Scenario {
		p.Forget()
		p.name(next.Username)
	}
	p.step = next
	p.Busy(Idle)
	if p.refuse(next.Problem, p.field, auth.PasswordTooWeak, auth.PasswordTooShort, auth.PasswordTooLong,
		auth.PasswordRecentlyUsed, auth.PasswordBanned, auth.PasswordInvalid, auth.AnswerMissing) {
		p.field.Shake()
		p.field.Select()
	}
}

// submit sends the password byte for byte as it was typed: blanks at its ends are part of it. Whether it is strong enough
// is for the tenant to say; the list has told what it will say.
func (p *freshPassword) submit() {
	typed := p.field.Text()
	if typed == "" {
		p.field.SetError(p.Words.Say("new_password.missing"))
		p.focus(p.field)
		return
	}
	p.field.Conceal()
	if p.ready() {
		p.Reply(auth.NewPassword{Value: typed})
	}
}

// tick ticks off what is met.
func (p *freshPassword) tick(typed string) {
	f := lookAt(typed)
	met := func(i int, ok bool) {
		if ok {
			p.demands.Set(i, kit.Met)
		} else {
			p.demands.Set(i, kit.Unmet)
		}
	}
	met(demandLength, f.length >= shortestPassword && f.length <= longestPassword)
	met(demandKinds, f.kinds() >= enoughKinds)
	met(demandUpper, f.upper)
	met(demandLower, f.lower)
	met(demandDigit, f.digit)
	met(demandSymbol, f.symbol)
	met(demandAllowed, typed != "" && !f.foreign)
	if f.foreign {
		p.demands.Set(demandAllowed, kit.Broken)
	}
	if f.length > longestPassword {
		p.demands.Set(demandLength, kit.Broken)
	}
}

// Conceal implements Secretive.
func (p *freshPassword) Conceal() { p.field.Conceal() }

// Forget implements Secretive.
func (p *freshPassword) Forget() {
	p.field.ClearSecret()
	p.tick("")
	p.grade("")
}

// grade says how hard the password is to guess. It is advice: the list below tells what the tenant insists on.
func (p *freshPassword) grade(typed string) {
	if typed == "" {
		p.meter.Set(0, "")
		return
	}
	w := p.Words
	words := [...]string{w.Say("new_password.strength_0"), w.Say("new_password.strength_1"), w.Say("new_password.strength_2"),
		w.Say("new_password.strength_3"), w.Say("new_password.strength_4")}
	score := strengthOf(typed, knownWords(p.step.Username, p.Brand.Name))
	p.meter.Set(max(1, score), words[score])
}

// The password policy of Entra External ID (protocol-v1 section 11).
const (
	shortestPassword = 8   // characters
	longestPassword  = 256 // characters
	enoughKinds      = 3   // of upper case, lower case, digits and symbols
)

// features are what the policy asks of a password.
type features struct {
	length                      int // characters
	upper, lower, digit, symbol bool
	foreign                     bool // a character that is not allowed
}

func lookAt(password string) features {
	var f features
	for _, r := range password {
		f.length++
		switch {
		case r >= 'A' && r <= 'Z':
			f.upper = true
		case r >= 'a' && r <= 'z':
			f.lower = true
		case r >= '0' && r <= '9':
			f.digit = true
		case r >= ' ' && r <= '~':
			f.symbol = true
		default:
			f.foreign = true
		}
	}
	return f
}

func (f features) kinds() int {
	n := 0
	for _, has := range []bool{f.upper, f.lower, f.digit, f.symbol} {
		if has {
			n++
		}
	}
	return n
}

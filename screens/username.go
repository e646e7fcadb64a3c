package screens

import (
	"strings"

	"fyne.io/fyne/v2"
	"golang.org/x/text/unicode/norm"

	"github.com/vestibule-app/vestibule/auth"
	"github.com/vestibule-app/vestibule/screens/kit"
)

// username asks who it is: who signs in, for whom an account is made, or whose password is reset. All three are the
// same screen, because the one turns into the other in place.
type username struct {
	*form
	step   auth.EnterUsername
	field  *kit.Field
	create *kit.Link
	forgot *kit.Link
	invite *kit.Button // the same as create, near at hand when there is no such account
	have   *kit.Link   // back to signing in, in the place of the two
	leaver *kit.Link   // hidden when there is nothing behind
	rescue *rescue
}

func newUsername(step auth.EnterUsername, a Asking) *username {
	w := a.Words
	u := &username{step: step, field: kit.NewField(w.Say("username.label"))}
	u.field.SetPlaceholder(w.Say("username.placeholder"))
	u.field.SetText(step.Username)
	u.field.OnSubmit = u.submit
	u.rescue = newRescue(a, u.field, step.Username, u.submit)
	u.field.OnChanged = func(string) {
		u.field.SetError("")
		u.mended()
		u.rescue.hide()
	}
	u.create = kit.NewLink(w.Say("action.create"), u.toCreate)
	u.invite = kit.NewOutlined(w.Say("action.create"), u.toCreate)
	u.forgot = kit.NewLink(w.Say("action.forgot"), func() { u.reply(auth.Forgot{Username: u.typed()}) })
	u.have = kit.NewLink(w.Say("username.have"), func() { u.leave() })
	u.leaver = kit.NewLink(w.Say("action.back"), func() { u.leave() })
	u.form = newForm(a, parts{
		first:  true,
		title:  w.Say("username.title"),
		reason: w.Say("username.reason", Params{"Brand": a.Brand.Name}),
		fields: []below{{0, u.field}, {kit.Space4, u.rescue.content}},
		button: w.Say("action.continue"),
		submit: u.submit,
		lines:  []fyne.CanvasObject{u.invite},
		beside: []*kit.Link{u.create, u.forgot, u.have},
		leads:  true,
		leaver: u.leaver,
	})
	u.rescue.form = u.form
	u.field.OnKey, u.invite.OnKey, u.rescue.take.OnKey, u.rescue.keep.OnKey = u.onKey, u.onKey, u.onKey, u.onKey
	u.disable = func(off bool) {
		u.field.SetDisabled(off)
		u.invite.SetDisabled(off)
	}
	u.first = func() focusable { return u.field }
	u.Show(step)
	return u
}

// Step implements Screen.
func (u *username) Step() auth.Step { return u.step }

// Show implements Screen. What is in the field stays; only an empty one takes what is known.
func (u *username) Show(step auth.Step) {
	next, ok := step.(auth.EnterUsername)
	if !ok {
		return
	}
	u.step = next
	u.Busy(Idle)
	u.rescue.hide()
	if u.field.Text() == "" {
		u.field.SetText(next.Username)
	}
	u.arrange()
	u.refuse(next.Problem, u.field, auth.UsernameInvalid, auth.UserNotFound, auth.AnswerMissing)
	u.tell(next.Notice, next.Problem)
}

// arrange shows the words and the ways out that fit what the conversation is for.
func (u *username) arrange() {
	u.title.SetText(u.titleWords())
	u.reason.SetText(u.reasonWords())
	signIn := u.scenario() == auth.ScenarioSignIn
	nobody := signIn && u.step.Problem != nil && u.step.Problem.Code == auth.UserNotFound
	setShown(u.invite, nobody && !u.Brand.NoSignUp)
	setShown(u.create, signIn && !nobody && !u.Brand.NoSignUp)
	setShown(u.forgot, signIn && !u.Brand.NoReset)
	setShown(u.have, !signIn)
	u.have.SetLabel(u.Words.Say("username.have"))
	if u.scenario() == auth.ScenarioReset {
		u.have.SetLabel(u.Words.Say("action.back"))
	}
	switch {
	case !signIn:
		u.back = func() { u.reply(auth.Back{}) }
	case u.CanLeave && u.Leave != nil:
		u.back = u.Leave
	default:
		u.back = nil
	}
	setShown(u.leaver, signIn && u.back != nil)
}

// scenario is what the conversation is for; nothing said means signing in.
func (u *username) scenario() auth.Scenario {
	switch s := u.step.Scenario; s {
	case auth.ScenarioSignUp, auth.ScenarioReset:
		return s
	default:
		return auth.ScenarioSignIn
	}
}

func (u *username) titleWords() string {
	switch u.scenario() {
	case auth.ScenarioSignUp:
		return u.Words.Say("username.title_sign_up")
	case auth.ScenarioReset:
		return u.Words.Say("username.title_reset")
	default:
		return u.Words.Say("username.title")
	}
}

func (u *username) reasonWords() string {
	switch u.scenario() {
	case auth.ScenarioSignUp:
		return u.Words.Say("username.reason_sign_up")
	case auth.ScenarioReset:
		return u.Words.Say("username.reason_reset")
	default:
		return u.Words.Say("username.reason", Params{"Brand": u.Brand.Name})
	}
}

func (u *username) toCreate() { u.reply(auth.Create{Username: u.typed()}) }

// typed is the address in one form for what looks the same, so that an é typed with two keys is the é the account was
// made with (RFC 5198).
func (u *username) typed() string { return norm.NFC.String(strings.TrimSpace(u.field.Text())) }

func (u *username) submit() {
	typed := u.typed()
	if typed == "" {
		u.field.SetError(u.Words.Say("username.missing"))
		u.focus(u.field)
		return
	}
	if u.rescue.ask(typed) {
		return
	}
	u.reply(auth.Username{Value: typed})
}

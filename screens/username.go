package screens

import (
	"strings"

	"golang.org/x/text/unicode/norm"

	"github.com/vestibule-app/vestibule/auth"
	"github.com/vestibule-app/vestibule/screens/kit"
)

// username asks who is signing in.
type username struct {
	*form
	step  auth.EnterUsername
	field *kit.Field
}

func newUsername(step auth.EnterUsername, a Asking) *username {
	w := a.Words
	u := &username{field: kit.NewField(w.Say("username.label"))}
	u.field.SetPlaceholder(w.Say("username.placeholder"))
	u.field.SetText(step.Username)
	u.field.OnSubmit = u.submit
	u.field.OnChanged = func(string) { u.field.SetError("") }
	links := []*kit.Link{browserLink(a, func(answer auth.Answer) { u.reply(answer) })}
	if a.CanLeave && a.Leave != nil {
		links = append(links, kit.NewLink(w.Say("action.back"), func() { u.leave() }))
	}
	u.form = newForm(a, parts{
		title:  w.Say("username.title"),
		reason: w.Say("username.reason", Params{"Brand": a.Brand.Name}),
		fields: []below{{0, u.field}},
		button: w.Say("action.continue"),
		submit: u.submit,
		links:  links,
	})
	u.field.OnKey = u.onKey
	u.disable = u.field.SetDisabled
	u.first = func() focusable { return u.field }
	if a.CanLeave && a.Leave != nil {
		u.back = a.Leave
	}
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
	if u.field.Text() == "" {
		u.field.SetText(next.Username)
	}
	u.refuse(next.Problem, u.field, auth.UsernameInvalid, auth.UserNotFound, auth.AnswerMissing)
}

func (u *username) submit() {
	// One form for what looks the same, so that an é typed with two keys is the é the account was made with (RFC 5198).
	typed := norm.NFC.String(strings.TrimSpace(u.field.Text()))
	if typed == "" {
		u.field.SetError(u.Words.Say("username.missing"))
		u.focus(u.field)
		return
	}
	u.reply(auth.Username{Value: typed})
}

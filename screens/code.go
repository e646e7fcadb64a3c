package screens

import (
	"math"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"github.com/vestibule-app/vestibule/auth"
	"github.com/vestibule-app/vestibule/screens/kit"
)

// manySends is how many codes are sent before another way is suggested.
const manySends = 3

// mailTime is how long a mail usually takes.
const mailTime = 30 * time.Second

// mostSeconds are counted down; a longer wait ends at a time of day.
const mostSeconds = 120

// code asks for a one-time passcode. A complete code is sent by itself, once.
type code struct {
	*form
	step    auth.EnterCode
	field   *kit.CodeField
	resend  *kit.Link
	wait    *kit.Text       // in the place of resend until it is time
	hint    *kit.Text       // when many codes were sent
	method  *kit.Link       // another method
	again   *fyne.Container // resend and wait
	valid   *kit.Text       // until when the code works, where that is known
	mail    *kit.Link       // to the person's mail
	copied  *kit.Link       // what the clipboard holds, in the place of mail
	handy   *fyne.Container // mail and copied
	offered string          // the code on copied
	opening bool            // the browser was asked to open the mail
}

func newCode(step auth.EnterCode, a Asking) *code {
	w := a.Words
	c := &code{step: step, field: kit.NewCodeField(w.Say("code.label"), codeLength(step.Length))}
	c.field.OnSubmit = c.submit
	c.field.OnComplete = func(string) { c.submit() }
	c.field.OnRejected = func(string) { c.reject() }
	c.field.OnChanged = func(text string) {
		c.withdraw()
		if text != "" {
			c.field.SetError("")
			c.mended()
		}
	}
	c.resend = kit.NewLink(w.Say("code.resend"), c.sendAgain)
	c.wait = kit.NewText(kit.Helper, "")
	c.hint = kit.NewText(kit.Helper, "")
	c.valid = kit.NewText(kit.Helper, "")
	c.mail, c.copied = kit.NewLink("", c.openMail), kit.NewLink("", c.take)
	c.handy = container.New(slot{least: kit.Space24}, container.New(&bar{rtl: w.RTL(), stretch: -1}, c.mail, c.copied))
	c.again = container.New(slot{least: kit.Space24}, container.New(&bar{rtl: w.RTL(), stretch: -1}, c.resend), c.wait)
	c.method = kit.NewLink(w.Say("action.method"), func() { c.reply(auth.Back{}) })
	c.form = newForm(a, parts{
		title:  c.titleWords(w),
		reason: c.reasonWords(w),
		who:    step.Username,
		fields: []below{{0, c.field}, {kit.Space4, c.valid}},
		button: w.Say("action.continue"),
		submit: c.submit,
		lines:  []fyne.CanvasObject{c.handy, c.hint, c.again},
		links:  []*kit.Link{c.method},
		leads:  true,
	})
	c.field.OnKey, c.resend.OnKey, c.mail.OnKey, c.copied.OnKey = c.onKey, c.onKey, c.onKey, c.onKey
	c.disable = func(off bool) {
		c.field.SetDisabled(off)
		c.resend.SetDisabled(off)
		c.mail.SetDisabled(off)
		c.copied.SetDisabled(off)
	}
	c.back = func() { c.reply(auth.Back{}) }
	c.first = func() focusable { return c.field }
	c.Show(step)
	return c
}

// Step implements Screen.
func (c *code) Step() auth.Step { return c.step }

// Show implements Screen. A new code, or a code for something else, empties the field.
func (c *code) Show(step auth.Step) {
	next, ok := step.(auth.EnterCode)
	if !ok {
		return
	}
	before := c.step
	c.step = next
	c.Busy(Idle)
	resent := next.Sends > before.Sends
	if resent || next.Username != before.Username || next.Channel != before.Channel || next.SentTo != before.SentTo || next.Purpose != before.Purpose {
		c.field.Clear()
		c.withdraw()
	}
	c.field.SetLength(codeLength(next.Length))
	c.title.SetText(c.titleWords(c.Words))
	c.reason.SetText(c.reasonWords(c.Words))
	c.name(next.Username)
	c.arrange()

	if next.Problem != nil && next.Problem.Code == auth.WrongCode {
		c.field.Reject()
	}
	c.refuse(next.Problem, c.field, auth.WrongCode, auth.CodeIncomplete, auth.AnswerMissing)
	c.tell(next.Notice, next.Problem)
	if next.Problem == nil && resent {
		c.banner.SetText(kit.Success, c.Words.Say("code.resent"))
	}
	c.Tick(c.Now())
}

// arrange shows the ways out that fit. With a choice of methods the way back leads to the choice, so that changing
// the person is not offered here.
func (c *code) arrange() {
	setShown(c.method, c.step.CanPick)
	if c.chip != nil {
		setShown(c.chip.change, !c.step.CanPick)
	}
	box, known := mailboxFor(c.step)
	known = known && c.OpenURL != nil
	c.mail.SetLabel(c.Words.Say("code.mail", Params{"Mailbox": box.name}))
	setShown(c.mail, known && c.offered == "")
	setShown(c.copied, c.offered != "")
	setShown(c.handy, known || c.OffersCodes)
	c.handy.Refresh()
	setShown(c.valid, c.CodeValid > 0 && !c.step.SentAt.IsZero())
	if c.valid.Visible() {
		c.valid.SetText(c.Words.Say("code.valid", Params{"Time": c.Words.When(c.step.SentAt.Add(c.CodeValid), c.Now())}))
	}
	c.hint.SetText("")
	if c.step.Sends >= manySends {
		c.hint.SetText(c.manyWords())
	}
	setShown(c.hint, c.step.Sends >= manySends)
}

func (c *code) submit() {
	typed := c.field.Text()
	length := codeLength(c.step.Length)
	switch {
	case typed == "" && c.offered != "":
		c.take()
	case typed == "" && c.field.Error() != "": // it says what was wrong with the code before, and why the field is empty
		c.focus(c.field)
	case typed == "":
		c.complain(c.Words.Say("code.missing"))
	case c.field.Rejected(typed):
		c.complain(c.Words.Say("code.again"))
	case length > 0 && len(typed) != length:
		c.complain(c.Words.Say("code.incomplete", Params{"Length": length}))
	default:
		c.reply(auth.Code{Value: typed})
	}
}

// reject refuses a code that the tenant has refused before, in the tenant's words and without asking it again: until a new
// code is sent it knows no other answer, and counts the tries.
func (c *code) reject() {
	c.field.Reject()
	c.complain(c.Words.Problem(&auth.Problem{Code: auth.WrongCode}, c.circumstance()))
}

func (c *code) complain(words string) {
	c.field.SetError(words)
	c.focus(c.field)
}

// cooling says that it is too early for another code. Before the time at which the code was sent the clock was set back,
// and nobody knows how long it has been.
func (c *code) cooling(now time.Time) bool {
	return now.Before(c.step.ResendAt) && !now.Before(c.step.SentAt)
}

// sendAgain asks for another code. It empties the field first: a resend kills the code before it.
func (c *code) sendAgain() {
	if c.progress != Idle || c.cooling(c.Now()) {
		return
	}
	c.field.Clear()
	c.withdraw()
	c.reply(auth.Resend{})
}

// Tick implements Ticking: it counts down to the time a new code may be asked for, and to the time when a mail should
// have come.
func (c *code) Tick(now time.Time) bool {
	locked := c.form.Tick(now)
	late := c.late(now)
	left := int(math.Ceil(c.step.ResendAt.Sub(now).Seconds()))
	ready := !c.cooling(now)
	switch {
	case ready:
	case left > mostSeconds:
		c.wait.SetText(c.Words.Say("code.wait_until", Params{"Time": c.Words.When(c.step.ResendAt, now)}))
	default:
		c.wait.SetText(c.Words.Plural("code.wait", left))
	}
	if c.resend.Visible() != ready || c.wait.Visible() == ready {
		setShown(c.resend, ready)
		setShown(c.wait, !ready)
		c.again.Refresh()
	}
	return locked || late || !ready
}

// late says below the field where else to look for a mail that should have come by now, and reports whether it is too
// early for that.
func (c *code) late(now time.Time) (early bool) {
	early = c.step.Channel == auth.ChannelEmail && now.Sub(c.step.SentAt) < mailTime
	if early || c.step.Channel != auth.ChannelEmail || c.step.Problem != nil || c.step.SentAt.IsZero() || c.step.Sends >= manySends {
		c.field.SetHelper(c.Words.Say("code.paste_help"))
	} else {
		c.field.SetHelper(c.Words.Say("code.spam"))
	}
	return early
}

// Paste implements Pasting: a code can be pasted wherever the focus is.
func (c *code) Paste(text string) bool {
	if c.progress != Idle {
		return false
	}
	c.field.Paste(text)
	return true
}

// Conceal implements Secretive; a code is of no use to somebody who looks at it later.
func (c *code) Conceal() {}

// Forget implements Secretive.
func (c *code) Forget() { c.field.Clear() }

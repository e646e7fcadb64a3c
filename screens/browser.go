package screens

import (
	"fmt"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"github.com/vestibule-app/vestibule/auth"
	"github.com/vestibule-app/vestibule/screens/kit"
)

// browser waits while the conversation goes on in the system browser. Three ways out are on show at once: wait, paste
// the address, give up.
//
// Whoever shows it opens the URL and submits the empty auth.BrowserReturned that waits. Every answer of this screen
// comes while that one is under way, so it has to be cancelled first; the cancelled one is not a failure to show.
type browser struct {
	*form
	step   auth.OpenBrowser
	since  time.Time
	mark   *widget.Icon // still: a wait of minutes must not keep the computer busy
	clock  *kit.Text
	live   *fyne.Container // mark and clock
	copy   *kit.Link
	field  *kit.Field
	paste  *kit.Button
	open   *kit.Button
	asked  *kit.Button // whose answer is under way, so that another must wait; nil while it is only waited
	failed bool        // something went wrong since the address was new, so that it may lead nowhere
}

func newBrowser(step auth.OpenBrowser, a Asking) *browser {
	w := a.Words
	b := &browser{step: step, since: a.Now(), field: kit.NewField(w.Say("browser.address")), mark: widget.NewIcon(kit.Icon(kit.IconBrowser)), clock: kit.NewText(kit.Label, "")}
	b.field.SetHelper(w.Say("browser.address_help"))
	b.field.OnSubmit = b.submit
	b.field.OnChanged = func(string) {
		b.field.SetError("")
		b.mended()
	}
	b.paste = kit.NewOutlined(w.Say("browser.paste"), b.submit)
	b.open = kit.NewButton(w.Say("browser.open"), b.openAgain)
	b.copy = kit.NewLink(w.Say("browser.copy"), b.copyAddress)
	b.live = container.New(&bar{rtl: w.RTL(), gap: kit.Space8, stretch: 1}, b.mark, b.clock)
	giveUp := kit.NewLink(w.Say("browser.back"), func() { b.leave() })
	b.form = newForm(a, parts{
		title:  w.Say("browser.title"),
		reason: w.Say("browser.reason." + string(reason(step.Reason))),
		fields: []below{
			{0, b.live},
			{kit.Space16, b.open},
			{kit.Space8, container.New(&bar{rtl: w.RTL(), stretch: -1}, b.copy)},
			{kit.Size(kit.GapField), b.field},
			{kit.Space12, b.paste},
		},
		links: []*kit.Link{giveUp},
	})
	for _, onKey := range []*func(*fyne.KeyEvent) bool{&b.field.OnKey, &b.paste.OnKey, &b.open.OnKey, &b.copy.OnKey} {
		*onKey = b.onKey
	}
	b.back = func() { b.answer(auth.Back{}) }
	b.Show(step)
	return b
}

// reason keeps a reason from a later time out of the keys.
func reason(r auth.Reason) auth.Reason {
	switch r {
	case auth.ReasonTenant, auth.ReasonChosen, auth.ReasonRegistration, auth.ReasonNewPassword:
		return r
	}
	return auth.ReasonUnknown
}

// Step implements Screen.
func (b *browser) Step() auth.Step { return b.step }

// Show implements Screen. A new address starts the waiting anew.
func (b *browser) Show(step auth.Step) {
	next, ok := step.(auth.OpenBrowser)
	if !ok {
		return
	}
	if next.URL != b.step.URL {
		b.since = b.Now()
		b.field.SetText("")
	}
	b.step, b.failed = next, false
	b.live.Show()
	b.reason.SetText(b.Words.Say("browser.reason." + string(reason(next.Reason))))
	b.Busy(Idle)
	b.offer("", nil)
	b.refuse(next.Problem, b.field, auth.AddressInvalid, auth.AnswerMissing)
	b.Tick(b.Now())
}

// Busy implements Screen. Waiting is what this screen is for, so only an answer that is given on it makes it busy.
func (b *browser) Busy(p Progress) {
	if p == Idle {
		b.asked = nil
	}
	if b.asked == nil {
		p = Idle
	}
	b.form.Busy(p)
	for _, button := range []*kit.Button{b.open, b.paste} {
		button.SetBusy(p != Idle && button == b.asked)
		button.SetDisabled(p != Idle && button != b.asked)
	}
	b.field.SetDisabled(p != Idle)
}

// Fail implements Screen. What came back from the browser is kept, so the same can be tried again. Nobody waits for
// the address any more, so it is not offered again.
func (b *browser) Fail(f Failure) {
	b.failed = true
	b.live.Hide()
	b.form.Fail(f)
	b.offer(b.Words.Say("action.retry"), func() { b.answer(auth.BrowserReturned{}) })
	b.Busy(Idle)
	b.Tick(b.Now())
}

func (b *browser) answer(a auth.Answer) {
	b.offer("", nil)
	b.live.Show()
	b.reply(a)
}

// awaited says whether somebody who comes back from the address would be let in.
func (b *browser) awaited(now time.Time) bool { return !b.failed && now.Before(b.step.Until) }

// openAgain opens the address once more, or asks for a new one when nobody waits for this one any longer.
func (b *browser) openAgain() {
	if !b.awaited(b.Now()) {
		b.asked = b.open
		b.answer(auth.UseBrowser{})
		return
	}
	b.clear()
	b.since = b.Now()
	b.Tick(b.since)
	if b.OpenURL != nil {
		b.visited = ""
		b.OpenURL(b.step.URL)
	}
}

func (b *browser) copyAddress() {
	address := b.step.CopyURL
	if address == "" {
		address = b.step.URL
	}
	if b.Copy != nil {
		b.Copy(address)
		b.banner.SetText(kit.Success, b.Words.Say("browser.copied"))
		b.settle()
	}
}

// NotOpened implements Opening.
func (b *browser) NotOpened() {
	if b.visited != "" {
		b.form.NotOpened()
		return
	}
	b.banner.SetText(kit.Warning, b.Words.Say("browser.not_opened"))
	b.settle()
}

func (b *browser) submit() {
	address := strings.TrimSpace(b.field.Text())
	if address == "" {
		b.field.SetError(b.Words.Say("browser.missing"))
		b.focus(b.field)
		return
	}
	b.asked = b.paste
	b.answer(auth.BrowserReturned{Address: address})
}

// Tick implements Ticking: it counts how long the browser has been away.
func (b *browser) Tick(now time.Time) bool {
	waiting, awaited := now.Before(b.step.Until), b.awaited(now)
	before := b.clock.MinSize().Height
	if waiting {
		away := max(now.Sub(b.since), 0) / time.Second
		b.clock.SetText(b.Words.Say("browser.waiting", Params{"Elapsed": fmt.Sprintf("%d:%02d", away/60, away%60)}))
	} else {
		b.clock.SetText(b.Words.Say("browser.expired"))
	}
	if awaited {
		b.open.SetLabel(b.Words.Say("browser.open"))
	} else {
		b.open.SetLabel(b.Words.Say("browser.restart"))
	}
	if b.clock.MinSize().Height != before || b.copy.Visible() != awaited {
		setShown(b.copy, awaited)
		b.settle()
	}
	return waiting
}

// Focus implements Screen: the way on, unless an address was refused.
func (b *browser) Focus(c fyne.Canvas) {
	if b.step.Problem != nil && b.step.Problem.Code == auth.AddressInvalid {
		b.field.Select()
		c.Focus(b.field.Target())
		return
	}
	c.Focus(b.open)
}

// Conceal implements Secretive.
func (b *browser) Conceal() {}

// Forget implements Secretive: a pasted address holds an authorization code.
func (b *browser) Forget() { b.field.SetText("") }

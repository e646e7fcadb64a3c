package app

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"github.com/vestibule-app/vestibule/auth"
	"github.com/vestibule-app/vestibule/auth/emulator"
	"github.com/vestibule-app/vestibule/screens"
	"github.com/vestibule-app/vestibule/screens/kit"
)

const (
	drawerWidth  float32 = 340
	drawerBeside float32 = 400 + drawerWidth // from here on the drawer stands beside the screen, below it on top of it
	ribbonHeight float32 = 44
	inboxKeeps           = 6
)

// drawer is the demo's own furniture: a ribbon that says that nothing leaves this computer, an inbox where mails and
// text messages arrive, and the people to try the demo as.
type drawer struct {
	a       *App
	tenant  *emulator.Tenant
	inbox   *fyne.Container
	toggle  *kit.Link
	panel   fyne.CanvasObject
	ribbon  fyne.CanvasObject
	split   *beside
	unread  int
	content *fyne.Container
}

func newDrawer(a *App, tenant *emulator.Tenant) *drawer {
	w := a.words
	d := &drawer{a: a, tenant: tenant, inbox: container.NewVBox()}
	d.toggle = kit.NewLink("", d.flip)
	leave := kit.NewLink(w.Say("demo.leave"), a.leaveDemo)
	strip := container.New(layout.NewCustomPaddedLayout(4, 4, 16, 16),
		container.New(ribbonLayout{rtl: w.RTL()}, kit.NewText(kit.Label, w.Say("demo.ribbon")), d.toggle, leave))
	kit.Mirror(strip, w.RTL())
	d.ribbon = newSurface(kit.ColorAccentTint, strip)

	d.showInbox(nil)
	people := container.NewVBox()
	for _, p := range demoPeople {
		row := kit.NewRow(nil, w.Say(p.about), p.username, func() { d.try(p) })
		row.SetAvatar(strings.ToUpper(p.username[:1]))
		people.Add(row)
	}
	for _, n := range demoAccounts {
		people.Add(kit.NewRow(kit.Icon(kit.IconPlus), w.Say(n.about), w.Say("demo.create.note"), func() { d.create(n) }))
	}
	fill := kit.NewLink(w.Say("demo.fill", screens.Params{"Password": emulator.Password}), d.fillPassword)
	body := container.New(layout.NewCustomPaddedVBoxLayout(8),
		kit.NewText(kit.Subtitle, w.Say("demo.inbox.title")), d.inbox,
		container.New(layout.NewCustomPaddedLayout(kit.Space16, 0, 0, 0), kit.NewText(kit.Subtitle, w.Say("studio.open.note"))),
		container.New(startLayout{w.RTL()}, kit.NewLink(w.Say("studio.title"), a.openStudio)),
		container.New(layout.NewCustomPaddedLayout(kit.Space16, 0, 0, 0), kit.NewText(kit.Subtitle, w.Say("demo.people.title"))),
		kit.NewText(kit.Helper, w.Say("demo.people.note")), container.New(startLayout{w.RTL()}, fill), people)
	kit.Mirror(body, w.RTL())
	scroll := container.NewVScroll(container.New(layout.NewCustomPaddedLayout(20, 20, 16, 16), body))
	d.panel = container.NewStack(newSurface(kit.ColorCard, container.NewWithoutLayout()), scroll) // where the focus finds the scroll
	d.split = &beside{panel: d.panel, open: true, rtl: w.RTL(), changed: d.label}
	return d
}

// frame puts the furniture around the screen.
func (d *drawer) frame(stage fyne.CanvasObject) fyne.CanvasObject {
	d.split.stage = stage
	d.content = container.New(d.split, stage, d.panel)
	return container.New(under{}, d.ribbon, d.content)
}

func (d *drawer) flip() {
	d.split.open = !d.split.shown(d.content.Size().Width)
	d.split.asked = true
	d.content.Refresh()
	d.label()
}

// label says what the link does now.
func (d *drawer) label() {
	var label string
	switch {
	case d.split.shown(d.content.Size().Width):
		d.unread = 0
		label = d.a.words.Say("demo.inbox.hide")
	case d.unread == 0:
		label = d.a.words.Say("demo.inbox.open")
	default:
		label = d.a.words.Plural("demo.inbox.show", d.unread)
	}
	if label != d.toggle.Label() {
		d.toggle.SetLabel(label)
		d.ribbon.Refresh()
	}
}

// arrived puts a message on top of the inbox.
func (d *drawer) arrived(m emulator.Message) {
	d.a.log.Debug("message arrived", "channel", m.Channel)
	d.unread++
	d.showInbox(d.tenant.Messages(""))
	d.label()
}

func (d *drawer) showInbox(messages []emulator.Message) {
	w := d.a.words
	d.inbox.RemoveAll()
	if len(messages) == 0 {
		empty := kit.NewText(kit.Helper, w.Say("demo.inbox.empty"))
		empty.SetMirrored(w.RTL())
		d.inbox.Add(empty)
		return
	}
	for i := len(messages) - 1; i >= 0 && i >= len(messages)-inboxKeeps; i-- {
		m := messages[i]
		icon := kit.IconMail
		if m.Channel == "sms" {
			icon = kit.IconPhone
		}
		row := kit.NewRow(kit.Icon(icon), m.Code,
			w.Say("demo.message", screens.Params{"To": m.To, "Time": w.Clock(m.SentAt.Local())}), func() { d.fillCode(m.Code) })
		kit.Mirror(row, w.RTL())
		d.inbox.Add(row)
	}
	d.inbox.Refresh()
}

// fillCode is what a click on a message does, where a code is asked for.
func (d *drawer) fillCode(code string) {
	d.fold()
	if p, ok := d.a.screen.(screens.Pasting); ok {
		d.a.screen.Focus(d.a.window.Canvas())
		p.Paste(code)
	}
}

// fillPassword types the password of everybody, where that or the password of a new account is asked for, in place of
// what is there.
func (d *drawer) fillPassword() {
	d.fold()
	switch step := d.a.screen.Step().(type) {
	case auth.EnterPassword:
	case auth.EnterNewPassword:
		if step.Scenario != auth.ScenarioSignUp {
			return // a password that is reset must be another one
		}
	default:
		return
	}
	d.a.screen.Focus(d.a.window.Canvas())
	if into, ok := d.a.window.Canvas().Focused().(fyne.Shortcutable); ok {
		into.TypedShortcut(&fyne.ShortcutSelectAll{})
		into.TypedShortcut(&fyne.ShortcutPaste{Clipboard: note(emulator.Password)})
	}
}

func (d *drawer) try(p demoPerson) {
	d.fold()
	d.a.try(p)
}

func (d *drawer) create(n demoAccount) {
	d.fold()
	d.a.tryCreate(n)
}

// fold gives the screen its room back where the drawer lies on top of it.
func (d *drawer) fold() {
	if d.content != nil && d.content.Size().Width < drawerBeside && d.split.shown(d.content.Size().Width) {
		d.flip()
	}
}

// note is a clipboard that holds one text, so that a field takes it the way it takes what a person pastes.
type note string

func (n note) Content() string   { return string(n) }
func (n note) SetContent(string) {}

package screens

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"github.com/vestibule-app/vestibule/auth"
	"github.com/vestibule-app/vestibule/screens/kit"
)

// methods asks which of the registered methods should be challenged.
type methods struct {
	*form
	step auth.ChooseMethod
	list *choices
}

func newMethods(step auth.ChooseMethod, a Asking) *methods {
	w := a.Words
	m := &methods{list: newChoices()}
	m.form = newForm(a, parts{
		title:  w.Say("method.title"),
		reason: w.Say("method.reason"),
		who:    step.Username,
		fields: []below{{0, m.list.column}},
		leads:  true,
	})
	m.list.onKey = m.onKey
	m.disable = m.list.disable
	m.back = func() { m.reply(auth.Back{}) }
	m.Show(step)
	return m
}

// Step implements Screen.
func (m *methods) Step() auth.Step { return m.step }

// Show implements Screen.
func (m *methods) Show(step auth.Step) {
	next, ok := step.(auth.ChooseMethod)
	if !ok {
		return
	}
	if !slices.Equal(next.Methods, m.step.Methods) {
		rows := make([]*kit.Row, len(next.Methods))
		for i, method := range next.Methods {
			rows[i] = m.row(method)
		}
		m.list.set(rows, m.Words.RTL())
	}
	m.step = next
	m.name(next.Username)
	m.Busy(Idle)
	m.refuse(next.Problem, nil)
}

func (m *methods) row(method auth.Method) *kit.Row {
	icon, words := kit.IconKey, m.Words.Say("method.other")
	switch method.Channel {
	case auth.ChannelEmail:
		icon, words = kit.IconMail, m.Words.Say("method.email")
	case auth.ChannelSMS:
		icon, words = kit.IconPhone, m.Words.Say("method.sms")
	}
	return kit.NewRow(kit.Icon(icon), words, Clean(method.Target), func() { m.reply(auth.Pick{MethodID: method.ID}) })
}

// Focus implements Screen: the first method.
func (m *methods) Focus(c fyne.Canvas) { m.list.focus(c) }

// choices is a list of rows. Up and Down move between them.
type choices struct {
	column *fyne.Container
	rows   []*kit.Row
	onKey  func(*fyne.KeyEvent) bool
}

func newChoices() *choices { return &choices{column: container.New(column(nil))} }

func (c *choices) set(rows []*kit.Row, rtl bool) {
	c.rows = rows
	items := make(column, len(rows))
	objects := make([]fyne.CanvasObject, len(rows))
	for i, row := range rows {
		items[i], objects[i] = below{kit.Space8, row}, row
		row.SetMirrored(rtl)
		row.OnKey = func(key *fyne.KeyEvent) bool { return c.move(i, key) || c.onKey != nil && c.onKey(key) }
	}
	c.column.Layout, c.column.Objects = items, objects
	c.column.Refresh()
}

// replace puts something else in the place of a row.
func (c *choices) replace(i int, o fyne.CanvasObject) {
	items := slices.Clone(c.column.Layout.(column))
	items[i].object, c.column.Objects[i] = o, o
	c.column.Layout = items
	c.column.Refresh()
}

func (c *choices) move(from int, key *fyne.KeyEvent) bool {
	to := from
	switch key.Name {
	case fyne.KeyUp:
		to--
	case fyne.KeyDown:
		to++
	case fyne.KeyHome:
		to = 0
	case fyne.KeyEnd:
		to = len(c.rows) - 1
	default:
		return false
	}
	if to >= 0 && to < len(c.rows) {
		if canvas := fyne.CurrentApp().Driver().CanvasForObject(c.rows[to]); canvas != nil {
			canvas.Focus(c.rows[to])
		}
	}
	return true
}

func (c *choices) focus(canvas fyne.Canvas) {
	if len(c.rows) > 0 {
		canvas.Focus(c.rows[0])
	}
}

func (c *choices) disable(off bool) {
	for _, row := range c.rows {
		row.SetDisabled(off)
	}
}

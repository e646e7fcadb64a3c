package screens

import (
	"fyne.io/fyne/v2"

	"github.com/vestibule-app/vestibule/auth"
	"github.com/vestibule-app/vestibule/screens/kit"
)

// unasked is a form that no question asks for.
type unasked struct{ *form }

// Step implements Screen.
func (unasked) Step() auth.Step { return nil }

// Show implements Screen; there is nothing to show in place.
func (unasked) Show(auth.Step) {}

// Start is the first screen of a copy of the program that knows no tenant yet.
func Start(a Asking, onDemo, onConnect func()) Screen {
	w := a.Words
	connect := kit.NewOutlined(w.Say("start.connect"), onConnect)
	demo := kit.NewButton(w.Say("start.demo"), onDemo)
	f := newForm(a, parts{
		title:  w.Say("start.title"),
		reason: w.Say("start.reason"),
		fields: []below{
			{0, demo},
			{kit.Space12, connect},
			{kit.Space16, kit.NewText(kit.Helper, w.Say("start.note"))},
		},
		outside: true,
		first:   true,
		still:   true,
	})
	demo.OnKey, connect.OnKey = f.onKey, f.onKey
	return &start{unasked: unasked{f}, demo: demo}
}

type start struct {
	unasked
	demo *kit.Button
}

// Focus implements Screen.
func (s *start) Focus(c fyne.Canvas) { c.Focus(s.demo) }

package app

import (
	"os"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"github.com/vestibule-app/vestibule/screens/kit"
)

// folderMaker makes a folder in the one on show: a link, and once it is pressed a field for the name in its place.
type folderMaker struct {
	c       *fileChooser
	content *fyne.Container
	link    fyne.CanvasObject
	name    *kit.Field
	button  *kit.Button
}

func newFolderMaker(c *fileChooser) *folderMaker {
	say, rtl := c.s.words.Say, c.s.words.RTL()
	m := &folderMaker{c: c, name: kit.NewField(say("studio.file.fresh"))}
	link := kit.NewLink(say("studio.file.fresh"), m.open)
	link.OnKey = c.s.escapes
	m.link = container.New(startLayout{rtl}, link)
	m.button = kit.NewOutlined(say("studio.file.make"), m.make)
	m.name.OnSubmit = m.make
	m.name.OnKey, m.button.OnKey = m.folds, m.folds
	m.name.Hide()
	m.button.Hide()
	m.content = container.New(layout.NewCustomPaddedVBoxLayout(kit.Space8), m.link, m.name, m.button)
	kit.Tighten(m.content)
	return m
}

func (m *folderMaker) open() {
	m.show(true)
	m.c.s.window.Canvas().Focus(m.name.Target())
}

// folds takes the field back.
func (m *folderMaker) folds(e *fyne.KeyEvent) bool {
	if e.Name != fyne.KeyEscape {
		return false
	}
	m.show(false)
	m.c.s.window.Canvas().Focus(m.c.list)
	return true
}

func (m *folderMaker) show(field bool) {
	m.link.(*fyne.Container).Hidden = field
	m.name.Hidden, m.button.Hidden = !field, !field
	m.name.SetText("")
	m.name.SetError("")
	m.c.frame.Refresh()
}

// make makes the folder, and goes into it.
func (m *folderMaker) make() {
	name := strings.TrimSpace(m.name.Text())
	if name == "" || name == "." || name == ".." || strings.ContainsAny(name, `/\`) {
		m.name.SetError(m.c.s.words.Say("studio.file.unfit"))
		m.c.frame.Refresh()
		return
	}
	path := filepath.Join(m.c.dir, name)
	if err := os.Mkdir(path, 0o750); err != nil {
		m.name.SetError(m.c.s.why(explain(err, path)))
		m.c.frame.Refresh()
		return
	}
	m.show(false)
	m.c.enter(path)
	m.c.s.window.Canvas().Focus(m.c.button)
}

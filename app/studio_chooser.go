package app

import (
	"os"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"github.com/vestibule-app/vestibule/screens/kit"
)

// overlay lays something over the window until it is done with.
func (s *Studio) overlay(content fyne.CanvasObject) {
	s.over = widget.NewModalPopUp(container.New(layout.NewCustomPaddedLayout(kit.Space16, kit.Space16, kit.Space16, kit.Space16), content), s.window.Canvas())
	s.over.Show()
}

func (s *Studio) uncover() {
	if s.over != nil {
		s.over.Hide()
		s.over = nil
	}
}

type studioAnswer struct {
	label string
	do    func()
}

// fixedWidth makes a column of a width.
type fixedWidth float32

// MinSize implements fyne.Layout.
func (w fixedWidth) MinSize(objects []fyne.CanvasObject) fyne.Size {
	objects[0].Resize(fyne.NewSize(float32(w), objects[0].Size().Height))
	return fyne.NewSize(float32(w), objects[0].MinSize().Height)
}

// Layout implements fyne.Layout.
func (w fixedWidth) Layout(objects []fyne.CanvasObject, size fyne.Size) { objects[0].Resize(size) }

// ask lays a question over the window. The first answer has the focus; Escape gives none.
func (s *Studio) ask(text string, answers ...studioAnswer) {
	if s.over != nil {
		return
	}
	words := kit.NewText(kit.Body, text)
	column := container.New(layout.NewCustomPaddedVBoxLayout(kit.Space8), words)
	var first fyne.Focusable
	for i, a := range answers {
		press := func() {
			s.uncover()
			if a.do != nil {
				a.do()
			}
		}
		b := kit.NewOutlined(a.label, press)
		if i == 0 {
			b = kit.NewButton(a.label, press)
			first = b
		}
		b.OnKey = s.escapes
		column.Add(b)
	}
	kit.Mirror(column, s.words.RTL())
	words.Resize(fyne.NewSize(400, 10))
	s.overlay(container.New(fixedWidth(400), column))
	s.window.Canvas().Focus(first)
}

func (s *Studio) escapes(e *fyne.KeyEvent) bool {
	if e.Name == fyne.KeyEscape {
		s.uncover()
		return true
	}
	return false
}

// fileChooser is a folder to choose a file from, or to choose itself.
type fileChooser struct {
	s       *Studio
	dir     string
	endings []string // of the files that may be chosen; nil: a folder is
	saving  bool     // name is that of a file which need not exist
	then    func(path string)

	place, name *kit.Field
	list        *fileList
	entries     []os.DirEntry
	button      *kit.Button
}

// startFolder is where the next choice begins.
func (s *Studio) startFolder() string {
	if s.near != "" {
		return s.near
	}
	if s.doc.path != "" {
		return filepath.Dir(s.doc.path)
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return string(filepath.Separator)
	}
	return home
}

// chooseFile asks for a file with one of some endings, chooseFolder for a folder, chooseName for the place of a new file.
func (s *Studio) chooseFile(endings []string, then func(string)) {
	s.browse(&fileChooser{s: s, endings: endings, then: then}, s.words.Say("studio.file.choose"), "")
}

func (s *Studio) chooseFolder(then func(string)) {
	s.browse(&fileChooser{s: s, then: then}, s.words.Say("studio.file.folder"), "")
}

func (s *Studio) chooseName(name string, then func(string)) {
	s.browse(&fileChooser{s: s, endings: []string{filepath.Ext(name)}, saving: true, then: then}, s.words.Say("studio.save"), name)
}

func (s *Studio) browse(c *fileChooser, label, name string) {
	if s.over != nil {
		return
	}
	c.place = kit.NewField(s.words.Say("studio.file.place"))
	c.place.OnSubmit = func() { c.enter(c.place.Text()) }
	c.place.OnKey = s.escapes
	c.list = newFileList(c)
	c.button = kit.NewButton(label, c.accept)
	c.button.OnKey = s.escapes
	cancel := kit.NewOutlined(s.words.Say("action.cancel"), s.uncover)
	cancel.OnKey = s.escapes
	foot := container.New(layout.NewCustomPaddedVBoxLayout(kit.Space8))
	if c.saving {
		c.name = kit.NewField(s.words.Say("studio.file.name"))
		c.name.SetText(name)
		c.name.OnSubmit = c.accept
		c.name.OnKey = s.escapes
		foot.Add(c.name)
	}
	foot.Add(c.button)
	foot.Add(cancel)
	kit.Mirror(c.place, s.words.RTL())
	kit.Mirror(foot, s.words.RTL())
	c.enter(s.startFolder())
	s.overlay(container.New(layout.NewBorderLayout(c.place, foot, nil, nil), c.place, c.list, foot))
	size := s.window.Canvas().Size()
	s.over.Resize(fyne.NewSize(min(640, size.Width-80), min(640, size.Height-80)))
	s.window.Canvas().Focus(c.list)
}

// enter shows a folder; of a file it is the choice.
func (c *fileChooser) enter(path string) {
	path = filepath.Clean(path)
	info, err := os.Stat(path)
	if err == nil && info.Mode().IsRegular() && c.fits(filepath.Base(path)) {
		c.done(path)
		return
	}
	entries, err := os.ReadDir(path)
	if err != nil {
		c.place.SetError(visible(explain(err, path).Error()))
		return
	}
	c.place.SetError("")
	c.dir = path
	c.place.SetText(path)
	c.entries = slices.DeleteFunc(entries, func(e os.DirEntry) bool {
		return strings.HasPrefix(e.Name(), ".") || !e.IsDir() && !c.fits(e.Name())
	})
	slices.SortStableFunc(c.entries, func(a, b os.DirEntry) int {
		switch {
		case a.IsDir() && !b.IsDir():
			return -1
		case b.IsDir() && !a.IsDir():
			return 1
		}
		return strings.Compare(strings.ToLower(a.Name()), strings.ToLower(b.Name()))
	})
	c.list.at = 0
	c.list.UnselectAll()
	c.list.Refresh()
	c.list.ScrollToTop()
}

func (c *fileChooser) fits(name string) bool {
	return slices.Contains(c.endings, strings.ToLower(filepath.Ext(name)))
}

// accept takes what is chosen: the folder on show, a file in it, or the name that was typed.
func (c *fileChooser) accept() {
	switch {
	case c.saving:
		if name := strings.TrimSpace(c.name.Text()); name != "" {
			c.done(filepath.Join(c.dir, filepath.Base(name)))
		}
	case c.endings == nil:
		c.done(c.dir)
	default:
		c.press(c.list.at)
	}
}

func (c *fileChooser) done(path string) {
	c.s.near = c.dir
	c.s.uncover()
	c.then(path)
}

// press opens a row: the folder above, a folder, or a file.
func (c *fileChooser) press(i int) {
	switch {
	case i == 0:
		c.enter(filepath.Dir(c.dir))
	case i <= len(c.entries):
		name := c.entries[i-1].Name()
		if c.saving && !c.entries[i-1].IsDir() {
			c.name.SetText(name)
			return
		}
		c.enter(filepath.Join(c.dir, name))
	}
}

// fileList are the rows of a folder; the arrows move, Enter opens, Backspace goes up.
type fileList struct {
	widget.List
	c       *fileChooser
	at      int
	quiet   bool // the selection follows the arrows, and opens nothing
	focused bool
}

func newFileList(c *fileChooser) *fileList {
	l := &fileList{c: c}
	l.Length = func() int { return len(c.entries) + 1 }
	l.CreateItem = func() fyne.CanvasObject { return newListItem() }
	l.UpdateItem = func(i widget.ListItemID, o fyne.CanvasObject) {
		text := ".."
		if i > 0 && i <= len(c.entries) {
			text = c.entries[i-1].Name()
		}
		if i == 0 || i <= len(c.entries) && c.entries[i-1].IsDir() {
			text += string(filepath.Separator)
		}
		item := o.(*listItem)
		item.mark(l.focused && i == l.at)
		item.label.SetText(visible(text))
	}
	l.OnSelected = func(i widget.ListItemID) {
		l.at = i
		if !l.quiet {
			c.press(i)
		}
	}
	l.HideSeparators = true
	l.ExtendBaseWidget(l)
	return l
}

// FocusGained implements fyne.Focusable.
func (l *fileList) FocusGained() { l.focused = true; l.Refresh() }

// FocusLost implements fyne.Focusable.
func (l *fileList) FocusLost() { l.focused = false; l.Refresh() }

// TypedKey implements fyne.Focusable.
func (l *fileList) TypedKey(e *fyne.KeyEvent) {
	to := l.at
	switch e.Name {
	case fyne.KeyDown:
		to++
	case fyne.KeyUp:
		to--
	case fyne.KeyHome:
		to = 0
	case fyne.KeyEnd:
		to = len(l.c.entries)
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		l.c.press(l.at)
		return
	case fyne.KeyBackspace:
		l.c.enter(filepath.Dir(l.c.dir))
		return
	case fyne.KeyEscape:
		l.c.s.uncover()
		return
	default:
		return
	}
	l.quiet = true
	l.Select(min(max(to, 0), len(l.c.entries)))
	l.quiet = false
	l.Refresh()
}

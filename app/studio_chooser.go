package app

import (
	"os"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"github.com/vestibule-app/vestibule/screens/kit"
)

// fileChooser is a folder to choose a file from, or to choose itself.
type fileChooser struct {
	s       *Studio
	dir     string
	endings []string // of the files that may be chosen; nil: a folder is
	saving  bool     // name is that of a file which need not exist
	then    func(path string)

	place, name *kit.Field
	list        *fileList
	frame       *fyne.Container // of all of them
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
	if c.saving || c.endings == nil { // something may be saved there
		foot.Add(newFolderMaker(c).content)
	}
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
	c.frame = container.New(layout.NewBorderLayout(c.place, foot, nil, nil), c.place, c.list, foot)
	s.overlay(c.frame)
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
		c.place.SetError(c.s.why(explain(err, path)))
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

package app

import (
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

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

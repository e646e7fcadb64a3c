package app

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"github.com/vestibule-app/vestibule/screens/kit"
)

const (
	studioRailWidth   float32 = 208
	studioInputsWidth float32 = 364
)

// furnish builds what stands around the inputs and the wall. The objects are in the order in which Tab goes through them.
func (s *Studio) furnish() {
	w := s.words
	s.title, s.state = kit.NewText(kit.Subtitle, ""), kit.NewText(kit.Helper, "")
	s.undo = kit.NewLink(w.Say("studio.undo"), s.back)
	s.redo = kit.NewLink(w.Say("studio.redo"), s.again)
	s.save = kit.NewButton(w.Say("studio.save"), s.keep)
	s.rail = newStudioRail(s)
	s.notice = kit.NewBanner(kit.Info, "")
	s.body = container.New(layout.NewCustomPaddedVBoxLayout(kit.Space16))
	s.scroll = container.NewVScroll(container.New(layout.NewCustomPaddedLayout(kit.Space16, kit.Space24, kit.Space16, kit.Space16), s.body))

	names := container.New(layout.NewCustomPaddedVBoxLayout(0), s.title, s.state)
	steps := rows(container.New(startLayout{w.RTL()}, s.undo), container.New(startLayout{w.RTL()}, s.redo))
	head := container.New(layout.NewCustomPaddedLayout(kit.Space16, kit.Space8, kit.Space16, kit.Space16),
		container.New(layout.NewCustomPaddedVBoxLayout(kit.Space8), names, steps))
	foot := container.New(layout.NewCustomPaddedLayout(kit.Space8, kit.Space16, kit.Space16, kit.Space16), s.save)
	rail := container.New(layout.NewBorderLayout(head, foot, nil, nil), head, s.rail, foot)
	s.right = container.NewStack(s.wall.content)
	s.window.SetContent(container.New(studioLayout{w.RTL()},
		newSurface(kit.ColorPage, container.NewWithoutLayout()), newSurface(kit.ColorCard, container.NewWithoutLayout()),
		rail, container.NewStack(s.scroll, newWheel(s.scroll)), s.right))
	kit.Mirror(head, w.RTL())
	kit.Mirror(s.notice, w.RTL())
}

// inLine puts objects beside each other in the order of reading, from where it starts.
func inLine(rtl bool, objects ...fyne.CanvasObject) fyne.CanvasObject {
	return container.New(lineLayout{rtl}, objects...)
}

type lineLayout struct{ rtl bool }

// MinSize implements fyne.Layout.
func (lineLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for _, o := range objects {
		if o.Visible() {
			least := o.MinSize()
			size = fyne.NewSize(size.Width+least.Width+kit.Space16, max(size.Height, least.Height))
		}
	}
	return size
}

// Layout implements fyne.Layout.
func (l lineLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	x := float32(0)
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		least := o.MinSize()
		at := x
		if l.rtl {
			at = size.Width - x - least.Width
		}
		o.Move(fyne.NewPos(at, 0))
		o.Resize(least)
		x += least.Width + kit.Space16
	}
}

// studioLayout has rail, inputs and wall side by side, on a ground of two colours.
type studioLayout struct{ rtl bool }

// MinSize implements fyne.Layout.
func (studioLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(studioRailWidth+studioInputsWidth+420, 560)
}

// Layout implements fyne.Layout.
func (l studioLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	scale := kit.Scale()
	put := func(o fyne.CanvasObject, x, width float32) {
		if l.rtl {
			x = size.Width - x - width
		}
		o.Move(fyne.NewPos(x, 0))
		o.Resize(fyne.NewSize(width, size.Height))
	}
	rail, inputs := studioRailWidth*scale, studioInputsWidth*scale
	put(objects[0], 0, size.Width)
	put(objects[1], rail, inputs)
	put(objects[2], 0, rail)
	put(objects[3], rail, inputs)
	put(objects[4], rail+inputs, size.Width-rail-inputs)
}

// studioRail lists the sections; the arrows move in it, and what is wrong in a section is counted behind its name.
type studioRail struct {
	widget.List
	s       *Studio
	at      int
	focused bool
}

func newStudioRail(s *Studio) *studioRail {
	r := &studioRail{s: s}
	r.Length = func() int { return len(studioSections) }
	r.CreateItem = func() fyne.CanvasObject { return newListItem() }
	r.UpdateItem = func(i widget.ListItemID, o fyne.CanvasObject) {
		name := studioSections[i].name
		text := s.words.Say("studio.section." + name)
		item := o.(*listItem)
		item.mark(r.focused && i == r.at)
		label := item.label
		label.Importance = widget.MediumImportance
		if n := s.count(name); n > 0 {
			label.Importance = widget.DangerImportance
			text += fmt.Sprintf("  %d", n)
		}
		label.Alignment = fyne.TextAlignLeading
		if s.words.RTL() {
			label.Alignment = fyne.TextAlignTrailing
		}
		label.TextStyle.Bold = name == s.section
		label.SetText(kit.Visual(text, s.words.RTL()))
	}
	r.OnSelected = func(i widget.ListItemID) {
		r.at = i
		if name := studioSections[i].name; name != s.section {
			s.search = ""
			s.present(name)
			s.scroll.ScrollToTop()
			r.Refresh()
		}
	}
	r.HideSeparators = true
	r.ExtendBaseWidget(r)
	r.Select(0)
	return r
}

// FocusGained implements fyne.Focusable.
func (r *studioRail) FocusGained() { r.focused = true; r.Refresh() }

// FocusLost implements fyne.Focusable.
func (r *studioRail) FocusLost() { r.focused = false; r.Refresh() }

// TypedKey implements fyne.Focusable.
func (r *studioRail) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyDown:
		r.Select(min(r.at+1, len(studioSections)-1))
	case fyne.KeyUp:
		r.Select(max(r.at-1, 0))
	case fyne.KeyHome:
		r.Select(0)
	case fyne.KeyEnd:
		r.Select(len(studioSections) - 1)
	}
}

var (
	keyOpen   = &desktop.CustomShortcut{KeyName: fyne.KeyO, Modifier: fyne.KeyModifierShortcutDefault}
	keySave   = &desktop.CustomShortcut{KeyName: fyne.KeyS, Modifier: fyne.KeyModifierShortcutDefault}
	keySaveAs = &desktop.CustomShortcut{KeyName: fyne.KeyS, Modifier: fyne.KeyModifierShortcutDefault | fyne.KeyModifierShift}
	keyWall   = &desktop.CustomShortcut{KeyName: fyne.KeyE, Modifier: fyne.KeyModifierShortcutDefault}
	keyRedo   = &desktop.CustomShortcut{KeyName: fyne.KeyZ, Modifier: fyne.KeyModifierShortcutDefault | fyne.KeyModifierShift}
)

// menu lists what there is to do, each with its keys. It comes before the field that has the focus, so that an undo is one
// of the brand and not of the field.
func (s *Studio) menu() *fyne.MainMenu {
	w := s.words
	item := func(label string, do func(), keys fyne.Shortcut) *fyne.MenuItem {
		i := fyne.NewMenuItem(label, s.uncovered(do))
		i.Shortcut = keys
		return i
	}
	begin := fyne.NewMenuItem(w.Say("studio.menu.new"), nil)
	begin.ChildMenu = fyne.NewMenu("")
	for _, sample := range samples {
		label := sample.name
		if sample.folder == "" {
			label = w.Say("studio.menu.empty")
		}
		begin.ChildMenu.Items = append(begin.ChildMenu.Items, item(label, func() { s.begin(sample.folder) }, nil))
	}
	return fyne.NewMainMenu(
		fyne.NewMenu(w.Say("studio.menu.brand"), begin,
			item(w.Say("studio.menu.open"), s.open, keyOpen),
			item(w.Say("studio.menu.open_file"), s.openFile, nil), fyne.NewMenuItemSeparator(),
			item(w.Say("studio.save"), s.keep, keySave),
			item(w.Say("studio.menu.pack"), s.keepPacked, keySaveAs)),
		fyne.NewMenu(w.Say("studio.menu.edit"),
			item(w.Say("studio.undo"), s.back, &fyne.ShortcutUndo{}),
			item(w.Say("studio.redo"), s.again, &fyne.ShortcutRedo{})))
}

// shortcuts are those of the menu and more, for whatever has the focus.
func (s *Studio) shortcuts() {
	c := s.window.Canvas()
	for keys, do := range map[fyne.Shortcut]func(){
		keyOpen: s.open, keySave: s.keep, keySaveAs: s.keepPacked, keyRedo: s.again, keyWall: s.cross,
		&fyne.ShortcutUndo{}: s.back, &fyne.ShortcutRedo{}: s.again,
	} {
		do := s.uncovered(do)
		c.AddShortcut(keys, func(fyne.Shortcut) { do() })
	}
	c.SetOnTypedKey(func(e *fyne.KeyEvent) {
		if e.Name == fyne.KeyEscape && s.view != nil {
			s.leaveView()
		}
	})
}

// cross moves the focus to the screens, or from there to the sections.
func (s *Studio) cross() {
	c := s.window.Canvas()
	switch {
	case s.view != nil:
		s.leaveView()
	case c.Focused() == fyne.Focusable(s.wall.grid):
		c.Focus(s.rail)
	default:
		c.Focus(s.wall.grid)
	}
}

// back undoes a change, again does it once more.
func (s *Studio) back() {
	if s.doc.undo() {
		s.stepped()
	}
}

func (s *Studio) again() {
	if s.doc.redo() {
		s.stepped()
	}
}

func (s *Studio) stepped() {
	clear(s.trouble)
	s.changed()
}

package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"
)

// EditWords are the words of the menu that the second button of the mouse opens in a field. Fyne has its own, but in the
// language of the system alone.
type EditWords struct{ Cut, Copy, Paste, SelectAll string }

// TappedSecondary implements fyne.SecondaryTappable. The menu of a secret never offers to copy it, shown or not.
func (in *input) TappedSecondary(e *fyne.PointEvent) {
	canvas := fyne.CurrentApp().Driver().CanvasForObject(in)
	if canvas == nil || in.Disabled() && in.secret {
		return
	}
	focusOn(in)
	w := in.edit.or()
	item := func(words string, s fyne.Shortcut) *fyne.MenuItem {
		return fyne.NewMenuItem(words, func() { in.TypedShortcut(s) })
	}
	clipboard := fyne.CurrentApp().Clipboard()
	cut, copied := item(w.Cut, &fyne.ShortcutCut{Clipboard: clipboard}), item(w.Copy, &fyne.ShortcutCopy{Clipboard: clipboard})
	paste, all := item(w.Paste, &fyne.ShortcutPaste{Clipboard: clipboard}), item(w.SelectAll, &fyne.ShortcutSelectAll{})
	items := []*fyne.MenuItem{cut, copied, paste, all}
	switch {
	case in.secret:
		items = []*fyne.MenuItem{paste, all}
	case in.readOnly || in.Disabled():
		items = []*fyne.MenuItem{copied, all}
	}
	widget.ShowPopUpMenuAtPosition(fyne.NewMenu("", items...), canvas, e.AbsolutePosition)
}

// or gives Fyne's own words where a field has none.
func (w EditWords) or() EditWords {
	if w == (EditWords{}) {
		return EditWords{Cut: lang.L("Cut"), Copy: lang.L("Copy"), Paste: lang.L("Paste"), SelectAll: lang.L("Select all")}
	}
	return w
}

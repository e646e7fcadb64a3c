package app

import (
	"fyne.io/fyne/v2"

	"github.com/vestibule-app/vestibule/screens/kit"
)

// beside lays the drawer beside the screen, or on top of it where there is no room.
type beside struct {
	stage, panel fyne.CanvasObject
	open, asked  bool
	rtl          bool
	changed      func() // the drawer came or went
}

// shown says whether the drawer is on show: where it would hide the screen, only when it was asked for.
func (b *beside) shown(width float32) bool {
	return b.open && (b.asked || width >= drawerBeside)
}

// MinSize implements fyne.Layout.
func (b *beside) MinSize([]fyne.CanvasObject) fyne.Size { return b.stage.MinSize() }

// Layout implements fyne.Layout.
func (b *beside) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	defer b.changed()
	if !b.shown(size.Width) {
		b.panel.Hide()
		b.stage.Show()
		b.stage.Move(fyne.NewPos(0, 0))
		b.stage.Resize(size)
		return
	}
	b.panel.Show()
	if size.Width < drawerBeside {
		b.stage.Hide()
		b.panel.Move(fyne.NewPos(0, 0))
		b.panel.Resize(size)
		return
	}
	b.stage.Show()
	rest := size.Width - drawerWidth
	left, right := float32(0), rest
	if b.rtl {
		left, right = drawerWidth, 0
	}
	b.stage.Move(fyne.NewPos(left, 0))
	b.stage.Resize(fyne.NewSize(rest, size.Height))
	b.panel.Move(fyne.NewPos(right, 0))
	b.panel.Resize(fyne.NewSize(drawerWidth, size.Height))
}

// ribbonLayout gives its first object what the others leave.
type ribbonLayout struct{ rtl bool }

// MinSize implements fyne.Layout.
func (ribbonLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := fyne.NewSize(0, ribbonHeight-8)
	for _, o := range objects {
		size.Height = max(size.Height, o.MinSize().Height)
	}
	return size
}

// Layout implements fyne.Layout.
func (r ribbonLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	end := size.Width
	for i := len(objects) - 1; i >= 0; i-- {
		o := objects[i]
		least := o.MinSize()
		width := least.Width
		if i == 0 {
			width = max(end, 0)
			o.Resize(fyne.NewSize(width, least.Height))
			least = o.MinSize()
		}
		x := end - width
		end = x - kit.Space16
		if r.rtl {
			x = size.Width - x - width
		}
		o.Move(fyne.NewPos(x, (size.Height-least.Height)/2))
		o.Resize(fyne.NewSize(width, least.Height))
	}
}

package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// note is the row under a field: the helper text, or an error with its icon in its place. Its height is reserved, so
// that a card does not jump when an error appears.
type note struct {
	helper, err string
	text        *Text
	icon        *canvas.Image
	mirrored    bool
}

const noteIndent = IconSmall + Space4

func newNote() *note {
	n := &note{text: NewText(Helper, ""), icon: newImage(nil)}
	n.icon.Hide()
	return n
}

func (n *note) objects() []fyne.CanvasObject { return []fyne.CanvasObject{n.icon, n.text} }

func (n *note) height() float32 {
	if n.text.text == "" {
		return HelperHeight
	}
	return max(HelperHeight, n.text.MinSize().Height+2)
}

func (n *note) refresh() {
	n.text.mirrored = n.mirrored
	if n.err != "" {
		n.text.setColor(ColorDanger)
		n.text.SetText(n.err)
		setIcon(n.icon, lineIcon{name: IconDanger}, Color(n.text, ColorDanger))
		n.icon.Show()
	} else {
		n.text.setColor(ColorMuted)
		n.text.SetText(n.helper)
		n.icon.Hide()
	}
	n.text.Refresh()
}

func (n *note) layout(y, width float32) {
	x := float32(0)
	if n.err != "" {
		x = noteIndent
	}
	place(n.icon, mirrorPos(0, y+Space4+1, IconSmall, width, n.mirrored), fyne.NewSquareSize(IconSmall))
	place(n.text, mirrorPos(x, y+Space4, width-x, width, n.mirrored), fyne.NewSize(width-x, n.text.MinSize().Height))
	n.text.Resize(fyne.NewSize(width-x, n.text.MinSize().Height))
}

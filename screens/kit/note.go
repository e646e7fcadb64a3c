package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// note is the row under a field: the helper text, or an error with its icon in its place. Its height is reserved, so
// that a card does not jump when an error appears.
type note struct {
	helper, err string
	hint        string // in the place of the helper, with a sign
	text        *Text
	icon        *canvas.Image
	mirrored    bool
	tight       bool // no height is reserved

	y, width float32 // where it was laid out
	drop     float32 // how far above its place it is, while it appears
	appear   *fyne.Animation
}

func noteIndent() float32 { return iconSmall() + Space4 }

func newNote() *note {
	n := &note{text: NewText(Helper, ""), icon: newImage(nil)}
	n.icon.Hide()
	return n
}

func (n *note) objects() []fyne.CanvasObject { return []fyne.CanvasObject{n.icon, n.text} }

func (n *note) height() float32 {
	if n.tight && n.said() == "" {
		return 0
	}
	if n.text.text == "" {
		return helperHeight()
	}
	return max(helperHeight(), n.text.MinSize().Height+2)
}

// Tighten has the fields and options of a tree of containers keep no room for a sentence that there is not: a page that
// scrolls may grow when an error appears, where a card may not.
func Tighten(o fyne.CanvasObject) {
	switch o := o.(type) {
	case *Field:
		o.note.tight = true
		o.Refresh()
	case *Options:
		o.note.tight = true
		o.Refresh()
	case *fyne.Container:
		for _, child := range o.Objects {
			Tighten(child)
		}
	}
}

// setError shows or clears an error. A new one fades in and drops by 4 dp; nothing else moves.
func (n *note) setError(s string) {
	fresh := s != "" && s != n.err
	n.err = s
	n.stop()
	if !fresh || !moving() {
		return
	}
	n.appear = &fyne.Animation{Duration: focusTime, Curve: fyne.AnimationEaseOut, Tick: func(done float32) {
		n.text.dim, n.drop = 1-done, Space4*(1-done)
		n.layout(n.y, n.width)
		n.text.Refresh()
	}}
	n.appear.Start()
}

// said is what the row says.
func (n *note) said() string {
	switch {
	case n.err != "":
		return n.err
	case n.hint != "":
		return n.hint
	}
	return n.helper
}

func (n *note) stop() {
	if n.appear != nil {
		n.appear.Stop()
		n.appear = nil
	}
	n.text.dim, n.drop = 0, 0
}

func (n *note) refresh() {
	n.text.mirrored = n.mirrored
	ink, icon := ColorMuted, IconDanger
	switch {
	case n.err != "":
		ink = ColorDanger
	case n.hint != "":
		ink, icon = ColorWarning, IconAlert
	}
	n.text.setColor(ink)
	n.text.SetText(n.said())
	setIcon(n.icon, lineIcon{name: icon}, Color(n.text, ink))
	n.icon.Hidden = n.err == "" && n.hint == ""
	n.text.Refresh()
}

func (n *note) layout(y, width float32) {
	n.y, n.width = y, width
	y -= n.drop
	x := float32(0)
	if n.err != "" || n.hint != "" {
		x = noteIndent()
	}
	icon := iconSmall()
	place(n.icon, mirrorPos(0, n.y+Space4+(n.text.face.lineHeight()-icon)/2, icon, width, n.mirrored), fyne.NewSquareSize(icon))
	place(n.text, mirrorPos(x, y+Space4, width-x, width, n.mirrored), fyne.NewSize(width-x, n.text.MinSize().Height))
	n.text.Resize(fyne.NewSize(width-x, n.text.MinSize().Height))
}

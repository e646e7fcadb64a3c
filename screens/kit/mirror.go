package kit

import "fyne.io/fyne/v2"

// Mirrored is a widget that can be laid out from right to left.
type Mirrored interface{ SetMirrored(mirrored bool) }

// Mirror tells every mirrored widget of a tree of containers in which direction to lay itself out. Widgets of the
// package pass it on to what they hold; the order of objects in a container is the caller's.
func Mirror(o fyne.CanvasObject, mirrored bool) {
	switch o := o.(type) {
	case nil:
	case Mirrored:
		o.SetMirrored(mirrored)
	case *fyne.Container:
		for _, child := range o.Objects {
			Mirror(child, mirrored)
		}
	}
}

// mirrorPos is the position of something of that width, counted from the reading side of a space.
func mirrorPos(x, y, width, space float32, mirrored bool) fyne.Position {
	if mirrored {
		x = space - x - width
	}
	return fyne.NewPos(x, y)
}

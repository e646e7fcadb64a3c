package screens

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"github.com/vestibule-app/vestibule/screens/kit"
)

// below is an object of a column and the gap above it. The gap goes when the object is hidden or the first.
type below struct {
	gap    float32
	object fyne.CanvasObject
}

// column lays objects out under each other, as wide as they may be.
type column []below

func stack(items ...below) *fyne.Container {
	objects := make([]fyne.CanvasObject, len(items))
	for i, item := range items {
		objects[i] = item.object
	}
	return container.New(column(items), objects...)
}

func (c column) MinSize([]fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for _, item := range c {
		if !item.object.Visible() {
			continue
		}
		least := item.object.MinSize()
		if size.Height > 0 {
			size.Height += item.gap
		}
		size.Height += least.Height
		size.Width = max(size.Width, least.Width)
	}
	return size
}

// Layout gives every object its width first, because the height of wrapped text follows from it.
func (c column) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	y := float32(0)
	for _, item := range c {
		if !item.object.Visible() {
			continue
		}
		if y > 0 {
			y += item.gap
		}
		least := item.object.MinSize().Height
		item.object.Move(fyne.NewPos(0, y))
		item.object.Resize(fyne.NewSize(size.Width, least))
		if wrapped := item.object.MinSize().Height; wrapped != least {
			least = wrapped
			item.object.Resize(fyne.NewSize(size.Width, least))
		}
		y += least
	}
}

// bar lays objects out in the direction of reading, centred on one line. The object at stretch takes what room is
// left; below zero nothing does.
type bar struct {
	rtl     bool
	gap     float32
	stretch int
}

func (b bar) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		least := o.MinSize()
		if size.Width > 0 {
			size.Width += b.gap
		}
		size.Width += least.Width
		size.Height = max(size.Height, least.Height)
	}
	return size
}

func (b bar) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	spare := max(size.Width-b.MinSize(objects).Width, 0)
	x := float32(0)
	for i, o := range objects {
		if !o.Visible() {
			continue
		}
		least := o.MinSize()
		if i == b.stretch {
			least.Width += spare
			o.Resize(least)
			least.Height = o.MinSize().Height // wrapped text knows its height once it has its width
		}
		if x > 0 {
			x += b.gap
		}
		left := x
		if b.rtl {
			left = size.Width - x - least.Width
		}
		o.Move(fyne.NewPos(left, (size.Height-least.Height)/2))
		o.Resize(least)
		x += least.Width
	}
}

// apart lays the first object at the start of a line and the others at its end. One alone stands at the start.
type apart struct{ rtl bool }

func (a apart) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return bar{gap: kit.Space8}.MinSize(objects)
}

func (a apart) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	x := float32(0)
	spare := max(size.Width-a.MinSize(objects).Width, 0)
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		least := o.MinSize()
		left := x
		if a.rtl {
			left = size.Width - x - least.Width
		}
		o.Move(fyne.NewPos(left, (size.Height-least.Height)/2))
		o.Resize(least)
		x += least.Width + kit.Space8 + spare
		spare = 0
	}
}

// halves lays two objects side by side, each as wide as the other.
type halves struct{ rtl bool }

func (halves) MinSize(objects []fyne.CanvasObject) fyne.Size {
	a, b := objects[0].MinSize(), objects[1].MinSize()
	return fyne.NewSize(2*max(a.Width, b.Width)+kit.Space8, max(a.Height, b.Height))
}

func (h halves) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	width := (size.Width - kit.Space8) / 2
	for i, o := range objects {
		at := fyne.NewPos(0, 0)
		if (i == 1) != h.rtl {
			at.X = width + kit.Space8
		}
		o.Move(at)
		o.Resize(fyne.NewSize(width, size.Height))
	}
}

// slot keeps room for the largest of its objects, shown or not, so that nothing below moves when they take turns.
type slot struct{ least float32 }

func (s slot) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := fyne.NewSize(0, s.least)
	for _, o := range objects {
		size = size.Max(o.MinSize())
	}
	return size
}

func (slot) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Move(fyne.Position{})
		o.Resize(fyne.NewSize(size.Width, o.MinSize().Height))
		o.Resize(fyne.NewSize(size.Width, o.MinSize().Height)) // wrapped text knows its height once it has a width
	}
}

// inset keeps a distance on all four sides.
type inset struct{ x, y float32 }

func (p inset) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for _, o := range objects {
		size = size.Max(o.MinSize())
	}
	return size.AddWidthHeight(2*p.x, 2*p.y)
}

func (p inset) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Move(fyne.NewPos(p.x, p.y))
		o.Resize(size.SubtractWidthHeight(2*p.x, 2*p.y))
	}
}

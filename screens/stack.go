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

// column lays objects out under each other, as wide as they may be. All of them fit into the narrowest card.
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
	return fyne.NewSize(min(size.Width, kit.InnerMinWidth), size.Height)
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

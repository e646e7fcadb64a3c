package screens

import (
	"fyne.io/fyne/v2"

	"github.com/vestibule-app/vestibule/screens/kit"
)

// flow lays objects out in the direction of reading, in as many lines as they need, each in the middle.
type flow struct {
	rtl   bool
	gap   float32
	width float32 // of the last layout
}

// lines are the objects that are shown, line by line.
func (f *flow) lines(objects []fyne.CanvasObject, width float32) [][]fyne.CanvasObject {
	if width <= 0 {
		width = kit.InnerWidth
	}
	var lines [][]fyne.CanvasObject
	taken := float32(0)
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		wide := o.MinSize().Width
		if n := len(lines); n > 0 && taken+f.gap+wide <= width {
			lines[n-1] = append(lines[n-1], o)
			taken += f.gap + wide
			continue
		}
		lines = append(lines, []fyne.CanvasObject{o})
		taken = wide
	}
	return lines
}

// span is how much room a line takes.
func (f *flow) span(line []fyne.CanvasObject) fyne.Size {
	size := fyne.NewSize(f.gap*float32(len(line)-1), 0)
	for _, o := range line {
		least := o.MinSize()
		size = fyne.NewSize(size.Width+least.Width, max(size.Height, least.Height))
	}
	return size
}

func (f *flow) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for _, line := range f.lines(objects, f.width) {
		high := f.span(line).Height
		for _, o := range line {
			size.Width = max(size.Width, o.MinSize().Width)
		}
		size.Height += high
	}
	return fyne.NewSize(min(size.Width, kit.InnerMinWidth), size.Height)
}

func (f *flow) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	f.width = size.Width
	y := float32(0)
	for _, line := range f.lines(objects, size.Width) {
		span := f.span(line)
		x := max(0, (size.Width-span.Width)/2)
		for _, o := range line {
			least := o.MinSize()
			least.Width = min(least.Width, size.Width)
			left := x
			if f.rtl {
				left = size.Width - x - least.Width
			}
			o.Move(fyne.NewPos(left, y+(span.Height-least.Height)/2))
			o.Resize(least)
			x += least.Width + f.gap
		}
		y += span.Height
	}
}

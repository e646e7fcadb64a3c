package screens

import (
	"fyne.io/fyne/v2"

	"github.com/vestibule-app/vestibule/screens/kit"
)

// bar lays objects out in the direction of reading, centred on one line. The object at stretch takes what room is
// left; below zero nothing does. Where the line is too narrow for them, which is in large text, they stand under each
// other.
type bar struct {
	rtl     bool
	gap     float32
	stretch int
	width   float32 // of the last layout
}

// line is the room that objects take beside each other.
func (b *bar) line(objects []fyne.CanvasObject) fyne.Size {
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

func (b *bar) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := b.line(objects)
	if !tooWide(size.Width, b.width) {
		return size
	}
	return pileSize(objects)
}

func (b *bar) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	b.width = size.Width
	natural := b.line(objects).Width
	if tooWide(natural, size.Width) {
		pile(objects, size, b.rtl)
		return
	}
	spare := max(size.Width-natural, 0)
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

// tooWide says whether objects do not fit beside each other. A width of 0 is not known yet, and is that of the narrowest
// card.
func tooWide(natural, width float32) bool {
	if width <= 0 {
		width = kit.InnerMinWidth
	}
	return natural > width+0.5
}

// pileSize is the room that objects take under each other.
func pileSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		least := o.MinSize()
		if size.Height > 0 {
			size.Height += kit.Space4
		}
		size.Width, size.Height = max(size.Width, least.Width), size.Height+least.Height
	}
	return fyne.NewSize(min(size.Width, kit.InnerMinWidth), size.Height)
}

// pile lays objects out under each other, from the side where reading starts.
func pile(objects []fyne.CanvasObject, size fyne.Size, rtl bool) {
	y := float32(0)
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		if y > 0 {
			y += kit.Space4
		}
		width := min(o.MinSize().Width, size.Width)
		if _, wraps := o.(*kit.Text); wraps {
			width = size.Width
		}
		for range 2 { // wrapped text knows its height once it has its width
			o.Resize(fyne.NewSize(width, o.MinSize().Height))
		}
		left := float32(0)
		if rtl {
			left = size.Width - width
		}
		o.Move(fyne.NewPos(left, y))
		y += o.Size().Height
	}
}

// apart lays the first object at the start of a line and the others at its end. One alone stands at the start.
type apart struct {
	rtl   bool
	width float32 // of the last layout
}

func (a *apart) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return (&bar{gap: kit.Space8, width: a.width}).MinSize(objects)
}

func (a *apart) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	a.width = size.Width
	natural := (&bar{gap: kit.Space8}).line(objects).Width
	if tooWide(natural, size.Width) {
		pile(objects, size, a.rtl)
		return
	}
	x := float32(0)
	spare := max(size.Width-natural, 0)
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

// listed lays objects out under each other at the start of their lines, and the last one at the end of the last line where
// it fits, so that nothing grows when it appears.
type listed struct {
	rtl   bool
	width float32 // of the last layout
}

func (l *listed) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return l.each(objects, l.width, func(fyne.CanvasObject, fyne.Position, fyne.Size) {})
}

func (l *listed) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	l.each(objects, size.Width, func(o fyne.CanvasObject, at fyne.Position, least fyne.Size) {
		if l.rtl {
			at.X = size.Width - at.X - least.Width
		}
		o.Move(at)
		o.Resize(least)
	})
}

// each gives every object its place, and returns how much room they take.
func (l *listed) each(objects []fyne.CanvasObject, width float32, place func(fyne.CanvasObject, fyne.Position, fyne.Size)) fyne.Size {
	var size fyne.Size
	var line float32 // how much of the last line is taken
	for i, o := range objects {
		if !o.Visible() {
			continue
		}
		least := o.MinSize()
		least.Width = min(least.Width, max(width, kit.InnerMinWidth))
		if together := line + kit.Space8 + least.Width; i == len(objects)-1 && line > 0 && !tooWide(together, width) {
			place(o, fyne.NewPos(width-least.Width, size.Height-least.Height), least)
			size.Width = max(size.Width, together)
			continue
		}
		if line > 0 {
			size.Height += kit.Space4
		}
		at := fyne.NewPos(0, size.Height)
		if i == len(objects)-1 {
			at.X = max(0, width-least.Width)
		}
		place(o, at, least)
		line = least.Width
		size = fyne.NewSize(max(size.Width, line), size.Height+least.Height)
	}
	return size
}

// halves lays two objects side by side, each as wide as the other, or under each other where they are too wide for that.
type halves struct {
	rtl   bool
	width float32 // of the last layout
}

func (h *halves) fit(objects []fyne.CanvasObject, width float32) bool {
	return !tooWide(2*max(objects[0].MinSize().Width, objects[1].MinSize().Width)+kit.Space8, width)
}

func (h *halves) MinSize(objects []fyne.CanvasObject) fyne.Size {
	a, b := objects[0].MinSize(), objects[1].MinSize()
	if h.fit(objects, h.width) {
		return fyne.NewSize(2*max(a.Width, b.Width)+kit.Space8, max(a.Height, b.Height))
	}
	return fyne.NewSize(min(max(a.Width, b.Width), kit.InnerMinWidth), a.Height+kit.Space8+b.Height)
}

func (h *halves) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	h.width = size.Width
	if !h.fit(objects, size.Width) {
		y := float32(0)
		for _, o := range objects {
			for range 2 {
				o.Resize(fyne.NewSize(size.Width, o.MinSize().Height))
			}
			o.Move(fyne.NewPos(0, y))
			y += o.Size().Height + kit.Space8
		}
		return
	}
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

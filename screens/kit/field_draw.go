package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
)

// CreateRenderer implements fyne.Widget.
func (f *Field) CreateRenderer() fyne.WidgetRenderer {
	r := &fieldRenderer{f: f, box: newFrame(SizeControlRadius), lock: newImage(nil)}
	r.objects = append(r.objects, f.label)
	r.objects = append(r.objects, r.box.objects()...)
	r.objects = append(r.objects, f.entry, f.shade, r.lock)
	if f.trailing != nil {
		r.objects = append(r.objects, f.trailing)
	}
	r.objects = append(r.objects, f.note.objects()...)
	r.Refresh()
	return r
}

type fieldRenderer struct {
	f       *Field
	box     *frame
	lock    *canvas.Image
	objects []fyne.CanvasObject
}

func (r *fieldRenderer) Objects() []fyne.CanvasObject { return r.objects }

func (r *fieldRenderer) Destroy() {
	r.box.stop()
	r.f.note.stop()
	r.f.shake.stop()
}

// top is where the box begins.
func (r *fieldRenderer) top() float32 { return labelRoom(r.f.label) }

// labelRoom is the height of a label and the gap below it; nothing for an empty one.
func labelRoom(label *Text) float32 {
	if label.text == "" {
		return 0
	}
	return max(labelHeight(), label.MinSize().Height) + measure(GapLabel)
}

func (r *fieldRenderer) MinSize() fyne.Size {
	return fyne.NewSize(3*ControlHeight, r.top()+controlHeight()+r.f.note.height())
}

func (r *fieldRenderer) Layout(size fyne.Size) {
	f := r.f
	f.label.Resize(fyne.NewSize(size.Width, f.label.MinSize().Height))
	f.label.Resize(fyne.NewSize(size.Width, f.label.MinSize().Height))
	top, high := r.top(), controlHeight()
	shift := f.shake.shift
	r.box.layout(fyne.NewPos(shift, top), fyne.NewSize(size.Width, high))

	pad := fieldPadding() - f.entry.Theme().Size(theme.SizeNameInnerPadding)
	room := float32(0) // taken on the far side
	middle := func(height float32) float32 { return top + (high-height)/2 }
	if f.trailing != nil {
		s := f.trailing.MinSize()
		room = s.Width + Space4
		place(f.trailing, mirrorPos(size.Width-s.Width-Space8+2, middle(s.Height), s.Width, size.Width, f.mirrored).AddXY(shift, 0), s)
	}
	if f.entry.readOnly {
		icon := iconSmall()
		room += icon + Space8
		place(r.lock, mirrorPos(size.Width-fieldPadding()-icon, middle(icon), icon, size.Width, f.mirrored).AddXY(shift, 0), fyne.NewSquareSize(icon))
	}
	width := size.Width - 2*pad - room
	height := f.entry.MinSize().Height
	f.room = width
	if f.overflows() {
		// The shade is as wide as the entry, and must not lie over the round corners of the box.
		inset := max(r.box.within(high, middle(height)+height-top), pad)
		pad, width = inset, size.Width-inset-max(inset, pad+room)
	}
	place(f.entry, mirrorPos(pad, middle(height), width, size.Width, f.mirrored).AddXY(shift, 0), fyne.NewSize(width, height))
	f.shade.Hidden = !f.overflows()
	place(f.shade, f.entry.Position().AddXY(0, height-shadeHeight), fyne.NewSize(width, shadeHeight))
	f.note.layout(top+high, size.Width)
}

func (r *fieldRenderer) Refresh() {
	f := r.f
	ring, faint := Color(f, ColorRing), faded(Color(f, ColorRing))
	card := Color(f, ColorCard)
	fill, edge, glow, width := card, Color(f, ColorControl), faint, edgeRest()
	label := ColorText
	switch {
	case f.entry.Disabled():
		fill, label = Color(f, ColorSubtle), ColorDisabled
		edge = mix(edge, card, 0.5)
	case f.note.err != "":
		edge, width = Color(f, ColorDanger), edgeStrong()
		if f.focused {
			glow = alpha(edge, wrongGlow)
		}
	case f.focused:
		edge, glow, width = Color(f, ColorAccentText), ring, edgeStrong()
		if f.entry.readOnly {
			fill = Color(f, ColorSubtle)
		}
	case f.entry.readOnly:
		fill = Color(f, ColorSubtle)
		edge = fill
	case f.hovered:
		edge = Color(f, ColorControlStrong)
	}
	r.box.paint(fill, edge, glow, width)
	f.label.setColor(label)
	f.note.refresh()
	if f.entry.readOnly {
		setIcon(r.lock, lineIcon{name: IconLock}, Color(f, ColorMuted))
	}
	r.lock.Hidden = !f.entry.readOnly
	f.shade.fill.FillColor = fill
	r.Layout(f.Size())
	canvas.Refresh(f)
}

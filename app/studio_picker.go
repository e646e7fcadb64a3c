package app

import (
	"image"
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"github.com/vestibule-app/vestibule/screens/kit"
)

// colorPicker is a field of all lights and strengths of a hue, and a bar of all hues. Both take the mouse and the arrows.
type colorPicker struct {
	content    *fyne.Container
	field, bar *pickArea
	hue        float64 // 0 to 1; kept where a grey has none
	picked     func(color.NRGBA)
}

func newColorPicker(picked func(color.NRGBA), ended func()) *colorPicker {
	p := &colorPicker{picked: picked}
	p.field = newPickArea(fyne.NewSize(0, 140), ended, func(x, y float64) { p.pick(p.hue, x, 1-y) })
	p.bar = newPickArea(fyne.NewSize(0, 24), ended, func(x, _ float64) { p.pick(x, p.field.x, 1-p.field.y) })
	p.bar.flat = true
	p.bar.draw(360, 1, func(x, _ float64) color.NRGBA { return fromHSV(x, 1, 1) })
	p.content = container.New(layout.NewCustomPaddedLayout(kit.Space8, kit.Space8, 0, 0), rows(p.field, p.bar))
	return p
}

func (p *colorPicker) pick(hue, strength, light float64) {
	p.hue = hue
	c := fromHSV(hue, strength, light)
	p.place(hue, strength, light)
	p.picked(c)
}

// set shows a colour, unless it is the one that was picked.
func (p *colorPicker) set(c color.NRGBA) {
	if fromHSV(p.hue, p.field.x, 1-p.field.y) == c {
		return
	}
	hue, strength, light := toHSV(c)
	if strength == 0 || light == 0 {
		hue = p.hue
	}
	p.place(hue, strength, light)
}

func (p *colorPicker) place(hue, strength, light float64) {
	p.hue = hue
	p.bar.x, p.field.x, p.field.y = hue, strength, 1-light
	p.field.draw(48, 48, func(x, y float64) color.NRGBA { return fromHSV(hue, x, 1-y) })
	p.field.Refresh()
	p.bar.Refresh()
}

// fromHSV makes a colour of hue, saturation and value, each from 0 to 1.
func fromHSV(h, s, v float64) color.NRGBA {
	part := func(n float64) uint8 {
		k := math.Mod(n+h*6, 6)
		return uint8(math.Round(255 * (v - v*s*max(0, min(k, 4-k, 1)))))
	}
	return color.NRGBA{part(5), part(3), part(1), 0xFF}
}

func toHSV(c color.NRGBA) (h, s, v float64) {
	r, g, b := float64(c.R)/255, float64(c.G)/255, float64(c.B)/255
	v = max(r, g, b)
	d := v - min(r, g, b)
	if d == 0 {
		return 0, 0, v
	}
	switch v {
	case r:
		h = math.Mod((g-b)/d+6, 6)
	case g:
		h = (b-r)/d + 2
	default:
		h = (r-g)/d + 4
	}
	return h / 6, d / v, v
}

// pickArea is a picture with a place on it that can be moved.
type pickArea struct {
	widget.BaseWidget
	x, y    float64 // of the place, 0 to 1
	flat    bool    // it moves to the sides alone
	least   fyne.Size
	picked  func(x, y float64)
	ended   func()
	leave   func() // Escape and Enter
	image   *canvas.Image
	focused bool
}

func newPickArea(least fyne.Size, ended func(), picked func(x, y float64)) *pickArea {
	a := &pickArea{least: least, picked: picked, ended: ended, image: &canvas.Image{FillMode: canvas.ImageFillStretch}}
	a.ExtendBaseWidget(a)
	return a
}

// draw makes the picture, coarse: what shows it smooths it.
func (a *pickArea) draw(wide, high int, at func(x, y float64) color.NRGBA) {
	m := image.NewNRGBA(image.Rect(0, 0, wide, high))
	for y := range high {
		for x := range wide {
			m.SetNRGBA(x, y, at(float64(x)/float64(max(1, wide-1)), float64(y)/float64(max(1, high-1))))
		}
	}
	a.image.Image = m
	a.image.Refresh()
}

func (a *pickArea) move(x, y float64) {
	if a.flat {
		y = 0
	}
	a.picked(min(max(x, 0), 1), min(max(y, 0), 1))
}

func (a *pickArea) point(p fyne.Position) {
	if s := a.Size(); s.Width > 0 && s.Height > 0 {
		a.move(float64(p.X/s.Width), float64(p.Y/s.Height))
	}
}

// Tapped implements fyne.Tappable.
func (a *pickArea) Tapped(e *fyne.PointEvent) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(a); c != nil {
		c.Focus(a)
	}
	a.point(e.Position)
	a.ended()
}

// Dragged implements fyne.Draggable.
func (a *pickArea) Dragged(e *fyne.DragEvent) { a.point(e.Position) }

// DragEnd implements fyne.Draggable.
func (a *pickArea) DragEnd() { a.ended() }

// TypedKey implements fyne.Focusable.
func (a *pickArea) TypedKey(e *fyne.KeyEvent) {
	const step = 1. / 64
	switch e.Name {
	case fyne.KeyLeft:
		a.move(a.x-step, a.y)
	case fyne.KeyRight:
		a.move(a.x+step, a.y)
	case fyne.KeyUp:
		a.move(a.x, a.y-step)
	case fyne.KeyDown:
		a.move(a.x, a.y+step)
	case fyne.KeyEscape, fyne.KeyReturn, fyne.KeyEnter:
		if a.leave != nil {
			a.leave()
		}
	}
}

// TypedRune implements fyne.Focusable.
func (a *pickArea) TypedRune(rune) {}

// FocusGained implements fyne.Focusable.
func (a *pickArea) FocusGained() {
	a.focused = true
	a.Refresh()
	kit.Reveal(a)
}

// FocusLost implements fyne.Focusable.
func (a *pickArea) FocusLost() {
	a.focused = false
	a.ended()
	a.Refresh()
}

// Cursor implements desktop.Cursorable.
func (a *pickArea) Cursor() desktop.Cursor { return desktop.CrosshairCursor }

// CreateRenderer implements fyne.Widget.
func (a *pickArea) CreateRenderer() fyne.WidgetRenderer {
	r := &pickAreaRenderer{a: a, edge: canvas.NewRectangle(color.Transparent), dark: canvas.NewCircle(color.Transparent), pale: canvas.NewCircle(color.Transparent)}
	r.dark.StrokeColor, r.dark.StrokeWidth = color.Black, 3
	r.pale.StrokeColor, r.pale.StrokeWidth = color.White, 1.5
	return r
}

type pickAreaRenderer struct {
	a          *pickArea
	edge       *canvas.Rectangle
	dark, pale *canvas.Circle
}

func (r *pickAreaRenderer) Destroy()           {}
func (r *pickAreaRenderer) MinSize() fyne.Size { return r.a.least }

func (r *pickAreaRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.a.image, r.edge, r.dark, r.pale}
}

func (r *pickAreaRenderer) Layout(size fyne.Size) {
	r.a.image.Resize(size)
	r.edge.Resize(size)
	const wide = 14
	y := float32(r.a.y) * size.Height
	if r.a.flat {
		y = size.Height / 2
	}
	for _, c := range []*canvas.Circle{r.dark, r.pale} {
		c.Resize(fyne.NewSquareSize(wide))
		c.Move(fyne.NewPos(float32(r.a.x)*size.Width-wide/2, y-wide/2))
	}
}

func (r *pickAreaRenderer) Refresh() {
	r.edge.StrokeColor, r.edge.StrokeWidth = kit.Color(r.a, kit.ColorControl), 1
	if r.a.focused {
		r.edge.StrokeColor, r.edge.StrokeWidth = kit.Color(r.a, kit.ColorAccentText), 3
	}
	r.Layout(r.a.Size())
	canvas.Refresh(r.a)
}

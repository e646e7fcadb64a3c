package app

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"github.com/vestibule-app/vestibule/screens/kit"
)

// besideField has a swatch beside the box of a field, and the field behind it.
type besideField struct{ rtl bool }

// MinSize implements fyne.Layout.
func (besideField) MinSize(objects []fyne.CanvasObject) fyne.Size {
	a, b := objects[0].MinSize(), objects[1].MinSize()
	return fyne.NewSize(a.Width+kit.Space8+b.Width, max(a.Height, b.Height))
}

// Layout implements fyne.Layout.
func (l besideField) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	side := objects[0].MinSize()
	y := float32(0)
	if f, ok := objects[1].(*kit.Field); ok && f.Label() != "" {
		y = 24 * kit.Scale() // its label, and the gap below it
	}
	x, rest := float32(0), side.Width+kit.Space8
	if l.rtl {
		x, rest = size.Width-side.Width, 0
	}
	objects[0].Move(fyne.NewPos(x, y))
	objects[0].Resize(side)
	objects[1].Move(fyne.NewPos(rest, 0))
	objects[1].Resize(fyne.NewSize(size.Width-side.Width-kit.Space8, size.Height))
}

// swatch shows a colour, and does something when it is pressed.
type swatch struct {
	widget.BaseWidget
	name             string
	onTap            func()
	color            color.NRGBA
	hovered, focused bool
}

func newSwatch(name string, onTap func()) *swatch {
	s := &swatch{name: name, onTap: onTap}
	s.ExtendBaseWidget(s)
	return s
}

func (s *swatch) paint(c color.NRGBA) {
	s.color = c
	s.Refresh()
}

// MinSize implements fyne.Widget.
func (s *swatch) MinSize() fyne.Size { return fyne.NewSquareSize(kit.ControlHeight) }

// Tapped implements fyne.Tappable.
func (s *swatch) Tapped(*fyne.PointEvent) {
	if s.onTap != nil {
		s.onTap()
	}
}

// TypedKey implements fyne.Focusable.
func (s *swatch) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		s.Tapped(nil)
	}
}

// TypedRune implements fyne.Focusable.
func (s *swatch) TypedRune(rune) {}

// FocusGained implements fyne.Focusable.
func (s *swatch) FocusGained() {
	s.focused = true
	s.Refresh()
	kit.Reveal(s)
}

// FocusLost implements fyne.Focusable.
func (s *swatch) FocusLost() { s.focused = false; s.Refresh() }

// MouseIn implements desktop.Hoverable.
func (s *swatch) MouseIn(*desktop.MouseEvent) { s.hovered = true; s.Refresh() }

// MouseMoved implements desktop.Hoverable.
func (s *swatch) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (s *swatch) MouseOut() { s.hovered = false; s.Refresh() }

// AccessibilityLabel implements fyne.Accessible.
func (s *swatch) AccessibilityLabel() string { return s.name }

// AccessibilityRole implements fyne.Accessible.
func (s *swatch) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// CreateRenderer implements fyne.Widget.
func (s *swatch) CreateRenderer() fyne.WidgetRenderer {
	r := &swatchRenderer{s: s, box: canvas.NewRectangle(color.Transparent)}
	r.box.CornerRadius = kit.ControlRadius
	r.Refresh()
	return r
}

type swatchRenderer struct {
	s   *swatch
	box *canvas.Rectangle
}

func (r *swatchRenderer) Destroy() {}

func (r *swatchRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.box} }

func (r *swatchRenderer) MinSize() fyne.Size { return r.s.MinSize() }

func (r *swatchRenderer) Layout(size fyne.Size) { r.box.Resize(size) }

func (r *swatchRenderer) Refresh() {
	r.box.FillColor, r.box.StrokeWidth = r.s.color, 1
	r.box.StrokeColor = kit.Color(r.s, kit.ColorControl)
	switch {
	case r.s.focused:
		r.box.StrokeColor, r.box.StrokeWidth = kit.Color(r.s, kit.ColorAccentText), 3
	case r.s.hovered:
		r.box.StrokeColor = kit.Color(r.s, kit.ColorControlStrong)
	}
	r.box.Refresh()
}

package app

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"github.com/vestibule-app/vestibule/screens/kit"
)

// surface is a plain ground in a colour of the theme.
type surface struct {
	widget.BaseWidget
	name    fyne.ThemeColorName
	content fyne.CanvasObject
}

func newSurface(name fyne.ThemeColorName, content fyne.CanvasObject) *surface {
	s := &surface{name: name, content: content}
	s.ExtendBaseWidget(s)
	return s
}

// CreateRenderer implements fyne.Widget.
func (s *surface) CreateRenderer() fyne.WidgetRenderer {
	r := &surfaceRenderer{s: s, ground: canvas.NewRectangle(color.Transparent)}
	r.Refresh()
	return r
}

type surfaceRenderer struct {
	s      *surface
	ground *canvas.Rectangle
}

func (r *surfaceRenderer) Destroy() {}

func (r *surfaceRenderer) MinSize() fyne.Size { return r.s.content.MinSize() }

func (r *surfaceRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.ground, r.s.content}
}

func (r *surfaceRenderer) Layout(size fyne.Size) {
	r.ground.Resize(size)
	r.s.content.Resize(size)
}

func (r *surfaceRenderer) Refresh() {
	r.ground.FillColor = kit.Color(r.s, r.s.name)
	r.ground.Refresh()
	r.s.content.Refresh()
}

// under puts its first object on top, as high as it must be, and gives the second the rest.
type under struct{}

// MinSize implements fyne.Layout.
func (under) MinSize(objects []fyne.CanvasObject) fyne.Size {
	top, rest := objects[0].MinSize(), objects[1].MinSize()
	return fyne.NewSize(max(top.Width, rest.Width), top.Height+rest.Height)
}

// Layout implements fyne.Layout.
func (under) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[0].Move(fyne.NewPos(0, 0))
	objects[0].Resize(fyne.NewSize(size.Width, objects[0].MinSize().Height))
	top := objects[0].MinSize().Height // in this width its text takes other lines than before
	objects[0].Resize(fyne.NewSize(size.Width, top))
	objects[1].Move(fyne.NewPos(0, top))
	objects[1].Resize(fyne.NewSize(size.Width, size.Height-top))
}

// startLayout puts an object, no wider than it must be, where reading starts.
type startLayout struct{ rtl bool }

// MinSize implements fyne.Layout.
func (startLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	if !objects[0].Visible() {
		return fyne.Size{}
	}
	return objects[0].MinSize()
}

// Layout implements fyne.Layout.
func (l startLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	least := objects[0].MinSize()
	x := float32(0)
	if l.rtl {
		x = size.Width - least.Width
	}
	objects[0].Move(fyne.NewPos(x, 0))
	objects[0].Resize(least)
}

// columnsLayout has objects of one width beside each other in the order of reading.
type columnsLayout struct{ rtl bool }

// MinSize implements fyne.Layout.
func (columnsLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var least fyne.Size
	for _, o := range objects {
		least = least.Max(o.MinSize())
	}
	n := float32(len(objects))
	return fyne.NewSize(n*least.Width+(n-1)*kit.Space8, least.Height)
}

// Layout implements fyne.Layout.
func (l columnsLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	n := float32(len(objects))
	width := (size.Width - (n-1)*kit.Space8) / n
	for i, o := range objects {
		x := float32(i) * (width + kit.Space8)
		if l.rtl {
			x = size.Width - x - width
		}
		o.Move(fyne.NewPos(x, 0))
		o.Resize(fyne.NewSize(width, size.Height))
	}
}

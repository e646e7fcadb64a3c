package app

import (
	"image"
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"github.com/vestibule-app/vestibule/screens/kit"
)

const (
	wallGap     float32 = 16
	wallCaption float32 = 24
	wallHeading float32 = 40
	wallMargin  float32 = 16
)

// wallImage is a picture on the wall.
type wallImage struct {
	canvas *canvas.Image
	edge   *canvas.Rectangle
}

func newWallImage() *wallImage {
	w := &wallImage{
		// Scaling belongs to the display: it is none of the UI thread's work.
		canvas: &canvas.Image{FillMode: canvas.ImageFillStretch, ScaleMode: canvas.ImageScaleFastest},
		edge:   canvas.NewRectangle(color.Transparent),
	}
	w.edge.StrokeWidth = 1
	return w
}

func (w *wallImage) set(m image.Image) {
	w.canvas.Image = m
	w.canvas.Refresh()
}

// wallGrid has the pictures of the wall in columns, the looks of a screen beside each other with its name below, and each
// group of screens under a heading. The arrows move a frame from screen to screen; Enter and a click show one in full size.
type wallGrid struct {
	widget.BaseWidget
	w       *studioWall
	groups  []stretch
	at      int // of names
	focused bool
}

func newWallGrid(w *studioWall) *wallGrid {
	g := &wallGrid{w: w, groups: stretches(w.names)}
	g.ExtendBaseWidget(g)
	return g
}

// columns is how many screens stand beside each other, and how wide one picture is.
func (g *wallGrid) columns() (int, float32) {
	width := g.Size().Width
	if width <= 0 {
		width = 720
	}
	least := float32(160)
	if g.w.size.Width > kit.WindowWidth {
		least = 300
	}
	looks := float32(len(g.w.looks))
	room := width - 2*wallMargin
	if room > 900 && g.w.size.Width <= kit.WindowWidth {
		least = 210 // rather larger pictures than more of them, which take longer
	}
	n := max(1, int((room+wallGap)/(looks*least+(looks-1)*wallGap/2+wallGap)))
	group := (room - float32(n-1)*wallGap) / float32(n)
	return n, float32(math.Floor(float64(min((group-(looks-1)*wallGap/2)/looks, 2*least))))
}

// high is the height of a picture, in whole pixels.
func (g *wallGrid) high(wide float32) float32 {
	return float32(math.Ceil(float64(g.w.size.Height*g.scale(wide)))) / g.pixels()
}

// spot is where a screen is.
func (g *wallGrid) spot(i int) (fyne.Position, fyne.Size) {
	n, wide := g.columns()
	high := g.high(wide)
	looks := float32(len(g.w.looks))
	group := fyne.NewSize(looks*wide+(looks-1)*wallGap/2, high)
	in := g.stretchOf(i)
	at := i - g.groups[in].from
	column := at % n
	x := wallMargin + float32(column)*(group.Width+wallGap)
	if g.w.s.words.RTL() {
		x = g.Size().Width - x - group.Width
	}
	return fyne.NewPos(x, g.top(in)+wallHeading+float32(at/n)*(high+wallCaption+wallGap)), group
}

// scale is how many pixels of a picture there are for a unit of the window that it shows. It is drawn as large as it is
// shown, pixel by pixel: a hundredth of one keeps rounding from adding another.
func (g *wallGrid) scale(wide float32) float32 {
	across := float32(math.Round(float64(wide * g.pixels())))
	return max(0.1, (across-0.01)/g.w.size.Width)
}

// pixels is how many pixels the window has for a unit.
func (g *wallGrid) pixels() float32 {
	if c := fyne.CurrentApp().Driver().CanvasForObject(g); c != nil {
		return c.Scale()
	}
	return 1
}

// seen are the screens that can be seen without scrolling.
func (g *wallGrid) seen() []string {
	from := g.w.scroll.Offset.Y
	to := from + max(g.w.scroll.Size().Height, 200)
	var names []string
	for i, name := range g.w.names {
		at, size := g.spot(i)
		if at.Y+size.Height > from && at.Y < to {
			names = append(names, name)
		}
	}
	return names
}

// MinSize implements fyne.Widget.
func (g *wallGrid) MinSize() fyne.Size {
	at, size := g.spot(len(g.w.names) - 1)
	return fyne.NewSize(300, at.Y+size.Height+wallCaption+wallGap)
}

// Resize implements fyne.Widget. Pictures of another size are wanted then.
func (g *wallGrid) Resize(size fyne.Size) {
	before := g.Size().Width
	g.BaseWidget.Resize(size)
	if size.Width != before {
		g.w.renew()
	}
}

// under is the screen at a place; -1: none.
func (g *wallGrid) under(p fyne.Position) int {
	for i := range g.w.names {
		at, size := g.spot(i)
		if p.X >= at.X && p.Y >= at.Y && p.X < at.X+size.Width && p.Y < at.Y+size.Height+wallCaption {
			return i
		}
	}
	return -1
}

// Tapped implements fyne.Tappable.
func (g *wallGrid) Tapped(e *fyne.PointEvent) {
	if i := g.under(e.Position); i >= 0 {
		g.at = i
		g.w.s.enterView(g.w.names[i])
	}
}

// Cursor implements desktop.Cursorable.
func (g *wallGrid) Cursor() desktop.Cursor { return desktop.PointerCursor }

// TypedKey implements fyne.Focusable.
func (g *wallGrid) TypedKey(e *fyne.KeyEvent) {
	to := g.at
	side := 1
	if g.w.s.words.RTL() {
		side = -1
	}
	switch e.Name {
	case fyne.KeyRight:
		to += side
	case fyne.KeyLeft:
		to -= side
	case fyne.KeyDown:
		to = g.beyond(to, 1)
	case fyne.KeyUp:
		to = g.beyond(to, -1)
	case fyne.KeyHome:
		to = 0
	case fyne.KeyEnd:
		to = len(g.w.names) - 1
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		g.w.s.enterView(g.w.names[g.at])
		return
	}
	if to < 0 || to >= len(g.w.names) {
		return
	}
	g.at = to
	g.reveal()
	g.Refresh()
}

// reveal scrolls until the frame can be seen.
func (g *wallGrid) reveal() {
	at, size := g.spot(g.at)
	s := g.w.scroll
	top := at.Y - wallGap
	if heading := g.top(g.stretchOf(g.at)); top-heading < wallHeading {
		top = heading
	}
	switch {
	case top < s.Offset.Y:
		s.ScrollToOffset(fyne.NewPos(0, top))
	case at.Y+size.Height+wallCaption > s.Offset.Y+s.Size().Height:
		s.ScrollToOffset(fyne.NewPos(0, at.Y+size.Height+wallCaption-s.Size().Height))
	}
}

// TypedRune implements fyne.Focusable.
func (g *wallGrid) TypedRune(rune) {}

// FocusGained implements fyne.Focusable.
func (g *wallGrid) FocusGained() {
	g.focused = true
	g.reveal()
	g.Refresh()
}

// FocusLost implements fyne.Focusable.
func (g *wallGrid) FocusLost() {
	g.focused = false
	g.Refresh()
}

// AccessibilityLabel implements fyne.Accessible.
func (g *wallGrid) AccessibilityLabel() string {
	return g.w.s.group(g.w.names[g.at]) + ": " + g.w.names[g.at]
}

// AccessibilityRole implements fyne.Accessible.
func (g *wallGrid) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// CreateRenderer implements fyne.Widget.
func (g *wallGrid) CreateRenderer() fyne.WidgetRenderer {
	r := &wallRenderer{g: g, frame: canvas.NewRectangle(color.Transparent)}
	r.frame.StrokeWidth, r.frame.CornerRadius = 3, 6
	text := func(s string) *canvas.Text {
		t := canvas.NewText(s, color.Transparent)
		t.Alignment = fyne.TextAlignLeading
		if g.w.s.words.RTL() {
			t.Alignment = fyne.TextAlignTrailing
		}
		return t
	}
	for _, in := range g.groups {
		t := text(kit.Visual(g.w.s.words.Say(in.heading), g.w.s.words.RTL()))
		t.TextStyle.Bold = true
		r.headings = append(r.headings, t)
	}
	for _, name := range g.w.names {
		r.captions = append(r.captions, text(name))
	}
	r.Refresh()
	return r
}

type wallRenderer struct {
	g        *wallGrid
	headings []*canvas.Text // of the groups
	captions []*canvas.Text // the names by which "vestibule shots --only" knows the screens
	frame    *canvas.Rectangle
	objects  []fyne.CanvasObject
}

func (r *wallRenderer) Destroy()                     {}
func (r *wallRenderer) Objects() []fyne.CanvasObject { return r.objects }
func (r *wallRenderer) MinSize() fyne.Size           { return r.g.MinSize() }

func (r *wallRenderer) Layout(fyne.Size) {
	g := r.g
	_, wide := g.columns()
	high := g.high(wide)
	for i, t := range r.headings {
		t.Move(fyne.NewPos(wallMargin, g.top(i)+8))
		t.Resize(fyne.NewSize(g.Size().Width-2*wallMargin, 24))
	}
	for i, name := range g.w.names {
		at, size := g.spot(i)
		for n, sl := range g.w.slots {
			x := at.X + float32(n)*(wide+wallGap/2)
			if g.w.s.words.RTL() {
				x = at.X + size.Width - wide - float32(n)*(wide+wallGap/2)
			}
			picture := sl.cells[name].image
			picture.canvas.Move(fyne.NewPos(x, at.Y))
			picture.canvas.Resize(fyne.NewSize(wide, high))
			picture.edge.Move(fyne.NewPos(x-1, at.Y-1))
			picture.edge.Resize(fyne.NewSize(wide+2, high+2))
		}
		r.captions[i].Move(fyne.NewPos(at.X, at.Y+high+4))
		r.captions[i].Resize(fyne.NewSize(size.Width, wallCaption-6))
		if i == g.at {
			r.frame.Move(at.SubtractXY(5, 5))
			r.frame.Resize(size.AddWidthHeight(10, 10))
		}
	}
}

func (r *wallRenderer) Refresh() {
	g := r.g
	r.objects = r.objects[:0]
	for _, t := range r.headings {
		t.Color, t.TextSize = kit.Color(g, kit.ColorText), 15*kit.Scale()
		r.objects = append(r.objects, t)
	}
	for i, name := range g.w.names {
		for _, sl := range g.w.slots {
			picture := sl.cells[name].image
			picture.edge.StrokeColor = kit.Color(g, kit.ColorHairline)
			picture.edge.FillColor = kit.Color(g, kit.ColorSubtle)
			r.objects = append(r.objects, picture.edge, picture.canvas)
		}
		r.captions[i].Color, r.captions[i].TextSize = kit.Color(g, kit.ColorMuted), 13*kit.Scale()
		r.objects = append(r.objects, r.captions[i])
	}
	r.frame.StrokeColor, r.frame.Hidden = kit.Color(g, kit.ColorAccentText), !g.focused
	r.objects = append(r.objects, r.frame)
	r.Layout(g.Size())
	canvas.Refresh(g)
}

package app

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"github.com/vestibule-app/vestibule/screens/kit"
)

// studioView is one screen in full size, in the looks of the wall. It is drawn anew with each change like the wall.
type studioView struct {
	name    string
	size    fyne.Size // of the window that it shows
	images  []*canvas.Image
	content fyne.CanvasObject
	close   *kit.Link
}

// enterView shows a screen in full size in the place of the wall.
func (s *Studio) enterView(name string) { s.enterViewOf(name, s.wall.size) }

func (s *Studio) enterViewOf(name string, size fyne.Size) {
	v := &studioView{name: name, size: size}
	w := s.wall
	row := container.New(layout.NewCustomPaddedHBoxLayout(wallGap))
	for _, sl := range w.slots {
		m := &canvas.Image{FillMode: canvas.ImageFillStretch}
		m.Image = sl.cells[name].image.canvas.Image // until the large one is there
		m.SetMinSize(size)
		v.images = append(v.images, m)
		row.Add(container.NewVBox(m))
	}
	v.close = kit.NewLink(s.words.Say("action.back"), s.leaveView)
	v.close.OnKey = s.viewKey
	title := kit.NewText(kit.Subtitle, s.group(name)+" · "+name)
	head := container.New(layout.NewCustomPaddedLayout(kit.Space16, kit.Space12, kit.Space16, kit.Space16),
		container.New(ribbonLayout{s.words.RTL()}, title, s.step(-1, kit.IconBack), s.step(1, kit.IconForward), v.close))
	kit.Mirror(head, s.words.RTL())
	v.content = container.New(layout.NewBorderLayout(head, nil, nil, nil), head,
		container.NewScroll(container.New(layout.NewCustomPaddedLayout(kit.Space8, kit.Space16, kit.Space16, kit.Space16), row)))
	s.view = v
	s.right.Objects = []fyne.CanvasObject{v.content}
	s.right.Refresh()
	s.orderView()
	s.window.Canvas().Focus(v.close)
}

// step is a button to the screen beside the one on show.
func (s *Studio) step(by int, icon kit.IconName) *kit.IconButton {
	name := "studio.next"
	if by < 0 {
		name = "studio.previous"
	}
	return kit.NewIconButton(kit.Icon(icon), s.words.Say(name), func() { s.turnView(by) })
}

func (s *Studio) turnView(by int) {
	i := slices.Index(s.wall.names, s.view.name) + by
	if i >= 0 && i < len(s.wall.names) {
		s.wall.grid.at = i
		s.enterView(s.wall.names[i])
	}
}

func (s *Studio) viewKey(e *fyne.KeyEvent) bool {
	by := 1
	if s.words.RTL() {
		by = -1
	}
	switch e.Name {
	case fyne.KeyRight, fyne.KeyDown:
		s.turnView(by)
	case fyne.KeyLeft, fyne.KeyUp:
		s.turnView(-by)
	case fyne.KeyEscape:
		s.leaveView()
	default:
		return false
	}
	return true
}

// orderView has the screen on show drawn.
func (s *Studio) orderView() {
	w := s.wall
	for _, sl := range w.slots {
		clear(sl.awaited)
		sl.painter.paint(drawing{Serial: w.version, Pack: w.pack, Lang: w.lang, Look: sl.look, Size: s.view.size,
			Scale: s.window.Canvas().Scale(), Whole: true, Names: []string{s.view.name}}, w.fonts)
	}
}

// hung takes a picture that was ordered for the view.
func (v *studioView) hung(w *studioWall, sl *slot, d drawn) bool {
	i := slices.Index(w.slots, sl)
	if !d.Whole || d.Name != v.name || i < 0 || i >= len(v.images) {
		return false
	}
	m := v.images[i]
	m.Image = d.image()
	m.SetMinSize(fyne.NewSize(v.size.Width, v.size.Width*float32(d.High)/float32(d.Wide)))
	m.Refresh()
	v.content.Refresh()
	return true
}

// leaveView goes back to the wall.
func (s *Studio) leaveView() {
	s.view = nil
	s.right.Objects = []fyne.CanvasObject{s.wall.content}
	s.right.Refresh()
	s.window.Canvas().Focus(s.wall.grid)
	s.wall.order(true)
}

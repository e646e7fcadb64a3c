package app

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"github.com/vestibule-app/vestibule/screens"
	"github.com/vestibule-app/vestibule/screens/kit"
)

// studioView is one screen in full size, in the looks of the wall. It is drawn anew with each change like the wall.
type studioView struct {
	name    string
	size    fyne.Size // of the window that it shows
	images  []*canvas.Image
	long    []float32 // the heights of what they show, in the units of that window
	content fyne.CanvasObject
	stage   *fyne.Container
	note    *kit.Text // of the scale
	close   *kit.Link

	room  float32 // the width that there is
	scale float32 // at which the pictures fit into it
	stack bool    // one above the other
}

// enterView shows a screen in full size in the place of the wall.
func (s *Studio) enterView(name string) { s.enterViewOf(name, s.wall.size) }

func (s *Studio) enterViewOf(name string, size fyne.Size) {
	v := &studioView{name: name, size: size}
	w := s.wall
	v.stage = container.New(pictureLayout{v, s.words.RTL()})
	for _, sl := range w.slots {
		m := &canvas.Image{FillMode: canvas.ImageFillStretch}
		m.Image = sl.cells[name].image.canvas.Image // until the large one is there
		v.images, v.long = append(v.images, m), append(v.long, size.Height)
		v.stage.Add(m)
	}
	v.close = kit.NewLink(s.words.Say("action.back"), s.leaveView)
	v.close.OnKey = s.viewKey
	v.note = kit.NewText(kit.Helper, "")
	title := rows(kit.NewText(kit.Subtitle, s.group(name)+" · "+name), v.note)
	head := container.New(layout.NewCustomPaddedLayout(kit.Space16, kit.Space12, kit.Space16, kit.Space16),
		container.New(ribbonLayout{s.words.RTL()}, title, s.step(-1, kit.IconBack), s.step(1, kit.IconForward), v.close))
	kit.Mirror(head, s.words.RTL())
	v.content = container.New(viewLayout{s, v}, head,
		container.NewVScroll(container.New(layout.NewCustomPaddedLayout(kit.Space8, kit.Space16, wallMargin, wallMargin), v.stage)))
	v.fit(s.right.Size().Width)
	v.note.SetText(s.scaleNote(v.scale))
	s.view = v
	s.right.Objects = []fyne.CanvasObject{v.content}
	s.right.Refresh()
	w.forget()
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

// orderView has the screen on show drawn, once what is being drawn of it is there.
func (s *Studio) orderView() {
	if s.wall.version == 0 {
		return
	}
	for _, sl := range s.wall.slots {
		if len(sl.awaited) > 0 {
			sl.again = true
			continue
		}
		s.sendView(sl)
	}
}

func (s *Studio) sendView(sl *slot) {
	w := s.wall
	w.prepare()
	sl.awaited[s.view.name], sl.again = true, false
	sl.painter.paint(drawing{Serial: w.version, Pack: w.pack, Files: w.files, Lang: w.lang, Look: sl.look, Size: s.view.size,
		Scale: s.window.Canvas().Scale() * s.view.scale, Whole: true, Names: []string{s.view.name}}, w.fonts)
}

// hung takes a picture that was ordered for the view.
func (v *studioView) hung(w *studioWall, sl *slot, d drawn) bool {
	i := slices.Index(w.slots, sl)
	if !d.Whole || d.Name != v.name || i < 0 || i >= len(v.images) {
		return false
	}
	m := v.images[i]
	m.Image = d.image()
	v.long[i] = v.size.Width * float32(d.High) / float32(d.Wide)
	m.Refresh()
	v.content.Refresh()
	w.came(sl, d.Name)
	return true
}

// smallest is the scale from which pictures may rather stand one above the other: text can still be read in them.
const smallest = 0.6

// fit finds the scale at which the pictures fit into a width, so that nothing has to be scrolled sideways.
func (v *studioView) fit(room float32) {
	n := float32(len(v.images))
	beside := (room - 2*wallMargin - (n-1)*wallGap) / (n * v.size.Width)
	above := (room - 2*wallMargin) / v.size.Width
	v.room, v.stack, v.scale = room, beside < smallest && above > beside, beside
	if v.stack {
		v.scale = above
	}
	v.scale = min(max(v.scale, 0.1), 1)
}

// scaleNote says how large pictures are that do not fit as they are.
func (s *Studio) scaleNote(scale float32) string {
	if scale == 1 {
		return ""
	}
	return s.words.Say("studio.view.scale", screens.Params{"Percent": int(scale * 100)})
}

// viewLayout has a head above what scrolls, and fits the pictures into the width.
type viewLayout struct {
	s *Studio
	v *studioView
}

// MinSize implements fyne.Layout.
func (l viewLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(300, objects[0].MinSize().Height+200)
}

// Layout implements fyne.Layout.
func (l viewLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	if before := l.v.scale; l.v.room != size.Width {
		l.v.fit(size.Width)
		l.v.note.SetText(l.s.scaleNote(l.v.scale))
		if before != l.v.scale {
			l.s.orderView()
		}
	}
	objects[0].Resize(fyne.NewSize(size.Width, objects[0].Size().Height)) // words wrap in it
	top := objects[0].MinSize().Height
	objects[0].Resize(fyne.NewSize(size.Width, top))
	objects[1].Move(fyne.NewPos(0, top))
	objects[1].Resize(size.SubtractWidthHeight(0, top))
	objects[1].Refresh()
}

// pictureLayout has the pictures of a screen beside each other in the order of reading, or one above the other.
type pictureLayout struct {
	v   *studioView
	rtl bool
}

// MinSize implements fyne.Layout.
func (l pictureLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	high := float32(0)
	for _, long := range l.v.long {
		if long *= l.v.scale; l.v.stack {
			high += long + wallGap
		} else {
			high = max(high, long)
		}
	}
	return fyne.NewSize(0, high)
}

// Layout implements fyne.Layout.
func (l pictureLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	wide := l.v.size.Width * l.v.scale
	at := fyne.Position{}
	for i, o := range objects {
		high := l.v.long[i] * l.v.scale
		o.Resize(fyne.NewSize(wide, high))
		o.Move(at)
		if l.rtl {
			o.Move(fyne.NewPos(size.Width-at.X-wide, at.Y))
		}
		if l.v.stack {
			at.Y += high + wallGap
		} else {
			at.X += wide + wallGap
		}
	}
}

// leaveView goes back to the wall.
func (s *Studio) leaveView() {
	s.view = nil
	s.wall.forget()
	s.right.Objects = []fyne.CanvasObject{s.wall.content}
	s.right.Refresh()
	s.window.Canvas().Focus(s.wall.grid)
	s.wall.order(true)
}

package app

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"github.com/vestibule-app/vestibule/screens/kit"
)

// overlay lays something over the window until it is done with.
func (s *Studio) overlay(content fyne.CanvasObject) {
	s.over = widget.NewModalPopUp(container.New(layout.NewCustomPaddedLayout(kit.Space16, kit.Space16, kit.Space16, kit.Space16), content), s.window.Canvas())
	s.over.Show()
}

func (s *Studio) uncover() {
	if s.over != nil {
		s.over.Hide()
		s.over = nil
	}
}

// uncovered does something only while nothing lies over the window: that is answered first. Menus and keys reach beyond it.
func (s *Studio) uncovered(do func()) func() {
	return func() {
		if s.over == nil {
			do()
		}
	}
}

type studioAnswer struct {
	label string
	do    func()
}

// fixedWidth makes a column of a width.
type fixedWidth float32

// MinSize implements fyne.Layout.
func (w fixedWidth) MinSize(objects []fyne.CanvasObject) fyne.Size {
	objects[0].Resize(fyne.NewSize(float32(w), objects[0].Size().Height))
	return fyne.NewSize(float32(w), objects[0].MinSize().Height)
}

// Layout implements fyne.Layout.
func (w fixedWidth) Layout(objects []fyne.CanvasObject, size fyne.Size) { objects[0].Resize(size) }

// ask lays a question over the window. The first answer has the focus; Escape gives none.
func (s *Studio) ask(text string, answers ...studioAnswer) {
	if s.over != nil {
		return
	}
	words := kit.NewText(kit.Body, text)
	column := container.New(layout.NewCustomPaddedVBoxLayout(kit.Space8), words)
	var first fyne.Focusable
	for i, a := range answers {
		press := func() {
			s.uncover()
			if a.do != nil {
				a.do()
			}
		}
		b := kit.NewOutlined(a.label, press)
		if i == 0 {
			b = kit.NewButton(a.label, press)
			first = b
		}
		b.OnKey = s.escapes
		column.Add(b)
	}
	kit.Mirror(column, s.words.RTL())
	words.Resize(fyne.NewSize(400, 10))
	s.overlay(container.New(fixedWidth(400), column))
	s.window.Canvas().Focus(first)
}

func (s *Studio) escapes(e *fyne.KeyEvent) bool {
	if e.Name == fyne.KeyEscape {
		s.uncover()
		return true
	}
	return false
}

package app

import (
	"fmt"
	"image/color"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"github.com/vestibule-app/vestibule/assets/brand"
	"github.com/vestibule-app/vestibule/screens"
	"github.com/vestibule-app/vestibule/screens/kit"
)

// sizeInput is a slider for a size, which holds for the token of that name too.
func sizeInput(token string) func(s *Studio, key string) *studioInput {
	return func(s *Studio, key string) *studioInput { return s.slider(key, s.label(key), s.help(key), token) }
}

// slider is for a number that is derived unless it is given.
func (s *Studio) slider(key, label, help, token string) *studioInput {
	t, _ := brand.TokenNamed(token)
	name, number := kit.NewText(kit.Label, label), kit.NewText(kit.Label, "")
	note := kit.NewText(kit.Helper, help)
	bar := newRevealedSlider(t.Min, t.Max)
	bar.OnChanged = func(v float64) { s.edit(key, strconv.FormatFloat(v, 'g', -1, 64)) }
	bar.OnChangeEnded = func(float64) { s.doc.settle() }
	reset := kit.NewLink(s.words.Say("studio.reset"), func() {
		s.doc.settle()
		s.edit(key, "")
	})
	reset.SetName(s.words.Say("studio.reset") + ": " + label)
	wrong := kit.NewBanner(kit.Danger, "")
	number.SetAlign(fyne.TextAlignTrailing)
	ends := layout.NewBorderLayout(nil, nil, nil, number)
	if s.words.RTL() {
		ends = layout.NewBorderLayout(nil, nil, number, nil)
	}
	head := container.New(ends, number, name)
	track := canvas.NewRectangle(color.Transparent)
	track.CornerRadius = 2
	content := rows(head, container.NewStack(container.New(trackLayout{}, track), bar), note, container.New(startLayout{s.words.RTL()}, reset), wrong)
	bar.whole = content
	return &studioInput{key: key, content: content, tell: func(text string) { wrong.SetText(kit.Danger, text) }, show: func() {
		v, given := numberOf(s.doc.value(key))
		reset.Hidden = !given
		if !given {
			v = s.derivedSize(token)
		}
		number.SetText(fmt.Sprintf("%g", v))
		track.FillColor = kit.Color(track, kit.ColorHairline)
		track.Refresh()
		if bar.Value != v {
			bar.Value = v // SetValue would take it for a change
			bar.Refresh()
		}
	}}
}

// revealedSlider is a slider that is scrolled to when it gets the focus, with what belongs to it.
type revealedSlider struct {
	widget.Slider
	whole fyne.CanvasObject
}

func newRevealedSlider(least, most float64) *revealedSlider {
	s := &revealedSlider{Slider: widget.Slider{Min: least, Max: most, Step: 1, Orientation: widget.Horizontal}}
	s.ExtendBaseWidget(s)
	return s
}

// FocusGained implements fyne.Focusable.
func (s *revealedSlider) FocusGained() {
	s.Slider.FocusGained()
	kit.Reveal(s.whole)
}

// trackLayout draws the way of a slider, which Fyne has in the colour of the card.
type trackLayout struct{}

// MinSize implements fyne.Layout.
func (trackLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

// Layout implements fyne.Layout.
func (trackLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[0].Move(fyne.NewPos(kit.Space12, size.Height/2-2))
	objects[0].Resize(fyne.NewSize(size.Width-2*kit.Space12, 4))
}

func numberOf(v any) (float64, bool) {
	switch v := v.(type) {
	case int64:
		return float64(v), true
	case float64:
		return v, true
	}
	return 0, false
}

// derivedSize is a size as it is drawn.
func (s *Studio) derivedSize(token string) float64 {
	t, _ := brand.TokenNamed(token)
	if p := s.doc.pack; p != nil {
		if v := float64(screens.ThemeOf(p, false, "en").Size(kit.SizeToken(token))); v > 0 || t.Min == 0 {
			return v
		}
	}
	return t.Default
}

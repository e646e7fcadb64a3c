package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// Avatar is the first letter of a name in a circle.
type Avatar struct {
	widget.BaseWidget
	letter string
}

// NewAvatar makes an avatar, 40 dp across. Of a longer string the first character is shown.
func NewAvatar(letter string) *Avatar {
	a := &Avatar{letter: letter}
	a.ExtendBaseWidget(a)
	return a
}

// CreateRenderer implements fyne.Widget.
func (a *Avatar) CreateRenderer() fyne.WidgetRenderer {
	r := &avatarRenderer{a: a, disc: &canvas.Rectangle{CornerRadius: canvas.RadiusMaximum},
		text: &canvas.Text{TextStyle: fyne.TextStyle{Bold: true}, Alignment: fyne.TextAlignCenter}}
	r.Refresh()
	return r
}

type avatarRenderer struct {
	a    *Avatar
	disc *canvas.Rectangle
	text *canvas.Text
}

func (r *avatarRenderer) Destroy()                     {}
func (r *avatarRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.disc, r.text} }
func (r *avatarRenderer) MinSize() fyne.Size           { return fyne.NewSquareSize(avatarSize()) }

func (r *avatarRenderer) Layout(size fyne.Size) {
	r.disc.Resize(size)
	r.text.Resize(size)
}

func (r *avatarRenderer) Refresh() {
	for _, first := range r.a.letter {
		r.text.Text = string(first)
		break
	}
	r.text.TextSize = drawn(17)
	r.disc.FillColor, r.text.Color = Color(r.a, ColorAccentTint), Color(r.a, ColorAccentText)
	r.disc.Refresh()
	r.text.Refresh()
}

package screens

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"github.com/vestibule-app/vestibule/screens/kit"
)

// logo shows the brand's logo, the light or the dark one as the background asks for.
type logo struct {
	widget.BaseWidget
	brand  Brand
	width  float32 // the most
	height float32 // the most
	align  fyne.TextAlign
	ground fyne.ThemeColorName // what it stands on
}

func newLogo(brand Brand, width, height float32, align fyne.TextAlign, ground fyne.ThemeColorName) fyne.CanvasObject {
	if brand.Logo == nil {
		name := kit.NewText(kit.Label, Clean(brand.Name))
		name.SetAlign(align)
		return name
	}
	l := &logo{brand: brand, width: width, height: height, align: align, ground: ground}
	l.ExtendBaseWidget(l)
	return l
}

// SetMirrored puts the logo on the other side.
func (l *logo) SetMirrored(mirrored bool) {
	if l.align != fyne.TextAlignCenter {
		l.align = reading(mirrored)
	}
	l.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (l *logo) CreateRenderer() fyne.WidgetRenderer {
	r := &logoRenderer{logo: l, image: &canvas.Image{FillMode: canvas.ImageFillContain, ScaleMode: canvas.ImageScaleSmooth}}
	r.pick()
	return r
}

type logoRenderer struct {
	logo   *logo
	image  *canvas.Image
	picked fyne.Resource // the logo for the ground it is on; the image may be of the compact one
}

func (r *logoRenderer) pick() {
	picture := r.logo.brand.Logo
	if dark := r.logo.brand.LogoDark; dark != nil && onDark(r.logo, r.logo.ground) {
		picture = dark
	}
	if r.picked == picture {
		return
	}
	r.picked = picture
	r.show(picture)
	if compact := r.logo.brand.LogoCompact; compact != nil && r.drawn().Height < leastLogo {
		r.show(compact)
	}
}

// leastLogo is how high a logo has to be drawn to be made out. One that is so wide that it would be lower gives way to the
// compact one.
const leastLogo float32 = 18

func (r *logoRenderer) show(picture fyne.Resource) {
	if r.image.Resource != picture {
		r.image.Resource = picture
		r.image.Refresh()
	}
}

// onDark reports whether what is behind an object is dark. It asks the colour, because a theme may be dark by itself.
func onDark(o fyne.CanvasObject, ground fyne.ThemeColorName) bool {
	return kit.IsDark(kit.Color(o, ground))
}

// placed is the alignment that a brand wants for the logo on its card.
func placed(place string) fyne.TextAlign {
	if place == "center" {
		return fyne.TextAlignCenter
	}
	return fyne.TextAlignLeading
}

// drawn is the size of the picture: as large as it may be without being stretched, and no wider than there is room.
func (r *logoRenderer) drawn() fyne.Size {
	most := r.logo.width
	if room := r.logo.Size().Width; room > 0 {
		most = min(most, room)
	}
	aspect := r.image.Aspect()
	if aspect <= 0 {
		return fyne.NewSize(most, r.logo.height)
	}
	if wide := r.logo.height * aspect; wide <= most {
		return fyne.NewSize(wide, r.logo.height)
	}
	return fyne.NewSize(most, most/aspect)
}

func (r *logoRenderer) MinSize() fyne.Size { return r.drawn() }

func (r *logoRenderer) Layout(size fyne.Size) {
	drawn := r.drawn()
	x := float32(0)
	switch r.logo.align {
	case fyne.TextAlignCenter:
		x = (size.Width - drawn.Width) / 2
	case fyne.TextAlignTrailing:
		x = size.Width - drawn.Width
	}
	r.image.Move(fyne.NewPos(x, (size.Height-drawn.Height)/2))
	r.image.Resize(drawn)
}

func (r *logoRenderer) Refresh() {
	r.pick()
	r.Layout(r.logo.Size())
}

func (r *logoRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.image} }
func (r *logoRenderer) Destroy()                     {}

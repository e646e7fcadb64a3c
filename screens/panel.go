package screens

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"github.com/vestibule-app/vestibule/screens/kit"
)

// panel is the brand's side of a wide window: logo, greeting, and arches within arches that rise from the bottom.
type panel struct {
	widget.BaseWidget
	asking  Asking
	onShown func(bool) // the brand need not be on the card too
}

func newPanel(a Asking, onShown func(bool)) *panel {
	p := &panel{asking: a, onShown: onShown}
	p.ExtendBaseWidget(p)
	return p
}

// Show implements fyne.CanvasObject.
func (p *panel) Show() {
	p.BaseWidget.Show()
	p.onShown(true)
}

// Hide implements fyne.CanvasObject.
func (p *panel) Hide() {
	p.BaseWidget.Hide()
	p.onShown(false)
}

// CreateRenderer implements fyne.Widget.
func (p *panel) CreateRenderer() fyne.WidgetRenderer {
	w := p.asking.Words
	r := &panelRenderer{panel: p, fill: &canvas.Rectangle{}}
	for range 4 {
		r.arches = append(r.arches, &canvas.Rectangle{})
	}
	r.logo = newLogo(p.asking.Brand, kit.Size(kit.SizeLogoWidth)*6/5, panelLogo(), fyne.TextAlignLeading, kit.ColorPanel)
	welcome := kit.NewText(kit.Title, w.Say("panel.welcome", Params{"Brand": p.asking.Brand.Name}))
	welcome.SetColor(kit.ColorPanelText)
	items := []below{{0, welcome}}
	if p.asking.Host != "" {
		promise := kit.NewText(kit.Subtitle, w.Say("panel.promise", Params{"Host": hostName(p.asking.Host)}))
		promise.SetColor(kit.ColorPanelMuted)
		items = append(items, below{kit.Space12, promise})
	}
	r.words = stack(items...)
	kit.Mirror(r.logo, w.RTL())
	kit.Mirror(r.words, w.RTL())
	r.tint()
	return r
}

// panelLogo is how high the logo is at most, where it has more room than on the card.
func panelLogo() float32 { return kit.Size(kit.SizeLogoHeight) * 5 / 4 }

type panelRenderer struct {
	panel  *panel
	fill   *canvas.Rectangle
	arches []*canvas.Rectangle
	logo   fyne.CanvasObject
	words  *fyne.Container
}

func (r *panelRenderer) tint() {
	r.fill.FillColor = kit.Color(r.panel, kit.ColorPanel)
	for i, arch := range r.arches {
		c := kit.Color(r.panel, kit.ColorPanelArt)
		c.A = 0x16
		if i == len(r.arches)-1 {
			c.A = 0xE6
		}
		arch.FillColor = c
	}
}

func (r *panelRenderer) Layout(size fyne.Size) {
	r.fill.Resize(size)
	const edge = kit.Space56
	inner := max(size.Width-2*edge, 0)
	r.logo.Move(fyne.NewPos(edge, edge))
	r.logo.Resize(fyne.NewSize(inner, panelLogo()))
	r.words.Move(fyne.NewPos(edge, edge+panelLogo()+kit.Space40))
	r.words.Resize(fyne.NewSize(inner, r.words.MinSize().Height))
	// The largest arch is as wide as the words; each inside it leaves the same distance.
	step := inner / 8
	bottom := size.Height
	for i, arch := range r.arches {
		wide := inner - 2*step*float32(i)
		high := min(inner, size.Height/2) - step*float32(i)
		arch.TopLeftCornerRadius, arch.TopRightCornerRadius = wide/2, wide/2
		arch.Move(fyne.NewPos(edge+step*float32(i), bottom-high))
		arch.Resize(fyne.NewSize(wide, max(high, 0)))
	}
}

func (r *panelRenderer) MinSize() fyne.Size { return fyne.NewSize(kit.CardMinWidth, 0) }

func (r *panelRenderer) Refresh() {
	r.tint()
	r.fill.Refresh()
	for _, arch := range r.arches {
		arch.Refresh()
	}
	r.logo.Refresh()
	r.words.Refresh()
}

func (r *panelRenderer) Objects() []fyne.CanvasObject {
	objects := []fyne.CanvasObject{r.fill}
	for _, arch := range r.arches {
		objects = append(objects, arch)
	}
	return append(objects, r.logo, r.words)
}

func (r *panelRenderer) Destroy() {}

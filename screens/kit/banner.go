package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// BannerKind is the tone of a banner.
type BannerKind int

// The tones.
const (
	Info BannerKind = iota
	Success
	Warning
	Danger
)

type tone struct {
	icon       IconName
	ink, paper fyne.ThemeColorName
}

var tones = map[BannerKind]tone{
	Info:    {IconInfo, ColorAccentText, ColorAccentTint},
	Success: {IconDone, ColorSuccess, ColorSuccessTint},
	Warning: {IconAlert, ColorWarning, ColorWarningTint},
	Danger:  {IconDanger, ColorDanger, ColorDangerTint},
}

// Banner is a message above a form: an icon and words on a tinted ground, perhaps with an action. It is hidden while it
// has nothing to say.
type Banner struct {
	widget.BaseWidget
	kind     BannerKind
	text     *Text
	action   *Link
	mirrored bool

	narration *Narration
}

// NewBanner makes a banner.
func NewBanner(kind BannerKind, text string) *Banner {
	b := &Banner{text: NewText(Label, "")}
	b.ExtendBaseWidget(b)
	b.SetText(kind, text)
	return b
}

// SetText says something in a tone; "" hides the banner.
func (b *Banner) SetText(kind BannerKind, text string) {
	b.kind = kind
	b.text.SetText(text)
	if b.action != nil {
		b.action.tone, b.action.ground = tones[kind].ink, tones[kind].paper
	}
	b.Hidden = text == ""
	b.Refresh()
}

// Text is what it says.
func (b *Banner) Text() string { return b.text.text }

// Kind is the tone it says it in.
func (b *Banner) Kind() BannerKind { return b.kind }

// SetAction puts a link below the words; an empty label takes it away.
func (b *Banner) SetAction(label string, onTap func()) {
	b.action = nil
	if label != "" {
		b.action = NewLink(label, onTap)
		b.action.SetNarration(b.narration)
		b.action.tone, b.action.ground = tones[b.kind].ink, tones[b.kind].paper
	}
	b.Refresh()
}

// Action is the link, or nil.
func (b *Banner) Action() *Link { return b.action }

// SetMirrored moves the icon to the right.
func (b *Banner) SetMirrored(m bool) {
	b.mirrored = m
	b.text.SetMirrored(m)
	b.Refresh()
}

// SetNarration implements Narrated for what is in the banner.
func (b *Banner) SetNarration(n *Narration) {
	b.narration = n
	if b.action != nil {
		b.action.SetNarration(n)
	}
}

// AccessibilityLabel implements fyne.Accessible.
func (b *Banner) AccessibilityLabel() string { return b.text.text }

// AccessibilityRole implements fyne.Accessible.
func (b *Banner) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// CreateRenderer implements fyne.Widget.
func (b *Banner) CreateRenderer() fyne.WidgetRenderer {
	r := &bannerRenderer{b: b, box: newFrame(SizeControlRadius), image: newImage(nil)}
	r.Refresh()
	return r
}

type bannerRenderer struct {
	b     *Banner
	box   *frame
	image *canvas.Image
}

func (r *bannerRenderer) Destroy() { r.box.stop() }

func (r *bannerRenderer) Objects() []fyne.CanvasObject {
	objects := append(r.box.objects(), r.image, r.b.text)
	if r.b.action != nil {
		objects = append(objects, r.b.action)
	}
	return objects
}

func bannerIndent() float32 { return Space12 + iconMedium() + Space8 }

func (r *bannerRenderer) MinSize() fyne.Size {
	b := r.b
	s := b.text.MinSize().AddWidthHeight(bannerIndent()+Space12, 2*Space12)
	if b.action != nil {
		s = fyne.NewSize(max(s.Width, b.action.MinSize().Width+bannerIndent()+Space12), s.Height+b.action.MinSize().Height)
	}
	return s
}

func (r *bannerRenderer) Layout(size fyne.Size) {
	b := r.b
	r.box.layout(fyne.Position{}, size)
	icon, indent := iconMedium(), bannerIndent()
	place(r.image, mirrorPos(Space12, Space12+(b.text.face.lineHeight()-icon)/2, icon, size.Width, b.mirrored), fyne.NewSquareSize(icon))
	width := max(0, size.Width-indent-Space12)
	put := func(o fyne.CanvasObject, y, w, h float32) {
		place(o, mirrorPos(indent, y, w, size.Width, b.mirrored), fyne.NewSize(w, h))
	}
	y := Space12
	put(b.text, y, width, b.text.MinSize().Height)
	y += b.text.MinSize().Height
	b.text.Resize(fyne.NewSize(width, b.text.MinSize().Height))
	if b.action != nil {
		for range 2 { // a link that wraps knows its height once it has its width
			put(b.action, y+2, min(width, b.action.MinSize().Width), b.action.MinSize().Height)
		}
	}
}

func (r *bannerRenderer) Refresh() {
	b := r.b
	t := tones[b.kind]
	ink, paper := Color(b, t.ink), Color(b, t.paper)
	r.box.paint(paper, mix(paper, ink, 0.25), faded(ink), edgeRest())
	setIcon(r.image, lineIcon{name: t.icon}, ink)
	b.text.Refresh()
	if b.action != nil {
		b.action.Refresh()
	}
	r.Layout(b.Size())
	canvas.Refresh(b)
}

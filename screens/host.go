package screens

import (
	"image/color"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"github.com/vestibule-app/vestibule/screens/kit"
)

// newHostLine says who gets what is typed. It is the window's own word and not the brand's, so that a person can tell where
// a password goes: no pack has words for it, it is written in our fonts, it is readable on whatever the page colour is, it
// stands on plain ground, and it never scrolls away.
func newHostLine(a Asking) fyne.CanvasObject {
	host := newLine(a.Words.Say("host", Params{"Host": hostName(a.Host)}), kit.ColorMuted, reading(a.Words.RTL()))
	host.size, host.whole, host.ground, host.ours = max(leastLegal, kit.Size(kit.SizeLegal)), true, beside(a.Brand), a.Words.Tag()
	return container.NewCenter(container.New(&bar{rtl: a.Words.RTL(), gap: kit.Space8, stretch: -1}, newLock(host.ground), &widest{line: host}))
}

// leastLegal is the least size of the text below the card.
const leastLegal float32 = 11

// beside is the colour that lies behind what stands below the card.
func beside(b Brand) fyne.ThemeColorName {
	if b.Layout == "image" && decode(b.Image) != nil {
		return kit.ColorCard
	}
	return kit.ColorPage
}

// lock is a small closed lock that can be told from what it stands on.
type lock struct {
	widget.BaseWidget
	ground fyne.ThemeColorName
}

func newLock(ground fyne.ThemeColorName) *lock {
	l := &lock{ground: ground}
	l.ExtendBaseWidget(l)
	return l
}

// CreateRenderer implements fyne.Widget.
func (l *lock) CreateRenderer() fyne.WidgetRenderer {
	image := &canvas.Image{FillMode: canvas.ImageFillContain}
	image.SetMinSize(fyne.NewSquareSize(14))
	r := &tintRenderer{WidgetRenderer: widget.NewSimpleRenderer(image)}
	r.tint = func() {
		icon := kit.Icon(kit.IconLock)
		if ground := kit.Color(l, l.ground); kit.Contrast(ground, iconGrey) < kit.ControlContrast {
			icon = kit.IconIn(kit.IconLock, legible(iconGrey, ground))
		}
		if image.Resource == nil || image.Resource.Name() != icon.Name() {
			image.Resource = icon
			image.Refresh()
		}
	}
	r.tint()
	return r
}

// iconGrey is what kit.Icon draws in.
var iconGrey = color.NRGBA{R: 0x7A, G: 0x82, B: 0x92, A: 0xff}

// legible is a colour for text on some ground: the one that is wanted if it can be read there, else black or white.
func legible(ink, ground color.NRGBA) color.NRGBA {
	if ink.A == 0xff && kit.Contrast(ink, ground) >= kit.TextContrast {
		return ink
	}
	black, white := color.NRGBA{A: 0xff}, color.NRGBA{R: 0xff, G: 0xff, B: 0xff, A: 0xff}
	if kit.Contrast(black, ground) > kit.Contrast(white, ground) {
		return black
	}
	return white
}

// piece is a part of a line in one font; nil is that of the theme.
type piece struct {
	text string
	font fyne.Resource
}

// pieces are the parts of a line as it is drawn, from left to right.
func (l *line) pieces(s string) []piece {
	script := Fonts(l.ours).Regular
	if used := theme.CurrentForWidget(l).Font(fyne.TextStyle{Bold: l.bold}); l.ours == "" || used == script || used == theme.DefaultTextFont() {
		return []piece{{s, nil}}
	}
	var all []piece
	for _, r := range s {
		font := theme.DefaultTextFont()
		if n := len(all); n > 0 && unicode.In(r, unicode.P, unicode.Z, unicode.S) && r > unicode.MaxLatin1 {
			font = all[n-1].font
		} else if script != nil && !unicode.In(r, unicode.Latin, unicode.Greek, unicode.Cyrillic) && r > unicode.MaxLatin1 {
			font = script
		}
		if n := len(all); n > 0 && (all[n-1].font == font || r == ' ') {
			all[n-1].text += string(r)
			continue
		}
		all = append(all, piece{string(r), font})
	}
	return all
}

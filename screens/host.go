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
	return container.New(&locked{line: host, rtl: a.Words.RTL()}, newLock(host.ground), host)
}

// locked lays a lock and the line behind it out in the middle, the line on as many lines as it takes.
type locked struct {
	line  *line
	rtl   bool
	width float32 // of the last layout
}

// room is how wide the line may be, and is.
func (l *locked) room(lock fyne.CanvasObject, width float32) float32 {
	if width <= 0 {
		width = kit.InnerMinWidth
	}
	most := width - lock.MinSize().Width - kit.Space8
	var widest float32
	for _, words := range l.line.lines(most) {
		widest = max(widest, l.line.measure(words))
	}
	return min(widest+1, most)
}

func (l *locked) MinSize(objects []fyne.CanvasObject) fyne.Size {
	lock := objects[0].MinSize()
	high := l.line.high(l.room(objects[0], l.width))
	return fyne.NewSize(lock.Width+kit.Space8+l.line.MinSize().Width, max(lock.Height, high))
}

func (l *locked) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	lock, room := objects[0].MinSize(), l.room(objects[0], size.Width)
	high := l.line.high(room)
	x := (size.Width - lock.Width - kit.Space8 - room) / 2
	put := func(o fyne.CanvasObject, x float32, size, space fyne.Size) {
		if l.rtl {
			x = space.Width - x - size.Width
		}
		o.Move(fyne.NewPos(x, (space.Height-size.Height)/2))
		o.Resize(size)
	}
	put(objects[0], x, lock, size)
	put(objects[1], x+lock.Width+kit.Space8, fyne.NewSize(room, high), size)
}

// leastLegal is the least size of the text below the card.
const leastLegal float32 = 11

// beside is the colour that lies behind what stands below the card.
func beside(b Brand) fyne.ThemeColorName {
	if b.Layout == "image" && b.Image != nil {
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
	r := &lockRenderer{WidgetRenderer: widget.NewSimpleRenderer(image)}
	r.tint = func() {
		image.SetMinSize(fyne.NewSquareSize(14 * kit.Scale()))
		icon := kit.Icon(kit.IconLock)
		if ground := kit.Color(l, l.ground); kit.Contrast(ground, kit.IconGrey) < kit.ControlContrast {
			icon = kit.IconIn(kit.IconLock, legible(kit.IconGrey, ground))
		}
		if image.Resource == nil || image.Resource.Name() != icon.Name() {
			image.Resource = icon
			image.Refresh()
		}
	}
	r.tint()
	return r
}

// lockRenderer draws the lock anew when it changes and not otherwise: its outline takes a moment to read.
type lockRenderer struct {
	fyne.WidgetRenderer
	tint func()
}

// Refresh implements fyne.WidgetRenderer.
func (r *lockRenderer) Refresh() { r.tint() }

// legible is a colour for text on some ground: the one that is wanted if it can be read there, else black or white.
func legible(ink, ground color.NRGBA) color.NRGBA {
	if ink.A == 0xff && kit.Contrast(ink, ground) >= kit.TextContrast {
		return ink
	}
	if kit.IsDark(ground) {
		return color.NRGBA{R: 0xff, G: 0xff, B: 0xff, A: 0xff}
	}
	return color.NRGBA{A: 0xff}
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

package screens

import (
	"image/color"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"github.com/vestibule-app/vestibule/screens/kit"
)

// line is text on one line that is shortened in the middle when it does not fit, because an address is told from
// another by both of its ends. In text larger than designed there is no room for a part that says anything: it takes as
// many lines as it needs.
type line struct {
	widget.BaseWidget
	text  string
	size  float32
	bold  bool
	color fyne.ThemeColorName
	align fyne.TextAlign

	whole  bool                // never shortened: it takes as many lines as it needs
	ground fyne.ThemeColorName // what it must be readable on, whatever the theme says; empty leaves it to the theme
	ours   string              // the language whose fonts it is drawn in, whatever the theme has; empty: those of the theme
}

func newLine(text string, color fyne.ThemeColorName, align fyne.TextAlign) *line {
	l := &line{text: text, size: 14, color: color, align: align}
	l.ExtendBaseWidget(l)
	return l
}

// reading is the side a line of text starts on.
func reading(rtl bool) fyne.TextAlign {
	if rtl {
		return fyne.TextAlignTrailing
	}
	return fyne.TextAlignLeading
}

func (l *line) measure(s string) float32 {
	if l.ours == "" {
		return l.wide(piece{s, nil})
	}
	var wide float32
	for _, p := range l.pieces(kit.Visual(s, l.align == fyne.TextAlignTrailing)) {
		wide += l.wide(p)
	}
	return wide
}

func (l *line) wide(p piece) float32 {
	size, _ := fyne.CurrentApp().Driver().RenderedTextSize(p.text, l.size*kit.Scale(), fyne.TextStyle{Bold: l.bold}, p.font)
	return size.Width
}

// fitted is the text, or as much of it as is not wider than width.
func (l *line) fitted(width float32) string {
	if l.measure(l.text) <= width {
		return l.text
	}
	runes := []rune(l.text)
	for keep := len(runes) - 1; keep > 1; keep-- {
		head := (keep + 1) / 2
		short := strings.TrimRight(string(runes[:head]), " ") + "…" + string(runes[len(runes)-(keep-head):])
		if l.measure(short) <= width {
			return short
		}
	}
	return "…"
}

// lines is what is drawn in a width.
func (l *line) lines(width float32) []string {
	switch {
	case l.whole && width <= 0:
		return []string{l.text}
	case !l.whole && (kit.Scale() <= 1 || width <= 0):
		return []string{l.fitted(width)}
	}
	var lines []string
	rest := []rune(l.text)
	for len(rest) > 0 {
		n := len(rest)
		for n > 1 && l.measure(string(rest[:n])) > width {
			n--
		}
		if blank := lastBlank(rest[:n]); n < len(rest) && blank > 0 {
			n = blank + 1
		}
		lines = append(lines, strings.TrimSpace(string(rest[:n])))
		rest = rest[n:]
	}
	return lines
}

// lastBlank is the place of the last blank, -1 without one.
func lastBlank(s []rune) int {
	for i := len(s) - 1; i >= 0; i-- {
		if s[i] == ' ' {
			return i
		}
	}
	return -1
}

// AccessibilityLabel implements fyne.Accessible: the whole text, however little of it fits.
func (l *line) AccessibilityLabel() string { return l.text }

// AccessibilityRole implements fyne.Accessible.
func (l *line) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// CreateRenderer implements fyne.Widget.
func (l *line) CreateRenderer() fyne.WidgetRenderer {
	r := &lineRenderer{line: l}
	r.Refresh()
	return r
}

type lineRenderer struct {
	line  *line
	texts []*canvas.Text
}

// high is how high it is in a width; 0 is not known yet, and takes one line.
func (l *line) high(width float32) float32 {
	count := 1
	if width > 0 {
		count = max(1, len(l.lines(width)))
	}
	return fyne.MeasureText("Mg", l.size*kit.Scale(), fyne.TextStyle{Bold: l.bold}).Height * float32(count)
}

func (r *lineRenderer) MinSize() fyne.Size {
	l := r.line
	return fyne.NewSize(min(l.measure(l.text), 40), l.high(l.Size().Width))
}

func (r *lineRenderer) Layout(size fyne.Size) {
	l := r.line
	lines := l.lines(size.Width)
	high := size.Height / float32(max(1, len(lines)))
	drawn := 0
	for i, words := range lines {
		pieces := l.pieces(kit.Visual(words, l.align == fyne.TextAlignTrailing))
		if len(pieces) == 1 { // it stands on its side by itself
			r.draw(drawn, pieces[0], fyne.NewPos(0, high*float32(i)), fyne.NewSize(size.Width, high))
			drawn++
			continue
		}
		x := float32(0)
		if l.align == fyne.TextAlignTrailing {
			x = size.Width - l.measure(words)
		}
		for _, p := range pieces {
			wide := l.wide(p)
			r.draw(drawn, p, fyne.NewPos(x, high*float32(i)), fyne.NewSize(wide, high))
			x += wide
			drawn++
		}
	}
	r.texts = r.texts[:drawn]
}

// draw puts a piece of the line in its place.
func (r *lineRenderer) draw(i int, p piece, at fyne.Position, size fyne.Size) {
	if i == len(r.texts) {
		r.texts = append(r.texts, &canvas.Text{})
	}
	l, text := r.line, r.texts[i]
	text.TextSize, text.TextStyle, text.FontSource = l.size*kit.Scale(), fyne.TextStyle{Bold: l.bold}, p.font
	text.Color, text.Alignment, text.Text = l.ink(), l.align, p.text
	text.Move(at)
	text.Resize(size)
	text.Refresh()
}

// ink is the colour it is drawn in.
func (l *line) ink() color.NRGBA {
	ink := kit.Color(l, l.color)
	if l.ground == "" {
		return ink
	}
	return legible(ink, kit.Color(l, l.ground))
}

func (r *lineRenderer) Refresh() {
	if size := r.line.Size(); size.Width > 0 {
		r.Layout(size)
	}
}

func (r *lineRenderer) Objects() []fyne.CanvasObject {
	objects := make([]fyne.CanvasObject, len(r.texts))
	for i, text := range r.texts {
		objects[i] = text
	}
	return objects
}

func (r *lineRenderer) Destroy() {}

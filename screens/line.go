package screens

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"github.com/vestibule-app/vestibule/screens/kit"
)

// line is text on one line that is shortened in the middle when it does not fit, because an address is told from
// another by both of its ends.
type line struct {
	widget.BaseWidget
	text  string
	size  float32
	bold  bool
	color fyne.ThemeColorName
	align fyne.TextAlign
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
	return fyne.MeasureText(s, l.size, fyne.TextStyle{Bold: l.bold}).Width
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

// AccessibilityLabel implements fyne.Accessible: the whole text, however little of it fits.
func (l *line) AccessibilityLabel() string { return l.text }

// AccessibilityRole implements fyne.Accessible.
func (l *line) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// CreateRenderer implements fyne.Widget.
func (l *line) CreateRenderer() fyne.WidgetRenderer {
	r := &lineRenderer{line: l, text: canvas.NewText(l.text, kit.Color(l, l.color))}
	r.Refresh()
	return r
}

type lineRenderer struct {
	line *line
	text *canvas.Text
}

func (r *lineRenderer) MinSize() fyne.Size {
	return fyne.NewSize(min(r.line.measure(r.line.text), 40), fyne.MeasureText("Mg", r.line.size, r.text.TextStyle).Height)
}

func (r *lineRenderer) Layout(size fyne.Size) {
	r.text.Text = kit.Visual(r.line.fitted(size.Width), r.line.align == fyne.TextAlignTrailing)
	r.text.Resize(size)
	r.text.Refresh()
}

func (r *lineRenderer) Refresh() {
	r.text.TextSize, r.text.TextStyle = r.line.size, fyne.TextStyle{Bold: r.line.bold}
	r.text.Color, r.text.Alignment = kit.Color(r.line, r.line.color), r.line.align
	if size := r.line.Size(); size.Width > 0 {
		r.Layout(size)
	}
	r.text.Refresh()
}

func (r *lineRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.text} }
func (r *lineRenderer) Destroy()                     {}

package kit

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// TextStyle is one of the styles of text on a screen.
type TextStyle int

// The styles, size over line height in dp.
const (
	Title    TextStyle = iota // 24/32 bold
	Subtitle                  // 15/22 muted
	Body                      // 15/22
	Label                     // 13/18, the name of a field
	Helper                    // 13/18 muted
	Legal                     // 12/16 muted
)

type typeface struct {
	size, line fyne.ThemeSizeName
	style      fyne.TextStyle
	color      fyne.ThemeColorName
}

var typefaces = map[TextStyle]typeface{
	Title:    {SizeTitle, SizeTitleLine, fyne.TextStyle{Bold: true}, ColorText},
	Subtitle: {SizeSubtitle, SizeSubtitleLine, fyne.TextStyle{}, ColorMuted},
	Body:     {SizeBody, SizeBodyLine, fyne.TextStyle{}, ColorText},
	Label:    {SizeLabel, SizeLabelLine, fyne.TextStyle{}, ColorText},
	Helper:   {SizeHelper, SizeHelperLine, fyne.TextStyle{}, ColorMuted},
	Legal:    {SizeLegal, SizeLegalLine, fyne.TextStyle{}, ColorMuted},
}

// textSize and lineHeight are what the person reads it at.
func (f typeface) textSize() float32   { return measure(f.size) * Scale() }
func (f typeface) lineHeight() float32 { return measure(f.line) * Scale() }

// designed is the height of a line in text of the size it is designed for.
func (f typeface) designed() float32 { return measure(f.line) }

func (f typeface) measure(s string) float32 { return fyne.MeasureText(s, f.textSize(), f.style).Width }

// Text is text that wraps at words. It is plain: nothing in the string is taken for markup.
type Text struct {
	widget.BaseWidget
	text     string
	face     typeface
	align    fyne.TextAlign
	mirrored bool
	dim      float32 // how far it is faded: 0 not at all, 1 gone

	lines   []string
	wrapped float32 // the width that lines were made for
	scale   float32 // and the size of the text
}

// NewText makes a text in a style.
func NewText(style TextStyle, s string) *Text {
	t := &Text{text: s, face: typefaces[style]}
	t.ExtendBaseWidget(t)
	return t
}

// Text is what it says.
func (t *Text) Text() string { return t.text }

// SetText changes the words.
func (t *Text) SetText(s string) {
	if t.text == s {
		return
	}
	t.text, t.wrapped = s, 0
	t.Refresh()
}

// SetAlign aligns the lines; leading is the left side unless mirrored.
func (t *Text) SetAlign(a fyne.TextAlign) {
	t.align = a
	t.Refresh()
}

// Mirrored says whether it is laid out from right to left.
func (t *Text) Mirrored() bool { return t.mirrored }

// SetMirrored lays the text out for a language that is read from right to left.
func (t *Text) SetMirrored(m bool) {
	t.mirrored = m
	t.Refresh()
}

// SetColor draws it in another colour than that of its style.
func (t *Text) SetColor(name fyne.ThemeColorName) { t.setColor(name) }

func (t *Text) setColor(name fyne.ThemeColorName) {
	if t.face.color == name {
		return
	}
	t.face.color = name
	t.Refresh()
}

// Resize implements fyne.CanvasObject and wraps anew.
func (t *Text) Resize(size fyne.Size) {
	t.wrap(size.Width)
	t.BaseWidget.Resize(size)
}

// MinSize is as wide as the longest word and as high as all lines are at the present width. Before the first layout it
// assumes the inside of a card, so that a card is right from the start.
func (t *Text) MinSize() fyne.Size {
	if t.text == "" {
		return fyne.Size{}
	}
	width := t.Size().Width
	if width <= 0 {
		width = innerWidth()
	}
	t.wrap(width)
	var widest float32
	for word := range strings.FieldsSeq(t.text) {
		widest = max(widest, t.face.measure(word))
	}
	return fyne.NewSize(min(widest, InnerMinWidth), t.face.lineHeight()*float32(len(t.lines)))
}

func (t *Text) wrap(width float32) {
	scale := Scale()
	if t.wrapped == width && t.scale == scale || width <= 0 {
		return
	}
	t.wrapped, t.scale = width, scale
	t.lines = wrap(t.text, width, t.face.measure)
}

// AccessibilityLabel implements fyne.Accessible.
func (t *Text) AccessibilityLabel() string { return t.text }

// AccessibilityRole implements fyne.Accessible.
func (t *Text) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// CreateRenderer implements fyne.Widget.
func (t *Text) CreateRenderer() fyne.WidgetRenderer {
	t.ExtendBaseWidget(t)
	r := &textRenderer{t: t}
	r.Refresh()
	return r
}

type textRenderer struct {
	t       *Text
	objects []fyne.CanvasObject
}

func (r *textRenderer) Destroy()                     {}
func (r *textRenderer) Objects() []fyne.CanvasObject { return r.objects }
func (r *textRenderer) MinSize() fyne.Size           { return r.t.MinSize() }
func (r *textRenderer) Layout(fyne.Size)             { r.Refresh() }

func (r *textRenderer) Refresh() {
	t := r.t
	size := t.Size()
	t.wrap(size.Width)
	lines := t.lines
	if t.text == "" {
		lines = nil
	}
	if len(r.objects) != len(lines) {
		r.objects = make([]fyne.CanvasObject, len(lines))
		for i := range r.objects {
			r.objects[i] = &canvas.Text{}
		}
	}
	c := Color(t, t.face.color)
	textSize, lineHeight := t.face.textSize(), t.face.lineHeight()
	c = alpha(c, float64(c.A)/255*float64(1-t.dim))
	for i, o := range r.objects {
		line := o.(*canvas.Text)
		line.Text, line.Color, line.TextSize, line.TextStyle = Visual(lines[i], t.mirrored), c, textSize, t.face.style
		line.Alignment = mirrorAlign(t.align, t.mirrored)
		place(line, fyne.NewPos(0, lineHeight*float32(i)), fyne.NewSize(size.Width, lineHeight))
		line.Refresh()
	}
	canvas.Refresh(t)
}

func mirrorAlign(a fyne.TextAlign, mirrored bool) fyne.TextAlign {
	if !mirrored {
		return a
	}
	switch a {
	case fyne.TextAlignLeading:
		return fyne.TextAlignTrailing
	case fyne.TextAlignTrailing:
		return fyne.TextAlignLeading
	}
	return a
}

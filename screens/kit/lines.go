package kit

import (
	"strings"

	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// lines is the words on a control: one line where they fit, else as many as they need. Words on a control are never cut
// off, for what it does would have to be guessed.
type lines struct {
	drawn []*canvas.Text
	face  typeface
}

// minSize is as wide as the words on one line, or as the narrowest card, and as high as their lines are at a width. A
// width of 0 is not known yet: then it is the inside of a card.
func (l *lines) minSize(text string, face typeface, width float32) fyne.Size {
	whole := face.measure(text)
	if width <= 0 {
		width = InnerMinWidth
	}
	count := 1
	if whole > width || strings.Contains(text, "\n") {
		count = len(wrap(text, width, face.measure))
	}
	return fyne.NewSize(min(whole, InnerMinWidth), face.lineHeight()*float32(count))
}

// set shows a text in a width; 0 is not known yet.
func (l *lines) set(text string, face typeface, ink color.Color, align fyne.TextAlign, mirrored bool, width float32) {
	l.face = face
	words := []string{text}
	if width > 0 && (face.measure(text) > width || strings.Contains(text, "\n")) {
		words = wrap(text, width, face.measure)
	}
	if text == "" {
		words = nil
	}
	if len(l.drawn) != len(words) {
		l.drawn = make([]*canvas.Text, len(words))
		for i := range l.drawn {
			l.drawn[i] = &canvas.Text{}
		}
	}
	for i, line := range l.drawn {
		line.Text, line.Color, line.Alignment = Visual(words[i], mirrored), ink, align
		line.TextSize, line.TextStyle = face.textSize(), face.style
		line.Refresh()
	}
}

func (l *lines) height() float32 { return l.face.lineHeight() * float32(len(l.drawn)) }

// widest is the width of the longest line.
func (l *lines) widest() float32 {
	var widest float32
	for _, line := range l.drawn {
		widest = max(widest, l.face.measure(line.Text))
	}
	return widest
}

// layout puts the lines into the middle of a space.
func (l *lines) layout(x, y float32, size fyne.Size) {
	if len(l.drawn) == 1 { // one line stands in the middle of the space by itself
		place(l.drawn[0], fyne.NewPos(x, y), size)
		return
	}
	high := l.face.lineHeight()
	y += (size.Height - l.height()) / 2
	for i, line := range l.drawn {
		place(line, fyne.NewPos(x, y+high*float32(i)), fyne.NewSize(size.Width, high))
	}
}

func (l *lines) objects() []fyne.CanvasObject {
	objects := make([]fyne.CanvasObject, len(l.drawn))
	for i, line := range l.drawn {
		objects[i] = line
	}
	return objects
}

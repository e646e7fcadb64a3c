package kit

import (
	"slices"
	"strings"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
	"golang.org/x/text/unicode/norm"
)

const (
	listRows    = 6           // on show at once
	listRowRoom = float32(14) // above and below its words, together
	wheelSpeed  = 3           // two rows with every notch of a wheel
)

// choiceList is the part of a Chooser that shows what is found. However many choices there are, it draws the rows on
// show alone. Fyne cuts off what a scrolling object draws at its rim, so the box around it is the Chooser's.
type choiceList struct {
	widget.BaseWidget
	c        *Chooser
	folded   []string // of each choice: what the search is held against
	found    []int    // numbers of choices, best first
	cursor   int      // in found
	top      int      // the first row on show, in found
	hover    int      // in found; -1: none
	wheel    float32
	mirrored bool
}

func newChoiceList(c *Chooser) *choiceList {
	l := &choiceList{c: c, hover: -1}
	for _, choice := range c.choices {
		l.folded = append(l.folded, " "+Fold(choice.Title)+" "+Fold(choice.Detail)+" "+Fold(choice.Also))
	}
	l.ExtendBaseWidget(l)
	return l
}

// Fold brings words that are to be found or sorted into one form: lower case, no marks, any other sign a blank. "Åland Islands" is
// found by "aland".
func Fold(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.Is(unicode.Mn, r):
			return -1
		case unicode.IsLetter(r):
			return unicode.ToLower(r)
		}
		if d, ok := Digit(r); ok {
			return d
		}
		return ' '
	}, norm.NFD.String(s))
}

// find shows the choices that have every word of a text at the start of one of theirs, those that begin with the text
// first.
func (l *choiceList) find(text string) {
	query := strings.TrimSpace(Fold(text))
	var first, rest []int
	for i, folded := range l.folded {
		fits := true
		for word := range strings.FieldsSeq(query) {
			fits = fits && strings.Contains(folded, " "+word)
		}
		switch {
		case !fits:
		case strings.HasPrefix(folded, " "+query):
			first = append(first, i)
		default:
			rest = append(rest, i)
		}
	}
	l.found = append(first, rest...)
	l.cursor, l.top, l.hover, l.wheel = 0, 0, -1, 0
	l.Refresh()
}

// reveal puts the cursor on a choice, if it is found.
func (l *choiceList) reveal(choice int) {
	if at := slices.Index(l.found, choice); at >= 0 {
		l.cursor = at
		l.top = max(0, min(at-listRows/2, len(l.found)-listRows))
	}
	l.Refresh()
}

func (l *choiceList) current() (choice int, ok bool) {
	if l.cursor >= len(l.found) {
		return 0, false
	}
	return l.found[l.cursor], true
}

func (l *choiceList) move(by int) {
	l.cursor = max(0, min(l.cursor+by, len(l.found)-1))
	l.top = min(l.top, l.cursor)
	l.top = max(l.top, l.cursor-listRows+1)
	l.Refresh()
}

// rows is how many there is room for: as many as are found, and one for the words that nothing is.
func (l *choiceList) rows() int { return max(1, min(listRows, len(l.found))) }

// at is the place in found that lies at a height, -1 for none.
func (l *choiceList) at(y float32) int {
	row := int((y - Space4) / listRowHigh())
	if y < Space4 || row >= l.rows() || l.top+row >= len(l.found) {
		return -1
	}
	return l.top + row
}

// Tapped implements fyne.Tappable.
func (l *choiceList) Tapped(e *fyne.PointEvent) {
	if at := l.at(e.Position.Y); at >= 0 {
		l.c.take(l.found[at])
	}
}

// Scrolled implements fyne.Scrollable.
func (l *choiceList) Scrolled(e *fyne.ScrollEvent) {
	l.wheel -= wheelSpeed * e.Scrolled.DY
	rows := int(l.wheel / listRowHigh())
	l.wheel -= float32(rows) * listRowHigh()
	if rows != 0 {
		l.top = max(0, min(l.top+rows, len(l.found)-l.rows()))
		l.hover = -1
		l.Refresh()
	}
}

// MouseIn implements desktop.Hoverable.
func (l *choiceList) MouseIn(e *desktop.MouseEvent) { l.MouseMoved(e) }

// MouseMoved implements desktop.Hoverable.
func (l *choiceList) MouseMoved(e *desktop.MouseEvent) {
	if at := l.at(e.Position.Y); at != l.hover {
		l.hover = at
		l.Refresh()
	}
}

// MouseOut implements desktop.Hoverable.
func (l *choiceList) MouseOut() {
	l.hover = -1
	l.Refresh()
}

// Cursor implements desktop.Cursorable.
func (l *choiceList) Cursor() desktop.Cursor { return desktop.PointerCursor }

// CreateRenderer implements fyne.Widget.
func (l *choiceList) CreateRenderer() fyne.WidgetRenderer {
	r := &listRenderer{l: l, bar: &canvas.Rectangle{CornerRadius: 2}, nothing: &canvas.Text{}}
	for range min(listRows, len(l.folded)) {
		row := &listRow{ground: &canvas.Rectangle{}, title: &canvas.Text{}, detail: &canvas.Text{}, tick: newImage(nil)}
		r.rows = append(r.rows, row)
	}
	r.Refresh()
	return r
}

// listRowHigh is the height of a row.
func listRowHigh() float32 { return listFace.lineHeight() + listRowRoom }

var listFace = typeface{size: SizeBody, line: SizeBodyLine}

type listRow struct {
	ground        *canvas.Rectangle
	title, detail *canvas.Text
	tick          *canvas.Image
}

type listRenderer struct {
	l       *choiceList
	rows    []*listRow
	bar     *canvas.Rectangle // how far the list has come
	nothing *canvas.Text
}

func (r *listRenderer) Destroy() {}

func (r *listRenderer) Objects() []fyne.CanvasObject {
	var objects []fyne.CanvasObject
	for _, row := range r.rows {
		objects = append(objects, row.ground, row.title, row.detail, row.tick)
	}
	return append(objects, r.bar, r.nothing)
}

func (r *listRenderer) MinSize() fyne.Size {
	return fyne.NewSize(3*ControlHeight, float32(r.l.rows())*listRowHigh()+2*Space4)
}

func (r *listRenderer) Layout(size fyne.Size) {
	l := r.l
	put := func(o fyne.CanvasObject, x, y, w, h float32) {
		place(o, mirrorPos(x, y, w, size.Width, l.mirrored), fyne.NewSize(w, h))
	}
	high, icon := listRowHigh(), iconSmall()
	for i, row := range r.rows {
		y := Space4 + float32(i)*high
		put(row.ground, Space4, y, size.Width-2*Space4-Space8, high)
		row.ground.Hidden = l.top+i >= len(l.found)
		row.title.Hide()
		row.detail.Hide()
		if row.ground.Hidden {
			continue
		}
		choice := l.c.choices[l.found[l.top+i]]
		end := size.Width - Space8 - Space12
		put(row.tick, end-icon, y+(high-icon)/2, icon, icon)
		end -= icon + Space8
		detail := rowSubtitle.measure(choice.Detail)
		row.detail.Text = Visual(choice.Detail, false)
		put(row.detail, end-detail, y, detail, high)
		width := max(0, end-detail-Space8-Space12)
		row.title.Text = Visual(ellipsis(choice.Title, width, listFace.measure), l.mirrored)
		row.title.FontSource = choice.Font
		row.title.Alignment = mirrorAlign(fyne.TextAlignLeading, l.mirrored)
		put(row.title, Space12, y, width, high)
		row.title.Show()
		row.detail.Show()
	}
	r.nothing.Alignment = mirrorAlign(fyne.TextAlignLeading, l.mirrored)
	put(r.nothing, Space12, Space4, size.Width-2*Space12, high)
	r.bar.Hidden = len(l.found) <= l.rows()
	if !r.bar.Hidden {
		room := size.Height - 2*Space8
		high := max(Space24, room*float32(l.rows())/float32(len(l.found)))
		share := float32(l.top) / float32(len(l.found)-l.rows())
		put(r.bar, size.Width-Space8, Space8+share*(room-high), Space4, high)
	}
}

func (r *listRenderer) Refresh() {
	l := r.l
	text, muted := Color(l, ColorText), Color(l, ColorMuted)
	for i, row := range r.rows {
		at := l.top + i
		row.ground.FillColor = faded(text)
		switch {
		case at >= len(l.found):
		case at == l.cursor:
			row.ground.FillColor = Color(l, ColorAccentTint)
		case at == l.hover:
			row.ground.FillColor = Color(l, ColorHover)
		}
		row.title.TextSize, row.detail.TextSize = listFace.textSize(), rowSubtitle.textSize()
		row.title.Color, row.detail.Color = text, muted
		setIcon(row.tick, lineIcon{name: IconCheck}, Color(l, ColorAccentText))
		row.tick.Hidden = at >= len(l.found) || l.found[at] != l.c.chosen
		row.ground.CornerRadius = max(0, controlRadius()-Space4) // the corner of the list around it, seen from inside
		row.ground.Refresh()
	}
	r.bar.FillColor = alpha(text, 0.28)
	r.nothing.TextSize = listFace.textSize()
	r.nothing.Text, r.nothing.Color = Visual(l.c.words.Nothing, l.mirrored), muted
	r.nothing.Hidden = len(l.found) > 0
	r.Layout(l.Size())
	canvas.Refresh(l)
}

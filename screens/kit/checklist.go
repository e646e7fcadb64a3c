package kit

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// CheckState is how far a demand is met.
type CheckState int

// The states of a demand; each has a sign of its own, so that nothing is told by colour alone.
const (
	Unmet  CheckState = iota // a ring
	Met                      // a tick
	Broken                   // an exclamation mark
)

// Demand is one line of a Checklist. Parts belong to the demand above them and stand two on a line.
type Demand struct {
	Words string
	Part  bool
}

// Checklist is a list of demands that are ticked off while something is typed.
type Checklist struct {
	widget.BaseWidget
	lines    []*demand
	words    [3]string // for the states, for those who cannot see the signs
	mirrored bool
}

type demand struct {
	Demand
	state CheckState
	text  *Text
	icon  *canvas.Image
}

// NewChecklist makes a list of which nothing is met. The words name the three states for those who cannot see them.
func NewChecklist(demands []Demand, unmet, met, broken string) *Checklist {
	c := &Checklist{words: [3]string{unmet, met, broken}}
	for _, d := range demands {
		c.lines = append(c.lines, &demand{Demand: d, text: NewText(Helper, d.Words), icon: newImage(nil)})
	}
	c.ExtendBaseWidget(c)
	return c
}

// Set says how far a demand is met, counted from 0.
func (c *Checklist) Set(i int, state CheckState) {
	if c.lines[i].state != state {
		c.lines[i].state = state
		c.Refresh()
	}
}

// State is how far a demand is met.
func (c *Checklist) State(i int) CheckState { return c.lines[i].state }

// SetMirrored lays the list out from right to left.
func (c *Checklist) SetMirrored(m bool) {
	c.mirrored = m
	for _, l := range c.lines {
		l.text.SetMirrored(m)
	}
	c.Refresh()
}

// AccessibilityLabel implements fyne.Accessible.
func (c *Checklist) AccessibilityLabel() string {
	var said []string
	for _, l := range c.lines {
		said = append(said, strings.TrimRight(l.Words, ":：")+": "+c.words[l.state])
	}
	return sentence(said...)
}

// AccessibilityRole implements fyne.Accessible.
func (c *Checklist) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// CreateRenderer implements fyne.Widget.
func (c *Checklist) CreateRenderer() fyne.WidgetRenderer {
	r := &checklistRenderer{c}
	r.Refresh()
	return r
}

func demandIndent() float32 { return iconSmall() + Space8 }
func demandLine() float32   { return typefaces[Helper].lineHeight() + Space4 }

type checklistRenderer struct{ c *Checklist }

func (r *checklistRenderer) Destroy() {}

func (r *checklistRenderer) Objects() []fyne.CanvasObject {
	var objects []fyne.CanvasObject
	for _, l := range r.c.lines {
		objects = append(objects, l.icon, l.text)
	}
	return objects
}

func (r *checklistRenderer) MinSize() fyne.Size {
	width := r.c.Size().Width
	if width <= 0 {
		width = innerWidth()
	}
	return fyne.NewSize(3*ControlHeight, r.walk(width, func(*demand, float32, float32, float32, float32) {}))
}

// walk tells where each demand lies and gives the height of all.
func (r *checklistRenderer) walk(width float32, visit func(d *demand, x, y, width, height float32)) float32 {
	y, half := float32(0), false // half: the next part stands beside the last one
	indent, line := demandIndent(), demandLine()
	room := (width - indent) / 2
	pairs := Scale() <= 1.25 // beyond that half a line holds no word
	pending := float32(0)
	for _, l := range r.c.lines {
		x, w := float32(0), width
		if l.Part {
			x, w = indent, room
			if !pairs {
				w = width - indent
			}
			if half {
				x += room
			}
		}
		l.text.wrap(max(w-indent, 1))
		h := max(line, l.text.face.lineHeight()*float32(len(l.text.lines))+Space4)
		switch {
		case !l.Part || !pairs:
			y += pending
			visit(l, x, y, w, h)
			y, half, pending = y+h, false, 0
		case half:
			visit(l, x, y, w, h)
			y, half, pending = y+max(pending, h), false, 0
		default:
			y += pending
			visit(l, x, y, w, h)
			half, pending = true, h
		}
	}
	return y + pending
}

func (r *checklistRenderer) Layout(size fyne.Size) {
	if size.Width <= 0 {
		return
	}
	m, icon, indent, line := r.c.mirrored, iconSmall(), demandIndent(), demandLine()
	r.walk(size.Width, func(d *demand, x, y, w, h float32) {
		place(d.icon, mirrorPos(x, y+(line-icon)/2, icon, size.Width, m), fyne.NewSquareSize(icon))
		place(d.text, mirrorPos(x+indent, y+2, w-indent, size.Width, m), fyne.NewSize(w-indent, h-Space4))
	})
}

func (r *checklistRenderer) Refresh() {
	c := r.c
	for _, l := range c.lines {
		icon, ink, words := IconOpen, ColorMuted, ColorMuted
		switch l.state {
		case Met:
			icon, ink, words = IconDone, ColorSuccess, ColorText
		case Broken:
			icon, ink, words = IconDanger, ColorDanger, ColorDanger
		}
		setIcon(l.icon, lineIcon{name: icon}, Color(c, ink))
		l.text.setColor(words)
		l.text.Refresh()
	}
	r.Layout(c.Size())
	canvas.Refresh(c)
}

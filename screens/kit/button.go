package kit

import (
	"image/color"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// Work that is done at once shows no spinner; one that has come up stays long enough to be seen.
const (
	spinnerDelay = 150 * time.Millisecond
	spinnerLeast = 400 * time.Millisecond
)

// Button sets something off. It takes the focus, and Space and Return press it.
type Button struct {
	control
	outlined bool
	spinner  *Spinner
	tick     *tick // in the place of the spinner when the work has come out well
	delay    *fyne.Animation
	linger   *fyne.Animation // while the spinner has not been seen for long enough
}

// NewButton makes the main button of a form, filled with the accent.
func NewButton(label string, onTap func()) *Button { return newButton(label, onTap, false) }

// NewOutlined makes a button of the second rank.
func NewOutlined(label string, onTap func()) *Button { return newButton(label, onTap, true) }

func newButton(label string, onTap func(), outlined bool) *Button {
	b := &Button{outlined: outlined, spinner: NewSpinner(IconSmall), tick: newTick(ColorOnAccent)}
	b.label, b.onTap = label, onTap
	b.spinner.color = ColorOnAccent
	if outlined {
		b.spinner.color, b.tick.color = ColorText, ColorText
	}
	b.spinner.Hide()
	b.extend(b)
	return b
}

// SetLabel changes the words on it.
func (b *Button) SetLabel(s string) {
	b.label = s
	b.Refresh()
}

// SetBusy shows that its work is under way: the label stays where it is, a spinner turns beside it, taps are ignored.
func (b *Button) SetBusy(busy bool) {
	if b.busy == busy {
		return
	}
	b.busy, b.pressed = busy, false
	b.tick.clear()
	if b.delay != nil {
		b.delay.Stop()
		b.delay = nil
	}
	switch {
	case b.linger != nil: // the spinner is on show, and goes or stays when its time is over
	case !busy:
		b.spinner.Hide()
	case moving():
		b.delay = &fyne.Animation{Duration: spinnerDelay, Curve: fyne.AnimationLinear, Tick: func(done float32) {
			if done >= 1 && b.busy {
				b.spin()
			}
		}}
		b.delay.Start()
	default:
		b.spinner.Show()
	}
	b.Refresh()
}

// spin shows the spinner for a while at least.
func (b *Button) spin() {
	b.spinner.Show()
	b.linger = &fyne.Animation{Duration: spinnerLeast, Curve: fyne.AnimationLinear, Tick: func(done float32) {
		if done < 1 || b.linger == nil {
			return
		}
		b.linger = nil
		if !b.busy {
			b.spinner.Hide()
		}
	}}
	b.linger.Start()
}

// rest hides the spinner at once.
func (b *Button) rest() {
	if b.linger != nil {
		b.linger.Stop()
		b.linger = nil
	}
	b.spinner.Hide()
}

// Accept shows that its work has come out well: a tick is drawn in the place of the spinner. Once it has been seen, then is
// called, which may be nil; at once where the person wants no motion. Until SetBusy(false) taps are ignored.
func (b *Button) Accept(then func()) {
	b.SetBusy(false)
	b.rest()
	b.busy = true
	b.Refresh()
	b.tick.draw(then)
}

// Busy says whether its work is under way.
func (b *Button) Busy() bool { return b.busy }

// CreateRenderer implements fyne.Widget.
func (b *Button) CreateRenderer() fyne.WidgetRenderer {
	r := &buttonRenderer{b: b, box: newFrame(SizeControlRadius)}
	r.Refresh()
	return r
}

var buttonFace = typeface{size: SizeBody, line: SizeBodyLine, style: fyne.TextStyle{Bold: true}}

type buttonRenderer struct {
	b       *Button
	box     *frame
	text    lines
	ink     color.NRGBA
	objects []fyne.CanvasObject
}

func (r *buttonRenderer) Destroy()                     { r.box.stop() }
func (r *buttonRenderer) Objects() []fyne.CanvasObject { return r.objects }

// MinSize has room for the spinner at all times, so that being busy changes nothing. A label that is wider than a card
// takes more lines.
func (r *buttonRenderer) MinSize() fyne.Size {
	s := r.text.minSize(r.b.label, buttonFace, r.room(r.b.Size()))
	return fyne.NewSize(s.Width+2*(Space12+iconSmall()+Space8), s.Height+controlHeight()-buttonFace.lineHeight())
}

// room is the width of the label: what a spinner leaves, on both sides so that the label stays in the middle.
func (r *buttonRenderer) room(size fyne.Size) float32 {
	if size.Width <= 0 {
		return 0
	}
	return max(size.Width-2*(Space12+iconSmall()+Space8), 1)
}

func (r *buttonRenderer) Layout(size fyne.Size) {
	inset := float32(0)
	if r.b.pressed {
		inset = 1
	}
	r.box.layout(fyne.NewPos(inset, inset), size.SubtractWidthHeight(2*inset, 2*inset))
	room := r.room(size)
	r.text.set(r.b.label, buttonFace, r.ink, fyne.TextAlignCenter, false, room)
	r.objects = append(append(r.box.objects(), r.text.objects()...), r.b.spinner, r.b.tick)
	r.text.layout((size.Width-room)/2, 0, fyne.NewSize(room, size.Height))
	icon := iconSmall()
	x := max(Space12, (size.Width-r.text.widest())/2-Space8-2-icon)
	for _, sign := range []fyne.CanvasObject{r.b.spinner, r.b.tick} {
		place(sign, mirrorPos(x, (size.Height-icon)/2+1, icon, size.Width, r.b.mirrored), fyne.NewSquareSize(icon))
	}
}

func (r *buttonRenderer) Refresh() {
	b := r.b
	fill, edge, ink := r.colors()
	glow := faded(Color(b, ColorRing))
	width := edgeRest()
	if b.focused && !b.disabled {
		if b.outlined || b.pale() {
			glow, edge, width = Color(b, ColorRing), Color(b, ColorAccentText), edgeStrong()
		} else { // a wash of the accent cannot be told from the fill: a gap, and then the accent itself
			glow, edge, width = Color(b, ColorAccentText), Color(b, ColorCard), edgeStrong()
		}
	}
	r.box.paint(fill, edge, glow, width)
	r.ink = ink
	r.Layout(b.Size())
	canvas.Refresh(b)
}

func (r *buttonRenderer) colors() (fill, edge, ink color.NRGBA) {
	b := r.b
	if b.outlined {
		fill, edge, ink = Color(b, ColorCard), Color(b, ColorControl), Color(b, ColorText)
		switch {
		case b.disabled:
			edge, ink = mix(edge, fill, 0.5), Color(b, ColorDisabled)
		case b.pressed:
			fill = mix(fill, ink, pressShare)
		case b.hovered && !b.busy:
			fill, edge = Color(b, ColorHover), Color(b, ColorControlStrong)
		}
		return fill, edge, ink
	}
	fill, ink = Color(b, ColorAccent), Color(b, ColorOnAccent)
	switch {
	case b.disabled:
		fill = mix(fill, Color(b, ColorCard), 0.5)
	case b.pressed:
		fill = Color(b, ColorAccentPress)
	case b.hovered && !b.busy:
		fill = Color(b, ColorAccentHover)
	}
	if b.pale() && !b.disabled {
		return fill, Color(b, ColorControl), ink
	}
	return fill, fill, ink
}

// pale says that the fill can hardly be told from the card. It gets the outline of a field then, or nobody would see that
// there is a button (WCAG 2.2, 1.4.11).
func (b *Button) pale() bool {
	return Contrast(Color(b, ColorAccent), Color(b, ColorCard)) < ControlContrast
}

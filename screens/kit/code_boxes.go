package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// mood is what the boxes say about the code in them.
type mood int

const (
	neutral mood = iota
	wrong
	accepted
)

// boxes is the input of a CodeField: one focusable thing with digits and a caret, drawn as a row of boxes.
type boxes struct {
	widget.BaseWidget
	code     *CodeField
	digits   []rune
	caret    int // 0 to length; the box that the next digit goes into
	all      bool
	focused  bool
	disabled bool
	mood     mood
	blinkOff bool
	shake    shake // of the row

	blink, hold *fyne.Animation
}

func newBoxes(c *CodeField) *boxes {
	b := &boxes{code: c}
	b.ExtendBaseWidget(b)
	return b
}

// Disabled implements fyne.Disableable, which is how Fyne leaves something out of the tab order.
func (b *boxes) Disabled() bool { return b.disabled }

// Enable implements fyne.Disableable.
func (b *boxes) Enable() { b.code.SetDisabled(false) }

// Disable implements fyne.Disableable.
func (b *boxes) Disable() { b.code.SetDisabled(true) }

// FocusGained implements fyne.Focusable.
func (b *boxes) FocusGained() {
	b.focused = true
	b.startBlink()
	b.Refresh()
	reveal(b.code)
}

// FocusLost implements fyne.Focusable.
func (b *boxes) FocusLost() {
	b.focused, b.all = false, false
	b.stopBlink()
	b.Refresh()
}

// TypedRune implements fyne.Focusable.
func (b *boxes) TypedRune(r rune) {
	d, ok := Digit(r)
	if !ok || b.disabled {
		return
	}
	b.settle()
	if b.all {
		b.digits, b.caret = nil, 0
	}
	if b.caret >= b.code.length {
		return
	}
	b.put(d)
	b.edited()
}

func (b *boxes) put(d rune) {
	if b.caret < len(b.digits) {
		b.digits[b.caret] = d
	} else {
		b.digits = append(b.digits, d)
	}
	b.caret++
}

// TypedKey implements fyne.Focusable.
func (b *boxes) TypedKey(e *fyne.KeyEvent) {
	if b.code.key(e) || b.disabled {
		return
	}
	switch e.Name {
	case fyne.KeyReturn, fyne.KeyEnter:
		b.code.submit()
	case fyne.KeyBackspace:
		b.remove(b.caret - 1)
	case fyne.KeyDelete:
		b.remove(b.caret)
	case fyne.KeyLeft:
		b.move(b.caret - 1)
	case fyne.KeyRight:
		b.move(b.caret + 1)
	case fyne.KeyHome, fyne.KeyUp:
		b.move(0)
	case fyne.KeyEnd, fyne.KeyDown:
		b.move(len(b.digits))
	}
}

func (b *boxes) remove(at int) {
	b.settle()
	switch {
	case b.all:
		b.digits, b.caret = nil, 0
	case at < 0 || at >= len(b.digits):
		return
	default:
		b.digits = append(b.digits[:at:at], b.digits[at+1:]...)
		b.caret = at
	}
	b.edited()
}

func (b *boxes) move(to int) {
	b.settle()
	b.all = false
	b.caret = min(max(to, 0), len(b.digits))
	b.startBlink()
	b.Refresh()
}

// TypedShortcut implements fyne.Shortcutable. A code is not copied: it is of no use anywhere else.
func (b *boxes) TypedShortcut(s fyne.Shortcut) {
	switch s := s.(type) {
	case *fyne.ShortcutPaste:
		from := s.Clipboard
		if from == nil {
			from = fyne.CurrentApp().Clipboard()
		}
		b.paste(from.Content())
	case *fyne.ShortcutSelectAll:
		b.settle()
		b.all = len(b.digits) > 0
		b.Refresh()
	case *desktop.CustomShortcut:
		if passOn(b, s) {
			return
		}
		if s.KeyName == fyne.KeyBackspace && !b.disabled && len(b.digits) > 0 {
			b.all = true
			b.remove(0)
		}
	}
}

func (b *boxes) paste(text string) {
	code := []rune(codeIn(text, b.code.length))
	if len(code) == 0 || b.disabled {
		return
	}
	b.settle()
	if b.all || len(code) == b.code.length {
		b.digits, b.caret = nil, 0
	}
	for _, d := range code {
		if b.caret < b.code.length {
			b.put(d)
		}
	}
	b.edited()
}

func (b *boxes) edited() {
	b.all, b.mood = false, neutral
	b.startBlink()
	b.code.change()
	b.code.Refresh()
}

func (b *boxes) set(code string) {
	b.settle()
	b.digits, b.all, b.mood = []rune(code), false, neutral
	b.caret = len(b.digits)
	b.code.Refresh()
}

// Tapped implements fyne.Tappable: the caret goes to the box under the pointer, or to the first empty one.
func (b *boxes) Tapped(e *fyne.PointEvent) {
	if b.disabled {
		return
	}
	b.move(b.at(e.Position.X))
	focusOn(b)
}

// TappedSecondary implements fyne.SecondaryTappable: a code can be pasted.
func (b *boxes) TappedSecondary(e *fyne.PointEvent) {
	canvas := fyne.CurrentApp().Driver().CanvasForObject(b)
	if b.disabled || canvas == nil {
		return
	}
	focusOn(b)
	var words EditWords
	if b.code.words != nil {
		words = b.code.words.Edit
	}
	paste := fyne.NewMenuItem(words.or().Paste, func() { b.paste(fyne.CurrentApp().Clipboard().Content()) })
	widget.ShowPopUpMenuAtPosition(fyne.NewMenu("", paste), canvas, e.AbsolutePosition)
}

// Cursor implements desktop.Cursorable.
func (b *boxes) Cursor() desktop.Cursor { return desktop.TextCursor }

// AccessibilityLabel implements fyne.Accessible.
func (b *boxes) AccessibilityLabel() string { return b.code.describe() }

// AccessibilityRole implements fyne.Accessible.
func (b *boxes) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

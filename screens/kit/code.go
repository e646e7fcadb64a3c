package kit

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

const maxBoxes = 8

// CodeField takes a one-time code: a single input, drawn as one box for each digit where the length is known and at
// most eight, as a plain field otherwise. It takes digits of any script and keeps 0 to 9; everything else is dropped.
// It is laid out left to right in every language. The callbacks report what the person does; the setters call none.
type CodeField struct {
	widget.BaseWidget
	narrator
	OnChanged  func(code string)           // after each edit
	OnComplete func(code string)           // once for each complete code; not again until it has been edited, and never for a rejected one
	OnRejected func(code string)           // a code that was rejected before is complete once more
	OnSubmit   func()                      // Return or Enter, complete or not
	OnKey      func(e *fyne.KeyEvent) bool // sees every key first; true keeps it from the input

	label    *Text
	note     *note
	boxes    *boxes
	plain    *Field
	tick     *tick
	length   int
	inBoxes  bool
	mirrored bool

	fired    string // the last code that OnComplete was called with
	edited   bool   // something else has been in the field since
	rejected map[string]bool
}

// NewCodeField makes a code field for a number of digits; 0 means that the number is not known.
func NewCodeField(label string, length int) *CodeField {
	c := &CodeField{label: NewText(Label, label), note: newNote(), plain: NewField(label), tick: newTick(ColorSuccess), rejected: map[string]bool{}}
	c.boxes = newBoxes(c)
	in := c.plain.entry
	in.filter = func(r rune) (rune, bool) {
		d, ok := Digit(r)
		return d, ok && (c.length <= 0 || len(in.Text) < c.length || in.SelectedText() != "")
	}
	in.clean = func(s string) string { return codeIn(s, c.length) }
	in.key = c.key
	in.describe = c.describe
	c.plain.OnChanged = func(string) { c.change() }
	c.plain.OnSubmit = c.submit
	c.length = max(0, length)
	c.ExtendBaseWidget(c)
	return c
}

// boxed says whether the code is typed into boxes: not in text so large that they do not hold their digits, and not
// where the person wants a single field. That may change at any time; what was typed, and the focus, go along.
func (c *CodeField) boxed() bool {
	boxed := c.length > 0 && c.length <= maxBoxes && Scale() <= plainFrom && measure(SizePlain) == 0
	if boxed != c.inBoxes {
		c.inBoxes = boxed
		c.carry()
	}
	return boxed
}

// carry moves what was typed between the boxes and the plain field.
func (c *CodeField) carry() {
	held := c.boxes.focused || c.plain.focused
	if c.inBoxes {
		c.boxes.set(codeIn(c.plain.Text(), c.length))
		c.plain.SetText("")
	} else {
		c.plain.SetText(string(c.boxes.digits))
		c.boxes.set("")
	}
	if held {
		focusOn(c.Target())
	}
}

// Text is the digits so far.
func (c *CodeField) Text() string {
	if c.boxed() {
		return string(c.boxes.digits)
	}
	return c.plain.Text()
}

// SetText puts digits into the field without calling back.
func (c *CodeField) SetText(s string) {
	c.tick.clear()
	s = codeIn(s, c.length)
	if c.boxed() {
		c.boxes.set(s)
	} else {
		c.plain.SetText(s)
	}
	c.edited = true
}

// Clear empties the field and forgets which codes were complete or rejected, for when a new code has been sent.
func (c *CodeField) Clear() {
	c.SetText("")
	c.fired, c.edited = "", false
	clear(c.rejected)
	c.note.setError("")
	c.plain.SetError("")
	c.Refresh()
}

// SetLength changes the number of digits and clears the field.
func (c *CodeField) SetLength(n int) {
	if n = max(0, n); n != c.length {
		c.length = n
		c.Clear()
	}
}

// SetHelper is shown below while there is no error.
func (c *CodeField) SetHelper(s string) {
	c.note.helper = s
	c.plain.SetHelper(s)
	c.Refresh()
}

// SetError says what is wrong; "" clears it.
func (c *CodeField) SetError(s string) {
	c.note.setError(s)
	c.plain.SetError(s)
	c.Refresh()
}

// Error is the error on show.
func (c *CodeField) Error() string { return c.note.err }

// SetDisabled takes the field out of the tab order and greys it.
func (c *CodeField) SetDisabled(disabled bool) {
	c.boxes.disabled = disabled
	c.plain.SetDisabled(disabled)
	c.Refresh()
}

// SetMirrored moves the label and the note to the right; the digits stay left to right.
func (c *CodeField) SetMirrored(m bool) {
	c.mirrored, c.note.mirrored = m, m
	c.label.SetMirrored(m)
	c.plain.SetMirrored(m)
	c.Refresh()
}

// Target is what takes the focus. It changes when SetLength moves between boxes and a plain field.
func (c *CodeField) Target() fyne.Focusable {
	if c.boxed() {
		return c.boxes
	}
	return c.plain.Target()
}

// Paste takes a text as if it had been pasted into the field, wherever the focus is.
func (c *CodeField) Paste(text string) {
	if c.boxed() {
		c.boxes.paste(text)
	} else if code := codeIn(text, c.length); code != "" && !c.plain.entry.Disabled() {
		c.plain.SetText(code)
		c.change()
	}
}

// Reject shows that the code was wrong: the boxes turn to the colour of danger and shake once, then they are empty and
// the caret is in the first. Without motion they only change colour. The same code completes the field no more.
func (c *CodeField) Reject() {
	c.rejected[c.Text()] = true
	if c.boxed() {
		c.boxes.reject()
	} else {
		c.plain.SetText("")
		c.plain.Shake()
	}
}

// Rejected says whether a code was rejected since the field was cleared.
func (c *CodeField) Rejected(code string) bool { return c.rejected[code] }

// Accept shows that the code was right: the edges turn to the colour of success, and a tick is drawn. Once it has been
// seen, then is called, which may be nil; at once where the person wants no motion.
func (c *CodeField) Accept(then func()) {
	c.boxes.setMood(accepted)
	c.tick.draw(then)
}

func (c *CodeField) key(e *fyne.KeyEvent) bool { return c.OnKey != nil && c.OnKey(e) }

func (c *CodeField) submit() {
	if c.OnSubmit != nil {
		c.OnSubmit()
	}
}

// change follows each edit by the person.
func (c *CodeField) change() {
	code := c.Text()
	c.edited = c.edited || code != c.fired
	if c.OnChanged != nil {
		c.OnChanged(code)
	}
	switch {
	case c.length == 0 || len(code) != c.length:
		return
	case c.rejected[code]:
		if c.OnRejected != nil {
			c.OnRejected(code)
		}
		return
	case code == c.fired && !c.edited:
		return
	}
	c.fired, c.edited = code, false
	if c.OnComplete != nil {
		c.OnComplete(code)
	}
}

// describe tells a screen reader the name and how far the code has come, never the digits.
func (c *CodeField) describe() string {
	entered := len(c.Text())
	name := c.label.text
	switch {
	case c.words != nil:
		name = c.words.Code(name, c.length, entered)
	case c.length > 0:
		name = sentence(name, strconv.Itoa(entered)+"/"+strconv.Itoa(c.length))
	default:
		name = sentence(name, strconv.Itoa(entered))
	}
	name = c.off(name, c.boxes.disabled, false)
	if c.note.err != "" {
		return c.wrong(name, c.note.err)
	}
	return sentence(name, c.note.helper)
}

package kit

import (
	"strings"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"
)

// input is Fyne's entry without its box: the editing is Fyne's, everything around it is drawn by the field it sits in.
type input struct {
	widget.Entry
	readOnly bool
	secret   bool                      // never copied or cut; pasted text keeps its blanks
	filter   func(r rune) (rune, bool) // what a typed character becomes, or false to drop it
	clean    func(pasted string) string
	key      func(*fyne.KeyEvent) bool
	focus    func(on bool)
	describe func() string
	caps     *capsLock // told of every key; nil where it does not matter
	stirred  func()    // after every key and change; may be nil
	edit     EditWords // of its menu

	held    bool            // has the focus
	resting bool            // has it, but shows no caret
	idle    *fyne.Animation // runs until it rests
}

func newInput() *input {
	in := &input{}
	in.Wrapping = fyne.TextWrap(fyne.TextTruncateClip)
	in.ActionItem = layout.NewSpacer() // keeps Fyne from adding its own eye to a password
	in.ExtendBaseWidget(in)
	return in
}

// CreateRenderer implements fyne.Widget; it keeps the entry's text and drops its background, border and icon.
func (in *input) CreateRenderer() fyne.WidgetRenderer {
	in.ExtendBaseWidget(in)
	r := &bareRenderer{WidgetRenderer: in.Entry.CreateRenderer()}
	for _, o := range r.WidgetRenderer.Objects() {
		switch o.(type) {
		case *canvas.Rectangle, *canvas.Image, *layout.Spacer:
		default:
			r.objects = append(r.objects, o)
		}
	}
	return r
}

type bareRenderer struct {
	fyne.WidgetRenderer
	objects []fyne.CanvasObject
}

func (r *bareRenderer) Objects() []fyne.CanvasObject { return r.objects }

// FocusGained implements fyne.Focusable.
func (in *input) FocusGained() {
	in.held, in.resting = true, false
	if in.caps != nil {
		in.caps.entered()
	}
	in.Entry.FocusGained()
	in.stir()
	in.focus(true)
	in.tell()
}

// FocusLost implements fyne.Focusable.
func (in *input) FocusLost() {
	in.held = false
	in.still()
	in.Entry.FocusLost()
	in.focus(false)
	in.tell()
}

// tell tells the owner that something has happened.
func (in *input) tell() {
	if in.stirred != nil {
		in.stirred()
	}
}

// KeyDown implements desktop.Keyable.
func (in *input) KeyDown(e *fyne.KeyEvent) {
	if in.caps != nil {
		in.caps.down(e.Name)
		in.tell()
	}
	in.Entry.KeyDown(e)
}

// KeyUp implements desktop.Keyable.
func (in *input) KeyUp(e *fyne.KeyEvent) {
	if in.caps != nil {
		in.caps.up(e.Name)
		in.tell()
	}
	in.Entry.KeyUp(e)
}

// TypedRune implements fyne.Focusable.
func (in *input) TypedRune(r rune) {
	in.stir()
	if in.caps != nil {
		in.caps.typed(r)
		defer in.tell()
	}
	if in.readOnly {
		return
	}
	if in.filter != nil {
		var ok bool
		if r, ok = in.filter(r); !ok {
			return
		}
	}
	in.Entry.TypedRune(r)
}

// TypedKey implements fyne.Focusable. The field's owner sees a key first.
func (in *input) TypedKey(e *fyne.KeyEvent) {
	in.stir()
	if in.key(e) {
		return
	}
	if in.readOnly && (e.Name == fyne.KeyBackspace || e.Name == fyne.KeyDelete) {
		return
	}
	in.Entry.TypedKey(e)
}

// TypedShortcut implements fyne.Shortcutable.
func (in *input) TypedShortcut(s fyne.Shortcut) {
	in.stir()
	switch s := s.(type) {
	case *fyne.ShortcutCopy:
		if in.secret {
			return
		}
	case *fyne.ShortcutCut:
		if in.secret || in.readOnly {
			return
		}
	case *fyne.ShortcutPaste:
		if in.readOnly || in.Disabled() {
			return
		}
		in.paste(s.Clipboard)
		return
	case *fyne.ShortcutUndo, *fyne.ShortcutRedo:
		if in.readOnly {
			return
		}
	case *desktop.CustomShortcut:
		if passOn(in, s) {
			return
		}
		if in.readOnly && (s.KeyName == fyne.KeyBackspace || s.KeyName == fyne.KeyDelete) {
			return
		}
	}
	in.Entry.TypedShortcut(s)
}

func (in *input) paste(from fyne.Clipboard) {
	if from == nil {
		from = fyne.CurrentApp().Clipboard()
	}
	text := from.Content()
	switch {
	case in.clean != nil:
		text = in.clean(text)
	case in.secret:
		text = oneLine(strings.Trim(text, "\r\n"))
	default:
		text = strings.TrimSpace(oneLine(text))
	}
	if text != "" {
		in.Entry.TypedShortcut(&fyne.ShortcutPaste{Clipboard: pasted(text)})
	}
}

// oneLine makes one line of a pasted text: breaks and tabs become blanks, other control characters go.
func oneLine(s string) string {
	s = strings.ReplaceAll(s, "\r\n", "\n")
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\r' || r == '\t':
			return ' '
		case unicode.IsControl(r) || r == '\uFEFF':
			return -1
		}
		return r
	}, s)
}

// pasted is a clipboard that holds what the entry is to insert.
type pasted string

func (p pasted) Content() string   { return string(p) }
func (p pasted) SetContent(string) {}

// AccessibilityLabel implements fyne.Accessible.
func (in *input) AccessibilityLabel() string { return in.describe() }

// AccessibilityRole implements fyne.Accessible; Fyne has no role for an input yet.
func (in *input) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// focusOn gives an object the focus of the canvas it is on, if it is on one.
func focusOn(o fyne.Focusable) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(o.(fyne.CanvasObject)); c != nil {
		c.Focus(o)
	}
}

// passOn gives the window a shortcut with a letter, which is for all of it: a field knows those of the clipboard alone,
// and they have types of their own.
func passOn(o fyne.CanvasObject, s *desktop.CustomShortcut) bool {
	if len(s.KeyName) != 1 {
		return false
	}
	if c, ok := fyne.CurrentApp().Driver().CanvasForObject(o).(fyne.Shortcutable); ok {
		c.TypedShortcut(s)
	}
	return true
}

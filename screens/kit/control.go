package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// control is what Button, Link, IconButton and Row have in common: something with a name that can be pointed at,
// focused and set off, by mouse, by Space and by Return. (Fyne's own button knows only Space.)
type control struct {
	widget.BaseWidget
	narrator

	// OnKey sees every key before the control does; true keeps it from the control. It may be nil.
	OnKey func(e *fyne.KeyEvent) bool

	self     fyne.CanvasObject // the widget this is part of
	label    string
	onTap    func()
	busy     bool
	disabled bool
	hovered  bool
	pressed  bool
	focused  bool
	mirrored bool
}

func (c *control) extend(self fyne.Widget) {
	c.self = self
	c.ExtendBaseWidget(self)
}

// Label is its name, on show or not.
func (c *control) Label() string { return c.label }

// Tapped implements fyne.Tappable. While busy or disabled nothing happens.
func (c *control) Tapped(*fyne.PointEvent) {
	if c.onTap != nil && !c.busy && !c.disabled {
		c.onTap()
	}
}

// TypedKey implements fyne.Focusable.
func (c *control) TypedKey(e *fyne.KeyEvent) {
	if c.OnKey != nil && c.OnKey(e) {
		return
	}
	switch e.Name {
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		c.Tapped(nil)
	}
}

// TypedRune implements fyne.Focusable.
func (c *control) TypedRune(rune) {}

// FocusGained implements fyne.Focusable.
func (c *control) FocusGained() {
	c.focused = true
	c.Refresh()
	reveal(c.self)
}

// FocusLost implements fyne.Focusable.
func (c *control) FocusLost() {
	c.focused = false
	c.Refresh()
}

// MouseIn implements desktop.Hoverable.
func (c *control) MouseIn(*desktop.MouseEvent) {
	c.hovered = true
	c.Refresh()
}

// MouseMoved implements desktop.Hoverable.
func (c *control) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (c *control) MouseOut() {
	c.hovered, c.pressed = false, false
	c.Refresh()
}

// MouseDown implements desktop.Mouseable.
func (c *control) MouseDown(e *desktop.MouseEvent) {
	c.pressed = e.Button == desktop.MouseButtonPrimary && !c.busy && !c.disabled
	c.Refresh()
}

// MouseUp implements desktop.Mouseable.
func (c *control) MouseUp(*desktop.MouseEvent) {
	c.pressed = false
	c.Refresh()
}

// Cursor implements desktop.Cursorable.
func (c *control) Cursor() desktop.Cursor {
	if c.busy || c.disabled {
		return desktop.DefaultCursor
	}
	return desktop.PointerCursor
}

// SetDisabled greys it and takes it out of the tab order.
func (c *control) SetDisabled(disabled bool) {
	c.disabled = disabled
	c.Refresh()
}

// Disabled implements fyne.Disableable, which is how Fyne leaves something out of the tab order.
func (c *control) Disabled() bool { return c.disabled }

// Disable implements fyne.Disableable.
func (c *control) Disable() { c.SetDisabled(true) }

// Enable implements fyne.Disableable.
func (c *control) Enable() { c.SetDisabled(false) }

// SetMirrored lays it out from right to left.
func (c *control) SetMirrored(m bool) {
	c.mirrored = m
	c.Refresh()
}

// AccessibilityLabel implements fyne.Accessible; without words three dots stand for work in progress.
func (c *control) AccessibilityLabel() string { return c.spoken(c.label) }

// spoken is a name with the state.
func (c *control) spoken(name string) string {
	switch {
	case c.busy && c.words != nil:
		return c.words.Busy(name)
	case c.busy:
		return name + " …"
	}
	return c.off(name, c.disabled, false)
}

// AccessibilityRole implements fyne.Accessible.
func (c *control) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

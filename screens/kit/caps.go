package kit

import (
	"runtime"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// capsLock is what is known of the Caps Lock key. Where the system tells, it is asked with each key; elsewhere each letter
// that is typed tells: a capital without Shift, or a small letter with it.
type capsLock struct {
	on    bool
	known bool
	shift bool // held down, where the driver does not tell
}

// typed takes in a character.
func (c *capsLock) typed(r rune) {
	if c.ask() {
		return
	}
	upper, lower := unicode.IsUpper(r) && unicode.ToLower(r) != r, unicode.IsLower(r) && unicode.ToUpper(r) != r
	if upper == lower {
		return // a character without two cases
	}
	shift := c.shift
	if d, ok := fyne.CurrentApp().Driver().(desktop.Driver); ok {
		shift = d.CurrentKeyModifiers()&fyne.KeyModifierShift != 0
	}
	if upper && shift && runtime.GOOS == "darwin" {
		return // there Shift makes a capital either way
	}
	c.on, c.known = upper != shift, true
}

// ask asks the system, if that can be asked.
func (c *capsLock) ask() bool {
	on, known := systemCapsLock()
	if known {
		c.on, c.known = on, true
	}
	return known
}

// down takes in a key that goes down.
func (c *capsLock) down(key fyne.KeyName) {
	switch key {
	case desktop.KeyShiftLeft, desktop.KeyShiftRight:
		c.shift = true
	case desktop.KeyCapsLock:
		switch {
		case c.ask():
		case runtime.GOOS == "darwin": // it goes down when it is switched on, and up when it is switched off
			c.on, c.known = true, true
		default:
			c.on = c.known && !c.on
		}
	}
}

// up takes in a key that comes up.
func (c *capsLock) up(key fyne.KeyName) {
	switch key {
	case desktop.KeyShiftLeft, desktop.KeyShiftRight:
		c.shift = false
	case desktop.KeyCapsLock:
		if !c.ask() && runtime.GOOS == "darwin" {
			c.on, c.known = false, true
		}
	}
}

// entered begins anew: what happened while the keys went elsewhere is not known.
func (c *capsLock) entered() {
	*c = capsLock{}
	c.ask()
}

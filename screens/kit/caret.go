package kit

import (
	"time"

	"fyne.io/fyne/v2/driver/desktop"
)

// restAfter is how long the caret of an untouched input blinks.
const restAfter = 30 * time.Second

// stir lets the caret blink, for a while from now. Fyne's caret fades in and out for as long as the entry has the focus,
// which has a whole window drawn sixty times a second while nobody does anything; so an input that is left alone is
// told that it has lost the focus. It keeps it: the next key or click brings the caret back.
func (in *input) stir() {
	in.still()
	if !in.held || !moving() {
		return
	}
	if in.resting {
		in.resting = false
		in.Entry.FocusGained()
	}
	in.idle = later(restAfter, func() {
		in.idle = nil
		in.rest()
	})
}

// rest takes the caret away, unless it marks the end of a selection.
func (in *input) rest() {
	if in.held && in.SelectedText() == "" {
		in.resting = true
		in.Entry.FocusLost()
	}
}

// still stops the time that is left until rest.
func (in *input) still() {
	if in.idle != nil {
		in.idle.Stop()
		in.idle = nil
	}
}

// MouseDown implements desktop.Mouseable.
func (in *input) MouseDown(e *desktop.MouseEvent) {
	in.stir()
	in.Entry.MouseDown(e)
}

// Enable implements fyne.Disableable.
func (in *input) Enable() {
	in.Entry.Enable()
	in.stir()
}

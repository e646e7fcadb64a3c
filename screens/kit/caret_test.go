package kit_test

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"github.com/vestibule-app/vestibule/screens/kit"
)

// TestCaretRests: a field that is left alone moves nothing after half a minute, keeps the focus, and takes what is typed
// then.
func TestCaretRests(t *testing.T) {
	c := wind(t, false)
	f := kit.NewField("Email")
	w := window(t, f, 336, 88)
	w.Canvas().Focus(f.Target())
	c.pass(time.Second) // the ring has faded in
	awake := len(c.running)
	if awake == 0 {
		t.Fatal("no caret blinks")
	}
	c.pass(30 * time.Second)
	equal(t, len(c.running), 0, "animations of a field that rests")
	if w.Canvas().Focused() != f.Target() {
		t.Error("resting has taken the focus away")
	}
	f.Target().TypedRune('b')
	press(f.Target(), fyne.KeyHome)
	f.Target().TypedRune('c')
	equal(t, f.Text(), "cb", "what was typed after the rest")
	equal(t, len(c.running), awake, "animations after a key")
	c.pass(time.Second)
	w.Canvas().Unfocus()
	c.pass(time.Second)
	equal(t, len(c.running), 0, "animations without the focus")
}

// TestCaretStays: a selection is not taken off the screen.
func TestCaretStays(t *testing.T) {
	c := wind(t, false)
	f := kit.NewField("Email")
	f.SetText("ada")
	w := window(t, f, 336, 88)
	w.Canvas().Focus(f.Target())
	f.Select()
	c.pass(time.Minute)
	f.Target().TypedRune('b')
	equal(t, f.Text(), "b", "typing over a selection that has waited")
}

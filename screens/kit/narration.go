package kit

import "fyne.io/fyne/v2"

// Narration is how those who cannot see a control hear of its state, in the language of the screen. Each function is given
// the name of a control and puts the state to it. Without a narration signs stand for the states, which are the same in
// every language.
type Narration struct {
	Error       func(name, message string) string             // what is wrong with it
	Code        func(name string, length, entered int) string // how far a code has come, never its digits; length 0 is not known
	On, Off     func(name string) string                      // an option
	Busy        func(name string) string                      // its work is under way
	ReadOnly    func(name string) string                      // it cannot be changed
	Unavailable func(name string) string                      // it does nothing at present

	Edit EditWords // these can be seen too
}

// Narrated is a widget that tells its state.
type Narrated interface{ SetNarration(n *Narration) }

// Narrate gives every widget of a tree of containers the words for its state. Widgets of the package pass it on to what
// they hold.
func Narrate(o fyne.CanvasObject, n *Narration) {
	switch o := o.(type) {
	case nil:
	case Narrated:
		o.SetNarration(n)
	case *fyne.Container:
		for _, child := range o.Objects {
			Narrate(child, n)
		}
	}
}

// narrator is what a widget keeps of it; the zero value has no words.
type narrator struct{ words *Narration }

// SetNarration implements Narrated.
func (n *narrator) SetNarration(words *Narration) { n.words = words }

// wrong is a name with what is wrong with it.
func (n *narrator) wrong(name, message string) string {
	if n.words == nil {
		return sentence(name, message)
	}
	return n.words.Error(name, message)
}

// off is a name with the state of a control that does nothing at present, or cannot be changed.
func (n *narrator) off(name string, disabled, readOnly bool) string {
	switch {
	case n.words == nil:
		return name
	case disabled:
		return n.words.Unavailable(name)
	case readOnly:
		return n.words.ReadOnly(name)
	}
	return name
}

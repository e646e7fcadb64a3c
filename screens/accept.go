package screens

// Accepting is a Screen that can show that its answer was right: a tick is drawn, and looked at for a moment. Then is
// called when that is over; at once where the person wants no motion. The Screen stays busy.
type Accepting interface{ Accept(then func()) }

// Accept implements Accepting.
func (f *form) Accept(then func()) {
	if f.button == nil {
		then()
		return
	}
	f.button.Accept(then)
}

// Accept implements Accepting: the tick is at the code.
func (c *code) Accept(then func()) {
	c.button.SetBusy(false)
	c.field.Accept(then)
}

// IsSplash says whether a Screen only waits for another one.
func IsSplash(s Screen) bool {
	_, ok := s.(*splash)
	return ok
}

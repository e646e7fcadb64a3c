package app

import "github.com/vestibule-app/vestibule/screens"

// offerCode reads the clipboard when the window gets the focus, at no other time, and only where the settings say so. A
// code that was not in it before is offered by the screen that asks for one. Nothing else of what was read is kept, and
// nothing is logged.
func (a *App) offerCode() {
	if !a.settings.ClipboardCode {
		return
	}
	code := screens.ClipboardCode(a.fyne.Clipboard().Content())
	if code == a.clipped {
		return
	}
	a.clipped = code
	if s, ok := a.screen.(screens.Offering); ok {
		s.Offer(code)
	}
}

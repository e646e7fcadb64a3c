package screens

import "fyne.io/fyne/v2"

// VisitLaidOut visits what is shown.
func VisitLaidOut(content fyne.CanvasObject, visit func(fyne.CanvasObject, fyne.Position)) {
	visitLaidOut(content, func(o fyne.CanvasObject, at fyne.Position, _ *view) { visit(o, at) })
}

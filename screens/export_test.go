package screens

import (
	"fyne.io/fyne/v2"

	"github.com/vestibule-app/vestibule/assets/brand"
)

// VisitLaidOut visits what is shown.
func VisitLaidOut(content fyne.CanvasObject, visit func(fyne.CanvasObject, fyne.Position)) {
	visitLaidOut(content, func(o fyne.CanvasObject, at fyne.Position, _ *view) { visit(o, at) })
}

// FindingKey is the key of the words that a code is said with.
func FindingKey(code brand.Code) string { return findingKey(code) }

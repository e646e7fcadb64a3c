package screens

import "fyne.io/fyne/v2"

// NewPanel is the brand's side of a wide window.
func NewPanel(a Asking) fyne.CanvasObject { return newPanel(a, func(bool) {}) }

// NewChip shows who is signing in.
func NewChip(who, change string) fyne.CanvasObject { return newChip(who, change, false, nil, nil) }

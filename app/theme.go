package app

import (
	"fyne.io/fyne/v2"

	"github.com/vestibule-app/vestibule/screens"
)

// theme is how the window looks at this moment: as the brand has it, in the fonts of the language, held light or dark if
// the person wants it so, and as large and as strong as they can read it.
func (a *App) theme() fyne.Theme {
	th := screens.ThemeOf(a.livery.pack, a.highContrast(), a.words.Tag())
	th.TextScale = float32(a.settings.TextSize) / 100
	th.PlainCode = a.settings.OneField
	return fixedVariant(th, a.settings.Theme)
}

// highContrast is the person's word, else the system's.
func (a *App) highContrast() bool {
	switch screens.Contrast(a.settings.Contrast) {
	case screens.ContrastOn:
		return true
	case screens.ContrastOff:
		return false
	}
	return a.system.HighContrast
}

// dress has the window look and move as it should by now.
func (a *App) dress() {
	a.still.Store(a.settings.Motion == "reduced" || a.system.LessMotion)
	a.skin = &skin{a.theme()}
	a.fyne.Settings().SetTheme(a.skin)
}

// skin is the theme of the window. Beneath it the look can be another from one moment to the next.
type skin struct{ fyne.Theme }

// redress is dress for a window whose screen is built anew in a moment. It gives Fyne another theme only when the fonts are
// others: for each theme Fyne reads all fonts again, which takes a moment.
func (a *App) redress() {
	fresh := a.theme()
	for _, style := range []fyne.TextStyle{{}, {Bold: true}, {Monospace: true}} {
		if a.skin.Font(style) != fresh.Font(style) {
			a.dress()
			return
		}
	}
	a.skin.Theme = fresh
}

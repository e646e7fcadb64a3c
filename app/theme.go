package app

import (
	"fyne.io/fyne/v2"

	"github.com/vestibule-app/vestibule/screens"
	"github.com/vestibule-app/vestibule/screens/kit"
)

// themeFor is the theme with the fonts of a language, held light or dark if the person wants it so.
func themeFor(tag, variant string) fyne.Theme {
	th := kit.NewTheme(nil)
	th.Fonts = screens.Fonts(tag)
	return fixedVariant(th, variant)
}

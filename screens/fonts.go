package screens

import (
	"fyne.io/fyne/v2"

	"github.com/vestibule-app/vestibule/assets"
	"github.com/vestibule-app/vestibule/screens/kit"
)

// Fonts are the fonts that the words of a language are drawn in; tag is that of Words. They hold the scripts that
// Fyne's own font lacks, and what they lack Fyne takes from its own font, and then from the system.
func Fonts(tag string) kit.Fonts {
	regular, bold := assets.Fonts(tag)
	return kit.Fonts{
		Regular: fyne.NewStaticResource("Regular.ttf", regular),
		Bold:    fyne.NewStaticResource("Bold.ttf", bold),
	}
}

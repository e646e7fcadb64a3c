package kit

import (
	_ "unsafe" // go:linkname asks for it

	"fyne.io/fyne/v2"
	"github.com/go-text/typesetting/shaping"
)

// shaper is the one that Fyne shapes every text with. There is no other way to it.
//
//go:linkname shaper fyne.io/fyne/v2/internal/painter.shaper
var shaper *shaping.HarfbuzzShaper

// ReleaseFonts is a listener for the settings of an application, which lets go of fonts that nothing is drawn in any
// more. When the theme changes, Fyne forgets the fonts that it has read, and reads them anew; but its shaper has a plan for
// each font that it ever met, which holds all of the font, and drops none (planCache in harfbuzz/shape.go of
// go-text/typesetting). That is some megabytes for each change.
func ReleaseFonts(fyne.Settings) {
	if shaper != nil { // it has another name in another version of Fyne
		*shaper = shaping.HarfbuzzShaper{}
	}
}

package screens

import (
	"crypto/sha256"
	"encoding/hex"
	"sync"

	"fyne.io/fyne/v2"

	"github.com/vestibule-app/vestibule/assets"
	"github.com/vestibule-app/vestibule/screens/kit"
)

// Fonts are the fonts that the words of a language are drawn in; tag is that of Words. They hold the script that Fyne's
// own font lacks, and what they lack Fyne takes from its own font, and then from the system.
func Fonts(tag string) kit.Fonts {
	if known, ok := fontsByTag.Load(tag); ok {
		return known.(kit.Fonts)
	}
	var fonts kit.Fonts
	if regular, bold := assets.Fonts(tag); regular != nil {
		fonts = kit.Fonts{Regular: scriptFont(regular), Bold: scriptFont(bold)}
	}
	fontsByTag.Store(tag, fonts)
	return fonts
}

// fontsByTag are the fonts of each language: a line of text asks for them each time it is measured.
var fontsByTag sync.Map // of kit.Fonts

func scriptFont(content []byte) fyne.Resource { return resourceOf(content, ".ttf") }

// resources are one for each content, because Fyne keeps what it has drawn of a picture by its name, and the fonts it has
// read by resource, for ever.
var resources sync.Map

func resourceOf(content []byte, ending string) fyne.Resource {
	sum := sha256.Sum256(content)
	name := hex.EncodeToString(sum[:8]) + ending
	found, ok := resources.Load(name)
	if !ok {
		if ending == ".svg" {
			content = kit.Drawable(content)
		}
		found, _ = resources.LoadOrStore(name, fyne.NewStaticResource(name, content))
	}
	return found.(fyne.Resource)
}

// namesFont is one resource, because Fyne keeps the fonts it has read by resource.
var namesFont = sync.OnceValue(func() fyne.Resource {
	return fyne.NewStaticResource("Names.ttf", assets.NamesFont())
})

// NameFont is the font for the LanguageName of a language among words of another, as in a list to choose from; nil when
// that of any words will do.
func NameFont(tag string) fyne.Resource {
	if regular, _ := assets.Fonts(tag); regular == nil {
		return nil
	}
	return namesFont()
}

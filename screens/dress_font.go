package screens

import (
	"bytes"
	"crypto/sha256"
	"os"
	"sync"
	"unicode"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/fontscan"

	"github.com/vestibule-app/vestibule/assets/brand"
	"github.com/vestibule-app/vestibule/screens/kit"
)

// This file is the fonts of a pack. One is used for the languages whose letters it has, all of them: words that change
// their font from letter to letter are harder to read than any font.

// fontsOf are the fonts that the words of a language are drawn in.
func fontsOf(p *brand.Pack, tag string) kit.Fonts {
	fonts := Fonts(tag)
	own := p.Look.Font
	regular, bold := fontFile(own.Regular), fontFile(own.Bold)
	if regular == nil && bold == nil && own.Family != "" {
		regular, bold = installed(own.Family)
	}
	if bold == nil {
		bold = regular
	}
	if regular != nil && spells(regular, tag) {
		fonts.Regular = scriptFont(regular)
	}
	if bold != nil && spells(bold, tag) {
		fonts.Bold = scriptFont(bold)
	}
	if mono := fontFile(own.Monospace); mono != nil {
		fonts.Monospace = scriptFont(mono)
	}
	return fonts
}

func fontFile(f *brand.File) []byte {
	if f == nil {
		return nil
	}
	return f.Data
}

// spelling is whether a font has the letters of a language.
type spelling struct {
	font [sha256.Size]byte
	tag  string
}

var spellings sync.Map // of bool, by spelling: a large font takes a moment to read

// spells says whether a font has every letter that our words in a language are written with.
func spells(content []byte, tag string) bool {
	key := spelling{sha256.Sum256(content), tag}
	if known, ok := spellings.Load(key); ok {
		return known.(bool)
	}
	face, err := font.ParseTTF(bytes.NewReader(content))
	all := err == nil
	for _, letter := range lettersOf(tag) {
		if !all {
			break
		}
		_, all = face.NominalGlyph(letter)
	}
	spellings.Store(key, all)
	return all
}

// lettersOf are the letters of our words in a language, and those of English where there are no words for it.
func lettersOf(tag string) []rune {
	ours := Sentences(tag)
	if ours == nil {
		ours = Sentences(fallback)
	}
	seen := map[rune]bool{}
	var letters []rune
	for _, forms := range ours {
		for _, form := range forms {
			for _, r := range form {
				if (unicode.IsLetter(r) || unicode.IsMark(r)) && !seen[r] {
					seen[r] = true
					letters = append(letters, r)
				}
			}
		}
	}
	return letters
}

// systemFonts are those that are installed. Fyne looks for them too, with the same code and the same cache on disk.
var systemFonts = sync.OnceValue(func() *fontscan.FontMap {
	fonts := fontscan.NewFontMap(silent{})
	if fonts.UseSystemFonts("") != nil {
		return nil
	}
	return fonts
})

type silent struct{}

func (silent) Printf(string, ...any) {}

// mostFont is how large a font on the computer may be, in bytes; those that are larger hold scripts that no brand is set in.
const mostFont = 8 << 20

// installed finds a family among the fonts of the computer; nil where it has none that Fyne can read. A file that holds
// several fonts is none of those.
func installed(family string) (regular, bold []byte) {
	fonts := systemFonts()
	if fonts == nil {
		return nil, nil
	}
	for _, at := range fonts.FindSystemFonts(family) {
		info, err := os.Stat(at.File)
		if err != nil || info.Size() > mostFont || at.Index != 0 {
			continue
		}
		content, err := os.ReadFile(at.File)
		if err != nil {
			continue
		}
		face, err := font.ParseTTF(bytes.NewReader(content))
		if err != nil {
			continue
		}
		switch aspect := face.Describe().Aspect; {
		case aspect.Style == font.StyleItalic || aspect.Stretch != font.StretchNormal:
		case aspect.Weight == font.WeightNormal && regular == nil:
			regular = content
		case aspect.Weight == font.WeightBold && bold == nil:
			bold = content
		}
	}
	return regular, bold
}

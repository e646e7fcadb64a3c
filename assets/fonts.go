package assets

import "embed"

//go:embed fonts/*.ttf
var fonts embed.FS

// scripts says which of the fonts a language is written with. Japanese, Korean and both kinds of Chinese share
// characters that each of them draws in its own way.
var scripts = map[string]string{
	"ar": "Arabic", "fa": "Arabic", "he": "Hebrew", "hi": "Devanagari", "th": "Thai",
	"ja": "Japanese", "ko": "Korean", "zh-Hans": "SimplifiedChinese", "zh-Hant": "TraditionalChinese",
}

// Fonts gives the characters that the words of a language need beyond Latin, Greek and Cyrillic, as two TrueType
// fonts; nil when it needs no others. They go before a font that has the rest; their lines are as high as those of Noto
// Sans.
func Fonts(tag string) (regular, bold []byte) {
	script, ok := scripts[tag]
	if !ok {
		return nil, nil
	}
	return font(script + "-Regular"), font(script + "-Bold")
}

// NamesFont gives a TrueType font for what those languages call themselves, and nothing else.
func NamesFont() []byte { return font("Names-Regular") }

func font(name string) []byte {
	content, err := fonts.ReadFile("fonts/" + name + ".ttf")
	if err != nil {
		panic(err) // cannot happen: the files are compiled in
	}
	return content
}

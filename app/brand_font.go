package app

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"github.com/go-text/typesetting/font"

	"github.com/vestibule-app/vestibule/assets/brand"
	"github.com/vestibule-app/vestibule/screens"
)

// fontFlaws tells of a font that other computers may not have.
func fontFlaws(p *brand.Pack) []flaw {
	if p.Look.Font.Family == "" || p.Look.Font.Regular != nil {
		return nil
	}
	return []flaw{noteAt(p, flawFont, "look.font.family", brand.FontElsewhere, brand.Args{"Family": p.Look.Font.Family},
		"look.font.family: %s is not on every computer, and the built-in font is used where it is not; a font file in look.font.regular is the same everywhere",
		p.Look.Font.Family)}
}

// borrowedLetters notes the languages whose letters a font of a pack lacks, so that a built-in font has to write them.
func borrowedLetters(p *brand.Pack, tags []string) []flaw {
	var all []flaw
	for _, f := range []struct {
		key  string
		file *brand.File
	}{{"look.font.regular", p.Look.Font.Regular}, {"look.font.bold", p.Look.Font.Bold}} {
		if f.file == nil {
			continue
		}
		faces := facesOf(fyne.NewStaticResource(f.file.Name, f.file.Data))
		var lacking []string
		for _, tag := range tags {
			for _, text := range saidIn(p, tag) {
				if strings.ContainsFunc(text, func(r rune) bool { return unicode.IsLetter(r) && !hasGlyph(r, faces) }) {
					lacking = append(lacking, tag)
					break
				}
			}
		}
		if len(lacking) > 0 {
			all = append(all, noteAt(p, flawFont, f.key, brand.LettersMissing, brand.Args{"File": f.file.Name, "Languages": strings.Join(lacking, ", ")},
				"%s: %s lacks letters of %s, which the built-in fonts write", f.key, f.file.Name, strings.Join(lacking, ", ")))
		}
	}
	return all
}

// missingGlyphs finds the characters of a language's words, ours and those of a pack, that are in none of the fonts that
// come along.
func missingGlyphs(p *brand.Pack, tag string) []flaw {
	th := screens.ThemeOf(p, false, tag)
	lacking, where := map[rune]bool{}, ""
	for _, style := range []fyne.TextStyle{{}, {Bold: true}} {
		faces := facesOf(th.Font(style), theme.DefaultTheme().Font(style), theme.DefaultSymbolFont(), theme.DefaultEmojiFont())
		for key, text := range saidIn(p, tag) {
			for _, r := range text {
				if unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zs, unicode.Variation_Selector) || hasGlyph(r, faces) {
					continue
				}
				if lacking[r] = true; where == "" || key < where {
					where = key
				}
			}
		}
	}
	if len(lacking) == 0 {
		return nil
	}
	some := charactersOf(lacking)
	has := some
	if strings.HasSuffix(some, "…") {
		has = fmt.Sprintf("%d characters (%s)", len(lacking), some)
	}
	f := flawAt(p, flawFont, where, brand.GlyphsMissing, brand.Args{"Characters": codePointsOf(lacking), "Language": screens.LanguageName(tag)},
		"%s: no font that comes along has %s, so %s shows empty boxes; write it otherwise, or add a font that has it",
		where, has, languageIn(tag))
	f.Lang = tag
	return []flaw{f}
}

// facesOf reads fonts. One that is not there is left out, as the font of emoji in builds without it.
func facesOf(resources ...fyne.Resource) []*font.Face {
	var faces []*font.Face
	for _, r := range resources {
		if r == nil {
			continue
		}
		if face, err := font.ParseTTF(bytes.NewReader(r.Content())); err == nil {
			faces = append(faces, face)
		}
	}
	return faces
}

func hasGlyph(r rune, faces []*font.Face) bool {
	return slices.ContainsFunc(faces, func(f *font.Face) bool { _, ok := f.NominalGlyph(r); return ok })
}

// saidIn is all that a brand's window shows in a language by itself, by the key of brand.toml that says it; "" are words of
// ours.
func saidIn(p *brand.Pack, tag string) map[string]string {
	said := map[string]string{"name": p.Name.In(tag), "company": p.Company.In(tag)}
	said[""] = strings.Join(slices.Collect(maps.Values(sentencesIn(tag))), " ")
	for key, sentence := range p.Words[tag] {
		said["words."+tag+"."+key] = screens.PlaceRE.ReplaceAllString(strings.Join(slices.Collect(maps.Values(sentence)), " "), "")
	}
	for i, a := range p.Attributes {
		said[fmt.Sprintf("attribute[%d].label", i)], said[fmt.Sprintf("attribute[%d].hint", i)] = a.Label.In(tag), a.Hint.In(tag)
	}
	return said
}

// sentencesIn are our words in a language by key, those of a plural together, without the places that are filled in. Those
// of Brand Studio are not among them, which is drawn in no brand.
func sentencesIn(tag string) map[string]string {
	all := map[string]string{}
	for key, forms := range screens.Sentences(tag) {
		if strings.HasPrefix(key, "studio.") {
			continue
		}
		all[key] = screens.PlaceRE.ReplaceAllString(strings.Join(slices.Collect(maps.Values(forms)), " "), " ")
	}
	return all
}

// saidOnce leaves out characters that are missing in the same key in another language too: most texts of a pack are the same
// in every language, and need to be mended once. It is told of in lang if it is missing there.
func saidOnce(all []flaw, lang string) []flaw {
	kept := map[[2]string]string{}
	for _, f := range all {
		if id := [2]string{f.Key, f.Args["Characters"]}; f.Code == brand.GlyphsMissing && (kept[id] == "" || f.Lang == lang) {
			kept[id] = f.Lang
		}
	}
	return slices.DeleteFunc(all, func(f flaw) bool {
		return f.Code == brand.GlyphsMissing && kept[[2]string{f.Key, f.Args["Characters"]}] != f.Lang
	})
}

// codePointsOf is charactersOf for a window, which has no font to draw them either.
func codePointsOf(set map[rune]bool) string { return someOf(set, "%U") }

// charactersOf writes a few of a set of characters.
func charactersOf(set map[rune]bool) string { return someOf(set, "%c") }

func someOf(set map[rune]bool, format string) string {
	const shown = 8
	all := slices.Sorted(maps.Keys(set))
	var some []string
	for _, r := range all[:min(len(all), shown)] {
		some = append(some, fmt.Sprintf(format, r))
	}
	if len(all) > shown {
		some = append(some, "…")
	}
	return strings.Join(some, " ")
}

// languageIn is a language in a sentence.
func languageIn(tag string) string { return screens.LanguageName(tag) + " (" + tag + ")" }

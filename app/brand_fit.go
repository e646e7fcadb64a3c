package app

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"

	"fyne.io/fyne/v2"

	"github.com/vestibule-app/vestibule/assets/brand"
	"github.com/vestibule-app/vestibule/screens"
	"github.com/vestibule-app/vestibule/screens/kit"
)

// unfit are texts of a pack, or of ours in its fonts and sizes, that do not fit.
type unfit struct {
	first screens.Misfit
	where string // the first one
	more  int

	screen string  // the exhibit that shows the first one; empty: any that has the text
	width  float32 // of its window
}

// misfitFlaws lays out the screens in a language as the brand has them: in every state in the narrowest window, and each in
// one state in the narrowest window that shows the brand's side. paper is in the theme of the language. It is said before
// each screen which one is next; false ends it.
func misfitFlaws(p *brand.Pack, words *screens.Words, paper *offscreen, next func(screen string) bool) []flaw {
	found := map[string]*unfit{} // by key of brand.toml, "" for our words
	var keys []string
	add := func(key string, m screens.Misfit, u unfit) {
		if u := found[key]; u != nil {
			u.more++
			return
		}
		keys = append(keys, key)
		u.first = m
		found[key] = &u
	}
	for _, w := range longWords(p, words.Tag()) {
		add(w.key, w.Misfit, unfit{where: "and is broken on two lines in a window " + fmt.Sprint(kit.WindowMinWidth) + " wide"})
	}
	exhibits := screens.Gallery(exhibitAsking(words, p))
	var names []string
	for _, exhibit := range exhibits {
		names = append(names, exhibit.Name)
	}
	wanted, first := laidOut(p, words.Tag(), names), oneOfEach(names)
	for _, exhibit := range exhibits {
		if !slices.Contains(wanted, exhibit.Name) {
			continue
		}
		if !next(exhibit.Name) {
			return nil
		}
		s := exhibit.Build()
		paper.open(s, fyne.NewSize(kit.WindowMinWidth, tall))
		widths := []float32{kit.WindowMinWidth}
		if slices.Contains(first, exhibit.Name) {
			widths = append(widths, kit.WideFrom)
		}
		seen := map[screens.Misfit]bool{}
		for _, width := range widths {
			paper.canvas.Resize(fyne.NewSize(width, tall))
			for _, m := range screens.Misfits(s.Content()) {
				if seen[m] {
					continue
				}
				seen[m] = true
				add(keyOf(p, words.Tag(), m.Text), m, unfit{
					where: fmt.Sprintf("on %s in a window %g wide", exhibit.Name, width), screen: exhibit.Name, width: width,
				})
			}
		}
		for _, u := range found {
			if u.screen == "" && screens.Says(s.Content(), u.first.Text) {
				u.screen, u.width = exhibit.Name, kit.WindowMinWidth
			}
		}
	}
	paper.canvas.SetContent(nil)
	var all []flaw
	for _, key := range keys {
		u := found[key]
		text := misfitText(u.first) + " " + u.where
		if u.more > 0 {
			text += fmt.Sprintf(", and %d more do not fit", u.more)
		}
		args := brand.Args{"Text": plain(u.first.Text), "Language": screens.LanguageName(words.Tag())}
		var f flaw
		if key != "" {
			f = flawAt(p, flawWords, key, brand.TextTooLong, args, "%s in %s: %s; make it shorter", key, languageIn(words.Tag()), text)
		} else {
			f = flawAt(p, flawWords, sizeKey(p), brand.TextTooLarge, args, "in %s: %s; choose smaller sizes, or a narrower font", languageIn(words.Tag()), text)
		}
		f.Lang, f.Screen, f.Width = words.Tag(), u.screen, u.width
		all = append(all, f)
	}
	return all
}

// longWord is a word that is wider than a card in the narrowest window, with the key of brand.toml that it is under.
type longWord struct {
	screens.Misfit
	key string
}

// longWords are the words that do not fit on a line of their own. A screen breaks them anywhere, so that nothing is lost;
// scripts that are broken anywhere have none.
func longWords(p *brand.Pack, tag string) []longWord {
	size := sizesOf(p)
	room := float32(min(size("card_width"), float64(kit.WindowMinWidth)-2*size("page_padding")) - 2*size("card_padding"))
	var all []longWord
	look := func(key, name, text string) {
		points, style := float32(size("body_size")), fyne.TextStyle{}
		if strings.HasSuffix(name, ".title") {
			points, style = float32(size("title_size")), fyne.TextStyle{Bold: true}
		}
		for word := range strings.FieldsFuncSeq(screens.PlaceRE.ReplaceAllString(text, " "), unicode.IsSpace) {
			if strings.ContainsFunc(word, breaksAnywhere) {
				continue
			}
			if need := fyne.MeasureText(word, points, style).Width; need > room {
				all = append(all, longWord{screens.Misfit{Text: word, Why: screens.MisfitCut, Room: room, Need: need}, key})
			}
		}
	}
	own := p.Words[tag]
	for _, name := range slices.Sorted(maps.Keys(own)) {
		for _, said := range own[name] {
			look("words."+tag+"."+name, name, said)
		}
	}
	ours := sentencesIn(tag)
	for _, name := range slices.Sorted(maps.Keys(ours)) {
		if own[name] == nil {
			look("", name, ours[name])
		}
	}
	return all
}

func breaksAnywhere(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai)
}

// tall is the height of a window in which nothing is scrolled away.
const tall = 4000

func misfitText(m screens.Misfit) string {
	text := "“" + plain(m.Text) + "”"
	switch m.Why {
	case screens.MisfitCut:
		return fmt.Sprintf("%s needs %.0f and has %.0f", text, m.Need, m.Room)
	case screens.MisfitWide:
		return fmt.Sprintf("a screen needs %.0f of width and has %.0f", m.Need, m.Room)
	case screens.MisfitOverlap:
		return fmt.Sprintf("%s lies on “%s”", text, plain(m.Other))
	}
	return text + " lies outside of the window"
}

// keyOf is the key of brand.toml that a text on a screen comes from; "" when none does. A text is often one line of a
// sentence.
func keyOf(p *brand.Pack, tag, text string) string {
	line := ""
	for _, run := range strings.FieldsFunc(text, func(r rune) bool { return unicode.Is(unicode.Cf, r) }) {
		if run = strings.TrimSpace(run); len(run) > len(line) {
			line = run // of one direction, in the order of reading
		}
	}
	if len(line) < 2 {
		return ""
	}
	own := saidIn(p, tag)
	for _, key := range slices.Sorted(maps.Keys(own)) {
		if key == "" || own[key] == "" || sizeKey(p) != "" && !strings.Contains(key, ".") {
			continue // a name is in many sentences, and too long for none of them in our sizes
		}
		parts := []string{own[key]}
		if rest, ok := strings.CutPrefix(key, "words."+tag+"."); ok {
			parts = nil
			for _, said := range p.Words[tag][rest] {
				parts = append(parts, screens.PlaceRE.Split(said, -1)...)
			}
		}
		for _, part := range parts {
			if part = strings.TrimSpace(part); len(part) > 1 && (strings.Contains(part, line) || strings.Contains(line, part)) {
				return key
			}
		}
	}
	return ""
}

// plain is a text without what a screen steers directions with.
func plain(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Cf, r) {
			return -1
		}
		return r
	}, s)
}

// sizeKey is the key whose value may well be too large; "" when none is set.
func sizeKey(p *brand.Pack) string {
	for _, key := range []string{"look.font.regular", "tokens", "look.density"} {
		if p.Place(key) > 0 {
			return key
		}
	}
	return ""
}

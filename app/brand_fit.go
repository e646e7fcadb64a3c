package app

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"fyne.io/fyne/v2"

	"github.com/vestibule-app/vestibule/assets"
	"github.com/vestibule-app/vestibule/assets/brand"
	"github.com/vestibule-app/vestibule/screens"
	"github.com/vestibule-app/vestibule/screens/kit"
)

// unfit are texts of a pack, or of ours in its fonts and sizes, that do not fit.
type unfit struct {
	first screens.Misfit
	where string // the first one
	more  int
}

// misfitFlaws lays out every screen in a language as the brand has it, in the narrowest window, and each kind of screen
// also in the narrowest window that shows the brand's side. paper is in the theme of the language.
func misfitFlaws(p *brand.Pack, words *screens.Words, paper *offscreen) []flaw {
	found := map[string]*unfit{} // by key of brand.toml, "" for our words
	var keys []string
	ask := exhibitAsking(words, p)
	for _, exhibit := range screens.Gallery(ask) {
		s := exhibit.Build()
		paper.open(s, fyne.NewSize(kit.WindowMinWidth, tall))
		widths := []float32{kit.WindowMinWidth}
		if !strings.Contains(exhibit.Name, "-") { // the states of a screen have the same beside them
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
				key := keyOf(p, words.Tag(), m.Text)
				if u := found[key]; u != nil {
					u.more++
					continue
				}
				keys = append(keys, key)
				found[key] = &unfit{first: m, where: fmt.Sprintf("on %s in a window %g wide", exhibit.Name, width)}
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
		var f flaw
		if key != "" {
			f = flawAt(p, flawWords, key, "%s in %s: %s; make it shorter", key, languageIn(words.Tag()), text)
		} else {
			f = flawAt(p, flawWords, sizeKey(p), "in %s: %s; choose smaller sizes, or a narrower font", languageIn(words.Tag()), text)
		}
		f.Lang = words.Tag()
		all = append(all, f)
	}
	return all
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
		if key == "" || own[key] == "" {
			continue
		}
		parts := []string{own[key]}
		if rest, ok := strings.CutPrefix(key, "words."+tag+"."); ok {
			parts = nil
			for _, said := range p.Words[tag][rest] {
				parts = append(parts, placeInWords.Split(said, -1)...)
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

// languagesToLayOut are those in which words can fail to fit: all of them in other fonts or sizes than ours, else those
// that a pack has words in, and the longest, for its name stands among ours.
func languagesToLayOut(p *brand.Pack) []string {
	all := assets.Languages()
	if f := p.Look.Font; f.Regular != nil || f.Family != "" || p.Look.Density != brand.Densities[0] || len(p.Tokens.Sizes) > 0 {
		return all
	}
	own := maps.Clone(p.Name)
	for tag := range p.Words {
		own[tag] = ""
	}
	for _, texts := range []brand.Texts{p.Company, p.Window.Title} {
		maps.Copy(own, texts)
	}
	for _, a := range p.Attributes {
		maps.Copy(own, a.Label)
		maps.Copy(own, a.Hint)
	}
	length := map[string]int{}
	for _, tag := range all {
		length[tag] = utf8.RuneCountInString(saidIn(p, tag)[""])
	}
	longest := slices.MaxFunc(all, func(a, b string) int { return cmp.Compare(length[a], length[b]) })
	return slices.DeleteFunc(all, func(tag string) bool {
		_, ok := own[tag]
		return !ok && tag != longest && tag != "en"
	})
}

// most is how many languages a process lays out.
const most = 4

// sharesOf divides languages among processes: those of a share are written in the same fonts.
func sharesOf(langs []string) [][]string {
	var shares [][]string
	last := map[string]int{} // the share, by the font
	for _, lang := range langs {
		regular, _ := assets.Fonts(lang)
		i, ok := last[string(regular)]
		if !ok || len(shares[i]) == most {
			i = len(shares)
			last[string(regular)] = i
			shares = append(shares, nil)
		}
		shares[i] = append(shares[i], lang)
	}
	return shares
}

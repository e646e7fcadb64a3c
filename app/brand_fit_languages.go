package app

import (
	"cmp"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/vestibule-app/vestibule/assets"
	"github.com/vestibule-app/vestibule/assets/brand"
)

// laidOut are the exhibits that are looked at in a language: all of them where the brand says something itself, else one
// state of each screen, which has the words that are on one line.
func laidOut(p *brand.Pack, tag string, names []string) []string {
	if slices.Contains(ownLanguages(p), tag) {
		return names
	}
	return oneOfEach(names)
}

// oneOfEach are the first exhibits of each screen, which the first word of their names tells.
func oneOfEach(names []string) []string {
	var first []string
	met := map[string]bool{}
	for _, name := range names {
		if screen, _, _ := strings.Cut(name, "-"); !met[screen] {
			met[screen] = true
			first = append(first, name)
		}
	}
	return first
}

// languagesToLayOut are those in which words can fail to fit: all of them in other fonts or sizes than ours, else
// ownLanguages.
func languagesToLayOut(p *brand.Pack) []string {
	if f := p.Look.Font; f.Regular != nil || f.Family != "" || p.Look.Density != brand.Densities[0] || len(p.Tokens.Sizes) > 0 {
		return assets.Languages()
	}
	return ownLanguages(p)
}

// ownLanguages are those that a pack has words in, English, and the longest, for the name stands among our words.
func ownLanguages(p *brand.Pack) []string {
	all := assets.Languages()
	own := map[string]bool{"en": true}
	for tag := range p.Words {
		own[tag] = true
	}
	texts := []brand.Texts{p.Name, p.Company, p.Window.Title}
	for _, a := range p.Attributes {
		texts = append(texts, a.Label, a.Hint)
	}
	for _, t := range texts {
		for tag := range t {
			own[tag] = true
		}
	}
	own[longest()] = true
	return slices.DeleteFunc(all, func(tag string) bool { return !own[tag] })
}

// longest is the language whose words are the longest together.
var longest = sync.OnceValue(func() string {
	length := map[string]int{}
	for _, tag := range assets.Languages() {
		for _, said := range sentencesIn(tag) {
			length[tag] += utf8.RuneCountInString(said)
		}
	}
	return slices.MaxFunc(assets.Languages(), func(a, b string) int { return cmp.Compare(length[a], length[b]) })
})

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

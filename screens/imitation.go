package screens

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"sync"

	"golang.org/x/text/unicode/norm"

	"github.com/vestibule-app/vestibule/assets"
	"github.com/vestibule-app/vestibule/assets/brand"
)

// This file tells text of a brand that reads like our line about the host, which says who gets the password.

// english are the words that many people know beside those of their language.
var english = sync.OnceValue(func() *Words {
	w, err := NewWords(fallback)
	if err != nil {
		panic(err) // cannot happen: they are compiled in, and the tests read them
	}
	return w
})

var hostRE = regexp.MustCompile(`[\p{L}\p{N}-]\.\p{L}{2,}`)

// imitates says whether text of a stranger reads like our line that says who gets the password: it has the words of the
// line, or of the promise on the panel, and something that looks like a host.
func (w *Words) imitates(text string) bool {
	text = likeness(text)
	if !hostRE.MatchString(text) {
		return false
	}
	const here = "\uFFFC"
	for _, words := range []*Words{w, english()} {
		line := words.Say("host", Params{"Host": here})
		for part := range strings.SplitSeq(likeness(line), here) {
			part = strings.Trim(part, " :"+firstStrongIsolate+popIsolate)
			if part != "" && strings.Contains(text, part) {
				return true
			}
		}
		// The promise on the panel says the same in a sentence of its own, the second of two.
		promise, _, _ := strings.Cut(likeness(words.Say("panel.promise", Params{"Host": here})), here)
		promise = strings.Trim(promise[strings.LastIndexAny(promise, ".!?।")+1:], " :,"+firstStrongIsolate)
		if _, host, promises := strings.Cut(text, promise); promise != "" && promises {
			if at := hostRE.FindStringIndex(host); at != nil && len(strings.Fields(host[:at[1]])) == 1 {
				return true
			}
		}
	}
	return false
}

// likeness is what text looks like: letters that look like those of other scripts, and that are wide or otherwise another
// form of the same, are one (UTS #39, section 4, for what a line about a host can be spelt with).
func likeness(text string) string {
	text = norm.NFKC.String(strings.Join(strings.Fields(clean(text, longestSentence)), " "))
	return lookalikes.Replace(strings.ToLower(lookalikes.Replace(text)))
}

var lookalikes = func() *strings.Replacer {
	var pairs []string
	for latin, others := range map[string]string{
		"a": "аɑα", "b": "Ь", "c": "сϲ", "d": "ԁ", "e": "еҽ", "g": "ɡց", "h": "һ", "i": "іıɩι", "j": "јϳ", "k": "κк", "l": "ӏⅼ|", "m": "м", "n": "ո",
		"o": "оοօ", "p": "рρ", "q": "ԛ", "r": "г", "s": "ѕ", "t": "тτ", "u": "υս", "v": "ѵν", "w": "ԝѡ", "x": "х", "y": "уү", "z": "ᴢ",
		"A": "АΑ", "B": "ВΒ", "C": "СϹ", "E": "ЕΕ", "G": "Ԍ", "H": "НΗ", "I": "ІΙӀ", "J": "Ј", "K": "КΚ", "M": "МΜ", "N": "Ν", "O": "ОΟ", "P": "РΡ", "S": "Ѕ", "T": "ТΤ",
		"X": "ХΧ", "Y": "ҮΥ", "Z": "Ζ", ".": "。․·‧∙", ":": "：", "-": "‐‑‒–—−",
	} {
		for _, other := range others {
			pairs = append(pairs, string(other), latin)
		}
	}
	return strings.NewReplacer(pairs...)
}()

// Imitations finds what in a pack passes for something else: text that reads like the line about the host, in the language
// that it is for, and mail domains that can be taken for well-known ones.
func Imitations(p *brand.Pack) []brand.Finding {
	var found []brand.Finding
	look := func(key, tag, text string) {
		if !hostRE.MatchString(likeness(text)) {
			return
		}
		tags := []string{tag}
		if tag == "" {
			tags = assets.Languages()
		}
		for _, tag := range tags {
			if w, err := NewWords(tag); err == nil && w.imitates(text) {
				found = append(found, p.At(key, brand.HostImitated, nil, fmt.Sprintf("%s reads like the line that says who gets the password; write it in another way", key)))
				return
			}
		}
	}
	texts := map[string]brand.Texts{"name": p.Name, "company": p.Company, "window.title": p.Window.Title}
	for i, a := range p.Attributes {
		texts[fmt.Sprintf("attribute[%d].label", i)], texts[fmt.Sprintf("attribute[%d].hint", i)] = a.Label, a.Hint
	}
	for _, key := range slices.Sorted(maps.Keys(texts)) {
		for _, tag := range slices.Sorted(maps.Keys(texts[key])) {
			look(key, tag, texts[key][tag])
		}
	}
	for _, tag := range slices.Sorted(maps.Keys(p.Words)) {
		for _, key := range slices.Sorted(maps.Keys(p.Words[tag])) {
			for _, form := range p.Words[tag][key] {
				look("words."+tag+"."+key, tag, named(form, p.Name.In(tag)))
			}
		}
	}
	found = slices.CompactFunc(found, func(a, b brand.Finding) bool { return a.Key == b.Key })
	return append(found, mimickedDomains(p)...)
}

// named is a sentence with the name of the brand where it is filled in: half of an imitation may be in either.
func named(sentence, name string) string { return strings.ReplaceAll(sentence, "{{.Brand}}", name) }

package screens

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"

	"github.com/vestibule-app/vestibule/assets/brand"
)

// longestSentence is how many runes a sentence of a brand may have.
const longestSentence = 600

// branding is what a brand says in the place of our words.
type branding struct {
	localizer *i18n.Localizer
	keys      map[string]bool
}

// localize is "" where the brand has no words.
func (b *branding) localize(config *i18n.LocalizeConfig) string {
	if b == nil || !b.keys[config.MessageID] {
		return ""
	}
	s, _ := b.localizer.Localize(config)
	return s
}

// Branded are the same words with those of a pack in their place. A key that the pack has no words for in this language
// keeps ours, and so do words that cannot be said: with a place that nothing fills, or those of the line that says who
// gets the password.
func (w *Words) Branded(p *brand.Pack) *Words {
	dressed := *w
	dressed.branded = nil
	said := map[string]*i18n.Message{}
	for _, tag := range w.nearest(slices.Collect(maps.Keys(p.Words))) {
		for key, sentence := range p.Words[tag] {
			if said[key] == nil && w.keys[key] && !slices.Contains(brand.Fixed, key) && dressed.sayable(key, sentence, p.Name.In(w.tag)) {
				said[key] = message(key, sentence, w.tag == Pseudo)
			}
		}
	}
	if len(said) == 0 {
		return &dressed
	}
	tag := language.Make(w.tag)
	bundle := i18n.NewBundle(tag)
	b := &branding{keys: map[string]bool{}}
	for key, m := range said {
		if bundle.AddMessages(tag, m) == nil {
			b.keys[key] = true
		}
	}
	b.localizer = i18n.NewLocalizer(bundle, w.tag)
	dressed.branded = b
	return &dressed
}

// message is a sentence of a brand, made harmless. The plural forms that it lacks are those of any number.
func message(key string, sentence brand.Sentence, accented bool) *i18n.Message {
	form := func(name string) string {
		s := clean(cmp.Or(sentence[name], sentence["other"]), longestSentence)
		if accented {
			return pseudo(s)
		}
		return s
	}
	return &i18n.Message{ID: key, Zero: form("zero"), One: form("one"), Two: form("two"), Few: form("few"), Many: form("many"), Other: form("other")}
}

// nearest lists those of some languages that are spoken to whoever speaks this one, the nearest first: what was asked for,
// what includes it, and then what is hardly another language.
func (w *Words) nearest(tags []string) []string {
	chosen := language.Make(w.tag)
	wanted := chosen
	if b, _ := w.wanted.Base(); w.tag != Pseudo && b == base(chosen) {
		wanted = w.wanted
	}
	var near []string
	for _, from := range []language.Tag{wanted, chosen} {
		for tag := from; tag != language.Und; tag = tag.Parent() {
			if name := tag.String(); slices.Contains(tags, name) && !slices.Contains(near, name) {
				near = append(near, name)
			}
		}
	}
	slices.Sort(tags)
	for _, name := range tags {
		_, _, how := language.NewMatcher([]language.Tag{language.Make(name)}).Match(wanted)
		if how >= language.High && !slices.Contains(near, name) {
			near = append(near, name)
		}
	}
	return near
}

func base(tag language.Tag) language.Base {
	b, _ := tag.Base()
	return b
}

// sayable says whether a brand of that name may say a sentence for a key: every place in it is one that ours have, and it
// says nothing that could be taken for the line about the host.
func (w *Words) sayable(key string, sentence brand.Sentence, name string) bool {
	if sentence["other"] == "" {
		return false
	}
	for _, form := range sentence {
		rest := PlaceRE.ReplaceAllStringFunc(form, func(place string) string {
			if slices.Contains(places()[key], strings.Trim(place, "{.}")) {
				return ""
			}
			return place
		})
		if strings.Contains(rest, "{{") || strings.Contains(rest, "}}") || w.imitates(named(form, name)) {
			return false
		}
	}
	return true
}

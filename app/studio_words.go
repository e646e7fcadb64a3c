package app

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"github.com/vestibule-app/vestibule/assets/brand"
	"github.com/vestibule-app/vestibule/screens"
	"github.com/vestibule-app/vestibule/screens/kit"
)

// wordsShown is how many keys are shown at a time; the search finds the others.
const wordsShown = 24

// brandable says whether a brand may say a key in its own words: not those that say who gets the password, and not those of
// windows that no customer sees.
func brandable(key string) bool {
	room, _, _ := strings.Cut(key, ".")
	return !slices.Contains(brand.Fixed, key) && !slices.Contains([]string{"studio", "gallery", "demo"}, room)
}

// wordInputs are the words of the screens in the language of the wall, ours where the brand has none of its own. Those that
// are the brand's come first.
func (s *Studio) wordInputs() []*studioInput {
	tag := s.wall.lang
	said := screens.Sentences(tag)
	all := []*studioInput{{content: kit.NewText(kit.Helper, s.words.Say("studio.words.note", screens.Params{"Language": s.tagName(tag)})), show: func() {}, tell: func(string) {}}, s.searched()}
	var mine, rest []string
	for _, key := range slices.Sorted(maps.Keys(said)) {
		switch {
		case !brandable(key) || !s.found(key, strings.Join(slices.Sorted(maps.Values(said[key])), "\n")):
		case s.doc.words(tag, key) != nil:
			mine = append(mine, key)
		default:
			rest = append(rest, key)
		}
	}
	keys := append(mine, rest...)
	for _, key := range keys[:min(wordsShown, len(keys))] {
		all = append(all, s.wordInput(tag, key, said[key]))
	}
	if more := len(keys) - wordsShown; more > 0 {
		all = append(all, &studioInput{content: kit.NewText(kit.Helper, s.words.Say("studio.words.more", screens.Params{"Count": more})), show: func() {}, tell: func(string) {}})
	}
	return all
}

// wordInput is one key, with a field for each plural.
func (s *Studio) wordInput(tag, key string, said map[string]string) *studioInput {
	at := "words." + tag + "." + key
	box := fieldsOf()
	fields := map[string]*kit.Field{}
	forms := slices.Sorted(maps.Keys(said))
	read := func() map[string]string {
		found := map[string]string{}
		switch v := s.doc.words(tag, key).(type) {
		case string:
			for _, form := range forms {
				found[form] = v
			}
		case map[string]any:
			for _, form := range forms {
				found[form], _ = v[form].(string)
			}
		}
		return found
	}
	for _, form := range forms {
		label := key
		if form != "" {
			label += " (" + form + ")"
		}
		f := kit.NewField(label)
		if fyne.MeasureText(said[form], 15*kit.Scale(), fyne.TextStyle{}).Width < studioInputsWidth-2*kit.Space16-2*kit.Space24 {
			f.SetPlaceholder(kit.Visual(placesApart(said[form]), false)) // Fyne's entry does not know how lines run
		} else {
			f.SetHelper(placesApart(said[form]))
		}
		f.OnChanged = func(text string) {
			texts := read()
			texts[form] = text
			s.edit(at, sentenceAsTOML(texts, said))
		}
		fields[form] = f
		box.Add(f)
	}
	return &studioInput{key: at, content: box, tell: fields[forms[0]].SetError, show: func() {
		for form, text := range read() {
			set(fields[form], text)
		}
		if s.doc.words(tag, key) == nil {
			for _, f := range fields {
				set(f, "")
			}
		}
	}}
}

// placesApart keeps the signs of a place together in a sentence that runs from right to left.
func placesApart(sentence string) string {
	return screens.PlaceRE.ReplaceAllString(sentence, "\u2066$0\u2069")
}

// sentenceAsTOML writes the forms of a sentence. A form that is empty keeps ours, as long as another one is the brand's.
func sentenceAsTOML(texts, ours map[string]string) string {
	if _, plain := ours[""]; plain {
		return quotedOr(texts[""], "")
	}
	var parts []string
	own := false
	for _, form := range slices.Sorted(maps.Keys(ours)) {
		own = own || texts[form] != ""
		text := texts[form]
		if text == "" {
			text = ours[form]
		}
		parts = append(parts, form+" = "+brand.Quote(text))
	}
	if !own {
		return ""
	}
	return "{ " + strings.Join(parts, ", ") + " }"
}

// attributeInputs are the custom attributes, and a way to add one.
func (s *Studio) attributeInputs() []*studioInput {
	var all []*studioInput
	tables := s.doc.attributes()
	heading := kit.NewText(kit.Subtitle, s.words.Say("studio.attributes"))
	add := kit.NewLink(s.words.Say("studio.attributes.add"), func() {
		s.doc.settle()
		s.edit(fmt.Sprintf("attribute[%d].name", len(s.doc.attributes())), brand.Quote("extension_attribute"))
		s.present(s.section)
	})
	all = append(all, &studioInput{content: heading, show: func() {}, tell: func(string) {}})
	for i := range tables {
		at := fmt.Sprintf("attribute[%d].", i)
		for _, part := range []string{"name", "label", "hint"} {
			all = append(all, s.attributeInput(i, part, at+part))
		}
		remove := kit.NewLink(s.words.Say("studio.remove"), func() {
			s.fail(s.doc.removeTable("attribute", i))
			s.changed()
			s.present(s.section)
		})
		remove.SetName(fmt.Sprintf("%s: %s %d", s.words.Say("studio.remove"), s.label("attribute[].name"), i+1))
		all = append(all, &studioInput{content: container.New(startLayout{s.words.RTL()}, remove), show: func() {}, tell: func(string) {}})
	}
	return append(all, &studioInput{content: container.New(startLayout{s.words.RTL()}, add), show: func() {
		if len(s.doc.attributes()) != len(tables) { // an undo
			s.present(s.section)
		}
	}, tell: func(string) {}})
}

// attributeInput is a field for a part of an attribute, in the language of the wall where it differs by language.
func (s *Studio) attributeInput(i int, part, key string) *studioInput {
	label := s.label("attribute[]." + part)
	read := func() (string, map[string]any) {
		tables := s.doc.attributes()
		if i >= len(tables) {
			return "", nil
		}
		text, _ := tables[i][part].(string)
		table, _ := tables[i][part].(map[string]any)
		return text, table
	}
	f := kit.NewField(label)
	f.SetHelper(s.help("attribute[]." + part))
	f.OnChanged = func(text string) {
		_, table := read()
		if table == nil {
			s.edit(key, quotedOr(text, ""))
			return
		}
		texts := map[string]string{}
		for tag, v := range table {
			texts[tag], _ = v.(string)
		}
		texts[s.wall.lang] = text
		s.edit(key, textsAsTOML(texts, ""))
	}
	return &studioInput{key: key, content: f, tell: f.SetError, show: func() {
		text, table := read()
		if table != nil {
			text, _ = table[s.wall.lang].(string)
			f.SetLabel(label + " · " + s.tagName(s.wall.lang))
		}
		set(f, text)
	}}
}

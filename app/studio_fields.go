package app

import (
	"maps"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"github.com/vestibule-app/vestibule/assets/brand"
	"github.com/vestibule-app/vestibule/screens"
	"github.com/vestibule-app/vestibule/screens/kit"
)

// rows stacks the parts of an input.
func rows(parts ...fyne.CanvasObject) *fyne.Container {
	return container.New(layout.NewCustomPaddedVBoxLayout(2), parts...)
}

// fieldsOf stacks the fields of an input.
func fieldsOf(fields ...fyne.CanvasObject) *fyne.Container {
	return container.New(layout.NewCustomPaddedVBoxLayout(kit.Space12), fields...)
}

// set fills a field unless that is what it has, so that the caret stays while somebody types in it.
func set(f *kit.Field, text string) {
	if f.Text() != text {
		f.SetText(text)
	}
}

// quoted is a text as TOML, and nothing for none.
func quotedOr(text, empty string) string {
	if text == "" {
		return empty
	}
	return brand.Quote(text)
}

// textInput is a field for one text.
func (s *Studio) textInput(key string) *studioInput {
	f := kit.NewField(s.label(key))
	f.SetHelper(s.help(key))
	f.SetPlaceholder(exampleOf(key))
	f.OnChanged = func(text string) { s.edit(key, quotedOr(text, "")) }
	return &studioInput{key: key, content: f, tell: f.SetError, show: func() {
		text, _ := s.doc.value(key).(string)
		set(f, text)
	}}
}

// textsInput is a field for a text, or one for each language where they differ.
func (s *Studio) textsInput(key string) *studioInput {
	box := fieldsOf()
	var tags []string
	fields := map[string]*kit.Field{}
	texts := func() map[string]string {
		found := map[string]string{}
		switch v := s.doc.value(key).(type) {
		case string:
			found[""] = v
		case map[string]any:
			for tag, text := range v {
				found[tag], _ = text.(string)
			}
		}
		return found
	}
	write := func(tag, text string) {
		all := texts()
		all[tag] = text
		s.edit(key, textsAsTOML(all, tag))
	}
	more := kit.NewLink("", func() {
		all := texts()
		if text, plain := all[""]; plain {
			delete(all, "")
			all["en"] = text
		}
		all[s.wall.lang] = all["en"]
		s.edit(key, textsAsTOML(all, ""))
	})
	build := func() {
		box.Objects, fields = nil, map[string]*kit.Field{}
		for i, tag := range tags {
			label := s.label(key)
			if tag != "" {
				label += " · " + s.tagName(tag)
			}
			f := kit.NewField(label)
			f.SetPlaceholder(exampleOf(key))
			if i == len(tags)-1 {
				f.SetHelper(s.help(key))
			}
			f.OnChanged = func(text string) { write(tag, text) }
			fields[tag] = f
			box.Add(f)
		}
		kit.Mirror(box, s.words.RTL())
		kit.Tighten(box)
		box.Refresh()
	}
	show := func() {
		all := texts()
		if len(all) == 0 {
			all[""] = ""
		}
		if now := slices.Sorted(maps.Keys(all)); !slices.Equal(now, tags) {
			tags = now
			build()
		}
		for tag, text := range all {
			set(fields[tag], text)
		}
		_, there := all[s.wall.lang]
		_, plain := all[""]
		more.SetLabel(s.words.Say("studio.add_language", screens.Params{"Language": s.tagName(s.wall.lang)}))
		more.Hidden = there || plain && (all[""] == "" || s.wall.lang == "en")
	}
	content := rows(box, container.New(startLayout{s.words.RTL()}, more))
	return &studioInput{key: key, content: content, show: show, tell: func(text string) {
		if len(tags) > 0 {
			fields[tags[0]].SetError(text)
		}
	}}
}

// textsAsTOML writes texts by language. The one that is typed in stays, even empty, as long as there are others.
func textsAsTOML(all map[string]string, typed string) string {
	if text, plain := all[""]; plain {
		return quotedOr(text, "")
	}
	var parts []string
	for _, tag := range slices.Sorted(maps.Keys(all)) {
		if all[tag] != "" || tag == typed && len(all) > 1 {
			parts = append(parts, tomlKey(tag)+" = "+brand.Quote(all[tag]))
		}
	}
	if len(parts) == 0 {
		return ""
	}
	return "{ " + strings.Join(parts, ", ") + " }"
}

// tomlKey writes a name as a key of TOML.
func tomlKey(name string) string {
	if strings.Trim(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-") == "" {
		return name
	}
	return brand.Quote(name)
}

// choiceInput is one of a few.
func choiceInput(options []string) func(s *Studio, key string) *studioInput {
	return func(s *Studio, key string) *studioInput {
		titles := make([]string, len(options))
		for i, o := range options {
			titles[i] = s.option(o)
		}
		o := kit.NewOptions(s.label(key), titles, false)
		o.SetHelper(s.help(key))
		o.OnChanged = func() {
			if on := o.Chosen(); len(on) > 0 {
				s.doc.settle()
				s.edit(key, brand.Quote(options[on[0]]))
			}
		}
		return &studioInput{key: key, content: o, tell: o.SetError, show: func() {
			text, given := s.doc.value(key).(string)
			if !given {
				text = options[0]
			}
			o.Choose(slices.Index(options, text))
		}}
	}
}

// journeysInput is which journeys are on offer.
func (s *Studio) journeysInput(key string) *studioInput {
	titles := make([]string, len(brand.Journeys))
	for i, j := range brand.Journeys {
		titles[i] = s.option(j)
	}
	o := kit.NewOptions(s.label(key), titles, true)
	o.SetHelper(s.help(key))
	o.OnChanged = func() {
		var on []string
		for _, i := range o.Chosen() {
			on = append(on, brand.Quote(brand.Journeys[i]))
		}
		s.doc.settle()
		s.edit(key, "["+strings.Join(on, ", ")+"]")
	}
	return &studioInput{key: key, content: o, tell: o.SetError, show: func() {
		list, given := s.doc.value(key).([]any)
		var on []int
		for i, j := range brand.Journeys {
			if !given || slices.Contains(list, any(j)) {
				on = append(on, i)
			}
		}
		o.Choose(on...)
	}}
}

// tagName is a language by its own name where the window can write it. Else it is that in the language of the window, or in
// English where the window's own font has no more letters than its words need.
func (s *Studio) tagName(tag string) string {
	own := s.words.Tag()
	if tag == "" || tag == own || screens.NameFont(tag) == nil {
		return screens.LanguageName(tag)
	}
	if screens.NameFont(own) != nil {
		own = "en"
	}
	return display.Tags(language.Make(own)).Name(language.Make(tag))
}

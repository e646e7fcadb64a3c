package screens

import (
	"encoding/json"
	"fmt"
	"sync"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"

	"github.com/vestibule-app/vestibule/assets"
)

// This file reads our words, each language once.

// translated are the languages that there are words in.
var translated = sync.OnceValues(func() (language.Matcher, []language.Tag) {
	tags := []language.Tag{language.Make(fallback)} // the first is what is taken when nothing fits
	for _, name := range assets.Languages() {
		if name != fallback {
			tags = append(tags, language.Make(name))
		}
	}
	return language.NewMatcher(tags), tags
})

// vocabulary is what was read of a language. Nothing changes it.
type vocabulary struct {
	localizer *i18n.Localizer
	keys      map[string]bool
}

// vocabularies are read once each: one is most of a megabyte, and every screen holds its words.
var vocabularies sync.Map // of *vocabulary, by tag

func vocabularyOf(tag string) (*vocabulary, error) {
	if known, ok := vocabularies.Load(tag); ok {
		return known.(*vocabulary), nil
	}
	bundle := i18n.NewBundle(language.Make(fallback))
	bundle.RegisterUnmarshalFunc("json", json.Unmarshal)
	v := &vocabulary{localizer: i18n.NewLocalizer(bundle, tag), keys: map[string]bool{}}
	read := func(name, from string, change func([]byte) ([]byte, error)) error {
		content, err := assets.Translation(from)
		if err == nil && change != nil {
			content, err = change(content)
		}
		if err != nil {
			return fmt.Errorf("screens: words for %q: %w", name, err)
		}
		file, err := bundle.ParseMessageFileBytes(content, name+".json")
		if err != nil {
			return fmt.Errorf("screens: words for %q: %w", name, err)
		}
		for _, message := range file.Messages {
			v.keys[message.ID] = true
		}
		return nil
	}
	err := read(fallback, fallback, nil)
	switch {
	case err != nil || tag == fallback:
	case tag == Pseudo:
		err = read(Pseudo, fallback, pseudoTranslation)
	default:
		err = read(tag, tag, nil)
	}
	if err != nil {
		return nil, err
	}
	known, _ := vocabularies.LoadOrStore(tag, v)
	return known.(*vocabulary), nil
}

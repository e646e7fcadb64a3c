package screens

import (
	"encoding/json"
	"maps"
	"regexp"
	"sync"

	"github.com/vestibule-app/vestibule/assets"
)

// This file is our words as they are written, for whoever holds other words against them.

// Sentences are our words in a language, by key and by form of the plural; the form of one without plurals is "". Nil is a
// language that we have no words in.
func Sentences(tag string) map[string]map[string]string {
	content, err := assets.Translation(tag)
	if err != nil {
		return nil
	}
	var written map[string]any // a text, or one for each plural
	if err := json.Unmarshal(content, &written); err != nil {
		panic(err) // cannot happen: the files are compiled in, and the tests read them
	}
	all := make(map[string]map[string]string, len(written))
	for key, said := range written {
		forms := map[string]string{}
		switch said := said.(type) {
		case string:
			forms[""] = said
		case map[string]any:
			for form, text := range said {
				forms[form], _ = text.(string)
			}
		}
		all[key] = forms
	}
	return all
}

// PlaceRE finds the places of a sentence that are filled in, and their names.
var PlaceRE = regexp.MustCompile(`\{\{\.([A-Za-z]+)\}\}`)

// Places are the names of what is filled into each of our sentences, by key; a sentence without places has its key too.
func Places() map[string][]string { return maps.Clone(places()) }

var places = sync.OnceValue(func() map[string][]string {
	names := map[string][]string{}
	for key, forms := range Sentences(fallback) {
		names[key] = nil
		for _, form := range forms {
			for _, place := range PlaceRE.FindAllStringSubmatch(form, -1) {
				names[key] = append(names[key], place[1])
			}
		}
	}
	return names
})

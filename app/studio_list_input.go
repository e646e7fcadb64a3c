package app

import (
	"slices"
	"strings"

	"github.com/vestibule-app/vestibule/assets/brand"
	"github.com/vestibule-app/vestibule/screens/kit"
)

// listInput is a field for several words, with blanks or commas between them.
func (s *Studio) listInput(key string) *studioInput {
	f := kit.NewField(s.label(key))
	f.SetHelper(s.help(key))
	f.SetPlaceholder(strings.Join(listed(strings.Trim(exampleOf(key), "[]")), ", "))
	f.OnChanged = func(text string) { s.edit(key, listAsTOML(listed(text))) }
	return &studioInput{key: key, content: f, tell: f.SetError, show: func() {
		list, _ := s.doc.value(key).([]any)
		var words []string
		for _, item := range list {
			if word, ok := item.(string); ok {
				words = append(words, word)
			}
		}
		if !slices.Equal(listed(f.Text()), words) { // else the caret stays, and so does the comma that was typed last
			f.SetText(strings.Join(words, ", "))
		}
	}}
}

// listed are the words of a text.
func listed(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(" ,;\"\t\u00A0،、，", r) })
}

// listAsTOML writes words as a list; none are no value.
func listAsTOML(words []string) string {
	if len(words) == 0 {
		return ""
	}
	quoted := make([]string, len(words))
	for i, word := range words {
		quoted[i] = brand.Quote(word)
	}
	return "[" + strings.Join(quoted, ", ") + "]"
}

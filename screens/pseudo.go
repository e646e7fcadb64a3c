package screens

import (
	"encoding/json"
	"strings"
)

// Pseudo is the tag of a language that nobody speaks: English with accents, half as long again, in brackets. Text on a
// screen without them was not taken from the translations, and what has room for it has room for most languages.
const Pseudo = "en-XA"

// pseudoTranslation makes the pseudo-locale's file of the English one.
func pseudoTranslation(english []byte) ([]byte, error) {
	var words map[string]any
	if err := json.Unmarshal(english, &words); err != nil {
		return nil, err
	}
	for key, value := range words {
		switch value := value.(type) {
		case string:
			words[key] = pseudo(value)
		case map[string]any:
			for form, sentence := range value {
				if sentence, ok := sentence.(string); ok {
					value[form] = pseudo(sentence)
				}
			}
		}
	}
	return json.Marshal(words)
}

// accents stand for letters; the vowels come twice, which makes a sentence longer without making it hard to break.
var accents = strings.NewReplacer(
	"a", "áá", "e", "éé", "i", "íí", "o", "óó", "u", "úú", "A", "Áá", "E", "Éé", "I", "Íí", "O", "Óó", "U", "Úú",
	"c", "ç", "n", "ñ", "s", "š", "y", "ý", "z", "ž", "C", "Ç", "N", "Ñ", "S", "Š", "Y", "Ý", "Z", "Ž", "g", "ğ", "G", "Ğ",
)

// pseudo changes a sentence, and leaves its places as they are.
func pseudo(sentence string) string {
	var b strings.Builder
	b.WriteString("[")
	for sentence != "" {
		before, rest, found := strings.Cut(sentence, "{{")
		b.WriteString(accents.Replace(before))
		if !found {
			break
		}
		place, after, _ := strings.Cut(rest, "}}")
		b.WriteString("{{" + place + "}}")
		sentence = after
	}
	b.WriteString("]")
	return b.String()
}

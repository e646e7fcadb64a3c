package screens

import (
	"strings"
	"unicode"

	zxcvbn "github.com/ccojocar/zxcvbn-go"
)

// mostEstimated is how many characters of a password are looked at in one go. The estimator takes 3 ms for so many, a
// third of a second for 100 and 20 s for 256.
const mostEstimated = 32

// strengthOf estimates how hard a password is to guess: from 0, among the first that are tried, to 4. Words that belong to
// the person are as easy to guess as the commonest password. It looks at the beginning and the end of a long password,
// either of which makes the whole at least as hard to guess.
func strengthOf(password string, known []string) int {
	plain := []rune(password)
	for i, r := range plain {
		if r < ' ' || r > '~' { // the estimator counts bytes and characters alike; the policy allows no others anyway
			plain[i] = '?'
		}
	}
	if len(plain) <= mostEstimated {
		return zxcvbn.PasswordStrength(string(plain), known).Score
	}
	begin, end := string(plain[:mostEstimated]), string(plain[len(plain)-mostEstimated:])
	score := zxcvbn.PasswordStrength(begin, known).Score
	if score < 4 {
		score = max(score, zxcvbn.PasswordStrength(end, known).Score)
	}
	return score
}

// knownWords are what somebody who knows the person would try first: the parts of the address and the name of the brand.
func knownWords(texts ...string) []string {
	var words []string
	for _, text := range texts {
		text = strings.ToLower(text)
		parts := strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
		if name, _, ok := strings.Cut(text, "@"); ok {
			parts = append(parts, name)
		}
		parts = append(parts, text)
		for _, part := range parts {
			if len(part) > 2 {
				words = append(words, part)
			}
		}
	}
	return words
}

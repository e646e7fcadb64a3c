package kit

import (
	"unicode"
	"unicode/utf8"
)

// Digit turns any decimal digit of Unicode (full-width, Arabic-Indic, Devanagari, ...) into one of 0 to 9. It reports
// false for everything else.
func Digit(r rune) (rune, bool) {
	if r >= '0' && r <= '9' {
		return r, true
	}
	if !unicode.Is(unicode.Nd, r) {
		return 0, false
	}
	// Unicode keeps the ten digits of a script together and in order, and starts each run at its zero.
	for _, r16 := range unicode.Nd.R16 {
		if uint32(r) >= uint32(r16.Lo) && uint32(r) <= uint32(r16.Hi) {
			return '0' + (r-rune(r16.Lo))%10, true
		}
	}
	for _, r32 := range unicode.Nd.R32 {
		if uint32(r) >= r32.Lo && uint32(r) <= r32.Hi {
			return '0' + (r-rune(r32.Lo))%10, true
		}
	}
	return 0, false
}

// onlyDigits drops everything else from a text.
func onlyDigits(s string) string {
	out := make([]rune, 0, len(s))
	for _, r := range s {
		if d, ok := Digit(r); ok {
			out = append(out, d)
		}
	}
	return string(out)
}

// codeIn finds the code in a pasted text. Of "Your code is 482-913, valid for 10 minutes" it takes the one group of
// exactly length digits; where there is none, all digits, cut to length. A length of 0 means any.
func codeIn(s string, length int) string {
	all := onlyDigits(s)
	if length <= 0 {
		return all
	}
	if len(all) > length {
		for _, group := range groups(s) {
			if len(group) == length {
				return group
			}
		}
		all = all[:length]
	}
	return all
}

// groups splits a text into its runs of digits; a single blank, hyphen or dot inside a run does not end it.
func groups(s string) []string {
	var out []string
	group := []rune{}
	flush := func() {
		if len(group) > 0 {
			out = append(out, string(group))
			group = group[:0]
		}
	}
	gap := 0
	for i, r := range s {
		if d, ok := Digit(r); ok {
			group, gap = append(group, d), 0
			continue
		}
		joins := r == ' ' || r == '-' || r == '.' || r == '\u00A0' || r == '\u2009' || r == '\u202F' || r == '\u2011' || r == '\u2013'
		if gap++; !joins || gap > 1 || i+utf8.RuneLen(r) == len(s) {
			flush()
		}
	}
	flush()
	return out
}

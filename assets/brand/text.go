package brand

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Text of a pack is refused rather than mended: whoever made the pack learns of it, and nothing is shown that nobody wrote.

const (
	zeroWidthNonJoiner = '\u200C'
	zeroWidthJoiner    = '\u200D'
	maxMarks           = 3 // combining marks on one character
)

// checkText says what is wrong with a text that a person reads; nil when nothing is.
func checkText(s string, longest int) error {
	if strings.TrimSpace(s) == "" {
		return because(TextEmpty, nil, "is empty; write something or leave the key out")
	}
	if strings.TrimSpace(s) != s {
		return because(TextBlank, nil, "begins or ends with a blank; take it away")
	}
	runes, marks := 0, 0
	for _, r := range s {
		if runes++; runes > longest {
			return because(TextLong, Args{"Most": strconv.Itoa(longest)}, "is longer than %d characters; shorten it", longest)
		}
		switch {
		case r == zeroWidthJoiner || r == zeroWidthNonJoiner: // Persian and the scripts of India are spelt with them
		case r == '\n' || r == '\r' || r == '\t':
			return because(TextLines, nil, "has more than one line; write it in one")
		case unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp, unicode.Co, unicode.Cs) || r == unicode.ReplacementChar:
			// every control of text direction is among them (Trojan Source, CVE-2021-42574)
			return because(TextHidden, Args{"Character": fmt.Sprintf("U+%04X", r)}, "has the invisible character U+%04X, which could make it look like another text; delete it", r)
		}
		if !unicode.In(r, unicode.M) {
			marks = 0
		} else if marks++; marks > maxMarks {
			return because(TextMarks, nil, "has more than %d marks on one character; take some away", maxMarks)
		}
	}
	if !norm.NFC.IsNormalString(s) {
		return because(TextMarks, nil, "is not in Unicode's composed form (NFC); type the letters with accents as one character each")
	}
	if lower := strings.ToLower(s); strings.Contains(lower, "://") || strings.Contains(lower, "www.") {
		return because(TextAddress, nil, "holds an address; addresses belong under [links]")
	}
	return nil
}

// checkSentence is checkText for the words of a screen, whose places are filled in by name.
func checkSentence(s string) error {
	if err := checkText(s, maxWord); err != nil {
		return err
	}
	_, err := placesOf(s)
	return err
}

// placesOf lists the places in a sentence. Nothing but {{.Name}} is let through: the template language can do more,
// such as calling functions and repeating, and that is no business of a pack.
func placesOf(s string) ([]string, error) {
	var names []string
	for rest := s; ; {
		before, after, found := strings.Cut(rest, "{{")
		if strings.Contains(before, "}}") {
			return nil, because(PlaceInvalid, Args{"Example": "{{.Name}}"}, "has }} without {{ before it; places are written {{.Name}}")
		}
		if !found {
			return names, nil
		}
		inside, behind, closed := strings.Cut(after, "}}")
		name := strings.TrimPrefix(inside, ".")
		letters := strings.Trim(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz") == ""
		if !closed || name == inside || name == "" || !letters || len(name) > 32 {
			return nil, because(PlaceInvalid, Args{"Example": "{{.Name}}"}, "has a place that is not written as {{.Name}}")
		}
		names, rest = append(names, name), behind
	}
}

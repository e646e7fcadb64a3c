package kit

import (
	"strings"
	"unicode"
)

// wrap breaks s into lines no wider than width. Lines break at blanks and between ideographs; a word that is wider than
// a whole line, such as a long address, breaks anywhere. measure gives the width of a piece of text.
func wrap(s string, width float32, measure func(string) float32) []string {
	var lines []string
	for paragraph := range strings.SplitSeq(strings.ReplaceAll(s, "\r\n", "\n"), "\n") {
		line := ""
		for _, word := range words(paragraph) {
			if measure(strings.TrimRight(line+word, " ")) <= width {
				line += word
				continue
			}
			if strings.TrimSpace(line) != "" {
				lines = append(lines, strings.TrimRight(line, " "))
			}
			line = word
			for measure(strings.TrimRight(line, " ")) > width {
				head := fit(line, width, measure)
				lines = append(lines, head)
				line = line[len(head):]
			}
		}
		lines = append(lines, strings.TrimRight(line, " "))
	}
	return lines
}

// fit is the longest beginning of word that is no wider than width, and at least one character with its marks.
func fit(word string, width float32, measure func(string) float32) string {
	end := 0
	var before rune
	for i, r := range word {
		if i > 0 && parted(before, r) {
			if end > 0 && measure(word[:i]) > width {
				return word[:end]
			}
			end = i
		}
		before = r
	}
	if end > 0 && measure(word) > width {
		return word[:end]
	}
	return word
}

// parted reports whether a line may end between two characters, if need be (UAX 14, classes CM, NS and CJ, and the
// vowels of Thai and Lao that are written before their consonant or belong to the one before them).
func parted(before, after rune) bool {
	return !unicode.Is(unicode.M, after) && !strings.ContainsRune(neverFirst, after) && !strings.ContainsRune(neverLast, before)
}

const (
	neverFirst = "ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶー々ゝゞヽヾะาำๅๆฯ\u200C\u200D"
	neverLast  = "เแโใไ\u200C\u200D「『（【〔"
)

// words splits a paragraph where a line may break; the blanks stay with the word before them.
func words(s string) []string {
	var out []string
	start := 0
	var before rune
	for i, r := range s {
		blankEnds := before == ' ' && r != ' '
		ideographs := unicode.In(before, unicode.Han, unicode.Hiragana, unicode.Katakana) && !unicode.IsPunct(r) && r != ' ' && parted(before, r)
		if i > start && (blankEnds || ideographs) {
			out = append(out, s[start:i])
			start = i
		}
		before = r
	}
	if start < len(s) {
		out = append(out, s[start:])
	}
	return out
}

// ellipsis shortens s to width, marking the cut.
func ellipsis(s string, width float32, measure func(string) float32) string {
	if width <= 0 || measure(s) <= width {
		return s
	}
	runes := []rune(s)
	for n := len(runes) - 1; n > 0; n-- {
		if short := strings.TrimRight(string(runes[:n]), " ") + "…"; measure(short) <= width {
			return short
		}
	}
	return "…"
}

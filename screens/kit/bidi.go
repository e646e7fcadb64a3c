package kit

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/bidi"
)

const (
	leftToRightMark = "\u200E"
	rightToLeftMark = "\u200F"
	isolates        = "\u2066\u2067\u2068\u2069"
)

// Visual puts the runs of one line into the order they are drawn in. Fyne shapes each run in its own direction, but
// draws the runs from left to right in the order they come, as if every paragraph were English. Here the paragraph runs
// from right to left when rtl is set, or when its first letter does (UAX 9, rules P2 and P3). Text without a letter of
// a right-to-left script comes back as it is, apart from isolates, which have done their work by then.
func Visual(line string, rtl bool) string {
	if !hasRightToLeft(line) {
		return without(line, isolates)
	}
	if i := strings.IndexFunc(line, separatesParagraphs); i >= 0 {
		// A line has none of these, but if one slips in, the algorithm would end there and lose the rest.
		_, size := utf8.DecodeRuneInString(line[i:])
		return Visual(line[:i], rtl) + line[i:i+size] + Visual(line[i+size:], rtl)
	}
	var p bidi.Paragraph
	direction := bidi.LeftToRight
	if rtl || firstRunsRightToLeft(line) {
		direction = bidi.RightToLeft
	}
	if _, err := p.SetString(line, bidi.DefaultDirection(direction)); err != nil {
		return line
	}
	order, err := p.Order()
	if err != nil {
		return line
	}
	var drawn []string
	for i := range order.NumRuns() {
		run := order.Run(i)
		text := without(run.String(), isolates)
		pieces := []string{text}
		if run.Direction() == bidi.RightToLeft {
			pieces = rightToLeftPieces(text)
		}
		if direction == bidi.RightToLeft {
			drawn = append(pieces, drawn...)
		} else {
			drawn = append(drawn, pieces...)
		}
	}
	return strings.Join(drawn, "")
}

// rightToLeftPieces cuts a run where the painter may change the font, which breaks a run in two: at punctuation that
// every script shares. The pieces come in the order they are drawn in. Marks keep the letters of a piece together, and
// the blanks at its ends where they are.
func rightToLeftPieces(run string) []string {
	var pieces []string
	var piece []rune
	shared := false
	flush := func() {
		if len(piece) == 0 {
			return
		}
		s := string(piece)
		if shared {
			s = leftToRightMark + s + leftToRightMark // else the painter would turn its brackets round once more
		} else {
			letters := strings.Trim(s, " ")
			before, after := s[:len(s)-len(strings.TrimLeft(s, " "))], s[len(strings.TrimRight(s, " ")):]
			if letters == "" {
				s = blanks(s) // a mark beside punctuation would turn the punctuation round
			} else {
				s = blanks(after) + rightToLeftMark + letters + rightToLeftMark + blanks(before)
			}
		}
		pieces = append([]string{s}, pieces...)
		piece = nil
	}
	for _, r := range run {
		if now := sharedByScripts(r); now != shared {
			flush()
			shared = now
		}
		if shared {
			if mirrored, ok := mirrorImages[r]; ok {
				r = mirrored
			}
			piece = append([]rune{r}, piece...)
			continue
		}
		piece = append(piece, r)
	}
	flush()
	return pieces
}

func blanks(s string) string {
	if s == "" {
		return ""
	}
	return leftToRightMark + s + leftToRightMark
}

var mirrorImages = map[rune]rune{'(': ')', ')': '(', '[': ']', ']': '[', '{': '}', '}': '{', '<': '>', '>': '<', '«': '»', '»': '«'}

// sharedByScripts reports whether a character is punctuation or a symbol that belongs to no script of its own.
func sharedByScripts(r rune) bool {
	return (unicode.IsPunct(r) || unicode.IsSymbol(r)) && !unicode.In(r, unicode.Arabic, unicode.Hebrew) && r != '،' && r != '؛' && r != '؟'
}

func without(s, unwanted string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(unwanted, r) {
			return -1
		}
		return r
	}, s)
}

func strong(r rune) (rtl, ltr bool) {
	p, _ := bidi.LookupRune(r)
	c := p.Class()
	return c == bidi.R || c == bidi.AL, c == bidi.L
}

// separatesParagraphs is rule P1 of UAX 9.
func separatesParagraphs(r rune) bool {
	p, _ := bidi.LookupRune(r)
	return p.Class() == bidi.B
}

func hasRightToLeft(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { rtl, _ := strong(r); return rtl })
}

func firstRunsRightToLeft(s string) bool {
	for _, r := range s {
		if rtl, ltr := strong(r); rtl || ltr {
			return rtl
		}
	}
	return false
}

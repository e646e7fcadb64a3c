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
	outer, parts := takeOut(line)
	drawn := order(outer, rtl || firstRunsRightToLeft(outer))
	for _, part := range parts {
		drawn = strings.Replace(drawn, string(part.sign), part.draw(), 1)
	}
	return drawn
}

// order puts the runs of a text without isolates into the order they are drawn in.
func order(text string, rtl bool) string {
	if !hasRightToLeft(text) && !rtl {
		return text
	}
	var p bidi.Paragraph
	direction := bidi.LeftToRight
	if rtl {
		direction = bidi.RightToLeft
	}
	if _, err := p.SetString(text, bidi.DefaultDirection(direction)); err != nil {
		return text
	}
	ordering, err := p.Order()
	if err != nil {
		return text
	}
	var drawn, turned []string // turned: what is read from right to left in a paragraph from left to right
	for i := range ordering.NumRuns() {
		run := ordering.Run(i)
		part := without(run.String(), isolates)
		switch {
		case run.Direction() == bidi.RightToLeft && rtl:
			drawn = append(rightToLeftPieces(part), drawn...)
		case rtl:
			drawn = append([]string{part}, drawn...)
		case run.Direction() == bidi.RightToLeft:
			turned = append(rightToLeftPieces(part), turned...)
		default:
			if n := numberAt(part); len(turned) > 0 && n > 0 {
				turned = append([]string{part[:n]}, turned...) // a number is part of the words before it
				part = part[n:]
			}
			if part != "" {
				drawn = append(append(drawn, turned...), part)
				turned = nil
			}
		}
	}
	return strings.Join(append(drawn, turned...), "")
}

// numberAt is the length of the number that a text begins with, 0 for none (UAX 9, rules W4, W5 and I1).
func numberAt(text string) int {
	end := 0
	for i, r := range text {
		p, _ := bidi.LookupRune(r)
		switch p.Class() {
		case bidi.EN, bidi.AN:
			end = i + utf8.RuneLen(r)
		case bidi.ET:
			if end == i {
				end = i + utf8.RuneLen(r)
			}
		case bidi.ES, bidi.CS, bidi.NSM, bidi.BN:
		default:
			return end
		}
	}
	return end
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

var mirrorImages = map[rune]rune{'(': ')', ')': '(', '[': ']', ']': '[', '{': '}', '}': '{', '<': '>', '>': '<', '«': '»', '»': '«', '‹': '›', '›': '‹'}

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

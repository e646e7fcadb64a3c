package kit

import (
	"strings"
	"unicode/utf8"
)

// The isolates of Unicode (UAX 9, section 2.4): what stands between one of the first three and the last is ordered by
// itself, and what stands around it takes it for a single sign.
const (
	leftToRightIsolate = '\u2066'
	rightToLeftIsolate = '\u2067'
	firstStrongIsolate = '\u2068'
	popIsolate         = '\u2069'
)

// isolate is a part of a line that is ordered by itself.
type isolate struct {
	opening rune
	text    string
	sign    rune // that stands for it meanwhile
}

// Signs without a direction; no sentence has any.
const (
	firstSign = '\u2500'
	lastSign  = '\u257F'
)

// takeOut takes the isolates out of a line, and leaves a sign in the place of each. Of more isolates than there are signs
// the rest lose their effect, not their text.
func takeOut(line string) (outer string, parts []isolate) {
	var b strings.Builder
	sign, depth, begin := rune(firstSign), 0, 0
	for i, r := range line {
		switch r {
		case leftToRightIsolate, rightToLeftIsolate, firstStrongIsolate:
			for strings.ContainsRune(line, sign) && sign <= lastSign {
				sign++
			}
			if depth == 0 && sign > lastSign {
				continue
			}
			if depth++; depth == 1 {
				parts = append(parts, isolate{opening: r, sign: sign})
				b.WriteRune(sign)
				begin = i + utf8.RuneLen(r)
				sign++
			}
		case popIsolate:
			if depth == 0 {
				continue
			}
			if depth--; depth == 0 {
				parts[len(parts)-1].text = line[begin:i]
			}
		default:
			if depth == 0 {
				b.WriteRune(r)
			}
		}
	}
	if depth > 0 { // nobody closes it: it reaches to the end
		parts[len(parts)-1].text = line[begin:]
	}
	return b.String(), parts
}

// draw is the part in the order it is drawn in. Marks keep its letters from turning round what stands beside it.
func (p isolate) draw() string {
	outer, parts := takeOut(p.text)
	rtl := p.opening == rightToLeftIsolate || p.opening == firstStrongIsolate && firstRunsRightToLeft(outer)
	drawn := order(outer, rtl)
	for _, part := range parts {
		drawn = strings.Replace(drawn, string(part.sign), part.draw(), 1)
	}
	if hasRightToLeft(drawn) {
		return leftToRightMark + drawn + leftToRightMark
	}
	return drawn
}

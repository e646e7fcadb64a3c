package screens

import (
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/bidi"
	"golang.org/x/text/unicode/norm"
)

// Limits for text that comes from somebody else.
const (
	longest  = 80 // runes in one piece of text
	maxMarks = 3  // combining marks on one base character
)

// The isolates keep the direction of a name or an address apart from the sentence around it (UAX 9, section 2.4).
const (
	firstStrongIsolate = "\u2068"
	popIsolate         = "\u2069"
)

// Clean makes text from the tenant or from a settings file fit to be shown in one line: valid UTF-8 in NFC, no
// control or format characters (which hold every bidirectional override) but the joiners that Persian and the scripts of
// India are spelt with, no private use, at most three combining marks on a base, no more than 80 runes. Clean(Clean(s))
// equals Clean(s).
func Clean(s string) string { return clean(s, longest) }

// clean is Clean for text of another length.
func clean(s string, longest int) string {
	s = strings.ToValidUTF8(s, "")
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\t', r == '\n', r == '\r':
			return ' '
		case r == zeroWidthNonJoiner || r == zeroWidthJoiner:
			return r // spelt looks at them
		case unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp, unicode.Co, unicode.Cs):
			return -1
		}
		return r
	}, s)
	s = strings.TrimSpace(norm.NFC.String(spelt(s)))
	kept := make([]rune, 0, min(longest, len(s)))
	marks := 0
	for _, r := range s {
		if unicode.In(r, unicode.M) {
			if marks++; marks > maxMarks {
				continue
			}
		} else {
			marks = 0
		}
		if len(kept) == longest {
			kept[longest-1] = '…'
			break
		}
		kept = append(kept, r)
	}
	return norm.NFC.String(spelt(string(kept))) // a mark that was dropped, or the end, may have left a joiner alone
}

const (
	zeroWidthNonJoiner = '\u200C'
	zeroWidthJoiner    = '\u200D'
)

// joining are the scripts whose words are spelt with joiners.
var joining = []*unicode.RangeTable{unicode.Arabic, unicode.Devanagari, unicode.Bengali, unicode.Gujarati, unicode.Gurmukhi,
	unicode.Kannada, unicode.Malayalam, unicode.Oriya, unicode.Sinhala, unicode.Tamil, unicode.Telugu}

// spelt keeps the joiners that stand between two letters of a script that is spelt with them, and takes all others out:
// elsewhere they only make two texts look the same (RFC 5892 appendix A).
func spelt(s string) string {
	if !strings.ContainsAny(s, "\u200C\u200D") {
		return s
	}
	joins := func(r rune) bool { return unicode.In(r, joining...) && unicode.In(r, unicode.L, unicode.M) }
	runes := []rune(s)
	var kept []rune
	for i, r := range runes {
		if r == zeroWidthNonJoiner || r == zeroWidthJoiner {
			if len(kept) == 0 || !joins(kept[len(kept)-1]) || i+1 == len(runes) || !joins(runes[i+1]) {
				continue
			}
		}
		kept = append(kept, r)
	}
	return string(kept)
}

// Isolate wraps text in the marks that keep its direction to itself. Empty text stays empty.
func Isolate(s string) string {
	if s == "" {
		return ""
	}
	return firstStrongIsolate + s + popIsolate
}

// rightToLeft reports whether text has a letter that is written from right to left.
func rightToLeft(s string) bool {
	for _, r := range s {
		p, _ := bidi.LookupRune(r)
		if c := p.Class(); c == bidi.R || c == bidi.AL {
			return true
		}
	}
	return false
}

// initial gives the letter an avatar shows for a name, "?" when there is none.
func initial(name string) string {
	for _, r := range Clean(name) {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return string(unicode.ToUpper(r))
		}
	}
	return "?"
}

// masked hides most of the local part of an address from people who look over a shoulder: "anna@x.example" becomes
// "a•••@x.example". Anything that is not an address comes back as it is.
func masked(address string) string {
	address = Clean(address)
	at := strings.LastIndexByte(address, '@')
	if at < 1 {
		return address
	}
	first := []rune(address)[0]
	return string(first) + "•••" + address[at:]
}

var maskRE = regexp.MustCompile(`(?:\\\*|•|…)+`) // what stands for hidden letters, once it is quoted

// hides says whether a mask is that of an address: what it shows is there, and anything may be where it shows nothing.
func hides(mask, address string) bool {
	re, err := regexp.Compile("(?is)^" + maskRE.ReplaceAllString(regexp.QuoteMeta(mask), ".*") + "$")
	return err == nil && address != "" && re.MatchString(address)
}

// The tenant is not believed when it says how long a code is; outside of these bounds it did not say.
const (
	shortestCode = 4
	longestCode  = 12
)

// codeLength brings the length the tenant told into bounds. 0 means that it did not say.
func codeLength(told int) int {
	if told <= 0 {
		return 0
	}
	return min(max(told, shortestCode), longestCode)
}

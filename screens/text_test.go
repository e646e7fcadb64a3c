package screens_test

import (
	"math/rand/v2"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/vestibule-app/vestibule/screens"
)

func TestClean(t *testing.T) {
	for in, want := range map[string]string{
		"anna@contoso.example":      "anna@contoso.example",
		"  two\nlines\r\n ":         "two lines",
		"a\u202Egpj.exe":            "agpj.exe",
		"zero\u200Bwidth\uFEFF":     "zerowidth",
		"\x1b[31mred":               "[31mred",
		"bad\xffutf8":               "badutf8",
		"e\u0301":                   "é",
		"Z\u0351\u0352\u0353\u0354": "Z\u0353\u0354\u0351",
		"\ue000private":             "private",
		"مرحبا":                     "مرحبا",
		"":                          "",
		strings.Repeat("x", 200):    strings.Repeat("x", 79) + "…",
	} {
		if got := screens.Clean(in); got != want {
			t.Errorf("Clean(%q) = %q, want %q", in, got, want)
		}
	}
}

// harmless tells what is wrong with text that should be fit to be shown; "" when nothing is.
func harmless(s string) string {
	switch {
	case !utf8.ValidString(s):
		return "it is not UTF-8"
	case !norm.NFC.IsNormalString(s):
		return "it is not NFC"
	case utf8.RuneCountInString(s) > 80:
		return "it is too long"
	case screens.Clean(s) != s:
		return "cleaning it again changes it"
	}
	marks := 0
	var before rune
	for _, r := range s {
		if (r == '\u200C' || r == '\u200D') && unicode.In(before, unicode.Arabic, unicode.Devanagari, unicode.Bengali, unicode.Gujarati,
			unicode.Gurmukhi, unicode.Kannada, unicode.Malayalam, unicode.Oriya, unicode.Sinhala, unicode.Tamil, unicode.Telugu) {
			before, marks = r, 0
			continue // a word is spelt with it
		}
		before = r
		if unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp, unicode.Co) {
			return "it holds a forbidden character"
		}
		if marks++; !unicode.In(r, unicode.M) {
			marks = 0
		}
		if marks > 3 {
			return "it piles up marks"
		}
	}
	return ""
}

func TestCleanIsAlwaysHarmless(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	interesting := []rune("a e\u0301\u0308\u0327\u200D\u202E\u2066\u2069\u0000\n\u2028\uFEFF\U000E0041\ue000𝔘ﷺ각ᄀ\u1161\u11A8مر")
	for range 100_000 {
		runes := make([]rune, random.IntN(120))
		for i := range runes {
			if runes[i] = interesting[random.IntN(len(interesting))]; random.IntN(4) == 0 {
				runes[i] = rune(random.IntN(unicode.MaxRune + 1))
			}
		}
		if wrong := harmless(screens.Clean(string(runes))); wrong != "" {
			t.Fatalf("Clean(%q) = %q: %s", string(runes), screens.Clean(string(runes)), wrong)
		}
	}
}

func FuzzClean(f *testing.F) {
	for _, seed := range []string{"anna@contoso.example", "a\u202Eb", "\xff\xfe", "Z\u0351\u0352\u0353\u0354", strings.Repeat("é", 100)} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if wrong := harmless(screens.Clean(s)); wrong != "" {
			t.Errorf("Clean(%q) = %q: %s", s, screens.Clean(s), wrong)
		}
	})
}

func TestIsolate(t *testing.T) {
	if got := screens.Isolate("x"); got != "\u2068x\u2069" {
		t.Errorf("Isolate(x) = %q", got)
	}
	if got := screens.Isolate(""); got != "" {
		t.Errorf("Isolate of nothing = %q", got)
	}
}

// The joiners stay where a word is spelt with them, and nowhere else.
func TestCleanKeepsJoiners(t *testing.T) {
	for in, want := range map[string]string{
		"می\u200cشود":     "می\u200cشود", // Persian
		"क्\u200dष":       "क्\u200dष",   // Hindi
		"pay\u200cpal":    "paypal",
		"\u200cمی":        "می",
		"می\u200c":        "می",
		"می\u200c \u200c": "می",
		"a\u200dب":        "aب",
	} {
		if got := screens.Clean(in); got != want || screens.Clean(got) != got {
			t.Errorf("%q became %q, want %q", in, got, want)
		}
	}
}

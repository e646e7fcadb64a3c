package screens

import (
	"strings"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

// manner is how a language writes beside its words.
type manner struct {
	clock  string    // time layout
	date   string    // time layout
	halves [2]string // what stands for AM and PM; empty: those
	comma  bool      // before decimals, where English has a point
	rtl    bool      // from right to left
}

// manners are those of all languages but English. Dates are in figures, since the time package knows English months
// alone.
var manners = map[string]manner{
	"ar":      {clock: "3:04 PM", date: "2006/01/02", halves: [2]string{"ص", "م"}, rtl: true},
	"bg":      {clock: "15:04", date: "02.01.2006", comma: true},
	"cs":      {clock: "15:04", date: "2. 1. 2006", comma: true},
	"da":      {clock: "15.04", date: "02.01.2006", comma: true},
	"de":      {clock: "15:04 Uhr", date: "02.01.2006", comma: true},
	"el":      {clock: "3:04 PM", date: "2/1/2006", halves: [2]string{"π.μ.", "μ.μ."}, comma: true},
	"es":      {clock: "15:04", date: "2/1/2006", comma: true},
	"fa":      {clock: "15:04", date: "2006/01/02", rtl: true},
	"fi":      {clock: "15.04", date: "2.1.2006", comma: true},
	"fr":      {clock: "15:04", date: "02/01/2006", comma: true},
	"he":      {clock: "15:04", date: "2.1.2006", rtl: true},
	"hi":      {clock: "3:04 PM", date: "2/1/2006", halves: [2]string{"am", "pm"}},
	"hu":      {clock: "15:04", date: "2006. 01. 02.", comma: true},
	"it":      {clock: "15:04", date: "02/01/2006", comma: true},
	"ja":      {clock: "15:04", date: "2006/01/02"},
	"ko":      {clock: "PM 3:04", date: "2006. 1. 2.", halves: [2]string{"오전", "오후"}},
	"nb":      {clock: "15:04", date: "02.01.2006", comma: true},
	"nl":      {clock: "15:04", date: "02-01-2006", comma: true},
	"pl":      {clock: "15:04", date: "02.01.2006", comma: true},
	"pt-BR":   {clock: "15:04", date: "02/01/2006", comma: true},
	"pt-PT":   {clock: "15:04", date: "02/01/2006", comma: true},
	"ro":      {clock: "15:04", date: "02.01.2006", comma: true},
	"ru":      {clock: "15:04", date: "02.01.2006", comma: true},
	"sk":      {clock: "15:04", date: "2. 1. 2006", comma: true},
	"sv":      {clock: "15:04", date: "2006-01-02", comma: true},
	"th":      {clock: "15:04", date: "2/1/2006"},
	"tr":      {clock: "15:04", date: "02.01.2006", comma: true},
	"uk":      {clock: "15:04", date: "02.01.2006", comma: true},
	"vi":      {clock: "15:04", date: "02/01/2006", comma: true},
	"zh-Hans": {clock: "15:04", date: "2006/1/2"},
	"zh-Hant": {clock: "PM3:04", date: "2006/1/2", halves: [2]string{"上午", "下午"}},
}

// mannerOf is the manner of a language, in English by the region that the person comes from.
func mannerOf(chosen string, wanted language.Tag) manner {
	if m, ok := manners[chosen]; ok {
		return m
	}
	m := manner{clock: "15:04", date: "2 January 2006"}
	switch region, confidence := wanted.Region(); {
	case confidence != language.Exact:
	case region.String() == "US":
		m.clock, m.date = "3:04 PM", "January 2, 2006"
	case strings.Contains("AU CA IN NZ PH", region.String()):
		m.clock = "3:04 PM"
	}
	return m
}

// LanguageName is what a language calls itself, such as "Deutsch", with a capital letter where it has some.
func LanguageName(tag string) string {
	name := []rune(display.Self.Name(language.Make(tag)))
	if len(name) == 0 {
		return tag
	}
	return strings.ToTitle(string(name[:1])) + string(name[1:])
}

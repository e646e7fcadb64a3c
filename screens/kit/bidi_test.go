package kit_test

import (
	"strings"
	"testing"

	"golang.org/x/text/unicode/bidi"

	"github.com/vestibule-app/vestibule/screens/kit"
)

func TestVisualPutsRunsInTheOrderTheyAreDrawn(t *testing.T) {
	for _, c := range []struct {
		in   string
		rtl  bool
		want string
	}{
		{"Sign in.", false, "Sign in."},
		{"to \u2068a@b\u2069.", false, "to a@b."},
		{"مرحبا.", true, ".مرحبا"},
		{"مرحبا Anna", true, "Anna مرحبا"},
		{"Anna مرحبا", true, "مرحبا Anna"},
		{"Anna مرحبا", false, "Anna مرحبا"},
		{"مرحبا (Anna)", false, "(Anna) مرحبا"},
		{"هنا. هناك.", true, ".هناك .هنا"},
		{"رمز بعد 45 ثانية.", true, ".ثانية 45 رمز بعد"},
		{"", true, ""},
		// a number belongs to the words before it, in a paragraph of either direction
		{"Anna מרים 45", false, "Anna 45 מרים"},
		{"Hello محمد 45 أحمد!", false, "Hello أحمد 45 محمد!"},
		{"At שלום 45% of it", false, "At 45% שלום of it"},
		{"מרים 45 Anna", true, "Anna 45 מרים"},
		{"הקוד בתוקף עד 14:32.", true, ".14:32 הקוד בתוקף עד"},
		{"اطلب رمزًا بعد ۴۵ ثانیه", true, "ثانیه ۴۵ اطلب رمزًا بعد"},
		// what is isolated keeps its own order, and counts for nothing in that of the rest
		{"\u2068محمد\u2069 signed in", false, "محمد signed in"},
		{"\u2068محمد\u2069 (45)", false, "محمد (45)"},
		{"أرسلنا رمزًا إلى \u2068+49 1512 34\u2069.", true, ".+49 1512 34 أرسلنا رمزًا إلى"},
		{"أرسلنا رمزًا إلى \u2068a***r@mail.example\u2069.", true, ".a***r@mail.example أرسلنا رمزًا إلى"},
		{"مرحبا \u2066Anna (بيرغر) Smith\u2069 هنا", true, "هنا Anna (بيرغر) Smith مرحبا"},
		{"a \u2067ب c\u2069 d", false, "a c ب d"},
		{"a \u2068ب \u2066x (1)\u2069 ج\u2069 d", false, "a ج x (1) ب d"},
		{"\u2068never closed ب", true, "never closed ب"},
		{"a\u2069 ب", false, "a ب"},
		// quotes and hyphens
		{"سجّل الدخول إلى «Contoso»", true, "«Contoso» سجّل الدخول إلى"},
		{"הקלידו \"abc-1\" כאן", true, "כאן \"abc-1\" הקלידו"},
		{"دو-مرحله\u200Cای", true, "مرحله\u200Cای-دو"},
	} {
		if got := strings.NewReplacer("\u200F", "", "\u200E", "").Replace(kit.Visual(c.in, c.rtl)); got != c.want {
			t.Errorf("Visual(%q, %v) = %q, want %q", c.in, c.rtl, got, c.want)
		}
	}
}

// What Visual has put in order is drawn by a painter that takes the direction of each run from Unicode's algorithm, and
// turns the brackets of those from right to left round. So no bracket may be in one.
func TestVisualLeavesBracketsAlone(t *testing.T) {
	for in, want := range map[string]string{
		"Anna (مرحبا)":         "(مرحبا) Anna",
		"المدينة (اختياري)":    "(اختياري) المدينة",
		"עיר (לא חובה) [1]":    "[1] (לא חובה) עיר",
		"مرحبا (Anna) «هناك».": ".«هناك» (Anna) مرحبا",
	} {
		drawn := kit.Visual(in, true)
		if got := strings.NewReplacer("\u200F", "", "\u200E", "").Replace(drawn); got != want {
			t.Errorf("Visual(%q) = %q, want %q", in, got, want)
		}
		var p bidi.Paragraph
		if _, err := p.SetString(drawn, bidi.DefaultDirection(bidi.LeftToRight)); err != nil {
			t.Fatal(err)
		}
		order, err := p.Order()
		if err != nil {
			t.Fatal(err)
		}
		for i := range order.NumRuns() {
			if run := order.Run(i); run.Direction() == bidi.RightToLeft && strings.ContainsAny(run.String(), "()[]«»") {
				t.Errorf("%+q: a bracket of %+q is turned round", drawn, run.String())
			}
		}
	}
}

func FuzzVisualKeepsEveryLetter(f *testing.F) {
	f.Add("مرحبا Anna (x) 45.", true)
	f.Add("a\u2068ب\u2069c", false)
	f.Add("a \u2068ب \u2066x (1)\u2069 ج\u2069 45% d \u2500", false)
	f.Fuzz(func(t *testing.T, s string, rtl bool) {
		if strings.ToValidUTF8(s, "") != s {
			t.Skip()
		}
		count := func(s string) map[rune]int {
			n := map[rune]int{}
			for _, r := range s {
				if !strings.ContainsRune("\u200E\u200F\u2066\u2067\u2068\u2069()[]{}<>«»", r) {
					n[r]++
				}
			}
			return n
		}
		got, want := count(kit.Visual(s, rtl)), count(s)
		for r := range want {
			if got[r] != want[r] {
				t.Errorf("%q is there %d times in %q, %d times in what is drawn", r, want[r], s, got[r])
			}
		}
	})
}

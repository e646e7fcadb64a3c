package kit_test

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"github.com/vestibule-app/vestibule/screens/kit"
)

func texts(w fyne.Widget) (lines []*canvas.Text) {
	for _, o := range test.WidgetRenderer(w).Objects() {
		if l, ok := o.(*canvas.Text); ok {
			lines = append(lines, l)
		}
	}
	return lines
}

func TestTextWraps(t *testing.T) {
	s := "Enter the address you signed up with, and we will take it from there."
	x := kit.NewText(kit.Subtitle, s)
	show(t, x, 336, 44)
	lines := texts(x)
	equal(t, len(lines), 2, "lines in 336")
	said := make([]string, 0, 2)
	for _, l := range lines {
		said = append(said, l.Text)
		if l.MinSize().Width > 336 {
			t.Errorf("%q is too wide", l.Text)
		}
	}
	equal(t, strings.Join(said, " "), s, "words in order")
	equal(t, x.MinSize().Height, 44, "height in 336")
	x.Resize(fyne.NewSize(150, 200))
	if x.MinSize().Height < 3*22 {
		t.Errorf("height in 150 is %v", x.MinSize().Height)
	}
	x.SetText("Short")
	equal(t, x.MinSize().Height, 22, "height of a short text")
	x.SetText("")
	equal(t, x.MinSize(), fyne.Size{}, "size of nothing")
}

func TestTextKnowsItsHeightBeforeTheFirstLayout(t *testing.T) {
	dressed := kit.NewText(kit.Subtitle, strings.Repeat("word ", 40))
	if h := dressed.MinSize().Height; h < 66 {
		t.Errorf("height is %v", h)
	}
}

func TestTextBreaksLongWordsAndIdeographs(t *testing.T) {
	for _, s := range []string{"averyveryverylongaddress.with.many.parts@subdomain.of.contoso.example", "確認コードをメールアドレスに送信しました。メールを確認してください。"} {
		x := kit.NewText(kit.Body, s)
		show(t, x, 200, 200)
		joined := ""
		for _, l := range texts(x) {
			joined += l.Text
			if l.MinSize().Width > 200 {
				t.Errorf("%q is wider than 200", l.Text)
			}
		}
		equal(t, joined, s, "all characters in order")
		if len(texts(x)) < 2 {
			t.Errorf("%q was not broken", s)
		}
	}
}

// A line begins with no mark, no small kana and no vowel that belongs to the consonant before it.
func TestTextKeepsSyllablesTogether(t *testing.T) {
	for _, s := range []string{
		"กรุณาป้อนรหัสผ่านของคุณเพื่อเข้าสู่ระบบในคอมพิวเตอร์เครื่องนี้และทำต่อไป",
		"コンピューターのセキュリティキーをチェックしてからサーバーへメッセージを送ってください",
		"प्रतिनिधित्वकर्ताओंकेलिएनिर्देशिकाओंकीसूचीयहाँहै",
	} {
		for width := float32(40); width < 240; width += 9 {
			x := kit.NewText(kit.Body, s)
			show(t, x, width, 200)
			joined := ""
			for i, l := range texts(x) {
				first, _ := utf8.DecodeRuneInString(l.Text)
				if i > 0 && (unicode.Is(unicode.M, first) || strings.ContainsRune("ーィェッャュョะาำ", first)) {
					t.Errorf("%v wide: a line begins with %+q: %q", width, first, l.Text)
				}
				if last, _ := utf8.DecodeLastRuneInString(l.Text); strings.ContainsRune("เแโใไ", last) {
					t.Errorf("%v wide: a line ends with %q", width, last)
				}
				joined += l.Text
			}
			equal(t, joined, s, "all characters in order")
		}
	}
}

func TestTextKeepsParagraphs(t *testing.T) {
	x := kit.NewText(kit.Body, "one\n\nthree")
	show(t, x, 200, 200)
	equal(t, len(texts(x)), 3, "lines")
	equal(t, x.AccessibilityLabel(), "one\n\nthree", "spoken")
}

func TestMirroredText(t *testing.T) {
	x := kit.NewText(kit.Body, "שלום")
	show(t, x, 200, 22)
	for _, c := range []struct {
		align, want fyne.TextAlign
	}{
		{fyne.TextAlignLeading, fyne.TextAlignTrailing},
		{fyne.TextAlignCenter, fyne.TextAlignCenter},
		{fyne.TextAlignTrailing, fyne.TextAlignLeading},
	} {
		x.SetAlign(c.align)
		x.SetMirrored(true)
		equal(t, texts(x)[0].Alignment, c.want, "mirrored alignment")
		x.SetMirrored(false)
		equal(t, texts(x)[0].Alignment, c.align, "alignment")
	}
}

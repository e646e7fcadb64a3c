package kit_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"github.com/vestibule-app/vestibule/screens/kit"
)

type codeLog struct{ changed, complete []string }

func newCode(t *testing.T, length int) (*kit.CodeField, *codeLog) {
	c, log := kit.NewCodeField("Code", length), &codeLog{}
	show(t, c, 336, 110)
	c.OnChanged = func(s string) { log.changed = append(log.changed, s) }
	c.OnComplete = func(s string) { log.complete = append(log.complete, s) }
	return c, log
}

func (l *codeLog) completed(t *testing.T, want ...string) {
	t.Helper()
	equal(t, strings.Join(l.complete, " "), strings.Join(want, " "), "completed codes")
}

func TestCodeTyping(t *testing.T) {
	c, log := newCode(t, 6)
	test.Type(c.Target(), "4a8-2 9")
	equal(t, c.Text(), "4829", "text")
	log.completed(t)
	test.Type(c.Target(), "137")
	equal(t, c.Text(), "482913", "text is never longer than the code")
	log.completed(t, "482913")
	equal(t, len(log.changed), 6, "changes")
	submitted := 0
	c.OnSubmit = func() { submitted++ }
	press(c.Target(), fyne.KeyReturn)
	equal(t, submitted, 1, "submits")
	log.completed(t, "482913")
}

func TestCodeCompletesOncePerCode(t *testing.T) {
	c, log := newCode(t, 4)
	test.Type(c.Target(), "1234")
	press(c.Target(), fyne.KeyLeft, fyne.KeyRight, fyne.KeyHome, fyne.KeyEnd)
	paste(c.Target(), "1234") // the same again, never different in between
	log.completed(t, "1234")
	press(c.Target(), fyne.KeyBackspace)
	test.Type(c.Target(), "4") // edited in between
	log.completed(t, "1234", "1234")
	c.Reject()
	equal(t, c.Text(), "", "text after a rejection")
	test.Type(c.Target(), "1234")
	log.completed(t, "1234", "1234") // known to be wrong
	press(c.Target(), fyne.KeyBackspace)
	test.Type(c.Target(), "5")
	log.completed(t, "1234", "1234", "1235")
	c.Clear()
	equal(t, c.Text(), "", "text after Clear")
	paste(c.Target(), "1234") // a new message may bring an old number
	log.completed(t, "1234", "1234", "1235", "1234")
}

func TestCodeSettersAreSilent(t *testing.T) {
	c, log := newCode(t, 6)
	c.SetText("482913")
	equal(t, c.Text(), "482913", "text")
	c.Clear()
	c.Reject()
	c.Accept(nil)
	equal(t, len(log.changed)+len(log.complete), 0, "callbacks")
}

func TestCodePaste(t *testing.T) {
	for in, want := range map[string]string{
		"482913":       "482913",
		"482 913":      "482913",
		"482-913":      "482913",
		"482\u2013913": "482913",
		"\t482913\r\n": "482913",
		"Your Contoso code is 482913. It is valid for 10 minutes.": "482913",
		"2026: use 482-913 within 10 min":                          "482913",
		"４８２９１３":                                                   "482913",
		"٤٨٢٩١٣":                                                   "482913",
		"४८२९१३":                                                   "482913",
		"𝟒𝟖𝟐𝟗𝟏𝟑":                                                   "482913",
		"48291":                                                    "48291",
		"482913777":                                                "482913",
		"no digits":                                                "",
	} {
		c, log := newCode(t, 6)
		paste(c.Target(), in)
		equal(t, c.Text(), want, "pasted "+in)
		c.Clear()
		log.complete = nil
		c.Paste(in) // from anywhere in the window
		equal(t, c.Text(), want, "pasted to the field "+in)
		equal(t, len(log.complete) == 1, len(want) == 6, "completed by "+in)
	}
}

func TestCodeTypingOtherScripts(t *testing.T) {
	c, _ := newCode(t, 6)
	test.Type(c.Target(), "４٨२9௧໓")
	equal(t, c.Text(), "482913", "digits of six scripts")
}

func TestCodeEditing(t *testing.T) {
	c, _ := newCode(t, 6)
	in := c.Target()
	test.Type(in, "1234")
	press(in, fyne.KeyBackspace)
	equal(t, c.Text(), "123", "Backspace in an empty box takes the digit to the left")
	press(in, fyne.KeyLeft, fyne.KeyLeft)
	test.Type(in, "9")
	equal(t, c.Text(), "193", "typing in a full box replaces its digit")
	press(in, fyne.KeyHome, fyne.KeyDelete)
	equal(t, c.Text(), "93", "Home, Delete")
	press(in, fyne.KeyEnd)
	test.Type(in, "7")
	equal(t, c.Text(), "937", "End")
	press(in, fyne.KeyHome, fyne.KeyBackspace, fyne.KeyLeft)
	equal(t, c.Text(), "937", "nothing to the left of the first box")
	in.(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutSelectAll{})
	test.Type(in, "5")
	equal(t, c.Text(), "5", "typing over a selection")
	in.(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutSelectAll{})
	press(in, fyne.KeyBackspace)
	equal(t, c.Text(), "", "deleting a selection")
}

func TestCodeTapPutsTheCaret(t *testing.T) {
	c, _ := newCode(t, 6)
	test.Type(c.Target(), "1234")
	test.TapAt(c.Target().(fyne.Tappable), fyne.NewPos(60, 20)) // the second box
	test.Type(c.Target(), "9")
	equal(t, c.Text(), "1934", "after a tap on the second box")
	test.TapAt(c.Target().(fyne.Tappable), fyne.NewPos(330, 20)) // the last box: the first empty one is meant
	test.Type(c.Target(), "5")
	equal(t, c.Text(), "19345", "after a tap behind the digits")
	equal(t, fyne.CurrentApp().Driver().CanvasForObject(c).Focused(), c.Target(), "focus")
}

func TestCodeBoxesFit(t *testing.T) {
	for _, width := range []float32{kit.InnerWidth, kit.InnerMinWidth} {
		for n := 4; n <= 8; n++ {
			c := kit.NewCodeField("Code", n)
			show(t, c, width, 110)
			boxes := boxesOf(c)
			equal(t, len(boxes), n, "boxes")
			last := boxes[n-1]
			if right := last.Position().X + last.Size().Width; right > width {
				t.Errorf("%d boxes in %v reach to %v", n, width, right)
			}
			for i := 1; i < n; i++ {
				if gap := boxes[i].Position().X - boxes[i-1].Position().X - boxes[i].Size().Width; gap < 4 {
					t.Errorf("%d boxes in %v: gap %v", n, width, gap)
				}
			}
			want := map[[2]float32]fyne.Size{
				{6, 336}: {Width: 48, Height: 56}, {8, 336}: {Width: 36, Height: 48},
				{6, 288}: {Width: 40, Height: 48}, {8, 288}: {Width: 30, Height: 44},
			}[[2]float32{float32(n), width}]
			if !want.IsZero() {
				equal(t, last.Size(), want, "box")
			}
		}
	}
}

func boxesOf(c *kit.CodeField) (boxes []*canvas.Rectangle) {
	for _, o := range test.LaidOutObjects(c.Target().(fyne.CanvasObject)) {
		if r, ok := o.(*canvas.Rectangle); ok && r.StrokeWidth > 0 {
			boxes = append(boxes, r)
		}
	}
	return boxes
}

func TestCodePlainField(t *testing.T) {
	c, log := newCode(t, 0)
	test.Type(c.Target(), "4a82913777")
	equal(t, c.Text(), "482913777", "any length while it is not known")
	log.completed(t)
	c.SetLength(10)
	equal(t, c.Text(), "", "text after a new length")
	paste(c.Target(), "12345-67890")
	test.Type(c.Target(), "1")
	equal(t, c.Text(), "1234567890", "ten digits are too many for boxes")
	log.completed(t, "1234567890")
	c.Reject()
	equal(t, c.Text(), "", "text after a rejection")
	c.SetLength(6)
	test.Type(c.Target(), "482913")
	log.completed(t, "1234567890", "482913")
}

func TestCodeDisabled(t *testing.T) {
	c, log := newCode(t, 6)
	c.SetDisabled(true)
	test.Type(c.Target(), "482913")
	c.Paste("482913")
	press(c.Target(), fyne.KeyReturn)
	equal(t, c.Text(), "", "text")
	log.completed(t)
}

func TestCodeKeyGoesToOwnerFirst(t *testing.T) {
	c, _ := newCode(t, 6)
	back := 0
	c.OnKey = func(e *fyne.KeyEvent) bool {
		if e.Name == fyne.KeyEscape {
			back++
		}
		return e.Name == fyne.KeyBackspace
	}
	test.Type(c.Target(), "1")
	press(c.Target(), fyne.KeyEscape, fyne.KeyBackspace)
	equal(t, back, 1, "Escape")
	equal(t, c.Text(), "1", "a key that the owner kept")
}

func TestCodeIsSpokenAsProgress(t *testing.T) {
	c, _ := newCode(t, 6)
	test.Type(c.Target(), "482")
	c.SetHelper("Sent to a••@contoso.example")
	said := c.Target().(fyne.Accessible).AccessibilityLabel()
	equal(t, said, "Code, 3/6, Sent to a••@contoso.example", "what a screen reader says")
}

func TestCodeKnowsWhatWasRejected(t *testing.T) {
	c, log := newCode(t, 4)
	var again []string
	c.OnRejected = func(code string) { again = append(again, code) }
	test.Type(c.Target(), "1234")
	c.Reject()
	equal(t, c.Rejected("1234"), true, "rejected")
	paste(c.Target(), "12 34")
	c.SetText("")
	test.Type(c.Target(), "1234")
	equal(t, strings.Join(again, " "), "1234 1234", "rejected codes that came again")
	log.completed(t, "1234")
	c.Clear()
	equal(t, c.Rejected("1234"), false, "rejected after a new code was sent")
	test.Type(c.Target(), "1234")
	log.completed(t, "1234", "1234")
}

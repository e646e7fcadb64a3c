package kit_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"github.com/vestibule-app/vestibule/screens/kit"
)

func newChecklist() *kit.Checklist {
	return kit.NewChecklist([]kit.Demand{
		{Words: "8 characters"}, {Words: "Three of these:"}, {Words: "Digit", Part: true}, {Words: "Symbol", Part: true}, {Words: "Small letter", Part: true}, {Words: "No accents"},
	}, "not yet", "done", "not allowed")
}

func TestChecklistSaysHowFarItIs(t *testing.T) {
	c := newChecklist()
	show(t, c, 336, 160)
	equal(t, c.AccessibilityLabel(), "8 characters: not yet, Three of these: not yet, Digit: not yet, Symbol: not yet, Small letter: not yet, No accents: not yet", "at first")
	c.Set(0, kit.Met)
	c.Set(5, kit.Broken)
	equal(t, c.State(0), kit.Met, "state")
	equal(t, c.AccessibilityLabel(), "8 characters: done, Three of these: not yet, Digit: not yet, Symbol: not yet, Small letter: not yet, No accents: not allowed", "later")
}

// Parts stand two on a line, and what is turned does not move anything.
func TestChecklistLiesStill(t *testing.T) {
	c := newChecklist()
	show(t, c, 336, 160)
	before := c.MinSize()
	equal(t, before.Height, float32(5*22), "three demands and three parts on two lines")
	for i := range 6 {
		c.Set(i, kit.Met)
	}
	equal(t, c.MinSize(), before, "size when everything is met")
	c.Resize(fyne.NewSize(120, 300))
	if c.MinSize().Height <= before.Height {
		t.Error("words that do not fit one line are cut off")
	}
}

// A bar moves when it is told to, and never by itself.
func TestProgressSteps(t *testing.T) {
	p := kit.NewProgress("Working")
	show(t, p, 336, 20)
	at := func() float32 { return test.WidgetRenderer(p).Objects()[1].Position().X }
	equal(t, at(), float32(0), "at first")
	p.Step()
	equal(t, at() > 0, true, "moved on")
	for range 6 {
		p.Step()
	}
	equal(t, at()+336/4, float32(336), "at the end")
	p.SetMirrored(true)
	equal(t, at(), float32(0), "at the end of a bar that moves from right to left")
	p.Step()
	equal(t, at(), float32(336-336/4), "back at the start")
	equal(t, p.AccessibilityLabel(), "Working", "name")
}

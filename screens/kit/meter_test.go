package kit_test

import (
	"testing"

	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"github.com/vestibule-app/vestibule/screens/kit"
)

func TestMeter(t *testing.T) {
	m := kit.NewMeter()
	show(t, m, 336, 30)
	size := m.MinSize()
	bars := func() (filled []int) {
		var empty any
		i := 0
		for _, o := range test.LaidOutObjects(m) {
			if bar, ok := o.(*canvas.Rectangle); ok {
				if empty == nil {
					empty = kit.Color(m, kit.ColorHairline)
				}
				if any(bar.FillColor) != empty {
					filled = append(filled, i)
				}
				i++
			}
		}
		return filled
	}
	equal(t, len(bars()), 0, "bars of nothing")
	for level := 1; level <= 4; level++ {
		m.Set(level, "so hard")
		equal(t, len(bars()), level, "bars")
		equal(t, m.AccessibilityLabel(), "so hard", "what a screen reader says")
		equal(t, m.MinSize(), size, "size")
	}
	m.Set(9, "beyond")
	equal(t, m.Filled(), 4, "bars are no more than there are")
	m.Set(-1, "")
	equal(t, m.Filled(), 0, "and no fewer than none")
}

func TestMeterIsMirrored(t *testing.T) {
	m := kit.NewMeter()
	show(t, m, 336, 30)
	m.Set(1, "قد يمكن تخمينها")
	first := func() float32 {
		for _, o := range test.LaidOutObjects(m) {
			if bar, ok := o.(*canvas.Rectangle); ok {
				return bar.Position().X
			}
		}
		return -1
	}
	equal(t, first(), 0, "first bar")
	m.SetMirrored(true)
	if first() < 200 {
		t.Errorf("the first bar is at %v", first())
	}
}

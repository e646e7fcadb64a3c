package kit_test

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"github.com/vestibule-app/vestibule/screens/kit"
)

// letter is a page with one button on its card.
func letter(name string, onTap func()) (*kit.Page, *kit.Button) {
	b := kit.NewButton(name, onTap)
	return kit.NewPage(kit.NewCard(b), nil), b
}

func veilOf(s *kit.Stage) *canvas.Rectangle {
	objects := s.Content().Objects
	veil, _ := objects[len(objects)-1].(*canvas.Rectangle)
	return veil
}

func leftOf(o fyne.CanvasObject) float32 {
	return fyne.CurrentApp().Driver().AbsolutePositionForObject(o).X
}

func TestStageFadesOutThenIn(t *testing.T) {
	for _, way := range []struct {
		way      kit.Way
		mirrored bool
		side     float32
	}{{kit.Forward, false, 1}, {kit.Backward, false, -1}, {kit.Forward, true, -1}, {kit.Backward, true, 1}, {kit.Dissolve, false, 0}} {
		c := wind(t, false)
		s := kit.NewStage()
		s.SetMirrored(way.mirrored)
		w := window(t, s.Content(), 480, 720)
		tapped := ""
		first, firstButton := letter("first", func() { tapped += "first" })
		second, secondButton := letter("second", func() { tapped += "second" })
		s.Show(first, way.way)
		equal(t, s.Moving(), false, "the first page comes at once")
		rest := leftOf(firstButton)
		c.pass(time.Second)

		s.Show(second, way.way)
		w.Canvas().Focus(secondButton)
		equal(t, w.Canvas().Focused(), fyne.Focusable(secondButton), "the new page takes the focus at once")
		test.TapCanvas(w.Canvas(), fyne.CurrentApp().Driver().AbsolutePositionForObject(firstButton).AddXY(20, 20))
		equal(t, tapped, "", "a click while the old page is seen")
		c.pass(40 * time.Millisecond)
		half := veilOf(s).FillColor
		equal(t, alphaOf(half), 128, "the veil after 40 of 80 ms")
		c.pass(80 * time.Millisecond)
		equal(t, len(s.Content().Objects), 2, "the old page has gone after 80 ms")
		equal(t, alphaOf(veilOf(s).FillColor), 255, "the veil in the middle")
		if got := leftOf(secondButton) - rest; got != 12*way.side {
			t.Errorf("%v: the new page comes from %v, not from %v", way, got, 12*way.side)
		}
		c.pass(199 * time.Millisecond)
		if at := leftOf(secondButton) - rest; alphaOf(veilOf(s).FillColor) > 20 || at > 1 || at < -1 {
			t.Errorf("%v: shortly before the end the page is at %v under a veil of %v", way, at, veilOf(s).FillColor)
		}
		c.pass(200 * time.Millisecond)
		equal(t, leftOf(secondButton), rest, "place in the end")
		equal(t, len(s.Content().Objects), 1, "objects in the end")
		equal(t, s.Moving(), false, "moving in the end")
		equal(t, len(c.running), 0, "animations in the end")
		test.TapCanvas(w.Canvas(), fyne.CurrentApp().Driver().AbsolutePositionForObject(secondButton).AddXY(20, 20))
		equal(t, tapped, "second", "a click on the new page")
	}
}

func TestStageWithoutMotion(t *testing.T) {
	c := wind(t, true)
	s := kit.NewStage()
	window(t, s.Content(), 480, 720)
	first, _ := letter("first", nil)
	second, _ := letter("second", nil)
	s.Show(first, kit.Forward)
	s.Show(second, kit.Forward)
	equal(t, len(s.Content().Objects), 1, "objects")
	equal(t, s.Content().Objects[0], fyne.CanvasObject(second), "page on show")
	equal(t, len(c.running), 0, "animations")
}

// A third page that comes while the second is still on its way does not wait for it.
func TestStageIsOvertaken(t *testing.T) {
	for _, after := range []time.Duration{0, 40 * time.Millisecond, 80 * time.Millisecond} {
		c := wind(t, false)
		s := kit.NewStage()
		window(t, s.Content(), 480, 720)
		first, _ := letter("first", nil)
		second, _ := letter("second", nil)
		third, button := letter("third", nil)
		s.Show(first, kit.Cut)
		s.Show(second, kit.Forward)
		c.pass(after)
		s.Show(third, kit.Backward)
		for _, o := range s.Content().Objects {
			if o == fyne.CanvasObject(first) {
				t.Error("the first page is still there")
			}
		}
		c.pass(80 * time.Millisecond)
		c.pass(200 * time.Millisecond)
		c.pass(time.Second)
		equal(t, s.Content().Objects[0], fyne.CanvasObject(third), "page on show")
		equal(t, leftOf(button) > 0, true, "the page is laid out")
		for _, a := range c.running {
			if a.Duration == 80*time.Millisecond || a.Duration == 200*time.Millisecond {
				t.Error("a change is still running")
			}
		}
	}
}

// In a wide window the brand panel stands still between two pages that have it.
func TestStageLeavesTheBrandPanelAlone(t *testing.T) {
	c := wind(t, false)
	s := kit.NewStage()
	window(t, s.Content(), 1100, 720)
	page := func(name string) (*kit.Page, fyne.CanvasObject) {
		p, _ := letter(name, nil)
		panel := container.NewStack(canvas.NewRectangle(nil))
		p.SetBrandPanel(panel)
		return p, panel
	}
	first, _ := page("first")
	second, panel := page("second")
	s.Show(first, kit.Forward)
	s.Show(second, kit.Forward)
	c.pass(80 * time.Millisecond)
	equal(t, leftOf(panel), 0, "the panel")
	equal(t, veilOf(s).Position().X, panel.Size().Width, "the veil begins beside the panel")
	c.pass(100 * time.Millisecond)
	equal(t, leftOf(panel), 0, "the panel on the way")
	equal(t, panel.Position(), fyne.NewPos(0, 0), "the panel on the way")
}

func alphaOf(c interface{ RGBA() (r, g, b, a uint32) }) int {
	_, _, _, a := c.RGBA()
	return int(a >> 8)
}

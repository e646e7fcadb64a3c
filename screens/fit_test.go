package screens_test

import (
	"fmt"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"github.com/vestibule-app/vestibule/screens"
	"github.com/vestibule-app/vestibule/screens/kit"
	"github.com/vestibule-app/vestibule/screens/kit/kittest"
)

// What Misfits looks at is what is drawn: every text of every exhibit in its place, as the renderers have it that draw.
// What is typed into a field scrolls there.
func TestMisfitsSeesWhatIsDrawn(t *testing.T) {
	app := newApp(t)
	for tag, width := range map[string]float32{"en": kit.WindowWidth, "ar": 1100} {
		app.Settings().SetTheme(flat(tag, false))
		for _, exhibit := range screens.Gallery(asking(t, tag, nil)) {
			s := exhibit.Build()
			w := test.NewWindow(s.Content())
			w.SetPadded(false)
			s.Focus(w.Canvas())
			w.Resize(fyne.NewSize(width, 4000))
			places := map[string]int{}
			count := func(by int, o fyne.CanvasObject, at fyne.Position) {
				if text, ok := o.(*canvas.Text); ok && text.Text != "" {
					places[fmt.Sprintf("%q at %.1f,%.1f, %.1f wide", text.Text, at.X, at.Y, text.Size().Width)] += by
				}
			}
			scrolls := false
			kittest.Descend(s.Content(), func(o fyne.CanvasObject, at fyne.Position) bool {
				count(1, o, at)
				if _, ok := o.(*container.Scroll); !ok {
					return true
				}
				typed := scrolls // in the page that scrolls, only what is typed into a field does
				scrolls = true
				return !typed
			})
			if len(places) == 0 && exhibit.Name != "splash" {
				t.Errorf("%s in %s: no text is drawn", exhibit.Name, tag)
			}
			screens.VisitLaidOut(s.Content(), func(o fyne.CanvasObject, at fyne.Position) { count(-1, o, at) })
			for place, n := range places {
				if n != 0 {
					t.Errorf("%s in %s: %s is drawn %d times more than it is seen", exhibit.Name, tag, place, n)
				}
			}
			w.Close()
		}
	}
}

// Every way not to fit is found, and what fits is not.
func TestMisfits(t *testing.T) {
	app := newApp(t)
	app.Settings().SetTheme(flat("en", false))
	long := canvas.NewText("Continue without a password", nil)
	need := fyne.MeasureText(long.Text, long.TextSize, long.TextStyle).Width
	short := func(x, y, width float32) fyne.CanvasObject {
		text := canvas.NewText("Continue", nil)
		text.Move(fyne.NewPos(x, y))
		text.Resize(fyne.NewSize(width, 20))
		return text
	}
	long.Resize(fyne.NewSize(100, 20))
	for name, c := range map[string]struct {
		objects []fyne.CanvasObject
		want    []screens.Misfit
	}{
		"nothing": {[]fyne.CanvasObject{short(0, 0, 100), short(0, 20, 100), short(100, 0, 100)}, nil},
		"cut":     {[]fyne.CanvasObject{long}, []screens.Misfit{{Text: long.Text, Why: screens.MisfitCut, Room: 100, Need: need}}},
		"overlap": {[]fyne.CanvasObject{short(0, 0, 100), short(10, 5, 100)}, []screens.Misfit{{Text: "Continue", Why: screens.MisfitOverlap, Other: "Continue"}}},
		"outside": {[]fyne.CanvasObject{short(350, 0, 100)}, []screens.Misfit{{Text: "Continue", Why: screens.MisfitOutside}}},
		"hidden":  {[]fyne.CanvasObject{hidden(short(350, 0, 100))}, nil},
	} {
		content := container.NewWithoutLayout(c.objects...)
		content.Resize(fyne.NewSize(400, 300))
		if got := screens.Misfits(content); !slices.Equal(got, c.want) {
			t.Errorf("%s: %+v instead of %+v", name, got, c.want)
		}
	}
	wide := canvas.NewRectangle(nil)
	wide.SetMinSize(fyne.NewSize(500, 10))
	scroll := container.NewScroll(wide)
	scroll.Resize(fyne.NewSize(400, 300))
	if got := screens.Misfits(scroll); len(got) != 1 || got[0].Why != screens.MisfitWide || got[0].Need != 500 || got[0].Room != 400 {
		t.Errorf("wide: %+v", got)
	}
}

func hidden(o fyne.CanvasObject) fyne.CanvasObject {
	o.Hide()
	return o
}

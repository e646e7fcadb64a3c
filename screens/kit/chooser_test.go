package kit_test

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"github.com/vestibule-app/vestibule/screens/kit"
)

var someCountries = []kit.Choice{
	{ID: "AX", Title: "Åland Islands", Detail: "+358", Also: "AX"}, {ID: "EG", Title: "مصر", Detail: "+20", Also: "EG Egypt"},
	{ID: "FR", Title: "France", Detail: "+33", Also: "FR"}, {ID: "GF", Title: "French Guiana", Detail: "+594", Also: "GF"},
	{ID: "DE", Title: "Germany", Detail: "+49", Also: "DE Deutschland"}, {ID: "NC", Title: "New Caledonia", Detail: "+687", Also: "NC France"},
	{ID: "NZ", Title: "New Zealand", Detail: "+64", Also: "NZ"}, {ID: "CH", Title: "Switzerland", Detail: "+41", Also: "CH"},
}

func newChooser() *kit.Chooser {
	return kit.NewChooser("Country", someCountries, kit.ChooserWords{Placeholder: "Choose", Search: "Search", Nothing: "Nothing"})
}

func said(o fyne.Focusable) string { return o.(fyne.Accessible).AccessibilityLabel() }

func TestChooserIsUsedByKeysAlone(t *testing.T) {
	c := newChooser()
	w := show(t, c, 336, 400)
	var taken []string
	c.OnChanged = func(id string) { taken = append(taken, id) }
	w.Canvas().Focus(c.Target())
	equal(t, said(c.Target()), "Country, Choose", "nothing chosen")
	for _, open := range []fyne.KeyName{fyne.KeyDown, fyne.KeySpace, fyne.KeyReturn} {
		press(c.Target(), open)
		equal(t, c.Open(), true, "open after "+string(open))
		equal(t, w.Canvas().Focused(), c.Target(), "the search has the focus")
		press(c.Target(), fyne.KeyEscape)
		equal(t, c.Open(), false, "open after Escape")
		equal(t, w.Canvas().Focused(), c.Target(), "the box has the focus")
	}
	test.Type(c.Target(), "g")
	equal(t, c.Open(), true, "open after a letter")
	test.Type(c.Target(), "er")
	press(c.Target(), fyne.KeyReturn)
	equal(t, c.Chosen(), "DE", "chosen")
	equal(t, said(c.Target()), "Country, Germany, +49", "what is chosen")
	press(c.Target(), fyne.KeyDown)
	equal(t, said(c.Target()), "Country, Search, 8, Germany, +49", "the list opens at what is chosen")
	press(c.Target(), fyne.KeyDown)
	press(c.Target(), fyne.KeyReturn)
	press(c.Target(), fyne.KeyDown)
	press(c.Target(), fyne.KeyPageDown)
	press(c.Target(), fyne.KeyUp)
	press(c.Target(), fyne.KeyReturn)
	press(c.Target(), fyne.KeyDown)
	press(c.Target(), fyne.KeyPageUp)
	press(c.Target(), fyne.KeyUp)
	press(c.Target(), fyne.KeyReturn)
	equal(t, fmt.Sprint(taken), "[DE NC NZ AX]", "taken")
}

func TestChooserFinds(t *testing.T) {
	for typed, want := range map[string]string{
		"aland": "1, Åland Islands", "FRA": "2, France", "+49": "1, Germany", "49": "1, Germany", "deutsch": "1, Germany",
		"new z": "1, New Zealand", "مصر": "1, مصر", "٤٩": "1, Germany", "x": "Nothing", "  ": "8, Åland", "rance": "Nothing",
	} {
		c := newChooser()
		w := show(t, c, 336, 400)
		w.Canvas().Focus(c.Target())
		press(c.Target(), fyne.KeyDown)
		test.Type(c.Target(), typed)
		if got := said(c.Target()); !strings.Contains(got, ", "+want) {
			t.Errorf("%q finds %q, want %q", typed, got, want)
		}
		if want == "Nothing" {
			press(c.Target(), fyne.KeyReturn)
			equal(t, c.Chosen(), "", "nothing is taken")
			equal(t, c.Open(), true, "it stays open")
		}
	}
}

func TestChooserIsUsedByTheMouseAlone(t *testing.T) {
	c := newChooser()
	w := show(t, container.NewVBox(c), 336, 500)
	resized := 0
	c.OnResized = func() { resized++ }
	closed := c.MinSize().Height
	test.TapCanvas(w.Canvas(), fyne.NewPos(100, 50))
	equal(t, c.Open(), true, "open after a tap")
	if open := c.MinSize().Height; open < closed+6*36 {
		t.Errorf("open it is %v high, closed %v", open, closed)
	}
	c.Resize(c.MinSize())
	test.Scroll(w.Canvas(), fyne.NewPos(100, 150), 0, -25)
	test.TapCanvas(w.Canvas(), fyne.NewPos(100, 24+44+4+4+18))
	equal(t, c.Chosen(), "FR", "the first row after two have been scrolled away")
	equal(t, c.Open(), false, "open after the choice")
	equal(t, resized, 2, "what lies below was told")
}

// The list closes when the focus goes somewhere else, and does not open while it is disabled.
func TestChooserCloses(t *testing.T) {
	c, after := newChooser(), kit.NewField("After")
	p := kit.NewPage(kit.NewCard(container.NewVBox(c, after)), nil)
	w := show(t, p, 480, 720)
	w.Canvas().Focus(c.Target())
	press(c.Target(), fyne.KeyDown)
	w.Canvas().FocusNext()
	equal(t, w.Canvas().Focused(), after.Target(), "Tab leads past the list")
	equal(t, c.Open(), false, "open without the focus")
	press(c.Target(), fyne.KeyDown)
	equal(t, c.Open(), true, "open again")
	c.SetDisabled(true)
	equal(t, c.Open(), false, "open while disabled")
	test.Type(c.Target(), "g")
	c.SetOpen(true)
	equal(t, c.Open(), false, "opened while disabled")
}

// A choice takes the error away, and the setters call nothing.
func TestChooserErrors(t *testing.T) {
	c := newChooser()
	w := show(t, c, 336, 400)
	called := false
	c.OnChanged = func(string) { called = true }
	c.SetHelper("Where you live.")
	equal(t, said(c.Target()), "Country, Choose, Where you live.", "helper")
	c.SetError("Choose a country.")
	equal(t, said(c.Target()), "Country, Choose, Choose a country.", "error")
	c.Choose("FR")
	c.Choose("nowhere")
	equal(t, c.Chosen(), "", "an ID that is not there")
	equal(t, called, false, "called by a setter")
	w.Canvas().Focus(c.Target())
	press(c.Target(), fyne.KeyDown)
	press(c.Target(), fyne.KeyReturn)
	equal(t, c.Error(), "", "error after a choice")
	equal(t, called, true, "called by the person")
}

// The list is as high as what is found.
func TestChooserShrinksToWhatIsFound(t *testing.T) {
	c := newChooser()
	w := show(t, container.NewVBox(c), 336, 500)
	resized := 0
	c.OnResized = func() { resized++ }
	w.Canvas().Focus(c.Target())
	press(c.Target(), fyne.KeyDown)
	six := c.MinSize().Height
	test.Type(c.Target(), "n")
	equal(t, c.MinSize().Height, six-4*36, "with two found")
	test.Type(c.Target(), "ew z")
	equal(t, c.MinSize().Height, six-5*36, "with one found")
	test.Type(c.Target(), "x")
	equal(t, c.MinSize().Height, six-5*36, "with nothing found")
	equal(t, resized, 3, "what lies below was told")
	for range len("new zx") {
		press(c.Target(), fyne.KeyBackspace)
	}
	equal(t, c.MinSize().Height, six, "with all found again")
}

// However many choices there are, no more than six rows are drawn.
func TestChooserDrawsWhatIsOnShow(t *testing.T) {
	many := make([]kit.Choice, 5000)
	for i := range many {
		many[i] = kit.Choice{ID: fmt.Sprint(i), Title: fmt.Sprintf("Choice %d", i)}
	}
	c := kit.NewChooser("Many", many, kit.ChooserWords{})
	show(t, c, 336, 400)
	c.SetOpen(true)
	objects := 0
	for _, o := range test.WidgetRenderer(c).Objects() {
		if list, ok := o.(fyne.Scrollable); ok {
			objects = len(test.WidgetRenderer(list.(fyne.Widget)).Objects())
		}
	}
	if objects == 0 || objects > 40 {
		t.Errorf("%d objects are drawn", objects)
	}
}

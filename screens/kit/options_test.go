package kit_test

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"github.com/vestibule-app/vestibule/screens/kit"
)

// tapOption taps an option of a group, counted from 0.
func tapOption(t *testing.T, o *kit.Options, i int) {
	t.Helper()
	n := 0
	for _, object := range test.WidgetRenderer(o).Objects() {
		if tappable, ok := object.(fyne.Tappable); ok {
			if n == i {
				test.Tap(tappable)
				return
			}
			n++
		}
	}
	t.Fatalf("there is no option %d", i)
}

func TestOneOptionExcludesTheOthers(t *testing.T) {
	o := kit.NewOptions("Size", []string{"Small", "Medium", "Large"}, false)
	w := show(t, o, 336, 160)
	changes, submitted := 0, 0
	o.OnChanged, o.OnSubmit = func() { changes++ }, func() { submitted++ }
	equal(t, o.On(), false, "on at first")
	equal(t, o.Label(), "Size", "name")
	equal(t, slices.Equal(o.Titles(), []string{"Small", "Medium", "Large"}), true, "titles")
	tapOption(t, o, 2)
	equal(t, slices.Equal(o.Chosen(), []int{2}), true, "after a tap")
	equal(t, w.Canvas().Focused(), o.Target(), "the option that was tapped has the focus")
	tapOption(t, o, 2)
	equal(t, slices.Equal(o.Chosen(), []int{2}), true, "after a tap on the same")
	press(w.Canvas().Focused(), fyne.KeyUp)
	equal(t, slices.Equal(o.Chosen(), []int{1}), true, "after Up")
	equal(t, w.Canvas().Focused(), o.Target(), "the focus goes along")
	press(w.Canvas().Focused(), fyne.KeyDown)
	press(w.Canvas().Focused(), fyne.KeyDown)
	equal(t, slices.Equal(o.Chosen(), []int{2}), true, "Down at the end")
	press(w.Canvas().Focused(), fyne.KeyReturn)
	equal(t, changes, 3, "changes")
	equal(t, submitted, 1, "submits")
	o.Choose(0)
	o.Choose(7)
	equal(t, o.On(), false, "an option that is not there")
	equal(t, changes, 3, "a setter calls nothing")
}

// Options that are to be compact stand beside each other where they fit, in the order of reading; a note still shows.
func TestCompactOptions(t *testing.T) {
	o := kit.NewOptions("Size", []string{"Small", "Large"}, false)
	o.SetCompact(true)
	w := show(t, container.NewVBox(o), 336, 200)
	at := func(i int) fyne.Position {
		var marks []fyne.CanvasObject
		for _, object := range test.WidgetRenderer(o).Objects() {
			if _, ok := object.(fyne.Tappable); ok {
				marks = append(marks, object)
			}
		}
		return marks[i].Position()
	}
	equal(t, at(0).Y, at(1).Y, "the second beside the first")
	equal(t, at(0).X < at(1).X, true, "the first comes first")
	one := o.MinSize().Height
	o.SetMirrored(true)
	equal(t, at(0).X > at(1).X, true, "the first comes first from right to left")
	o.SetError("Choose one.")
	equal(t, o.MinSize().Height > one, true, "room for an error")
	o.SetError("")
	w.Resize(fyne.NewSize(100, 200))
	equal(t, at(0).Y < at(1).Y, true, "under each other where it is narrow")
	equal(t, o.Target().(fyne.Accessible).AccessibilityLabel(), "○ Small, Size", "what is said")
}

func TestAnOptionalChoiceCanBeTakenBack(t *testing.T) {
	o := kit.NewOptions("Size", []string{"Small", "Large"}, false)
	show(t, o, 336, 120)
	o.SetOptional(true)
	tapOption(t, o, 1)
	tapOption(t, o, 1)
	equal(t, o.On(), false, "on after it was chosen twice")
}

func TestSeveralOptions(t *testing.T) {
	o := kit.NewOptions("Hobbies", []string{"Dancing", "Swimming", "Chess"}, true)
	w := show(t, o, 336, 160)
	o.Choose(2)
	tapOption(t, o, 0)
	equal(t, slices.Equal(o.Chosen(), []int{0, 2}), true, "after a tap")
	w.Canvas().Focus(o.Target())
	press(w.Canvas().Focused(), fyne.KeyDown)
	equal(t, slices.Equal(o.Chosen(), []int{0, 2}), true, "Down only moves")
	press(w.Canvas().Focused(), fyne.KeySpace)
	equal(t, slices.Equal(o.Chosen(), []int{0, 1, 2}), true, "after Space")
}

// Tab stops once at options that exclude each other, and at each of the others.
func TestTabStopsOfOptions(t *testing.T) {
	before, after := kit.NewField("Before"), kit.NewField("After")
	for several, want := range map[bool]int{false: 1, true: 3} {
		o := kit.NewOptions("Size", []string{"Small", "Medium", "Large"}, several)
		w := show(t, container.NewVBox(before, o, after), 336, 400)
		w.Canvas().Focus(before.Target())
		stops := 0
		for range 6 {
			w.Canvas().FocusNext()
			if w.Canvas().Focused() == after.Target() {
				break
			}
			stops++
		}
		equal(t, stops, want, "stops")
		o.Choose(1)
		w.Canvas().Focus(before.Target())
		w.Canvas().FocusNext()
		if !several {
			equal(t, w.Canvas().Focused(), o.Target(), "the stop is the option that is on")
		}
		o.SetDisabled(true)
		w.Canvas().Focus(before.Target())
		w.Canvas().FocusNext()
		equal(t, w.Canvas().Focused(), after.Target(), "no stop while it is disabled")
	}
}

func TestOptionsSayWhatTheyAre(t *testing.T) {
	o := kit.NewOptions("Size", []string{"Small"}, false)
	show(t, o, 336, 120)
	said := o.Target().(fyne.Accessible).AccessibilityLabel
	equal(t, said(), "○ Small, Size", "off")
	o.Choose(0)
	o.SetHelper("As you wear it.")
	equal(t, said(), "◉ Small, Size, As you wear it.", "on")
	o.SetError("Choose one.")
	equal(t, said(), "◉ Small, Size, Choose one.", "wrong")
	equal(t, o.Error(), "Choose one.", "error")
	check := kit.NewCheck("Newsletter")
	equal(t, check.Target().(fyne.Accessible).AccessibilityLabel(), "☐ Newsletter", "a single option")
}

// In a language that is read from the right, Left goes on and Right goes back.
func TestMirroredOptions(t *testing.T) {
	o := kit.NewOptions("Size", []string{"Small", "Large"}, false)
	w := show(t, o, 336, 120)
	o.SetMirrored(true)
	o.Choose(0)
	w.Canvas().Focus(o.Target())
	press(w.Canvas().Focused(), fyne.KeyLeft)
	equal(t, slices.Equal(o.Chosen(), []int{1}), true, "after Left")
	press(w.Canvas().Focused(), fyne.KeyRight)
	equal(t, slices.Equal(o.Chosen(), []int{0}), true, "after Right")
}

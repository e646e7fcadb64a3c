package screens_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"github.com/vestibule-app/vestibule/screens"
	"github.com/vestibule-app/vestibule/screens/kit"
)

// TestAppearanceByKeyboard: each choice is told once, at once, with all that was chosen before.
func TestAppearanceByKeyboard(t *testing.T) {
	newApp(t).Settings().SetTheme(kit.NewTheme(nil))
	var told []screens.Look
	closed := 0
	ask := asking(t, "en", nil)
	ask.OnLanguage = func(string) { t.Error("another language") }
	s := screens.Appearance(ask, screens.Look{TextSize: 125, Contrast: screens.ContrastOff}, func(l screens.Look) { told = append(told, l) }, func() { closed++ })
	w := test.NewTempWindow(t, s.Content())
	w.Resize(fyne.NewSize(480, 900))
	s.Focus(w.Canvas())
	press := func(keys ...fyne.KeyName) {
		for _, k := range keys {
			w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: k})
		}
	}
	press(fyne.KeyDown, fyne.KeyDown, fyne.KeyUp)
	w.Canvas().FocusNext()
	w.Canvas().FocusNext() // past the languages
	press(fyne.KeyUp)
	w.Canvas().FocusNext()
	press(fyne.KeyDown)
	w.Canvas().FocusNext()
	press(fyne.KeySpace)
	press(fyne.KeyEscape)
	want := []screens.Look{
		{TextSize: 150, Contrast: screens.ContrastOff}, {TextSize: 175, Contrast: screens.ContrastOff}, {TextSize: 150, Contrast: screens.ContrastOff},
		{TextSize: 150, Contrast: screens.ContrastOn},
		{TextSize: 150, Contrast: screens.ContrastOn, Still: true},
		{TextSize: 150, Contrast: screens.ContrastOn, Still: true, OneField: true},
	}
	if len(told) != len(want) {
		t.Fatalf("told %v", told)
	}
	for i := range want {
		if told[i] != want[i] {
			t.Errorf("choice %d is %+v, not %+v", i, told[i], want[i])
		}
	}
	if closed != 1 {
		t.Errorf("closed %d times", closed)
	}
}

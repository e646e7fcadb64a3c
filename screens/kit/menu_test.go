package kit_test

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"github.com/vestibule-app/vestibule/screens/kit"
	"github.com/vestibule-app/vestibule/screens/kit/kittest"
)

// menuWords opens the menu of what takes the keys of a field, and reads it.
func menuWords(t *testing.T, field fyne.CanvasObject, target fyne.Focusable) (words []string, choose func(string)) {
	t.Helper()
	w := test.NewTempWindow(t, field)
	w.Resize(fyne.NewSize(400, 300))
	target.(fyne.SecondaryTappable).TappedSecondary(&fyne.PointEvent{})
	over := w.Canvas().Overlays().Top()
	if over == nil {
		return nil, nil
	}
	items := map[string]fyne.Tappable{}
	var item fyne.Tappable
	kittest.Walk(over, func(o fyne.CanvasObject) {
		if tappable, ok := o.(fyne.Tappable); ok {
			item = tappable
		}
		if text, ok := o.(*canvas.Text); ok {
			words = append(words, text.Text)
			items[text.Text] = item
		}
	})
	return words, func(word string) { items[word].Tapped(&fyne.PointEvent{}) }
}

// The menu of a field speaks the language of the screen, does what it says, and never offers to copy a secret.
func TestMenuSpeaksTheLanguageOfTheScreen(t *testing.T) {
	a := newApp(t)
	words := &kit.Narration{Edit: kit.EditWords{Cut: "Ausschneiden", Copy: "Kopieren", Paste: "Einfügen", SelectAll: "Alles auswählen"}}

	f := kit.NewField("x")
	f.SetText("anna")
	f.SetNarration(words)
	got, choose := menuWords(t, f, f.Target())
	if want := []string{"Ausschneiden", "Kopieren", "Einfügen", "Alles auswählen"}; !slices.Equal(got, want) {
		t.Fatalf("the menu says %q, want %q", got, want)
	}
	choose("Alles auswählen")
	_, choose = menuWords(t, f, f.Target())
	choose("Kopieren")
	if copied := a.Clipboard().Content(); copied != "anna" {
		t.Errorf("copied %q", copied)
	}
	a.Clipboard().SetContent("berta")
	_, choose = menuWords(t, f, f.Target())
	choose("Einfügen")
	if f.Text() != "berta" {
		t.Errorf("the field holds %q", f.Text())
	}

	p := kit.NewPasswordField("x", "show", "hide")
	p.SetText("secret")
	p.SetNarration(words)
	if got, _ := menuWords(t, p, p.Target()); !slices.Equal(got, []string{"Einfügen", "Alles auswählen"}) {
		t.Errorf("the menu of a secret says %q", got)
	}
	c := kit.NewCodeField("x", 6)
	c.SetNarration(words)
	if got, _ := menuWords(t, c, c.Target()); !slices.Equal(got, []string{"Einfügen"}) {
		t.Errorf("the menu of a code says %q", got)
	}
}

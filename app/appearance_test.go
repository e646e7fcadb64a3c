package app_test

import (
	"context"
	"os"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"github.com/vestibule-app/vestibule/app"
	"github.com/vestibule-app/vestibule/auth/emulator"
	"github.com/vestibule-app/vestibule/screens/kit"
)

func (h *house) press(keys ...fyne.KeyName) {
	h.t.Helper()
	for _, key := range keys {
		if f := h.focused(); f != nil {
			f.TypedKey(&fyne.KeyEvent{Name: key})
		} else {
			app.Key(h.app, &fyne.KeyEvent{Name: key})
		}
		h.pump()
	}
}

// over is what is said by what lies over the window.
func (h *house) over() string {
	top := h.app.Window().Canvas().Overlays().Top()
	if top == nil {
		return ""
	}
	var b strings.Builder
	for _, o := range test.LaidOutObjects(top) {
		if text, ok := o.(*canvas.Text); ok {
			b.WriteString(text.Text + " ")
		}
	}
	return plain(b.String())
}

func scale() float32 { return fyne.CurrentApp().Settings().Theme().Size(kit.SizeScale) }

// TestAppearance: from the first screen, with the keyboard alone, the window is made larger, stronger and quieter at once;
// what was typed stays, and the next start knows it.
func TestAppearance(t *testing.T) {
	h := quiet(t, emulator.ClientPassword)
	h.settle("EnterUsername")
	for _, r := range "ann" {
		h.focused().TypedRune(r)
	}
	app.OpenAppearance(h.app)
	h.pump()
	if !strings.Contains(h.over(), "High contrast") {
		t.Fatalf("the window reads %q", h.over())
	}
	h.press(fyne.KeyDown, fyne.KeyDown, fyne.KeyDown, fyne.KeyDown)
	if scale() != 2 {
		t.Errorf("text is %v times as large", scale())
	}
	canvas := h.app.Window().Canvas()
	canvas.FocusNext() // languages
	canvas.FocusNext() // contrast
	card := func() any { return fyne.CurrentApp().Settings().Theme().Color(kit.ColorText, theme.VariantLight) }
	ordinary := card()
	h.press(fyne.KeyDown)
	if card() == ordinary {
		t.Error("high contrast changes nothing")
	}
	if !fyne.CurrentApp().Settings().ShowAnimations() {
		t.Fatal("nothing moves before it was asked for")
	}
	canvas.FocusNext() // motion
	h.press(fyne.KeyDown)
	if fyne.CurrentApp().Settings().ShowAnimations() {
		t.Error("it moves on")
	}
	canvas.FocusNext() // one field
	h.press(fyne.KeySpace)
	if fyne.CurrentApp().Settings().Theme().Size(kit.SizePlain) != 1 {
		t.Error("codes are typed into boxes")
	}
	h.press(fyne.KeyEscape)
	if h.over() != "" {
		t.Error("Esc does not close it")
	}
	h.focused().TypedRune('a')
	if !strings.Contains(h.text(), "anna") {
		t.Errorf("what was typed is gone: %q", h.text())
	}
	h.crew.Wait()
	b, err := os.ReadFile(h.config.Settings.File)
	if err != nil {
		t.Fatal(err)
	}
	s, err := app.ReadText(b, "vestibule.toml")
	if err != nil {
		t.Fatal(err)
	}
	if s.TextSize != 200 || s.Contrast != "on" || s.Motion != "reduced" || !s.OneField {
		t.Errorf("kept is %+v, from %q", s, b)
	}
}

// TestAppearanceSpeaks: another language is spoken while the choice is open, which goes on in it.
func TestAppearanceSpeaks(t *testing.T) {
	h := quiet(t, "")
	h.settle("start")
	app.OpenAppearance(h.app)
	h.pump()
	app.Speak(h.app, "de")
	h.pump()
	if !strings.Contains(h.over(), "Hoher Kontrast") {
		t.Errorf("the window reads %q", h.over())
	}
	if n := len(h.app.Window().Canvas().Overlays().List()); n != 1 {
		t.Errorf("%d panels lie over the window", n)
	}
	h.press(fyne.KeyEscape)
	if n := len(h.app.Window().Canvas().Overlays().List()); n != 0 {
		t.Errorf("%d panels are left", n)
	}
}

// TestSystemIsHeeded: what the system wants holds unless the person wants otherwise.
func TestSystemIsHeeded(t *testing.T) {
	for _, contrast := range []string{"system", "off"} {
		asked := 0
		h := quiet(t, "", func(h *house) {
			h.config.Settings.Contrast = contrast
			h.config.System = func(ctx context.Context) app.SystemLook {
				if _, limited := ctx.Deadline(); !limited {
					t.Error("the system may take any time")
				}
				asked++
				return app.SystemLook{HighContrast: true, LessMotion: true}
			}
		})
		h.settle("start")
		h.crew.Wait()
		h.pump()
		if asked != 1 {
			t.Errorf("the system was asked %d times", asked)
		}
		strong := fyne.CurrentApp().Settings().Theme().Size(kit.SizeEdge) > 1
		if strong != (contrast == "system") || fyne.CurrentApp().Settings().ShowAnimations() {
			t.Errorf("contrast = %s: strong %v, moving %v", contrast, strong, fyne.CurrentApp().Settings().ShowAnimations())
		}
		h.end()
	}
}

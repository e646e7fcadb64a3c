package screens_test

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"github.com/vestibule-app/vestibule/assets"
	"github.com/vestibule-app/vestibule/assets/brand"
	"github.com/vestibule-app/vestibule/screens"
	"github.com/vestibule-app/vestibule/screens/kit"
)

// wrongWith is a pack with so many things wrong in it.
func wrongWith(n int, first string) *brand.Error {
	e := &brand.Error{Path: "/home/anna/brands/acme"}
	for i := range n {
		e.Findings = append(e.Findings, brand.Finding{File: brand.Manifest, Line: 7 + i, Text: first})
	}
	return e
}

// In every language it is told what is wrong first, where, and how much more there is; how it was before when that stays.
func TestBrandRefusedInEveryLanguage(t *testing.T) {
	for _, tag := range assets.Languages() {
		w := words(t, tag)
		for _, n := range []int{1, 2, 3, 5, 21, 100} {
			refused, kept := w.BrandRefused(wrongWith(n, "look.accent must be a colour"), false), w.BrandRefused(wrongWith(n, "look.accent must be a colour"), true)
			if refused == kept {
				t.Errorf("%s: %q says nothing of the look before", tag, kept)
			}
			for _, said := range []string{refused, kept} {
				if !strings.Contains(said, "acme/brand.toml:7: look.accent must be a colour") || strings.Contains(said, "anna") {
					t.Errorf("%s: %q does not tell the finding", tag, said)
				}
				if n > 2 && !strings.Contains(said, fmt.Sprint(n)) {
					t.Errorf("%s: %q does not say that there are %d", tag, said, n)
				}
			}
		}
	}
}

// A finding holds names out of the pack. They steer nothing, and cannot fill the window.
func TestFindingIsMadeHarmless(t *testing.T) {
	for _, tag := range []string{"en", "ar"} {
		w := words(t, tag)
		said := w.BrandRefused(wrongWith(1, "evil\u202E\u001B[2J\u2066\n\u200F name"), false)
		if strings.ContainsAny(said, "\u202E\x1b\u2066\n\u200F") || !strings.Contains(said, "evil[2J name") {
			t.Errorf("%s: %q", tag, said)
		}
		long := w.BrandRefused(wrongWith(1, strings.Repeat("long words without an end ", 100)+strings.Repeat("x", 5000)), false)
		if n := utf8.RuneCountInString(long); n > 420 || !strings.Contains(long, "…") {
			t.Errorf("%s: %d characters", tag, n)
		}
		if tag == "ar" && !strings.Contains(said, "\u2068acme/brand.toml:7: evil[2J name\u2069") {
			t.Errorf("%q runs into the sentence around it", said)
		}
	}
	if said := words(t, "en").BrandRefused(&brand.Error{}, false); said == "" {
		t.Error("nothing is said of nothing")
	}
}

// The line is a warning, laid out as its language is.
func TestBrandNotice(t *testing.T) {
	newApp(t).Settings().SetTheme(kit.NewTheme(nil))
	for tag, mirrored := range map[string]bool{"en": false, "ar": true} {
		w, wrong := words(t, tag), wrongWith(2, "look.accent must be a colour")
		o := screens.BrandNotice(w, wrong, false)
		b := o.(*fyne.Container).Objects[0].(*kit.Banner)
		if b.Kind() != kit.Warning || b.Text() != w.BrandRefused(wrong, false) {
			t.Errorf("%s: %q", tag, b.Text())
		}
		window := test.NewTempWindow(t, o)
		window.SetPadded(false)
		window.Resize(fyne.NewSize(480, 200))
		for _, part := range test.WidgetRenderer(b).Objects() {
			if icon, ok := part.(*canvas.Image); ok && (icon.Position().X > b.Size().Width/2) != mirrored {
				t.Errorf("%s: the icon is at %v of %v", tag, icon.Position(), b.Size())
			}
		}
	}
}

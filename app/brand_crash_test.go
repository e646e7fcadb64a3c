package app_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/go-text/typesetting/di"
	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/shaping"
	"golang.org/x/image/math/fixed"

	"github.com/vestibule-app/vestibule/app"
	"github.com/vestibule-app/vestibule/screens"
)

// A brand that makes the program crash is shown no more: the next start has the stock brand and a line that says why, until
// the pack has changed.
func TestCrashOfABrand(t *testing.T) {
	_, data := panicking(t)
	face, err := font.ParseTTF(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	draw := func() { // all our words, in a font that a gate should have refused
		for _, forms := range screens.Sentences("th") {
			for _, words := range forms {
				in := shaping.Input{Text: []rune(words), RunEnd: len([]rune(words)), Direction: di.DirectionLTR, Face: face, Size: fixed.I(64)}
				for _, run := range (&shaping.Segmenter{}).Split(in, oneFace{face}) {
					(&shaping.HarfbuzzShaper{}).Shape(run)
				}
			}
		}
	}
	w := newWorkshop(t, "quirlo")
	home := t.TempDir()
	start := func() *house {
		return branded(t, w.dir, func(s *app.Settings) { s.Dir = home })
	}
	crashes := func(h *house, run func()) (v any, again bool) {
		defer func() { v = recover() }()
		_, again = h.app.Run(run)
		return nil, again
	}

	h := start()
	if v, again := crashes(h, func() {}); v != nil || again {
		t.Errorf("a window that is closed: %v, %v", v, again)
	}
	if v, again := crashes(h, func() { panic("another fault") }); v != "another fault" || again {
		t.Errorf("a fault that is none of the brand's: %v, %v", v, again)
	}
	if name := app.Asking(start().app).Brand.Name; name != "quirlo!" {
		t.Errorf("%s is shown although nothing was wrong with the brand", name)
	}
	if v, again := crashes(h, draw); v != nil || !again {
		t.Fatalf("the brand: %v, %v", v, again)
	}
	if !strings.Contains(h.log.String(), "the brand made the program crash") {
		t.Errorf("the log is\n%s", h.log)
	}
	h = start()
	h.must("The brand pack is not shown because of a problem: quirlo: This brand made the program crash when it was shown before.")
	if name := app.Asking(h.app).Brand.Name; name != "Vestibule" {
		t.Errorf("%s is shown", name)
	}
	if v, again := crashes(h, draw); v == nil || again {
		t.Error("the stock brand crashes, and starts anew without end")
	}
	w.edit("#D6006C", "#00695C")
	h.looked()
	h.mustNot("The brand pack")
	if name := app.Asking(h.app).Brand.Name; name != "quirlo!" {
		t.Errorf("%s is shown although the brand was changed", name)
	}
}

// oneFace has every character set in one font.
type oneFace struct{ face *font.Face }

func (f oneFace) ResolveFace(rune) *font.Face { return f.face }

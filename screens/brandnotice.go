package screens

import (
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"github.com/vestibule-app/vestibule/assets/brand"
	"github.com/vestibule-app/vestibule/screens/kit"
)

// BrandNotice is the line above every screen that says why a brand pack is not on show: the first thing that is wrong, and
// how many there are. With kept the look before it is on show, else the stock brand.
func BrandNotice(w *Words, wrong *brand.Error, kept bool) fyne.CanvasObject {
	b := kit.NewBanner(kit.Warning, w.BrandRefused(wrong, kept))
	b.SetMirrored(w.RTL())
	b.SetNarration(w.narration())
	return container.New(layout.NewCustomPaddedLayout(kit.Space12, kit.Space12, kit.Space16, kit.Space16), b)
}

// longestFinding is how much of a finding is shown, in runes; a log has all of it.
const longestFinding = 300

// BrandRefused says why a brand pack is not on show.
func (w *Words) BrandRefused(wrong *brand.Error, kept bool) string {
	first := ""
	if len(wrong.Findings) > 0 {
		place := wrong.Path
		if place != "" {
			place = filepath.Base(place) // the way there is nobody's business who looks over a shoulder
		}
		first = w.findingIn(wrong.Findings[0], place)
	}
	params := Params{"Finding": said(first)}
	if kept {
		return w.Plural("brand.kept", len(wrong.Findings), params)
	}
	return w.Plural("brand.refused", len(wrong.Findings), params)
}

// finding makes a finding fit to be shown. Names of the pack are in it, so nothing of it is believed; it is longer than
// what Clean lets pass, and made of shorter words.
func (w *Words) finding(s string) string {
	var kept []string
	runes := 0
	for _, word := range strings.Fields(s) {
		if word = Clean(word); word == "" {
			continue
		}
		if runes += len([]rune(word)) + 1; runes > longestFinding {
			kept = append(kept, "…")
			break
		}
		kept = append(kept, word)
	}
	s = strings.Join(kept, " ")
	if w.RTL() != rightToLeft(s) {
		return Isolate(s)
	}
	return s
}

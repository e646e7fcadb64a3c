package kit

import "slices"

// Pair is a colour that has to be told from the one behind it, both as tokens. A ground that lets something through lies
// on the card.
type Pair struct {
	Ink, Ground string
	Text        bool   // text needs 4.5 to 1 and 7 in high contrast, what is no text 3 and 4.5
	Place       string // where they meet: a widget and its state, "button.hover", "field.error"
	Faint       bool   // a control that is off, and decoration: nobody has to be able to read it
}

// Least is the contrast that a pair needs (WCAG 2.2, success criteria 1.4.3, 1.4.6 and 1.4.11); 1 for a faint one.
func (p Pair) Least(contrast bool) float64 {
	switch {
	case p.Faint:
		return 1
	case p.Text && contrast:
		return 7
	case p.Text:
		return TextContrast
	case contrast:
		return 4.5
	}
	return ControlContrast
}

// Ratio is the contrast that a pair has in a palette.
func (p *Palette) Ratio(pair Pair) float64 { return Contrast(p.Solid(pair.Ink), p.Solid(pair.Ground)) }

// Pairs lists every colour of text and of outlines together with what can lie behind it, in every state there is.
func Pairs() []Pair { return slices.Clone(pairs) }

var pairs = slices.Concat(pairsOf(wordPairs, Pair{Text: true}), pairsOf(linePairs, Pair{}), pairsOf(faintPairs, Pair{Faint: true}))

func pairsOf(places [][3]string, as Pair) []Pair {
	all := make([]Pair, len(places))
	for i, p := range places {
		all[i] = as
		all[i].Ink, all[i].Ground, all[i].Place = p[0], p[1], p[2]
	}
	return all
}

// wordPairs are words, and what they stand on.
var wordPairs = [][3]string{
	{"text", "card", "text"},
	{"text", "page", "page.text"},
	{"muted", "card", "text.muted"},
	{"muted", "page", "page.host"},
	{"accent_text", "card", "link"},
	{"accent_text", "page", "page.link"},
	{"accent_text", "subtle", "chip.link"},

	{"text", "card", "field"},
	{"text", "card", "field.label"},
	{"text", "subtle", "field.read_only"},
	{"text", "selection", "field.selection"},
	{"placeholder", "card", "field.placeholder"},
	{"muted", "card", "field.helper"},
	{"danger", "card", "field.error"},
	{"warning", "card", "field.hint"},

	{"text", "card", "code"},
	{"text", "accent_tint", "code.selected"},

	{"on_accent", "accent", "button"},
	{"on_accent", "accent_hover", "button.hover"},
	{"on_accent", "accent_press", "button.press"},
	{"text", "card", "outlined"},
	{"text", "hover", "outlined.hover"},

	{"text", "card", "row.title"},
	{"muted", "card", "row.subtitle"},
	{"text", "hover", "row.hover.title"},
	{"muted", "hover", "row.hover.subtitle"},
	{"accent_text", "accent_tint", "avatar"},

	{"text", "accent_tint", "list.selected"},
	{"muted", "accent_tint", "list.selected.detail"},
	{"text", "hover", "list.hover"},
	{"muted", "hover", "list.hover.detail"},
	{"muted", "card", "list.nothing"},

	{"text", "subtle", "chip"},
	{"muted", "subtle", "chip.detail"},

	{"text", "accent_tint", "banner.info"},
	{"accent_text", "accent_tint", "banner.info.link"},
	{"text", "success_tint", "banner.success"},
	{"success", "success_tint", "banner.success.link"},
	{"text", "warning_tint", "banner.warning"},
	{"warning", "warning_tint", "banner.warning.link"},
	{"text", "danger_tint", "banner.danger"},
	{"danger", "danger_tint", "banner.danger.link"},

	{"text", "card", "checklist.met"},
	{"muted", "card", "checklist.unmet"},
	{"danger", "card", "checklist.broken"},

	{"panel_text", "panel", "panel.welcome"},
	{"panel_muted", "panel", "panel.promise"},
}

// linePairs are outlines, signs and what else is drawn and has a meaning.
var linePairs = [][3]string{
	{"control", "card", "field.edge"},
	{"control_strong", "card", "field.hover.edge"},
	{"accent_text", "card", "field.focus.edge"},
	{"accent_text", "card", "caret"},
	{"danger", "card", "field.error.edge"},
	{"muted", "subtle", "field.read_only.lock"},
	{"control_strong", "card", "code.filled.edge"},
	{"success", "card", "code.accepted.edge"},
	{"accent_text", "card", "button.focus.ring"},
	{"control", "card", "outlined.edge"},
	{"control_strong", "card", "outlined.hover.edge"},
	{"on_accent", "accent", "button.busy.spinner"},
	{"accent_text", "card", "row.focus.edge"},
	{"control", "card", "options.edge"},
	{"accent_text", "card", "options.on.edge"},
	{"on_accent", "accent", "options.on.tick"},
	{"accent_text", "accent_tint", "list.selected.tick"},
	{"success", "card", "checklist.met.sign"},
	{"danger", "card", "meter.weak"},
	{"warning", "card", "meter.fair"},
	{"success", "card", "meter.good"},
	{"accent_text", "card", "progress"},
	{"accent_text", "accent_tint", "banner.info.sign"},
	{"success", "success_tint", "banner.success.sign"},
	{"warning", "warning_tint", "banner.warning.sign"},
	{"danger", "danger_tint", "banner.danger.sign"},
}

// faintPairs are controls that are off, which WCAG exempts, and what decorates: what it would tell is told otherwise too.
var faintPairs = [][3]string{
	{"disabled", "subtle", "field.disabled"},
	{"disabled", "card", "link.disabled"},
	{"accent", "card", "button.edge"}, // its words tell where it is
	{"ring", "card", "field.focus.ring"},
	{"hairline", "card", "row.edge"},
	{"card_edge", "page", "card.edge"},
	{"shadow", "page", "card.shadow"},
	{"card", "page", "card"},
	{"panel_art", "panel", "panel.art"},
}

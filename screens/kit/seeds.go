package kit

import "image/color"

// Seeds are the colours that a palette is derived from. A nil one is ours. An accent that is too dark to be seen on a dark card
// is lightened until it is.
type Seeds struct{ Accent, Page, Card, Text color.Color }

// Derive makes the palette of one of the four looks from its seeds. Whatever they are, all Pairs can be read. In high
// contrast text reaches 7 to 1 and controls 4.5 to 1 in every state (WCAG 2.2, success criterion 1.4.6); the page, the card
// and the text are ours then: a person has asked for it, and no brand has a say in that.
func Derive(s Seeds, dark, contrast bool) Palette {
	p := derived(s, dark, contrast)
	p.mend(contrast, nil)
	return p
}

// derived is the palette of a look before anybody has made sure that it can be read.
func derived(s Seeds, dark, contrast bool) Palette {
	accent := DefaultAccent
	if s.Accent != nil {
		accent = opaque(s.Accent)
	}
	if contrast {
		return starkNeutrals(dark).strengthen(accent, poleOf(dark))
	}
	if s.Card != nil {
		dark = IsDark(s.Card) // a card may be dark in light surroundings
	}
	p := neutrals(dark).planted(s)
	if dark {
		accent = readable(accent, white, seen, p.Card)
	}
	return p.derive(accent, poleOf(dark))
}

// seen is the contrast at which an accent can be seen on a dark card.
const seen = 3.3

// poleOf is the end of the lightness scale at which text is readable.
func poleOf(dark bool) color.NRGBA {
	if dark {
		return white
	}
	return black
}

// planted has the page, the card and the text of the seeds in the place of ours. On another card, or with other text, what
// lies between them is mixed anew, with the contrasts that it has in ours.
func (p Palette) planted(s Seeds) Palette {
	ours := p
	if s.Page != nil {
		p.Page = opaque(s.Page)
	}
	if s.Card == nil && s.Text == nil {
		return p
	}
	if s.Card != nil {
		_, room := bounds(false)
		p.Card = nearest(opaque(s.Card), room, farther(opaque(s.Card)))
	}
	if s.Text != nil {
		p.Text = opaque(s.Text)
	}
	p.Text = nearest(p.Text, TextContrast, p.Card)
	between := func(c color.NRGBA) color.NRGBA { return faintest(p.Text, p.Card, Contrast(c, ours.Card)) }
	p.Muted, p.Hairline = between(ours.Muted), between(ours.Hairline)
	p.Control, p.ControlStrong = between(ours.Control), between(ours.ControlStrong)
	return p
}

// faintest is ink moved towards a ground for as long as it keeps a contrast.
func faintest(ink, ground color.NRGBA, ratio float64) color.NRGBA {
	best := ink
	for i := 1; i <= 200; i++ {
		c := mix(ink, ground, float64(i)/200)
		if Contrast(c, ground) < ratio {
			break
		}
		best = c
	}
	return best
}

// Token finds the colour of the palette that a brand pack calls by that name, such as "card_edge"; nil for a name it does
// not have.
func (p *Palette) Token(name string) *color.NRGBA {
	switch name {
	case "page":
		return &p.Page
	case "card":
		return &p.Card
	case "card_edge":
		return &p.CardEdge
	case "shadow":
		return &p.Shadow
	case "text":
		return &p.Text
	case "muted":
		return &p.Muted
	case "placeholder":
		return &p.Placeholder
	case "disabled":
		return &p.Disabled
	case "hairline":
		return &p.Hairline
	case "control":
		return &p.Control
	case "control_strong":
		return &p.ControlStrong
	case "hover":
		return &p.Hover
	case "subtle":
		return &p.Subtle
	case "accent":
		return &p.Accent
	case "on_accent":
		return &p.OnAccent
	case "accent_hover":
		return &p.AccentHover
	case "accent_press":
		return &p.AccentPress
	case "accent_text":
		return &p.AccentText
	case "accent_tint":
		return &p.AccentTint
	case "ring":
		return &p.Ring
	case "danger":
		return &p.Danger
	case "danger_tint":
		return &p.DangerTint
	case "success":
		return &p.Success
	case "success_tint":
		return &p.SuccessTint
	case "warning":
		return &p.Warning
	case "warning_tint":
		return &p.WarningTint
	case "selection":
		return &p.Selection
	case "panel":
		return &p.Panel
	case "panel_text":
		return &p.PanelText
	case "panel_muted":
		return &p.PanelMuted
	case "panel_art":
		return &p.PanelArt
	}
	return nil
}

package kit

import "image/color"

// Palette is every colour the widgets draw with, for one of light and dark. All are opaque except Ring, Shadow and
// Selection. A brand pack calls them by the names that Token knows.
type Palette struct {
	Page, Card             color.NRGBA // behind the card; the card itself
	CardEdge, Shadow       color.NRGBA // the card's hairline and its shadow; a fully transparent shadow is none
	Text, Muted            color.NRGBA
	Placeholder, Disabled  color.NRGBA // text of an empty field; text of a control that is off
	Hairline               color.NRGBA // decoration only, never the outline of a control
	Control, ControlStrong color.NRGBA // outline of a control at rest; hovered or filled
	Hover, Subtle          color.NRGBA // fill of a hovered row; fill of a field that cannot be typed in
	Accent, OnAccent       color.NRGBA // fill of the main button and the text on it
	AccentHover            color.NRGBA
	AccentPress            color.NRGBA
	AccentText             color.NRGBA // the accent as text, caret and focus border: readable on card, page and tint
	AccentTint, Ring       color.NRGBA // a wash of accent; the ring outside a focused control
	Danger, DangerTint     color.NRGBA
	Success, SuccessTint   color.NRGBA
	Warning, WarningTint   color.NRGBA
	Selection              color.NRGBA // behind selected text
	Panel, PanelArt        color.NRGBA // the brand's side of a wide window, and the shape on it
	PanelText, PanelMuted  color.NRGBA
}

// DefaultAccent is the accent of a product that has not chosen one.
var DefaultAccent = rgb(0x4F46E5)

// neutrals are the colours of a palette that its accent is added to.
func neutrals(dark bool) Palette {
	if dark {
		return Palette{
			Page: rgb(0x0E1116), Card: rgb(0x171B22), Text: rgb(0xF2F4F7), Muted: rgb(0xA4ACB9),
			Hairline: rgb(0x323844), Control: rgb(0x667080), ControlStrong: rgb(0x8B95A5),
			Danger: rgb(0xF97066), Success: rgb(0x47CD89), Warning: rgb(0xFDB022),
		}
	}
	return Palette{
		Page: rgb(0xF6F7F9), Card: white, Text: rgb(0x14171F), Muted: rgb(0x565D6B),
		Hairline: rgb(0xD5D9E0), Control: rgb(0x868D9A), ControlStrong: rgb(0x5F6776),
		Danger: rgb(0xB42318), Success: rgb(0x067647), Warning: rgb(0xB54708),
		Shadow: alpha(black, 0.12),
	}
}

// derive fills in what follows from the base colours and the accent. pole is the end of the lightness scale at which
// text is readable: black in light, white in dark.
func (p Palette) derive(accent, pole color.NRGBA) Palette {
	p.CardEdge = mix(p.Card, p.Text, 0.08)
	p.Placeholder = fainter(p.Muted, p.Card)
	p.Disabled = mix(p.Text, p.Card, 0.5)
	p.Hover = mix(p.Card, p.Text, 0.04)
	p.Subtle = mix(p.Card, p.Text, 0.05)

	p.Accent, p.OnAccent = accent, on(accent)
	p.AccentHover = p.shade(0.08)
	p.AccentPress = p.shade(0.16)
	p.AccentTint = p.wash(accent, 0.10)
	p.AccentText = readable(accent, pole, 4.8, p.Card, p.Page, p.AccentTint)
	p.Ring = alpha(p.AccentText, 0.30)

	p.DangerTint = mix(p.Card, p.Danger, 0.08)
	p.SuccessTint = mix(p.Card, p.Success, 0.08)
	p.WarningTint = mix(p.Card, p.Warning, 0.08)
	return p.side()
}

// side fills in the brand's side of a wide window, and what else follows from the rest.
func (p Palette) side() Palette {
	p.Selection = alpha(p.AccentText, 0.25)
	p.Panel, p.PanelText, p.PanelMuted, p.PanelArt = p.AccentTint, p.Text, p.Muted, p.Accent
	return p
}

// wash is the card with a share of the accent in it. Of a pale accent that cannot be seen; then it is the first step.
func (p Palette) wash(accent color.NRGBA, share float64) color.NRGBA {
	if c := mix(p.Card, accent, share); Contrast(c, p.Card) >= 1.05 {
		return c
	}
	return Steps(accent, p.Card)[0]
}

// shade is the accent moved towards the text colour, or away from it, or less far, wherever that would cost the button its
// label or its outline on the card.
func (p Palette) shade(share float64) color.NRGBA {
	least := min(ControlContrast, Contrast(p.Accent, p.Card))
	for ; share > 0; share -= 0.01 {
		for _, pole := range []color.NRGBA{p.Text, black, white} {
			c := mix(p.Accent, pole, share)
			if Contrast(c, p.OnAccent) >= TextContrast && Contrast(c, p.Card) >= least {
				return c
			}
		}
	}
	return p.Accent
}

// fainter is text moved towards the background as far as it stays readable.
func fainter(text, background color.NRGBA) color.NRGBA {
	best := text
	for i := 1; i < 100; i++ {
		c := mix(text, background, float64(i)/100)
		if Contrast(c, background) < 4.6 {
			break
		}
		best = c
	}
	return best
}

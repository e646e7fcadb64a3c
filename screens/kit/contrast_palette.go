package kit

import "image/color"

// strongText is what readable is asked for: a little above 7, as colours are rounded.
const strongText = 7.2

// starkNeutrals are neutrals in high contrast.
func starkNeutrals(dark bool) Palette {
	if dark {
		return Palette{
			Page: black, Card: black, Text: white, Muted: rgb(0xD5DAE2),
			Hairline: rgb(0x8B95A5), Control: rgb(0xD5DAE2), ControlStrong: white,
			Danger: rgb(0xFF9D94), Success: rgb(0x6CE9A6), Warning: rgb(0xFFCF66),
		}
	}
	return Palette{
		Page: white, Card: white, Text: black, Muted: rgb(0x33373F),
		Hairline: rgb(0x5B6270), Control: rgb(0x33373F), ControlStrong: black,
		Danger: rgb(0x8A1008), Success: rgb(0x004D2C), Warning: rgb(0x7A2E00),
	}
}

// strengthen fills in the rest, as derive does, with nothing that is only hinted at: edges are solid, text in the
// background is as readable as other text, and the accent is one that text and outlines can have.
func (p Palette) strengthen(accent, pole color.NRGBA) Palette {
	accent = readable(accent, pole, strongText, p.Card)
	p = p.derive(accent, pole)
	p.OnAccent = p.Card
	p.AccentHover = readable(mix(accent, pole, 0.25), pole, strongText, p.Card)
	p.AccentPress = readable(mix(accent, pole, 0.45), pole, strongText, p.Card)
	p.CardEdge = p.Control
	p.Placeholder = p.Muted
	p.Hover = mix(p.Card, p.Text, 0.08)
	p.AccentTint = mix(p.Card, accent, 0.06)
	p.AccentText = readable(accent, pole, strongText, p.Card, p.Page, p.AccentTint, p.Hover)
	p.Ring = p.AccentText
	for _, pair := range []struct{ ink, tint *color.NRGBA }{{&p.Danger, &p.DangerTint}, {&p.Success, &p.SuccessTint}, {&p.Warning, &p.WarningTint}} {
		*pair.tint = mix(p.Card, *pair.ink, 0.06)
		*pair.ink = readable(*pair.ink, pole, strongText, *pair.tint)
	}
	return p.side()
}

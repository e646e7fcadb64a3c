package kit

import "image/color"

// Mended is a colour that was asked for and is drawn otherwise, because it could not be read, or what lies on it.
type Mended struct {
	Token, Ground string // which colour, and the other one of the pair
	Asked, Drawn  color.NRGBA
	Ratio, Least  float64 // the contrast it would have had, and what it needs
}

// DeriveWith is Derive with colours that a brand sets itself, by the names of Token. What is asked for, in the seeds or by
// name, and cannot be read is drawn in the nearest colour that can, and listed.
func DeriveWith(s Seeds, own map[string]color.NRGBA, dark, contrast bool) (Palette, []Mended) {
	p := derived(s, dark, contrast)
	asked := map[string]color.NRGBA{}
	if !contrast {
		for token, c := range map[string]color.Color{"accent": s.Accent, "page": s.Page, "card": s.Card, "text": s.Text} {
			if c != nil {
				asked[token] = opaque(c)
			}
		}
	}
	for token, c := range own {
		if at := p.Token(token); at != nil {
			asked[token], *at = c, c
		}
	}
	p.mend(contrast, own)
	return p, p.differs(asked, contrast)
}

// visible are the tokens in the order in which one notices that they are off; those that are missing here cannot be.
var visible = []string{"card", "page", "text", "accent", "on_accent", "panel", "panel_text", "muted", "accent_text", "control",
	"danger", "panel_muted", "placeholder", "control_strong", "accent_hover", "accent_press", "success", "warning", "hover", "subtle",
	"accent_tint", "danger_tint", "success_tint", "warning_tint", "selection"}

// differs lists what is not as it was asked for, with the pair that would have been hardest to read.
func (p *Palette) differs(asked map[string]color.NRGBA, contrast bool) []Mended {
	var all []Mended
	for _, token := range visible {
		want, ok := asked[token]
		if drawn := *p.Token(token); !ok || want == drawn {
			continue
		}
		m := p.unpaired(token, want, contrast)
		was, worst := *p, 1.0
		*was.Token(token) = want
		for _, pair := range pairs {
			other := pair.Ground
			if pair.Ground == token {
				other = pair.Ink
			} else if pair.Ink != token {
				continue
			}
			if ratio := was.Ratio(pair); ratio/pair.Least(contrast) < worst {
				worst = ratio / pair.Least(contrast)
				m.Ground, m.Ratio, m.Least = other, ratio, pair.Least(contrast)
			}
		}
		all = append(all, m)
	}
	return all
}

// unpaired tells of a colour that is readable in every pair, but not by enough.
func (p *Palette) unpaired(token string, want color.NRGBA, contrast bool) Mended {
	text, card := bounds(contrast)
	m := Mended{Token: token, Asked: want, Drawn: *p.Token(token)}
	switch token {
	case "accent": // too dark to be seen on a dark card
		m.Ground, m.Ratio, m.Least = "card", Contrast(want, p.Card), seen
	case "text", "muted":
		m.Ground, m.Ratio, m.Least = "card", Contrast(want, p.pressed()), text
	case "card":
		m.Ground, m.Ratio, m.Least = "text", Contrast(want, farther(p.Card)), card
	default:
		m.Ground, m.Ratio, m.Least = "text", Contrast(want, farther(p.Card)), text+margin
	}
	return m
}

// Solid is a token as it is seen: what lets something through lies on the card.
func (p *Palette) Solid(token string) color.NRGBA {
	c := *p.Token(token)
	if c.A == 0xff {
		return c
	}
	share := float64(c.A) / 255
	c.A = 0xff
	return mix(p.Card, c, share)
}

// bounds are the least contrast of text, and that of the far end of the lightness scale on a card: more, because a row
// that is pressed is a little nearer to its text.
func bounds(contrast bool) (text, card float64) {
	if contrast {
		return 7, 9.5
	}
	return TextContrast, 5.5
}

// margin is what a ground has beyond what text needs, as colours are rounded.
const margin = 0.05

// mend makes every pair readable, with as little change as that takes. The grounds go first, each towards the end of
// the lightness scale where it has room for text; then what is drawn on them. A ready palette stays as it is.
func (p *Palette) mend(contrast bool, own map[string]color.NRGBA) {
	text, card := bounds(contrast)
	ink := farther(p.Card)
	p.Card = nearest(p.Card, card, ink)
	for _, g := range []*color.NRGBA{&p.Page, &p.Hover, &p.Subtle, &p.AccentTint, &p.DangerTint, &p.SuccessTint, &p.WarningTint} {
		*g = nearest(*g, text+margin, ink)
	}
	for _, token := range []string{"text", "muted", "accent_text", "placeholder", "danger", "success", "warning", "control", "control_strong"} {
		p.lift(token, contrast)
	}
	p.button(text, own)
	p.Panel = nearest(p.Panel, text, farther(p.Panel))
	p.lift("panel_text", contrast)
	p.lift("panel_muted", contrast)
	for ; p.Selection.A > 0 && Contrast(p.Text, p.Solid("selection")) < text; p.Selection.A-- {
	}
}

// lift moves an ink until it can be read on everything that it is drawn on.
func (p *Palette) lift(token string, contrast bool) {
	var needs []need
	for _, pair := range pairs {
		if pair.Ink == token && !pair.Faint && pair.Ground != "selection" {
			needs = append(needs, need{p.Solid(pair.Ground), pair.Least(contrast)})
		}
	}
	if token == "text" || token == "muted" { // what the pointer is on, or presses
		text, _ := bounds(contrast)
		needs = append(needs, need{p.pressed(), text})
	}
	at := p.Token(token)
	*at = nearestOf(*at, needs...)
}

// pressShare is how much of its text a row or an outlined button takes on while it is pressed.
const pressShare = 0.09

func (p *Palette) pressed() color.NRGBA { return mix(p.Card, farther(p.Card), pressShare) }

// button makes the words of the main button readable. A brand that sets them itself gets another button, one that does
// not gets other words.
func (p *Palette) button(text float64, own map[string]color.NRGBA) {
	if _, insists := own["on_accent"]; insists {
		p.OnAccent = nearest(p.OnAccent, text, farther(p.OnAccent))
	} else if Contrast(p.OnAccent, p.Accent) < text {
		p.OnAccent = farther(p.Accent)
		if Contrast(white, p.Accent) >= text {
			p.OnAccent = white
		}
	}
	for _, fill := range []*color.NRGBA{&p.Accent, &p.AccentHover, &p.AccentPress} {
		*fill = nearest(*fill, text, p.OnAccent)
	}
}

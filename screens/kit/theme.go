package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// Names of our own colours, beside those Fyne has. Look them up with Color; the meaning is that of the Palette field.
const (
	ColorCard          fyne.ThemeColorName = "vestibule.card"
	ColorCardEdge      fyne.ThemeColorName = "vestibule.cardEdge"
	ColorShadow        fyne.ThemeColorName = "vestibule.shadow"
	ColorMuted         fyne.ThemeColorName = "vestibule.muted"
	ColorControl       fyne.ThemeColorName = "vestibule.control"
	ColorControlStrong fyne.ThemeColorName = "vestibule.controlStrong"
	ColorHover         fyne.ThemeColorName = "vestibule.hover"
	ColorSubtle        fyne.ThemeColorName = "vestibule.subtle"
	ColorAccent        fyne.ThemeColorName = "vestibule.accent"
	ColorAccentHover   fyne.ThemeColorName = "vestibule.accentHover"
	ColorAccentPress   fyne.ThemeColorName = "vestibule.accentPress"
	ColorAccentText    fyne.ThemeColorName = "vestibule.accentText"
	ColorAccentTint    fyne.ThemeColorName = "vestibule.accentTint"
	ColorRing          fyne.ThemeColorName = "vestibule.ring"
	ColorDangerTint    fyne.ThemeColorName = "vestibule.dangerTint"
	ColorSuccessTint   fyne.ThemeColorName = "vestibule.successTint"
	ColorWarningTint   fyne.ThemeColorName = "vestibule.warningTint"
	ColorPanel         fyne.ThemeColorName = "vestibule.panel"
	ColorPanelText     fyne.ThemeColorName = "vestibule.panelText"
	ColorPanelMuted    fyne.ThemeColorName = "vestibule.panelMuted"
	ColorPanelArt      fyne.ThemeColorName = "vestibule.panelArt"

	// And those that Fyne has a name for already.
	ColorPage        = theme.ColorNameBackground
	ColorText        = theme.ColorNameForeground
	ColorPlaceholder = theme.ColorNamePlaceHolder
	ColorDisabled    = theme.ColorNameDisabled
	ColorHairline    = theme.ColorNameSeparator
	ColorOnAccent    = theme.ColorNameForegroundOnPrimary
	ColorDanger      = theme.ColorNameError
	ColorSuccess     = theme.ColorNameSuccess
	ColorWarning     = theme.ColorNameWarning
)

// Fonts replaces the built-in fonts. A nil font keeps the built-in one.
type Fonts struct{ Regular, Bold, Monospace fyne.Resource }

// Theme is the look of the product as a fyne.Theme. It follows the variant it is asked for, so the system's switch
// between light and dark takes effect at once. Stock Fyne widgets find all their names answered from the same palette.
//
// It is also how the widgets learn what a person asked for: larger text, thicker lines, a code in one field.
type Theme struct {
	Light, Dark Palette
	Fonts       Fonts
	Sizes       map[string]float32 // that a brand sets, by token, such as "card_radius"; what is missing is ours
	TextScale   float32            // of all text, 1 to MaxScale; less than 1 is 1
	Bold        bool               // thicker outlines and a thicker ring, as high contrast has them
	PlainCode   bool               // a code is typed into one plain field, whatever its length
}

// NewTheme derives a theme from one accent colour; nil means DefaultAccent.
func NewTheme(accent color.Color) *Theme {
	s := Seeds{Accent: accent}
	return &Theme{Light: Derive(s, false, false), Dark: Derive(s, true, false)}
}

// Color implements fyne.Theme. A variant other than dark is light.
func (t *Theme) Color(name fyne.ThemeColorName, variant fyne.ThemeVariant) color.Color {
	p := &t.Light
	if variant == theme.VariantDark {
		p = &t.Dark
	}
	if c, ok := p.own(name); ok {
		return c
	}
	return p.stock(name)
}

func (p *Palette) own(name fyne.ThemeColorName) (color.NRGBA, bool) {
	switch name {
	case ColorCard:
		return p.Card, true
	case ColorCardEdge:
		return p.CardEdge, true
	case ColorShadow:
		return p.Shadow, true
	case ColorMuted:
		return p.Muted, true
	case ColorControl:
		return p.Control, true
	case ColorControlStrong:
		return p.ControlStrong, true
	case ColorHover:
		return p.Hover, true
	case ColorSubtle:
		return p.Subtle, true
	case ColorAccent:
		return p.Accent, true
	case ColorAccentHover:
		return p.AccentHover, true
	case ColorAccentPress:
		return p.AccentPress, true
	case ColorAccentText:
		return p.AccentText, true
	case ColorAccentTint:
		return p.AccentTint, true
	case ColorRing:
		return p.Ring, true
	case ColorDangerTint:
		return p.DangerTint, true
	case ColorSuccessTint:
		return p.SuccessTint, true
	case ColorWarningTint:
		return p.WarningTint, true
	case ColorPanel:
		return p.Panel, true
	case ColorPanelText:
		return p.PanelText, true
	case ColorPanelMuted:
		return p.PanelMuted, true
	case ColorPanelArt:
		return p.PanelArt, true
	}
	return color.NRGBA{}, false
}

// Icon implements fyne.Theme with Fyne's own icons.
func (t *Theme) Icon(name fyne.ThemeIconName) fyne.Resource {
	if name == tokensIcon {
		return tokens
	}
	return theme.DefaultTheme().Icon(name)
}

// Font implements fyne.Theme.
func (t *Theme) Font(style fyne.TextStyle) fyne.Resource {
	switch {
	case style.Monospace && t.Fonts.Monospace != nil:
		return t.Fonts.Monospace
	case style.Bold && !style.Monospace && t.Fonts.Bold != nil:
		return t.Fonts.Bold
	case !style.Monospace && !style.Bold && !style.Italic && !style.Symbol && t.Fonts.Regular != nil:
		return t.Fonts.Regular
	}
	return theme.DefaultTheme().Font(style)
}

// tokensIcon tells our themes from others, also through a wrapper that knows no more than fyne.Theme. An icon is
// the one thing every theme can be asked for by an unknown name without complaint.
const tokensIcon fyne.ThemeIconName = "vestibule.tokens"

var (
	tokens   = fyne.NewStaticResource("vestibule.tokens", []byte("1"))
	fallback = NewTheme(nil)
)

// Color is the colour of that name for an object, as it should be drawn at this moment. Where the application runs
// with somebody else's theme it comes from the default one.
func Color(o fyne.CanvasObject, name fyne.ThemeColorName) color.NRGBA {
	th := theme.CurrentForWidget(o)
	if th.Icon(tokensIcon) == nil {
		th = fallback
	}
	return nrgba(th.Color(name, fyne.CurrentApp().Settings().ThemeVariant()))
}

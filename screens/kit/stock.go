package kit

import (
	"image/color"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// stock answers Fyne's own colour names, so that a menu or a dialog looks like the rest.
func (p *Palette) stock(name fyne.ThemeColorName) color.Color {
	switch name {
	case theme.ColorNameBackground, theme.ColorNameHeaderBackground:
		return p.Page
	case theme.ColorNameInputBackground, theme.ColorNameMenuBackground, theme.ColorNameOverlayBackground:
		return p.Card
	case theme.ColorNameForeground:
		return p.Text
	case theme.ColorNamePlaceHolder:
		return p.Placeholder
	case theme.ColorNameDisabled:
		return p.Disabled
	case theme.ColorNameButton:
		return mix(p.Card, p.Text, 0.07)
	case theme.ColorNameDisabledButton:
		return p.Subtle
	case theme.ColorNamePrimary: // and Fyne's caret, which a pale accent would hide
		if Contrast(p.Accent, p.Card) < ControlContrast {
			return p.AccentText
		}
		return p.Accent
	case theme.ColorNameForegroundOnPrimary:
		return p.OnAccent
	case theme.ColorNameHyperlink:
		return p.AccentText
	case theme.ColorNameFocus:
		return p.Ring
	case theme.ColorNameSelection:
		return p.Selection
	case theme.ColorNameError:
		return p.Danger
	case theme.ColorNameForegroundOnError:
		return on(p.Danger)
	case theme.ColorNameSuccess:
		return p.Success
	case theme.ColorNameForegroundOnSuccess:
		return on(p.Success)
	case theme.ColorNameWarning:
		return p.Warning
	case theme.ColorNameForegroundOnWarning:
		return on(p.Warning)
	case theme.ColorNameHover:
		return alpha(p.Text, 0.05)
	case theme.ColorNamePressed:
		return alpha(p.Text, 0.11)
	case theme.ColorNameInputBorder:
		return p.Control
	case theme.ColorNameSeparator, theme.ColorNameInnerWindowBorder, theme.ColorNameInnerWindowBorderInactive:
		return p.Hairline
	case theme.ColorNameScrollBar:
		return alpha(p.Text, 0.28)
	case theme.ColorNameScrollBarBackground:
		return alpha(p.Text, 0.05)
	case theme.ColorNameShadow:
		return alpha(black, 0.2)
	}
	return color.Transparent
}

// Size implements fyne.Theme, in dp.
func (t *Theme) Size(name fyne.ThemeSizeName) float32 {
	if token, ok := strings.CutPrefix(string(name), string(tokenSize)); ok {
		return t.token(token)
	}
	if size, ok := t.own(name); ok {
		return size
	}
	switch name {
	case theme.SizeNameText:
		return t.token("body_size") * t.scale()
	case theme.SizeNameCaptionText:
		return t.token("helper_size") * t.scale()
	case theme.SizeNameHeadingText:
		return t.token("title_size") * t.scale()
	case theme.SizeNameSubHeadingText:
		return 18 * t.scale()
	case theme.SizeNameInlineIcon:
		return IconMedium * (1 + t.scale()) / 2
	case theme.SizeNamePadding, theme.SizeNameLineSpacing, theme.SizeNameSplitThickness, theme.SizeNameSelectionRadius, theme.SizeNameScrollBarSmall:
		return Space4
	case theme.SizeNameInnerPadding:
		return entryPadding
	case theme.SizeNameInputBorder, theme.SizeNameSeparatorThickness:
		return t.edge("edge")
	case theme.SizeNameInputRadius, theme.SizeNameButtonRadius, theme.SizeNameMenuRadius:
		return t.token("control_radius")
	case theme.SizeNamePopupRadius, theme.SizeNameInnerWindowRadius:
		return Space12
	case theme.SizeNameCardRadius, theme.SizeNameDialogRadius:
		return t.token("card_radius")
	}
	return theme.DefaultTheme().Size(name)
}

// own answers the names of measure.go.
func (t *Theme) own(name fyne.ThemeSizeName) (float32, bool) {
	switch name {
	case SizeScale:
		return t.scale(), true
	case SizeEdge:
		return t.edge("edge"), true
	case SizeStrong:
		return t.edge("edge_strong"), true
	case SizeRing:
		return t.edge("ring_width"), true
	case sizeBold:
		if t.Bold {
			return 1, true
		}
		return 0, true
	case SizePlain:
		if t.PlainCode {
			return 1, true
		}
		return 0, true
	}
	return 0, false
}

func (t *Theme) scale() float32 { return min(max(t.TextScale, 1), MaxScale) }

// edge is the width of an outline, which is one wider for those who asked for high contrast.
func (t *Theme) edge(token string) float32 {
	if t.Bold {
		return t.token(token) + 1
	}
	return t.token(token)
}

// entryPadding is Fyne's padding inside an entry; ours is that of a field, so a field gives its entry the difference.
const entryPadding float32 = 8

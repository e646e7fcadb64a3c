package kit

import (
	"image/color"

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
	case theme.ColorNamePrimary:
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
	if size, ok := t.own(name); ok {
		return size
	}
	switch name {
	case theme.SizeNameText:
		return inputFace.size * t.scale()
	case theme.SizeNameCaptionText:
		return 13 * t.scale()
	case theme.SizeNameHeadingText:
		return 24 * t.scale()
	case theme.SizeNameSubHeadingText:
		return 18 * t.scale()
	case theme.SizeNameInlineIcon:
		return IconMedium * (1 + t.scale()) / 2
	case theme.SizeNamePadding, theme.SizeNameLineSpacing, theme.SizeNameSplitThickness, theme.SizeNameSelectionRadius, theme.SizeNameScrollBarSmall:
		return Space4
	case theme.SizeNameInnerPadding:
		return entryPadding
	case theme.SizeNameInputBorder, theme.SizeNameSeparatorThickness:
		return t.edge(1, 2)
	case theme.SizeNameInputRadius, theme.SizeNameButtonRadius, theme.SizeNameMenuRadius:
		return ControlRadius
	case theme.SizeNamePopupRadius, theme.SizeNameInnerWindowRadius:
		return Space12
	case theme.SizeNameCardRadius, theme.SizeNameDialogRadius:
		return CardRadius
	}
	return theme.DefaultTheme().Size(name)
}

// own answers the names of measure.go.
func (t *Theme) own(name fyne.ThemeSizeName) (float32, bool) {
	switch name {
	case SizeScale:
		return t.scale(), true
	case SizeEdge:
		return t.edge(1, 2), true
	case SizeStrong:
		return t.edge(2, 3), true
	case SizeRing:
		return t.edge(3, 4), true
	case SizePlain:
		if t.PlainCode {
			return 1, true
		}
		return 0, true
	}
	return 0, false
}

func (t *Theme) scale() float32 { return min(max(t.TextScale, 1), MaxScale) }

func (t *Theme) edge(thin, bold float32) float32 {
	if t.Bold {
		return bold
	}
	return thin
}

// entryPadding is Fyne's padding inside an entry; ours is fieldInner, so a field gives its entry the difference.
const entryPadding float32 = 8

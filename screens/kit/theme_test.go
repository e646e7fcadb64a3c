package kit_test

import (
	"fmt"
	"image/color"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"github.com/vestibule-app/vestibule/screens/kit"
)

var accents = map[string]color.Color{
	"default": kit.DefaultAccent,
	"yellow":  color.NRGBA{0xFF, 0xD4, 0x00, 0xFF},
	"navy":    color.NRGBA{0x0B, 0x10, 0x40, 0xFF},
	"red":     color.NRGBA{0xE0, 0x20, 0x20, 0xFF},
	"mint":    color.NRGBA{0x9F, 0xF0, 0xC8, 0xFF},
	"grey":    color.NRGBA{0x77, 0x77, 0x77, 0xFF},
	"black":   color.Black,
	"white":   color.White,
}

func palettes() map[string]kit.Palette {
	all := map[string]kit.Palette{}
	for name, a := range accents {
		all[name+" light"] = kit.Derive(kit.Seeds{Accent: a}, false, false)
		all[name+" dark"] = kit.Derive(kit.Seeds{Accent: a}, true, false)
	}
	return all
}

func TestPaletteContrast(t *testing.T) {
	for name, p := range palettes() {
		atLeast := func(ratio float64, what string, a, b color.Color) {
			t.Helper()
			if got := kit.Contrast(a, b); got < ratio {
				t.Errorf("%s: %s has contrast %.2f, want at least %.1f", name, what, got, ratio)
			}
		}
		for ground, c := range map[string]color.Color{"card": p.Card, "page": p.Page, "hovered row": p.Hover, "read-only field": p.Subtle} {
			atLeast(kit.TextContrast, "text on "+ground, p.Text, c)
			atLeast(kit.TextContrast, "muted text on "+ground, p.Muted, c)
		}
		atLeast(kit.TextContrast, "placeholder on card", p.Placeholder, p.Card)
		atLeast(kit.TextContrast, "link on card", p.AccentText, p.Card)
		atLeast(kit.TextContrast, "link on page", p.AccentText, p.Page)
		atLeast(kit.TextContrast, "letter on avatar", p.AccentText, p.AccentTint)
		for state, fill := range map[string]color.Color{"rest": p.Accent, "hover": p.AccentHover, "press": p.AccentPress} {
			atLeast(kit.TextContrast, "button label, "+state, p.OnAccent, fill)
		}
		for tone, pair := range map[string][2]color.Color{
			"info": {p.AccentText, p.AccentTint}, "danger": {p.Danger, p.DangerTint},
			"success": {p.Success, p.SuccessTint}, "warning": {p.Warning, p.WarningTint},
		} {
			atLeast(kit.TextContrast, tone+" banner text", p.Text, pair[1])
			atLeast(kit.TextContrast, tone+" banner action", pair[0], pair[1])
		}
		atLeast(kit.TextContrast, "error text on card", p.Danger, p.Card)
		for what, c := range map[string]color.Color{
			"edge of a field": p.Control, "edge, hovered": p.ControlStrong, "edge, focused": p.AccentText,
			"edge, error": p.Danger, "edge, accepted": p.Success,
		} {
			atLeast(kit.ControlContrast, what, c, p.Card)
		}
	}
	for _, p := range []kit.Palette{kit.Derive(kit.Seeds{Accent: kit.DefaultAccent}, false, false), kit.Derive(kit.Seeds{Accent: kit.DefaultAccent}, true, false)} {
		if got := kit.Contrast(p.Accent, p.Card); got < kit.ControlContrast {
			t.Errorf("default button on card: contrast %.2f", got)
		}
	}
	if got := kit.Contrast(kit.DefaultAccent, color.White); got < kit.TextContrast {
		t.Errorf("default accent on a light card: contrast %.2f", got)
	}
}

func TestContrastOfKnownPairs(t *testing.T) {
	for _, c := range []struct {
		a, b color.Color
		want string
	}{
		{color.Black, color.White, "21.00"},
		{color.White, color.White, "1.00"},
		{color.NRGBA{0x77, 0x77, 0x77, 0xFF}, color.White, "4.48"}, // the classic near miss
		{color.NRGBA{0x86, 0x8D, 0x9A, 0xFF}, color.White, "3.34"},
	} {
		equal(t, fmt.Sprintf("%.2f", kit.Contrast(c.a, c.b)), c.want, "contrast")
	}
}

func TestThemeAnswersEveryNameOfFyne(t *testing.T) {
	test.AssertAllColorNamesDefined(t, kit.NewTheme(nil), "vestibule")
	th := kit.NewTheme(nil)
	for _, name := range []fyne.ThemeSizeName{
		theme.SizeNameText, theme.SizeNameCaptionText, theme.SizeNameHeadingText, theme.SizeNameSubHeadingText, theme.SizeNameInlineIcon,
		theme.SizeNameInnerPadding, theme.SizeNamePadding, theme.SizeNameLineSpacing, theme.SizeNameInputBorder, theme.SizeNameInputRadius,
		theme.SizeNameButtonRadius, theme.SizeNameCardRadius, theme.SizeNameDialogRadius, theme.SizeNamePopupRadius, theme.SizeNameMenuRadius,
		theme.SizeNameSelectionRadius, theme.SizeNameScrollBar, theme.SizeNameScrollBarSmall, theme.SizeNameScrollBarRadius,
		theme.SizeNameSeparatorThickness, theme.SizeNameSplitThickness, theme.SizeNameWindowTitleBarHeight, theme.SizeNameInnerWindowRadius,
	} {
		if th.Size(name) <= 0 {
			t.Errorf("size %q is not defined", name)
		}
	}
	for _, s := range []fyne.TextStyle{{}, {Bold: true}, {Italic: true}, {Monospace: true}, {Symbol: true}} {
		if th.Font(s) == nil {
			t.Errorf("no font for %+v", s)
		}
	}
}

func TestThemeFonts(t *testing.T) {
	th := kit.NewTheme(nil)
	own := fyne.NewStaticResource("own.ttf", nil)
	th.Fonts.Bold = own
	equal(t, th.Font(fyne.TextStyle{Bold: true}), fyne.Resource(own), "bold font")
	equal(t, th.Font(fyne.TextStyle{}), theme.DefaultTheme().Font(fyne.TextStyle{}), "regular font")
}

func TestVariantSwitchesLive(t *testing.T) {
	a := dress(t, theme.VariantLight)
	w := window(t, kit.NewCard(kit.NewText(kit.Body, "")), 200, 200)
	at := func() color.NRGBA {
		return color.NRGBAModel.Convert(w.Canvas().Capture().At(100, 100)).(color.NRGBA)
	}
	equal(t, at(), kit.Derive(kit.Seeds{Accent: kit.DefaultAccent}, false, false).Card, "card in light")
	a.Settings().SetTheme(look{kit.NewTheme(nil), theme.VariantDark})
	equal(t, at(), kit.Derive(kit.Seeds{Accent: kit.DefaultAccent}, true, false).Card, "card in dark")
}

func TestColorUnderAForeignTheme(t *testing.T) {
	newApp(t)
	card := kit.NewCard(nil)
	equal(t, kit.Color(card, kit.ColorControl), kit.Derive(kit.Seeds{Accent: kit.DefaultAccent}, false, false).Control, "control colour")
}

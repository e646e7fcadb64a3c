package kit_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"github.com/vestibule-app/vestibule/assets/brand"
	"github.com/vestibule-app/vestibule/screens/kit"
)

// TestSizesAreTheTokens: every size that a brand may set has our value where none does, and is what the theme says where one
// does.
func TestSizesAreTheTokens(t *testing.T) {
	th := kit.NewTheme(nil)
	th.Sizes = map[string]float32{}
	for _, token := range brand.Tokens() {
		if token.Kind != brand.SizeToken {
			continue
		}
		name := kit.SizeToken(token.Name)
		equal(t, th.Size(name), float32(token.Default), token.Name)
		th.Sizes[token.Name] = float32(token.Max)
		equal(t, th.Size(name), float32(token.Max), token.Name+", set")
	}
	equal(t, th.Size(kit.SizeToken("no_such")), 0, "a size that there is not")
}

// TestFyneHasTheSizesOfTheBrand: a stock widget is as round and its text as large as ours.
func TestFyneHasTheSizesOfTheBrand(t *testing.T) {
	th := kit.NewTheme(nil)
	th.Sizes = map[string]float32{"body_size": 18, "title_size": 30, "helper_size": 14, "control_radius": 3, "card_radius": 5, "edge": 2}
	th.TextScale = 1.5
	for name, want := range map[fyne.ThemeSizeName]float32{
		theme.SizeNameText: 27, theme.SizeNameHeadingText: 45, theme.SizeNameCaptionText: 21, theme.SizeNameInputRadius: 3,
		theme.SizeNameButtonRadius: 3, theme.SizeNameCardRadius: 5, theme.SizeNameInputBorder: 2,
	} {
		equal(t, th.Size(name), want, string(name))
	}
	th.Bold = true
	equal(t, th.Size(kit.SizeEdge), 3, "an edge in high contrast")
}

// TestSizesChangeLive: what is on show takes on other sizes when the theme changes.
func TestSizesChangeLive(t *testing.T) {
	a := dress(t, theme.VariantLight)
	field, button := kit.NewField("Email"), kit.NewButton("Go on", nil)
	w := window(t, kit.NewCard(field), 400, 300)
	before, wide, high := field.MinSize(), field.Size().Width, button.MinSize().Height
	th := kit.NewTheme(nil)
	th.Sizes = map[string]float32{"control_height": 60, "gap_label": 10, "card_padding": 48, "body_line": 26}
	a.Settings().SetTheme(look{th, theme.VariantLight})
	w.Content().Refresh()
	equal(t, field.MinSize().Height-before.Height, 16+4, "a field grows by")
	equal(t, wide-field.Size().Width, 2*16, "a field has less room by")
	equal(t, button.MinSize().Height-high, 16, "a button grows by")
}

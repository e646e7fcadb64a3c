package app

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"golang.org/x/text/language"

	"github.com/vestibule-app/vestibule/assets"
	"github.com/vestibule-app/vestibule/screens"
)

func stockBrand() screens.Brand {
	name, logo, dark := assets.StockBrand()
	return screens.Brand{
		Name:     name,
		Logo:     fyne.NewStaticResource("logo.svg", logo),
		LogoDark: fyne.NewStaticResource("logo-dark.svg", dark),
	}
}

// regionOf is the country of phone numbers: the one that was chosen, else that of the system's locale.
func regionOf(chosen, locale string) string {
	if chosen != "" {
		return chosen
	}
	tag, err := language.Parse(locale)
	if err != nil || tag == language.Und {
		return ""
	}
	region, _ := tag.Region() // of a language alone where most of its speakers live
	if !region.IsCountry() {
		return ""
	}
	return region.String()
}

// fixedVariant is the theme, held light or dark if the person wants it so.
func fixedVariant(t fyne.Theme, want string) fyne.Theme {
	switch want {
	case "light":
		return variantTheme{t, theme.VariantLight}
	case "dark":
		return variantTheme{t, theme.VariantDark}
	}
	return t
}

type variantTheme struct {
	fyne.Theme
	variant fyne.ThemeVariant
}

func (t variantTheme) Color(n fyne.ThemeColorName, _ fyne.ThemeVariant) color.Color {
	return t.Theme.Color(n, t.variant)
}

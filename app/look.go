package app

import (
	"cmp"
	"image/color"
	"os"
	"runtime"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"golang.org/x/text/language"

	"github.com/vestibule-app/vestibule/assets/brand"
	"github.com/vestibule-app/vestibule/screens"
	"github.com/vestibule-app/vestibule/screens/kit"
)

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

// looks are the themes that the gallery and its pictures come in, by name.
var looks = []string{"light", "dark", "contrast", "contrast-dark"}

// lookOf is one of looks as a brand has it, in the fonts of a language.
func lookOf(p *brand.Pack, name, tag string) fyne.Theme {
	variant, contrast := strings.CutPrefix(name, "contrast")
	if contrast {
		variant = cmp.Or(strings.TrimPrefix(variant, "-"), "light")
	}
	return fixedVariant(screens.ThemeOf(p, contrast, tag), variant)
}

// paletteOf are the colours of a brand in one of looks.
func paletteOf(p *brand.Pack, name string) kit.Palette {
	return screens.PaletteOf(p, strings.HasSuffix(name, "dark"), strings.HasPrefix(name, "contrast"))
}

// fixedVariant is the theme, held light or dark if the person wants it so, and light where the system cannot be asked:
// Fyne would take dark for its silence.
func fixedVariant(t fyne.Theme, want string) fyne.Theme {
	switch want {
	case "light":
		return variantTheme{t, theme.VariantLight}
	case "dark":
		return variantTheme{t, theme.VariantDark}
	}
	if silent(runtime.GOOS, os.Getenv(envBus)) {
		return variantTheme{t, theme.VariantLight}
	}
	return t
}

// silent says whether nobody can tell what the system wants. Windows and macOS always do; elsewhere the desktop does, over
// the session bus.
func silent(goos, bus string) bool {
	return goos != "windows" && goos != "darwin" && (bus == "disabled:" || wouldLaunchBus(bus, "/run/user"))
}

type variantTheme struct {
	fyne.Theme
	variant fyne.ThemeVariant
}

func (t variantTheme) Color(n fyne.ThemeColorName, _ fyne.ThemeVariant) color.Color {
	return t.Theme.Color(n, t.variant)
}

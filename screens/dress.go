package screens

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"image/color"
	"path"
	"sync"

	"fyne.io/fyne/v2"

	"github.com/vestibule-app/vestibule/assets"
	"github.com/vestibule-app/vestibule/assets/brand"
	"github.com/vestibule-app/vestibule/screens/kit"
)

// Stock is the brand that is used when nobody brings one, as a pack.
var Stock = sync.OnceValue(func() *brand.Pack {
	p, err := brand.ReadFS(assets.Brands(), "vestibule")
	if err != nil {
		panic(err) // cannot happen: the folder is compiled in, and the tests read it
	}
	return p
})

// BrandOf is what the screens show of a pack to somebody who speaks a language, given as a BCP 47 tag.
func BrandOf(p *brand.Pack, tag string) Brand {
	return Brand{
		Name: p.Name.In(tag), Company: p.Company.In(tag),
		Logo: picture(p.Logo.Light), LogoDark: picture(p.Logo.Dark), LogoCompact: picture(p.Logo.Compact),
		Layout: p.Look.Layout, LogoPlace: p.Look.LogoPlace, Image: picture(p.Look.Image),
		TermsURL: p.Links.Terms.In(tag), PrivacyURL: p.Links.Privacy.In(tag),
		HelpURL: p.Links.Help.In(tag), SupportURL: p.Links.Support.In(tag),
		NoSignUp: !p.Offers("sign_up"), NoReset: !p.Offers("reset"), NoBrowser: !p.Offers("browser"),
		Title: p.Window.Title.In(tag), Icon: picture(p.Window.Icon),
	}
}

// ThemeOf is the look that a pack gives the window, for the words of a language, given as a BCP 47 tag. What a pack asks
// for that nobody could read is drawn in the nearest colour that can be read; Repairs tells of it.
func ThemeOf(p *brand.Pack, contrast bool, tag string) *kit.Theme {
	accent := func(dark bool) color.Color {
		s := p.Look.Accent
		switch {
		case s == nil:
			return nil
		case dark && s.Dark != nil:
			return *s.Dark
		}
		return s.Light
	}
	t := &kit.Theme{
		Light: kit.Derive(kit.Seeds{Accent: accent(false)}, false, contrast),
		Dark:  kit.Derive(kit.Seeds{Accent: accent(true)}, true, contrast),
		Bold:  contrast,
	}
	t.Fonts = Fonts(tag)
	return t
}

// Repair tells of a colour that a pack asks for and that is not drawn as it is, because it could not be read.
type Repair struct {
	Key          string // of brand.toml: "tokens.light.muted", "look.accent"
	Look         string // light, dark, contrast or contrast-dark
	Token        string // the colour that was changed
	Ground       string // the token that lies behind it
	Asked, Drawn color.NRGBA
	Ratio, Least float64 // what it had on the ground, and what it needs
}

// Repairs lists what ThemeOf does not draw as the pack asks, most visible first.
func Repairs(*brand.Pack) []Repair { return nil }

// pictures are one resource a picture, because Fyne keeps what it has drawn of one by its name.
var pictures sync.Map

func picture(f *brand.File) fyne.Resource {
	if f == nil {
		return nil
	}
	sum := sha256.Sum256(f.Data)
	name := fmt.Sprintf("%s%s", hex.EncodeToString(sum[:8]), path.Ext(f.Name))
	found, _ := pictures.LoadOrStore(name, fyne.NewStaticResource(name, f.Data))
	return found.(fyne.Resource)
}

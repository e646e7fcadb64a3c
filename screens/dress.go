package screens

import (
	"path"
	"sync"

	"fyne.io/fyne/v2"

	"github.com/vestibule-app/vestibule/assets"
	"github.com/vestibule-app/vestibule/assets/brand"
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
		Layout: p.Look.Layout, LogoPlace: p.Look.LogoPlace,
		Image: picture(p.Look.Image), ImageDark: picture(p.Look.ImageDark),
		TermsURL: p.Links.Terms.In(tag), PrivacyURL: p.Links.Privacy.In(tag),
		HelpURL: p.Links.Help.In(tag), SupportURL: p.Links.Support.In(tag),
		MailDomains: ownDomains(p),
		NoSignUp:    !p.Offers("sign_up"), NoReset: !p.Offers("reset"), NoBrowser: !p.Offers("browser"),
		Title: p.Window.Title.In(tag), Icon: picture(p.Window.Icon),
	}
}

func picture(f *brand.File) fyne.Resource {
	if f == nil {
		return nil
	}
	return resourceOf(f.Data, path.Ext(f.Name))
}

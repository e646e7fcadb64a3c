package app

import (
	"fmt"
	"image"

	"github.com/vestibule-app/vestibule/assets/brand"
	"github.com/vestibule-app/vestibule/screens"
	"github.com/vestibule-app/vestibule/screens/kit"
)

const (
	logoScale   = 2    // pixels that a screen of today has for each dp
	logoLow     = 16   // dp; letters in a lower logo cannot be read
	logoSeen    = 0.5  // of its ink has to be told from the ground
	logoFilled  = 0.5  // of each side has to be ink
	squareFrom  = 0.8  // of its height is the width of a mark that passes for square
	iconPixels  = 512  // that installers ask for
	imageWidth  = 1280 // pixels below which a picture is blurred in a window of usual size
	imageHeight = 720
)

// logoFlaws finds logos that cannot be seen on what lies behind them, or that are too small, too wide or in a box.
func logoFlaws(p *brand.Pack) []flaw {
	room := sizesOf(p)
	wide, high := room("logo_width"), room("logo_height")
	b := screens.BrandOf(p, "en")
	light, dark := logosOf(p)
	all := shapeFlaws(p, light, wide, high)
	if dark.file != nil {
		all = append(all, shapeFlaws(p, dark, wide, high)...)
	}
	for _, mark := range []picture{{"logo.compact", p.Logo.Compact, b.LogoCompact}, {"window.icon", p.Window.Icon, b.Icon}} {
		if mark.file != nil {
			all = append(all, squareFlaws(p, mark)...)
		}
	}
	return append(all, hiddenLogos(p, light, dark, wide, high)...)
}

// sizesOf gives the sizes of a pack by the names of their tokens.
func sizesOf(p *brand.Pack) func(token string) float64 {
	th := screens.ThemeOf(p, false, "en")
	return func(token string) float64 { return float64(th.Size(kit.SizeToken(token))) }
}

// shapeFlaws looks at a logo by itself.
func shapeFlaws(p *brand.Pack, logo picture, wide, high float64) []flaw {
	key, file, size := logo.key, logo.file, logo.size()
	if size.X <= 0 || size.Y <= 0 {
		return nil
	}
	var all []flaw
	fit := min(wide/size.X, high/size.Y)
	drawn := pixelsOf{size.X * fit, size.Y * fit}
	if drawn.Y < logoLow {
		all = append(all, flawAt(p, flawLogo, key, brand.LogoLow, brand.Args{"File": file.Name, "High": fmt.Sprintf("%.0f", drawn.Y), "Least": fmt.Sprint(logoLow)},
			"%s: %s is %.1f times as wide as it is high, and becomes %.0f high where %.0f of width are; "+
				"letters need %d. Draw it in two lines, or take the mark alone", key, file.Name, size.X/size.Y, drawn.Y, wide, logoLow))
	}
	if !vector(file.Name) && size.X < logoScale*drawn.X-1 {
		all = append(all, flawAt(p, flawLogo, key, brand.PixelsTooFew, pixelArgs(file.Name, size, logoScale*drawn.X, logoScale*drawn.Y), "%s: %s has %.0f x %.0f pixels, and is drawn with %.0f x %.0f on a sharp screen; save it larger, or as SVG",
			key, file.Name, size.X, size.Y, logoScale*drawn.X, logoScale*drawn.Y))
	}
	pixels := logo.draw(drawn.X*logoScale, drawn.Y*logoScale)
	ink, boxed := inkOf(pixels)
	switch b := pixels.Bounds(); {
	case boxed:
		all = append(all, flawAt(p, flawLogo, key, brand.LogoBoxed, brand.Args{"File": file.Name}, "%s: %s fills all of its box, without a transparent edge, and stands on the card as a box; take its background away",
			key, file.Name))
	case ink.Empty():
		all = append(all, flawAt(p, flawLogo, key, brand.LogoEmpty, brand.Args{"File": file.Name}, "%s: nothing of %s can be seen; everything in it is transparent", key, file.Name))
	case float64(ink.Dx()) < logoFilled*float64(b.Dx()) || float64(ink.Dy()) < logoFilled*float64(b.Dy()):
		all = append(all, flawAt(p, flawLogo, key, brand.LogoMargin, brand.Args{"File": file.Name}, "%s: more than half of %s is empty, so the logo becomes small; cut the empty edge off", key, file.Name))
	}
	return all
}

// squareFlaws looks at a mark, which stands where there is little room.
func squareFlaws(p *brand.Pack, mark picture) []flaw {
	key, file, size := mark.key, mark.file, mark.size()
	if size.X <= 0 || size.Y <= 0 {
		return nil
	}
	var all []flaw
	if ratio := min(size.X, size.Y) / max(size.X, size.Y); ratio < squareFrom {
		all = append(all, flawAt(p, flawLogo, key, brand.LogoNotSquare, brand.Args{"File": file.Name}, "%s: %s is %.0f x %.0f, and is shown in a square; draw it as one", key, file.Name, size.X, size.Y))
	}
	if key == "window.icon" && !vector(file.Name) && min(size.X, size.Y) < iconPixels {
		all = append(all, flawAt(p, flawLogo, key, brand.PixelsTooFew, pixelArgs(file.Name, size, iconPixels, iconPixels), "%s: %s has %.0f x %.0f pixels, and installers ask for %d x %d; save it larger, or as SVG",
			key, file.Name, size.X, size.Y, iconPixels, iconPixels))
	}
	return all
}

// ground is a token that a logo stands on.
type ground struct{ token, name string }

func logoGrounds(p *brand.Pack) []ground {
	all := []ground{{"card", "the card"}, {"page", "the page"}}
	if p.Look.Layout == brand.Layouts[0] {
		all = append(all, ground{"panel", "the brand's side"})
	}
	return all
}

// logosOf are the logos of a pack, for light grounds and for dark ones.
func logosOf(p *brand.Pack) (light, dark picture) {
	b := screens.BrandOf(p, "en")
	return picture{"logo.light", p.Logo.Light, b.Logo}, picture{"logo.dark", p.Logo.Dark, b.LogoDark}
}

// hiddenLogos finds logos that cannot be told from the card, the page of the first moment or the brand's side.
func hiddenLogos(p *brand.Pack, light, dark picture, wide, high float64) []flaw {
	type worst struct {
		share         float64
		where, ground string
	}
	onLight, onDark, borrowed := worst{share: 1}, worst{share: 1}, worst{share: 1}
	drawn := map[string]*image.NRGBA{}
	for _, look := range looks {
		palette := paletteOf(p, look)
		for _, g := range logoGrounds(p) {
			logo, ground, to := light, *palette.Token(g.token), &onLight
			if kit.IsDark(ground) {
				if logo, to = dark, &onDark; dark.file == nil {
					logo, to = light, &borrowed
				}
			}
			if drawn[logo.key] == nil {
				size := logo.size()
				fit := min(wide/size.X, high/size.Y) * logoScale
				drawn[logo.key] = logo.draw(size.X*fit, size.Y*fit)
			}
			if share := seenOn(drawn[logo.key], ground); share < to.share {
				*to = worst{share, fmt.Sprintf("%s (%s, %s)", g.name, brand.FormatColor(ground), look), brand.FormatColor(ground)}
			}
		}
	}
	var all []flaw
	hidden := func(key string, logo picture, w worst, code brand.Code, remedy string) {
		if w.share < logoSeen {
			all = append(all, flawAt(p, flawLogo, key, code, brand.Args{"File": logo.file.Name, "Percent": fmt.Sprintf("%.0f", 100*w.share), "Color": w.ground},
				"%s: %.0f %% of %s can be told from %s, and it takes half of a logo to see it; %s",
				key, 100*w.share, logo.file.Name, w.where, remedy))
		}
	}
	hidden("logo.light", light, onLight, brand.LogoHidden, "draw it darker, or choose another colour behind it")
	if dark.file != nil {
		hidden("logo.dark", dark, onDark, brand.LogoHidden, "draw it lighter, or choose another colour behind it")
		return all
	}
	hidden("logo.dark", light, borrowed, brand.LogoDarkMissing, "add a logo for dark backgrounds as logo.dark")
	if borrowed.share >= logoSeen {
		all = append(all, noteAt(p, flawLogo, "logo.dark", brand.LogoDarkSame, brand.Args{"File": light.file.Name}, "logo.dark is not there, so %s stands on dark backgrounds too, where it can be seen", light.file.Name))
	}
	return all
}

// imageFlaws looks at the pictures behind the card.
func imageFlaws(p *brand.Pack) []flaw {
	b := screens.BrandOf(p, "en")
	light, dark := picture{"look.image", p.Look.Image, b.Image}, picture{"look.image_dark", p.Look.ImageDark, b.ImageDark}
	var all []flaw
	for _, of := range []picture{light, dark} {
		if of.file == nil {
			continue
		}
		if p.Look.Layout != "image" {
			all = append(all, noteAt(p, flawImage, of.key, brand.ImageUnused, nil, "%s is not shown, because look.layout is %s", of.key, p.Look.Layout))
		} else if size := of.size(); size.X < imageWidth || size.Y < imageHeight {
			all = append(all, flawAt(p, flawImage, of.key, brand.PixelsTooFew, pixelArgs(of.file.Name, size, imageWidth, imageHeight), "%s: %s has %.0f x %.0f pixels, and is blurred in a wide window; save it with %d x %d or more",
				of.key, of.file.Name, size.X, size.Y, imageWidth, imageHeight))
		}
	}
	if p.Look.Layout == "image" && light.file != nil && dark.file != nil && dark.brightness() > light.brightness() {
		all = append(all, flawAt(p, flawImage, dark.key, brand.ImageBrighter, brand.Args{"File": dark.file.Name, "Other": light.file.Name}, "%s: %s is brighter than %s, which light surroundings have; exchange them, or take a darker one",
			dark.key, dark.file.Name, light.file.Name))
	}
	return all
}

// pixelArgs say what a picture has, and what it should have at least.
func pixelArgs(name string, has pixelsOf, width, height float64) brand.Args {
	return brand.Args{"File": name, "Size": fmt.Sprintf("%.0f × %.0f", has.X, has.Y), "Least": fmt.Sprintf("%.0f × %.0f", width, height)}
}

package screens_test

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"testing"

	"github.com/vestibule-app/vestibule/assets/brand"
	"github.com/vestibule-app/vestibule/auth"
	"github.com/vestibule-app/vestibule/screens"
	"github.com/vestibule-app/vestibule/screens/kit"
)

// plainPNG is a picture of one colour.
func plainPNG(t *testing.T, c color.Color) []byte {
	t.Helper()
	m := image.NewNRGBA(image.Rect(0, 0, 40, 20))
	draw.Draw(m, m.Bounds(), image.NewUniform(c), image.Point{}, draw.Src)
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// The pictures of a pack stand behind every screen in the layout of that name, each in its look, and in no other layout.
func TestPicturesOfABrand(t *testing.T) {
	app := newApp(t)
	day, night := color.NRGBA{0xFF, 0xD0, 0x40, 0xFF}, color.NRGBA{0x10, 0x40, 0x30, 0xFF}
	read := func(layout, more string) *brand.Pack {
		files := map[string][]byte{
			brand.Manifest: []byte("name = \"Acme\"\n[logo]\nlight = \"logo.png\"\n[look]\nlayout = \"" + layout + "\"\nimage = \"day.png\"\n" + more),
			"logo.png":     plainPNG(t, color.Black), "day.png": plainPNG(t, day),
		}
		if more != "" {
			files["night.png"] = plainPNG(t, night)
		}
		p, err := brand.Parse(files)
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	corner := func(p *brand.Pack, dark bool) color.NRGBA {
		app.Settings().SetTheme(variant{screens.ThemeOf(p, false, "en"), dark})
		w := opened(t, screens.For(auth.EnterUsername{}, inBrand(t, p, "en")), 480)
		return color.NRGBAModel.Convert(w.Canvas().Capture().At(3, 3)).(color.NRGBA)
	}
	both, one, elsewhere := read("image", "image_dark = \"night.png\"\n"), read("image", ""), read("card", "image_dark = \"night.png\"\n")
	if got := corner(both, false); got != day {
		t.Errorf("in light there is %v", got)
	}
	if got := corner(both, true); got != night {
		t.Errorf("in dark there is %v, and not the picture for it", got)
	}
	if got := corner(one, true); got == day || got == night || kit.Contrast(got, color.Black) > 3 {
		t.Errorf("without one for dark there is %v", got)
	}
	for _, dark := range []bool{false, true} {
		palette := screens.ThemeOf(elsewhere, false, "en").Light
		if dark {
			palette = screens.ThemeOf(elsewhere, false, "en").Dark
		}
		if got := corner(elsewhere, dark); got != palette.Page {
			t.Errorf("beside a card alone there is %v", got)
		}
	}
}

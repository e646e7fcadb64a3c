package kit_test

import (
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"github.com/vestibule-app/vestibule/screens/kit"
)

// long is a card that no small window shows the whole of.
func long() *kit.Card {
	box := container.NewVBox()
	for range 12 {
		box.Add(kit.NewField("Label"))
	}
	return kit.NewCard(box)
}

func placeOf(o fyne.CanvasObject) fyne.Position {
	return fyne.CurrentApp().Driver().AbsolutePositionForObject(o)
}

// What is pinned comes last where all of it fits, and stays at the lower edge where it does not, however far is scrolled.
func TestPinnedIsAlwaysOnShow(t *testing.T) {
	card, footer, pinned := kit.NewCard(kit.NewText(kit.Title, "Sign in")), kit.NewText(kit.Legal, "Terms"), kit.NewText(kit.Legal, "Signs in")
	p := kit.NewPage(card, footer)
	p.SetPinned(pinned)
	w := show(t, p, 480, 720)
	equal(t, placeOf(footer).Y, placeOf(card).Y+card.Size().Height+24, "the footer below the card")
	equal(t, placeOf(pinned).Y, placeOf(footer).Y+footer.Size().Height+8, "what is pinned below the footer")
	if d := placeOf(card).Y - (720 - placeOf(pinned).Y - pinned.Size().Height); d > 1 || d < -1 {
		t.Errorf("the column is %v out of the middle", d)
	}

	p = kit.NewPage(long(), footer)
	p.SetPinned(pinned)
	w.SetContent(p)
	for _, size := range []fyne.Size{{Width: 480, Height: 720}, {Width: 400, Height: 560}, {Width: 1100, Height: 400}} {
		w.Resize(size)
		for range 3 {
			equal(t, placeOf(pinned).Y, size.Height-12-pinned.Size().Height, "what is pinned at the lower edge")
			test.Scroll(w.Canvas(), fyne.NewPos(20, 300), 0, -2000)
		}
		if bottom := placeOf(footer).Y + footer.Size().Height; bottom > size.Height-24-pinned.Size().Height {
			t.Errorf("%v: the footer ends at %v, behind what is pinned", size, bottom)
		}
		test.Scroll(w.Canvas(), fyne.NewPos(20, 300), 0, 4000)
	}
	w.Resize(fyne.NewSize(480, p.Length()))
	equal(t, placeOf(pinned).Y, placeOf(footer).Y+footer.Size().Height+8, "what is pinned at full length")
	w.Resize(fyne.NewSize(480, p.Length()-1))
	equal(t, placeOf(pinned).Y, p.Length()-1-12-pinned.Size().Height, "what is pinned just below full length")
}

// quarters is a picture of four colours with a white one in the middle, wide as two squares.
func quarters() image.Image {
	m := image.NewNRGBA(image.Rect(0, 0, 400, 200))
	for y := range 200 {
		for x := range 400 {
			c := color.NRGBA{uint8(x / 2), uint8(y), 0, 255}
			if x > 190 && x < 210 && y > 90 && y < 110 {
				c = color.NRGBA{0, 0, 255, 255}
			}
			m.SetNRGBA(x, y, c)
		}
	}
	return m
}

// A picture covers the page at every size: its middle is in the middle, it is as much larger one way as the other, and
// none of the page colour is left.
func TestPictureCoversThePage(t *testing.T) {
	p := kit.NewPage(canvas.NewRectangle(color.Transparent), nil)
	p.SetPicture(quarters, nil)
	w := show(t, p, 480, 720)
	for _, size := range []fyne.Size{{Width: 480, Height: 720}, {Width: 400, Height: 560}, {Width: 1600, Height: 700}} {
		w.Resize(size)
		p.Resize(size)
		shot := w.Canvas().Capture()
		var blue image.Rectangle
		for y := range int(size.Height) {
			for x := range int(size.Width) {
				switch r, g, b, _ := shot.At(x, y).RGBA(); {
				case b>>8 > 200 && r>>8 < 60 && g>>8 < 60:
					blue = blue.Union(image.Rect(x, y, x+1, y+1))
				case b>>8 > 60 && (r>>8 > 230 || g>>8 > 230):
					t.Fatalf("%v: the page shows at %d,%d", size, x, y)
				}
			}
		}
		scale := max(size.Width/400, size.Height/200)
		if got, want := float32(blue.Dx()), 19*scale; got < want*0.9-2 || got > want*1.1+2 {
			t.Errorf("%v: the mark is %v wide, want about %v", size, got, want)
		}
		if d := blue.Dx() - blue.Dy(); d < -3 || d > 3 {
			t.Errorf("%v: the picture is stretched: its square mark is %v", size, blue)
		}
		middle := blue.Min.Add(blue.Max).Div(2)
		if dx, dy := middle.X-int(size.Width)/2, middle.Y-int(size.Height)/2; dx*dx+dy*dy > 18 {
			t.Errorf("%v: the mark is at %v", size, middle)
		}
	}
}

// Whatever the picture shows, what stands on it beside the card stands on plain colour of the card.
func TestPicturePutsPlatesBehindWords(t *testing.T) {
	noise := image.NewNRGBA(image.Rect(0, 0, 64, 64))
	for i := range noise.Pix {
		noise.Pix[i] = uint8(i * 7919 >> 3)
	}
	corner, footer, pinned := canvas.NewRectangle(color.Transparent), canvas.NewRectangle(color.Transparent), canvas.NewRectangle(color.Transparent)
	for _, o := range []*canvas.Rectangle{corner, footer, pinned} {
		o.SetMinSize(fyne.NewSize(60, 20))
	}
	for _, card := range []*kit.Card{kit.NewCard(kit.NewText(kit.Title, "Sign in")), long()} {
		p := kit.NewPage(card, footer)
		p.SetCorner(corner)
		p.SetPinned(pinned)
		p.SetPicture(func() image.Image { return noise }, nil)
		dress(t, theme.VariantLight).Settings().SetTheme(shadowless(theme.VariantLight))
		w := window(t, p, 480, 560)
		plate := kit.NewTheme(nil).Color(kit.ColorCard, theme.VariantLight)
		plain := func(shot image.Image, o fyne.CanvasObject) {
			t.Helper()
			at := placeOf(o)
			for y := int(at.Y); y < int(at.Y+o.Size().Height); y++ {
				for x := int(at.X) + 2; x < int(at.X+o.Size().Width)-2; x++ { // within the edge of the plate
					if shot.At(x, y) != plate {
						t.Fatalf("the picture shows through at %d,%d", x, y)
					}
				}
			}
		}
		shot := w.Canvas().Capture()
		plain(shot, corner)
		plain(shot, pinned)
		test.Scroll(w.Canvas(), fyne.NewPos(20, 300), 0, -4000)
		shot = w.Canvas().Capture()
		plain(shot, footer)
		plain(shot, pinned)
	}
}

// Between two pages on a picture the picture stands still: only what is on the card changes.
func TestStageLeavesThePictureAlone(t *testing.T) {
	c := wind(t, false)
	c.Settings().SetTheme(shadowless(theme.VariantLight))
	s := kit.NewStage()
	w := window(t, s.Content(), 480, 720)
	page := func(card *kit.Card) *kit.Page {
		p := kit.NewPage(card, nil)
		p.SetPicture(quarters, nil)
		return p
	}
	small, large := kit.NewCard(kit.NewText(kit.Title, "Sign in")), long()
	s.Show(page(small), kit.Cut)
	s.Show(page(large), kit.Forward)
	c.pass(40 * time.Millisecond)
	equal(t, veilOf(s).Position(), placeOf(small), "the veil lies on the card that goes")
	equal(t, veilOf(s).Size(), small.Size(), "the veil is as large as it")
	c.pass(80 * time.Millisecond)
	equal(t, veilOf(s).Position(), placeOf(large), "the veil lies on the card that comes")
	equal(t, veilOf(s).Position().Y+veilOf(s).Size().Height <= 720, true, "and ends with the window")
	if r, g, _, _ := w.Canvas().Capture().At(20, 700).RGBA(); r>>8 > 120 || g>>8 < 150 {
		t.Errorf("beside the card the picture is veiled: %v", w.Canvas().Capture().At(20, 700))
	}
}

// A bright picture is no dark look: there it is dimmed, and in high contrast there is none.
func TestPictureFollowsTheLook(t *testing.T) {
	bright := image.NewUniform(color.NRGBA{255, 229, 0, 255})
	for _, c := range []struct {
		name          string
		look          look
		least, utmost float64
	}{
		{"light", shadowless(theme.VariantLight), 16, 17}, {"dark", shadowless(theme.VariantDark), 1.3, 3},
		{"contrast", look{contrastTheme(), theme.VariantLight}, 21, 21}, {"contrast-dark", look{contrastTheme(), theme.VariantDark}, 1, 1},
	} {
		newApp(t).Settings().SetTheme(c.look)
		p := kit.NewPage(kit.NewCard(nil), nil)
		p.SetPicture(picture(bright), nil)
		w := window(t, p, 480, 720)
		if got := kit.Contrast(w.Canvas().Capture().At(5, 5), color.Black); got < c.least || got > c.utmost {
			t.Errorf("%s: the corner has the contrast %.1f to black", c.name, got)
		}
	}
}

// A picture for dark stands there as it is, comes and goes with the look, and is asked for when it is shown and not before.
func TestPictureForDark(t *testing.T) {
	yellow, blue := color.NRGBA{255, 229, 0, 255}, color.NRGBA{20, 30, 160, 255}
	asked := map[string]int{}
	ask := func(name string, c color.NRGBA) func() image.Image {
		made := picture(image.NewUniform(c))
		return func() image.Image {
			asked[name]++
			return made()
		}
	}
	app := newApp(t)
	app.Settings().SetTheme(shadowless(theme.VariantLight))
	p := kit.NewPage(kit.NewCard(nil), nil)
	p.SetPicture(ask("light", yellow), ask("dark", blue))
	w := window(t, p, 480, 720)
	for i, c := range []struct {
		look        look
		want        color.Color
		light, dark int
	}{
		{shadowless(theme.VariantLight), yellow, 1, 0},
		{shadowless(theme.VariantDark), blue, 1, 1},
		{look{contrastTheme(), theme.VariantDark}, color.Black, 1, 1},
		{shadowless(theme.VariantLight), yellow, 2, 1},
	} {
		app.Settings().SetTheme(c.look)
		p.Refresh()
		p.Refresh()
		equal(t, color.NRGBAModel.Convert(w.Canvas().Capture().At(5, 5)), color.NRGBAModel.Convert(c.want), fmt.Sprintf("the corner in look %d", i))
		if asked["light"] != c.light || asked["dark"] != c.dark {
			t.Errorf("look %d: the pictures were asked for %v times", i, asked)
		}
	}
}

// picture is a small one of one colour.
func picture(c *image.Uniform) func() image.Image {
	return func() image.Image {
		m := image.NewNRGBA(image.Rect(0, 0, 8, 8))
		draw.Draw(m, m.Bounds(), c, image.Point{}, draw.Src)
		return m
	}
}

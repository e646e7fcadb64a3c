package screens_test

import (
	"fmt"
	"image"
	"image/color"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"github.com/vestibule-app/vestibule/auth"
	"github.com/vestibule-app/vestibule/screens"
	"github.com/vestibule-app/vestibule/screens/kit"
	"github.com/vestibule-app/vestibule/screens/kit/kittest"
)

// laidOut is a screen of a brand in a window of a width, and what is drawn there by kind.
func laidOut(t *testing.T, tag string, width float32, change func(*screens.Brand)) (fyne.Window, map[string][]fyne.CanvasObject, map[fyne.CanvasObject]fyne.Position) {
	t.Helper()
	newApp(t).Settings().SetTheme(kit.NewTheme(nil))
	a := asking(t, tag, nil)
	change(&a.Brand)
	s := screens.For(auth.EnterPassword{Username: "a@b.example"}, a)
	w := test.NewTempWindow(t, s.Content())
	w.SetPadded(false)
	w.Resize(fyne.NewSize(width, 720))
	kinds, places := map[string][]fyne.CanvasObject{}, map[fyne.CanvasObject]fyne.Position{}
	kittest.Visible(s.Content(), func(o fyne.CanvasObject, at fyne.Position) {
		name := fmt.Sprintf("%T", o)
		kinds[name], places[o] = append(kinds[name], o), at
	})
	return w, kinds, places
}

// In a wide window the layouts differ: the brand beside the card, the card alone, the card on the picture. In a narrow one
// the first two are the same.
func TestLayouts(t *testing.T) {
	picture := noise(t)
	for _, c := range []struct {
		layout         string
		width          float32
		panel, picture bool
		card           float32 // its left side
	}{
		{"split", 1100, true, false, 484 + (616-400)/2}, {"", 1100, true, false, 484 + (616-400)/2}, {"split", 480, false, false, 40},
		{"card", 1100, false, false, 350}, {"card", 480, false, false, 40},
		{"image", 1100, false, true, 350}, {"image", 480, false, true, 40}, {"image", 400, false, true, 24},
	} {
		_, kinds, places := laidOut(t, "en", c.width, func(b *screens.Brand) { b.Layout, b.Image = c.layout, picture })
		if got := len(kinds["*screens.panel"]) > 0; got != c.panel {
			t.Errorf("%q, %v wide: the panel is on show: %v", c.layout, c.width, got)
		}
		behind := false
		for _, o := range kinds["*canvas.Image"] {
			behind = behind || o.(*canvas.Image).Image != nil && o.Size() == fyne.NewSize(c.width, 720)
		}
		if behind != c.picture {
			t.Errorf("%q, %v wide: the picture is on show: %v", c.layout, c.width, behind)
		}
		if got := places[kinds["*kit.Card"][0]].X; got != c.card {
			t.Errorf("%q, %v wide: the card is at %v, not at %v", c.layout, c.width, got, c.card)
		}
		if got := len(kinds["*screens.logo"]); got != 1 {
			t.Errorf("%q, %v wide: %d logos", c.layout, c.width, got)
		}
	}
	_, kinds, _ := laidOut(t, "en", 1100, func(b *screens.Brand) {
		b.Layout, b.Image = "image", fyne.NewStaticResource("broken.png", []byte("no picture"))
	})
	if len(kinds["*kit.Card"]) != 1 || len(kinds["*screens.panel"]) > 0 {
		t.Error("a picture that cannot be read is not the card alone")
	}
}

// leftOfLogo is where the picture of the logo is within the card.
func leftOfLogo(kinds map[string][]fyne.CanvasObject, places map[fyne.CanvasObject]fyne.Position) (left, right float32) {
	card := kinds["*kit.Card"][0]
	for _, o := range kinds["*canvas.Image"] {
		if i := o.(*canvas.Image); i.Resource != nil && i.Size().Height == 32 && i.Size().Width > 40 {
			left = places[o].X - places[card].X
			return left, card.Size().Width - left - i.Size().Width
		}
	}
	return -1, -1
}

func TestLogoIsPlaced(t *testing.T) {
	for _, c := range []struct {
		tag, place string
		check      func(left, right float32) bool
	}{
		{"en", "start", func(left, right float32) bool { return left == kit.CardPadding }},
		{"en", "", func(left, right float32) bool { return left == kit.CardPadding }},
		{"ar", "start", func(left, right float32) bool { return right == kit.CardPadding }},
		{"en", "center", func(left, right float32) bool { return left-right < 1 && right-left < 1 }},
		{"ar", "center", func(left, right float32) bool { return left-right < 1 && right-left < 1 }},
	} {
		_, kinds, places := laidOut(t, c.tag, 480, func(b *screens.Brand) { b.LogoPlace = c.place })
		if left, right := leftOfLogo(kinds, places); left < 0 || !c.check(left, right) {
			t.Errorf("%s, %q: %v on the left of the logo and %v on its right", c.tag, c.place, left, right)
		}
	}
}

// A logo that would be too low to be made out gives way to the compact one, and no other does.
func TestCompactLogoWhereThereIsNoRoom(t *testing.T) {
	svg := func(name string, wide int, fill string) fyne.Resource {
		return fyne.NewStaticResource(name, fmt.Appendf(nil, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d 40"><rect width="%d" height="40" fill="%s"/></svg>`, wide, wide, fill))
	}
	compact := svg("compact.svg", 40, "#00f")
	for wide, want := range map[int]color.NRGBA{200: {R: 0xff, A: 0xff}, 400: {R: 0xff, A: 0xff}, 600: {B: 0xff, A: 0xff}} {
		w, kinds, places := laidOut(t, "en", 480, func(b *screens.Brand) {
			b.Logo, b.LogoDark, b.LogoCompact = svg(fmt.Sprint(wide, ".svg"), wide, "#f00"), nil, compact
		})
		logo := kinds["*screens.logo"][0]
		at := places[logo].AddXY(10, logo.Size().Height/2)
		if got := color.NRGBAModel.Convert(w.Canvas().Capture().At(int(at.X), int(at.Y))); got != want {
			t.Errorf("of a logo %d by 40 the window shows %v", wide, got)
		}
	}
}

// On the brand's panel the logo is the one for what the panel is like, not for the card.
func TestPanelPicksTheLogoForItsOwnColour(t *testing.T) {
	p := sample(t, "aldermoor")
	newApp(t).Settings().SetTheme(variant{screens.ThemeOf(p, false, "en"), false})
	a := asking(t, "en", nil)
	a.Brand = screens.BrandOf(p, "en")
	for width, want := range map[float32]fyne.Resource{480: a.Brand.Logo, 1100: a.Brand.LogoDark} {
		w := test.NewTempWindow(t, screens.For(auth.EnterPassword{Username: "a@b.example"}, a).Content())
		w.SetPadded(false)
		w.Resize(fyne.NewSize(width, 720))
		found := false
		kittest.Visible(w.Content(), func(o fyne.CanvasObject, _ fyne.Position) {
			if i, ok := o.(*canvas.Image); ok && i.Resource == want {
				found = true
			}
		})
		if !found {
			t.Errorf("%v wide: the other logo is on show", width)
		}
	}
}

// A picture is read once, however many screens show it, and the largest that a pack may have covers every window.
func TestPictureIsSharedByScreens(t *testing.T) {
	a := asking(t, "en", nil)
	newApp(t).Settings().SetTheme(kit.NewTheme(nil))
	a.Brand.Layout, a.Brand.Image = "image", noise(t)
	var shown []image.Image
	for range 2 {
		s := screens.For(auth.EnterUsername{}, a)
		kittest.Visible(s.Content(), func(o fyne.CanvasObject, _ fyne.Position) {
			if i, ok := o.(*canvas.Image); ok && i.Image != nil && i.Resource == nil {
				shown = append(shown, i.Image)
			}
		})
	}
	if len(shown) != 2 || shown[0] != shown[1] {
		t.Errorf("%d pictures, and not the same one", len(shown))
	}
}

package screens_test

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/software"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"github.com/vestibule-app/vestibule/assets/brand"
	"github.com/vestibule-app/vestibule/auth"
	"github.com/vestibule-app/vestibule/screens"
	"github.com/vestibule-app/vestibule/screens/kit"
	"github.com/vestibule-app/vestibule/screens/kit/kittest"
)

// noise is a picture of everything.
func noise(t *testing.T) fyne.Resource {
	t.Helper()
	m := image.NewNRGBA(image.Rect(0, 0, 300, 300))
	for i := range m.Pix {
		m.Pix[i] = uint8(i * 2654435761 >> 13)
	}
	for i := 3; i < len(m.Pix); i += 4 {
		m.Pix[i] = 255
	}
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	return fyne.NewStaticResource("noise.png", b.Bytes())
}

// monochrome is a theme in which every colour is the same and every size a nuisance.
func monochrome(t *testing.T, c color.NRGBA, tag string) *kit.Theme {
	t.Helper()
	p := kit.Derive(kit.Seeds{}, false, false)
	for _, token := range brand.Tokens() {
		if own := p.Token(token.Name); own != nil {
			*own = c
		}
	}
	th := &kit.Theme{Light: p, Dark: p, Sizes: map[string]float32{}, Fonts: screens.Fonts(tag)}
	for _, token := range brand.Tokens() {
		if token.Kind == brand.SizeToken {
			th.Sizes[token.Name] = float32(token.Max)
		}
	}
	th.Sizes["legal_size"], th.Sizes["legal_line"] = 1, 1
	th.Light.Shadow, th.Dark.Shadow = color.NRGBA{}, color.NRGBA{} // it takes a second to draw
	serif := sample(t, "aldermoor").Look.Font.Regular              // any font may be one that lies
	th.Fonts.Regular = fyne.NewStaticResource(serif.Name, serif.Data)
	return th
}

// imitating is a pack whose words take those of the host line for themselves.
func imitating() *brand.Pack {
	words := map[string]brand.Sentence{}
	for _, key := range []string{"host", "panel.promise", "panel.welcome", "password.title", "password.reason", "username.title", "footer.terms", "action.help", "action.sign_in"} {
		words[key] = plain("Signs in to bank.example")
	}
	return saying(map[string]map[string]brand.Sentence{"en": words})
}

// hostLine are the texts of the line that says who gets the credentials, with their places: those that belong neither to
// what scrolls nor to the brand's panel.
func hostLine(content fyne.CanvasObject) (texts []*canvas.Text, places []fyne.Position) {
	kittest.Descend(content, func(o fyne.CanvasObject, at fyne.Position) bool {
		switch o := o.(type) {
		case *canvas.Text:
			texts, places = append(texts, o), append(places, at)
		case *container.Scroll:
			return false
		}
		return fmt.Sprintf("%T", o) != "*screens.panel"
	})
	return texts, places
}

// Whatever a pack brings – one colour for everything, a picture of noise, the largest sizes, a font of its own, words that
// imitate the line – who gets the credentials is in the window, in our font, large enough and readable from its pixels, at
// every width, height and size of text, and however far is scrolled.
func TestHostIsAlwaysReadable(t *testing.T) {
	app := newApp(t)
	grey := color.NRGBA{0x80, 0x80, 0x80, 0xff}
	for _, layout := range brand.Layouts {
		for i, c := range []color.NRGBA{grey, {0xff, 0xff, 0xff, 0xff}, {A: 0xff}} {
			for j, step := range []auth.Step{auth.EnterPassword{Username: "a@b.example"}, auth.EnterNewPassword{}} {
				for k, size := range []struct{ width, height, scale float32 }{{400, 560, 2}, {480, 720, 1}, {1100, 500, 1.5}} {
					if (i+j+k)%2 > 0 && layout != "image" || raced && i+j+k > 0 {
						continue // each of them is met with each of the others somewhere
					}
					where := fmt.Sprintf("%s, %v, %T, %+v", layout, c, step, size)
					th := monochrome(t, c, "en")
					th.TextScale = size.scale
					app.Settings().SetTheme(variant{th, false})
					a := asking(t, "en", nil)
					a.Words = a.Words.Branded(imitating())
					a.Brand.Layout, a.Brand.Image, a.Brand.LogoPlace = layout, noise(t), "center"
					a.Brand.Company, a.Brand.Name = "Signs in to bank.example", "Signs in to bank.example"
					s := screens.For(step, a)
					w := test.NewWindow(s.Content())
					w.SetPadded(false)
					w.Canvas().(software.WindowlessCanvas).SetScale(fine)
					w.Resize(fyne.NewSize(size.width, size.height))
					if i == 0 {
						checkHost(t, where, w, s)
					}
					test.Scroll(w.Canvas(), fyne.NewPos(size.width-10, size.height/2), 0, -3000)
					checkHost(t, where+", scrolled", w, s)
					w.Close()
				}
			}
		}
	}
}

func checkHost(t *testing.T, where string, w fyne.Window, s screens.Screen) {
	t.Helper()
	texts, places := hostLine(s.Content())
	var said []string
	picture := w.Canvas().Capture().(*image.NRGBA)
	for i, text := range texts {
		said = append(said, text.Text)
		if text.FontSource != theme.DefaultTextFont() {
			t.Errorf("%s: %q is written in a font of the brand", where, text.Text)
		}
		if text.TextSize < 11 {
			t.Errorf("%s: %q is %v high", where, text.Text, text.TextSize)
		}
		box := inkBox(text, places[i])
		if !box.In(picture.Bounds()) {
			t.Errorf("%s: %q lies outside of the window: %v", where, text.Text, box)
		}
		if ratio, n := contrastIn(picture, box); ratio < kit.TextContrast || n < 20 {
			t.Errorf("%s: %q has the contrast %.2f in %d pixels", where, text.Text, ratio, n)
		}
		if plainness := groundShare(picture, box); plainness < 0.5 {
			t.Errorf("%s: only %.2f of what is behind %q is plain", where, plainness, text.Text)
		}
	}
	if got := strings.Join(said, " "); got != "Signs in to contoso.ciamlogin.com" {
		t.Errorf("%s: it says %q", where, got)
	}
}

// groundShare is how much of a box has its most frequent colour.
func groundShare(picture *image.NRGBA, box image.Rectangle) float64 {
	count := map[color.NRGBA]int{}
	most := 0
	for y := box.Min.Y; y < box.Max.Y; y++ {
		for x := box.Min.X; x < box.Max.X; x++ {
			c := picture.NRGBAAt(x, y)
			count[c]++
			most = max(most, count[c])
		}
	}
	return float64(most) / float64(max(1, box.Dx()*box.Dy()))
}

// A host that is too long for the line is told whole, on as many lines as it takes.
func TestHostIsNeverShortened(t *testing.T) {
	newApp(t).Settings().SetTheme(kit.NewTheme(nil))
	host := strings.Repeat("very-long-name-", 4) + "end.ciamlogin.com.other.example"
	for _, tag := range []string{"en", "de", "ar", "ja"} {
		a := asking(t, tag, nil)
		a.Host = host
		s := screens.For(auth.EnterPassword{Username: "a@b.example"}, a)
		w := test.NewTempWindow(t, s.Content())
		w.SetPadded(false)
		w.Resize(fyne.NewSize(400, 720))
		texts, places := hostLine(s.Content())
		all := ""
		for i, text := range texts {
			all += strings.Trim(text.Text, " \u200E\u200F")
			if need := text.MinSize().Width; need > text.Size().Width+0.5 || places[i].X < 0 || places[i].X+need > 400 {
				t.Errorf("%s: %q is cut off", tag, text.Text)
			}
		}
		if !strings.Contains(strings.NewReplacer("\u200E", "", "\u200F", "").Replace(all), host) {
			t.Errorf("%s: it says %q", tag, all)
		}
	}
}

// In a script that our own font lacks the words of the line come from the font of the script, and the host from our own.
func TestHostKeepsItsFontInEveryScript(t *testing.T) {
	app := newApp(t)
	for _, tag := range []string{"ar", "he", "hi", "ja", "ko", "th", "zh-Hans", "el", "ru"} {
		app.Settings().SetTheme(variant{monochrome(t, color.NRGBA{A: 0xff}, tag), false})
		a := asking(t, tag, nil)
		s := screens.For(auth.EnterPassword{Username: "a@b.example"}, a)
		w := test.NewTempWindow(t, s.Content())
		w.SetPadded(false)
		w.Resize(fyne.NewSize(480, 720))
		texts, places := hostLine(s.Content())
		found := false
		for i, text := range texts {
			if strings.Contains(text.Text, "contoso.ciamlogin.com") {
				found = text.FontSource == theme.DefaultTextFont()
			} else if strings.TrimSpace(text.Text) != "" && text.FontSource != screens.Fonts(tag).Regular && screens.Fonts(tag).Regular != nil {
				t.Errorf("%s: %q is not in the font of the script", tag, text.Text)
			}
			for j := range i {
				if places[i].Y == places[j].Y && places[i].X < places[j].X+texts[j].Size().Width-0.5 && places[j].X < places[i].X+text.Size().Width-0.5 {
					t.Errorf("%s: %q lies on %q", tag, text.Text, texts[j].Text)
				}
			}
		}
		if !found {
			t.Errorf("%s: the host is not written in our font", tag)
		}
	}
}

package screens_test

import (
	"fmt"
	"image"
	"image/color"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/software"
	"fyne.io/fyne/v2/test"

	"github.com/vestibule-app/vestibule/assets"
	"github.com/vestibule-app/vestibule/screens"
	"github.com/vestibule-app/vestibule/screens/kit"
	"github.com/vestibule-app/vestibule/screens/kit/kittest"
)

// everyLanguage are all languages that there are words in, and the one that is longer than any of them.
func everyLanguage() []string {
	if raced { // a race does not depend on the language; without the detector all of them are read
		return []string{"ar", "en", "ja"}
	}
	return append(assets.Languages(), screens.Pseudo)
}

// TestEveryLanguageFits: in every language, in the narrowest window and in the one that opens first, no words are cut,
// none lie on others, and nothing is wider than the window.
func TestEveryLanguageFits(t *testing.T) {
	app := newApp(t)
	for _, tag := range everyLanguage() {
		t.Run(tag, func(t *testing.T) {
			app.Settings().SetTheme(flat(tag, false))
			for _, exhibit := range screens.Gallery(asking(t, tag, nil)) {
				s := exhibit.Build()
				w := test.NewWindow(s.Content())
				w.SetPadded(false)
				s.Focus(w.Canvas())
				for _, width := range []float32{kit.WindowMinWidth, kit.WindowWidth} {
					w.Resize(fyne.NewSize(width, 4000)) // so that nothing is scrolled away
					for _, defect := range screens.Misfits(s.Content()) {
						t.Errorf("%s, %g wide: %+v", exhibit.Name, width, defect)
					}
				}
				kittest.Release(t, s.Content())
				w.Close()
			}
		})
	}
}

// TestEveryLanguageIsRead reads from the pixels that text can be told from what it stands on (WCAG 2.2, success criterion
// 1.4.3), and that nothing reaches into the edge of a card. Each language draws some of the exhibits, and all of them
// together draw each one.
func TestEveryLanguageIsRead(t *testing.T) {
	app := newApp(t)
	languages := everyLanguage()
	drawn := 0
	for i, tag := range languages {
		all := screens.Gallery(asking(t, tag, nil))
		step := min(len(languages), max(1, len(all)/3)) // three of them at least
		for j := i % step; j < len(all); j += step {
			look := flat(tag, (i+j)%2 == 1)
			app.Settings().SetTheme(look)
			width := []float32{kit.WindowMinWidth, kit.WindowWidth}[drawn%2]
			where := fmt.Sprintf("%s in %s, %g wide, dark %v", all[j].Name, tag, width, look.dark)
			readPixels(t, where, all[j].Build(), width, look)
			drawn++
		}
	}
	if all := len(screens.Gallery(asking(t, "en", nil))); drawn < all {
		t.Errorf("%d of %d exhibits were drawn", drawn, all)
	}
}

// fine is how many pixels are drawn for each unit: at least one in a stroke of small text is of its colour alone.
const fine = 2

func readPixels(t *testing.T, where string, s screens.Screen, width float32, look variant) {
	t.Helper()
	w := test.NewWindow(s.Content())
	defer w.Close()
	w.SetPadded(false)
	w.Canvas().(software.WindowlessCanvas).SetScale(fine)
	w.Resize(fyne.NewSize(width, 720))
	s.Focus(w.Canvas())
	if p, ok := s.Content().(*kit.Page); ok && p.Length() > 720 {
		w.Resize(fyne.NewSize(width, p.Length()))
	}
	palette := look.Light
	if look.dark {
		palette = look.Dark
	}
	picture := w.Canvas().Capture().(*image.NRGBA)
	read := 0
	kittest.Visible(s.Content(), func(o fyne.CanvasObject, at fyne.Position) {
		switch o := o.(type) {
		case *canvas.Text:
			ink := color.NRGBAModel.Convert(o.Color).(color.NRGBA)
			if ink == palette.Disabled || ink.A == 0 {
				return // of a control that is off, or not shown (yet)
			}
			ratio, n := contrastIn(picture, inkBox(o, at))
			if n < 20 {
				return // a comma, a dot, or text that its field has scrolled away
			}
			read++
			if ratio < kit.TextContrast {
				t.Errorf("%s: %q has the contrast %.2f", where, o.Text, ratio)
			}
		case *kit.Card:
			const border, ring = 3, kit.Space12 // of the card; around what has the focus
			for _, edge := range []float32{at.X + border, at.X + o.Size().Width - kit.CardPadding + ring} {
				strip := pixels(edge, at.Y+kit.CardRadius, kit.CardPadding-border-ring, o.Size().Height-2*kit.CardRadius)
				if c, plain := plainly(picture, strip, palette.Card); !plain {
					t.Errorf("%s: %v is drawn at the edge of the card", where, c)
				}
			}
		}
	})
	if _, ok := s.Content().(*kit.Page); ok && read < 3 {
		t.Errorf("%s: only %d texts were read", where, read)
	}
}

// inkBox is where the letters of a text are.
func inkBox(o *canvas.Text, at fyne.Position) image.Rectangle {
	need := fyne.MeasureText(o.Text, o.TextSize, o.TextStyle)
	x := at.X
	switch o.Alignment {
	case fyne.TextAlignCenter:
		x += (o.Size().Width - need.Width) / 2
	case fyne.TextAlignTrailing:
		x += o.Size().Width - need.Width
	}
	return pixels(x, at.Y, min(need.Width, o.Size().Width), max(o.Size().Height, need.Height))
}

func pixels(x, y, width, height float32) image.Rectangle {
	return image.Rect(int(x*fine), int(y*fine), int((x+width)*fine), int((y+height)*fine))
}

// contrastIn is the contrast of the ink in a box to what it stands on: the colour that most of the box has. Ten pixels
// may have more, which belong to something else that reaches into it. n counts the pixels that are not the ground.
func contrastIn(picture *image.NRGBA, box image.Rectangle) (ratio float64, n int) {
	box = box.Intersect(picture.Bounds())
	count := map[color.NRGBA]int{}
	var ground color.NRGBA
	for y := box.Min.Y; y < box.Max.Y; y++ {
		for x := box.Min.X; x < box.Max.X; x++ {
			c := picture.NRGBAAt(x, y)
			if count[c]++; count[c] > count[ground] {
				ground = c
			}
		}
	}
	var ratios []float64
	for c, times := range count {
		if c != ground {
			r := kit.Contrast(c, ground)
			for range times {
				ratios = append(ratios, r)
			}
		}
	}
	if len(ratios) == 0 {
		return 1, 0
	}
	slices.Sort(ratios)
	return ratios[max(0, len(ratios)-11)], len(ratios)
}

// plainly reports whether a box has one colour and no other, and which other one it has.
func plainly(picture *image.NRGBA, box image.Rectangle, want color.NRGBA) (color.NRGBA, bool) {
	box = box.Intersect(picture.Bounds())
	for y := box.Min.Y; y < box.Max.Y; y++ {
		for x := box.Min.X; x < box.Max.X; x++ {
			if c := picture.NRGBAAt(x, y); c != want {
				return c, false
			}
		}
	}
	return want, true
}

// TestPixelsAreRead keeps the reading from being content with anything: what is faint, and what reaches into the edge of
// a card, is found.
func TestPixelsAreRead(t *testing.T) {
	look := flat("en", false)
	faint := look.Light.Card
	faint.R, faint.G, faint.B = faint.R-40, faint.G-40, faint.B-40
	for want, c := range map[float64]color.NRGBA{1.4: faint, 15: look.Light.Text} {
		newApp(t).Settings().SetTheme(look)
		text := canvas.NewText("Continue", c)
		text.TextSize = 13
		w := test.NewTempWindow(t, container.NewStack(canvas.NewRectangle(look.Light.Card), text))
		w.SetPadded(false)
		w.Canvas().(software.WindowlessCanvas).SetScale(fine)
		w.Resize(fyne.NewSize(100, 30))
		picture := w.Canvas().Capture().(*image.NRGBA)
		ratio, n := contrastIn(picture, inkBox(text, fyne.Position{}))
		if ratio < want*0.9 || ratio > want*1.3 || n < 20 {
			t.Errorf("%v: contrast %.2f in %d pixels, want about %g", c, ratio, n, want)
		}
		if _, plain := plainly(picture, picture.Bounds(), look.Light.Card); plain {
			t.Error("the text was not seen")
		}
		if _, plain := plainly(picture, image.Rect(190, 0, 200, 60), look.Light.Card); !plain {
			t.Error("something was seen where nothing is")
		}
	}
}

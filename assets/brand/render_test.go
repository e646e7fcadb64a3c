package brand_test

import (
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"os"
	"path/filepath"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/software"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"github.com/vestibule-app/vestibule/assets/brand"
)

// rendered draws a picture with the renderer that the window has.
func rendered(name string, data []byte, w, h float32) image.Image {
	picture := canvas.NewImageFromResource(fyne.NewStaticResource(name, data))
	picture.FillMode = canvas.ImageFillContain
	c := software.NewTransparentCanvas()
	c.SetPadded(false)
	c.SetContent(picture)
	c.Resize(fyne.NewSize(w, h))
	return c.Capture()
}

// Every logo of the brands that are compiled in is drawn, and in more than one shade. SHOTS_DIR keeps them to be looked at.
func TestLogosAreDrawn(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(theme.DefaultTheme())
	for name, p := range compiledIn(t) {
		for _, logo := range []*brand.File{p.Logo.Light, p.Logo.Dark, p.Logo.Compact} {
			img := rendered(logo.Name, logo.Data, 400, 80)
			opaque := 0
			for y := range img.Bounds().Dy() {
				for x := range img.Bounds().Dx() {
					if _, _, _, a := img.At(x, y).RGBA(); a > 0xF000 {
						opaque++
					}
				}
			}
			if opaque < 1000 || opaque > 400*80-1000 {
				t.Errorf("%s/%s: %d pixels are drawn", name, logo.Name, opaque)
			}
			if dir := os.Getenv("SHOTS_DIR"); dir != "" {
				keep(t, filepath.Join(dir, name+"-"+logo.Name+".png"), img, logo == p.Logo.Dark)
			}
		}
	}
}

func keep(t *testing.T, path string, img image.Image, dark bool) {
	t.Helper()
	ground := image.NewNRGBA(img.Bounds())
	paper := color.NRGBA{0xF6, 0xF7, 0xF9, 0xFF}
	if dark {
		paper = color.NRGBA{0x17, 0x1B, 0x22, 0xFF}
	}
	draw.Draw(ground, ground.Bounds(), image.NewUniform(paper), image.Point{}, draw.Src)
	draw.Draw(ground, ground.Bounds(), img, image.Point{}, draw.Over)
	f, err := os.Create(path)
	if err == nil {
		err = png.Encode(f, ground)
	}
	if err == nil {
		err = f.Close()
	}
	if err != nil {
		t.Error(err)
	}
}

// What the gate lets through is drawn in little time, however it was made.
func TestLetThroughIsDrawn(t *testing.T) {
	test.NewTempApp(t)
	for name, drawing := range letThrough {
		p, err := brand.Parse(pack(map[string]string{"logo.svg": drawing}))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		start := time.Now()
		rendered("logo.svg", p.Logo.Light.Data, 200, 40)
		if took := time.Since(start); took > allowed(2*time.Second) { // 200 ms on a quiet machine
			t.Errorf("%s takes %v", name, took)
		}
	}
}

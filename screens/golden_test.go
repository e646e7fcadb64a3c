package screens_test

import (
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"github.com/vestibule-app/vestibule/screens"
)

// pictured are the exhibits that are kept as pictures too: each language's direction, each theme and each layout is in
// one of them, and so is each kind of widget.
var pictured = []struct {
	name, lang string
	width      float32
	dark       bool
	contrast   bool
}{
	{name: "start", lang: "en", width: 480},
	{name: "username-unknown", lang: "en", width: 400, dark: true},
	{name: "password-wrong", lang: "de", width: 400},
	{name: "password", lang: "en", width: 1100, dark: true},
	{name: "code-typed", lang: "ar", width: 480},
	{name: "code-wrong", lang: "en", width: 480, contrast: true},
	{name: "new-password-typed", lang: "de", width: 480, dark: true},
	{name: "attributes-missing", lang: "ar", width: 400, dark: true},
	{name: "register-countries", lang: "en", width: 480},
	{name: "method", lang: "de", width: 480, dark: true, contrast: true},
	{name: "accounts-remove", lang: "en", width: 480},
	{name: "browser", lang: "ar", width: 1100},
	{name: "signed-in-offline", lang: "en", width: 400},
}

// tolerance is how far a channel of a pixel may be off: other processors round otherwise.
const tolerance = 3

// TestPictures compares what a dozen exhibits look like with testdata/pictures. What is drawn without a wanted change in
// mind is written to testdata/failed.
func TestPictures(t *testing.T) {
	app := newApp(t)
	for _, p := range pictured {
		name := p.name + "_" + p.lang
		t.Run(name, func(t *testing.T) {
			look := looking(p.lang, p.dark)
			if p.contrast {
				look.Theme = screens.ThemeOf(screens.Stock(), true, p.lang)
			}
			app.Settings().SetTheme(look)
			var got image.Image
			for _, exhibit := range screens.Gallery(asking(t, p.lang, nil)) {
				if exhibit.Name == p.name {
					got = opened(t, exhibit.Build(), p.width).Canvas().Capture()
				}
			}
			if got == nil {
				t.Fatalf("there is no exhibit %q", p.name)
			}
			sameAs(t, got, filepath.Join("testdata", "pictures", name+".png"))
		})
	}
}

// sameAs compares a picture with the one in a file.
func sameAs(t *testing.T, got image.Image, file string) {
	t.Helper()
	if *update {
		if want, err := readPicture(file); err != nil || far(got, want) > 0 {
			writePicture(t, file, got)
		}
	}
	want, err := readPicture(file)
	if err != nil {
		t.Fatalf("%v; run the test with -update and look at what it writes", err)
	}
	if n := far(got, want); n > 0 {
		failed := filepath.Join("testdata", "failed", filepath.Base(file))
		writePicture(t, failed, got)
		t.Errorf("%d pixels have changed; look at %s, and run the test with -update if that is wanted", n, failed)
	}
}

// TestPicturesAreCompared keeps far from being content with anything.
func TestPicturesAreCompared(t *testing.T) {
	one, two := image.NewNRGBA(image.Rect(0, 0, 4, 4)), image.NewNRGBA(image.Rect(0, 0, 4, 4))
	draw.Draw(one, one.Bounds(), image.NewUniform(color.NRGBA{100, 100, 100, 255}), image.Point{}, draw.Src)
	draw.Draw(two, two.Bounds(), image.NewUniform(color.NRGBA{103, 97, 100, 255}), image.Point{}, draw.Src)
	if n := far(one, two); n != 0 {
		t.Errorf("%d pixels are far within the tolerance", n)
	}
	two.SetNRGBA(1, 2, color.NRGBA{104, 100, 100, 255})
	if n := far(one, two); n != 1 {
		t.Errorf("%d pixels are far, want 1", n)
	}
	if far(one, image.NewNRGBA(image.Rect(0, 0, 4, 5))) == 0 {
		t.Error("another size is no difference")
	}
}

// far counts the pixels that differ by more than the tolerance. All of them do where the sizes differ.
func far(a, b image.Image) (n int) {
	r := a.Bounds()
	if r != b.Bounds() {
		return max(r.Dx()*r.Dy(), 1)
	}
	off := func(x, y uint32) bool {
		x, y = x>>8, y>>8
		return max(x, y)-min(x, y) > tolerance
	}
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			r1, g1, b1, a1 := a.At(x, y).RGBA()
			r2, g2, b2, a2 := b.At(x, y).RGBA()
			if off(r1, r2) || off(g1, g2) || off(b1, b2) || off(a1, a2) {
				n++
			}
		}
	}
	return n
}

func readPicture(file string) (image.Image, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return png.Decode(f)
}

func writePicture(t *testing.T, file string, picture image.Image) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	f, err := os.Create(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	encoder := png.Encoder{CompressionLevel: png.BestCompression}
	if err := encoder.Encode(f, picture); err != nil {
		t.Fatal(err)
	}
}

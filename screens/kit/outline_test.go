package kit_test

import (
	"bytes"
	"fmt"
	"image"
	"strings"
	"testing"

	"github.com/fyne-io/oksvg"
	"github.com/srwiley/rasterx"

	"github.com/vestibule-app/vestibule/screens/kit"
)

func svg(box, inside string) string {
	return fmt.Sprintf(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %s">%s</svg>`, box, inside)
}

// rendered is a picture as Fyne's renderer draws it.
func rendered(t testing.TB, svg string, w, h int) *image.NRGBA {
	t.Helper()
	icon, err := oksvg.ReadIconStream(strings.NewReader(svg))
	if err != nil {
		t.Fatalf("%v:\n%.400s", err, svg)
	}
	icon.SetTarget(0, 0, float64(w), float64(h))
	picture := image.NewNRGBA(image.Rect(0, 0, w, h))
	icon.Draw(rasterx.NewDasher(w, h, rasterx.NewScannerGV(w, h, picture, picture.Bounds())), 1)
	return picture
}

// ink is how many pixels of a picture are drawn on.
func ink(picture *image.NRGBA) (sum float64) {
	for i := 3; i < len(picture.Pix); i += 4 {
		sum += float64(picture.Pix[i]) / 255
	}
	return sum
}

// apart is the share of pixels that differ clearly.
func apart(a, b *image.NRGBA) float64 {
	differ := 0
	for i := 0; i < len(a.Pix); i += 4 {
		for c := range 4 {
			// A colour counts as much as it is seen.
			va, vb := int(a.Pix[i+c])*int(a.Pix[i+3])/255, int(b.Pix[i+c])*int(b.Pix[i+3])/255
			if va-vb > 60 || vb-va > 60 {
				differ++
				break
			}
		}
	}
	return float64(differ) / float64(len(a.Pix)/4)
}

var stroked = map[string]string{
	"rect":        `<rect x="20" y="20" width="160" height="60" fill="none" stroke="#000" stroke-width="8" stroke-linejoin="round"/>`,
	"circle":      `<circle cx="100" cy="50" r="30" fill="#fd0" stroke="#00f" stroke-width="10"/>`,
	"ellipse":     `<ellipse cx="100" cy="50" rx="60" ry="30" fill="none" stroke="#00f" stroke-width="5"/>`,
	"line":        `<line x1="20" y1="20" x2="180" y2="80" stroke="#080" stroke-width="6" stroke-linecap="square"/>`,
	"polyline":    `<polyline points="20,80 60,20 100,80 140,20" fill="none" stroke="#800" stroke-width="7" stroke-linecap="round" stroke-linejoin="round"/>`,
	"polygon":     `<polygon points="20,80 100,10 180,80" fill="#eee" stroke="#800" stroke-width="7" stroke-linejoin="bevel"/>`,
	"curves":      `<path d="M20 50C60 -20 80 120 100 50S160 0 180 60Q120 100 60 90" fill="none" stroke="#000" stroke-width="5" stroke-linejoin="round"/>`,
	"crossing":    `<path d="M20 20L180 80M180 20L20 80" stroke="#000" stroke-width="9"/>`,
	"inherited":   `<g fill="none" stroke="#a0a" stroke-width="6" stroke-linecap="round"><g stroke-linecap="butt"><path d="M20 50H180"/></g><path d="M20 80H180"/></g>`,
	"moved":       `<g transform="translate(10 5)"><g transform="scale(1 1)"><path d="M20 20V80H100" fill="none" stroke="#000" stroke-width="6" stroke-linejoin="round" transform="translate(5 5)"/></g></g>`,
	"see-through": `<g opacity="0.5"><rect x="20" y="20" width="100" height="60" fill="#f00" fill-opacity="0.5" stroke="#00f" stroke-opacity="0.8" stroke-width="12" stroke-linejoin="round"/></g>`,
	"gradient": `<defs><linearGradient id="g"><stop offset="0" stop-color="#f00"/><stop offset="1" stop-color="#00f"/></linearGradient></defs>` +
		`<path d="M20 50H180" stroke="url(#g)" stroke-width="20"/>`,
	"holes": `<path fill-rule="evenodd" d="M20 20H120V80H20ZM40 40H100V60H40Z" fill="#000" stroke="#f00" stroke-width="4" stroke-linejoin="round"/>`,
}

// A picture drawn as large as its units say looks the same before and after.
func TestDrawableKeepsThePicture(t *testing.T) {
	for name, inside := range stroked {
		before := svg("200 100", inside)
		after := string(kit.Drawable([]byte(before)))
		if strings.Contains(after, "stroke") || after == before {
			t.Errorf("%s: still has strokes: %.300s", name, after)
		}
		a, b := rendered(t, before, 200, 100), rendered(t, after, 200, 100)
		if ink(a) < 100 {
			t.Fatalf("%s: is empty", name)
		}
		if d := apart(a, b); d > 0.002 {
			t.Errorf("%s: %.2f %% of the pixels differ", name, 100*d)
		}
	}
}

// Strokes are as wide as the picture is large. The renderer alone does not draw them so.
func TestDrawableIsInProportion(t *testing.T) {
	for name, inside := range stroked {
		before := svg("200 100", inside)
		after := string(kit.Drawable([]byte(before)))
		small, large := ink(rendered(t, after, 100, 50)), ink(rendered(t, after, 800, 400))
		if r := large / small; r < 62 || r > 66 {
			t.Errorf("%s: eight times the size has %.1f times the ink, not 64", name, r)
		}
	}
	bare := svg("200 100", stroked["line"])
	if r := ink(rendered(t, bare, 800, 400)) / ink(rendered(t, bare, 100, 50)); r > 20 {
		t.Errorf("the renderer draws strokes in proportion by now (%.1f): Drawable is needed no longer", r)
	}
}

// What SVG says where nothing is said: strokes are one unit wide with mitred corners, and a radius holds for both axes.
func TestDrawableDefaults(t *testing.T) {
	same := func(name, plain, said string) {
		t.Helper()
		a, b := kit.Drawable([]byte(svg("40 40", plain))), kit.Drawable([]byte(svg("40 40", said)))
		if d := apart(rendered(t, string(a), 400, 400), rendered(t, string(b), 400, 400)); d != 0 {
			t.Errorf("%s: %.2f %% of the pixels differ", name, 100*d)
		}
	}
	same("width", `<path d="M5 20H35" stroke="#000"/>`, `<path d="M5 20H35" stroke="#000" stroke-width="1"/>`)
	same("corner", `<path d="M5 5V35H35" fill="none" stroke="#000" stroke-width="6"/>`, `<path d="M5 5V35H35" fill="none" stroke="#000" stroke-width="6" stroke-linejoin="miter"/>`)
	same("rx", `<rect x="5" y="5" width="30" height="30" rx="9"/>`, `<rect x="5" y="5" width="30" height="30" rx="9" ry="9"/>`)
	same("ry", `<rect x="5" y="5" width="30" height="30" ry="9"/>`, `<rect x="5" y="5" width="30" height="30" rx="9" ry="9"/>`)
	same("scale", `<g transform="scale(2)"><path d="M5 5H15V15Z"/></g>`, `<path d="M10 10H30V30Z"/>`)
	square := rendered(t, svg("40 40", `<rect x="5" y="5" width="30" height="30"/>`), 400, 400)
	if round := rendered(t, string(kit.Drawable([]byte(svg("40 40", `<rect x="5" y="5" width="30" height="30" rx="9"/>`)))), 400, 400); ink(round) > ink(square)-1000 {
		t.Error("rx alone rounds no corner")
	}
	mitred, round := svg("40 40", `<path d="M5 5V35H35" fill="none" stroke="#000" stroke-width="8"/>`), svg("40 40", `<path d="M5 5V35H35" fill="none" stroke="#000" stroke-width="8" stroke-linejoin="round"/>`)
	if m, r := ink(rendered(t, string(kit.Drawable([]byte(mitred))), 400, 400)), ink(rendered(t, string(kit.Drawable([]byte(round))), 400, 400)); m < r+200 {
		t.Errorf("a mitred corner has %.0f pixels, a round one %.0f", m, r)
	}
}

// Nothing happens to a picture that needs nothing, or that is none.
func TestDrawableLeavesAlone(t *testing.T) {
	for name, picture := range map[string]string{
		"no strokes":       svg("40 40", `<g fill="#f00"><rect x="1" y="1" width="9" height="9" rx="2" ry="2"/></g>`),
		"strokes of none":  svg("40 40", `<path d="M0 0H40" stroke="none"/>`),
		"cut off":          `<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0H40" stroke="#000"/>`[:60],
		"no SVG":           "PNG",
		"nothing":          "",
		"too many corners": svg("40 40", strings.Repeat(`<circle cx="20" cy="20" r="19" fill="none" stroke="#000"/>`, 2_000)),
	} {
		if got := kit.Drawable([]byte(picture)); !bytes.Equal(got, []byte(picture)) {
			t.Errorf("%s: became %.200s", name, got)
		}
	}
}

// BenchmarkDrawable is for the worst picture that a brand pack may bring.
func BenchmarkDrawable(b *testing.B) {
	picture := []byte(svg("40 40", `<path fill="none" stroke="#000" d="M0 0`+strings.Repeat("L9 9L0 9", 2_499)+`"/>`))
	for b.Loop() {
		kit.Drawable(picture)
	}
}

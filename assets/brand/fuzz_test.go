package brand_test

import (
	"bytes"
	"errors"
	"image/jpeg"
	"image/png"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/go-text/typesetting/font"

	"fyne.io/fyne/v2/test"

	"github.com/vestibule-app/vestibule/assets/brand"
)

// whole holds what came out of a reader against the promise: a whole pack, or findings with sentences.
func whole(t *testing.T, p *brand.Pack, err error) {
	t.Helper()
	if err == nil {
		if p == nil || len(p.Name) == 0 || p.Logo.Light == nil || p.Files[brand.Manifest] == nil {
			t.Fatalf("half a pack: %+v", p)
		}
		return
	}
	var refused *brand.Error
	if p != nil || !errors.As(err, &refused) || len(refused.Findings) == 0 || len(refused.Findings) > brand.MaxFindings {
		t.Fatalf("%v, %v", p, err)
	}
	for _, r := range err.Error() {
		if r < ' ' && r != '\n' || r >= 0x202A && r <= 0x202E || r >= 0x2066 && r <= 0x2069 {
			t.Fatalf("the sentences hold %U", r)
		}
	}
}

func FuzzZip(f *testing.F) {
	for _, h := range hostileZips(f) {
		if len(h.data) < 20_000 {
			f.Add(h.data)
		}
	}
	f.Add(with(f, nil))
	f.Add(standard(f, brand.Manifest, 0o644, goodManifest))
	f.Fuzz(func(t *testing.T, data []byte) {
		files, err := brand.Unpack(data)
		if err != nil {
			whole(t, nil, err)
			return
		}
		p, err := brand.Parse(files)
		whole(t, p, err)
		if err != nil {
			return
		}
		var written bytes.Buffer // what was let through writes and reads again
		if err := brand.Write(&written, p); err != nil {
			t.Fatal(err)
		}
		files, err = brand.Unpack(written.Bytes())
		if err != nil {
			t.Fatal(err)
		}
		again, err := brand.Parse(files)
		if err != nil || !reflect.DeepEqual(p, again) {
			t.Errorf("another pack: %v", err)
		}
	})
}

func FuzzManifest(f *testing.F) {
	f.Add(string(brand.Example()))
	f.Add(goodManifest)
	for _, p := range compiledIn(f) {
		f.Add(string(p.Files[brand.Manifest]))
	}
	for _, h := range []string{"[words.en]\n\"a.b\" = \"{{.X}}\"", "attribute = [{name=\"a\"}]", "look = { accent = { light = '#fff' } }", "a.b.c.d = 1", "x = [[[[[1]]]]]", "\xEF\xBB\xBFname=\"x\""} {
		f.Add(goodManifest + h)
	}
	f.Fuzz(func(t *testing.T, text string) {
		start := time.Now()
		p, err := brand.Parse(pack(map[string]string{brand.Manifest: text + "\n"}))
		whole(t, p, err)
		if took := time.Since(start); took > allowed(5*time.Second) {
			t.Errorf("takes %v", took)
		}
		if err != nil {
			return
		}
		changed, err := brand.Set([]byte(text), "look.accent", `"#123456"`)
		if err != nil {
			return // it stands in braces
		}
		p, err = brand.Parse(pack(map[string]string{brand.Manifest: string(changed)}))
		if err != nil || p.Look.Accent == nil || p.Look.Accent.Light.B != 0x56 {
			t.Errorf("what was set is not read: %v", err)
		}
	})
}

// FuzzSVG also draws what the gate lets through: whatever it is, the renderer gets through it.
func FuzzSVG(f *testing.F) {
	for _, h := range hostileSVG {
		if len(h.text) < 4_000 {
			f.Add(h.text)
		}
	}
	for _, drawing := range letThrough {
		if len(drawing) < 4_000 {
			f.Add(drawing)
		}
	}
	test.NewTempApp(f)
	f.Fuzz(func(t *testing.T, drawing string) {
		p, err := brand.Parse(pack(map[string]string{"logo.svg": drawing + "\n"}))
		whole(t, p, err)
		if err != nil {
			return
		}
		start := time.Now()
		rendered("logo.svg", p.Logo.Light.Data, 200, 40)
		if took := time.Since(start); took > allowed(5*time.Second) {
			t.Errorf("drawing takes %v", took)
		}
	})
}

func FuzzPicture(f *testing.F) {
	for _, h := range hostilePictures(f) {
		if len(h.data) < 20_000 {
			f.Add(h.data, strings.HasPrefix(h.name, "png"))
		}
	}
	f.Add(pngOf(f, 9, 9), true)
	f.Add(jpegOf(f, 9, 9), false)
	test.NewTempApp(f)
	f.Fuzz(func(t *testing.T, data []byte, isPNG bool) {
		name, key := "p.jpg", "[look]\nimage = \"p.jpg\"\n"
		if isPNG {
			name, key = "p.png", "[window]\nicon = \"p.png\"\n"
		}
		p, err := brand.Parse(pack(map[string]string{name: string(data), brand.Manifest: goodManifest + key}))
		whole(t, p, err)
		if err != nil {
			return
		}
		let := p.Look.Image
		if isPNG {
			let = p.Window.Icon
			_, err = png.Decode(bytes.NewReader(let.Data))
		} else {
			_, err = jpeg.Decode(bytes.NewReader(let.Data))
		}
		if err != nil {
			t.Fatalf("what is let through is no picture: %v", err)
		}
		start := time.Now()
		rendered(let.Name, let.Data, 64, 40)
		if took := time.Since(start); took > allowed(5*time.Second) {
			t.Errorf("scaling takes %v", took)
		}
	})
}

// FuzzFont also gives what the gate lets through to the reader of the window, which follows every outline and
// sets words in it.
func FuzzFont(f *testing.F) {
	f.Add(compositeFont([][]uint16{nil, {0}, {0, 1}}))
	f.Add(compositeFont([][]uint16{nil, {1}}))
	f.Add(compositeFont(doubling()))
	f.Add(readFont(f))
	f.Add(drawnAs(600, zigzag(40, 500)))
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) == 0 {
			return
		}
		p, err := brand.Parse(pack(map[string]string{"s.ttf": string(data), brand.Manifest: goodManifest + "[look.font]\nregular = \"s.ttf\"\n"}))
		whole(t, p, err)
		if err != nil {
			return
		}
		start := time.Now()
		face, err := font.ParseTTF(bytes.NewReader(p.Look.Font.Regular.Data))
		if err != nil {
			return // said and not crashed; the built-in font is used
		}
		for g := range font.GID(500) {
			face.GlyphData(g)
		}
		if took := time.Since(start); took > allowed(10*time.Second) {
			t.Errorf("the outlines take %v", took)
		}
		start = time.Now()
		shaped(t, p.Look.Font.Regular.Data)
		if took := time.Since(start); took > allowed(10*time.Second) {
			t.Errorf("words take %v", took)
		}
	})
}

package brand_test

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/color"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/software"
	"fyne.io/fyne/v2/test"
)

// zigzag is an outline of many points, each as far from the one before as numbers go.
func zigzag(points int, far uint16) []byte {
	g := words16(1, 0, 0, 0, 0, uint16(points-1), 0)
	g = append(g, bytes.Repeat([]byte{1}, points)...) // on the line, two bytes along each axis
	for range 2 {
		for i := range points {
			step := far
			if i%2 == 1 {
				step = -far
			}
			g = append(g, words16(step)...)
		}
	}
	return append(g, make([]byte, len(g)%2)...)
}

// drawnAs is a font in which every letter is one glyph.
func drawnAs(advance uint16, glyph []byte) []byte {
	be := binary.BigEndian
	head, hhea, maxp := make([]byte, 54), make([]byte, 36), words16(0, 0x5000, 2)
	be.PutUint32(head[12:], 0x5F0F3CF5)
	be.PutUint16(head[18:], 1000)
	be.PutUint16(head[50:], 1)
	copy(hhea[4:], words16(800, 0xFF38))
	be.PutUint16(hhea[34:], 2)
	loca := be.AppendUint32(be.AppendUint32(make([]byte, 4), 0), uint32(len(glyph)))
	// Format 13: all characters from ! to the last are glyph 1.
	cmap := append(words16(0, 1, 3, 10, 0, 12, 13, 0, 0, 28, 0, 0, 0, 1), words16(0, 0x21, 0x10, 0xFFFF, 0, 1)...)
	return fontOf(good4, table{"cmap", cmap}, table{"glyf", glyph}, table{"head", head}, table{"hhea", hhea},
		table{"hmtx", words16(500, 0, advance, 0)}, table{"loca", loca}, table{"maxp", maxp})
}

// A letter whose outline goes back and forth without end would take minutes to draw, and one that is wider than a word makes
// a picture of many megabytes.
func TestLettersAreOfSomeSize(t *testing.T) {
	part := func(flags uint16, args ...uint16) []byte {
		return words16(append([]uint16{0xFFFF, 0, 0, 0, 0, flags, 0}, args...)...)
	}
	for name, c := range map[string]struct {
		data []byte
		word string
	}{
		"a letter":          {drawnAs(600, zigzag(8, 500)), ""},
		"a wide one":        {drawnAs(5_000, zigzag(8, 500)), ""},
		"a wider one":       {drawnAs(5_001, zigzag(8, 500)), "wider than words"},
		"back and forth":    {drawnAs(600, zigzag(2_000, 500)), "endless outlines"},
		"to the end":        {drawnAs(600, zigzag(4, 30_000)), "reach far"},
		"cut off":           {drawnAs(600, zigzag(8, 500)[:30]), "cut off"},
		"no flags":          {drawnAs(600, words16(1, 0, 0, 0, 0, 7, 0)), "cut off"},
		"a part":            {drawnAs(600, part(0x3, 500, 500)), ""},
		"a part far off":    {drawnAs(600, part(0x3, 20_000, 0)), "reach far"},
		"a part far above":  {drawnAs(600, part(0x3, 0, 0x8000)), "reach far"},
		"a part without an": {drawnAs(600, part(0x3, 500)), "cut off"},
	} {
		_, err := readPackOf(c.data)
		if c.word == "" && err != nil || c.word != "" && (err == nil || !strings.Contains(err.Error(), "s.ttf: has letters") && !strings.Contains(err.Error(), c.word)) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// Rules may make a glyph as wide as a phrase of a whole phrase alone.
func TestRulesMakeNoLetterWide(t *testing.T) {
	data := bytes.Clone(readFont(t))
	const letter, wide = 36, 5 // glyphs
	tables := tablesIn(data)
	binary.BigEndian.PutUint16(tables["hmtx"][4*wide:], 10*binary.BigEndian.Uint16(tables["head"][18:]))
	unmapped := append(words16(0, 1, 3, 10, 0, 12, 12, 0, 0, 28, 0, 0, 0, 1), words16(0, 'a', 0, 'b', 0, letter)...)
	data = withTable(withTable(data, "cmap", unmapped), "GPOS", nil)
	// One script, one feature (ccmp), one lookup.
	head := words16(1, 0, 10, 30, 44,
		1, 0x4446, 0x4C54, 8, 4, 0, 0, 0xFFFF, 1, 0,
		1, 0x6363, 0x6D70, 8, 0, 1, 0,
		1, 4)
	for name, c := range map[string]struct {
		lookup []uint16
		taken  bool
	}{
		"none":            {[]uint16{1, 0, 1, 8, 1, 6, 0, 1, 1, letter}, true},
		"so many further": {[]uint16{1, 0, 1, 8, 1, 6, 0x10000 + wide - letter, 1, 1, letter}, false},
		"of a range":      {[]uint16{1, 0, 1, 8, 1, 6, 0x10000 + wide - letter, 2, 1, letter - 2, letter + 2, 0}, false},
		"one by one":      {[]uint16{1, 0, 1, 8, 2, 8, 1, wide, 1, 1, letter}, false},
		"one by two":      {[]uint16{2, 0, 1, 8, 1, 14, 1, 8, 2, letter, wide, 1, 1, letter}, false},
		"one of several":  {[]uint16{3, 0, 1, 8, 1, 14, 1, 8, 2, letter, wide, 1, 1, letter}, false},
		"two by one":      {[]uint16{4, 0, 1, 8, 1, 18, 1, 8, 1, 4, wide, 2, letter, 1, 1, letter}, false},
		"four by one":     {[]uint16{4, 0, 1, 8, 1, 22, 1, 8, 1, 4, wide, 4, letter, letter, letter, 1, 1, letter}, true},
		"from the end":    {[]uint16{8, 0, 1, 8, 1, 12, 0, 0, 1, wide, 1, 1, letter}, false},
	} {
		_, err := readPackOf(withTable(data, "GSUB", append(bytes.Clone(head), words16(c.lookup...)...)))
		if (err == nil) != c.taken {
			t.Errorf("%s: %v", name, err)
		}
	}
	// Characters that stand for phrases may lead there, and no others.
	for from, taken := range map[uint16]bool{0xFDFD: true, 0xFB4F: false, 'a': false} {
		lead := append(words16(0, 1, 3, 10, 0, 12, 12, 0, 0, 28, 0, 0, 0, 1), words16(0, from, 0, from, 0, wide)...)
		if _, err := readPackOf(withTable(data, "cmap", lead)); (err == nil) != taken {
			t.Errorf("U+%04X: %v", from, err)
		}
	}
}

// Usual families pass: those of the brands, those of this computer, and with FONTS_DIR all of a folder. The few scripts whose
// rules are not taken are named.
func TestUsualFontsPass(t *testing.T) {
	var files []string
	for _, pattern := range []string{"../fonts/*.ttf", "../brands/*/*.ttf", "/usr/share/fonts/truetype/*/*.ttf", filepath.Join(os.Getenv("FONTS_DIR"), "*.ttf")} {
		found, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, found...)
	}
	passed := 0
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		_, err = readPackOf(data)
		switch {
		case err == nil:
			passed++
		case strings.Contains(err.Error(), "letters"):
			t.Errorf("%s: %v", file, err)
		}
	}
	if passed < 15 {
		t.Errorf("%d of %d fonts pass", passed, len(files))
	}
	t.Logf("%d of %d fonts pass", passed, len(files))
}

// The dearest word that the gate lets through is drawn in little time, into a picture of some megabytes.
func TestDearestWordIsDrawn(t *testing.T) {
	points := 8
	for ; ; points += 8 {
		if _, err := readPackOf(drawnAs(5_000, zigzag(points, 900))); err != nil {
			break
		}
	}
	data := drawnAs(5_000, zigzag(points-8, 900))
	p, err := readPackOf(data)
	if err != nil {
		t.Fatal(err)
	}
	test.NewTempApp(t)
	start := time.Now()
	picture := drawn(p.Look.Font.Regular.Data, strings.Repeat("e", 24))
	took := time.Since(start)
	size := 4 * picture.Bounds().Dx() * picture.Bounds().Dy()
	t.Logf("%d points a letter, %d KiB, %v", points-8, size>>10, took)
	if took > allowed(2*time.Second) || size > 8<<20 || size < 1<<20 {
		t.Errorf("%d bytes, %v", size, took)
	}
}

// drawn is words in a font, of the size of a title on a display of high resolution.
func drawn(data []byte, words string) image.Image {
	text := canvas.NewText(words, color.Black)
	text.TextSize = 56
	text.FontSource = fyne.NewStaticResource("s.ttf", data)
	c := software.NewTransparentCanvas()
	c.SetPadded(false)
	c.SetContent(text)
	c.Resize(text.MinSize())
	return c.Capture()
}

package app_test

import (
	"bytes"
	"encoding/binary"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/vestibule-app/vestibule/app"
	"github.com/vestibule-app/vestibule/assets"
	"github.com/vestibule-app/vestibule/assets/brand"
)

// tableAt is where a table of a font begins, and how long it is.
func tableAt(font []byte, tag string) (at, size int) {
	for i := range int(binary.BigEndian.Uint16(font[4:])) {
		if record := font[12+16*i:]; string(record[:4]) == tag {
			return int(binary.BigEndian.Uint32(record[8:])), int(binary.BigEndian.Uint32(record[12:]))
		}
	}
	return 0, 0
}

// multiplied is a font in which a rule makes sixteen letters of each, and a second one sixteen of each of those. No count in
// it is wrong.
func multiplied(t *testing.T, font []byte) []byte {
	t.Helper()
	be := binary.BigEndian
	at, _ := tableAt(font, "maxp")
	glyphs := be.Uint16(font[at+4:])
	var rules []byte
	for _, n := range []uint16{1, 0, 10, 30, 44, // version, and where the lists are
		1, 0x4446, 0x4C54, 8, 4, 0, 0, 0xFFFF, 1, 0, // the script
		1, 0x6363, 0x6D70, 8, 0, 2, 0, 1, // the feature ccmp, with both rules
		2, 6, 6, // which are one
		2, 0, 1, 8, 1, 6 + 2*glyphs, glyphs} {
		rules = be.AppendUint16(rules, n)
	}
	// The lists lie where they were counted to: the feature has one number more than the list of rules begins behind.
	be.PutUint16(rules[8:], 46)
	for range glyphs {
		rules = be.AppendUint16(rules, 6+2*glyphs+10)
	}
	for _, n := range append([]uint16{2, 1, 0, glyphs - 1, 0, 16}, slices.Repeat([]uint16{glyphs - 1}, 16)...) {
		rules = be.AppendUint16(rules, n)
	}
	whole := slices.Concat(font, make([]byte, -len(font)&3), rules)
	for i := range int(be.Uint16(whole[4:])) {
		if record := whole[12+16*i:]; string(record[:4]) == "GSUB" {
			be.PutUint32(record[8:], uint32(len(whole)-len(rules)))
			be.PutUint32(record[12:], uint32(len(rules)))
			return whole
		}
	}
	t.Fatal("the font has no rules to take the place of")
	return nil
}

// A font that passes the gate and makes hundreds of letters of one is refused, with a sentence, at the start and live.
func TestRehearsalOfAFont(t *testing.T) {
	w := newWorkshop(t, "aldermoor")
	good := read(t, filepath.Join(w.dir, "serif-regular.ttf"))
	bad := string(multiplied(t, []byte(good)))
	w.save("serif-regular.ttf", bad)
	if _, err := brand.Read(w.dir); err != nil {
		t.Fatalf("it does not pass the gate: %v", err)
	}
	refused(t, 1, filepath.Join(w.dir, "serif-regular.ttf")+": cannot be drawn (it makes", "check", w.dir, "--lang", "en")
	h := branded(t, w.dir)
	h.must("The brand pack is not shown because of a problem: aldermoor/serif-regular.ttf: serif-regular.ttf cannot be used: cannot be drawn (it makes")
	if name := app.Asking(h.app).Brand.Name; name != "Vestibule" {
		t.Errorf("%s is shown", name)
	}
	w.save("serif-regular.ttf", good)
	h.looked()
	h.mustNot("The brand pack")
	h.fill("anna@")
	w.save("serif-regular.ttf", bad)
	h.looked()
	h.looked()
	h.must("so the look from before stays: aldermoor/serif-regular.ttf: serif-regular.ttf cannot be used: cannot be drawn")
	if name := app.Asking(h.app).Brand.Name; name != "Aldermoor" {
		t.Errorf("%s is shown", name)
	}
}

// panicking is a font that makes the reader of fonts panic, found among good ones with some numbers changed. The gate
// refuses it; it stands for one that a gate does not know yet.
func panicking(t *testing.T) (file string, data []byte) {
	t.Helper()
	file = "Thai-Regular.ttf"
	good, err := os.ReadFile(filepath.Join("..", "assets", "fonts", file))
	if err != nil {
		t.Fatal(err)
	}
	p := aldermoor(t)
	p.Look.Font = brand.Font{Regular: &brand.File{Name: file, Data: good}}
	if wrong := app.Rehearse(p, "th"); wrong != nil {
		t.Fatal(wrong)
	}
	dice := rand.New(rand.NewPCG(1, 7))
	for range 40 {
		data = bytes.Clone(good)
		for _, table := range []string{"GSUB", "GPOS"} {
			at, size := tableAt(data, table)
			for range 6 { // the numbers in the second half of a table are of its rules
				binary.BigEndian.PutUint16(data[at+size/2+dice.IntN(size/2-1):], uint16(dice.Uint32()))
			}
		}
		p.Look.Font.Regular = &brand.File{Name: file, Data: data}
		if wrong := app.Rehearse(p, "th"); wrong != nil && strings.Contains(wrong.Error(), "would end") {
			return file, data
		}
	}
	t.Fatal("no font makes the reader panic, so this shows nothing")
	return "", nil
}

func aldermoor(t *testing.T) *brand.Pack {
	t.Helper()
	p, err := brand.ReadFS(assets.Brands(), "aldermoor")
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// What panics is a finding like any other.
func TestRehearsalCatchesPanics(t *testing.T) {
	file, data := panicking(t)
	p := aldermoor(t)
	p.Look.Font.Bold = &brand.File{Name: file, Data: data}
	wrong := app.Rehearse(p, "th")
	if wrong == nil {
		t.Fatal("it is taken")
	}
	if f := wrong.Findings[0]; f.File != file || len(f.Text) > 400 || strings.ContainsAny(f.Text, "\n\t") {
		t.Errorf("%+v", f)
	}
}

// Nothing is wrong with the brands of the program.
func TestSamplesAreRehearsed(t *testing.T) {
	for _, name := range []string{"vestibule", "aldermoor", "quirlo", "waha"} {
		p, err := brand.ReadFS(assets.Brands(), name)
		if err != nil {
			t.Fatal(err)
		}
		for _, tag := range []string{"en", "de", "vi", "ar", "ja"} {
			if wrong := app.Rehearse(p, tag); wrong != nil {
				t.Errorf("%s in %s: %v", name, tag, wrong)
			}
		}
	}
}

// A picture that cannot be drawn is told by its name.
func TestRehearsalOfAPicture(t *testing.T) {
	p := aldermoor(t)
	p.Logo.Dark = &brand.File{Name: "logo-dark.svg", Data: []byte(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 4"><g`)}
	if wrong := app.Rehearse(p, "en"); wrong == nil || !strings.HasPrefix(wrong.Error(), "logo-dark.svg: cannot be drawn") {
		t.Errorf("%v", wrong)
	}
}

// BenchmarkRehearse is what a look at a changed pack with two fonts costs, beside the UI thread.
func BenchmarkRehearse(b *testing.B) {
	p, err := brand.ReadFS(assets.Brands(), "aldermoor")
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if wrong := app.Rehearse(p, "en"); wrong != nil {
			b.Fatal(wrong)
		}
	}
}

// Whatever picture the gate lets through is drawn without a panic, strokes as outlines and all, and in little time.
func FuzzDrawnLogo(f *testing.F) {
	for _, name := range []string{"vestibule", "aldermoor", "quirlo", "waha"} {
		p, err := brand.ReadFS(assets.Brands(), name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(p.Logo.Light.Data))
	}
	for _, inner := range []string{
		`<path d="M0 0C1 1 2 2 3 3S4 4 5 5Q1 1 2 2T3 3A1 2 3 0 1 9 9zm1 1h1v1l-9-9" stroke="#000" stroke-width="9" stroke-linejoin="round" stroke-linecap="round" fill="none"/>`,
		`<g transform="rotate(9 1 1) scale(2)" stroke="#fff" opacity=".5"><rect width="9" height="9" rx="3"/><circle r="4"/><line x1="1" x2="9"/></g>`,
		`<defs><linearGradient id="a" x2="1"><stop offset="0" stop-color="#f00"/><stop offset="1"/></linearGradient></defs><ellipse rx="9" ry="3" fill="url(#a)" stroke="#00f"/>`,
		`<polygon points="0,0 1,1 2,0" stroke="#000" stroke-width="10000" stroke-miterlimit="1"/><polyline points="1 1 1 1" stroke="#000"/>`,
	} {
		f.Add(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40">` + inner + `</svg>`)
	}
	f.Fuzz(func(t *testing.T, logo string) {
		p, err := brand.Parse(map[string][]byte{brand.Manifest: []byte(plainBrand), "logo.svg": []byte(logo)})
		if err != nil {
			return
		}
		start := time.Now()
		wrong := app.Rehearse(p, "en")
		if took := time.Since(start); took > 20*time.Second {
			t.Errorf("it takes %v", took)
		}
		if wrong != nil && strings.Contains(wrong.Error(), "would end") {
			t.Error(wrong)
		}
	})
}

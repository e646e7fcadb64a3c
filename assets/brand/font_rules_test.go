package brand_test

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/go-text/typesetting/di"
	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/language"
	"github.com/go-text/typesetting/shaping"
	"golang.org/x/image/math/fixed"

	"github.com/vestibule-app/vestibule/assets/brand"
)

const fontManifest = goodManifest + "[look.font]\nregular = \"s.ttf\"\n"

// readPackOf reads a pack with a font.
func readPackOf(data []byte) (*brand.Pack, error) {
	return brand.Parse(pack(map[string]string{"s.ttf": string(data), brand.Manifest: fontManifest}))
}

// setIn is words in the scripts whose rules differ.
var setIn = []string{"Sign in AVTo fi ffl é", "सक्षि क्र हिन्दी र्क", "السلام عليكم لا", "สวัสดี ก้ำ", "שָׁלוֹם", "한국어 각"}

// shaped is how a font sets words, as the window has it done.
func shaped(t testing.TB, data []byte) string {
	t.Helper()
	face, err := font.ParseTTF(bytes.NewReader(data))
	if err != nil {
		return err.Error()
	}
	var all strings.Builder
	for _, words := range setIn {
		text := []rune(words)
		script, direction := language.LookupScript(text[0]), di.DirectionLTR
		if script == language.Arabic || script == language.Hebrew {
			direction = di.DirectionRTL
		}
		out := (&shaping.HarfbuzzShaper{}).Shape(shaping.Input{Text: text, RunEnd: len(text), Direction: direction, Face: face, Size: fixed.I(16), Script: script, Language: "en"})
		for _, g := range out.Glyphs {
			outline, _ := face.GlyphData(g.GlyphID).(font.GlyphOutline)
			fmt.Fprintf(&all, "%d %v %v %v %d\n", g.GlyphID, g.Advance, g.XOffset, g.YOffset, len(outline.Segments))
		}
	}
	return all.String()
}

// tablesIn are those of a font, to be read and changed in place.
func tablesIn(data []byte) map[string][]byte {
	tables := map[string][]byte{}
	for i := range int(binary.BigEndian.Uint16(data[4:])) {
		record := data[12+16*i:]
		at, size := binary.BigEndian.Uint32(record[8:]), binary.BigEndian.Uint32(record[12:])
		tables[string(record[:4])] = data[at : at+size]
	}
	return tables
}

// TestFontIsSetAsBefore holds that nothing is lost which words are set with.
func TestFontIsSetAsBefore(t *testing.T) {
	files, err := filepath.Glob("../fonts/*.ttf")
	if err != nil || len(files) < 10 {
		t.Fatal(files, err)
	}
	samples, err := filepath.Glob("../brands/*/*.ttf")
	if err != nil || len(samples) == 0 {
		t.Fatal(samples, err)
	}
	files = append(files, samples...)
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		p, err := readPackOf(data)
		if err != nil {
			t.Errorf("%s: %v", file, err)
			continue
		}
		if got, want := shaped(t, p.Look.Font.Regular.Data), shaped(t, data); got != want {
			t.Errorf("%s sets words in another way than before", file)
		}
	}
}

// TestFontRulesThatLeadAstray changes the rules of fonts and lets the reader of the window follow what is taken.
func TestFontRulesThatLeadAstray(t *testing.T) {
	refused := 0
	for seed, file := range []string{"Thai-Regular.ttf", "Arabic-Regular.ttf", "Devanagari-Regular.ttf", "Hebrew-Regular.ttf"} {
		good, err := os.ReadFile(filepath.Join("../fonts", file))
		if err != nil {
			t.Fatal(err)
		}
		dice := rand.New(rand.NewPCG(uint64(seed), 5))
		for range 150 {
			data := bytes.Clone(good)
			tables := tablesIn(data)
			for _, tag := range []string{"GDEF", "GSUB", "GPOS", "cmap", "glyf"} {
				if table := tables[tag]; len(table) > 0 {
					at := dice.IntN(min(len(table)-1, 400))
					binary.BigEndian.PutUint16(table[at:], []uint16{0, 1, 2, 5, 0xFF, 0x100, 0x1000, 0x7FFF, 0xFFFF}[dice.IntN(9)])
				}
			}
			p, err := readPackOf(data)
			if err != nil {
				refused++
				continue
			}
			shaped(t, p.Look.Font.Regular.Data)
		}
	}
	if refused < 100 {
		t.Errorf("only %d are refused; the changes are too small to show anything", refused)
	}
}

// words16 is a table of 16 bit numbers.
func words16(numbers ...uint16) []byte {
	var b []byte
	for _, n := range numbers {
		b = binary.BigEndian.AppendUint16(b, n)
	}
	return b
}

// withTable puts a table into a font, in the place of the one of that name.
func withTable(data []byte, tag string, content []byte) []byte {
	tables := []table{{tag, content}}
	for name, old := range tablesIn(data) {
		if name != tag {
			tables = append(tables, table{name, old})
		}
	}
	return fontOf("\x00\x01\x00\x00", tables...)
}

// TestFontRulesWithoutEnd is a rule that leads to itself, which would take the whole stack, and lists that stand for far more
// than their bytes.
func TestFontRulesWithoutEnd(t *testing.T) {
	// One script, one feature (ccmp), one lookup: version, the three lists, and each of them.
	head := words16(1, 0, 10, 30, 44,
		1, 0x4446, 0x4C54, 8, 4, 0, 0, 0xFFFF, 1, 0,
		1, 0x6363, 0x6D70, 8, 0, 1, 0,
		1, 4)
	self := words16(5, 0, 1, 8, // a lookup of rules by context, with one subtable
		3, 1, 1, 12, 0, 0, 1, 1, 36) // one letter, which leads to lookup 0: itself
	if _, err := readPackOf(withTable(readFont(t), "GSUB", append(head, self...))); err == nil || !strings.Contains(err.Error(), "GSUB leads astray") {
		t.Errorf("a rule that leads to itself: %v", err)
	}
	once := words16(1, 0, 1, 8, 1, 6, 1, 1, 1, 36) // one letter by the next
	if _, err := readPackOf(withTable(readFont(t), "GSUB", append(bytes.Clone(head), once...))); err != nil {
		t.Errorf("the same with a rule that ends: %v", err)
	}
	many := append(words16(4, 0, 1, 8, 1, 8, 1, 14, 1, 1), words16(36, 30_000)...) // ligatures
	many = append(many, bytes.Repeat(words16(60_002), 30_000)...)                  // all of them the same
	many = append(many, words16(1, 2_000)...)
	many = append(many, make([]byte, 4_000)...)
	if _, err := readPackOf(withTable(readFont(t), "GSUB", append(bytes.Clone(head), many...))); err == nil {
		t.Error("60 million letters in 64 KB are taken")
	}
}

// TestFontOutlinesOfManyPoints is an outline whose few bytes stand for as many points as there can be.
func TestFontOutlinesOfManyPoints(t *testing.T) {
	data := bytes.Clone(readFont(t))
	tables := tablesIn(data)
	glyf := tables["glyf"]
	binary.BigEndian.PutUint16(glyf, 1)
	binary.BigEndian.PutUint16(glyf[10:], 0xFFFF)
	if _, err := readPackOf(data); err == nil || !strings.Contains(err.Error(), "too many points") {
		t.Errorf("an outline of 65536 points: %v", err)
	}
}

// TestFontOfAnySize is a font whose letters or lines are so large that the picture of one word fills the memory.
func TestFontOfAnySize(t *testing.T) {
	for name, change := range map[string]func(tables map[string][]byte){
		"small units":   func(tables map[string][]byte) { binary.BigEndian.PutUint16(tables["head"][18:], 16) },
		"a wide letter": func(tables map[string][]byte) { binary.BigEndian.PutUint16(tables["hmtx"], 0xFFFF) },
		"a high line":   func(tables map[string][]byte) { binary.BigEndian.PutUint16(tables["hhea"][4:], 32_767) },
		"a deep line":   func(tables map[string][]byte) { binary.BigEndian.PutUint16(tables["hhea"][6:], 0x8000) },
		"lines apart":   func(tables map[string][]byte) { binary.BigEndian.PutUint16(tables["hhea"][8:], 32_767) },
		"a high window": func(tables map[string][]byte) { binary.BigEndian.PutUint16(tables["OS/2"][74:], 0xFFFF) },
		"a deep paper":  func(tables map[string][]byte) { binary.BigEndian.PutUint16(tables["OS/2"][70:], 0x8000) },
	} {
		data := bytes.Clone(readFont(t))
		change(tablesIn(data))
		if _, err := readPackOf(data); err == nil {
			t.Errorf("%s is taken", name)
		}
	}
	// One script, one feature (kern), one lookup that makes a letter wider.
	head := words16(1, 0, 10, 30, 44,
		1, 0x4446, 0x4C54, 8, 4, 0, 0, 0xFFFF, 1, 0,
		1, 0x6B65, 0x726E, 8, 0, 1, 0,
		1, 4,
		1, 0, 1, 8)
	wider := func(by uint16) []byte { return append(bytes.Clone(head), words16(1, 8, 4, by, 1, 1, 36)...) }
	if _, err := readPackOf(withTable(readFont(t), "GPOS", wider(32_767))); err == nil {
		t.Error("a letter 32 times as wide as high is taken")
	}
	if _, err := readPackOf(withTable(readFont(t), "GPOS", wider(100))); err != nil {
		t.Errorf("a letter a little wider: %v", err)
	}
}

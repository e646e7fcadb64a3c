package brand

import (
	"encoding/binary"
	"errors"
	"slices"
	"strconv"
	"strings"
)

// fonts is the gate of fonts: TrueType outlines and nothing that draws in another way. Glyphs that are pictures would
// bring a second reader of SVG and of bitmaps, behind the gates of those (OpenType 1.9, chapter 5).
type fonts struct{}

var fontGate = fonts{}

// fontRefused are the tables that are not taken, and why.
var fontRefused = map[string]string{
	"SVG ": "has pictures in SVG for letters", "COLR": "has letters in colours", "CPAL": "has letters in colours",
	"CBDT": "has pictures for letters", "CBLC": "has pictures for letters", "sbix": "has pictures for letters",
	"EBDT": "has pictures for letters", "EBLC": "has pictures for letters", "bdat": "has pictures for letters",
	"CFF ": "has PostScript outlines", "CFF2": "has PostScript outlines",
	"fvar": "is a variable font", "gvar": "is a variable font",
}

// fontNeeded are the tables without which there is no text.
var fontNeeded = []string{"cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp"}

const (
	maxTables     = 64
	maxWide       = 16 // times the size of the font, of one glyph; the name of God is 11 in some
	maxHigh       = 4  // the same, of a line
	maxGlyphs     = 65_535
	maxComposite  = 6         // glyphs within each other
	maxPoints     = 20_000    // of one glyph and its parts
	maxFontPoints = 4_000_000 // of all of them
)

func (fonts) types() []string { return []string{".ttf"} }

// fontRead are the tables that the window needs. Others are left out, such as those for letters in columns, names, hints
// for printers, and rules in Apple's own way: whatever is not there leads nowhere.
var fontRead = append([]string{"OS/2", "GDEF", "GSUB", "GPOS", "kern"}, fontNeeded...)

func (fonts) pass(_ string, data []byte) ([]byte, []Finding) {
	tables, err := checkFont(data)
	if err != nil {
		code, args := codeOf("font", []any{err})
		return nil, []Finding{{Text: err.Error(), Code: code, Args: args}}
	}
	return tables.bytes(), nil
}

// fontTables are the tables of a font by tag.
type fontTables map[string][]byte

// bytes is a font of the tables that are read.
func (t fontTables) bytes() []byte {
	be := binary.BigEndian
	var tags []string
	for tag, content := range t {
		if len(content) > 0 && slices.Contains(fontRead, tag) {
			tags = append(tags, tag)
		}
	}
	slices.Sort(tags)
	b := append(be.AppendUint16([]byte("\x00\x01\x00\x00"), uint16(len(tags))), make([]byte, 6+16*len(tags))...)
	for i, tag := range tags {
		record := b[12+16*i:]
		copy(record, tag)
		be.PutUint32(record[8:], uint32(len(b)))
		be.PutUint32(record[12:], uint32(len(t[tag])))
		b = append(append(b, t[tag]...), make([]byte, -len(t[tag])&3)...)
	}
	return b
}

// checkFont gives the tables of a font that is in order.
func checkFont(data []byte) (fontTables, error) {
	if len(data) > MaxFont {
		return nil, because(FileLarge, Args{"Most": strconv.Itoa(MaxFont >> 10)}, "is larger than %d KiB; leave out characters that nobody needs", MaxFont>>10)
	}
	tables, err := readTables(data)
	if err != nil {
		return nil, err
	}
	for _, tag := range fontNeeded {
		if len(tables[tag]) == 0 {
			return nil, because(FileDamaged, nil, "is a damaged font: it has no table %s; take another file", tag)
		}
	}
	if os2 := tables["OS/2"]; len(os2) >= 10 && binary.BigEndian.Uint16(os2[8:])&0xF == 2 {
		return nil, because(FontLicence, nil, "may not be embedded, by its licence (OS/2 fsType); take another font")
	}
	if err := tables.checkGlyphs(); err != nil {
		return nil, err
	}
	return tables, tables.checkRules()
}

// readTables reads the directory of an sfnt. The lengths in it are believed only where they fit into the file.
func readTables(data []byte) (fontTables, error) {
	if len(data) < 12 {
		return nil, because(FontType, nil, "is no font; take a TrueType file")
	}
	switch magic := string(data[:4]); {
	case magic == "OTTO":
		return nil, because(FontType, nil, "has PostScript outlines; take the TrueType file of the font")
	case magic == "ttcf":
		return nil, because(FontType, nil, "is a collection of fonts; take the file of one font")
	case magic == "wOFF" || magic == "wOF2":
		return nil, because(FontType, nil, "is a font for web pages; take the TrueType file of the font")
	case magic != "\x00\x01\x00\x00" && magic != "true":
		return nil, because(FontType, nil, "is no font; take a TrueType file")
	}
	count := int(binary.BigEndian.Uint16(data[4:]))
	if count == 0 || count > maxTables || 12+16*count > len(data) {
		return nil, because(FileDamaged, nil, "is a damaged font: the list of its tables is not right; take another file")
	}
	tables := fontTables{}
	total := 0
	for i := range count {
		record := data[12+16*i:]
		tag := string(record[:4])
		offset, length := uint64(binary.BigEndian.Uint32(record[8:])), uint64(binary.BigEndian.Uint32(record[12:]))
		if why, refused := fontRefused[tag]; refused {
			return nil, because(FontType, nil, "%s (table %s); take a font with plain TrueType outlines", why, strings.TrimSpace(tag))
		}
		if offset+length > uint64(len(data)) || offset < uint64(12+16*count) {
			return nil, because(FileDamaged, nil, "is a damaged font: table %s lies outside of the file; take another one", shown(tag))
		}
		if _, twice := tables[tag]; twice {
			return nil, because(FileDamaged, nil, "is a damaged font: table %s is there twice; take another one", shown(tag))
		}
		if total += int(length); total > len(data) {
			return nil, because(FileDamaged, nil, "is a damaged font: its tables overlap; take another one")
		}
		tables[tag] = data[offset : offset+length]
	}
	return tables, nil
}

// checkGlyphs looks at the outlines as far as one may lead to another: a glyph that is made of itself has no end.
func (t fontTables) checkGlyphs() error {
	damaged := func(table string) error {
		return because(FileDamaged, nil, "is a damaged font: table %s is not right; take another file", table)
	}
	head, maxp, hhea := t["head"], t["maxp"], t["hhea"]
	if len(head) < 54 || binary.BigEndian.Uint32(head[12:]) != 0x5F0F3CF5 || binary.BigEndian.Uint16(head[50:]) > 1 {
		return damaged("head")
	}
	if em := t.em(); em < 64 || em > 16_384 {
		return damaged("head")
	}
	if len(maxp) < 6 || len(hhea) < 36 {
		return damaged("maxp")
	}
	count := int(binary.BigEndian.Uint16(maxp[4:]))
	advances := int(binary.BigEndian.Uint16(hhea[34:]))
	if count == 0 || count > maxGlyphs {
		return damaged("maxp")
	}
	if advances == 0 || advances > count || len(t["hmtx"]) < 4*advances+2*(count-advances) {
		return damaged("hmtx")
	}
	if !t.measured(advances) {
		return errors.New("has letters or lines of more than any size; take another font")
	}
	glyphs, err := t.glyphs(count, binary.BigEndian.Uint16(head[50:]) != 0)
	if err != nil {
		return damaged("loca")
	}
	sizes := make([]int, count) // points of each glyph and its parts; 0: not known yet, -1: being counted
	total := 0
	for i := range glyphs {
		n, err := parts(glyphs, sizes, i, 0)
		if err != nil {
			return err
		}
		if total += n; total > maxFontPoints {
			return errors.New("has letters with too many points in all; leave out characters that nobody needs")
		}
	}
	return nil
}

// checkRules looks at what says which glyph a character has, and what becomes of glyphs beside each other.
func (t fontTables) checkRules() error {
	damaged := func(table string) error {
		return because(FileDamaged, nil, "is a damaged font: table %s leads astray; take another file", table)
	}
	if !checkCharacters(t["cmap"]) {
		return damaged("cmap")
	}
	if !pairsOf(t["kern"], t.em()) {
		delete(t, "kern")
	}
	clean, sets, ok := markSetsIn(t["GDEF"])
	if !ok {
		return damaged("GDEF")
	}
	t["GDEF"] = clean
	for _, tag := range []string{"GSUB", "GPOS"} {
		if t[tag], ok = checkLayout(t[tag], tag == "GPOS", sets, t.em()); !ok {
			return damaged(tag)
		}
	}
	return nil
}

// em is the size of the font in its own units.
func (t fontTables) em() int { return int(binary.BigEndian.Uint16(t["head"][18:])) }

// measured says whether letters and lines are as large as some are: the window makes room for what a font says.
func (t fontTables) measured(advances int) bool {
	for i := range advances {
		if int(binary.BigEndian.Uint16(t["hmtx"][4*i:])) > maxWide*t.em() {
			return false
		}
	}
	lines := [][]byte{t["hhea"][4:10]} // above, below and between
	if os2 := t["OS/2"]; len(os2) >= 78 {
		lines = append(lines, os2[68:74])
		if within(os2[74:78], 1<<16) > maxHigh*t.em() { // without a sign
			return false
		}
	}
	for _, line := range lines {
		if within(line, 1<<15) > maxHigh*t.em() {
			return false
		}
	}
	return true
}

// within is the largest of some 16 bit numbers, either side of zero; those from a limit on are below it.
func within(b []byte, negative int) int {
	most := 0
	for ; len(b) >= 2; b = b[2:] {
		n := int(binary.BigEndian.Uint16(b))
		if n >= negative {
			n = 1<<16 - n
		}
		most = max(most, n)
	}
	return most
}

// glyphs cuts glyf by the offsets in loca.
func (t fontTables) glyphs(count int, long bool) ([][]byte, error) {
	wrong := errors.New("loca")
	loca, glyf := t["loca"], t["glyf"]
	width := 2
	if long {
		width = 4
	}
	if len(loca) < width*(count+1) {
		return nil, wrong
	}
	at := func(i int) int {
		if long {
			return int(binary.BigEndian.Uint32(loca[4*i:]))
		}
		return 2 * int(binary.BigEndian.Uint16(loca[2*i:]))
	}
	glyphs := make([][]byte, count)
	for i := range glyphs {
		from, to := at(i), at(i+1)
		if from < 0 || from > to || to > len(glyf) {
			return nil, wrong
		}
		glyphs[i] = glyf[from:to]
	}
	return glyphs, nil
}

// Flags of a part of a composite glyph.
const (
	argsAreWords = 0x0001
	haveScale    = 0x0008
	moreParts    = 0x0020
	haveXYScale  = 0x0040
	haveTwoByTwo = 0x0080
)

// points counts those of a simple glyph: the last one of each contour is named, in order.
func points(g []byte) (int, error) {
	contours, last := int(binary.BigEndian.Uint16(g)), -1
	if len(g) < 10+2*contours {
		return 0, because(FileDamaged, nil, "is a damaged font: an outline is cut off; take another file")
	}
	for i := range contours {
		end := int(binary.BigEndian.Uint16(g[10+2*i:]))
		if end < last {
			return 0, because(FileDamaged, nil, "is a damaged font: an outline goes back; take another file")
		}
		last = end
	}
	if last >= maxPoints {
		return 0, errors.New("has letters with too many points; take another font")
	}
	return last + 1, nil
}

// parts counts the points of a glyph and of those that it is put together from.
func parts(glyphs [][]byte, sizes []int, i, depth int) (int, error) {
	g := glyphs[i]
	switch {
	case sizes[i] > 0:
		return sizes[i], nil
	case sizes[i] < 0 || depth > maxComposite:
		return 0, errors.New("has letters that are made of each other without end; take another font")
	case len(g) > 0 && len(g) < 10:
		return 0, because(FileDamaged, nil, "is a damaged font: an outline is cut off; take another file")
	case len(g) == 0:
		sizes[i] = 1
		return 1, nil
	case int16(binary.BigEndian.Uint16(g)) >= 0:
		n, err := points(g)
		sizes[i] = 1 + n
		return 1 + n, err
	}
	sizes[i] = -1
	total := 0
	for at := 10; ; {
		if at+4 > len(g) {
			return 0, because(FileDamaged, nil, "is a damaged font: an outline is cut off; take another file")
		}
		flags, part := binary.BigEndian.Uint16(g[at:]), int(binary.BigEndian.Uint16(g[at+2:]))
		if part >= len(glyphs) {
			return 0, because(FileDamaged, nil, "is a damaged font: an outline leads to none; take another file")
		}
		n, err := parts(glyphs, sizes, part, depth+1)
		if err != nil {
			return 0, err
		}
		if total += n; total > maxPoints {
			return 0, errors.New("has letters that are put together from too many parts; take another font")
		}
		if flags&moreParts == 0 {
			break
		}
		at += 6
		if flags&argsAreWords != 0 {
			at += 2
		}
		switch {
		case flags&haveScale != 0:
			at += 2
		case flags&haveXYScale != 0:
			at += 4
		case flags&haveTwoByTwo != 0:
			at += 8
		}
	}
	sizes[i] = total
	return total, nil
}

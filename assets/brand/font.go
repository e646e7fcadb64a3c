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
	maxTables = 64
	maxGlyphs = 65_535
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

// checkRules looks at what says which glyph a character has, and what becomes of glyphs beside each other.
func (t fontTables) checkRules() error {
	damaged := func(table string) error {
		return because(FileDamaged, nil, "is a damaged font: table %s leads astray; take another file", table)
	}
	if !checkCharacters(t["cmap"]) {
		return damaged("cmap")
	}
	if tooWide := t.tooWide(); tooWide != nil && !lettersFit(t["cmap"], tooWide) {
		return errors.New("has letters that are wider than words; take another font")
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
		if t[tag], ok = checkLayout(t[tag], tag == "GPOS", sets, t.em(), t.tooWide()); !ok {
			return damaged(tag)
		}
	}
	return nil
}

// em is the size of the font in its own units.
func (t fontTables) em() int { return int(binary.BigEndian.Uint16(t["head"][18:])) }

package brand

import (
	"encoding/binary"
	"errors"
)

// This file looks at the letters of a font: how large they say that they are, and how much there is to draw of each. What a
// letter costs is the way that its outline takes, back and forth, and not the room between its ends.

const (
	maxComposite  = 6         // glyphs within each other
	maxPoints     = 20_000    // of one glyph and its parts
	maxFontPoints = 4_000_000 // of all of them

	// The others are times the size of the font.
	maxWide   = 16  // one glyph; the name of God is 11 in some
	maxLetter = 5   // one glyph that is no such phrase
	maxHigh   = 4   // above or below the line
	maxLine   = 3.5 // a line with the room to the next
	maxPath   = 600 // the way around all that one glyph is drawn of
)

// outline is what is known of a glyph and its parts, in units of the font.
type outline struct {
	points int     // 0: not known yet; -1: being counted
	x, y   float64 // how far it reaches, to either side
	path   float64 // the way around it, in steps along the axes
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
	known, em := make([]outline, count), float64(t.em())
	total := 0
	for i := range glyphs {
		o, err := outlineOf(glyphs, known, i, 0)
		switch {
		case err != nil:
			return err
		case o.x > maxWide*em || o.y > maxHigh*em:
			return errors.New("has letters that reach far beyond their line; take another font")
		case o.path > maxPath*em:
			return errors.New("has letters with endless outlines; take a font that is drawn more simply")
		}
		if total += o.points; total > maxFontPoints {
			return errors.New("has letters with too many points in all; leave out characters that nobody needs")
		}
	}
	return nil
}

// measured says whether letters and lines are as large as some are: the window makes room for what a font says.
func (t fontTables) measured(advances int) bool {
	em := t.em()
	for i := range advances {
		if t.advance(i) > maxWide*em {
			return false
		}
	}
	lines := [][]byte{t["hhea"][4:10]} // above, below and between
	if os2 := t["OS/2"]; len(os2) >= 78 {
		lines = append(lines, os2[68:74])
		if within(os2[74:78], 1<<16) > maxHigh*em { // without a sign
			return false
		}
	}
	for _, line := range lines {
		all := 0
		for i := 0; i < len(line); i += 2 {
			all += within(line[i:i+2], 1<<15)
		}
		if float64(all) > maxLine*float64(em) {
			return false
		}
	}
	return true
}

// advance is how wide a glyph says that it is.
func (t fontTables) advance(i int) int { return int(binary.BigEndian.Uint16(t["hmtx"][4*i:])) }

// tooWide tells the glyphs that are wider than a letter is; nil when there are none.
func (t fontTables) tooWide() func(glyph int) bool {
	last := int(binary.BigEndian.Uint16(t["hhea"][34:])) - 1
	is := func(glyph int) bool { return t.advance(min(glyph, last)) > maxLetter*t.em() }
	for i := range last + 1 {
		if is(i) {
			return is
		}
	}
	return nil
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

package brand

import (
	"encoding/binary"
	"errors"
	"math"
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

// Flags of a point, and of a part of a composite glyph.
const (
	pointShortX  = 0x02
	pointShortY  = 0x04
	pointRepeats = 0x08
	pointSameX   = 0x10 // or a short one to the right
	pointSameY   = 0x20

	argsAreWords = 0x0001
	argsAreMoves = 0x0002
	haveScale    = 0x0008
	moreParts    = 0x0020
	haveXYScale  = 0x0040
	haveTwoByTwo = 0x0080
)

var errCutOff = because(FileDamaged, nil, "is a damaged font: an outline is cut off; take another file")

// outlineOf looks at a glyph and at those that it is put together from.
func outlineOf(glyphs [][]byte, known []outline, i, depth int) (outline, error) {
	g := glyphs[i]
	switch {
	case known[i].points > 0:
		return known[i], nil
	case known[i].points < 0 || depth > maxComposite:
		return outline{}, errors.New("has letters that are made of each other without end; take another font")
	case len(g) > 0 && len(g) < 10:
		return outline{}, errCutOff
	case len(g) == 0:
		known[i].points = 1
		return known[i], nil
	case int16(binary.BigEndian.Uint16(g)) >= 0:
		o, err := simpleOutline(g)
		known[i] = o
		return o, err
	}
	known[i].points = -1
	whole := outline{}
	for at := 10; ; {
		if at+4 > len(g) {
			return outline{}, errCutOff
		}
		flags, index := binary.BigEndian.Uint16(g[at:]), int(binary.BigEndian.Uint16(g[at+2:]))
		if index >= len(glyphs) {
			return outline{}, because(FileDamaged, nil, "is a damaged font: an outline leads to none; take another file")
		}
		part, err := outlineOf(glyphs, known, index, depth+1)
		if err != nil {
			return outline{}, err
		}
		size, ok := whole.join(part, flags, g[at+4:])
		if !ok {
			return outline{}, errCutOff
		}
		if whole.points > maxPoints {
			return outline{}, errors.New("has letters that are put together from too many parts; take another font")
		}
		if flags&moreParts == 0 {
			break
		}
		at += 4 + size
	}
	known[i] = whole
	return whole, nil
}

// join puts a part into an outline, where and as large as its arguments say, and returns how long those are.
func (o *outline) join(part outline, flags uint16, args []byte) (size int, ok bool) {
	size, scales := 2, 0
	if flags&argsAreWords != 0 {
		size = 4
	}
	switch {
	case flags&haveScale != 0:
		scales = 1
	case flags&haveXYScale != 0:
		scales = 2
	case flags&haveTwoByTwo != 0:
		scales = 4
	}
	if len(args) < size+2*scales {
		return 0, false
	}
	x, y := o.x+part.x, o.y+part.y // as far as one point may be from another
	switch {
	case flags&argsAreMoves == 0:
	case size == 4:
		x, y = float64(within(args[:2], 1<<15)), float64(within(args[2:4], 1<<15))
	default:
		x, y = math.Abs(float64(int8(args[0]))), math.Abs(float64(int8(args[1])))
	}
	var by [4]float64 // without signs
	for i := range scales {
		by[i] = float64(within(args[size+2*i:size+2*i+2], 1<<15)) / (1 << 14)
	}
	xx, xy, yx, yy := 1.0, 0.0, 0.0, 1.0
	switch scales {
	case 1:
		xx, yy = by[0], by[0]
	case 2:
		xx, yy = by[0], by[1]
	case 4:
		xx, xy, yx, yy = by[0], by[1], by[2], by[3]
	}
	stretch := max(xx+xy, yx+yy)
	o.points += part.points
	o.path += part.path * stretch
	o.x = max(o.x, xx*part.x+yx*part.y+x*max(stretch, 1)) // the move may be stretched too
	o.y = max(o.y, xy*part.x+yy*part.y+y*max(stretch, 1))
	return size + 2*scales, true
}

// simpleOutline follows the points of a glyph: the last one of each contour is named, in order; then come instructions,
// the flags of all points, and how far each is from the one before.
func simpleOutline(g []byte) (outline, error) {
	contours, last := int(binary.BigEndian.Uint16(g)), -1
	if len(g) < 10+2*contours {
		return outline{}, errCutOff
	}
	for i := range contours {
		end := int(binary.BigEndian.Uint16(g[10+2*i:]))
		if end < last {
			return outline{}, because(FileDamaged, nil, "is a damaged font: an outline goes back; take another file")
		}
		last = end
	}
	if last >= maxPoints {
		return outline{}, errors.New("has letters with too many points; take another font")
	}
	o := outline{points: last + 2}
	if contours == 0 {
		return o, nil
	}
	rest := g[10+2*contours:]
	if len(rest) < 2 || len(rest) < 2+int(binary.BigEndian.Uint16(rest)) {
		return outline{}, errCutOff
	}
	flags, rest, ok := pointFlags(rest[2+int(binary.BigEndian.Uint16(rest)):], last+1)
	if !ok {
		return outline{}, errCutOff
	}
	reachX, pathX, rest, okX := alongAxis(flags, rest, pointShortX, pointSameX)
	reachY, pathY, _, okY := alongAxis(flags, rest, pointShortY, pointSameY)
	if !okX || !okY {
		return outline{}, errCutOff
	}
	o.x, o.y, o.path = reachX, reachY, 2*(pathX+pathY) // there, and back to where each contour begins
	return o, nil
}

func pointFlags(b []byte, n int) (flags, rest []byte, ok bool) {
	flags = make([]byte, 0, n)
	for len(flags) < n {
		if len(b) == 0 {
			return nil, nil, false
		}
		flag, times := b[0], 1
		b = b[1:]
		if flag&pointRepeats != 0 {
			if len(b) == 0 {
				return nil, nil, false
			}
			times, b = 1+int(b[0]), b[1:]
		}
		for range min(times, n-len(flags)) {
			flags = append(flags, flag)
		}
	}
	return flags, b, true
}

// alongAxis follows the points along one axis.
func alongAxis(flags, b []byte, short, same byte) (reach, path float64, rest []byte, ok bool) {
	at := 0
	for _, flag := range flags {
		step := 0
		switch {
		case flag&short != 0:
			if len(b) < 1 {
				return 0, 0, nil, false
			}
			if step, b = int(b[0]), b[1:]; flag&same == 0 {
				step = -step
			}
		case flag&same == 0:
			if len(b) < 2 {
				return 0, 0, nil, false
			}
			step, b = int(int16(binary.BigEndian.Uint16(b))), b[2:]
		}
		at += step
		reach, path = max(reach, math.Abs(float64(at))), path+math.Abs(float64(step))
	}
	return reach, path, b, true
}

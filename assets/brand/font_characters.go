package brand

// This file looks at the tables of a font that say which glyph a character has (cmap), and which pairs of glyphs stand
// closer or wider (kern).

// checkCharacters looks at cmap. Kinds that nothing uses any more are not taken.
func checkCharacters(b []byte) bool {
	w := &tableWalk{b: b}
	w.each(4, w.u16(2), 8, func(at int) {
		sub := w.u32(at + 4)
		switch w.u16(sub) {
		case 0:
			w.need(sub, 6+256)
		case 4:
			w.segments(sub)
		case 6:
			w.need(sub+10, 2*w.u16(sub+8))
		case 10:
			w.block(sub+20, w.u32(sub+16), 2)
		case 12, 13:
			last := -1
			if n := w.u32(sub + 12); w.block(sub+16, n, 12) {
				w.each(sub+16, n, 12, func(at int) {
					from, to := w.u32(at), w.u32(at+4)
					w.must(from > last && to >= from && to <= 0x10FFFF)
					last = to
				})
			}
		case 14:
			w.variants(sub)
		default:
			w.must(false)
		}
	})
	return !w.wrong
}

// block says whether a list is there; the product of lengths that are too large would not be.
func (w *tableWalk) block(at, n, size int) bool {
	w.must(n <= len(w.b))
	return !w.wrong && w.need(at, n*size)
}

// segments looks at a subtable of format 4.
func (w *tableWalk) segments(at int) {
	double := w.u16(at + 6)
	w.must(double > 0 && double%2 == 0)
	last := -1
	for i := 0; i < double && !w.wrong; i += 2 {
		to, from := w.u16(at+14+i), w.u16(at+16+double+i)
		place := at + 16 + 3*double + i
		w.must(to > last && from <= to && from > last)
		last = to
		if offset := w.u16(place); offset != 0 && offset != 0xFFFF {
			w.must(offset >= double-i)
			w.need(place+offset, 2*(to-from+1))
		}
	}
}

// variants looks at a subtable of format 14.
func (w *tableWalk) variants(at int) {
	n := w.u32(at + 6)
	if !w.block(at+10, n, 11) {
		return
	}
	for i := range n {
		for j, size := range []int{4, 5} {
			offset := w.u32(at + 10 + 11*i + 3 + 4*j)
			if list := at + offset; offset > 0 && !w.block(list+4, w.u32(list), size) {
				return
			}
		}
	}
}

// pairsOf says whether kern is nothing but lists of pairs, which come closer or go apart by no more than is to be seen.
func pairsOf(b []byte, em int) bool {
	w := &tableWalk{b: b}
	w.must(len(b) >= 4 && w.u16(0) == 0)
	at := 4
	for i := 0; i < w.u16(2) && !w.wrong; i++ {
		n := w.u16(at + 6)
		w.must(w.u16(at) == 0 && w.u16(at+4)>>8 == 0 && w.need(at+14, 6*n) && w.u16(at+2) == 14+6*n)
		w.each(at+14, n, 6, func(at int) { w.must(within(b[at+4:at+6], 1<<15) <= maxMove*em) })
		at += w.u16(at + 2)
	}
	return !w.wrong
}

// phrases are the characters that stand for whole phrases, and may be as wide as one (Unicode, Arabic Presentation Forms-A).
const firstPhrase, lastPhrase = 0xFB50, 0xFDFF

// lettersFit says whether no character but those of phrases leads to a glyph that is too wide for a letter. The characters
// are known to be in order.
func lettersFit(b []byte, tooWide func(glyph int) bool) bool {
	w := &tableWalk{b: b}
	leads := func(char, glyph int) {
		w.must(char >= firstPhrase && char <= lastPhrase || !tooWide(glyph))
	}
	w.each(4, w.u16(2), 8, func(at int) {
		sub := w.u32(at + 4)
		switch w.u16(sub) {
		case 0:
			for i := 0; i < 256 && w.need(sub, 6+256); i++ {
				leads(i, int(w.b[sub+6+i]))
			}
		case 4:
			w.eachInSegments(sub, leads)
		case 6:
			for i := 0; i < w.u16(sub+8) && !w.wrong; i++ {
				leads(w.u16(sub+6)+i, w.u16(sub+10+2*i))
			}
		case 10:
			for i := 0; i < w.u32(sub+16) && !w.wrong; i++ {
				leads(w.u32(sub+12)+i, w.u16(sub+20+2*i))
			}
		case 12, 13:
			step := 13 - w.u16(sub)
			w.each(sub+16, w.u32(sub+12), 12, func(at int) {
				for from, i := w.u32(at), 0; from+i <= w.u32(at+4) && i < maxGlyphs && !w.wrong; i++ {
					leads(from+i, w.u32(at+8)+i*step)
				}
			})
		case 14:
			w.eachVariant(sub, leads)
		}
	})
	return !w.wrong
}

// eachInSegments goes through the characters of a subtable of format 4.
func (w *tableWalk) eachInSegments(at int, leads func(char, glyph int)) {
	double := w.u16(at + 6)
	for i := 0; i < double && !w.wrong; i += 2 {
		to, from, delta := w.u16(at+14+i), w.u16(at+16+double+i), w.u16(at+16+2*double+i)
		place := at + 16 + 3*double + i
		offset := w.u16(place)
		for char := from; char <= to && offset != 0xFFFF && !w.wrong; char++ {
			glyph := char
			if offset != 0 {
				glyph = w.u16(place + offset + 2*(char-from))
			}
			if offset == 0 || glyph != 0 {
				leads(char, (glyph+delta)&0xFFFF)
			}
		}
	}
}

// eachVariant goes through the glyphs of a subtable of format 14 that are not those of the characters alone.
func (w *tableWalk) eachVariant(at int, leads func(char, glyph int)) {
	w.each(at+10, w.u32(at+6), 11, func(record int) {
		if offset := w.u32(record + 7); offset > 0 {
			list := at + offset
			w.each(list+4, w.u32(list), 5, func(at int) { leads(w.u32(at)>>8, w.u16(at+3)) })
		}
	})
}

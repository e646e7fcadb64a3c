package brand

import (
	"encoding/binary"
	"slices"
)

// This file looks at the tables of a font that say how letters join, combine and stand beside each other: GDEF, GSUB and
// GPOS (OpenType 1.9, chapter 2). The reader of the window follows them with every word that is drawn, and believes every
// index and count in them. So each is followed here first: nothing may lead out of its table, no rule to a rule that leads
// back to it, and nothing may stand for much more than its bytes.

const (
	maxReads     = 4 << 20 // numbers in one of the tables, those counted again that several offsets lead to
	maxRuleDepth = 8       // rules that lead to rules
	maxRuleCost  = 4_096   // rules that one letter can lead to
	maxSequence  = 16      // letters that one is replaced with
	maxMarkClass = 1_024
	maxGrowth    = 16_384 // letters that one can become, if every rule takes it
	maxMove      = 4      // times the size of the font, by one rule
	maxMoves     = 256    // the same, by all rules
)

// tableWalk reads the numbers of one table. What lies outside, or is not as it must be, makes it wrong for good.
type tableWalk struct {
	b     []byte
	reads int
	wrong bool
}

func (w *tableWalk) u16(at int) int {
	if !w.need(at, 2) {
		return 0
	}
	return int(binary.BigEndian.Uint16(w.b[at:]))
}

func (w *tableWalk) u32(at int) int {
	if !w.need(at, 4) {
		return 0
	}
	return int(binary.BigEndian.Uint32(w.b[at:]))
}

// need says whether so many bytes are there.
func (w *tableWalk) need(at, size int) bool {
	w.reads += 1 + size/8
	w.must(w.reads <= maxReads && at >= 0 && size >= 0 && at+size <= len(w.b))
	return !w.wrong
}

func (w *tableWalk) must(ok bool) { w.wrong = w.wrong || !ok }

// each goes through a list of numbers until something is wrong.
func (w *tableWalk) each(at, n, size int, do func(at int)) {
	for i := 0; i < n && w.need(at+i*size, size); i++ {
		do(at + i*size)
	}
}

// to is where an offset leads that must lead somewhere.
func (w *tableWalk) to(base, at int) int {
	offset := w.u16(at)
	w.must(offset > 0)
	return base + offset
}

// offsets goes through offsets of a list; those that lead nowhere are left out.
func (w *tableWalk) offsets(base, at, n int, do func(at int)) {
	w.each(at, n, 2, func(at int) {
		if offset := w.u16(at); offset > 0 {
			do(base + offset)
		}
	})
}

// coverage is for how many glyphs one has a number, which may be in any order.
func (w *tableWalk) coverage(at int) int {
	n, most := w.u16(at+2), 0
	switch w.u16(at) {
	case 1:
		w.need(at+4, 2*n)
		return n
	case 2:
		w.each(at+4, n, 6, func(at int) {
			from, to := w.u16(at), w.u16(at+2)
			w.must(to >= from)
			most = max(most, w.u16(at+4)+to-from+1)
		})
		return most
	}
	w.must(false)
	return 0
}

func (w *tableWalk) coverages(base, at, n int) {
	w.each(at, n, 2, func(at int) { w.coverage(w.to(base, at)) })
}

// classes is how many classes a definition of them has, with the one of all other glyphs.
func (w *tableWalk) classes(at int) int {
	most := 0
	switch w.u16(at) {
	case 1:
		n := w.u16(at + 4)
		w.must(w.u16(at+2)+n <= 1<<16)
		w.each(at+6, n, 2, func(at int) { most = max(most, w.u16(at)) })
	case 2:
		w.each(at+4, w.u16(at+2), 6, func(at int) { most = max(most, w.u16(at+4)) })
	default:
		w.must(false)
	}
	return most + 1
}

// device is a correction by size, which takes as many bits as it says.
func (w *tableWalk) device(at int) {
	from, to, format := w.u16(at), w.u16(at+2), w.u16(at+4)
	switch {
	case format == 0x8000: // of a variable font, which this one is not
	case format >= 1 && format <= 3 && to >= from:
		w.need(at+6, ((to-from+1)<<format+15)/16*2)
	default:
		w.must(false)
	}
}

// markSetsIn looks at GDEF and says how many sets of marks are in it. What only editors of text use is taken out of it, and
// so is what only variable fonts have.
func markSetsIn(gdef []byte) (clean []byte, sets int, ok bool) {
	if len(gdef) == 0 {
		return nil, 0, true
	}
	w := &tableWalk{b: append([]byte(nil), gdef...)}
	minor := w.u16(2)
	w.must(w.u16(0) == 1 && w.need(0, 12))
	if w.wrong {
		return nil, 0, false
	}
	for _, at := range []int{4, 10} { // of glyphs, of marks
		if offset := w.u16(at); offset > 0 {
			w.classes(offset)
		}
	}
	copy(w.b[6:10], make([]byte, 4)) // points for attachments, carets in ligatures
	if minor >= 2 && w.u16(12) > 0 {
		at := w.u16(12)
		w.must(w.u16(at) == 1)
		sets = w.u16(at + 2)
		w.each(at+4, sets, 4, func(place int) {
			offset := w.u32(place)
			w.must(offset > 0)
			w.coverage(at + offset)
		})
	}
	copy(w.b[2:4], []byte{0, byte(min(minor, 2))}) // what varies came later
	return w.b, sets, !w.wrong
}

// layoutWalk is a walk through GSUB or GPOS.
type layoutWalk struct {
	tableWalk
	position bool      // it is GPOS
	lookups  int       // how many there are
	rules    [][][]int // by lookup: the lookups that each of its rules leads to
	costs    []int     // of the dearest rule of each lookup, as far as is known; -1: being counted
	markSets int
	em       int
	tooWide  func(glyph int) bool // for a letter; nil: none is
	growth   int                  // letters that one can become by the lookups so far
	sequence int                  // by the one in hand
	moves    int                  // units that letters can move by the lookups so far
	move     int                  // by the one in hand
	tried    map[int]bool         // lookups that are tried on letters which they do not cover
	at       int                  // the lookup in hand
}

// triedFeatures are those of the scripts of India whose rules are tried before it is known what they cover.
var triedFeatures = []string{"rphf", "pref", "blwf", "pstf", "vatu"}

// checkLayout looks at GSUB or GPOS. What makes one glyph of many may make one that is wider than a letter.
func checkLayout(b []byte, position bool, markSets, em int, tooWide func(glyph int) bool) (clean []byte, ok bool) {
	if len(b) == 0 {
		return nil, true
	}
	w := &layoutWalk{tableWalk: tableWalk{b: append([]byte(nil), b...)}, position: position, markSets: markSets, em: em, tooWide: tooWide, growth: 1, tried: map[int]bool{}}
	w.must(w.u16(0) == 1)
	list := w.to(0, 8)
	w.lookups = w.u16(list)
	features := w.features(w.to(0, 6))
	w.scripts(w.to(0, 4), features)
	w.rules, w.costs = make([][][]int, w.lookups), make([]int, w.lookups)
	w.each(list+2, w.lookups, 2, func(at int) {
		w.sequence, w.move = 1, 0
		w.lookup(w.to(list, at))
		w.growth, w.moves = w.growth*w.sequence, w.moves+w.move
		w.must(w.growth <= maxGrowth && w.move <= maxMove*em && w.moves <= maxMoves*em)
		w.at++
	})
	for i := 0; i < w.lookups && !w.wrong; i++ {
		w.cost(i, 0)
	}
	if w.wrong {
		return nil, false
	}
	copy(w.b[2:4], []byte{0, 0}) // what varies came later
	return w.b, true
}

// fits looks at a list of glyphs that stand for one.
func (w *layoutWalk) fits(at, n int) {
	if w.tooWide != nil {
		w.each(at, n, 2, func(at int) { w.must(!w.tooWide(w.u16(at))) })
	}
}

// indices are numbers below a limit, behind their count.
func (w *layoutWalk) indices(at, limit int) {
	w.each(at+2, w.u16(at), 2, func(at int) { w.must(w.u16(at) < limit) })
}

func (w *layoutWalk) features(list int) int {
	n := w.u16(list)
	w.each(list+2, n, 6, func(at int) {
		feature := list + w.u16(at+4)
		if w.indices(feature+2, w.lookups); !w.wrong && slices.Contains(triedFeatures, string(w.b[at:at+4])) {
			w.each(feature+4, w.u16(feature+2), 2, func(at int) { w.tried[w.u16(at)] = true })
		}
	})
	return n
}

func (w *layoutWalk) scripts(list, features int) {
	system := func(at int) {
		required := w.u16(at + 2)
		w.must(required == 0xFFFF || required < features)
		w.indices(at+4, features)
	}
	w.each(list+2, w.u16(list), 6, func(at int) {
		script := list + w.u16(at+4)
		w.offsets(script, script, 1, system)
		w.each(script+4, w.u16(script+2), 6, func(at int) { system(script + w.u16(at+4)) })
	})
}

// lookup looks at its subtables, which are all of one kind.
func (w *layoutWalk) lookup(at int) {
	kind, flags, n := w.u16(at), w.u16(at+2), w.u16(at+4)
	if flags&0x10 != 0 {
		w.must(w.u16(at+6+2*n) < w.markSets)
	}
	extension, inner := 7, 0
	if w.position {
		extension = 9
	}
	w.each(at+6, n, 2, func(place int) {
		sub, kind := w.to(at, place), kind
		if kind == extension {
			kind = w.u16(sub + 2)
			w.must(w.u16(sub) == 1 && kind != extension && (inner == 0 || inner == kind))
			inner = kind
			offset := w.u32(sub + 4)
			w.must(offset > 0)
			sub += offset
		}
		if w.wrong {
			return
		}
		if w.position {
			w.positioning(kind, sub)
		} else {
			w.substitution(kind, sub)
		}
	})
}

// cost counts the rules that one of a lookup can lead to, at most.
func (w *layoutWalk) cost(i, depth int) int {
	switch {
	case w.costs[i] > 0:
		return w.costs[i]
	case w.costs[i] < 0 || depth > maxRuleDepth:
		w.must(false)
		return 1
	}
	w.costs[i] = -1
	most := 1
	for _, rule := range w.rules[i] {
		total := 1
		for _, j := range rule {
			total += w.cost(j, depth+1)
			if w.must(total <= maxRuleCost); w.wrong {
				return 1
			}
		}
		most = max(most, total)
	}
	w.costs[i] = most
	return most
}

package brand

// This file is the kinds of rules in GSUB and GPOS, see font_layout.go.

// substitution looks at a subtable of GSUB.
func (w *layoutWalk) substitution(kind, at int) {
	format := w.u16(at)
	switch {
	case kind == 1 && format == 1:
		w.coverage(w.to(at, at+2))
		w.shifted(w.to(at, at+2), w.u16(at+4))
	case kind == 1 && format == 2:
		w.coverage(w.to(at, at+2))
		w.need(at+6, 2*w.u16(at+4))
		w.fits(at+6, w.u16(at+4))
	case kind == 2 && format == 1: // one by several
		w.sets(at, func(set int) {
			n := w.u16(set)
			w.must(n <= maxSequence)
			w.sequence = max(w.sequence, n)
			w.need(set+2, 2*n)
			w.fits(set+2, n)
		})
	case kind == 3 && format == 1: // one by one of several
		w.sets(at, func(set int) {
			w.need(set+2, 2*w.u16(set))
			w.fits(set+2, w.u16(set))
		})
	case kind == 4 && format == 1: // several by one
		w.sets(at, func(set int) {
			w.offsets(set, set+2, w.u16(set), func(ligature int) {
				parts := w.u16(ligature + 2)
				w.must(parts > 0)
				if parts*maxLetter < maxWide {
					w.fits(ligature, 1)
				}
				w.need(ligature+4, 2*(parts-1))
			})
		})
	case kind == 5:
		w.context(at, format)
	case kind == 6:
		w.chain(at, format)
	case kind == 8 && format == 1: // from the end
		n := w.coverage(w.to(at, at+2))
		before := w.u16(at + 4)
		w.coverages(at, at+6, before)
		behind := at + 6 + 2*before
		after := w.u16(behind)
		w.coverages(at, behind+2, after)
		by := behind + 2 + 2*after
		w.must(w.u16(by) == n)
		w.need(by+2, 2*n)
		w.fits(by+2, n)
	default:
		w.must(false)
	}
}

// shifted looks at the glyphs that are some numbers behind those of a coverage.
func (w *layoutWalk) shifted(at, by int) {
	if w.tooWide == nil {
		return
	}
	size := 2 // of a glyph, or of a first one, a last one and a number
	if w.u16(at) == 2 {
		size = 6
	}
	w.each(at+4, w.u16(at+2), size, func(at int) {
		to := w.u16(at)
		if size == 6 {
			to = w.u16(at + 2)
		}
		for glyph := w.u16(at); glyph <= to && !w.wrong; glyph++ {
			w.must(!w.tooWide((glyph + by) & 0xFFFF))
		}
	})
}

// positioning looks at a subtable of GPOS.
func (w *layoutWalk) positioning(kind, at int) {
	format := w.u16(at)
	switch {
	case kind == 1 && format == 1:
		w.coverage(w.to(at, at+2))
		w.value(at, at+6, w.u16(at+4))
	case kind == 1 && format == 2:
		n, values := w.coverage(w.to(at, at+2)), w.u16(at+4)
		w.must(w.u16(at+6) >= n)
		w.each(at+8, w.u16(at+6), valueSize(values), func(place int) { w.value(at, place, values) })
	case kind == 2 && format == 1: // pairs
		first, second := w.u16(at+4), w.u16(at+6)
		w.must(w.u16(at+8) >= w.coverage(w.to(at, at+2)))
		w.all(at, at+10, w.u16(at+8), func(set int) {
			w.each(set+2, w.u16(set), 2+valueSize(first)+valueSize(second), func(at int) {
				w.moved(at+2, first)
				w.moved(at+2+valueSize(first), second)
			})
		})
	case kind == 2 && format == 2: // pairs of classes
		w.coverage(w.to(at, at+2))
		rows, columns := w.u16(at+12), w.u16(at+14)
		w.must(w.classes(w.to(at, at+8)) <= rows)
		w.must(w.classes(w.to(at, at+10)) <= columns)
		first, second := w.u16(at+4), w.u16(at+6)
		if size := valueSize(first) + valueSize(second); size > 0 {
			w.each(at+16, rows*columns, size, func(at int) {
				w.moved(at, first)
				w.moved(at+valueSize(first), second)
			})
		}
	case kind == 3 && format == 1: // from letter to letter
		n := w.coverage(w.to(at, at+2))
		w.must(w.u16(at+4) >= n)
		w.offsets(at, at+6, 2*w.u16(at+4), w.anchor)
	case (kind == 4 || kind == 6) && format == 1: // marks on letters, and on marks
		classes := w.marks(at)
		n, base := w.coverage(w.to(at, at+4)), w.to(at, at+10)
		w.must(w.u16(base) >= n)
		w.offsets(base, base+2, w.u16(base)*classes, w.anchor)
	case kind == 5 && format == 1: // marks on ligatures
		classes := w.marks(at)
		n, ligatures := w.coverage(w.to(at, at+4)), w.to(at, at+10)
		w.must(w.u16(ligatures) >= n)
		w.offsets(ligatures, ligatures+2, w.u16(ligatures), func(ligature int) {
			w.offsets(ligature, ligature+2, w.u16(ligature)*classes, w.anchor)
		})
	case kind == 7:
		w.context(at, format)
	case kind == 8:
		w.chain(at, format)
	default:
		w.must(false)
	}
}

// sets goes through what there is for every glyph of a coverage.
func (w *layoutWalk) sets(at int, do func(at int)) {
	n := w.coverage(w.to(at, at+2))
	w.must(w.u16(at+4) >= max(n, 1))
	w.offsets(at, at+6, w.u16(at+4), do)
}

// all is offsets, none of which may lead nowhere.
func (w *layoutWalk) all(base, at, n int, do func(at int)) {
	w.each(at, n, 2, func(at int) { do(w.to(base, at)) })
}

// marks looks at the marks of an attachment, and says how many classes of them there are.
func (w *layoutWalk) marks(at int) int {
	n, classes, list := w.coverage(w.to(at, at+2)), w.u16(at+6), w.to(at, at+8)
	w.must(w.u16(list) >= n && classes <= maxMarkClass)
	w.each(list+2, w.u16(list), 4, func(place int) {
		w.must(w.u16(place) < classes)
		w.anchor(w.to(list, place+2))
	})
	return classes
}

func (w *layoutWalk) anchor(at int) {
	if w.need(at+2, 4) {
		w.must(within(w.b[at+2:at+6], 1<<15) <= maxWide*w.em)
	}
	switch w.u16(at) {
	case 1:
		w.need(at+2, 4)
	case 2:
		w.need(at+2, 6)
	case 3:
		w.need(at+2, 8)
		w.offsets(at, at+6, 2, w.device)
	default:
		w.must(false)
	}
}

// valueSize is how many bytes a value of some format has.
func valueSize(format int) int {
	size := 0
	for ; format > 0; format >>= 1 {
		size += 2 * (format & 1)
	}
	return size
}

// moved notes how far a value moves a letter.
func (w *layoutWalk) moved(at, format int) {
	if size := valueSize(format & 0xF); w.need(at, size) {
		w.move = max(w.move, within(w.b[at:at+size], 1<<15))
	}
}

func (w *layoutWalk) value(base, at, format int) {
	w.need(at, valueSize(format))
	w.moved(at, format)
	devices := format >> 4 & 0xF
	w.offsets(base, at+valueSize(format&0xF), valueSize(devices)/2, w.device)
}

// context looks at rules about the letters beside each other.
func (w *layoutWalk) context(at, format int) {
	rule := func(at int) {
		letters, calls := w.u16(at), w.u16(at+2)
		w.must(letters > 0)
		w.need(at+4, 2*(letters-1))
		w.leads(at+4+2*(letters-1), calls)
	}
	rules := func(set int) { w.offsets(set, set+2, w.u16(set), rule) }
	switch format {
	case 1:
		w.sets(at, rules)
	case 2:
		w.coverage(w.to(at, at+2))
		classes := w.classes(w.to(at, at+4)) // letters that only come later may be of more classes than have rules
		w.must(!w.tried[w.at] || classes <= w.u16(at+6))
		w.offsets(at, at+8, w.u16(at+6), rules)
	case 3:
		letters, calls := w.u16(at+2), w.u16(at+4)
		w.must(letters > 0)
		w.coverages(at, at+6, letters)
		w.leads(at+6+2*letters, calls)
	default:
		w.must(false)
	}
}

// chain is context, with the letters before and behind.
func (w *layoutWalk) chain(at, format int) {
	before, behind := true, true // may be asked for
	rule := func(at int) {
		n := w.u16(at)
		w.must(n == 0 || before)
		w.need(at+2, 2*n)
		at += 2 + 2*n
		n = w.u16(at)
		w.must(n > 0)
		w.need(at+2, 2*(n-1))
		at += 2 * n
		n = w.u16(at)
		w.must(n == 0 || behind)
		w.need(at+2, 2*n)
		at += 2 + 2*n
		w.leads(at+2, w.u16(at))
	}
	rules := func(set int) { w.offsets(set, set+2, w.u16(set), rule) }
	switch format {
	case 1:
		w.sets(at, rules)
	case 2:
		w.coverage(w.to(at, at+2))
		before, behind = w.u16(at+4) > 0, w.u16(at+8) > 0
		w.offsets(at, at+4, 1, func(at int) { w.classes(at) })
		classes := w.classes(w.to(at, at+6))
		w.must(!w.tried[w.at] || classes <= w.u16(at+10))
		w.offsets(at, at+8, 1, func(at int) { w.classes(at) })
		w.offsets(at, at+12, w.u16(at+10), rules)
	case 3:
		place := at + 2
		for part := range 3 {
			n := w.u16(place)
			w.must(n > 0 || part != 1)
			w.coverages(at, place+2, n)
			place += 2 + 2*n
		}
		w.leads(place+2, w.u16(place))
	default:
		w.must(false)
	}
}

// leads notes the lookups that a rule leads to.
func (w *layoutWalk) leads(at, n int) {
	var rule []int
	w.each(at, n, 4, func(at int) {
		to := w.u16(at + 2)
		w.must(to < w.lookups)
		rule = append(rule, to)
	})
	if len(rule) > 0 && !w.wrong {
		w.rules[w.at] = append(w.rules[w.at], rule)
	}
}

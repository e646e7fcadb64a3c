package app

import (
	"slices"

	"github.com/vestibule-app/vestibule/assets/brand"
)

// This file says what the painters of the wall draw, and when.

// change shows a pack. Nil, or the one that is on show, changes nothing.
func (w *studioWall) change(p *brand.Pack) {
	if p == nil || p == w.from {
		return
	}
	before, shown := w.pack, w.packed
	if w.from = p; w.idle() {
		if w.prepare(); shown != nil && slices.Equal(before, w.pack) {
			return
		}
	}
	w.renew()
}

// idle says that nothing is awaited.
func (w *studioWall) idle() bool {
	return !slices.ContainsFunc(w.slots, func(sl *slot) bool { return len(sl.awaited) > 0 })
}

// prepare makes what goes to the painters. It waits until something does: of many changes in a row only few are drawn.
func (w *studioWall) prepare() {
	if w.from == nil || w.packed == w.from && w.spoken == w.lang {
		return
	}
	if p, files, err := pack(w.from); err == nil {
		w.pack, w.files, w.fonts, w.packed, w.spoken = p, files, fontsOf(w.from, w.lang), w.from, w.lang
	}
}

// renew has everything drawn anew.
func (w *studioWall) renew() {
	if w.from == nil {
		return
	}
	w.version++
	w.order(true)
}

// order tells the painters what to draw next: what can be seen, then the rest.
func (w *studioWall) order(newer bool) {
	if w.version == 0 {
		return
	}
	if w.s.view != nil {
		if newer {
			w.s.orderView()
		}
		return
	}
	seen := w.grid.seen()
	for _, sl := range w.slots {
		if len(sl.awaited) > 0 {
			sl.again = sl.again || newer || w.lacks(sl, seen)
			continue
		}
		if !newer && !w.lacks(sl, seen) {
			continue
		}
		w.send(sl, seen)
	}
	w.progress()
}

// lacks says whether something that can be seen was drawn from something older, and is not about to come.
func (w *studioWall) lacks(sl *slot, seen []string) bool {
	return slices.ContainsFunc(seen, func(name string) bool { return sl.cells[name].version < w.version })
}

func (w *studioWall) send(sl *slot, seen []string) {
	var first, rest []string
	for _, name := range w.names {
		switch c := sl.cells[name]; {
		case c.version == w.version && c.exact:
		case slices.Contains(seen, name):
			first = append(first, name)
			sl.awaited[name] = true
		default:
			rest = append(rest, name)
		}
	}
	sl.again = false
	w.prepare()
	_, wide := w.grid.columns()
	sl.painter.paint(drawing{
		Serial: w.version, Pack: w.pack, Files: w.files, Lang: w.lang, Look: sl.look, Size: w.size, Scale: w.grid.scale(wide),
		Names: append(first, rest...), Sketch: len(first),
	}, w.fonts)
}

// hung is a picture that has come.
func (w *studioWall) hung(sl *slot, d drawn) {
	if v := w.s.view; v != nil && v.hung(w, sl, d) {
		return
	}
	c := sl.cells[d.Name]
	if c == nil || d.Serial < c.version || d.Whole {
		return
	}
	c.version, c.exact = d.Serial, !d.Sketch
	c.image.set(d.image())
	w.came(sl, d.Name)
	w.progress()
	w.recovered()
}

// came orders what is newer, once all that was awaited is there.
func (w *studioWall) came(sl *slot, name string) {
	if delete(sl.awaited, name); len(sl.awaited) > 0 || !sl.again {
		return
	}
	if w.s.view != nil {
		w.s.sendView(sl)
		return
	}
	w.send(sl, w.grid.seen())
}

// forget awaits nothing of what was ordered: something else is looked at now.
func (w *studioWall) forget() {
	for _, sl := range w.slots {
		clear(sl.awaited)
		sl.again = false
	}
}

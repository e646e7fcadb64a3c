package brand

import (
	"encoding/binary"
	"errors"
	"math"
)

// This file follows the points of the letters of a font (OpenType 1.9, chapter 5, glyf).

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

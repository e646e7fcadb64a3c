package brand

import (
	"errors"
	"fmt"
	"math"
	"strings"
)

// viewBox is the part of the plane that a picture shows.
type viewBox struct{ x, y, w, h float64 }

// beyond is how many times the size of the picture something may lie outside of it.
const beyond = 8

// holds says whether a point is near enough to the picture to be drawn in sensible time. NaN is not.
func (b viewBox) holds(x, y float64) bool {
	return x >= b.x-beyond*b.w && x <= b.x+(1+beyond)*b.w && y >= b.y-beyond*b.h && y <= b.y+(1+beyond)*b.h
}

// frame takes the size of the picture.
func (c *svgCheck) frame(values map[string]string) {
	number := func(name string) float64 {
		f, _ := svgNumber(strings.TrimSuffix(values[name], "px"))
		return f
	}
	c.box = viewBox{w: number("width"), h: number("height")}
	if s, ok := values["viewBox"]; ok {
		n, err := svgNumbers(s, 4)
		if err != nil || len(n) != 4 {
			c.wrong("viewBox must be four numbers, such as 0 0 160 40")
			return
		}
		c.box = viewBox{n[0], n[1], n[2], n[3]}
	}
	switch b := c.box; {
	case !(b.w >= 1 && b.h >= 1):
		c.wrong("has no size; give svg a viewBox such as 0 0 160 40")
	case b.w/b.h > 40 || b.h/b.w > 40:
		c.wrong("is more than 40 times as long as it is high, or the other way round; give svg another viewBox")
	}
}

// shape holds every point of a shape against the picture.
func (c *svgCheck) shape(name string, values map[string]string) {
	n := func(attribute string) float64 {
		f, _ := svgNumber(strings.TrimSuffix(values[attribute], "px"))
		return f
	}
	switch name {
	case "rect":
		if n("width") < 0 || n("height") < 0 {
			c.wrong("a rect has a negative size; draw it the other way round")
		}
		c.point(n("x"), n("y"))
		c.point(n("x")+n("width"), n("y")+n("height"))
		c.point(n("x")+n("rx"), n("y")+n("ry"))
	case "circle", "ellipse":
		rx, ry := n("rx"), n("ry")
		if name == "circle" {
			rx, ry = n("r"), n("r")
		}
		if !(rx >= tiny && ry >= tiny) {
			c.wrong("%s has no size; take it out or give it a radius", name)
		}
		c.point(n("cx")-rx, n("cy")-ry)
		c.point(n("cx")+rx, n("cy")+ry)
	case "line":
		c.point(n("x1"), n("y1"))
		c.point(n("x2"), n("y2"))
	case "polyline", "polygon":
		points, err := svgNumbers(values["points"], MaxSVG)
		if err != nil || len(points)%2 != 0 {
			c.wrong("points of %s must be pairs of numbers; export it again", name)
			return
		}
		c.count(len(points) / 2)
		for i := 0; i < len(points); i += 2 {
			c.point(points[i], points[i+1])
		}
	case "path":
		if err := c.trace(values["d"]); err != nil {
			c.wrong("d of path %v", err)
		}
	}
	if width := n("stroke-width"); width > c.box.w+c.box.h {
		c.wrong("stroke-width of %s is wider than the picture; draw a shape instead", name)
	}
}

// tiny is the smallest radius; renderers divide by it.
const tiny = 1e-3

func (c *svgCheck) count(segments int) {
	if c.segments += segments; c.segments > MaxSegments {
		c.wrong("%v", because(SVGLarge, nil, "has more than %d points; simplify the drawing", MaxSegments))
	}
}

// point holds a point, where it is drawn, against the picture.
func (c *svgCheck) point(x, y float64) {
	if x, y = c.matrices[len(c.matrices)-1].apply(x, y); !c.box.holds(x, y) {
		c.wrong("has a shape far outside of its viewBox; take it out")
	}
}

// gradient takes the name of a gradient and looks at its size.
func (c *svgCheck) gradient(values map[string]string) {
	if id := values["id"]; id != "" {
		c.gradients[id] = true
	}
	if r, ok := values["r"]; ok {
		if f, _ := svgNumber(strings.TrimSuffix(strings.TrimSuffix(r, "%"), "px")); f < tiny {
			c.wrong("radialGradient has no size; give it a radius")
		}
	}
}

// matrix is an affine transformation: x' = ax + cy + e, y' = bx + dy + f.
type matrix struct{ a, b, c, d, e, f float64 }

var identityMatrix = matrix{a: 1, d: 1}

func (m matrix) apply(x, y float64) (float64, float64) {
	return m.a*x + m.c*y + m.e, m.b*x + m.d*y + m.f
}

func (m matrix) times(n matrix) matrix {
	return matrix{m.a*n.a + m.c*n.b, m.b*n.a + m.d*n.b, m.a*n.c + m.c*n.d, m.b*n.c + m.d*n.d,
		m.a*n.e + m.c*n.f + m.e, m.b*n.e + m.d*n.f + m.f}
}

// sane says whether a picture under it keeps a size that can be drawn.
func (m matrix) sane() bool {
	det := math.Abs(m.a*m.d - m.b*m.c)
	largest := max(math.Abs(m.a), math.Abs(m.b), math.Abs(m.c), math.Abs(m.d))
	return det >= 1e-6 && largest <= 1_000 && math.Abs(m.e) <= 10*MaxNumber && math.Abs(m.f) <= 10*MaxNumber
}

func (c *svgCheck) transform(s string) error {
	m, err := svgTransform(s)
	if err != nil {
		return err
	}
	m = c.matrices[len(c.matrices)-1].times(m)
	if !m.sane() {
		return errors.New("makes the drawing far too large or too small; draw it in the size of the viewBox")
	}
	c.matrices[len(c.matrices)-1] = m
	return nil
}

func svgGradientTransform(_ *svgCheck, s string) error {
	m, err := svgTransform(s)
	if err == nil && !m.sane() {
		err = errors.New("makes the gradient far too large or too small")
	}
	return err
}

// svgTransform reads a list of transformations.
func svgTransform(s string) (matrix, error) {
	wrong := errors.New("is no transformation that is drawn; export it again")
	m := identityMatrix
	for rest := s; strings.TrimSpace(rest) != ""; {
		name, after, opened := strings.Cut(rest, "(")
		inside, behind, closed := strings.Cut(after, ")")
		n, err := svgNumbers(inside, 6)
		if !opened || !closed || err != nil {
			return m, wrong
		}
		name = strings.TrimLeft(name, " ,\t\r\n")
		step := identityMatrix
		switch {
		case name == "translate" && len(n) == 1:
			step.e = n[0]
		case name == "translate" && len(n) == 2:
			step.e, step.f = n[0], n[1]
		case name == "scale" && len(n) == 1:
			step.a, step.d = n[0], n[0]
		case name == "scale" && len(n) == 2:
			step.a, step.d = n[0], n[1]
		case name == "rotate" && (len(n) == 1 || len(n) == 3):
			sin, cos := math.Sincos(n[0] * math.Pi / 180)
			step = matrix{cos, sin, -sin, cos, 0, 0}
			if len(n) == 3 {
				step = matrix{1, 0, 0, 1, n[1], n[2]}.times(step).times(matrix{1, 0, 0, 1, -n[1], -n[2]})
			}
		case name == "skewX" && len(n) == 1:
			step.c = math.Tan(n[0] * math.Pi / 180)
		case name == "skewY" && len(n) == 1:
			step.b = math.Tan(n[0] * math.Pi / 180)
		case name == "matrix" && len(n) == 6:
			step = matrix{n[0], n[1], n[2], n[3], n[4], n[5]}
		default:
			return m, wrong
		}
		if m = m.times(step); !m.sane() {
			return m, errors.New("makes the drawing far too large or too small; draw it in the size of the viewBox")
		}
		rest = behind
	}
	return m, nil
}

// svgArity is how many numbers a command of a path takes.
var svgArity = map[byte]int{'m': 2, 'l': 2, 'h': 1, 'v': 1, 'c': 6, 's': 4, 'q': 4, 't': 2, 'a': 7, 'z': 0}

// trace follows a path, command by command.
func (c *svgCheck) trace(d string) error {
	var x, y, startX, startY float64
	open := false
	for i := 0; i < len(d); {
		if strings.IndexByte(" ,\t\r\n", d[i]) >= 0 {
			i++
			continue
		}
		command := d[i] | 0x20
		arity, known := svgArity[command]
		if !known || d[i] < 'A' {
			return fmt.Errorf("has %s where a command is needed; export it again", shown(string(rune(d[i]))))
		}
		if !open && command != 'm' {
			return errors.New("must begin each of its parts with M; export it again")
		}
		end := i + 1
		for end < len(d) && (d[end] < 'A' || d[end] == 'e') {
			end++
		}
		n, err := svgNumbers(d[i+1:end], 7*MaxSegments)
		relative := d[i] >= 'a'
		i = end
		switch {
		case err != nil:
			return err
		case arity == 0 && len(n) == 0:
			x, y, open = startX, startY, false
			continue
		case arity == 0 || len(n) == 0 || len(n)%arity != 0:
			return errors.New("has a wrong count of numbers; export it again, without compact flags of arcs")
		}
		if c.count(len(n) / arity); len(c.found) > 0 {
			return nil
		}
		for first := true; len(n) > 0; n, first = n[arity:], false {
			p := n[:arity]
			if command == 'a' {
				if p[0] < tiny || p[1] < tiny || (p[3] != 0 && p[3] != 1) || (p[4] != 0 && p[4] != 1) {
					return errors.New("has an arc without a size, or flags that are not 0 or 1; export it again, without compact flags")
				}
				c.point(x+p[0], y+p[1])
				p = p[5:]
			}
			switch command {
			case 'h':
				p = []float64{p[0], 0}
				if !relative {
					p[1] = y
				}
			case 'v':
				p = []float64{0, p[0]}
				if !relative {
					p[0] = x
				}
			}
			baseX, baseY := 0.0, 0.0
			if relative {
				baseX, baseY = x, y
			}
			for j := 0; j+1 < len(p); j += 2 {
				c.point(baseX+p[j], baseY+p[j+1])
			}
			if command == 'a' && baseX+p[0] == x && baseY+p[1] == y {
				return errors.New("has an arc that ends where it begins; draw a circle instead")
			}
			x, y = baseX+p[len(p)-2], baseY+p[len(p)-1]
			if command == 'm' && first {
				startX, startY, open = x, y, true
			}
			if len(c.found) > 0 {
				return nil
			}
		}
	}
	return nil
}

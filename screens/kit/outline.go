package kit

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"image"
	"io"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/fyne-io/oksvg"
	"github.com/srwiley/rasterx"
	"golang.org/x/image/math/fixed"
)

// Drawable is an SVG that Fyne draws as it is meant, from one that SVG describes: with the outline of every stroke in
// the place of the stroke, because Fyne draws a stroke as many pixels wide as it has units, however large the picture is,
// and with both radii of a rectangle and both factors of a scale where one was given for both. What needs none of it, and
// what cannot be read, comes back as it is.
func Drawable(svg []byte) []byte {
	o := outliner{}
	if err := o.read(svg); err != nil || !o.changed {
		return svg
	}
	return o.out.Bytes()
}

// maxOutline is how many corners all strokes of a picture may come to, beyond which they stay strokes.
const maxOutline = 50_000

// outlineSteps is how many pixels the longer side of a picture has while strokes are followed. With twice as many the
// corners of lines overflow.
const outlineSteps = 256

// paint is what a shape inherits.
type paint struct {
	attributes   map[string]string // fill, fill-rule and all that begins with stroke, as far as it is inherited
	transforms   []string          // from the outermost to the innermost
	fills, lines float64           // opacity
}

// outliner writes the shapes of a picture one after the other, each with all that it inherits.
type outliner struct {
	out     bytes.Buffer
	scale   float64
	corners int
	changed bool
}

func (o *outliner) read(svg []byte) error {
	decoder := xml.NewDecoder(bytes.NewReader(svg))
	stack := []paint{{fills: 1, lines: 1}}
	verbatim := 0 // how deep inside of something that is copied
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		switch token := token.(type) {
		case xml.StartElement:
			name := token.Name.Local
			inner := stack[len(stack)-1].with(token.Attr)
			stack = append(stack, inner)
			o.changed = o.changed || slices.ContainsFunc(token.Attr, func(a xml.Attr) bool { return oneFactor.MatchString(a.Value) })
			switch {
			case name == "svg":
				o.scale = outlineSteps / max(longerSide(token.Attr), 1)
				o.open(name, token.Attr, func(a string) bool { return !slices.Contains(inherited, a) && !strings.HasSuffix(a, "opacity") })
			case verbatim > 0 || name == "defs" || strings.HasSuffix(name, "Gradient"):
				verbatim++
				o.open(name, token.Attr, nil)
			case name != "g" && name != "title" && name != "desc":
				if err := o.shape(token, inner); err != nil {
					return err
				}
			}
		case xml.EndElement:
			stack = stack[:len(stack)-1]
			if verbatim > 0 || token.Name.Local == "svg" {
				verbatim = max(verbatim-1, 0)
				fmt.Fprintf(&o.out, "</%s>", token.Name.Local)
			}
		}
	}
}

// inherited are the attributes of painting; opacity multiplies and transform is joined instead.
var inherited = []string{"fill", "fill-rule", "stroke", "stroke-width", "stroke-linecap", "stroke-linejoin", "stroke-miterlimit"}

// oneFactor is a scale for both axes.
var oneFactor = regexp.MustCompile(`scale\(\s*([^\s,()]+)\s*\)`)

func (p paint) with(attributes []xml.Attr) paint {
	p.attributes = maps.Clone(p.attributes)
	if p.attributes == nil {
		p.attributes = map[string]string{}
	}
	for _, a := range attributes {
		share, err := strconv.ParseFloat(a.Value, 64)
		switch name := a.Name.Local; {
		case slices.Contains(inherited, name):
			p.attributes[name] = a.Value
		case name == "transform":
			p.transforms = append(slices.Clone(p.transforms), a.Value)
		case err != nil:
		case name == "opacity":
			p.fills, p.lines = p.fills*share, p.lines*share
		case name == "fill-opacity":
			p.fills *= share
		case name == "stroke-opacity":
			p.lines *= share
		}
	}
	return p
}

// shape writes the fill of an element and then its stroke.
func (o *outliner) shape(e xml.StartElement, p paint) error {
	var geometry []xml.Attr
	for _, a := range e.Attr {
		if n := a.Name.Local; !slices.Contains(inherited, n) && n != "transform" && !strings.HasSuffix(n, "opacity") {
			geometry = append(geometry, a)
		}
	}
	if e.Name.Local == "rect" {
		geometry = o.rounded(geometry)
	}
	if p.attributes["fill"] != "none" {
		filled := append(slices.Clone(geometry), attr("fill", p.attributes["fill"]), attr("fill-rule", p.attributes["fill-rule"]), opacity(p.fills))
		o.draw(e.Name.Local, filled, p.transforms)
	}
	if stroke := p.attributes["stroke"]; stroke != "" && stroke != "none" {
		d, err := o.outline(e.Name.Local, geometry, p)
		if err != nil {
			return err
		}
		o.changed = true
		if d != "" {
			o.draw("path", []xml.Attr{attr("d", d), attr("fill", stroke), opacity(p.lines)}, p.transforms)
		}
	}
	return nil
}

// rounded has the radius of one axis hold for the other too, if that has none.
func (o *outliner) rounded(geometry []xml.Attr) []xml.Attr {
	find := func(name string) int {
		return slices.IndexFunc(geometry, func(a xml.Attr) bool { return a.Name.Local == name })
	}
	rx, ry := find("rx"), find("ry")
	switch {
	case rx >= 0 && ry < 0:
		o.changed = true
		return append(geometry, attr("ry", geometry[rx].Value))
	case ry >= 0 && rx < 0:
		o.changed = true
		return append(geometry, attr("rx", geometry[ry].Value))
	}
	return geometry
}

func attr(name, value string) xml.Attr { return xml.Attr{Name: xml.Name{Local: name}, Value: value} }

func opacity(share float64) xml.Attr {
	return attr("fill-opacity", strconv.FormatFloat(share, 'f', -1, 64))
}

// draw writes an element inside of what moves it.
func (o *outliner) draw(name string, attributes []xml.Attr, transforms []string) {
	for _, t := range transforms {
		o.open("g", []xml.Attr{attr("transform", t)}, nil)
	}
	o.open(name, attributes, nil)
	fmt.Fprintf(&o.out, "</%s>", name)
	o.out.WriteString(strings.Repeat("</g>", len(transforms)))
}

// open writes the beginning of an element with those of its attributes that are wanted and not empty.
func (o *outliner) open(name string, attributes []xml.Attr, wanted func(string) bool) {
	o.out.WriteString("<" + name)
	for _, a := range attributes {
		if a.Value == "" || wanted != nil && !wanted(a.Name.Local) {
			continue
		}
		fmt.Fprintf(&o.out, ` %s="`, a.Name.Local)
		_ = xml.EscapeText(&o.out, []byte(oneFactor.ReplaceAllString(a.Value, "scale($1 $1)"))) // a buffer takes everything
		o.out.WriteByte('"')
	}
	o.out.WriteString(">")
}

// outline is the path around the stroke of an element.
func (o *outliner) outline(name string, geometry []xml.Attr, p paint) (string, error) {
	lone := outliner{}
	stroke := []xml.Attr{attr("stroke", "#000"), attr("fill", "none")}
	for _, a := range inherited[3:] {
		stroke = append(stroke, attr(a, p.attributes[a]))
	}
	lone.out.WriteString(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1">`)
	lone.open(name, append(geometry, stroke...), nil)
	fmt.Fprintf(&lone.out, "</%s></svg>", name)
	icon, err := oksvg.ReadIconStream(&lone.out)
	if err != nil {
		return "", err
	}
	pen := &pen{edges: map[fixed.Point26_6][]fixed.Point26_6{}, most: maxOutline - o.corners}
	dasher := rasterx.NewDasher(1, 1, pen)
	for _, path := range icon.SVGPaths {
		if p.attributes["stroke-width"] == "" {
			path.LineWidth = 1 // what SVG says; the reader's own default is 2
		}
		if p.attributes["stroke-linejoin"] == "" {
			path.LineJoin = rasterx.Miter // and bevelled
		}
		if path.LineWidth <= 0 {
			continue
		}
		capped := path.LineCap
		if capped == nil {
			capped = rasterx.ButtCap
		}
		dasher.SetStroke(fixed.Int26_6(path.LineWidth*o.scale*64), fixed.Int26_6(path.MiterLimit*64), capped, capped, rasterx.FlatGap, path.LineJoin, nil, 0)
		path.Path.AddTo(&rasterx.MatrixAdder{Adder: dasher, M: rasterx.Identity.Scale(o.scale, o.scale)})
	}
	if pen.most < 0 {
		return "", errors.New("kit: the strokes of the picture have too many corners")
	}
	o.corners = maxOutline - pen.most
	return pen.loops(o.scale), nil
}

// longerSide is that of the picture in its own units.
func longerSide(attributes []xml.Attr) (side float64) {
	for _, a := range attributes {
		switch fields := strings.FieldsFunc(a.Value, func(r rune) bool { return r == ' ' || r == ',' }); {
		case a.Name.Local == "viewBox" && len(fields) == 4:
			wide, _ := strconv.ParseFloat(fields[2], 64)
			high, _ := strconv.ParseFloat(fields[3], 64)
			return max(wide, high)
		case a.Name.Local == "width" || a.Name.Local == "height":
			n, _ := strconv.ParseFloat(strings.TrimSuffix(a.Value, "px"), 64)
			side = max(side, n)
		}
	}
	return side
}

// pen collects the edges of what it is told to fill. It is a rasterx.Scanner: edges come in any order, and only all
// together do they go around something.
type pen struct {
	at    fixed.Point26_6
	from  []fixed.Point26_6 // where edges begin, in the order they came in
	edges map[fixed.Point26_6][]fixed.Point26_6
	most  int // edges that are left
}

// Start implements rasterx.Scanner.
func (p *pen) Start(a fixed.Point26_6) { p.at = a }

// Line implements rasterx.Scanner.
func (p *pen) Line(b fixed.Point26_6) {
	if p.most--; p.most < 0 || p.at == b {
		return
	}
	p.from = append(p.from, p.at)
	p.edges[p.at] = append(p.edges[p.at], b)
	p.at = b
}

// loops writes the edges as one path, each going on where another ends.
func (p *pen) loops(scale float64) string {
	var d strings.Builder
	to := func(command byte, at fixed.Point26_6) {
		d.WriteByte(command)
		d.WriteString(strconv.FormatFloat(float64(at.X)/64/scale, 'f', 4, 64))
		d.WriteByte(' ')
		d.WriteString(strconv.FormatFloat(float64(at.Y)/64/scale, 'f', 4, 64))
	}
	for _, at := range p.from {
		if len(p.edges[at]) == 0 {
			continue
		}
		to('M', at)
		for len(p.edges[at]) > 0 {
			next := p.edges[at][0]
			p.edges[at] = p.edges[at][1:]
			at = next
			to('L', at)
		}
		d.WriteByte('z')
	}
	return d.String()
}

// The rest of rasterx.Scanner is about pixels, of which there are none.

// Draw implements rasterx.Scanner.
func (p *pen) Draw() {}

// GetPathExtent implements rasterx.Scanner.
func (p *pen) GetPathExtent() fixed.Rectangle26_6 { return fixed.Rectangle26_6{} }

// SetBounds implements rasterx.Scanner.
func (p *pen) SetBounds(int, int) {}

// SetColor implements rasterx.Scanner.
func (p *pen) SetColor(any) {}

// SetWinding implements rasterx.Scanner.
func (p *pen) SetWinding(bool) {}

// Clear implements rasterx.Scanner.
func (p *pen) Clear() {}

// SetClip implements rasterx.Scanner.
func (p *pen) SetClip(image.Rectangle) {}

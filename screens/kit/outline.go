package kit

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
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

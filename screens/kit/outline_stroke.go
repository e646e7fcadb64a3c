package kit

import (
	"encoding/xml"
	"errors"
	"fmt"
	"image"
	"strconv"
	"strings"

	"github.com/fyne-io/oksvg"
	"github.com/srwiley/rasterx"
	"golang.org/x/image/math/fixed"
)

// outlineSteps is how many pixels the longer side of a picture has while strokes are followed. With twice as many the
// corners of lines overflow.
const outlineSteps = 256

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

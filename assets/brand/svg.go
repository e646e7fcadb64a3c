package brand

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// This file stands in front of every renderer of SVG: what is not on its lists is refused. A picture of 180 bytes that
// uses itself ends the process of one that is not asked (hajimehoshi/ebiten issue 3659), and no error can be caught there.

const svgSpace = "http://www.w3.org/2000/svg"

// svgInside says which elements may stand in which.
var (
	svgShapes    = []string{"path", "rect", "circle", "ellipse", "line", "polyline", "polygon"}
	svgGradients = []string{"linearGradient", "radialGradient"}
	svgTexts     = []string{"title", "desc"}
	svgGroups    = slices.Concat(svgShapes, svgTexts, svgGradients, []string{"g", "defs"})

	svgInside = map[string][]string{
		"": {"svg"}, "svg": svgGroups, "g": svgGroups, "defs": slices.Concat(svgGradients, svgTexts),
		"linearGradient": {"stop"}, "radialGradient": {"stop"},
	}
)

// svgRemedies are what to do about elements that drawing programs write.
var svgRemedies = map[string]string{
	"text": "turn letters into paths (outlines)", "tspan": "turn letters into paths (outlines)", "image": "draw it as shapes, or save the logo as PNG",
	"use": "expand copies (symbols) into shapes", "symbol": "expand copies (symbols) into shapes",
	"style": "export with presentation attributes instead of CSS", "filter": "leave effects out", "mask": "leave masks out", "clipPath": "leave clipping out",
	"metadata": `export as "plain SVG"`, "namedview": `export as "plain SVG"`, "pattern": "leave patterns out", "script": "leave it out",
}

// svgCheck is an SVG under examination.
type svgCheck struct {
	text      []byte
	decoder   *xml.Decoder
	found     []Finding
	path      []string // names of the open elements
	matrices  []matrix // of the open elements
	gradients map[string]bool
	ids       map[string]bool
	elements  int
	segments  int
	stops     int
	box       viewBox
}

// checkSVG says what is wrong with an SVG. Nothing of it is drawn.
func checkSVG(data []byte) []Finding {
	c := &svgCheck{text: data, gradients: map[string]bool{}, ids: map[string]bool{}, matrices: []matrix{identityMatrix}}
	if len(data) > MaxSVG {
		c.wrong("%v", because(SVGLarge, nil, "is larger than %d KiB; simplify the drawing, or save it as PNG", MaxSVG>>10))
		return c.found
	}
	if i := invalidUTF8(data); i >= 0 {
		return []Finding{{Line: lineAt(data, i), Text: "this is no UTF-8; export the SVG in that encoding", Code: FileEncoding}}
	}
	c.decoder = xml.NewDecoder(bytes.NewReader(data))
	for len(c.found) == 0 { // what comes after the first finding is not to be trusted
		token, err := c.decoder.Token()
		if errors.Is(err, io.EOF) {
			if c.elements == 0 {
				c.wrong("%v", because(FileDamaged, nil, "is no SVG; export it again"))
			}
			break
		}
		if err != nil {
			c.wrong("%v", because(FileDamaged, nil, "is no well-formed XML; export it again"))
			break
		}
		c.token(token)
	}
	return c.found
}

func (c *svgCheck) wrong(format string, args ...any) {
	line := 0
	if c.decoder != nil {
		line = lineAt(c.text, int(c.decoder.InputOffset()))
	}
	if len(c.found) == 0 {
		code, params := codeOf("svg", args)
		c.found = append(c.found, Finding{Line: line, Text: fmt.Sprintf(format, args...), Code: code, Args: params})
	}
}

func (c *svgCheck) token(token xml.Token) {
	switch t := token.(type) {
	case xml.StartElement:
		c.open(t)
	case xml.EndElement:
		if slices.Contains(svgGradients, t.Name.Local) && c.stops == 0 {
			c.wrong("a gradient has no stop; give it at least one colour")
		}
		c.path, c.matrices = c.path[:len(c.path)-1], c.matrices[:len(c.matrices)-1]
	case xml.CharData:
		if !slices.Contains(svgTexts, c.inside()) && len(bytes.TrimSpace(t)) > 0 {
			c.wrong("has text outside of title and desc; take it out")
		}
	case xml.ProcInst:
		declared := strings.ToLower(string(t.Inst))
		if t.Target != "xml" || c.elements > 0 || strings.Contains(declared, "encoding") && !strings.Contains(declared, "utf-8") {
			c.wrong("has a processing instruction; only <?xml …?> in UTF-8 at the top is taken")
		}
	case xml.Directive:
		c.wrong("has a DOCTYPE or an entity; take the line out")
	}
}

func (c *svgCheck) inside() string {
	if len(c.path) == 0 {
		return ""
	}
	return c.path[len(c.path)-1]
}

// open examines an element at its beginning.
func (c *svgCheck) open(e xml.StartElement) {
	name := e.Name.Local
	c.elements++
	switch {
	case e.Name.Space != svgSpace:
		c.wrong("%v", because(SVGNotPlain, nil, `has the element %s, which is no SVG; export as "plain SVG", with xmlns="%s"`, shown(name), svgSpace))
		return
	case c.elements > MaxElements:
		c.wrong("%v", because(SVGLarge, nil, "has more than %d elements; simplify the drawing", MaxElements))
		return
	case len(c.path) >= MaxDepth:
		c.wrong("%v", because(SVGLarge, nil, "has elements more than %d deep; ungroup some", MaxDepth))
		return
	case len(c.path) == 0 && c.elements > 1:
		c.wrong("has a second picture behind the first; take it out")
		return
	case !slices.Contains(svgInside[c.inside()], name) && !(slices.Contains(svgTexts, name) && slices.Contains(svgShapes, c.inside())):
		remedy := svgRemedies[name]
		if remedy == "" {
			remedy = "take it out"
		}
		place := c.inside()
		if place == "" {
			place = "an SVG"
		}
		code := SVGNotPlain
		if name == "text" || name == "tspan" {
			code = SVGLetters
		}
		c.wrong("%v", because(code, nil, "has the element %s in %s, which is not drawn; %s", shown(name), shown(place), remedy))
		return
	}
	c.path, c.matrices = append(c.path, name), append(c.matrices, c.matrices[len(c.matrices)-1])
	values := c.attributes(e)
	if len(c.found) > 0 {
		return
	}
	switch {
	case name == "svg":
		c.frame(values)
	case slices.Contains(svgGradients, name):
		c.stops = 0
		c.gradient(values)
	case name == "stop":
		c.stops++
	case slices.Contains(svgShapes, name):
		c.shape(name, values)
	}
}

// attributes holds the attributes of an element against the lists, and returns them by name.
func (c *svgCheck) attributes(e xml.StartElement) map[string]string {
	values := map[string]string{}
	for _, a := range e.Attr {
		name := a.Name.Local
		_, twice := values[name]
		switch {
		case a.Name.Space == "xmlns" || a.Name.Space == "" && name == "xmlns":
			continue // a declaration; what uses another one is refused
		case a.Name.Space == "http://www.w3.org/XML/1998/namespace" && name == "space":
			continue
		case a.Name.Space != "" || strings.Contains(name, ":"):
			c.wrong("%s %v", e.Name.Local, because(SVGNotPlain, nil, "has the attribute %s of another language; export as \"plain SVG\", without links", shown(name)))
		case twice:
			c.wrong("%s has %s twice; take one out", e.Name.Local, shown(name))
		case name == "style" || name == "class":
			c.wrong("%s %v", e.Name.Local, because(SVGNotPlain, nil, "has %s; export with presentation attributes (fill=\"…\") instead of CSS", name))
		case name == "href":
			c.wrong("%s %v", e.Name.Local, because(SVGNotPlain, nil, "has a link; take it out"))
		default:
			check := svgAttributes[name]
			if check == nil || !slices.Contains(check.on, e.Name.Local) && !slices.Contains(check.on, "*") {
				c.wrong("%s %v", e.Name.Local, because(SVGNotPlain, nil, "has the attribute %s, which is not drawn; take it out", shown(name)))
				break
			}
			if err := check.value(c, strings.TrimSpace(a.Value)); err != nil {
				c.wrong("%s of %s %v", name, e.Name.Local, err)
			}
			values[name] = strings.TrimSpace(a.Value)
		}
		if len(c.found) > 0 {
			break
		}
	}
	return values
}

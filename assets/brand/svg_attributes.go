package brand

import (
	"errors"
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// svgAttribute says where an attribute may stand and what it may be.
type svgAttribute struct {
	on    []string // elements; * for all
	value func(*svgCheck, string) error
}

var (
	onPaint  = slices.Concat(svgShapes, []string{"svg", "g"})
	onStroke = onPaint
)

// svgAttributes are all that is let through. Dashes are not: millions of them fit on one line.
var svgAttributes = map[string]*svgAttribute{
	"id": {[]string{"*"}, svgID}, "version": {[]string{"svg"}, svgForm(`^1\.[01]$|^2\.0$`)},
	"role": {[]string{"svg", "g"}, svgForm(`^[a-z]+$`)}, "aria-label": {[]string{"svg", "g"}, svgText}, "aria-hidden": {[]string{"svg", "g"}, svgForm(`^(true|false)$`)},
	"viewBox": {[]string{"svg"}, svgText}, "width": {[]string{"svg", "rect"}, svgLength}, "height": {[]string{"svg", "rect"}, svgLength},
	"preserveAspectRatio": {[]string{"svg"}, svgForm(`^[A-Za-z ]+$`)},
	"x":                   {[]string{"svg", "rect"}, svgLength}, "y": {[]string{"svg", "rect"}, svgLength},
	"rx": {[]string{"rect", "ellipse"}, svgPositive}, "ry": {[]string{"rect", "ellipse"}, svgPositive},
	"cx": {[]string{"circle", "ellipse", "radialGradient"}, svgFraction}, "cy": {[]string{"circle", "ellipse", "radialGradient"}, svgFraction},
	"r": {[]string{"circle", "radialGradient"}, svgFraction}, "fx": {[]string{"radialGradient"}, svgFraction}, "fy": {[]string{"radialGradient"}, svgFraction},
	"x1": {[]string{"line", "linearGradient"}, svgFraction}, "y1": {[]string{"line", "linearGradient"}, svgFraction},
	"x2": {[]string{"line", "linearGradient"}, svgFraction}, "y2": {[]string{"line", "linearGradient"}, svgFraction},
	"points": {[]string{"polyline", "polygon"}, svgAnything}, "d": {[]string{"path"}, svgAnything},
	"fill": {onPaint, svgPaint}, "stroke": {onPaint, svgPaint}, "color": {onPaint, svgColor},
	"fill-rule": {onPaint, svgForm(`^(nonzero|evenodd)$`)}, "clip-rule": {onPaint, svgForm(`^(nonzero|evenodd)$`)},
	"stroke-width": {onStroke, svgPositive}, "stroke-miterlimit": {onStroke, svgRange(1, 100)},
	"stroke-linecap": {onStroke, svgForm(`^(butt|round|square)$`)}, "stroke-linejoin": {onStroke, svgForm(`^(miter|round|bevel)$`)},
	"opacity": {onPaint, svgRange(0, 1)}, "fill-opacity": {onPaint, svgRange(0, 1)}, "stroke-opacity": {onPaint, svgRange(0, 1)},
	"transform": {slices.Concat(svgShapes, []string{"g"}), (*svgCheck).transform}, "gradientTransform": {svgGradients, svgGradientTransform},
	"gradientUnits": {svgGradients, svgForm(`^(userSpaceOnUse|objectBoundingBox)$`)}, "spreadMethod": {svgGradients, svgForm(`^(pad|reflect|repeat)$`)},
	"offset": {[]string{"stop"}, svgFraction}, "stop-color": {[]string{"stop"}, svgColor}, "stop-opacity": {[]string{"stop"}, svgRange(0, 1)},
}

func svgAnything(*svgCheck, string) error { return nil }

func svgForm(re string) func(*svgCheck, string) error {
	form := regexp.MustCompile(re)
	return func(_ *svgCheck, s string) error {
		if !form.MatchString(s) {
			return errors.New("has a value that is not drawn; take it out")
		}
		return nil
	}
}

func svgText(_ *svgCheck, s string) error {
	if len(s) > maxKey {
		return errors.New("is too long")
	}
	return nil
}

func svgID(c *svgCheck, s string) error {
	if c.ids[s] || s == "" {
		return errors.New("is empty or there twice; give every element its own")
	}
	c.ids[s] = true
	return svgText(c, s)
}

var svgColorRE = regexp.MustCompile(`^(#[0-9A-Fa-f]{3}|#[0-9A-Fa-f]{6}|none|rgb\([0-9]{1,3}, ?[0-9]{1,3}, ?[0-9]{1,3}\)|` +
	`black|white|gray|grey|silver|red|maroon|orange|yellow|olive|lime|green|aqua|teal|blue|navy|fuchsia|purple)$`)

func svgColor(_ *svgCheck, s string) error {
	if !svgColorRE.MatchString(s) {
		return errors.New("is no colour that is drawn; write it as #rrggbb")
	}
	return nil
}

// svgPaint is a colour, or a gradient of the same picture that stands above.
func svgPaint(c *svgCheck, s string) error {
	id, link := strings.CutPrefix(s, "url(")
	if !link {
		return svgColor(c, s)
	}
	id, closed := strings.CutSuffix(id, ")")
	id, local := strings.CutPrefix(id, "#")
	if !closed || !local || !c.gradients[id] {
		return errors.New("leads to no gradient that stands above it in the same picture; move the gradient up, or take the link out")
	}
	return nil
}

func svgLength(c *svgCheck, s string) error {
	_, err := svgNumber(strings.TrimSuffix(s, "px"))
	return err
}

func svgPositive(c *svgCheck, s string) error {
	f, err := svgNumber(strings.TrimSuffix(s, "px"))
	if err == nil && f < 0 {
		err = errors.New("must not be negative")
	}
	return err
}

// svgFraction is a length or, in a gradient, a part of one in percent.
func svgFraction(c *svgCheck, s string) error {
	if part, ok := strings.CutSuffix(s, "%"); ok && (slices.Contains(svgGradients, c.inside()) || c.inside() == "stop") {
		s = part
	}
	return svgLength(c, s)
}

func svgRange(least, most float64) func(*svgCheck, string) error {
	return func(_ *svgCheck, s string) error {
		f, err := svgNumber(s)
		if err == nil && (f < least || f > most) {
			err = fmt.Errorf("must be from %g to %g", least, most)
		}
		return err
	}
}

// svgNumber reads a number of a size that a drawing needs.
func svgNumber(s string) (float64, error) {
	f, err := strconv.ParseFloat(s, 64)
	switch {
	case len(s) > 40 || strings.Trim(s, "0123456789.e-+") != "" || errors.Is(err, strconv.ErrSyntax): // no NaN, Inf and 0x1p9
		return 0, fmt.Errorf("has %s where a plain number is needed", shown(s))
	case err != nil || math.Abs(f) > MaxNumber:
		return 0, fmt.Errorf("has a number beyond %d; draw it in a smaller viewBox", MaxNumber)
	}
	return f, nil
}

// svgNumbers reads the numbers of a list as renderers do: apart from each other by blanks, commas, a sign or a second dot.
func svgNumbers(s string, most int) ([]float64, error) {
	var all []float64
	for i := 0; i < len(s); {
		if strings.IndexByte(" ,\t\r\n+", s[i]) >= 0 {
			i++
			continue
		}
		end, dot, exponent := i, false, false
		for ; end < len(s); end++ {
			c := s[end]
			switch {
			case c >= '0' && c <= '9':
				continue
			case c == '.' && !dot && !exponent:
				dot = true
				continue
			case c == '-' && (end == i || s[end-1] == 'e'):
				continue
			case c == 'e' && !exponent && end > i:
				exponent = true
				continue
			}
			break
		}
		f, err := svgNumber(s[i:max(end, min(i+1, len(s)))])
		if err != nil {
			return nil, err
		}
		if all = append(all, f); len(all) > most {
			return nil, because(SVGLarge, nil, "has more than %d numbers; simplify the drawing", most)
		}
		i = end
	}
	return all, nil
}

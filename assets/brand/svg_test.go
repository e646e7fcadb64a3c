package brand_test

import (
	"strings"
	"testing"

	"github.com/vestibule-app/vestibule/assets/brand"
)

// letThrough are drawings at the edge of what is let through.
var letThrough = map[string]string{
	"declared":        `<?xml version="1.0" encoding="utf-8"?><!-- made by hand -->` + svg(`<title>A &amp; B</title><rect width="40" height="40"/>`),
	"in pixels":       `<svg xmlns="http://www.w3.org/2000/svg" version="1.1" x="0px" y="0px" width="40px" height="40px" xml:space="preserve"><circle cx="20" cy="20" r="9px"/></svg>`,
	"a gradient":      svg(`<defs><linearGradient id="g" x1="0%" x2="100%" gradientTransform="rotate(45)"><stop offset="0" stop-color="#fff"/><stop offset="100%" stop-color="rgb(1, 2, 3)" stop-opacity=".5"/></linearGradient></defs><rect width="40" height="40" fill="url(#g)"/>`),
	"a round one":     svg(`<radialGradient id="g" cx=".5" cy=".5" r=".1" fx="9" fy="9" spreadMethod="repeat"><stop offset="0"/><stop offset="1" stop-color="red"/></radialGradient><rect width="40" height="40" fill="url(#g)"/>`),
	"one stop":        svg(`<linearGradient id="g"><stop stop-color="red"/></linearGradient><rect width="40" height="40" fill="url(#g)"/>`),
	"no stop colour":  svg(`<linearGradient id="g"><stop offset="1"/><stop offset="0"/></linearGradient><rect width="40" height="40" fill="url(#g)" stroke="url(#g)"/>`),
	"every command":   svg(`<path d="M1 1L9 9H4V3C1 2 3 4 5 6S7 8 9 9Q1 2 3 4T9 9A4 5 30 1 0 12 12Zm1 1l2 2h3v3c1 2 3 4 5 6s1 2 3 4q1 2 3 4t5 5a4 5 30 0 1 2 2z"/>`),
	"numbers apart":   svg(`<path d="M1.5.5-3-4,5e-1+6L.5.5"/>`),
	"transformations": svg(`<g transform="translate(3) scale(.5,2) rotate(45 3 3)"><rect width="9" height="9" transform="skewX(10) skewY(5) matrix(1 0 0 1 2 2)"/></g>`),
	"lines":           svg(`<line x1="1" y1="1" x2="30" y2="1" stroke="#f00" stroke-width="5" stroke-linecap="round"/><polyline points="1 1 9 9 3 30" fill="none" stroke="#000" stroke-linejoin="round"/><polygon points="1,1 9,9 3,30"/>`),
	"mirrored":        svg(`<g transform="scale(-1 1) translate(-40 0)"><path d="M0 0L9 9L0 9Z"/></g>`),
	"a thin stroke":   svg(`<path d="M0 0L40 40" stroke="#000" stroke-width="0.0001" stroke-linejoin="miter" stroke-miterlimit="100"/>`),
	"a fat stroke":    svg(`<path d="M0 0L40 40L0 39L40 1" stroke="#000" stroke-width="79" stroke-linejoin="round" stroke-linecap="round"/>`),
	"a turned ellipse": svg(`<ellipse cx="20" cy="20" rx="19" ry="0.001" transform="rotate(33 20 20)"/>` +
		`<path d="M0 0A.001 .001 0 1 1 40 40"/><path d="M0 0A320 .002 77 1 1 40 40"/>`),
	"as many as there may be": svg(strings.Repeat(`<circle cx="20" cy="20" r="20" stroke="#fff"/>`, 499)),
	"as long as it may be":    svg(`<path fill="none" stroke="#000" d="M0 0` + strings.Repeat("L9 9L0 9", 2_499) + `"/>`),
	"beside the frame":        svg(`<rect x="-300" y="-300" width="640" height="640"/>`),
	"nested":                  svg(strings.Repeat("<g>", 6) + `<rect width="4" height="4"/>` + strings.Repeat("</g>", 6)),
	"a negative corner":       `<svg xmlns="http://www.w3.org/2000/svg" viewBox="-20 -20 40 40"><circle r="9"/></svg>`,
}

// What is wrong with an SVG is told with the line that it is in.
func TestSVGLine(t *testing.T) {
	drawing := "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 40 40\">\n  <g>\n    <rect onclick=\"x()\" width=\"4\" height=\"4\"/>\n  </g>\n</svg>\n"
	_, err := brand.Parse(pack(map[string]string{"logo.svg": drawing}))
	if err == nil || !strings.HasPrefix(err.Error(), "logo.svg:3: ") || !strings.Contains(err.Error(), "onclick") {
		t.Errorf("%v", err)
	}
}

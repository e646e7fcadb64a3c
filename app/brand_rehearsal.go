package app

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"maps"
	"math"
	"path/filepath"
	"slices"
	"strings"

	"github.com/fyne-io/oksvg"
	"github.com/go-text/typesetting/di"
	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
	"github.com/go-text/typesetting/shaping"
	"github.com/srwiley/rasterx"
	"golang.org/x/image/math/fixed"

	"github.com/vestibule-app/vestibule/assets/brand"
	"github.com/vestibule-app/vestibule/screens"
	"github.com/vestibule-app/vestibule/screens/kit"
)

// This file draws a pack before it is shown, where nobody sees it. The gates of assets/brand follow all that is known to lead
// astray; this is for what is not known. Whoever draws believes the files, and one that makes it panic would take the
// window along, with what was typed. Here it is caught, and the pack is refused.
//
// Not everything can be caught: the Go runtime ends a program whose stack or memory is full, and a drawing without an end is
// waited for. Against those there are the bounds of the gates alone.

// Most of what a word may take, for each of its characters; usual fonts take a tenth.
const (
	mostGlyphs = 8
	mostWidth  = 6   // times the size of the text
	mostPath   = 100 // the same, of the way around the outlines, in steps along the axes
)

// typed is what people type, beside our own words.
const typed = "ABCDEFGHIJKLMNOPQRSTUVWXYZ abcdefghijklmnopqrstuvwxyz 0123456789 @.-_+!?$%&*()#/"

// rehearse draws the pictures of a pack, and our words and its own in some languages in its fonts. It is nil when nothing is
// wrong.
func rehearse(p *brand.Pack, tags ...string) *brand.Error {
	for _, f := range []*brand.File{p.Logo.Light, p.Logo.Dark, p.Logo.Compact, p.Window.Icon} {
		if f != nil && filepath.Ext(f.Name) == ".svg" {
			if wrong := survived(f.Name, func() error { return drawSVG(f.Data) }); wrong != nil {
				return wrong
			}
		}
	}
	var lines []string
	for _, f := range []*brand.File{p.Look.Font.Regular, p.Look.Font.Bold, p.Look.Font.Monospace} {
		if f == nil {
			continue
		}
		if lines == nil {
			lines = []string{typed}
			for _, tag := range tags {
				said := saidIn(p, tag)
				delete(said, "") // all that is ours, in one
				// Sorted, so that one fault is told in the same words each time.
				lines = slices.Concat(lines, slices.Sorted(maps.Values(sentencesIn(tag))), slices.Sorted(maps.Values(said)))
			}
		}
		if wrong := survived(f.Name, func() error { return setLines(f.Data, lines) }); wrong != nil {
			return wrong
		}
	}
	return nil
}

// examineIn is examine for who draws a pack next: it is tried in some languages first.
func examineIn(path string, langs []string) (p *brand.Pack, err error) {
	err = caught(func() (err error) {
		p, err = examine(path)
		return err
	})
	if err != nil {
		return nil, err
	}
	if wrong := rehearse(p, langs...); wrong != nil {
		wrong.Path = packAt(path)
		return nil, wrong
	}
	return p, nil
}

// rehearseIn tries the pack on show in another language, which its fonts may have words for that were never set. One that
// fails gives way to the stock brand.
func (a *App) rehearseIn(tag string) (fell bool) {
	l := &a.livery
	if !l.own {
		return false
	}
	wrong := rehearse(l.pack, tag)
	if wrong == nil {
		return false
	}
	wrong.Path = packAt(l.path)
	l.pack, l.own, l.wrong = screens.Stock(), false, wrong
	a.noteWrong(wrong)
	return true
}

// survived draws a file of a pack. What panics is a finding like any other.
func survived(file string, draw func() error) *brand.Error {
	err := caught(draw)
	if err == nil {
		return nil
	}
	text := visible(fmt.Sprintf("cannot be drawn (%.200s); save it again, or take another file", err))
	return &brand.Error{Findings: []brand.Finding{{File: file, Text: text, Code: brand.FileRefused}}}
}

// caught does something that may panic.
func caught(do func() error) (err error) {
	defer func() {
		if v := recover(); v != nil {
			err = fmt.Errorf("%w: %v", errPanic, v)
		}
	}()
	return do()
}

// errPanic is of what would have ended the program.
var errPanic = errors.New("the program that reads it would end")

// drawSVG draws a picture as Fyne does.
func drawSVG(data []byte) error {
	const width, height = 400, 128
	icon, err := oksvg.ReadReplacingCurrentColor(bytes.NewReader(kit.Drawable(data)), "#000000")
	if err != nil {
		return err
	}
	icon.SetTarget(0, 0, width, height)
	pixels := image.NewRGBA(image.Rect(0, 0, width, height))
	scanner := rasterx.NewScannerGV(int(icon.ViewBox.W), int(icon.ViewBox.H), pixels, pixels.Bounds())
	icon.Draw(rasterx.NewDasher(width, height, scanner), 1)
	return nil
}

// setter sets words in one font, as Fyne does.
type setter struct {
	face      *font.Face
	shaper    shaping.HarfbuzzShaper
	segmenter shaping.Segmenter
	paths     map[font.GID]float64 // the way around each glyph, in units of the font
}

// ResolveFace has every character set in the one font.
func (s *setter) ResolveFace(rune) *font.Face { return s.face }

// setLines sets lines in a font, and says what is beyond measure. A font that cannot be read is not used, and so does no harm.
func setLines(data []byte, lines []string) error {
	face, err := font.ParseTTF(bytes.NewReader(data))
	if err != nil {
		return nil
	}
	s := &setter{face: face, paths: map[font.GID]float64{}}
	for _, line := range lines {
		if err := s.set([]rune(line)); err != nil {
			return err
		}
	}
	return nil
}

// set sets words. Those that are as small as any are looked at with the room of a few characters more.
func (s *setter) set(words []rune) error {
	const size = 64
	if len(words) == 0 {
		return nil
	}
	most := float64(len(words) + 8)
	glyphs, width, path := 0, 0.0, 0.0
	in := shaping.Input{Text: words, RunEnd: len(words), Direction: di.DirectionLTR, Face: s.face, Size: fixed.I(size)}
	for _, run := range s.segmenter.Split(in, s) {
		out := s.shaper.Shape(run)
		glyphs += len(out.Glyphs)
		for _, g := range out.Glyphs {
			width += math.Abs(float64(g.Advance)) / 64 / size
			path += s.pathOf(g.GlyphID) / float64(s.face.Upem())
		}
	}
	switch start := clipStart(words); {
	case float64(glyphs) > mostGlyphs*most:
		return fmt.Errorf("it makes %d letters of the %d in %q", glyphs, len(words), start)
	case width > mostWidth*most:
		return fmt.Errorf("%q is %.0f times as wide as high", start, width)
	case path > mostPath*most:
		return fmt.Errorf("the outlines of %q are %.0f times as long as the line is high", start, path)
	}
	return nil
}

// clipStart is the beginning of a line.
func clipStart(words []rune) string { return strings.TrimSpace(string(words[:min(len(words), 20)])) }

func (s *setter) pathOf(g font.GID) float64 {
	if known, ok := s.paths[g]; ok {
		return known
	}
	path := 0.0
	if outline, ok := s.face.GlyphData(g).(font.GlyphOutline); ok {
		at := opentype.SegmentPoint{}
		for _, segment := range outline.Segments {
			for _, to := range segment.ArgsSlice() {
				path += math.Abs(float64(to.X-at.X)) + math.Abs(float64(to.Y-at.Y))
				at = to
			}
		}
	}
	s.paths[g] = path
	return path
}

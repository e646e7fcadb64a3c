package app

import (
	"bytes"
	"image"
	"image/png"
	"path"
	"slices"
	"strings"

	"golang.org/x/image/draw"

	"github.com/vestibule-app/vestibule/assets/brand"
)

// This file makes the picture behind a page small for sketches: to scale a large one takes longer than all the rest of a
// screen, and all screens of a window show it in the same size.

// shrinker remembers the pictures that it has made small: typing changes words, and they stay.
type shrinker struct{ made []shrunk }

type shrunk struct {
	of    []byte
	size  image.Point
	small *brand.File
}

// mostShrunk are those for light and for dark surroundings, of this order and the one before.
const mostShrunk = 4

// sketched is a pack for sketches in a window of so many pixels.
func (s *shrinker) sketched(p *brand.Pack, size image.Point) *brand.Pack {
	q := *p
	q.Look.Image, q.Look.ImageDark = s.shrink(p.Look.Image, size), s.shrink(p.Look.ImageDark, size)
	return &q
}

func (s *shrinker) shrink(f *brand.File, size image.Point) *brand.File {
	if f == nil {
		return nil
	}
	for _, known := range s.made {
		if known.size == size && bytes.Equal(known.of, f.Data) {
			return known.small
		}
	}
	small := f
	if picture, _, err := image.Decode(bytes.NewReader(f.Data)); err == nil {
		var b bytes.Buffer
		quick := png.Encoder{CompressionLevel: png.BestSpeed}
		if quick.Encode(&b, cover(picture, size)) == nil {
			small = &brand.File{Name: strings.TrimSuffix(f.Name, path.Ext(f.Name)) + ".png", Data: b.Bytes()}
		}
	}
	s.made = append(s.made, shrunk{f.Data, size, small})
	s.made = slices.Delete(s.made, 0, max(0, len(s.made)-mostShrunk))
	return small
}

// cover is a picture that fills a size, cut off evenly where it is too wide or too high, as a page does it.
func cover(picture image.Image, size image.Point) image.Image {
	part := picture.Bounds()
	if wide := part.Dy() * size.X / size.Y; wide < part.Dx() {
		part = image.Rect(0, 0, wide, part.Dy()).Add(part.Min).Add(image.Pt((part.Dx()-wide)/2, 0))
	} else if high := part.Dx() * size.Y / size.X; high < part.Dy() {
		part = image.Rect(0, 0, part.Dx(), high).Add(part.Min).Add(image.Pt(0, (part.Dy()-high)/2))
	}
	small := image.NewNRGBA(image.Rectangle{Max: size})
	draw.CatmullRom.Scale(small, small.Rect, picture, part, draw.Src, nil)
	return small
}

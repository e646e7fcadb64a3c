package screens_test

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"maps"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"github.com/vestibule-app/vestibule/assets/brand"
	"github.com/vestibule-app/vestibule/screens/kit/kittest"
)

// mark is something drawn, as it is at one moment.
type mark struct {
	name   string // words in quotes, a box or a sign
	place  fyne.Position
	space  fyne.Size
	reach  float32                // how far beyond its space it is drawn
	colors map[string]color.NRGBA // what is inside, the outline, the shadow
	sizes  map[string]float32     // letters, corners, strokes
}

// marksOf are all that is drawn of an object, in their order, and where in it.
func marksOf(piece fyne.CanvasObject) []mark {
	var all []mark
	kittest.Visible(piece, func(o fyne.CanvasObject, at fyne.Position) {
		m := mark{place: at.Subtract(piece.Position()), space: o.Size(), colors: map[string]color.NRGBA{}, sizes: map[string]float32{}}
		paint := func(part string, c color.Color) {
			if c != nil {
				if n := color.NRGBAModel.Convert(c).(color.NRGBA); n.A > 0 {
					m.colors[part] = n
				}
			}
		}
		switch o := o.(type) {
		case *canvas.Text:
			if o.Text == "" {
				return
			}
			m.name, m.reach, m.sizes["letters"] = fmt.Sprintf("%q", o.Text), 2, o.TextSize
			paint(m.name, o.Color)
		case *canvas.Rectangle:
			paint("fill", o.FillColor)
			if o.StrokeWidth > 0 {
				paint("edge", o.StrokeColor)
			}
			if len(m.colors) == 0 {
				return
			}
			m.name, m.sizes["corner"], m.sizes["stroke"] = "box", o.CornerRadius, o.StrokeWidth
			paint("shadow", o.Shadow.Color)
			if o.Shadow.Color != nil {
				m.sizes["blur"], m.sizes["drop"] = o.Shadow.BlurRadius, o.Shadow.Offset.Y
				m.reach = o.Shadow.BlurRadius + o.Shadow.Offset.Y
			}
		case *canvas.Image:
			m.name = "sign"
			paint("sign", signColor(o.Resource))
		case *canvas.Line:
			m.name, m.reach = "sign", 3
			paint("sign", o.StrokeColor)
		case *canvas.Arc:
			m.name = "sign"
			paint("sign", o.FillColor)
		default:
			return
		}
		all = append(all, m)
	})
	return all
}

// signColor is the colour of one of the icons of kit, which is a part of its name.
func signColor(r fyne.Resource) color.Color {
	if r == nil {
		return nil
	}
	name := strings.TrimSuffix(r.Name(), ".svg")
	c, err := brand.ParseTranslucent("#" + name[max(0, len(name)-8):])
	if err != nil {
		return nil
	}
	return c
}

// area are the pixels that a mark can reach in a cell, and inside those of them that its outline cannot.
func (m mark) area(cell image.Rectangle) (area, inside image.Rectangle) {
	x, y := int(m.place.X+cellInset)+cell.Min.X, int(m.place.Y+cellInset)+cell.Min.Y
	space := image.Rect(x-1, y-1, x+int(m.space.Width)+2, y+int(m.space.Height)+2)
	return space.Inset(-int(m.reach)), space.Inset(rim)
}

// rim is how far inside a box its outline can be, around a corner too.
const rim = 8

// differing are the parts of two marks that have another colour, and the sizes that are others.
func differing(was, is mark) (parts, sizes []string) {
	for _, part := range slices.Sorted(maps.Keys(is.colors)) {
		if was.colors[part] != is.colors[part] {
			parts = append(parts, part)
		}
	}
	for _, size := range slices.Sorted(maps.Keys(is.sizes)) {
		if was.sizes[size] != is.sizes[size] {
			sizes = append(sizes, size)
		}
	}
	if was.place != is.place {
		sizes = append(sizes, "moved")
	}
	if was.space != is.space {
		sizes = append(sizes, "resized")
	}
	return parts, sizes
}

// naming are names without repetition, in their order.
type naming []string

func (w *naming) add(names ...string) {
	for _, name := range names {
		if !slices.Contains(*w, name) {
			*w = append(*w, name)
		}
	}
}

func (w naming) String() string { return strings.Join(w, " ") }

// another is a colour that a token does not have, and that can be read where it is drawn.
func another(token string) color.NRGBA {
	switch token {
	case "page", "card", "hover", "subtle", "accent_tint", "danger_tint", "success_tint", "warning_tint", "panel":
		return color.NRGBA{0xFF, 0xEE, 0xD4, 0xff}
	case "on_accent":
		return color.NRGBA{0xFF, 0xFF, 0xC8, 0xff}
	case "shadow", "ring", "selection":
		return color.NRGBA{0x10, 0x70, 0x20, 0x50}
	}
	return color.NRGBA{0x60, 0x08, 0x50, 0xff}
}

// TestEveryColorTokenActs changes one token after the other. What takes on its colour is what the table says, in the tree of
// what is drawn; the pixels there change, and no other pixel does.
func TestEveryColorTokenActs(t *testing.T) {
	if raced {
		t.Skip("nothing here runs beside anything else")
	}
	b := newBench(t)
	before, plain, grounded := b.marks(), b.draw(false), b.draw(true)
	for _, token := range brand.Tokens() {
		if token.Kind != brand.ColorToken {
			continue
		}
		picture, page := plain, token.Name == "page" // which is the colour of the window too
		if page {
			picture = grounded
		}
		want, ok := colorActs[token.Name]
		if !ok {
			t.Errorf("the table has no row for %s", token.Name)
		}
		b.dress(&brand.Pack{Tokens: brand.Overrides{Light: map[string]color.NRGBA{token.Name: another(token.Name)}}})
		if got := *b.theme.Light.Token(token.Name); got != another(token.Name) {
			t.Errorf("%s is asked to be %v and is %v: take another colour", token.Name, another(token.Name), got)
		}
		after, drawn := b.marks(), b.draw(page)
		got := map[string]string{}
		for i, p := range b.pieces {
			cell := b.cells[i]
			changed := changes(picture, drawn, cell)
			var acts naming
			allowed := make([]bool, len(changed))
			for j, m := range after[i] {
				parts, sizes := differing(before[i][j], m)
				if len(sizes) > 0 {
					t.Errorf("%s changes the %v of %s in %s", token.Name, sizes, m.name, p.name)
				}
				if len(parts) == 0 {
					continue
				}
				acts.add(parts...)
				area, inside := m.area(cell)
				if !slices.Equal(parts, []string{"edge"}) {
					inside = image.Rectangle{}
				}
				if !allow(allowed, changed, cell, area.Intersect(cell), inside) {
					t.Errorf("%s: %v of %s in %s is drawn as before", token.Name, parts, m.name, p.name)
				}
			}
			for k, c := range changed {
				if c && !allowed[k] {
					t.Errorf("%s changes %s at %v, where it is not drawn", token.Name, p.name, image.Pt(k%cell.Dx(), k/cell.Dx()))
					break
				}
			}
			if len(acts) > 0 {
				got[p.name] = acts.String()
			}
		}
		if !maps.Equal(got, want) {
			t.Errorf("%q: {\n%s},", token.Name, listing(b, got))
		}
	}
}

// changes are the pixels of a cell that two pictures do not have alike.
func changes(a, b *image.NRGBA, cell image.Rectangle) []bool {
	changed := make([]bool, cell.Dx()*cell.Dy())
	for y := range cell.Dy() {
		one, other := pixelLine(a, cell, y), pixelLine(b, cell, y)
		if bytes.Equal(one, other) {
			continue
		}
		for x := range cell.Dx() {
			changed[y*cell.Dx()+x] = !bytes.Equal(one[4*x:4*x+4], other[4*x:4*x+4])
		}
	}
	return changed
}

// pixelLine are the pixels of one line of a cell.
func pixelLine(picture *image.NRGBA, cell image.Rectangle, y int) []byte {
	at := picture.PixOffset(cell.Min.X, cell.Min.Y+y)
	return picture.Pix[at : at+4*cell.Dx()]
}

// allow marks the pixels of an area that are not inside, and says whether any of them has changed.
func allow(allowed, changed []bool, cell, area, inside image.Rectangle) (acts bool) {
	for y := area.Min.Y; y < area.Max.Y; y++ {
		for x := area.Min.X; x < area.Max.X; x++ {
			if image.Pt(x, y).In(inside) {
				continue
			}
			k := (y-cell.Min.Y)*cell.Dx() + x - cell.Min.X
			allowed[k] = true
			acts = acts || changed[k]
		}
	}
	return acts
}

func (b *bench) marks() [][]mark {
	all := make([][]mark, len(b.pieces))
	for i, p := range b.pieces {
		all[i] = marksOf(p.object)
	}
	return all
}

// listing is a row of the tables below, as it is written there.
func listing(b *bench, acts map[string]string) string {
	var s strings.Builder
	for _, p := range b.pieces {
		if acts[p.name] != "" {
			fmt.Fprintf(&s, "\t\t%q: `%s`,\n", p.name, acts[p.name])
		}
	}
	return s.String()
}

// anotherSize is one that a token does not have.
func anotherSize(token brand.Token) float64 {
	switch token.Name {
	case "control_radius": // beyond ours what is small does not get rounder
		return 4
	case "card_padding": // a narrow card has no room for more
		return token.Min
	}
	return token.Max
}

// TestEverySizeTokenActs changes one token after the other, while everything is on show. What is measured otherwise, moves
// or takes other room is what the table says; everything else is drawn with the same pixels.
func TestEverySizeTokenActs(t *testing.T) {
	if raced {
		t.Skip("nothing here runs beside anything else")
	}
	b := newBench(t)
	before, picture := b.marks(), b.draw(false)
	for _, token := range brand.Tokens() {
		if token.Kind != brand.SizeToken || screenSizes[token.Name] != nil {
			continue
		}
		want, ok := sizeActs[token.Name]
		if !ok {
			t.Errorf("the table has no row for %s", token.Name)
		}
		b.dress(&brand.Pack{Tokens: brand.Overrides{Sizes: map[string]float64{token.Name: anotherSize(token)}}})
		after, drawn := b.marks(), b.draw(false)
		got := map[string]string{}
		for i, p := range b.pieces {
			var acts naming
			for j, m := range after[i] {
				parts, sizes := differing(before[i][j], m)
				acts.add(sizes...)
				if len(parts) > 0 {
					t.Errorf("%s changes the colour of %s in %s", token.Name, m.name, p.name)
				}
			}
			slices.Sort(acts)
			if len(acts) > 0 {
				got[p.name] = acts.String()
			}
			if changed := slices.Contains(changes(picture, drawn, b.cells[i]), true); changed != (len(acts) > 0) {
				t.Errorf("%s: other pixels in %s: %v, although of what is drawn there is changed: %v", token.Name, p.name, changed, acts)
			}
		}
		if !maps.Equal(got, want) {
			t.Errorf("%q: {\n%s},", token.Name, listing(b, got))
		}
	}
}

// TestTablesNameTokens: no row is for a token that there is not.
func TestTablesNameTokens(t *testing.T) {
	for _, names := range [][]string{slices.Collect(maps.Keys(colorActs)), slices.Collect(maps.Keys(sizeActs)), slices.Collect(maps.Keys(screenSizes))} {
		for _, name := range names {
			if _, ok := brand.TokenNamed(name); !ok {
				t.Errorf("there is no token %q", name)
			}
		}
	}
}

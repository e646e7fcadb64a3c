package app

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/pelletier/go-toml/v2"

	"github.com/vestibule-app/vestibule/assets/brand"
)

// diffTable is what differs between two packs, by key.
type diffTable struct {
	Name    string
	Derived bool // it follows from what the other tables say
	A, B    string
	Rows    []diffRow
}

type diffRow struct{ Key, A, B string }

// diffValue is one side of a row. The colour is empty for what is none, and the text for what is not there.
type diffValue struct{ Text, Color string }

// SideA is what the one has.
func (r diffRow) SideA() diffValue { return diffValue{r.A, asColor(r.A)} }

// SideB is what the other has.
func (r diffRow) SideB() diffValue { return diffValue{r.B, asColor(r.B)} }

// diffTables are what differs in brand.toml and in the files, and in the colours and sizes that follow. Tables without a
// difference are left out.
func diffTables(a, b *brand.Pack, nameA, nameB string) []diffTable {
	var all []diffTable
	for _, t := range []diffTable{
		{Name: "Keys of brand.toml", Rows: diffRows(spelledOut(keysIn(a), keysIn(b)))},
		{Name: "Files", Rows: diffRows(filesIn(a), filesIn(b))},
		{Name: "Colours that follow", Derived: true, Rows: diffRows(colorsIn(a), colorsIn(b))},
		{Name: "Sizes that follow", Derived: true, Rows: diffRows(sizesIn(a), sizesIn(b))},
	} {
		if t.A, t.B = nameA, nameB; len(t.Rows) > 0 {
			all = append(all, t)
		}
	}
	return all
}

func diffRows(a, b map[string]string) []diffRow {
	both := maps.Clone(a)
	maps.Copy(both, b)
	places, keys := map[string]int{}, brand.Keys()
	for key := range both {
		places[key] = keyPlace(key, keys)
	}
	var rows []diffRow
	for _, key := range slices.SortedFunc(maps.Keys(both), func(a, b string) int { return cmp.Or(cmp.Compare(places[a], places[b]), cmp.Compare(a, b)) }) {
		if a[key] != b[key] {
			rows = append(rows, diffRow{key, a[key], b[key]})
		}
	}
	return rows
}

// keyPlace is where a key stands among all, which is the order of the example; what is no key comes behind them.
func keyPlace(path string, keys []brand.Key) int {
	i := slices.IndexFunc(keys, func(k brand.Key) bool {
		root, _, open := strings.Cut(k.Path, "*")
		root, _, list := strings.Cut(root, "]")
		return path == root || (open || list) && strings.HasPrefix(path, root) || strings.HasPrefix(path, root+".")
	})
	if i < 0 {
		return len(keys)
	}
	return i
}

// asColor is a text that is a colour, without its transparency; "" for others.
func asColor(s string) string {
	if s = strings.Trim(s, `"`); !strings.HasPrefix(s, "#") || strings.Trim(s[1:], "0123456789abcdefABCDEF") != "" {
		return ""
	}
	switch len(s) {
	case 4, 7:
		return s
	case 9:
		return s[:7]
	}
	return ""
}

// keysIn are the keys that a brand.toml sets, with their values.
func keysIn(p *brand.Pack) map[string]string {
	var values map[string]any
	if err := toml.Unmarshal(bytes.TrimPrefix(p.Files[brand.Manifest], []byte("\uFEFF")), &values); err != nil {
		return nil // cannot happen: the pack was read
	}
	all := map[string]string{}
	var flatten func(path string, v any)
	flatten = func(path string, v any) {
		switch v := v.(type) {
		case map[string]any:
			for name, inner := range v {
				flatten(strings.TrimPrefix(path+"."+name, "."), inner)
			}
		case []any:
			var words []string
			for i, inner := range v {
				if word, ok := inner.(string); ok {
					words = append(words, strconv.Quote(word))
				} else {
					flatten(fmt.Sprintf("%s[%d]", path, i), inner)
				}
			}
			if len(words) > 0 {
				all[path] = strings.Join(words, ", ")
			}
		case string:
			all[path] = strconv.Quote(v)
		default:
			all[path] = fmt.Sprint(v)
		}
	}
	flatten("", values)
	return all
}

// spelledOut has both say in the same way what may be said for light surroundings or in English alone, so that a colour that
// was changed is one row.
func spelledOut(a, b map[string]string) (map[string]string, map[string]string) {
	for _, side := range [][2]map[string]string{{a, b}, {b, a}} {
		for key, value := range maps.Clone(side[0]) {
			for _, short := range []string{".light", ".en"} {
				if _, other := side[1][key+short]; other {
					delete(side[0], key)
					side[0][key+short] = value
				}
			}
		}
	}
	return a, b
}

// filesIn are the files of a pack beside brand.toml, with their sizes and the beginning of their SHA-256.
func filesIn(p *brand.Pack) map[string]string {
	all := map[string]string{}
	for name, content := range p.Files {
		if name != brand.Manifest {
			sum := sha256.Sum256(content)
			all[name] = fmt.Sprintf("%d bytes, %x", len(content), sum[:4])
		}
	}
	return all
}

// colorsIn are the colours that a brand is drawn in, by look and token.
func colorsIn(p *brand.Pack) map[string]string {
	all := map[string]string{}
	for _, look := range looks {
		palette := paletteOf(p, look)
		for _, t := range brand.Tokens() {
			if c := palette.Token(t.Name); t.Kind == brand.ColorToken && c != nil {
				all[look+"."+t.Name] = brand.FormatColor(*c)
			}
		}
	}
	return all
}

// sizesIn are the sizes that a brand is drawn in, by token.
func sizesIn(p *brand.Pack) map[string]string {
	size, all := sizesOf(p), map[string]string{}
	for _, t := range brand.Tokens() {
		if t.Kind == brand.SizeToken {
			all[t.Name] = fmt.Sprintf("%g", size(t.Name))
		}
	}
	return all
}

// changedInk marks a pixel that differs, on a faint picture.
var changedInk = color.NRGBA{0xE0, 0x10, 0x20, 0xFF}

// sideBySide is two pictures and a third one in which what differs between them is marked, and the share of the pixels
// that do, in percent.
func sideBySide(a, b image.Image) (*image.NRGBA, float64) {
	const gap = 16
	size := a.Bounds().Union(b.Bounds()).Size()
	all := image.NewNRGBA(image.Rect(0, 0, 3*size.X+2*gap, size.Y))
	draw.Draw(all, all.Bounds(), image.NewUniform(color.NRGBA{0x80, 0x80, 0x80, 0xFF}), image.Point{}, draw.Src)
	draw.Draw(all, a.Bounds(), a, a.Bounds().Min, draw.Src)
	draw.Draw(all, b.Bounds().Add(image.Pt(size.X+gap, 0)), b, b.Bounds().Min, draw.Src)
	was, is := spread(a, size), spread(b, size)
	changed := 0
	for y := range size.Y {
		for x := range size.X {
			before, now := was.NRGBAAt(x, y), is.NRGBAAt(x, y)
			mark := changedInk
			if before == now {
				faint := uint8(0xC0 + (int(now.R)+int(now.G)+int(now.B))/12)
				mark = color.NRGBA{faint, faint, faint, 0xFF}
			} else {
				changed++
			}
			all.SetNRGBA(2*(size.X+gap)+x, y, mark)
		}
	}
	share := 100 * float64(changed) / float64(cmp.Or(size.X*size.Y, 1))
	if changed > 0 {
		share = max(0.1, math.Round(share*10)/10)
	}
	return all, share
}

// spread is a picture on a ground of a size, which has nothing where the picture ends.
func spread(p image.Image, size image.Point) *image.NRGBA {
	ground := image.NewNRGBA(image.Rectangle{Max: size})
	draw.Draw(ground, ground.Bounds(), p, p.Bounds().Min, draw.Src)
	return ground
}

package app

import (
	"bytes"
	"cmp"
	"context"
	_ "embed"
	"errors"
	"flag"
	"fmt"
	"html/template"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/vestibule-app/vestibule/assets/brand"
)

//go:embed brand_diff.html
var brandDiffPage string

var brandDiffTemplate = template.Must(template.New("brand_diff.html").Parse(brandDiffPage))

// brandDiff is what the page beside the pictures shows.
type brandDiff struct {
	A, B, Version string
	Differ, All   int
	Tables        []diffTable
	Screens       []diffScreen // that differ, the most changed first
	Same          []string     // screens
}

// diffScreen is a screen that differs: the picture that does most, and the others of it.
type diffScreen struct {
	Name string
	diffPicture
	Others []diffPicture
}

// diffPicture is a picture that differs.
type diffPicture struct {
	shot
	Share      float64 // of its pixels that do, in percent
	Wide, High int     // of both sides and what differs, beside each other
}

// diffBrands is the command line "vestibule brand diff".
func diffBrands(ctx context.Context, args []string, out brandOutput) error {
	var s shots
	flags := flag.NewFlagSet("diff", flag.ContinueOnError)
	choose := s.flags(flags)
	given, err := operands(flags, args, "A", "B")
	if err == nil {
		err = choose()
	}
	if err != nil {
		return err
	}
	var packs [2]*brand.Pack
	for i, path := range given {
		if packs[i], err = examine(path); err != nil {
			var refused *brand.Error
			if errors.As(err, &refused) { // there is no difference to a pack that is none
				err = fmt.Errorf("%s; vestibule brand check says all that is wrong", visible(refused.Findings[0].In(refused.Path)))
			}
			return err
		}
	}
	names, err := s.names(packs[0])
	if err != nil {
		return err
	}
	CleanEnvironment()
	out.start() // makes the folders that Fyne wants, which several processes at once cannot
	d := brandDiff{A: visible(given[0]), B: visible(given[1]), Version: Version}
	d.Tables = diffTables(packs[0], packs[1], d.A, d.B)
	if err := s.compare(ctx, given, names, &d, out); err != nil {
		return err
	}
	index := filepath.Join(s.out, "index.html")
	var page bytes.Buffer
	if err := brandDiffTemplate.Execute(&page, d); err != nil {
		return err
	}
	if err := writeFile(index, page.Bytes()); err != nil {
		return explain(err, index)
	}
	return d.tell(out, index)
}

// tell writes what differs, one thing a line.
func (d brandDiff) tell(out brandOutput, index string) error {
	var b strings.Builder
	for _, t := range d.Tables {
		if t.Derived {
			continue // it follows from the others
		}
		for _, r := range t.Rows {
			fmt.Fprintf(&b, "%s: %s -> %s\n", visible(r.Key), cmp.Or(visible(r.A), "-"), cmp.Or(visible(r.B), "-"))
		}
	}
	fmt.Fprintf(&b, "%d of %d pictures differ; %s shows them.\n", d.Differ, d.All, index)
	if _, err := out.to.Write([]byte(b.String())); err != nil {
		return err
	}
	if d.Differ > 0 || len(d.Tables) > 0 {
		return errFound
	}
	return nil
}

// compare has both brands drawn by other processes of this program, and writes the pictures that differ.
func (s shots) compare(ctx context.Context, given, names []string, d *brandDiff, out brandOutput) error {
	dir, err := os.MkdirTemp("", "vestibule-diff-")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	all := s.all(names)
	d.All = len(all)
	count := &progress{to: out.progress(), what: "pictures", all: 2 * len(all)}
	sides := [2]string{filepath.Join(dir, "a"), filepath.Join(dir, "b")}
	for i, side := range sides {
		one := s
		one.out, one.brand = side, given[i]
		if _, err := one.share(ctx, count, out.complaints); err != nil {
			return err
		}
	}
	count.end()
	if err := os.MkdirAll(s.out, 0o750); err != nil {
		return explain(err, s.out)
	}
	changed := map[string][]diffPicture{}
	for _, one := range all {
		if err := ctx.Err(); err != nil {
			return err
		}
		p, err := s.compareOne(sides, one)
		if err != nil {
			return err
		}
		if p.Share > 0 {
			changed[one.Name] = append(changed[one.Name], p)
			d.Differ++
		}
	}
	for _, name := range names {
		pictures := changed[name]
		if len(pictures) == 0 {
			d.Same = append(d.Same, name)
			continue
		}
		slices.SortStableFunc(pictures, func(a, b diffPicture) int { return cmp.Compare(b.Share, a.Share) })
		d.Screens = append(d.Screens, diffScreen{name, pictures[0], pictures[1:]})
	}
	slices.SortStableFunc(d.Screens, func(a, b diffScreen) int { return cmp.Compare(b.Share, a.Share) })
	return nil
}

// compareOne writes a picture of both sides where they differ, and says how much of it does.
func (s shots) compareOne(sides [2]string, one shot) (p diffPicture, err error) {
	var files [2][]byte
	for i, side := range sides {
		if files[i], err = os.ReadFile(filepath.Join(side, filepath.FromSlash(one.File()))); err != nil {
			return p, err
		}
	}
	if bytes.Equal(files[0], files[1]) {
		return p, nil
	}
	var pictures [2]image.Image
	for i, file := range files {
		if pictures[i], err = png.Decode(bytes.NewReader(file)); err != nil {
			return p, err
		}
	}
	joined, share := sideBySide(pictures[0], pictures[1])
	if share == 0 {
		return p, nil
	}
	var b bytes.Buffer
	if err := png.Encode(&b, joined); err != nil {
		return p, err
	}
	file := filepath.Join(s.out, filepath.FromSlash(one.File()))
	if err := os.MkdirAll(filepath.Dir(file), 0o750); err != nil {
		return p, explain(err, filepath.Dir(file))
	}
	return diffPicture{one, share, joined.Rect.Dx(), joined.Rect.Dy()}, writeFile(file, b.Bytes())
}

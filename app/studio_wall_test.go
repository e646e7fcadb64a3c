package app_test

import (
	"context"
	"fmt"
	"image"
	"image/color"
	"math"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/software"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"github.com/vestibule-app/vestibule/app"
	"github.com/vestibule-app/vestibule/assets/brand"
	"github.com/vestibule-app/vestibule/screens/kit/kittest"
)

// TestStudioBurst: a hundred changes while the wall is drawn are one more drawing, and the last of them is what is shown.
func TestStudioBurst(t *testing.T) {
	burst := func(a *atelier) string {
		last := ""
		for i := range 100 {
			last = fmt.Sprintf("#%02X1C7C", i+60)
			app.StudioEdit(a.s, "look.accent", brand.Quote(last))
		}
		return last
	}
	var p app.Patient
	a := newAtelier(t, "aldermoor", p.Draw)
	for !a.s.Idle() {
		p.Come()
	}
	before := p.Orders
	last := burst(a)
	if n := p.Orders - before; n != 2 {
		t.Errorf("%d orders for two looks go out at once", n)
	}
	p.Come()
	if n := p.Orders - before; n != 4 {
		t.Errorf("%d orders once the first pictures are there", n)
	}
	p.Come()
	p.Come()
	if n := p.Orders - before; n != 4 || !a.s.Settled() {
		t.Errorf("%d orders for two looks in all, settled: %v", n, a.s.Settled())
	}
	straight := newAtelier(t, "aldermoor")
	app.StudioEdit(straight.s, "look.accent", brand.Quote(last))
	if !sameScreens(straight.s.Pictures(), a.s.Pictures()) {
		t.Error("it does not show the last change")
	}

	name := slices.Sorted(func(yield func(string) bool) {
		for key := range a.s.Pictures() {
			if !yield(strings.TrimPrefix(strings.TrimPrefix(key, "light "), "dark ")) {
				return
			}
		}
	})[0]
	app.StudioView(a.s, name)
	for !a.s.Idle() {
		p.Come()
	}
	before = p.Orders
	burst(a)
	for range 3 {
		p.Come()
	}
	if n := p.Orders - before; n != 4 {
		t.Errorf("%d orders for one screen in two looks", n)
	}
}

// TestStudioWallRecovers: that a process ended is told until something newer is drawn.
func TestStudioWallRecovers(t *testing.T) {
	var p app.Patient
	a := newAtelier(t, "aldermoor", p.Draw)
	for i, told := range []string{"has started again", "cannot be drawn"} {
		for !a.s.Idle() {
			p.Come()
		}
		p.Die(i == 0)
		a.must(told)
		app.StudioEdit(a.s, "look.accent", brand.Quote(fmt.Sprintf("#%02X1C7C", i+60)))
		a.must(told)
		p.Come()
		if !a.s.Settled() || a.shows(told) {
			t.Errorf("settled %v: it says on that it %s", a.s.Settled(), told)
		}
	}
}

// TestStudioTriesAgain: after processes that cannot draw, the next change has others try.
func TestStudioTriesAgain(t *testing.T) {
	var ui *loop
	broken := true
	a := newAtelier(t, "aldermoor", realWorkers(&ui), func(cfg *app.StudioConfig) {
		drawing := cfg.Worker
		cfg.Worker = func(ctx context.Context) *exec.Cmd {
			if !broken {
				return drawing(ctx)
			}
			cmd := exec.CommandContext(ctx, os.Args[0])
			cmd.Env = append(os.Environ(), "VESTIBULE_TEST_SAYS=nowhere")
			return cmd
		}
	})
	ui.until(t, "the end of it", func() bool { return a.s.Idle() && a.shows("cannot be drawn") })
	broken = false
	app.StudioEdit(a.s, "look.accent", `"#8A1C7C"`)
	ui.until(t, "the wall", func() bool { return a.s.Drawn(false) })
}

// TestStudioWorkersThatEndMidway: processes that draw something and then end, each time, are not started again for ever.
func TestStudioWorkersThatEndMidway(t *testing.T) {
	worker := drawingOnce(t, drawn{1, "username", 1, 1, make([]byte, 4)})
	var ui *loop
	begun := 0
	a := newAtelier(t, "aldermoor", realWorkers(&ui), func(cfg *app.StudioConfig) {
		cfg.Worker = func(ctx context.Context) *exec.Cmd {
			begun++
			return worker(ctx)
		}
	})
	ui.until(t, "the end of it", func() bool { return a.shows("cannot be drawn") || begun > 20 })
	if begun > 6 {
		t.Errorf("%d processes have begun for two looks", begun)
	}
}

// TestSketchesAnew: a screen that stands is painted anew in another theme as one that is built for it, on light grounds and
// dark ones, whatever its colours and radii were before; with other words it is built.
func TestSketchesAnew(t *testing.T) {
	drawnByOne(t)
	names, err := app.ExhibitNames()
	if err != nil {
		t.Fatal(err)
	}
	shade := func(light, dark uint32) *brand.Shade {
		in := func(c uint32) color.NRGBA { return color.NRGBA{uint8(c >> 16), uint8(c >> 8), uint8(c), 0xFF} }
		d := in(dark)
		return &brand.Shade{Light: in(light), Dark: &d}
	}
	test.NewTempApp(t)
	size := fyne.NewSize(480, 720)
	for _, c := range []struct {
		sample, look, tag string
		every             int
	}{{"aldermoor", "light", "en", 1}, {"quirlo", "dark", "de", 7}, {"waha", "contrast", "ar", 7}} {
		before, err := brand.Read("../assets/brands/" + c.sample)
		if err != nil {
			t.Fatal(err)
		}
		after := *before
		round, rounder := 3.0, 28.0
		after.Look.Accent, after.Look.Surface = shade(0x8A1C7C, 0xFFB000), shade(0x20242C, 0xFFF4E0) // dark in light, light in dark
		after.Look.Background, after.Look.Text = shade(0x101318, 0xF0E8D8), shade(0xF4F0E8, 0x201810)
		after.Look.ControlRadius, after.Look.CardRadius = &round, &rounder
		var some []string
		for i := 0; i < len(names); i += c.every {
			some = append(some, names[i])
		}
		var stands, fresh app.Easel
		first := stands.Sketch(before, c.look, c.tag, size, some)
		if stands.Stands() != len(some) {
			t.Errorf("%d of %d screens stand", stands.Stands(), len(some))
		}
		second := stands.Sketch(&after, c.look, c.tag, size, some)
		differ := 0
		for _, name := range some {
			want := fresh.Sketch(&after, c.look, c.tag, size, []string{name})[name]
			if !samePixels(second[name], want) {
				t.Errorf("%s: %s in %s is another picture", c.sample, name, c.look)
			}
			if !samePixels(first[name], want) {
				differ++
			}
		}
		if differ < len(some)-2 {
			t.Errorf("%s: only %d of %d screens look different in another theme", c.sample, differ, len(some))
		}
		after.Words = map[string]map[string]brand.Sentence{c.tag: {"username.title": {"other": "Who goes there?"}}}
		other := stands.Sketch(&after, c.look, c.tag, size, []string{"username"})["username"]
		if samePixels(other, second["username"]) {
			t.Errorf("%s: other words are not shown", c.sample)
		}
	}
}

// TestSketchesOfPictures: a picture behind a screen is made small for its sketches, and lies where it lies on the screen.
func TestSketchesOfPictures(t *testing.T) {
	drawnByOne(t)
	p, err := brand.Read("../assets/brands/quirlo")
	if err != nil {
		t.Fatal(err)
	}
	test.NewTempApp(t)
	for _, size := range []fyne.Size{fyne.NewSize(480, 720), fyne.NewSize(1100, 720)} {
		for _, look := range []string{"light", "dark"} {
			var e app.Easel
			sketch := e.Sketch(p, look, "en", size, []string{"username"})["username"]
			screen := e.Draw(p, look, "en", size, []string{"username"})["username"]
			if sketch.Bounds() != screen.Bounds() {
				t.Fatalf("a sketch of %v is of %v", screen.Bounds(), sketch.Bounds())
			}
			b := screen.Bounds()
			off, least, most := 0, 255, 0
			for y := range b.Dy() {
				for x := range 24 { // beside the card
					one, other := color.NRGBAModel.Convert(sketch.At(x, y)).(color.NRGBA), color.NRGBAModel.Convert(screen.At(x, y)).(color.NRGBA)
					off += max(int(one.R)-int(other.R), int(other.R)-int(one.R))
					least, most = min(least, int(other.R)), max(most, int(other.R))
				}
			}
			if mean := float64(off) / float64(24*b.Dy()); mean > 5 {
				t.Errorf("%s, %v: the picture is off by %.1f", look, size, mean)
			}
			if most-least < 20 {
				t.Errorf("%s, %v: there is no picture: from %d to %d", look, size, least, most)
			}
		}
	}
}

func samePixels(one, other image.Image) bool {
	return slices.Equal(one.(*image.NRGBA).Pix, other.(*image.NRGBA).Pix)
}

// TestStudioPicturesFit: pictures come as large as they are shown, at any scale of the display: to scale a dozen of them would
// hold up the window.
func TestStudioPicturesFit(t *testing.T) {
	for _, scale := range []float32{1, 1.25, 2} {
		for _, width := range []float32{900, 1283} {
			var p app.Patient
			a := newAtelier(t, "vestibule", p.Draw)
			a.w.Canvas().(software.WindowlessCanvas).SetScale(scale)
			a.w.Resize(fyne.NewSize(width, 560))
			a.s.SetWall("en", 1, width > 1200)
			for !a.s.Idle() {
				p.Come()
			}
			places := a.s.Places()
			for name, m := range a.s.Pictures() {
				size, drawn := places[name], m.Bounds()
				wide, high := math.Round(float64(size.Width*scale)), math.Round(float64(size.Height*scale))
				if drawn.Dx() != int(wide) || drawn.Dy() != int(high) {
					t.Errorf("%s, %v, is shown as %g by %g", name, drawn, wide, high)
				}
			}
			if n := len(a.s.Pictures()); n == 0 {
				t.Error("there are no pictures")
			}
		}
	}
}

// TestChoicesOfTheWallFollowReading: what is chosen first stands where reading begins, and its words run that way.
func TestChoicesOfTheWallFollowReading(t *testing.T) {
	for lang, want := range map[string]struct {
		rtl  bool
		look string
	}{"en": {false, "Light + Dark"}, "ar": {true, "داكن + فاتح"}} {
		a := newAtelier(t, "aldermoor", func(cfg *app.StudioConfig) { cfg.Lang = lang })
		var at []float32
		var chosen []string
		kittest.Visible(a.w.Content(), func(o fyne.CanvasObject, pos fyne.Position) {
			if s, ok := o.(*widget.Select); ok {
				at, chosen = append(at, pos.X), append(chosen, s.Selected)
			}
		})
		if len(at) != 3 || want.rtl != (at[0] > at[1]) || want.rtl != (at[1] > at[2]) {
			t.Fatalf("%s: language, look and width are at %v", lang, at)
		}
		if drawn := strings.NewReplacer("\u200e", "", "\u200f", "").Replace(chosen[1]); drawn != want.look {
			t.Errorf("%s: the looks are drawn as %q, not %q", lang, drawn, want.look)
		}
	}
}

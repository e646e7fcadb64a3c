package screens_test

import (
	"flag"
	"fmt"
	"image/color"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"github.com/vestibule-app/vestibule/screens"
	"github.com/vestibule-app/vestibule/screens/kit"
	"github.com/vestibule-app/vestibule/screens/kit/kittest"
)

var update = flag.Bool("update", false, "write the outlines and pictures anew")

// looking is the theme in the fonts of a language, light or dark.
func looking(tag string, dark bool) variant {
	th := kit.NewTheme(nil)
	th.Fonts = screens.Fonts(tag)
	return variant{th, dark}
}

// opened shows a screen in a window of that width.
func opened(t testing.TB, s screens.Screen, width float32) fyne.Window {
	t.Helper()
	w := test.NewTempWindow(t, s.Content())
	w.SetPadded(false)
	w.Resize(fyne.NewSize(width, 720))
	s.Focus(w.Canvas())
	return w
}

// Each exhibit of the gallery is kept as an outline, in a language of each direction: what is on the screen, what it
// says, where it lies, and the colours it is drawn in, by their names in light and dark. How a widget is drawn is kept
// with the widget.
func TestOutlines(t *testing.T) {
	app := newApp(t)
	outlines := map[string]string{}
	for _, tag := range []string{"en", "ar"} {
		var light []string // the outline of each exhibit
		for _, dark := range []bool{false, true} {
			look := looking(tag, dark)
			app.Settings().SetTheme(look)
			for i, exhibit := range screens.Gallery(asking(t, tag, nil)) {
				s := exhibit.Build()
				opened(t, s, 480)
				got := colored(s.Content(), look)
				if !dark {
					light = append(light, got)
					continue
				}
				outlines[exhibit.Name] += "# " + tag + "\n" + merged(t, exhibit.Name, light[i], got)
			}
		}
		for _, exhibit := range screens.Gallery(asking(t, tag, nil)) {
			if tag == "en" && strings.Count(outlines[exhibit.Name], "# en") != 1 {
				t.Errorf("%d exhibits are called %q", strings.Count(outlines[exhibit.Name], "# en"), exhibit.Name)
			}
		}
	}
	for name, got := range outlines {
		t.Run(name, func(t *testing.T) {
			file := filepath.Join("testdata", "outlines", name+".txt")
			if *update {
				if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatalf("%v; run the test with -update and look at what it writes", err)
			}
			if got != string(want) {
				t.Errorf("the screen has changed; run the test with -update and look at the difference; got\n%s\nwant\n%s", got, want)
			}
		})
	}
	kept, _ := filepath.Glob("testdata/outlines/*.txt")
	for _, file := range kept {
		if name := strings.TrimSuffix(filepath.Base(file), ".txt"); outlines[name] == "" {
			if *update {
				os.Remove(file)
				continue
			}
			t.Errorf("%s is kept for an exhibit that is gone", file)
		}
	}
}

// merged is one outline out of that in light and that in dark, which differ in nothing but the names that a colour may
// have: a name must do for both.
func merged(t *testing.T, name, light, dark string) string {
	t.Helper()
	one, two := strings.Split(light, "\n"), strings.Split(dark, "\n")
	if len(one) != len(two) {
		t.Fatalf("%s differs in dark; light\n%s\ndark\n%s", name, light, dark)
	}
	var b strings.Builder
	for i := range one {
		words, inLight, _ := strings.Cut(one[i], "\t")
		other, inDark, _ := strings.Cut(two[i], "\t")
		if words != other {
			t.Errorf("%s says %q in light and %q in dark", name, words, other)
		}
		var roles []string
		darks := strings.Fields(inDark)
		for j, candidates := range strings.Fields(inLight) {
			role := candidates
			if j < len(darks) {
				role = common(candidates, darks[j])
			}
			if !slices.Contains(roles, role) {
				roles = append(roles, role)
			}
		}
		b.WriteString(strings.TrimRight(words+"  "+strings.Join(roles, " "), " "))
		if i < len(one)-1 {
			b.WriteByte('\n')
		}
	}
	return b.String()
}

// common is the first name in both lists, or both lists where there is none.
func common(light, dark string) string {
	for name := range strings.SplitSeq(light, "|") {
		if slices.Contains(strings.Split(dark, "|"), name) {
			return name
		}
	}
	return light + "≠" + dark
}

// roles are the names that a colour has in a palette, or its value when it has none.
func roles(c color.Color, p kit.Palette) string {
	n := color.NRGBAModel.Convert(c).(color.NRGBA)
	if n.A == 0 {
		return "none"
	}
	var names, faint []string
	v := reflect.ValueOf(p)
	for i := range v.NumField() {
		named := v.Field(i).Interface().(color.NRGBA)
		name := v.Type().Field(i).Name
		name = strings.ToLower(name[:1]) + name[1:]
		if named == n {
			names = append(names, name)
		} else if named.A == 0xff && named.R == n.R && named.G == n.G && named.B == n.B {
			faint = append(faint, fmt.Sprintf("%s/%.0f%%", name, float64(n.A)/2.55))
		}
	}
	if names = append(names, faint...); len(names) == 0 {
		return fmt.Sprintf("#%02x%02x%02x%02x", n.R, n.G, n.B, n.A)
	}
	return strings.Join(names, "|")
}

// colored is the outline with the colours of everything below each line, in the order in which they are drawn.
func colored(content fyne.CanvasObject, look variant) string {
	palette := look.Light
	if look.dark {
		palette = look.Dark
	}
	return sketch(content, func(o fyne.CanvasObject) string {
		var all []string
		tell := func(o fyne.CanvasObject, _ fyne.Position) bool {
			switch o := o.(type) {
			case *canvas.Text:
				if o.Text != "" {
					all = append(all, roles(o.Color, palette))
				}
			case *canvas.Rectangle:
				if o.FillColor != nil {
					all = append(all, roles(o.FillColor, palette))
				}
				if o.StrokeWidth > 0 && o.StrokeColor != nil {
					all = append(all, roles(o.StrokeColor, palette))
				}
			case *kit.Page, *kit.Card: // what is in them has lines of its own
				return false
			}
			return true
		}
		if _, ok := o.(*kit.Card); ok {
			for _, child := range test.WidgetRenderer(o.(fyne.Widget)).Objects() {
				if _, ok := child.(*canvas.Rectangle); ok {
					kittest.Descend(child, tell)
				}
			}
		}
		kittest.Descend(o, tell)
		return "\t" + strings.Join(all, " ")
	})
}

// outline tells what is visible, one line for each widget that says something.
func outline(content fyne.CanvasObject) string {
	return sketch(content, func(fyne.CanvasObject) string { return "" })
}

// sketch is the outline, with something more at the end of each line.
func sketch(content fyne.CanvasObject, more func(fyne.CanvasObject) string) string {
	var b strings.Builder
	kittest.Descend(content, func(o fyne.CanvasObject, at fyne.Position) bool {
		w, ok := o.(fyne.Widget)
		if !ok {
			return true
		}
		name := strings.TrimPrefix(fmt.Sprintf("%T", o), "*")
		words := said(w)
		if words != "" || name == "kit.Card" || name == "kit.Avatar" || name == "kit.Spinner" || name == "screens.logo" {
			fmt.Fprintf(&b, "%-18s %4.0f,%-4.0f %4.0fx%-4.0f %s%s\n", name, at.X, at.Y, o.Size().Width, o.Size().Height, words, more(o))
		}
		return words == "" || name == "screens.chip" || name == "kit.Page"
	})
	return b.String()
}

// said is what a screen reader would read.
func said(o fyne.Widget) string {
	if o, ok := o.(interface{ AccessibilityLabel() string }); ok {
		return o.AccessibilityLabel()
	}
	return ""
}

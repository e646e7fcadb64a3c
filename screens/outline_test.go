package screens_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"github.com/vestibule-app/vestibule/screens"
	"github.com/vestibule-app/vestibule/screens/kit"
)

var update = flag.Bool("update", false, "write the outlines anew")

// Each exhibit of the gallery is kept as an outline: what is on the screen, what it says and where it lies. How a
// widget is drawn is kept with the widget.
func TestOutlines(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(kit.NewTheme(nil))
	seen := map[string]bool{}
	for _, exhibit := range screens.Gallery(asking(t, "en", nil)) {
		if seen[exhibit.Name] {
			t.Errorf("two exhibits are called %q", exhibit.Name)
		}
		seen[exhibit.Name] = true
		t.Run(exhibit.Name, func(t *testing.T) {
			s := exhibit.Build()
			w := test.NewTempWindow(t, s.Content())
			w.SetPadded(false)
			w.Resize(fyne.NewSize(480, 720))
			s.Focus(w.Canvas())
			got := outline(s.Content())
			file := filepath.Join("testdata", "outlines", exhibit.Name+".txt")
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
				t.Errorf("the screen has changed; got\n%s\nwant\n%s", got, want)
			}
		})
	}
	kept, _ := filepath.Glob("testdata/outlines/*.txt")
	for _, file := range kept {
		if name := strings.TrimSuffix(filepath.Base(file), ".txt"); !seen[name] {
			t.Errorf("%s is kept for an exhibit that is gone", file)
		}
	}
}

// outline tells what is visible, one line for each widget that says something.
func outline(content fyne.CanvasObject) string {
	var b strings.Builder
	var walk func(o fyne.CanvasObject, at fyne.Position)
	walk = func(o fyne.CanvasObject, at fyne.Position) {
		if o == nil || !o.Visible() {
			return
		}
		at = at.Add(o.Position())
		switch o := o.(type) {
		case *fyne.Container:
			for _, child := range o.Objects {
				walk(child, at)
			}
		case fyne.Widget:
			name := strings.TrimPrefix(fmt.Sprintf("%T", o), "*")
			words := said(o)
			if words != "" || name == "kit.Card" || name == "kit.Avatar" || name == "kit.Spinner" || name == "screens.logo" {
				fmt.Fprintf(&b, "%-18s %4.0f,%-4.0f %4.0fx%-4.0f %s\n", name, at.X, at.Y, o.Size().Width, o.Size().Height, words)
			}
			if words != "" && name != "screens.chip" && name != "kit.Page" {
				return
			}
			for _, child := range test.WidgetRenderer(o).Objects() {
				walk(child, at)
			}
		}
	}
	walk(content, fyne.Position{})
	return b.String()
}

// said is what a screen reader would read.
func said(o fyne.Widget) string {
	if o, ok := o.(interface{ AccessibilityLabel() string }); ok {
		return o.AccessibilityLabel()
	}
	return ""
}

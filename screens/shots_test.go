package screens_test

import (
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"github.com/vestibule-app/vestibule/assets"
	"github.com/vestibule-app/vestibule/screens"
	"github.com/vestibule-app/vestibule/screens/kit"
)

// variant is the look with light or dark fixed, whatever the system says.
type variant struct {
	*kit.Theme
	dark bool
}

func (v variant) Color(name fyne.ThemeColorName, _ fyne.ThemeVariant) color.Color {
	if v.dark {
		return v.Theme.Color(name, theme.VariantDark)
	}
	return v.Theme.Color(name, theme.VariantLight)
}

// TestShots draws the whole gallery into $SHOTS_DIR, for people to look at. $SHOTS narrows it down to names that
// hold one of its words.
func TestShots(t *testing.T) {
	dir := os.Getenv("SHOTS_DIR")
	if dir == "" {
		t.Skip("SHOTS_DIR is not set")
	}
	app := newApp(t)
	for _, dark := range []bool{false, true} {
		for _, tag := range assets.Languages() {
			th := kit.NewTheme(nil)
			th.Fonts = screens.Fonts(tag)
			app.Settings().SetTheme(variant{th, dark})
			for _, width := range []float32{400, 480, 1100} {
				for _, exhibit := range screens.Gallery(asking(t, tag, nil)) {
					name := strings.Join([]string{exhibit.Name, tag, strconv.Itoa(int(width)), map[bool]string{false: "light", true: "dark"}[dark]}, "_")
					if !wanted(name) {
						continue
					}
					s := exhibit.Build()
					w := test.NewWindow(s.Content())
					w.SetPadded(false)
					w.Resize(fyne.NewSize(width, 720))
					s.Focus(w.Canvas())
					file, err := os.Create(filepath.Join(dir, name+".png"))
					if err != nil {
						t.Fatal(err)
					}
					if err := png.Encode(file, w.Canvas().Capture()); err != nil {
						t.Fatal(err)
					}
					file.Close()
					w.Close()
				}
			}
		}
	}
}

func wanted(name string) bool {
	for word := range strings.FieldsSeq(os.Getenv("SHOTS")) {
		if strings.Contains(name, word) {
			return true
		}
	}
	return os.Getenv("SHOTS") == ""
}

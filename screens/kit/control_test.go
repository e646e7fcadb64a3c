package kit_test

import (
	"image/color"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"github.com/vestibule-app/vestibule/screens/kit"
)

// pressable is every kind of control, with a count of how often it was set off.
func pressables(taps *int) map[string]interface {
	fyne.Widget
	fyne.Focusable
	fyne.Tappable
	fyne.Accessible
	SetDisabled(bool)
	Label() string
} {
	tap := func() { *taps++ }
	return map[string]interface {
		fyne.Widget
		fyne.Focusable
		fyne.Tappable
		fyne.Accessible
		SetDisabled(bool)
		Label() string
	}{
		"button":   kit.NewButton("Name", tap),
		"outlined": kit.NewOutlined("Name", tap),
		"link":     kit.NewLink("Name", tap),
		"icon":     kit.NewIconButton(kit.Icon(kit.IconMore), "Name", tap),
		"row":      kit.NewRow(nil, "Name", "", tap),
	}
}

func TestPressing(t *testing.T) {
	taps := 0
	for kind, p := range pressables(&taps) {
		show(t, p, 336, 64)
		taps = 0
		test.Tap(p)
		press(p, fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter)
		equal(t, taps, 4, kind+": tap, Space, Return, Enter")
		press(p, fyne.KeyTab, fyne.KeyA)
		p.TypedRune(' ')
		equal(t, taps, 4, kind+": other keys")
		p.SetDisabled(true)
		test.Tap(p)
		press(p, fyne.KeySpace, fyne.KeyReturn)
		equal(t, taps, 4, kind+": disabled")
		equal(t, p.Label(), "Name", kind+": label")
		equal(t, p.AccessibilityLabel(), "Name", kind+": spoken")
		role := fyne.AccessibleRoleButton
		if kind == "link" {
			role = fyne.AccessibleRoleLink
		}
		equal(t, p.AccessibilityRole(), role, kind+": role")
	}
}

func TestBusyButton(t *testing.T) {
	taps := 0
	b := kit.NewButton("Continue", func() { taps++ })
	w := show(t, b, 336, 44)
	w.Canvas().Focus(b)
	rest := b.MinSize()
	b.SetBusy(true)
	equal(t, b.Busy(), true, "busy")
	equal(t, b.MinSize(), rest, "size while busy")
	equal(t, b.Label(), "Continue", "label while busy")
	test.Tap(b)
	press(b, fyne.KeySpace, fyne.KeyReturn)
	equal(t, taps, 0, "taps while busy")
	equal(t, w.Canvas().Focused(), fyne.Focusable(b), "focus is kept while busy")
	equal(t, b.AccessibilityLabel(), "Continue …", "what a screen reader says")
	b.SetBusy(false)
	test.Tap(b)
	equal(t, taps, 1, "taps afterwards")
}

func TestControlKeyGoesToOwnerFirst(t *testing.T) {
	taps, seen := 0, 0
	r := kit.NewRow(nil, "Email", "", func() { taps++ })
	r.OnKey = func(e *fyne.KeyEvent) bool {
		seen++
		return e.Name != fyne.KeySpace
	}
	press(r, fyne.KeyDown, fyne.KeyReturn, fyne.KeySpace)
	equal(t, seen, 3, "keys seen")
	equal(t, taps, 1, "taps: only Space was passed on")
}

// Two details stand on one line where they fit, and under each other, whole, where they do not.
func TestRowDetails(t *testing.T) {
	r := kit.NewRow(nil, "Ada", "", nil)
	r.SetDetails("Signed in", "a•••@contoso.example")
	equal(t, r.Subtitle(), "Signed in · a•••@contoso.example", "subtitle")
	w := show(t, container.NewVBox(r), 400, 200)
	drawn := func() string {
		var all []string
		for _, text := range texts(r) {
			all = append(all, text.Text)
		}
		return strings.Join(all, "|")
	}
	equal(t, drawn(), "Ada|Signed in · a•••@contoso.example", "on one line")
	equal(t, r.MinSize().Height, kit.RowHeight, "height")
	w.Resize(fyne.NewSize(220, 200))
	equal(t, drawn(), "Ada|Signed in|a•••@contoso.example", "on two lines")
	equal(t, r.MinSize().Height, kit.RowHeight+18, "height")
}

func TestRowTrailingButtonIsItsOwn(t *testing.T) {
	rows, dots := 0, 0
	r := kit.NewRow(nil, "Ada", "a••@contoso.example", func() { rows++ })
	r.SetAvatar("A")
	r.SetTrailing(kit.NewIconButton(kit.Icon(kit.IconMore), "More", func() { dots++ }))
	w := show(t, r, 336, 64)
	test.TapCanvas(w.Canvas(), fyne.NewPos(100, 32))
	test.TapCanvas(w.Canvas(), fyne.NewPos(305, 32))
	equal(t, rows, 1, "taps on the row")
	equal(t, dots, 1, "taps on the button in it")
	equal(t, r.AccessibilityLabel(), "Ada, a••@contoso.example", "spoken")
	equal(t, r.MinSize().Height, 64, "height")
}

func TestLongLabelsAreCut(t *testing.T) {
	long := "A title that is far too long for the width of any row in any card there is"
	r := kit.NewRow(kit.Icon(kit.IconMail), long, long, nil)
	show(t, r, 288, 64)
	for _, line := range texts(r) {
		if w := line.Position().X + line.MinSize().Width; w > 288-20 {
			t.Errorf("%q reaches to %v", line.Text, w)
		}
	}
	equal(t, r.Title(), long, "title")
}

func TestBannerHidesWhenEmpty(t *testing.T) {
	b := kit.NewBanner(kit.Danger, "")
	box := container.NewVBox(b, kit.NewText(kit.Body, "below"))
	show(t, box, 336, 300)
	equal(t, b.Visible(), false, "visible at first")
	empty := box.MinSize().Height
	b.SetText(kit.Danger, "Something went wrong.")
	equal(t, b.Visible(), true, "visible with words")
	equal(t, b.Kind(), kit.Danger, "kind")
	if box.MinSize().Height <= empty {
		t.Error("the banner takes no room")
	}
	plain := b.MinSize().Height
	taps := 0
	b.SetAction("Details", func() { taps++ })
	test.Tap(b.Action())
	equal(t, taps, 1, "taps on the action")
	equal(t, b.MinSize().Height, plain+24, "height with an action")
	b.SetText(kit.Info, "")
	equal(t, b.Visible(), false, "visible without words")
}

func TestHoverChangesALinkOnly(t *testing.T) {
	l := kit.NewLink("Forgot password?", nil)
	show(t, l, 120, 24)
	line := func() bool { return test.WidgetRenderer(l).Objects()[2].Visible() }
	equal(t, line(), false, "underlined at rest")
	l.MouseIn(&desktop.MouseEvent{})
	equal(t, line(), true, "underlined under the pointer")
	l.MouseOut()
	equal(t, line(), false, "underlined afterwards")
	l.FocusGained()
	equal(t, line(), true, "underlined with the focus")
	equal(t, l.Cursor(), desktop.Cursor(desktop.PointerCursor), "pointer")
}

// TestFocusedLinkIsReadable: what lies behind a link with the focus leaves its words readable, on a card and in a banner of
// every kind, whatever the accent.
func TestFocusedLinkIsReadable(t *testing.T) {
	for _, accent := range []color.Color{nil, color.NRGBA{0xff, 0x80, 0, 0xff}, color.NRGBA{0, 0x60, 0x30, 0xff}, color.NRGBA{0xff, 0xff, 0, 0xff}, color.NRGBA{0, 0, 0, 0xff}} {
		for _, variant := range []fyne.ThemeVariant{theme.VariantLight, theme.VariantDark} {
			newApp(t).Settings().SetTheme(look{kit.NewTheme(accent), variant})
			links := map[fyne.ThemeColorName]*kit.Link{kit.ColorCard: kit.NewLink("Again", nil), kit.ColorPage: kit.NewLegalLink("Again", kit.ColorPage, nil)}
			for kind, paper := range map[kit.BannerKind]fyne.ThemeColorName{kit.Info: kit.ColorAccentTint, kit.Success: kit.ColorSuccessTint,
				kit.Warning: kit.ColorWarningTint, kit.Danger: kit.ColorDangerTint} {
				b := kit.NewBanner(kind, "Sorry.")
				b.SetAction("Again", nil)
				links[paper] = b.Action()
			}
			for paper, link := range links {
				window(t, link, 100, 24)
				link.FocusGained()
				var glow, words color.NRGBA
				for _, o := range test.WidgetRenderer(link).Objects() {
					switch o := o.(type) {
					case *canvas.Rectangle:
						if o.Visible() && glow.A == 0 {
							glow = color.NRGBAModel.Convert(o.FillColor).(color.NRGBA)
						}
					case *canvas.Text:
						words = color.NRGBAModel.Convert(o.Color).(color.NRGBA)
					}
				}
				behind := kit.Color(link, paper)
				over := func(top, below uint8) uint8 {
					return uint8((int(top)*int(glow.A) + int(below)*(255-int(glow.A))) / 255)
				}
				ground := color.NRGBA{over(glow.R, behind.R), over(glow.G, behind.G), over(glow.B, behind.B), 255}
				if ratio := kit.Contrast(words, ground); glow.A == 0 || ratio < kit.TextContrast-0.02 {
					t.Errorf("accent %v, variant %d, on %s: contrast %.2f, glow %v", accent, variant, paper, ratio, glow)
				}
			}
		}
	}
}

package kit_test

import (
	"image"
	"image/color"
	"image/draw"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/driver/software"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"github.com/vestibule-app/vestibule/screens/kit"
	"github.com/vestibule-app/vestibule/screens/kit/kittest"
)

// state is a widget in a state. Its outline is measured where it has one.
type state struct {
	name     string
	make     func() fyne.CanvasObject
	outlined bool // it has an outline that tells where it is
}

// withFocus is a widget as it is with the focus.
func withFocus[T fyne.CanvasObject](o T, target fyne.Focusable) fyne.CanvasObject {
	focused(target)
	return o
}

func states() []state {
	field := func(change func(*kit.Field)) func() fyne.CanvasObject {
		return func() fyne.CanvasObject {
			f := kit.NewField("Email address")
			f.SetText("anna@contoso.example")
			f.SetHelper("We send a code to this address.")
			change(f)
			return f
		}
	}
	code := func(change func(*kit.CodeField)) func() fyne.CanvasObject {
		return func() fyne.CanvasObject {
			c := kit.NewCodeField("Code", 6)
			c.SetText("4829")
			c.SetHelper("Sent to a•••@contoso.example")
			change(c)
			return c
		}
	}
	down := &desktop.MouseEvent{Button: desktop.MouseButtonPrimary}
	return []state{
		{"field", field(func(*kit.Field) {}), true},
		{"field empty", func() fyne.CanvasObject { f := kit.NewField("Email"); f.SetPlaceholder("you@example.com"); return f }, true},
		{"field hover", field(func(f *kit.Field) { f.MouseIn(nil) }), true},
		{"field focus", field(func(f *kit.Field) { focused(f.Target()) }), true},
		{"field error", field(func(f *kit.Field) { f.SetError("That is not right.") }), true},
		{"field error focus", field(func(f *kit.Field) { f.SetError("That is not right."); focused(f.Target()) }), true},
		{"field read-only", field(func(f *kit.Field) { f.SetReadOnly(true) }), false},
		{"field read-only focus", field(func(f *kit.Field) { f.SetReadOnly(true); focused(f.Target()) }), true},
		{"password", func() fyne.CanvasObject {
			p := kit.NewPasswordField("Password", "Show", "Hide")
			p.SetText("secret")
			return p
		}, true},
		{"code", code(func(*kit.CodeField) {}), true},
		{"code focus", code(func(c *kit.CodeField) { focused(c.Target()) }), true},
		{"code error", code(func(c *kit.CodeField) { c.SetError("Enter all digits.") }), true},
		{"code accepted", code(func(c *kit.CodeField) { c.SetText("482913"); c.Accept(func() {}) }), true},
		{"code selected", code(func(c *kit.CodeField) {
			focused(c.Target())
			c.Target().(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutSelectAll{})
		}), true},
		{"button", func() fyne.CanvasObject { return kit.NewButton("Continue", nil) }, true},
		{"button hover", func() fyne.CanvasObject { return hovered(kit.NewButton("Continue", nil)) }, true},
		{"button press", func() fyne.CanvasObject { b := kit.NewButton("Continue", nil); b.MouseDown(down); return b }, true},
		{"button focus", func() fyne.CanvasObject { b := kit.NewButton("Continue", nil); return withFocus(b, b) }, true},
		{"button busy", func() fyne.CanvasObject { b := kit.NewButton("Continue", nil); b.SetBusy(true); return b }, true},
		{"outlined", func() fyne.CanvasObject { return kit.NewOutlined("Continue", nil) }, true},
		{"outlined hover", func() fyne.CanvasObject { return hovered(kit.NewOutlined("Continue", nil)) }, true},
		{"outlined press", func() fyne.CanvasObject { b := kit.NewOutlined("Continue", nil); b.MouseDown(down); return b }, true},
		{"outlined focus", func() fyne.CanvasObject { b := kit.NewOutlined("Continue", nil); return withFocus(b, b) }, true},
		{"outlined busy", func() fyne.CanvasObject { b := kit.NewOutlined("Continue", nil); b.SetBusy(true); return b }, true},
		{"link", func() fyne.CanvasObject { return kit.NewLink("Forgot password?", nil) }, false},
		{"link hover", func() fyne.CanvasObject { return hovered(kit.NewLink("Forgot password?", nil)) }, false},
		{"link focus", func() fyne.CanvasObject { l := kit.NewLink("Forgot password?", nil); return withFocus(l, l) }, false},
		{"row", func() fyne.CanvasObject {
			return kit.NewRow(kit.Icon(kit.IconMail), "Send an email", "a•••@contoso.example", nil)
		}, false},
		{"row hover", func() fyne.CanvasObject {
			return hovered(kit.NewRow(kit.Icon(kit.IconMail), "Send an email", "a•••@contoso.example", nil))
		}, false},
		{"row press", func() fyne.CanvasObject {
			r := kit.NewRow(nil, "Send an email", "subtitle", nil)
			r.MouseDown(down)
			return r
		}, false},
		{"row focus", func() fyne.CanvasObject {
			r := kit.NewRow(nil, "Send an email", "subtitle", nil)
			return withFocus(r, r)
		}, true},
		{"account", func() fyne.CanvasObject { r := kit.NewRow(nil, "Anna", "signed in", nil); r.SetAvatar("A"); return r }, false},
		{"options", func() fyne.CanvasObject {
			o := kit.NewOptions("Size", []string{"Small", "Large"}, false)
			o.Choose(0)
			return o
		}, true},
		{"options focus", func() fyne.CanvasObject {
			o := kit.NewOptions("Size", []string{"Small", "Large"}, false)
			o.Choose(0)
			return withFocus(o, o.Target())
		}, true},
		{"options error", func() fyne.CanvasObject {
			o := kit.NewOptions("Size", []string{"S", "L"}, true)
			o.SetError("Choose one.")
			return o
		}, true},
		{"chooser", func() fyne.CanvasObject { c := newChooser(); c.Choose("DE"); return c }, true},
		{"chooser focus", func() fyne.CanvasObject { c := newChooser(); return withFocus(c, c.Target()) }, true},
		{"chooser error", func() fyne.CanvasObject { c := newChooser(); c.SetError("Choose a country."); return c }, true},
		{"chooser open", func() fyne.CanvasObject {
			c := newChooser()
			c.Choose("FR")
			c.SetOpen(true)
			return withFocus(c, c.Target())
		}, true},
		{"info", func() fyne.CanvasObject { return kit.NewBanner(kit.Info, "A new code is on its way.") }, false},
		{"success", func() fyne.CanvasObject { return kit.NewBanner(kit.Success, "Your password has been changed.") }, false},
		{"warning", func() fyne.CanvasObject { return kit.NewBanner(kit.Warning, "This computer has no keychain.") }, false},
		{"danger", func() fyne.CanvasObject {
			b := kit.NewBanner(kit.Danger, "Nobody answers.")
			b.SetAction("Details", nil)
			return b
		}, false},
		{"checklist", func() fyne.CanvasObject { c := newChecklist(); c.Set(0, kit.Met); c.Set(1, kit.Broken); return c }, false},
		{"title", func() fyne.CanvasObject { return kit.NewText(kit.Title, "Sign in") }, false},
		{"subtitle", func() fyne.CanvasObject { return kit.NewText(kit.Subtitle, "Enter your address.") }, false},
		{"legal", func() fyne.CanvasObject { return kit.NewText(kit.Legal, "Signs in to contoso.example") }, false},
	}
}

// TestContrastOfPixels draws every widget in every state, in each look, and reads off the picture how well its words and
// its outline can be told from what lies behind them (WCAG 2.2, success criteria 1.4.3, 1.4.6 and 1.4.11). What is
// disabled is exempt there, and here.
func TestContrastOfPixels(t *testing.T) {
	for _, lookOf := range []struct {
		name          string
		theme         *kit.Theme
		variant       fyne.ThemeVariant
		text, outline float64
	}{
		{"light", kit.NewTheme(nil), theme.VariantLight, 4.5, 3},
		{"dark", kit.NewTheme(nil), theme.VariantDark, 4.5, 3},
		{"contrast light", contrastTheme(), theme.VariantLight, 7, 4.5},
		{"contrast dark", contrastTheme(), theme.VariantDark, 7, 4.5},
		{"accent like the card, light", likeTheCard(), theme.VariantLight, 4.5, 3},
		{"accent like the card, dark", likeTheCard(), theme.VariantDark, 4.5, 3},
	} {
		if raced && lookOf.name != "light" {
			continue // a race does not depend on the colours
		}
		t.Run(lookOf.name, func(t *testing.T) {
			a := newApp(t)
			a.Settings().SetTheme(look{lookOf.theme, lookOf.variant})
			fyne.SetCurrentApp(still{a}) // colours are measured when they have come to rest
			leastText, leastOutline := 21.0, 21.0
			for _, s := range states() {
				text, outline := measured(t, s, lookOf.theme.Color(kit.ColorCard, lookOf.variant))
				if text < lookOf.text {
					t.Errorf("%s: the words reach %.2f", s.name, text)
				}
				if s.outlined && outline < lookOf.outline {
					t.Errorf("%s: the outline reaches %.2f", s.name, outline)
				}
				if leastText = min(leastText, text); s.outlined {
					leastOutline = min(leastOutline, outline)
				}
			}
			t.Logf("text at least %.2f, outlines at least %.2f", leastText, leastOutline)
		})
	}
}

// likeTheCard has an accent that can hardly be told from the card.
func likeTheCard() *kit.Theme {
	return &kit.Theme{Light: kit.Derive(kit.Seeds{Accent: color.NRGBA{0xF2, 0xE6, 0xFF, 0xFF}}, false, false),
		Dark: kit.Derive(kit.Seeds{Accent: color.NRGBA{0x1C, 0x20, 0x2C, 0xFF}}, true, false)}
}

// pixels is how many there are to a dp: enough for a stroke of a letter to have pixels of its full colour.
const pixels = 3

// measured draws a widget on a card and gives the least contrast of its words and of its outlines.
func measured(t *testing.T, s state, card interface{ RGBA() (r, g, b, a uint32) }) (text, outline float64) {
	t.Helper()
	o := s.make()
	w := test.NewWindow(container.NewStack(canvas.NewRectangle(card), container.NewWithoutLayout(o)))
	defer w.Close()
	w.SetPadded(false)
	w.Canvas().(software.WindowlessCanvas).SetScale(pixels)
	w.Resize(fyne.NewSize(340, 320))
	o.Move(fyne.NewPos(16, 16))
	for range 3 {
		o.Resize(fyne.NewSize(300, o.MinSize().Height))
	}
	picture := w.Canvas().Capture()
	text, outline = 21, 1
	words := 0
	kittest.Visible(o, func(o fyne.CanvasObject, at fyne.Position) {
		switch o := o.(type) {
		case *canvas.Text:
			need := fyne.MeasureText(o.Text, o.TextSize, o.TextStyle)
			if o.Text == "" || need.Width < 1 {
				return
			}
			box := image.Rect(px(at.X), px(at.Y), px(at.X+o.Size().Width), px(at.Y+o.Size().Height)).Intersect(picture.Bounds())
			words++
			text = min(text, inkOn(picture, box))
		case *canvas.Rectangle:
			if o.StrokeWidth >= 1 && o.Size().Height > 16 || o.FillColor != nil && o.StrokeWidth > 0 {
				middle := px(at.Y + o.Size().Height/2)
				outline = max(outline, edgeOn(picture, px(at.X), middle))
			}
		}
	})
	if words == 0 {
		t.Errorf("%s says nothing", s.name)
	}
	return text, outline
}

func px(dp float32) int { return int(dp*pixels + 0.5) }

// inkOn is the contrast of the strongest ink in a box with its most frequent colour, which is the ground.
func inkOn(picture image.Image, box image.Rectangle) float64 {
	drawn := image.NewNRGBA(box)
	draw.Draw(drawn, box, picture, box.Min, draw.Src)
	count := map[[3]uint8]int{}
	for i := 0; i+3 < len(drawn.Pix); i += 4 {
		count[[3]uint8{drawn.Pix[i], drawn.Pix[i+1], drawn.Pix[i+2]}]++
	}
	var ground [3]uint8
	for c, n := range count {
		if n > count[ground] {
			ground = c
		}
	}
	most := 1.0
	for c, n := range count {
		if n >= pixels { // a pixel by itself is the rim of something
			most = max(most, kit.Contrast(paint(c), paint(ground)))
		}
	}
	return most
}

// edgeOn is the contrast of an outline that begins at x with what lies outside of it, or inside if that is more: for one
// of the two it has to be told from.
func edgeOn(picture image.Image, x, y int) float64 {
	outside := picture.At(max(0, x-6*pixels), y)
	most := 1.0
	for i := -1; i <= 3*pixels; i++ {
		most = max(most, kit.Contrast(picture.At(max(0, x+i), y), outside))
	}
	return most
}

func paint(c [3]uint8) color.NRGBA { return color.NRGBA{R: c[0], G: c[1], B: c[2], A: 0xff} }

// still is an application in which nothing moves.
type still struct{ fyne.App }

func (s still) Settings() fyne.Settings { return stillSettings{s.App.Settings()} }

type stillSettings struct{ fyne.Settings }

func (stillSettings) ShowAnimations() bool { return false }

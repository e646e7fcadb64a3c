package screens_test

import (
	"image"
	"image/color"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"github.com/vestibule-app/vestibule/assets/brand"
	"github.com/vestibule-app/vestibule/screens"
	"github.com/vestibule-app/vestibule/screens/kit"
)

// piece is a widget in one state, for tokens to act on.
type piece struct {
	name   string
	object fyne.CanvasObject
	size   fyne.Size // zero: as wide as a cell, and as high as it asks to be
}

// with makes a change to something new.
func with[T any](o T, changes ...func(T)) T {
	for _, change := range changes {
		change(o)
	}
	return o
}

// held is a widget whose input has the focus.
func held[T interface{ Target() fyne.Focusable }](o T) T {
	o.Target().FocusGained()
	return o
}

func pointed[T desktop.Hoverable](o T) T { o.MouseIn(nil); return o }

// pieces are the widgets in their states.
func pieces(t testing.TB) []piece {
	field := func(changes ...func(*kit.Field)) *kit.Field {
		f := kit.NewField("Name")
		f.SetText("Anna")
		f.SetHelper("Help")
		return with(f, changes...)
	}
	code := func(digits string, changes ...func(*kit.CodeField)) *kit.CodeField {
		c := kit.NewCodeField("Code", 6)
		c.SetText(digits)
		return with(c, changes...)
	}
	button := func() *kit.Button { return kit.NewButton("Go on", nil) }
	row := func() *kit.Row { return kit.NewRow(kit.Icon(kit.IconMail), "Mail", "a@b.c", nil) }
	options := func() *kit.Options {
		return with(kit.NewOptions("Size", []string{"Small", "Large"}, false), func(o *kit.Options) { o.Choose(0) })
	}
	chooser := func() *kit.Chooser {
		choices := []kit.Choice{{ID: "a", Title: "Alba", Detail: "1"}, {ID: "b", Title: "Bona", Detail: "2"}}
		c := kit.NewChooser("Land", choices, kit.ChooserWords{Placeholder: "None", Search: "Find"})
		c.Choose("a")
		return c
	}
	banner := func(kind kit.BannerKind) *kit.Banner {
		return with(kit.NewBanner(kind, "News"), func(b *kit.Banner) { b.SetAction("More", nil) })
	}
	meter := func(filled int) *kit.Meter {
		return with(kit.NewMeter(), func(m *kit.Meter) { m.Set(filled, "So so") })
	}
	list := kit.NewChecklist([]kit.Demand{{Words: "Long"}, {Words: "Odd"}, {Words: "New"}}, "unmet", "met", "broken")
	list.Set(0, kit.Met)
	list.Set(1, kit.Broken)
	blank := kit.NewPasswordField("Secret", "Show", "Hide")
	blank.SetHints("Caps", "Blank")
	blank.SetText("x ")
	wide := kit.NewPage(kit.NewCard(kit.NewText(kit.Body, "Inside")), nil)
	wide.SetBrandPanel(canvas.NewRectangle(color.Black))
	return []piece{
		{name: "field", object: field()},
		{name: "field empty", object: with(kit.NewField(""), func(f *kit.Field) { f.SetPlaceholder("you@here") })},
		{name: "field hover", object: pointed(field())},
		{name: "field focus", object: held(field())},
		{name: "field selection", object: with(held(field()), (*kit.Field).Select)},
		{name: "field error", object: field(func(f *kit.Field) { f.SetError("Wrong") })},
		{name: "field disabled", object: field(func(f *kit.Field) { f.SetDisabled(true) })},
		{name: "field read-only", object: field(func(f *kit.Field) { f.SetReadOnly(true) })},
		{name: "password hint", object: blank},
		{name: "code", object: code("48")},
		{name: "code focus", object: held(code("48"))},
		{name: "code error", object: code("48", func(c *kit.CodeField) { c.SetError("Wrong") })},
		{name: "code selected", object: with(held(code("482913")), func(c *kit.CodeField) {
			c.Target().(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutSelectAll{})
		})},
		{name: "code accepted", object: code("482913", func(c *kit.CodeField) { c.Accept(nil) })},
		{name: "button", object: button()},
		{name: "button hover", object: pointed(button())},
		{name: "button press", object: with(button(), func(b *kit.Button) { b.MouseDown(&desktop.MouseEvent{Button: desktop.MouseButtonPrimary}) })},
		{name: "button focus", object: with(button(), (*kit.Button).FocusGained)},
		{name: "outlined", object: kit.NewOutlined("Other", nil)},
		{name: "outlined hover", object: pointed(kit.NewOutlined("Other", nil))},
		{name: "link", object: kit.NewLink("Forgot", nil)},
		{name: "link disabled", object: with(kit.NewLink("Not now", nil), (*kit.Link).Disable)},
		{name: "link legal", object: kit.NewLegalLink("Terms", kit.ColorPage, nil)},
		{name: "icon button", object: kit.NewIconButton(kit.Icon(kit.IconMore), "More", nil)},
		{name: "row", object: row()},
		{name: "row hover", object: pointed(row())},
		{name: "row focus", object: with(row(), (*kit.Row).FocusGained)},
		{name: "avatar", object: kit.NewAvatar("A")},
		{name: "options", object: options()},
		{name: "options focus", object: held(options())},
		{name: "check", object: kit.NewCheck("Stay")},
		{name: "chooser", object: chooser()},
		{name: "chooser open", object: with(chooser(), func(c *kit.Chooser) { c.SetOpen(true) })},
		{name: "chip", object: screens.NewChip("Anna", "Change")},
		{name: "info", object: banner(kit.Info)},
		{name: "success", object: banner(kit.Success)},
		{name: "warning", object: banner(kit.Warning)},
		{name: "danger", object: banner(kit.Danger)},
		{name: "checklist", object: list},
		{name: "meter weak", object: meter(1)},
		{name: "meter fair", object: meter(2)},
		{name: "meter good", object: meter(4)},
		{name: "progress", object: with(kit.NewProgress("Working"), (*kit.Progress).Step)},
		{name: "title", object: kit.NewText(kit.Title, "Sign in")},
		{name: "subtitle", object: kit.NewText(kit.Subtitle, "To go on")},
		{name: "body", object: kit.NewText(kit.Body, "Words")},
		{name: "legal", object: kit.NewText(kit.Legal, "Small print")},
		{"page", kit.NewPage(kit.NewCard(kit.NewText(kit.Body, "Inside")), kit.NewText(kit.Legal, "Below")), fyne.NewSize(420, 240)},
		{"page wide", wide, fyne.NewSize(900, 200)},
		{"panel", screens.NewPanel(asking(t, "en", nil)), fyne.NewSize(420, 300)},
	}
}

const (
	cellWide  float32 = 336
	cellInset float32 = 16 // more than anything of a piece reaches beyond it
	cellSpare float32 = 32 // for a piece to grow into
	boardHigh float32 = 1500
)

// cells lays the pieces out in columns, so that none reaches into another, and leaves each where it was first.
type cells struct {
	pieces []piece
	at     []fyne.Position
	end    float32 // of the last column
}

func (*cells) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(1, 1) }

func (c *cells) Layout(objects []fyne.CanvasObject, _ fyne.Size) {
	for i, o := range objects {
		for range 3 { // wrapped text knows its height once it has its width
			size := c.pieces[i].size
			if size.IsZero() {
				size = fyne.NewSize(cellWide, o.MinSize().Height)
			}
			o.Resize(size)
		}
	}
	if c.at == nil {
		c.plan(objects)
	}
	for i, o := range objects {
		o.Move(c.at[i])
	}
}

func (c *cells) plan(objects []fyne.CanvasObject) {
	at, wide := fyne.NewPos(cellInset, cellInset), cellWide
	for i, o := range objects {
		high := o.Size().Height + 2*cellInset
		if c.pieces[i].size.IsZero() {
			high += cellSpare
		}
		if at.Y+high > boardHigh {
			at, wide = fyne.NewPos(at.X+wide+2*cellInset, cellInset), cellWide
		}
		c.at = append(c.at, at)
		wide = max(wide, o.Size().Width)
		at.Y += high
	}
	c.end = at.X + wide + cellInset
}

// bench is all pieces in a window, in a look that changes.
type bench struct {
	app    fyne.App
	window fyne.Window
	pieces []piece
	cells  []image.Rectangle // the pixels of each and around it, as far as it reaches and may grow
	theme  *kit.Theme
	ground *canvas.Rectangle // behind everything, while the colour of the window may not be seen
}

func newBench(t *testing.T) *bench {
	t.Helper()
	b := &bench{app: newApp(t)}
	b.dress(&brand.Pack{})
	fyne.SetCurrentApp(still{b.app})
	b.pieces = pieces(t)
	var objects []fyne.CanvasObject
	for _, p := range b.pieces {
		objects = append(objects, p.object)
	}
	b.ground = canvas.NewRectangle(color.NRGBA{0x30, 0x90, 0xA0, 0xff}) // no theme has it
	b.ground.Hide()
	layout := &cells{pieces: b.pieces}
	b.window = test.NewTempWindow(t, container.NewStack(b.ground, container.New(layout, objects...)))
	b.window.SetPadded(false)
	b.window.Resize(fyne.NewSize(layout.end, boardHigh))
	b.dress(&brand.Pack{})
	for i, p := range b.pieces {
		at, size := layout.at[i].SubtractXY(cellInset, cellInset), p.object.Size().AddWidthHeight(2*cellInset, 2*cellInset)
		if p.size.IsZero() {
			size.Height += cellSpare
		}
		b.cells = append(b.cells, image.Rect(int(at.X), int(at.Y), int(at.X+size.Width), int(at.Y+size.Height)))
	}
	return b
}

// dress has everything look like a pack, while it is on show.
func (b *bench) dress(p *brand.Pack) {
	b.theme = screens.ThemeOf(p, false, "en")
	b.app.Settings().SetTheme(variant{b.theme, false})
	if b.window != nil {
		for range 2 {
			b.window.Content().Refresh()
		}
	}
}

// draw is what all pieces look like, on the colour of the window or on one of no theme.
func (b *bench) draw(grounded bool) *image.NRGBA {
	b.ground.Hidden = !grounded
	return b.window.Canvas().Capture().(*image.NRGBA)
}

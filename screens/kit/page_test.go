package kit_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"github.com/vestibule-app/vestibule/screens/kit"
)

func TestPageCentresItsCard(t *testing.T) {
	card := kit.NewCard(kit.NewText(kit.Title, "Sign in"))
	footer := kit.NewText(kit.Legal, "Terms")
	w := show(t, kit.NewPage(card, footer), 480, 720)
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(card)
	equal(t, card.Size().Width, kit.CardWidth, "width of the card")
	equal(t, at.X, float32(40), "left of the card")
	top, bottom := at.Y, 720-at.Y-card.Size().Height-24-footer.MinSize().Height
	if d := top - bottom; d > 1 || d < -1 {
		t.Errorf("above the card %v, below the footer %v", top, bottom)
	}
	w.Resize(fyne.NewSize(400, 560))
	equal(t, card.Size().Width, float32(352), "width in the smallest window")
}

func TestPageScrollsWhenTooLow(t *testing.T) {
	box := container.NewVBox()
	for range 12 {
		box.Add(kit.NewField("Label"))
	}
	card := kit.NewCard(box)
	w := show(t, kit.NewPage(card, nil), 480, 560)
	top := func() float32 { return fyne.CurrentApp().Driver().AbsolutePositionForObject(card).Y }
	equal(t, top(), kit.PagePadding, "top of a card that is too high")
	test.Scroll(w.Canvas(), fyne.NewPos(20, 300), 0, -100)
	equal(t, top(), kit.PagePadding-100, "top after scrolling")
}

func TestPageBrandPanel(t *testing.T) {
	card, panel := kit.NewCard(nil), canvas.NewRectangle(nil)
	p := kit.NewPage(card, nil)
	p.SetBrandPanel(panel)
	w := show(t, p, kit.WideFrom-1, 720)
	equal(t, panel.Visible(), false, "panel in a narrow window")
	w.Resize(fyne.NewSize(1000, 720))
	equal(t, panel.Visible(), true, "panel in a wide window")
	equal(t, panel.Size(), fyne.NewSize(440, 720), "size of the panel")
	equal(t, panel.Position().X, 0, "left of the panel")
	x := func() float32 { return fyne.CurrentApp().Driver().AbsolutePositionForObject(card).X }
	equal(t, x(), 440+(560-kit.CardWidth)/2, "left of the card")
	p.SetMirrored(true)
	equal(t, panel.Position().X, 560, "left of the mirrored panel")
	equal(t, x(), (560-kit.CardWidth)/2, "left of the mirrored card")
	p.SetBrandPanel(nil)
	equal(t, x(), (1000-kit.CardWidth)/2, "left of the card without a panel")
}

func TestCardGrowsWithItsContent(t *testing.T) {
	banner := kit.NewBanner(kit.Danger, "")
	text := kit.NewText(kit.Body, "Short")
	card := kit.NewCard(container.NewVBox(text, banner))
	p := kit.NewPage(card, nil)
	show(t, p, 480, 720)
	before := card.Size().Height
	banner.SetText(kit.Danger, strings.Repeat("Something went wrong. ", 5))
	p.Refresh()
	after := card.Size().Height
	if after < before+60 {
		t.Errorf("the card went from %v to %v", before, after)
	}
	equal(t, after, card.MinSize().Height, "height of the card")
}

func TestMirrorReachesEverything(t *testing.T) {
	field, row, text := kit.NewField("Email"), kit.NewRow(kit.Icon(kit.IconMail), "Title", "", nil), kit.NewText(kit.Body, "words")
	code := kit.NewCodeField("Code", 6)
	p := kit.NewPage(kit.NewCard(container.NewVBox(field, container.NewVBox(row, text), code)), nil)
	show(t, p, 480, 720)
	icon := test.WidgetRenderer(row).Objects()[3]
	left, first := icon.Position().X, boxesOf(code)[0].Position()
	kit.Mirror(p, true)
	if icon.Position().X <= left {
		t.Error("the icon of a row stays on the left")
	}
	equal(t, texts(text)[0].Alignment, fyne.TextAlignTrailing, "alignment")
	equal(t, boxesOf(code)[0].Position(), first, "a code stays left to right")
	kit.Mirror(p, false)
	equal(t, icon.Position().X, left, "icon after mirroring back")
	kit.Mirror(nil, true) // no footer, no panel
}

func TestPageFollowsTheFocus(t *testing.T) {
	box := container.NewVBox()
	var fields []*kit.Field
	for range 12 {
		fields = append(fields, kit.NewField("Label"))
		box.Add(fields[len(fields)-1])
	}
	w := show(t, container.NewStack(kit.NewPage(kit.NewCard(box), nil)), 480, 560)
	for _, i := range []int{0, 11, 5, 1} {
		w.Canvas().Focus(fields[i].Target())
		top := fyne.CurrentApp().Driver().AbsolutePositionForObject(fields[i]).Y
		if top < 0 || top+fields[i].Size().Height > 560 {
			t.Errorf("field %d has the focus at %v, out of sight", i, top)
		}
	}
}

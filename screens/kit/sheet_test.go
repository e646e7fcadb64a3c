package kit_test

import (
	"image"
	"image/draw"
	"image/png"
	"os"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/driver/software"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"github.com/vestibule-app/vestibule/screens/kit"
)

// TestSheet draws every widget in every state, light beside dark, into the file named by KIT_SHEET.
func TestSheet(t *testing.T) {
	path := os.Getenv("KIT_SHEET")
	if path == "" {
		t.Skip("set KIT_SHEET to a file name to draw the contact sheet")
	}
	var sheets []image.Image
	for _, v := range []fyne.ThemeVariant{theme.VariantLight, theme.VariantDark} {
		a := dress(t, v)
		th := a.Settings().Theme()
		content := sheet()
		ground := canvas.NewRectangle(th.Color(theme.ColorNameBackground, v))
		w := test.NewTempWindow(t, container.NewStack(ground, content))
		w.SetPadded(false)
		w.Canvas().(software.WindowlessCanvas).SetScale(1.5)
		w.Resize(fyne.NewSize(1720, 1130))
		content.Refresh()
		w.Resize(fyne.NewSize(1720, 1131))
		sheets = append(sheets, w.Canvas().Capture())
	}
	b := sheets[0].Bounds()
	all := image.NewNRGBA(image.Rect(0, 0, b.Dx(), 2*b.Dy()))
	for i, s := range sheets {
		draw.Draw(all, image.Rect(0, i*b.Dy(), b.Dx(), (i+1)*b.Dy()), s, image.Point{}, draw.Src)
	}
	write(t, path, all)
	write(t, strings.TrimSuffix(path, ".png")+"-pages.png", pages(t))
}

func write(t *testing.T, path string, picture image.Image) {
	t.Helper()
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := png.Encode(f, picture); err != nil {
		t.Fatal(err)
	}
}

// pages draws whole pages: the smallest window, a wide one with its panel, and one for a language read from the right.
func pages(t *testing.T) image.Image {
	all := image.NewNRGBA(image.Rect(0, 0, 1900, 720))
	x := 0
	for _, c := range []struct {
		width    float32
		variant  fyne.ThemeVariant
		mirrored bool
	}{{400, theme.VariantLight, false}, {1000, theme.VariantLight, false}, {480, theme.VariantDark, true}} {
		dress(t, c.variant)
		email := kit.NewField("Email address")
		email.SetText("ada@contoso.example")
		password := kit.NewPasswordField("Password", "Show", "Hide")
		password.SetError("That password is not right.")
		form := container.New(layout.NewCustomPaddedVBoxLayout(12), kit.NewText(kit.Title, "Sign in to Contoso"),
			kit.NewText(kit.Subtitle, "Enter the address you signed up with, and we will take it from there."),
			kit.NewBanner(kit.Warning, "This computer has no keychain."), email, password, kit.NewCodeField("Code", 6),
			kit.NewRow(kit.Icon(kit.IconMail), "Email", "a••@contoso.example", nil), kit.NewButton("Continue", nil))
		p := kit.NewPage(kit.NewCard(form), kit.NewText(kit.Legal, "Signs in to contoso.ciamlogin.com"))
		p.SetBrandPanel(canvas.NewRectangle(kit.DefaultAccent))
		p.SetMirrored(c.mirrored)
		w := window(t, p, c.width, 720)
		w.Canvas().Focus(password.Target())
		draw.Draw(all, image.Rect(x, 0, x+int(c.width), 720), w.Canvas().Capture(), image.Point{}, draw.Src)
		x += int(c.width) + 10
	}
	return all
}

func sheet() fyne.CanvasObject {
	return container.New(&fixed{width: 400, gap: 24}, fieldSheet(), codeSheet(), buttonSheet(), choiceSheet())
}

// fixed lays columns of one width side by side.
type fixed struct{ width, gap float32 }

func (f *fixed) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(100, 100) }
func (f *fixed) Layout(objects []fyne.CanvasObject, _ fyne.Size) {
	for i, o := range objects {
		o.Move(fyne.NewPos(f.gap+float32(i)*(f.width+f.gap), f.gap))
		for range 2 {
			o.Resize(fyne.NewSize(f.width, o.MinSize().Height))
		}
	}
}

func column(objects ...fyne.CanvasObject) fyne.CanvasObject {
	return kit.NewCard(container.New(layout.NewCustomPaddedVBoxLayout(12), objects...))
}

func hovered[T desktop.Hoverable](o T) T { o.MouseIn(nil); return o }

func focused(o fyne.Focusable) { o.FocusGained() }

func fieldSheet() fyne.CanvasObject {
	rest := kit.NewField("Email address")
	rest.SetPlaceholder("you@example.com")
	rest.SetHelper("We will send a code to this address.")
	hover := hovered(kit.NewField("Hover"))
	hover.SetText("ada@contoso.example")
	focus := kit.NewField("Focus")
	focus.SetText("ada@contoso.example")
	focused(focus.Target())
	bad := kit.NewField("Error")
	bad.SetText("ada@contoso")
	bad.SetError("That does not look like an email address. Please check the part behind the @ sign.")
	off := kit.NewField("Disabled")
	off.SetText("ada@contoso.example")
	off.SetDisabled(true)
	lock := kit.NewField("Read only")
	lock.SetText("ada@contoso.example")
	lock.SetReadOnly(true)
	hidden := kit.NewPasswordField("Password", "Show password", "Hide password")
	hidden.SetText("Correct-Horse-1")
	shown := kit.NewPasswordField("Password, shown, wrong", "Show password", "Hide password")
	shown.SetText("Correct-Horse-1")
	shown.Eye().Tapped(nil)
	shown.SetError("That password is not right.")
	focused(shown.Target())
	return column(kit.NewText(kit.Title, "Sign in to Contoso"), kit.NewText(kit.Subtitle, "Enter the address you signed up with, and we will take it from there."),
		rest, hover, focus, bad, off, lock, hidden, shown)
}

func codeSheet() fyne.CanvasObject {
	part := kit.NewCodeField("Code, 6 digits", 6)
	part.SetText("482")
	part.SetHelper("Sent to a••@contoso.example")
	focused(part.Target())
	eight := kit.NewCodeField("Code, 8 digits", 8)
	eight.SetText("48291")
	focused(eight.Target())
	good := kit.NewCodeField("Accepted", 6)
	good.SetText("482913")
	good.Accept(nil)
	wrong := kit.NewCodeField("Error", 6)
	wrong.SetText("4829")
	wrong.SetError("Enter all six digits.")
	four := kit.NewCodeField("Four, off", 4)
	four.SetText("12")
	four.SetDisabled(true)
	plain := kit.NewCodeField("Length not known", 0)
	plain.SetText("4829")
	danger := kit.NewBanner(kit.Danger, "We could not reach contoso.example. Check your connection and try again.")
	danger.SetAction("Details", nil)
	return column(part, eight, good, wrong, four, plain,
		kit.NewBanner(kit.Info, "A new code is on its way."), kit.NewBanner(kit.Success, "Your password has been changed."),
		kit.NewBanner(kit.Warning, "This computer has no keychain, so you will be asked to sign in again tomorrow."), danger)
}

func buttonSheet() fyne.CanvasObject {
	focus := kit.NewButton("Continue, focus", nil)
	focused(focus)
	busy := kit.NewButton("Signing in", nil)
	busy.SetBusy(true)
	pressed := kit.NewButton("Continue, press", nil)
	pressed.MouseDown(&desktop.MouseEvent{Button: desktop.MouseButtonPrimary})
	off := kit.NewButton("Continue, off", nil)
	off.SetDisabled(true)
	outlined := kit.NewOutlined("Use a browser instead", nil)
	outFocus := kit.NewOutlined("Outlined, focus", nil)
	focused(outFocus)
	outBusy := kit.NewOutlined("Outlined, busy", nil)
	outBusy.SetBusy(true)
	linkFocus := kit.NewLink("Link with focus", nil)
	focused(linkFocus)
	links := container.NewHBox(kit.NewLink("Forgot password?", nil), layout.NewSpacer(), hovered(kit.NewLink("Link, hover", nil)), layout.NewSpacer(), linkFocus)
	rowFocus := kit.NewRow(kit.Icon(kit.IconPhone), "Text message", "+1 ••• ••• 0101", nil)
	focused(rowFocus)
	account := kit.NewRow(nil, "Ada Lovelace", "a••@contoso.example · signed in", nil)
	account.SetAvatar("A")
	account.SetTrailing(kit.NewIconButton(kit.Icon(kit.IconMore), "More", nil))
	eye := kit.NewIconButton(kit.Icon(kit.IconEye), "Show", nil)
	focused(eye)
	icons := container.New(layout.NewGridWrapLayout(fyne.NewSize(32, 32)))
	for _, n := range []kit.IconName{kit.IconMail, kit.IconPhone, kit.IconKey, kit.IconLock, kit.IconUser, kit.IconBuilding, kit.IconBrowser,
		kit.IconPlay, kit.IconInbox, kit.IconEyeOff, kit.IconCheck, kit.IconPlus, kit.IconClose, kit.IconMore, kit.IconCopy, kit.IconBack, kit.IconForward,
		kit.IconSignOut, kit.IconSettings, kit.IconRefresh, kit.IconOffline} {
		icons.Add(kit.NewIconButton(kit.Icon(n), string(n), nil))
	}
	icons.Add(eye)
	icons.Add(hovered(kit.NewIconButton(kit.Icon(kit.IconCopy), "Copy", nil)))
	icons.Add(kit.NewSpinner(24))
	return column(kit.NewButton("Continue", nil), hovered(kit.NewButton("Continue, hover", nil)), pressed, focus, busy, off, outlined, outFocus, outBusy, links,
		kit.NewRow(kit.Icon(kit.IconMail), "Email", "a••@contoso.example", nil), rowFocus, hovered(account), icons,
		kit.NewText(kit.Legal, "By continuing you agree to the terms of use and the privacy notice."))
}

func choiceSheet() fyne.CanvasObject {
	one := kit.NewOptions("One of them", []string{"Small", "Medium, which is what most people take when they are asked", "Large"}, false)
	one.Choose(0)
	focused(one.Target())
	several := kit.NewOptions("Several, wrong", []string{"Dancing", "Swimming"}, true)
	several.Choose(1)
	several.SetError("Choose another.")
	off := kit.NewOptions("Disabled", []string{"Yes", "No"}, false)
	off.Choose(0)
	off.SetDisabled(true)
	closed, open := newChooser(), newChooser()
	closed.Choose("DE")
	open.Choose("FR")
	open.SetOpen(true)
	focused(open.Target())
	list := newChecklist()
	list.Set(0, kit.Met)
	list.Set(5, kit.Broken)
	bar := kit.NewProgress("Working")
	bar.Step()
	return column(one, several, kit.NewCheck("A single one"), off, closed, open, list, bar)
}

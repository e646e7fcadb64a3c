package kit_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"github.com/vestibule-app/vestibule/screens/kit"
)

// TestGoldens compares what each state draws with testdata. After a wanted change copy testdata/failed over it.
func TestGoldens(t *testing.T) {
	for name, make := range map[string]func() fyne.CanvasObject{
		"field_rest": func() fyne.CanvasObject {
			f := kit.NewField("Email")
			f.SetPlaceholder("you@example.com")
			f.SetHelper("We will send a code.")
			return f
		},
		"field_focus": func() fyne.CanvasObject {
			f := kit.NewField("Email")
			f.SetText("ada@contoso.example")
			f.Target().FocusGained()
			return f
		},
		"field_hover": func() fyne.CanvasObject { return hovered(kit.NewField("Email")) },
		"field_error": func() fyne.CanvasObject {
			f := kit.NewField("Email")
			f.SetError("Enter your address.")
			return f
		},
		"field_disabled": func() fyne.CanvasObject {
			f := kit.NewField("Email")
			f.SetText("ada@contoso.example")
			f.SetDisabled(true)
			return f
		},
		"field_read_only": func() fyne.CanvasObject {
			f := kit.NewField("Email")
			f.SetText("ada@contoso.example")
			f.SetReadOnly(true)
			return f
		},
		"password_hidden": func() fyne.CanvasObject {
			p := kit.NewPasswordField("Password", "Show", "Hide")
			p.SetText("secret")
			return p
		},
		"code_part": func() fyne.CanvasObject {
			c := kit.NewCodeField("Code", 6)
			c.SetText("482")
			c.Target().FocusGained()
			return c
		},
		"code_error": func() fyne.CanvasObject {
			c := kit.NewCodeField("Code", 8)
			c.SetText("4829")
			c.SetError("Enter all digits.")
			return c
		},
		"code_accepted": func() fyne.CanvasObject {
			c := kit.NewCodeField("Code", 6)
			c.SetText("482913")
			c.Accept(nil)
			return c
		},
		"button_rest":  func() fyne.CanvasObject { return kit.NewButton("Continue", nil) },
		"button_hover": func() fyne.CanvasObject { return hovered(kit.NewButton("Continue", nil)) },
		"button_press": func() fyne.CanvasObject {
			b := kit.NewButton("Continue", nil)
			b.MouseDown(&desktop.MouseEvent{Button: desktop.MouseButtonPrimary})
			return b
		},
		"button_busy": func() fyne.CanvasObject {
			b := kit.NewButton("Continue", nil)
			b.SetBusy(true)
			return b
		},
		"outlined_focus": func() fyne.CanvasObject {
			b := kit.NewOutlined("Use a browser", nil)
			b.FocusGained()
			return b
		},
		"row": func() fyne.CanvasObject {
			return kit.NewRow(kit.Icon(kit.IconMail), "Email", "a••@contoso.example", nil)
		},
		"row_mirrored": func() fyne.CanvasObject {
			r := kit.NewRow(nil, "Ada", "a••@contoso.example", nil)
			r.SetAvatar("A")
			r.SetMirrored(true)
			return r
		},
		"banner": func() fyne.CanvasObject {
			b := kit.NewBanner(kit.Danger, "We could not reach the server.")
			b.SetAction("Details", nil)
			return b
		},
		"options_one": func() fyne.CanvasObject {
			o := kit.NewOptions("Size", []string{"Small", "Large"}, false)
			o.Choose(1)
			o.Target().FocusGained()
			return o
		},
		"options_several": func() fyne.CanvasObject {
			o := kit.NewOptions("Hobbies", []string{"Dancing", "Swimming"}, true)
			o.Choose(0)
			o.SetError("Choose another.")
			return o
		},
		"chooser_closed": func() fyne.CanvasObject {
			c := newChooser()
			c.Choose("DE")
			return c
		},
		"chooser_open": func() fyne.CanvasObject {
			c := newChooser()
			c.Choose("DE")
			c.SetOpen(true)
			return c
		},
		"chooser_mirrored": func() fyne.CanvasObject {
			c := newChooser()
			c.SetMirrored(true)
			c.SetError("Choose a country.")
			return c
		},
		"checklist": func() fyne.CanvasObject {
			c := newChecklist()
			c.Set(0, kit.Met)
			c.Set(5, kit.Broken)
			return c
		},
		"progress": func() fyne.CanvasObject {
			p := kit.NewProgress("Working")
			p.Step()
			return p
		},
		"card": func() fyne.CanvasObject { return kit.NewCard(kit.NewText(kit.Title, "Sign in")) },
	} {
		for variant, v := range map[string]fyne.ThemeVariant{"light": theme.VariantLight, "dark": theme.VariantDark} {
			t.Run(name+"_"+variant, func(t *testing.T) {
				dress(t, v)
				o := make()
				w := test.NewTempWindow(t, container.NewVBox(o))
				w.SetPadded(false)
				w.Resize(fyne.NewSize(336, 130))
				test.AssertRendersToMarkup(t, name+"_"+variant+".xml", w.Canvas())
			})
		}
	}
}

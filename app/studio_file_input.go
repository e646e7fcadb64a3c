package app

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"github.com/vestibule-app/vestibule/screens"
	"github.com/vestibule-app/vestibule/screens/kit"
)

// pictureHigh is how high a picture is shown beside its name.
const pictureHigh float32 = 48

// fileInput is a file of the pack, which is chosen or dropped; a picture is shown.
func (s *Studio) fileInput(key string) *studioInput {
	name, file := kit.NewText(kit.Label, s.label(key)), kit.NewText(kit.Body, "")
	note := kit.NewText(kit.Helper, s.help(key))
	wrong := kit.NewBanner(kit.Danger, "")
	ground := canvas.NewRectangle(color.Transparent)
	ground.CornerRadius, ground.StrokeWidth = kit.Space8, 1
	image := canvas.NewImageFromResource(nil)
	image.FillMode = canvas.ImageFillContain
	image.SetMinSize(fyne.NewSize(0, pictureHigh))
	frame := container.NewStack(ground, container.New(layout.NewCustomPaddedLayout(6, 6, 6, 6), image))
	in := &studioInput{key: key, tell: func(text string) { wrong.SetText(kit.Danger, text) }}
	in.drop = func(from string, content []byte) error {
		delete(s.trouble, key)
		if err := s.doc.add(key, from, content); err != nil {
			s.trouble[key] = s.why(err)
		}
		s.changed()
		return nil
	}
	choose := kit.NewLink(s.words.Say("studio.choose"), func() { s.choose(endingsOf(key), in.drop) })
	choose.SetName(s.words.Say("studio.choose") + ": " + s.label(key))
	remove := kit.NewLink(s.words.Say("studio.remove"), func() {
		s.doc.settle()
		s.edit(key, "")
	})
	remove.SetName(s.words.Say("studio.remove") + ": " + s.label(key))
	links := inLine(s.words.RTL(), choose, remove)
	in.content = rows(name, frame, file, note, links, wrong)
	in.show = func() {
		text, _ := s.doc.value(key).(string)
		remove.Hidden = text == ""
		file.SetText(text)
		file.Hidden = text == ""
		image.Resource = s.picture(key)
		frame.Hidden = text == "" || image.Resource == nil
		ground.FillColor, ground.StrokeColor = s.groundOf(key), kit.Color(ground, kit.ColorHairline)
		frame.Refresh()
		links.Refresh()
	}
	return in
}

// endingsOf are those of the files that a key takes.
func endingsOf(key string) []string {
	switch key {
	case "look.image", "look.image_dark":
		return []string{".jpg", ".jpeg", ".png"}
	case "look.font.regular", "look.font.bold", "look.font.monospace":
		return []string{".ttf"}
	}
	return []string{".svg", ".png"}
}

// picture is what a key names, once it has passed its gate: no renderer sees anything else.
func (s *Studio) picture(key string) fyne.Resource {
	if s.doc.pack == nil {
		return nil
	}
	b := screens.BrandOf(s.doc.pack, s.wall.lang)
	return map[string]fyne.Resource{
		"logo.light": b.Logo, "logo.dark": b.LogoDark, "logo.compact": b.LogoCompact, "window.icon": b.Icon,
		"look.image": b.Image, "look.image_dark": b.ImageDark,
	}[key]
}

// groundOf is what a picture stands on.
func (s *Studio) groundOf(key string) color.Color {
	look := "light"
	if key == "logo.dark" || key == "look.image_dark" {
		look = "dark"
	}
	if p := s.palette(look); p != nil {
		return p.Card
	}
	return color.White
}

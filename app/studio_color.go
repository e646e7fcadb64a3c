package app

import (
	"fmt"
	"image/color"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"github.com/vestibule-app/vestibule/assets/brand"
	"github.com/vestibule-app/vestibule/screens"
	"github.com/vestibule-app/vestibule/screens/kit"
)

// seedTokens are the tokens in which the colours under [look] are seen.
var seedTokens = map[string]string{"look.accent": "accent", "look.background": "page", "look.surface": "card", "look.text": "text"}

// palette is what the last pack that was in order is drawn with in a look; nil while there is none.
func (s *Studio) palette(look string) *kit.Palette {
	if s.doc.pack == nil {
		return nil
	}
	if s.palettesOf != s.doc.pack {
		s.palettesOf, s.palettes = s.doc.pack, map[string]*kit.Palette{}
	}
	if s.palettes[look] == nil {
		p := paletteOf(s.doc.pack, look)
		s.palettes[look] = &p
	}
	return s.palettes[look]
}

// shadeInput is a colour for light and one for dark surroundings.
func (s *Studio) shadeInput(key string) *studioInput {
	sides := map[string]*colorField{}
	read := func() (light, dark string) {
		switch v := s.doc.value(key).(type) {
		case string:
			return v, ""
		case map[string]any:
			light, _ = v["light"].(string)
			dark, _ = v["dark"].(string)
		}
		return light, dark
	}
	write := func(light, dark string) {
		switch {
		case dark == "":
			s.edit(key, quotedOr(light, ""))
		case light == "": // which may not be left out beside the dark one
			light = brand.FormatColor(*s.palette("light").Token(seedTokens[key]))
			fallthrough
		default:
			s.edit(key, "{ light = "+brand.Quote(light)+", dark = "+brand.Quote(dark)+" }")
		}
	}
	for _, look := range []string{"light", "dark"} {
		label := s.label(key) + " · " + s.look(look)
		sides[look] = s.newColorField(key, look, seedTokens[key], label, func(hex string) {
			light, dark := read()
			if look == "light" {
				light = hex
			} else {
				dark = hex
			}
			write(light, dark)
		})
	}
	content := fieldsOf(sides["light"].content, sides["dark"].content)
	if help := s.help(key); help != "" {
		content.Add(kit.NewText(kit.Helper, help))
	}
	return &studioInput{key: key, content: content, tell: func(text string) { sides["light"].tell(text) }, show: func() {
		light, dark := read()
		sides["light"].show(light)
		sides["dark"].show(dark)
	}}
}

// colorField is a field for a colour with a swatch that opens a picker, how well the colour can be read where it is used,
// and the nearest one that can be read, to be taken with one press.
type colorField struct {
	s                *Studio
	key, look, token string
	put              func(hex string)

	content *fyne.Container
	field   *kit.Field
	swatch  *swatch
	picker  *colorPicker
	offer   *fyne.Container
	nearest *swatch
	take    *kit.Link
	doc     string // what it is for
}

func (s *Studio) newColorField(key, look, token, label string, put func(hex string)) *colorField {
	c := &colorField{s: s, key: key, look: look, token: token, put: put}
	c.field = kit.NewField(label)
	c.field.OnChanged = put
	c.field.OnKey = func(e *fyne.KeyEvent) bool {
		if e.Name == fyne.KeyDown {
			c.pick()
			return true
		}
		return false
	}
	c.swatch = newSwatch(s.words.Say("studio.pick")+": "+label, c.pick)
	c.picker = newColorPicker(func(n color.NRGBA) { put(brand.FormatColor(n)) }, s.doc.settle)
	c.picker.content.Hide()
	c.picker.field.leave, c.picker.bar.leave = c.unpick, c.unpick
	c.take = kit.NewLink("", nil)
	c.nearest = newSwatch("", nil)
	c.offer = container.New(startLayout{s.words.RTL()}, c.take)
	c.offer.Hide()
	c.content = rows(container.New(besideField{s.words.RTL()}, c.swatch, c.field), c.offer, c.picker.content)
	return c
}

func (c *colorField) pick() {
	if c.picker.content.Hidden {
		c.picker.content.Show()
		c.picker.set(c.swatch.color)
		defer c.s.window.Canvas().Focus(c.picker.field)
	} else {
		c.picker.content.Hide()
	}
	c.s.body.Refresh()
}

// unpick closes the picker from the keyboard.
func (c *colorField) unpick() {
	c.picker.content.Hide()
	c.s.body.Refresh()
	c.s.window.Canvas().Focus(c.swatch)
}

// show takes what the document has for it; nothing is derived.
func (c *colorField) show(text string) {
	set(c.field, text)
	var derived color.NRGBA
	if p := c.s.palette(c.look); p != nil {
		if t := p.Token(c.token); t != nil {
			derived = *t
		}
	}
	c.field.SetPlaceholder(brand.FormatColor(derived))
	asked, err := brand.ParseTranslucent(text)
	if err != nil {
		asked = derived
	}
	c.swatch.paint(asked)
	if !c.picker.content.Hidden {
		c.picker.set(asked)
	}
	c.judge(asked, text != "")
}

// judge says how well the colour can be read where it is hardest to.
func (c *colorField) judge(asked color.NRGBA, given bool) {
	c.offer.Hide()
	helper := ""
	if j, ok := worst(c.s.palette(c.look), c.token, asked, strings.HasPrefix(c.look, "contrast")); ok {
		helper = c.s.words.Say("studio.contrast.good", screens.Params{"Ratio": c.s.words.Decimal(ratioText(j.ratio))})
		if j.ratio < j.least {
			helper = c.s.words.Say("studio.contrast.poor", screens.Params{"Ratio": c.s.words.Decimal(ratioText(j.ratio)), "Least": c.s.words.Decimal(ratioText(j.least)), "Place": j.place()})
		}
	}
	switch {
	case helper == "":
		helper = c.doc
	case c.doc != "":
		helper = c.doc + " · " + helper
	}
	c.field.SetHelper(helper)
	for _, r := range c.s.doc.repairs {
		if given && r.Key == c.key && r.Look == c.look {
			c.propose(r)
			break
		}
	}
}

// propose offers the nearest colour that can be read.
func (c *colorField) propose(r screens.Repair) {
	hex := brand.FormatColor(r.Drawn)
	accept := func() {
		c.s.doc.settle()
		c.put(hex)
	}
	c.nearest = newSwatch("", accept)
	c.nearest.paint(r.Drawn)
	c.take = kit.NewLink(c.s.words.Say("studio.take", screens.Params{"Color": hex}), accept)
	c.take.SetMirrored(c.s.words.RTL())
	c.offer.Objects = []fyne.CanvasObject{container.New(besideField{c.s.words.RTL()}, c.nearest, container.NewCenter(c.take))}
	c.offer.Show()
	c.offer.Refresh()
}

func (c *colorField) tell(text string) { c.field.SetError(text) }

// judgement is a pair of colours and how they can be told from each other.
type judgement struct {
	ratio, least float64
	pair         kit.Pair
}

// worst is the pair in which a colour is hardest to read, as what is written and as what lies behind it.
func worst(p *kit.Palette, token string, asked color.NRGBA, contrast bool) (judgement, bool) {
	var found judgement
	if p == nil || p.Token(token) == nil {
		return found, false
	}
	tried := *p
	*tried.Token(token) = asked
	ok := false
	for _, pair := range kit.Pairs() {
		if pair.Faint || pair.Ink != token && pair.Ground != token {
			continue
		}
		j := judgement{tried.Ratio(pair), pair.Least(contrast), pair}
		if !ok || j.ratio/j.least < found.ratio/found.least {
			found, ok = j, true
		}
	}
	return found, ok
}

func ratioText(r float64) string { return fmt.Sprintf("%.1f", float64(int(r*10))/10) } // 4.49 is not 4.5

// place is where two colours meet, by the names of their tokens.
func (j judgement) place() string { return j.pair.Ink + " / " + j.pair.Ground }

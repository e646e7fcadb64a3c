package app

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2/container"

	"github.com/vestibule-app/vestibule/assets/brand"
	"github.com/vestibule-app/vestibule/screens/kit"
)

// searched is a field that shortens the section below it to what holds a text.
func (s *Studio) searched() *studioInput {
	f := kit.NewField(s.words.Say("gallery.search"))
	f.SetText(s.search)
	f.OnChanged = func(text string) {
		s.search = text
		s.present(s.section)
		for _, in := range s.inputs {
			if again, ok := in.content.(*kit.Field); ok && again.Label() == f.Label() {
				s.window.Canvas().Focus(again.Target())
				return
			}
		}
	}
	return &studioInput{content: f, show: func() {}, tell: func(string) {}}
}

// found says whether a name holds what is searched.
func (s *Studio) found(parts ...string) bool {
	return strings.Contains(strings.ToLower(strings.Join(parts, "\n")), strings.ToLower(strings.TrimSpace(s.search)))
}

// tokenInputs are all derived values, each with what it is and a way to have another and to have it back.
func (s *Studio) tokenInputs() []*studioInput {
	titles := make([]string, len(brand.Modes))
	for i, mode := range brand.Modes {
		titles[i] = s.look(mode)
	}
	modes := kit.NewOptions(s.words.Say("studio.tokens.mode"), titles, false)
	modes.SetCompact(true)
	modes.Choose(slices.Index(brand.Modes, s.shown))
	modes.OnChanged = func() {
		s.shown = brand.Modes[modes.Chosen()[0]]
		s.present(s.section)
	}
	all := []*studioInput{s.searched(), {content: modes, show: func() {}, tell: func(string) {}}}
	for _, t := range brand.Tokens() {
		switch {
		case !s.found(t.Name, s.tokenHelp(t.Name)):
		case t.Kind == brand.SizeToken:
			key := "tokens." + t.Name
			all = append(all, s.slider(key, t.Name, s.tokenHelp(t.Name), t.Name))
		default:
			all = append(all, s.tokenInput(t))
		}
	}
	return all
}

// tokenInput is for a colour that follows from others unless it is given.
func (s *Studio) tokenInput(t brand.Token) *studioInput {
	key := "tokens." + s.shown + "." + t.Name
	c := s.newColorField(key, s.shown, t.Name, t.Name, func(hex string) { s.edit(key, quotedOr(hex, "")) })
	reset := kit.NewLink(s.words.Say("studio.reset"), func() {
		s.doc.settle()
		s.edit(key, "")
	})
	reset.SetName(s.words.Say("studio.reset") + ": " + t.Name)
	c.doc = s.tokenHelp(t.Name)
	c.content.Add(container.New(startLayout{s.words.RTL()}, reset))
	return &studioInput{key: key, content: c.content, tell: c.tell, show: func() {
		text, _ := s.doc.value(key).(string)
		reset.Hidden = text == ""
		c.show(text)
	}}
}

// called is what the window calls a key of a colour.
func (s *Studio) called(key string) string {
	if _, seed := seedTokens[key]; seed {
		return s.label(key)
	}
	return key[strings.LastIndexByte(key, '.')+1:]
}

// modeOf is the table of a token of a colour, and light for another.
func modeOf(key string) string {
	for _, mode := range brand.Modes {
		if strings.HasPrefix(key, "tokens."+mode+".") {
			return mode
		}
	}
	return brand.Modes[0]
}

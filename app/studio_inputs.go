package app

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"github.com/vestibule-app/vestibule/assets/brand"
	"github.com/vestibule-app/vestibule/screens/kit"
)

// studioInput is where one key is decided.
type studioInput struct {
	key     string // of brand.toml; empty: of none, or of several
	content fyne.CanvasObject
	show    func()                                  // takes what the document has
	tell    func(text string)                       // what is wrong with it; empty: nothing
	drop    func(name string, content []byte) error // takes a file; nil: it takes none
}

// studioSection is what belongs together.
type studioSection struct {
	name   string
	inputs []studioKey
	more   func(s *Studio) []*studioInput // below them; may be nil
}

type studioKey struct {
	key   string
	build func(s *Studio, key string) *studioInput
}

const (
	sectionTokens   = "tokens"
	sectionFindings = "findings"
)

// studioSections are all inputs there are. Every key of brand.Keys has its place here.
var studioSections []studioSection

func init() { // the inputs lead back to the sections
	studioSections = []studioSection{
		{name: "identity", inputs: []studioKey{
			{"name", (*Studio).textsInput}, {"company", (*Studio).textsInput},
			{"logo.light", (*Studio).fileInput}, {"logo.dark", (*Studio).fileInput}, {"logo.compact", (*Studio).fileInput},
			{"window.title", (*Studio).textsInput}, {"window.icon", (*Studio).fileInput},
		}},
		{name: "colours", inputs: []studioKey{
			{"look.accent", (*Studio).shadeInput}, {"look.background", (*Studio).shadeInput},
			{"look.surface", (*Studio).shadeInput}, {"look.text", (*Studio).shadeInput},
		}},
		{name: "shape", inputs: []studioKey{
			{"look.control_radius", sizeInput("control_radius")}, {"look.card_radius", sizeInput("card_radius")},
			{"look.density", choiceInput(brand.Densities)}, {"look.layout", choiceInput(brand.Layouts)},
			{"look.image", (*Studio).fileInput}, {"look.image_dark", (*Studio).fileInput}, {"look.logo_place", choiceInput(brand.LogoPlaces)},
		}},
		{name: "type", inputs: []studioKey{
			{"look.font.family", (*Studio).textInput}, {"look.font.regular", (*Studio).fileInput},
			{"look.font.bold", (*Studio).fileInput}, {"look.font.monospace", (*Studio).fileInput},
		}},
		{name: "words", inputs: []studioKey{{"words.*.*", nil}}, more: (*Studio).wordInputs},
		{name: "links", inputs: []studioKey{
			{"links.terms", (*Studio).textsInput}, {"links.privacy", (*Studio).textsInput},
			{"links.help", (*Studio).textsInput}, {"links.support", (*Studio).textsInput},
		}},
		{name: "journeys", inputs: []studioKey{
			{"offer.journeys", (*Studio).journeysInput}, {"offer.wording", choiceInput(brand.Wordings)}, {"offer.code_valid", (*Studio).textInput},
			{"offer.mail_domains", (*Studio).listInput},
			{"attribute[].name", nil}, {"attribute[].label", nil}, {"attribute[].hint", nil},
		}, more: (*Studio).attributeInputs},
		{name: "delivery", inputs: []studioKey{
			{"tenant.authority", (*Studio).textInput}, {"tenant.client_id", (*Studio).textInput},
			{"package.id", (*Studio).textInput}, {"package.version", (*Studio).textInput},
		}},
		{name: sectionTokens, more: (*Studio).tokenInputs},
		{name: sectionFindings, more: (*Studio).findingInputs},
	}
}

// present puts a section on show.
func (s *Studio) present(name string) {
	s.section = name
	s.inputs = nil
	s.body.Objects = []fyne.CanvasObject{kit.NewText(kit.Title, s.words.Say("studio.section."+name)), s.notice}
	for _, section := range studioSections {
		if section.name != name {
			continue
		}
		for _, k := range section.inputs {
			if k.build != nil {
				s.inputs = append(s.inputs, k.build(s, k.key))
			}
		}
		if section.more != nil {
			s.inputs = append(s.inputs, section.more(s)...)
		}
	}
	for _, in := range s.inputs {
		s.body.Add(in.content)
		in.show()
		in.tell(s.wrongWith(in.key))
	}
	kit.Mirror(s.body, s.words.RTL())
	kit.Tighten(s.body)
	s.body.Refresh()
	s.scroll.Refresh() // which is as long as its content then
}

// sectionOf is where a key is decided.
func sectionOf(key string) string {
	if key == "tokens" || strings.HasPrefix(key, "tokens.") {
		return sectionTokens
	}
	root, _, _ := strings.Cut(strings.ReplaceAll(key, "[", "."), ".")
	for _, section := range studioSections {
		for _, k := range section.inputs {
			if k.key == key || strings.HasPrefix(key, k.key+".") || root == "words" && k.key == "words.*.*" || root == "attribute" && strings.HasPrefix(k.key, "attribute[]") {
				return section.name
			}
		}
	}
	return sectionFindings
}

// count is how much is wrong in a section.
func (s *Studio) count(name string) int {
	if name == sectionFindings {
		return foundIn(s.flaws()) + len(s.doc.repairs)
	}
	n := 0
	for _, f := range s.flaws() {
		if !f.Note && f.Key != "" && sectionOf(f.Key) == name {
			n++
		}
	}
	for _, r := range s.doc.repairs {
		if sectionOf(r.Key) == name {
			n++
		}
	}
	return n
}

// label is what a key is called.
func (s *Studio) label(key string) string {
	if key == "package.version" {
		return s.words.Say("support.version")
	}
	return s.words.Say("studio.key." + key)
}

// option is what one of a few is called.
func (s *Studio) option(name string) string {
	switch name {
	case "sign_up":
		return s.words.Say("action.create")
	case "browser":
		return s.words.Say("action.browser")
	}
	return s.words.Say("studio.option." + name)
}

// look is what one of looks is called.
func (s *Studio) look(name string) string {
	switch name {
	case "contrast":
		return s.words.Say("appearance.contrast")
	case "contrast-dark":
		return s.look("contrast") + " · " + s.look("dark")
	}
	return s.words.Say("studio.look." + name)
}

// exampleOf is an example of a key whose values have a form; a name needs none, and could be taken for one that is given.
func exampleOf(key string) string {
	root, _, _ := strings.Cut(key, ".")
	if key != "look.font.family" && !slices.Contains([]string{"links", "offer", "tenant", "package"}, root) {
		return ""
	}
	for _, k := range brand.Keys() {
		if k.Path == key {
			return strings.Trim(k.Example, `"`)
		}
	}
	return ""
}

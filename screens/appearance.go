package screens

import (
	"slices"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"fyne.io/fyne/v2"

	"github.com/vestibule-app/vestibule/assets"
	"github.com/vestibule-app/vestibule/screens/kit"
)

// Contrast is whose word counts on high contrast.
type Contrast string

// The ways to decide on high contrast.
const (
	ContrastSystem Contrast = "system"
	ContrastOn     Contrast = "on"
	ContrastOff    Contrast = "off"
)

// Look is how a person wants the window to look and to move.
type Look struct {
	TextSize int // percent, one of TextSizes
	Contrast Contrast
	Still    bool // no motion, whatever the system says
	OneField bool // a code is typed into one plain field instead of boxes
}

// TextSizes are the sizes of text there are, in percent of what it is designed for.
var TextSizes = []int{100, 125, 150, 175, 200}

// contrasts are in the order of their options.
var contrasts = []Contrast{ContrastSystem, ContrastOn, ContrastOff}

// Appearance lets a person choose how the window looks, moves and speaks, before anything else is asked. Each choice is
// told at once, by onChange or by Asking.OnLanguage; onClose ends it. It lies over the screen that it was opened on, so
// that what was typed there stays.
func Appearance(a Asking, look Look, onChange func(Look), onClose func()) Screen {
	w := a.Words
	p := &appearance{look: look, onChange: onChange}
	sizes := make([]string, len(TextSizes))
	for i, size := range TextSizes {
		sizes[i] = w.Say("appearance.size_percent", Params{"Percent": size})
	}
	p.size = kit.NewOptions(w.Say("appearance.size"), sizes, false)
	p.contrast = kit.NewOptions(w.Say("appearance.contrast"),
		[]string{w.Say("appearance.system"), w.Say("appearance.contrast_on"), w.Say("appearance.contrast_off")}, false)
	p.motion = kit.NewOptions(w.Say("appearance.motion"), []string{w.Say("appearance.system"), w.Say("appearance.motion_less")}, false)
	p.plain = kit.NewCheck(w.Say("appearance.one_field"))
	fields := []below{{0, p.size}}
	if a.OnLanguage != nil {
		p.language = newLanguages(a)
		fields = append(fields, below{kit.Space8, p.language})
	}
	fields = append(fields, below{kit.Space8, p.contrast}, below{kit.Space8, p.motion}, below{kit.Space8, p.plain})
	p.unasked = unasked{newForm(a, parts{
		title:   w.Say("appearance.title"),
		reason:  w.Say("appearance.reason"),
		fields:  fields,
		button:  w.Say("appearance.done"),
		submit:  onClose,
		outside: true,
		still:   true,
	})}
	p.back = onClose
	p.set(look)
	for _, group := range []*kit.Options{p.size, p.contrast, p.motion, p.plain} {
		group.OnChanged, group.OnKey = p.changed, p.onKey
	}
	if p.language != nil {
		p.language.OnKey, p.language.OnResized = p.onKey, p.settle
	}
	p.first = func() focusable { return p.size }
	return p
}

type appearance struct {
	unasked
	look                          Look
	onChange                      func(Look)
	size, contrast, motion, plain *kit.Options
	language                      *kit.Chooser // nil: there is no other language
}

// set shows what is chosen by now.
func (p *appearance) set(look Look) {
	p.size.Choose(max(0, slices.Index(TextSizes, look.TextSize)))
	p.contrast.Choose(max(0, slices.Index(contrasts, look.Contrast)))
	p.motion.Choose(ordinal(look.Still))
	if look.OneField {
		p.plain.Choose(0)
	}
}

// changed tells what was chosen. The screen is laid out anew, since its own text may be of another size now.
func (p *appearance) changed() {
	look := Look{
		TextSize: TextSizes[chosen(p.size)], Contrast: contrasts[chosen(p.contrast)],
		Still: chosen(p.motion) == 1, OneField: p.plain.On(),
	}
	if look == p.look {
		return
	}
	p.look = look
	p.onChange(look)
	p.settle()
}

// chosen is the number of the option that is on.
func chosen(o *kit.Options) int {
	if on := o.Chosen(); len(on) > 0 {
		return on[0]
	}
	return 0
}

func ordinal(on bool) int {
	if on {
		return 1
	}
	return 0
}

// newLanguages is the choice of a language. Each is called what its speakers call it, in letters of its own.
func newLanguages(a Asking) *kit.Chooser {
	w := a.Words
	var choices []kit.Choice
	for _, tag := range assets.Languages() {
		choices = append(choices, kit.Choice{ID: tag, Title: LanguageName(tag), Detail: tag, Also: display.English.Languages().Name(language.Make(tag)), Font: NameFont(tag)})
	}
	c := kit.NewChooser(w.Say("appearance.language"), choices, kit.ChooserWords{
		Placeholder: w.Say("appearance.language"), Search: w.Say("appearance.language_search"), Nothing: w.Say("appearance.language_none"),
	})
	c.Choose(w.Tag())
	c.OnChanged = func(tag string) { a.OnLanguage(tag) }
	return c
}

// newAppearanceLink opens Appearance; it stands in the corner of the screens before sign-in.
func newAppearanceLink(a Asking, onKey func(*fyne.KeyEvent) bool) *kit.Link {
	l := kit.NewLink(a.Words.Say("appearance.open"), a.OnAppearance)
	l.SetName(a.Words.Say("appearance.title"))
	l.OnKey = onKey
	return l
}

// Busy implements Screen: nothing is ever under way here.
func (p *appearance) Busy(Progress) {}

var _ Screen = (*appearance)(nil)

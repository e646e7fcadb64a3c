package app

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"github.com/vestibule-app/vestibule/auth"
	"github.com/vestibule-app/vestibule/screens"
	"github.com/vestibule-app/vestibule/screens/kit"
)

// Ways that the screens of the gallery can be laid out: as their language is, or the one way or the other.
var directions = []string{"auto", "ltr", "rtl"}

// galleryWidths are the least width of the window, the one that it opens with, and one with the brand beside the card.
var galleryWidths = []string{"400", "480", "1100"}

// Gallery is the window of "vestibule gallery". Its methods run on the UI thread.
type Gallery struct {
	fyne   fyne.App
	window fyne.Window
	words  *screens.Words // of the window, not of the screens in it

	search *kit.Field
	list   *exhibitList
	sent   *kit.Text
	stage  *fyne.Container
	width  float32

	lang, look, direction string
	exhibits              []screens.Exhibit // in the language on show
	found                 []int             // of them, by the search
	screen                screens.Screen
	name                  string // of the exhibit on show
}

// NewGallery makes the window, with the first screen on show.
func NewGallery(f fyne.App, lang, look string) (*Gallery, error) {
	words, err := screens.NewWords(lang)
	if err != nil {
		return nil, err
	}
	g := &Gallery{fyne: f, words: words, lang: words.Tag(), look: look, direction: directions[0], width: kit.WindowWidth}
	f.Settings().AddListener(kit.ReleaseFonts)
	f.Settings().SetTheme(lookOf(screens.Stock(), look, g.lang)) // before anything is built, which takes its colours from it
	g.window = f.NewWindow(words.Say("gallery.title"))
	g.window.SetMaster()
	g.window.SetPadded(false)
	g.sent = kit.NewText(kit.Helper, words.Say("gallery.nothing"))
	g.stage = container.New(stageLayout{g})
	g.search = kit.NewField(words.Say("gallery.search"))
	g.search.OnChanged = g.filter
	g.list = newExhibitList(g)

	// The objects stand in the order in which Tab goes through them.
	choices := g.choices()
	rail := container.New(layout.NewBorderLayout(g.search, choices, nil, nil), g.search, g.list, choices)
	around := layout.NewCustomPaddedLayout(kit.Space12, kit.Space12, kit.Space16, kit.Space16)
	foot := newSurface(kit.ColorCard, container.New(around, g.sent))
	side := newSurface(kit.ColorCard, container.New(around, container.New(railLayout{}, rail)))
	body := container.New(layout.NewBorderLayout(nil, foot, side, nil), side, container.NewScroll(g.stage), foot)
	kit.Mirror(rail, words.RTL())
	g.window.SetContent(body)
	g.window.Resize(fyne.NewSize(kit.WindowWidth+railWidth+kit.Space40, kit.WindowHeight+kit.Space56))
	g.window.Canvas().SetOnTypedKey(func(e *fyne.KeyEvent) {
		if g.screen != nil {
			g.screen.Key(e)
		}
	})
	if err := g.dress(); err != nil {
		return nil, err
	}
	g.list.Select(0)
	g.window.Canvas().Focus(g.search.Target())
	return g, nil
}

// Window is the window.
func (g *Gallery) Window() fyne.Window { return g.window }

// choices are the switches below the list.
func (g *Gallery) choices() fyne.CanvasObject {
	choice := func(label string, options []string, chosen string, choose func(string)) fyne.CanvasObject {
		s := widget.NewSelect(options, nil)
		s.Selected = chosen
		s.OnChanged = func(option string) {
			choose(option)
			g.report(g.dress())
		}
		return container.NewVBox(kit.NewText(kit.Label, label), s)
	}
	w := g.words
	return container.NewGridWithColumns(2,
		choice(w.Say("gallery.language"), galleryLanguages(), g.lang, func(o string) { g.lang = o }),
		choice(w.Say("gallery.theme"), looks, g.look, func(o string) { g.look = o }),
		choice(w.Say("gallery.width"), galleryWidths, strconv.Itoa(int(g.width)), func(o string) {
			n, _ := strconv.Atoi(o) // the options are numbers
			g.width = float32(n)
		}),
		choice(w.Say("gallery.direction"), directions, g.direction, func(o string) { g.direction = o }))
}

// dress makes the screens anew, in the language, look and direction that were chosen.
func (g *Gallery) dress() error {
	words, err := screens.NewWords(g.lang)
	if err != nil {
		return err
	}
	if g.direction != directions[0] {
		words = words.Directed(g.direction == "rtl")
	}
	g.fyne.Settings().SetTheme(lookOf(screens.Stock(), g.look, g.lang))
	g.exhibits = screens.Gallery(g.asking(words))
	g.filter(g.search.Text())
	g.present(g.name)
	return nil
}

// asking is complete, and everything that a screen asks for is shown and not done.
func (g *Gallery) asking(words *screens.Words) screens.Asking {
	call := func(name string) func() { return func() { g.report(name) } }
	ask := exhibitAsking(words, screens.Stock())
	ask.Reply = func(answer auth.Answer) { g.report(answer) }
	ask.Cancel, ask.Leave, ask.OnSignOut, ask.OnAccounts = call("Cancel"), call("Leave"), call("OnSignOut"), call("OnAccounts")
	ask.OnTenant, ask.OnRetry = call("OnTenant"), call("OnRetry")
	ask.OnRemember = func(on bool) { g.report(fmt.Sprintf("OnRemember(%t)", on)) }
	ask.Copy = func(text string) { g.report(fmt.Sprintf("Copy(%q)", text)) }
	ask.OpenURL = func(address string) { g.report(fmt.Sprintf("OpenURL(%q)", address)) }
	return ask
}

// report shows what a screen would have done. Secrets print as dots.
func (g *Gallery) report(what any) {
	if what == nil {
		return
	}
	text := fmt.Sprint(what)
	if answer, ok := what.(auth.Answer); ok {
		text = strings.TrimPrefix(fmt.Sprintf("%#v", answer), "auth.")
	}
	g.sent.SetText(g.words.Say("gallery.sent", screens.Params{"Answer": text}))
}

// filter shortens the list to the names that hold a text.
func (g *Gallery) filter(text string) {
	text = strings.ToLower(strings.TrimSpace(text))
	g.found = g.found[:0]
	for i, e := range g.exhibits {
		if strings.Contains(e.Name, text) {
			g.found = append(g.found, i)
		}
	}
	g.list.UnselectAll()
	g.list.at = -1
	g.list.Refresh()
	if i := slices.IndexFunc(g.found, func(i int) bool { return g.exhibits[i].Name == g.name }); i >= 0 {
		g.list.Select(i)
	}
}

// present puts an exhibit on the stage. The focus stays where it is, so that the arrows go on through the list.
func (g *Gallery) present(name string) {
	i := slices.IndexFunc(g.exhibits, func(e screens.Exhibit) bool { return e.Name == name })
	if i < 0 {
		return
	}
	if s, ok := g.screen.(screens.Secretive); ok {
		s.Forget()
	}
	g.name, g.screen = name, g.exhibits[i].Build()
	g.stage.Objects = []fyne.CanvasObject{g.screen.Content()}
	g.stage.Refresh()
	g.sent.SetText(g.words.Say("gallery.nothing"))
}

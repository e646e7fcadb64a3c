package app

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"github.com/vestibule-app/vestibule/assets"
	"github.com/vestibule-app/vestibule/assets/brand"
	"github.com/vestibule-app/vestibule/screens/kit"
)

// studioWall is every screen as small pictures: as the brand shows it, in one language and in one or two looks beside each other.
// What can be seen is drawn first, and as long as that is not there no newer order goes out, so that something is seen
// while a slider moves.
type studioWall struct {
	s       *Studio
	names   []string
	looks   []string // of pairs
	lang    string
	size    fyne.Size // of the windows on it
	from    *brand.Pack
	version int // of everything above
	pack    packed
	files   map[string][]byte // of pack
	fonts   string
	packed  *brand.Pack // what pack and fonts were made from,
	spoken  string      // and in which language
	ill     string      // what note says of a process that ended,
	since   int         // and what version was when it did
	slots   []*slot
	make    func(got func(drawn), died func(bool)) painter

	content fyne.CanvasObject
	scroll  *container.Scroll
	grid    *wallGrid
	bar     *widget.ProgressBar
	note    *kit.Banner
	selects []*widget.Select // of language, looks and width
}

// slot is one of the looks on show.
type slot struct {
	look    string
	painter painter
	cells   map[string]*cell
	awaited map[string]bool // what can be seen of the last order, and is not there yet
	again   bool            // there is something newer than that order
}

// cell is one picture.
type cell struct {
	version int // it was drawn from; 0: never
	exact   bool
	image   *wallImage
}

func newStudioWall(s *Studio, paint func(got func(drawn), died func(bool)) painter) (*studioWall, error) {
	names, err := exhibitNames()
	if err != nil {
		return nil, err
	}
	w := &studioWall{s: s, names: names, looks: pairs[0], lang: s.words.Tag(), size: windowSizes[0], make: paint}
	w.grid = newWallGrid(w)
	w.scroll = container.NewVScroll(w.grid)
	w.scroll.OnScrolled = func(fyne.Position) { w.order(false) }
	w.bar = widget.NewProgressBar()
	w.bar.TextFormatter = func() string { return "" }
	w.bar.Hide()
	w.note = kit.NewBanner(kit.Info, "")
	kit.Mirror(w.note, s.words.RTL())
	head := container.New(layout.NewCustomPaddedLayout(kit.Space12, kit.Space8, kit.Space16, kit.Space16),
		container.New(layout.NewCustomPaddedVBoxLayout(kit.Space8), w.choices(), w.note))
	thin := container.New(thinLayout{}, w.bar)
	top := container.New(layout.NewCustomPaddedVBoxLayout(0), head, thin)
	w.content = container.New(layout.NewBorderLayout(top, nil, nil, nil), top, w.scroll)
	w.hang()
	return w, nil
}

// thinLayout shows progress as a line.
type thinLayout struct{}

func (thinLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(0, 3) }

func (thinLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) { objects[0].Resize(size) }

// choices are what the wall shows.
func (w *studioWall) choices() fyne.CanvasObject {
	say := w.s.words.Say
	choice := func(label string, options []string, at int, choose func(int)) fyne.CanvasObject {
		sel := widget.NewSelect(drawnOptions(options, w.s.words.RTL()), nil)
		w.selects = append(w.selects, sel)
		sel.SetSelectedIndex(at)
		sel.OnChanged = func(string) { choose(sel.SelectedIndex()) }
		name := kit.NewText(kit.Label, label)
		name.SetMirrored(w.s.words.RTL())
		return container.New(layout.NewCustomPaddedVBoxLayout(kit.Space4), name, sel)
	}
	tags := assets.Languages()
	var languages []string
	for _, tag := range tags {
		languages = append(languages, w.s.tagName(tag)+" · "+tag)
	}
	var looks []string
	for _, pair := range pairs {
		var names []string
		for _, look := range pair {
			names = append(names, w.s.look(look))
		}
		looks = append(looks, strings.Join(names, " + "))
	}
	return container.New(columnsLayout{w.s.words.RTL()},
		choice(say("gallery.language"), languages, slices.Index(tags, w.lang), func(i int) { w.setLanguage(tags[i]) }),
		choice(say("gallery.theme"), looks, 0, func(i int) { w.setLooks(pairs[i]) }),
		choice(say("gallery.width"), []string{say("studio.narrow"), say("studio.wide")}, 0, func(i int) { w.setSize(windowSizes[i]) }))
}

// drawnOptions are options as Fyne draws them right: none of its widgets knows how lines run.
func drawnOptions(options []string, rtl bool) []string {
	drawn := make([]string, len(options))
	for i, option := range options {
		drawn[i] = kit.Visual(option, rtl)
	}
	return drawn
}

func (w *studioWall) setLanguage(tag string) {
	if tag == w.lang {
		return
	}
	w.lang = tag
	sel := w.selects[0] // which the person need not have used
	sel.Selected = sel.Options[slices.Index(assets.Languages(), tag)]
	sel.Refresh()
	w.renew()
	w.s.present(w.s.section) // words and names by language
}

func (w *studioWall) setLooks(looks []string) {
	w.looks = looks
	w.hang()
	w.renew()
}

func (w *studioWall) setSize(size fyne.Size) {
	w.size = size
	w.grid.Refresh()
	w.scroll.ScrollToTop()
	w.renew()
}

// hang makes a slot for each look, with a painter of its own.
func (w *studioWall) hang() {
	old := w.slots
	w.slots = nil
	for _, look := range w.looks {
		sl := &slot{look: look, cells: map[string]*cell{}, awaited: map[string]bool{}}
		for _, name := range w.names {
			sl.cells[name] = &cell{image: newWallImage()}
		}
		sl.painter = w.make(func(d drawn) { w.hung(sl, d) }, func(again bool) {
			if !again {
				clear(sl.awaited)
			}
			w.died(again)
		})
		w.slots = append(w.slots, sl)
	}
	for _, sl := range old {
		sl.painter.close()
	}
	w.grid.Refresh()
}

// progress shows how much of the wall is drawn.
func (w *studioWall) progress() {
	done, all := 0, 0
	for _, sl := range w.slots {
		for _, c := range sl.cells {
			all++
			if c.version == w.version && c.exact {
				done++
			}
		}
	}
	if done == all {
		w.bar.Hide()
		return
	}
	w.bar.Value = float64(done) / float64(all)
	w.bar.Show()
	w.bar.Refresh()
}

// died tells that a process that draws ended by itself.
func (w *studioWall) died(again bool) {
	w.since = w.version
	if again {
		w.ill = w.s.words.Say("studio.worker.again")
		w.tell(kit.Warning, w.ill)
		return
	}
	w.ill = w.s.words.Say("studio.worker.gone")
	w.tell(kit.Danger, w.ill)
}

// recovered takes back what died told, once something newer is drawn wherever one looks.
func (w *studioWall) recovered() {
	if w.ill == "" || w.version == w.since || slices.ContainsFunc(w.slots, func(sl *slot) bool { return w.lacks(sl, w.grid.seen()) }) {
		return
	}
	if w.note.Text() == w.ill {
		w.tell(kit.Info, "")
	}
	w.ill = ""
}

func (w *studioWall) tell(kind kit.BannerKind, text string) {
	w.note.SetText(kind, text)
	w.content.Refresh()
}

func (w *studioWall) close() {
	for _, sl := range w.slots {
		sl.painter.close()
	}
}

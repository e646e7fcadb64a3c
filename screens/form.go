package screens

import (
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"github.com/vestibule-app/vestibule/auth"
	"github.com/vestibule-app/vestibule/screens/kit"
)

// form is the frame that every question shares: logo, title, one line with the reason, who is signing in, a banner
// for refusals that belong to no field, the fields, the main button, the links, and who gets the credentials.
type form struct {
	Asking
	page     *kit.Page
	content  *fyne.Container // of the card
	chip     *chip           // nil when nobody is named
	title    *kit.Text
	reason   *kit.Text
	banner   *kit.Banner
	details  *details
	button   *kit.Button // nil when the question is answered otherwise
	links    []*kit.Link
	browser  *kit.Link       // nil where the browser would be no way on
	waiting  *fyne.Container // "still working", in the place of the links
	slow     *slowness       // what is in it
	aside    *fyne.Container
	visited  string // what the footer has opened last
	progress Progress
	spoken   *kit.Narration
	refused  marked    // the field with the refusal; nil when there is none beside a field
	retryAt  time.Time // when the trouble on show passes; zero when it does not pass by itself

	disable func(bool)       // the fields of the question
	back    func()           // Escape; nil when there is no way back
	first   func() focusable // where typing starts
}

// focusable is a field, as far as the focus is concerned.
type focusable interface{ Target() fyne.Focusable }

// parts is what a question adds to the frame.
type parts struct {
	title, reason string
	who           string // shown with a way to change it; empty shows nothing
	fields        []below
	button        string
	submit        func()
	lines         []fyne.CanvasObject // between the button and the links
	beside        []*kit.Link         // on one line above the other links, the last at its end
	links         []*kit.Link
	leads         bool      // the browser is a way on, below the links
	leaver        *kit.Link // the way back, below all of them; may be nil
	outside       bool      // nothing secret is asked for, so the host has not to be named
	still         bool      // nothing is ever under way, so there is no place for a way out
	first         bool      // it is among the first screens, where the look of the window can be chosen
}

func newForm(a Asking, p parts) *form {
	f := &form{Asking: a, spoken: a.Words.narration()}
	rtl := a.Words.RTL()
	f.title, f.reason = kit.NewText(kit.Title, p.title), kit.NewText(kit.Subtitle, p.reason)
	f.banner = kit.NewBanner(kit.Info, "")
	f.details = newDetails(a, f.settle)
	if p.leads {
		f.browser = kit.NewLink(a.Words.Say("action.browser"), func() { f.reply(auth.UseBrowser{}) })
		setShown(f.browser, f.leads(nil))
		p.links = append(slices.Clone(p.links), f.browser)
	}
	if p.leaver != nil {
		p.links = append(p.links, p.leaver)
	}
	f.links = append(slices.Clone(p.beside), p.links...)

	mark := newLogo(a.Brand, kit.Size(kit.SizeLogoWidth), kit.Size(kit.SizeLogoHeight), placed(a.Brand.LogoPlace), kit.ColorCard)
	items := []below{
		{0, mark},
		{kit.Size(kit.GapLogo), f.title},
		{kit.Size(kit.GapTitle), f.reason},
	}
	if p.who != "" {
		f.chip = newChip(p.who, f.Words.Say("action.change"), rtl, f.onKey, f.leave)
		items = append(items, below{kit.Size(kit.GapField), f.chip})
	}
	items = append(items, below{kit.Size(kit.GapField), f.banner})
	for i, field := range p.fields {
		if i == 0 {
			field.gap = kit.Size(kit.GapReason)
		}
		items = append(items, field)
	}
	if p.button != "" {
		f.button = kit.NewButton(p.button, p.submit)
		f.button.OnKey = f.onKey
		items = append(items, below{kit.Size(kit.GapButton), f.button})
	}
	aside := f.newAside(rtl, p)
	if !p.still {
		items = append(items, below{kit.Size(kit.GapLinks), aside}, below{kit.Space8, f.details})
	}

	f.content = stack(items...)
	f.page = kit.NewPage(kit.NewCard(f.content), newFooter(f))
	if !p.outside && a.Host != "" {
		f.page.SetPinned(newHostLine(a))
	}
	if p.first && a.OnAppearance != nil {
		f.page.SetCorner(newAppearanceLink(a, f.onKey))
	}
	switch a.Brand.Layout {
	case "card":
	case "image":
		f.page.SetPicture(decoding(a.Brand.Image), decoding(a.Brand.ImageDark))
	default:
		f.page.SetBrandPanel(newPanel(a, func(shown bool) { setShown(mark, !shown) }))
	}
	kit.Mirror(f.page, rtl)
	kit.Narrate(f.page, f.spoken)
	return f
}

// newAside lays the links under each other, with the way to the details at the end of the last line, so that an
// error does not make the card grow. While an answer is slow the same place offers the way out.
func (f *form) newAside(rtl bool, p parts) fyne.CanvasObject {
	var lines []below
	for _, line := range p.lines {
		lines = append(lines, below{kit.Space8, line})
	}
	f.details.toggle.OnKey = f.onKey
	for _, link := range f.links {
		link.OnKey = f.onKey
	}
	if len(p.beside) > 0 {
		var line []fyne.CanvasObject
		for _, link := range p.beside {
			line = append(line, link)
		}
		lines = append(lines, below{kit.Space8, container.New(&apart{rtl: rtl}, line...)})
	}
	var ways []fyne.CanvasObject
	for _, link := range p.links {
		ways = append(ways, link)
	}
	lines = append(lines, below{kit.Space4, container.New(&listed{rtl: rtl}, append(ways, f.details.toggle)...)})
	shown := stack(lines...)
	f.slow = stillWorking(f.Asking, f.onKey)
	f.waiting = container.New(&bar{rtl: rtl, gap: kit.Space12, stretch: 0}, f.slow.words, f.slow.again, f.slow.cancel)
	f.waiting.Hide()
	f.aside = container.New(slot{least: kit.Space24}, shown, f.waiting)
	return f.aside
}

// Content implements Screen.
func (f *form) Content() fyne.CanvasObject { return f.page }

// Busy implements Screen.
func (f *form) Busy(p Progress) {
	f.progress = p
	if f.button != nil {
		f.button.SetBusy(p != Idle)
	}
	for _, link := range f.links {
		link.SetDisabled(p != Idle)
	}
	if f.disable != nil {
		f.disable(p != Idle)
	}
	shown := f.aside.Objects[0]
	if p >= Slow {
		f.slow.show(p)
		f.waiting.Refresh()
		shown.Hide()
		f.waiting.Show()
	} else {
		f.waiting.Hide()
		shown.Show()
	}
	f.settle()
}

// reply hands an answer over, unless one is under way.
func (f *form) reply(answer auth.Answer) {
	if f.ready() {
		f.Reply(answer)
	}
}

// ready reports whether an answer may be handed over now; then it takes the trouble before off the screen.
func (f *form) ready() bool {
	if f.progress != Idle || f.Reply == nil {
		return false
	}
	f.clear()
	return true
}

// leave goes back, or stops what is under way.
func (f *form) leave() {
	switch {
	case f.progress != Idle:
		if f.Cancel != nil {
			f.Cancel()
		}
	case f.back != nil:
		f.back()
	}
}

// Key implements Screen. F1 is for support, from wherever the focus is.
func (f *form) Key(key *fyne.KeyEvent) bool {
	if key.Name == fyne.KeyF1 && f.OnSupport != nil {
		f.OnSupport()
		return true
	}
	if key.Name != fyne.KeyEscape || f.progress == Idle && f.back == nil {
		return false
	}
	f.leave()
	return true
}

func (f *form) onKey(key *fyne.KeyEvent) bool { return f.Key(key) }

// Focus implements Screen.
func (f *form) Focus(c fyne.Canvas) {
	if f.first == nil {
		if f.button != nil {
			c.Focus(f.button)
		}
		return
	}
	if field := f.first(); field != nil {
		c.Focus(field.Target())
	}
}

// focus puts the focus into a field when the form is on show.
func (f *form) focus(field focusable) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(f.page); c != nil {
		c.Focus(field.Target())
	}
}

// name changes who is signing in.
func (f *form) name(who string) {
	if f.chip != nil {
		f.chip.set(who)
	}
}

// settle lays the page out again after something on it has changed its height.
func (f *form) settle() {
	if f.page != nil {
		kit.Narrate(f.content, f.spoken) // what is new on it too
		f.content.Refresh()
		f.page.Refresh()
	}
}

// setShown shows or hides an object, and leaves one alone that is as it should be.
func setShown(o fyne.CanvasObject, shown bool) {
	switch {
	case shown == o.Visible():
	case shown:
		o.Show()
	default:
		o.Hide()
	}
}

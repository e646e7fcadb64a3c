package screens

import (
	"net/mail"
	"net/url"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"github.com/vestibule-app/vestibule/screens/kit"
)

// newFooter is what a brand has to say below the card: its terms, its statement on privacy, help, and who stands behind
// it. It is nil for a brand that has nothing of this.
func newFooter(f *form) fyne.CanvasObject {
	b, w := f.Brand, f.Words
	var items []fyne.CanvasObject
	add := func(words, address string) {
		if address == "" || f.OpenURL == nil {
			return
		}
		link := kit.NewLegalLink(words, beside(b), func() { f.visit(address) })
		link.OnKey = f.onKey
		items = append(items, link)
	}
	add(w.Say("footer.terms"), webAddress(b.TermsURL))
	add(w.Say("footer.privacy"), webAddress(b.PrivacyURL))
	add(w.Say("action.help"), webAddress(b.HelpURL))
	add(w.Say("footer.support"), supportAddress(b.SupportURL))
	if company := Clean(b.Company); company != "" && !w.imitates(company) {
		line := newLine(company, kit.ColorMuted, reading(w.RTL()))
		line.size, line.whole, line.ground = max(leastLegal, kit.Size(kit.SizeLegal)), true, beside(b)
		items = append(items, &widest{line: line})
	}
	if len(items) == 0 {
		return nil
	}
	return container.New(&flow{rtl: w.RTL(), gap: kit.Space16}, items...)
}

// webAddress is an address that may be opened in the browser, "" for any other.
func webAddress(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "https" || u.Host == "" || u.User != nil {
		return ""
	}
	return address
}

// supportAddress is a webAddress, or mailto: with nothing but an address: a subject, a text or a file to go along are not
// for a stranger to choose (RFC 6068, section 7).
func supportAddress(address string) string {
	to, isMail := strings.CutPrefix(address, "mailto:")
	if !isMail {
		return webAddress(address)
	}
	if a, err := mail.ParseAddress(to); err != nil || a.Address != to || strings.ContainsAny(to, "?&%\"<> ") {
		return ""
	}
	return address
}

// visit opens an address of the brand.
func (f *form) visit(address string) {
	f.visited = address
	f.OpenURL(address)
}

// NotOpened implements Opening, for what the footer opens.
func (f *form) NotOpened() {
	if f.visited == "" {
		return
	}
	f.banner.SetText(kit.Warning, f.Words.Say("footer.not_opened", Params{"Address": strings.TrimPrefix(f.visited, "mailto:")}))
	f.visited = ""
	f.settle()
}

// widest is a line that asks for all the room its text needs, as far as a card is wide.
type widest struct {
	widget.BaseWidget
	line *line
}

// MinSize implements fyne.CanvasObject.
func (w *widest) MinSize() fyne.Size {
	w.ExtendBaseWidget(w)
	least := w.line.MinSize()
	return fyne.NewSize(min(w.line.measure(w.line.text), kit.InnerMinWidth)+1, least.Height)
}

// CreateRenderer implements fyne.Widget.
func (w *widest) CreateRenderer() fyne.WidgetRenderer {
	w.ExtendBaseWidget(w)
	return widget.NewSimpleRenderer(w.line)
}

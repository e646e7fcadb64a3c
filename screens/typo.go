package screens

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"github.com/vestibule-app/vestibule/screens/kit"
)

// rescue asks below an address whether a well-known mail domain was meant, or one of the brand's own, before a code is sent to nobody or to
// somebody else. It asks about an address once.
type rescue struct {
	form    *form
	field   *kit.Field
	asked   map[string]bool
	meant   string
	words   *kit.Text
	take    *kit.Link
	keep    *kit.Link
	content fyne.CanvasObject
}

// newRescue makes one for a field. An address that came with the question is of somebody who is known, or was asked
// about before. Then send sends what is in the field.
func newRescue(a Asking, field *kit.Field, came string, send func()) *rescue {
	r := &rescue{field: field, asked: map[string]bool{came: true}, words: kit.NewText(kit.Label, "")}
	r.words.SetMirrored(a.Words.RTL())
	r.take = kit.NewLink("", func() {
		r.field.SetText(r.meant)
		send()
	})
	r.keep = kit.NewLink("", send)
	links := container.New(&apart{rtl: a.Words.RTL()}, r.take, r.keep)
	r.content = newTinted(inset{kit.Space12, kit.Space8}, stack(below{0, r.words}, below{kit.Space4, links}))
	r.content.Hide()
	return r
}

// ask asks about an address and reports whether it did; then it is to be sent later.
func (r *rescue) ask(address string) bool {
	at := strings.LastIndexByte(address, '@')
	if at < 1 || r.asked[address] {
		r.hide()
		return false
	}
	typed := Clean(address[at+1:])
	meant := meantDomain(typed, r.form.Brand.MailDomains)
	if meant == "" {
		r.hide()
		return false
	}
	r.asked[address], r.meant = true, address[:at+1]+meant
	w := r.form.Words
	r.words.SetText(w.Say("typo.question", Params{"Domain": meant}))
	r.take.SetLabel(w.Say("typo.take", Params{"Domain": meant}))
	r.keep.SetLabel(w.Say("typo.keep", Params{"Domain": typed}))
	r.content.Show()
	r.form.settle()
	if c := fyne.CurrentApp().Driver().CanvasForObject(r.form.page); c != nil {
		c.Focus(r.take)
	}
	return true
}

// hide takes the question away.
func (r *rescue) hide() {
	if r.content.Visible() {
		r.content.Hide()
		r.form.settle()
	}
}

package screens

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"github.com/vestibule-app/vestibule/screens/kit"
)

// mailDomains are where most people have their mail, the busiest first. Domains that look like another one of the list
// and are real have to be in it too, so that nobody is asked about them.
var mailDomains = strings.Fields(`
	gmail.com hotmail.com outlook.com yahoo.com icloud.com live.com gmx.de web.de googlemail.com msn.com aol.com me.com mac.com
	gmx.net gmx.at gmx.ch gmx.com t-online.de freenet.de posteo.de mailbox.org proton.me protonmail.com pm.me
	yahoo.ca yahoo.cn yahoo.co.in yahoo.co.jp yahoo.co.uk yahoo.com.au yahoo.com.br yahoo.de yahoo.es yahoo.fr yahoo.in yahoo.it
	ymail.com mail.com email.com hotmail.ca hotmail.ch hotmail.co.uk hotmail.de hotmail.es hotmail.fr hotmail.it live.ca live.co.uk
	live.de live.fr live.it live.nl outlook.at outlook.cl outlook.de outlook.es outlook.fr outlook.it outlook.jp
	orange.fr wanadoo.fr free.fr laposte.net sfr.fr libero.it virgilio.it btinternet.com comcast.net verizon.net
	bluewin.ch hispeed.ch ziggo.nl kpnmail.nl telenet.be seznam.cz wp.pl o2.pl onet.pl mail.ru yandex.ru yandex.com ukr.net
	naver.com daum.net qq.com 163.com 126.com sina.com uol.com.br bol.com.br terra.com.br fastmail.com zoho.com tutanota.com tuta.com
`)

// meantDomain is the well-known mail domain that a domain is one or two slips away from; "" when it is one itself, or
// like none.
func meantDomain(domain string) string {
	domain = strings.ToLower(domain)
	if slices.Contains(mailDomains, domain) {
		return ""
	}
	best, fewest := "", 3
	for _, known := range mailDomains {
		if n := slips(domain, known); n < fewest && misspelt(domain, known, n) {
			best, fewest = known, n
		}
	}
	return best
}

// misspelt says whether so many slips are more likely than a domain of its own. Every short name is like another, and a
// large provider is in many countries.
func misspelt(domain, known string, slips int) bool {
	name, _, _ := strings.Cut(domain, ".")
	right, _, _ := strings.Cut(known, ".")
	if name == right {
		country := len(domain)-strings.LastIndexByte(domain, '.') == 3
		return !country || slips == 1 && strings.HasSuffix(known, ".com")
	}
	return len(right) >= 5 && (slips == 1 || domain[0] == known[0])
}

// slips is how many letters were left out, put in, mistaken or swapped with the next one (optimal string alignment).
func slips(a, b string) int {
	var before, last []int
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(a); i++ {
		before, last = last, row
		row = make([]int, len(b)+1)
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
	}
	return row[len(b)]
}

// rescue asks below an address whether a well-known mail domain was meant, before a code is sent to nobody or to
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
	meant := meantDomain(typed)
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

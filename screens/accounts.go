package screens

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"github.com/vestibule-app/vestibule/auth"
	"github.com/vestibule-app/vestibule/screens/kit"
)

// mostAccounts are drawn; a list of thousands would keep the window from answering. Whoever is not among them types
// their address.
const mostAccounts = 32

// Accounts lists the people known on this computer, in the order of the list. onRemove may be nil; then nobody can be
// removed here. It is called once the person has said that they mean it, which the screen asks in the place of the row:
// the cross in a row, or Delete on it, asks; the button in that place calls onRemove.
func Accounts(a Asking, list []auth.Account, onPick func(auth.Account), onAdd func(), onRemove func(auth.Account)) Screen {
	w := a.Words
	s := &accounts{choices: newChoices(), list: list[:min(len(list), mostAccounts)], onRemove: onRemove, asked: -1}
	names := addresses(s.list)
	for i, account := range s.list {
		state := w.Say("accounts.signed_out")
		if account.SignedIn {
			state = w.Say("accounts.signed_in")
		}
		title := called(account)
		row := kit.NewRow(nil, title, state, func() { onPick(account) })
		if account.Name != "" {
			row.SetDetails(state, names[i])
		}
		row.SetAvatar(initial(title))
		if onRemove != nil {
			row.SetTrailing(kit.NewIconButton(kit.Icon(kit.IconClose), w.Say("accounts.remove", Params{"Name": title}), func() { s.ask(i) }))
		}
		s.rows = append(s.rows, row)
	}
	s.rows = append(s.rows, kit.NewRow(kit.Icon(kit.IconPlus), w.Say("accounts.add"), "", onAdd))
	s.choices.set(s.rows, w.RTL())
	var links []*kit.Link
	if a.OnTenant != nil {
		links = append(links, kit.NewLink(w.Say("accounts.tenant"), func() { s.leaveFor(a.OnTenant) }))
	}
	s.unasked = unasked{newForm(a, parts{
		title:   w.Say("accounts.title"),
		reason:  w.Say("accounts.reason"),
		fields:  []below{{0, s.choices.column}},
		links:   links,
		outside: true,
		first:   true,
	})}
	s.choices.onKey = s.key
	s.disable = s.choices.disable
	return s
}

type accounts struct {
	unasked
	choices  *choices
	list     []auth.Account
	rows     []*kit.Row // of list, and the one that adds
	onRemove func(auth.Account)
	asked    int // the place in list that is asked about; -1: none
	sure     *kit.Button
}

// called is the name a person is shown by.
func called(account auth.Account) string {
	if name := Clean(account.Name); name != "" {
		return name
	}
	return Clean(account.Username)
}

// ask puts the question whether to remove an account in the place of its row.
func (s *accounts) ask(i int) {
	if s.progress != Idle {
		return
	}
	s.unask()
	s.asked = i
	words := kit.NewText(kit.Label, s.Words.Say("accounts.remove_sure", Params{"Name": called(s.list[i])}))
	s.sure = kit.NewOutlined(s.Words.Say("accounts.remove_yes"), func() { s.remove(i) })
	keep := kit.NewButton(s.Words.Say("accounts.remove_no"), s.keep)
	s.sure.OnKey, keep.OnKey = s.onKey, s.onKey
	s.back = s.keep
	buttons := container.New(&halves{rtl: s.Words.RTL()}, s.sure, keep)
	question := newTinted(inset{kit.Space16, kit.Space16}, stack(below{0, words}, below{kit.Space12, buttons}))
	kit.Mirror(words, s.Words.RTL())
	s.choices.replace(i, question)
	s.settle()
	s.focusOn(keep)
}

// keep takes the question off the screen.
func (s *accounts) keep() {
	i := s.asked
	s.unask()
	s.settle()
	if i >= 0 {
		s.focusOn(s.rows[i])
	}
}

func (s *accounts) unask() {
	if s.asked >= 0 {
		s.choices.replace(s.asked, s.rows[s.asked])
	}
	s.asked, s.sure, s.back = -1, nil, nil
}

func (s *accounts) remove(i int) {
	if s.progress == Idle {
		s.onRemove(s.list[i])
	}
}

// key sees the keys of the rows: Delete asks whether to remove the account that has the focus.
func (s *accounts) key(e *fyne.KeyEvent) bool {
	if e.Name != fyne.KeyDelete || s.onRemove == nil {
		return s.onKey(e)
	}
	c := fyne.CurrentApp().Driver().CanvasForObject(s.page)
	for i := range s.list {
		if c != nil && c.Focused() == fyne.Focusable(s.rows[i]) {
			s.ask(i)
			return true
		}
	}
	return false
}

func (s *accounts) focusOn(o fyne.Focusable) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(s.page); c != nil {
		c.Focus(o)
	}
}

func (s *accounts) leaveFor(what func()) {
	if s.progress == Idle {
		what()
	}
}

// Busy implements Screen.
func (s *accounts) Busy(p Progress) {
	s.unasked.Busy(p)
	if s.sure != nil {
		s.sure.SetBusy(p != Idle)
	}
}

// Focus implements Screen: the first account.
func (s *accounts) Focus(c fyne.Canvas) { s.choices.focus(c) }

// addresses gives the addresses as they are shown: masked, unless two of them would look the same.
func addresses(list []auth.Account) []string {
	seen := map[string]int{}
	for _, account := range list {
		seen[masked(account.Username)]++
	}
	shown := make([]string, len(list))
	for i, account := range list {
		if shown[i] = masked(account.Username); seen[shown[i]] > 1 {
			shown[i] = Clean(account.Username)
		}
	}
	return shown
}

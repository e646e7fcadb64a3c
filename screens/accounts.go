package screens

import (
	"fyne.io/fyne/v2"

	"github.com/vestibule-app/vestibule/auth"
	"github.com/vestibule-app/vestibule/screens/kit"
)

// mostAccounts are drawn; a list of thousands would keep the window from answering. Whoever is not among them types
// their address.
const mostAccounts = 32

// Accounts lists the people known on this computer, in the order of the list. onRemove may be nil; then nobody can be removed here.
func Accounts(a Asking, list []auth.Account, onPick func(auth.Account), onAdd func(), onRemove func(auth.Account)) Screen {
	w := a.Words
	s := &accounts{choices: newChoices()}
	list = list[:min(len(list), mostAccounts)]
	names := addresses(list)
	var rows []*kit.Row
	for i, account := range list {
		state := w.Say("accounts.signed_out")
		if account.SignedIn {
			state = w.Say("accounts.signed_in")
		}
		title, line := Clean(account.Name), state+" · "+names[i] // the end is what is cut off
		if title == "" {
			title, line = Clean(account.Username), state
		}
		row := kit.NewRow(nil, title, line, func() { onPick(account) })
		row.SetAvatar(initial(title))
		if onRemove != nil {
			row.SetTrailing(kit.NewIconButton(kit.Icon(kit.IconClose), w.Say("accounts.remove", Params{"Name": title}), func() { onRemove(account) }))
		}
		rows = append(rows, row)
	}
	rows = append(rows, kit.NewRow(kit.Icon(kit.IconPlus), w.Say("accounts.add"), "", onAdd))
	s.choices.set(rows, w.RTL())
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
		still:   len(links) == 0,
	})}
	s.choices.onKey = s.onKey
	s.disable = s.choices.disable
	return s
}

type accounts struct {
	unasked
	choices *choices
}

func (s *accounts) leaveFor(what func()) {
	if s.progress == Idle {
		what()
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

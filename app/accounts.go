package app

import (
	"context"
	"maps"
	"slices"

	"github.com/vestibule-app/vestibule/auth"
	"github.com/vestibule-app/vestibule/screens"
)

// This file is the accounts that are known on this computer: chosen, added, signed out, remembered and forgotten.

// home is where leaving a conversation leads: the accounts, or somebody new where there are none.
func (a *App) home() {
	a.leave()
	clients, keep := a.clients(), a.settings.Remember
	a.busyWork(func(ctx context.Context) func() {
		accounts := a.accounts(ctx, clients, keep)
		return func() { a.choose(accounts) }
	})
}

// accounts lists who is known on this computer. Where addresses are not kept, whoever is signed out is forgotten here. It
// runs off the UI thread.
func (a *App) accounts(ctx context.Context, clients map[string]*auth.Client, keep bool) []auth.Account {
	failed := func(err error) { a.log.Error("accounts", "error", err) }
	all := known(ctx, clients, failed)
	if keep {
		return all
	}
	return slices.DeleteFunc(all, func(account auth.Account) bool {
		if account.SignedIn {
			return false
		}
		if _, err := clients[account.ClientID].Forget(ctx, account); err != nil {
			failed(err)
		}
		return true
	})
}

// known are the accounts of some clients, the last used first, each person once.
func known(ctx context.Context, clients map[string]*auth.Client, failed func(error)) []auth.Account {
	var all []auth.Account
	for _, id := range slices.Sorted(maps.Keys(clients)) {
		accounts, err := clients[id].Accounts(ctx)
		if err != nil {
			failed(err)
			return nil
		}
		all = append(all, accounts...)
	}
	slices.SortStableFunc(all, func(x, y auth.Account) int { return y.LastUsed.Compare(x.LastUsed) })
	seen := map[string]bool{}
	return slices.DeleteFunc(all, func(x auth.Account) bool {
		twice := seen[x.ID]
		seen[x.ID] = true
		return twice
	})
}

// clients are those of the tenant by their client IDs: in the demo all of its apps. They are taken on the UI thread, for
// the person may leave the demo while they are asked.
func (a *App) clients() map[string]*auth.Client {
	if a.demo != nil {
		return a.demo.clients
	}
	return map[string]*auth.Client{a.settings.ClientID: a.client}
}

func (a *App) clientOf(account auth.Account) *auth.Client { return a.clients()[account.ClientID] }

// use makes the client of an account the one that is talked to.
func (a *App) use(account auth.Account) {
	a.client = a.clientOf(account)
}

// choose shows who is known on this computer; nobody known means somebody new.
func (a *App) choose(accounts []auth.Account) {
	a.known = len(accounts) > 0
	if len(accounts) == 0 {
		a.signIn(auth.Hint{})
		return
	}
	a.log.Info("step", "name", "Accounts", "count", len(accounts))
	a.presentAnew(func() screens.Screen {
		return screens.Accounts(a.asking(), accounts, a.pick, func() { a.signIn(auth.Hint{}) }, a.forget)
	})
}

// pick goes on as an account: straight in if its session is kept, else to its first question. The list stays on show until
// there is an answer, and when there is none.
func (a *App) pick(account auth.Account) {
	if a.task != nil {
		return
	}
	if !account.SignedIn {
		a.use(account)
		a.begin(a.client.SignIn, auth.Hint{Username: account.Username})
		flow := a.flow
		a.busyWork(func(ctx context.Context) func() {
			step, err := flow.Submit(ctx, auth.Username{Value: account.Username})
			return func() {
				if err != nil {
					a.endFlow() // whoever is picked next begins anew
				}
				a.answered(step, err)
			}
		})
		return
	}
	client := a.clientOf(account)
	a.busyWork(func(ctx context.Context) func() { return a.restored(ctx, client, account, a.fail) })
}

func (a *App) forget(account auth.Account) {
	if a.task != nil {
		return
	}
	client := a.clientOf(account)
	a.busyWork(func(ctx context.Context) func() {
		address, err := client.Forget(ctx, account)
		return func() { a.signedOut(address, err) }
	})
}

// signOut forgets the session on this computer, and the account too where addresses are not kept.
func (a *App) signOut() {
	if a.task != nil {
		return
	}
	account, out := a.account, a.client.SignOut
	if !a.settings.Remember {
		out = a.client.Forget
	}
	a.busyWork(func(ctx context.Context) func() {
		address, err := out(ctx, account)
		return func() { a.signedOut(address, err) }
	})
}

// remember keeps the addresses of accounts after sign-out from now on, or does not. It is the person's wish, so the next
// start knows it.
func (a *App) remember(on bool) {
	if on == a.settings.Remember {
		return
	}
	a.settings.Remember = on
	a.keeping.Store(on)
	a.log.Info("remember", "on", on)
	a.aside(func(context.Context) {
		if err := a.saveRemember(); err != nil {
			a.log.Error("settings not saved", "error", err)
		}
	})
}

// signedOut goes back to the accounts. What the vault still holds is deleted as soon as it can be reached.
func (a *App) signedOut(browserURL string, err error) {
	a.log.Info("signed out", "clean", err == nil)
	if browserURL != "" {
		a.openURL(browserURL)
	}
	a.home()
}

// retry checks the session again.
func (a *App) retry() {
	if a.task != nil {
		return
	}
	client, account := a.client, a.account
	a.busyWork(func(ctx context.Context) func() { return a.restored(ctx, client, account, a.fail) })
}

package app

import (
	"context"
	"errors"

	"github.com/vestibule-app/vestibule/auth"
	"github.com/vestibule-app/vestibule/auth/vault"
	"github.com/vestibule-app/vestibule/screens"
)

// Start shows the first screen: the splash until it is known whether somebody is still signed in, so that no form
// flashes by; without a tenant, the choice of one.
func (a *App) Start() {
	a.heed(a.ask)
	a.keepVersion()
	a.watchBrand()
	switch {
	case a.settings.Demo:
		a.startDemo()
	case a.settings.Authority != "":
		a.startTenant()
	default:
		a.firstStart()
	}
}

// outset is where everything begins that is not the demo: the tenant that was given, else the choice of one.
func (a *App) outset() {
	if a.settings.Given {
		a.startTenant()
		return
	}
	a.firstStart()
}

// startTenant goes on with the tenant of the settings. ReadSettings has looked at them; settings that were made
// otherwise are told where they can be mended.
func (a *App) startTenant() {
	if err := a.connectTo(a.settings.Authority, a.settings.ClientID); err != nil {
		a.log.Error("settings", "error", err)
		form := a.mend()
		form.SetProblem(connectProblem(err))
		form.Focus(a.window.Canvas())
		return
	}
	a.restore()
}

// mend asks for a tenant, beginning with what the settings hold, or the brand proposes.
func (a *App) mend() *screens.ConnectScreen { return a.connect(a.proposedTenant()) }

// firstStart offers the demo or a tenant. One that was given is not the person's to change.
func (a *App) firstStart() {
	a.leave()
	a.log.Info("step", "name", "Start")
	connect := func() { a.mend() }
	if a.settings.Given {
		connect = a.startTenant
	}
	a.presentAnew(func() screens.Screen { return screens.Start(a.asking(), a.startDemo, connect) })
}

// connectTo makes the client of a tenant. It does not use the network.
func (a *App) connectTo(authority, clientID string) error {
	c, err := a.newClient(authority, clientID, a.tenantVault(), signUpOf(a.settings))
	if err != nil {
		return err
	}
	a.client = c
	return nil
}

// tenantVault is the keychain for real tenants. One process opens one, so that at most one call of it can hang.
func (a *App) tenantVault() auth.Vault {
	if a.vault == nil {
		a.vault = a.openVault(a.settings.Dir)
	}
	return a.vault
}

func (a *App) openVault(dir string) auth.Vault {
	if a.given != nil {
		return a.given
	}
	return vault.Open(vault.Config{Dir: dir, Logger: a.log})
}

func (a *App) newClient(authority, clientID string, v auth.Vault, known auth.SignUp) (*auth.Client, error) {
	return auth.NewClient(auth.Config{
		ClientID: clientID, Authority: authority, Scopes: a.settings.Scopes, ResponseMode: a.settings.ResponseMode, SignUp: known,
		HTTP: a.http, Vault: v, Now: a.now, Sleep: a.sleep, Logger: a.log, ReturnPage: a.returnPage,
	})
}

// returnPage is the last page in the browser. It may be asked for on any goroutine.
func (a *App) returnPage(ok bool) auth.Page {
	key := "return.refused"
	if ok {
		key = "return.ok"
	}
	said := a.said.Load()
	name, words := screens.Params{"Brand": said.brand}, said.words
	return auth.Page{Lang: words.Tag(), RTL: words.RTL(), Brand: said.brand,
		Title: words.Say(key+".title", name), Text: words.Say(key+".text", name)}
}

// restore looks for somebody who is still signed in, and goes on with whoever is known.
func (a *App) restore() {
	a.leave()
	splash := screens.Splash(a.asking())
	a.present(splash)
	t := &task{}
	a.busy(t, splash)
	clients, keep := a.clients(), a.settings.Remember
	a.work(t, func(ctx context.Context) func() {
		accounts := a.accounts(ctx, clients, keep)
		if len(accounts) == 0 || !accounts[0].SignedIn {
			return func() { a.choose(accounts) }
		}
		last := accounts[0]
		then := a.restored(ctx, clients[last.ClientID], last, func(error) { a.signIn(auth.Hint{Username: last.Username}) })
		return func() {
			a.known = true
			then()
		}
	})
}

// restored asks the tenant for a kept account, and returns what to do then, which is stopped when the person did not
// want to wait. It runs off the UI thread.
func (a *App) restored(ctx context.Context, client *auth.Client, account auth.Account, stopped func(error)) func() {
	done, err := client.Restore(ctx, account)
	return func() {
		a.use(account)
		var session *auth.SessionError
		var failed *auth.Error
		switch {
		case err == nil:
			a.log.Info("restored", "kept", done.Kept, "problem", string(problemOf(done)))
			a.show(done)
		case errors.As(err, &session):
			a.signIn(auth.Hint{Username: account.Username, Problem: &session.Problem})
		case errors.As(err, &failed) && failed.Kind == auth.FailureCancelled:
			stopped(err)
		default:
			a.signIn(auth.Hint{Username: account.Username})
			a.fail(err)
		}
	}
}

// back is where leaving the first question leads.
func (a *App) back() {
	a.scene.back()
	if a.known {
		a.home()
		return
	}
	a.outset()
}

func (a *App) busyWork(slow func(context.Context) func()) {
	t := &task{}
	a.busy(t, a.screen)
	a.work(t, slow)
}

// signIn begins a sign-in.
func (a *App) signIn(h auth.Hint) { a.converse(a.client.SignIn, h) }

// converse begins a conversation and asks its first question.
func (a *App) converse(begin func(auth.Hint) (*auth.Flow, auth.Step), h auth.Hint) {
	step := a.begin(begin, h)
	a.forgetSecrets()
	a.screen = nil // never in place: it is another conversation
	a.show(step)
}

// begin begins a conversation without a word on the screen. While the person types, the tenant's metadata and keys are
// fetched.
func (a *App) begin(begin func(auth.Hint) (*auth.Flow, auth.Step), h auth.Hint) auth.Step {
	a.leave()
	client := a.client
	a.aside(func(ctx context.Context) {
		if err := client.Prepare(ctx); err != nil {
			a.log.Info("prepare", "error", err)
		}
	})
	flow, step := begin(h)
	a.flow = flow
	return step
}

// leave ends the conversation, whatever is under way.
func (a *App) leave() {
	a.drop()
	a.endFlow()
}

func (a *App) endFlow() {
	if a.flow != nil {
		a.flow.Close()
		a.flow = nil
	}
	a.opened = ""
}

// canLeave says whether there is a screen behind the first question: the accounts, or the choice of a tenant where
// the person made that choice.
func (a *App) canLeave() bool { return a.known || a.demo == nil && !a.settings.Given }

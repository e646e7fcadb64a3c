package app

import (
	"context"
	"errors"
	"os"

	"github.com/vestibule-app/vestibule/auth"
	"github.com/vestibule-app/vestibule/auth/vault"
	"github.com/vestibule-app/vestibule/screens"
)

// connect asks for a tenant, and holds it against discovery before it is saved.
func (a *App) connect(prefill screens.ConnectForm) *screens.ConnectScreen {
	a.leave()
	a.log.Info("step", "name", "Connect")
	back := a.firstStart
	switch {
	case a.settings.Given:
		back = nil // there is nothing else to choose
	case a.known:
		back = a.home // of the tenant that is connected
	}
	var form *screens.ConnectScreen
	submit := func(f screens.ConnectForm) {
		if a.task != nil {
			return
		}
		c, err := a.newClient(f.Authority, f.ClientID, a.tenantVault(), signUpOf(a.settings))
		if err != nil {
			form.SetProblem(connectProblem(err))
			form.Focus(a.window.Canvas())
			return
		}
		t := &task{}
		a.busy(t, form)
		a.work(t, func(ctx context.Context) func() {
			err := c.Prepare(ctx)
			if err == nil {
				err = a.saveTenant(f.Authority, f.ClientID)
			}
			return func() { a.connected(form, c, f, err) }
		})
	}
	a.presentAnew(func() screens.Screen {
		form = screens.Connect(a.asking(), prefill, submit, back)
		return form
	})
	return form
}

func (a *App) connected(form *screens.ConnectScreen, c *auth.Client, f screens.ConnectForm, err error) {
	form.Busy(screens.Idle)
	host := screens.Params{"Host": c.Host()}
	var failed *auth.Error
	switch {
	case err == nil:
		a.settings.Authority, a.settings.ClientID = f.Authority, f.ClientID
		a.client = c
		a.restore()
		return
	case errors.As(err, &failed) && failed.Kind == auth.FailureConfig:
		form.SetProblem(screens.ConnectAuthority, screens.ConnectNotATenant, host)
	case errors.As(err, &failed) && failed.Kind == auth.FailureOffline:
		form.SetProblem(screens.ConnectAuthority, screens.ConnectUnreachable, host)
	case errors.As(err, &failed):
		form.Fail(screens.FailureOf(err))
	default:
		a.log.Error("settings not saved", "error", err)
		form.SetProblem(screens.ConnectNone, screens.ConnectSettingsUnwritable)
	}
	form.Focus(a.window.Canvas())
}

// otherTenant is the way to another tenant, where the tenant is the person's to choose.
func (a *App) otherTenant() func() {
	if a.settings.Given || a.demo != nil {
		return nil
	}
	return func() { a.connect(screens.ConnectForm{}) }
}

// connectProblem finds the words for what auth says is wrong with a tenant or a client ID.
func connectProblem(err error) (screens.ConnectField, string) {
	switch {
	case errors.Is(err, auth.ErrClientID):
		return screens.ConnectClientID, screens.ConnectInvalidClientID
	case errors.Is(err, auth.ErrInsecure):
		return screens.ConnectAuthority, screens.ConnectInsecureAuthority
	case errors.Is(err, auth.ErrNoTenant):
		return screens.ConnectAuthority, screens.ConnectNoTenant
	}
	return screens.ConnectAuthority, screens.ConnectInvalidAuthority
}

// saveTenant puts the tenant into the settings file; what else is in it stays. It runs off the UI thread.
func (a *App) saveTenant(authority, clientID string) error {
	return a.save(tenantAssignments(authority, clientID)...)
}

func tenantAssignments(authority, clientID string) []assignment {
	return []assignment{{"authority", authority}, {"client_id", clientID}, {"demo", false}}
}

// saveDemo remembers whether the demo was chosen. It runs off the UI thread.
func (a *App) saveDemo(on bool) error { return a.save(assignment{"demo", on}) }

// saveRemember saves whether addresses are kept, as the person wants it by now: two changes of mind may come here in any
// order. It runs off the UI thread.
func (a *App) saveRemember() error {
	a.saving.Lock()
	defer a.saving.Unlock()
	return a.write(assignment{"remember", a.keeping.Load()})
}

func (a *App) save(values ...assignment) error {
	a.saving.Lock()
	defer a.saving.Unlock()
	return a.write(values...)
}

// write changes values in the settings file.
func (a *App) write(values ...assignment) error {
	old, err := os.ReadFile(a.settings.File)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	text, err := with(old, values...)
	if err != nil {
		return err
	}
	return vault.WriteFile(a.settings.File, text)
}

package app

import (
	"context"
	"net"
	"path/filepath"

	"fyne.io/fyne/v2"

	"github.com/vestibule-app/vestibule/auth"
	"github.com/vestibule-app/vestibule/auth/emulator"
	"github.com/vestibule-app/vestibule/screens"
)

// demo is the embedded tenant. It listens on the loopback, because the browser must reach it too; to the rest of the
// program it is a tenant like any other.
type demo struct {
	tenant  *emulator.Tenant
	base    string // its authority
	clients map[string]*auth.Client
	drawer  *drawer
	stop    context.CancelFunc
	deaf    func() // stops listening for messages
}

// demoPerson is somebody to try the demo as: an address, the app registration that shows what is special about
// them, and the key of the words that say what that is.
type demoPerson struct {
	username, clientID, about string
}

var demoPeople = []demoPerson{
	{"password@contoso.example", emulator.ClientPassword, "demo.person.password"},
	{"otp@contoso.example", emulator.ClientOTP, "demo.person.code"},
	{"both@contoso.example", emulator.ClientMFA, "demo.person.choice"},
	{"sms@contoso.example", emulator.ClientMFA, "demo.person.sms"},
	{"new@contoso.example", emulator.ClientMFA, "demo.person.new"},
	{"expired@contoso.example", emulator.ClientPassword, "demo.person.expired"},
	{"federated@contoso.example", emulator.ClientPassword, "demo.person.browser"},
}

// demoAccount is a way to make an account: the app registration with that user flow, and the key of its words.
type demoAccount struct {
	clientID, about string
}

var demoAccounts = []demoAccount{
	{emulator.ClientPassword, "demo.create.password"},
	{emulator.ClientOTP, "demo.create.code"},
}

// startDemo opens the embedded tenant and goes on as with any other. The choice is remembered, so that the next
// start finds whoever is signed in.
func (a *App) startDemo() {
	a.leave()
	splash := screens.Splash(a.asking())
	a.present(splash)
	t := &task{}
	a.busy(t, splash)
	a.work(t, func(ctx context.Context) func() {
		d, err := a.openDemo()
		if err == nil && ctx.Err() != nil { // the person did not want to wait
			return func() {
				d.close()
				a.outset()
			}
		}
		if err == nil && !a.settings.Demo {
			err = a.saveDemo(true)
			if err != nil {
				a.log.Error("settings not saved", "error", err) // the demo works all the same
				err = nil
			}
		}
		return func() {
			if err != nil {
				a.log.Error("demo", "error", err)
				a.firstStart()
				a.fail(err)
				return
			}
			a.settings.Demo = true
			a.enterDemo(d)
		}
	})
}

// openDemo starts the tenant. It keeps its signing key, its people and who is signed in beside the settings, so that a
// session, a new account and a new password outlive the window.
func (a *App) openDemo() (*demo, error) {
	dir := filepath.Join(a.settings.Dir, "demo")
	secrets := a.openVault(dir)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	ctx, stop := context.WithCancel(a.life)
	d := &demo{
		tenant:  &emulator.Tenant{Data: filepath.Join(dir, "tenant"), Now: a.now},
		base:    "http://" + l.Addr().String() + "/" + emulator.TenantName,
		clients: map[string]*auth.Client{},
		stop:    stop,
	}
	for _, id := range []string{emulator.ClientPassword, emulator.ClientOTP, emulator.ClientMFA, emulator.ClientBrowser} {
		known := signUpInDemo(emulator.BuiltIn(), id)
		known.UpFront = signUpOf(a.settings).UpFront
		c, err := a.newClient(d.base, id, secrets, known)
		if err != nil {
			stop()
			_ = l.Close()
			return nil, err
		}
		d.clients[id] = c
	}
	a.spawn(func() {
		if err := d.tenant.Serve(ctx, l); err != nil {
			a.log.Error("demo", "error", err)
		}
	})
	return d, nil
}

func (a *App) enterDemo(d *demo) {
	a.demo = d
	d.deaf = d.tenant.OnMessage(func(m emulator.Message) {
		a.toUI(func() { d.drawer.arrived(m) })
	})
	a.furnishDemo()
	if size := a.window.Canvas().Size(); size.Width < drawerBeside {
		a.window.Resize(fyne.NewSize(drawerBeside+80, max(size.Height, 720)))
	}
	a.client = d.clients[emulator.ClientPassword]
	a.restore()
}

// try begins a sign-in as one of the demo's people.
func (a *App) try(p demoPerson) {
	a.client = a.demo.clients[p.clientID]
	a.signIn(auth.Hint{Username: p.username})
	a.reply(auth.Username{Value: p.username})
}

// tryCreate begins to make an account in the demo.
func (a *App) tryCreate(n demoAccount) {
	a.client = a.demo.clients[n.clientID]
	a.converse(a.client.SignUp, auth.Hint{})
}

// leaveDemo goes back to the tenant that was given, else to the choice between the demo and a tenant.
func (a *App) leaveDemo() {
	a.leave()
	d := a.demo
	a.demo, a.client, a.known = nil, nil, false
	d.close()
	a.settings.Demo = false
	a.furnish(a.stage)
	a.present(screens.Splash(a.asking()))
	a.work(&task{}, func(context.Context) func() { // before anything else is chosen, which is saved too
		if err := a.saveDemo(false); err != nil {
			a.log.Error("settings not saved", "error", err)
		}
		return a.outset
	})
}

func (d *demo) close() {
	if d.deaf != nil {
		d.deaf()
	}
	d.stop()
}

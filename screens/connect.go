package screens

import (
	"strings"

	"fyne.io/fyne/v2"

	"github.com/vestibule-app/vestibule/screens/kit"
)

// ConnectForm is what a person tells about the tenant, blanks at the ends removed.
type ConnectForm struct {
	Authority string // subdomain, tenant domain or custom domain
	ClientID  string
}

// ConnectField is a field of Connect.
type ConnectField int

// The fields of Connect.
const (
	ConnectAuthority ConnectField = iota
	ConnectClientID
	ConnectNone // the trouble concerns no field
)

// The keys of what can be wrong with a ConnectForm. Those with a Host take Params{"Host": ...}.
const (
	ConnectInvalidAuthority   = "connect.problem.authority_invalid"
	ConnectMissingAuthority   = "connect.problem.authority_missing"
	ConnectInsecureAuthority  = "connect.problem.authority_not_https"
	ConnectNoTenant           = "connect.problem.authority_no_tenant"
	ConnectNotATenant         = "connect.problem.authority_not_tenant"  // Host
	ConnectUnreachable        = "connect.problem.authority_unreachable" // Host
	ConnectInvalidClientID    = "connect.problem.client_invalid"
	ConnectMissingClientID    = "connect.problem.client_missing"
	ConnectSettingsUnwritable = "connect.problem.save_failed" // concerns no field
)

// ConnectScreen asks for a tenant.
type ConnectScreen struct {
	unasked
	authority *kit.Field
	client    *kit.Field
	wrong     *kit.Field // the field a problem concerns; nil when none does
	onSubmit  func(ConnectForm)
}

// Connect asks which tenant to sign in to. onSubmit gets a form with both fields filled in; it must call Busy,
// SetProblem or Fail, or replace the screen, before it returns.
func Connect(a Asking, prefill ConnectForm, onSubmit func(ConnectForm), onBack func()) *ConnectScreen {
	w := a.Words
	c := &ConnectScreen{authority: kit.NewField(w.Say("connect.authority")), client: kit.NewField(w.Say("connect.client")), onSubmit: onSubmit}
	c.authority.SetHelper(w.Say("connect.authority_help"))
	c.authority.SetPlaceholder(w.Say("connect.authority_placeholder"))
	c.authority.SetText(prefill.Authority)
	c.client.SetHelper(w.Say("connect.client_help"))
	c.client.SetText(prefill.ClientID)
	var links []*kit.Link
	if onBack != nil {
		links = append(links, kit.NewLink(w.Say("action.back"), func() { c.leave() }))
	}
	c.unasked = unasked{newForm(a, parts{
		title:   w.Say("connect.title"),
		reason:  w.Say("connect.reason"),
		fields:  []below{{0, c.authority}, {kit.Size(kit.GapField), c.client}},
		button:  w.Say("connect.submit"),
		submit:  c.submit,
		links:   links,
		outside: true,
	})}
	for _, field := range []*kit.Field{c.authority, c.client} {
		field.OnSubmit = c.submit
		field.OnKey = c.onKey
		field.OnChanged = func(string) { field.SetError("") }
	}
	c.disable = func(off bool) {
		c.authority.SetDisabled(off)
		c.client.SetDisabled(off)
	}
	c.back = onBack
	c.first = c.firstEmpty
	return c
}

func (c *ConnectScreen) firstEmpty() focusable {
	switch {
	case c.wrong != nil:
		return c.wrong
	case strings.TrimSpace(c.authority.Text()) != "" && strings.TrimSpace(c.client.Text()) == "":
		return c.client
	}
	return c.authority
}

// SetProblem says what is wrong, under the field it concerns. It ends Busy. The keys are the constants of this file.
func (c *ConnectScreen) SetProblem(field ConnectField, key string, params ...Params) {
	c.Busy(Idle)
	c.clear()
	c.wrong = nil
	words := c.Words.Say(key, params...)
	switch field {
	case ConnectAuthority:
		c.wrong = c.authority
	case ConnectClientID:
		c.wrong = c.client
	default:
		c.banner.SetText(kit.Danger, words)
	}
	if c.wrong != nil {
		c.wrong.SetError(words)
	}
	c.settle()
}

func (c *ConnectScreen) submit() {
	if c.progress != Idle {
		return
	}
	form := ConnectForm{Authority: strings.TrimSpace(c.authority.Text()), ClientID: strings.TrimSpace(c.client.Text())}
	switch {
	case form.Authority == "":
		c.SetProblem(ConnectAuthority, ConnectMissingAuthority)
	case form.ClientID == "":
		c.SetProblem(ConnectClientID, ConnectMissingClientID)
	default:
		c.wrong = nil
		c.clear()
		c.onSubmit(form)
		return
	}
	c.focus(c.wrong)
}

// Focus implements Screen: the field that is wrong, else the first empty one.
func (c *ConnectScreen) Focus(canvas fyne.Canvas) { canvas.Focus(c.firstEmpty().Target()) }

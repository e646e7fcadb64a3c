package auth_test

import (
	"context"
	"errors"
	"maps"
	"net/http"
	"testing"
	"time"

	"github.com/vestibule-app/vestibule/auth"
	"github.com/vestibule-app/vestibule/auth/emulator"
	"github.com/vestibule-app/vestibule/auth/stories"
)

func TestStories(t *testing.T) {
	stories.Run(t, "testdata/stories", 120, func(t *testing.T, c stories.Cast) stories.Player {
		return newPlayer(t, c)
	})
}

// player plays a story over the bare conversation.
type player struct {
	tenant *emulator.Tenant
	clock  *stories.Clock
	vault  *stories.Vault
	cfg    auth.Config
	client *auth.Client
	flow   *auth.Flow
	step   auth.Step // nil while the accounts are on show
	known  []auth.Account
	err    error
	web    *stories.Web
}

func newPlayer(t *testing.T, cast stories.Cast) *player {
	t.Helper()
	c := stories.NewClock()
	p := &player{clock: c, tenant: cast.Tenant(t, c), vault: stories.NewVault()}
	p.cfg = auth.Config{ClientID: cast.ClientID(t), Authority: "contoso", HTTP: &http.Client{Transport: p.tenant.Transport()}, Vault: p.vault,
		Now: c.Now, Sleep: c.Sleep, ResponseMode: cast.Mode, SignUp: cast.SignUp}
	p.web = stories.NewWeb(stories.Host, p.tenant.Transport(), func() string { return stories.Newest(p.tenant) })
	p.start(t)
	return p
}

func (p *player) begin(h auth.Hint) {
	p.Close()
	p.flow, p.step = p.client.SignIn(h)
	p.err = nil
}

func (p *player) Close() {
	if p.flow != nil {
		p.flow.Close()
	}
}

func (p *player) Play(t *testing.T, l stories.Line) {
	t.Helper()
	ctx := t.Context()
	if stories.Happen(t, p.tenant, l) {
		return
	}
	submit := func(a auth.Answer) { p.step, p.err = p.flow.Submit(ctx, a) }
	browser := func() auth.OpenBrowser {
		open, ok := p.step.(auth.OpenBrowser)
		if !ok {
			t.Fatalf("%s: no browser is asked for but %v", l.At(), stories.Describe(p.step))
		}
		return open
	}
	switch l.Verb {
	case "ask":
		if p.err != nil {
			t.Fatalf("%s: failed with %v", l.At(), p.err)
		}
		if got := p.describe(); !stories.Matches(got, l.Words) {
			t.Fatalf("%s: the question is %v", l.At(), got)
		}
	case "fail":
		var e *auth.Error
		if !errors.As(p.err, &e) || string(e.Kind) != l.Arg(0) {
			t.Fatalf("%s: got %v at %v", l.At(), p.err, p.describe())
		}
	case "say":
		if p.step == nil {
			p.begin(auth.Hint{})
		}
		submit(p.answer(t, l))
		if _, waiting := p.step.(auth.Waiting); waiting && p.err == nil {
			submit(auth.Wait{}) // as the window does at once
		}
	case "web":
		address, done := browser().URL, make(chan struct{})
		wait, giveUp := context.WithCancel(ctx)
		go func() {
			defer close(done)
			if !stories.Visit(t, p.web, l, address, l.Words) {
				giveUp()
			}
		}()
		p.step, p.err = p.flow.Submit(wait, auth.BrowserReturned{})
		<-done
		giveUp()
	case "paste":
		submit(auth.BrowserReturned{Address: stories.Pasted(t, p.tenant, l, browser().CopyURL)})
	case "clock":
		d, err := time.ParseDuration(l.Arg(0))
		if err != nil {
			t.Fatalf("%s: %v", l.At(), err)
		}
		p.clock.Advance(d)
	case "vault":
		p.vault.SetState(t, l)
	case "restart":
		p.start(t)
	case "reset":
		p.Close()
		p.flow, p.step = p.client.ResetPassword(auth.Hint{})
	case "sign":
		if l.Arg(0) == "up" {
			p.Close()
			p.flow, p.step = p.client.SignUp(auth.Hint{})
			return
		}
		done, ok := p.step.(auth.SignedIn)
		if !ok {
			t.Fatalf("%s: nobody is signed in at %v", l.At(), p.describe())
		}
		if _, err := p.client.SignOut(ctx, done.Account); err != nil {
			t.Logf("%s: %v", l.At(), err)
		}
		p.home(t)
	default:
		t.Fatalf("%s: nobody does that", l.At())
	}
}

// start does what a start of the program does.
func (p *player) start(t *testing.T) {
	t.Helper()
	client, err := auth.NewClient(p.cfg)
	if err != nil {
		t.Fatal(err)
	}
	p.client = client
	p.home(t)
	if len(p.known) == 0 || !p.known[0].SignedIn {
		return
	}
	done, err := p.client.Restore(t.Context(), p.known[0])
	var session *auth.SessionError
	if errors.As(err, &session) {
		p.begin(auth.Hint{Username: p.known[0].Username, Problem: &session.Problem})
		return
	}
	p.step, p.err = done, err
}

// home shows who is known, or asks for somebody new.
func (p *player) home(t *testing.T) {
	t.Helper()
	known, err := p.client.Accounts(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	p.known, p.step = known, nil
	if len(known) == 0 {
		p.begin(auth.Hint{})
	}
}

func (p *player) describe() []string {
	if p.step != nil {
		return stories.Describe(p.step)
	}
	words := []string{"Accounts"}
	for _, a := range p.known {
		words = append(words, a.Username)
	}
	return words
}

func (p *player) answer(t *testing.T, l stories.Line) auth.Answer {
	t.Helper()
	switch l.Arg(0) {
	case "username":
		return auth.Username{Value: l.Rest(1)}
	case "password":
		return auth.Password{Value: l.Rest(1)}
	case "code":
		return auth.Code{Value: stories.Code(t, p.tenant, l)}
	case "new":
		return auth.NewPassword{Value: l.Rest(1)}
	case "attributes":
		return auth.Attributes{Values: p.values(t, l)}
	case "register":
		register, ok := p.step.(auth.RegisterMethod)
		if !ok {
			t.Fatalf("%s: there is nothing to register at %v", l.At(), p.describe())
		}
		for _, m := range register.Methods {
			if string(m.Channel) == l.Arg(1) {
				return auth.Register{MethodID: m.ID, Target: l.Rest(2)}
			}
		}
		t.Fatalf("%s: there is no such method among %v", l.At(), register.Methods)
	case "forgot":
		return auth.Forgot{Username: p.typed()}
	case "create":
		return auth.Create{Username: p.typed()}
	case "wait":
		return auth.Wait{}
	case "resend":
		return auth.Resend{}
	case "back":
		return auth.Back{}
	case "browser":
		return auth.UseBrowser{}
	case "pick":
		choose, ok := p.step.(auth.ChooseMethod)
		if !ok {
			t.Fatalf("%s: there is nothing to choose at %v", l.At(), p.describe())
		}
		for _, m := range choose.Methods {
			if string(m.Channel) == l.Arg(1) {
				return auth.Pick{MethodID: m.ID}
			}
		}
		t.Fatalf("%s: there is no such method among %v", l.At(), choose.Methods)
	}
	t.Fatalf("%s: nobody says that", l.At())
	return nil
}

// typed is the address that stands in the field.
func (p *player) typed() string {
	q, _ := p.step.(auth.EnterUsername)
	return q.Username
}

// values are what stands in the fields afterwards: what the story says, in place of what stood there.
func (p *player) values(t *testing.T, l stories.Line) map[string]string {
	t.Helper()
	values := map[string]string{}
	if q, ok := p.step.(auth.EnterAttributes); ok {
		for _, a := range q.Attributes {
			values[a.Name] = a.Value
		}
	}
	maps.Copy(values, stories.Attributes(t, l))
	return values
}

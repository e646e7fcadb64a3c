package auth_test

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/vestibule-app/vestibule/auth"
	"github.com/vestibule-app/vestibule/auth/emulator"
	"github.com/vestibule-app/vestibule/auth/stories"
	"github.com/vestibule-app/vestibule/auth/vault"
)

const host = "contoso.ciamlogin.com"

func TestStories(t *testing.T) {
	stories.Run(t, "testdata/stories", 30, func(t *testing.T, app, mode string) stories.Player {
		return newPlayer(t, app, mode)
	})
}

var clientIDs = map[string]string{
	"password":     emulator.ClientPassword,
	"otp":          emulator.ClientOTP,
	"mfa":          emulator.ClientMFA,
	"browser":      emulator.ClientBrowser,
	"confidential": emulator.ClientConfidential,
	"unknown":      "00000000-0000-4000-8000-0000000000ff",
}

// clock is the time of a story: it stands still until somebody moves it.
type clock struct {
	mu sync.Mutex
	at time.Time
}

func newClock() *clock { return &clock{at: time.Date(2026, 3, 1, 10, 0, 0, 0, time.UTC)} }

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

func (c *clock) Advance(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = c.at.Add(d)
}

// moody is a vault whose state a story can change.
type moody struct {
	*vault.Memory
	mu    sync.Mutex
	state vault.State
}

func (m *moody) setState(s vault.State) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.state = s
}

func (m *moody) mood(op string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.state == 0 || m.state == vault.Ready {
		return nil
	}
	return &vault.Error{State: m.state, Op: op, Err: errors.New("as the story says")}
}

func (m *moody) Get(ctx context.Context, name string) ([]byte, error) {
	if err := m.mood("get"); err != nil {
		return nil, err
	}
	return m.Memory.Get(ctx, name)
}

func (m *moody) Set(ctx context.Context, name string, secret []byte) error {
	if err := m.mood("set"); err != nil {
		return err
	}
	return m.Memory.Set(ctx, name, secret)
}

func (m *moody) Delete(ctx context.Context, name string) error {
	if err := m.mood("delete"); err != nil {
		return err
	}
	return m.Memory.Delete(ctx, name)
}

var vaultStates = map[string]vault.State{"ready": vault.Ready, "locked": vault.Locked, "denied": vault.Denied,
	"absent": vault.Absent, "hung": vault.Hung, "too_big": vault.TooBig}

// player plays a story over the bare conversation.
type player struct {
	tenant *emulator.Tenant
	clock  *clock
	vault  *moody
	cfg    auth.Config
	client *auth.Client
	flow   *auth.Flow
	step   auth.Step
	err    error
	web    *stories.Web
}

func newPlayer(t *testing.T, app, mode string) *player {
	t.Helper()
	id, ok := clientIDs[app]
	if !ok {
		t.Fatalf("there is no app %q", app)
	}
	c := newClock()
	p := &player{clock: c, tenant: &emulator.Tenant{Now: c.Now, PasswordCost: 1}, vault: &moody{Memory: vault.NewMemory()}}
	p.cfg = auth.Config{ClientID: id, Authority: "contoso", HTTP: &http.Client{Transport: p.tenant.Transport()}, Vault: p.vault,
		Now: c.Now, ResponseMode: mode}
	p.open(t)
	p.begin(auth.Hint{})
	return p
}

func (p *player) open(t *testing.T) {
	t.Helper()
	client, err := auth.NewClient(p.cfg)
	if err != nil {
		t.Fatal(err)
	}
	p.client = client
}

func (p *player) begin(h auth.Hint) {
	if p.flow != nil {
		p.flow.Close()
	}
	p.flow, p.step = p.client.SignIn(h)
	p.err = nil
}

func (p *player) Close() { p.flow.Close() }

func (p *player) Play(t *testing.T, l stories.Line) {
	t.Helper()
	ctx := t.Context()
	submit := func(a auth.Answer) {
		p.step, p.err = p.flow.Submit(ctx, a)
	}
	switch l.Verb {
	case "ask":
		if p.err != nil {
			t.Fatalf("%s: failed with %v", l.At(), p.err)
		}
		if got := describe(p.step); !matches(got, l.Words) {
			t.Fatalf("%s: the question is %v", l.At(), got)
		}
	case "fail":
		var e *auth.Error
		if !errors.As(p.err, &e) || string(e.Kind) != l.Arg(0) {
			t.Fatalf("%s: got %v at %v", l.At(), p.err, describe(p.step))
		}
	case "say":
		submit(p.answer(t, l))
	case "web":
		open, ok := p.step.(auth.OpenBrowser)
		if !ok {
			t.Fatalf("%s: no browser is asked for but %v", l.At(), describe(p.step))
		}
		done := make(chan struct{})
		go func() {
			defer close(done)
			p.browse(t, l, open.URL)
		}()
		submit(auth.BrowserReturned{})
		<-done
	case "paste":
		open, ok := p.step.(auth.OpenBrowser)
		if !ok {
			t.Fatalf("%s: no browser is asked for but %v", l.At(), describe(p.step))
		}
		submit(auth.BrowserReturned{Address: p.pasted(t, l, open.CopyURL)})
	case "weather":
		w := emulator.Weather{Kind: emulator.Kind(l.Arg(0))}
		w.After, _ = strconv.Atoi(l.Arg(1))
		w.Times, _ = strconv.Atoi(l.Arg(2))
		if err := p.tenant.Weather(w); err != nil {
			t.Fatalf("%s: %v", l.At(), err)
		}
	case "clock":
		d, err := time.ParseDuration(l.Arg(0))
		if err != nil {
			t.Fatalf("%s: %v", l.At(), err)
		}
		p.clock.Advance(d)
	case "vault":
		s, ok := vaultStates[l.Arg(0)]
		if !ok {
			t.Fatalf("%s: there is no such state", l.At())
		}
		p.vault.setState(s)
	case "restart":
		p.open(t)
		p.restore(t)
	case "sign":
		done := p.step.(auth.SignedIn)
		_, err := p.client.SignOut(ctx, done.Account)
		if err != nil {
			t.Logf("%s: %v", l.At(), err)
		}
		p.begin(auth.Hint{Username: done.Account.Username})
	case "revoke":
		if !p.tenant.Revoke(l.Arg(0)) {
			t.Fatalf("%s: nobody has that address", l.At())
		}
	case "requests":
		want, _ := strconv.Atoi(l.Arg(0))
		if got := posts(p.tenant); got != want {
			t.Fatalf("%s: the tenant was asked %d times: %+v", l.At(), got, p.tenant.Requests())
		}
	}
}

// restore does what a start of the program does.
func (p *player) restore(t *testing.T) {
	t.Helper()
	accounts, err := p.client.Accounts(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if len(accounts) == 0 || !accounts[0].SignedIn {
		h := auth.Hint{}
		if len(accounts) > 0 {
			h.Username = accounts[0].Username
		}
		p.begin(h)
		return
	}
	done, err := p.client.Restore(t.Context(), accounts[0])
	var session *auth.SessionError
	if errors.As(err, &session) {
		p.begin(auth.Hint{Username: accounts[0].Username, Problem: &session.Problem})
		return
	}
	p.step, p.err = done, err
}

func (p *player) answer(t *testing.T, l stories.Line) auth.Answer {
	t.Helper()
	switch l.Arg(0) {
	case "username":
		return auth.Username{Value: l.Rest(1)}
	case "password":
		return auth.Password{Value: l.Rest(1)}
	case "code":
		return auth.Code{Value: codeOf(t, p.tenant, l)}
	case "resend":
		return auth.Resend{}
	case "back":
		return auth.Back{}
	case "browser":
		return auth.UseBrowser{}
	case "pick":
		choose, ok := p.step.(auth.ChooseMethod)
		if !ok {
			t.Fatalf("%s: there is nothing to choose at %v", l.At(), describe(p.step))
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

func codeOf(t *testing.T, tenant *emulator.Tenant, l stories.Line) string {
	t.Helper()
	messages := tenant.Messages("")
	switch l.Arg(1) {
	case "inbox":
		if len(messages) == 0 {
			t.Fatalf("%s: no code was sent", l.At())
		}
		return messages[len(messages)-1].Code
	case "old":
		if len(messages) < 2 {
			t.Fatalf("%s: no two codes were sent", l.At())
		}
		return messages[len(messages)-2].Code
	}
	return l.Rest(1)
}

func (p *player) newest() string {
	m := p.tenant.Messages("")
	if len(m) == 0 {
		return ""
	}
	return m[len(m)-1].Code
}

// browse does what the person does in the browser.
func (p *player) browse(t *testing.T, l stories.Line, address string) {
	if p.web == nil {
		p.web = stories.NewWeb(host, p.tenant.Transport(), p.newest)
	}
	if err := p.web.Visit(address); err != nil {
		t.Errorf("%s: %v", l.At(), err)
		return
	}
	for _, word := range l.Words {
		if err := p.web.Submit(word); err != nil {
			t.Errorf("%s: %s: %v", l.At(), word, err)
		}
	}
	if err := p.web.Finish(); err != nil {
		t.Errorf("%s: at the end: %v", l.At(), err)
	}
}

// pasted is the address that the person copies: the one that the browser ends on when nothing answers there.
func (p *player) pasted(t *testing.T, l stories.Line, address string) string {
	t.Helper()
	if l.Arg(0) != "web" {
		return l.Rest(0)
	}
	web := stories.NewWeb(host, p.tenant.Transport(), p.newest)
	web.Deaf = true
	if err := web.Visit(address); err != nil {
		t.Fatalf("%s: %v", l.At(), err)
	}
	for _, word := range l.Words[1:] {
		if err := web.Submit(word); err != nil {
			t.Fatalf("%s: %s: %v", l.At(), word, err)
		}
	}
	return web.Last
}

func posts(tenant *emulator.Tenant) int {
	n := 0
	for _, r := range tenant.Requests() {
		if r.Method == http.MethodPost && !strings.Contains(r.Path, "/authorize") {
			n++
		}
	}
	return n
}

// describe names a question in the words of a story: its kind first, then what matters about it.
func describe(s auth.Step) []string {
	words := []string{}
	problem := func(p *auth.Problem) {
		if p != nil {
			words = append(words, string(p.Code))
		}
	}
	switch s := s.(type) {
	case auth.EnterUsername:
		words = append(words, "EnterUsername", s.Username)
		problem(s.Problem)
	case auth.EnterPassword:
		words = append(words, "EnterPassword", s.Username)
		problem(s.Problem)
	case auth.EnterCode:
		words = append(words, "EnterCode", s.Username, string(s.Channel), string(s.Purpose))
		problem(s.Problem)
	case auth.ChooseMethod:
		words = append(words, "ChooseMethod", s.Username)
		problem(s.Problem)
	case auth.OpenBrowser:
		words = append(words, "OpenBrowser", s.Username, string(s.Reason))
		problem(s.Problem)
	case auth.SignedIn:
		kept := "unkept"
		if s.Kept {
			kept = "kept"
		}
		words = append(words, "SignedIn", s.Account.Username, kept)
		problem(s.Problem)
	case auth.Ended:
		words = append(words, "Ended", s.Username)
		problem(s.Problem)
	}
	return words
}

// matches holds a question against an "ask": the kind is the same, every word is there, and no problem is there that
// the story does not name.
func matches(got, want []string) bool {
	if len(want) == 0 || got[0] != want[0] {
		return false
	}
	for _, w := range want[1:] {
		if !slices.Contains(got, w) {
			return false
		}
	}
	for _, g := range got[1:] {
		if slices.Contains(auth.ProblemCodes, auth.ProblemCode(g)) && !slices.Contains(want, g) {
			return false
		}
	}
	return true
}

package stories

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/vestibule-app/vestibule/auth/emulator"
	"github.com/vestibule-app/vestibule/auth/vault"
)

// Host is the authority's host in every story. Nothing is sent to it: the tenant answers in process.
const Host = "contoso.ciamlogin.com"

// ClientIDs are the app registrations of the built-in tenant by the names that stories use.
var ClientIDs = map[string]string{
	"password":     emulator.ClientPassword,
	"otp":          emulator.ClientOTP,
	"mfa":          emulator.ClientMFA,
	"browser":      emulator.ClientBrowser,
	"confidential": emulator.ClientConfidential,
	"unknown":      "00000000-0000-4000-8000-0000000000ff",
}

// Clock is the time of a story: it stands still until somebody moves it.
type Clock struct {
	mu sync.Mutex
	at time.Time
}

// NewClock makes a clock at the time when all stories begin.
func NewClock() *Clock { return &Clock{at: time.Date(2026, 3, 1, 10, 0, 0, 0, time.UTC)} }

// Now tells the time.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

// Sleep is a pause: it takes no time but that of the clock.
func (c *Clock) Sleep(ctx context.Context, d time.Duration) error {
	c.Advance(d)
	return ctx.Err()
}

// Advance moves the time.
func (c *Clock) Advance(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = c.at.Add(d)
}

// Vault is a vault in memory whose state a story can change.
type Vault struct {
	*vault.Memory
	mu    sync.Mutex
	state vault.State
}

// NewVault makes one that is ready.
func NewVault() *Vault { return &Vault{Memory: vault.NewMemory(), state: vault.Ready} }

var vaultStates = map[string]vault.State{"ready": vault.Ready, "locked": vault.Locked, "denied": vault.Denied,
	"absent": vault.Absent, "hung": vault.Hung, "too_big": vault.TooBig}

// SetState changes its state, by the name that stories use.
func (m *Vault) SetState(t *testing.T, l Line) {
	t.Helper()
	s, ok := vaultStates[l.Arg(0)]
	if !ok {
		t.Fatalf("%s: there is no such state", l.At())
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.state = s
}

func (m *Vault) mood(op string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.state == vault.Ready {
		return nil
	}
	return &vault.Error{State: m.state, Op: op, Err: errors.New("as the story says")}
}

// Get is Memory's unless the state says otherwise.
func (m *Vault) Get(ctx context.Context, name string) ([]byte, error) {
	if err := m.mood("get"); err != nil {
		return nil, err
	}
	return m.Memory.Get(ctx, name)
}

// Set is Memory's unless the state says otherwise.
func (m *Vault) Set(ctx context.Context, name string, secret []byte) error {
	if err := m.mood("set"); err != nil {
		return err
	}
	return m.Memory.Set(ctx, name, secret)
}

// Delete is Memory's unless the state says otherwise.
func (m *Vault) Delete(ctx context.Context, name string) error {
	if err := m.mood("delete"); err != nil {
		return err
	}
	return m.Memory.Delete(ctx, name)
}

// Code is the code of a "say code" line.
func Code(t *testing.T, tenant *emulator.Tenant, l Line) string {
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

// Newest is the newest code that the tenant sent, or "".
func Newest(tenant *emulator.Tenant) string {
	m := tenant.Messages("")
	if len(m) == 0 {
		return ""
	}
	return m[len(m)-1].Code
}

// Posts counts how often the tenant was asked, pages in the browser aside.
func Posts(tenant *emulator.Tenant) int {
	n := 0
	for _, r := range tenant.Requests() {
		if r.Method == http.MethodPost && !strings.Contains(r.Path, "/authorize") {
			n++
		}
	}
	return n
}

// Happen does the lines that concern the tenant alone, and reports whether l was one.
func Happen(t *testing.T, tenant *emulator.Tenant, l Line) bool {
	t.Helper()
	switch l.Verb {
	case "weather":
		w := emulator.Weather{Kind: emulator.Kind(l.Arg(0)), After: l.Count(t, 1), Times: l.Count(t, 2)}
		if err := tenant.Weather(w); err != nil {
			t.Fatalf("%s: %v", l.At(), err)
		}
	case "revoke":
		if !tenant.Revoke(l.Arg(0)) {
			t.Fatalf("%s: nobody has that address", l.At())
		}
	case "requests":
		if got, want := Posts(tenant), l.Count(t, 0); got != want {
			t.Fatalf("%s: the tenant was asked %d times: %+v", l.At(), got, tenant.Requests())
		}
	default:
		return false
	}
	return true
}

// Visit does what the person does in the browser, from the address on. It reports whether all of it could be done, so
// that nobody waits for a browser that will never come back.
func Visit(t *testing.T, web *Web, l Line, address string, words []string) bool {
	t.Helper()
	if err := web.Visit(address); err != nil {
		t.Errorf("%s: %v", l.At(), err)
		return false
	}
	for _, word := range words {
		if err := web.Submit(word); err != nil {
			t.Errorf("%s: %s: %v", l.At(), word, err)
			return false
		}
	}
	if web.Deaf {
		return true
	}
	if err := web.Finish(); err != nil {
		t.Errorf("%s: at the end: %v", l.At(), err)
		return false
	}
	return true
}

// Pasted is the address of a "paste" line: the one that the browser ends on when it cannot reach the app, or the words
// themselves.
func Pasted(t *testing.T, tenant *emulator.Tenant, l Line, address string) string {
	t.Helper()
	if l.Arg(0) != "web" {
		return l.Rest(0)
	}
	web := NewWeb(Host, tenant.Transport(), func() string { return Newest(tenant) })
	web.Deaf = true
	Visit(t, web, l, address, l.Words[1:])
	return web.Last
}

package auth_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"

	"github.com/vestibule-app/vestibule/auth"
	"github.com/vestibule-app/vestibule/auth/emulator"
	"github.com/vestibule-app/vestibule/auth/stories"
)

// loopback is an emulated tenant behind a real port, with its connections and requests counted.
type loopback struct {
	*emulator.Tenant
	clock *stories.Clock
	url   string // the authority

	mu    sync.Mutex
	conns int
}

func (l *loopback) connections() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.conns
}

// serveTenant opens a tenant on a port until the test ends.
func serveTenant(t testing.TB) *loopback {
	t.Helper()
	c := stories.NewClock()
	l := &loopback{Tenant: &emulator.Tenant{Now: c.Now, PasswordCost: 1}, clock: c}
	server := httptest.NewUnstartedServer(l.Tenant)
	server.Config.ConnState = func(_ net.Conn, s http.ConnState) {
		if s == http.StateNew {
			l.mu.Lock()
			l.conns++
			l.mu.Unlock()
		}
	}
	server.Start()
	t.Cleanup(server.Close)
	l.url = server.URL + "/" + emulator.TenantName
	return l
}

func (l *loopback) config(app string) auth.Config {
	return auth.Config{ClientID: stories.ClientIDs[app], Authority: l.url, Now: l.clock.Now}
}

func mustClient(t testing.TB, cfg auth.Config) *auth.Client {
	t.Helper()
	c, err := auth.NewClient(cfg)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// say submits answers one after the other and returns the last question; every one must be answered.
func say(t testing.TB, f *auth.Flow, answers ...auth.Answer) auth.Step {
	t.Helper()
	var step auth.Step
	for _, a := range answers {
		var err error
		if step, err = f.Submit(t.Context(), a); err != nil {
			t.Fatalf("%T: %v", a, err)
		}
	}
	return step
}

// want asserts the kind of a question.
func want[S auth.Step](t testing.TB, step auth.Step) S {
	t.Helper()
	s, ok := step.(S)
	if !ok {
		t.Fatalf("the question is %v, want %T", shown(step), s)
	}
	return s
}

func codeIn(s auth.Step) auth.ProblemCode {
	if p := auth.ProblemOf(s); p != nil {
		return p.Code
	}
	return ""
}

func newestCode(t testing.TB, tenant *emulator.Tenant) string {
	t.Helper()
	m := tenant.Messages("")
	if len(m) == 0 {
		t.Fatal("no code was sent")
	}
	return m[len(m)-1].Code
}

// kindIn returns the kind of a failure, or "".
func kindIn(err error) auth.FailureKind {
	var e *auth.Error
	if errors.As(err, &e) {
		return e.Kind
	}
	return ""
}

// trip is a transport made of a function.
type trip func(*http.Request) (*http.Response, error)

func (f trip) RoundTrip(r *http.Request) (*http.Response, error) {
	if err := r.Context().Err(); err != nil {
		return nil, err
	}
	if r.Body != nil {
		defer func() { _ = r.Body.Close() }()
	}
	return f(r)
}

// answered makes a response; headers are name, value, name, value, ...
func answered(status int, body string, headers ...string) *http.Response {
	h := http.Header{"Content-Type": {"application/json; charset=utf-8"}}
	for i := 0; i+1 < len(headers); i += 2 {
		h.Set(headers[i], headers[i+1])
	}
	return &http.Response{StatusCode: status, Status: fmt.Sprint(status), Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1, Header: h,
		Body: io.NopCloser(strings.NewReader(body)), ContentLength: int64(len(body))}
}

// endpointOf is the last part of a path: initiate, challenge, introspect, token, keys, openid-configuration.
func endpointOf(r *http.Request) string { return r.URL.Path[strings.LastIndexByte(r.URL.Path, '/')+1:] }

// meddler sits between the client and a tenant and may answer in its place.
type meddler struct {
	http.RoundTripper
	mu       sync.Mutex
	instead  func(*http.Request) *http.Response // nil, or a nil answer: the tenant answers
	requests []string                           // endpoints
	bodies   []string
}

func (m *meddler) RoundTrip(r *http.Request) (*http.Response, error) {
	if err := r.Context().Err(); err != nil {
		return nil, err
	}
	var body []byte
	if r.Body != nil {
		body, _ = io.ReadAll(r.Body)
		_ = r.Body.Close()
		r = r.Clone(r.Context())
		r.Body = io.NopCloser(bytes.NewReader(body))
	}
	m.mu.Lock()
	m.requests = append(m.requests, endpointOf(r))
	m.bodies = append(m.bodies, string(body))
	instead := m.instead
	m.mu.Unlock()
	if instead != nil {
		if resp := instead(r); resp != nil {
			return resp, nil
		}
	}
	return m.RoundTripper.RoundTrip(r)
}

func (m *meddler) meddle(f func(*http.Request) *http.Response) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.instead = f
}

// count is the number of requests to an endpoint.
func (m *meddler) count(endpoint string) int {
	m.mu.Lock()
	defer m.mu.Unlock()
	n := 0
	for _, r := range m.requests {
		if r == endpoint {
			n++
		}
	}
	return n
}

func (m *meddler) forget() {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.requests, m.bodies = nil, nil
}

// at answers one endpoint and leaves the others to the tenant.
func at(endpoint string, status int, body string, headers ...string) func(*http.Request) *http.Response {
	return func(r *http.Request) *http.Response {
		if endpointOf(r) != endpoint {
			return nil
		}
		return answered(status, body, headers...)
	}
}

// inProcess is a client of an emulated tenant in the same process.
type inProcess struct {
	tenant *emulator.Tenant
	clock  *stories.Clock
	wire   *meddler
	cfg    auth.Config
	client *auth.Client
}

func startInProcess(t testing.TB, app string, change ...func(*auth.Config)) *inProcess {
	t.Helper()
	c := stories.NewClock()
	p := &inProcess{clock: c, tenant: &emulator.Tenant{Now: c.Now, PasswordCost: 1}}
	p.wire = &meddler{RoundTripper: p.tenant.Transport()}
	p.cfg = auth.Config{ClientID: stories.ClientIDs[app], Authority: "contoso", HTTP: &http.Client{Transport: p.wire}, Now: c.Now, Sleep: c.Sleep}
	for _, f := range change {
		f(&p.cfg)
	}
	p.client = mustClient(t, p.cfg)
	return p
}

// signIn signs a person in with the password.
func signIn(t testing.TB, c *auth.Client, username string) auth.SignedIn {
	t.Helper()
	f, _ := c.SignIn(auth.Hint{})
	defer f.Close()
	return want[auth.SignedIn](t, say(t, f, auth.Username{Value: username}, auth.Password{Value: emulator.Password}))
}

// canceled is a context that has ended.
func canceled(t testing.TB) context.Context {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	return ctx
}

// shown names a question and its problem for a test's message.
func shown(s auth.Step) string {
	return fmt.Sprintf("%T %s", s, codeIn(s))
}

func mustForm(t testing.TB, body string) url.Values {
	t.Helper()
	v, err := url.ParseQuery(body)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// prefixed puts something at the beginning of an answer's object.
func prefixed(t testing.TB, resp *http.Response, start string) *http.Response {
	t.Helper()
	body, err := io.ReadAll(resp.Body)
	_ = resp.Body.Close()
	if err != nil || !bytes.HasPrefix(body, []byte("{")) {
		t.Fatalf("%q %v", body, err)
	}
	return answered(resp.StatusCode, start+string(body[1:]))
}

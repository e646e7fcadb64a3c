package auth_test

import (
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/vestibule-app/vestibule/auth"
	"github.com/vestibule-app/vestibule/auth/emulator"
	"github.com/vestibule-app/vestibule/auth/stories"
)

// tape plays the tenant's part from recordings. Any request but the recorded one fails the test.
type tape struct {
	*keysTenant
	t         *testing.T
	clock     *stories.Clock
	exchanges []recording
	next      int
	bound     bindings
	username  string // that the client sent last
	made      int    // values invented so far
	sent      []sent // so far
}

// sent is a request of the client.
type sent struct {
	path string // below the tenant
	form url.Values
}

func (p *tape) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.Method == http.MethodGet {
		return p.keysTenant.RoundTrip(r)
	}
	if err := r.Context().Err(); err != nil {
		return nil, err
	}
	if p.next == len(p.exchanges) {
		p.t.Errorf("a request too many: %s", r.URL.Path)
		return nil, errNoRoute
	}
	e := p.exchanges[p.next]
	p.next++
	p.bound["correlation_id"] = r.Header.Get("client-request-id") // the tenant echoes it
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return nil, err
	}
	if !p.fits(e, r, string(body)) {
		return nil, errNoRoute
	}
	header := []string{}
	for key, value := range e.header {
		header = append(header, key, value)
	}
	return answered(e.status, p.bound.fill(e.body, p.invent), header...), nil
}

// fits compares a request with the recorded one: path, and exactly the fields with exactly the values.
func (p *tape) fits(e recording, r *http.Request, body string) bool {
	p.t.Helper()
	good := true
	wrong := func(format string, args ...any) {
		p.t.Helper()
		p.t.Errorf("%s: %s", e.name, fmt.Sprintf(format, args...))
		good = false
	}
	if want := "/" + emulator.TenantName + e.path; r.URL.Path != want || r.URL.RawQuery != "" || r.Method != http.MethodPost {
		wrong("%s %s, want POST %s", r.Method, r.URL, want)
		return false
	}
	form := mustForm(p.t, body)
	p.sent = append(p.sent, sent{e.path, form})
	for key, values := range form {
		pattern, ok := e.form[key]
		switch {
		case !ok:
			wrong("the field %s is not recorded", key)
		case len(values) != 1:
			wrong("%s stands %d times", key, len(values))
		case !p.bound.match(pattern, values[0]):
			wrong("%s is %q, want %q with %v", key, values[0], pattern, p.bound)
		}
	}
	for key := range e.form {
		if _, ok := form[key]; !ok {
			wrong("the field %s is missing", key)
		}
	}
	if form.Has("username") {
		p.username = form.Get("username")
	}
	return good
}

// invent makes a value for a placeholder of an answer.
func (p *tape) invent(name string) string {
	p.made++
	switch {
	case strings.HasPrefix(name, "id_token"):
		m := newMint(p.clock.Now())
		m.claims["aud"], m.claims["preferred_username"] = p.bound["client"], p.username
		delete(m.claims, "nonce")
		if nonce, ok := p.bound["nonce"]; ok {
			m.claims["nonce"] = nonce
		}
		return m.token()
	case strings.HasPrefix(name, "trace_id"):
		return fmt.Sprintf("00000000-0000-4000-9000-%012d", p.made)
	}
	return fmt.Sprintf("%s.%d+/=&?", name, p.made)
}

// replay is the client with a tape for a tenant.
type replay struct {
	*player
	tape  *tape
	watch func(*replay)
}

func newReplay(t *testing.T, j journey) *replay {
	t.Helper()
	cast := j.cast(t)
	clock := stories.NewClock()
	p := &replay{watch: j.watch, player: &player{clock: clock, vault: stories.NewVault(), tenant: &emulator.Tenant{}},
		tape: &tape{keysTenant: newKeysTenant(jwk("one", &rsaKeys()[0].PublicKey)), t: t, clock: clock, exchanges: j.exchanges,
			bound: bindings{"client": cast.ClientID(t)}}}
	p.cfg = auth.Config{ClientID: cast.ClientID(t), Authority: "contoso", HTTP: &http.Client{Transport: p.tape}, Vault: p.vault,
		Now: clock.Now, Sleep: clock.Sleep, ResponseMode: cast.Mode, SignUp: cast.SignUp, Logger: j.log}
	p.start(t)
	return p
}

// say plays a line with the values of its placeholders.
func (p *replay) say(t *testing.T, l stories.Line) {
	t.Helper()
	words := make([]string, len(l.Words))
	for i, w := range l.Words {
		words[i] = p.tape.bound.fill(w, func(name string) string {
			p.tape.made++
			length := 8
			if q, ok := p.step.(auth.EnterCode); ok && q.Length > 0 {
				length = q.Length
			}
			return fmt.Sprintf("%0*d", length, 735190+p.tape.made) // a code
		})
	}
	l.Words = words
	p.Play(t, l)
	if open, ok := p.step.(auth.OpenBrowser); ok {
		query := mustURL(open.URL).Query()
		p.tape.bound["nonce"], p.tape.bound["redirect_uri"] = query.Get("nonce"), query.Get("redirect_uri")
		p.tape.bound["state"] = mustURL(open.CopyURL).Query().Get("state")
	}
	if p.watch != nil {
		p.watch(p)
	}
}

// heads of a script are read before it is played.
func isHead(l stories.Line) bool {
	switch l.Verb {
	case "app", "mode", "tenant", "knob", "flow":
		return true
	}
	return false
}

// Each journey is played with the recorded answers: the client sends what the recordings say and nothing else.
func TestReplay(t *testing.T) {
	for name, j := range journeys(t) {
		t.Run(name, func(t *testing.T) { j.play(t) })
	}
}

// play plays all of a journey.
func (j journey) play(t *testing.T) *replay {
	t.Helper()
	p := newReplay(t, j)
	defer p.Close()
	for _, l := range j.script.Lines {
		if !isHead(l) {
			p.say(t, l)
		}
	}
	p.finished(t)
	return p
}

// otherwise plays a journey to an exchange, counted from 0, which the tenant answers in its own way with all that follows
// it, and tells how often it did. More than most times fail the test.
func (j journey) otherwise(t *testing.T, from, most int, answer func(times int) *http.Response) (*replay, int) {
	t.Helper()
	p := newReplay(t, j)
	t.Cleanup(p.Close)
	times := 0
	p.cfg.HTTP.Transport = trip(func(r *http.Request) (*http.Response, error) {
		if r.Method == http.MethodGet || p.tape.next < from {
			return p.tape.RoundTrip(r)
		}
		if times++; times > most {
			t.Fatalf("%s from %d on: asked %d times", j.name, from+1, times)
		}
		return answer(times), nil
	})
	p.start(t)
	for _, l := range j.script.Lines {
		if !isHead(l) && l.Verb != "ask" && times == 0 {
			p.say(t, l)
		}
	}
	if times == 0 {
		t.Fatalf("%s: exchange %d was not reached", j.name, from+1)
	}
	return p, times
}

// altered is the journey with another body in the answer of an exchange, counted from 1; 0 stands for all of them.
func (j journey) altered(t testing.TB, n int, change func(body map[string]any)) journey {
	t.Helper()
	j.exchanges = slices.Clone(j.exchanges)
	for i := range j.exchanges {
		if n != 0 && n != i+1 || j.exchanges[i].body == "" {
			continue
		}
		var body map[string]any
		if err := json.Unmarshal([]byte(j.exchanges[i].body), &body); err != nil {
			t.Fatalf("%s: %v", j.exchanges[i].name, err)
		}
		change(body)
		j.exchanges[i].body = toJSON(body)
	}
	return j
}

// until plays a journey up to the question of a kind and returns that.
func until[S auth.Step](t *testing.T, j journey) (*replay, S) {
	t.Helper()
	p := newReplay(t, j)
	t.Cleanup(p.Close)
	for _, l := range j.script.Lines {
		if isHead(l) {
			continue
		}
		p.say(t, l)
		if s, ok := p.step.(S); ok {
			return p, s
		}
	}
	var never S
	t.Fatalf("%s: nobody asks a %T", j.name, never)
	return nil, never
}

func (p *replay) finished(t *testing.T) {
	t.Helper()
	for _, e := range p.tape.exchanges[p.tape.next:] {
		t.Errorf("%s was not asked for", e.name)
	}
}

// The caller's scopes and claims go with every request of tokens, whatever detour came before it (protocol-v1 section 5).
func TestClaimsCarried(t *testing.T) {
	const (
		claims = `{"access_token":{"acrs":{"essential":true,"value":"c4"}}}`
		scope  = "openid profile offline_access api://contoso-orders/Orders.Read"
	)
	for name, j := range journeys(t) {
		if name == "7.9-refresh" || name == "7.10-redirect" { // claims stand in the browser's address there, and a refresh has none
			continue
		}
		t.Run(name, func(t *testing.T) {
			tokens := 0
			j.exchanges = slices.Clone(j.exchanges)
			for i, e := range j.exchanges {
				if e.path == "/oauth2/v2.0/token" {
					tokens++
					j.exchanges[i].form = maps.Clone(e.form)
					j.exchanges[i].form["claims"], j.exchanges[i].form["scope"] = claims, scope
				}
			}
			p := newReplay(t, j)
			defer p.Close()
			p.cfg.Scopes = []string{"api://contoso-orders/Orders.Read"}
			p.start(t)
			begin := p.client.SignIn
			for _, l := range j.script.Lines {
				switch l.Verb {
				case "sign":
					begin = p.client.SignUp
				case "reset":
					begin = p.client.ResetPassword
				}
			}
			p.flow, p.step = begin(auth.Hint{Claims: claims})
			for _, l := range j.script.Lines {
				if !isHead(l) && l.Verb != "sign" && l.Verb != "reset" {
					p.say(t, l)
				}
			}
			p.finished(t)
			if tokens == 0 && name != "3.3-verification-required" && name != "7.3-sign-up-without-token" && name != "7.8-reset-failed" {
				t.Error("no tokens were asked for")
			}
		})
	}
}

// branches are the recorded errors, each in the journey where it happens.
func branches(t testing.TB) map[string]journey {
	t.Helper()
	all, known := map[string]journey{}, journeys(t)
	for _, e := range readFolder(t, wireFolder+"/errors") {
		name, number, _ := strings.Cut(e.one("instead"), "/")
		j, ok := known[name]
		if !ok {
			t.Fatalf("%s is instead of nothing that is recorded: %q", e.name, name)
		}
		all[strings.TrimPrefix(e.name, "errors/")] = j.branch(t, number, e)
	}
	return all
}

// Each documented error leads to its question. After one that leaves the conversation as it was, the right answer goes on
// with the same continuation token, to the journey's end.
func TestReplayErrors(t *testing.T) {
	for name, j := range branches(t) {
		t.Run(name, func(t *testing.T) { j.playError(t) })
	}
}

// playError plays a branch: up to the exchange that ends otherwise, and on from there if it goes on.
func (j journey) playError(t *testing.T) {
	t.Helper()
	at := 0
	for j.exchanges[at].one("then") == "" {
		at++
	}
	otherwise := j.exchanges[at]
	p := newReplay(t, j)
	defer p.Close()
	met := false
	for _, l := range j.script.Lines {
		if isHead(l) {
			continue
		}
		p.say(t, l)
		if met || p.tape.next <= at {
			continue
		}
		met = true
		p.expect(t, otherwise)
		again := otherwise.all("again")
		if again == nil {
			break
		}
		for _, text := range again {
			if text == "nothing" {
				continue
			}
			if text == "the same" {
				p.say(t, l)
				continue
			}
			words := strings.Fields(text)
			p.say(t, stories.Line{Verb: words[0], Words: words[1:]})
		}
	}
	if !met {
		t.Errorf("%s was not reached", otherwise.name)
	}
	p.finished(t)
}

// expect compares the question, or the failure, with the note "then".
func (p *replay) expect(t *testing.T, e recording) {
	t.Helper()
	want := strings.Fields(e.one("then"))
	if want[0] == "fail" {
		if string(kindIn(p.err)) != want[1] {
			t.Errorf("%s: %v at %v, want a failure %s", e.name, p.err, p.describe(), want[1])
		}
		return
	}
	if p.err != nil || !stories.Matches(p.describe(), want) {
		t.Errorf("%s: %v %v, want %v", e.name, p.describe(), p.err, want)
	}
}

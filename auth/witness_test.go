package auth_test

import (
	"crypto/sha256"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/vestibule-app/vestibule/auth/emulator"
	"github.com/vestibule-app/vestibule/auth/stories"
)

// witness sends recorded requests to an emulated tenant, field by field and without the client, and compares what it
// answers with what is recorded.
type witness struct {
	tenant *emulator.Tenant
	clock  *stories.Clock
	http   *http.Client
	bound  bindings
	set    map[string]string // fields that are sent otherwise in every exchange that has them
}

func newWitness(t *testing.T, j journey) *witness {
	t.Helper()
	cast := j.cast(t)
	clock := stories.NewClock()
	w := &witness{clock: clock, tenant: cast.Tenant(t, clock), set: map[string]string{},
		bound: bindings{"client": cast.ClientID(t), "correlation_id": "0f0e0d0c-0b0a-4908-8706-050403020100"}}
	w.http = &http.Client{Transport: w.tenant.Transport()}
	for _, e := range j.exchanges {
		for _, text := range e.all("everywhere") {
			key, value, _ := strings.Cut(text, "=")
			w.set[key] = value
		}
	}
	return w
}

// The emulator answers every recorded request with the recorded status, error and numbers, and with the recorded fields
// of the recorded types.
func TestWitness(t *testing.T) {
	for name, j := range journeys(t) {
		t.Run(name, func(t *testing.T) { newWitness(t, j).hear(t, j.exchanges) })
	}
}

// So it does with every recorded error, unless that says that it is silent there.
func TestWitnessErrors(t *testing.T) {
	for name, j := range branches(t) {
		t.Run(name, func(t *testing.T) { newWitness(t, j).hear(t, j.exchanges) })
	}
}

func (w *witness) hear(t *testing.T, exchanges []recording) {
	t.Helper()
	for _, e := range exchanges {
		if reason := e.one("silent"); reason != "" {
			if len(strings.Fields(reason)) < 3 {
				t.Errorf("%s does not say why the emulator is silent", e.name)
			}
			continue
		}
		form := url.Values{}
		for key, value := range e.form {
			if own, ok := w.set[key]; ok {
				value = own
			}
			form.Set(key, value)
		}
		for _, text := range e.all("emulator") {
			w.happen(t, e, form, text)
		}
		for key := range form {
			form.Set(key, w.bound.fill(form.Get(key), func(name string) string { return w.sent(t, e, name) }))
		}
		w.ask(t, e, form)
		if t.Failed() {
			return // what follows would have another beginning
		}
	}
}

// sent is the value of a placeholder in a request that no answer gave: the newest code.
func (w *witness) sent(t *testing.T, e recording, name string) string {
	t.Helper()
	if !strings.HasPrefix(name, "code") {
		t.Fatalf("%s: nobody said what %s is", e.name, name)
	}
	return newestCode(t, w.tenant)
}

// happen does what a note "emulator" says.
func (w *witness) happen(t *testing.T, e recording, form url.Values, text string) {
	t.Helper()
	verb, rest, _ := strings.Cut(text, " ")
	l := stories.Line{Verb: verb, Words: strings.Fields(rest)}
	key, value, _ := strings.Cut(rest, "=")
	switch verb {
	case "set":
		form.Set(key, value)
	case "drop":
		form.Del(key)
	case "clock":
		d, err := time.ParseDuration(rest)
		if err != nil {
			t.Fatalf("%s: %v", e.name, err)
		}
		w.clock.Advance(d)
	case "web":
		w.visit(t, e, l)
	default:
		if !stories.Happen(t, w.tenant, l) {
			t.Fatalf("%s: nothing like %q happens", e.name, text)
		}
	}
}

// visit is the leg in the browser: it gives an authorization code.
func (w *witness) visit(t *testing.T, e recording, l stories.Line) {
	t.Helper()
	w.bound["redirect_uri"], w.bound["verifier"], w.bound["state"] = "http://localhost:49152", strings.Repeat("verifier", 6), "state"
	sum := sha256.Sum256([]byte(w.bound["verifier"]))
	web := stories.NewWeb(stories.Host, w.tenant.Transport(), func() string { return stories.Newest(w.tenant) })
	web.Deaf = true
	address := "https://" + stories.Host + "/" + emulator.TenantName + "/oauth2/v2.0/authorize?" + url.Values{
		"client_id": {w.bound["client"]}, "response_type": {"code"}, "response_mode": {"query"}, "redirect_uri": {w.bound["redirect_uri"]},
		"scope": {"openid profile offline_access"}, "state": {w.bound["state"]}, "nonce": {"n"},
		"code_challenge": {b64.EncodeToString(sum[:])}, "code_challenge_method": {"S256"},
	}.Encode()
	if !stories.Visit(t, web, l, address, l.Words) {
		t.Fatal(e.name)
	}
	if w.bound["grant"] = mustURL(web.Last).Query().Get("code"); w.bound["grant"] == "" {
		t.Fatalf("%s: the browser came back without a code: %s", e.name, web.Last)
	}
}

// ask sends the request and compares the answer.
func (w *witness) ask(t *testing.T, e recording, form url.Values) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, "https://"+stories.Host+"/"+emulator.TenantName+e.path, strings.NewReader(form.Encode()))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	req.Header.Set("client-request-id", w.bound["correlation_id"])
	resp, err := w.http.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = resp.Body.Close() }()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	if resp.StatusCode != e.status {
		t.Errorf("%s: status %d, want %d: %s", e.name, resp.StatusCode, e.status, body)
		return
	}
	for key, value := range e.header {
		if got := resp.Header.Get(key); !w.bound.match(value, got) {
			t.Errorf("%s: %s is %q, want %q", e.name, key, got, value)
		}
	}
	if e.body == "" || len(body) == 0 {
		if e.body != string(body) {
			t.Errorf("%s: the body is %q, want %q", e.name, body, e.body)
		}
		return
	}
	var want, got any
	if err := json.Unmarshal([]byte(e.body), &want); err != nil {
		t.Fatalf("%s: %v", e.name, err)
	}
	if err := json.Unmarshal(body, &got); err != nil {
		t.Fatalf("%s: %v: %s", e.name, err, body)
	}
	optional := []string{}
	for _, text := range e.all("optional") {
		optional = append(optional, strings.Split(text, ", ")...)
	}
	c := comparison{t: t, name: e.name, bound: w.bound, optional: optional}
	c.same("", want, got)
}

// comparison holds an answer against the recorded one.
type comparison struct {
	t        *testing.T
	name     string
	bound    bindings
	optional []string
}

// Of these only the type counts: texts for people, and times that vary.
var ownWords = []string{"error_description", "redirect_reason", "challenge_target_label", "login_hint", "reason", "expires_in", "ext_expires_in"}

func (c *comparison) same(key string, want, got any) {
	c.t.Helper()
	switch want := want.(type) {
	case map[string]any:
		got, ok := got.(map[string]any)
		if !ok {
			break
		}
		for k, v := range want {
			if _, ok := got[k]; ok {
				c.same(k, v, got[k])
			} else if !slices.Contains(c.optional, k) {
				c.t.Errorf("%s: there is no %s", c.name, k)
			}
		}
		for k := range got {
			if _, ok := want[k]; !ok {
				c.t.Errorf("%s: %s is not recorded: %v", c.name, k, got[k])
			}
		}
		return
	case []any:
		got, ok := got.([]any)
		if !ok || len(got) != len(want) {
			break
		}
		for i := range want {
			c.same(key, want[i], got[i])
		}
		return
	case string:
		if got, ok := got.(string); ok && (slices.Contains(ownWords, key) || c.bound.match(want, got)) {
			return
		}
	case float64:
		if got, ok := got.(float64); ok && (slices.Contains(ownWords, key) || got == want) {
			return
		}
	case bool:
		if got == want {
			return
		}
	}
	c.t.Errorf("%s: %s is %v (%T), want %v", c.name, key, got, got, want)
}

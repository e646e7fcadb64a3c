package emulator

import (
	"cmp"
	"errors"
	"net/http"
	"slices"
	"time"
)

// Message is a mail or a text message that the tenant sent.
type Message struct {
	To      string    `json:"to"`
	Channel string    `json:"channel"` // "email" or "sms"
	Code    string    `json:"code"`
	Purpose string    `json:"purpose"` // "sign_up", "sign_in", "second_factor", "register" or "reset"
	SentAt  time.Time `json:"sent_at"` // UTC, the tenant's clock
}

// Request is one line of the ledger. It holds no secret: neither query nor body.
type Request struct {
	At            time.Time `json:"at"` // UTC, the tenant's clock, when it was answered
	Method        string    `json:"method"`
	Path          string    `json:"path"`            // its first 200 bytes
	Grant         string    `json:"grant,omitempty"` // grant_type, if it is a known one
	Status        int       `json:"status"`          // 0: dropped without an answer
	CorrelationID string    `json:"correlation_id,omitempty"`
}

// Messages returns what was sent to an address, or everything if to is empty, oldest first. It holds the last 1,000.
func (t *Tenant) Messages(to string) []Message {
	t.start()
	t.mu.Lock()
	defer t.mu.Unlock()
	out := []Message{}
	for _, m := range t.messages {
		if to == "" || m.To == to {
			out = append(out, m)
		}
	}
	return out
}

// Requests returns the ledger, oldest first. It holds the last 10,000; requests to /_emulator and the
// preflights of browsers are not in it.
func (t *Tenant) Requests() []Request {
	t.start()
	t.mu.Lock()
	defer t.mu.Unlock()
	return append([]Request{}, t.requests...)
}

// OnMessage calls f for every message from now on, until stop is called. The call comes on the goroutine that
// serves a request, before that request is answered, and must not block; f may call the methods of the Tenant.
func (t *Tenant) OnMessage(f func(Message)) (stop func()) {
	t.start()
	t.mu.Lock()
	defer t.mu.Unlock()
	id := t.nextID
	t.nextID++
	t.ears[id] = f
	return func() {
		t.mu.Lock()
		defer t.mu.Unlock()
		delete(t.ears, id)
	}
}

// post puts a message into the mailbox. The caller holds mu and calls deliver after it let go.
func (t *Tenant) post(m Message) {
	if len(t.messages) >= 1000 {
		t.messages = slices.Delete(t.messages, 0, 100)
	}
	t.messages = append(t.messages, m)
	t.outbox = append(t.outbox, m)
}

// deliver tells the listeners. The caller does not hold mu, so that a listener may ask the tenant.
func (t *Tenant) deliver() {
	t.mu.Lock()
	sent := t.outbox
	t.outbox = nil
	ears := make([]func(Message), 0, len(t.ears))
	for id := range t.nextID {
		if f := t.ears[id]; f != nil {
			ears = append(ears, f)
		}
	}
	t.mu.Unlock()
	for _, m := range sent {
		for _, f := range ears {
			f(m)
		}
	}
}

// Advance turns the tenant's clock; a negative d turns it back.
func (t *Tenant) Advance(d time.Duration) {
	t.start()
	t.mu.Lock()
	defer t.mu.Unlock()
	t.offset += d
}

// Reset brings people (those of other processes with the same folder included), flows, codes, browser sessions, messages, ledger, weather and clock back to their first state and
// forgets all refresh tokens, those of other processes with the same folder included. The signing key stays, and so do
// the listeners. It fails only if the folder cannot be written.
func (t *Tenant) Reset() error {
	t.start()
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.broken != nil {
		return t.broken
	}
	t.clear()
	return errors.Join(t.refresh.clear(), t.forgetPeople())
}

// Revoke makes all refresh tokens of a person invalid (50173), as an administrator can. It reports whether there is
// such a person.
func (t *Tenant) Revoke(username string) bool {
	t.start()
	t.mu.Lock()
	defer t.mu.Unlock()
	p := t.find(username)
	if p == nil {
		return false
	}
	t.revokeSessions(p)
	return true
}

// Users lists the people of the tenant as they are now, without passwords, in the order of their object IDs.
func (t *Tenant) Users() []User {
	t.start()
	t.mu.Lock()
	defer t.mu.Unlock()
	t.recall()
	people := make([]*person, 0, len(t.people))
	for _, p := range t.people {
		people = append(people, p)
	}
	slices.SortFunc(people, func(a, b *person) int { return cmp.Compare(a.oid, b.oid) })
	out := make([]User, len(people))
	for i, p := range people {
		out[i] = p.entry()
	}
	return out
}

// recorder writes a request into the ledger before the first byte of the answer leaves.
type recorder struct {
	http.ResponseWriter
	t     *Tenant
	r     *http.Request
	grant string
	done  bool
}

func (w *recorder) WriteHeader(status int) {
	w.note(status)
	w.ResponseWriter.WriteHeader(status)
}

func (w *recorder) note(status int) {
	if w.done {
		return
	}
	w.done = true
	w.t.mu.Lock()
	defer w.t.mu.Unlock()
	path := w.r.URL.Path
	line := Request{At: w.t.now().UTC(), Method: w.r.Method, Path: path[:min(len(path), 200)], Grant: w.grant, Status: status}
	if id := w.r.Header.Get("client-request-id"); isGUID(id) {
		line.CorrelationID = id
	}
	if len(w.t.requests) >= 10_000 {
		w.t.requests = slices.Delete(w.t.requests, 0, 1000)
	}
	w.t.requests = append(w.t.requests, line)
}

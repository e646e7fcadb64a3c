package auth

import (
	"context"
	"sync"
)

// Flow is one conversation. It is safe for use by several goroutines, but it takes one answer at a time.
type Flow struct {
	mu     sync.Mutex
	step   Step
	busy   bool
	closed bool
	driver driver
}

// driver speaks one generation of the protocol. It is called for one answer at a time.
type driver interface {
	// answer carries a to the tenant and returns the next question. On an error the old question stands.
	answer(ctx context.Context, question Step, a Answer) (Step, error)
	// close ends what waits in the background. It may be called while answer runs, and more than once.
	close()
}

// Hint is what is known before the conversation begins. The zero Hint is fine.
type Hint struct {
	Username string
	Notice   Notice   // what was done before
	Problem  *Problem // why the person is asked, for example SessionExpired
	Claims   string   // an OpenID Connect claims request, a JSON object, for example to step up; usually empty
}

// SignIn begins a sign-in. It does not use the network: the first question is who it is.
func (c *Client) SignIn(h Hint) (*Flow, Step) { return c.converse(ScenarioSignIn, h) }

// SignUp begins the making of an account, and signs in to it at the end where the tenant allows. It does not use the
// network: the first question is who it is.
func (c *Client) SignUp(h Hint) (*Flow, Step) { return c.converse(ScenarioSignUp, h) }

// ResetPassword begins a self-service password reset, and signs in at the end where the tenant allows. It does not use
// the network: the first question is who it is.
func (c *Client) ResetPassword(h Hint) (*Flow, Step) { return c.converse(ScenarioReset, h) }

func (c *Client) converse(s Scenario, h Hint) (*Flow, Step) {
	first := EnterUsername{Scenario: s, Username: h.Username, Notice: h.Notice, Problem: h.Problem}
	return &Flow{step: first, driver: &v1{c: c, correlationID: newCorrelationID(), scenario: s, username: h.Username, claims: h.Claims}}, first
}

// Step returns the current question.
func (f *Flow) Step() Step {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.step
}

// Submit carries an answer to the tenant and returns the next question. A refusal is a Step with a Problem. A
// failure is an error, and the question stands: a *Error when nobody answered sensibly, ErrBusy while another
// answer is under way, ErrAnswer for an answer that does not fit, ErrClosed after the end. Submit returns soon
// after ctx ends.
func (f *Flow) Submit(ctx context.Context, a Answer) (Step, error) {
	f.mu.Lock()
	question := f.step
	switch {
	case f.closed:
		f.mu.Unlock()
		return question, ErrClosed
	case f.busy:
		f.mu.Unlock()
		return question, ErrBusy
	}
	f.busy = true
	f.mu.Unlock()

	next, err := f.driver.answer(ctx, question, a)

	f.mu.Lock()
	defer f.mu.Unlock()
	f.busy = false
	if f.closed {
		return question, ErrClosed
	}
	if err != nil {
		return question, err
	}
	f.step = next
	if _, done := next.(SignedIn); done {
		f.closed = true
		f.driver.close()
	}
	return next, nil
}

// Close ends the conversation and what waits for it in the background. It is safe to call at any time.
func (f *Flow) Close() {
	f.mu.Lock()
	f.closed = true
	f.mu.Unlock()
	f.driver.close()
}

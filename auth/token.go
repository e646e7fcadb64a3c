package auth

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"slices"
	"strings"
	"time"
)

const (
	renewAhead  = 5 * time.Minute // an access token is renewed this long before it expires (protocol-v1 section 4.6)
	keychainAsk = time.Minute     // for a keychain that asks the person to unlock it
	logoutAsk   = 2 * time.Second // for the address of the browser's sign-out; signing out does not wait for a dead network
)

// AccessToken is opaque and prints as dots; convert it to a string to send it.
type AccessToken string

// String prints dots.
func (AccessToken) String() string { return dots }

// GoString prints dots.
func (AccessToken) GoString() string { return "auth.AccessToken(" + dots + ")" }

// LogValue prints dots.
func (AccessToken) LogValue() slog.Value { return slog.StringValue(dots) }

// MarshalJSON writes dots.
func (AccessToken) MarshalJSON() ([]byte, error) { return json.Marshal(dots) }

// Token is an access token for one resource.
type Token struct {
	Access  AccessToken
	Expires time.Time // wall clock
	Scopes  []string  // as granted
}

// origin is what a sign-in knows beside its tokens.
type origin struct {
	username      string
	correlationID string
	nonce         string // browser leg only
	browser       bool
	reply         rawReply // for its Date and IDs
}

// held is what is in memory of one account.
type held struct {
	gate    chan struct{}    // one refresh at a time; a channel, so that a caller can give up
	tokens  map[string]Token // by sorted scopes
	refresh string           // only while the vault does not have it
	epoch   int              // counts sign-outs: what was under way before one must not be stored after it
	cancel  func()           // ends the refresh under way
	last    map[string]outcome
}

// outcome is how the last refresh for some scopes failed. Whoever waited for it takes it as the answer, and nobody
// asks again before the tenant wants to be asked.
type outcome struct {
	tries int
	err   error
	at    time.Time
	until time.Time
}

// held returns the memory of an account.
func (c *Client) held(id string) *held {
	c.mu.Lock()
	defer c.mu.Unlock()
	h := c.sessions[id]
	if h == nil {
		h = &held{gate: make(chan struct{}, 1), tokens: map[string]Token{}, last: map[string]outcome{}}
		c.sessions[id] = h
	}
	return h
}

func scopeKey(scopes []string) string {
	s := slices.Clone(scopes)
	slices.Sort(s)
	return strings.Join(slices.Compact(s), " ")
}

// signedIn turns a token reply into the end of the conversation: the ID token is checked, the refresh token is
// stored, and only then is the session used.
func (c *Client) signedIn(ctx context.Context, t *tokenReply, from origin) (Step, error) {
	got, err := c.checkIDToken(ctx, t.id, from.nonce, from.reply)
	if err != nil {
		return nil, err
	}
	account := Account{
		ID: got.objectID + "." + got.tenantID, ClientID: c.cfg.ClientID, Issuer: got.issuer, Subject: got.subject,
		TenantID: got.tenantID, Username: got.username, Name: got.name, LastUsed: c.now().UTC().Truncate(time.Second),
		Browser: from.browser,
	}
	if account.Username == "" {
		account.Username = from.username
	}
	h := c.held(account.ID)
	select {
	case h.gate <- struct{}{}:
		defer func() { <-h.gate }()
	case <-ctx.Done():
		return nil, c.failure(FailureCancelled, opToken, from.reply, ctx.Err())
	}
	problem := c.keep(ctx, &account, h, t.refresh)
	if problem != nil && ctx.Err() != nil {
		// The person did not want to wait for the keychain. The tokens are still at hand for the next answer.
		return nil, c.failure(FailureCancelled, opToken, from.reply, ctx.Err())
	}
	c.publish(h, c.scopes, t)
	c.mu.Lock()
	clear(h.last) // what failed before this sign-in is history
	c.mu.Unlock()
	c.log.Info("signed in", "kept", account.SignedIn, "correlation_id", from.correlationID)
	return SignedIn{Account: account, Kept: account.SignedIn, Problem: problem}, nil
}

// publish makes an access token available. Its scopes are those that were granted.
func (c *Client) publish(h *held, asked []string, t *tokenReply) Token {
	granted := strings.Fields(t.scope)
	if len(granted) == 0 {
		granted = asked // RFC 6749 section 5.1: left out when they are the same
	}
	tok := Token{Access: AccessToken(t.access), Expires: c.now().Add(time.Duration(t.expiresIn) * time.Second), Scopes: granted}
	c.mu.Lock()
	h.tokens[scopeKey(asked)] = tok
	c.mu.Unlock()
	return tok
}

// Token returns an access token for the account: the one in memory while it is good for another five minutes,
// else a fresh one. However many ask at once, in this process or another, the tenant is asked once. Without
// scopes the configured ones count. It fails with an ErrSignInNeeded when only the person can help, and with a
// *Error when nobody answered sensibly.
func (c *Client) Token(ctx context.Context, a Account, scopes ...string) (Token, error) {
	if len(scopes) == 0 {
		scopes = c.scopes
	}
	return c.token(ctx, a, mergeScopes(scopes))
}

func (c *Client) token(ctx context.Context, a Account, scopes []string) (Token, error) {
	h, key := c.held(a.ID), scopeKey(scopes)
	c.mu.Lock()
	seen := h.last[key].tries
	c.mu.Unlock()
	select {
	case h.gate <- struct{}{}:
		defer func() { <-h.gate }()
	case <-ctx.Done():
		return Token{}, c.failure(FailureCancelled, opToken, rawReply{}, ctx.Err())
	}
	c.mu.Lock()
	tok, ok := h.tokens[key]
	last := h.last[key]
	epoch := h.epoch
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	h.cancel = cancel
	c.mu.Unlock()
	if ok && tok.Expires.After(c.now().Add(renewAhead)) {
		return tok, nil
	}
	now := c.now() // before last.at if the clock was set back
	if last.err != nil && (last.tries != seen || now.Before(last.until) && !now.Before(last.at)) {
		return Token{}, last.err
	}
	tok, err := c.refresh(ctx, a, h, epoch, scopes)
	c.remember(h, key, err)
	return tok, err
}

// remember keeps how a refresh ended for those who wait for the same. That somebody gave up is nobody else's affair.
func (c *Client) remember(h *held, key string, err error) {
	o := outcome{err: err, at: c.now()}
	var failed *Error
	if errors.As(err, &failed) {
		if failed.Kind == FailureCancelled {
			o.err = nil
		}
		o.until = failed.RetryAt
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	o.tries = h.last[key].tries + 1
	h.last[key] = o
}

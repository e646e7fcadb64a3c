package auth

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io/fs"
	"log/slog"
	"net/http"
	"net/url"
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

// keep stores the refresh token and the account, under the lock between processes. What the vault refuses stays
// in memory for this run, and the problem says why.
func (c *Client) keep(ctx context.Context, a *Account, h *held, refresh string) *Problem {
	ctx, cancel := context.WithTimeout(ctx, keychainAsk)
	defer cancel()
	unlock, err := c.vault.Lock(ctx)
	if err == nil {
		defer unlock()
		var listErr error
		if err, listErr = c.store(ctx, a, h, refresh); err == nil && listErr != nil && refresh != "" {
			// Without the list no start would restore it, and no sign-out remove it.
			_ = c.vault.Delete(ctx, vaultName(*a))
			c.setInMemory(h, refresh)
			a.SignedIn, err = false, listErr
		}
	} else {
		c.setInMemory(h, refresh)
	}
	if err == nil {
		return nil
	}
	c.log.Warn("session not kept", "problem", string(vaultCode(err)))
	return &Problem{Code: vaultCode(err), At: c.now()}
}

// store is keep with the lock held. The errors are those of the secret and of the list.
func (c *Client) store(ctx context.Context, a *Account, h *held, refresh string) (err, listErr error) {
	if refresh != "" {
		if err = c.vault.Set(ctx, vaultName(*a), []byte(refresh)); err != nil {
			c.setInMemory(h, refresh)
		} else {
			c.setInMemory(h, "")
		}
	}
	a.SignedIn = refresh != "" && err == nil
	return err, c.updateList(ctx, func(l *accountList) { l.put(*a) })
}

func (c *Client) inMemory(h *held) string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return h.refresh
}

func (c *Client) setInMemory(h *held, refresh string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	h.refresh = refresh
}

// vaultName is opaque: no address and no tenant can be read off the keychain.
func vaultName(a Account) string {
	sum := sha256.Sum256([]byte(a.ClientID + "\n" + a.ID))
	return hex.EncodeToString(sum[:16])
}

// vaultCode reads the state that a vault's error names.
func vaultCode(err error) ProblemCode {
	var coded interface{ Code() string }
	if errors.As(err, &coded) {
		switch code := ProblemCode(coded.Code()); code {
		case VaultLocked, VaultDenied, VaultAbsent, VaultHung, VaultTooBig:
			return code
		}
	}
	return VaultFailed
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

// refresh redeems the refresh token. Inside the lock it is read again, since another process may have replaced it.
func (c *Client) refresh(ctx context.Context, a Account, h *held, epoch int, scopes []string) (Token, error) {
	ask, cancel := context.WithTimeout(ctx, keychainAsk)
	defer cancel()
	unlock, err := c.vault.Lock(ask)
	switch {
	case err == nil:
		defer unlock()
	case ctx.Err() != nil: // the caller gave up, which says nothing about the session
		return Token{}, c.failure(FailureCancelled, opToken, rawReply{}, ctx.Err())
	case c.inMemory(h) == "":
		return Token{}, c.needSignIn(vaultCode(err), rawReply{}, nil)
	}
	current, err := c.readRefresh(ask, a, h)
	if err != nil {
		if ctx.Err() != nil {
			err = c.failure(FailureCancelled, opToken, rawReply{}, ctx.Err())
		}
		return Token{}, err
	}
	// Whatever the answer's ID token is checked against is fetched first: afterwards the refresh token is spent.
	if err := c.Prepare(ctx); err != nil {
		return Token{}, err
	}
	// The settings may name another tenant now. A refresh token goes to nobody but the tenant that issued it.
	if m, err := c.metadata(ctx); err != nil || m.issuer != a.Issuer {
		return Token{}, c.needSignIn(SessionExpired, rawReply{}, nil)
	}
	id := newCorrelationID()
	raw, err := c.wire.post(ctx, opToken, c.authority.endpoint(endpoints[opToken]), url.Values{
		"client_id":     {c.cfg.ClientID},
		"grant_type":    {"refresh_token"},
		"refresh_token": {current},
		"scope":         {strings.Join(scopes, " ")},
		"client_info":   {"1"},
	}, id)
	if err != nil {
		return Token{}, err
	}
	if raw.status == http.StatusTooManyRequests {
		return Token{}, c.failure(FailureServer, opToken, raw, nil)
	}
	r, err := decodeReply(raw.status, raw.body)
	switch {
	case err != nil:
		return Token{}, c.failure(FailureGarbage, opToken, raw, err)
	case r.redirect:
		return Token{}, c.needSignIn(SessionExpired, raw, nil)
	case r.refusal != nil:
		switch row := r.refusal.row(opToken); {
		case row.turn == turnFailure:
			return Token{}, c.refusalFailure(FailureServer, opToken, raw, r.refusal)
		case row.turn == turnEnd && row.problem != Refused:
			return Token{}, c.needSignIn(row.problem, raw, r.refusal)
		}
		return Token{}, c.needSignIn(SessionExpired, raw, r.refusal) // section 4.6
	case r.tokens == nil:
		return Token{}, c.failure(FailureGarbage, opToken, raw, errJSON)
	}
	// The old token may be spent: a caller who gives up now must not cost the session.
	keep, done := context.WithTimeout(context.WithoutCancel(ctx), keychainAsk)
	defer done()
	if r.tokens.id != "" {
		got, err := c.checkIDToken(keep, r.tokens.id, "", raw)
		var failed *Error
		if errors.As(err, &failed) && failed.Kind != FailureForged && r.tokens.refresh != "" && !c.signedOut(h, epoch) {
			// Nothing is wrong with the answer but that it cannot be checked now; the old refresh token may be dead.
			_, _ = c.store(keep, &a, h, r.tokens.refresh)
		}
		if err != nil {
			return Token{}, err
		}
		if got.issuer != a.Issuer || got.subject != a.Subject || got.objectID+"."+got.tenantID != a.ID {
			return Token{}, c.failure(FailureForged, "id token", raw, errClaims) // somebody else's
		}
		a.Username, a.Name = cmp.Or(got.username, a.Username), cmp.Or(got.name, a.Name)
	}
	if r.tokens.refresh == "" {
		r.tokens.refresh = current // RFC 6749 section 6: the old one stays
	}
	a.LastUsed = c.now().UTC().Truncate(time.Second)
	if c.signedOut(h, epoch) {
		return Token{}, c.needSignIn(SessionExpired, raw, nil)
	}
	if err, listErr := c.store(keep, &a, h, r.tokens.refresh); err != nil || listErr != nil {
		c.log.Warn("session not kept", "problem", string(vaultCode(cmp.Or(err, listErr))))
	}
	return c.publish(h, scopes, r.tokens), nil
}

func (c *Client) signedOut(h *held, epoch int) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return h.epoch != epoch
}

func (c *Client) readRefresh(ctx context.Context, a Account, h *held) (string, error) {
	if r := c.inMemory(h); r != "" {
		return r, nil // newer than anything that the vault may hold
	}
	if l, err := c.readList(ctx); err == nil {
		if e, ok := l.find(a); ok && e.Leftover {
			return "", c.needSignIn(SessionExpired, rawReply{}, nil) // signed out, even if the vault does not know yet
		}
	}
	b, err := c.vault.Get(ctx, vaultName(a))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "", c.needSignIn(SessionExpired, rawReply{}, nil)
	case err != nil:
		return "", c.needSignIn(vaultCode(err), rawReply{}, nil)
	}
	return string(b), nil
}

func (c *Client) needSignIn(code ProblemCode, raw rawReply, r *refusal) error {
	p := Problem{Code: code, CorrelationID: raw.correlationID, At: c.now()}
	if r != nil {
		p.AADSTS = r.number()
	}
	return &SessionError{Problem: p}
}

package auth

import (
	"cmp"
	"context"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"time"
)

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

func (c *Client) needSignIn(code ProblemCode, raw rawReply, r *refusal) error {
	p := Problem{Code: code, CorrelationID: raw.correlationID, At: c.now()}
	if r != nil {
		p.AADSTS = r.number()
	}
	return &SessionError{Problem: p}
}

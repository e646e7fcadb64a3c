package auth

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"sync"
)

// handover carries a conversation into the browser and back. It is the same for every generation of the protocol.
type handover struct {
	mu     sync.Mutex
	leg    *leg // the leg that waits, if any
	closed bool
}

// openLeg opens a leg and asks for the browser.
func (h *handover) openLeg(ctx context.Context, c *Client, username, claims string, reason Reason) (Step, error) {
	l, err := c.newLeg(ctx, username, claims)
	if err != nil {
		return nil, err
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.leg != nil {
		h.leg.close()
	}
	h.leg = l
	if h.closed {
		l.close()
		return nil, ErrClosed
	}
	return OpenBrowser{Username: username, URL: l.url, CopyURL: l.pasteURL, Reason: reason, Until: l.until}, nil
}

func (h *handover) dropLeg() {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.leg != nil {
		h.leg.close()
		h.leg = nil
	}
}

func (h *handover) close() {
	h.mu.Lock()
	h.closed = true
	h.mu.Unlock()
	h.dropLeg()
}

func (h *handover) current() *leg {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.leg
}

// returned waits for the browser or reads a pasted address, and redeems what came back.
func (d *v1) returned(ctx context.Context, q OpenBrowser, address string) (Step, error) {
	if d.resume != nil {
		return d.onward(ctx, d.resume)
	}
	l := d.current()
	if l == nil {
		return d.who(d.own(BrowserTimedOut)), nil
	}
	var got callback
	if address != "" {
		var ok bool
		if got, ok = l.paste(address); !ok {
			next := q
			next.Problem = d.own(AddressInvalid)
			return next, nil
		}
	} else {
		var err error
		got, err = l.wait(ctx, d.c.now)
		switch {
		case errors.Is(err, errExpired):
			d.dropLeg()
			return d.who(d.own(BrowserTimedOut)), nil
		case err != nil:
			return nil, d.c.failure(FailureCancelled, "browser", rawReply{correlationID: d.correlationID}, err)
		}
	}
	d.dropLeg()
	if got.refused != "" {
		code := BrowserFailed
		if got.refused == "access_denied" {
			code = BrowserCancelled
		}
		return d.who(d.own(code)), nil
	}
	return d.onward(ctx, func(ctx context.Context) (Step, error) { return d.redeemCode(ctx, l, got.code) })
}

// redeemCode exchanges the authorization code (RFC 6749 section 4.1.3, RFC 7636 section 4.5) the way every token
// is asked for: one place reads the bytes of the token endpoint.
func (d *v1) redeemCode(ctx context.Context, l *leg, code string) (Step, error) {
	raw, err := d.c.wire.post(ctx, opToken, d.c.authority.endpoint(endpoints[opToken]), url.Values{
		"client_id":     {d.c.cfg.ClientID},
		"grant_type":    {"authorization_code"},
		"code":          {code},
		"redirect_uri":  {l.redirectURI},
		"code_verifier": {l.verifier},
		"scope":         {strings.Join(d.c.scopes, " ")},
		"client_info":   {"1"},
	}, d.correlationID)
	if err != nil {
		return nil, err
	}
	if raw.status == http.StatusTooManyRequests {
		return d.who(d.problem(Throttled, raw, nil)), nil
	}
	r, err := decodeReply(raw.status, raw.body)
	if err != nil || !r.redirect && r.refusal == nil && r.tokens == nil {
		return nil, d.c.failure(FailureGarbage, "token", raw, errJSON)
	}
	if r.refusal != nil || r.redirect {
		return d.who(d.problem(BrowserFailed, raw, r.refusal)), nil
	}
	from := d.origin()
	from.nonce, from.browser, from.reply = l.nonce, true, raw
	return d.onward(ctx, func(ctx context.Context) (Step, error) { return d.c.signedIn(ctx, r.tokens, from) })
}

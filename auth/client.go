package auth

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"net/url"
	"slices"
	"sync"
	"time"
)

// Vault keeps refresh tokens and the account list. Errors may name their state by a method Code() string that
// returns one of the vault_… problem codes.
type Vault interface {
	// Get returns the secret; fs.ErrNotExist when there is none.
	Get(ctx context.Context, name string) ([]byte, error)
	// Set replaces the secret.
	Set(ctx context.Context, name string, secret []byte) error
	// Delete removes the secret; removing what is not there is no error.
	Delete(ctx context.Context, name string) error
	// Lock keeps every other process and goroutine out until unlock is called.
	Lock(ctx context.Context) (unlock func(), err error)
	// List returns the account list, a JSON document without secrets; fs.ErrNotExist when there is none.
	List(ctx context.Context) ([]byte, error)
	// SetList replaces the account list, whole or not at all.
	SetList(ctx context.Context, b []byte) error
}

// Client talks to one tenant for one app registration. It is safe for use by several goroutines.
type Client struct {
	cfg       Config
	authority authority
	scopes    []string // always with openid, profile and offline_access
	wire      *wire
	vault     Vault
	now       func() time.Time
	log       *slog.Logger
	legLife   time.Duration

	discovery  chan struct{} // guards discovered; a channel, so that a caller can give up
	discovered *metadata
	keys       keySet

	mu       sync.Mutex
	sessions map[string]*held // by Account.ID
}

// NewClient checks the configuration. It does not use the network.
func NewClient(cfg Config) (*Client, error) {
	if err := CheckClientID(cfg.ClientID); err != nil {
		return nil, err
	}
	a, err := parseAuthority(cfg.Authority)
	if err != nil {
		return nil, err
	}
	switch cfg.ResponseMode {
	case "":
		cfg.ResponseMode = responseForm
	case responseForm, responseQuery:
	default:
		return nil, errors.New("auth: the response mode must be form_post or query")
	}
	now := cfg.Now
	if now == nil {
		now = time.Now
	}
	cfg.Now = func() time.Time { return now().Round(0) } // the monotonic reading stands still while the computer sleeps
	if cfg.Sleep == nil {
		cfg.Sleep = sleep
	}
	if cfg.Logger == nil {
		cfg.Logger = slog.New(slog.DiscardHandler)
	}
	if cfg.ReturnPage == nil {
		cfg.ReturnPage = defaultPage
	}
	if cfg.Vault == nil {
		cfg.Vault = newMemory()
	}
	c := &Client{
		cfg: cfg, authority: a, scopes: mergeScopes(cfg.Scopes), wire: newWire(cfg), vault: cfg.Vault,
		now: cfg.Now, log: cfg.Logger, legLife: legLife,
		discovery: make(chan struct{}, 1), sessions: map[string]*held{},
	}
	c.keys = keySet{c: c, gate: make(chan struct{}, 1)}
	return c, nil
}

// sleep is a pause that a context can end.
func sleep(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// Host is the host, and the port if there is one, that receives the credentials.
func (c *Client) Host() string { return c.authority.host }

// Tenant is the tenant as the authority names it: by its ID or by its onmicrosoft name.
func (c *Client) Tenant() string { return c.authority.tenant }

// MetadataURL is where the tenant publishes its metadata (OpenID Connect Discovery). Whoever can fetch it can reach the
// tenant.
func (c *Client) MetadataURL() string { return c.authority.endpoint(metadataPath) }

// Transport is what carries the requests to the tenant, for a look at the way there.
func (c *Client) Transport() http.RoundTripper { return c.wire.http.Transport }

const metadataPath = "v2.0/.well-known/openid-configuration"

// Restore signs a kept account in without asking. It answers SignedIn, with Problem SessionOffline when the
// tenant could not be asked now; an ErrSignInNeeded says that the person must.
func (c *Client) Restore(ctx context.Context, a Account) (SignedIn, error) {
	_, err := c.token(ctx, a, c.scopes)
	var failed *Error
	switch {
	case err == nil:
		if l, err := c.readList(ctx); err == nil {
			if known, ok := l.find(a); ok {
				a = known.Account
			}
		}
		return SignedIn{Account: a, Kept: a.SignedIn}, nil
	case errors.As(err, &failed) && failed.Kind != FailureCancelled && failed.Kind != FailureForged && failed.Kind != FailureClock:
		return SignedIn{Account: a, Kept: a.SignedIn, Problem: &Problem{Code: SessionOffline, RetryAt: failed.RetryAt,
			CorrelationID: failed.CorrelationID, AADSTS: failed.AADSTS, At: failed.At}}, nil
	}
	return SignedIn{}, err
}

// SignOut forgets the session of an account on this computer, even offline: memory first, then the vault. The
// account stays in the list, signed out. Where the account was signed in through the browser, the returned URL
// ends the session there too (protocol-v1 section 7.9); it is "" otherwise. An error says that the vault still
// holds the refresh token; it is removed as soon as the vault can be reached.
func (c *Client) SignOut(ctx context.Context, a Account) (browserURL string, err error) {
	err = c.drop(ctx, a, func(l *accountList, e entry) {
		l.putEntry(e)
	})
	return c.logoutURL(ctx, a), err
}

// Forget is SignOut, and takes the account out of the list.
func (c *Client) Forget(ctx context.Context, a Account) (browserURL string, err error) {
	err = c.drop(ctx, a, func(l *accountList, e entry) {
		if e.Leftover {
			e.Account = Account{ID: a.ID, ClientID: a.ClientID} // who it was is forgotten; what is left to delete is not
			e.Hidden = true
			l.putEntry(e)
			return
		}
		l.remove(a)
	})
	return c.logoutURL(ctx, a), err
}

func (c *Client) drop(ctx context.Context, a Account, change func(*accountList, entry)) error {
	h := c.held(a.ID)
	c.mu.Lock()
	h.refresh = ""
	h.epoch++
	clear(h.tokens)
	if h.cancel != nil {
		h.cancel() // its answer is of no use any more
	}
	c.mu.Unlock()

	// Said first, and whatever becomes of the caller: from here on no start restores this session, even if the
	// keychain cannot be reached until then.
	keep, done := context.WithTimeout(context.WithoutCancel(ctx), keychainAsk)
	defer done()
	mark := func(leftover bool) error {
		return c.updateList(keep, func(l *accountList) {
			e, ok := l.find(a)
			if !ok {
				e = entry{Account: a}
			}
			e.SignedIn, e.Leftover = false, leftover
			change(l, e)
		})
	}
	listErr := mark(true)

	ctx, cancel := context.WithTimeout(ctx, keychainAsk)
	defer cancel()
	unlock, err := c.vault.Lock(ctx)
	if err == nil {
		defer unlock()
	}
	err = c.vault.Delete(ctx, vaultName(a))
	c.mu.Lock()
	h.refresh = "" // a refresh that was under way may have put one here until the lock was ours
	clear(h.tokens)
	c.mu.Unlock()
	if err == nil {
		listErr = mark(false)
	}
	return errors.Join(err, listErr)
}

// logoutURL is best effort: without metadata there is no browser session to speak of either.
func (c *Client) logoutURL(ctx context.Context, a Account) string {
	if !a.Browser {
		return ""
	}
	ctx, cancel := context.WithTimeout(ctx, logoutAsk)
	defer cancel()
	m, err := c.metadata(ctx)
	if err != nil || m.endSession == "" || m.issuer != a.Issuer {
		return ""
	}
	u, err := url.Parse(m.endSession)
	if err != nil {
		return ""
	}
	q := u.Query()
	q.Set("client_id", c.cfg.ClientID)
	u.RawQuery = q.Encode()
	return u.String()
}

// Accounts lists who is known on this computer for this app registration, the last used first.
func (c *Client) Accounts(ctx context.Context) ([]Account, error) {
	c.sweep(ctx)
	l, err := c.readList(ctx)
	if err != nil {
		return nil, err
	}
	var accounts []Account
	for _, e := range l.Accounts {
		if e.ClientID == c.cfg.ClientID && !e.Hidden {
			accounts = append(accounts, e.Account)
		}
	}
	slices.SortStableFunc(accounts, func(a, b Account) int { return b.LastUsed.Compare(a.LastUsed) })
	return accounts, nil
}

func (c *Client) failure(kind FailureKind, op string, raw rawReply, cause error) *Error {
	return &Error{Kind: kind, Op: op, Status: raw.status, CorrelationID: raw.correlationID, TraceID: raw.traceID,
		RetryAt: raw.retryAt, At: c.now(), Skew: raw.skew(c.now()), cause: cause}
}

func (c *Client) refusalFailure(kind FailureKind, op string, raw rawReply, r *refusal) *Error {
	e := c.failure(kind, op, raw, nil)
	e.AADSTS = r.number()
	if r.correlationID != "" {
		e.CorrelationID = r.correlationID
	}
	return e
}

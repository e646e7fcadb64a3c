package auth

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"errors"
	"net/http"
	"strconv"
	"sync"
	"time"

	"golang.org/x/oauth2"
)

const (
	legLife       = 5 * time.Minute // the listener closes after it
	legConns      = 64              // connections at a time
	legHeader     = 8 << 10
	legBody       = 64 << 10
	legPatience   = 5 * time.Second // for one request
	responseForm  = "form_post"
	responseQuery = "query"
)

// leg is one attempt in the browser: authorization code with PKCE (RFC 6749, RFC 7636, RFC 8252). It listens on
// the same random port of 127.0.0.1 and ::1, since a browser may resolve localhost to either and a stranger must
// not hold the other one. What is not the one answer waited for gets a constant page and changes nothing.
type leg struct {
	redirectURI string
	host        string // localhost:PORT, the only Host that is answered
	issuer      string
	issRequired bool
	verifier    string
	nonce       string
	state       string // of the address that the app opens
	pasteState  string // of the address that the person copies
	mode        string // response mode of the address that the app opens
	url         string
	pasteURL    string // always response mode query: after a form_post the browser's address holds no code
	until       time.Time

	page   func(ok bool) Page
	once   sync.Once
	result chan callback
	gone   chan struct{} // closed with the listener
	leave  sync.Once
	server *http.Server
	expire *time.Timer
}

// callback is what the browser brought back.
type callback struct {
	code    string
	refused string // the error parameter
}

var (
	errListen  = errors.New("no port on localhost is free for the browser to come back to")
	errNoWeb   = errors.New("the tenant names no authorization endpoint")
	errExpired = errors.New("nobody came back in time")
)

// secret makes 256 bits for a state or a nonce (RFC 6749 section 10.10).
func secret() string {
	b := make([]byte, 32)
	_, _ = rand.Read(b) // never fails since Go 1.24
	return base64.RawURLEncoding.EncodeToString(b)
}

// newLeg opens the listener and builds the addresses.
func (c *Client) newLeg(ctx context.Context, username, claims string) (*leg, error) {
	m, err := c.metadata(ctx)
	if err != nil {
		return nil, err
	}
	if m.authorization == "" {
		return nil, c.failure(FailureConfig, "browser", rawReply{}, errNoWeb)
	}
	listeners, port, err := listenLoopback(ctx)
	if err != nil {
		return nil, c.failure(FailureNoPort, "browser", rawReply{}, errListen)
	}
	l := &leg{
		host:        "localhost:" + strconv.Itoa(port),
		issuer:      m.issuer,
		issRequired: m.issInCallback,
		verifier:    oauth2.GenerateVerifier(),
		nonce:       secret(),
		state:       secret(),
		pasteState:  secret(),
		mode:        c.cfg.ResponseMode,
		until:       c.now().Add(c.legLife),
		page:        c.cfg.ReturnPage,
		result:      make(chan callback, 1),
		gone:        make(chan struct{}),
	}
	l.redirectURI = "http://" + l.host
	conf := oauth2.Config{
		ClientID:    c.cfg.ClientID,
		RedirectURL: l.redirectURI,
		Scopes:      c.scopes,
		Endpoint:    oauth2.Endpoint{AuthURL: m.authorization},
	}
	address := func(state, mode string) string {
		opts := []oauth2.AuthCodeOption{
			oauth2.S256ChallengeOption(l.verifier),
			oauth2.SetAuthURLParam("response_mode", mode),
			oauth2.SetAuthURLParam("nonce", l.nonce),
		}
		if username != "" {
			opts = append(opts, oauth2.SetAuthURLParam("login_hint", username))
		}
		if claims != "" {
			opts = append(opts, oauth2.SetAuthURLParam("claims", claims))
		}
		return conf.AuthCodeURL(state, opts...)
	}
	l.url = address(l.state, l.mode)
	l.pasteURL = address(l.pasteState, responseQuery)
	l.serve(listeners, c.legLife)
	return l, nil
}

// wait blocks until the browser is back, the context ends, or the listener has closed.
func (l *leg) wait(ctx context.Context, now func() time.Time) (callback, error) {
	timer := time.NewTimer(max(l.until.Sub(now()), 0))
	defer timer.Stop()
	select {
	case got := <-l.result:
		return got, nil
	case <-ctx.Done():
		return callback{}, ctx.Err()
	case <-l.gone: // after an answer too
	case <-timer.C:
	}
	select {
	case got := <-l.result:
		return got, nil
	default:
		return callback{}, errExpired
	}
}

// close stops listening; the page that is being written is still delivered.
func (l *leg) close() {
	l.leave.Do(l.shut)
}

func (l *leg) shut() {
	close(l.gone)
	l.expire.Stop()
	go func() {
		ctx, cancel := context.WithTimeout(context.Background(), legPatience)
		defer cancel()
		if l.server.Shutdown(ctx) != nil {
			_ = l.server.Close()
		}
	}()
}

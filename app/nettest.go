package app

import (
	"context"
	"crypto/tls"
	"io"
	"mime"
	"net/http"
	"net/http/httptrace"
	"sync"
	"time"

	"github.com/vestibule-app/vestibule/auth"
	"github.com/vestibule-app/vestibule/screens"
)

const (
	netTestTime  = 20 * time.Second // for the whole of a network test
	clockApart   = 2 * time.Minute  // a larger difference is worth telling
	maxTestReply = 64 << 10         // bytes that are read of the answer
)

// testNetwork asks a tenant for its metadata, by the way that everything else goes, and notes what is seen of that way. It
// sends nothing but the request. It runs off the UI thread.
func testNetwork(ctx context.Context, transport http.RoundTripper, address string, now func() time.Time) screens.NetworkTest {
	ctx, cancel := context.WithTimeout(ctx, netTestTime)
	defer cancel()
	w := &wayside{}
	req, err := http.NewRequestWithContext(httptrace.WithClientTrace(ctx, w.trace()), http.MethodGet, address, nil)
	if err != nil {
		return screens.NetworkTest{}
	}
	if t, ok := transport.(*http.Transport); ok {
		own := t.Clone() // with no connection yet, so that one has to be made
		defer own.CloseIdleConnections()
		transport = own
		w.found.Proxy, w.found.ProxyHost = proxyOf(own, req)
	}
	client := http.Client{Transport: transport, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	resp, err := client.Do(req)
	if err != nil {
		return w.failed(err)
	}
	defer func() { _ = resp.Body.Close() }()
	_, err = io.Copy(io.Discard, io.LimitReader(resp.Body, maxTestReply))
	return w.answered(resp, err, now())
}

// proxyOf is the proxy that a request would go through, without the name and the password it may be called with.
func proxyOf(t *http.Transport, req *http.Request) (screens.Mark, string) {
	if t.Proxy == nil {
		return screens.Fine, ""
	}
	u, err := t.Proxy(req)
	switch {
	case err != nil:
		return screens.Untested, ""
	case u == nil:
		return screens.Fine, ""
	}
	return screens.Fine, u.Host
}

// wayside notes what a request passes. The trace calls it from several goroutines, some of them late.
type wayside struct {
	mu    sync.Mutex
	found screens.NetworkTest
}

func (w *wayside) trace() *httptrace.ClientTrace {
	note := func(f func(*screens.NetworkTest)) {
		w.mu.Lock()
		defer w.mu.Unlock()
		f(&w.found)
	}
	return &httptrace.ClientTrace{
		DNSStart: func(i httptrace.DNSStartInfo) {
			note(func(n *screens.NetworkTest) { n.Name = i.Host })
		},
		DNSDone: func(i httptrace.DNSDoneInfo) {
			note(func(n *screens.NetworkTest) { n.DNS = marked(i.Err == nil && len(i.Addrs) > 0) })
		},
		ConnectDone: func(_, _ string, err error) {
			note(func(n *screens.NetworkTest) {
				if n.TCP != screens.Fine { // one address of several is enough
					n.TCP = marked(err == nil)
				}
			})
		},
		TLSHandshakeDone: func(s tls.ConnectionState, err error) {
			note(func(n *screens.NetworkTest) {
				n.TLS = marked(err == nil)
				if err == nil {
					n.Version = s.Version
				}
				if err == nil && len(s.PeerCertificates) > 0 {
					n.Issuer = auth.IssuerName(s.PeerCertificates[0])
				} else if err != nil {
					n.Issuer = auth.UntrustedIssuer(err)
				}
			})
		},
	}
}

func marked(fine bool) screens.Mark {
	if fine {
		return screens.Fine
	}
	return screens.Faulty
}

// seen is what was noted so far; what comes later does not change it.
func (w *wayside) seen() screens.NetworkTest {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.found
}

// failed is the test when no answer came. What went wrong is marked already, unless it was the answer itself.
func (w *wayside) failed(err error) screens.NetworkTest {
	n := w.seen()
	if issuer := auth.UntrustedIssuer(err); issuer != "" {
		n.TLS, n.Issuer = screens.Faulty, issuer
	}
	if n.DNS != screens.Faulty && n.TCP != screens.Faulty && n.TLS != screens.Faulty {
		n.HTTP = screens.Faulty
	}
	return n
}

// answered is the test when an answer came, which is held against what a tenant would answer.
func (w *wayside) answered(resp *http.Response, broken error, now time.Time) screens.NetworkTest {
	n := w.seen()
	kind, _, _ := mime.ParseMediaType(resp.Header.Get("Content-Type"))
	n.Status = resp.StatusCode
	n.HTTP = marked(broken == nil && resp.StatusCode == http.StatusOK && kind == "application/json")
	if date, err := http.ParseTime(resp.Header.Get("Date")); err == nil {
		n.Skew = date.Sub(now).Round(time.Second)
		n.Clock = marked(n.Skew.Abs() < clockApart)
	}
	return n
}

package auth

import (
	"context"
	"crypto/subtle"
	"io"
	"log"
	"mime"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

// alone takes a port for this program and no other.
var alone = net.ListenConfig{Control: exclusive}

// listenLoopback binds the same free port on both families, or on IPv4 alone where there is no IPv6.
func listenLoopback(ctx context.Context) ([]net.Listener, int, error) {
	for range 20 {
		v4, err := alone.Listen(ctx, "tcp4", "127.0.0.1:0")
		if err != nil {
			return nil, 0, err
		}
		port := v4.Addr().(*net.TCPAddr).Port
		v6, err := alone.Listen(ctx, "tcp6", net.JoinHostPort("::1", strconv.Itoa(port)))
		if err == nil {
			return []net.Listener{v4, v6}, port, nil
		}
		if !hasIPv6() {
			return []net.Listener{v4}, port, nil
		}
		_ = v4.Close() // somebody holds the port on the other family: take another
	}
	return nil, 0, errListen
}

func hasIPv6() bool {
	l, err := net.Listen("tcp6", "[::1]:0")
	if err != nil {
		return false
	}
	_ = l.Close()
	return true
}

func (l *leg) serve(listeners []net.Listener, life time.Duration) {
	l.server = &http.Server{
		Handler:           l,
		ReadHeaderTimeout: legPatience,
		ReadTimeout:       legPatience,
		WriteTimeout:      legPatience,
		MaxHeaderBytes:    legHeader,
		ErrorLog:          log.New(io.Discard, "", 0), // what strangers send is not for the log
	}
	l.server.SetKeepAlivesEnabled(false)
	l.expire = time.AfterFunc(time.Hour, l.close) // known before it can run
	l.expire.Reset(life)
	room := &room{}
	l.server.ConnState = room.state
	for _, ln := range listeners {
		go func() { _ = l.server.Serve(ln) }()
	}
}

// room lets legConns connections in at a time. When it is full the oldest leaves: who comes with an answer is served
// at once, and only who says nothing grows old.
type room struct {
	mu    sync.Mutex
	conns []net.Conn
}

func (r *room) state(conn net.Conn, s http.ConnState) {
	r.mu.Lock()
	defer r.mu.Unlock()
	switch s {
	case http.StateNew:
		r.conns = append(r.conns, conn)
		if len(r.conns) > legConns {
			_ = r.conns[0].Close() // its state follows
			r.conns = r.conns[1:]
		}
	case http.StateClosed, http.StateHijacked:
		r.conns = slices.DeleteFunc(r.conns, func(c net.Conn) bool { return c == conn })
	case http.StateActive, http.StateIdle:
	}
}

// ServeHTTP takes the browser's answer. Everything else is told the same nothing.
func (l *leg) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Cache-Control", "no-store")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Connection", "close")
	got, ok := l.read(w, r)
	if !ok {
		h.Set("Content-Type", "text/plain; charset=utf-8")
		w.WriteHeader(http.StatusNotFound)
		return
	}
	h.Set("Content-Security-Policy", pagePolicy)
	h.Set("Content-Type", "text/html; charset=utf-8")
	writePage(w, l.page(got.refused == ""), got.refused == "")
	l.once.Do(func() {
		l.result <- got
		l.close()
	})
}

// read decides whether a request is the answer that was waited for.
func (l *leg) read(w http.ResponseWriter, r *http.Request) (callback, bool) {
	if r.Host != l.host || r.URL.Path != "/" {
		return callback{}, false
	}
	// A page in the browser cannot call us behind the person's back; the way back is a navigation.
	if mode := r.Header.Get("Sec-Fetch-Mode"); mode != "" && mode != "navigate" {
		return callback{}, false
	}
	switch {
	case r.Method == http.MethodPost && l.mode == responseForm:
		mt, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
		if err != nil || mt != "application/x-www-form-urlencoded" || r.URL.RawQuery != "" {
			return callback{}, false
		}
		body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, legBody))
		if err != nil {
			return callback{}, false
		}
		return l.match(string(body), l.state)
	case r.Method == http.MethodGet && l.mode == responseQuery:
		if got, ok := l.match(r.URL.RawQuery, l.state); ok {
			return got, true
		}
		return l.match(r.URL.RawQuery, l.pasteState)
	case r.Method == http.MethodGet:
		return l.match(r.URL.RawQuery, l.pasteState)
	}
	return callback{}, false
}

// match reads the parameters of an authorization response (RFC 6749 section 4.1.2, RFC 9207). None may stand
// twice, the state must be ours, compared in constant time, and an issuer must be the tenant's.
func (l *leg) match(raw, state string) (callback, bool) {
	v, err := url.ParseQuery(raw)
	if err != nil {
		return callback{}, false
	}
	one := func(key string) (string, bool) {
		switch len(v[key]) {
		case 0:
			return "", true
		case 1:
			return v[key][0], true
		}
		return "", false
	}
	code, ok1 := one("code")
	refused, ok2 := one("error")
	given, ok3 := one("state")
	iss, ok4 := one("iss")
	if !ok1 || !ok2 || !ok3 || !ok4 || (code == "") == (refused == "") {
		return callback{}, false
	}
	if subtle.ConstantTimeCompare([]byte(given), []byte(state)) != 1 {
		return callback{}, false
	}
	if (l.issRequired || iss != "") && iss != l.issuer {
		return callback{}, false
	}
	return callback{code: code, refused: refused}, true
}

// paste reads an address that the person copied from the browser; it is checked like a request to the listener.
func (l *leg) paste(address string) (callback, bool) {
	address = strings.TrimSpace(address)
	if len(address) > legBody {
		return callback{}, false
	}
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "http" || u.Host != l.host || u.Path != "/" && u.Path != "" || u.User != nil {
		return callback{}, false
	}
	if got, ok := l.match(u.RawQuery, l.pasteState); ok {
		return got, true
	}
	return l.match(u.RawQuery, l.state)
}

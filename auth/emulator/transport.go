package emulator

import (
	"bufio"
	"bytes"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"strconv"
	"syscall"
	"time"
)

// Transport serves the tenant in process, at any host and under http as well as https. A request is written out and
// read back as on the wire, and so is the answer. It ends early when the request's context does; Offline weather
// fails it as a refused connection does, with a *net.OpError.
func (t *Tenant) Transport() http.RoundTripper { return transport{t} }

type transport struct{ t *Tenant }

// inProcess collects an answer.
type inProcess struct {
	header  http.Header
	sent    http.Header // a copy from the time the status was written
	status  int
	body    bytes.Buffer
	dropped bool
}

func (p *inProcess) Header() http.Header { return p.header }

func (p *inProcess) WriteHeader(status int) {
	if p.status == 0 {
		p.status, p.sent = status, p.header.Clone()
	}
}

func (p *inProcess) Write(b []byte) (int, error) {
	p.WriteHeader(http.StatusOK)
	return p.body.Write(b)
}

// RoundTrip implements http.RoundTripper.
func (tr transport) RoundTrip(req *http.Request) (*http.Response, error) {
	ctx := req.Context()
	if req.Body != nil {
		defer req.Body.Close()
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if req.URL == nil || req.URL.Host == "" || req.URL.Scheme != "http" && req.URL.Scheme != "https" {
		return nil, fmt.Errorf("emulator: no http or https address")
	}
	var wire bytes.Buffer
	if err := req.Write(&wire); err != nil {
		return nil, err
	}
	in, err := http.ReadRequest(bufio.NewReader(&wire))
	if err != nil {
		return nil, err
	}
	in = in.WithContext(inside(ctx))
	in.RemoteAddr = "127.0.0.1:0"
	if req.URL.Scheme == "https" {
		in.TLS = &tls.ConnectionState{Version: tls.VersionTLS13, HandshakeComplete: true, ServerName: req.URL.Hostname()}
	}
	out := &inProcess{header: http.Header{}}
	tr.t.ServeHTTP(out, in)
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if out.dropped {
		return nil, &net.OpError{
			Op: "dial", Net: "tcp", Addr: unreached(req.URL.Host),
			Err: os.NewSyscallError("connect", syscall.ECONNREFUSED),
		}
	}
	return out.response(req)
}

// response writes the answer out and reads it back.
func (p *inProcess) response(req *http.Request) (*http.Response, error) {
	p.WriteHeader(http.StatusOK)
	body := p.body.Bytes()
	if req.Method == http.MethodHead || p.status == http.StatusNoContent {
		body = nil
	}
	var wire bytes.Buffer
	fmt.Fprintf(&wire, "HTTP/1.1 %d %s\r\n", p.status, http.StatusText(p.status))
	if p.status != http.StatusNoContent {
		p.sent.Set("Content-Length", strconv.Itoa(p.body.Len()))
	}
	if err := p.sent.Write(&wire); err != nil {
		return nil, err
	}
	wire.WriteString("\r\n")
	wire.Write(body)
	return http.ReadResponse(bufio.NewReader(&wire), req)
}

// unreached is the address of a connection that was not made.
type unreached string

func (unreached) Network() string  { return "tcp" }
func (a unreached) String() string { return string(a) }

// Serve answers on a listener until ctx ends; then it closes the listener, lets running requests finish for a
// second and returns nil. It refuses a listener that other computers can reach.
func (t *Tenant) Serve(ctx context.Context, l net.Listener) error {
	if !isLoopbackHost(l.Addr().String()) {
		l.Close()
		return errNotLoopback
	}
	t.start()
	if t.broken != nil {
		l.Close()
		return t.broken
	}
	server := &http.Server{
		Handler:           t,
		ReadHeaderTimeout: 10 * time.Second,
		ReadTimeout:       30 * time.Second,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    maxBody,
		BaseContext:       func(net.Listener) context.Context { return ctx },
		ErrorLog:          slog.NewLogLogger(t.log().Handler(), slog.LevelWarn),
	}
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(l) }()
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}
	grace, cancel := context.WithTimeout(context.WithoutCancel(ctx), time.Second)
	defer cancel()
	if server.Shutdown(grace) != nil {
		_ = server.Close()
	}
	if err := <-failed; !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

// ListenAndServe is Serve on an address such as "127.0.0.1:8400"; port 0 takes a free one. It calls ready, if that is
// not nil, with the address once connections are accepted.
func (t *Tenant) ListenAndServe(ctx context.Context, address string, ready func(net.Addr)) error {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return fmt.Errorf("the address %q is not of the form HOST:PORT", address)
	}
	if !isLoopbackHost(host) {
		return errNotLoopback
	}
	if t.start(); t.broken != nil {
		return t.broken
	}
	l, err := new(net.ListenConfig).Listen(ctx, "tcp", address)
	if err != nil {
		return err
	}
	if ready != nil {
		ready(l.Addr())
	}
	return t.Serve(ctx, l)
}

var errNotLoopback = fmt.Errorf("the emulator listens on this computer alone: its password is public; use 127.0.0.1, [::1] or localhost")

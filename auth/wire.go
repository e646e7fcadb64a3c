package auth

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"log/slog"
	"mime"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
)

const (
	maxReply    = 256 << 10 // bytes of a native answer after decompression; a token reply is about 6 KiB
	maxMetadata = 512 << 10 // bytes of discovery or keys
	maxExchange = 45 * time.Second
	userAgent   = "vestibule"
)

// The values of headers that are always the same, under their canonical names.
var (
	acceptJSON = []string{"application/json"}
	formType   = []string{"application/x-www-form-urlencoded"}
	sku        = []string{userAgent}
	yes        = []string{"true"}
)

// wire does one HTTP exchange at a time: form or nothing out, at most so many bytes of JSON in. It follows no
// redirect, since Go would send the body with the password again on a 307 or 308 (RFC 9700 section 4.12).
type wire struct {
	http *http.Client
	now  func() time.Time
	log  *slog.Logger
}

func newWire(cfg Config) *wire {
	client := newHTTP()
	if cfg.HTTP != nil {
		own := *cfg.HTTP // a copy: the caller's client keeps its own manners
		client = &own
	}
	client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	client.Jar = nil // native authentication has no cookies (protocol-v1 section 7.9)
	return &wire{http: client, now: cfg.Now, log: cfg.Logger}
}

// rawReply is what came back, before anybody reads meaning into it.
type rawReply struct {
	status        int
	body          []byte
	correlationID string
	traceID       string
	retryAt       time.Time
	serverDate    time.Time
}

// skew is how far the tenant's clock is ahead of this computer's; 0 when the tenant did not tell the time.
func (r rawReply) skew(now time.Time) time.Duration {
	if r.serverDate.IsZero() {
		return 0
	}
	return r.serverDate.Sub(now).Round(time.Second)
}

// post sends a form and returns the answer's bytes. Answers that are not an answer are a *Error.
func (w *wire) post(ctx context.Context, op, endpoint string, form url.Values, correlationID string) (rawReply, error) {
	return w.exchange(ctx, op, http.MethodPost, endpoint, form.Encode(), correlationID, maxReply)
}

// get fetches metadata.
func (w *wire) get(ctx context.Context, op, endpoint, correlationID string) (rawReply, error) {
	return w.exchange(ctx, op, http.MethodGet, endpoint, "", correlationID, maxMetadata)
}

func (w *wire) exchange(ctx context.Context, op, method, endpoint, form, correlationID string, limit int64) (rawReply, error) {
	ctx, cancel := context.WithTimeout(ctx, maxExchange)
	defer cancel()
	started := w.now()
	reply := rawReply{correlationID: correlationID}
	var issuer string
	fail := func(kind FailureKind, cause error) (rawReply, error) {
		err := &Error{Kind: kind, Op: op, Status: reply.status, CorrelationID: reply.correlationID, TraceID: reply.traceID,
			RetryAt: reply.retryAt, At: w.now(), Skew: reply.skew(w.now()), Issuer: issuer, cause: cause}
		w.log.Warn("exchange failed", "op", op, "kind", string(kind), "status", reply.status, "correlation_id", reply.correlationID)
		return reply, err
	}

	var body io.Reader
	if method == http.MethodPost {
		body = strings.NewReader(form)
	}
	req, err := http.NewRequestWithContext(ctx, method, endpoint, body)
	if err != nil {
		return fail(FailureConfig, nil)
	}
	// protocol-v1 section 1.4. The SKU is a product name; nothing about the computer is told.
	req.Header = http.Header{
		"Accept":                   acceptJSON,
		"User-Agent":               sku,
		"X-Client-Sku":             sku,
		"Client-Request-Id":        {correlationID},
		"Return-Client-Request-Id": yes,
	}
	if method == http.MethodPost {
		req.Header["Content-Type"] = formType
	}

	resp, err := w.http.Do(req)
	if err != nil {
		issuer = UntrustedIssuer(err)
		kind, cause := kindOf(ctx, err)
		return fail(kind, cause)
	}
	defer func() { _ = resp.Body.Close() }()
	reply.status = resp.StatusCode
	if id := cleanID(resp.Header.Get("client-request-id")); id != "" {
		reply.correlationID = id
	}
	reply.traceID = cleanID(resp.Header.Get("x-ms-request-id"))
	reply.retryAt = retryAt(resp.Header.Get("Retry-After"), w.now())
	if d, err := http.ParseTime(resp.Header.Get("Date")); err == nil {
		reply.serverDate = d
	}
	if resp.StatusCode >= 300 && resp.StatusCode < 400 {
		return fail(FailureRedirected, nil)
	}
	reply.body, err = io.ReadAll(io.LimitReader(resp.Body, limit+1))
	if err != nil {
		kind, cause := kindOf(ctx, err)
		if kind == FailureOffline {
			kind, cause = FailureGarbage, nil // connected, but the answer broke off
		}
		return fail(kind, cause)
	}
	if int64(len(reply.body)) > limit {
		return fail(FailureTooBig, nil)
	}
	if w.log.Enabled(ctx, slog.LevelDebug) {
		w.log.Debug("exchange", "op", op, "status", reply.status, "took", w.now().Sub(started).Round(time.Millisecond),
			"correlation_id", reply.correlationID)
	}

	switch {
	case reply.status == http.StatusTooManyRequests:
		if reply.retryAt.IsZero() {
			reply.retryAt = w.now().Add(time.Minute) // MSAL's default back-off, protocol-v1 section 4.6
		}
		return reply, nil
	case reply.status == http.StatusProxyAuthRequired, reply.status == http.StatusNetworkAuthenticationRequired:
		return fail(FailurePortal, nil)
	case isHTML(resp.Header.Get("Content-Type"), reply.body):
		if reply.status >= 500 {
			return fail(FailureServer, nil)
		}
		return fail(FailurePortal, nil)
	case isRedirect(reply.body): // the browser is asked for on every status (protocol-v1 15.1 Q10)
		return reply, nil
	case reply.status >= 500:
		return fail(FailureServer, nil)
	case reply.status == http.StatusNotFound:
		// An app without a user flow, native authentication switched off, or a wrong host (protocol-v1 15.3).
		return fail(FailureConfig, nil)
	case reply.status == http.StatusOK, reply.status >= 400:
		return reply, nil
	}
	return fail(FailureGarbage, nil)
}

// kindOf sorts a transport error. It drops the *url.Error, whose text repeats the URL.
func kindOf(ctx context.Context, err error) (FailureKind, error) {
	var ue *url.Error
	if errors.As(err, &ue) {
		err = ue.Err
	}
	var (
		cert  *tls.CertificateVerificationError
		inval x509.CertificateInvalidError
		rec   tls.RecordHeaderError
		ne    net.Error
		op    *net.OpError
	)
	switch {
	case errors.Is(ctx.Err(), context.Canceled):
		return FailureCancelled, context.Canceled
	case errors.As(err, &inval) && inval.Reason == x509.Expired:
		return FailureClock, nil // an expired certificate is far more often a wrong clock
	case errors.As(err, &cert), errors.As(err, &rec), errors.Is(err, http.ErrSchemeMismatch),
		errors.As(err, &op) && (op.Op == "remote error" || op.Op == "local error"), // a TLS alert
		strings.HasPrefix(err.Error(), "tls: "):
		return FailureTLS, nil
	case errors.Is(ctx.Err(), context.DeadlineExceeded), errors.Is(err, context.DeadlineExceeded):
		return FailureTimeout, nil
	case errors.As(err, &ne) && ne.Timeout():
		return FailureTimeout, nil
	}
	// net/http has no types for these.
	text := err.Error()
	switch {
	case strings.Contains(text, "response header"): // ... headers exceeded, ... header list larger than
		return FailureTooBig, nil
	case strings.Contains(text, "malformed"):
		return FailureGarbage, nil
	case strings.Contains(text, http.StatusText(http.StatusProxyAuthRequired)):
		return FailurePortal, nil
	}
	return FailureOffline, nil
}

// UntrustedIssuer names who issued the certificate that made a connection fail, when all that is wrong with it is that
// this computer does not trust whoever vouches for it. That is how a network looks that replaces certificates. It is empty
// for every other error. The name is a stranger's text.
func UntrustedIssuer(err error) string {
	var (
		cert  *tls.CertificateVerificationError
		name  x509.HostnameError
		inval x509.CertificateInvalidError
	)
	if !errors.As(err, &cert) || len(cert.UnverifiedCertificates) == 0 || errors.As(err, &name) || errors.As(err, &inval) {
		return ""
	}
	return IssuerName(cert.UnverifiedCertificates[0])
}

// IssuerName is what the issuer of a certificate calls itself: its organisation, else its common name.
func IssuerName(cert *x509.Certificate) string {
	name := cert.Issuer.CommonName
	if len(cert.Issuer.Organization) > 0 && cert.Issuer.Organization[0] != "" {
		name = cert.Issuer.Organization[0]
	}
	return strings.ToValidUTF8(name[:min(len(name), 80)], "")
}

// retryAt reads Retry-After: seconds or an HTTP date, never in the past, never more than an hour ahead.
func retryAt(header string, now time.Time) time.Time {
	if header == "" {
		return time.Time{}
	}
	var wait time.Duration
	if n, err := strconv.Atoi(header); err == nil {
		wait = time.Duration(min(max(n, 0), 3600)) * time.Second
	} else if t, err := http.ParseTime(header); err == nil {
		wait = min(max(t.Sub(now), 0), time.Hour)
	} else {
		return time.Time{}
	}
	return now.Add(wait)
}

func isHTML(contentType string, body []byte) bool {
	mt, _, err := mime.ParseMediaType(contentType)
	if err == nil && (mt == "text/html" || mt == "application/xhtml+xml") {
		return true
	}
	return strings.HasPrefix(strings.TrimSpace(string(body[:min(len(body), 64)])), "<")
}

// isRedirect looks for protocol-v1 section 2.1 in an answer whose status promises none.
func isRedirect(body []byte) bool {
	r, err := decodeReply(http.StatusNotFound, body)
	return err == nil && r.redirect
}

// cleanID lets an identifier from the server pass to logs and screens only if it looks like one.
func cleanID(s string) string {
	if len(s) == 0 || len(s) > 64 {
		return ""
	}
	for _, r := range s {
		if (r < '0' || r > '9') && (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && r != '-' {
			return ""
		}
	}
	return s
}

package auth_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/vestibule-app/vestibule/auth"
	"github.com/vestibule-app/vestibule/auth/emulator"
	"github.com/vestibule-app/vestibule/auth/stories"
)

// fault answers every native request badly.
type fault struct {
	name  string
	serve http.HandlerFunc
	kind  auth.FailureKind // of the failure, or
	code  auth.ProblemCode // of the refusal
	tries int              // of initiate; 0 means 1

	object bool // an answer of the right form that lacks what it is about
}

func plain(status int, contentType, body string, headers ...string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		if contentType != "" {
			w.Header().Set("Content-Type", contentType)
		} else {
			w.Header()["Content-Type"] = nil
		}
		for i := 0; i+1 < len(headers); i += 2 {
			w.Header().Set(headers[i], headers[i+1])
		}
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body)
	}
}

func rawBytes(b string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		conn, _, err := http.NewResponseController(w).Hijack()
		if err != nil {
			panic(err)
		}
		_, _ = io.WriteString(conn, b)
		_ = conn.Close()
	}
}

func gzipped(size int) http.HandlerFunc {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	_, _ = z.Write(bytes.Repeat([]byte(" "), size))
	_ = z.Close()
	return plain(http.StatusOK, "application/json", b.String(), "Content-Encoding", "gzip")
}

const jsonType = "application/json; charset=utf-8"

func faults() []fault {
	list := []fault{
		{name: "HTML", serve: plain(200, "text/html", "<html>portal</html>"), kind: auth.FailurePortal},
		{name: "HTML said to be JSON", serve: plain(200, jsonType, "  <!doctype html>"), kind: auth.FailurePortal},
		{name: "HTML, 400", serve: plain(400, "text/html", "<html>"), kind: auth.FailurePortal},
		{name: "HTML, 403", serve: plain(403, "text/html", "<html>"), kind: auth.FailurePortal},
		{name: "HTML, 406", serve: plain(406, "text/html", "<html>"), kind: auth.FailurePortal},
		{name: "XHTML", serve: plain(200, "application/xhtml+xml", "x"), kind: auth.FailurePortal},
		{name: "HTML, 503", serve: plain(503, "text/html", "<html>"), kind: auth.FailureServer, tries: 2},
		{name: "511", serve: plain(511, "text/plain", "sign in"), kind: auth.FailurePortal},
		{name: "407", serve: plain(407, "text/plain", "", "Proxy-Authenticate", "Basic"), kind: auth.FailurePortal},
		{name: "empty", serve: plain(200, jsonType, ""), kind: auth.FailureGarbage},
		{name: "blanks", serve: plain(200, jsonType, " \n"), kind: auth.FailureGarbage},
		{name: "204", serve: func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(204) }, kind: auth.FailureGarbage},
		{name: "205", serve: func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(205) }, kind: auth.FailureGarbage},
		{name: "206", serve: plain(206, jsonType, "{}"), kind: auth.FailureGarbage},
		{name: "201", serve: plain(201, jsonType, `{"continuation_token":"x"}`), kind: auth.FailureGarbage},
		{name: "list", serve: plain(200, jsonType, "[]"), kind: auth.FailureGarbage},
		{name: "string", serve: plain(200, jsonType, `"x"`), kind: auth.FailureGarbage},
		{name: "null", serve: plain(200, jsonType, "null"), kind: auth.FailureGarbage},
		{name: "number", serve: plain(200, jsonType, "1"), kind: auth.FailureGarbage},
		{name: "true", serve: plain(200, jsonType, "true"), kind: auth.FailureGarbage},
		{name: "object without token", serve: plain(200, jsonType, "{}"), kind: auth.FailureGarbage, object: true},
		{name: "token a number", serve: plain(200, jsonType, `{"continuation_token":7}`), kind: auth.FailureGarbage},
		{name: "token null", serve: plain(200, jsonType, `{"continuation_token":null}`), kind: auth.FailureGarbage, object: true},
		{name: "key in capitals", serve: plain(200, jsonType, `{"CONTINUATION_TOKEN":"x"}`), kind: auth.FailureGarbage, object: true},
		{name: "key with a long s", serve: plain(200, jsonType, `{"continuation_token":"x","acce\u017f\u017f_token":"x","continuation_token":"y"}`), kind: auth.FailureGarbage},
		{name: "key twice", serve: plain(200, jsonType, `{"continuation_token":"x","continuation_token":"y"}`), kind: auth.FailureGarbage},
		{name: "key twice, escaped", serve: plain(200, jsonType, `{"continuation_token":"x","continuation\u005ftoken":"y"}`), kind: auth.FailureGarbage},
		{name: "key twice, deep", serve: plain(200, jsonType, `{"continuation_token":"x","a":[{"b":1,"b":2}]}`), kind: auth.FailureGarbage},
		{name: "trailing", serve: plain(200, jsonType, `{"continuation_token":"x"}{}`), kind: auth.FailureGarbage},
		{name: "trailing comma", serve: plain(200, jsonType, `{"continuation_token":"x",}`), kind: auth.FailureGarbage},
		{name: "deep", serve: plain(200, jsonType, `{"a":`+strings.Repeat("[", 5000)+strings.Repeat("]", 5000)+`,"continuation_token":"x"}`), kind: auth.FailureGarbage},
		{name: "BOM", serve: plain(200, jsonType, "\ufeff{\"continuation_token\":\"x\"}"), kind: auth.FailureGarbage},
		{name: "UTF-16", serve: plain(200, jsonType, "\xff\xfe{\x00}\x00"), kind: auth.FailureGarbage},
		{name: "Latin-1", serve: plain(200, jsonType, "{\"continuation_token\":\"\xfc\"}"), kind: auth.FailureGarbage},
		{name: "NUL", serve: plain(200, jsonType, "{\"continuation_token\":\"x\x00\"}"), kind: auth.FailureGarbage},
		{name: "NUL behind", serve: plain(200, jsonType, "{\"continuation_token\":\"x\"}\x00"), kind: auth.FailureGarbage},
		{name: "truncated", serve: rawBytes("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{\"continua"), kind: auth.FailureGarbage},
		{name: "truncated chunk", serve: rawBytes("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n99\r\n{\"conti"), kind: auth.FailureGarbage},
		{name: "truncated head", serve: rawBytes("HTTP/1.1 200 OK\r\nContent-Ty"), kind: auth.FailureGarbage},
		{name: "not HTTP", serve: rawBytes("SSH-2.0-OpenSSH_9.7\r\n\r\n"), kind: auth.FailureGarbage},
		{name: "hung up", serve: rawBytes(""), kind: auth.FailureOffline},
		{name: "too big", serve: plain(200, jsonType, strings.Repeat(" ", auth.MaxReply+1)), kind: auth.FailureTooBig},
		{name: "2 MiB", serve: plain(200, jsonType, strings.Repeat("x", 2<<20)), kind: auth.FailureTooBig},
		{name: "gzip bomb", serve: gzipped(64 << 20), kind: auth.FailureTooBig},
		{name: "gzip that is none", serve: plain(200, jsonType, "{}", "Content-Encoding", "gzip"), kind: auth.FailureGarbage},
		{name: "deflate", serve: plain(200, jsonType, "x\x9c\xab\xae\x05\x00", "Content-Encoding", "deflate"), kind: auth.FailureGarbage},
		{name: "big header", serve: rawBytes("HTTP/1.1 200 OK\r\nX: " + strings.Repeat("x", 128<<10) + "\r\n\r\n{}"), kind: auth.FailureTooBig},
		{name: "endless", serve: endless, kind: auth.FailureTooBig},
		{name: "404", serve: plain(404, "", ""), kind: auth.FailureConfig},
		{name: "404, JSON", serve: plain(404, jsonType, "{}"), kind: auth.FailureConfig},
		{name: "400, empty", serve: plain(400, "", ""), kind: auth.FailureGarbage},
		{name: "400, object", serve: plain(400, jsonType, "{}"), kind: auth.FailureGarbage},
		{name: "401, no error", serve: plain(401, jsonType, `{"message":"no"}`), kind: auth.FailureGarbage},
		{name: "500", serve: plain(500, "", ""), kind: auth.FailureServer, tries: 2},
		{name: "500, JSON", serve: plain(500, jsonType, `{"error":"server_error"}`), kind: auth.FailureServer, tries: 2},
		{name: "502, later", serve: plain(502, "", "", "Retry-After", "5"), kind: auth.FailureServer},
		{name: "503, date", serve: plain(503, "", "", "Retry-After", "Mon, 02 Mar 2026 10:00:00 GMT"), kind: auth.FailureServer},
		{name: "599", serve: plain(599, "", ""), kind: auth.FailureServer, tries: 2},
		{name: "400 server_error", serve: plain(400, jsonType, `{"error":"server_error"}`), kind: auth.FailureServer},
		{name: "400 temporarily_unavailable", serve: plain(400, jsonType, `{"error":"temporarily_unavailable"}`), kind: auth.FailureServer},
		{name: "429", serve: plain(429, "", ""), code: auth.Throttled},
		{name: "429, HTML", serve: plain(429, "text/html", "<html>"), code: auth.Throttled},
		{name: "unknown refusal", serve: plain(400, jsonType, `{"error":"something_new"}`), code: auth.Refused},
		{name: "200 with an error", serve: plain(200, jsonType, `{"error":"user_not_found"}`), code: auth.UserNotFound},
	}
	for status := 300; status < 400; status++ {
		for _, to := range []string{"https://evil.example/", "/other", ""} {
			if status%10 > 4 && status != 308 && to != "" { // the kinds that exist, each way; the others once
				continue
			}
			headers := []string{"Location", to}
			if to == "" {
				headers = nil
			}
			list = append(list, fault{name: fmt.Sprintf("%d to %q", status, to), serve: plain(status, "", "", headers...), kind: auth.FailureRedirected})
		}
	}
	return list
}

func endless(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", jsonType)
	chunk := []byte(`{"a":"` + strings.Repeat("x", 4096))
	for {
		if _, err := w.Write(chunk); err != nil || r.Context().Err() != nil {
			return
		}
	}
}

// faulty is a tenant whose answer to one endpoint is a fault.
type faulty struct {
	tenant   *emulator.Tenant
	endpoint string
	serve    atomic.Pointer[http.HandlerFunc]
	hits     atomic.Int32
	strays   atomic.Int32 // requests to what a redirect named
}

func (f *faulty) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.URL.Path == "/other" {
		f.strays.Add(1)
	}
	serve := f.serve.Load()
	if endpointOf(r) == f.endpoint {
		f.hits.Add(1)
		if serve != nil {
			_, _ = io.Copy(io.Discard, r.Body)
			(*serve)(w, r)
			return
		}
	}
	f.tenant.ServeHTTP(w, r)
}

// Every fault at every native endpoint ends in the right failure or refusal, keeps the question, is never repeated
// with a credential, tells no secret, and is over when the weather is.
func TestFaults(t *testing.T) {
	clock := stories.NewClock()
	f := &faulty{tenant: &emulator.Tenant{Now: clock.Now, PasswordCost: 1, CodeLimit: 10_000}}
	server := httptest.NewServer(f)
	t.Cleanup(server.Close)
	client := mustClient(t, auth.Config{ClientID: emulator.ClientMFA, Authority: server.URL + "/" + emulator.TenantName, Now: clock.Now})
	if err := client.Prepare(t.Context()); err != nil {
		t.Fatal(err)
	}
	const user = "sms@contoso.example"
	places := []struct {
		endpoint string
		before   []auth.Answer
		answer   func() auth.Answer
		repeats  bool // the call changes nothing and may be made twice
	}{
		{"initiate", nil, func() auth.Answer { return auth.Username{Value: user} }, true},
		{"challenge", nil, func() auth.Answer { return auth.Username{Value: user} }, false},
		{"token", []auth.Answer{auth.Username{Value: user}}, func() auth.Answer { return auth.Password{Value: emulator.Password} }, false},
		{"introspect", []auth.Answer{auth.Username{Value: user}}, func() auth.Answer { return auth.Password{Value: emulator.Password} }, true},
		{"token", []auth.Answer{auth.Username{Value: user}, auth.Password{Value: emulator.Password}},
			func() auth.Answer { return auth.Code{Value: newestCode(t, f.tenant)} }, false},
	}
	for _, p := range places {
		f.endpoint = p.endpoint
		for _, fault := range faults() {
			name := fmt.Sprintf("%s %d, %s", p.endpoint, len(p.before), fault.name)
			flow, _ := client.SignIn(auth.Hint{})
			say(t, flow, p.before...)
			question := flow.Step()
			f.hits.Store(0)
			f.serve.Store(&fault.serve)
			step, err := flow.Submit(t.Context(), p.answer())
			f.serve.Store(nil)
			tries := 1
			if p.repeats {
				tries = max(fault.tries, 1)
			}
			if n := int(f.hits.Load()); n != tries {
				t.Errorf("%s: %d requests, want %d", name, n, tries)
			}
			if fault.code == auth.Throttled && p.endpoint == "introspect" {
				// A credential was accepted before: the rest is tried again, and nothing is asked twice.
				if kindIn(err) != auth.FailureServer || flow.Step() != question {
					t.Errorf("%s: %s %v", name, shown(step), err)
				}
				flow.Close()
				continue
			}
			if fault.code != "" {
				if err != nil || codeIn(step) != fault.code {
					t.Errorf("%s: %s %v", name, shown(step), err)
				}
				flow.Close()
				continue
			}
			if open, ok := step.(auth.OpenBrowser); ok && fault.object && p.endpoint == "introspect" {
				if open.Reason != auth.ReasonUnknown { // no method that can be asked here
					t.Errorf("%s: %s", name, open.Reason)
				}
				flow.Close()
				continue
			}
			if kindIn(err) != fault.kind {
				t.Errorf("%s: %s %v, want %s", name, shown(step), err, fault.kind)
			}
			if err != nil {
				if fmt.Sprint(flow.Step()) != fmt.Sprint(question) {
					t.Errorf("%s: the question became %s", name, shown(flow.Step()))
				}
				if text := fmt.Sprintf("%v %+v", err, err); strings.Contains(text, user) || strings.Contains(text, "http") || strings.Contains(text, emulator.Password) {
					t.Errorf("%s: %s", name, text)
				}
				var e *auth.Error
				if errors.As(err, &e) && (e.CorrelationID == "" || e.Op != p.endpoint || !e.At.Equal(clock.Now())) {
					t.Errorf("%s: %+v", name, e)
				}
			}
			flow.Close()
		}
	}
	if n := f.strays.Load(); n != 0 {
		t.Errorf("a redirect was followed %d times", n)
	}
}

// Retry-After in every form there is, held to at most an hour and never in the past.
func TestRetryAfter(t *testing.T) {
	clock := stories.NewClock()
	now := clock.Now()
	for header, wait := range map[string]time.Duration{"": time.Minute, "0": 0, "1": time.Second, "30": 30 * time.Second, "-1": 0, "3600": time.Hour,
		"3601": time.Hour, "1000000000": time.Hour, "99999999999999999999": time.Minute, "1e9": time.Minute, "soon": time.Minute, "1.5": time.Minute,
		"Sun, 01 Mar 2026 10:00:20 GMT": 20 * time.Second, "Sun, 01 Mar 2026 09:00:00 GMT": 0, "Sun, 01 Mar 2099 09:00:00 GMT": time.Hour,
		"Sunday, 01-Mar-26 10:00:20 GMT": 20 * time.Second, "Sun Mar  1 10:00:20 2026": 20 * time.Second, "Sun, 01 Mar 2026 10:00:20": time.Minute} {
		p := startInProcess(t, "password", func(c *auth.Config) { c.Now = clock.Now })
		p.wire.meddle(func(r *http.Request) *http.Response {
			resp := answered(http.StatusTooManyRequests, "")
			if header != "" {
				resp.Header.Set("Retry-After", header)
			}
			return resp
		})
		f, _ := p.client.SignIn(auth.Hint{})
		q := want[auth.EnterUsername](t, say(t, f, auth.Username{Value: "password@contoso.example"}))
		if q.Problem == nil || q.Problem.Code != auth.Throttled || !q.Problem.RetryAt.Equal(now.Add(wait)) || q.Username == "" {
			t.Errorf("%q: %+v", header, q.Problem)
		}
	}
}

// A tenant that is not there, and one that never answers.
func TestOffline(t *testing.T) {
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	dead := "http://" + ln.Addr().String() + "/" + emulator.TenantName
	_ = ln.Close()
	client := mustClient(t, auth.Config{ClientID: emulator.ClientPassword, Authority: dead})
	f, _ := client.SignIn(auth.Hint{})
	if _, err := f.Submit(t.Context(), auth.Username{Value: "a@b.example"}); kindIn(err) != auth.FailureOffline {
		t.Error(err)
	}

	unknown := mustClient(t, auth.Config{ClientID: emulator.ClientPassword, Authority: "https://nobody.invalid/x", HTTP: &http.Client{Transport: &http.Transport{
		DialContext: func(context.Context, string, string) (net.Conn, error) {
			return nil, &net.DNSError{Err: "no such host", Name: "nobody.invalid", IsNotFound: true}
		}}}})
	if err := unknown.Prepare(t.Context()); kindIn(err) != auth.FailureOffline {
		t.Error(err)
	}
}

// When the caller gives up, Submit returns at once and the question stands; the same holds for a deadline.
func TestCancel(t *testing.T) {
	reached := make(chan struct{}, 8)
	server := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		reached <- struct{}{}
		_, _ = io.Copy(io.Discard, r.Body)
		<-r.Context().Done() // the connection is closed too
	}))
	t.Cleanup(server.Close)
	client := mustClient(t, auth.Config{ClientID: emulator.ClientPassword, Authority: server.URL + "/" + emulator.TenantName})
	f, first := client.SignIn(auth.Hint{})
	ctx, cancel := context.WithCancel(t.Context())
	go func() {
		<-reached
		cancel()
	}()
	step, err := f.Submit(ctx, auth.Username{Value: "a@b.example"})
	if kindIn(err) != auth.FailureCancelled || !errors.Is(err, context.Canceled) || step != first {
		t.Errorf("%s %v", shown(step), err)
	}
	ctx, stop := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer stop()
	if _, err := f.Submit(ctx, auth.Username{Value: "a@b.example"}); kindIn(err) != auth.FailureTimeout {
		t.Error(err)
	}
	if _, err := f.Submit(canceled(t), auth.Username{Value: "a@b.example"}); kindIn(err) != auth.FailureCancelled {
		t.Error(err)
	}
	if _, err := client.Token(canceled(t), auth.Account{ID: "x"}); err == nil {
		t.Error("a token after the end of the context")
	}
}

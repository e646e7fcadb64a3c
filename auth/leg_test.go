package auth_test

import (
	"bufio"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/vestibule-app/vestibule/auth"
)

// browserLeg is a conversation that waits for the browser, with what a stranger would like to know of it.
type browserLeg struct {
	*inProcess
	flow    *auth.Flow
	open    auth.OpenBrowser
	host    string // localhost:PORT
	address string // 127.0.0.1:PORT
	state   string
	paste   string
}

func openLeg(t testing.TB, mode string, change ...func(*auth.Config)) *browserLeg {
	t.Helper()
	p := startInProcess(t, "password", append(change, func(c *auth.Config) { c.ResponseMode = mode })...)
	f, _ := p.client.SignIn(auth.Hint{})
	t.Cleanup(f.Close)
	return legOf(t, p, f)
}

func legOf(t testing.TB, p *inProcess, f *auth.Flow) *browserLeg {
	t.Helper()
	l := &browserLeg{inProcess: p, flow: f, open: want[auth.OpenBrowser](t, say(t, f, auth.UseBrowser{}))}
	q := mustURL(l.open.URL).Query()
	back := mustURL(q.Get("redirect_uri"))
	l.host, l.address = back.Host, "127.0.0.1:"+back.Port()
	l.state, l.paste = q.Get("state"), mustURL(l.open.CopyURL).Query().Get("state")
	return l
}

// fill puts the leg's values into a raw request.
func (l *browserLeg) fill(raw string) string {
	return strings.NewReplacer("HOST", l.host, "STATE", l.state, "PASTE", l.paste, "UPPER", strings.ToUpper(l.state),
		"HALF", l.state[:20]).Replace(raw)
}

// send writes bytes to the listener and returns everything that comes back.
func (l *browserLeg) send(t testing.TB, address, raw string) string {
	t.Helper()
	conn, err := net.Dial("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.Close() }()
	_ = conn.SetDeadline(time.Now().Add(10 * time.Second))
	_, _ = io.WriteString(conn, raw) // the listener may hang up before the end of a flood
	if c, ok := conn.(*net.TCPConn); ok {
		_ = c.CloseWrite()
	}
	b, _ := io.ReadAll(conn)
	return string(b)
}

func formPost(path, body string, headers ...string) string {
	h := "Content-Type: application/x-www-form-urlencoded\r\n"
	if len(headers) > 0 {
		h = strings.Join(headers, "\r\n") + "\r\n"
	}
	return fmt.Sprintf("POST %s HTTP/1.1\r\nHost: HOST\r\n%sContent-Length: %d\r\n\r\n%s", path, h, len(body), body)
}

func get(target string, headers ...string) string {
	h := ""
	for _, line := range headers {
		h += line + "\r\n"
	}
	return "GET " + target + " HTTP/1.1\r\nHost: HOST\r\n" + h + "\r\n"
}

// length corrects the Content-Length after the values were filled in.
func length(raw string) string {
	head, body, ok := strings.Cut(raw, "\r\n\r\n")
	if !ok || !strings.Contains(head, "Content-Length: ") || strings.Contains(head, "Content-Length: 9999") {
		return raw
	}
	i := strings.Index(head, "Content-Length: ")
	j := strings.Index(head[i:], "\r\n")
	tail := ""
	if j >= 0 {
		tail = head[i+j:]
	}
	return head[:i] + fmt.Sprintf("Content-Length: %d", len(body)) + tail + "\r\n\r\n" + body
}

const evil = "http://evil.example"

var form = "Content-Type: application/x-www-form-urlencoded"

// hostile are requests that are not the answer that was waited for. STATE is the right state: a stranger has it not,
// and those who leave it out are the smaller danger.
var hostile = []struct{ mode, name, raw string }{
	{"", "favicon", get("/favicon.ico")},
	{"", "nothing", get("/")},
	{"", "HEAD", "HEAD / HTTP/1.1\r\nHost: HOST\r\n\r\n"},
	{"", "HEAD with all", "HEAD /?code=c&state=STATE HTTP/1.1\r\nHost: HOST\r\n\r\n"},
	{"", "HEAD with all, pasted", "HEAD /?code=c&state=PASTE HTTP/1.1\r\nHost: HOST\r\n\r\n"},
	{"", "OPTIONS", "OPTIONS / HTTP/1.1\r\nHost: HOST\r\nOrigin: " + evil + "\r\nAccess-Control-Request-Method: POST\r\n\r\n"},
	{"", "OPTIONS, private network", "OPTIONS / HTTP/1.1\r\nHost: HOST\r\nOrigin: " + evil + "\r\nAccess-Control-Request-Private-Network: true\r\n\r\n"},
	{"", "OPTIONS *", "OPTIONS * HTTP/1.1\r\nHost: HOST\r\n\r\n"},
	{"", "TRACE", "TRACE /?code=c&state=STATE HTTP/1.1\r\nHost: HOST\r\nX-Echo: STATE\r\n\r\n"},
	{"", "CONNECT", "CONNECT evil.example:443 HTTP/1.1\r\nHost: HOST\r\n\r\n"},
	{"", "PUT", "PUT / HTTP/1.1\r\nHost: HOST\r\n" + form + "\r\nContent-Length: 1\r\n\r\ncode=c&state=STATE"},
	{"", "DELETE", "DELETE /?code=c&state=PASTE HTTP/1.1\r\nHost: HOST\r\n\r\n"},
	{"", "PATCH", "PATCH / HTTP/1.1\r\nHost: HOST\r\n" + form + "\r\nContent-Length: 1\r\n\r\ncode=c&state=STATE"},
	{"", "lower case method", "post / HTTP/1.1\r\nHost: HOST\r\n" + form + "\r\nContent-Length: 1\r\n\r\ncode=c&state=STATE"},
	{"", "prefetch", get("/?code=c&state=guess", "Sec-Purpose: prefetch;prerender", "Purpose: prefetch")},
	{"", "HTTP/0.9", "GET /?code=c&state=STATE\r\n"},
	{"", "not HTTP", "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03"},
	{"", "HTTP/2 preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"},
	{"", "empty", ""},
	{"", "line ends", "\r\n\r\n\r\n\r\n"},

	{"form_post", "rebinding", strings.Replace(formPost("/", "code=c&state=STATE"), "Host: HOST", "Host: evil.example", 1)},
	{"form_post", "rebinding with port", strings.Replace(formPost("/", "code=c&state=STATE"), "Host: HOST", "Host: evil.example:80", 1)},
	{"form_post", "host by number", strings.Replace(formPost("/", "code=c&state=STATE"), "HOST", "127.0.0.1", 1)},
	{"form_post", "host without port", strings.Replace(formPost("/", "code=c&state=STATE"), "HOST", "localhost", 1)},
	{"form_post", "host with another port", strings.Replace(formPost("/", "code=c&state=STATE"), "HOST", "localhost:1", 1)},
	{"form_post", "host with a dot", strings.Replace(formPost("/", "code=c&state=STATE"), "HOST", "localhost.:1", 1)},
	{"form_post", "no host", "POST / HTTP/1.0\r\n" + form + "\r\nContent-Length: 1\r\n\r\ncode=c&state=STATE"},
	{"form_post", "two hosts", strings.Replace(formPost("/", "code=c&state=STATE"), "Host: HOST", "Host: HOST\r\nHost: evil.example", 1)},
	{"form_post", "absolute address", strings.Replace(formPost("http://evil.example/", "code=c&state=STATE"), "HOST", "HOST", 1)},
	{"form_post", "wrong path", formPost("/callback", "code=c&state=STATE")},
	{"form_post", "two slashes", formPost("//", "code=c&state=STATE")},
	{"form_post", "dot path", formPost("/./", "code=c&state=STATE")},
	{"form_post", "escaped path", formPost("/%2e", "code=c&state=STATE")},
	{"form_post", "GET", get("/?code=c&state=STATE")},
	{"form_post", "query beside the form", formPost("/?code=d&state=STATE", "code=c&state=STATE")},
	{"form_post", "all in the query", formPost("/?code=c&state=STATE", "")},
	{"form_post", "JSON", formPost("/", `{"code":"c","state":"STATE"}`, "Content-Type: application/json")},
	{"form_post", "form said to be text", formPost("/", "code=c&state=STATE", "Content-Type: text/plain")},
	{"form_post", "multipart", formPost("/", "--b\r\nContent-Disposition: form-data; name=\"state\"\r\n\r\nSTATE\r\n--b--", "Content-Type: multipart/form-data; boundary=b")},
	{"form_post", "no content type", formPost("/", "code=c&state=STATE", "X: y")},
	{"form_post", "broken content type", formPost("/", "code=c&state=STATE", "Content-Type: application/x-www-form-urlencoded; =;")},
	{"form_post", "two codes", formPost("/", "code=c&code=d&state=STATE")},
	{"form_post", "two states", formPost("/", "code=c&state=STATE&state=STATE")},
	{"form_post", "two states, one ours", formPost("/", "code=c&state=x&state=STATE")},
	{"form_post", "two errors", formPost("/", "error=a&error=b&state=STATE")},
	{"form_post", "two issuers", formPost("/", "code=c&state=STATE&iss=a&iss=b")},
	{"form_post", "code and error", formPost("/", "code=c&error=access_denied&state=STATE")},
	{"form_post", "neither", formPost("/", "state=STATE")},
	{"form_post", "empty code", formPost("/", "code=&state=STATE")},
	{"form_post", "error without state", formPost("/", "error=access_denied")},
	{"form_post", "error with another state", formPost("/", "error=access_denied&state=guess")},
	{"form_post", "code without state", formPost("/", "code=c")},
	{"form_post", "code, empty state", formPost("/", "code=c&state=")},
	{"form_post", "half a state", formPost("/", "code=c&state=HALF")},
	{"form_post", "state and more", formPost("/", "code=c&state=STATEx")},
	{"form_post", "state and a GUID", formPost("/", "code=c&state=STATE_11111111-aaaa-4bbb-8ccc-222222222222")},
	{"form_post", "more and state", formPost("/", "code=c&state=xSTATE")},
	{"form_post", "state in capitals", formPost("/", "code=c&state=UPPER")},
	{"form_post", "state with a blank", formPost("/", "code=c&state=STATE+")},
	{"form_post", "state with NUL", formPost("/", "code=c&state=STATE%00")},
	{"form_post", "the other state", formPost("/", "code=c&state=PASTE")},
	{"form_post", "State", formPost("/", "code=c&State=STATE")},
	{"form_post", "wrong issuer", formPost("/", "code=c&state=STATE&iss=https://evil.example")},
	{"form_post", "issuer with a slash", formPost("/", "code=c&state=STATE&iss="+url.QueryEscape(tenantIssuer+"/"))},
	{"form_post", "semicolons", formPost("/", "code=c;state=STATE")},
	{"form_post", "broken escape", formPost("/", "code=%zz&state=STATE")},
	{"form_post", "huge body", formPost("/", "code="+strings.Repeat("c", 65<<10)+"&state=STATE")},
	{"form_post", "body cut off", "POST / HTTP/1.1\r\nHost: HOST\r\n" + form + "\r\nContent-Length: 9999\r\n\r\ncode=c&state=STATE"},
	{"form_post", "two lengths", "POST / HTTP/1.1\r\nHost: HOST\r\n" + form + "\r\nContent-Length: 9999\r\nContent-Length: 9998\r\n\r\ncode=c&state=STATE"},
	{"form_post", "length and chunks", "POST / HTTP/1.1\r\nHost: HOST\r\n" + form + "\r\nContent-Length: 99990\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /?code=c&state=STATE HTTP/1.1\r\n\r\n"},
	{"form_post", "fetch, cors", formPost("/", "code=c&state=STATE", form, "Sec-Fetch-Mode: cors", "Origin: "+evil)},
	{"form_post", "fetch, no-cors", formPost("/", "code=c&state=STATE", form, "Sec-Fetch-Mode: no-cors")},
	{"form_post", "fetch, same-origin", formPost("/", "code=c&state=STATE", form, "Sec-Fetch-Mode: same-origin")},
	{"form_post", "websocket", get("/?code=c&state=PASTE", "Sec-Fetch-Mode: websocket", "Connection: Upgrade", "Upgrade: websocket")},
	{"form_post", "image", get("/?code=c&state=PASTE", "Sec-Fetch-Mode: no-cors", "Sec-Fetch-Dest: image")},
	{"", "huge address", get("/?code=" + strings.Repeat("c", 1<<20) + "&state=PASTE")},
	{"", "huge header", get("/?code=c&state=PASTE", "X: "+strings.Repeat("x", 16<<10))},
	{"", "many headers", get("/?code=c&state=PASTE", strings.Split(strings.Repeat("X-A: b\n", 3000), "\n")[:3000]...)},
	{"", "pipelined", get("/favicon.ico") + get("/?code=c&state=guess") + get("/robots.txt")},

	{"query", "POST", formPost("/", "code=c&state=STATE")},
	{"query", "fetch", get("/?code=c&state=STATE", "Sec-Fetch-Mode: cors")},
	{"query", "two codes", get("/?code=c&code=d&state=STATE")},
	{"query", "two states", get("/?code=c&state=STATE&state=PASTE")},
	{"query", "half a state", get("/?code=c&state=HALF")},
	{"query", "error without state", get("/?error=access_denied")},
	{"query", "wrong host", strings.Replace(get("/?code=c&state=STATE"), "HOST", "evil.example", 1)},
	{"query", "wrong path", get("/x?code=c&state=STATE")},
	{"query", "wrong issuer", get("/?code=c&state=STATE&iss=x")},
	{"query", "fragment", get("/#code=c&state=STATE")},
}

// A request that is not the answer changes nothing, tells nothing, and the answer still comes through.
func TestHostileRequests(t *testing.T) {
	if len(hostile) < 80 {
		t.Errorf("only %d", len(hostile))
	}
	for _, mode := range []string{"form_post", "query"} {
		l := openLeg(t, mode)
		verifier := mustURL(l.open.URL).Query()
		for _, h := range hostile {
			if h.mode != "" && h.mode != mode {
				continue
			}
			answer := l.send(t, l.address, length(l.fill(h.raw)))
			if strings.HasPrefix(answer, "HTTP/1.1 200") && h.name != "OPTIONS *" || strings.Contains(answer, "<html") {
				t.Errorf("%s, %s: answered %.60q", mode, h.name, answer)
			}
			for _, secret := range []string{l.state, l.paste, verifier.Get("code_challenge"), verifier.Get("nonce"), "evil.example", "state="} {
				if strings.Contains(answer, secret) {
					t.Errorf("%s, %s: the answer holds %s: %q", mode, h.name, secret, answer)
				}
			}
			if strings.Contains(strings.ToLower(answer), "access-control") {
				t.Errorf("%s, %s: %q", mode, h.name, answer)
			}
			if step, err := l.flow.Submit(canceled(t), auth.BrowserReturned{}); kindIn(err) != auth.FailureCancelled {
				t.Fatalf("%s, %s: the conversation went on: %s %v", mode, h.name, shown(step), err)
			}
		}
		l.finish(t, mode)
	}
}

// finish sends the valid answer and asserts that the conversation takes it: the tenant is asked to redeem the code.
func (l *browserLeg) finish(t testing.TB, mode string) string {
	t.Helper()
	l.wire.forget()
	raw := formPost("/", "code=the-code-canary&state=STATE", form, "Origin: https://contoso.ciamlogin.com", "Sec-Fetch-Mode: navigate", "Sec-Fetch-Site: cross-site")
	if mode == "query" {
		raw = get("/?code=the-code-canary&state=STATE&session_state=x", "Sec-Fetch-Mode: navigate")
	}
	answer := l.send(t, l.address, length(l.fill(raw)))
	if !strings.HasPrefix(answer, "HTTP/1.1 200") {
		t.Fatalf("the valid answer got %.100q", answer)
	}
	step := say(t, l.flow, auth.BrowserReturned{})
	if codeIn(step) != auth.BrowserFailed { // the code is made up, and the tenant says so
		t.Errorf("%s", shown(step))
	}
	if n := l.wire.count("token"); n != 1 {
		t.Fatalf("%d token requests", n)
	}
	redeemed := mustForm(t, l.wire.bodies[len(l.wire.bodies)-1])
	if redeemed.Get("code") != "the-code-canary" || redeemed.Get("redirect_uri") != "http://"+l.host {
		t.Errorf("redeemed %v", redeemed)
	}
	sum := sha256.Sum256([]byte(redeemed.Get("code_verifier")))
	if base64.RawURLEncoding.EncodeToString(sum[:]) != mustURL(l.open.URL).Query().Get("code_challenge") {
		t.Error("the verifier is not the one of the challenge")
	}
	if strings.Contains(answer, redeemed.Get("code_verifier")) || strings.Contains(answer, "canary") {
		t.Errorf("the page holds a secret: %q", answer)
	}
	l.mustClose(t)
	return answer
}

// mustClose waits until the port is free on both families.
func (l *browserLeg) mustClose(t testing.TB) {
	t.Helper()
	_, port, _ := net.SplitHostPort(l.address)
	for _, address := range []string{"127.0.0.1:" + port, "[::1]:" + port} {
		if strings.HasPrefix(address, "[") && !haveIPv6() {
			continue
		}
		eventually(t, "the port "+address+" is free", func() bool {
			ln, err := net.Listen("tcp", address)
			if err == nil {
				_ = ln.Close()
			}
			return err == nil
		})
	}
}

func haveIPv6() bool {
	ln, err := net.Listen("tcp6", "[::1]:0")
	if err == nil {
		_ = ln.Close()
	}
	return err == nil
}

// eventually yields to other goroutines until a condition holds, ten seconds long at most.
func eventually(t testing.TB, what string, holds func() bool) {
	t.Helper()
	for end := time.Now().Add(10 * time.Second); !holds(); runtime.Gosched() {
		if time.Now().After(end) {
			t.Fatalf("it never came about that %s", what)
		}
	}
}

// The last page names the app, holds no script, and its policy allows its own style and nothing else.
func TestReturnPage(t *testing.T) {
	sum := sha256.Sum256([]byte(auth.PageStyle))
	if got := base64.StdEncoding.EncodeToString(sum[:]); got != auth.PageStyleHash {
		t.Errorf("the style's hash is %s", got)
	}
	for _, directive := range []string{"default-src 'none'", "style-src 'sha256-" + auth.PageStyleHash + "'", "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'"} {
		if !slices.Contains(strings.Split(auth.PagePolicy, "; "), directive) {
			t.Errorf("the policy lacks %s", directive)
		}
	}
	l := openLeg(t, "form_post", func(c *auth.Config) {
		c.ReturnPage = func(ok bool) auth.Page {
			return auth.Page{Lang: "ar", RTL: true, Brand: `Contoso <script>alert(1)</script>`, Title: "T & t", Text: `"quoted"`}
		}
	})
	answer := l.finish(t, "form_post")
	resp, err := http.ReadResponse(bufio.NewReader(strings.NewReader(answer)), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = resp.Body.Close() }()
	for name, value := range map[string]string{"Content-Security-Policy": auth.PagePolicy, "Cache-Control": "no-store", "Referrer-Policy": "no-referrer",
		"X-Content-Type-Options": "nosniff", "Content-Type": "text/html; charset=utf-8"} {
		if resp.Header.Get(name) != value {
			t.Errorf("%s: %q", name, resp.Header.Get(name))
		}
	}
	body, _ := io.ReadAll(resp.Body)
	page := string(body)
	for _, bad := range []string{"<script", "javascript:", "<img", "<link", "http://", "https://", " onload", "<form", "<a "} {
		if strings.Contains(page, bad) {
			t.Errorf("the page holds %q", bad)
		}
	}
	for _, good := range []string{`lang="ar"`, `dir="rtl"`, "Contoso &lt;script&gt;", "T &amp; t", "<style>" + auth.PageStyle + "</style>"} {
		if !strings.Contains(page, good) {
			t.Errorf("the page lacks %q:\n%s", good, page)
		}
	}
}

// Cancelled in the browser: the page says so, and the conversation is back at the name.
func TestBrowserSaysNo(t *testing.T) {
	for refused, code := range map[string]auth.ProblemCode{"access_denied": auth.BrowserCancelled, "server_error": auth.BrowserFailed} {
		var ok []bool
		l := openLeg(t, "form_post", func(c *auth.Config) {
			c.ReturnPage = func(good bool) auth.Page { ok = append(ok, good); return auth.Page{} }
		})
		l.send(t, l.address, length(l.fill(formPost("/", "error="+refused+"&error_description=x&state=STATE"))))
		if step := want[auth.EnterUsername](t, say(t, l.flow, auth.BrowserReturned{})); codeIn(step) != code {
			t.Errorf("%s: %s", refused, shown(step))
		}
		if len(ok) != 1 || ok[0] {
			t.Errorf("%s: the page says %v", refused, ok)
		}
		l.mustClose(t)
	}
}

// The listener answers on both families, and once: a second answer finds nobody.
func TestBothFamilies(t *testing.T) {
	if !haveIPv6() {
		t.Skip("there is no IPv6 here")
	}
	l := openLeg(t, "query")
	_, port, _ := net.SplitHostPort(l.address)
	if answer := l.send(t, "[::1]:"+port, l.fill(get("/?code=c&state=STATE"))); !strings.HasPrefix(answer, "HTTP/1.1 200") {
		t.Errorf("%.80q", answer)
	}
	say(t, l.flow, auth.BrowserReturned{})
	l.mustClose(t)
}

// Only this computer reaches the listener.
func TestLoopbackOnly(t *testing.T) {
	l := openLeg(t, "form_post")
	_, port, _ := net.SplitHostPort(l.address)
	addresses, err := net.InterfaceAddrs()
	if err != nil {
		t.Skip(err)
	}
	for _, a := range addresses {
		n, ok := a.(*net.IPNet)
		if !ok || n.IP.IsLoopback() || n.IP.To4() == nil {
			continue
		}
		if conn, err := net.DialTimeout("tcp", net.JoinHostPort(n.IP.String(), port), time.Second); err == nil {
			_ = conn.Close()
			t.Errorf("%s answers", n.IP)
		}
	}
}

// However the leg ends, nobody listens afterwards.
func TestListenerEnds(t *testing.T) {
	ends := map[string]func(*browserLeg){
		"Close":      func(l *browserLeg) { l.flow.Close() },
		"Back":       func(l *browserLeg) { want[auth.EnterUsername](t, say(t, l.flow, auth.Back{})) },
		"UseBrowser": func(l *browserLeg) { want[auth.OpenBrowser](t, say(t, l.flow, auth.UseBrowser{})) },
		"paste": func(l *browserLeg) {
			say(t, l.flow, auth.BrowserReturned{Address: l.fill("http://HOST/?code=c&state=PASTE")})
		},
	}
	for name, end := range ends {
		t.Run(name, func(t *testing.T) {
			l := openLeg(t, "form_post")
			end(l)
			l.mustClose(t)
		})
	}
	t.Run("life, nobody waits", func(t *testing.T) {
		p := startInProcess(t, "password")
		p.client.SetLegLife(time.Millisecond)
		f, _ := p.client.SignIn(auth.Hint{})
		defer f.Close()
		legOf(t, p, f).mustClose(t)
	})
	t.Run("life", func(t *testing.T) {
		p := startInProcess(t, "password")
		p.client.SetLegLife(time.Millisecond)
		f, _ := p.client.SignIn(auth.Hint{})
		defer f.Close()
		l := legOf(t, p, f)
		step := want[auth.EnterUsername](t, say(t, f, auth.BrowserReturned{}))
		if codeIn(step) != auth.BrowserTimedOut {
			t.Error(shown(step))
		}
		l.mustClose(t)
		if !l.open.Until.Equal(p.clock.Now().Add(time.Millisecond)) {
			t.Error(l.open.Until)
		}
	})
}

// Idle connections fill the listener's places; the answer still comes through, because the oldest make room.
func TestIdleConnections(t *testing.T) {
	l := openLeg(t, "form_post")
	var idle []net.Conn
	for i := range 200 {
		conn, err := net.Dial("tcp", l.address)
		if err != nil {
			break // the system's queue is full too
		}
		idle = append(idle, conn)
		if i%2 == 0 {
			_, _ = io.WriteString(conn, "POST / HTTP/1.1\r\nHost: ") // and never on
		}
	}
	l.finish(t, "form_post")
	for _, conn := range idle {
		_ = conn.Close()
	}
}

// Fifty legs leave no goroutine behind.
func TestNoLeak(t *testing.T) {
	p := startInProcess(t, "password")
	round := func() {
		f, _ := p.client.SignIn(auth.Hint{})
		l := legOf(t, p, f)
		l.send(t, l.address, l.fill(get("/favicon.ico")))
		f.Close()
		l.mustClose(t)
	}
	round()
	before := runtime.NumGoroutine()
	for range 50 {
		round()
	}
	eventually(t, "the goroutines are gone", func() bool { return runtime.NumGoroutine() <= before+2 })
}

// A pasted address is held to the same rules as a request, and takes either state.
func TestPastedAddress(t *testing.T) {
	refused := []string{" ", "x", "HOST/?code=c&state=PASTE", "https://HOST/?code=c&state=PASTE", "http://evil.example/?code=c&state=PASTE",
		"http://HOST@evil.example/?code=c&state=PASTE", "http://me@HOST/?code=c&state=PASTE", "http://127.0.0.1:1/?code=c&state=PASTE",
		"http://HOST/x?code=c&state=PASTE", "http://HOST/?code=c", "http://HOST/?code=c&state=", "http://HOST/?code=c&state=HALF",
		"http://HOST/?code=c&code=d&state=PASTE", "http://HOST/#code=c&state=PASTE", "http://HOST/?state=PASTE", "http://HOST/?code=&state=PASTE",
		"http://HOST/?code=c&state=PASTE&iss=x", "http://HOST/?code=c&state=PASTEx", "javascript:alert(1)", "http://HOST/?code=" + strings.Repeat("c", 65<<10) + "&state=PASTE",
		"http://LOCALHOST:1/?code=c&state=PASTE", "http://HOST/\x00?code=c&state=PASTE", "http://HOST/?code=c;state=PASTE"}
	l := openLeg(t, "form_post")
	for _, address := range refused {
		step := want[auth.OpenBrowser](t, say(t, l.flow, auth.BrowserReturned{Address: l.fill(address)}))
		if codeIn(step) != auth.AddressInvalid || step.URL != l.open.URL || !step.Until.Equal(l.open.Until) {
			t.Errorf("%.60q: %s", address, shown(step))
		}
	}
	if n := l.wire.count("token"); n != 0 {
		t.Errorf("%d token requests", n)
	}
	for _, address := range []string{"http://HOST/?code=c&state=PASTE", "  http://HOST?code=c&state=PASTE#\n", "http://HOST/?code=c&state=STATE&session_state=1#_=_"} {
		l := openLeg(t, "form_post")
		say(t, l.flow, auth.BrowserReturned{Address: l.fill(address)})
		if n := l.wire.count("token"); n != 1 {
			t.Errorf("%q: %d token requests", address, n)
		}
	}
}

// Where the tenant promises to name itself in the answer (RFC 9207), an answer without its name is refused.
func TestIssuerInCallback(t *testing.T) {
	promise := func(r *http.Request) *http.Response {
		if endpointOf(r) != "openid-configuration" {
			return nil
		}
		return answered(http.StatusOK, toJSON(map[string]any{"issuer": tenantIssuer, "jwks_uri": "https://contoso.ciamlogin.com/k",
			"authorization_endpoint": "https://contoso.ciamlogin.com/a", "authorization_response_iss_parameter_supported": true}))
	}
	p := startInProcess(t, "password", func(c *auth.Config) { c.ResponseMode = "query" })
	p.wire.meddle(promise)
	f, _ := p.client.SignIn(auth.Hint{})
	defer f.Close()
	l := legOf(t, p, f)
	for _, iss := range []string{"", "&iss=", "&iss=https://evil.example", "&iss=" + url.QueryEscape(strings.ToUpper(tenantIssuer))} {
		if answer := l.send(t, l.address, l.fill(get("/?code=c&state=STATE"+iss))); !strings.HasPrefix(answer, "HTTP/1.1 404") {
			t.Errorf("%q: %.60q", iss, answer)
		}
	}
	if answer := l.send(t, l.address, l.fill(get("/?code=c&state=STATE&iss="+url.QueryEscape(tenantIssuer)))); !strings.HasPrefix(answer, "HTTP/1.1 200") {
		t.Errorf("%.60q", answer)
	}
}

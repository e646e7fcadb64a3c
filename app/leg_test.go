package app_test

import (
	"errors"
	"net"
	"net/http"
	"net/url"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/vestibule-app/vestibule/app"
	"github.com/vestibule-app/vestibule/auth"
	"github.com/vestibule-app/vestibule/auth/emulator"
	"github.com/vestibule-app/vestibule/screens/kit"
)

// inBrowser is a window that waits for the browser.
func inBrowser(t *testing.T) *house {
	t.Helper()
	h := quiet(t, emulator.ClientBrowser)
	h.settle("start")
	h.play("say username password@contoso.example", "ask OpenBrowser")
	return h
}

// port is where the App waits for the browser to come back.
func (h *house) port() string {
	h.t.Helper()
	u, err := url.Parse(h.app.Step().(auth.OpenBrowser).URL)
	if err != nil {
		h.t.Fatal(err)
	}
	back, err := url.Parse(u.Query().Get("redirect_uri"))
	if err != nil || back.Port() == "" {
		h.t.Fatalf("the redirect URI is %q, %v", u.Query().Get("redirect_uri"), err)
	}
	return back.Port()
}

func (h *house) mustBeFree(port string) {
	h.t.Helper()
	await(h.t, "a free port", func() bool { // the last page may still be on its way
		l, err := net.Listen("tcp", net.JoinHostPort("127.0.0.1", port))
		if err == nil {
			l.Close()
		}
		return err == nil
	})
}

// TestBrowserReturn: the browser is opened once, the window comes to the front when it is back, and then the port is
// free.
func TestBrowserReturn(t *testing.T) {
	h := inBrowser(t)
	if !strings.Contains(stacks(), "auth.(*leg)") {
		t.Error("no goroutine listens for the browser")
	}
	port := h.port()
	raised := h.frame.raised
	h.play("web password@contoso.example Correct-Horse-1", "ask SignedIn kept")
	if h.frame.raised != raised+1 {
		t.Errorf("the window was asked to the front %d times", h.frame.raised-raised)
	}
	if len(h.opened) != 0 {
		t.Errorf("the browser was opened again, with %s", <-h.opened)
	}
	h.crew.Wait()
	h.mustBeFree(port)
}

// TestBrowserStopped: so it does when the person has stopped there, and the question in the window goes on.
func TestBrowserStopped(t *testing.T) {
	h := quiet(t, emulator.ClientPassword)
	h.settle("start")
	h.play("say username password@contoso.example", "ask EnterPassword")
	h.click("action.browser")
	h.settle("browser")
	raised := h.frame.raised
	h.play("ask OpenBrowser chosen", "web cancel")
	if _, still := h.app.Step().(auth.OpenBrowser); still || h.frame.raised <= raised {
		t.Errorf("%v is on show, and the window was asked to the front %d times", h.describe(), h.frame.raised-raised)
	}
}

// TestWrongAddress: a paste that is not the address resumes the wait, opens nothing, and says so next to the field.
func TestWrongAddress(t *testing.T) {
	h := inBrowser(t)
	await(t, "the browser", func() bool { return len(h.opened) == 1 })
	for _, wrong := range []string{"https://contoso.example/?code=abc", "no address", h.app.Step().(auth.OpenBrowser).URL} {
		h.play("paste "+wrong, "ask OpenBrowser address_invalid")
		if !h.app.Waiting() {
			t.Fatalf("%s: nobody waits for the browser any more", wrong)
		}
		if h.focused() != first[*kit.Field](h.window).Target() {
			t.Errorf("%s: the focus is on %T", wrong, h.focused())
		}
	}
	if n := len(h.opened); n != 0 { // the first was taken when it was held against the question
		t.Errorf("the browser was opened %d times more", n)
	}
	h.play("web password@contoso.example Correct-Horse-1", "ask SignedIn kept")
}

// cut is a network that fails a request to an endpoint once.
type cut struct {
	next     http.RoundTripper
	endpoint string
	failed   atomic.Bool
}

func (c *cut) RoundTrip(r *http.Request) (*http.Response, error) {
	if strings.HasSuffix(r.URL.Path, c.endpoint) && !c.failed.Swap(true) {
		return nil, &net.OpError{Op: "dial", Net: "tcp", Err: errors.New("no route to host")}
	}
	return c.next.RoundTrip(r)
}

// TestRedemptionFails: when the browser is back and the tenant cannot be reached, the same can be tried again, and the
// way through the browser begins anew: nobody listens at the old address any more.
func TestRedemptionFails(t *testing.T) {
	for _, way := range []string{"action.retry", "browser.restart"} {
		h := inBrowser(t)
		say := h.app.Words().Say
		h.wire.next = &cut{next: h.wire.next, endpoint: "/token"}
		before := h.app.Step().(auth.OpenBrowser).URL
		h.play("web password@contoso.example Correct-Horse-1", "fail offline")
		h.mustNot(say("browser.open"))
		h.mustNot(say("browser.copy"))
		h.click(way)
		h.settle(way)
		open, asked := h.app.Step().(auth.OpenBrowser)
		switch {
		case way == "action.retry":
			h.loop.until(t, way, func() bool { return !h.app.Waiting() })
			if n := len(h.opened); n != 0 {
				t.Errorf("the browser was opened %d times more", n)
			}
		case !asked || open.URL == before || !h.app.Waiting():
			t.Fatalf("%s: the question is %v, waiting %v", way, h.describe(), h.app.Waiting())
		default:
			h.must(say("browser.open"))
			h.play("web password@contoso.example Correct-Horse-1")
			if h.address == before {
				t.Error("the browser was opened with the old address")
			}
		}
		h.play("ask SignedIn kept")
		h.end()
	}
}

// TestPasteIsBusy: while a pasted address is redeemed the screen is busy, takes no second one, and can be stopped.
func TestPasteIsBusy(t *testing.T) {
	h := inBrowser(t)
	held := h.wire.holds("/token", false)
	address := h.pasted("password@contoso.example", emulator.Password)
	field := first[*kit.Field](h.window)
	h.app.Window().Canvas().Focus(field.Target())
	h.fill(address)
	h.enter()
	await(t, "the request", func() bool { h.pump(); return len(held) > 0 })
	var busy bool
	for _, b := range all[*kit.Button](h.window) {
		busy = busy || b.Busy()
	}
	if !busy {
		t.Error("nothing on the screen is busy")
	}
	h.enter()
	h.wire.release()
	h.settle("signed in")
	h.play("ask SignedIn kept")
	if n := h.wire.count("/token"); n != 1 {
		t.Errorf("the code was redeemed %d times", n)
	}
}

// pasted is the address on which the browser ends when it cannot reach the App.
func (h *house) pasted(words ...string) string {
	h.t.Helper()
	web := h.web
	web.Deaf = true
	defer func() { web.Deaf = false }()
	if err := web.Visit(h.app.Step().(auth.OpenBrowser).CopyURL); err != nil {
		h.t.Fatal(err)
	}
	for _, w := range words {
		if err := web.Submit(w); err != nil {
			h.t.Fatal(err)
		}
	}
	return web.Last
}

// TestBrowserLeft: giving up, beginning anew and closing the window all end the wait, its goroutine and its port.
func TestBrowserLeft(t *testing.T) {
	for _, leave := range []func(*house){
		func(h *house) { h.click("browser.back"); h.settle("given up"); h.play("ask EnterUsername") },
		func(h *house) { app.Leave(h.app) },
		func(h *house) { h.end() },
	} {
		h := inBrowser(t)
		port := h.port()
		leave(h)
		h.crew.Wait()
		h.pump()
		h.mustBeFree(port)
		await(t, "the end of the listener", func() bool { return !strings.Contains(stacks(), "auth.(*leg)") })
		h.end()
	}
}

// stacks are those of all goroutines.
func stacks() string {
	b := make([]byte, 1<<20)
	return string(b[:runtime.Stack(b, true)])
}

// TestLateBrowser: a browser that comes back when the person has given up changes nothing.
func TestLateBrowser(t *testing.T) {
	h := inBrowser(t)
	address := h.app.Step().(auth.OpenBrowser).URL
	h.click("browser.back")
	h.settle("given up")
	_ = h.web.Visit(address) // the tenant answers, the App does not
	for _, w := range []string{"password@contoso.example", emulator.Password} {
		_ = h.web.Submit(w)
	}
	_ = h.web.Finish()
	h.crew.Wait()
	h.pump()
	h.play("ask EnterUsername")
	if n := h.wire.count("/token"); n != 0 {
		t.Errorf("a code was redeemed %d times", n)
	}
}

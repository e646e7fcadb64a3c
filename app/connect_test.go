package app_test

import (
	"errors"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"github.com/vestibule-app/vestibule/app"
	"github.com/vestibule-app/vestibule/auth"
	"github.com/vestibule-app/vestibule/auth/emulator"
	"github.com/vestibule-app/vestibule/auth/stories"
	"github.com/vestibule-app/vestibule/screens"
	"github.com/vestibule-app/vestibule/screens/kit"
)

// internet is a network with one tenant in it, a web site, and nothing else.
type internet struct{ tenant http.RoundTripper }

func (n internet) RoundTrip(r *http.Request) (*http.Response, error) {
	answer := func(status int, kind, body string) (*http.Response, error) {
		return &http.Response{StatusCode: status, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1, Header: http.Header{"Content-Type": {kind}},
			Body: io.NopCloser(strings.NewReader(body)), ContentLength: int64(len(body)), Request: r}, nil
	}
	switch r.URL.Host {
	case stories.Host:
		return n.tenant.RoundTrip(r)
	case "website.ciamlogin.com":
		return answer(http.StatusNotFound, "text/html", "<h1>no such page</h1>")
	case "nobody.ciamlogin.com":
		return answer(http.StatusBadRequest, "application/json", `{"error":"invalid_tenant","error_description":"AADSTS90002: Tenant not found.","error_codes":[90002]}`)
	}
	return nil, &net.OpError{Op: "dial", Net: "tcp", Err: errors.New("no route to host")}
}

// atStart is a window that knows no tenant yet.
func atStart(t *testing.T, change ...func(*house)) *house {
	t.Helper()
	return quiet(t, "", append([]func(*house){func(h *house) { h.wire.next = internet{h.wire.next} }}, change...)...)
}

// connect fills in the two fields and presses Enter.
func (h *house) connect(authority, client string) {
	h.t.Helper()
	fields := all[*kit.Field](h.window)
	if len(fields) != 2 {
		h.t.Fatalf("%d fields on the screen that reads %q", len(fields), h.text())
	}
	for i, text := range []string{authority, client} {
		h.app.Window().Canvas().Focus(fields[i].Target())
		h.fill(text)
	}
	h.enter()
	h.settle("connect " + authority)
}

// TestConnect walks through everything that can be wrong with a tenant, to one that is right; what is in the settings
// file stays, and the next start needs no question.
func TestConnect(t *testing.T) {
	h := atStart(t)
	h.config.Settings.Theme = "dark"
	file := h.config.Settings.File
	const mine = "# my own words\ntheme = \"dark\" # at night\n"
	if err := os.WriteFile(file, []byte(mine), 0o600); err != nil {
		t.Fatal(err)
	}
	say := h.app.Words().Say
	h.click("start.connect")
	fields := all[*kit.Field](h.window)
	authority, client := fields[0], fields[1]
	isFocused := func(what string, f *kit.Field) {
		t.Helper()
		if h.focused() != f.Target() {
			t.Errorf("%s: the focus is not where typing goes on, but on %T", what, h.focused())
		}
	}
	isFocused("empty", authority)
	h.enter()
	h.must(say(screens.ConnectMissingAuthority))
	isFocused("no tenant", authority)
	h.fill("contoso")
	h.enter()
	h.must(say(screens.ConnectMissingClientID))
	isFocused("no client ID", client)

	host := func(name string) screens.Params { return screens.Params{"Host": name + ".ciamlogin.com"} }
	for _, c := range []struct {
		authority, client string
		words             string
		wrong             *kit.Field
	}{
		{"contoso", "not-a-guid", say(screens.ConnectInvalidClientID), client},
		{"con toso", clientID, say(screens.ConnectInvalidAuthority), authority},
		{"https://user@contoso.example/x", clientID, say(screens.ConnectInvalidAuthority), authority},
		{"http://contoso.ciamlogin.com/contoso.onmicrosoft.com", clientID, say(screens.ConnectInsecureAuthority), authority},
		{"login.contoso.example", clientID, say(screens.ConnectNoTenant), authority},
		{"nobody", clientID, say(screens.ConnectNotATenant, host("nobody")), authority},
		{"website", clientID, h.app.Words().Failure(screens.Failure{Kind: auth.FailurePortal}, screens.Circumstance{Now: h.clock.Now()}), authority},
		{"nowhere", clientID, say(screens.ConnectUnreachable, host("nowhere")), authority},
	} {
		h.connect(c.authority, c.client)
		h.must(c.words)
		isFocused(c.authority+" "+c.client, c.wrong)
		if authority.Text() != c.authority || client.Text() != c.client {
			t.Errorf("what was typed became %q and %q", authority.Text(), client.Text())
		}
		if h.wire.count("/initiate") != 0 {
			t.Fatal("a sign-in was begun")
		}
		if b, err := os.ReadFile(file); err != nil || string(b) != mine {
			t.Fatalf("%s: the file is %q, %v", c.authority, b, err)
		}
	}

	held := h.wire.holds("/openid-configuration", false)
	h.app.Window().Canvas().Focus(authority.Target())
	h.fill("contoso")
	h.enter()
	<-held
	h.enter() // nothing more while it is under way
	if b, _ := os.ReadFile(file); string(b) != mine {
		t.Fatalf("the file is written before the tenant has answered: %q", b)
	}
	h.press(fyne.KeyEscape)
	h.settle("cancelled")
	if b, _ := os.ReadFile(file); string(b) != mine {
		t.Fatalf("the file is written although it was cancelled: %q", b)
	}
	h.wire.release()
	h.enter()
	h.settle("connected")
	h.play("ask EnterUsername")
	b, err := os.ReadFile(file)
	if err != nil || !strings.HasPrefix(string(b), mine) || !strings.Contains(string(b), "contoso") || !strings.Contains(string(b), clientID) {
		t.Fatalf("the file is %q, %v", b, err)
	}

	s, err := app.ReadSettings([]string{"--dir", h.config.Settings.Dir}, nil, io.Discard)
	if err != nil || s.Authority != "contoso" || s.ClientID != clientID || s.Theme != "dark" || s.Demo || s.Given {
		t.Fatalf("the next start reads %+v, %v", s, err)
	}
	s.Lang = "en"
	h.config.Settings = s
	h.reopen()
	if !slices.Equal(h.shown, []string{"splash", "username"}) {
		t.Errorf("the start showed %v", h.shown)
	}
	h.play("say username password@contoso.example", "ask EnterPassword", "say password "+emulator.Password, "ask SignedIn kept")
	h.reopen()
	h.play("ask SignedIn kept password@contoso.example")
	if !slices.Equal(h.shown, []string{"splash", "signedIn"}) {
		t.Errorf("the start showed %v", h.shown)
	}
}

// TestConnectUnwritable: a tenant that cannot be remembered is said so, and what was typed stays.
func TestConnectUnwritable(t *testing.T) {
	h := atStart(t, func(h *house) { h.config.Settings.File = filepath.Join(h.config.Settings.Dir, "vestibule.toml") })
	if err := os.Mkdir(h.config.Settings.File, 0o700); err != nil { // a folder in its place cannot be written by root either
		t.Fatal(err)
	}
	h.click("start.connect")
	h.connect("contoso", clientID)
	h.must(h.app.Words().Say(screens.ConnectSettingsUnwritable))
	if !holdsText(h.app.Screen().Content(), clientID) {
		t.Error("what was typed is gone")
	}
}

// TestConnectBrokenFile: a settings file that somebody has broken meanwhile is not written over.
func TestConnectBrokenFile(t *testing.T) {
	h := atStart(t)
	const broken = "theme = \"dark\nscopes = [\n"
	if err := os.WriteFile(h.config.Settings.File, []byte(broken), 0o600); err != nil {
		t.Fatal(err)
	}
	h.click("start.connect")
	h.connect("contoso", clientID)
	h.must(h.app.Words().Say(screens.ConnectSettingsUnwritable))
	if b, _ := os.ReadFile(h.config.Settings.File); string(b) != broken {
		t.Errorf("the file is %q", b)
	}
}

// TestSettingsThatAreNoTenant: settings that did not come through ReadSettings and name no tenant are asked for where
// they can be mended, with what they say; where they were given there is no way to another choice.
func TestSettingsThatAreNoTenant(t *testing.T) {
	for authority, words := range map[string]string{
		"con toso":               screens.ConnectInvalidAuthority,
		"http://contoso.example": screens.ConnectInsecureAuthority,
	} {
		for _, given := range []bool{true, false} {
			h := quiet(t, clientID, func(h *house) { h.config.Settings.Authority, h.config.Settings.Given = authority, given })
			h.settle("start")
			fields := all[*kit.Field](h.window)
			if len(fields) != 2 || fields[0].Text() != authority || fields[1].Text() != clientID {
				t.Fatalf("%q: the window reads %q", authority, h.text())
			}
			say := h.app.Words().Say
			h.must(say(words))
			if len(h.wire.sent) != 0 {
				t.Errorf("%q: asked %v", authority, h.wire.sent)
			}
			if back := h.reads(say("action.back")); back == given {
				t.Errorf("%q, given %v: a way back: %v", authority, given, back)
			}
			h.press(fyne.KeyEscape)
			h.settle("esc")
			if choice := h.reads(say("start.demo")); choice == given {
				t.Errorf("%q, given %v: Esc leads to %q", authority, given, h.text())
			}
			h.end()
		}
	}
}

// forked is a network in which the emulated tenant of a test answers beside the demo's.
type forked struct{ tenant http.RoundTripper }

func (f forked) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.URL.Host == stories.Host {
		return f.tenant.RoundTrip(r)
	}
	return http.DefaultTransport.RoundTrip(r)
}

// TestGivenStays: with a tenant by flag or environment no way leads to the choice of another, not even out of a demo
// that was asked for too.
func TestGivenStays(t *testing.T) {
	h := quiet(t, emulator.ClientPassword, func(h *house) {
		h.wire.next = forked{h.wire.next}
		h.config.Settings.Demo = true
	})
	h.settle("demo")
	say := h.app.Words().Say
	noChoice := func(what string) {
		t.Helper()
		h.settle(what)
		if h.reads(say("start.demo")) || h.reads(say("start.connect")) || h.reads(say("connect.title")) {
			t.Fatalf("%s: the window reads %q", what, h.text())
		}
	}
	h.must(say("demo.ribbon"))
	h.press(fyne.KeyEscape)
	noChoice("esc in the demo")
	h.click("demo.leave")
	noChoice("out of the demo")
	h.mustNot(say("demo.ribbon"))
	h.play("ask EnterUsername")
	h.must(stories.Host)
	h.mustNot(say("action.back"))
	h.press(fyne.KeyEscape)
	noChoice("esc")
	h.play("say username password@contoso.example", "ask EnterPassword")
	for range 3 {
		h.press(fyne.KeyEscape)
		noChoice("esc from the password")
	}
	h.play("weather offline")
	h.enter()
	noChoice("a failure")
	h.press(fyne.KeyEscape)
	noChoice("esc from a failure")
	h.play("weather none")
	h.signIn("password@contoso.example")
	h.click("signed_in.other")
	h.settle("accounts")
	h.remove("password@contoso.example") // the only one
	noChoice("nobody is known")
	h.play("ask EnterUsername")
	h.press(fyne.KeyEscape)
	noChoice("esc with nobody known")
	if s, err := app.ReadSettings([]string{"--dir", h.config.Settings.Dir}, nil, io.Discard); err != nil || s.Authority != "" {
		t.Errorf("the file holds %+v, %v", s, err)
	}
}

// TestSettingsAreObeyed: language, theme and words are those of the settings.
func TestSettingsAreObeyed(t *testing.T) {
	h := quiet(t, emulator.ClientPassword, func(h *house) {
		h.config.Settings.Lang, h.config.Settings.Wording, h.config.Settings.Theme = "de", "neutral", "dark"
	})
	h.settle("start")
	h.must("Anmelden")
	h.play("say username nobody@contoso.example")
	h.must(h.app.Words().Say("problem.user_not_found.neutral"))
	page := kit.Color(h.app.Screen().Content(), kit.ColorCard)
	if int(page.R)+int(page.G)+int(page.B) > 300 {
		t.Errorf("the card is %v in the dark", page)
	}
}

package emulator_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"

	"github.com/vestibule-app/vestibule/auth/emulator"
)

// TestParity runs the same requests in process and over a port: status, headers and body must be alike.
func TestParity(t *testing.T) {
	tenant := newTenant()
	tenant.Base = "http://tenant.example" // the same at both
	base := serve(t, tenant)
	port := &http.Client{Transport: &http.Transport{DisableKeepAlives: true, DisableCompression: true}, CheckRedirect: stay}
	inside := &http.Client{Transport: tenant.Transport(), CheckRedirect: stay}

	type attempt struct{ method, path, body string }
	tenantPath := "/" + emulator.TenantName
	for _, a := range []attempt{
		{"POST", tenantPath + "/oauth2/v2.0/initiate", "client_id=x"},
		{"POST", tenantPath + "/oauth2/v2.0/initiate", strings.Repeat("x", 70<<10)},
		{"GET", tenantPath + "/oauth2/v2.0/token", ""},
		{"GET", tenantPath + "/v2.0/.well-known/openid-configuration", ""},
		{"HEAD", tenantPath + "/v2.0/.well-known/openid-configuration", ""},
		{"GET", tenantPath + "/discovery/v2.0/keys", ""},
		{"GET", tenantPath + "/oauth2/v2.0/authorize?client_id=x", ""},
		{"GET", tenantPath + "/oauth2/v2.0/logout", ""},
		{"GET", "/elsewhere", ""},
		{"GET", "/_emulator/messages", ""},
		{"POST", "/_emulator/clock", `{"advance":"0s"}`},
		{"POST", "/_emulator/clock", `{}`},
	} {
		var got [2]*http.Response
		var bodies [2]string
		for i, client := range []*http.Client{port, inside} {
			req, err := http.NewRequest(a.method, base+a.path, strings.NewReader(a.body))
			if err != nil {
				t.Fatal(err)
			}
			req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
			req.Header.Set("client-request-id", correlation)
			resp, err := client.Do(req)
			if err != nil {
				t.Fatal(err)
			}
			raw, err := io.ReadAll(resp.Body)
			resp.Body.Close()
			if err != nil {
				t.Fatal(err)
			}
			got[i], bodies[i] = resp, strings.ReplaceAll(string(raw), resp.Header.Get("x-ms-request-id"), "TRACE")
		}
		name := a.method + " " + a.path
		if got[0].StatusCode != got[1].StatusCode || got[0].ContentLength != got[1].ContentLength || got[0].Proto != got[1].Proto {
			t.Errorf("%s: %d, %d bytes over a port; %d, %d bytes in process", name, got[0].StatusCode, got[0].ContentLength, got[1].StatusCode, got[1].ContentLength)
		}
		if bodies[0] != bodies[1] {
			t.Errorf("%s: the bodies differ:\n%s\n%s", name, bodies[0], bodies[1])
		}
		for _, r := range got {
			for _, varies := range []string{"X-Ms-Request-Id", "Set-Cookie", "Connection"} {
				r.Header.Del(varies)
			}
			if strings.HasPrefix(a.path, "/_emulator") || a.path == "/elsewhere" {
				r.Header.Del("Date")
			}
		}
		for field := range got[0].Header {
			if got[0].Header.Get(field) != got[1].Header.Get(field) {
				t.Errorf("%s: %s: %q over a port, %q in process", name, field, got[0].Header.Get(field), got[1].Header.Get(field))
			}
		}
		if len(got[0].Header) != len(got[1].Header) {
			t.Errorf("%s: %v\n%v", name, got[0].Header, got[1].Header)
		}
	}
}

func stay(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }

func TestTransportSeesTheRequestAsOnTheWire(t *testing.T) {
	tenant := newTenant()
	body := &closer{Reader: strings.NewReader("client_id=x")}
	req, _ := http.NewRequest(http.MethodPost, authority+"/oauth2/v2.0/initiate?dc=test", body)
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	before := req.Header.Clone()
	resp, err := tenant.Transport().RoundTrip(req)
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	if !body.closed || resp.Request != req || len(before) != len(req.Header) {
		t.Error("RoundTrip must close the body and leave the request alone")
	}
	for _, address := range []string{"ftp://contoso.ciamlogin.com/", "/relative"} {
		req, _ := http.NewRequest(http.MethodGet, address, nil)
		if _, err := tenant.Transport().RoundTrip(req); err == nil {
			t.Errorf("%s is served", address)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	req, _ = http.NewRequestWithContext(ctx, http.MethodPost, authority+"/oauth2/v2.0/initiate", nil)
	if _, err := tenant.Transport().RoundTrip(req); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	if n := len(tenant.Requests()); n != 1 {
		t.Errorf("a cancelled request was served: %d in the ledger", n)
	}
	// A plain authority is served too, and discovery answers with what it was asked at.
	req, _ = http.NewRequest(http.MethodGet, "http://127.0.0.1:1/"+emulator.TenantID+"/v2.0/.well-known/openid-configuration", nil)
	r := call(t, tenant).do(req)
	if want := "http://127.0.0.1:1/" + emulator.TenantID + "/oauth2/v2.0/token"; r.text("token_endpoint") != want {
		t.Errorf("token_endpoint %q", r.text("token_endpoint"))
	}
}

type closer struct {
	io.Reader
	closed bool
}

func (c *closer) Close() error {
	c.closed = true
	return nil
}

func TestConcurrentUse(t *testing.T) {
	tenant := newTenant()
	tenant.CodeLimit = 1000
	tenant.OnMessage(func(emulator.Message) {})
	var all sync.WaitGroup
	for i := range 8 {
		all.Add(1)
		go func() {
			defer all.Done()
			c := call(t, tenant)
			for range 5 {
				if i%2 == 0 {
					token := c.signIn().text("refresh_token")
					c.ok(c.refresh(token))
					continue
				}
				c.challenged(emulator.ClientOTP, "otp@contoso.example")
				tenant.Messages("")
				tenant.Requests()
				tenant.Users()
			}
		}()
	}
	all.Wait()
	if got := len(tenant.Messages("")); got != 20 {
		t.Errorf("%d messages", got)
	}
}

func TestServeRefusesTheNetwork(t *testing.T) {
	l, err := net.Listen("tcp", "0.0.0.0:0")
	if err != nil {
		t.Skip("no wildcard address here")
	}
	if err := newTenant().Serve(context.Background(), l); err == nil {
		t.Error("serves on all interfaces")
	}
	if l.Close() == nil {
		t.Error("the listener is left open")
	}
}

func TestLogHoldsNoSecrets(t *testing.T) {
	var out bytes.Buffer
	tenant := newTenant()
	tenant.Logger = slog.New(slog.NewTextHandler(&out, &slog.HandlerOptions{Level: slog.LevelDebug}))
	c := call(t, tenant)
	r := c.signIn()
	c.refresh(r.text("refresh_token"))
	token := c.challenged(emulator.ClientOTP, "otp@contoso.example")
	code := c.last("").Code
	c.code(emulator.ClientOTP, token, "oob", code)
	c.post("token", "client_id", emulator.ClientPassword, "grant_type", "Grant-Is-A-Password-1")
	if strings.Count(out.String(), "\n") < 8 || !strings.Contains(out.String(), correlation) {
		t.Errorf("the log is too short: %s", out.String())
	}
	for name, secret := range map[string]string{
		"password": emulator.Password, "code": code, "refresh token": r.text("refresh_token"), "access token": r.text("access_token"),
		"continuation token": token, "address": "contoso.example", "what is no grant": "Grant-Is-A-Password-1",
	} {
		if strings.Contains(out.String(), secret) {
			t.Errorf("the log holds the %s", name)
		}
	}
}

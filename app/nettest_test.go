package app_test

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/vestibule-app/vestibule/app"
	"github.com/vestibule-app/vestibule/screens"
)

var wall = time.Date(2026, 11, 22, 13, 37, 0, 0, time.UTC)

// tenantAt answers as a tenant does, at a time of its own.
func tenantAt(at time.Time) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Date", at.UTC().Format(http.TimeFormat))
		w.Header().Set("Content-Type", "application/json; charset=utf-8")
		_, _ = io.WriteString(w, "{}")
	}
}

// TestNetworkTest: what is wrong on the way to a tenant is marked at the place where it is wrong, and all before it is fine.
func TestNetworkTest(t *testing.T) {
	const fine, faulty, untested = screens.Fine, screens.Faulty, screens.Untested
	secure := httptest.NewUnstartedServer(tenantAt(wall))
	secure.Config.ErrorLog = log.New(io.Discard, "", 0)
	secure.StartTLS()
	defer secure.Close()
	trust := x509.NewCertPool()
	trust.AddCert(secure.Certificate())
	trusting := func() *http.Transport {
		return &http.Transport{TLSClientConfig: &tls.Config{RootCAs: trust, MinVersion: tls.VersionTLS12}}
	}
	serve := func(h http.HandlerFunc) string {
		s := httptest.NewServer(h)
		t.Cleanup(s.Close)
		return s.URL
	}
	gone, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	closed := "http://" + gone.Addr().String()
	_ = gone.Close()
	nameless := func() *http.Transport {
		dialer := &net.Dialer{Resolver: &net.Resolver{PreferGo: true, Dial: func(context.Context, string, string) (net.Conn, error) {
			return nil, errors.New("no name server")
		}}}
		return &http.Transport{DialContext: dialer.DialContext}
	}

	for _, c := range []struct {
		name      string
		transport *http.Transport
		address   string
		want      screens.NetworkTest
	}{
		{"well", trusting(), secure.URL, screens.NetworkTest{Proxy: fine, TCP: fine, TLS: fine, Version: tls.VersionTLS13, Issuer: "Acme Co", HTTP: fine, Status: 200, Clock: fine}},
		{"replaced certificate", &http.Transport{}, secure.URL, screens.NetworkTest{Proxy: fine, TCP: fine, TLS: faulty, Issuer: "Acme Co"}},
		{"no TLS", &http.Transport{}, strings.Replace(serve(tenantAt(wall)), "http:", "https:", 1), screens.NetworkTest{Proxy: fine, TCP: fine, TLS: faulty}},
		{"clock ahead", &http.Transport{}, serve(tenantAt(wall.Add(-7 * time.Minute))),
			screens.NetworkTest{Proxy: fine, TCP: fine, HTTP: fine, Status: 200, Clock: faulty, Skew: -7 * time.Minute}},
		{"clock a little behind", &http.Transport{}, serve(tenantAt(wall.Add(90 * time.Second))),
			screens.NetworkTest{Proxy: fine, TCP: fine, HTTP: fine, Status: 200, Clock: fine, Skew: 90 * time.Second}},
		{"web page", &http.Transport{}, serve(func(w http.ResponseWriter, _ *http.Request) {
			w.Header()["Date"] = nil
			w.Header().Set("Content-Type", "text/html")
		}), screens.NetworkTest{Proxy: fine, TCP: fine, HTTP: faulty, Status: 200}},
		{"sent elsewhere", &http.Transport{}, serve(func(w http.ResponseWriter, r *http.Request) {
			w.Header()["Date"] = nil
			http.Redirect(w, r, "http://127.0.0.1:1/", http.StatusFound)
		}), screens.NetworkTest{Proxy: fine, TCP: fine, HTTP: faulty, Status: 302}},
		{"nobody there", &http.Transport{}, closed, screens.NetworkTest{Proxy: fine, TCP: faulty}},
		{"nobody of that name", nameless(), "https://tenant.example/x", screens.NetworkTest{Proxy: fine, DNS: faulty, Name: "tenant.example", TCP: untested}},
	} {
		got := app.TestNetwork(t.Context(), c.transport, c.address, func() time.Time { return wall })
		if c.name == "nobody of that name" {
			got.TCP = untested // the dialer may say that it has not connected, too
		}
		if got != c.want {
			t.Errorf("%s:\n got %+v\nwant %+v", c.name, got, c.want)
		}
	}
}

// TestNetworkTestByProxy: a proxy is named without what it is called with, and what went wrong before it is its own.
func TestNetworkTestByProxy(t *testing.T) {
	proxy := httptest.NewServer(tenantAt(wall))
	defer proxy.Close()
	to, err := url.Parse(strings.Replace(proxy.URL, "http://", "http://anna:hunter2@", 1))
	if err != nil {
		t.Fatal(err)
	}
	transport := &http.Transport{Proxy: http.ProxyURL(to)}
	got := app.TestNetwork(t.Context(), transport, "http://tenant.example/x", func() time.Time { return wall })
	want := screens.NetworkTest{Proxy: screens.Fine, ProxyHost: to.Host, TCP: screens.Fine, HTTP: screens.Fine, Status: 200, Clock: screens.Fine}
	if got != want {
		t.Errorf("got %+v\nwant %+v", got, want)
	}
	if text := fmt.Sprintf("%+v %s", got, screens.Report{Network: got}.Text()); strings.Contains(text, "hunter2") || strings.Contains(text, "anna") {
		t.Errorf("the proxy's password is in %s", text)
	}
}

// TestNetworkTestEnds: a tenant that never answers is given up with the window.
func TestNetworkTestEnds(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	server := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		cancel()
		<-r.Context().Done()
	}))
	defer server.Close()
	got := app.TestNetwork(ctx, &http.Transport{}, server.URL, func() time.Time { return wall })
	if got.TCP != screens.Fine || got.HTTP != screens.Faulty || got.Status != 0 {
		t.Errorf("got %+v", got)
	}
}

package auth_test

import (
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"errors"
	"io"
	"log"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/vestibule-app/vestibule/auth"
	"github.com/vestibule-app/vestibule/auth/emulator"
)

// certificate makes one for 127.0.0.1, signed by itself.
func certificate(t *testing.T, change func(*x509.Certificate)) (tls.Certificate, *x509.CertPool) {
	t.Helper()
	c := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "test", Organization: []string{"Inspection Ltd"}}, NotBefore: time.Now().Add(-time.Hour),
		NotAfter: time.Now().Add(time.Hour), IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, IsCA: true, BasicConstraintsValid: true,
		KeyUsage: x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth}}
	if change != nil {
		change(c)
	}
	key := rsaKeys()[0]
	der, err := x509.CreateCertificate(rand.Reader, c, c, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	parsed, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	pool := x509.NewCertPool()
	pool.AddCert(parsed)
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}, pool
}

// Nothing is sent to a tenant whose certificate this computer does not trust.
func TestTLS(t *testing.T) {
	table := []struct {
		name    string
		change  func(*x509.Certificate)
		trusted bool
		server  func(*tls.Config)
		want    auth.FailureKind // "": the sign-in works
	}{
		{"good", nil, true, nil, ""},
		{"TLS 1.2", nil, true, func(c *tls.Config) { c.MaxVersion = tls.VersionTLS12 }, ""},
		{"unknown authority", nil, false, nil, auth.FailureTLS},
		{"expired", func(c *x509.Certificate) { c.NotAfter = time.Now().Add(-time.Minute) }, true, nil, auth.FailureClock},
		{"not yet", func(c *x509.Certificate) { c.NotBefore = time.Now().Add(time.Minute) }, true, nil, auth.FailureClock},
		{"other name", func(c *x509.Certificate) { c.IPAddresses = nil; c.DNSNames = []string{"evil.example"} }, true, nil, auth.FailureTLS},
		{"for clients", func(c *x509.Certificate) { c.ExtKeyUsage = []x509.ExtKeyUsage{x509.ExtKeyUsageClientAuth} }, true, nil, auth.FailureTLS},
		{"TLS 1.1", nil, true, func(c *tls.Config) { c.MinVersion, c.MaxVersion = tls.VersionTLS10, tls.VersionTLS11 }, auth.FailureTLS},
		{"wants a client certificate", nil, true, func(c *tls.Config) { c.ClientAuth = tls.RequireAnyClientCert; c.MaxVersion = tls.VersionTLS12 }, auth.FailureTLS},
	}
	for _, row := range table {
		t.Run(row.name, func(t *testing.T) {
			cert, pool := certificate(t, row.change)
			if !row.trusted {
				pool = x509.NewCertPool()
			}
			var reached atomic.Int32
			tenant := &emulator.Tenant{PasswordCost: 1}
			server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				reached.Add(1)
				tenant.ServeHTTP(w, r)
			}))
			server.Config.ErrorLog = log.New(io.Discard, "", 0)
			server.TLS = &tls.Config{Certificates: []tls.Certificate{cert}}
			if row.server != nil {
				row.server(server.TLS)
			}
			server.StartTLS()
			t.Cleanup(server.Close)
			transport := &http.Transport{TLSClientConfig: &tls.Config{RootCAs: pool, MinVersion: tls.VersionTLS12}}
			t.Cleanup(transport.CloseIdleConnections)
			client := mustClient(t, auth.Config{ClientID: emulator.ClientPassword, Authority: server.URL + "/" + emulator.TenantName, HTTP: &http.Client{Transport: transport}})
			f, _ := client.SignIn(auth.Hint{})
			_, err := f.Submit(t.Context(), auth.Username{Value: "password@contoso.example"})
			if kindIn(err) != row.want || (err == nil) != (row.want == "") {
				t.Errorf("%v", err)
			}
			var failed *auth.Error
			issuer := map[bool]string{false: "Inspection Ltd"}[row.trusted]
			if errors.As(err, &failed) && failed.Issuer != issuer {
				t.Errorf("the certificate is said to come from %q, want %q", failed.Issuer, issuer)
			}
			if (reached.Load() > 0) != (row.want == "") {
				t.Errorf("%d requests reached the tenant", reached.Load())
			}
		})
	}
	t.Run("no TLS at all", func(t *testing.T) {
		server := httptest.NewServer(&emulator.Tenant{})
		t.Cleanup(server.Close)
		client := mustClient(t, auth.Config{ClientID: emulator.ClientPassword, Authority: "https://" + server.Listener.Addr().String() + "/x"})
		if err := client.Prepare(t.Context()); kindIn(err) != auth.FailureTLS {
			t.Error(err)
		}
	})
	t.Run("default client", func(t *testing.T) {
		server := httptest.NewUnstartedServer(&emulator.Tenant{})
		server.Config.ErrorLog = log.New(io.Discard, "", 0)
		server.StartTLS()
		t.Cleanup(server.Close)
		client := mustClient(t, auth.Config{ClientID: emulator.ClientPassword, Authority: server.URL + "/x"})
		if err := client.Prepare(t.Context()); kindIn(err) != auth.FailureTLS {
			t.Error(err)
		}
	})
}

// The issuer of a certificate is a name of at most 80 bytes of text, whatever the certificate says.
func TestIssuerName(t *testing.T) {
	for want, name := range map[string]pkix.Name{
		"Corp":                        {CommonName: "Corp"},
		"Corp AG":                     {CommonName: "Corp", Organization: []string{"Corp AG", "Other"}},
		"Root":                        {CommonName: "Root", Organization: []string{""}},
		strings.Repeat("x", 80):       {CommonName: strings.Repeat("x", 5000)},
		strings.Repeat("ä", 39) + "x": {CommonName: strings.Repeat("ä", 39) + "xä"},
		"":                            {},
	} {
		if got := auth.IssuerName(&x509.Certificate{Issuer: name}); got != want {
			t.Errorf("%v is called %q, want %q", name, got, want)
		}
	}
}

// A proxy that wants a password first is a network that wants a sign-in.
func TestProxyWantsPassword(t *testing.T) {
	proxy := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Proxy-Authenticate", "Basic realm=x")
		w.WriteHeader(http.StatusProxyAuthRequired)
	}))
	t.Cleanup(proxy.Close)
	to, err := url.Parse(proxy.URL)
	if err != nil {
		t.Fatal(err)
	}
	client := mustClient(t, auth.Config{ClientID: emulator.ClientPassword, Authority: "contoso", HTTP: &http.Client{Transport: &http.Transport{Proxy: http.ProxyURL(to)}}})
	if err := client.Prepare(t.Context()); kindIn(err) != auth.FailurePortal {
		t.Error(err)
	}
}

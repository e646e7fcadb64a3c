package auth_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/vestibule-app/vestibule/auth"
	"github.com/vestibule-app/vestibule/auth/emulator"
)

// Both benchmarks send the same three forms to the same tenant; what lies between them is this package.

func mustURL(s string) *url.URL {
	u, err := url.Parse(s)
	if err != nil {
		panic(err)
	}
	return u
}

func benchTransports(b *testing.B, run func(b *testing.B, authority string, client *http.Client)) {
	b.Run("in process", func(b *testing.B) {
		tenant := &emulator.Tenant{PasswordCost: 1}
		run(b, "https://contoso.ciamlogin.com/"+emulator.TenantName, &http.Client{Transport: tenant.Transport()})
	})
	b.Run("loopback", func(b *testing.B) {
		server := httptest.NewServer(&emulator.Tenant{PasswordCost: 1})
		b.Cleanup(server.Close)
		run(b, server.URL+"/"+emulator.TenantName, &http.Client{Transport: &http.Transport{}})
	})
}

// BenchmarkPasswordSignIn is a whole sign-in: three posts, the ID token checked, the refresh token stored. The keys
// are there already, as they are when a person has typed an address and a password.
func BenchmarkPasswordSignIn(b *testing.B) {
	benchTransports(b, func(b *testing.B, authority string, client *http.Client) {
		c := mustClient(b, auth.Config{ClientID: emulator.ClientPassword, Authority: authority, HTTP: client})
		if err := c.Prepare(b.Context()); err != nil {
			b.Fatal(err)
		}
		b.ReportAllocs()
		for b.Loop() {
			f, _ := c.SignIn(auth.Hint{})
			for _, a := range []auth.Answer{auth.Username{Value: "password@contoso.example"}, auth.Password{Value: emulator.Password}} {
				if _, err := f.Submit(b.Context(), a); err != nil {
					b.Fatal(err)
				}
			}
			if _, ok := f.Step().(auth.SignedIn); !ok {
				b.Fatal(f.Step())
			}
		}
	})
}

// BenchmarkBarePosts is the same three posts with net/http alone, the bodies read and thrown away but for the
// continuation token.
func BenchmarkBarePosts(b *testing.B) {
	benchTransports(b, func(b *testing.B, authority string, client *http.Client) {
		post := func(endpoint string, form url.Values) string {
			form.Set("client_id", emulator.ClientPassword)
			req, err := http.NewRequestWithContext(b.Context(), http.MethodPost, authority+"/oauth2/v2.0/"+endpoint, strings.NewReader(form.Encode()))
			if err != nil {
				b.Fatal(err)
			}
			req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
			resp, err := client.Do(req)
			if err != nil {
				b.Fatal(err)
			}
			body, err := io.ReadAll(resp.Body)
			if err != nil || resp.StatusCode != http.StatusOK {
				b.Fatal(resp.Status, err)
			}
			_ = resp.Body.Close()
			_, rest, _ := strings.Cut(string(body), `"continuation_token":"`)
			token, _, _ := strings.Cut(rest, `"`)
			return token
		}
		b.ReportAllocs()
		for b.Loop() {
			token := post("initiate", url.Values{"username": {"password@contoso.example"}, "challenge_type": {"oob password redirect"},
				"capabilities": {"mfa_required registration_required"}})
			token = post("challenge", url.Values{"continuation_token": {token}, "challenge_type": {"oob password redirect"}})
			post("token", url.Values{"continuation_token": {token}, "grant_type": {"password"}, "password": {emulator.Password},
				"scope": {"openid profile offline_access"}, "client_info": {"1"}})
		}
	})
}

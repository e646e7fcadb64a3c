package emulator_test

import (
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/vestibule-app/vestibule/auth/emulator"
)

// FuzzForm throws bodies at every native endpoint: the tenant answers 200 or with a whole error, and issues nothing
// to anybody who has not proved who they are.
func FuzzForm(f *testing.F) {
	f.Add("client_id=" + emulator.ClientPassword + "&username=otp%40contoso.example&challenge_type=oob+redirect")
	f.Add("client_id=" + emulator.ClientMFA + "&continuation_token=x&grant_type=password&password=x&scope=openid")
	f.Add("client_id=" + emulator.ClientPassword + "&grant_type=refresh_token&refresh_token=1.x")
	f.Add("client_id=" + emulator.ClientPassword + "&grant_type=authorization_code&code=1.x&code_verifier=" + verifier + "&redirect_uri=http://localhost")
	f.Add("&=&%00=%ff&client_id=%zz;a=b")
	tenant := newTenant()
	transport := tenant.Transport()
	f.Fuzz(func(t *testing.T, body string) {
		for _, endpoint := range []string{"initiate", "challenge", "introspect", "token"} {
			req, err := http.NewRequest(http.MethodPost, authority+"/oauth2/v2.0/"+endpoint, strings.NewReader(body))
			if err != nil {
				t.Fatal(err)
			}
			req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
			resp, err := transport.RoundTrip(req)
			if err != nil {
				t.Fatal(err)
			}
			raw, _ := io.ReadAll(resp.Body)
			switch resp.StatusCode {
			case http.StatusOK:
				if strings.Contains(string(raw), "access_token") {
					t.Fatalf("tokens for %q", body)
				}
			case http.StatusBadRequest, http.StatusRequestEntityTooLarge:
				for _, field := range []string{`"error":`, `"error_description":`, `"correlation_id":`, `"trace_id":`, `"timestamp":`} {
					if !strings.Contains(string(raw), field) {
						t.Fatalf("%s is missing in %s", field, raw)
					}
				}
			default:
				t.Fatalf("%d for %q", resp.StatusCode, body)
			}
		}
	})
}

// FuzzAuthorize throws queries at the authorization endpoint: the browser is never sent anywhere but to localhost,
// and never with a code.
func FuzzAuthorize(f *testing.F) {
	f.Add(request().Encode())
	f.Add(request("response_mode", "form_post", "code_challenge", "x").Encode())
	f.Add(request("redirect_uri", "http://localhost@evil.example/").Encode())
	f.Add(request("redirect_uri", "http://localhost:1\\@evil.example", "prompt", "none").Encode())
	f.Add("%&=;a=b&a=c")
	transport := newTenant().Transport()
	f.Fuzz(func(t *testing.T, query string) {
		req := &http.Request{
			Method: http.MethodGet,
			URL:    &url.URL{Scheme: "https", Host: "contoso.ciamlogin.com", Path: "/" + emulator.TenantID + "/oauth2/v2.0/authorize", RawQuery: query},
		}
		resp, err := transport.RoundTrip(req)
		if err != nil {
			return // not a request that HTTP can carry
		}
		raw, _ := io.ReadAll(resp.Body)
		if to := resp.Header.Get("Location"); to != "" {
			u, err := url.Parse(to)
			if err != nil || u.Scheme != "http" || !strings.EqualFold(u.Hostname(), "localhost") || u.Query().Has("code") || !u.Query().Has("error") {
				t.Fatalf("%q leads to %q", query, to)
			}
			return
		}
		if resp.StatusCode != http.StatusOK && resp.StatusCode != http.StatusBadRequest {
			t.Fatalf("%d for %q", resp.StatusCode, query)
		}
		if strings.Count(strings.ToLower(string(raw)), "<script") != strings.Count(string(raw), `<script src="/_emulator/return.js" defer>`) {
			t.Fatalf("a script of somebody else: %s", raw)
		}
	})
}

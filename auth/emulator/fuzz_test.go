package emulator_test

import (
	"io"
	"net/http"
	"net/url"
	"slices"
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
	f.Add("client_id=" + emulator.ClientOTP + "&username=x%40y.example&challenge_type=oob+redirect&attributes=%7B%22displayName%22%3A%5B%5D%7D&password=x")
	f.Add("client_id=" + emulator.ClientMFA + "&continuation_token=x&grant_type=attributes&new_password=x&challenge_target=%2B1&challenge_type=oob")
	f.Add("?client_id =client_id=" + emulator.ClientMFA + "&&claims={}&capability=,")
	f.Add("&=&%00=%ff&client_id=%zz;a=b")
	tenant := newTenant()
	transport := tenant.Transport()
	f.Fuzz(func(t *testing.T, body string) {
		for _, endpoint := range []string{
			"oauth2/v2.0/initiate", "oauth2/v2.0/challenge", "oauth2/v2.0/introspect", "oauth2/v2.0/token",
			"signup/v1.0/start", "signup/v1.0/challenge", "signup/v1.0/continue",
			"resetpassword/v1.0/start", "resetpassword/v1.0/challenge", "resetpassword/v1.0/continue", "resetpassword/v1.0/submit",
			"resetpassword/v1.0/poll_completion", "register/v1.0/introspect", "register/v1.0/challenge", "register/v1.0/continue",
		} {
			req, err := http.NewRequest(http.MethodPost, authority+"/"+endpoint, strings.NewReader(body))
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

// FuzzAttributes throws values at a sign-up with attributes of every type: an account is made only with what its user
// flow allows, and the answer is never anything but an account, the attributes that are missing, or those that are wrong.
func FuzzAttributes(f *testing.F) {
	flow := []emulator.Attribute{
		{Name: "displayName", Required: true, MaxLength: 5},
		{Name: custom + "age", Type: emulator.TypeInteger},
		{Name: custom + "news", Type: emulator.TypeBoolean},
		{Name: custom + "colour", Input: emulator.InputRadio, Options: []string{"Red", "Green"}},
		{Name: custom + "sports", Input: emulator.InputCheckboxes, Options: []string{"Chess", "Go"}, Required: true, Round: 1},
		{Name: custom + "odd", Regex: "(?<!a)b"},
	}
	f.Add(`{"displayName":"Sam","` + custom + `sports":"Go,Chess","` + custom + `age":"7"}`)
	f.Add(`{"displayName":"\ud800","` + custom + `news":true}`)
	f.Add(`{"a":{"a":[null]},"displayName":""}`)
	f.Add(`[`)
	f.Add(`{} {}`)
	f.Fuzz(func(t *testing.T, raw string) {
		tenant := withFlow(flow...)
		tenant.OmitFinalToken = true
		k := call(t, tenant).talk(emulator.ClientOTP)
		for _, what := range []string{"signup/start", "signup/challenge", "signup oob"} {
			if r := k.make(what, stranger); !progress(r) {
				t.Fatal(r.raw)
			}
		}
		r := k.say("signup/v1.0/continue", "grant_type", "attributes", "attributes", raw)
		var made *emulator.User
		for _, u := range tenant.Users() {
			if u.Username == stranger {
				made = &u
			}
		}
		switch {
		case r.status == 200:
			if made == nil {
				t.Fatalf("%q makes nobody", raw)
			}
			sports := made.Attributes[custom+"sports"]
			if made.Attributes["displayName"] == "" || len([]rune(made.Attributes["displayName"])) > 5 ||
				!slices.Contains([]string{"Chess", "Go", "Chess,Go", "Go,Chess"}, sports) ||
				!slices.Contains([]string{"", "true", "false"}, made.Attributes[custom+"news"]) ||
				!slices.Contains([]string{"", "Red", "Green"}, made.Attributes[custom+"colour"]) || len(made.Attributes) > len(flow) {
				t.Fatalf("%q makes %+v", raw, made)
			}
		case made != nil || r.status != 400:
			t.Fatalf("%q: %d %s", raw, r.status, r.raw)
		case r.text("error") == "attributes_required" && asked(r) != "":
		case r.text("suberror") == "attribute_validation_failed" && invalid(r) != "":
		case r.text("error") == "invalid_request" && slices.Equal(r.codes(), []float64{90100}):
		default:
			t.Fatalf("%q: %s", raw, r.raw)
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

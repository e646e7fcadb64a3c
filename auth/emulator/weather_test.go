package emulator_test

import (
	"context"
	"errors"
	"net"
	"net/http"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/vestibule-app/vestibule/auth/emulator"
)

// run makes one kind of request, with everything it needs.
func run(c *caller, what string) result {
	c.t.Helper()
	const mfa = emulator.ClientMFA
	switch what {
	case "initiate":
		return c.post("initiate", "client_id", mfa, "username", "both@contoso.example", "challenge_type", allTypes)
	case "challenge":
		return c.post("challenge", "client_id", mfa, "continuation_token", "x")
	case "challenge id":
		return c.post("challenge", "client_id", mfa, "continuation_token", "x", "id", "y")
	case "introspect":
		return c.post("introspect", "client_id", mfa, "continuation_token", "x")
	case "refresh":
		return c.refresh("x", "scope", "openid")
	case "signup start":
		return c.form("signup/v1.0/start", "client_id", mfa, "username", "pat@contoso.example", "challenge_type", allTypes)
	case "signup start attributes":
		return c.form("signup/v1.0/start", "client_id", mfa, "username", "pat@contoso.example", "challenge_type", allTypes, "attributes", `{"displayName":"x"}`)
	case "reset start":
		return c.form("resetpassword/v1.0/start", "client_id", mfa, "username", "both@contoso.example", "challenge_type", allTypes)
	case "signup/challenge", "signup/continue", "resetpassword/challenge", "resetpassword/continue", "resetpassword/submit",
		"resetpassword/poll_completion", "register/introspect", "register/challenge", "register/continue":
		return c.form(strings.Replace(what, "/", "/v1.0/", 1), "client_id", mfa, "continuation_token", "x")
	}
	return c.post("token", "client_id", mfa, "grant_type", what, "continuation_token", "x", "password", "p", "oob", "1", "scope", "openid")
}

func TestWeatherMeetsWhatItShould(t *testing.T) {
	const begins, goesOn = "initiate,signup start,signup start attributes,reset start",
		"challenge,challenge id,introspect,password,oob,mfa_oob,continuation_token,signup/challenge,signup/continue,resetpassword/challenge," +
			"resetpassword/continue,resetpassword/submit,resetpassword/poll_completion,register/introspect,register/challenge,register/continue"
	all := strings.Split(begins+","+goesOn+",refresh", ",")
	tests := []struct {
		kind      emulator.Kind
		meets     string // names of all
		status    int
		code, sub string
		number    int
	}{
		{emulator.BrowserOnly, begins + "," + goesOn, 200, "", "", 0},
		{emulator.Throttled, strings.Join(all, ","), 429, "", "", 0},
		{emulator.NotFound, strings.Join(all, ","), 404, "", "", 0},
		{emulator.Garbage, strings.Join(all, ","), 200, "", "", 0},
		{emulator.ServerError, strings.Join(all, ","), 500, "server_error", "", 90033},
		{emulator.ExpiredToken, goesOn, 400, "expired_token", "", 552003},
		{emulator.TooManyCodes, "challenge,challenge id,signup/challenge,resetpassword/challenge,register/challenge", 400, "invalid_request", "", 701014},
		{emulator.MethodBlocked, "challenge id,register/challenge", 400, "access_denied", "provider_blocked_by_rep", 550024},
		{emulator.RegionBlocked, "challenge id,register/challenge", 400, "access_denied", "provider_blocked_by_admin", 0},
		{emulator.PhoneLimit, "challenge id,register/challenge", 400, "invalid_request", "", 50088},
		{emulator.Locked, "password", 400, "invalid_grant", "", 50053},
		{emulator.RiskyMethod, "challenge id,register/challenge", 200, "", "", 0},
		{emulator.UserExists, "signup start,signup start attributes,signup/continue", 400, "user_already_exists", "", 1003037},
		{emulator.BadAttributes, "signup start attributes", 400, "invalid_grant", "attribute_validation_failed", 0},
		{emulator.PolicyBlocked, "password,oob,mfa_oob,continuation_token", 400, "invalid_grant", "", 53003},
		{emulator.SessionExpired, "refresh", 400, "invalid_grant", "bad_token", 700082},
		{emulator.SessionMFA, "refresh", 400, "invalid_grant", "basic_action", 50076},
		{emulator.SessionLimit, "refresh", 400, "invalid_grant", "bad_token", 70043},
		{emulator.Clear, "", 0, "", "", 0},
	}
	for _, test := range tests {
		for _, what := range all {
			tenant := newTenant()
			c := call(t, tenant)
			usual := run(c, what)
			if err := tenant.Weather(emulator.Weather{Kind: test.kind, After: 1, Times: 1}); err != nil {
				t.Fatal(err)
			}
			before, met, after := run(c, what), run(c, what), run(c, what)
			alike := func(r result) bool { return r.status == usual.status && r.text("error") == usual.text("error") }
			if !alike(before) || !alike(after) {
				t.Errorf("%s, %s: after 1, times 1 does not hold", test.kind, what)
			}
			meets := false
			for _, m := range strings.Split(test.meets, ",") {
				meets = meets || m == what
			}
			if !meets {
				if !alike(met) {
					t.Errorf("%s meets %s", test.kind, what)
				}
				continue
			}
			switch test.kind {
			case emulator.BrowserOnly, emulator.RiskyMethod:
				wantRedirect(t, met)
			case emulator.Throttled, emulator.NotFound:
				if met.status != test.status || met.raw != "" {
					t.Errorf("%s: %d %q", test.kind, met.status, met.raw)
				}
			case emulator.Garbage:
				if met.status != 200 || !strings.HasPrefix(met.header.Get("Content-Type"), "text/html") {
					t.Errorf("%s: %d %q", test.kind, met.status, met.raw)
				}
			default:
				wantError(t, met, test.status, test.code, test.sub, test.number)
			}
		}
	}
}

func TestRetryAfter(t *testing.T) {
	for order, want := range map[int]string{0: "30", 7: "7", -1: ""} {
		tenant := newTenant()
		tenant.Weather(emulator.Weather{Kind: emulator.Throttled, RetryAfter: order})
		if got := run(call(t, tenant), "initiate").header.Get("Retry-After"); got != want {
			t.Errorf("%d: Retry-After %q", order, got)
		}
	}
}

func TestWeatherRefusesNonsense(t *testing.T) {
	tenant := newTenant()
	for _, w := range []emulator.Weather{{}, {Kind: "hail"}, {Kind: emulator.Slow, After: -1}, {Kind: emulator.Slow, Times: -1}, {Kind: emulator.Slow, Delay: -1}} {
		if tenant.Weather(w) == nil {
			t.Errorf("%+v is accepted", w)
		}
	}
}

func TestOffline(t *testing.T) {
	tenant := newTenant()
	tenant.Weather(emulator.Weather{Kind: emulator.Offline, Times: 1})
	c := call(t, tenant)
	_, err := c.client.PostForm(authority+"/oauth2/v2.0/initiate", nil)
	var op *net.OpError
	if !errors.As(err, &op) || op.Op != "dial" || !errors.Is(err, syscall.ECONNREFUSED) {
		t.Errorf("got %v", err)
	}
	if all := tenant.Requests(); len(all) != 1 || all[0].Status != 0 {
		t.Errorf("ledger %+v", all)
	}
	c.signIn()

	base := serve(t, tenant)
	tenant.Weather(emulator.Weather{Kind: emulator.Offline})
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	if resp, err := client.PostForm(base+"/"+emulator.TenantID+"/oauth2/v2.0/initiate", nil); err == nil {
		resp.Body.Close()
		t.Error("an answer while offline")
	}
	// The tools of /_emulator have no weather.
	resp, err := client.Get(base + "/_emulator/messages")
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
}

func TestSlow(t *testing.T) {
	tenant := newTenant()
	tenant.Weather(emulator.Weather{Kind: emulator.Slow, Delay: 20 * time.Millisecond})
	begun := time.Now()
	run(call(t, tenant), "initiate")
	if took := time.Since(begun); took < 20*time.Millisecond {
		t.Errorf("answered after %v", took)
	}

	tenant.Weather(emulator.Weather{Kind: emulator.Slow, Delay: time.Hour})
	ctx, cancel := context.WithCancel(context.Background())
	req, _ := http.NewRequestWithContext(ctx, http.MethodPost, authority+"/oauth2/v2.0/initiate", strings.NewReader(""))
	failed := make(chan error, 1)
	go func() {
		_, err := tenant.Transport().RoundTrip(req)
		failed <- err
	}()
	cancel()
	if err := <-failed; !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

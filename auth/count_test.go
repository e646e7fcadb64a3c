package auth_test

import (
	"net/http"
	"slices"
	"testing"

	"github.com/vestibule-app/vestibule/auth"
	"github.com/vestibule-app/vestibule/auth/emulator"
	"github.com/vestibule-app/vestibule/auth/vault"
)

// asked lists the endpoints of the requests of a method, in order.
func asked(tenant *emulator.Tenant, method string) []string {
	var list []string
	for _, r := range tenant.Requests() {
		if r.Method == method {
			req := &http.Request{}
			req.URL = mustURL(r.Path)
			list = append(list, endpointOf(req))
		}
	}
	return list
}

// A sign-in asks the tenant exactly what protocol-v1 section 7 says, over one connection, with or without Prepare.
func TestRequestCount(t *testing.T) {
	journeys := []struct {
		name, app string
		posts     []string
		play      func(*testing.T, *loopback, *auth.Flow) auth.Step
	}{
		{"password", "password", []string{"initiate", "challenge", "token"}, func(t *testing.T, _ *loopback, f *auth.Flow) auth.Step {
			return say(t, f, auth.Username{Value: "password@contoso.example"}, auth.Password{Value: emulator.Password})
		}},
		{"email code", "otp", []string{"initiate", "challenge", "token"}, func(t *testing.T, l *loopback, f *auth.Flow) auth.Step {
			say(t, f, auth.Username{Value: "otp@contoso.example"})
			return say(t, f, auth.Code{Value: newestCode(t, l.Tenant)})
		}},
		{"second factor, one method", "mfa", []string{"initiate", "challenge", "token", "introspect", "challenge", "token"},
			func(t *testing.T, l *loopback, f *auth.Flow) auth.Step {
				say(t, f, auth.Username{Value: "sms@contoso.example"}, auth.Password{Value: emulator.Password})
				return say(t, f, auth.Code{Value: newestCode(t, l.Tenant)})
			}},
		{"second factor, chosen", "mfa", []string{"initiate", "challenge", "token", "introspect", "challenge", "token"},
			func(t *testing.T, l *loopback, f *auth.Flow) auth.Step {
				choose := want[auth.ChooseMethod](t, say(t, f, auth.Username{Value: "both@contoso.example"}, auth.Password{Value: emulator.Password}))
				say(t, f, auth.Pick{MethodID: choose.Methods[1].ID})
				return say(t, f, auth.Code{Value: newestCode(t, l.Tenant)})
			}},
	}
	for _, j := range journeys {
		for _, prepare := range []bool{false, true} {
			name := j.name
			if prepare {
				name += ", prepared"
			}
			t.Run(name, func(t *testing.T) {
				l := serveTenant(t)
				cfg := l.config(j.app)
				cfg.Vault = vault.NewMemory()
				c := mustClient(t, cfg)
				if prepare {
					if err := c.Prepare(t.Context()); err != nil {
						t.Fatal(err)
					}
				}
				f, _ := c.SignIn(auth.Hint{})
				done := want[auth.SignedIn](t, j.play(t, l, f))
				if got := asked(l.Tenant, http.MethodPost); !slices.Equal(got, j.posts) {
					t.Errorf("posts: %v, want %v", got, j.posts)
				}
				if got := asked(l.Tenant, http.MethodGet); !slices.Equal(got, []string{"openid-configuration", "keys"}) {
					t.Errorf("gets: %v", got)
				}
				if n := l.connections(); n != 1 {
					t.Errorf("%d connections", n)
				}

				// A start with the kept session is one request more, with a client that knows nothing yet.
				again := mustClient(t, cfg)
				if _, err := again.Restore(t.Context(), done.Account); err != nil {
					t.Fatal(err)
				}
				if got := asked(l.Tenant, http.MethodPost); len(got) != len(j.posts)+1 || got[len(got)-1] != "token" {
					t.Errorf("posts with a restore: %v", got)
				}
				if n := l.connections(); n != 2 {
					t.Errorf("%d connections with a second client", n)
				}
			})
		}
	}
}

// Prepare and sign-in at the same time share what they fetch.
func TestPrepareOnce(t *testing.T) {
	l := serveTenant(t)
	c := mustClient(t, l.config("password"))
	done := make(chan error, 8)
	for range cap(done) {
		go func() { done <- c.Prepare(t.Context()) }()
	}
	signIn(t, c, "password@contoso.example")
	for range cap(done) {
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
	if got := asked(l.Tenant, http.MethodGet); !slices.Equal(got, []string{"openid-configuration", "keys"}) {
		t.Errorf("gets: %v", got)
	}
}

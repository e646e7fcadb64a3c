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

// counted is a journey and the requests that it is allowed.
type counted struct {
	name, app string
	posts     []string
	play      func(*testing.T, *loopback, *auth.Client) auth.Step
	set       func(*auth.Config, *emulator.Tenant)
}

// startedWith is the flow of a scenario with its first answers given.
func startedWith(t *testing.T, begin func(auth.Hint) (*auth.Flow, auth.Step), answers ...auth.Answer) *auth.Flow {
	t.Helper()
	f, _ := begin(auth.Hint{})
	t.Cleanup(f.Close)
	say(t, f, answers...)
	return f
}

const (
	countedAddress  = "ada@contoso.example"
	countedPassword = "Rhubarb-Pie-42"
)

var countedAttributes = map[string]string{"displayName": "Ada Lovelace", emulator.Membership: "AB1234"}

// upFront asks for everything before the first request.
func upFront(password bool, names ...string) func(*auth.Config, *emulator.Tenant) {
	return func(c *auth.Config, _ *emulator.Tenant) {
		c.SignUp = auth.SignUp{UpFront: true, Password: password}
		for _, name := range names {
			c.SignUp.Attributes = append(c.SignUp.Attributes, auth.Attribute{Name: name, Required: true})
		}
	}
}

// signUpAtOnce is a sign-up up front to its code and beyond.
func signUpAtOnce(t *testing.T, l *loopback, c *auth.Client) (*auth.Flow, auth.Step) {
	t.Helper()
	f := startedWith(t, c.SignUp, auth.Username{Value: countedAddress}, auth.NewPassword{Value: countedPassword}, auth.Attributes{Values: countedAttributes})
	return f, say(t, f, auth.Code{Value: newestCode(t, l.Tenant)})
}

// finishReset is a reset from its code on.
func finishReset(t *testing.T, l *loopback, f *auth.Flow) auth.Step {
	t.Helper()
	step := say(t, f, auth.Code{Value: newestCode(t, l.Tenant)}, auth.NewPassword{Value: countedPassword})
	if _, waiting := step.(auth.Waiting); waiting {
		step = say(t, f, auth.Wait{})
	}
	return step
}

var countedJourneys = []counted{
	{"password", "password", []string{"initiate", "challenge", "token"}, func(t *testing.T, _ *loopback, c *auth.Client) auth.Step {
		return say(t, startedWith(t, c.SignIn, auth.Username{Value: "password@contoso.example"}), auth.Password{Value: emulator.Password})
	}, nil},
	{"email code", "otp", []string{"initiate", "challenge", "token"}, func(t *testing.T, l *loopback, c *auth.Client) auth.Step {
		return say(t, startedWith(t, c.SignIn, auth.Username{Value: "otp@contoso.example"}), auth.Code{Value: newestCode(t, l.Tenant)})
	}, nil},
	{"second factor, one method", "mfa", []string{"initiate", "challenge", "token", "introspect", "challenge", "token"},
		func(t *testing.T, l *loopback, c *auth.Client) auth.Step {
			f := startedWith(t, c.SignIn, auth.Username{Value: "sms@contoso.example"}, auth.Password{Value: emulator.Password})
			return say(t, f, auth.Code{Value: newestCode(t, l.Tenant)})
		}, nil},
	{"second factor, chosen", "mfa", []string{"initiate", "challenge", "token", "introspect", "challenge", "token"},
		func(t *testing.T, l *loopback, c *auth.Client) auth.Step {
			f := startedWith(t, c.SignIn, auth.Username{Value: "both@contoso.example"})
			choose := want[auth.ChooseMethod](t, say(t, f, auth.Password{Value: emulator.Password}))
			say(t, f, auth.Pick{MethodID: choose.Methods[1].ID})
			return say(t, f, auth.Code{Value: newestCode(t, l.Tenant)})
		}, nil},

	{"sign-up up front", "password", []string{"start", "challenge", "continue", "token"}, func(t *testing.T, l *loopback, c *auth.Client) auth.Step {
		_, step := signUpAtOnce(t, l, c)
		return step
	}, upFront(true, "displayName")},
	{"sign-up step by step", "password", []string{"start", "challenge", "continue", "challenge", "continue", "continue", "token"},
		func(t *testing.T, l *loopback, c *auth.Client) auth.Step {
			f := startedWith(t, c.SignUp, auth.Username{Value: countedAddress})
			return say(t, f, auth.Code{Value: newestCode(t, l.Tenant)}, auth.NewPassword{Value: countedPassword}, auth.Attributes{Values: countedAttributes})
		}, nil},
	{"sign-up by code", "otp", []string{"start", "challenge", "continue", "continue", "token"}, func(t *testing.T, l *loopback, c *auth.Client) auth.Step {
		f := startedWith(t, c.SignUp, auth.Username{Value: countedAddress})
		return say(t, f, auth.Code{Value: newestCode(t, l.Tenant)}, auth.Attributes{Values: countedAttributes})
	}, nil},
	{"sign-up by code up front", "otp", []string{"start", "challenge", "continue", "token"}, func(t *testing.T, l *loopback, c *auth.Client) auth.Step {
		f := startedWith(t, c.SignUp, auth.Username{Value: countedAddress}, auth.Attributes{Values: countedAttributes})
		return say(t, f, auth.Code{Value: newestCode(t, l.Tenant)})
	}, upFront(false, "displayName", emulator.Membership)},

	{"reset", "password", []string{"start", "challenge", "continue", "submit", "poll_completion", "token"}, func(t *testing.T, l *loopback, c *auth.Client) auth.Step {
		return finishReset(t, l, startedWith(t, c.ResetPassword, auth.Username{Value: "password@contoso.example"}))
	}, nil},
	{"reset, three polls", "password", []string{"start", "challenge", "continue", "submit", "poll_completion", "poll_completion", "poll_completion", "token"},
		func(t *testing.T, l *loopback, c *auth.Client) auth.Step {
			return finishReset(t, l, startedWith(t, c.ResetPassword, auth.Username{Value: "password@contoso.example"}))
		}, func(_ *auth.Config, tenant *emulator.Tenant) { tenant.PollsNotStarted, tenant.PollsInProgress = 1, 1 }},
	{"reset from the password", "password", []string{"initiate", "challenge", "start", "challenge", "continue", "submit", "poll_completion", "token"},
		func(t *testing.T, l *loopback, c *auth.Client) auth.Step {
			return finishReset(t, l, startedWith(t, c.SignIn, auth.Username{Value: "password@contoso.example"}, auth.Forgot{}))
		}, nil},
	{"reset that is demanded", "password", []string{"initiate", "challenge", "token", "start", "challenge", "continue", "submit", "poll_completion", "token"},
		func(t *testing.T, l *loopback, c *auth.Client) auth.Step {
			return finishReset(t, l, startedWith(t, c.SignIn, auth.Username{Value: "expired@contoso.example"}, auth.Password{Value: emulator.Password}))
		}, nil},

	{"registration", "mfa", []string{"initiate", "challenge", "token", "introspect", "challenge", "continue", "token"}, func(t *testing.T, l *loopback, c *auth.Client) auth.Step {
		f := startedWith(t, c.SignIn, auth.Username{Value: "new@contoso.example"}, auth.Password{Value: emulator.Password})
		say(t, f, auth.Register{MethodID: "sms", Target: "+15555550142"})
		return say(t, f, auth.Code{Value: newestCode(t, l.Tenant)})
	}, nil},
	{"registration, verified before", "mfa", []string{"start", "challenge", "continue", "token", "introspect", "challenge", "continue", "token"},
		func(t *testing.T, l *loopback, c *auth.Client) auth.Step {
			f, _ := signUpAtOnce(t, l, c)
			return say(t, f, auth.Register{MethodID: "email", Target: countedAddress})
		}, upFront(true, "displayName")},
}

// Every journey asks the tenant exactly what protocol-v1 section 7 says, over one connection, with or without Prepare.
func TestRequestCount(t *testing.T) {
	for _, j := range countedJourneys {
		for _, prepare := range []bool{false, true} {
			name := j.name
			if prepare {
				name += ", prepared"
			}
			t.Run(name, func(t *testing.T) {
				l := serveTenant(t)
				cfg := l.config(j.app)
				cfg.Vault, cfg.Sleep = vault.NewMemory(), l.clock.Sleep
				if j.set != nil {
					j.set(&cfg, l.Tenant)
				}
				c := mustClient(t, cfg)
				if prepare {
					if err := c.Prepare(t.Context()); err != nil {
						t.Fatal(err)
					}
				}
				done := want[auth.SignedIn](t, j.play(t, l, c))
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

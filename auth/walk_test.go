package auth_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net/http"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/vestibule-app/vestibule/auth"
	"github.com/vestibule-app/vestibule/auth/emulator"
)

// whim is anything that anybody may say to a question, sensible or not.
func whim(t *testing.T, r *rand.Rand, s *stubborn, step auth.Step, table map[string][]string) auth.Answer {
	t.Helper()
	answers := []auth.Answer{
		auth.Username{Value: s.username}, auth.Username{Value: "nobody@contoso.example"}, auth.Username{}, auth.Password{Value: "wrong"}, auth.Password{Value: s.password},
		auth.Code{Value: "00000000"}, auth.Code{Value: "1"}, auth.Resend{}, auth.Pick{MethodID: "none"}, auth.NewPassword{Value: "weak"}, auth.NewPassword{Value: s.want},
		auth.Attributes{}, auth.Attributes{Values: countedAttributes}, auth.Register{MethodID: "none"}, auth.Register{MethodID: "sms", Target: "+15555550199"},
		auth.Register{MethodID: "email", Target: s.username}, auth.Forgot{}, auth.Forgot{Username: s.username}, auth.Create{Username: s.username}, auth.Create{}, auth.Wait{},
		auth.UseBrowser{}, auth.BrowserReturned{Address: "http://localhost/?code=1"}, auth.Back{}, auth.Back{},
	}
	if len(s.p.tenant.Messages("")) > 0 {
		answers = append(answers, auth.Code{Value: newestCode(t, s.p.tenant)})
	}
	fits := table[reflect.TypeOf(step).Name()]
	for {
		a := answers[r.IntN(len(answers))]
		if slices.Contains(fits, reflect.TypeOf(a).Name()) || r.IntN(20) == 0 {
			return a
		}
	}
}

// Wherever whims, every weather, a network that breaks and time have led, whoever then answers sensibly is let in soon, and no answer
// sends more than one credential.
func TestWalks(t *testing.T) {
	people := []interrupted{
		{name: "password", app: "mfa", username: "both@contoso.example", begin: (*auth.Client).SignIn},
		{name: "code", app: "otp", username: "otp@contoso.example", begin: (*auth.Client).SignIn},
		{name: "registration", app: "mfa", username: "new@contoso.example", begin: (*auth.Client).SignIn},
		{name: "sign-up", app: "mfa", username: countedAddress, begin: (*auth.Client).SignUp},
		{name: "sign-up by code", app: "otp", username: countedAddress, begin: (*auth.Client).SignUp},
		{name: "sign-up up front", app: "password", username: countedAddress, begin: (*auth.Client).SignUp, upFront: []string{"displayName"}},
		{name: "reset", app: "password", username: "password@contoso.example", begin: (*auth.Client).ResetPassword},
		{name: "demanded", app: "password", username: "expired@contoso.example", begin: (*auth.Client).SignIn},
	}
	fits, met := table(t), map[string]bool{}
	for _, j := range people {
		for seed := range uint64(30) {
			t.Run(fmt.Sprintf("%s %d", j.name, seed), func(t *testing.T) { j.walk(t, rand.New(rand.NewPCG(seed, 0)), fits, met) })
		}
	}
	for step := range fits {
		if !met[step] {
			t.Errorf("no walk comes past %s", step)
		}
	}
}

func (j interrupted) walk(t *testing.T, r *rand.Rand, fits map[string][]string, met map[string]bool) {
	t.Helper()
	breaks, heard := false, false
	var giveUp context.CancelFunc
	p := startInProcess(t, j.app, func(c *auth.Config) {
		if j.upFront != nil {
			upFront(true, j.upFront...)(c, nil)
		}
		tenant := c.HTTP.Transport
		c.HTTP.Transport = trip(func(req *http.Request) (*http.Response, error) {
			if !breaks {
				return tenant.RoundTrip(req)
			}
			if heard {
				if resp, err := tenant.RoundTrip(req); err == nil {
					_ = resp.Body.Close()
				}
			}
			giveUp()
			return nil, req.Context().Err()
		})
	})
	p.tenant.CodeLimit, p.tenant.PollsInProgress = 1000, 2
	weather := func(w emulator.Weather) {
		if err := p.tenant.Weather(w); err != nil {
			t.Fatal(err)
		}
	}
	person := &stubborn{p: p, username: j.username, channel: j.channel, password: emulator.Password, other: countedPassword, want: countedPassword}
	flow, step := j.begin(p.client, auth.Hint{})
	defer flow.Close()
	var trail []string
	submit := func(a auth.Answer) {
		var ctx context.Context
		ctx, giveUp = context.WithCancel(t.Context())
		defer giveUp()
		p.wire.forget()
		got, err := flow.Submit(ctx, a)
		trail = append(trail, fmt.Sprintf("%s: %#v -> %s %v", shown(step), a, shown(got), err))
		credentials := 0
		for _, body := range p.wire.bodies {
			if credentialRE.MatchString(body) {
				credentials++
			}
		}
		if credentials > 1 || got == nil {
			t.Fatalf("%d credentials\n%s", credentials, strings.Join(trail, "\n"))
		}
		step = got
		met[reflect.TypeOf(step).Name()] = true
	}
	for range 12 {
		if _, done := step.(auth.SignedIn); done {
			return
		}
		breaks, heard = r.IntN(4) == 0, r.IntN(2) == 0
		if r.IntN(3) == 0 {
			weather(emulator.Weather{Kind: emulator.Kinds[r.IntN(len(emulator.Kinds))], After: r.IntN(3), Times: 1, Delay: 1})
		}
		p.clock.Advance(time.Duration(r.IntN(3)) * 2 * time.Minute)
		a := whim(t, r, person, step, fits)
		if np, ok := a.(auth.NewPassword); ok && np.Value == person.want && person.password != person.want {
			person.password, person.other = person.want, person.password // one of the two holds
		}
		if _, in := a.(auth.BrowserReturned); in {
			breaks = false
		}
		submit(a)
	}
	breaks = false
	weather(emulator.Weather{Kind: emulator.Clear})
	for range 30 {
		switch q := step.(type) {
		case auth.SignedIn:
			return
		case auth.OpenBrowser, auth.Ended:
			submit(auth.Back{})
			continue
		default:
			if problem := auth.ProblemOf(q); problem != nil && problem.RetryAt.After(p.clock.Now()) {
				p.clock.Advance(problem.RetryAt.Sub(p.clock.Now()))
			}
		}
		submit(person.reply(t, step))
	}
	t.Fatalf("nobody is let in\n%s", strings.Join(trail, "\n"))
}

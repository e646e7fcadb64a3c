package auth_test

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"github.com/vestibule-app/vestibule/auth"
	"github.com/vestibule-app/vestibule/auth/emulator"
)

// stubborn is a person who answers whatever is asked until they are in.
type stubborn struct {
	p                 *inProcess
	username, channel string
	password          string // the one that is believed to hold
	other             string // the one that holds otherwise
	want              string // a new one
}

// reply is what a person of good will does next.
func (s *stubborn) reply(t *testing.T, step auth.Step) auth.Answer {
	t.Helper()
	switch q := step.(type) {
	case auth.EnterUsername:
		if codeIn(q) == auth.UserNotFound {
			return auth.Create{Username: s.username}
		}
		return auth.Username{Value: s.username}
	case auth.EnterPassword:
		if codeIn(q) == auth.WrongPassword {
			s.password, s.other = s.other, s.password
		}
		return auth.Password{Value: s.password}
	case auth.EnterNewPassword:
		if codeIn(q) == auth.PasswordRecentlyUsed { // it holds already
			s.want += "-Again"
		}
		s.password, s.other = s.want, s.password
		return auth.NewPassword{Value: s.want}
	case auth.EnterAttributes:
		return auth.Attributes{Values: countedAttributes}
	case auth.EnterCode:
		if codeIn(q) == auth.WrongCode {
			s.p.clock.Advance(max(0, q.ResendAt.Sub(s.p.clock.Now())))
			return auth.Resend{}
		}
		return auth.Code{Value: newestCode(t, s.p.tenant)}
	case auth.ChooseMethod:
		return auth.Pick{MethodID: q.Methods[0].ID}
	case auth.RegisterMethod:
		if s.channel == "email" {
			return auth.Register{MethodID: "email", Target: s.username}
		}
		return auth.Register{MethodID: "sms", Target: "+15555550142"}
	case auth.Waiting:
		return auth.Wait{}
	case auth.OpenBrowser, auth.SignedIn, auth.Ended:
	}
	t.Fatalf("nothing to say to %s", shown(step))
	return nil
}

// interrupted is a journey that is broken off at each of its exchanges.
type interrupted struct {
	name, app, username string
	begin               func(*auth.Client, auth.Hint) (*auth.Flow, auth.Step)
	channel             string
	upFront             []string
	forgot              bool // at the first question for a password
}

var interruptedJourneys = []interrupted{
	{name: "password", app: "password", username: "password@contoso.example", begin: (*auth.Client).SignIn},
	{name: "code", app: "otp", username: "otp@contoso.example", begin: (*auth.Client).SignIn},
	{name: "second factor", app: "mfa", username: "both@contoso.example", begin: (*auth.Client).SignIn},
	{name: "one method", app: "mfa", username: "sms@contoso.example", begin: (*auth.Client).SignIn},
	{name: "registration", app: "mfa", username: "new@contoso.example", begin: (*auth.Client).SignIn},
	{name: "sign-up", app: "password", username: countedAddress, begin: (*auth.Client).SignUp},
	{name: "sign-up by code", app: "otp", username: countedAddress, begin: (*auth.Client).SignUp},
	{name: "sign-up up front", app: "password", username: countedAddress, begin: (*auth.Client).SignUp, upFront: []string{"displayName"}},
	{name: "sign-up and registration", app: "mfa", username: countedAddress, begin: (*auth.Client).SignUp},
	{name: "sign-up, verified before", app: "mfa", username: countedAddress, begin: (*auth.Client).SignUp, channel: "email", upFront: []string{"displayName"}},
	{name: "reset", app: "password", username: "password@contoso.example", begin: (*auth.Client).ResetPassword},
	{name: "reset and second factor", app: "mfa", username: "both@contoso.example", begin: (*auth.Client).ResetPassword},
	{name: "reset that is demanded", app: "password", username: "expired@contoso.example", begin: (*auth.Client).SignIn},
	{name: "forgotten", app: "password", username: "password@contoso.example", begin: (*auth.Client).SignIn, forgot: true},
}

// The ways to go on after a failure.
var afterwards = map[string]func(auth.Step) auth.Answer{
	"again":  func(auth.Step) auth.Answer { return nil },
	"back":   func(auth.Step) auth.Answer { return auth.Back{} },
	"resend": func(s auth.Step) auth.Answer { return answerIf[auth.EnterCode](s, auth.Resend{}) },
	"forgot": func(s auth.Step) auth.Answer { return answerIf[auth.EnterPassword](s, auth.Forgot{}) },
}

func answerIf[S auth.Step](s auth.Step, a auth.Answer) auth.Answer {
	if _, ok := s.(S); ok {
		return a
	}
	return nil
}

// Whoever gives up waiting, at whatever exchange, whether the tenant has heard it or not, can go on: there is one
// failure, the question stands, nothing the person typed goes out by itself, and in the end they are signed in.
func TestInterruptedJourneys(t *testing.T) {
	for _, j := range interruptedJourneys {
		for how, next := range afterwards {
			for _, heard := range []bool{false, true} {
				for at := 1; ; at++ {
					broke := false
					name := fmt.Sprintf("%s, exchange %d, heard %v, then %s", j.name, at, heard, how)
					t.Run(name, func(t *testing.T) { broke = j.play(t, at, heard, next) })
					if !broke {
						break
					}
					if at > 40 {
						t.Fatalf("%s: it does not end", name)
					}
				}
			}
		}
	}
}

var credentialRE = regexp.MustCompile(`(?:^|[&_])(?:password|oob)=`) // new_password too

// play breaks off one exchange and reports whether the journey came that far.
func (j interrupted) play(t *testing.T, at int, heard bool, next func(auth.Step) auth.Answer) (broke bool) {
	t.Helper()
	var (
		requests    int
		credentials int
		giveUp      context.CancelFunc
		tenant      http.RoundTripper
	)
	p := startInProcess(t, j.app, func(c *auth.Config) {
		if j.upFront != nil {
			upFront(true, j.upFront...)(c, nil)
		}
		tenant = c.HTTP.Transport
		c.HTTP.Transport = trip(func(r *http.Request) (*http.Response, error) {
			requests++
			var body []byte
			if r.Body != nil {
				var err error
				if body, err = io.ReadAll(r.Body); err != nil {
					return nil, err
				}
			}
			if credentialRE.Match(body) {
				credentials++
			}
			r.Body = io.NopCloser(strings.NewReader(string(body)))
			if requests != at {
				return tenant.RoundTrip(r)
			}
			if heard {
				resp, err := tenant.RoundTrip(r)
				if err != nil {
					return nil, err
				}
				_ = resp.Body.Close()
			}
			broke = true
			giveUp()
			return nil, r.Context().Err()
		})
	})
	person := &stubborn{p: p, username: j.username, channel: j.channel, password: emulator.Password, other: countedPassword, want: countedPassword}
	flow, step := j.begin(p.client, auth.Hint{})
	defer flow.Close()
	failures, forgot := 0, j.forgot
	var trail []string
	var planned auth.Answer
	for range 40 {
		if _, done := step.(auth.SignedIn); done {
			if broke && failures == 0 {
				// A cancelled poll is no failure: asking again is what Wait is for.
				if !strings.Contains(strings.Join(trail, "\n"), "auth.Waiting") {
					t.Errorf("nobody was told\n%s", strings.Join(trail, "\n"))
				}
			}
			return broke
		}
		answer := planned
		planned = nil
		if answer == nil {
			if _, asked := step.(auth.EnterPassword); asked && forgot {
				answer, forgot = auth.Forgot{}, false
			} else {
				answer = person.reply(t, step)
			}
		}
		before := broke
		var ctx context.Context
		ctx, giveUp = context.WithCancel(t.Context())
		credentials = 0
		got, err := flow.Submit(ctx, answer)
		giveUp()
		trail = append(trail, fmt.Sprintf("%s: %T -> %s %v", shown(step), answer, shown(got), err))
		if credentials > 1 {
			t.Fatalf("%d credentials for one answer\n%s", credentials, strings.Join(trail, "\n"))
		}
		if err != nil {
			if failures++; failures > 1 || before || kindIn(err) != auth.FailureCancelled {
				t.Fatalf("a failure that nobody caused\n%s", strings.Join(trail, "\n"))
			}
			if fmt.Sprint(got) != fmt.Sprint(step) {
				t.Fatalf("the question became another\n%s", strings.Join(trail, "\n"))
			}
			planned = next(got)
			if _, code := planned.(auth.Resend); code {
				p.clock.Advance(got.(auth.EnterCode).ResendAt.Sub(p.clock.Now()))
			}
		}
		step = got
	}
	t.Fatalf("it does not end\n%s", strings.Join(trail, "\n"))
	return broke
}

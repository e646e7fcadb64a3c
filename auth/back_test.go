package auth_test

import (
	"net/http"
	"testing"
	"time"

	"github.com/vestibule-app/vestibule/auth"
	"github.com/vestibule-app/vestibule/auth/emulator"
)

// gone is an answer that nobody asks for twice by themselves.
func gone(endpoint string) func(*http.Request) *http.Response {
	return at(endpoint, http.StatusBadGateway, "", "Retry-After", "1")
}

// fails submits an answer that nobody answers sensibly.
func fails(t *testing.T, f *auth.Flow, a auth.Answer) {
	t.Helper()
	if step, err := f.Submit(t.Context(), a); kindIn(err) != auth.FailureServer {
		t.Fatalf("%s %v", shown(step), err)
	}
}

// Once the account exists, there is no way back into making it, and whoever turns back is told that it is there.
func TestBackFromAnAccountThatExists(t *testing.T) {
	p := startInProcess(t, "password", func(c *auth.Config) { c.SignUp.Password = true })
	f := startedWith(t, p.client.SignUp, auth.Username{Value: countedAddress})
	want[auth.EnterAttributes](t, say(t, f, auth.Code{Value: newestCode(t, p.tenant)}, auth.NewPassword{Value: countedPassword}))
	p.wire.meddle(gone("token"))
	fails(t, f, auth.Attributes{Values: countedAttributes})
	p.wire.meddle(nil)
	q := want[auth.EnterUsername](t, say(t, f, auth.Back{}))
	if q.Scenario != auth.ScenarioSignIn || q.Notice != auth.NoticeAccountCreated || q.Username != countedAddress {
		t.Errorf("%+v", q)
	}
	if q := want[auth.EnterUsername](t, say(t, f, auth.Back{})); q.Notice != "" {
		t.Errorf("it is said for ever: %+v", q)
	}
	want[auth.SignedIn](t, say(t, f, auth.Username{Value: countedAddress}, auth.Password{Value: countedPassword}))
}

// The same for a new password that holds.
func TestBackFromAPasswordThatHolds(t *testing.T) {
	p := startInProcess(t, "password")
	f := startedWith(t, p.client.ResetPassword, auth.Username{Value: "password@contoso.example"})
	say(t, f, auth.Code{Value: newestCode(t, p.tenant)})
	p.wire.meddle(gone("token"))
	fails(t, f, auth.NewPassword{Value: countedPassword})
	p.wire.meddle(nil)
	if q := want[auth.EnterUsername](t, say(t, f, auth.Back{})); q.Scenario != auth.ScenarioSignIn || q.Notice != auth.NoticePasswordChanged {
		t.Errorf("%+v", q)
	}
}

// Back from attributes that are asked for first asks for the password again, and then for the attributes again.
func TestBackFromAttributesUpFront(t *testing.T) {
	p := startInProcess(t, "password", func(c *auth.Config) { upFront(true, "displayName")(c, nil) })
	f := startedWith(t, p.client.SignUp, auth.Username{Value: countedAddress}, auth.NewPassword{Value: "Another-Pie-41"})
	want[auth.EnterNewPassword](t, say(t, f, auth.Back{}))
	want[auth.EnterAttributes](t, say(t, f, auth.NewPassword{Value: countedPassword}))
	if len(p.wire.requests) != 0 {
		t.Errorf("something was sent: %v", p.wire.requests)
	}
	say(t, f, auth.Attributes{Values: countedAttributes})
	want[auth.SignedIn](t, say(t, f, auth.Code{Value: newestCode(t, p.tenant)}))
	if form := mustForm(t, p.wire.bodies[0]); form.Get("password") != countedPassword {
		t.Error("the first password was sent")
	}
}

// A password that was typed first waits for the attributes and for nothing else.
func TestNewPasswordIsForgotten(t *testing.T) {
	for name, then := range map[string]func(*testing.T, *inProcess, *auth.Flow){
		"back":       func(t *testing.T, _ *inProcess, f *auth.Flow) { say(t, f, auth.Back{}) },
		"twice back": func(t *testing.T, _ *inProcess, f *auth.Flow) { say(t, f, auth.Back{}, auth.Back{}) },
		"browser":    func(t *testing.T, _ *inProcess, f *auth.Flow) { say(t, f, auth.UseBrowser{}) },
		"sent":       func(t *testing.T, _ *inProcess, f *auth.Flow) { say(t, f, auth.Attributes{Values: countedAttributes}) },
		"refused": func(t *testing.T, p *inProcess, f *auth.Flow) {
			p.wire.meddle(at("start", http.StatusBadRequest, coded("user_already_exists", "", 1003037, "")))
			say(t, f, auth.Attributes{Values: countedAttributes})
		},
		"too weak": func(t *testing.T, p *inProcess, f *auth.Flow) {
			p.wire.meddle(at("start", http.StatusBadRequest, coded("invalid_grant", "password_too_weak", 399246, "")))
			say(t, f, auth.Attributes{Values: countedAttributes})
		},
		"too many codes": func(t *testing.T, p *inProcess, f *auth.Flow) {
			p.wire.meddle(at("start", http.StatusBadRequest, coded("expired_token", "", 0, "")))
			say(t, f, auth.Attributes{Values: countedAttributes})
		},
	} {
		t.Run(name, func(t *testing.T) {
			p := startInProcess(t, "password", func(c *auth.Config) { upFront(true, "displayName")(c, nil) })
			f := startedWith(t, p.client.SignUp, auth.Username{Value: countedAddress}, auth.NewPassword{Value: countedPassword})
			if !auth.KeepsPassword(f) {
				t.Fatal("nobody holds it")
			}
			then(t, p, f)
			if auth.KeepsPassword(f) {
				t.Errorf("at %s it is still there", shown(f.Step()))
			}
		})
	}
}

// A reset that cannot begin leaves the question for the password as it was: what is left to do of an accepted password
// is done with the next, and what the reset left undone is not.
func TestForgotFails(t *testing.T) {
	t.Run("after the password", func(t *testing.T) {
		p := startInProcess(t, "mfa")
		f := startedWith(t, p.client.SignIn, auth.Username{Value: "sms@contoso.example"})
		p.wire.meddle(gone("introspect"))
		fails(t, f, auth.Password{Value: emulator.Password})
		p.wire.meddle(gone("start"))
		fails(t, f, auth.Forgot{})
		p.wire.meddle(nil)
		want[auth.EnterCode](t, say(t, f, auth.Password{Value: emulator.Password}))
		if n := p.wire.count("token"); n != 1 {
			t.Errorf("the password was sent %d times", n)
		}
	})
	t.Run("into the browser", func(t *testing.T) {
		p := startInProcess(t, "password")
		f := startedWith(t, p.client.SignIn, auth.Username{Value: "password@contoso.example"})
		p.wire.meddle(func(r *http.Request) *http.Response {
			switch endpointOf(r) {
			case "start":
				return answered(http.StatusOK, `{"challenge_type":"redirect"}`)
			case "openid-configuration":
				return answered(http.StatusBadGateway, "", "Retry-After", "1")
			}
			return nil
		})
		fails(t, f, auth.Forgot{})
		p.wire.meddle(nil)
		want[auth.SignedIn](t, say(t, f, auth.Password{Value: emulator.Password}))
	})
}

// A contact that was verified before and could not be registered is not registered in place of another one.
func TestAnotherContactAfterAFailure(t *testing.T) {
	p := startInProcess(t, "mfa", func(c *auth.Config) { upFront(true, "displayName")(c, nil) })
	f := startedWith(t, p.client.SignUp, auth.Username{Value: countedAddress}, auth.NewPassword{Value: countedPassword}, auth.Attributes{Values: countedAttributes})
	want[auth.RegisterMethod](t, say(t, f, auth.Code{Value: newestCode(t, p.tenant)}))
	p.wire.meddle(gone("continue"))
	fails(t, f, auth.Register{MethodID: "email", Target: countedAddress})
	p.wire.meddle(nil)
	if q := want[auth.EnterCode](t, say(t, f, auth.Register{MethodID: "sms", Target: "+15555550142"})); q.Channel != auth.ChannelSMS {
		t.Errorf("%+v", q)
	}
	want[auth.SignedIn](t, say(t, f, auth.Code{Value: newestCode(t, p.tenant)}))
	for _, u := range p.tenant.Users() {
		if u.Username == countedAddress && (len(u.StrongMethods) != 1 || u.StrongMethods[0].Channel != emulator.ChannelSMS) {
			t.Errorf("%+v", u.StrongMethods)
		}
	}
}

// A proof of the address that is demanded at the very first call goes on with the token that comes with it, and the
// password that is asked for afterwards ends the sign-up instead of starting another.
func TestProofAtTheStart(t *testing.T) {
	p := startInProcess(t, "password")
	f, _ := p.client.SignUp(auth.Hint{})
	defer f.Close()
	p.wire.meddle(at("start", http.StatusBadRequest, coded("verification_required", "", 0, "")))
	if step, err := f.Submit(t.Context(), auth.Username{Value: countedAddress}); kindIn(err) != auth.FailureGarbage {
		t.Errorf("without a token: %s %v", shown(step), err)
	}
	p.wire.meddle(func(r *http.Request) *http.Response {
		if endpointOf(r) != "start" {
			return nil
		}
		resp, err := p.wire.RoundTripper.RoundTrip(r)
		if err != nil {
			t.Error(err)
			return nil
		}
		resp.StatusCode = http.StatusBadRequest
		return prefixed(t, resp, `{"error":"verification_required",`)
	})
	say(t, f, auth.Username{Value: countedAddress})
	want[auth.EnterNewPassword](t, say(t, f, auth.Code{Value: newestCode(t, p.tenant)}))
	say(t, f, auth.NewPassword{Value: countedPassword})
	want[auth.SignedIn](t, say(t, f, auth.Attributes{Values: countedAttributes}))
	if n := p.wire.count("start"); n != 2 {
		t.Errorf("%d sign-ups were started", n)
	}
}

// A clock that is set back keeps nobody waiting.
func TestClockSetBack(t *testing.T) {
	p := startInProcess(t, "otp")
	f := startedWith(t, p.client.SignIn, auth.Username{Value: "otp@contoso.example"})
	p.clock.Advance(-24 * time.Hour)
	if q := want[auth.EnterCode](t, say(t, f, auth.Resend{})); q.Problem != nil || q.Sends != 2 {
		t.Errorf("%+v", q)
	}

	r := startInProcess(t, "password")
	r.tenant.PollsInProgress = 10_000
	f = startedWith(t, r.client.ResetPassword, auth.Username{Value: "password@contoso.example"})
	want[auth.Waiting](t, say(t, f, auth.Code{Value: newestCode(t, r.tenant)}, auth.NewPassword{Value: countedPassword}))
	r.clock.Advance(-24 * time.Hour)
	began := r.clock.Now()
	q := want[auth.EnterUsername](t, say(t, f, auth.Wait{}))
	if took := r.clock.Now().Sub(began); codeIn(q) != auth.ResetUnconfirmed || took > 6*time.Minute {
		t.Errorf("%s after %v", shown(q), took)
	}
}

// Nor does it keep a session from being renewed after the tenant had wanted to be left alone for a while.
func TestClockSetBackAfterThrottling(t *testing.T) {
	p := startInProcess(t, "password")
	a := signIn(t, p.client, "password@contoso.example").Account
	p.clock.Advance(2 * time.Hour)
	p.wire.meddle(at("token", http.StatusTooManyRequests, "", "Retry-After", "60"))
	if _, err := p.client.Token(t.Context(), a); kindIn(err) != auth.FailureServer {
		t.Fatal(err)
	}
	p.wire.meddle(nil)
	p.wire.forget()
	if _, err := p.client.Token(t.Context(), a); kindIn(err) != auth.FailureServer || p.wire.count("token") != 0 {
		t.Errorf("%v after %d requests", err, p.wire.count("token"))
	}
	p.clock.Advance(-30 * time.Minute)
	if _, err := p.client.Token(t.Context(), a); err != nil {
		t.Error(err)
	}
}

// A poll waits as long as the tenant wants, from the first answer on, but never beyond the five minutes.
func TestPollsComeNoSooner(t *testing.T) {
	for seconds, asked := range map[string]int{"40": 2, "3000": 1} {
		p := startInProcess(t, "password")
		f := startedWith(t, p.client.ResetPassword, auth.Username{Value: "password@contoso.example"})
		say(t, f, auth.Code{Value: newestCode(t, p.tenant)})
		p.wire.meddle(at("poll_completion", http.StatusTooManyRequests, "", "Retry-After", seconds))
		want[auth.Waiting](t, say(t, f, auth.NewPassword{Value: countedPassword}))
		p.wire.meddle(nil)
		began := p.clock.Now()
		step := say(t, f, auth.Wait{})
		took := p.clock.Now().Sub(began)
		if n := p.wire.count("poll_completion"); n != asked {
			t.Errorf("%s s: %d polls", seconds, n)
		}
		if _, in := step.(auth.SignedIn); in != (asked == 2) || !in && (codeIn(step) != auth.ResetUnconfirmed || took != 5*time.Minute) || in && took != 40*time.Second {
			t.Errorf("%s s: %s after %v", seconds, shown(step), took)
		}
	}
}

// A tenant that wants no more requests for a while gets none for another code either.
func TestResendWaitsForTheTenant(t *testing.T) {
	p := startInProcess(t, "otp")
	f := startedWith(t, p.client.SignIn, auth.Username{Value: "otp@contoso.example"})
	p.clock.Advance(5 * time.Minute)
	p.wire.meddle(at("challenge", http.StatusTooManyRequests, "", "Retry-After", "90"))
	q := want[auth.EnterCode](t, say(t, f, auth.Resend{}))
	if codeIn(q) != auth.Throttled || !q.ResendAt.Equal(p.clock.Now().Add(90*time.Second)) {
		t.Errorf("%+v", q)
	}
	p.wire.meddle(nil)
	if q := say(t, f, auth.Resend{}); codeIn(q) != auth.ResendTooEarly {
		t.Errorf("%s", shown(q))
	}
}

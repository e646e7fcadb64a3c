package auth_test

import (
	"context"
	"errors"
	"net/http"
	"sync"
	"testing"

	"github.com/vestibule-app/vestibule/auth"
	"github.com/vestibule-app/vestibule/auth/emulator"
)

// After an accepted credential the rest can fail. The same answer again finishes, and the credential is not sent twice.
func TestResume(t *testing.T) {
	ctx := t.Context()
	p := startInProcess(t, "mfa")
	f, _ := p.client.SignIn(auth.Hint{})
	defer f.Close()
	say(t, f, auth.Username{Value: "sms@contoso.example"})

	p.wire.meddle(at("introspect", http.StatusBadGateway, "", "Retry-After", "1"))
	if _, err := f.Submit(ctx, auth.Password{Value: emulator.Password}); kindIn(err) != auth.FailureServer {
		t.Fatal(err)
	}
	want[auth.EnterPassword](t, f.Step())
	p.wire.meddle(nil)
	code := want[auth.EnterCode](t, say(t, f, auth.Password{Value: emulator.Password}))
	if n := p.wire.count("token"); n != 1 {
		t.Errorf("the password was sent %d times", n)
	}

	p.wire.meddle(at("keys", http.StatusBadGateway, "", "Retry-After", "1"))
	secret := newestCode(t, p.tenant)
	if _, err := f.Submit(ctx, auth.Code{Value: secret}); kindIn(err) != auth.FailureServer {
		t.Fatal(err)
	}
	p.wire.meddle(nil)
	// "Send another code" finishes as well: the tenant would refuse to send one.
	p.clock.Advance(code.ResendAt.Sub(p.clock.Now()))
	want[auth.SignedIn](t, say(t, f, auth.Resend{}))
	if n := p.wire.count("token"); n != 2 {
		t.Errorf("%d token requests", n)
	}
}

// What is left to do of one question must not be done for another.
func TestResumeEndsWithItsQuestion(t *testing.T) {
	t.Run("browser", func(t *testing.T) {
		p := startInProcess(t, "browser")
		f, _ := p.client.SignIn(auth.Hint{})
		defer f.Close()
		p.wire.meddle(at("openid-configuration", http.StatusBadGateway, "", "Retry-After", "1"))
		if _, err := f.Submit(t.Context(), auth.Username{Value: "password@contoso.example"}); kindIn(err) != auth.FailureServer {
			t.Fatal(err)
		}
		p.wire.meddle(nil)
		open := want[auth.OpenBrowser](t, say(t, f, auth.UseBrowser{}))
		if open.Reason != auth.ReasonChosen {
			t.Error(open.Reason)
		}
		// A pasted address that is not ours is told, and does not open another leg.
		again := want[auth.OpenBrowser](t, say(t, f, auth.BrowserReturned{Address: "http://localhost:1/?code=1"}))
		if again.URL != open.URL || codeIn(again) != auth.AddressInvalid {
			t.Errorf("another leg was opened: %s", shown(again))
		}
	})
	t.Run("method", func(t *testing.T) {
		p := startInProcess(t, "mfa")
		f, _ := p.client.SignIn(auth.Hint{})
		defer f.Close()
		choose := want[auth.ChooseMethod](t, say(t, f, auth.Username{Value: "both@contoso.example"}, auth.Password{Value: emulator.Password}))
		p.wire.meddle(func(r *http.Request) *http.Response {
			switch endpointOf(r) {
			case "challenge":
				return answered(http.StatusOK, `{"challenge_type":"redirect"}`)
			case "openid-configuration":
				return answered(http.StatusBadGateway, "", "Retry-After", "1")
			}
			return nil
		})
		if _, err := f.Submit(t.Context(), auth.Pick{MethodID: choose.Methods[0].ID}); kindIn(err) != auth.FailureServer {
			t.Fatal(err)
		}
		p.wire.meddle(nil)
		want[auth.EnterCode](t, say(t, f, auth.Pick{MethodID: choose.Methods[1].ID}))
		want[auth.SignedIn](t, say(t, f, auth.Code{Value: newestCode(t, p.tenant)}))
	})
}

// A browser that cannot be reached leaves the native conversation as it was.
func TestBrowserFailureKeepsConversation(t *testing.T) {
	p := startInProcess(t, "password")
	f, _ := p.client.SignIn(auth.Hint{})
	defer f.Close()
	say(t, f, auth.Username{Value: "password@contoso.example"})
	p.wire.meddle(at("openid-configuration", http.StatusBadGateway, "", "Retry-After", "1"))
	if _, err := f.Submit(t.Context(), auth.UseBrowser{}); kindIn(err) != auth.FailureServer {
		t.Fatal(err)
	}
	p.wire.meddle(nil)
	want[auth.SignedIn](t, say(t, f, auth.Password{Value: emulator.Password}))
}

// One answer at a time; the second is told so at once and nothing is sent for it.
func TestBusy(t *testing.T) {
	p := startInProcess(t, "password")
	f, _ := p.client.SignIn(auth.Hint{})
	defer f.Close()
	reached, release := make(chan struct{}), make(chan struct{})
	p.wire.meddle(func(r *http.Request) *http.Response {
		if endpointOf(r) == "initiate" {
			close(reached)
			<-release
		}
		return nil
	})
	done := make(chan error)
	go func() {
		_, err := f.Submit(t.Context(), auth.Username{Value: "password@contoso.example"})
		done <- err
	}()
	<-reached
	for range 50 {
		if step, err := f.Submit(t.Context(), auth.Username{Value: "otp@contoso.example"}); !errors.Is(err, auth.ErrBusy) {
			t.Fatalf("%s %v", shown(step), err)
		}
	}
	close(release)
	if err := <-done; err != nil {
		t.Fatal(err)
	}
	if n := p.wire.count("initiate"); n != 1 {
		t.Errorf("%d requests", n)
	}
	if q := want[auth.EnterPassword](t, f.Step()); q.Username != "password@contoso.example" {
		t.Error(q.Username)
	}
}

// A closed conversation takes no answer, and the answer that was under way has no effect.
func TestClosed(t *testing.T) {
	p := startInProcess(t, "password")
	f, first := p.client.SignIn(auth.Hint{Username: "a@b.example"})
	f.Close()
	f.Close()
	if step, err := f.Submit(t.Context(), auth.Username{Value: "a@b.example"}); !errors.Is(err, auth.ErrClosed) || step != first {
		t.Errorf("%s %v", shown(step), err)
	}
	if len(p.wire.requests) != 0 {
		t.Error(p.wire.requests)
	}

	g, _ := p.client.SignIn(auth.Hint{})
	p.wire.meddle(func(r *http.Request) *http.Response {
		g.Close()
		return nil
	})
	step, err := g.Submit(t.Context(), auth.Username{Value: "password@contoso.example"})
	if !errors.Is(err, auth.ErrClosed) {
		t.Errorf("%s %v", shown(step), err)
	}
	want[auth.EnterUsername](t, g.Step())

	h, _ := p.client.SignIn(auth.Hint{})
	p.wire.meddle(nil)
	say(t, h, auth.Username{Value: "password@contoso.example"}, auth.Password{Value: emulator.Password})
	if _, err := h.Submit(t.Context(), auth.Back{}); !errors.Is(err, auth.ErrClosed) {
		t.Errorf("after the end: %v", err)
	}
}

// Close ends a Submit that waits for the browser, whatever its context says.
func TestCloseEndsWaiting(t *testing.T) {
	p := startInProcess(t, "password")
	f, _ := p.client.SignIn(auth.Hint{})
	say(t, f, auth.UseBrowser{})
	ctx := &watched{Context: context.Background(), asked: make(chan struct{})}
	done := make(chan error, 1)
	go func() {
		_, err := f.Submit(ctx, auth.BrowserReturned{})
		done <- err
	}()
	<-ctx.asked
	f.Close()
	if err := <-done; !errors.Is(err, auth.ErrClosed) {
		t.Error(err)
	}
}

// A password goes out byte for byte as it was typed, a name without the blanks around it.
func TestSentAsTyped(t *testing.T) {
	passwords := []string{" leading", "trailing ", "\ttab\n", "ünïcödé", "u\u0308 decomposed", "עברית", "👩‍👩‍👧", "a&b=c%20+d", "\x00\x01", `"\`, "\ufeffbom"}
	for _, password := range passwords {
		p := startInProcess(t, "password")
		f, _ := p.client.SignIn(auth.Hint{})
		say(t, f, auth.Username{Value: "  password@contoso.example\t"})
		q := want[auth.EnterPassword](t, say(t, f, auth.Password{Value: password}))
		if codeIn(q) != auth.WrongPassword || q.Username != "password@contoso.example" {
			t.Errorf("%q: %s", password, shown(q))
		}
		form := mustForm(t, p.wire.bodies[len(p.wire.bodies)-1])
		if form.Get("password") != password {
			t.Errorf("%q was sent as %q", password, form.Get("password"))
		}
	}
}

// watched tells when somebody first waits for it.
type watched struct {
	context.Context
	once  sync.Once
	asked chan struct{}
}

func (w *watched) Done() <-chan struct{} {
	w.once.Do(func() { close(w.asked) })
	return w.Context.Done()
}

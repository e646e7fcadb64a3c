package app_test

import (
	"os"
	"strings"
	"testing"

	"github.com/vestibule-app/vestibule/app"
	"github.com/vestibule-app/vestibule/auth"
	"github.com/vestibule-app/vestibule/auth/stories"
	"github.com/vestibule-app/vestibule/screens"
	"github.com/vestibule-app/vestibule/screens/kit"
)

// speak changes the language as the person does.
func (h *house) speak(tag string) {
	h.t.Helper()
	app.Asking(h.app).OnLanguage(tag)
	h.crewDone()
}

// crewDone waits for what runs beside the window.
func (h *house) crewDone() {
	h.t.Helper()
	h.crew.Wait()
	h.pump()
}

// The language changes under the person's hands: what was typed stays, the question stays, and the next start knows it.
func TestLanguageIsSwitchedAtRunTime(t *testing.T) {
	h := quiet(t, stories.ClientIDs["password"])
	h.settle("start")
	h.fill("ada@new.exam")
	h.speak("de")
	h.must(words(t, "de").Say("username.title"))
	h.mustNot(words(t, "en").Say("username.title"))
	if got := first[*kit.Field](h.window).Text(); got != "ada@new.exam" {
		t.Errorf("the field holds %q", got)
	}
	h.fill("password@contoso.example")
	h.enter()
	h.settle("address")
	h.fill("half a pass")
	h.speak("ar")
	if _, ok := h.app.Step().(auth.EnterPassword); !ok || !h.app.Words().RTL() {
		t.Fatalf("the question is %T, in %s", h.app.Step(), h.app.Words().Tag())
	}
	h.must(words(t, "ar").Say("password.title"))
	if got := first[*kit.PasswordField](h.window).Text(); got != "half a pass" {
		t.Errorf("the password holds %q", got)
	}
	h.fill("Correct-Horse-1")
	h.enter()
	h.settle("password")
	if _, ok := h.app.Step().(auth.SignedIn); !ok {
		t.Fatalf("the question is %T", h.app.Step())
	}
	h.speak("en")
	h.must(words(t, "en").Say("signed_in.sign_out"))
	h.speak("de")
	text, err := os.ReadFile(h.config.Settings.File)
	if err != nil || !strings.Contains(string(text), `lang = 'de'`) {
		t.Errorf("the settings hold %q: %v", text, err)
	}
}

// The choice of a phone, the form of a tenant and the list of accounts survive a change of language.
func TestLanguageKeepsEveryField(t *testing.T) {
	h := quiet(t, stories.ClientIDs["mfa"])
	h.settle("start")
	h.play("say username new@contoso.example", "say password Correct-Horse-1", "ask RegisterMethod")
	first[*kit.Options](h.window).Choose(1)
	first[*kit.Options](h.window).OnChanged()
	first[*kit.Chooser](h.window).Choose("DE")
	number := all[*kit.Field](h.window)
	number[len(number)-1].SetText("1512 3456")
	h.speak("de")
	if got := first[*kit.Options](h.window).Chosen(); len(got) != 1 || got[0] != 1 {
		t.Errorf("the method is %v", got)
	}
	if got := first[*kit.Chooser](h.window).Chosen(); got != "DE" {
		t.Errorf("the country is %q", got)
	}
	number = all[*kit.Field](h.window)
	if got := number[len(number)-1].Text(); strings.ReplaceAll(got, " ", "") != "15123456" {
		t.Errorf("the number is %q", got)
	}

	c := quiet(t, "", func(h *house) { h.config.Settings.Given = false })
	c.settle("start")
	c.click("start.connect")
	c.settle("connect")
	c.fill("contoso")
	c.speak("de")
	if got := first[*kit.Field](c.window).Text(); got != "contoso" || c.kind() != "ConnectScreen" {
		t.Errorf("%s holds %q", c.kind(), got)
	}
	c.must(words(t, "de").Say("connect.title"))
}

// While an answer is under way the language stays: the person waits for this screen.
func TestLanguageWaitsForTheAnswer(t *testing.T) {
	h := quiet(t, stories.ClientIDs["password"])
	h.settle("start")
	arrived := h.wire.holds("initiate", false)
	h.fill("password@contoso.example")
	h.enter()
	<-arrived
	app.Asking(h.app).OnLanguage("de")
	if h.app.Words().Tag() != "en" {
		t.Errorf("it speaks %s", h.app.Words().Tag())
	}
	h.wire.release()
	h.settle("address")
	h.must(words(t, "en").Say("password.title"))
}

func words(t *testing.T, tag string) *screens.Words {
	t.Helper()
	w, err := screens.NewWords(tag)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

package screens_test

import (
	"fmt"
	"os"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"github.com/vestibule-app/vestibule/auth"
	"github.com/vestibule-app/vestibule/screens"
	"github.com/vestibule-app/vestibule/screens/kit"
	"github.com/vestibule-app/vestibule/screens/kit/kittest"
)

func TestMain(m *testing.M) {
	os.Setenv("LANG", "en_US.UTF-8") // Fyne reads it when an app starts
	os.Exit(m.Run())
}

// noon is the time on the wall in every test.
var noon = time.Date(2026, 11, 22, 14, 37, 0, 0, time.FixedZone("CET", 3600))

// person is on the other side of a screen: what was answered, copied, opened and called off.
type person struct {
	now      time.Time
	answers  []auth.Answer
	copied   []string
	opened   []string
	calls    []string
	onAnswer func(auth.Answer)
}

func words(t testing.TB, tag string) *screens.Words {
	t.Helper()
	w, err := screens.NewWords(tag)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func asking(t testing.TB, tag string, p *person) screens.Asking {
	t.Helper()
	if p == nil {
		p = &person{}
	}
	if p.now.IsZero() {
		p.now = noon
	}
	call := func(name string) func() { return func() { p.calls = append(p.calls, name) } }
	return screens.Asking{
		Words: words(t, tag),
		Brand: screens.BrandOf(screens.Stock(), tag),
		Host:  "contoso.ciamlogin.com",
		Now:   func() time.Time { return p.now },
		Reply: func(a auth.Answer) {
			p.answers = append(p.answers, a)
			if p.onAnswer != nil {
				p.onAnswer(a)
			}
		},
		Cancel:     call("cancel"),
		Copy:       func(s string) { p.copied = append(p.copied, s) },
		OpenURL:    func(s string) { p.opened = append(p.opened, s) },
		CanLeave:   true,
		Leave:      call("leave"),
		Remember:   true,
		OnRemember: func(on bool) { p.calls = append(p.calls, fmt.Sprint("remember ", on)) },
		OnSignOut:  call("sign out"),
		OnAccounts: call("accounts"),
		OnTenant:   call("tenant"),
		OnRetry:    call("retry"),
	}
}

// newApp is an app for one test.
func newApp(t testing.TB) fyne.App {
	t.Helper()
	a := kittest.NewApp(t)
	a.Settings().AddListener(kit.ReleaseFonts)
	return a
}

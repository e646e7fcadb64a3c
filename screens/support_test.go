package screens_test

import (
	"crypto/tls"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"github.com/vestibule-app/vestibule/assets"
	"github.com/vestibule-app/vestibule/auth"
	"github.com/vestibule-app/vestibule/screens"
	"github.com/vestibule-app/vestibule/screens/kit"
)

var report = screens.Report{
	At: noon, App: "0.1.0-dev", Fyne: "v2.8.1", Go: "go1.26.0", System: "linux/amd64", Host: "127.0.0.1:8400", Tenant: "contoso.onmicrosoft.com",
	Brand:   screens.BrandReport{Name: "بوابة الواحة", ID: "example.waha.services", Version: "2.0.0", SignedBy: "0123456789abcdef"},
	Trouble: screens.Trouble{Failure: auth.FailureTLS, CorrelationID: "f8a1c2d4-5b6e", AADSTS: 50126, At: noon.Add(-time.Minute)},
	Network: screens.NetworkTest{
		Proxy: screens.Fine, ProxyHost: "proxy.contoso.example:8080", DNS: screens.Fine, Name: "proxy.contoso.example", TCP: screens.Fine, TLS: screens.Faulty,
		Version: tls.VersionTLS12, Issuer: "Prüfstelle AG", HTTP: screens.Faulty, Status: 502, Clock: screens.Faulty, Skew: -7 * time.Minute,
	},
}

func TestReportText(t *testing.T) {
	want := `time: 2026-11-22T13:37:00Z
app: 0.1.0-dev
fyne: v2.8.1
go: go1.26.0
system: linux/amd64
brand: بوابة الواحة
brand_id: example.waha.services
brand_version: 2.0.0
brand_signed_by: 0123456789abcdef
host: 127.0.0.1:8400
tenant: contoso.onmicrosoft.com
failure: tls
correlation_id: f8a1c2d4-5b6e
aadsts: 50126
trouble_time: 2026-11-22T13:36:00Z
proxy: proxy.contoso.example:8080
dns: ok
dns_name: proxy.contoso.example
tcp: ok
tls: failed
tls_version: TLS 1.2
tls_issuer: Prüfstelle AG
http: failed
http_status: 502
clock_skew: -7m0s
`
	if got := report.Text(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if got := (screens.Report{At: noon}).Text(); got != "time: 2026-11-22T13:37:00Z\n" {
		t.Errorf("a report of nothing: %q", got)
	}
	direct := screens.Report{Network: screens.NetworkTest{Proxy: screens.Fine, Clock: screens.Fine}}
	if got := direct.Text(); got != "proxy: none\nclock_skew: 0s\n" {
		t.Errorf("%q", got)
	}
}

// fill puts a text into every text of a value, and fails for whatever could hold more than a text, a number or a time.
func fill(t *testing.T, v reflect.Value, text string) {
	t.Helper()
	for i := range v.NumField() {
		f, name := v.Field(i), v.Type().Field(i).Name
		switch f.Kind() {
		case reflect.String:
			f.SetString(text)
		case reflect.Int, reflect.Int64, reflect.Uint16:
		case reflect.Struct:
			if f.Type() != reflect.TypeFor[time.Time]() {
				fill(t, f, text)
			}
		default:
			t.Errorf("%s is a %s: what it holds is not bounded", name, f.Type())
		}
	}
}

// What looks like an address, a secret in a URL or a sentence does not get into a report, whichever part of it holds it.
func TestReportHoldsNoSecret(t *testing.T) {
	for _, canary := range []string{
		"anna.berger@contoso.example", "Correct Horse, 1!", "https://user:hunter2@host", "code=0.AXoA&state=x", "Bearer eyJhbGciOiJSUzI1NiJ9.e30=",
		"two\nlines", "\u202Eevil", "Anna Müller ✉ x@y", strings.Repeat("a", 200) + "@",
	} {
		var r screens.Report
		fill(t, reflect.ValueOf(&r).Elem(), canary)
		if text := r.Text(); strings.Contains(text, canary) || strings.ContainsAny(text, "@&=\u202E") || strings.Contains(text, "hunter2") || strings.Count(text, "\n") > 2 { // names in any script are those of the brand and of the issuer
			t.Errorf("%q is in the report: %q", canary, text)
		}
		// Nor is it on the card.
		s, _ := card(t, r)
		if s.says(canary) || s.says("@") {
			t.Errorf("%q is on the card", canary)
		}
	}
}

// called counts what a card sets off.
type called struct{ tests, closed int }

func card(t *testing.T, r screens.Report) (*stage, *called) {
	t.Helper()
	d := &called{}
	s := perform(t, func(a screens.Asking) screens.Screen {
		c := screens.Support(a, r, func() { d.tests++ }, func(string) {}, func() { d.closed++ })
		c.SetNetwork(r.Network)
		return c
	})
	return s, d
}

func TestSupportIsCopiedSavedAndClosedByKeyboard(t *testing.T) {
	s, d := card(t, report)
	s.press(fyne.KeyReturn)
	if !slices.Equal(s.copied, []string{report.Text()}) {
		t.Errorf("copied %q", s.copied)
	}
	s.mustSay("f8a1c2d4-5b6e")
	s.mustSay("AADSTS50126")
	s.mustSay("2026-11-22T13:36:00Z") // of the trouble
	var order []string
	for range 4 {
		if l, ok := s.window.Canvas().Focused().(interface{ Label() string }); ok {
			order = append(order, l.Label())
		}
		s.window.Canvas().FocusNext()
	}
	if want := []string{"Copied", "Save to a file", "Test again", "Back"}; !slices.Equal(order, want) {
		t.Errorf("Tab goes through %v, want %v", order, want)
	}
	s.press(fyne.KeyEscape)
	s.tap("Back")
	if d.closed != 2 {
		t.Errorf("closed %d times", d.closed)
	}
	s.answered()
}

func TestSupportSaves(t *testing.T) {
	var saved []string
	s := perform(t, func(a screens.Asking) screens.Screen {
		return screens.Support(a, report, nil, func(text string) { saved = append(saved, text) }, func() {})
	})
	if s.link("Test again") != nil {
		t.Error("a test of the way to no tenant")
	}
	s.tap("Save to a file")
	if !slices.Equal(saved, []string{report.Text()}) {
		t.Errorf("saved %q", saved)
	}
	c := s.screen.(*screens.SupportScreen)
	c.Saved("report.txt", "/home/anna/Downloads")
	s.mustSay("Saved as report.txt in /home/anna/Downloads.")
	c.NotSaved()
	s.mustSay("The file could not be saved.")
	if s.says("Saved as") {
		t.Error("it says both")
	}
}

// One test runs at a time, and what the last one found is gone while the next one runs.
func TestSupportTests(t *testing.T) {
	s, d := card(t, report)
	c := s.screen.(*screens.SupportScreen)
	c.Test()
	c.Test()
	s.tap("Test again")
	if d.tests != 1 {
		t.Errorf("%d tests at once", d.tests)
	}
	s.mustSay("Testing the network…")
	if s.says("A proxy is used") || strings.Contains(c.Report().Text(), "proxy") {
		t.Error("what the last test found is still there")
	}
	c.SetNetwork(report.Network)
	if s.says("Testing the network…") {
		t.Error("it tests on")
	}
	if c.Report().Text() != report.Text() {
		t.Errorf("the report is %q", c.Report().Text())
	}
	s.tap("Test again")
	if d.tests != 2 {
		t.Errorf("%d tests", d.tests)
	}
}

// Every finding is a sentence with a mark, for those who see it and for those who do not.
func TestSupportFindings(t *testing.T) {
	host := screens.Report{Host: "contoso.ciamlogin.com"}
	well := screens.NetworkTest{Proxy: screens.Fine, DNS: screens.Fine, Name: host.Host, TCP: screens.Fine, TLS: screens.Fine, Version: tls.VersionTLS13,
		Issuer: "DigiCert Inc", HTTP: screens.Fine, Status: 200, Clock: screens.Fine}
	for _, c := range []struct {
		change func(*screens.NetworkTest)
		want   []string // words, and whether that is fine
	}{
		{func(*screens.NetworkTest) {}, []string{"No proxy is used.: fine", "The name contoso.ciamlogin.com is known.: fine", "A connection can be made.: fine",
			"TLS 1.3, certificate from DigiCert Inc: fine", "answers as it should (status 200).: fine", "The clock of this computer is right.: fine"}},
		{func(n *screens.NetworkTest) { n.ProxyHost = "proxy.example:80" }, []string{"A proxy is used: proxy.example:80: fine"}},
		{func(n *screens.NetworkTest) { *n = screens.NetworkTest{DNS: screens.Faulty, Name: host.Host} }, []string{"does not know the name contoso.ciamlogin.com.: not fine"}},
		{func(n *screens.NetworkTest) { n.TCP = screens.Faulty }, []string{"No connection can be made.: not fine"}},
		{func(n *screens.NetworkTest) { n.TLS, n.Issuer = screens.Faulty, "Inspection Ltd" }, []string{"which is from Inspection Ltd. Your network may have replaced it.: not fine"}},
		{func(n *screens.NetworkTest) { n.TLS, n.Issuer = screens.Faulty, "" }, []string{"No secure connection can be made.: not fine"}},
		{func(n *screens.NetworkTest) { n.HTTP, n.Status = screens.Faulty, 503 }, []string{"does not answer as it should (status 503).: not fine"}},
		{func(n *screens.NetworkTest) { n.HTTP, n.Status = screens.Faulty, 0 }, []string{"contoso.ciamlogin.com does not answer.: not fine"}},
		{func(n *screens.NetworkTest) { n.Clock, n.Skew = screens.Faulty, 7*time.Minute }, []string{"about 7 minutes off."}},
	} {
		s, _ := card(t, host)
		n := well
		c.change(&n)
		s.screen.(*screens.SupportScreen).SetNetwork(n)
		said := objects[*kit.Checklist](s)[0].AccessibilityLabel()
		for _, want := range c.want {
			if !strings.Contains(said, want) {
				t.Errorf("%+v says %q, want %q", n, said, want)
			}
		}
	}
	s, _ := card(t, host)
	if said := objects[*kit.Checklist](s)[0].AccessibilityLabel(); said != "" {
		t.Errorf("nothing was found, and it says %q", said)
	}
}

// A report is for people who may read another language: its text is the same in all.
func TestReportTextIsTheSameInEveryLanguage(t *testing.T) {
	for _, tag := range assets.Languages() {
		s := perform(t, func(a screens.Asking) screens.Screen {
			a.Words = words(t, tag)
			c := screens.Support(a, report, func() {}, func(string) {}, func() {})
			c.SetNetwork(report.Network)
			return c
		})
		s.press(fyne.KeyReturn)
		if !slices.Equal(s.copied, []string{report.Text()}) {
			t.Errorf("%s: copied %q", tag, s.copied)
		}
	}
}

// F1 leads to the card from the field, from the links and from Details.
func TestSupportIsOneKeyAway(t *testing.T) {
	for _, step := range []auth.Step{
		auth.EnterUsername{}, auth.EnterPassword{Username: "a"}, emailCode, auth.ChooseMethod{Methods: []auth.Method{{ID: "1"}, {ID: "2"}}},
		auth.EnterNewPassword{}, auth.EnterAttributes{Attributes: []auth.Attribute{{Name: "city"}}}, auth.RegisterMethod{Methods: []auth.Method{{ID: "1", Channel: auth.ChannelSMS}}},
		auth.Waiting{Until: noon.Add(time.Minute)}, auth.OpenBrowser{URL: "https://h/", Until: noon.Add(time.Minute)}, auth.SignedIn{}, auth.Ended{Problem: &auth.Problem{Code: auth.Refused}},
	} {
		opened := 0
		s := perform(t, func(a screens.Asking) screens.Screen {
			a.OnSupport = func() { opened++ }
			return screens.For(step, a)
		})
		stops := 0
		for first := s.window.Canvas().Focused(); ; stops++ {
			s.press(fyne.KeyF1)
			s.window.Canvas().FocusNext()
			if s.window.Canvas().Focused() == first || stops > 20 {
				break
			}
		}
		if opened != stops+1 {
			t.Errorf("%T: opened %d times from %d places", step, opened, stops+1)
		}
		s.answered()
	}
	opened := 0
	s := perform(t, func(a screens.Asking) screens.Screen {
		a.OnSupport = func() { opened++ }
		return screens.For(auth.EnterPassword{Username: "a", Problem: &auth.Problem{Code: auth.WrongPassword, CorrelationID: "f8a1c2d4"}}, a)
	})
	s.tap("Details")
	s.tap("More for support")
	if opened != 1 {
		t.Error("Details do not lead there")
	}
}

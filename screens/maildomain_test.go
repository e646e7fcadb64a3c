package screens_test

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"github.com/vestibule-app/vestibule/assets/brand"
	"github.com/vestibule-app/vestibule/auth"
	"github.com/vestibule-app/vestibule/screens"
)

// A slip in a domain of the brand is asked about, whoever has mail there is not, and no other brand knows of it.
func TestTypoOfAnOwnDomain(t *testing.T) {
	p := &brand.Pack{MailDomains: []string{"aldermoor.example", "outlock.example", "aon.example", "small.com"}}
	for domain, want := range map[string]string{
		"aldermor.example": "aldermoor.example", "Aldermoor.exampel": "aldermoor.example", "aldermoor.example": "",
		"outlock.example": "", "outloc.example": "outlock.example",
		"aom.example": "", "aon.exampl": "aon.example", // a short name is like many, and its ending is not
		"smal.com": "small.com", "smail.com": "gmail.com", "small.com": "", // what everybody knows goes first
		"gmial.com": "gmail.com", "contoso.example": "",
	} {
		s := perform(t, func(a screens.Asking) screens.Screen {
			a.Brand = screens.BrandOf(p, "en")
			return screens.For(auth.EnterUsername{Scenario: auth.ScenarioSignUp}, a)
		})
		s.typed("a@" + domain)
		s.press(fyne.KeyReturn)
		if want == "" {
			s.answered(auth.Username{Value: "a@" + domain})
			continue
		}
		s.answered()
		s.mustSay("Did you mean " + want + "?")
		s.press(fyne.KeyReturn)
		s.answered(auth.Username{Value: "a@" + want})
	}
	for _, own := range p.MailDomains[:2] {
		if got := meant(t, own[1:]); got != "" {
			t.Errorf("without the brand %s is taken for %s", own[1:], got)
		}
	}
}

// A pack cannot have mail go to a look-alike of a well-known domain: it is told, and no screen takes it for a domain of the
// company.
func TestMimickedDomains(t *testing.T) {
	for _, hostile := range []string{
		"gmial.com", "gmai1.com", "gmail.co", "gmail.cm", "gmail.cc", "gmail.support", "gmail.co.uk", "gmail.com.br", "rnail.com", "hotrnail.com",
		"0utl00k.com", "out-look.com", "outlook.com.login.example", "mail.gmall.com", "yahoo.cl", "yahooo.com", "lcloud.com", "t0nline.de", "tonline.de",
		"rne.com", "protonmail.ch", "gnx.gmaill.com", "vveb.de", "g00glemail.com", "goog1email.com",
	} {
		p := &brand.Pack{MailDomains: []string{hostile}}
		found := screens.Imitations(p)
		if len(found) != 1 || found[0].Key != "offer.mail_domains" || found[0].Code != brand.MailDomainImitated || !strings.Contains(found[0].Text, hostile+" can be taken for "+found[0].Args["Other"]) {
			t.Errorf("%s: %v", hostile, found)
		}
		if own := screens.BrandOf(p, "en").MailDomains; len(own) > 0 {
			t.Errorf("screens take %s for one of the company", hostile)
		}
	}
	// These are companies, and what providers have themselves.
	honest := []string{
		"aldermoor.example", "mail.aldermoor.example", "aon.com", "ge.com", "gls.de", "small.com", "orange.com", "verizon.com", "bol.com", "web.com",
		"gmail.com", "de.outlook.com", "email.contoso.com", "mail.sap.com", "contoso.co.uk", "mailbox.com", "gmx.eu",
	}
	p := &brand.Pack{MailDomains: honest}
	if found := screens.Imitations(p); len(found) > 0 {
		t.Errorf("%v", found)
	}
	if own := screens.BrandOf(p, "en").MailDomains; !slices.Equal(own, honest) {
		t.Errorf("%v", own)
	}
}

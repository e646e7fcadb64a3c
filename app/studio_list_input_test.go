package app_test

import (
	"strings"
	"testing"
)

// TestStudioMailDomains: several domains are typed into one field, which is not disturbed while they are; a look-alike is
// told there, and an empty field is no value.
func TestStudioMailDomains(t *testing.T) {
	a := newAtelier(t, "vestibule")
	a.s.Go("journeys")
	const name = "Mail domains of the company"
	a.enter(name, "acme.example, mail.acme.example; acme-")
	if f := a.field(name); f.Text() != "acme.example, mail.acme.example; acme-" || !strings.Contains(f.Error(), "acme-") {
		t.Errorf("%q is told about %q", f.Error(), f.Text())
	}
	a.enter(name, "acme.example, mail.acme.example;")
	if f := a.field(name); f.Text() != "acme.example, mail.acme.example;" || f.Error() != "" {
		t.Errorf("%q is told about %q", f.Error(), f.Text())
	}
	if !strings.Contains(a.s.Text(), `mail_domains = ["acme.example", "mail.acme.example"]`) {
		t.Errorf("the text is\n%s", a.s.Text())
	}
	a.enter(name, "gmial.com")
	if f := a.field(name); !strings.Contains(f.Error(), "gmail.com") {
		t.Errorf("%q is told about %q", f.Error(), f.Text())
	}
	a.enter(name, "")
	if strings.Contains(a.s.Text(), "\nmail_domains") {
		t.Errorf("the text is\n%s", a.s.Text())
	}
}

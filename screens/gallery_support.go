package screens

import (
	"crypto/tls"
	"time"

	"github.com/vestibule-app/vestibule/auth"
)

// support shows what support asks for, before and after a look at the network.
func (g gallery) support() []Exhibit {
	report := Report{
		At: g.now, App: "0.1.0", Fyne: "v2.8.1", Go: "go1.26.0", System: "linux/amd64", Host: g.a.Host, Tenant: "contoso.onmicrosoft.com",
		Trouble: Trouble{Problem: auth.WrongPassword, CorrelationID: anExpert, AADSTS: 50126, At: g.now},
	}
	well := NetworkTest{
		Proxy: Fine, DNS: Fine, Name: g.a.Host, TCP: Fine, TLS: Fine, Version: tls.VersionTLS13, Issuer: "DigiCert Inc", HTTP: Fine, Status: 200, Clock: Fine,
	}
	late := well
	late.ProxyHost, late.Name, late.Clock, late.Skew = "proxy.contoso.example:8080", "proxy.contoso.example", Faulty, 7*time.Minute
	replaced := well
	replaced.TLS, replaced.Issuer, replaced.HTTP, replaced.Status, replaced.Clock = Faulty, "Contoso Network Inspection", Untested, 0, Untested
	shut := func() {
		if g.a.Leave != nil {
			g.a.Leave()
		}
	}
	card := func(r Report, then func(*SupportScreen)) func() Screen {
		return func() Screen {
			s := Support(g.a, r, func() {}, func(string) {}, shut)
			then(s)
			return s
		}
	}
	return []Exhibit{
		{"support", card(report, func(s *SupportScreen) { s.SetNetwork(well) })},
		{"support-testing", card(report, func(s *SupportScreen) { s.Test() })},
		{"support-clock", card(report, func(s *SupportScreen) { s.SetNetwork(late) })},
		{"support-certificate", card(report, func(s *SupportScreen) { s.SetNetwork(replaced) })},
		{"support-saved", card(report, func(s *SupportScreen) {
			s.SetNetwork(well)
			s.Saved("vestibule-support-20261122-143700.txt", "/home/anna/Downloads")
		})},
	}
}

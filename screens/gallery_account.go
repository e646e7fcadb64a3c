package screens

import (
	"time"

	"github.com/vestibule-app/vestibule/auth"
)

// This file holds the exhibits of a new account, a new password and a second step.

func (g gallery) newPassword() []Exhibit {
	ask := auth.EnterNewPassword{Scenario: auth.ScenarioSignUp, Username: anna}
	reset := auth.EnterNewPassword{Scenario: auth.ScenarioReset, Username: anna}
	banned := reset
	banned.Problem = g.problem(auth.PasswordBanned)
	typed := func(text string) func(Screen) {
		return func(s Screen) {
			if p, ok := s.(*freshPassword); ok {
				p.field.SetText(text)
				p.tick(text)
				p.grade(text)
			}
		}
	}
	return []Exhibit{
		g.asked("new-password", ask),
		g.asked("new-password-typed", ask, typed("Spring")),
		g.asked("new-password-foreign", ask, typed("Frühling-2026")),
		g.asked("new-password-banned", reset, typed("Password1!"), next(banned)),
		g.asked("waiting", auth.Waiting{Username: anna, Since: g.now.Add(-12 * time.Second), Until: g.now.Add(5 * time.Minute)}, ticked(g.now, 3)),
		g.asked("waiting-offline", auth.Waiting{Username: anna, Since: g.now, Until: g.now.Add(5 * time.Minute)}, g.failed(auth.FailureOffline)),
	}
}

// ticked lets seconds pass.
func ticked(now time.Time, seconds int) func(Screen) {
	return func(s Screen) {
		for range seconds {
			if s, ok := s.(Ticking); ok {
				s.Tick(now)
			}
		}
	}
}

func (g gallery) attributes() []Exhibit {
	const extension = "extension_0123456789abcdef0123456789abcdef_"
	short := auth.EnterAttributes{Username: anna, Attributes: []auth.Attribute{
		{Name: "displayName", Required: true, MaxLength: 256, Value: "Anna Berger"},
		{Name: "city", MaxLength: 128},
	}}
	every := auth.EnterAttributes{Username: anna, Attributes: []auth.Attribute{
		{Name: "displayName", Required: true, MaxLength: 256, Value: "Anna Berger"},
		{Name: extension + "membershipNumber", Required: true, Pattern: "^[A-Z]{2}[0-9]{4}$", Value: "ab12"},
		{Name: extension + "yearOfBirth", Kind: auth.AttributeNumber, Required: true},
		{Name: extension + "newsletter", Kind: auth.AttributeYesNo, Value: "true"},
		{Name: extension + "overEighteen", Kind: auth.AttributeYesNo, Required: true},
		{Name: extension + "size", Kind: auth.AttributeOneOf, Options: []string{"Small", "Medium", "Large"}, Value: "Medium"},
		{Name: extension + "hobbies", Kind: auth.AttributeSeveralOf, Required: true, Options: []string{"Dancing", "Swimming", "Travelling by train"}, Value: "Swimming"},
	}}
	wrong := short
	wrong.Problem = g.problem(auth.AttributeInvalid)
	wrong.Problem.Fields = []string{"city"}
	return []Exhibit{
		g.asked("attributes", short),
		g.asked("attributes-invalid", short, next(wrong)),
		g.asked("attributes-every-kind", every),
		g.asked("attributes-missing", every, func(s Screen) {
			if s, ok := s.(*attributes); ok {
				s.submit()
			}
		}),
	}
}

func (g gallery) register() []Exhibit {
	both := auth.RegisterMethod{Username: anna, Methods: []auth.Method{
		{ID: "email", Channel: auth.ChannelEmail, Target: anna}, {ID: "sms", Channel: auth.ChannelSMS},
	}}
	sms := auth.RegisterMethod{Username: anna, Methods: []auth.Method{{ID: "sms", Channel: auth.ChannelSMS}}}
	blocked, invalid := sms, sms
	blocked.Problem, invalid.Problem = g.problem(auth.RegionBlocked), g.problem(auth.ContactInvalid)
	typed := func(number string) func(Screen) {
		return func(s Screen) {
			if r, ok := s.(*register); ok {
				r.phone.number.SetText(r.phone.follow(number))
			}
		}
	}
	return []Exhibit{
		g.asked("register", both),
		g.asked("register-sms", sms),
		g.asked("register-number", sms, typed("+4915123456789")),
		g.asked("register-short", sms, typed("+49151"), func(s Screen) {
			if r, ok := s.(*register); ok {
				r.submit()
			}
		}),
		g.asked("register-invalid", sms, typed("+4915123456789"), next(invalid)),
		g.asked("register-region", sms, typed("+4915123456789"), next(blocked)),
		g.asked("register-countries", sms, typed("+49"), func(s Screen) {
			if r, ok := s.(*register); ok {
				r.phone.country.SetOpen(true)
			}
		}),
	}
}

package screens

import (
	"time"

	"github.com/vestibule-app/vestibule/auth"
)

// Exhibit is one screen in one state.
type Exhibit struct {
	Name  string // "password", "password-wrong": the screen, then the state
	Build func() Screen
}

// Gallery shows every screen in every state that is worth looking at. The people, tenants and numbers on it are made
// up. Asking must be complete but for its callbacks.
func Gallery(a Asking) []Exhibit {
	g := gallery{a: a, now: a.Now()}
	nothing := func() {}
	if g.a.OnSignOut == nil {
		g.a.OnSignOut = nothing
	}
	if g.a.OnAccounts == nil {
		g.a.OnAccounts = nothing
	}
	if g.a.OnTenant == nil {
		g.a.OnTenant = nothing
	}
	if g.a.OnRemember == nil {
		g.a.OnRemember = func(bool) {}
	}
	if g.a.OnAppearance == nil {
		g.a.OnAppearance = nothing
	}
	if g.a.OnLanguage == nil {
		g.a.OnLanguage = func(string) {}
	}
	if g.a.OnRetry == nil {
		g.a.OnRetry = nothing
	}
	var all []Exhibit
	for _, room := range [][]Exhibit{g.beginning(), g.username(), g.password(), g.newPassword(), g.attributes(), g.code(), g.method(), g.register(), g.browser(), g.end(), g.home(), g.support()} {
		all = append(all, room...)
	}
	return all
}

const (
	anna     = "anna.berger@contoso.example"
	farAway  = "maria.antonia.von-und-zu-hohenstein@subsidiary.contoso.example"
	anExpert = "f8a1c2d4-5b6e-4f70-8a91-b2c3d4e5f607"
)

type gallery struct {
	a   Asking
	now time.Time
}

func (g gallery) problem(code auth.ProblemCode) *auth.Problem {
	return &auth.Problem{Code: code, CorrelationID: anExpert, AADSTS: 50126, At: g.now}
}

func (g gallery) later(code auth.ProblemCode, wait time.Duration) *auth.Problem {
	p := g.problem(code)
	p.RetryAt = g.now.Add(wait)
	return p
}

// asked is an exhibit of a question, and what has happened to it since.
func (g gallery) asked(name string, step auth.Step, then ...func(Screen)) Exhibit {
	return Exhibit{name, func() Screen {
		s := For(step, g.a)
		for _, event := range then {
			event(s)
		}
		return s
	}}
}

func busy(p Progress) func(Screen) { return func(s Screen) { s.Busy(p) } }

func (g gallery) failed(kind auth.FailureKind) func(Screen) {
	return func(s Screen) { s.Fail(Failure{Kind: kind, CorrelationID: anExpert, At: g.now}) }
}

func next(step auth.Step) func(Screen) { return func(s Screen) { s.Show(step) } }

func (g gallery) beginning() []Exhibit {
	connect := func(then ...func(*ConnectScreen)) func() Screen {
		return func() Screen {
			c := Connect(g.a, ConnectForm{Authority: "contoso"}, func(ConnectForm) {}, func() {})
			for _, event := range then {
				event(c)
			}
			return c
		}
	}
	list := []auth.Account{
		{ID: "1.1", Name: "Anna Berger", Username: anna, SignedIn: true},
		{ID: "2.1", Name: "Omar Haddad", Username: "omar@fabrikam.example"},
		{ID: "3.1", Username: farAway},
	}
	known := func(then ...func(*accounts)) func() Screen {
		return func() Screen {
			s := Accounts(g.a, list, func(auth.Account) {}, func() {}, func(auth.Account) {})
			for _, event := range then {
				event(s.(*accounts))
			}
			return s
		}
	}
	return []Exhibit{
		{"splash", func() Screen { return Splash(g.a) }},
		{"splash-slow", func() Screen {
			s := Splash(g.a)
			s.Busy(Slow)
			return s
		}},
		{"start", func() Screen { return Start(g.a, func() {}, func() {}) }},
		{"appearance", func() Screen { return Appearance(g.a, Look{TextSize: 100}, func(Look) {}, g.leave) }},
		{"connect", connect()},
		{"connect-invalid", connect(func(c *ConnectScreen) { c.SetProblem(ConnectClientID, ConnectInvalidClientID) })},
		{"connect-unreachable", connect(func(c *ConnectScreen) {
			c.SetProblem(ConnectAuthority, ConnectUnreachable, Params{"Host": g.a.Host})
		})},
		{"connect-busy", connect(func(c *ConnectScreen) { c.Busy(Working) })},
		{"accounts", known()},
		{"accounts-remove", known(func(s *accounts) { s.ask(0) })},
	}
}

// leave is the way back from a screen that nobody has opened.
func (g gallery) leave() {
	if g.a.Leave != nil {
		g.a.Leave()
	}
}

func (g gallery) username() []Exhibit {
	empty, known := auth.EnterUsername{}, auth.EnterUsername{Username: anna}
	refused := func(code auth.ProblemCode) auth.EnterUsername {
		return auth.EnterUsername{Username: anna, Problem: g.problem(code)}
	}
	return []Exhibit{
		g.asked("username", empty),
		g.asked("username-known", known),
		g.asked("username-unknown", refused(auth.UserNotFound)),
		g.asked("username-expired", refused(auth.ConversationExpired)),
		g.asked("username-busy", known, busy(Working)),
		g.asked("username-slow", known, busy(Slow)),
		{"username-stuck", func() Screen {
			stuck := g
			stuck.a.Again = func() {}
			return stuck.asked("", known, busy(Stuck)).Build()
		}},
		g.asked("username-offline", known, g.failed(auth.FailureOffline)),
		g.asked("username-exists", refused(auth.UserExists)),
		g.asked("username-created", auth.EnterUsername{Username: anna, Notice: auth.NoticeAccountCreated}),
		g.asked("username-sign-up", auth.EnterUsername{Scenario: auth.ScenarioSignUp}),
		g.asked("username-typo", auth.EnterUsername{Scenario: auth.ScenarioSignUp}, func(s Screen) {
			if u, ok := s.(*username); ok {
				u.field.SetText("anna.berger@gmial.com")
				u.submit()
			}
		}),
		g.asked("username-reset", auth.EnterUsername{Scenario: auth.ScenarioReset, Username: anna}),
		g.asked("username-reset-no-password", auth.EnterUsername{Scenario: auth.ScenarioReset, Username: anna, Problem: g.problem(auth.NoPassword)}),
	}
}

func (g gallery) password() []Exhibit {
	ask := auth.EnterPassword{Username: anna}
	return []Exhibit{
		g.asked("password", ask),
		g.asked("password-long-name", auth.EnterPassword{Username: farAway}),
		g.asked("password-wrong", auth.EnterPassword{Username: anna, Problem: g.problem(auth.WrongPassword)}),
		g.asked("password-locked", auth.EnterPassword{Username: anna, Problem: g.later(auth.AccountLocked, 3*time.Minute)}),
		g.asked("password-portal", ask, g.failed(auth.FailurePortal)),
		g.asked("password-clock", ask, func(s Screen) {
			s.Fail(Failure{Kind: auth.FailureClock, CorrelationID: anExpert, At: g.now, Skew: 7 * time.Minute})
		}),
		g.asked("password-certificate", ask, func(s Screen) {
			s.Fail(Failure{Kind: auth.FailureTLS, CorrelationID: anExpert, At: g.now, Issuer: "Contoso Network Inspection"})
		}),
	}
}

func (g gallery) code() []Exhibit {
	email := auth.EnterCode{
		Username: anna, Channel: auth.ChannelEmail, SentTo: "a***r@contoso.example", Length: 8, Purpose: auth.PurposeSignIn,
		SentAt: g.now, ResendAt: g.now.Add(45 * time.Second), Sends: 1,
	}
	sms := email
	sms.Channel, sms.SentTo, sms.Length, sms.Purpose, sms.CanPick = auth.ChannelSMS, "+XX XXXXXXXX01", 6, auth.PurposeSecondFactor, true
	wrong, resent, many, plain := email, email, sms, email
	wrong.Problem = g.problem(auth.WrongCode)
	resent.Sends = 2
	many.Sends, many.ResendAt = manySends, g.now
	plain.Length, plain.SentTo, plain.ResendAt = 0, "", g.now
	purpose := func(p auth.Purpose) auth.EnterCode {
		step := email
		step.Purpose = p
		return step
	}
	expired, register, tooMany := purpose(auth.PurposeReset), sms, email
	expired.Notice = auth.NoticePasswordExpired
	register.Purpose, register.CanPick, register.SentTo = auth.PurposeRegister, false, "+4915123456789"
	tooMany.ResendAt, tooMany.Problem = g.now.Add(30*time.Minute), g.later(auth.TooManyCodes, 30*time.Minute)
	typed := func(s Screen) {
		if p, ok := s.(Pasting); ok {
			p.Paste("4829")
		}
	}
	return []Exhibit{
		g.asked("code-email", email),
		{"code-mail", func() Screen {
			known := g
			known.a.OpenURL, known.a.CodeValid = func(string) {}, 10*time.Minute
			gmail := email
			gmail.Username, gmail.SentTo, gmail.SentAt = "anna.berger@gmail.com", "a***r@gmail.com", g.now.Add(-mailTime)
			return For(gmail, known.a)
		}},
		{"code-clipboard", func() Screen {
			copied := g
			copied.a.OffersCodes = true
			s := For(email, copied.a)
			if s, ok := s.(Offering); ok {
				s.Offer("48291375")
			}
			return s
		}},
		g.asked("code-typed", email, typed),
		g.asked("code-wrong", email, next(wrong)),
		g.asked("code-resent", email, next(resent)),
		g.asked("code-sms", sms),
		g.asked("code-many", many),
		g.asked("code-plain", plain),
		g.asked("code-sign-up", purpose(auth.PurposeSignUp)),
		g.asked("code-reset", purpose(auth.PurposeReset)),
		g.asked("code-expired-password", expired),
		g.asked("code-register", register),
		g.asked("code-too-many", tooMany),
	}
}

func (g gallery) method() []Exhibit {
	ask := auth.ChooseMethod{Username: anna, Methods: []auth.Method{
		{ID: "1", Channel: auth.ChannelEmail, Target: "a***r@mail.example"},
		{ID: "2", Channel: auth.ChannelSMS, Target: "+XX XXXXXXXX01"},
		{ID: "3", Channel: "voice", Target: ""},
	}}
	blocked := ask
	blocked.Problem = g.problem(auth.MethodBlocked)
	return []Exhibit{g.asked("method", ask), g.asked("method-blocked", blocked)}
}

func (g gallery) browser() []Exhibit {
	ask := auth.OpenBrowser{Username: anna, URL: "https://" + g.a.Host + "/authorize", Reason: auth.ReasonTenant, Until: g.now.Add(5 * time.Minute)}
	wrong, late := ask, ask
	wrong.Problem = g.problem(auth.AddressInvalid)
	late.Until = g.now
	register, update := ask, ask
	register.Reason, update.Reason = auth.ReasonRegistration, auth.ReasonUnknown
	return []Exhibit{
		g.asked("browser", ask),
		g.asked("browser-register", register),
		g.asked("browser-update-needed", update),
		g.asked("browser-wrong-address", wrong),
		g.asked("browser-late", late),
		g.asked("browser-not-opened", ask, func(s Screen) {
			if s, ok := s.(Opening); ok {
				s.NotOpened()
			}
		}),
		g.asked("browser-offline", ask, g.failed(auth.FailureOffline)),
	}
}

func (g gallery) end() []Exhibit {
	return []Exhibit{
		g.asked("ended", auth.Ended{Username: anna, Problem: g.problem(auth.Refused)}),
		g.asked("ended-blocked", auth.Ended{Username: anna, Problem: g.problem(auth.AccountDisabled)}),
	}
}

func (g gallery) home() []Exhibit {
	account := auth.Account{ID: "1.1", Name: "Anna Berger", Username: anna, SignedIn: true}
	nameless := auth.Account{ID: "3.1", Username: farAway, SignedIn: true}
	return []Exhibit{
		g.asked("signed-in", auth.SignedIn{Account: account, Kept: true}),
		g.asked("signed-in-nameless", auth.SignedIn{Account: nameless, Kept: true}),
		g.asked("signed-in-offline", auth.SignedIn{Account: account, Kept: true, Problem: &auth.Problem{Code: auth.SessionOffline}}),
		g.asked("signed-in-not-kept", auth.SignedIn{Account: account, Problem: &auth.Problem{Code: auth.VaultAbsent}}),
	}
}

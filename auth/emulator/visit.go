package emulator

import (
	"net/http"
	"strings"
	"time"
)

// The pages of the browser leg. Each has the id "page-" + its name on its body.
const (
	pageUsername    = "username"
	pageAccount     = "account" // somebody is signed in to this browser: one click
	pagePassword    = "password"
	pageNewPassword = "new-password"
	pageMethod      = "method"
	pageRegister    = "register"
	pageCode        = "code"
	pageFederated   = "federated"
)

// visitLife is how long a sign-in in the browser may take.
const visitLife = time.Hour

// visit is a sign-in under way in a browser.
type visit struct {
	id          string
	action      string // where its forms are posted
	browser     *presence
	began       time.Time
	app         *app
	redirectURI string
	formPost    bool
	state       string
	nonce       string
	challenge   string
	scopes      []string
	clientInfo  bool
	refusal     *verdict

	page     string
	problem  string // why the page is shown again
	username string // as typed or as hinted
	person   *person
	purpose  string // of the code
	code     *passcode
	mfa      bool
}

// login takes what was entered on a page and shows the next one.
func (t *Tenant) login(w http.ResponseWriter, r *http.Request) {
	if !only(w, r, http.MethodPost) {
		return
	}
	if !t.sameOrigin(r) {
		complain(w, http.StatusForbidden, otherSite)
		return
	}
	entered, refusal := decode(w, r)
	if refusal != nil {
		t.showFatal(w, &fatal{refusal.number, "The form is malformed."})
		return
	}
	t.mu.Lock()
	t.recall()
	v := t.visits[entered["visit"]]
	if cookie, err := r.Cookie(cookieName); v == nil || err != nil || t.browser[cookie.Value] != v.browser || t.now().Sub(v.began) > visitLife {
		t.mu.Unlock()
		t.showFatal(w, &fatal{90023, "This sign-in is over. Go back to the app and start again."})
		return
	}
	v.problem = ""
	out := t.turn(v, entered)
	if out != nil && out.granted != "" {
		t.cookie(w, r, v.browser) // a new name at sign-in, so that nobody else knows it
	}
	seen := *v // the page is drawn without the lock
	t.mu.Unlock()
	t.deliver()
	t.showVisit(w, &seen, out)
}

// turn moves a visit on. A result ends it.
func (t *Tenant) turn(v *visit, f form) *verdict {
	switch {
	case f["action"] == "cancel":
		delete(t.visits, v.id)
		return &verdict{code: "access_denied", number: 65004, text: "The user cancelled the sign-in."}
	case f["action"] == "restart" || f["page"] == pageUsername && v.page != pageUsername:
		// The back button of the browser leads to the first page too.
		v.page, v.person, v.code, v.mfa = pageUsername, nil, nil, false
		if f["action"] == "restart" {
			return nil
		}
	case f["page"] != v.page:
		return nil
	}
	switch v.page {
	case pageUsername:
		return t.enterUsername(v, f["username"])
	case pageAccount:
		v.mfa = v.browser.mfa
		if v.browser.person != v.person { // signed out meanwhile, in another tab
			v.page = pageUsername
			return nil
		}
		if v.person.account == withPassword {
			return t.secondFactor(v)
		}
		return t.grantCode(v)
	case pagePassword:
		return t.enterPassword(v, f["password"])
	case pageNewPassword:
		return t.enterNewPassword(v, f["password"], f["confirm"])
	case pageMethod:
		for _, m := range t.usable(v.person) {
			if m.id == f["method"] {
				return t.sendTo(v, m.channel, m.target, "second_factor")
			}
		}
		v.problem = "Choose one."
	case pageRegister:
		if !isAddress(f["email"]) {
			v.problem = "Enter a valid email address."
			return nil
		}
		return t.sendTo(v, "email", f["email"], "register")
	case pageCode:
		return t.enterCode(v, f)
	case pageFederated:
		return t.grantCode(v)
	}
	return nil
}

func (t *Tenant) enterUsername(v *visit, username string) *verdict {
	v.username = strings.TrimSpace(username)
	if v.person = t.find(v.username); v.person == nil {
		v.problem = "We couldn't find an account with this email address."
		return nil
	}
	switch v.person.account {
	case federated:
		v.page = pageFederated
	case withCode:
		return t.sendTo(v, "email", v.person.email, "sign_in")
	default:
		v.page = pagePassword
	}
	return nil
}

func (t *Tenant) enterPassword(v *visit, password string) *verdict {
	if refusal := t.attempt(v.person, password); refusal != nil {
		v.problem = "Your password is incorrect."
		if refusal.number == 50053 {
			v.problem = "Your account is locked because of too many tries. Try again later."
		}
		return nil
	}
	switch {
	case v.person.disabled:
		v.problem = "Your account is disabled."
		return nil
	case v.person.mustChange:
		v.page = pageNewPassword
		return nil
	}
	return t.secondFactor(v)
}

func (t *Tenant) enterNewPassword(v *visit, password, confirm string) *verdict {
	switch rule := t.weakness(v.person, password); {
	case rule != "":
		v.problem = policyTexts[rule]
		return nil
	case password != confirm:
		v.problem = "The two passwords differ."
		return nil
	}
	t.changePeople(func() { t.setPassword(v.person, newSecret(password, t.passwordCost())) })
	t.revokeSessions(v.person)
	return t.secondFactor(v)
}

// secondFactor goes on after a password, or after the click that stands for one.
func (t *Tenant) secondFactor(v *visit) *verdict {
	if !v.app.MFA || v.mfa {
		return t.grantCode(v)
	}
	switch methods := t.usable(v.person); len(methods) {
	case 0:
		v.page = pageRegister
	case 1:
		return t.sendTo(v, methods[0].channel, methods[0].target, "second_factor")
	default:
		v.page = pageMethod
	}
	return nil
}

// sendTo sends a code, which kills the one before it, and asks for it.
func (t *Tenant) sendTo(v *visit, channel, to, purpose string) *verdict {
	code, refusal := t.send(channel, to, purpose)
	if refusal != nil {
		v.problem = "You have asked for too many codes. Try again later."
		return nil
	}
	v.code, v.purpose, v.page = code, purpose, pageCode
	return nil
}

func (t *Tenant) enterCode(v *visit, f form) *verdict {
	switch f["action"] {
	case "resend":
		return t.sendTo(v, v.code.channel, v.code.to, v.purpose)
	case "other":
		if v.purpose == "second_factor" && len(t.usable(v.person)) > 1 {
			v.page = pageMethod
		}
		return nil
	}
	if refusal := t.verify(v.code, strings.TrimSpace(f["code"])); refusal != nil {
		v.problem = "That code is wrong or no longer valid."
		return nil
	}
	if v.purpose == "register" {
		t.changePeople(func() { t.enrol(v.person, v.code.channel, v.code.to) })
	}
	v.mfa = v.purpose != "sign_in"
	return t.grantCode(v)
}

// logout ends the browser session. It goes on to post_logout_redirect_uri only if that is on this computer.
func (t *Tenant) logout(w http.ResponseWriter, r *http.Request) {
	if !only(w, r, http.MethodGet) {
		return
	}
	t.mu.Lock()
	if c, err := r.Cookie(cookieName); err == nil {
		if b := t.browser[c.Value]; b != nil {
			b.person, b.mfa = nil, false
		}
		delete(t.browser, c.Value)
	}
	t.mu.Unlock()
	http.SetCookie(w, &http.Cookie{Name: cookieName, Path: "/", MaxAge: -1, HttpOnly: true, SameSite: http.SameSiteLaxMode})
	query, refusal := parseForm(r.URL.RawQuery)
	if to := afterLogout(query); refusal == nil && to != "" {
		w.Header().Set("Location", to)
		w.WriteHeader(http.StatusFound)
		return
	}
	t.show(w, http.StatusOK, "signed-out", &view{Title: "You are signed out"}, "")
}

package emulator_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/vestibule-app/vestibule/auth/emulator"
)

const (
	stranger    = "stranger@contoso.example"
	newPassword = "Blue-Kettle-42"
	allScopes   = "openid profile offline_access"
)

// talk is one flow: it carries the client ID and the newest continuation token, as a client does.
type talk struct {
	*caller
	client string
	token  string
	method string // id of the first registered method, once listed
}

func (c *caller) talk(client string) *talk { return &talk{caller: c, client: client} }

// say sends a request of the flow and takes over the token of the answer, if there is one.
func (k *talk) say(path string, pairs ...string) result {
	k.t.Helper()
	form := []string{"client_id", k.client}
	if k.token != "" {
		form = append(form, "continuation_token", k.token)
	}
	r := k.form(path, append(form, pairs...)...)
	if token := r.text("continuation_token"); token != "" {
		k.token = token
	}
	return r
}

// want checks that an answer has exactly these fields, next to the continuation token, the scalar ones with these values.
func (k *talk) want(r result, status int, fields ...any) result {
	k.t.Helper()
	if r.status != status || r.text("continuation_token") == "" {
		k.t.Fatalf("want %d with a continuation token, got %d %s", status, r.status, r.raw)
	}
	names := map[string]bool{"continuation_token": true}
	if status != 200 {
		for _, name := range []string{"error", "error_description", "timestamp", "trace_id", "correlation_id"} {
			names[name] = true
		}
	}
	for i := 0; i < len(fields); i += 2 {
		name := fields[i].(string)
		names[name] = true
		if got := r.body[name]; fields[i+1] != nil && fmt.Sprint(got) != fmt.Sprint(fields[i+1]) {
			k.t.Errorf("%s: want %v, got %v", name, fields[i+1], got)
		}
	}
	got, all := slices.Sorted(maps.Keys(r.body)), slices.Sorted(maps.Keys(names))
	if !slices.Equal(got, all) {
		k.t.Errorf("want the fields %v, got %v", all, got)
	}
	return r
}

// prompted is the body of an answer that sent a code by email.
func prompted(target string, more ...any) []any {
	return append([]any{"challenge_type", "oob", "binding_method", "prompt", "challenge_channel", "email",
		"challenge_target_label", target, "code_length", 8}, more...)
}

// tokens signs in with the grant continuation_token.
func (k *talk) tokens(pairs ...string) result {
	k.t.Helper()
	r := k.ok(k.say("oauth2/v2.0/token", append([]string{"grant_type", "continuation_token", "scope", allScopes}, pairs...)...))
	if r.text("access_token") == "" || r.text("refresh_token") == "" || r.text("id_token") == "" || r.text("continuation_token") != "" {
		k.t.Fatalf("got %s", r.raw)
	}
	return r
}

// signupCode goes on from start to the code and returns it.
func (k *talk) signupCode(username string) string {
	k.t.Helper()
	k.ok(k.say("signup/v1.0/challenge", "challenge_type", allTypes))
	return k.last(username).Code
}

// resetTo plays a whole password reset up to the answer of submit.
func (k *talk) resetTo(username, password string) result {
	k.t.Helper()
	k.ok(k.say("resetpassword/v1.0/start", "username", username, "challenge_type", "oob redirect", "capabilities", bothCapable))
	k.ok(k.say("resetpassword/v1.0/challenge", "challenge_type", "oob redirect"))
	all := k.tenant.Messages("")
	k.ok(k.say("resetpassword/v1.0/continue", "grant_type", "oob", "oob", all[len(all)-1].Code))
	return k.say("resetpassword/v1.0/submit", "new_password", password)
}

// Journey 7.1: everything up front.
func TestSignUpUpFront(t *testing.T) {
	c := call(t, newTenant())
	k := c.talk(emulator.ClientPassword)
	k.want(k.say("signup/v1.0/start", "username", stranger, "password", newPassword, "challenge_type", allTypes,
		"attributes", `{"displayName":"Sam Stranger","city":"Oslo"}`), 200)
	k.want(k.say("signup/v1.0/challenge", "challenge_type", allTypes), 200, prompted("s***r@co****o.example", "interval", 300)...)
	m := c.last(stranger)
	if m.Purpose != "sign_up" || m.Channel != "email" {
		t.Errorf("got %+v", m)
	}
	k.want(k.say("signup/v1.0/continue", "grant_type", "oob", "oob", m.Code), 200)
	r := k.tokens("username", stranger)
	if got := claims(t, r.text("id_token")); got["preferred_username"] != stranger || got["name"] != "Sam Stranger" {
		t.Errorf("claims %v", got)
	}
	if got := len(c.tenant.Requests()); got != 4 {
		t.Errorf("%d requests", got)
	}
	users := c.tenant.Users()
	i := slices.IndexFunc(users, func(u emulator.User) bool { return u.Username == stranger })
	if i < 0 || users[i].Attributes["city"] != "Oslo" || users[i].Method != emulator.MethodPassword || users[i].Password != "" || users[i].StrongMethods != nil {
		t.Errorf("users %+v", users)
	}
	c.ok(c.password(emulator.ClientPassword, c.challenged(emulator.ClientPassword, strings.ToUpper(stranger)), newPassword))
}

// Journey 7.2: step by step.
func TestSignUpStepByStep(t *testing.T) {
	c := call(t, newTenant())
	k := c.talk(emulator.ClientPassword)
	k.want(k.say("signup/v1.0/start", "username", stranger, "challenge_type", allTypes), 200)
	k.want(k.say("signup/v1.0/challenge", "challenge_type", allTypes), 200, prompted("s***r@co****o.example", "interval", 300)...)
	k.want(k.say("signup/v1.0/continue", "grant_type", "oob", "oob", c.last(stranger).Code), 400,
		"error", "credential_required", "error_codes", []int{55103})
	k.want(k.say("signup/v1.0/challenge", "challenge_type", allTypes), 200, "challenge_type", "password")
	r := k.want(k.say("signup/v1.0/continue", "grant_type", "password", "password", newPassword), 400,
		"error", "attributes_required", "error_codes", []int{55106}, "required_attributes", nil)
	if got := fmt.Sprint(r.body["required_attributes"]); got != "[map[name:displayName required:true type:string]]" {
		t.Errorf("required_attributes %s", got)
	}
	k.want(k.say("signup/v1.0/continue", "grant_type", "attributes", "attributes", `{"displayName":"Sam"}`), 200)
	k.tokens("username", stranger)
}

// Journey 7.3: with a code by email.
func TestSignUpWithACode(t *testing.T) {
	c := call(t, newTenant())
	k := c.talk(emulator.ClientOTP)
	k.want(k.say("signup/v1.0/start", "username", stranger, "challenge_type", "oob redirect", "password", "short"), 200)
	k.want(k.say("signup/v1.0/challenge", "challenge_type", "oob redirect"), 200, prompted("s***r@co****o.example", "interval", 300)...)
	r := k.want(k.say("signup/v1.0/continue", "grant_type", "oob", "oob", c.last(stranger).Code), 400,
		"error", "attributes_required", "error_codes", []int{55106}, "required_attributes", nil)
	want := "[map[name:displayName required:true type:string] map[name:" + emulator.Membership + " options:map[regex:^[A-Z]{2}[0-9]{4}$] required:true type:string]]"
	if got := fmt.Sprint(r.body["required_attributes"]); got != want {
		t.Errorf("required_attributes %s", got)
	}
	k.want(k.say("signup/v1.0/continue", "grant_type", "attributes", "attributes",
		`{"displayName":"Sam","`+emulator.Membership+`":"AB1234"}`), 200)
	k.tokens("username", stranger)
	c.ok(c.code(emulator.ClientOTP, c.challenged(emulator.ClientOTP, stranger), "oob", c.last(stranger).Code))
}

// Journey 7.7 with a code: a person who was never asked for a second factor registers one.
func TestRegistrationByTextMessage(t *testing.T) {
	const phone, user = "+15555550177", "new@contoso.example"
	c := call(t, newTenant())
	k := c.talk(emulator.ClientMFA)
	k.token = demanded(c, user, bothCapable).text("continuation_token")
	r := k.want(k.say("register/v1.0/introspect"), 200, "methods", nil)
	want := "[map[challenge_channel:email challenge_type:oob id:email login_hint:" + user + "] map[challenge_channel:sms challenge_type:oob id:sms]]"
	if got := fmt.Sprint(r.body["methods"]); got != want {
		t.Errorf("methods %s", got)
	}
	k.want(k.say("register/v1.0/challenge", "challenge_type", "oob", "challenge_channel", "sms", "challenge_target", phone), 200,
		"challenge_type", "oob", "binding_method", "prompt", "challenge_channel", "sms", "challenge_target", phone, "code_length", 6)
	m := c.last(phone)
	if m.Purpose != "register" || m.Channel != "sms" {
		t.Errorf("got %+v", m)
	}
	k.want(k.say("register/v1.0/continue", "grant_type", "oob", "oob", m.Code), 200)
	k.tokens()

	// From now on it is the second factor.
	token, list := methods(c, demanded(c, user, bothCapable).text("continuation_token"))
	if len(list) != 1 || list[0]["challenge_channel"] != "sms" {
		t.Fatalf("methods %v", list)
	}
	r = c.ok(c.post("challenge", "client_id", emulator.ClientMFA, "continuation_token", token, "id", list[0]["id"].(string)))
	c.ok(c.code(emulator.ClientMFA, r.text("continuation_token"), "mfa_oob", c.last(phone).Code))
}

// Journey 7.7 after a sign-up: the address was verified a moment ago.
func TestRegistrationOfAVerifiedAddress(t *testing.T) {
	c := call(t, newTenant())
	k := c.talk(emulator.ClientMFA)
	k.ok(k.say("signup/v1.0/start", "username", stranger, "password", newPassword, "challenge_type", allTypes,
		"attributes", `{"displayName":"Sam"}`, "capabilities", bothCapable))
	k.ok(k.say("signup/v1.0/continue", "grant_type", "oob", "oob", k.signupCode(stranger)))
	r := k.say("oauth2/v2.0/token", "grant_type", "continuation_token", "username", stranger, "scope", allScopes)
	k.want(r, 400, "error", "invalid_grant", "suberror", "registration_required", "error_codes", []int{50079})
	k.want(k.say("register/v1.0/introspect"), 200, "methods", nil)
	before := len(c.tenant.Messages(""))
	k.want(k.say("register/v1.0/challenge", "challenge_type", "oob", "challenge_channel", "email", "challenge_target", strings.ToUpper(stranger)), 200,
		"challenge_type", "preverified")
	if len(c.tenant.Messages("")) != before {
		t.Error("a message was sent")
	}
	k.want(k.say("register/v1.0/continue", "grant_type", "continuation_token"), 200)
	k.tokens()
	if r := c.password(emulator.ClientMFA, c.challenged(emulator.ClientMFA, stranger), newPassword); r.text("suberror") != "mfa_required" {
		t.Errorf("got %s", r.raw)
	}
}

// Journey 7.8.
func TestPasswordReset(t *testing.T) {
	const user = "password@contoso.example"
	tenant := newTenant()
	tenant.PollsNotStarted, tenant.PollsInProgress = 1, 2
	c := call(t, tenant)
	old := c.signIn().text("refresh_token")
	k := c.talk(emulator.ClientPassword)
	k.want(k.say("resetpassword/v1.0/start", "username", user, "challenge_type", "oob redirect"), 200)
	k.want(k.say("resetpassword/v1.0/challenge", "challenge_type", "oob redirect"), 200, prompted("p***d@co****o.example")...)
	m := c.last(user)
	if m.Purpose != "reset" {
		t.Errorf("got %+v", m)
	}
	k.want(k.say("resetpassword/v1.0/continue", "grant_type", "oob", "oob", m.Code), 200, "expires_in", 600)
	k.want(k.say("resetpassword/v1.0/submit", "new_password", newPassword), 200, "poll_interval", 2)
	for _, status := range []string{"not_started", "in_progress", "in_progress"} {
		k.want(k.say("resetpassword/v1.0/poll_completion"), 200, "status", status)
		c.ok(c.refresh(old)) // not yet
	}
	k.want(k.say("resetpassword/v1.0/poll_completion"), 200, "status", "succeeded")
	k.tokens("username", user)
	wantError(t, c.refresh(old), 400, "invalid_grant", "bad_token", 50173)
	wantError(t, c.password(emulator.ClientPassword, c.challenged(emulator.ClientPassword, user), emulator.Password), 400, "invalid_grant", "", 50126)
	c.ok(c.password(emulator.ClientPassword, c.challenged(emulator.ClientPassword, user), newPassword))
}

// After a reset the second factor is due all the same.
func TestPasswordResetUnderMFA(t *testing.T) {
	for user, suberror := range map[string]string{"both@contoso.example": "mfa_required", "new@contoso.example": "registration_required"} {
		k := call(t, newTenant()).talk(emulator.ClientMFA)
		k.ok(k.resetTo(user, newPassword))
		k.want(k.say("resetpassword/v1.0/poll_completion"), 200, "status", "succeeded")
		r := k.say("oauth2/v2.0/token", "grant_type", "continuation_token", "username", user, "scope", allScopes)
		k.want(r, 400, "error", "invalid_grant", "suberror", suberror, "error_codes", nil)
	}
}

package emulator_test

import (
	"testing"

	"github.com/vestibule-app/vestibule/auth/emulator"
)

// demanded signs in to the app that demands a second factor, with the capabilities given.
func demanded(c *caller, user, capabilities string) result {
	c.t.Helper()
	r := c.ok(c.post("initiate", "client_id", emulator.ClientMFA, "username", user, "challenge_type", allTypes, "capabilities", capabilities))
	r = c.ok(c.post("challenge", "client_id", emulator.ClientMFA, "continuation_token", r.text("continuation_token")))
	return c.password(emulator.ClientMFA, r.text("continuation_token"), emulator.Password)
}

// methods asks for the list and returns it with the token.
func methods(c *caller, token string) (string, []map[string]any) {
	c.t.Helper()
	r := c.ok(c.post("introspect", "client_id", emulator.ClientMFA, "continuation_token", token))
	var out []map[string]any
	list, _ := r.body["methods"].([]any)
	for _, m := range list {
		out = append(out, m.(map[string]any))
	}
	return r.text("continuation_token"), out
}

func TestCapabilities(t *testing.T) {
	tests := []struct{ user, capabilities, want string }{
		{"both@contoso.example", bothCapable, "mfa_required"},
		{"both@contoso.example", "mfa_required", "mfa_required"},
		{"both@contoso.example", "registration_required,mfa_required", "mfa_required"},
		{"both@contoso.example", "registration_required", "redirect"},
		{"both@contoso.example", "", "redirect"},
		{"password@contoso.example", bothCapable, "mfa_required"},
		{"new@contoso.example", bothCapable, "registration_required"},
		{"new@contoso.example", "registration_required", "registration_required"},
		{"new@contoso.example", "mfa_required", "redirect"},
		{"new@contoso.example", "", "redirect"},
	}
	for _, test := range tests {
		c := call(t, newTenant())
		r := demanded(c, test.user, test.capabilities)
		if test.want == "redirect" {
			wantRedirect(t, r)
			missing := "mfa_required"
			if test.user == "new@contoso.example" {
				missing = "registration_required"
			}
			if r.text("redirect_reason") != "Client is missing "+missing+" capability" {
				t.Errorf("reason %q", r.text("redirect_reason"))
			}
			continue
		}
		wantError(t, r, 400, "invalid_grant", test.want, 0)
		if r.text("continuation_token") == "" {
			t.Errorf("%s: no continuation token in %s", test.user, r.raw)
		}
	}

	// The older name of the parameter, with a comma.
	c := call(t, newTenant())
	r := c.ok(c.post("initiate", "client_id", emulator.ClientMFA, "username", "both@contoso.example", "challenge_type", allTypes, "capability", "mfa_required,registration_required"))
	r = c.ok(c.post("challenge", "client_id", emulator.ClientMFA, "continuation_token", r.text("continuation_token")))
	wantError(t, c.password(emulator.ClientMFA, r.text("continuation_token"), emulator.Password), 400, "invalid_grant", "mfa_required", 50076)
}

func TestACodeAccountIsAskedForNoSecondFactor(t *testing.T) {
	c := call(t, newTenant())
	token := c.challenged(emulator.ClientMFA, "otp@contoso.example")
	c.ok(c.code(emulator.ClientMFA, token, "oob", c.last("otp@contoso.example").Code))
}

func TestSecondFactor(t *testing.T) {
	c := call(t, newTenant())
	r := demanded(c, "both@contoso.example", bothCapable)
	before := r.text("continuation_token")

	r = c.post("challenge", "client_id", emulator.ClientMFA, "continuation_token", before, "challenge_type", allTypes)
	wantError(t, r, 400, "invalid_request", "introspect_required", 0)

	token, list := methods(c, before)
	if len(list) != 2 {
		t.Fatalf("methods %v", list)
	}
	for i, want := range []map[string]any{
		{"challenge_type": "oob", "challenge_channel": "email", "login_hint": "b***h@ma*l.example"},
		{"challenge_type": "oob", "challenge_channel": "sms", "login_hint": "+1*********1"},
	} {
		for name, value := range want {
			if list[i][name] != value {
				t.Errorf("method %d: %s: want %v, got %v", i, name, value, list[i][name])
			}
		}
	}
	wantError(t, c.post("introspect", "client_id", emulator.ClientMFA, "continuation_token", token), 400, "invalid_request", "", 55000)
	wantError(t, c.post("introspect", "client_id", emulator.ClientMFA, "continuation_token", before), 400, "invalid_request", "", 55200)

	r = c.post("challenge", "client_id", emulator.ClientMFA, "continuation_token", token, "id", "nonsense")
	wantError(t, r, 400, "invalid_request", "", 901001)

	email, sms := list[0]["id"].(string), list[1]["id"].(string)
	r = c.ok(c.post("challenge", "client_id", emulator.ClientMFA, "continuation_token", token, "id", email))
	stale := c.last("both@mail.example").Code

	// Another method, with the token of the last challenge and with challenge_type, as some SDKs send it.
	r = c.ok(c.post("challenge", "client_id", emulator.ClientMFA, "continuation_token", r.text("continuation_token"), "id", sms, "challenge_type", allTypes))
	if r.text("challenge_channel") != "sms" || r.body["code_length"] != 6.0 || r.text("challenge_target_label") != "+1*********1" {
		t.Errorf("got %s", r.raw)
	}
	m := c.last("+15555550101")
	if m.Channel != "sms" || m.Purpose != "second_factor" || len(m.Code) != 6 {
		t.Errorf("got %+v", m)
	}
	token = r.text("continuation_token")
	wantError(t, c.code(emulator.ClientMFA, token, "mfa_oob", stale), 400, "invalid_grant", "invalid_oob_value", 50181)
	wantError(t, c.code(emulator.ClientMFA, token, "oob", m.Code), 400, "invalid_request", "", 55000)
	wantError(t, c.code(emulator.ClientMFA, token, "mfa_oob", ""), 400, "invalid_request", "", 90100)
	wantError(t, c.code(emulator.ClientMFA, token, "mfa_oob", other(m.Code)), 400, "invalid_grant", "invalid_oob_value", 50181)
	r = c.ok(c.code(emulator.ClientMFA, token, "mfa_oob", m.Code))

	// A refresh asks for no second factor.
	c.ok(c.post("token", "client_id", emulator.ClientMFA, "grant_type", "refresh_token", "refresh_token", r.text("refresh_token")))
}

func TestRequestCounts(t *testing.T) {
	c := call(t, newTenant())
	token, list := methods(c, demanded(c, "sms@contoso.example", bothCapable).text("continuation_token"))
	if len(list) != 1 {
		t.Fatalf("methods %v", list)
	}
	r := c.ok(c.post("challenge", "client_id", emulator.ClientMFA, "continuation_token", token, "id", list[0]["id"].(string)))
	c.ok(c.code(emulator.ClientMFA, r.text("continuation_token"), "mfa_oob", c.last("+15555550101").Code))
	all := c.tenant.Requests()
	if len(all) != 6 {
		t.Fatalf("a sign-in with a second factor is 6 requests, got %d", len(all))
	}
	first, lastOne := all[0], all[5]
	if first.Path != "/contoso.onmicrosoft.com/oauth2/v2.0/initiate" || first.Method != "POST" || first.Status != 200 || first.CorrelationID != correlation {
		t.Errorf("got %+v", first)
	}
	if all[2].Status != 400 || all[2].Grant != "password" || lastOne.Grant != "mfa_oob" {
		t.Errorf("got %+v and %+v", all[2], lastOne)
	}
}

func TestOlderGrantForTheSecondFactor(t *testing.T) {
	tenant := newTenant()
	tenant.AcceptOOBForMFA = true
	c := call(t, tenant)
	token, list := methods(c, demanded(c, "sms@contoso.example", bothCapable).text("continuation_token"))
	r := c.ok(c.post("challenge", "client_id", emulator.ClientMFA, "continuation_token", token, "id", list[0]["id"].(string)))
	c.ok(c.code(emulator.ClientMFA, r.text("continuation_token"), "oob", c.last("+15555550101").Code))
}

package emulator_test

import (
	"strings"
	"testing"
	"time"

	"github.com/pelletier/go-toml/v2"

	"github.com/vestibule-app/vestibule/auth/emulator"
)

func TestBuiltInIsSound(t *testing.T) {
	d := emulator.BuiltIn()
	if err := d.Check(); err != nil {
		t.Error(err)
	}
	d.Users[0].Name = "changed"
	d.UserFlows[0].Attributes[0].Name = "changed"
	if again := emulator.BuiltIn(); again.Users[0].Name == "changed" || again.UserFlows[0].Attributes[0].Name == "changed" {
		t.Error("two copies are one")
	}
}

// A tenant file can be decoded into a Directory as it is.
func TestDirectoryFromTOML(t *testing.T) {
	const file = `
name = "fabrikam.onmicrosoft.com"
id = "33333333-aaaa-4bbb-8ccc-444444444444"
[policies]
code = "0042"
code_life = "90s"
blocked_regions = ["NG", "+380"]
[[user_flows]]
name = "shop"
method = "email_otp"
[[user_flows.attributes]]
name = "extension_0123456789abcdef0123456789abcdef_age"
type = "integer"
required = true
round = 2
[[apps]]
client_id = "AAAAAAAA-0000-4000-8000-000000000001"
name = "shop"
user_flow = "shop"
scopes = { "api://shop" = ["Read"] }
[[users]]
username = "Kim@fabrikam.example"
name = "Kim"
method = "otp"
strong_methods = [{ channel = "sms", target = "+4915112345678" }]
`
	var d emulator.Directory
	decoder := toml.NewDecoder(strings.NewReader(file)).DisallowUnknownFields()
	if err := decoder.Decode(&d); err != nil {
		t.Fatal(err)
	}
	if err := d.Check(); err != nil {
		t.Fatal(err)
	}
	if d.Policies.CodeLife != emulator.Duration(90*time.Second) {
		t.Errorf("code life %v", d.Policies.CodeLife)
	}
	tenant := newTenant()
	tenant.Directory = &d
	tenant.ContinuationLife = time.Hour
	c := call(t, tenant)
	c.base = "https://fabrikam.ciamlogin.com/fabrikam.onmicrosoft.com"
	const client = "aaaaaaaa-0000-4000-8000-000000000001"
	token := c.challenged(client, "kim@FABRIKAM.example")
	if code := c.last("Kim@fabrikam.example").Code; code != "0042" {
		t.Errorf("code %q", code)
	}
	r := c.ok(c.post("token", "client_id", client, "grant_type", "oob", "continuation_token", token, "oob", "0042",
		"scope", "openid profile api://shop/Read", "client_info", "true"))
	got := claims(t, r.text("id_token"))
	for name, want := range map[string]any{
		"iss": "https://" + d.ID + ".ciamlogin.com/" + d.ID + "/v2.0", "tid": d.ID, "aud": client, "name": "Kim",
	} {
		if got[name] != want {
			t.Errorf("%s: %v", name, got[name])
		}
	}
	if got := claims(t, r.text("access_token"))["aud"]; got != "api://shop" {
		t.Errorf("audience %v", got)
	}
	wantError(t, c.post("token", "client_id", client, "grant_type", "refresh_token", "refresh_token", "x", "scope", "User.Read"), 400, "invalid_scope", "", 70011)
	token = c.challenged(client, "kim@fabrikam.example")
	tenant.Advance(90 * time.Second)
	wantError(t, c.post("token", "client_id", client, "grant_type", "oob", "continuation_token", token, "oob", "0042", "scope", "openid"),
		400, "invalid_grant", "invalid_oob_value", 50184)
	c.base = authority
	if r := c.post("initiate"); r.status != 404 {
		t.Errorf("the built-in name answers %d", r.status)
	}
}

func TestDirectoryCheck(t *testing.T) {
	tests := []struct {
		spoil func(*emulator.Directory)
		want  []string // parts of the error
	}{
		{func(d *emulator.Directory) { d.Name = "contoso" }, []string{`name: "contoso"`}},
		{func(d *emulator.Directory) { d.ID = "x" }, []string{`id: "x"`}},
		{func(d *emulator.Directory) { d.Apps[1].ClientID = "x" }, []string{`apps[1] (otp): client_id "x"`}},
		{func(d *emulator.Directory) { d.Apps[1].ClientID = d.Apps[0].ClientID }, []string{"apps[1] (otp): another app"}},
		{func(d *emulator.Directory) { d.Apps[2].UserFlow = "none" }, []string{`apps[2] (mfa): there is no user flow "none"`}},
		{func(d *emulator.Directory) { d.Apps[2].UserFlow = "" }, []string{`apps[2] (mfa): there is no user flow ""`}},
		{func(d *emulator.Directory) { d.Apps[0].RedirectPaths = []string{"back"} }, []string{`redirect path "back"`}},
		{func(d *emulator.Directory) { d.Apps[0].Scopes = map[string][]string{"shop": nil} }, []string{`resource "shop"`}},
		{func(d *emulator.Directory) { d.UserFlows[0].Name = "" }, []string{"user_flows[0] (): it has no name", "apps[0]"}},
		{func(d *emulator.Directory) { d.UserFlows[1].Name = "password" }, []string{"user_flows[1] (password): another"}},
		{func(d *emulator.Directory) { d.UserFlows[1].Method = "magic" }, []string{`user_flows[1] (otp): method "magic"`}},
		{func(d *emulator.Directory) { d.UserFlows[1].Attributes[1].Name = "membership" }, []string{"user_flows[1] (otp) attributes[1] (membership)"}},
		{func(d *emulator.Directory) { d.UserFlows[1].Attributes[1].Name = "displayName" }, []string{"it comes twice"}},
		{func(d *emulator.Directory) { d.UserFlows[0].Attributes[1].Type = "date" }, []string{`type "date"`}},
		{func(d *emulator.Directory) { d.UserFlows[0].Attributes[1].Input = "number" }, []string{`input "number" does not fit`}},
		{func(d *emulator.Directory) { d.UserFlows[0].Attributes[1].Input = "radio" }, []string{"input radio needs options"}},
		{func(d *emulator.Directory) { d.UserFlows[0].Attributes[1].Options = []string{"a"} }, []string{"options need the input"}},
		{func(d *emulator.Directory) {
			d.UserFlows[0].Attributes[1].Input, d.UserFlows[0].Attributes[1].Options = "checkboxes", []string{"a,b"}
		}, []string{"hold no comma"}},
		{func(d *emulator.Directory) { d.UserFlows[0].Attributes[1].Round = -1 }, []string{"not negative"}},
		{func(d *emulator.Directory) { d.Users[3].Username = "sms" }, []string{`users[3] (sms): username "sms"`}},
		{func(d *emulator.Directory) { d.Users[3].Username = "OTP@contoso.example" }, []string{`the name "otp@contoso.example" is taken`}},
		{func(d *emulator.Directory) { d.Users[3].Aliases = []string{"a@b"} }, []string{`alias "a@b"`}},
		{func(d *emulator.Directory) { d.Users[1].Aliases = []string{"oli"} }, []string{"users[1] (otp@contoso.example): aliases"}},
		{func(d *emulator.Directory) { d.Users[3].ObjectID = "4" }, []string{`object_id "4"`}},
		{func(d *emulator.Directory) { d.Users[3].ObjectID = d.Users[0].ObjectID }, []string{"another user has the object_id"}},
		{func(d *emulator.Directory) { d.Users[0].Password = "" }, []string{"method password needs a password"}},
		{func(d *emulator.Directory) { d.Users[1].Password = "x" }, []string{"method otp has no password"}},
		{func(d *emulator.Directory) { d.Users[1].Method = "magic" }, []string{`users[1] (otp@contoso.example): method "magic"`}},
		{func(d *emulator.Directory) { d.Users[3].StrongMethods[0].Target = "0555" }, []string{`target "0555"`}},
		{func(d *emulator.Directory) { d.Users[3].StrongMethods[0].Channel = "pigeon" }, []string{`channel "pigeon"`}},
		{func(d *emulator.Directory) { d.Policies.BlockedRegions = []string{"Atlantis"} }, []string{`policies blocked_regions: "Atlantis"`}},
		{func(d *emulator.Directory) { d.Policies.Code = "12ab" }, []string{`policies code: "12ab"`}},
		{func(d *emulator.Directory) { d.Policies.LockFor = -1; d.ID = "" }, []string{"policies lock_for: it is negative", "id:"}},
	}
	for _, test := range tests {
		d := emulator.BuiltIn()
		test.spoil(&d)
		err := d.Check()
		if err == nil {
			t.Errorf("nothing is wrong where it should be %q", test.want)
			continue
		}
		for _, want := range test.want {
			if !strings.Contains(err.Error(), want) {
				t.Errorf("%q is missing in %q", want, err)
			}
		}
		tenant := newTenant()
		tenant.Directory = &d
		if tenant.Reset() == nil {
			t.Errorf("%v: Reset is content", err)
		}
		if !tenant.Revoke("password@contoso.example") {
			t.Errorf("%v: the built-in people are gone", err)
		}
	}
}

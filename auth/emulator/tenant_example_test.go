package emulator_test

import (
	"fmt"
	"os"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/vestibule-app/vestibule/auth/emulator"
)

// example is the annotated tenant file.
func example(t testing.TB) []byte {
	text, err := os.ReadFile("../../assets/tenants/example.toml")
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// The example shows every key there is, each with a comment, and an example of every word that a key can hold.
func TestExampleIsComplete(t *testing.T) {
	text := string(example(t))
	if _, err := emulator.ParseTenantFile([]byte(text)); err != nil {
		t.Fatal(err)
	}
	headers := map[string]bool{}
	keys := map[string]map[string]bool{}
	table := ""
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		switch {
		case strings.HasPrefix(line, "["):
			table = strings.Trim(line, "[]")
			headers[table] = true
		case strings.HasPrefix(line, "#"):
		case strings.HasPrefix(line, "{ channel"):
			keys["users.strong_methods"] = map[string]bool{"channel": true, "target": strings.Contains(line, "target =")}
		default:
			if key, _, ok := strings.Cut(line, " ="); ok {
				if keys[table] == nil {
					keys[table] = map[string]bool{}
				}
				keys[table][key] = true
			}
		}
	}
	var look func(path string, kind reflect.Type)
	look = func(path string, kind reflect.Type) {
		for i := range kind.NumField() {
			key := kind.Field(i).Tag.Get("toml")
			below := strings.TrimPrefix(path+"."+key, ".")
			if key == "" {
				t.Errorf("%s.%s cannot be set in a tenant file", path, kind.Field(i).Name)
			}
			if !keys[path][key] && !headers[below] {
				t.Errorf("the example does not show %s", below)
			}
			inner := kind.Field(i).Type
			if inner.Kind() == reflect.Slice {
				inner = inner.Elem()
			}
			if inner.Kind() == reflect.Struct {
				look(below, inner)
			}
		}
	}
	look("", reflect.TypeFor[emulator.Directory]())
	for _, word := range []string{
		emulator.FlowPassword, emulator.FlowOTP, emulator.TypeString, emulator.TypeBoolean, emulator.TypeInteger, emulator.InputText, emulator.InputRadio,
		emulator.InputCheckboxes, emulator.InputCheckbox, emulator.InputNumber, emulator.MethodPassword, emulator.MethodOTP, emulator.MethodFederated,
		emulator.ChannelEmail, emulator.ChannelSMS,
	} {
		if !strings.Contains(text, fmt.Sprintf("= %q", word)) {
			t.Errorf("nothing in the example is %q", word)
		}
	}
}

// The people of the example sign in.
func TestExampleWorks(t *testing.T) {
	d, err := emulator.ParseTenantFile(example(t))
	if err != nil {
		t.Fatal(err)
	}
	tenant := newTenant()
	tenant.Directory = d
	port := atPort(t, tenant)
	root := strings.TrimSuffix(port.base, emulator.TenantName)
	for _, name := range []string{d.Name, d.ID} {
		c := &caller{t: t, tenant: tenant, client: port.client, base: root + name}
		shop, guests, bank := d.Apps[0].ClientID, d.Apps[1].ClientID, d.Apps[2].ClientID
		ada, grace := d.Users[0], d.Users[1]

		tokens := c.ok(c.post("token", "client_id", shop, "grant_type", "password", "continuation_token", c.challenged(shop, ada.Username),
			"password", ada.Password, "scope", "openid profile offline_access api://fabrikam-shop/Cart.Read"))
		who := claims(t, tokens.text("id_token"))
		if who["oid"] != ada.ObjectID || who["tid"] != d.ID || who["name"] != "Ada Lovelace" || who["aud"] != shop {
			t.Errorf("%s: %v", name, who)
		}
		if life, _ := tokens.body["expires_in"].(float64); life != time.Hour.Seconds() {
			t.Errorf("access_life: %v", tokens.body["expires_in"])
		}
		wantError(t, c.post("token", "client_id", shop, "grant_type", "password", "continuation_token", c.challenged(shop, ada.Username),
			"password", ada.Password, "scope", "openid api://fabrikam-shop/Cart.Burn"), 400, "invalid_grant", "consent_required", 65001)

		token := c.challenged(guests, grace.Username)
		if code := c.last(grace.Username).Code; len(code) != d.Policies.EmailCodeLength {
			t.Errorf("a code of %d digits", len(code))
		}
		c.ok(c.code(guests, token, "oob", c.last(grace.Username).Code))

		wantError(t, c.password(bank, c.challenged(bank, ada.Username), ada.Password), 400, "invalid_grant", "mfa_required", 0)
		for i, want := range map[int]int{3: 50142, 4: 50057} {
			u := d.Users[i]
			r := c.password(shop, c.challenged(shop, u.Username), u.Password)
			wantError(t, r, 400, r.text("error"), "", want)
		}
		wantRedirect(t, c.post("initiate", "client_id", d.Apps[3].ClientID, "username", ada.Username, "challenge_type", allTypes))
	}
	for _, gone := range []string{emulator.TenantName, emulator.TenantID} {
		c := &caller{t: t, tenant: tenant, client: port.client, base: root + gone}
		if r := run(c, "initiate"); r.status != 404 {
			t.Errorf("the built-in tenant answers too, as %s: %d", gone, r.status)
		}
	}
}

// Whoever signs up there is asked over three screens, and every rule of the file holds.
func TestExampleJourneys(t *testing.T) {
	d, err := emulator.ParseTenantFile(example(t))
	if err != nil {
		t.Fatal(err)
	}
	tenant := newTenant()
	tenant.Directory = d
	c := call(t, tenant)
	c.base = strings.TrimSuffix(authority, emulator.TenantName) + d.Name
	const newcomer = "newcomer@fabrikam.example"

	k := c.talk(d.Apps[0].ClientID)
	k.ok(k.say("signup/v1.0/start", "username", newcomer, "challenge_type", allTypes))
	wantError(t, k.say("signup/v1.0/continue", "grant_type", "oob", "oob", k.signupCode(newcomer)), 400, "credential_required", "", 55103)
	wantError(t, k.say("signup/v1.0/continue", "grant_type", "password", "password", "Summer26!"), 400, "invalid_grant", "password_banned", 0)
	r := k.say("signup/v1.0/continue", "grant_type", "password", "password", newPassword)
	for _, round := range []struct{ asked, wrong, right string }{
		{"displayName", `{"displayName":""}`, `{"displayName":"New Comer"}`},
		{"loyaltyNumber age", `{"$loyaltyNumber":"7","$age":"old"}`, `{"$loyaltyNumber":"NC0001","$age":"42"}`},
		{"plan", `{"$plan":"golden"}`, `{"$plan":"plus","$hobbies":"Chess,Dancing","$newsletter":"true"}`},
	} {
		var names []string
		list, _ := r.body["required_attributes"].([]any)
		for _, a := range list {
			name, _ := a.(map[string]any)["name"].(string)
			names = append(names, strings.TrimPrefix(name, extension))
		}
		if r.text("error") != "attributes_required" || strings.Join(names, " ") != round.asked {
			t.Fatalf("want %s, got %s", round.asked, r.raw)
		}
		if r := k.say("signup/v1.0/continue", "grant_type", "attributes", "attributes", strings.ReplaceAll(round.wrong, "$", extension)); r.status != 400 || r.text("error") == "user_already_exists" {
			t.Errorf("%s is taken: %d %s", round.wrong, r.status, r.raw)
		}
		r = k.say("signup/v1.0/continue", "grant_type", "attributes", "attributes", strings.ReplaceAll(round.right, "$", extension))
	}
	c.ok(r)
	if who := claims(t, k.tokens("username", newcomer).text("id_token")); who["name"] != "New Comer" || who["tid"] != d.ID {
		t.Errorf("claims %v", who)
	}

	k = c.talk(d.Apps[0].ClientID)
	if wait := k.ok(k.resetTo("joan@fabrikam.example", newPassword)).body["poll_interval"]; wait != 1.0 {
		t.Errorf("poll_interval %v", wait)
	}
	for _, want := range []string{"in_progress", "succeeded"} {
		if got := k.ok(k.say("resetpassword/v1.0/poll_completion")).text("status"); got != want {
			t.Errorf("want %s, got %s", want, got)
		}
	}
	k.tokens("username", "joan@fabrikam.example") // nothing must be changed any more

	bank := d.Apps[2].ClientID
	k = c.talk(bank)
	k.token = c.challenged(bank, "alan@fabrikam.example")
	wantError(t, k.say("oauth2/v2.0/token", "grant_type", "password", "password", emulator.Password, "scope", allScopes), 400, "invalid_grant", "registration_required", 0)
	k.ok(k.say("register/v1.0/introspect"))
	for target, suberror := range map[string]string{"+2348012345678": "provider_blocked_by_admin", "+15555550199": "provider_blocked_by_rep"} {
		wantError(t, k.say("register/v1.0/challenge", "challenge_type", "oob", "challenge_channel", "sms", "challenge_target", target), 400, "access_denied", suberror, 0)
	}
	k.ok(k.say("register/v1.0/challenge", "challenge_type", "oob", "challenge_channel", "sms", "challenge_target", "+15555550112"))
	code := c.last("+15555550112").Code
	if len(code) != d.Policies.SMSCodeLength {
		t.Errorf("a code of %d digits", len(code))
	}
	k.ok(k.say("register/v1.0/continue", "grant_type", "oob", "oob", code))
	k.tokens()
}

// extension begins the names of the example's custom attributes.
const extension = "extension_0123456789abcdef0123456789abcdef_"

package emulator_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/vestibule-app/vestibule/auth/emulator"
)

const custom = "extension_0123456789abcdef0123456789abcdef_"

// withFlow is a tenant whose app otp collects these attributes.
func withFlow(attributes ...emulator.Attribute) *emulator.Tenant {
	d := emulator.BuiltIn()
	d.UserFlows[1].Attributes = attributes
	tenant := fixedCodes()
	tenant.Directory = &d
	return tenant
}

// join signs up with attributes in start, and returns the answer of start.
func join(t *testing.T, tenant *emulator.Tenant, values map[string]any) (*talk, result) {
	t.Helper()
	raw, err := json.Marshal(values)
	if err != nil {
		t.Fatal(err)
	}
	k := call(t, tenant).talk(emulator.ClientOTP)
	return k, k.say("signup/v1.0/start", "username", stranger, "challenge_type", allTypes, "attributes", string(raw))
}

// invalid lists the names of invalid_attributes.
func invalid(r result) string {
	var names []string
	list, _ := r.body["invalid_attributes"].([]any)
	for _, a := range list {
		names = append(names, a.(map[string]any)["name"].(string))
	}
	slices.Sort(names)
	return strings.Join(names, ",")
}

// asked lists the names of required_attributes.
func asked(r result) string {
	var names []string
	list, _ := r.body["required_attributes"].([]any)
	for _, a := range list {
		names = append(names, a.(map[string]any)["name"].(string))
	}
	return strings.Join(names, ",")
}

// The lengths of section 10.1, in characters, and that of custom attributes of section 10.2.
func TestAttributeLengths(t *testing.T) {
	lengths := map[string]int{
		"city": 128, "country": 128, "displayName": 256, "givenName": 64, "jobTitle": 128, "postalCode": 40, "state": 128,
		"streetAddress": 1024, "surname": 64, custom + "note": 250, custom + "short": 3,
	}
	var attributes []emulator.Attribute
	for name := range lengths {
		a := emulator.Attribute{Name: name}
		if strings.HasSuffix(name, "short") {
			a.MaxLength = 3
		}
		attributes = append(attributes, a)
	}
	fits, tooLong := map[string]any{}, map[string]any{}
	for name, n := range lengths {
		fits[name], tooLong[name] = strings.Repeat("ß", n), strings.Repeat("ß", n+1)
	}
	k, r := join(t, withFlow(attributes...), fits)
	k.ok(r)
	_, r = join(t, withFlow(attributes...), tooLong)
	wantError(t, r, 400, "invalid_grant", "attribute_validation_failed", 0)
	if want := strings.Join(slices.Sorted(maps.Keys(lengths)), ","); invalid(r) != want {
		t.Errorf("want all named, got %s", invalid(r))
	}
}

// The value formats of section 10.3.
func TestAttributeValues(t *testing.T) {
	tests := []struct {
		attribute emulator.Attribute
		descr     string // type and pattern
		good, bad []any
	}{
		{emulator.Attribute{Name: "city"}, "string ", []any{"Oslo", " ", "東京", "a\nb"}, []any{1, true, nil, []any{"Oslo"}, map[string]any{}}},
		{emulator.Attribute{Name: custom + "member", Regex: "^[A-Z]{2}[0-9]{4}$"}, "string ^[A-Z]{2}[0-9]{4}$", []any{"AB1234"}, []any{"ab1234", "AB12345", "x"}},
		{emulator.Attribute{Name: custom + "odd", Regex: "^(?<!x)a{3}$"}, "string ^(?<!x)a{3}$", []any{"anything"}, nil}, // RE2 cannot read it
		{emulator.Attribute{Name: custom + "name", Regex: `^[\w ]+$`}, `string ^[\w ]+$`, []any{"Müller", "Miller", "Анна Ли"}, []any{"Miller!"}},
		{emulator.Attribute{Name: custom + "plate", Regex: "^[a-z-[aeiou]]+$"}, "string ^[a-z-[aeiou]]+$", []any{"xyz"}, nil},
		{emulator.Attribute{Name: custom + "colour", Input: emulator.InputRadio, Options: []string{"Red", "Green"}}, "string ^(Red|Green)$",
			[]any{"Red", "Green"}, []any{"red", "Blue", "Red,Green"}},
		{emulator.Attribute{Name: custom + "price", Input: emulator.InputRadio, Options: []string{"1.5 (net)", "2"}}, `string ^(1\.5 \(net\)|2)$`,
			[]any{"1.5 (net)"}, []any{"1x5 (net)"}},
		{emulator.Attribute{Name: custom + "sports", Input: emulator.InputCheckboxes, Options: []string{"Dancing", "Swimming"}},
			"string ^(Dancing|Swimming)(,(Dancing|Swimming))*$", []any{"Dancing", "Swimming,Dancing"}, []any{"Dancing,", "Dancing,Dancing", "Chess", "Dancing, Swimming"}},
		{emulator.Attribute{Name: custom + "news", Type: emulator.TypeBoolean}, "boolean ", []any{"true", "false"}, []any{"True", "1", "yes", true}},
		{emulator.Attribute{Name: custom + "age", Type: emulator.TypeInteger, Input: emulator.InputNumber}, "integer ",
			[]any{"42", "-1", "0"}, []any{"4.2", "+1", "1e3", "2147483648", "forty", 42}},
	}
	for _, test := range tests {
		test.attribute.Required = true
		name := test.attribute.Name
		for _, value := range test.good {
			k, r := join(t, withFlow(test.attribute), map[string]any{name: value})
			if r.status != 200 {
				t.Errorf("%s = %v: %s", name, value, r.raw)
				continue
			}
			k.ok(k.make("signup/challenge", stranger))
			k.ok(k.make("signup oob", stranger))
			users := k.tenant.Users()
			if i := slices.IndexFunc(users, func(u emulator.User) bool { return u.Username == stranger }); i < 0 || users[i].Attributes[name] != value {
				t.Errorf("%s = %v is kept as %v", name, value, users)
			}
		}
		for _, value := range test.bad {
			_, r := join(t, withFlow(test.attribute), map[string]any{name: value})
			wantError(t, r, 400, "invalid_grant", "attribute_validation_failed", 0)
			if invalid(r) != name {
				t.Errorf("%s = %v: names %s", name, value, invalid(r))
			}
		}
		k, r := join(t, withFlow(test.attribute), map[string]any{name: ""}) // nothing is given
		k.ok(r)
		k.ok(k.make("signup/challenge", stranger))
		r = k.make("signup oob", stranger)
		a := r.body["required_attributes"].([]any)[0].(map[string]any)
		options, _ := a["options"].(map[string]any)
		pattern, _ := options["regex"].(string)
		if got := fmt.Sprint(a["type"], " ", pattern); got != test.descr || a["required"] != true || (pattern == "") != (options == nil) {
			t.Errorf("%s is described as %v", name, a)
		}
	}
}

// A name that the tenant does not know is ignored, whatever its value, also one that the user flow does not collect.
func TestUnknownAttributes(t *testing.T) {
	k, r := join(t, withFlow(emulator.Attribute{Name: "city"}), map[string]any{"email": 5, "postaCode": "x", "surname": []int{1}, "": nil, "city": "Oslo"})
	k.ok(r)
	k.ok(k.make("signup/challenge", stranger))
	k.ok(k.make("signup oob", stranger))
	for _, u := range k.tenant.Users() {
		if u.Username == stranger && (len(u.Attributes) != 1 || u.Name != "unknown") {
			t.Errorf("got %+v", u)
		}
	}
}

// The table of section 10.4. The city is optional, the name required.
func TestWhenAttributesMayBeSent(t *testing.T) {
	const required, optional, both = `{"displayName":"Sam"}`, `{"city":"Oslo"}`, `{"displayName":"Sam","city":"Oslo"}`
	flow := func() *emulator.Tenant {
		return withFlow(emulator.Attribute{Name: "displayName", Required: true}, emulator.Attribute{Name: "surname", Required: true}, emulator.Attribute{Name: "city"})
	}
	last := `{"surname":"Stranger"}`
	tests := []struct {
		when, attributes string
		city             string
	}{
		{"start", required, ""}, {"start", optional, "Oslo"}, {"start", both, "Oslo"},
		{"before the code", required, ""}, {"before the code", optional, "Oslo"}, {"before the code", both, "Oslo"},
		{"before the challenge", both, "Oslo"},
		{"after the code", required, ""}, {"after the code", optional, ""}, {"after the code", both, "Oslo"},
	}
	for _, test := range tests {
		k := call(t, flow()).talk(emulator.ClientOTP)
		send := func(attributes string) result {
			return k.say("signup/v1.0/continue", "grant_type", "attributes", "attributes", attributes)
		}
		early := func() {
			k.want(send(test.attributes), 400, "error", "verification_required", "unverified_attributes", "[map[name:email]]")
		}
		form := []string{"username", stranger, "challenge_type", allTypes}
		if test.when == "start" {
			form = append(form, "attributes", test.attributes)
		}
		k.ok(k.say("signup/v1.0/start", form...))
		if test.when == "before the challenge" {
			early()
		}
		k.ok(k.make("signup/challenge", stranger))
		if test.when == "before the code" {
			early()
		}
		r := k.make("signup oob", stranger)
		if test.when == "after the code" {
			r = send(test.attributes)
		}
		name := strings.Contains(test.attributes, "displayName")
		if want := map[bool]string{true: "surname", false: "displayName,surname"}[name]; asked(r) != want {
			t.Errorf("%s %s: asked for %s", test.when, test.attributes, asked(r))
		}
		if !name {
			r = send(required)
			if asked(r) != "surname" {
				t.Errorf("%s %s: then asked for %s", test.when, test.attributes, asked(r))
			}
		}
		k.ok(send(last))
		for _, u := range k.tenant.Users() {
			if u.Username == stranger && u.Attributes["city"] != test.city {
				t.Errorf("%s %s: city %q", test.when, test.attributes, u.Attributes["city"])
			}
		}
	}
}

// verification_required without a token leaves the old one good.
func TestVerificationRequiredWithoutAToken(t *testing.T) {
	tenant := fixedCodes()
	tenant.OmitVerificationToken = true
	k := reach(t, tenant, "signup code sent")
	r := k.make("signup attributes", stranger)
	wantError(t, r, 400, "verification_required", "", 0)
	if r.text("continuation_token") != "" {
		t.Errorf("a token in %s", r.raw)
	}
	if r := k.make("signup oob", stranger); r.text("error") != "credential_required" {
		t.Errorf("got %s", r.raw)
	}
}

// A user flow may ask on several screens, one round after the other; who sends more is asked for less.
func TestRoundsOfAttributes(t *testing.T) {
	flow := func() *emulator.Tenant {
		return withFlow(
			emulator.Attribute{Name: "city", Required: true, Round: 3},
			emulator.Attribute{Name: "displayName", Required: true, Round: 1},
			emulator.Attribute{Name: "givenName", Required: true, Round: 2},
			emulator.Attribute{Name: "surname", Required: true, Round: 2},
			emulator.Attribute{Name: "state", Round: 1},
		)
	}
	tests := []struct{ send, ask []string }{
		{[]string{`{"displayName":"a"}`, `{"givenName":"b","surname":"c"}`, `{"city":"d"}`}, []string{"displayName", "givenName,surname", "city"}},
		{[]string{`{"displayName":"a","city":"d"}`, `{"givenName":"b"}`, `{"surname":"c"}`}, []string{"displayName", "givenName,surname", "surname"}},
		{[]string{`{"city":"d"}`, `{}`, `{"displayName":"a","givenName":"b","surname":"c"}`}, []string{"displayName", "displayName", "displayName"}},
	}
	for _, test := range tests {
		k, r := join(t, flow(), map[string]any{})
		k.ok(r)
		k.ok(k.make("signup/challenge", stranger))
		r = k.make("signup oob", stranger)
		for i, attributes := range test.send {
			if asked(r) != test.ask[i] {
				t.Errorf("%v: asked for %s, not %s", test.send, asked(r), test.ask[i])
			}
			before := k.token
			wantError(t, k.say("signup/v1.0/continue", "grant_type", "attributes", "attributes", `{"surname":7,"city":"`+strings.Repeat("x", 129)+`"}`),
				400, "invalid_grant", "attribute_validation_failed", 0)
			r = k.say("signup/v1.0/continue", "grant_type", "attributes", "attributes", attributes)
			if k.token == before {
				t.Errorf("no new token in %s", r.raw)
			}
		}
		k.ok(r)
	}
}

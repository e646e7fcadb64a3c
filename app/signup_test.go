package app_test

import (
	"reflect"
	"testing"

	"github.com/vestibule-app/vestibule/app"
	"github.com/vestibule-app/vestibule/auth"
	"github.com/vestibule-app/vestibule/auth/emulator"
)

// TestSignUpOf: what the settings file says of a user flow is what the conversation knows of it.
func TestSignUpOf(t *testing.T) {
	s, err := app.ReadText([]byte("sign_up = 'up_front'\nsign_up_password = true\n"+attributes[len("lang = \"de\"\n"):]), "file.toml")
	if err != nil {
		t.Fatal(err)
	}
	got := app.SignUpOf(s)
	if !got.UpFront || !got.Password || len(got.Attributes) != 4 || !reflect.DeepEqual(got.Attributes[1], s.Attributes[1].Attribute) {
		t.Errorf("%+v", got)
	}
	if got := app.SignUpOf(app.Settings{SignUp: "as_asked"}); !reflect.DeepEqual(got, auth.SignUp{}) {
		t.Errorf("without anything: %+v", got)
	}
}

// TestSignUpInDemo: the demo knows the user flows of its own tenant, however their attributes are asked for.
func TestSignUpInDemo(t *testing.T) {
	tenant := emulator.BuiltIn()
	name := auth.Attribute{Name: "displayName", Kind: auth.AttributeText, Required: true}
	for id, want := range map[string]auth.SignUp{
		emulator.ClientPassword: {Password: true, Attributes: []auth.Attribute{name, {Name: "city", Kind: auth.AttributeText}}},
		emulator.ClientMFA:      {Password: true, Attributes: []auth.Attribute{name, {Name: "city", Kind: auth.AttributeText}}},
		emulator.ClientOTP: {Attributes: []auth.Attribute{name,
			{Name: emulator.Membership, Kind: auth.AttributeText, Required: true, Pattern: "^[A-Z]{2}[0-9]{4}$"}}},
		"somebody else's": {},
	} {
		if got := app.SignUpInDemo(tenant, id); !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %+v, want %+v", id, got, want)
		}
	}
	for _, c := range []struct {
		kind, input string
		want        auth.AttributeKind
	}{
		{emulator.TypeString, "", auth.AttributeText},
		{emulator.TypeBoolean, "", auth.AttributeYesNo},
		{emulator.TypeInteger, "", auth.AttributeNumber},
		{emulator.TypeString, emulator.InputRadio, auth.AttributeOneOf},
		{emulator.TypeString, emulator.InputCheckboxes, auth.AttributeSeveralOf},
		{emulator.TypeBoolean, emulator.InputCheckbox, auth.AttributeYesNo},
	} {
		tenant.UserFlows[0].Attributes = []emulator.Attribute{{Name: "x", Type: c.kind, Input: c.input, Options: []string{"a"}}}
		got := app.SignUpInDemo(tenant, emulator.ClientPassword).Attributes
		if len(got) != 1 || got[0].Kind != c.want || !reflect.DeepEqual(got[0].Options, []string{"a"}) {
			t.Errorf("%s by %q: %+v", c.kind, c.input, got)
		}
	}
}

// TestAttributeWords: an attribute is called what the settings call it, in the language of the window.
func TestAttributeWords(t *testing.T) {
	for tag, want := range map[string][2]string{"en": {"Topics", ""}, "de": {"Themen", ""}, "ar": {"Topics", ""}} {
		s, err := app.ReadText([]byte(attributes), "file.toml")
		if err != nil {
			t.Fatal(err)
		}
		h := quiet(t, emulator.ClientPassword, func(h *house) {
			h.config.Settings.Lang, h.config.Settings.Attributes = tag, s.Attributes
		})
		label, hint := app.AttributeWords(h.app, s.Attributes[2].Name)
		if [2]string{label, hint} != want {
			t.Errorf("%s: %q, %q", tag, label, hint)
		}
		if label, hint := app.AttributeWords(h.app, "displayName"); label != "" || hint != "" {
			t.Errorf("%s: what nobody named is called %q, %q", tag, label, hint)
		}
		if label, hint := app.AttributeWords(h.app, "postalCode"); label != "" || hint != "" {
			t.Errorf("%s: what nobody knows is called %q, %q", tag, label, hint)
		}
		h.end()
	}
	h := atDemo(t)
	if label, hint := app.AttributeWords(h.app, emulator.Membership); label != "Membership number" || hint == "" || hint == "demo.membership.hint" {
		t.Errorf("in the demo: %q, %q", label, hint)
	}
	if label, _ := app.AttributeWords(h.app, "city"); label != "" {
		t.Errorf("in the demo: %q", label)
	}
}

package app_test

import (
	"io"
	"os"
	"reflect"
	"strings"
	"testing"

	"github.com/vestibule-app/vestibule/app"
	"github.com/vestibule-app/vestibule/auth"
)

const attributes = `lang = "de"

[[attribute]] # what everybody is asked
name = "displayName"
required = true

[[attribute]]
name = "extension_0123456789abcdef0123456789abcdef_tier"
kind = "one_of"
options = ["gold", "silver and bronze"]
label = "Tier"
hint = { en = "As on your card", de-AT = "Wie auf der Karte", de = "Siehe Karte" }

[[attribute]]
name = "extension_0123456789abcdef0123456789abcdef_topics"
kind = "several_of"
options = ["news", "offers"]
label.en = "Topics"
label.de = "Themen"

[[attribute]]
name = "city"
[attribute.hint]
"DE" = "Ort"
`

// TestAttributes: the tables say what is asked for, in their order, and in which words.
func TestAttributes(t *testing.T) {
	path := settingsFile(t, attributes)
	s, err := app.ReadSettings([]string{"--config", path}, nil, io.Discard)
	if err != nil {
		t.Fatal(err)
	}
	const extension = "extension_0123456789abcdef0123456789abcdef_"
	want := []app.Attribute{
		{Attribute: auth.Attribute{Name: "displayName", Kind: auth.AttributeText, Required: true}},
		{Attribute: auth.Attribute{Name: extension + "tier", Kind: auth.AttributeOneOf, Options: []string{"gold", "silver and bronze"}},
			Label: app.Texts{"": "Tier"}, Hint: app.Texts{"en": "As on your card", "de-AT": "Wie auf der Karte", "de": "Siehe Karte"}},
		{Attribute: auth.Attribute{Name: extension + "topics", Kind: auth.AttributeSeveralOf, Options: []string{"news", "offers"}},
			Label: app.Texts{"en": "Topics", "de": "Themen"}},
		{Attribute: auth.Attribute{Name: "city", Kind: auth.AttributeText}, Hint: app.Texts{"de": "Ort"}},
	}
	if !reflect.DeepEqual(s.Attributes, want) {
		t.Errorf("%+v\nwant\n%+v", s.Attributes, want)
	}
	if s.Lang != "de" {
		t.Errorf("the language above the tables is %q", s.Lang)
	}
	saved, err := app.WithTenant([]byte(attributes), "fabrikam", clientID)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, saved, 0o600); err != nil {
		t.Fatal(err)
	}
	again, err := app.ReadSettings([]string{"--config", path}, nil, io.Discard)
	if err != nil || again.Authority != "fabrikam" || !reflect.DeepEqual(again.Attributes, want) {
		t.Errorf("after a tenant was connected: %+v, %v", again, err)
	}
}

// TestTexts: the nearest language is spoken, and rather another one than none.
func TestTexts(t *testing.T) {
	words := app.Texts{"en": "City", "de": "Ort", "de-AT": "Stadt"}
	for _, c := range []struct {
		texts     app.Texts
		tag, want string
	}{
		{words, "de", "Ort"}, {words, "de-AT", "Stadt"}, {words, "de-CH", "Ort"}, {words, "en-GB", "City"}, {words, "ar", "City"}, {words, "", "City"},
		{words, "no tag", "City"},
		{app.Texts{"": "Any", "de": "Ort"}, "de", "Ort"},
		{app.Texts{"": "Any", "de": "Ort", "en": "City"}, "ar", "Any"},
		{app.Texts{"fr": "Ville", "it": "Luogo"}, "de", "Ville"},
		{nil, "de", ""},
	} {
		if got := c.texts.In(c.tag); got != c.want {
			t.Errorf("%v in %q: %q, want %q", c.texts, c.tag, got, c.want)
		}
	}
}

// TestAttributeErrors: whatever is wrong with an attribute is told with its line.
func TestAttributeErrors(t *testing.T) {
	const head = "[[attribute]]\nname = 'a'\n"
	for _, c := range []struct{ name, text, at, words string }{
		{"unknown key", head + "colour = 'red'\n", ":3: ", "colour is not a key of an attribute; those are name, kind, required"},
		{"key in capitals", head + "Required = true\n", ":3: ", "Required is not a key"},
		{"no name", "lang = 'de'\n[[attribute]]\nrequired = true\n", ":2: ", "the attribute needs a name"},
		{"empty name", "[[attribute]]\nname = ''\n", ":2: ", "name must be"},
		{"name with a blank", "[[attribute]]\nname = 'a b'\n", ":2: ", "name must be"},
		{"name twice", head + "\n" + head, ":4: ", "a is there twice"},
		{"unknown kind", head + "kind = 'date'\n", ":3: ", "kind must be one of text, number, yes_no, one_of, several_of"},
		{"kind of another type", head + "kind = 3\n", ":3: ", "kind must be one of"},
		{"required in words", head + "required = 'yes'\n", ":3: ", "required must be true or false"},
		{"choice without options", head + "kind = 'one_of'\n", ":1: ", "needs options"},
		{"options without a choice", head + "options = ['x']\n", ":1: ", "kind must be one_of or several_of"},
		{"no option", head + "kind = 'one_of'\noptions = []\n", ":4: ", "options must be a list"},
		{"options of numbers", head + "kind = 'one_of'\noptions = [1]\n", ":4: ", "options must be a list of different texts"},
		{"option twice", head + "kind = 'one_of'\noptions = ['x', 'x']\n", ":4: ", "different texts"},
		{"option with a comma", head + "kind = 'several_of'\noptions = ['x,y']\n", ":1: ", "comma"},
		{"label of another type", head + "label = 3\n", ":3: ", "label must be a text"},
		{"empty label", head + "label = ' '\n", ":3: ", "label must be a text"},
		{"label of no language", head + "label = {}\n", ":3: ", "label must be a text"},
		{"label by something else", head + "hint = {klingonese = 'x'}\n", ":3: ", `language tags such as en or de, not "klingonese"`},
		{"label in a table", head + "\n[attribute.label]\nen = 3\n", ":4: ", "label must be a text"},
		{"dotted label", head + "required = true\nlabel.en = 3\n", ":4: ", "label must be a text"},
		{"first wrong line", head + "required = 1\n[[attribute]]\n[tenant]\n", ":3: ", "required"},
		{"another table behind", head + "[tenant]\n", ":3: ", "tenant is not a setting"},
		{"another table before", "[tenant]\n" + head, ":1: ", "tenant is not a setting"},
		{"a setting as a table", head + "[theme]\nname = 'x'\n", ":3: ", "theme is a value"},
		{"misspelt table", head + "[[attribut]]\n", ":3: ", "did you mean attribute?"},
		{"a setting among the attributes", head + "lang = 'de'\n", ":3: ", "lang is not a key of an attribute"},
		{"single brackets", "\n[attribute]\nname = 'a'\n", ":2: ", "written as [[attribute]]"},
		{"as a list", "attribute = [{name = 'a'}]\n", ":1: ", "written as [[attribute]]"},
		{"as a text", "attribute = 'a'\n", ":1: ", "written as [[attribute]]"},
		{"dotted", "attribute.name = 'a'\n", ":1: ", "written as [[attribute]]"},
		{"a table below", head + "[[attribute.options]]\nx = 1\n", ":3: ", "options must be a list"},
	} {
		path := settingsFile(t, c.text)
		_, err := app.ReadSettings([]string{"--config", path}, nil, io.Discard)
		if err == nil {
			t.Errorf("%s: it was read", c.name)
			continue
		}
		if got := err.Error(); !strings.HasPrefix(got, path+c.at) || !strings.Contains(got, c.words) || strings.Contains(got, "\n") {
			t.Errorf("%s: %q does not begin with %q or does not say %q", c.name, got, c.at, c.words)
		}
	}
}

package app

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"

	"github.com/pelletier/go-toml/v2/unstable"
	"golang.org/x/text/language"

	"github.com/vestibule-app/vestibule/assets/brand"
	"github.com/vestibule-app/vestibule/auth"
)

// This file is the [[attribute]] tables of the settings file: what a new account is asked for, and in which words.

// Attribute is something that a new account is asked for.
type Attribute struct {
	auth.Attribute
	Label Texts // what it is called; none: the words of the program
	Hint  Texts // what is said below its field; none: nothing
}

// Texts are the same words in several languages, as a brand pack has them too.
type Texts = brand.Texts

const attributeTable = "attribute"

// attributeKey is a key of an [[attribute]] table.
type attributeKey struct {
	name string
	take func(*Attribute, any) error
}

var attributeKeys = []attributeKey{
	{"name", func(a *Attribute, v any) error {
		name, ok := v.(string)
		if !ok || name == "" || strings.ContainsFunc(name, func(r rune) bool { return r <= ' ' || r > '~' }) {
			return errors.New("must be the tenant's name of the attribute in quotes, for example displayName")
		}
		a.Name = name
		return nil
	}},
	{"kind", func(a *Attribute, v any) error {
		kind, _ := v.(string)
		allowed := []string{"text", "number", "yes_no", "one_of", "several_of"}
		if !slices.Contains(allowed, kind) {
			return fmt.Errorf("must be one of %s in quotes", strings.Join(allowed, ", "))
		}
		a.Kind = auth.AttributeKind(kind)
		return nil
	}},
	{"required", func(a *Attribute, v any) error {
		required, ok := v.(bool)
		if !ok {
			return errors.New("must be true or false")
		}
		a.Required = required
		return nil
	}},
	{"options", func(a *Attribute, v any) error {
		list, _ := v.([]any)
		for _, item := range list {
			option, ok := item.(string)
			if !ok || strings.TrimSpace(option) == "" || slices.Contains(a.Options, option) {
				return errors.New("must be a list of different texts in quotes")
			}
			a.Options = append(a.Options, option)
		}
		if len(list) == 0 {
			return errors.New(`must be a list of texts in quotes, for example ["gold", "silver"]`)
		}
		return nil
	}},
	{"label", func(a *Attribute, v any) (err error) { a.Label, err = texts(v); return err }},
	{"hint", func(a *Attribute, v any) (err error) { a.Hint, err = texts(v); return err }},
}

func keysOfAttributes() string {
	var names []string
	for _, k := range attributeKeys {
		names = append(names, k.name)
	}
	return strings.Join(names, ", ")
}

// texts takes a text, or a table of texts by language.
func texts(v any) (Texts, error) {
	wrong := errors.New(`must be a text in quotes, or texts by language, for example { en = "City", de = "Ort" }`)
	byTag, ok := v.(map[string]any)
	if !ok {
		byTag = map[string]any{"": v}
	}
	all := Texts{}
	for _, tag := range slices.Sorted(maps.Keys(byTag)) {
		words, isText := byTag[tag].(string)
		if !isText || strings.TrimSpace(words) == "" || strings.ContainsFunc(words, unicode.IsControl) {
			return nil, wrong
		}
		if ok {
			known, err := language.Parse(tag)
			if err != nil {
				return nil, fmt.Errorf("must be by language tags such as en or de, not %q", tag)
			}
			tag = known.String()
		}
		all[tag] = words
	}
	if len(all) == 0 {
		return nil, wrong
	}
	return all, nil
}

// check holds an attribute against itself.
func (a *Attribute) check() error {
	choice := a.Kind == auth.AttributeOneOf || a.Kind == auth.AttributeSeveralOf
	switch {
	case a.Name == "":
		return errors.New("needs a name: the tenant's name of the attribute")
	case choice && len(a.Options) == 0:
		return fmt.Errorf("needs options, for it is %s", a.Kind)
	case !choice && len(a.Options) > 0:
		return errors.New("has options, so its kind must be one_of or several_of")
	case a.Kind == auth.AttributeSeveralOf && slices.ContainsFunc(a.Options, func(o string) bool { return strings.Contains(o, ",") }):
		return errors.New("has an option with a comma, by which the chosen ones are divided on their way to the tenant")
	}
	return nil
}

// complaint is what is wrong with a line.
type complaint struct {
	line int // from 1
	err  error
}

// readAttributes takes the [[attribute]] tables from a file's text and its values, and returns what is wrong with them
// or with any other table.
func (s *Settings) readAttributes(b []byte, tables []any) []complaint {
	places, wrong := attributePlaces(b)
	for i, p := range places {
		table, _ := tables[i].(map[string]any) // the text is TOML, so it has as many tables as headers
		a := Attribute{Attribute: auth.Attribute{Kind: auth.AttributeText}}
		before := len(wrong)
		for _, key := range slices.Sorted(maps.Keys(table)) {
			k := slices.IndexFunc(attributeKeys, func(k attributeKey) bool { return k.name == key })
			if k < 0 {
				wrong = append(wrong, complaint{p.keys[key], fmt.Errorf("%s is not a key of an attribute; those are %s", key, keysOfAttributes())})
				continue
			}
			if err := attributeKeys[k].take(&a, table[key]); err != nil {
				wrong = append(wrong, complaint{p.keys[key], fmt.Errorf("%s %w", key, err)})
			}
		}
		err := a.check()
		if err == nil && slices.ContainsFunc(s.Attributes, func(other Attribute) bool { return other.Name == a.Name }) {
			err = fmt.Errorf("%s is there twice", a.Name)
		}
		if err != nil && len(wrong) == before {
			wrong = append(wrong, complaint{p.line, fmt.Errorf("the attribute %w", err)})
		}
		s.Attributes = append(s.Attributes, a)
	}
	return wrong
}

// noTable is what is wrong with a table that is no [[attribute]].
func noTable(name string) error {
	if slices.ContainsFunc(table, func(r setting) bool { return r.key == name }) {
		return fmt.Errorf("%s is a value, which stands above all tables", name)
	}
	return fmt.Errorf("%s is not a setting%s", name, suggestion(name, fileKeys()))
}

// attributePlace is where an [[attribute]] table stands.
type attributePlace struct {
	line int            // of its header
	keys map[string]int // the lines of its keys
}

// attributePlaces finds the [[attribute]] tables in a text that is known to be TOML, and complains of all other tables.
func attributePlaces(b []byte) (places []attributePlace, wrong []complaint) {
	var p unstable.Parser
	p.Reset(b)
	inside, nested := false, "" // of an [[attribute]], and of a table in it
	for p.NextExpression() {
		node := p.Expression()
		var path []string
		line := 0
		for keys := node.Key(); keys.Next(); {
			if line == 0 {
				line = 1 + bytes.Count(b[:keys.Node().Raw.Offset], []byte("\n"))
			}
			path = append(path, string(keys.Node().Data))
		}
		key := nested
		switch {
		case node.Kind == unstable.KeyValue:
			if key == "" {
				key = path[0]
			}
		case path[0] != attributeTable:
			inside = false
			wrong = append(wrong, complaint{line, noTable(path[0])})
		case len(path) == 1:
			places = append(places, attributePlace{line, map[string]int{}})
			inside, nested, key = true, "", ""
		default:
			inside, nested, key = true, path[1], path[1]
		}
		if !inside || key == "" {
			continue
		}
		if keys := places[len(places)-1].keys; keys[key] == 0 {
			keys[key] = line
		}
	}
	return places, wrong
}

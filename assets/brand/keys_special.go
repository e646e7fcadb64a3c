package brand

import (
	"fmt"
	"image/color"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// This file is the keys whose values go to a place that the path tells: words, attributes and tokens.

// then turns what was read into something else.
func (k kindOf[T]) then(turn func(T) bool) kindOf[bool] {
	return kindOf[bool]{schema: k.schema, read: func(v any) (bool, error) {
		value, err := k.read(v)
		return turn(value), err
	}}
}

// asAny forgets the type.
func (k kindOf[T]) asAny() kindOf[any] {
	return kindOf[any]{schema: k.schema, read: func(v any) (any, error) { return k.read(v) }}
}

// plurals are the categories of CLDR.
var plurals = []string{"zero", "one", "two", "few", "many", "other"}

// Fixed are the words that say who gets the password. They are the product's, whatever the brand.
var Fixed = []string{"host", "panel.promise"}

// sentence is a key under [words.LANGUAGE].
func sentence(k Key) Key {
	forms := map[string]any{}
	for _, form := range plurals {
		forms[form] = oneText
	}
	k.schema = map[string]any{"anyOf": []any{oneText, map[string]any{"type": "object", "additionalProperties": false,
		"required": []string{"other"}, "properties": forms}}}
	k.apply = func(r *reading, at string, v any) error {
		parts := strings.SplitN(at, ".", 3)
		tag, err := checkTag(parts[1])
		if err != nil {
			return err
		}
		name := parts[2]
		if slices.Contains(Fixed, name) {
			return because(WordFixed, nil, "says who gets the password, which a brand cannot change; take the line out")
		}
		table, several := v.(map[string]any)
		if !several {
			table = map[string]any{"other": v}
		}
		said := Sentence{}
		for _, form := range slices.Sorted(maps.Keys(table)) {
			s, ok := table[form].(string)
			if !ok || !slices.Contains(plurals, form) {
				return because(PluralInvalid, nil, `must be a text, or one for each plural such as { one = "…", other = "…" }; a key with dots goes in quotes: "username.title" = "…"`)
			}
			if err := checkSentence(s); err != nil {
				return err
			}
			said[form] = s
		}
		if said["other"] == "" {
			return because(PluralInvalid, nil, `needs "other" beside the other plurals`)
		}
		if r.pack.Words[tag] == nil {
			r.pack.Words[tag] = map[string]Sentence{}
		}
		r.pack.Words[tag][name] = said
		r.pack.lines["words."+tag+"."+name] = r.pack.lines[at] // also where the tag is written in another way
		return nil
	}
	return k
}

// attribute is a key of an [[attribute]] table.
func attribute(k Key, kind kindOf[any]) Key {
	k.schema = kind.schema
	k.apply = func(r *reading, at string, v any) error {
		value, err := kind.read(v)
		if err != nil {
			return err
		}
		place, key, _ := strings.Cut(strings.TrimPrefix(at, "attribute["), "].")
		i, err := strconv.Atoi(place)
		if err != nil {
			return because(TableInvalid, Args{"Heading": "[[attribute]]"}, "must stand in a table [[attribute]]")
		}
		for len(r.pack.Attributes) <= i {
			r.pack.Attributes = append(r.pack.Attributes, Attribute{})
		}
		a := &r.pack.Attributes[i]
		switch key {
		case "name":
			a.Name = value.(string)
		case "label":
			a.Label = value.(Texts)
		case "hint":
			a.Hint = value.(Texts)
		}
		return nil
	}
	return k
}

// sizeKey is the key of a size under [tokens].
func sizeKey(t Token) Key {
	kind := number(t.Min, t.Max)
	k := Key{Path: "tokens." + t.Name, Doc: t.Doc, Example: fmt.Sprint(t.Default), Default: fmt.Sprint(t.Default), schema: kind.schema}
	k.apply = func(r *reading, _ string, v any) error {
		value, err := kind.read(v)
		if err == nil {
			r.pack.Tokens.Sizes[t.Name] = value
		}
		return err
	}
	return k
}

// colorKey is the key of a colour under [tokens.light], [tokens.dark] or [tokens.contrast].
func colorKey(t Token, mode string) Key {
	kind := colorOf(t.Translucent)
	k := Key{Path: "tokens." + mode + "." + t.Name, Doc: t.Doc, Example: `"#808080"`, Default: "derived", schema: kind.schema}
	k.apply = func(r *reading, _ string, v any) error {
		value, err := kind.read(v)
		if err == nil {
			r.pack.Tokens.Colors(mode)[t.Name] = value
		}
		return err
	}
	return k
}

// Colors are the overrides for "light", "dark" or "contrast"; nil for another mode.
func (o Overrides) Colors(mode string) map[string]color.NRGBA {
	switch mode {
	case "light":
		return o.Light
	case "dark":
		return o.Dark
	case "contrast":
		return o.Contrast
	}
	return nil
}

// CheckWords holds the overridden words against those that there are: known has the names of the places of every key.
// A key that nobody says and a place that nobody fills are findings.
func (p *Pack) CheckWords(known map[string][]string) []Finding {
	var found []Finding
	for _, tag := range slices.Sorted(maps.Keys(p.Words)) {
		for _, key := range slices.Sorted(maps.Keys(p.Words[tag])) {
			at := "words." + tag + "." + key
			places, ok := known[key]
			if !ok {
				args, text := Args{"Word": key}, at+" is said on no screen"
				if near := Nearest(key, slices.Collect(maps.Keys(known))); near != "" {
					args["Near"] = near
					text += "; did you mean " + strconv.Quote(near) + "?"
				}
				found = append(found, p.At(at, WordUnknown, args, text))
				continue
			}
			for _, form := range slices.Sorted(maps.Keys(p.Words[tag][key])) {
				used, _ := placesOf(p.Words[tag][key][form])
				for _, place := range used {
					if !slices.Contains(places, place) {
						found = append(found, p.At(at, PlaceUnknown, Args{"Place": "{{." + place + "}}"}, fmt.Sprintf("%s: nothing fills in {{.%s}}; take it out", at, place)))
					}
				}
			}
		}
	}
	return found
}

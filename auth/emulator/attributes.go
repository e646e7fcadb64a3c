package emulator

import (
	"cmp"
	"encoding/json"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// readAttributes reads the parameter attributes: a JSON object in a string, all its values strings. The values that are
// none are kept as null, for validation to name them.
func readAttributes(raw string) (map[string]*string, *reply) {
	var values map[string]any
	if err := json.Unmarshal([]byte(raw), &values); err != nil || values == nil {
		return nil, parameter("attributes")
	}
	out := make(map[string]*string, len(values))
	for name, value := range values {
		name = strings.TrimSpace(name)
		out[name] = nil
		if text, ok := value.(string); ok {
			out[name] = &text
		}
	}
	return out, nil
}

// collect validates values against the attributes of a user flow and returns those that were given. A name that the flow
// does not know is ignored, an empty value is none.
func (u *UserFlow) collect(values map[string]*string) (map[string]string, *reply) {
	good, bad := map[string]string{}, []map[string]any{}
	for i := range u.Attributes {
		a := &u.Attributes[i]
		value, ok := values[a.Name]
		switch {
		case !ok || value != nil && *value == "":
		case value == nil:
			bad = append(bad, map[string]any{"name": a.Name, "reason": "The value is not a string."})
		default:
			if reason := a.fault(*value); reason != "" {
				bad = append(bad, map[string]any{"name": a.Name, "reason": reason})
				continue
			}
			good[a.Name] = *value
		}
	}
	if len(bad) > 0 {
		return nil, attributesInvalid(bad)
	}
	return good, nil
}

func attributesInvalid(bad []map[string]any) *reply {
	out := refuse("invalid_grant", 0, "User attribute validation failed.").sub("attribute_validation_failed")
	out.body["invalid_attributes"] = bad
	return out
}

// fault says what is wrong with a value, or is empty.
func (a *Attribute) fault(value string) string {
	if !utf8.ValidString(value) || utf8.RuneCountInString(value) > cmp.Or(a.MaxLength, builtInAttributes[a.Name], 250) {
		return "The value is too long."
	}
	switch a.kind() {
	case TypeBoolean:
		if value != "true" && value != "false" {
			return "The value is neither true nor false."
		}
	case TypeInteger:
		if _, err := strconv.ParseInt(value, 10, 32); err != nil || value[0] == '+' {
			return "The value is no whole number."
		}
	}
	switch a.Input {
	case InputRadio:
		if !slices.Contains(a.Options, value) {
			return "The value is none of the options."
		}
	case InputCheckboxes:
		known := map[string]bool{}
		for part := range strings.SplitSeq(value, ",") {
			if known[part] || !slices.Contains(a.Options, part) {
				return "The values are none of the options, or one comes twice."
			}
			known[part] = true
		}
	}
	if !a.fits(value) {
		return "The value does not match the pattern."
	}
	return ""
}

var (
	classInClass = regexp.MustCompile(`\[[^\]]*\[`)   // subtracted from it by .NET
	asciiClass   = regexp.MustCompile(`\\[bBdDsSwW]`) // of every script in .NET
)

// fits holds a value against Regex, as far as Go reads it as .NET does: where it does not, any value fits.
func (a *Attribute) fits(value string) bool {
	beyondASCII := func(r rune) bool { return r > unicode.MaxASCII }
	re, err := regexp.Compile(a.Regex)
	return err != nil || re.MatchString(value) || classInClass.MatchString(a.Regex) ||
		asciiClass.MatchString(a.Regex) && strings.ContainsFunc(value, beyondASCII)
}

// missing are the required attributes that have no value yet: those of the first round that has any.
func (u *UserFlow) missing(values map[string]string) []*Attribute {
	var out []*Attribute
	for i := range u.Attributes {
		a := &u.Attributes[i]
		if _, ok := values[a.Name]; ok || !a.Required {
			continue
		}
		if len(out) > 0 && a.Round < out[0].Round {
			out = nil
		}
		if len(out) == 0 || a.Round == out[0].Round {
			out = append(out, a)
		}
	}
	return out
}

// descriptor is an attribute as required_attributes lists it.
func (a *Attribute) descriptor() map[string]any {
	out := map[string]any{"name": a.Name, "type": a.kind(), "required": a.Required}
	if pattern := a.pattern(); pattern != "" {
		out["options"] = map[string]any{"regex": pattern}
	}
	return out
}

// pattern is Regex, or one that lists the options: the wire has no other place for them.
func (a *Attribute) pattern() string {
	if a.Regex != "" || len(a.Options) == 0 {
		return a.Regex
	}
	quoted := make([]string, len(a.Options))
	for i, option := range a.Options {
		quoted[i] = regexp.QuoteMeta(option)
	}
	one := "(" + strings.Join(quoted, "|") + ")"
	if a.Input == InputCheckboxes {
		return "^" + one + "(," + one + ")*$"
	}
	return "^" + one + "$"
}

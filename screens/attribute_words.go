package screens

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// called gives the words for an attribute: those of the settings, else those of this package, else its name.
func (e *entry) called(a Asking) (label, hint string) {
	label, hint = a.Words.attribute(e.Name)
	if a.Attribute != nil {
		ownLabel, ownHint := a.Attribute(e.Name)
		if ownLabel = Clean(ownLabel); ownLabel != "" {
			label, hint = ownLabel, ""
		}
		if ownHint = Clean(ownHint); ownHint != "" {
			hint = ownHint
		}
	}
	if label == "" {
		label = readable(e.Name)
	}
	if label == "" {
		label = a.Words.Say("attribute.unnamed")
	}
	return label, hint
}

// attribute gives the words for a built-in attribute; empty ones for another.
func (w *Words) attribute(name string) (label, hint string) {
	switch name {
	case "displayName":
		return w.Say("attribute.display_name"), w.Say("attribute.display_name_hint")
	case "givenName":
		return w.Say("attribute.given_name"), w.Say("attribute.given_name_hint")
	case "surname":
		return w.Say("attribute.surname"), w.Say("attribute.surname_hint")
	case "jobTitle":
		return w.Say("attribute.job_title"), w.Say("attribute.job_title_hint")
	case "streetAddress":
		return w.Say("attribute.street_address"), w.Say("attribute.street_address_hint")
	case "postalCode":
		return w.Say("attribute.postal_code"), w.Say("attribute.postal_code_hint")
	case "city":
		return w.Say("attribute.city"), w.Say("attribute.city_hint")
	case "state":
		return w.Say("attribute.state"), w.Say("attribute.state_hint")
	case "country":
		return w.Say("attribute.country"), w.Say("attribute.country_hint")
	}
	return "", ""
}

var extensionRE = regexp.MustCompile(`^extension_[0-9A-Fa-f]{32}_`)

// readable makes words of the name of an attribute: "extension_<32 hex digits>_loyaltyNumber" becomes "Loyalty number".
func readable(name string) string {
	name = Clean(extensionRE.ReplaceAllString(name, ""))
	var b strings.Builder
	before := ' '
	for _, r := range name {
		switch {
		case r == '_' || r == '-' || r == '.':
			r = ' '
		case unicode.IsUpper(r) && (unicode.IsLower(before) || unicode.IsDigit(before)):
			b.WriteRune(' ')
			r = unicode.ToLower(r)
		}
		b.WriteRune(r)
		before = r
	}
	words := strings.Join(strings.Fields(b.String()), " ")
	first, size := utf8.DecodeRuneInString(words)
	if size == 0 {
		return name
	}
	return string(unicode.ToUpper(first)) + words[size:]
}

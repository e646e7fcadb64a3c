package auth

import (
	"regexp"
	"regexp/syntax"
	"slices"
	"strings"
)

// What nobody exceeds honestly: a directory has at most 100 custom attributes (protocol-v1 section 10.2).
const (
	maxAttributes = 128
	maxPattern    = 4 << 10
	maxWritten    = 10_000
	maxOptions    = 300 // all countries, and nothing that fills a window for ever
	maxCustom     = 250 // characters of a custom attribute's value
)

// builtInLengths are the most characters of the built-in attributes (protocol-v1 section 10.1).
var builtInLengths = map[string]int{
	"city": 128, "country": 128, "displayName": 256, "givenName": 64, "jobTitle": 128, "postalCode": 40,
	"state": 128, "streetAddress": 1024, "surname": 64,
}

var attributeNameRE = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_]{0,199}$`)

func find(attributes []Attribute, name string) *Attribute {
	for i := range attributes {
		if attributes[i].Name == name {
			return &attributes[i]
		}
	}
	return nil
}

// describe completes attributes with what is known about them beforehand: the tenant's word counts where it has one,
// and what it does not tell, the kind of a choice and its options, comes from known.
func describe(attributes, known []Attribute) []Attribute {
	described := make([]Attribute, 0, len(attributes))
	for _, a := range attributes {
		if k := find(known, a.Name); k != nil {
			if k.Kind != "" {
				a.Kind = k.Kind
			}
			if len(a.Options) == 0 {
				a.Options = k.Options
			}
			if a.Pattern == "" {
				a.Pattern = k.Pattern
			}
			if a.MaxLength == 0 {
				a.MaxLength = k.MaxLength
			}
			if a.Value == "" {
				a.Value = k.Value
			}
		}
		if len(a.Options) == 0 {
			if kind, options := choice(a.Pattern); kind != "" && (a.Kind == "" || a.Kind == AttributeText || a.Kind == kind) {
				a.Kind, a.Options = kind, options
			}
		}
		if a.MaxLength == 0 {
			a.MaxLength = builtInLengths[a.Name]
			if strings.HasPrefix(a.Name, "extension_") {
				a.MaxLength = maxCustom
			}
		}
		if a.Kind == "" || (a.Kind == AttributeOneOf || a.Kind == AttributeSeveralOf) && len(a.Options) == 0 {
			a.Kind = AttributeText // a choice of nothing is a field to type into
		}
		described = append(described, a)
	}
	return described
}

var (
	oneOfRE     = regexp.MustCompile(`^\^\((?:\?:)?([^()\[\]{}.*+?\\^$]+)\)\$$`)
	severalOfRE = regexp.MustCompile(`^\^\((?:\?:)?([^()\[\]{}.*+?\\^$]+)\)\((?:\?:)?,\((?:\?:)?([^()\[\]{}.*+?\\^$]+)\)\)\*\$$`)
)

// choice reads a choice out of a pattern that allows nothing but some words: ^(Red|Green)$, or several of them with
// commas between, ^(Red|Green)(,(Red|Green))*$. The wire has no other place for options.
func choice(pattern string) (AttributeKind, []string) {
	kind, list := AttributeKind(""), ""
	if m := oneOfRE.FindStringSubmatch(pattern); m != nil {
		kind, list = AttributeOneOf, m[1]
	} else if m := severalOfRE.FindStringSubmatch(pattern); m != nil && m[1] == m[2] {
		kind, list = AttributeSeveralOf, m[1]
	}
	options := strings.Split(list, "|")
	distinct := len(slices.Compact(slices.Sorted(slices.Values(options))))
	if kind == "" || distinct < 2 || distinct > maxOptions || distinct < len(options) || slices.Contains(options, "") ||
		kind == AttributeSeveralOf && strings.Contains(list, ",") { // which comma is between two could not be told
		return "", nil
	}
	return kind, options
}

// attributeList reads required_attributes (protocol-v1 section 3.3).
func (p *fieldReader) attributeList(key string) []Attribute {
	l, err := p.o.list(key)
	if err != nil || len(l) > maxAttributes {
		p.err = errJSON
		return nil
	}
	var attributes []Attribute
	for _, raw := range l {
		o, err := parseAnswer(raw)
		if err != nil {
			p.err = err
			return nil
		}
		f := fieldReader{o: o}
		a := Attribute{Name: f.text("name"), Kind: wireKind(f.text("type")), Required: f.truth("required", true)}
		if raw := o.find("options"); raw != nil && string(raw) != "null" {
			options, err := parseAnswer(raw)
			if err != nil {
				p.err = err
				return nil
			}
			g := fieldReader{o: options}
			if a.Pattern = g.exact("regex"); len(a.Pattern) > maxPattern || !bearable(a.Pattern) {
				a.Pattern = "" // not checked here; the tenant does
			}
			f.err = g.err
		}
		if f.err != nil || !attributeNameRE.MatchString(a.Name) {
			p.err = errJSON
			return nil
		}
		if find(attributes, a.Name) == nil {
			attributes = append(attributes, a)
		}
	}
	return attributes
}

// bearable reports whether a pattern stays small when its repetitions are written out, as a matcher does: few bytes can
// ask for hundreds of megabytes. One that RE2 cannot read costs nothing.
func bearable(pattern string) bool {
	tree, err := syntax.Parse(pattern, syntax.Perl)
	return err != nil || written(tree) <= maxWritten
}

// written is the size of an expression without repetitions.
func written(re *syntax.Regexp) int {
	n := 1
	if re.Op == syntax.OpLiteral {
		n = len(re.Rune)
	}
	for _, sub := range re.Sub {
		n += written(sub)
	}
	if re.Op == syntax.OpRepeat {
		n *= max(re.Min, re.Max, 1)
	}
	return min(n, maxWritten+1)
}

// attributeNames reads invalid_attributes, of which the name alone counts.
func (p *fieldReader) attributeNames(key string) []string {
	var names []string
	for _, a := range p.attributeList(key) {
		names = append(names, a.Name)
	}
	return names
}

// truth reads a boolean that may come as a string.
func (p *fieldReader) truth(key string, otherwise bool) bool {
	switch strings.ToLower(strings.Trim(string(p.o.find(key)), `"`)) {
	case "true":
		return true
	case "false":
		return false
	}
	return otherwise
}

// wireKind is the kind of a data type on the wire (protocol-v1 section 10.2).
func wireKind(t string) AttributeKind {
	switch strings.ToLower(t) {
	case "boolean", "bool":
		return AttributeYesNo
	case "int", "integer", "int32", "int64", "number":
		return AttributeNumber
	}
	return "" // a string, which may yet turn out to be a choice
}

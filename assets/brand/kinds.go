package brand

import (
	"fmt"
	"image/color"
	"maps"
	"net/mail"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"

	"golang.org/x/text/language"
)

// kindOf is what the value of a key can be: how it is read, and how JSON Schema says the same. Errors of read go behind
// the name of the key: "must be …", "is longer than …".
type kindOf[T any] struct {
	read   func(v any) (T, error)
	schema map[string]any
}

func readString(v any) (string, error) {
	s, ok := v.(string)
	if !ok {
		return "", because(TextInvalid, nil, "must be a text in quotes")
	}
	return s, nil
}

// plain is a text that is checked.
func plain(check func(string) error, schema map[string]any) kindOf[string] {
	return kindOf[string]{schema: schema, read: func(v any) (string, error) {
		s, err := readString(v)
		if err == nil {
			err = check(s)
		}
		return s, err
	}}
}

// matching is a text of a form, which sentence describes.
func matching(re string, code Code, sentence string) kindOf[string] {
	form := regexp.MustCompile(re)
	return plain(func(s string) error {
		if len(s) > 253 || !form.MatchString(s) {
			return because(code, nil, "%s", sentence)
		}
		return nil
	}, map[string]any{"type": "string", "pattern": re})
}

// tagRE is what language tags look like; which there are is not said.
const tagRE = `^[A-Za-z]{2,8}([-_][A-Za-z0-9]{1,8})*$`

// byLanguage is a text, or a table of texts by language.
func byLanguage(check func(string) error, one map[string]any) kindOf[Texts] {
	return kindOf[Texts]{
		schema: map[string]any{"anyOf": []any{one, map[string]any{"type": "object", "additionalProperties": one, "minProperties": 1,
			"propertyNames": map[string]any{"pattern": tagRE}}}},
		read: func(v any) (Texts, error) {
			table, several := v.(map[string]any)
			if !several {
				table = map[string]any{"": v}
			}
			if len(table) == 0 || len(table) > maxLanguages {
				return nil, because(TextInvalid, nil, `must be a text, or texts by language such as { en = "…", de = "…" }`)
			}
			texts := Texts{}
			for _, tag := range slices.Sorted(maps.Keys(table)) {
				s, ok := table[tag].(string)
				if !ok {
					return nil, because(TextInvalid, nil, `must be a text in quotes, or texts by language such as { en = "…", de = "…" }`)
				}
				if err := check(s); err != nil {
					return nil, err
				}
				if several {
					known, err := checkTag(tag)
					if err != nil {
						return nil, err
					}
					tag = known
				}
				texts[tag] = s
			}
			return texts, nil
		}}
}

// checkTag brings a language tag into its usual form.
func checkTag(tag string) (string, error) {
	if len(tag) > 35 { // RFC 5646 section 4.4.1
		return "", because(LanguageInvalid, Args{"Tag": clipped(tag)}, "must be by language tags such as en or de")
	}
	known, err := language.Parse(tag)
	if err != nil || known == language.Und {
		return "", because(LanguageInvalid, Args{"Tag": tag}, "must be by language tags such as en or de, not %q", tag)
	}
	return known.String(), nil
}

func title(s string) error { return checkText(s, maxTitle) }

func hint(s string) error { return checkText(s, maxWord) }

// link is an address in the browser. What stands before the host is not taken, as it misleads the eye.
func link(s string) error {
	u, err := url.Parse(s)
	switch {
	case err != nil || len(s) > maxLink || strings.ContainsFunc(s, func(r rune) bool { return r <= ' ' || r > '~' || r == '"' || r == '\\' }):
		return because(LinkInvalid, nil, "is no address; write one such as https://www.example.com/terms, without blanks and letters beyond ASCII")
	case u.Scheme != "https":
		return because(LinkInsecure, nil, "must begin with https://")
	case u.Hostname() == "" || u.User != nil || strings.ContainsFunc(u.Hostname(), func(r rune) bool { return r > '~' || r == '%' }):
		return because(LinkInvalid, nil, "must have a host in plain letters and no user, such as https://www.example.com/terms")
	}
	return nil
}

// support is where help is found: an address in the browser, or one for mail.
func support(s string) error {
	address, isMail := strings.CutPrefix(s, "mailto:")
	if !isMail {
		if err := link(s); err != nil {
			return because(SupportInvalid, nil, "must be mailto: with an address, or begin with https://")
		}
		return nil
	}
	a, err := mail.ParseAddress(address)
	if err != nil || a.Address != address || len(address) > 254 || strings.ContainsAny(address, "?&%\"<> ") {
		return because(SupportInvalid, nil, "must be mailto: with nothing but one address behind it, such as mailto:help@example.com")
	}
	return nil
}

func oneOf(choices []string) kindOf[string] {
	return plain(func(s string) error {
		if slices.Contains(choices, s) {
			return nil
		}
		args := Args{"Choices": strings.Join(choices, ", ")}
		wrong := fmt.Sprintf("must be one of %s in quotes", args["Choices"])
		if near := Nearest(s, choices); near != "" {
			args["Near"] = near
			wrong += "; did you mean " + near + "?"
		}
		return because(ChoiceInvalid, args, "%s", wrong)
	}, map[string]any{"type": "string", "enum": choices})
}

// someOf is a list without repetition, which comes out in the order of the choices.
func someOf(choices []string) kindOf[[]string] {
	list := strings.Join(choices, ", ")
	wrong := because(ListInvalid, Args{"Choices": list}, "must be a list of some of %s in quotes, each once", list)
	return kindOf[[]string]{
		schema: map[string]any{"type": "array", "uniqueItems": true, "items": map[string]any{"enum": choices}},
		read: func(v any) ([]string, error) {
			list, ok := v.([]any)
			chosen := map[string]bool{}
			for _, item := range list {
				s, isText := item.(string)
				if !isText || !slices.Contains(choices, s) || chosen[s] {
					return nil, wrong
				}
				chosen[s] = true
			}
			if !ok {
				return nil, wrong
			}
			return slices.DeleteFunc(slices.Clone(choices), func(s string) bool { return !chosen[s] }), nil
		}}
}

func number(least, most float64) kindOf[float64] {
	return kindOf[float64]{
		schema: map[string]any{"type": "number", "minimum": least, "maximum": most},
		read: func(v any) (float64, error) {
			f, ok := v.(float64)
			if i, whole := v.(int64); whole {
				f, ok = float64(i), true
			}
			if !ok || !(f >= least && f <= most) { // NaN is neither
				return 0, because(NumberInvalid, Args{"Least": fmt.Sprint(least), "Most": fmt.Sprint(most)}, "must be a number from %g to %g", least, most)
			}
			return f, nil
		}}
}

const (
	opaqueRE      = `^#([0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})$`
	translucentRE = `^#([0-9A-Fa-f]{3}|[0-9A-Fa-f]{6}|[0-9A-Fa-f]{8})$`
)

func colorOf(translucent bool) kindOf[color.NRGBA] {
	parse, form := ParseColor, opaqueRE
	if translucent {
		parse, form = ParseTranslucent, translucentRE
	}
	return kindOf[color.NRGBA]{
		schema: map[string]any{"type": "string", "pattern": form},
		read: func(v any) (color.NRGBA, error) {
			s, ok := v.(string)
			if !ok {
				return color.NRGBA{}, because(ColorInvalid, nil, `must be a colour in quotes such as "#4F46E5"`)
			}
			return parse(s)
		}}
}

// shade is one colour, or one for light and one for dark surroundings.
func shade() kindOf[*Shade] {
	one := colorOf(false)
	return kindOf[*Shade]{
		schema: map[string]any{"anyOf": []any{one.schema, map[string]any{"type": "object", "additionalProperties": false,
			"required": []string{"light"}, "properties": map[string]any{"light": one.schema, "dark": one.schema}}}},
		read: func(v any) (*Shade, error) {
			table, both := v.(map[string]any)
			if !both {
				c, err := one.read(v)
				return &Shade{Light: c}, err
			}
			var s Shade
			for name, v := range table {
				c, err := one.read(v)
				if err != nil {
					return nil, fmt.Errorf("%w, for light and dark", err)
				}
				switch name {
				case "light":
					s.Light = c
				case "dark":
					s.Dark = &c
				default:
					return nil, because(ShadeInvalid, nil, `must be a colour, or { light = "#…", dark = "#…" }`)
				}
			}
			if table["light"] == nil {
				return nil, because(ShadeInvalid, nil, `needs light beside dark: { light = "#…", dark = "#…" }`)
			}
			return &s, nil
		}}
}

// span is a time such as "10m".
func span(least, most time.Duration) kindOf[time.Duration] {
	return kindOf[time.Duration]{
		schema: map[string]any{"type": "string", "minLength": 2, "pattern": `^([0-9]+h)?([0-9]+m)?([0-9]+s)?$`},
		read: func(v any) (time.Duration, error) {
			s, _ := v.(string)
			d, err := time.ParseDuration(s)
			if err != nil || d < least || d > most || d%time.Second != 0 {
				return 0, because(TimeInvalid, Args{"Least": short(least), "Most": short(most)}, `must be a time in quotes from %s to %s, such as "10m"`, short(least), short(most))
			}
			return d, nil
		}}
}

// short writes a time as people do: "24h", not "24h0m0s".
func short(d time.Duration) string {
	if d%time.Hour == 0 {
		return fmt.Sprintf("%dh", d/time.Hour)
	}
	return fmt.Sprintf("%dm", d/time.Minute)
}

// fileName is the name of a file in the pack, of one of some types. What is in the file is looked at later.
func fileName(types ...string) kindOf[string] {
	return plain(func(s string) error {
		if wrong := checkName(s); wrong != "" {
			return because(FileNameInvalid, Args{"File": clipped(s)}, "names %q, which %s", clipped(s), wrong)
		}
		if !slices.ContainsFunc(types, func(t string) bool { return strings.HasSuffix(s, t) }) {
			return because(FileTypeInvalid, Args{"Types": strings.Join(types, ", ")}, "must be a file that ends in %s", strings.Join(types, " or "))
		}
		return nil
	}, map[string]any{"type": "string", "maxLength": MaxName, "pattern": `^[a-z0-9_][a-z0-9._-]*(` + strings.ReplaceAll(strings.Join(types, "|"), ".", `\.`) + `)$`})
}

// clipped is the beginning of a hostile text, for a message.
func clipped(s string) string {
	if runes := []rune(s); len(runes) > 60 {
		return string(runes[:60]) + "…"
	}
	return s
}
